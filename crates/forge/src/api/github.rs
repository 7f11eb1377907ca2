//! GitHub: REST API, version 2022-11-28.

use super::common::{self, HUB, repo};
use super::{Api, Extras, Head, Lookup, Named, Open, Repository, same, text, text_or_none};
use crate::life::Change;
use crate::request::encoded;
use crate::{Place, Pull, Request};
use serde_json::{Value, json};

pub(super) struct GitHub;

impl Api for GitHub {
    fn repository(&self, place: &Place) -> Request {
        Request::get(repo(place))
    }

    fn read_repository(&self, json: &Value) -> Option<Repository> {
        common::read_repository(json)
    }

    fn pulls(&self, place: &Place, head: &Head) -> Request {
        let head = encoded(&format!("{}:{}", head.owner, head.branch));
        Request::get(format!(
            "{}/pulls?state=all&head={head}&sort=created&direction=desc&per_page=100",
            repo(place)
        ))
    }

    fn read_pull(&self, json: &Value, head: &Head) -> Option<Pull> {
        let is_ours = text(json, "/head/ref")? == head.branch
            && same(&text_or_none(json, "/head/user/login"), &head.owner);
        is_ours.then_some(())?;
        common::read_pull(json, json.get("merged_at").is_some_and(|at| !at.is_null()))
    }

    fn pull(&self, place: &Place, number: &str) -> Request {
        Request::get(common::pull(place, number))
    }

    fn open(&self, place: &Place, open: &Open) -> Request {
        let body = json!({
            "title": open.title,
            "body": open.body,
            "head": common::label(&open.head),
            "base": open.base,
            "draft": open.is_draft,
        });
        Request::post(format!("{}/pulls", repo(place)), body)
    }

    fn finish(&self, place: &Place, number: &str, extras: &Extras) -> Vec<Request> {
        let mut requests = Vec::new();
        let mut add = |path: &str, key: &str, values: &[Value]| {
            if !values.is_empty() {
                let path = format!("{}/{path}", repo(place)).replace("{number}", number);
                requests.push(Request::post(path, json!({ key: values })));
            }
        };
        add("issues/{number}/labels", "labels", &extras.labels);
        add("issues/{number}/assignees", "assignees", &extras.assignees);
        // A team is named with the organisation in front, as in CODEOWNERS.
        let is_team = |one: &&Value| one.as_str().is_some_and(|name| name.contains('/'));
        let people: Vec<Value> =
            extras.reviewers.iter().filter(|one| !is_team(one)).cloned().collect();
        let teams = extras.reviewers.iter().filter(is_team).filter_map(Value::as_str);
        let teams: Vec<Value> =
            teams.filter_map(|name| Some(Value::from(name.rsplit_once('/')?.1))).collect();
        add("pulls/{number}/requested_reviewers", "reviewers", &people);
        add("pulls/{number}/requested_reviewers", "team_reviewers", &teams);
        requests
    }

    fn update(&self, place: &Place, number: &str, change: &Change, _now: &Value) -> Request {
        HUB.update(common::pull(place, number), change)
    }

    fn close(&self, place: &Place, number: &str, body: &str, _now: &Value) -> Vec<Request> {
        HUB.close(common::pull(place, number), body)
    }

    fn comments(&self, place: &Place, number: &str) -> Request {
        Request::get(format!("{}?per_page=100", common::comments(place, number)))
    }

    fn comment(&self, place: &Place, number: &str, text: &str) -> Request {
        common::comment(common::comments(place, number), text)
    }

    fn lookup(&self, _place: &Place, _what: Named, name: &str) -> Lookup {
        Lookup::As(Value::from(name.trim_start_matches('@')))
    }

    fn read_lookup(&self, _what: Named, _name: &str, _json: &Value) -> Option<Value> {
        None
    }

    fn read_user(&self, json: &Value) -> Option<String> {
        text(json, "/login")
    }

    fn fork(&self, place: &Place, owner: Option<&str>) -> Request {
        common::fork(place, owner)
    }
}
