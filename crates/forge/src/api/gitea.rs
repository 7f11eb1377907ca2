//! Gitea and Forgejo: API, version 1.

use super::common::{self, HUB, repo};
use super::{Api, Extras, Head, Lookup, Named, Open, Repository, same, text, text_or_none};
use crate::life::Change;
use crate::{Place, Pull, Request};
use serde_json::{Value, json};

pub(super) struct Gitea;

impl Api for Gitea {
    fn repository(&self, place: &Place) -> Request {
        Request::get(repo(place))
    }

    fn read_repository(&self, json: &Value) -> Option<Repository> {
        common::read_repository(json)
    }

    /// All are listed: Gitea cannot look for a branch, only Forgejo can.
    fn pulls(&self, place: &Place, _head: &Head) -> Request {
        Request::get(format!("{}/pulls?state=all&sort=recentupdate&limit=50", repo(place)))
    }

    fn read_pull(&self, json: &Value, head: &Head) -> Option<Pull> {
        // Where the branch is gone, `ref` is that of the pull request itself.
        let is_branch = |at| text_or_none(json, at) == head.branch;
        let is_ours = (is_branch("/head/ref") || is_branch("/head/label"))
            && same(&text_or_none(json, "/head/repo/full_name"), &head.full_name());
        is_ours.then_some(())?;
        common::read_pull(json, json.get("merged").and_then(Value::as_bool) == Some(true))
    }

    fn pull(&self, place: &Place, number: &str) -> Request {
        Request::get(common::pull(place, number))
    }

    fn open(&self, place: &Place, open: &Open) -> Request {
        let mut body = json!({
            "title": open.title,
            "body": open.body,
            "head": common::label(&open.head),
            "base": open.base,
        });
        let Extras { labels, assignees, .. } = &open.extras;
        for (key, values) in [("labels", labels), ("assignees", assignees)] {
            if !values.is_empty() {
                body[key] = json!(values);
            }
        }
        Request::post(format!("{}/pulls", repo(place)), body)
    }

    fn finish(&self, place: &Place, number: &str, extras: &Extras) -> Vec<Request> {
        if extras.reviewers.is_empty() {
            return Vec::new();
        }
        let path = format!("{}/pulls/{number}/requested_reviewers", repo(place));
        vec![Request::post(path, json!({ "reviewers": extras.reviewers }))]
    }

    fn update(&self, place: &Place, number: &str, change: &Change, _now: &Value) -> Request {
        HUB.update(common::pull(place, number), change)
    }

    fn close(&self, place: &Place, number: &str, body: &str, _now: &Value) -> Vec<Request> {
        HUB.close(common::pull(place, number), body)
    }

    fn comments(&self, place: &Place, number: &str) -> Request {
        Request::get(common::comments(place, number))
    }

    fn comment(&self, place: &Place, number: &str, text: &str) -> Request {
        common::comment(common::comments(place, number), text)
    }

    /// Labels go by their numbers.
    fn lookup(&self, place: &Place, what: Named, name: &str) -> Lookup {
        match what {
            Named::Label => Lookup::Ask(Request::get(format!("{}/labels?limit=50", repo(place)))),
            _ => Lookup::As(Value::from(name.trim_start_matches('@'))),
        }
    }

    fn read_lookup(&self, _what: Named, name: &str, json: &Value) -> Option<Value> {
        (json.get("name")?.as_str()? == name).then(|| json.get("id").cloned()).flatten()
    }

    fn read_user(&self, json: &Value) -> Option<String> {
        text(json, "/login")
    }

    fn fork(&self, place: &Place, owner: Option<&str>) -> Request {
        common::fork(place, owner)
    }
}
