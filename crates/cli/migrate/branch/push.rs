//! Pushing branches.

use crate::args::{Branching, Global};
use crate::failure::Failure;
use crate::terminal;
use modelmod_project::{
    Commit, Head, Published, PushError, Remote, Repository, State, Token, default_remote, publish,
    remote_host, signs,
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
            None => default_remote(repository.place()).map_err(failure)?,
        };
        let remote = Remote::open(repository.place(), &name, None).map_err(failure)?;
        let token = token(&remote.url().map_err(failure)?);
        let remote = match token {
            Some(token) => Remote::open(repository.place(), &name, Some(token)).map_err(failure)?,
            None => remote,
        };
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

fn failure(error: PushError) -> Failure {
    match error.is_retryable() {
        true => Failure::Later(error.to_string()),
        false => Failure::new(error),
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

/// The value of a variable, if it has one.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The token that is meant for git alone, whatever the host.
pub(in crate::migrate) fn own_token() -> Option<Token> {
    let secret = set("MODELMOD_GIT_TOKEN")?;
    let user = set("MODELMOD_GIT_USER").unwrap_or_else(|| "x-access-token".to_owned());
    Some(Token { user, secret })
}

/// The token that the environment has for the host of a URL. One that is made for a forge
/// goes to that forge's own host and nowhere else.
fn token(url: &str) -> Option<Token> {
    if let Some(own) = own_token() {
        return Some(own);
    }
    let token = |user: &str, secret: String| Some(Token { user: user.to_owned(), secret });
    let host = remote_host(url)?;
    let is = |name: &str, server: &str| {
        let own = set(server).and_then(|url| remote_host(&url));
        host == name || own.as_deref() == Some(&*host)
    };
    let first = |names: &[&str]| names.iter().find_map(|name| set(name));
    if is("github.com", "GITHUB_SERVER_URL") {
        token("x-access-token", first(&["GH_TOKEN", "GITHUB_TOKEN"])?)
    } else if is("gitlab.com", "CI_SERVER_URL") {
        token("oauth2", first(&["GITLAB_TOKEN"])?)
    } else if is("codeberg.org", "GITEA_SERVER_URL") {
        token("x-access-token", first(&["FORGEJO_TOKEN", "GITEA_TOKEN"])?)
    } else if host == "bitbucket.org" {
        let user = set("BITBUCKET_USERNAME").unwrap_or_else(|| "x-token-auth".to_owned());
        token(&user, first(&["BITBUCKET_TOKEN"])?)
    } else {
        None
    }
}
