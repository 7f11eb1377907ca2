//! The configuration's guide and its JSON Schema, from the keys that are read.

use modelmod_config::keys::{self, Key, Kind};
use modelmod_rewrite::{Applicability, Prefer, Site};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

const GUIDE: &str = include_str!("configuration.md");

const ID: &str =
    "https://raw.githubusercontent.com/modelmod/modelmod/main/schemas/modelmod.schema.json";

/// The text of `docs/configuration.md`: the guide with its tables.
#[must_use]
pub fn guide() -> String {
    GUIDE
        .replace("{{keys}}", &table(keys::ROOT))
        .replace("{{path}}", &table(keys::PATH))
        .replace("{{id}}", &table(keys::ID))
        .replace("{{sites}}", &sites())
}

fn table(keys: &[Key]) -> String {
    let mut out = "| Key | Takes | Meaning |\n|---|---|---|\n".to_owned();
    for key in keys {
        let needed = if key.needed { "; has to be there" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| `{}` | {} | {}{needed} |", key.name, takes(key), key.meaning);
    }
    out.trim_end().to_owned()
}

fn takes(key: &Key) -> String {
    match key.kind {
        Kind::Text => "text".to_owned(),
        Kind::Id => "ID".to_owned(),
        Kind::Ids => "list of IDs".to_owned(),
        Kind::Glob => "pattern".to_owned(),
        Kind::Globs => "list of patterns".to_owned(),
        Kind::Texts => "list of texts".to_owned(),
        Kind::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
            words.join(", ")
        }
        Kind::Paths => "list of paths".to_owned(),
        Kind::Days => "number, or text such as `\"90d\"`".to_owned(),
        Kind::Choices => "table: `\"OLD\" = \"NEW\"`".to_owned(),
        Kind::Sites => "table: `SITE = \"safe\"`, `\"unsafe\"` or `\"display\"`".to_owned(),
        Kind::Limit => "`\"unsafe\"` or `\"display\"`".to_owned(),
        Kind::Prefer => "`\"provider\"` or `\"newest-in-tier\"`".to_owned(),
        Kind::Tables(..) => format!("tables `[[{}]]`", key.name),
    }
}

/// The sites, and what may be said of each.
fn sites() -> String {
    let mut out = "| Site | By itself | May be |\n|---|---|---|\n".to_owned();
    for site in Site::ALL {
        let words: Vec<String> = words(*site).iter().map(|word| format!("`{word}`")).collect();
        let own = site.applicability().as_str();
        let _ = writeln!(out, "| `{}` | `{own}` | {} |", site.id(), words.join(", "));
    }
    out.trim_end().to_owned()
}

fn words(site: Site) -> Vec<&'static str> {
    let all = [Applicability::Safe, Applicability::Unsafe, Applicability::Display];
    all.into_iter()
        .filter(|&word| word == Applicability::Display || site.is_promotable())
        .map(Applicability::as_str)
        .collect()
}

/// The text of `schemas/modelmod.schema.json`.
///
/// It knows the shape of a configuration and its sites, but not the models: a name that the
/// catalogue does not have is an error for modelmod alone.
#[must_use]
pub fn schema() -> String {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "$comment": "Generated from crates/config by `cargo run -p modelmod-dev -- generate`.",
        "title": "modelmod.toml",
        "description": "What a project says about its migration. In Cargo.toml the same stands \
                        in [workspace.metadata.modelmod] or [package.metadata.modelmod].",
    });
    let root = object(keys::ROOT, &[]);
    if let (Value::Object(schema), Value::Object(root)) = (&mut schema, root) {
        schema.extend(root);
    }
    // A value of ours always becomes text.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn object(keys: &[Key], one_of: &[&str]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = value(key.kind);
            value["description"] = json!(key.meaning);
            (key.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut object = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    });
    if !one_of.is_empty() {
        let any: Vec<Value> = one_of.iter().map(|name| json!({ "required": [name] })).collect();
        object["anyOf"] = json!(any);
    }
    object
}

fn value(kind: Kind) -> Value {
    let text = json!({ "type": "string", "pattern": "\\S" });
    match kind {
        Kind::Text | Kind::Id | Kind::Glob => text,
        Kind::Ids | Kind::Globs | Kind::Paths | Kind::Texts => {
            json!({ "type": "array", "items": text })
        }
        Kind::Days => json!({
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": u32::MAX },
                { "type": "string", "pattern": "^[0-9]+d?$" },
            ],
        }),
        Kind::Choices => json!({ "type": "object", "additionalProperties": text }),
        Kind::Sites => {
            let of = |site: &Site| {
                let value = json!({ "enum": words(*site), "description": site.reason() });
                (site.id().to_owned(), value)
            };
            let properties: Map<String, Value> = Site::ALL.iter().map(of).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": properties })
        }
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Limit => json!({ "enum": ["unsafe", "display"] }),
        Kind::Prefer => json!({ "enum": Prefer::ALL.map(Prefer::as_str) }),
        Kind::Tables(keys, one_of) => json!({ "type": "array", "items": object(keys, one_of) }),
    }
}
