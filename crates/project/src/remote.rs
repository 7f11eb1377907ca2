//! A remote of a repository: where it is, and what it has.
//!
//! git asks it and not the library, because only git takes the user's credential helpers,
//! `~/.ssh/config`, the headers by which CI systems authenticate, proxies and certificates.

use std::path::Path;

use crate::installed::{Answer, Installed, without_passwords};
use crate::own;
use crate::push_error::{PushError, judge};
use crate::token::{Token, with_token};

/// The name of the place that is pushed to, in the settings of a single call.
const ASKED: &str = "modelmod-push-target";

/// A remote of a repository, to push to.
#[derive(Debug)]
pub struct Remote {
    name: String,
    git: Installed,
}

impl Remote {
    /// The remote of this name, or at this URL, as the repository at `repository` sees it.
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// If git is not installed or too old, if there is no such remote, if the repository's own
    /// configuration names a program to be run on the way, or if the token is for a connection
    /// that others can listen to, or that the repository's own configuration leads elsewhere.
    pub fn open(repository: &Path, remote: &str, token: Option<Token>) -> Result<Self, PushError> {
        let mut opened = Self::known(repository, remote)?;
        let git = &opened.git;
        if let Some(key) = own::program(git)? {
            return Err(PushError::Program { key });
        }
        let mut git = batch_ssh(git)?;
        if git.setting(&["--get", "http.lowSpeedTime"])?.is_none() {
            // A server that says nothing any more would be waited for for ever.
            git =
                git.with_setting("http.lowSpeedLimit", "1").with_setting("http.lowSpeedTime", "60");
        }
        let with_token = match token {
            Some(token) => with_token(&git, &opened.url()?, token)?,
            None => None,
        };
        match with_token {
            Some(with_token) => {
                if let Some(key) = own::detour(&git)? {
                    return Err(PushError::Detour { key });
                }
                git = with_token;
            }
            // The token's own helper is asked instead of all others.
            None => {
                if let Some(key) = own::helper(&git)? {
                    return Err(PushError::Program { key });
                }
            }
        }
        opened.git = git;
        Ok(opened)
    }

    /// The same, but only good for asking where it is.
    fn known(repository: &Path, remote: &str) -> Result<Self, PushError> {
        let git = Installed::at(repository);
        git.require("to push")?;
        let is_url = is_url(remote);
        if is_url && without_passwords(remote) != remote && !remote.starts_with("ssh://") {
            return Err(PushError::Password { url: without_passwords(remote) });
        }
        let named = git.setting(&["--get-all", &format!("remote.{remote}.url")])?;
        if !is_url && named.is_none() {
            return Err(PushError::NoRemote { name: remote.to_owned() });
        }
        Ok(Self { name: remote.to_owned(), git })
    }

    /// The URL that is pushed to, with the user's `insteadOf` and `pushInsteadOf` applied. It
    /// may hold a password that the user has put there: not for showing.
    ///
    /// # Errors
    /// If git cannot tell it.
    pub fn url(&self) -> Result<String, PushError> {
        if is_url(&self.name) {
            return rewritten(&self.git, &self.name);
        }
        let answer = self.run(&["remote", "get-url", "--push", "--", &self.name])?;
        match answer.ok {
            true => Ok(answer.text().lines().next().unwrap_or_default().to_owned()),
            false => Err(PushError::NoRemote { name: self.name.clone() }),
        }
    }

    /// Whether git goes to a folder of this machine that nobody has typed: only the
    /// configuration names it, and it may have hooks and settings of anybody's.
    pub(crate) fn is_folder_by_configuration(&self) -> Result<bool, PushError> {
        let url = self.url()?;
        Ok(is_folder(&url) && url != self.name)
    }

    /// The commit, in hexadecimal, that the branch is at the remote; nothing if there is none.
    /// It is the remote that is pushed to that is asked, where that is another one than is
    /// fetched from.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn head(&self, branch: &str) -> Result<Option<String>, PushError> {
        let reference = reference(branch);
        let text = self.listed(&reference)?;
        let mut lines = text.lines().filter_map(|line| line.split_once('\t'));
        Ok(lines.find(|(_, name)| *name == reference).map(|(id, _)| id.to_owned()))
    }

    /// The branches at the remote whose names begin and end so, in order.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn names(&self, begin: &str, end: &str) -> Result<Vec<String>, PushError> {
        let text = self.listed(&reference(&format!("{begin}*{end}")))?;
        let names = text.lines().filter_map(|line| {
            let name = line.split_once('\t')?.1.strip_prefix("refs/heads/")?;
            // What stands for a group is never empty, and has no folders.
            let group = name.strip_prefix(begin)?.strip_suffix(end)?;
            (!group.is_empty() && !group.contains('/')).then(|| name.to_owned())
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        Ok(names)
    }

    /// The references at the remote that match `pattern`, a line each: commit, tab, name.
    fn listed(&self, pattern: &str) -> Result<String, PushError> {
        let (git, name) = self.as_seen_by_push()?;
        let args = ["ls-remote", "--quiet", "--refs", "--", &name, pattern];
        let answer = git.run(&args).map_err(PushError::start)?;
        if answer.ok { Ok(answer.text()) } else { Err(judge(&self.shown(), &answer.stderr)) }
    }

    /// Fetches the commit that the branch is at the remote, so that it can be looked at. No
    /// reference is written. A shallow clone stays as shallow as it is.
    ///
    /// # Errors
    /// See [`PushError`].
    pub(crate) fn fetch(&self, branch: &str, is_shallow: bool) -> Result<(), PushError> {
        let (git, name) = self.as_seen_by_push()?;
        let reference = reference(branch);
        let mut args = vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
        args.extend(["--recurse-submodules=no", "--refmap="]);
        if is_shallow {
            args.push("--depth=1");
        }
        args.extend(["--", &name, &reference]);
        let answer = git.run(&args).map_err(PushError::start)?;
        if answer.ok { Ok(()) } else { Err(judge(&self.shown(), &answer.stderr)) }
    }

    /// git, and the name under which it knows the place that is pushed to. `ls-remote` asks
    /// the one that is fetched from, which may be another. Its URL goes through the
    /// environment, for it may hold a password of the user's.
    fn as_seen_by_push(&self) -> Result<(Installed, String), PushError> {
        let fetched = self.run(&["remote", "get-url", "--", &self.name])?;
        let first = fetched.text().lines().next().map(str::to_owned);
        if is_url(&self.name) || !fetched.ok || first == Some(self.url()?) {
            return Ok((self.git.clone(), self.name.clone()));
        }
        let git = self.git.clone().with_setting(format!("remote.{ASKED}.url"), self.url()?);
        Ok((git, ASKED.to_owned()))
    }

    /// Its name, or its URL; may hold a password of the user's: not for showing.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn git(&self) -> &Installed {
        &self.git
    }

    pub(crate) fn run(&self, args: &[&str]) -> Result<Answer, PushError> {
        self.git.run(args).map_err(PushError::start)
    }

    /// The remote's name or address for messages, without a password.
    #[must_use]
    pub fn shown(&self) -> String {
        without_passwords(&self.name)
    }
}

/// The remote that is pushed to where none is named: `remote.pushDefault`, `origin`, or the
/// only one there is.
///
/// # Errors
/// If there is none, or more than one to choose from.
pub fn default_remote(repository: &Path) -> Result<String, PushError> {
    let git = Installed::at(repository);
    git.require("to push")?;
    if let Some(name) = git.setting(&["--get", "remote.pushDefault"])? {
        return Ok(name);
    }
    let answer = git.run(&["remote"]).map_err(PushError::start)?;
    let text = answer.text();
    let names: Vec<&str> = text.lines().collect();
    match names.as_slice() {
        names if names.contains(&"origin") => Ok("origin".to_owned()),
        [only] => Ok((*only).to_owned()),
        _ => Err(PushError::NoRemote { name: "origin".to_owned() }),
    }
}

/// The URLs of a remote: as it is configured or typed, and as it is pushed to. Either may hold a
/// password of the user's: not for showing. Nothing is sent, and no program is run.
///
/// # Errors
/// If there is no such remote, or git cannot tell them.
pub fn remote_urls(repository: &Path, remote: &str) -> Result<Vec<String>, PushError> {
    let opened = Remote::known(repository, remote)?;
    let configured = match is_url(remote) {
        true => Some(remote.to_owned()),
        false => opened.git.setting(&["--get", &format!("remote.{remote}.url")])?,
    };
    Ok(configured.into_iter().chain([opened.url()?]).collect())
}

pub(crate) fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

/// Whether this is a place and not the name of a remote.
fn is_url(remote: &str) -> bool {
    remote.contains("://")
        || remote.contains(':')
        || remote.starts_with(['/', '.'])
        || remote.contains('\\')
}

/// A URL as git uses it for pushing: what `pushInsteadOf` says, or else `insteadOf`; the longest
/// match counts. git itself tells that only of remotes that have a name.
fn rewritten(git: &Installed, url: &str) -> Result<String, PushError> {
    let found = git.setting(&["--null", "--get-regexp", r"^url\..*\.(push)?insteadof$"])?;
    let found = found.unwrap_or_default();
    for end in [".pushinsteadof", ".insteadof"] {
        let rules = found.split('\0').filter_map(|entry| {
            let (key, from) = entry.split_once('\n')?;
            let to = key.strip_suffix(end)?.strip_prefix("url.")?;
            Some((from, to, url.strip_prefix(from)?))
        });
        if let Some((_, to, rest)) = rules.max_by_key(|(from, ..)| from.len()) {
            return Ok(format!("{to}{rest}"));
        }
    }
    Ok(url.to_owned())
}

/// Whether git takes this for a folder of this machine, as it does with what has no host.
fn is_folder(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let first = url.split('/').next().unwrap_or_default();
    // `C:\x`, too.
    scheme == Some("file") || (scheme.is_none() && first.find(':').is_none_or(|at| at == 1))
}

/// git with ssh that asks nothing, unless the user runs something else than OpenSSH.
fn batch_ssh(git: &Installed) -> Result<Installed, PushError> {
    let typed = std::env::var("GIT_SSH_COMMAND").ok().filter(|text| !text.is_empty());
    let command = match typed {
        Some(typed) => Some(typed),
        None => git.setting(&["--get", "core.sshCommand"])?,
    };
    let command = match command {
        Some(command) => command,
        None if std::env::var_os("GIT_SSH").is_some() => return Ok(git.clone()),
        None => "ssh".to_owned(),
    };
    let program = command.split_whitespace().next().unwrap_or_default();
    let is_openssh = program.rsplit('/').next() == Some("ssh");
    Ok(match is_openssh {
        true => git.clone().with_variable("GIT_SSH_COMMAND", format!("{command} -o BatchMode=yes")),
        false => git.clone(),
    })
}
