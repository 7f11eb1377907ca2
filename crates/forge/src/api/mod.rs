//! What each forge calls things: requests out of plain data, plain data out of answers.

mod bitbucket;
mod common;
mod gitea;
mod github;
mod gitlab;

use crate::life::Change;
use crate::{Kind, Place, Pull, Request};
use serde_json::Value;

/// Where the branch of a pull request is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) branch: String,
    /// Whose repository it is in.
    pub(crate) owner: String,
    /// That repository's name.
    pub(crate) name: String,
    /// The number of that repository, where the forge goes by numbers.
    pub(crate) id: Option<u64>,
    /// It is another repository than the pull request is made to.
    pub(crate) is_fork: bool,
}

impl Head {
    pub(crate) fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }
}

/// A repository, as its forge tells of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repository {
    pub(crate) default_branch: String,
    pub(crate) https: String,
    pub(crate) ssh: String,
    /// What it is a fork of.
    pub(crate) parent: Option<String>,
    pub(crate) id: Option<u64>,
}

/// A pull request to be opened. Labels and people are as the forge wants to hear of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) head: Head,
    pub(crate) base: String,
    /// The number of the repository that it is made to, where the forge goes by numbers.
    pub(crate) base_id: Option<u64>,
    pub(crate) is_draft: bool,
    pub(crate) extras: Extras,
}

/// What is said about a pull request besides its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extras {
    pub(crate) labels: Vec<Value>,
    pub(crate) reviewers: Vec<Value>,
    pub(crate) assignees: Vec<Value>,
}

/// What is looked up by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Label,
    Reviewer,
    Assignee,
}

impl Named {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Reviewer => "reviewer",
            Self::Assignee => "assignee",
        }
    }
}

/// How a name becomes what a forge wants to hear.
pub(crate) enum Lookup {
    /// It is taken as it is.
    As(Value),
    /// The forge is asked for this list.
    Ask(Request),
    /// There is no such thing there, with what to give instead.
    None(&'static str),
}

/// What a forge calls things. `number` is text, for a request can be shown before its pull
/// request has a number.
pub(crate) trait Api {
    fn repository(&self, place: &Place) -> Request;
    fn read_repository(&self, json: &Value) -> Option<Repository>;
    /// The branch's pull requests in any state, and perhaps others.
    fn pulls(&self, place: &Place, head: &Head) -> Request;
    /// A pull request; nothing if it is another branch's.
    fn read_pull(&self, json: &Value, head: &Head) -> Option<Pull>;
    fn pull(&self, place: &Place, number: &str) -> Request;
    fn open(&self, place: &Place, open: &Open) -> Request;
    /// What is still to be said after it is opened.
    fn finish(&self, place: &Place, number: &str, extras: &Extras) -> Vec<Request>;
    /// Whether a change has to say again what stays: then `now`, the pull request as it is, is
    /// asked for before.
    fn repeats(&self) -> bool {
        false
    }
    fn update(&self, place: &Place, number: &str, change: &Change, now: &Value) -> Request;
    fn close(&self, place: &Place, number: &str, body: &str, now: &Value) -> Vec<Request>;
    fn comments(&self, place: &Place, number: &str) -> Request;
    fn read_comment<'j>(&self, json: &'j Value) -> Option<&'j str> {
        json.get("body")?.as_str()
    }
    fn comment(&self, place: &Place, number: &str, text: &str) -> Request;
    fn lookup(&self, place: &Place, what: Named, name: &str) -> Lookup;
    fn read_lookup(&self, what: Named, name: &str, json: &Value) -> Option<Value>;
    fn user(&self) -> Request {
        Request::get("/user".to_owned())
    }
    fn read_user(&self, json: &Value) -> Option<String>;
    fn fork(&self, place: &Place, owner: Option<&str>) -> Request;
}

pub(crate) fn api(kind: Kind) -> &'static dyn Api {
    match kind {
        Kind::GitHub => &github::GitHub,
        Kind::GitLab => &gitlab::GitLab,
        Kind::Gitea => &gitea::Gitea,
        Kind::Bitbucket => &bitbucket::Bitbucket,
    }
}

fn text(json: &Value, at: &str) -> Option<String> {
    Some(json.pointer(at)?.as_str()?.to_owned())
}

/// Text that may be `null`, which is none.
fn text_or_none(json: &Value, at: &str) -> String {
    text(json, at).unwrap_or_default()
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
