//! What can go wrong with a forge.

use crate::{Kind, RemoteError};
use std::fmt;

/// Why a forge could not be made to do what is wanted. No message holds a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForgeError {
    /// A remote's URL that names no repository of a forge.
    NoForge {
        /// The URL, without user and password.
        url: String,
    },
    /// Which forge runs on a host is not known.
    UnknownHost {
        /// The host.
        host: String,
    },
    /// A base URL that cannot be one, or would send the token in the clear.
    BadBase {
        /// The URL.
        url: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// No token is set.
    NoToken {
        /// The forge.
        kind: Kind,
        /// The variables that were looked at.
        variables: Vec<String>,
    },
    /// A token is set, and nothing but its name says what runs on the host.
    Unnamed {
        /// Where it would go.
        web: String,
        /// Its variable.
        variable: String,
    },
    /// A variable is set to what cannot be a token.
    BadToken {
        /// The variable.
        variable: String,
    },
    /// The forge does not accept the token.
    Unauthorized {
        /// The forge's API.
        api: String,
        /// Where the token came from.
        variable: String,
    },
    /// The token may not do this.
    Forbidden {
        /// What was asked.
        request: String,
        /// What the forge said.
        detail: String,
    },
    /// There is no such repository, or the token may not see it.
    NotFound {
        /// What was asked.
        request: String,
    },
    /// It was asked too often.
    RateLimited {
        /// The forge's API.
        api: String,
        /// How many seconds it wants to be left alone.
        seconds: u64,
    },
    /// There was no answer.
    Unreachable {
        /// What was asked.
        request: String,
        /// What went wrong.
        detail: String,
    },
    /// The server cannot show that it is the forge.
    Untrusted {
        /// What was asked.
        request: String,
        /// What is wrong with its certificate.
        detail: String,
    },
    /// The forge is out of order.
    Server {
        /// What was asked.
        request: String,
        /// The status.
        status: u16,
    },
    /// The answer is none.
    BadAnswer {
        /// What was asked.
        request: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The forge does not take it.
    Refused {
        /// What was asked.
        request: String,
        /// The status.
        status: u16,
        /// What the forge said.
        detail: String,
    },
    /// Somebody else's commits are on the branch, and there is no pull request to say so on.
    Strangers {
        /// The branch.
        branch: String,
        /// Whose commits.
        who: Vec<String>,
    },
    /// The branch is the one that is to be merged into.
    SameBranch {
        /// The branch.
        branch: String,
    },
    /// A label or a person that the forge does not know.
    NoSuch {
        /// `label`, `reviewer` or `assignee`.
        what: &'static str,
        /// Its name.
        name: String,
        /// What to give instead.
        remedy: &'static str,
    },
    /// git could not do its part.
    Remote(RemoteError),
}

impl ForgeError {
    /// Whether the same may go better later: what the network or the forge's state is to blame
    /// for. A run that ends so has left nothing that the next one does not finish.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unreachable { .. }
            | Self::Server { .. }
            | Self::BadAnswer { .. } => true,
            Self::Remote(error) => error.is_retryable,
            _ => false,
        }
    }
}

impl From<RemoteError> for ForgeError {
    fn from(error: RemoteError) -> Self {
        Self::Remote(error)
    }
}

impl fmt::Display for ForgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoForge { url } => write!(
                f,
                "the remote {url} is no repository of a forge; say which remote with \
                 --push=REMOTE, and where the forge is with --forge and --forge-url"
            ),
            Self::UnknownHost { host } => write!(
                f,
                "which forge runs on {host} cannot be told by its name; say \
                 --forge=github, gitlab, gitea, forgejo or bitbucket"
            ),
            Self::BadBase { url, why } => write!(f, "{url} cannot be the base of an API: {why}"),
            Self::NoToken { kind, variables } => write!(
                f,
                "no token for {}: set {} in the environment",
                kind.name(),
                variables.join(" or ")
            ),
            Self::Unnamed { web, variable } => write!(
                f,
                "the token of {variable} is not sent to {web}: only the repository's own \
                 configuration says where that is; if it is your forge, say --forge-url={web}"
            ),
            Self::BadToken { variable } => write!(
                f,
                "the environment variable {variable} holds characters that no token has; set it \
                 to the token alone"
            ),
            Self::Unauthorized { api, variable } => write!(
                f,
                "{api} does not accept the token of {variable}: it has expired, was revoked, or \
                 is another service's; make a new one"
            ),
            Self::Forbidden { request, detail } => write!(
                f,
                "the token may not do this: {request}: {detail}; it needs to write contents and \
                 pull requests, or use --fork"
            ),
            Self::NotFound { request } => write!(
                f,
                "not found: {request}; check the remote's URL, and that the token may see the \
                 repository"
            ),
            Self::RateLimited { api, seconds } => write!(
                f,
                "{api} was asked too often and wants {seconds} seconds of rest; run again then"
            ),
            Self::Unreachable { request, detail } => {
                write!(f, "no answer: {request}: {detail}; run again later")
            }
            Self::Untrusted { request, detail } => write!(
                f,
                "not sent: {request}: {detail}; have the system trust the forge's authority, or \
                 name its certificate in the variable SSL_CERT_FILE"
            ),
            Self::Server { request, status } => {
                write!(f, "the forge is out of order ({status}): {request}; run again later")
            }
            Self::BadAnswer { request, detail } => {
                write!(f, "an answer that is none: {request}: {detail}; run again later")
            }
            Self::Refused { request, status, detail } => {
                write!(f, "the forge refused ({status}): {request}: {detail}")
            }
            Self::Strangers { branch, who } => write!(
                f,
                "the branch {branch} has commits of {} and no pull request; nothing was pushed \
                 over them: choose another name with --branch=NAME, or delete the branch",
                who.join(", ")
            ),
            Self::SameBranch { branch } => write!(
                f,
                "the branch {branch} is what the changes are to be merged into: choose another \
                 name with --branch=NAME"
            ),
            Self::NoSuch { what, name, remedy } => write!(f, "no {what} {name}: {remedy}"),
            Self::Remote(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ForgeError {}
