//! The JSON Schema and the reader take the same files, names of models aside.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use jsonschema::Validator;
use modelmod_catalog::pack::PackFile;
use modelmod_catalog::{Date, builtin};
use modelmod_config::read;
use modelmod_rewrite::Site;
use serde_json::{Map, Value, json};
use std::path::Path;
use toml::de::{DeTable, DeValue};

fn schema() -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/modelmod.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

/// TOML as JSON.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(_) => panic!("no dates here"),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => object(table),
    }
}

fn object(table: &DeTable<'_>) -> Value {
    let entries =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())));
    Value::Object(entries.collect::<Map<String, Value>>())
}

#[track_caller]
fn check(schema: &Validator, text: &str, is_good: bool) {
    let document = DeTable::parse(text).unwrap();
    let by_schema = schema.is_valid(&object(document.get_ref()));
    let file = PackFile { path: "modelmod.toml".to_owned(), text: text.to_owned() };
    let by_reader = read(&file, builtin::catalog(), Date::ymd(2026, 11, 23)).is_ok();
    assert_eq!((by_schema, by_reader), (is_good, is_good), "{text}");
}

const GOOD: &[&str] = &[
    "",
    "exclude = []",
    "exclude = [\"*.md\"]",
    "only = [\"claude-2.1\"]\nexcept = [\"gpt-4o\"]",
    "within = 0",
    "within = 4294967295",
    "within = \"90\"",
    "within = \"90d\"",
    "[to]",
    "to = { \"claude-2.1\" = \"claude-opus-4-8\" }",
    "path = []",
    "[[path]]\nglob = \"a\"\napplicability = \"unsafe\"",
    "[[path]]\nglob = \"a\"\nsites = {}\nreason = \"r\"",
    "[[id]]\nid = \"claude-2.1\"\napplicability = \"display\"\nreason = \"r\"",
];

const BAD: &[&str] = &[
    "other = 1",
    "exclude = \"*.md\"",
    "exclude = [1]",
    "exclude = [\" \"]",
    "only = [\"\"]",
    "except = { a = 1 }",
    "within = -1",
    "within = 4294967296",
    "within = 1.5",
    "within = true",
    "within = \"d\"",
    "within = \"+9\"",
    "within = \"9 d\"",
    "to = [\"a\"]",
    "to = { \"claude-2.1\" = 1 }",
    "to = { \"claude-2.1\" = \"\" }",
    "sites = \"safe\"",
    "sites = { nowhere = \"safe\" }",
    "sites = { comment = \"maybe\" }",
    "sites = { comment = true }",
    "path = \"a\"",
    "path = { glob = \"a\", applicability = \"display\" }",
    "[[path]]\nglob = \"a\"",
    "[[path]]\napplicability = \"display\"",
    "[[path]]\nglob = \"a\"\napplicability = \"safe\"",
    "[[path]]\nglob = \"\"\napplicability = \"display\"",
    "[[path]]\nglob = \"a\"\napplicability = \"display\"\nwhy = \"r\"",
    "[[path]]\nglob = \"a\"\nsites = { glued = \"safe\" }",
    "[[id]]\nid = \"claude-2.1\"",
    "[[id]]\napplicability = \"display\"",
    "[[id]]\nid = \"claude-2.1\"\napplicability = \"safe\"",
    "[[id]]\nid = \"claude-2.1\"\napplicability = \"display\"\nreason = \"\"",
];

#[test]
fn the_schema_and_the_reader_agree() {
    let schema = schema();
    GOOD.iter().for_each(|text| check(&schema, text, true));
    BAD.iter().for_each(|text| check(&schema, text, false));
    for site in Site::ALL {
        for word in ["safe", "unsafe", "display"] {
            let is_good = word == "display" || site.is_promotable();
            check(&schema, &format!("sites = {{ {} = \"{word}\" }}", site.id()), is_good);
        }
    }
}
