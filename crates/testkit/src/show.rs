//! What is remembered, in the words of each forge.

use crate::state::{Kind, Pull, PullState, Repository, State};
use serde_json::{Value, json};

/// A repository.
pub(crate) fn repository(kind: Kind, state: &State, at: usize) -> Value {
    let one = &state.repositories[at];
    let Repository { default_branch, clone_url, parent, name, .. } = one;
    let full = one.full_name();
    match kind {
        Kind::GitLab => json!({
            "id": 100 + at,
            "path_with_namespace": full,
            "default_branch": default_branch,
            "http_url_to_repo": clone_url,
            "ssh_url_to_repo": format!("git@forge.test:{full}.git"),
            "forked_from_project": parent.as_ref().map(|parent| json!({
                "path_with_namespace": parent,
            })),
        }),
        Kind::Bitbucket => json!({
            "type": "repository",
            "full_name": full,
            "mainbranch": { "type": "branch", "name": default_branch },
            "parent": parent.as_ref().map(|parent| json!({
                "type": "repository", "full_name": parent,
            })),
            "links": { "clone": [
                { "name": "https", "href": clone_url },
                { "name": "ssh", "href": format!("git@forge.test:{full}.git") },
            ] },
        }),
        _ => json!({
            "name": name,
            "full_name": full,
            "default_branch": default_branch,
            "clone_url": clone_url,
            "ssh_url": format!("git@forge.test:{full}.git"),
            "fork": parent.is_some(),
            "parent": parent.as_ref().map(|parent| json!({ "full_name": parent })),
        }),
    }
}

/// A pull request. Whether it conflicts is said only of one that is asked for alone, as on
/// GitHub.
pub(crate) fn pull(kind: Kind, state: &State, pull: &Pull, is_alone: bool) -> Value {
    match kind {
        Kind::GitLab => merge_request(state, pull),
        Kind::Bitbucket => at_bitbucket(state, pull, is_alone),
        _ => at_hub(kind, state, pull, is_alone),
    }
}

/// Where people see it.
fn url(state: &State, pull: &Pull) -> String {
    let to = &state.repositories[pull.to];
    format!("https://forge.test/{}/pulls/{}", to.full_name(), pull.number)
}

fn people(names: &[String]) -> Vec<Value> {
    names.iter().map(|name| json!({ "login": name, "username": name })).collect()
}

fn merge_request(state: &State, pull: &Pull) -> Value {
    json!({
        "iid": pull.number,
        "state": match pull.state {
            PullState::Open => "opened",
            PullState::Closed => "closed",
            PullState::Merged => "merged",
        },
        "title": pull.title,
        "description": pull.body,
        "web_url": url(state, pull),
        "source_branch": pull.branch,
        "target_branch": pull.base,
        "source_project_id": 100 + pull.from,
        "target_project_id": 100 + pull.to,
        "has_conflicts": pull.conflicts,
        "draft": pull.is_draft,
        "labels": pull.labels,
        "reviewers": people(&pull.reviewers),
    })
}

fn at_bitbucket(state: &State, pull: &Pull, is_alone: bool) -> Value {
    let from = &state.repositories[pull.from];
    let mut json = json!({
        "type": "pullrequest",
        "id": pull.number,
        "state": match pull.state {
            PullState::Open => "OPEN",
            PullState::Closed => "DECLINED",
            PullState::Merged => "MERGED",
        },
        "title": pull.title,
        "description": pull.body,
        "summary": { "raw": pull.body, "markup": "markdown" },
        "source": {
            "branch": { "name": pull.branch },
            "repository": { "type": "repository", "full_name": from.full_name() },
        },
        "destination": { "branch": { "name": pull.base } },
        "draft": pull.is_draft,
        "links": { "html": { "href": url(state, pull) } },
    });
    // A list does not tell of them.
    if is_alone {
        let people = pull.reviewers.iter();
        json["reviewers"] = people.map(|one| json!({ "type": "user", "uuid": one })).collect();
    }
    json
}

/// At GitHub, Gitea or Forgejo.
fn at_hub(kind: Kind, state: &State, pull: &Pull, is_alone: bool) -> Value {
    let from = &state.repositories[pull.from];
    let is_merged = pull.state == PullState::Merged;
    let mut json = json!({
        "number": pull.number,
        "state": if pull.state == PullState::Open { "open" } else { "closed" },
        "merged": is_merged,
        "merged_at": is_merged.then_some("2026-11-01T00:00:00Z"),
        "title": pull.title,
        "body": pull.body,
        "html_url": url(state, pull),
        "draft": pull.is_draft,
        "head": {
            "ref": match kind {
                // Gitea no longer knows what a branch that is gone was called.
                Kind::Gitea | Kind::Forgejo if from.heads.of(&pull.branch).is_none() => {
                    format!("refs/pull/{}/head", pull.number)
                }
                _ => pull.branch.clone(),
            },
            "label": match kind {
                Kind::GitHub => format!("{}:{}", from.owner, pull.branch),
                _ => pull.branch.clone(),
            },
            "user": { "login": from.owner },
            "repo": { "full_name": from.full_name() },
        },
        "base": { "ref": pull.base },
        "labels": pull.labels.iter().map(|one| json!({ "name": one })).collect::<Vec<_>>(),
        "requested_reviewers": people(&pull.reviewers),
    });
    if is_alone || kind != Kind::GitHub {
        json["mergeable"] = json!(!pull.conflicts);
    }
    json
}

/// A comment.
pub(crate) fn comment(kind: Kind, at: usize, text: &str) -> Value {
    match kind {
        Kind::Bitbucket => json!({
            "type": "pullrequest_comment", "id": at + 1, "content": { "raw": text },
        }),
        _ => json!({ "id": at + 1, "body": text }),
    }
}

/// A list, as one page.
pub(crate) fn list(kind: Kind, entries: Vec<Value>) -> Value {
    match kind {
        Kind::Bitbucket => json!({ "values": entries, "pagelen": entries.len() }),
        _ => Value::Array(entries),
    }
}
