//! The arguments of a walk: resolved, without duplicates, and knowing each other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::content::{SkipReason, Skipped};
use crate::exclude::{BadPattern, Exclude, anchor};
use crate::vcs;
use crate::walk::WalkOptions;
use crate::walk_error::WalkError;

/// One argument.
#[derive(Debug)]
pub(crate) struct Root {
    /// As it is walked and shown.
    pub(crate) shown: PathBuf,
    /// Without links.
    canonical: PathBuf,
    /// Its path seen from where each set of exclude patterns is anchored; empty when outside.
    below_anchors: Vec<PathBuf>,
    is_dir: bool,
}

/// All arguments of a walk.
#[derive(Debug)]
pub(crate) struct Roots {
    by_shown: HashMap<PathBuf, Root>,
    /// From the canonical path to what is shown: an argument below another argument is
    /// walked on its own, and the outer walk leaves it out.
    by_canonical: HashMap<PathBuf, PathBuf>,
    excludes: Vec<Exclude>,
}

impl Roots {
    /// Resolves the arguments. The result does not depend on their order.
    pub(crate) fn resolve(
        options: &WalkOptions<'_>,
        skipped: &mut Vec<Skipped>,
    ) -> Result<Self, WalkError> {
        let also = &options.also_exclude;
        let (mut excludes, mut bases) = (Vec::new(), Vec::new());
        for (lines, folder) in
            [(&options.exclude, &options.exclude_root), (&also.lines, &also.folder)]
        {
            let bad =
                |bad: BadPattern| WalkError::Pattern { pattern: bad.pattern, cause: bad.cause };
            excludes.push(Exclude::new(lines).map_err(bad)?);
            bases.push(anchor(folder).map_err(|cause| unusable(folder, cause))?);
        }
        let here = anchor(Path::new("")).map_err(|cause| unusable(Path::new("."), cause))?;
        let mut found = Vec::new();
        for given in arguments(options) {
            found.push(resolve_one(&given, &here, &bases)?);
        }
        // The smallest spelling of a file wins, so that the order of arguments is irrelevant.
        found.sort_by(|a, b| (&a.canonical, &a.shown).cmp(&(&b.canonical, &b.shown)));
        found.dedup_by(|later, earlier| later.canonical == earlier.canonical);
        let mut roots = Self { by_shown: HashMap::new(), by_canonical: HashMap::new(), excludes };
        for root in found {
            if vcs::inside_store(&root.canonical) {
                skipped.push(Skipped { path: root.shown, reason: SkipReason::VersionControl });
            } else if !(options.force_exclude && roots.excludes_root(&root)) {
                roots.by_canonical.insert(root.canonical.clone(), root.shown.clone());
                roots.by_shown.insert(root.shown.clone(), root);
            }
        }
        Ok(roots)
    }

    /// The paths to hand to the walker, in an order that depends on nothing else.
    pub(crate) fn shown(&self) -> Vec<&Path> {
        let mut shown: Vec<&Path> = self.by_shown.keys().map(PathBuf::as_path).collect();
        shown.sort();
        shown
    }

    /// Whether the walk should go into, or visit, an entry met `depth` levels below a root.
    pub(crate) fn admits(&self, path: &Path, depth: usize, is_dir: bool) -> bool {
        if path.file_name().is_some_and(vcs::is_store) {
            return false;
        }
        if self.by_shown.len() < 2 && self.excludes.iter().all(Exclude::is_empty) {
            return true;
        }
        let Some(root) = path.ancestors().nth(depth).and_then(|root| self.by_shown.get(root))
        else {
            return true;
        };
        let Ok(below) = path.strip_prefix(&root.shown) else { return true };
        if self.by_shown.len() > 1 && self.by_canonical.contains_key(&root.canonical.join(below)) {
            return false;
        }
        let mut sets = self.excludes.iter().zip(&root.below_anchors);
        !sets.any(|(exclude, anchor)| exclude.matches(&anchor.join(below), is_dir))
    }

    /// The folders that are walked, and those of files that are named. Canonical.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.by_shown.values().map(|root| root.canonical.as_path())
    }

    fn excludes_root(&self, root: &Root) -> bool {
        self.excludes.iter().zip(&root.below_anchors).any(|(exclude, anchor)| {
            let path = if anchor.as_os_str().is_empty() && !root.is_dir {
                // A file outside the anchor: its name is all that can match.
                root.canonical.file_name().map(PathBuf::from).unwrap_or_default()
            } else {
                anchor.clone()
            };
            !path.as_os_str().is_empty() && exclude.matches_with_parents(&path, root.is_dir)
        })
    }
}

/// The arguments without superfluous `.` and `/`; the current directory if there are none.
fn arguments(options: &WalkOptions<'_>) -> Vec<PathBuf> {
    if options.roots.is_empty() {
        return vec![PathBuf::from(".")];
    }
    options.roots.iter().map(|root| clean(root)).collect()
}

fn clean(path: &Path) -> PathBuf {
    let parts: PathBuf = path.components().collect();
    match parts.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_path_buf(),
        _ if parts.as_os_str().is_empty() => PathBuf::from("."),
        _ => parts,
    }
}

fn resolve_one(given: &Path, here: &Path, bases: &[PathBuf]) -> Result<Root, WalkError> {
    let kind = given.symlink_metadata().map_err(|cause| unusable(given, cause))?;
    let canonical = given.canonicalize().map_err(|cause| unusable(given, cause))?;
    let is_dir = canonical.is_dir();
    // A link is a name for something else: what is edited, and shown, is its target.
    let shown = if !kind.is_symlink() {
        given.to_path_buf()
    } else if given.is_absolute() {
        canonical.clone()
    } else {
        clean(canonical.strip_prefix(here).unwrap_or(&canonical))
    };
    let below =
        |base: &PathBuf| canonical.strip_prefix(base).unwrap_or(Path::new("")).to_path_buf();
    let below_anchors = bases.iter().map(below).collect();
    Ok(Root { shown, canonical, below_anchors, is_dir })
}

fn unusable(path: &Path, cause: std::io::Error) -> WalkError {
    if cause.kind() == std::io::ErrorKind::NotFound {
        WalkError::Missing { path: path.to_path_buf() }
    } else {
        WalkError::Unusable { path: path.to_path_buf(), cause }
    }
}
