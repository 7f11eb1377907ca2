//! Whether a request is one that the forge describes.

use crate::http::{Incoming, decoded};
use crate::state::Kind;
use serde_json::Value;
use std::collections::BTreeMap;

const FILES: [(Kind, &str); 5] = [
    (Kind::GitHub, include_str!("../api/github.json")),
    (Kind::GitLab, include_str!("../api/gitlab.json")),
    (Kind::Gitea, include_str!("../api/gitea.json")),
    (Kind::Forgejo, include_str!("../api/forgejo.json")),
    (Kind::Bitbucket, include_str!("../api/bitbucket.json")),
];

/// Properties that a forge takes although its description is older than they are.
const NEWER: [(Kind, &str); 2] = [(Kind::Bitbucket, "description"), (Kind::Bitbucket, "draft")];

/// A request that is described: which, with the parts of its path, its query and its body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checked {
    /// `POST /repos/{owner}/{repo}/pulls`.
    pub(crate) operation: String,
    pub(crate) parts: BTreeMap<String, String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Checked {
    pub(crate) fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self, at: &str) -> String {
        self.body.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// Finds the operation and checks query and body.
///
/// # Errors
///
/// What is wrong, each in a sentence.
pub(crate) fn check(kind: Kind, request: &Incoming) -> Result<Checked, Vec<String>> {
    let (_, file) = FILES.iter().find(|(one, _)| *one == kind).unwrap();
    let described: Value = serde_json::from_str(file).unwrap();
    let (path, query) = request.parts();
    let Some(path) = path.strip_prefix(kind.base()) else {
        return Err(vec![format!("{path}: not below {}", kind.base())]);
    };
    let operations = described["operations"].as_object().unwrap();
    // A literal is nearer than a part that takes everything.
    let mut found: Vec<_> = operations
        .iter()
        .filter_map(|(name, operation)| {
            Some((name, operation, matched(name, &request.method, path)?))
        })
        .collect();
    found.sort_by_key(|(.., parts)| parts.len());
    let Some((name, operation, parts)) = found.into_iter().next() else {
        return Err(vec![format!("{} {path}: no such operation", request.method)]);
    };
    let mut wrong = wrong_query(operation, &query);
    let body = match request.body.is_empty() {
        true => Value::Null,
        false => serde_json::from_slice(&request.body).unwrap_or_else(|error| {
            wrong.push(format!("the body is no JSON: {error}"));
            Value::Null
        }),
    };
    wrong.extend(wrong_body(kind, operation, &body));
    if !request.body.is_empty() && request.header("content-type") != Some("application/json") {
        wrong.push("the body is not called JSON".to_owned());
    }
    match wrong.is_empty() {
        true => Ok(Checked { operation: name.clone(), parts, query, body }),
        false => Err(wrong.into_iter().map(|what| format!("{name}: {what}")).collect()),
    }
}

fn matched(operation: &str, method: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (its_method, its_path) = operation.split_once(' ')?;
    let (mut want, mut have) = (its_path.split('/'), path.split('/'));
    let mut parts = BTreeMap::new();
    loop {
        match (want.next(), have.next()) {
            (None, None) => return (its_method == method).then_some(parts),
            (Some(want), Some(have)) => match want.strip_prefix('{') {
                Some(name) if !have.is_empty() => {
                    parts.insert(name.trim_end_matches('}').to_owned(), decoded(have));
                }
                _ if want == have => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

fn wrong_query(operation: &Value, query: &[(String, String)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, value) in query {
        match operation.pointer("/query").and_then(|known| known.get(name)) {
            None => wrong.push(format!("no such query: {name}")),
            Some(values) => {
                let values = values.as_array().unwrap();
                if !values.is_empty() && !values.contains(&Value::from(value.as_str())) {
                    wrong.push(format!("query {name} cannot be {value}"));
                }
            }
        }
    }
    wrong
}

fn wrong_body(kind: Kind, operation: &Value, body: &Value) -> Vec<String> {
    let Some(schema) = operation.get("body") else {
        let is_empty = body.is_null() || body.as_object().is_some_and(serde_json::Map::is_empty);
        return if is_empty { Vec::new() } else { vec!["it takes no body".to_owned()] };
    };
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors = validator.iter_errors(body);
    let mut wrong: Vec<String> =
        errors.map(|error| format!("{}: {error}", error.instance_path())).collect();
    // What nobody describes is misspelled.
    if let (Some(known), Some(given)) = (schema.get("properties"), body.as_object()) {
        let is_known = |name: &str| {
            known.get(name).is_some() || NEWER.iter().any(|&(one, new)| one == kind && new == name)
        };
        let unknown = given.keys().filter(|name| !is_known(name));
        wrong.extend(unknown.map(|name| format!("no such property: {name}")));
    }
    wrong
}
