//! Which of some files hold work that git could not bring back.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::git_error::GitError;
use crate::repo::Repository;
use crate::repo_path::RepoPath;
use crate::store::Store;

/// A file whose content is not, or not only, in HEAD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirty {
    /// The file, as it was asked for.
    pub path: PathBuf,
    /// What git says of it.
    pub kind: DirtyKind,
}

/// What git says of a file. Of several states the first in this order is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirtyKind {
    /// It is in the middle of a merge.
    Conflicted,
    /// It differs from the index.
    Modified,
    /// The index has it, but differs from HEAD.
    Staged,
    /// git has no copy of it, be it ignored or not.
    Untracked,
}

impl std::fmt::Display for DirtyKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Conflicted => "conflicted",
            Self::Modified => "modified",
            Self::Staged => "staged",
            Self::Untracked => "untracked",
        })
    }
}

impl Repository {
    /// Which of `paths` hold work that is not in HEAD, in the order of `paths`. Only these
    /// files are looked at. A file in a submodule, or in any repository inside this one, is
    /// judged by that repository; a file outside the work tree is left out.
    ///
    /// The index is read, never refreshed on disk.
    ///
    /// # Errors
    /// If the index or an inner repository cannot be read.
    pub fn dirty(&self, paths: &[PathBuf]) -> Result<Vec<Dirty>, GitError> {
        let Some(workdir) = self.workdir() else { return Ok(Vec::new()) };
        let mut inner = InnerRepositories { top: workdir, known: HashMap::new() };
        // By repository, so that each one's index is read once.
        let mut groups: BTreeMap<PathBuf, Vec<(usize, RepoPath)>> = BTreeMap::new();
        for (index, path) in paths.iter().enumerate() {
            let Some(relative) = self.relative(path) else { continue };
            let Some(below) = relative.to_path() else { continue };
            let owner = inner.owner(below.parent().unwrap_or(Path::new("")));
            let Ok(rest) = below.strip_prefix(&owner) else { continue };
            let Some(rest) = RepoPath::from_path(rest) else { continue };
            groups.entry(owner).or_default().push((index, rest));
        }
        let mut found = BTreeMap::new();
        for (owner, files) in &groups {
            if owner.as_os_str().is_empty() {
                self.dirty_here(files, &mut found)?;
            } else {
                self.open_inner(&workdir.join(owner))?.dirty_here(files, &mut found)?;
            }
        }
        Ok(found
            .into_iter()
            .map(|(index, kind)| Dirty { path: paths[index].clone(), kind })
            .collect())
    }

    /// Adds the state of files of this very repository, by their index.
    fn dirty_here(
        &self,
        files: &[(usize, RepoPath)],
        found: &mut BTreeMap<usize, DirtyKind>,
    ) -> Result<(), GitError> {
        let paths: Vec<RepoPath> = files.iter().map(|(_, path)| path.clone()).collect();
        let kinds = match (self.store().dirty(&paths), self.program()) {
            // The library opens repositories whose index it cannot read.
            (Err(GitError::Unsupported { .. }), Some(program)) => program.dirty(&paths)?,
            (kinds, _) => kinds?,
        };
        found.extend(files.iter().zip(kinds).filter_map(|((at, _), kind)| Some((*at, kind?))));
        Ok(())
    }
}

/// Where, below a work tree, other repositories begin.
struct InnerRepositories<'r> {
    top: &'r Path,
    known: HashMap<PathBuf, PathBuf>,
}

impl InnerRepositories<'_> {
    /// The top of the repository that `folder` belongs to, both relative to the outer top.
    fn owner(&mut self, folder: &Path) -> PathBuf {
        if folder.as_os_str().is_empty() {
            return PathBuf::new();
        }
        if let Some(owner) = self.known.get(folder) {
            return owner.clone();
        }
        let owner = if self.top.join(folder).join(".git").symlink_metadata().is_ok() {
            folder.to_path_buf()
        } else {
            self.owner(folder.parent().unwrap_or(Path::new("")))
        };
        self.known.insert(folder.to_path_buf(), owner.clone());
        owner
    }
}
