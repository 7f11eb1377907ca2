//! What each operation does.

use crate::answer::{Answer, error, not_found};
use crate::check::Checked;
use crate::show;
use crate::state::{Kind, Pull, PullState, State};
use serde_json::{Value, json};

pub(crate) fn route(kind: Kind, state: &mut State, request: &Checked) -> Answer {
    match request.operation.as_str() {
        "GET /user" => {
            return Answer::new(
                200,
                json!({
                    "login": state.user, "username": state.user, "nickname": state.user,
                }),
            );
        }
        "GET /users" => return users(state, request),
        _ => {}
    }
    let Some(at) = repository(state, request) else { return not_found(kind) };
    let number = ["pull_number", "issue_number", "index", "merge_request_iid", "pull_request_id"]
        .iter()
        .find_map(|name| request.parts.get(*name))
        .and_then(|number| number.parse::<u64>().ok());
    let last = request.operation.rsplit('/').next().unwrap_or_default();
    let method = request.operation.split(' ').next().unwrap_or_default();
    match (method, last, number) {
        ("POST", "forks" | "fork", _) => fork(kind, state, at, request),
        ("GET", "labels", None) => labels(state),
        ("GET", "pulls" | "merge_requests" | "pullrequests", _) => listed(kind, state, at, request),
        ("POST", "pulls" | "merge_requests" | "pullrequests", _) => open(kind, state, at, request),
        (_, _, Some(number)) => {
            match state.pulls.iter().position(|one| one.number == number && one.to == at) {
                Some(pull) => of_pull(kind, state, pull, method, last, request),
                None => not_found(kind),
            }
        }
        ("GET", ..) => Answer::new(200, show::repository(kind, state, at)),
        _ => not_found(kind),
    }
}

fn repository(state: &mut State, request: &Checked) -> Option<usize> {
    let full = match request.parts.get("id") {
        Some(id) => id.clone(),
        None => {
            let owner = ["owner", "workspace"].iter().find_map(|name| request.parts.get(*name))?;
            let name = ["repo", "repo_slug"].iter().find_map(|name| request.parts.get(*name))?;
            format!("{owner}/{name}")
        }
    };
    let at =
        state.repositories.iter().position(|one| one.full_name().eq_ignore_ascii_case(&full))?;
    // A fork is made in the forge's own time.
    if state.repositories[at].parent.is_some() && state.slow_fork > 0 {
        state.slow_fork -= 1;
        return None;
    }
    Some(at)
}

fn users(state: &State, request: &Checked) -> Answer {
    let name = request.asked("username").unwrap_or_default();
    let found = state.people.iter().enumerate().filter(|(_, one)| one.as_str() == name);
    let found = found.map(|(at, one)| json!({ "id": at + 1, "username": one }));
    Answer::new(200, found.collect())
}

fn labels(state: &State) -> Answer {
    let all = state.labels.iter().enumerate();
    Answer::new(200, all.map(|(at, one)| json!({ "id": at + 1, "name": one })).collect())
}

fn fork(kind: Kind, state: &mut State, at: usize, request: &Checked) -> Answer {
    let upstream = state.repositories[at].clone();
    let owner = ["/organization", "/namespace_path", "/workspace/slug"]
        .map(|place| request.text(place))
        .into_iter()
        .find(|owner| !owner.is_empty())
        .unwrap_or_else(|| state.user.clone());
    let is_there = |one: &crate::Repository| one.owner == owner && one.name == upstream.name;
    if state.repositories.iter().any(is_there) {
        return error(kind, 409, "The repository with the same name already exists.");
    }
    // The branches of the two are in one place, which is enough for what is asked here.
    let parent = Some(upstream.full_name());
    state.repositories.push(crate::Repository { owner, parent, ..upstream });
    let json = show::repository(kind, state, state.repositories.len() - 1);
    Answer::new(if kind == Kind::GitLab || kind == Kind::Bitbucket { 201 } else { 202 }, json)
}

fn listed(kind: Kind, state: &State, at: usize, request: &Checked) -> Answer {
    let branch = match kind {
        Kind::GitHub => request.asked("head").map(str::to_owned),
        Kind::GitLab => request.asked("source_branch").map(str::to_owned),
        Kind::Bitbucket => request.asked("q").and_then(|query| {
            let quoted = query.strip_prefix("source.branch.name=")?;
            serde_json::from_str(quoted).ok()
        }),
        Kind::Gitea | Kind::Forgejo => None,
    };
    let states: Vec<&str> = request
        .query
        .iter()
        .filter(|(name, _)| name == "state")
        .map(|(_, value)| value.as_str())
        .collect();
    let is_asked = |pull: &&Pull| {
        let from = &state.repositories[pull.from];
        let name = match kind {
            Kind::GitHub => format!("{}:{}", from.owner, pull.branch),
            _ => pull.branch.clone(),
        };
        let shown = show::pull(kind, state, pull, false);
        let is_state = states.contains(&"all")
            || states.iter().any(|one| shown["state"].as_str() == Some(one))
            || (states.is_empty() && pull.state == PullState::Open);
        pull.to == at && is_state && branch.as_ref().is_none_or(|branch| *branch == name)
    };
    let pulls = state.pulls.iter().rev().filter(is_asked);
    let pulls = pulls.map(|pull| show::pull(kind, state, pull, false)).collect();
    Answer::new(200, show::list(kind, pulls))
}

/// What is asked for when a pull request is opened.
struct Wish {
    to: usize,
    from: Option<usize>,
    branch: String,
    base: String,
}

fn wish(kind: Kind, state: &State, at: usize, request: &Checked) -> Wish {
    match kind {
        Kind::GitLab => {
            let target = request.body.get("target_project_id").and_then(Value::as_u64);
            let to = target.map_or(at, |id| usize::try_from(id).unwrap() - 100);
            let (branch, base) = (request.text("/source_branch"), request.text("/target_branch"));
            Wish { to, from: Some(at), branch, base }
        }
        Kind::Bitbucket => {
            let full = request.text("/source/repository/full_name");
            let from = match full.is_empty() {
                true => Some(at),
                false => state.repositories.iter().position(|one| one.full_name() == full),
            };
            let branch = request.text("/source/branch/name");
            Wish { to: at, from, branch, base: request.text("/destination/branch/name") }
        }
        _ => {
            let head = request.text("/head");
            let (owner, branch) = match head.split_once(':') {
                Some((owner, branch)) => (owner.to_owned(), branch.to_owned()),
                None => (state.repositories[at].owner.clone(), head),
            };
            let from = state.repositories.iter().position(|one| one.owner == owner);
            Wish { to: at, from, branch, base: request.text("/base") }
        }
    }
}

fn open(kind: Kind, state: &mut State, at: usize, request: &Checked) -> Answer {
    let Wish { to, from, branch, base } = wish(kind, state, at, request);
    let title = request.text("/title");
    if title.is_empty() {
        return error(kind, if kind == Kind::Bitbucket { 400 } else { 422 }, "title is missing");
    }
    let exists = |at: usize, name: &str| state.repositories[at].heads.of(name).is_some();
    let missing = |what: &str| match kind {
        Kind::GitHub => {
            let errors = json!([{ "resource": "PullRequest", "field": what, "code": "invalid" }]);
            Answer::new(422, json!({ "message": "Validation Failed", "errors": errors }))
        }
        Kind::GitLab => error(kind, 409, &format!("Source branch {what} does not exist")),
        Kind::Bitbucket => error(kind, 400, &format!("{what} branch not found")),
        Kind::Gitea | Kind::Forgejo => not_found(kind),
    };
    let Some(from) = from.filter(|&from| exists(from, &branch)) else { return missing("head") };
    if !exists(to, &base) {
        return missing("base");
    }
    let twin = state.pulls.iter().find(|one| {
        one.state == PullState::Open
            && (one.to, one.from, &one.branch, &one.base) == (to, from, &branch, &base)
    });
    if let Some(twin) = twin {
        let owner = &state.repositories[from].owner;
        return open_already(kind, twin.number, owner, &branch);
    }
    let body = if kind == Kind::GitHub || matches!(kind, Kind::Gitea | Kind::Forgejo) {
        request.text("/body")
    } else {
        request.text("/description")
    };
    let is_draft = request.body.get("draft") == Some(&Value::Bool(true))
        || ["Draft: ", "WIP: "].iter().any(|prefix| title.starts_with(prefix));
    let names = |key: &str, known: &[String]| numbered(request.body.get(key), known);
    let pull = Pull {
        number: state.pulls.len() as u64 + 1,
        state: PullState::Open,
        title,
        body,
        is_draft,
        to,
        from,
        branch,
        base,
        labels: match request.body.get("labels").and_then(Value::as_str) {
            Some(labels) => labels.split(',').map(str::to_owned).collect(),
            None => names("labels", &state.labels),
        },
        reviewers: [names("reviewer_ids", &state.people), uuids(request)].concat(),
        assignees: [names("assignee_ids", &state.people), names("assignees", &[])].concat(),
        comments: Vec::new(),
        conflicts: false,
    };
    let json = show::pull(kind, state, &pull, true);
    state.pulls.push(pull);
    Answer::new(201, json)
}

/// The refusal where there is one of the same branches.
fn open_already(kind: Kind, number: u64, owner: &str, branch: &str) -> Answer {
    match kind {
        Kind::GitHub => {
            let said = format!("A pull request already exists for {owner}:{branch}.");
            error(kind, 422, &said)
        }
        Kind::GitLab => {
            let said = "Another open merge request already exists for this source branch";
            error(kind, 409, &format!("{said}: !{number}"))
        }
        _ => error(kind, 409, "pull request already exists for these targets"),
    }
}

/// Names, or the names of numbers.
fn numbered(list: Option<&Value>, known: &[String]) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let name = |one: &Value| match one.as_u64() {
        Some(number) => known.get(usize::try_from(number).unwrap().checked_sub(1)?).cloned(),
        None => one.as_str().map(str::to_owned),
    };
    list.filter_map(name).collect()
}

fn uuids(request: &Checked) -> Vec<String> {
    let list = request.body.get("reviewers").and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|one| one.get("uuid")?.as_str().map(str::to_owned)).collect()
}

fn of_pull(
    kind: Kind,
    state: &mut State,
    at: usize,
    method: &str,
    last: &str,
    request: &Checked,
) -> Answer {
    let pull = &mut state.pulls[at];
    match (method, last) {
        ("GET", "comments" | "notes") => {
            let comments = pull.comments.iter().enumerate();
            let comments = comments.map(|(at, text)| show::comment(kind, at, text)).collect();
            return Answer::new(200, show::list(kind, comments));
        }
        ("POST", "comments" | "notes") => {
            let text = request.text(if kind == Kind::Bitbucket { "/content/raw" } else { "/body" });
            pull.comments.push(text.clone());
            return Answer::new(201, show::comment(kind, pull.comments.len(), &text));
        }
        ("POST", "labels") => pull.labels = numbered(request.body.get("labels"), &[]),
        ("POST", "assignees") => pull.assignees = numbered(request.body.get("assignees"), &[]),
        ("POST", "requested_reviewers") => {
            let asked =
                ["reviewers", "team_reviewers"].map(|key| numbered(request.body.get(key), &[]));
            let asked = asked.concat();
            if let Some(unknown) = asked.iter().find(|one| !state.people.contains(one)) {
                let said = format!("Reviews may only be requested from collaborators: {unknown}");
                return error(kind, 422, &said);
            }
            // Who was asked already is not asked twice.
            let new = asked.into_iter().filter(|one| !pull.reviewers.contains(one));
            let new: Vec<String> = new.collect();
            pull.reviewers.extend(new);
            return Answer::new(201, json!({}));
        }
        ("POST", "decline") => pull.state = PullState::Closed,
        ("PATCH" | "PUT", _) => return change(kind, state, at, request),
        _ => {}
    }
    let json = show::pull(kind, state, &state.pulls[at], true);
    Answer::new(200, json)
}

fn change(kind: Kind, state: &mut State, at: usize, request: &Checked) -> Answer {
    if kind == Kind::Bitbucket && request.text("/title").is_empty() {
        return error(kind, 400, "title: required key not provided");
    }
    let pull = &mut state.pulls[at];
    if kind == Kind::Bitbucket {
        // Who is not named again is no reviewer any more.
        pull.reviewers = uuids(request);
    }
    for key in ["/body", "/description"] {
        if let Some(body) = request.body.pointer(key).and_then(Value::as_str) {
            pull.body = body.to_owned();
        }
    }
    let title = request.text("/title");
    if !title.is_empty() {
        pull.title = title;
    }
    for key in ["/base", "/target_branch", "/destination/branch/name"] {
        let base = request.text(key);
        if !base.is_empty() {
            if state.repositories[pull.to].heads.of(&base).is_none() {
                return error(kind, 422, "there is no such base");
            }
            pull.base = base;
        }
    }
    if request.text("/state") == "closed" || request.text("/state_event") == "close" {
        pull.state = PullState::Closed;
    }
    let status = if matches!(kind, Kind::Gitea | Kind::Forgejo) { 201 } else { 200 };
    let json = show::pull(kind, state, &state.pulls[at], true);
    Answer::new(status, json)
}
