//! The packs against the notes they were made from, where those are at hand: in the folder
//! that the environment variable `MODELMOD_FACTS` names.
//!
//! The notes carry a state as somebody read it; the packs carry days alone. Both have to come
//! to the same on the day of the notes.
#![cfg(feature = "packs")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, State, builtin};
use std::path::Path;
use toml::de::{DeTable, DeValue};

const DAY: Date = Date::ymd(2026, 11, 22);

/// Named by the provider though no model has such an ID: kept as words.
const NO_IDS: [&str; 2] = ["omni-moderation", "gpt-5-codex-mini"];

#[test]
fn states_and_replacements_agree() {
    let Some(folder) = std::env::var_os("MODELMOD_FACTS") else {
        println!("skipped: MODELMOD_FACTS is not set");
        return;
    };
    for (provider, rows) in [("anthropic", 48), ("openai", 249)] {
        let path = Path::new(&folder).join(format!("{provider}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        let document = DeTable::parse(&text).unwrap();
        let notes = document.get_ref()["model"].get_ref().as_array().unwrap();
        assert_eq!(notes.len(), rows);
        let ours = builtin::catalog().models().iter().filter(|model| model.provider == provider);
        assert_eq!(ours.count(), rows);
        for note in notes {
            agrees(note.get_ref().as_table().unwrap());
        }
    }
}

fn agrees(note: &DeTable<'_>) {
    let text = |key: &str| note.get(key).and_then(|value| value.get_ref().as_str());
    let id = text("id").unwrap();
    let model = builtin::catalog().find(id).unwrap_or_else(|| panic!("{id}")).model;
    assert_eq!(model.id, id);

    let state = match text("state") {
        Some("Active") => State::Active,
        Some("Deprecated") => State::Deprecated,
        Some("Retired") => State::Retired,
        None => State::Unpublished,
        other => panic!("{other:?}"),
    };
    assert_eq!(model.state(DAY), state, "{id}");

    let noted = text("replacement").filter(|noted| !NO_IDS.contains(noted));
    let newest = model.recommendation(DAY).map(|newest| newest.id.as_ref());
    assert_eq!(newest, noted, "{id}");
    assert_eq!(newest, model.replacements.last().map(|last| last.id.as_ref()), "{id}");

    let day = |key: &str| match note.get(key).map(|value| value.get_ref()) {
        Some(DeValue::Datetime(day)) => Some(day.to_string().parse::<Date>().unwrap()),
        _ => None,
    };
    assert_eq!(model.deprecated, day("deprecated"), "{id}");
    assert_eq!(model.retires_not_before, day("retires_not_before"), "{id}");
    assert_eq!(Some(model.read), day("captured"), "{id}");
    if id != "claude-opus-4-6-fast" {
        assert_eq!(model.retires, day("retires"), "{id}");
    }
}
