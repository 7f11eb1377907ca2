//! A branch with one commit, made without touching the work tree.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::git_error::GitError;
use crate::identity::{Identity, signatures};
use crate::mark::{Mark, digest, message, seal};
use crate::object_id::ObjectId;
use crate::pending::Pending;
use crate::repo::{Head, Repository};
use crate::repo_path::RepoPath;
use crate::store::{Change, EXECUTABLE, GROUP_WRITABLE, Known, New, PLAIN};

/// A branch to be made.
#[derive(Debug)]
pub struct BranchRequest<'a> {
    /// The commit to build on, which the new contents were made from.
    pub head: Head,
    /// The branch's short name, such as `modelmod/retired`.
    pub name: &'a str,
    /// The commit's message. Trailing white space goes, one line end stays.
    pub message: &'a str,
    /// Lines for the end of the message, such as `Co-authored-by: NAME <ADDRESS>`.
    pub trailers: &'a [String],
    /// Regular files of `head` and their new content. Their modes are kept.
    pub files: &'a [(RepoPath, Vec<u8>)],
    /// Whether the repository may be bare.
    pub allow_bare: bool,
    /// Whether the commit may be unsigned although `commit.gpgsign` is set.
    pub no_gpg_sign: bool,
    /// The author, instead of the one that the environment or configuration names.
    pub author: Option<&'a Identity>,
    /// The committer, likewise.
    pub committer: Option<&'a Identity>,
}

/// A branch with its commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The commit's ID in hexadecimal.
    pub id: String,
    /// The short name of the branch that it is on.
    pub branch: String,
    /// The digest of what it changes into what, in hexadecimal; see [`Mark`].
    pub plan: String,
    /// What had to be done for it.
    pub made: Made,
}

/// What had to be done for a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// It is new.
    Created,
    /// It was there with a commit of ours from another plan, which is replaced.
    Updated {
        /// The replaced commit's ID in hexadecimal.
        before: String,
    },
    /// It was there with the same changes.
    Unchanged,
}

/// How long to try when others change the branch at the same time.
const PATIENCE: Duration = Duration::from_secs(2);

/// Makes a branch that has one commit more than `request.head`, with the given files changed.
///
/// Everything is made from git's objects: the work tree, the index, HEAD, the stash and all
/// other branches stay as they are, and contents are stored byte for byte, without filters or
/// line end conversion. Hooks are not run. The commit is signed, by the installed git, where
/// the configuration asks for it.
///
/// If there is such a branch already and its last commit is one of ours ([`Mark`]), it is left
/// alone if that makes the same changes and begins at `request.head` or before it, and replaced
/// otherwise: what begins elsewhere has commits that nobody asked for. A branch on which somebody
/// else has committed, or that is checked out, is not touched.
///
/// # Errors
/// Refusals name the remedy. No branch is made then; at most unreachable objects are left,
/// which git removes by itself in time.
pub fn commit_branch(
    repository: &Repository,
    request: &BranchRequest<'_>,
) -> Result<Commit, GitError> {
    let store = repository.store();
    if repository.is_bare() && !request.allow_bare {
        return Err(GitError::Bare { path: repository.place().to_path_buf() });
    }
    if !store.is_branch_name(request.name) {
        return Err(GitError::BranchName { name: request.name.to_owned() });
    }
    let sign = must_sign(repository, request)?;
    let changes = changes(repository, request.head, request.files, &|new| store.write_blob(new))?;
    let plan = digest(&changes);
    let made = |id: ObjectId, made| Commit {
        id: id.to_string(),
        branch: request.name.to_owned(),
        plan: plan.clone(),
        made,
    };
    let dir = store.common_dir()?;
    Pending::sweep(&dir);
    if let Existing::Same(id) = existing(repository, request, &plan, sign)? {
        return Ok(made(id, Made::Unchanged));
    }
    let new = write(repository, request, &changes, &plan, sign)?;
    let pending = Pending::begin(&dir, request.name);
    let _pending = pending.map_err(|error| GitError::Git {
        path: dir,
        step: "noting which branch is to be made",
        detail: error.to_string(),
    })?;
    let begun = Instant::now();
    loop {
        let old = match existing(repository, request, &plan, sign)? {
            Existing::Same(id) => return Ok(made(id, Made::Unchanged)),
            Existing::None => None,
            Existing::Ours(id) => Some(id),
        };
        match store.set_branch(request.name, new, old) {
            // Somebody was faster, or is at it: what is there then decides.
            Err(GitError::BranchExists { .. } | GitError::Locked { .. })
                if begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            // git has many words for it, and not all of them name the other branch.
            Err(error) => {
                return Err(match in_the_way(repository, request.name)? {
                    Some(detail) => {
                        GitError::BranchConflict { name: request.name.to_owned(), detail }
                    }
                    None => error,
                });
            }
            Ok(()) => {
                let was = old.map(|id| Made::Updated { before: id.to_string() });
                return Ok(made(new, was.unwrap_or(Made::Created)));
            }
        }
    }
}

/// The digest that [`commit_branch`] would give as [`Commit::plan`], of `files` of `head` and their
/// new content. Nothing is written.
///
/// # Errors
/// As for [`commit_branch`].
pub fn plan_of(
    repository: &Repository,
    head: Head,
    files: &[(RepoPath, Vec<u8>)],
) -> Result<String, GitError> {
    let store = repository.store();
    Ok(digest(&changes(repository, head, files, &|new| store.name_blob(new))?))
}

/// Whether the configuration of the repository asks for signed commits.
///
/// # Errors
/// If it cannot be read.
pub fn signs(repository: &Repository) -> Result<bool, GitError> {
    repository.adviser().asks_for_signatures()
}

/// Whether the commit is to be signed; refuses where it is, and cannot be.
fn must_sign(repository: &Repository, request: &BranchRequest<'_>) -> Result<bool, GitError> {
    if request.no_gpg_sign || !repository.adviser().asks_for_signatures()? {
        return Ok(false);
    }
    let program = repository.program().ok_or(GitError::Signing)?;
    match program.own_signing_program()? {
        Some(key) => Err(GitError::SigningProgram { key }),
        None => Ok(true),
    }
}

/// What stands where the branch is to be.
enum Existing {
    None,
    /// A commit of ours that makes the same changes, to HEAD or to what was there before it.
    Same(ObjectId),
    /// A commit of ours from another plan, or on commits that HEAD does not have.
    Ours(ObjectId),
}

fn existing(
    repository: &Repository,
    request: &BranchRequest<'_>,
    plan: &str,
    sign: bool,
) -> Result<Existing, GitError> {
    let (store, name) = (repository.store(), request.name);
    let Some(id) = store.branch(name)? else { return Ok(Existing::None) };
    let known = store.commit(id)?;
    let ours = known.and_then(|known| Some((Mark::of(&known)?, known)));
    match ours {
        Some((mark, known))
            if mark.plan == plan
                && (known.is_signed || !sign)
                && begins_within(repository, &known, request.head)? =>
        {
            Ok(Existing::Same(id))
        }
        Some(_) if store.is_checked_out(name)? => {
            Err(GitError::CheckedOut { name: name.to_owned() })
        }
        Some(_) => Ok(Existing::Ours(id)),
        None => Err(GitError::BranchExists { name: name.to_owned() }),
    }
}

/// The branch that is called as a folder of this one's name is.
fn in_the_way(repository: &Repository, name: &str) -> Result<Option<String>, GitError> {
    for (end, _) in name.match_indices('/') {
        if repository.store().branch(&name[..end])?.is_some() {
            return Ok(Some(format!("`{}`", &name[..end])));
        }
    }
    Ok(None)
}

/// Whether a commit of ours is on `head`, or on what was there before it.
pub(crate) fn begins_within(
    repository: &Repository,
    commit: &Known,
    head: Head,
) -> Result<bool, GitError> {
    match commit.parents.as_slice() {
        [parent] => repository.store().is_within(*parent, head.0),
        _ => Ok(false),
    }
}

/// The files that differ from HEAD: the blob they have there, the new one, and the mode.
type Changes<'r> = BTreeMap<&'r RepoPath, (ObjectId, Change)>;

/// Has the new blobs written, or only named, by `blob`, and leaves out those that HEAD has already.
fn changes<'r>(
    repository: &Repository,
    head: Head,
    files: &'r [(RepoPath, Vec<u8>)],
    blob: &dyn Fn(&[u8]) -> Result<ObjectId, GitError>,
) -> Result<Changes<'r>, GitError> {
    let store = repository.store();
    let mut seen = BTreeSet::new();
    if let Some((path, _)) = files.iter().find(|(path, _)| !seen.insert(path)) {
        return Err(GitError::Twice { path: path.clone() });
    }
    let paths: Vec<&RepoPath> = files.iter().map(|(path, _)| path).collect();
    let there = store.at(head.0, &paths)?;
    let mut changes = BTreeMap::new();
    for ((path, content), there) in files.iter().zip(there) {
        let (old, mode) = match there {
            // git writes the group-writable mode of very old commits as the plain one.
            Some((old, GROUP_WRITABLE)) => (old, PLAIN),
            Some((old, mode @ (PLAIN | EXECUTABLE))) => (old, mode),
            _ => return Err(GitError::NotInHead { path: path.clone() }),
        };
        let new = blob(content)?;
        if new != old {
            changes.insert(path, (old, (new, mode)));
        }
    }
    if changes.is_empty() {
        return Err(GitError::NothingToCommit);
    }
    Ok(changes)
}

/// Writes the tree and the commit.
fn write(
    repository: &Repository,
    request: &BranchRequest<'_>,
    changes: &Changes<'_>,
    plan: &str,
    sign: bool,
) -> Result<ObjectId, GitError> {
    let who = signatures(repository.adviser(), request.author, request.committer)?;
    let new = changes.iter().map(|(path, (_, change))| (*path, *change)).collect();
    let tree = repository.store().write_tree(request.head.0, &new)?;
    let mut mark = Mark { plan: plan.to_owned(), tree: tree.to_string(), seal: String::new() };
    let mut trailers = request.trailers.to_vec();
    trailers.push(mark.line());
    // The line's place in the message is known once it is there.
    let text = message(request.message, &trailers);
    mark.seal = seal(&who.author.name_and_address(), &who.committer.name_and_address(), &text);
    trailers.pop();
    trailers.push(mark.line());
    let new = New {
        tree,
        parent: request.head.0,
        message: &message(request.message, &trailers),
        author: &who.author,
        committer: &who.committer,
    };
    match repository.program() {
        Some(program) if sign => program.write(&new, true),
        _ => repository.store().write_commit(&new),
    }
}
