//! Which configuration a run goes by, whatever the verb: where it is found, and the packs that
//! it names. What else it says is read once those are known.

use crate::args::Global;
use crate::args::Sources;
use crate::failure::Failure;
use crate::texts::{refused, shown, text_file};
use modelmod_catalog::pack::PackFile;
use modelmod_config::{PackPaths, read_manifest_packs, read_packs};
use modelmod_edit::Named;
use modelmod_project::Repository;
use std::path::{Path, PathBuf};

/// The name of a configuration.
pub(crate) const NAME: &str = "modelmod.toml";
const MANIFEST: &str = "Cargo.toml";

/// A configuration that was found.
pub(crate) struct Located {
    /// Its text, and its path as it is to be shown.
    pub(crate) text: PackFile,
    /// Its path, canonical.
    pub(crate) path: PathBuf,
    /// It is a table of a `Cargo.toml`.
    pub(crate) is_manifest: bool,
    /// It was named with `--config`.
    pub(crate) is_named: bool,
    /// What it says of packs.
    pub(crate) packs: PackPaths,
}

/// Where a run begins to look for its configuration.
pub(crate) enum Start<'p> {
    /// Beside this path.
    Path(&'p Path),
    /// Beside the name of standard input, which need not exist.
    Name(&'p Path),
}

/// The configuration that the arguments ask for.
pub(crate) fn locate(
    sources: &Sources,
    start: &Start<'_>,
    global: &Global,
) -> Result<Option<Located>, Failure> {
    if sources.isolated {
        return Ok(None);
    }
    if let Some(path) = &sources.config {
        let mut located = open(path, global)?.ok_or_else(|| {
            Failure::new(format!(
                "{}: no table [workspace.metadata.modelmod] or [package.metadata.modelmod] in it; \
                 add one, or name another file",
                path.named()
            ))
        })?;
        located.is_named = true;
        return Ok(Some(located));
    }
    for folder in folders(start)? {
        if let Some(located) = look_in(&folder, global)? {
            return Ok(Some(located));
        }
    }
    Ok(None)
}

/// The folders to look in: from that of the first path up to the top of its repository. Without
/// one, up to the current directory; where that is not above, no further. (What lies in `/tmp`
/// or `/home` may be somebody else's.)
fn folders(start: &Start<'_>) -> Result<Vec<PathBuf>, Failure> {
    let real = match start {
        Start::Path(path) => path.canonicalize(),
        Start::Name(name) => name.canonicalize().or_else(|_| Path::new(".").canonicalize()),
    };
    // Whoever looks for its files says what is wrong with it.
    let Ok(real) = real else { return Ok(Vec::new()) };
    let start = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
    let top = match Repository::discover(start) {
        Ok(Some(repository)) => repository.workdir().map(Path::to_path_buf),
        _ => None,
    };
    let top = match top {
        Some(top) => top,
        None => canonical(Path::new("."))?,
    };
    let within = start.ancestors().take_while(|folder| folder.starts_with(&top));
    let mut folders: Vec<PathBuf> = within.map(Path::to_path_buf).collect();
    if folders.is_empty() {
        folders.push(start.to_path_buf());
    }
    Ok(folders)
}

fn look_in(folder: &Path, global: &Global) -> Result<Option<Located>, Failure> {
    let (own, manifest) = (folder.join(NAME), folder.join(MANIFEST));
    let open_if_there = |path: &Path| match path.is_file() {
        true => open(&shown(path), global),
        false => Ok(None),
    };
    match (open_if_there(&own)?, open_if_there(&manifest)?) {
        (Some(_), Some(_)) => Err(Failure::new(format!(
            "two configurations: {} and a table in {}; keep one of them",
            shown(&own).named(),
            shown(&manifest).named()
        ))),
        (one, other) => Ok(one.or(other)),
    }
}

/// The configuration in a file; nothing if it is a manifest without one.
fn open(path: &Path, global: &Global) -> Result<Option<Located>, Failure> {
    let text = text_file(path, "or use --isolated to go without it")?;
    let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
    // Most have none; not even their syntax is looked at then.
    if is_manifest && !text.text.contains("modelmod") {
        return Ok(None);
    }
    let packs = if is_manifest { read_manifest_packs(&text) } else { read_packs(&text).map(Some) };
    let packs = packs.map_err(|found| refused(path, &found, "the configuration", global))?;
    let Some(packs) = packs else { return Ok(None) };
    let path = canonical(path)?;
    Ok(Some(Located { text, path, is_manifest, is_named: false, packs }))
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| {
        Failure::new(format!("{}: {error}; look whether it is still there", path.named()))
    })
}
