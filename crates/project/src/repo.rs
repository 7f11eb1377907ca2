//! Finding and opening the repository that a path is in.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use git2::RepositoryOpenFlags;

use crate::git_error::GitError;
use crate::installed::Installed;
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;
use crate::store::{Library, Program, Store, find_by_program};

/// Who does the work on a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Means {
    /// libgit2, and the installed git for what that cannot do.
    #[default]
    Best,
    /// libgit2 alone: no other program is run.
    Library,
    /// The installed git alone.
    Program,
}

/// A git repository.
///
/// Nothing that is done with it here runs hooks, filters or file system monitors, whatever
/// its configuration says. The installed git is run for repositories that libgit2 cannot read,
/// to ask who commits and whether commits are signed, and to sign.
pub struct Repository {
    store: Box<dyn Store>,
    git_dir: PathBuf,
    /// Canonical, so that canonical paths of files start with it.
    workdir: Option<PathBuf>,
    means: Means,
    /// The installed git, once it was looked for; nothing if there is none.
    program: OnceCell<Option<Program>>,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("git_dir", &self.git_dir()).finish_non_exhaustive()
    }
}

/// The commit that HEAD was when it was asked for. Work is planned and committed on this
/// commit, whatever happens to HEAD meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head(pub(crate) ObjectId);

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
        Self::discover_by(path, Means::Best)
    }

    /// As [`Repository::discover`], but tells who is to do the work.
    ///
    /// # Errors
    /// If there is a repository but it cannot be opened so.
    pub fn discover_by(path: &Path, means: Means) -> Result<Option<Self>, GitError> {
        let real = path.canonicalize().map_err(|error| GitError::Git {
            path: path.to_path_buf(),
            step: "finding its repository",
            detail: error.to_string(),
        })?;
        let start = if real.is_dir() { &real } else { real.parent().unwrap_or(&real) };
        if means == Means::Program {
            Installed::at(start).require("for this repository")?;
            return Self::by_program(start, means);
        }
        match Self::by_library(start, means) {
            // The library would take what was left out for lost.
            Ok(Some(found)) if means == Means::Best && found.looks_partial() => {
                match Installed::at(start).is_there() {
                    true => Self::by_program(start, means),
                    false => Ok(Some(found)),
                }
            }
            Err(GitError::Unsupported { .. })
                if means == Means::Best && Installed::at(start).is_there() =>
            {
                Self::by_program(start, means)
            }
            found => found,
        }
    }

    fn by_library(start: &Path, means: Means) -> Result<Option<Self>, GitError> {
        let ceilings = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
        let ceilings = std::env::split_paths(&ceilings).filter(|path| path.is_absolute());
        match git2::Repository::open_ext(start, RepositoryOpenFlags::empty(), ceilings) {
            Ok(inner) => Ok(Some(Self::from_inner(inner, means))),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::new(start, "opening the repository", &error)),
        }
    }

    fn by_program(start: &Path, means: Means) -> Result<Option<Self>, GitError> {
        let Some(found) = find_by_program(start)? else { return Ok(None) };
        let place = found.workdir.as_deref().unwrap_or(&found.git_dir);
        let program = Program::new(place).without_programs()?;
        Ok(Some(Self {
            store: Box::new(program.clone()),
            git_dir: found.git_dir,
            workdir: found.workdir.map(|path| path.canonicalize().unwrap_or(path)),
            means,
            program: OnceCell::from(Some(program)),
        }))
    }

    /// Opens the repository whose work tree is exactly `path`, by the same means.
    pub(crate) fn open_inner(&self, path: &Path) -> Result<Self, GitError> {
        let missing = || GitError::Git {
            path: path.to_path_buf(),
            step: "opening the repository",
            detail: "there is none".to_owned(),
        };
        Self::discover_by(path, self.means)?.ok_or_else(missing)
    }

    fn from_inner(inner: git2::Repository, means: Means) -> Self {
        let workdir = inner.workdir().map(|path| path.canonicalize().unwrap_or(path.to_path_buf()));
        let git_dir = inner.path().to_path_buf();
        let place = workdir.clone().unwrap_or_else(|| git_dir.clone());
        let store = Box::new(Library::new(inner, &place));
        Self { store, git_dir, workdir, means, program: OnceCell::new() }
    }

    /// Whether the repository's own configuration speaks of a promise to be kept later.
    fn looks_partial(&self) -> bool {
        let config = self.git_dir.join("config");
        let common = std::fs::read_to_string(self.git_dir.join("commondir")).ok();
        let common = common.map(|path| self.git_dir.join(path.trim_end()).join("config"));
        let text = std::fs::read(common.unwrap_or(config)).unwrap_or_default();
        let lower = text.to_ascii_lowercase();
        memchr::memmem::find(&lower, b"promisor").is_some()
            || memchr::memmem::find(&lower, b"partialclone").is_some()
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
        &self.git_dir
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
        self.store.head().map(Head)
    }

    /// The name for this repository in messages, and where git is run for it.
    #[must_use]
    pub fn place(&self) -> &Path {
        self.workdir.as_deref().unwrap_or(&self.git_dir)
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The installed git, where it is there and may be asked.
    pub(crate) fn program(&self) -> Option<&Program> {
        let find = || {
            let may = self.means != Means::Library;
            let program = Program::new(self.place());
            (may && program.git().is_there()).then_some(program)
        };
        self.program.get_or_init(find).as_ref()
    }

    /// Who knows the configuration best: only git itself reads all kinds of includes.
    pub(crate) fn adviser(&self) -> &dyn Store {
        self.program().map_or(self.store(), |program| program)
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
