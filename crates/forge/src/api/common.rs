//! What forges have in common: GitHub, Gitea and Forgejo nearly all, GitLab how pull requests are
//! changed and spoken about.

use super::{Head, Repository, text, text_or_none};
use crate::life::Change;
use crate::request::encoded;
use crate::{Method, Place, Pull, PullState, Request};
use serde_json::{Value, json};

/// What a forge calls the parts of a pull request.
pub(super) struct Words {
    pub(super) method: Method,
    pub(super) body: &'static str,
    pub(super) base: &'static str,
    /// How it is closed: a key and its value.
    pub(super) closed: (&'static str, &'static str),
}

/// As GitHub has them.
pub(super) const HUB: Words =
    Words { method: Method::Patch, body: "body", base: "base", closed: ("state", "closed") };

impl Words {
    /// Changes the pull request at this path.
    pub(super) fn update(&self, path: String, change: &Change) -> Request {
        let mut parts = json!({ self.body: change.body });
        for (key, value) in [("title", &change.title), (self.base, &change.base)] {
            if let Some(value) = value {
                parts[key] = Value::from(value.as_str());
            }
        }
        Request { method: self.method, path, body: Some(parts) }
    }

    /// Closes it, with these last words.
    pub(super) fn close(&self, path: String, body: &str) -> Vec<Request> {
        let (key, value) = self.closed;
        let parts = json!({ key: value, self.body: body });
        vec![Request { method: self.method, path, body: Some(parts) }]
    }
}

/// A pull request; `is_merged` says what became of one that is not open.
pub(super) fn read_pull(json: &Value, is_merged: bool) -> Option<Pull> {
    let state = match json.get("state")?.as_str()? {
        "open" => PullState::Open,
        _ if is_merged => PullState::Merged,
        _ => PullState::Closed,
    };
    Some(Pull {
        number: json.get("number")?.as_u64()?,
        state,
        title: text(json, "/title")?,
        body: text_or_none(json, "/body"),
        url: text(json, "/html_url")?,
        base: text_or_none(json, "/base/ref"),
        conflicts: json.get("mergeable").and_then(Value::as_bool).map(|it| !it),
    })
}

/// Says something where comments are listed.
pub(super) fn comment(path: String, text: &str) -> Request {
    Request::post(path, json!({ "body": text }))
}

/// The repository, with one segment for each part of its name.
pub(super) fn repo(place: &Place) -> String {
    format!("/repos/{}/{}", encoded(&place.owner), encoded(&place.name))
}

pub(super) fn pull(place: &Place, number: &str) -> String {
    format!("{}/pulls/{number}", repo(place))
}

/// Pull requests are issues, as far as comments go.
pub(super) fn comments(place: &Place, number: &str) -> String {
    format!("{}/issues/{number}/comments", repo(place))
}

pub(super) fn read_repository(json: &Value) -> Option<Repository> {
    Some(Repository {
        default_branch: text(json, "/default_branch")?,
        https: text_or_none(json, "/clone_url"),
        ssh: text_or_none(json, "/ssh_url"),
        parent: text(json, "/parent/full_name"),
        id: None,
    })
}

/// The branch of a new pull request: with its owner in front, where that is another one.
pub(super) fn label(head: &Head) -> String {
    match head.is_fork {
        true => format!("{}:{}", head.owner, head.branch),
        false => head.branch.clone(),
    }
}

pub(super) fn fork(place: &Place, owner: Option<&str>) -> Request {
    let body = owner.map_or_else(|| json!({}), |owner| json!({ "organization": owner }));
    Request::post(format!("{}/forks", repo(place)), body)
}
