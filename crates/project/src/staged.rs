//! The files of git's index, as they would be committed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::changed::Changed;
use crate::content::{FileInput, Walked};
use crate::git_error::GitError;
use crate::head::{HeadOptions, walk_blobs};
use crate::repo::Repository;
use crate::store::{Change, Store, TreeFile, Wanted};

/// The index of a repository: the one that it has, or the one that git has made of it for the
/// commit that a hook is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    file: Option<PathBuf>,
}

impl Index {
    /// The index that `named`, the value of `GIT_INDEX_FILE`, stands for in a repository: git sets
    /// that for a hook where a commit is made of other files than those that are staged.
    ///
    /// # Errors
    /// If that is not a file in the repository's own folder: it is another one's then.
    pub fn of(repository: &Repository, named: Option<&Path>) -> Result<Self, GitError> {
        let Some(named) = named else { return Ok(Self::default()) };
        let file = repository.place().join(named);
        let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
        if folder.is_none() || folder != repository.git_dir().canonicalize().ok() {
            let detail = "GIT_INDEX_FILE names a file that is not this repository's; unset it";
            return Err(repository.odd_index(detail.to_owned()));
        }
        Ok(Self { file: Some(file) })
    }
}

/// Reads the regular files of the index as [`walk_head`](crate::walk_head) does those of a commit.
/// A file that is in the middle of a merge is none of them.
///
/// # Errors
/// As for [`walk_head`](crate::walk_head).
pub fn walk_index<T: Send>(
    repository: &Repository,
    index: &Index,
    options: &HeadOptions,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, GitError> {
    let commit = commit(repository)?;
    let files = |wanted: &Wanted<'_>| repository.in_index(index, wanted);
    walk_blobs(repository, commit, files, options, visit)
}

impl Repository {
    /// The files that the index has otherwise than HEAD, or that HEAD does not have.
    ///
    /// # Errors
    /// If the index or HEAD cannot be read, or the repository is bare.
    pub fn staged(&self, index: &Index) -> Result<Changed, GitError> {
        let Some(workdir) = self.workdir() else {
            return Err(GitError::Git {
                path: self.place().to_path_buf(),
                step: "finding what is staged",
                detail: "it has no work tree".to_owned(),
            });
        };
        let base = commit(self)?;
        let all = |_: &[u8], _: bool| true;
        let old = base.map_or_else(|| Ok(Vec::new()), |base| self.store().files(base, &all))?;
        let old: HashMap<Vec<u8>, Change> =
            old.into_iter().map(|file| (file.path, (file.id, file.mode))).collect();
        let is_new = |file: &TreeFile| old.get(&file.path) != Some(&(file.id, file.mode));
        let files = self.in_index(index, &all)?.into_iter().filter(is_new);
        let paths: HashSet<PathBuf> = files.filter_map(|file| file.full_path(workdir)).collect();
        Ok(Changed::of_files(base, paths, workdir))
    }

    fn odd_index(&self, detail: String) -> GitError {
        GitError::Git { path: self.place().to_path_buf(), step: "reading the index", detail }
    }

    fn in_index(&self, index: &Index, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError> {
        let file = index.file.as_deref();
        let place = file.map_or_else(|| self.git_dir().join("index"), Path::to_path_buf);
        // Whoever opens a pipe waits for ever.
        if place.metadata().is_ok_and(|data| !data.is_file()) {
            return Err(self.odd_index("it is no regular file".to_owned()));
        }
        match (self.store().staged(file, wanted), self.program()) {
            // The library opens repositories whose index it cannot read.
            (Err(GitError::Unsupported { .. }), Some(program)) => program.staged(file, wanted),
            (found, _) => found,
        }
    }
}

/// The commit that HEAD is; nothing where there is none yet.
fn commit(repository: &Repository) -> Result<Option<crate::object_id::ObjectId>, GitError> {
    match repository.head() {
        Ok(head) => Ok(Some(head.0)),
        Err(GitError::Unborn { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
