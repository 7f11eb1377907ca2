//! What can go wrong with a repository.

use modelmod_edit::Named;
use std::path::{Path, PathBuf};

use crate::repo_path::RepoPath;

/// Why git could not do what was asked. Unless it says otherwise nothing was changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum GitError {
    /// The repository belongs to another user, who could have put anything into it.
    NotOwned {
        /// The repository.
        path: PathBuf,
    },
    /// The repository uses a feature that this program's git library does not know.
    Unsupported {
        /// The repository.
        path: PathBuf,
        /// The feature.
        feature: String,
    },
    /// There is no commit yet.
    Unborn {
        /// The repository.
        path: PathBuf,
    },
    /// The repository is bare, and that was not allowed.
    Bare {
        /// The repository.
        path: PathBuf,
    },
    /// A branch name that git does not accept.
    BranchName {
        /// The name.
        name: String,
    },
    /// The branch exists.
    BranchExists {
        /// The name.
        name: String,
    },
    /// A branch stands where the new one needs a folder, or the other way round.
    BranchConflict {
        /// The name.
        name: String,
        /// The other branch, or what git said.
        detail: String,
    },
    /// Another program holds git's lock on the branch, or left it behind.
    Locked {
        /// The branch's name.
        name: String,
        /// What git said, with the lock's path.
        detail: String,
    },
    /// The branch is to be moved, and a work tree has it checked out.
    CheckedOut {
        /// The name.
        name: String,
    },
    /// Nobody is named as the author.
    NoIdentity,
    /// Commits must be signed here, and only the installed git could do that.
    Signing,
    /// Commits must be signed here, by a program that the repository itself names.
    SigningProgram {
        /// The setting, such as `gpg.program`.
        key: String,
    },
    /// The clone is partial, and what it lacks could be fetched only with a program that the
    /// repository itself names.
    FetchProgram {
        /// The setting, such as `core.sshcommand`.
        key: String,
    },
    /// Commits must be signed here, and git could not do it.
    SigningFailed {
        /// What git said.
        detail: String,
    },
    /// The installed git is needed, and there is none, or it is too old.
    NoProgram {
        /// What it is needed for, such as `to push`.
        why: &'static str,
        /// What was found instead.
        found: Option<String>,
    },
    /// A commit without a change was asked for.
    NothingToCommit,
    /// A file to commit is not a regular file of the commit that it is based on.
    NotInHead {
        /// The file.
        path: RepoPath,
    },
    /// A file was given twice.
    Twice {
        /// The file.
        path: RepoPath,
    },
    /// Any other failure of the git library.
    Git {
        /// The repository, or the path that was looked at.
        path: PathBuf,
        /// What was being done.
        step: &'static str,
        /// What the library said.
        detail: String,
    },
}

impl std::fmt::Display for GitError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOwned { path } => write!(
                f,
                "{0}: the repository belongs to another user; if you trust it, run: git config \
                 --global --add safe.directory '{0}'",
                path.named()
            ),
            Self::Unsupported { path, feature } => write!(
                f,
                "{}: the repository uses {feature}, which is not supported; use a full clone in \
                 git's default format (SHA-1, files backend)",
                path.named()
            ),
            Self::Unborn { path } => write!(
                f,
                "{}: the repository has no commit yet; commit something first",
                path.named()
            ),
            Self::Bare { path } => write!(
                f,
                "{}: the repository is bare; run in a clone with a work tree, or allow it \
                 explicitly",
                path.named()
            ),
            Self::BranchName { name } => write!(
                f,
                "branch `{name}`: git does not accept this name; see git help check-ref-format"
            ),
            Self::BranchExists { name } => write!(
                f,
                "branch `{name}`: it exists already, and its last commit is not modelmod's; \
                 choose another name or delete it with: git branch -D {name}"
            ),
            Self::Locked { name, detail } => write!(
                f,
                "branch `{name}`: another program is changing it, or was killed while it did \
                 ({detail}); run again, or remove that file if no git is running"
            ),
            Self::CheckedOut { name } => write!(
                f,
                "branch `{name}`: it is checked out, and moving it would leave the work tree \
                 behind; check out another branch or choose another name"
            ),
            Self::BranchConflict { name, detail } => write!(
                f,
                "branch `{name}`: another branch is in the way ({detail}); rename that one with: \
                 git branch -m, or choose another name with --branch=NAME"
            ),
            Self::NoIdentity => f.write_str(
                "no author for the commit; run: git config user.name NAME and git config \
                 user.email ADDRESS",
            ),
            Self::Signing => f.write_str(
                "commit.gpgsign is set, and signing needs git 2.31 or newer; install it, or commit \
                 without a signature explicitly",
            ),
            Self::SigningProgram { key } => write!(
                f,
                "the repository's own configuration sets {key}, and a program that a repository \
                 names is not run; set it in yours with git config --global, or commit without \
                 a signature explicitly"
            ),
            Self::FetchProgram { key } => write!(
                f,
                "this clone is partial, and what it lacks is not fetched: the repository's own \
                 configuration sets {key}, and a program that a repository names is not run; if \
                 it is yours, set it with git config --global instead, or get everything with \
                 git fetch --refetch --no-filter"
            ),
            Self::SigningFailed { detail } => write!(
                f,
                "commit.gpgsign is set, and git could not sign ({detail}); check that git commit \
                 -S works here, or commit without a signature explicitly"
            ),
            Self::NoProgram { why, found } => write!(
                f,
                "git 2.31 or newer is needed {why}, and {}; install it, or put it on PATH",
                found.as_ref().map_or("none was found".to_owned(), |it| format!("found: {it}"))
            ),
            Self::NothingToCommit => f.write_str("nothing to commit: no file differs from HEAD"),
            Self::NotInHead { path } => {
                write!(f, "{path}: not a regular file in HEAD; commit it first or leave it out")
            }
            Self::Twice { path } => write!(f, "{path}: given twice; give each file once"),
            Self::Git { path, step, detail } => {
                write!(f, "{}: {step} failed: {detail}; check it with git fsck", path.named())
            }
        }
    }
}

impl std::error::Error for GitError {}

/// More of what the library says is not told, in characters.
const LONGEST: usize = 1000;

impl GitError {
    /// Gives an error of the git library its place, and its meaning where it has one.
    pub(crate) fn new(path: &Path, step: &'static str, error: &git2::Error) -> Self {
        let path = path.to_path_buf();
        if error.code() == git2::ErrorCode::Owner {
            return Self::NotOwned { path: owned_path(error).unwrap_or(path) };
        }
        match unsupported(error.message()) {
            Some(feature) => Self::Unsupported { path, feature },
            // It can have a whole file in it.
            None => {
                Self::Git { path, step, detail: error.message().chars().take(LONGEST).collect() }
            }
        }
    }

    /// A closure for `map_err`.
    pub(crate) fn at<'p>(
        path: &'p Path,
        step: &'static str,
    ) -> impl FnOnce(git2::Error) -> Self + 'p {
        move |error| Self::new(path, step, &error)
    }
}

/// The path that git wants to see in `safe.directory` is the one in its message.
fn owned_path(error: &git2::Error) -> Option<PathBuf> {
    let (_, rest) = error.message().split_once('\'')?;
    let (path, _) = rest.split_once('\'')?;
    Some(PathBuf::from(path.strip_suffix('/').unwrap_or(path)))
}

/// The library has no error codes for these: its messages are all there is.
fn unsupported(message: &str) -> Option<String> {
    let lower = message.to_ascii_lowercase();
    let known = [
        ("extensions.partialclone", "a partial clone"),
        ("extensions.refstorage", "another reference format (reftable)"),
        ("object format", "another object format (SHA-256)"),
        ("extensions.objectformat", "another object format (SHA-256)"),
        ("mandatory extension: 'sdir'", "a sparse index"),
    ];
    if let Some((_, feature)) = known.iter().find(|(text, _)| lower.contains(text)) {
        return Some((*feature).to_owned());
    }
    let name = ["unsupported extension name ", "unsupported mandatory extension: "]
        .iter()
        .find_map(|start| message.strip_prefix(start));
    if let Some(name) = name {
        return Some(format!("the extension {name}"));
    }
    lower.starts_with("unsupported repository version").then(|| message.to_owned())
}
