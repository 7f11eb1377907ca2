//! Bitbucket Cloud: API, version 2.0. Every object says what type it is.

use super::{Api, Extras, Head, Lookup, Named, Open, Repository, same, text, text_or_none};
use crate::life::Change;
use crate::request::encoded;
use crate::{Place, Pull, PullState, Request};
use serde_json::{Value, json};

pub(super) struct Bitbucket;

fn repo(place: &Place) -> String {
    format!("/repositories/{}/{}", encoded(&place.owner), encoded(&place.name))
}

fn clone(json: &Value, name: &str) -> Option<String> {
    let links = json.pointer("/links/clone")?.as_array()?;
    let link = links.iter().find(|link| link.get("name").and_then(Value::as_str) == Some(name))?;
    // The URL for https has the user in it, who is none of git's business.
    let href = text(link, "/href")?;
    Some(match href.strip_prefix("https://").and_then(|rest| rest.split_once('@')) {
        Some((_, rest)) => format!("https://{rest}"),
        None => href,
    })
}

impl Api for Bitbucket {
    fn repository(&self, place: &Place) -> Request {
        Request::get(repo(place))
    }

    fn read_repository(&self, json: &Value) -> Option<Repository> {
        Some(Repository {
            default_branch: text(json, "/mainbranch/name")?,
            https: clone(json, "https").unwrap_or_default(),
            ssh: clone(json, "ssh").unwrap_or_default(),
            parent: text(json, "/parent/full_name"),
            id: None,
        })
    }

    fn pulls(&self, place: &Place, head: &Head) -> Request {
        let states = ["OPEN", "MERGED", "DECLINED", "SUPERSEDED"].map(|one| format!("state={one}"));
        // The language of queries quotes as JSON does.
        let query = format!("source.branch.name={}", Value::from(head.branch.as_str()));
        Request::get(format!(
            "{}/pullrequests?{}&q={}&sort=-created_on&pagelen=50",
            repo(place),
            states.join("&"),
            encoded(&query)
        ))
    }

    fn read_pull(&self, json: &Value, head: &Head) -> Option<Pull> {
        let is_ours = text(json, "/source/branch/name")? == head.branch
            && same(&text_or_none(json, "/source/repository/full_name"), &head.full_name());
        is_ours.then_some(())?;
        let state = match json.get("state")?.as_str()? {
            "OPEN" => PullState::Open,
            "MERGED" => PullState::Merged,
            _ => PullState::Closed,
        };
        let body = text(json, "/description").or_else(|| text(json, "/summary/raw"));
        Some(Pull {
            number: json.get("id")?.as_u64()?,
            state,
            title: text(json, "/title")?,
            body: body.unwrap_or_default(),
            url: text(json, "/links/html/href")?,
            base: text_or_none(json, "/destination/branch/name"),
            conflicts: None,
        })
    }

    fn pull(&self, place: &Place, number: &str) -> Request {
        Request::get(format!("{}/pullrequests/{number}", repo(place)))
    }

    fn open(&self, place: &Place, open: &Open) -> Request {
        let mut body = json!({
            "type": "pullrequest",
            "title": open.title,
            "description": open.body,
            "source": {
                "branch": { "name": open.head.branch },
                "repository": { "type": "repository", "full_name": open.head.full_name() },
            },
            "destination": { "branch": { "name": open.base } },
            "close_source_branch": true,
            "draft": open.is_draft,
        });
        if !open.extras.reviewers.is_empty() {
            body["reviewers"] = json!(open.extras.reviewers);
        }
        Request::post(format!("{}/pullrequests", repo(place)), body)
    }

    fn finish(&self, _place: &Place, _number: &str, _extras: &Extras) -> Vec<Request> {
        Vec::new()
    }

    fn repeats(&self) -> bool {
        true
    }

    /// The title is required, and reviewers that are not named are taken off.
    fn update(&self, place: &Place, number: &str, change: &Change, now: &Value) -> Request {
        let title = change.title.clone().unwrap_or_else(|| text_or_none(now, "/title"));
        let reviewers = now.get("reviewers").and_then(Value::as_array);
        let reviewers: Vec<Value> = reviewers
            .into_iter()
            .flatten()
            .filter_map(|one| Some(json!({ "type": "user", "uuid": one.get("uuid")? })))
            .collect();
        let mut body = json!({ "type": "pullrequest", "title": title, "description": change.body });
        if !reviewers.is_empty() {
            body["reviewers"] = Value::from(reviewers);
        }
        if let Some(base) = &change.base {
            body["destination"] = json!({ "branch": { "name": base } });
        }
        Request::put(format!("{}/pullrequests/{number}", repo(place)), body)
    }

    fn close(&self, place: &Place, number: &str, body: &str, now: &Value) -> Vec<Request> {
        let path = format!("{}/pullrequests/{number}/decline", repo(place));
        let change = Change { body: body.to_owned(), ..Change::default() };
        vec![self.update(place, number, &change, now), Request::post(path, json!({}))]
    }

    fn comments(&self, place: &Place, number: &str) -> Request {
        Request::get(format!("{}/pullrequests/{number}/comments?pagelen=100", repo(place)))
    }

    fn read_comment<'j>(&self, json: &'j Value) -> Option<&'j str> {
        json.pointer("/content/raw")?.as_str()
    }

    fn comment(&self, place: &Place, number: &str, text: &str) -> Request {
        let body = json!({ "type": "pullrequest_comment", "content": { "raw": text } });
        Request::post(format!("{}/pullrequests/{number}/comments", repo(place)), body)
    }

    /// People go by their account IDs or UUIDs: user names are no longer known to the API.
    fn lookup(&self, _place: &Place, what: Named, name: &str) -> Lookup {
        match what {
            Named::Reviewer if name.starts_with('{') && name.ends_with('}') => {
                Lookup::As(json!({ "type": "user", "uuid": name }))
            }
            Named::Reviewer if name.contains(':') || name.len() == 24 => {
                Lookup::As(json!({ "type": "user", "account_id": name }))
            }
            Named::Reviewer => Lookup::None("Bitbucket wants an account ID or a UUID in braces"),
            Named::Label => Lookup::None("Bitbucket has no labels; leave --label out"),
            Named::Assignee => Lookup::None("Bitbucket has no assignees; use --reviewer"),
        }
    }

    fn read_lookup(&self, _what: Named, _name: &str, _json: &Value) -> Option<Value> {
        None
    }

    fn read_user(&self, json: &Value) -> Option<String> {
        text(json, "/username").or_else(|| text(json, "/nickname"))
    }

    fn fork(&self, place: &Place, owner: Option<&str>) -> Request {
        let mut body = json!({ "type": "repository" });
        if let Some(owner) = owner {
            body["workspace"] = json!({ "slug": owner });
        }
        Request::post(format!("{}/forks", repo(place)), body)
    }
}
