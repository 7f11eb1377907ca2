//! Pushing one branch of our own, with the installed git.
//!
//! git does it and not the library, because only git takes the user's credential helpers,
//! `~/.ssh/config`, the headers by which CI systems authenticate, proxies and certificates.

use std::path::Path;

use crate::installed::{Installed, PROGRAMS_TO_A_REMOTE, one_line, without_passwords};
use crate::object_id::ObjectId;
use crate::push_error::{PushError, judge};

/// Variables in which the helper below finds what it is to say.
const USER: &str = "MODELMOD_HELPER_USER";
const SECRET: &str = "MODELMOD_HELPER_SECRET";

/// A push of one branch alone, which signs nothing and looks at no submodule.
const PUSH: [&str; 6] = [
    "push",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--recurse-submodules=no",
];

/// A credential helper that says what is in the environment.
const HELPER: &str = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \
                      \"$MODELMOD_HELPER_USER\" \"$MODELMOD_HELPER_SECRET\"; }; f";

/// A user name and a token for https.
///
/// It is offered only to the host that it is for, when that host asks, instead of what the
/// user's credential helpers know. It is never written anywhere, nor part of an argument or a
/// URL.
#[derive(Clone)]
pub struct Token {
    /// The user. Forges that know only the token take any name, such as `x-access-token`.
    pub user: String,
    /// The token.
    pub secret: String,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("user", &self.user).finish_non_exhaustive()
    }
}

/// What a push came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// The commit that the branch at the remote is now; hexadecimal.
    pub commit: String,
    /// What it was before; nothing if there was no such branch.
    pub before: Option<String>,
    /// Whether the remote had it already, so that nothing was sent.
    pub up_to_date: bool,
}

/// A remote of a repository, to push to.
#[derive(Debug)]
pub struct Remote {
    name: String,
    git: Installed,
}

/// Pushes the local branch `branch` of the repository at `repository` (a folder of its work
/// tree, or the bare repository) to the branch of the same name at `remote` (a name, or a URL
/// without a password), but only if that is at `expected_old` (a commit in hexadecimal;
/// nothing: there must be none).
///
/// The same as [`Remote::push`] without a token: what the user has configured for git counts.
///
/// # Errors
/// See [`PushError`], which tells whether trying again can help.
pub fn push(
    repository: &Path,
    remote: &str,
    branch: &str,
    expected_old: Option<&str>,
) -> Result<Pushed, PushError> {
    Remote::open(repository, remote, None)?.push(branch, expected_old)
}

/// The commit, in hexadecimal, that the branch at the remote is; nothing if there is no such
/// branch. The same as [`Remote::head`] without a token.
///
/// # Errors
/// See [`PushError`].
pub fn remote_head(
    repository: &Path,
    remote: &str,
    branch: &str,
) -> Result<Option<String>, PushError> {
    Remote::open(repository, remote, None)?.head(branch)
}

impl Remote {
    /// The remote of this name, or at this URL, as the repository at `repository` sees it.
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// If git is not installed or too old, if there is no such remote, if the repository's own
    /// configuration names a program to be run on the way, or if the token is for a connection
    /// that others can listen to.
    pub fn open(repository: &Path, remote: &str, token: Option<Token>) -> Result<Self, PushError> {
        let git = Installed::at(repository);
        git.require("to push")?;
        let asked = git.clone();
        let known = |args: &[&str]| asked.setting(args).map_err(PushError::from);
        let is_url = is_url(remote);
        if is_url && without_passwords(remote) != remote && !remote.starts_with("ssh://") {
            return Err(PushError::Password { url: without_passwords(remote) });
        }
        let named = known(&["--get-all", &format!("remote.{remote}.url")])?;
        if !is_url && named.is_none() {
            return Err(PushError::NoRemote { name: remote.to_owned() });
        }
        if let Some(key) = git.own_setting(PROGRAMS_TO_A_REMOTE)? {
            return Err(PushError::Program { key });
        }
        let mut git = batch_ssh(&git)?;
        if known(&["--get", "http.lowSpeedTime"])?.is_none() {
            // A server that says nothing any more would be waited for for ever.
            git =
                git.with_setting("http.lowSpeedLimit", "1").with_setting("http.lowSpeedTime", "60");
        }
        let mut opened = Self { name: remote.to_owned(), git };
        if let Some(token) = token {
            let url = opened.url()?;
            opened.git = with_token(opened.git, &url, token)?;
        }
        Ok(opened)
    }

    /// The URL that is pushed to, with the user's `insteadOf` and `pushInsteadOf` applied. It
    /// may hold a password that the user has put there: not for showing.
    ///
    /// # Errors
    /// If git cannot tell it.
    pub fn url(&self) -> Result<String, PushError> {
        if is_url(&self.name) {
            return Ok(self.name.clone());
        }
        let answer = self.run(&["remote", "get-url", "--push", "--", &self.name])?;
        match answer.ok {
            true => Ok(answer.text().lines().next().unwrap_or_default().to_owned()),
            false => Err(PushError::NoRemote { name: self.name.clone() }),
        }
    }

    /// The commit, in hexadecimal, that the branch is at the remote; nothing if there is none.
    /// It is the remote that is pushed to that is asked, where that is another one than is
    /// fetched from.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn head(&self, branch: &str) -> Result<Option<String>, PushError> {
        let reference = reference(branch);
        let (git, name) = self.as_seen_by_push()?;
        let args = ["ls-remote", "--quiet", "--refs", "--", &name, &reference];
        let answer = git.run(&args).map_err(PushError::start)?;
        if !answer.ok {
            return Err(judge(&self.shown(), &answer.stderr));
        }
        let text = answer.text();
        let mut lines = text.lines().filter_map(|line| line.split_once('\t'));
        Ok(lines.find(|(_, name)| *name == reference).map(|(id, _)| id.to_owned()))
    }

    /// Pushes the local branch to the branch of the same name, if that is at `expected_old`.
    /// The branch is the only one that is touched, no hook is run, and no tag goes along.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn push(&self, branch: &str, expected_old: Option<&str>) -> Result<Pushed, PushError> {
        let reference = reference(branch);
        let missing = || PushError::NoBranch { name: branch.to_owned() };
        let local = format!("{reference}^{{commit}}");
        let answer = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &local])?;
        let commit = ObjectId::from_hex(&answer.text()).ok_or_else(missing)?.to_string();
        let lease = format!("--force-with-lease={reference}:{}", expected_old.unwrap_or_default());
        let refspec = format!("{commit}:{reference}");
        let args = [&PUSH[..], &[&lease, "--", &self.name, &refspec]].concat();
        let answer = self.run(&args)?;
        let before = expected_old.map(str::to_owned);
        let text = answer.text();
        let line = text.lines().find_map(|line| report(line, &reference));
        match line {
            Some((b'=', _)) => {
                Ok(Pushed { before: Some(commit.clone()), commit, up_to_date: true })
            }
            Some((b'!', why)) => Err(self.rejected(branch, why, &answer.stderr)),
            Some(_) if answer.ok => Ok(Pushed { commit, before, up_to_date: false }),
            _ => Err(judge(&self.shown(), &answer.stderr)),
        }
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

    /// Removes the branch at the remote, if it is at `expected_old`. That there is none any
    /// more is no error.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn delete(&self, branch: &str, expected_old: &str) -> Result<(), PushError> {
        if self.head(branch)?.is_none() {
            return Ok(());
        }
        let reference = reference(branch);
        let lease = format!("--force-with-lease={reference}:{expected_old}");
        let refspec = format!(":{reference}");
        let args = [&PUSH[..], &[&lease, "--", &self.name, &refspec]].concat();
        let answer = self.run(&args)?;
        let text = answer.text();
        match text.lines().find_map(|line| report(line, &reference)) {
            Some((b'!', why)) => Err(self.rejected(branch, why, &answer.stderr)),
            Some(_) if answer.ok => Ok(()),
            _ => Err(judge(&self.shown(), &answer.stderr)),
        }
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
        let name = "modelmod-push-target";
        let git = self.git.clone().with_setting(format!("remote.{name}.url"), self.url()?);
        Ok((git, name.to_owned()))
    }

    /// Its name, or its URL; may hold a password of the user's: not for showing.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The URLs of the remote: as it is configured, and as it is pushed to. Either may hold a
    /// password of the user's: not for showing.
    ///
    /// # Errors
    /// If git cannot tell them.
    pub fn urls(&self) -> Result<Vec<String>, PushError> {
        let key = format!("remote.{}.url", self.name);
        let configured = self.git.setting(&["--get", &key])?;
        Ok(configured.into_iter().chain([self.url()?]).collect())
    }

    pub(crate) fn git(&self) -> &Installed {
        &self.git
    }

    fn run(&self, args: &[&str]) -> Result<crate::installed::Answer, PushError> {
        self.git.run(args).map_err(PushError::start)
    }

    fn rejected(&self, branch: &str, why: &str, stderr: &str) -> PushError {
        let branch = branch.to_owned();
        if why.contains("stale info") || why.contains("fetch first") {
            return PushError::Moved { branch };
        }
        // What the remote itself says comes on standard error, each line with its name.
        let said = stderr.lines().filter_map(|line| line.strip_prefix("remote: "));
        let said = said.collect::<Vec<_>>().join("\n");
        let detail = match one_line(&said) {
            said if said.is_empty() => why.to_owned(),
            said => format!("{why}: {said}"),
        };
        PushError::Rejected { branch, detail }
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

/// The host of a URL, without user and port, in lower case; nothing where there is none.
#[must_use]
pub fn remote_host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let place = rest.split('/').next()?;
    let host = place.rsplit('@').next()?;
    let name = host.split(':').next()?;
    (!name.is_empty()).then(|| name.to_ascii_lowercase())
}

/// A line of `git push --porcelain` on this reference: its flag, and the reason if it has one.
fn report<'l>(line: &'l str, reference: &str) -> Option<(u8, &'l str)> {
    let mut parts = line.split('\t');
    let flag = *parts.next()?.as_bytes().first()?;
    let (_, to) = parts.next()?.split_once(':')?;
    let summary = parts.next().unwrap_or_default();
    let reason = summary.rsplit_once('(').map_or(summary, |(_, reason)| reason);
    (to == reference).then_some((flag, reason.trim_end_matches(')')))
}

fn reference(branch: &str) -> String {
    format!("refs/heads/{branch}")
}

/// Whether this is a place and not the name of a remote.
fn is_url(remote: &str) -> bool {
    remote.contains("://")
        || remote.contains(':')
        || remote.starts_with(['/', '.'])
        || remote.contains('\\')
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

/// git with a helper that offers the token to the host of `url` and to no other.
fn with_token(git: Installed, url: &str, token: Token) -> Result<Installed, PushError> {
    let Some((scheme, rest)) = url.split_once("://") else { return Ok(git) };
    let place = rest.split('/').next().unwrap_or_default();
    let host = place.rsplit('@').next().unwrap_or_default();
    match scheme {
        "https" => {}
        "http" if is_loopback(host) => {}
        "http" => return Err(PushError::Plain { host: host.to_owned() }),
        // ssh and files have their own ways.
        _ => return Ok(git),
    }
    if token.user.contains(['\n', '\0']) || token.secret.contains(['\n', '\0']) {
        return Err(PushError::BadToken);
    }
    let key = format!("credential.{scheme}://{host}.helper");
    // A header that somebody has left in the configuration, as actions/checkout does, would be
    // sent first, and the token never be asked for. The whole URL is the closest match there is.
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let headers = format!("http.{scheme}://{host}/{path}.extraHeader");
    Ok(git
        .with_setting(headers, "")
        // Other helpers would be told to keep what was let in. This one keeps nothing.
        .with_setting(&key, "")
        .with_setting(&key, HELPER)
        .with_variable(USER, token.user)
        .with_variable(SECRET, token.secret))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}
