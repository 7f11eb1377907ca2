//! Pushing branches.

use super::token::token;
use crate::args::{Branching, Global};
use crate::failure::Failure;
use crate::terminal;
use modelmod_project::{
    Commit, Head, Published, Remote, Repository, State, default_remote, publish, remote_urls, signs,
};
use modelmod_report::BranchState;

/// How many branches could not be pushed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Failed {
    /// For reasons that can pass by themselves.
    pub(crate) for_now: usize,
    /// For others.
    pub(crate) for_good: usize,
}

/// Pushes to the remote that was asked for.
pub(super) struct Pusher {
    name: String,
    remote: Remote,
    must_be_signed: bool,
    pub(super) failed: Failed,
}

impl Pusher {
    /// Nothing without `--push`.
    pub(super) fn open(
        branching: &Branching,
        repository: &Repository,
    ) -> Result<Option<Self>, Failure> {
        let Some(name) = &branching.push else { return Ok(None) };
        let name = match name {
            Some(name) => name.clone(),
            None => default_remote(repository.place())?,
        };
        let urls = remote_urls(repository.place(), &name)?;
        let typed = branching.push.as_ref().and_then(Option::as_deref);
        let token = match urls.last() {
            Some(url) => token(url, typed)?,
            None => None,
        };
        let remote = Remote::open(repository.place(), &name, token)?;
        let must_be_signed = !branching.no_gpg_sign && signs(repository)?;
        Ok(Some(Self { name: remote.shown(), remote, must_be_signed, failed: Failed::default() }))
    }

    /// Pushes a branch. A failure is said and counted: the other branches are pushed all the
    /// same.
    pub(super) fn push(
        &mut self,
        (repository, head): (&Repository, Head),
        commit: &Commit,
        global: &Global,
    ) -> Result<Option<(String, Published)>, Failure> {
        match publish(repository, &self.remote, commit, head, self.must_be_signed) {
            Ok(published) => Ok(Some((self.name.clone(), published))),
            Err(error) => {
                match error.is_retryable() {
                    true => self.failed.for_now += 1,
                    false => self.failed.for_good += 1,
                }
                terminal::complain("error", &error.to_string(), global);
                Ok(None)
            }
        }
    }
}

/// The word of the report.
pub(super) fn state(state: State) -> BranchState {
    match state {
        State::Created => BranchState::Created,
        State::Updated => BranchState::Updated,
        State::Unchanged => BranchState::Unchanged,
    }
}
