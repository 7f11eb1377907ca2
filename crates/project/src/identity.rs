//! Who makes a commit.

use git2::Signature;

use crate::git_error::GitError;
use crate::repo::Repository;

/// A person or a bot, as named in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The address, without angle brackets.
    pub email: String,
}

/// Author and committer of a commit.
pub(crate) struct Signatures {
    pub(crate) author: Signature<'static>,
    pub(crate) committer: Signature<'static>,
}

/// Both signatures, from where git takes them: the environment (`GIT_AUTHOR_NAME` and so on),
/// then the configuration. `author`, if given, beats both for the author, and stands in for a
/// committer that nothing names.
pub(crate) fn signatures(
    repository: &Repository,
    author: Option<&Identity>,
) -> Result<Signatures, GitError> {
    let inner = repository.inner();
    let given = author
        .map(|who| Signature::now(&who.name, &who.email))
        .transpose()
        .map_err(|_| GitError::NoIdentity)?;
    let committer = match (inner.committer_from_env(), &given) {
        (Ok(committer), _) => committer,
        (Err(_), Some(given)) => given.clone(),
        (Err(error), None) => return Err(named(repository, &error)),
    };
    let author = match given {
        Some(given) => given,
        None => inner.author_from_env().map_err(|error| named(repository, &error))?,
    };
    Ok(Signatures { author, committer })
}

fn named(repository: &Repository, error: &git2::Error) -> GitError {
    if error.code() == git2::ErrorCode::NotFound || error.class() == git2::ErrorClass::Invalid {
        GitError::NoIdentity
    } else {
        GitError::new(repository.place(), "reading who commits", error)
    }
}
