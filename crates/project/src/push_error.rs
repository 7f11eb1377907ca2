//! Why a push did not succeed, and whether trying again can help.

use crate::git_error::GitError;
use crate::installed::one_line;

/// Why a push did not succeed.
#[derive(Debug)]
#[non_exhaustive]
pub enum PushError {
    /// The remote could not be reached, or was too busy. The one kind that is worth another
    /// try as it is.
    Network {
        /// The remote.
        remote: String,
        /// What git said.
        detail: String,
    },
    /// The remote does not know who asks, or does not let them.
    Denied {
        /// The remote.
        remote: String,
        /// What git said.
        detail: String,
    },
    /// There is nothing at the remote's address, or nothing that one may see.
    NotFound {
        /// The remote.
        remote: String,
        /// What git said.
        detail: String,
    },
    /// The branch at the remote is not where it was expected to be: somebody else has pushed.
    Moved {
        /// The branch.
        branch: String,
    },
    /// The branch at the remote ends in a commit that is not one of ours.
    Foreign {
        /// The branch.
        branch: String,
        /// That commit in hexadecimal.
        commit: String,
    },
    /// The remote has a rule against it.
    Rejected {
        /// The branch.
        branch: String,
        /// What the remote said.
        detail: String,
    },
    /// There is no remote of this name.
    NoRemote {
        /// The name.
        name: String,
    },
    /// There is no local branch of this name.
    NoBranch {
        /// The name.
        name: String,
    },
    /// A URL with a password in it was given.
    Password {
        /// The URL without it.
        url: String,
    },
    /// The repository itself names a program that git would run to reach a remote.
    Program {
        /// The setting, such as `core.sshCommand`.
        key: String,
    },
    /// The repository itself has a setting by which a token could be read by others.
    Detour {
        /// The setting, such as `http.proxy`.
        key: String,
    },
    /// A token would be sent where others can read it.
    Plain {
        /// The host.
        host: String,
    },
    /// A token with a line end in it.
    BadToken,
    /// What has nothing to do with the remote.
    Git(GitError),
    /// Anything else that git said.
    Other {
        /// The remote.
        remote: String,
        /// What git said.
        detail: String,
    },
}

impl PushError {
    /// Whether the same push can succeed later, with nothing changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Network { .. })
    }

    pub(crate) fn start(error: std::io::Error) -> Self {
        let found = Some(error.to_string());
        Self::Git(GitError::NoProgram { why: "to push", found })
    }
}

impl From<GitError> for PushError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl std::fmt::Display for PushError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Network { remote, detail } => {
                write!(f, "remote `{remote}`: it cannot be reached ({detail}); try again later")
            }
            Self::Denied { remote, detail } => write!(
                f,
                "remote `{remote}`: access denied ({detail}); check the token or the key, and \
                 that it may write to the repository"
            ),
            Self::NotFound { remote, detail } => write!(
                f,
                "remote `{remote}`: no repository there ({detail}); check its address with git \
                 remote -v, and that the token may see it"
            ),
            Self::Moved { branch } => write!(
                f,
                "branch `{branch}`: somebody else has pushed to it meanwhile, and nothing was \
                 overwritten; look at it, and run again"
            ),
            Self::Foreign { branch, commit } => write!(
                f,
                "branch `{branch}`: at the remote somebody else has committed on it ({commit}), \
                 and nothing was overwritten; merge it, or choose another name with --branch=NAME"
            ),
            Self::Rejected { branch, detail } => write!(
                f,
                "branch `{branch}`: the remote does not take it ({detail}); choose another name \
                 with --branch=NAME, or ask who sets its rules"
            ),
            Self::NoRemote { name } => write!(
                f,
                "remote `{name}`: there is none of this name; git remote lists those there are"
            ),
            Self::NoBranch { name } => {
                write!(f, "branch `{name}`: there is none to push; make it with --branch")
            }
            Self::Password { url } => write!(
                f,
                "remote `{url}`: a password in a URL can be read by everybody on the machine; \
                 leave it out and use a credential helper or a token in the environment"
            ),
            Self::Program { key } => write!(
                f,
                "the repository's own configuration sets {key}, and a program that a repository \
                 names is not run; look at it with git config --show-origin {key}, and if it is \
                 yours, set it with git config --global instead{}",
                match key.as_str() {
                    "core.sshcommand" => ", or as GIT_SSH_COMMAND in the environment",
                    "core.askpass" => ", or as GIT_ASKPASS in the environment",
                    key if key.starts_with("credential.") => {
                        ", or give a token in the environment, which needs no helper"
                    }
                    _ => "",
                }
            ),
            Self::Detour { key } => write!(
                f,
                "the repository's own configuration sets {key}, by which others could read the \
                 token, so it is not sent; look at it with git config --show-origin {key}, and if \
                 it is yours, set it with git config --global instead"
            ),
            Self::Plain { host } => write!(
                f,
                "remote at {host}: a token is not sent over http, where others can read it; use \
                 https"
            ),
            Self::BadToken => f.write_str(
                "the token has a line end in it; set the variable to the token and nothing else",
            ),
            Self::Git(error) => error.fmt(f),
            Self::Other { remote, detail } => {
                write!(f, "remote `{remote}`: the push failed ({detail})")
            }
        }
    }
}

impl std::error::Error for PushError {}

/// What the failure was, by what git and ssh say of it: there is nothing else to go by.
pub(crate) fn judge(remote: &str, stderr: &str) -> PushError {
    const DENIED: [&str; 10] = [
        "authentication failed",
        "could not read username",
        "could not read password",
        "returned error: 401",
        "returned error: 403",
        "permission denied",
        "permission to ",
        "host key verification failed",
        "access denied",
        "invalid credentials",
    ];
    const NOT_FOUND: [&str; 5] = [
        "returned error: 404",
        "repository not found",
        "does not appear to be a git repository",
        "does not exist",
        "not found",
    ];
    const NETWORK: [&str; 20] = [
        "operation too slow",
        "could not resolve",
        "couldn't resolve",
        "name or service not known",
        "connection refused",
        "connection reset",
        "connection closed",
        "connection timed out",
        "operation timed out",
        "failed to connect",
        "couldn't connect",
        "network is unreachable",
        "no route to host",
        "early eof",
        "the remote end hung up",
        "rpc failed",
        "returned error: 5",
        "returned error: 429",
        "returned error: 408",
        "empty reply from server",
    ];
    let lower = stderr.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let (remote, detail) = (remote.to_owned(), one_line(stderr));
    // A refusal also ends the connection: what the connection says counts last.
    if says(&DENIED) {
        PushError::Denied { remote, detail }
    } else if says(&NOT_FOUND) {
        PushError::NotFound { remote, detail }
    } else if says(&NETWORK) {
        PushError::Network { remote, detail }
    } else {
        PushError::Other { remote, detail }
    }
}
