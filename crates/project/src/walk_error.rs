//! Why a walk could not start.

use std::path::PathBuf;

use modelmod_edit::Named;

/// Why a walk could not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum WalkError {
    /// An argument that does not exist, or a link to nothing.
    Missing {
        /// The argument.
        path: PathBuf,
    },
    /// An argument that exists but cannot be looked at.
    Unusable {
        /// The argument.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file with ignore rules, of an argument or above it, that is a pipe or a device, or has
    /// more than a megabyte.
    Rules {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        cause: String,
    },
    /// An exclude pattern that cannot be understood.
    Pattern {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        cause: String,
    },
}

impl std::fmt::Display for WalkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing { path } => {
                write!(f, "{}: no such file or folder; check the spelling", path.named())
            }
            Self::Unusable { path, cause } => write!(
                f,
                "{}: cannot be accessed: {cause}; check its permissions and those of the folders \
                 above it",
                path.named()
            ),
            Self::Rules { path, cause } => {
                write!(f, "{}: {cause}, or use --no-ignore", path.named())
            }
            Self::Pattern { pattern, cause } => {
                write!(f, "exclude pattern `{pattern}`: {cause}; write it as in a .gitignore file")
            }
        }
    }
}

impl std::error::Error for WalkError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unusable { cause, .. } => Some(cause),
            Self::Missing { .. } | Self::Rules { .. } | Self::Pattern { .. } => None,
        }
    }
}
