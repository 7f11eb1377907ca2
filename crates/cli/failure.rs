//! Why a command ends without having done its work.

use std::fmt;
use std::io;

/// Why a command ends without having done its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Whoever reads the output has gone (`modelmod ... | head`).
    ReaderGone,
    /// The user pressed Ctrl-C at a question; nothing was written.
    Interrupted,
    /// Said to the user: the same can succeed later.
    Later(String),
    /// Said to the user.
    Message(String),
}

impl Failure {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self::Message(message.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::Message(format!("writing the output: {error}"))
        }
    }
}

macro_rules! told {
    ($($error:ty),* $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::new(error)
            }
        })*
    };
}

/// Errors of which some can pass by themselves.
macro_rules! told_or_later {
    ($($error:ty),* $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                match error.is_retryable() {
                    true => Self::Later(error.to_string()),
                    false => Self::new(error),
                }
            }
        })*
    };
}

told_or_later!(modelmod_project::PushError, modelmod_forge::ForgeError);

told!(
    modelmod_catalog::RuleError,
    modelmod_rewrite::RequestError,
    modelmod_project::GitError,
    modelmod_project::WalkError,
    modelmod_project::RecoverError,
);
