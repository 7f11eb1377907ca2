//! What a branch at a remote is, beside what it is to be merged into.

use std::collections::BTreeSet;

use crate::git_error::GitError;
use crate::mark::Mark;
use crate::object_id::ObjectId;
use crate::push_error::PushError;
use crate::remote::Remote;
use crate::repo::{Head, Repository};

/// A branch at a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its commit in hexadecimal.
    pub head: String,
    /// The digest in the mark of its last commit, if that is one of ours.
    pub plan: Option<String>,
    /// Whether its last commit is signed.
    pub is_signed: bool,
    /// Who made its last commit, if that is not ours.
    pub owner: Option<String>,
    /// Who made commits on it that are not ours, and not in the base either, each named once:
    /// of the last commit, if that is not ours, or of those before it.
    pub strangers: Vec<String>,
}

impl Survey {
    /// Looks at `branch` at `remote`, fetching what is not here; nothing if there is no such
    /// branch. `base` is the branch at `upstream` that it is to be merged into. No reference
    /// of the repository changes.
    ///
    /// A branch of ours has one commit. Whoever commits on top of it, amends or rebases it is
    /// the author of its last commit then, so that one tells. Where ours is on commits that the
    /// base does not have, such as those of somebody's unfinished work, these are told of. A
    /// shallow clone cannot know that of a commit that is not the base's last.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn of(
        repository: &Repository,
        remote: &Remote,
        branch: &str,
        (upstream, base): (&Remote, &str),
    ) -> Result<Option<Self>, PushError> {
        let Some(head) = remote.head(branch)? else { return Ok(None) };
        let store = repository.store();
        let id = ObjectId::from_hex(&head).ok_or_else(|| missing(repository, &head))?;
        if store.commit(id)?.is_none() {
            remote.fetch(branch, store.is_shallow())?;
        }
        let known = store.commit(id)?.ok_or_else(|| missing(repository, &head))?;
        let is_signed = known.is_signed;
        let base = fetched(repository, upstream, base)?;
        let is_in_base = |commit: &str| match &base {
            Some(base) => is_within(upstream, commit, base),
            None => Ok(false),
        };
        if let Some(mark) = Mark::of(&known) {
            let parent = known.parents.first().map(ToString::to_string).unwrap_or_default();
            let strangers = match store.is_shallow() || is_in_base(&parent)? {
                true => Vec::new(),
                false => authors(remote, &parent, base.as_deref())?,
            };
            let (plan, owner) = (Some(mark.plan), None);
            return Ok(Some(Self { head, plan, is_signed, owner, strangers }));
        }
        let owner = author(remote, &head)?;
        let strangers = if is_in_base(&head)? { Vec::new() } else { vec![owner.clone()] };
        Ok(Some(Self { head, plan: None, is_signed, owner: Some(owner), strangers }))
    }
}

/// Where a branch would begin, beside the one that it is to be merged into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// At a commit that the base has: nothing comes along.
    Within,
    /// At a commit that the base does not have.
    Beyond,
    /// The clone is shallow: the history that would tell is not here.
    Unknown,
    /// The remote has no such base.
    NoBase,
}

/// Where a branch that begins at `head` would begin beside `base` at the remote. A shallow clone
/// is not deepened for it.
///
/// # Errors
/// See [`PushError`].
pub fn begins_in(
    repository: &Repository,
    remote: &Remote,
    base: &str,
    head: &Head,
) -> Result<Beginning, PushError> {
    let Some(there) = remote.head(base)? else { return Ok(Beginning::NoBase) };
    let head = head.id();
    if there == head {
        return Ok(Beginning::Within);
    }
    let is_shallow = repository.store().is_shallow();
    if !is_shallow {
        fetched(repository, remote, base)?;
    }
    Ok(match is_within(remote, &head, &there)? {
        true => Beginning::Within,
        false if is_shallow => Beginning::Unknown,
        false => Beginning::Beyond,
    })
}

/// The commit that a branch is at the remote, which is here afterwards.
fn fetched(
    repository: &Repository,
    remote: &Remote,
    branch: &str,
) -> Result<Option<String>, PushError> {
    let Some(head) = remote.head(branch)? else { return Ok(None) };
    let store = repository.store();
    let id = ObjectId::from_hex(&head).ok_or_else(|| missing(repository, &head))?;
    if store.commit(id)?.is_none() {
        remote.fetch(branch, store.is_shallow())?;
    }
    Ok(Some(head))
}

fn is_within(remote: &Remote, commit: &str, other: &str) -> Result<bool, PushError> {
    let answer = remote.git().run(&["merge-base", "--is-ancestor", commit, other]);
    Ok(answer.map_err(PushError::start)?.ok)
}

fn author(remote: &Remote, commit: &str) -> Result<String, PushError> {
    let args = ["show", "--no-patch", "--format=%an", commit];
    let answer = remote.git().run(&args).map_err(PushError::start)?;
    Ok(answer.text())
}

/// Who made the commits up to this one that the base does not have; in the order of the names.
fn authors(remote: &Remote, commit: &str, base: Option<&str>) -> Result<Vec<String>, PushError> {
    let mut args = vec!["log", "--format=%an", commit, "--not"];
    args.extend(base);
    args.push("--");
    let answer = remote.git().run(&args).map_err(PushError::start)?;
    let names: BTreeSet<String> = answer.text().lines().map(str::to_owned).collect();
    Ok(names.into_iter().collect())
}

fn missing(repository: &Repository, commit: &str) -> PushError {
    PushError::Git(GitError::Git {
        path: repository.place().to_path_buf(),
        step: "fetching the branch",
        detail: format!("the remote does not give commit {commit}"),
    })
}
