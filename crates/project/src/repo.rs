//! Finding and opening the repository that a path is in.

use std::path::{Path, PathBuf};

use git2::RepositoryOpenFlags;

use crate::git_error::GitError;
use crate::repo_path::RepoPath;

/// A git repository.
///
/// Opening one, and all that is done with it here, runs no other program: no hooks, filters,
/// file system monitors or helpers, whatever its configuration says.
pub struct Repository {
    inner: git2::Repository,
    /// Canonical, so that canonical paths of files start with it.
    workdir: Option<PathBuf>,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("git_dir", &self.git_dir()).finish_non_exhaustive()
    }
}

/// The commit that HEAD was when it was asked for. Work is planned and committed on this
/// commit, whatever happens to HEAD meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head(pub(crate) git2::Oid);

impl Head {
    /// The commit's ID in hexadecimal.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.to_string()
    }
}

impl Repository {
    /// Finds the repository that `path`, a file or a folder, is in, looking upwards as git
    /// does: not beyond the file system, nor above what `GIT_CEILING_DIRECTORIES` names.
    /// Nothing if it is in none.
    ///
    /// # Errors
    /// If there is a repository but it cannot be opened.
    pub fn discover(path: &Path) -> Result<Option<Self>, GitError> {
        let real = path.canonicalize().map_err(|error| GitError::Git {
            path: path.to_path_buf(),
            step: "finding its repository",
            detail: error.to_string(),
        })?;
        let start = if real.is_dir() { &real } else { real.parent().unwrap_or(&real) };
        let ceilings = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
        let ceilings = std::env::split_paths(&ceilings).filter(|path| path.is_absolute());
        match git2::Repository::open_ext(start, RepositoryOpenFlags::empty(), ceilings) {
            Ok(inner) => Ok(Some(Self::from_inner(inner))),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::new(start, "opening the repository", &error)),
        }
    }

    /// Opens the repository whose work tree, or bare store, is exactly `path`.
    pub(crate) fn open(path: &Path) -> Result<Self, GitError> {
        git2::Repository::open(path)
            .map(Self::from_inner)
            .map_err(GitError::at(path, "opening the repository"))
    }

    fn from_inner(inner: git2::Repository) -> Self {
        let workdir = inner.workdir().map(|path| path.canonicalize().unwrap_or(path.to_path_buf()));
        Self { inner, workdir }
    }

    /// The top of the work tree; nothing in a bare repository.
    #[must_use]
    pub fn workdir(&self) -> Option<&Path> {
        self.workdir.as_deref()
    }

    /// Where git keeps its data: `.git`, the store of a linked work tree, or the bare
    /// repository itself.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// Whether there is no work tree.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.workdir.is_none()
    }

    /// The path of a file or folder inside this repository; nothing if it is outside, or in a
    /// bare repository. It need not exist. Links in its folders are followed; if it is itself
    /// a link, the link is meant.
    #[must_use]
    pub fn relative(&self, path: &Path) -> Option<RepoPath> {
        let workdir = self.workdir.as_deref()?;
        let full = std::path::absolute(path).ok()?;
        let inside = real_parent(&full)?;
        RepoPath::from_path(inside.strip_prefix(workdir).ok()?)
    }

    /// The commit that HEAD is.
    ///
    /// # Errors
    /// If there is none yet, or it cannot be read.
    pub fn head(&self) -> Result<Head, GitError> {
        let found = self.inner.head().and_then(|head| head.peel_to_commit());
        match found {
            Ok(commit) => Ok(Head(commit.id())),
            Err(error)
                if matches!(
                    error.code(),
                    git2::ErrorCode::UnbornBranch | git2::ErrorCode::NotFound
                ) && error.class() == git2::ErrorClass::Reference =>
            {
                Err(GitError::Unborn { path: self.place().to_path_buf() })
            }
            Err(error) => Err(GitError::new(self.place(), "reading HEAD", &error)),
        }
    }

    /// The name for this repository in messages.
    pub(crate) fn place(&self) -> &Path {
        self.workdir.as_deref().unwrap_or_else(|| self.inner.path())
    }

    pub(crate) fn inner(&self) -> &git2::Repository {
        &self.inner
    }
}

/// `path` with the links of its existing folders followed, but not the last component.
fn real_parent(path: &Path) -> Option<PathBuf> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        // The root of the file system, or a path that ends in `..`.
        return path.canonicalize().ok();
    };
    match parent.canonicalize() {
        Ok(parent) => Some(parent.join(name)),
        Err(_) => real_parent(parent).map(|parent| parent.join(name)),
    }
}
