//! GitLab: REST API, version 4.

use super::common::{self, Words};
use super::{Api, Extras, Head, Lookup, Named, Open, Repository, same, text, text_or_none};
use crate::life::Change;
use crate::request::encoded;
use crate::{Method, Place, Pull, PullState, Request};
use serde_json::{Value, json};

pub(super) struct GitLab;

const WORDS: Words = Words {
    method: Method::Put,
    body: "description",
    base: "target_branch",
    closed: ("state_event", "close"),
};

fn project(owner: &str, name: &str) -> String {
    format!("/projects/{}", encoded(&format!("{owner}/{name}")))
}

fn requests(place: &Place) -> String {
    format!("{}/merge_requests", project(&place.owner, &place.name))
}

impl Api for GitLab {
    fn repository(&self, place: &Place) -> Request {
        Request::get(project(&place.owner, &place.name))
    }

    fn read_repository(&self, json: &Value) -> Option<Repository> {
        Some(Repository {
            default_branch: text(json, "/default_branch")?,
            https: text_or_none(json, "/http_url_to_repo"),
            ssh: text_or_none(json, "/ssh_url_to_repo"),
            parent: text(json, "/forked_from_project/path_with_namespace"),
            id: Some(json.get("id")?.as_u64()?),
        })
    }

    fn pulls(&self, place: &Place, head: &Head) -> Request {
        Request::get(format!(
            "{}?state=all&source_branch={}&order_by=created_at&sort=desc&per_page=100",
            requests(place),
            encoded(&head.branch)
        ))
    }

    fn read_pull(&self, json: &Value, head: &Head) -> Option<Pull> {
        let source = json.get("source_project_id").and_then(Value::as_u64);
        let is_ours = text(json, "/source_branch")? == head.branch && source == head.id;
        is_ours.then_some(())?;
        let state = match json.get("state")?.as_str()? {
            "opened" | "locked" => PullState::Open,
            "merged" => PullState::Merged,
            _ => PullState::Closed,
        };
        Some(Pull {
            number: json.get("iid")?.as_u64()?,
            state,
            title: text(json, "/title")?,
            body: text_or_none(json, "/description"),
            url: text(json, "/web_url")?,
            base: text_or_none(json, "/target_branch"),
            conflicts: json.get("has_conflicts").and_then(Value::as_bool),
        })
    }

    fn pull(&self, place: &Place, number: &str) -> Request {
        Request::get(format!("{}/{number}", requests(place)))
    }

    /// It is made in the project that the branch is in, with the other one as its target.
    fn open(&self, _place: &Place, open: &Open) -> Request {
        let mut body = json!({
            "title": open.title,
            "description": open.body,
            "source_branch": open.head.branch,
            "target_branch": open.base,
            "remove_source_branch": true,
        });
        if open.head.is_fork {
            body["target_project_id"] = json!(open.base_id);
        }
        let Extras { labels, reviewers, assignees } = &open.extras;
        if !labels.is_empty() {
            let labels: Vec<&str> = labels.iter().filter_map(Value::as_str).collect();
            body["labels"] = json!(labels.join(","));
        }
        for (key, people) in [("reviewer_ids", reviewers), ("assignee_ids", assignees)] {
            if !people.is_empty() {
                body[key] = json!(people);
            }
        }
        let project = project(&open.head.owner, &open.head.name);
        Request::post(format!("{project}/merge_requests"), body)
    }

    fn finish(&self, _place: &Place, _number: &str, _extras: &Extras) -> Vec<Request> {
        Vec::new()
    }

    fn update(&self, place: &Place, number: &str, change: &Change, _now: &Value) -> Request {
        WORDS.update(format!("{}/{number}", requests(place)), change)
    }

    fn close(&self, place: &Place, number: &str, body: &str, _now: &Value) -> Vec<Request> {
        WORDS.close(format!("{}/{number}", requests(place)), body)
    }

    fn comments(&self, place: &Place, number: &str) -> Request {
        Request::get(format!("{}/{number}/notes?per_page=100", requests(place)))
    }

    fn comment(&self, place: &Place, number: &str, text: &str) -> Request {
        common::comment(format!("{}/{number}/notes", requests(place)), text)
    }

    fn lookup(&self, _place: &Place, what: Named, name: &str) -> Lookup {
        match what {
            Named::Label => Lookup::As(Value::from(name)),
            _ => {
                let name = encoded(name.trim_start_matches('@'));
                Lookup::Ask(Request::get(format!("/users?username={name}")))
            }
        }
    }

    fn read_lookup(&self, _what: Named, name: &str, json: &Value) -> Option<Value> {
        let is_it = same(json.get("username")?.as_str()?, name.trim_start_matches('@'));
        is_it.then(|| json.get("id").cloned()).flatten()
    }

    fn read_user(&self, json: &Value) -> Option<String> {
        text(json, "/username")
    }

    fn fork(&self, place: &Place, owner: Option<&str>) -> Request {
        let body = owner.map_or_else(|| json!({}), |owner| json!({ "namespace_path": owner }));
        Request::post(format!("{}/fork", project(&place.owner, &place.name)), body)
    }
}
