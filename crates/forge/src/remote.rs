//! The branches of a remote repository, as an argument.

use crate::Branch;
use std::fmt;

/// What git does for a pull request.
pub trait Remote {
    /// The branch as the remote has it now; nothing where it has none of this name. What `base`
    /// has is no part of it.
    ///
    /// # Errors
    ///
    /// When the remote cannot be asked, or what is to be pushed would bring along more than
    /// one commit on top of `base`.
    fn branch(&mut self, base: &str) -> Result<Option<Branch>, RemoteError>;

    /// Makes the branch what is wanted, if it is still at `expected` (nothing: if there is
    /// still none).
    ///
    /// # Errors
    ///
    /// When the remote cannot be reached, or does not take it.
    fn push(&mut self, expected: Option<&str>) -> Result<(), RemoteError>;

    /// Removes the branch, if it is still at `expected`.
    ///
    /// # Errors
    ///
    /// When the remote cannot be reached, or does not do it.
    fn delete(&mut self, expected: &str) -> Result<(), RemoteError>;

    /// Has the branch in another repository from here on, a fork. The base stays where it is.
    ///
    /// # Errors
    ///
    /// When that is not possible.
    fn redirect(&mut self, fork: &Fork) -> Result<(), RemoteError>;
}

/// A fork, by both of its URLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fork {
    /// For https.
    pub https: String,
    /// For ssh.
    pub ssh: String,
}

/// Why a remote did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteError {
    /// What went wrong, and what to do about it.
    pub message: String,
    /// Whether another try may go better.
    pub is_retryable: bool,
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RemoteError {}
