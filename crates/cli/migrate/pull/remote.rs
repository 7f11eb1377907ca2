//! git's part in a pull request.

use super::super::branch;
use crate::args::Migrate;
use crate::failure::Failure;
use modelmod_forge::{Branch, Fork, Place, Remote, RemoteError};
use modelmod_project::{
    Beginning, Head, Mark, PushError, Repository, Survey, Token, begins_in, default_remote,
    remote_urls, signs,
};

/// The remote that the pull request is made to, by its name or its URL, and its URLs.
pub(super) fn upstream(
    args: &Migrate,
    repository: &Repository,
) -> Result<(String, Vec<String>), Failure> {
    let name = match args.branching.push.clone().flatten() {
        Some(name) => name,
        None => default_remote(repository.place())?,
    };
    let urls = remote_urls(repository.place(), &name)?;
    Ok((name, urls))
}

/// The digest in the mark of a commit that was just made.
pub(super) fn content(repository: &Repository, commit: &str) -> Result<String, Failure> {
    Ok(Mark::of_commit(repository, commit)?.map(|mark| mark.plan).unwrap_or_default())
}

/// The branch at the remote, or in a fork.
pub(super) struct Git<'a> {
    repository: &'a Repository,
    head: Head,
    name: &'a str,
    /// The commit that was made for it, which alone is pushed: what is tried on it before could
    /// move the local branch.
    commit: Option<String>,
    upstream: modelmod_project::Remote,
    /// Where the branch goes.
    target: modelmod_project::Remote,
    /// The forge, to whose own host alone the token goes.
    place: &'a Place,
    token: Option<&'a modelmod_forge::Token>,
    must_be_signed: bool,
    /// The upstream is reached over ssh.
    is_ssh: bool,
}

impl<'a> Git<'a> {
    pub(super) fn new(
        repository: &'a Repository,
        head: Head,
        (upstream, urls): (&str, &[String]),
        name: &'a str,
        (place, token): (&'a Place, Option<&'a modelmod_forge::Token>),
        no_gpg_sign: bool,
    ) -> Result<Self, Failure> {
        let url = urls.last().map(String::as_str).unwrap_or_default();
        let open = || {
            let token = git_token(url, place, token);
            modelmod_project::Remote::open(repository.place(), upstream, token)
        };
        let (upstream, target) = (open()?, open()?);
        // As the user knows it: git may have another way there.
        let is_ssh = urls.first().is_some_and(|url| is_ssh(url));
        let must_be_signed = !no_gpg_sign && signs(repository)?;
        let commit = None;
        Ok(Self {
            repository,
            head,
            name,
            commit,
            upstream,
            target,
            place,
            token,
            must_be_signed,
            is_ssh,
        })
    }
}

/// What is meant for git alone goes before the forge's; nothing goes elsewhere than there.
fn git_token(url: &str, place: &Place, token: Option<&modelmod_forge::Token>) -> Option<Token> {
    let of_forge = || token.map(branch::of_forge);
    let token = || branch::own_token(url, None, Some(place)).or_else(of_forge);
    place.is_at(url).then(token).flatten()
}

impl Git<'_> {
    /// This is what is to be pushed.
    pub(super) fn set_commit(&mut self, commit: &str) {
        self.commit = Some(commit.to_owned());
    }

    /// The branches where this run's go whose names begin and end so.
    pub(super) fn names(&self, (begin, end): (&str, &str)) -> Result<Vec<String>, Failure> {
        Ok(self.target.names(begin, end)?)
    }

    /// Refuses where HEAD has commits that the base has not, or may have them.
    pub(super) fn check(&self, base: &str) -> Result<(), RemoteError> {
        let beginning = begins_in(self.repository, &self.upstream, base, &self.head);
        let there = self.upstream.shown();
        let message = match beginning.map_err(told)? {
            Beginning::Within => return Ok(()),
            Beginning::Beyond => format!(
                "HEAD has commits that {base} at {there} does not have, which would be in the \
                 pull request, too: push them first, check out {base}, or say --base=BRANCH"
            ),
            Beginning::Unknown => format!(
                "HEAD is not the last commit of {base} at {there}, and this clone is shallow, so \
                 whether {base} has all its commits cannot be told: run git fetch --unshallow, \
                 check out {base}, or say --base=BRANCH"
            ),
            Beginning::NoBase => format!(
                "{there} has no branch {base} to merge into: git ls-remote --heads {there} lists \
                 those there are; say one with --base=BRANCH"
            ),
        };
        Err(RemoteError { message, is_retryable: false })
    }
}

/// Whether ssh goes there: `ssh://host/path`, or `host:path`.
fn is_ssh(url: &str) -> bool {
    match url.split_once("://") {
        Some((scheme, _)) => scheme.contains("ssh"),
        None => url.contains(':') && !url.starts_with(['/', '.']),
    }
}

impl Remote for Git<'_> {
    fn branch(&mut self, base: &str) -> Result<Option<Branch>, RemoteError> {
        self.check(base)?;
        let base = (&self.upstream, base);
        let found = Survey::of(self.repository, &self.target, self.name, base).map_err(told)?;
        Ok(found.map(|found| Branch {
            head: found.head,
            // One that should be signed and is not is made anew.
            content: found.plan.filter(|_| found.is_signed || !self.must_be_signed),
            owner: found.owner,
            strangers: found.strangers,
        }))
    }

    fn push(&mut self, expected: Option<&str>) -> Result<(), RemoteError> {
        let pushed = match &self.commit {
            Some(commit) => self.target.push_commit(commit, self.name, expected),
            None => self.target.push(self.name, expected),
        };
        pushed.map(|_| ()).map_err(told)
    }

    fn delete(&mut self, expected: &str) -> Result<(), RemoteError> {
        self.target.delete(self.name, expected).map_err(told)
    }

    fn redirect(&mut self, fork: &Fork) -> Result<(), RemoteError> {
        let url = if self.is_ssh { &fork.ssh } else { &fork.https };
        let token = git_token(url, self.place, self.token);
        let place = self.repository.place();
        self.target = modelmod_project::Remote::open(place, url, token).map_err(told)?;
        Ok(())
    }
}

fn told(error: PushError) -> RemoteError {
    // Somebody pushed in between: the next run sees what.
    let is_retryable = error.is_retryable() || matches!(error, PushError::Moved { .. });
    RemoteError { message: error.to_string(), is_retryable }
}
