//! A branch with one commit, made without touching the work tree.

use std::collections::BTreeMap;

use git2::build::TreeUpdateBuilder;
use git2::{Branch, ErrorCode, FileMode, ObjectType, Oid, Tree};

use crate::git_error::GitError;
use crate::identity::{Identity, signatures};
use crate::repo::{Head, Repository};
use crate::repo_path::RepoPath;

/// A branch to be made.
#[derive(Debug)]
pub struct BranchRequest<'a> {
    /// The commit to build on, which the new contents were made from.
    pub head: Head,
    /// The branch's short name, such as `modelmod/retired`.
    pub name: &'a str,
    /// The commit's message. Trailing white space goes, one line end stays.
    pub message: &'a str,
    /// Regular files of `head` and their new content. Their modes are kept.
    pub files: &'a [(RepoPath, Vec<u8>)],
    /// Whether the repository may be bare.
    pub allow_bare: bool,
    /// Whether the commit may be unsigned although `commit.gpgsign` is set.
    pub no_gpg_sign: bool,
    /// The author, instead of the one that the environment or configuration names.
    pub author: Option<&'a Identity>,
}

/// A commit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its ID in hexadecimal.
    pub id: String,
    /// The short name of the branch that it is on.
    pub branch: String,
}

/// Makes a branch that has one commit more than `request.head`, with the given files changed.
///
/// Everything is made from git's objects: the work tree, the index, HEAD, the stash and all
/// other branches stay as they are, and contents are stored byte for byte, without filters or
/// line end conversion. Hooks are not run. The branch must not exist.
///
/// # Errors
/// Refusals name the remedy. No branch is made then; at most unreachable objects are left,
/// which git removes by itself in time.
pub fn commit_branch(
    repository: &Repository,
    request: &BranchRequest<'_>,
) -> Result<Commit, GitError> {
    let reference = check(repository, request)?;
    let signatures = signatures(repository, request.author)?;
    let inner = repository.inner();
    let failed = |step| GitError::at(repository.place(), step);
    let parent = inner.find_commit(request.head.0).map_err(failed("reading HEAD"))?;
    let base = parent.tree().map_err(failed("reading the files of HEAD"))?;
    let changes = changes(repository, &base, request)?;
    let tree = write_tree(repository, &base, &changes)?;
    let message =
        git2::message_prettify(request.message, None).map_err(failed("reading the message"))?;
    let commit = inner
        .commit(None, &signatures.author, &signatures.committer, &message, &tree, &[&parent])
        .map_err(failed("writing the commit"))?;
    // A current value of zero means: there must be none. That is checked under the lock, so
    // two processes cannot both make the branch.
    inner
        .reference_matching(
            &reference,
            commit,
            false,
            Oid::ZERO_SHA1,
            "branch: Created by modelmod",
        )
        .map_err(|error| reference_error(repository, request.name, &error))?;
    Ok(Commit { id: commit.to_string(), branch: request.name.to_owned() })
}

/// Refuses what can be refused before anything is written; the full name of the branch.
fn check(repository: &Repository, request: &BranchRequest<'_>) -> Result<String, GitError> {
    let inner = repository.inner();
    if repository.is_bare() && !request.allow_bare {
        return Err(GitError::Bare { path: repository.place().to_path_buf() });
    }
    if !Branch::name_is_valid(request.name).unwrap_or(false) {
        return Err(GitError::BranchName { name: request.name.to_owned() });
    }
    let reference = format!("refs/heads/{}", request.name);
    match inner.find_reference(&reference) {
        Ok(_) => return Err(GitError::BranchExists { name: request.name.to_owned() }),
        Err(error) if error.code() == ErrorCode::NotFound => {}
        Err(error) => return Err(GitError::new(repository.place(), "reading branches", &error)),
    }
    if !request.no_gpg_sign && signing(repository)? {
        return Err(GitError::Signing);
    }
    Ok(reference)
}

fn signing(repository: &Repository) -> Result<bool, GitError> {
    let value = repository.inner().config().and_then(|config| config.get_bool("commit.gpgsign"));
    match value {
        Ok(value) => Ok(value),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
        Err(error) => Err(GitError::new(repository.place(), "reading commit.gpgsign", &error)),
    }
}

/// A file's new blob and its mode.
type Change = (Oid, FileMode);

/// Writes the new blobs, leaving out those that HEAD has already.
fn changes<'r>(
    repository: &Repository,
    base: &Tree<'_>,
    request: &BranchRequest<'r>,
) -> Result<BTreeMap<&'r RepoPath, Change>, GitError> {
    let mut changes = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for (path, content) in request.files {
        if !seen.insert(path) {
            return Err(GitError::Twice { path: path.clone() });
        }
        let (old, mode) = find(repository, base, path)?;
        let new = repository
            .inner()
            .blob(content)
            .map_err(GitError::at(repository.place(), "writing a file"))?;
        if new != old {
            changes.insert(path, (new, mode));
        }
    }
    if changes.is_empty() {
        return Err(GitError::NothingToCommit);
    }
    Ok(changes)
}

/// The blob and the mode of a regular file. Looked up by bytes, part by part: the library's
/// own look-up takes paths of the system, which cannot express every name everywhere.
fn find(repository: &Repository, base: &Tree<'_>, path: &RepoPath) -> Result<Change, GitError> {
    let missing = || GitError::NotInHead { path: path.clone() };
    let (folders, name) = match memchr::memrchr(b'/', path.as_bytes()) {
        Some(at) => (&path.as_bytes()[..at], &path.as_bytes()[at + 1..]),
        None => (&[][..], path.as_bytes()),
    };
    let mut tree = base.clone();
    for folder in folders.split(|byte| *byte == b'/').filter(|folder| !folder.is_empty()) {
        let id = entry(&tree, folder).filter(|found| found.2 == Some(ObjectType::Tree));
        let (id, _, _) = id.ok_or_else(missing)?;
        tree = repository
            .inner()
            .find_tree(id)
            .map_err(GitError::at(repository.place(), "reading the files of HEAD"))?;
    }
    let (id, mode, _) = entry(&tree, name).ok_or_else(missing)?;
    let regular = [FileMode::Blob, FileMode::BlobExecutable, FileMode::BlobGroupWritable];
    match regular.into_iter().find(|regular| i32::from(*regular) == mode) {
        // git writes the group-writable mode of very old commits as the plain one.
        Some(FileMode::BlobGroupWritable) => Ok((id, FileMode::Blob)),
        Some(mode) => Ok((id, mode)),
        None => Err(missing()),
    }
}

fn entry(tree: &Tree<'_>, name: &[u8]) -> Option<(Oid, i32, Option<ObjectType>)> {
    tree.iter()
        .find(|entry| entry.name_bytes() == name)
        .map(|entry| (entry.id(), entry.filemode_raw(), entry.kind()))
}

fn write_tree<'r>(
    repository: &'r Repository,
    base: &Tree<'_>,
    changes: &BTreeMap<&RepoPath, Change>,
) -> Result<Tree<'r>, GitError> {
    let mut builder = TreeUpdateBuilder::new();
    for (path, (blob, mode)) in changes {
        builder.upsert(path.as_bytes(), *blob, *mode);
    }
    builder
        .create_updated(repository.inner(), base)
        .and_then(|id| repository.inner().find_tree(id))
        .map_err(GitError::at(repository.place(), "writing the new folders"))
}

/// The branch was free when checked; what is wrong now is another branch, or a race.
fn reference_error(repository: &Repository, name: &str, error: &git2::Error) -> GitError {
    let name = name.to_owned();
    let collides = error.message().contains("collide") || error.code() == ErrorCode::Directory;
    match error.code() {
        _ if collides => GitError::BranchConflict { name, detail: error.message().to_owned() },
        ErrorCode::Exists | ErrorCode::Modified => GitError::BranchExists { name },
        _ => GitError::new(repository.place(), "making the branch", error),
    }
}
