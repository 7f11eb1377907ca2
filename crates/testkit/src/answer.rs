//! Answers, and how each forge says that something is wrong.

use crate::state::Kind;
use serde_json::{Value, json};

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
}

impl Answer {
    pub(crate) fn new(status: u16, json: Value) -> Self {
        Self { status, json }
    }
}

/// An error in the words and the shape of the forge.
pub(crate) fn error(kind: Kind, status: u16, message: &str) -> Answer {
    let json = match kind {
        Kind::GitHub if status == 422 => json!({
            "message": "Validation Failed",
            "errors": [{ "resource": "PullRequest", "code": "custom", "message": message }],
        }),
        Kind::GitHub | Kind::Gitea | Kind::Forgejo => json!({ "message": message }),
        Kind::GitLab if status == 400 || status == 409 => json!({ "message": [message] }),
        Kind::GitLab => json!({ "message": format!("{status} {message}") }),
        Kind::Bitbucket => json!({ "type": "error", "error": { "message": message } }),
    };
    Answer::new(status, json)
}

/// What is said of a wrong token. It repeats the token, as no server should.
pub(crate) fn unauthorized(kind: Kind, sent: &str) -> Answer {
    let words = match kind {
        Kind::GitHub => "Bad credentials",
        Kind::GitLab => "Unauthorized",
        Kind::Gitea | Kind::Forgejo => "invalid username, password or token",
        Kind::Bitbucket => "Token is invalid, expired, or not supported for this endpoint.",
    };
    error(kind, 401, &format!("{words} ({sent})"))
}

/// What is said of what does not conform.
pub(crate) fn invalid(kind: Kind, wrong: &[String]) -> Answer {
    let status = if kind == Kind::GitLab || kind == Kind::Bitbucket { 400 } else { 422 };
    error(kind, status, &wrong.join("; "))
}

pub(crate) fn not_found(kind: Kind) -> Answer {
    error(kind, 404, "Not Found")
}
