//! Bringing a branch of our own to a remote, whatever stands there.

use crate::branch::{Commit, begins_within};
use crate::mark::Mark;
use crate::object_id::ObjectId;
use crate::push_error::PushError;
use crate::remote::Remote;
use crate::repo::{Head, Repository};

/// A branch at a remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The commit that the branch is there, in hexadecimal. It makes the changes of the local
    /// one, but need not be the same.
    pub commit: String,
    /// What had to be done.
    pub state: State,
}

/// What had to be done at the remote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There was no such branch.
    Created,
    /// There was one with a commit of ours from another plan.
    Updated,
    /// It had the same changes already: nothing was sent.
    Unchanged,
}

/// How often the remote is looked at anew when it changes at the same time.
const TRIES: u32 = 3;

/// Brings the local branch of `commit`, which [`commit_branch`](crate::commit_branch) made from
/// `head`, to the remote.
///
/// If the remote has a branch of this name, its last commit decides. One of ours with the same
/// changes stays, even if it is based on an older state, and the local branch becomes the
/// same; one of ours with other changes, or based on commits that `head` does not have, is
/// replaced; one of somebody else's is not touched. Where a shallow clone cannot tell what it is
/// based on, it stays.
///
/// # Errors
/// See [`PushError`], which tells whether trying again can help.
pub fn publish(
    repository: &Repository,
    remote: &Remote,
    commit: &Commit,
    head: Head,
    must_be_signed: bool,
) -> Result<Published, PushError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(repository, remote, commit, head, must_be_signed) {
            // Somebody was faster, such as the push of a run that was killed: what is there now
            // decides.
            Err(PushError::Moved { .. }) if tries < TRIES => {}
            outcome => return outcome,
        }
    }
}

fn attempt(
    repository: &Repository,
    remote: &Remote,
    commit: &Commit,
    head: Head,
    must_be_signed: bool,
) -> Result<Published, PushError> {
    let branch = &commit.branch;
    let there = remote.head(branch)?;
    let there = there.as_deref().and_then(ObjectId::from_hex);
    let Some(there) = there else {
        let pushed = remote.push_commit(&commit.id, branch, None)?;
        return Ok(Published { commit: pushed.commit, state: State::Created });
    };
    let unchanged = |id: ObjectId| Published { commit: id.to_string(), state: State::Unchanged };
    if there.to_string() == commit.id {
        return Ok(unchanged(there));
    }
    let store = repository.store();
    let mut known = store.commit(there)?;
    if known.is_none() {
        remote.fetch(branch, store.is_shallow())?;
        known = store.commit(there)?;
    }
    let foreign = || PushError::Foreign { branch: branch.clone(), commit: there.to_string() };
    let known = known.ok_or_else(foreign)?;
    let mark = Mark::of(&known).ok_or_else(foreign)?;
    let is_same = mark.plan == commit.plan && (known.is_signed || !must_be_signed);
    if is_same && (begins_within(repository, &known, head)? || store.is_shallow()) {
        adopt(repository, commit, there)?;
        return Ok(unchanged(there));
    }
    let pushed = remote.push_commit(&commit.id, branch, Some(&there.to_string()))?;
    Ok(Published { commit: pushed.commit, state: State::Updated })
}

/// Makes the local branch the commit that the remote has.
fn adopt(repository: &Repository, commit: &Commit, there: ObjectId) -> Result<(), PushError> {
    let store = repository.store();
    let Some(ours) = ObjectId::from_hex(&commit.id) else { return Ok(()) };
    if store.is_checked_out(&commit.branch)? {
        return Ok(());
    }
    Ok(store.set_branch(&commit.branch, there, Some(ours))?)
}
