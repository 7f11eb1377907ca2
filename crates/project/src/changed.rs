//! Which files differ from a commit: what a hook or a check of a pull request is about.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::git_error::GitError;
use crate::object_id::ObjectId;
use crate::repo::Repository;
use crate::repo_path::RepoPath;

/// The files of a work tree that differ from a commit: those that commits since have changed, and
/// those with changes that are not committed, be they staged or not, or not even tracked. A file
/// that was only moved or had its mode changed counts; of one that was removed nothing is left.
#[derive(Debug, Clone)]
pub struct Changed {
    base: Option<ObjectId>,
    files: HashSet<PathBuf>,
    /// All below these: folders that git does not track, submodules with another commit.
    folders: HashSet<PathBuf>,
    top: PathBuf,
}

impl Changed {
    /// The commit that the files were compared with, in hexadecimal; nothing where there is no
    /// commit yet, and everything has changed.
    #[must_use]
    pub fn base(&self) -> Option<String> {
        self.base.map(|id| id.to_string())
    }

    /// Whether the file at `path`, absolute and without links in its folders, has changed. A file
    /// outside the work tree has: nothing is known of it.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        if self.base.is_none() || !path.starts_with(&self.top) {
            return true;
        }
        let mut above = path.ancestors().take_while(|path| path.starts_with(&self.top));
        self.files.contains(path) || above.any(|folder| self.folders.contains(folder))
    }

    /// These files, which differ from `base`.
    pub(crate) fn of_files(base: Option<ObjectId>, files: HashSet<PathBuf>, top: &Path) -> Self {
        Self { base, files, folders: HashSet::new(), top: top.to_path_buf() }
    }

    fn add(&mut self, workdir: &Path, found: &[Vec<u8>]) {
        for path in found {
            let is_folder = path.last() == Some(&b'/');
            let bytes = path.strip_suffix(b"/").unwrap_or(path);
            let Some(below) = RepoPath::from_bytes(bytes).to_path() else { continue };
            // A submodule has no `/` at its end.
            let full = workdir.join(below);
            if is_folder || full.symlink_metadata().is_ok_and(|data| data.is_dir()) {
                self.folders.insert(full);
            } else {
                self.files.insert(full);
            }
        }
    }
}

impl Repository {
    /// What differs from where HEAD and the commit `base` parted; `base` is any name that git
    /// takes for a commit. Submodules with another commit count as a whole, else by what is not
    /// committed in them.
    ///
    /// # Errors
    /// If there is no such commit, or it and HEAD have no commit in common here; or if the
    /// repository cannot be read, or is bare.
    pub fn changed(&self, base: &str) -> Result<Changed, GitError> {
        let Some(workdir) = self.workdir() else {
            return Err(self.odd("it has no work tree that could have changed".to_owned()));
        };
        let head = match self.head() {
            Ok(head) => head.0,
            Err(GitError::Unborn { .. }) if base == "HEAD" => {
                return Ok(Changed::of_files(None, HashSet::new(), workdir));
            }
            Err(error) => return Err(error),
        };
        let store = self.store();
        let remedy = match store.is_shallow() {
            true => {
                "; the clone is shallow: `git fetch --unshallow` gets the rest (on GitHub: \
                 `fetch-depth: 0` for actions/checkout, on GitLab: `GIT_DEPTH: 0`)"
            }
            false => "",
        };
        let Some(named) = store.resolve(base)? else {
            let missing = match remedy {
                "" => "; `git fetch` gets what a remote has",
                shallow => shallow,
            };
            return Err(self.odd(format!("there is no commit `{base}` here{missing}")));
        };
        let Some(from) = store.merge_base(named, head)? else {
            return Err(
                self.odd(format!("HEAD and `{base}` have no commit in common here{remedy}"))
            );
        };
        let mut changed = Changed::of_files(Some(from), HashSet::new(), workdir);
        changed.add(workdir, &self.differing(from)?);
        self.add_submodules(workdir, &mut changed);
        Ok(changed)
    }

    /// Whether `name` is a commit here.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub fn has_commit(&self, name: &str) -> Result<bool, GitError> {
        Ok(self.store().resolve(name)?.is_some())
    }

    /// Whether it has any remote, as far as can be told.
    #[must_use]
    pub fn has_remotes(&self) -> bool {
        let config = self.store().common_dir().map(|dir| std::fs::read(dir.join("config")));
        // Sections of the file are what git itself writes.
        config.is_ok_and(|text| {
            text.is_ok_and(|text| memchr::memmem::find(&text, b"[remote \"").is_some())
        })
    }

    /// Paths that differ, below the top.
    fn differing(&self, from: ObjectId) -> Result<Vec<Vec<u8>>, GitError> {
        match (self.store().differing(from), self.program()) {
            // The library opens repositories whose index it cannot read.
            (Err(GitError::Unsupported { .. }), Some(program)) => {
                crate::store::Store::differing(program, from)
            }
            (found, _) => found,
        }
    }

    /// What is not committed in submodules whose commit is as it was.
    fn add_submodules(&self, workdir: &Path, changed: &mut Changed) {
        // Where none are told of, looking for them would be in vain.
        let Ok(text) = std::fs::read_to_string(workdir.join(".gitmodules")) else { return };
        let paths = text.lines().filter_map(|line| {
            let (key, path) = line.split_once('=')?;
            (key.trim() == "path").then(|| path.trim().trim_matches('"'))
        });
        for path in paths {
            let Some(below) = RepoPath::from_path(Path::new(path)) else { continue };
            let folder = workdir.join(path);
            if below.as_bytes().is_empty() || folder.join(".git").symlink_metadata().is_err() {
                continue;
            }
            let inner = self.open_inner(&folder).and_then(|inner| {
                let head = inner.head()?.0;
                let found = inner.differing(head)?;
                changed.add(&folder, &found);
                if let Some(workdir) = inner.workdir() {
                    inner.add_submodules(workdir, changed);
                }
                Ok(())
            });
            if inner.is_err() {
                changed.folders.insert(folder);
            }
        }
    }

    fn odd(&self, detail: String) -> GitError {
        let step = "finding what has changed";
        GitError::Git { path: self.place().to_path_buf(), step, detail }
    }
}
