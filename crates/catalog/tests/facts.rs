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

/// Providers and platforms of which there are notes.
const ALL: [&str; 12] = [
    "anthropic",
    "azure",
    "bedrock",
    "cohere",
    "deepseek",
    "google",
    "groq",
    "mistral",
    "openai",
    "openrouter",
    "vertex",
    "xai",
];

/// Names whose state differs, by their beginnings.
const EXCEPTIONS: [&str; 3] = [
    // Anthropic says that its own days hold on Foundry, and deprecated or retired these.
    "azure: claude-mythos-preview",
    "azure: claude-sonnet-4-5",
    // One name for all versions, of which the newest is active.
    "azure: model-router",
];

#[test]
fn every_name_is_known_and_has_its_state() {
    let Some(folder) = std::env::var_os("MODELMOD_FACTS") else {
        println!("skipped: MODELMOD_FACTS is not set");
        return;
    };
    let (mut names, mut unknown, mut differ) = (0, Vec::new(), Vec::new());
    for provider in ALL {
        let path = Path::new(&folder).join(format!("{provider}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        let document = DeTable::parse(&text).unwrap();
        for note in document.get_ref()["model"].get_ref().as_array().unwrap() {
            let note = note.get_ref().as_table().unwrap();
            let text = |key: &str| note.get(key).and_then(|value| value.get_ref().as_str());
            let aliases = note.get("aliases").and_then(|list| list.get_ref().as_array());
            let aliases = aliases.into_iter().flatten().filter_map(|one| one.get_ref().as_str());
            for name in aliases.chain(text("id")) {
                names += 1;
                let Some(found) = found(name) else {
                    unknown.push(format!("{provider}: {name}"));
                    continue;
                };
                let wanted = text("state").unwrap_or("-");
                let version = text("version");
                let is = states(provider, found, version);
                if wanted != "-"
                    && text("id") == Some(name)
                    && !is.iter().any(|is| is_noted(is, wanted))
                {
                    differ.push(format!(
                        "{provider}: {name} {version:?} is {is:?}, noted as {wanted}"
                    ));
                }
            }
        }
    }
    assert!(names > 900, "{names}");
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    differ.retain(|one| !EXCEPTIONS.iter().any(|name| one.starts_with(name)));
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Whether a state is that of the notes. What Bedrock calls legacy has an end announced.
fn is_noted(state: &str, noted: &str) -> bool {
    state == noted.to_lowercase() || (state == "deprecated" && noted == "Legacy")
}

/// The model of a name, also behind a profile and without a path that platforms put around it.
fn found(name: &str) -> Option<&'static modelmod_catalog::Model> {
    let catalog = builtin::catalog();
    let behind = name.split_once('.').map(|(_, rest)| rest);
    let last = name.rsplit('/').next();
    let ends = [":beta", ":thinking", "-fast", "@default"].map(|end| name.strip_suffix(end));
    let names = [Some(name), behind, last].into_iter().chain(ends).flatten();
    names.flat_map(|name| catalog.find(name)).map(|found| found.model).next()
}

/// The states that the model has on the day, by its own days and by those of the platform.
fn states(surface: &str, model: &modelmod_catalog::Model, version: Option<&str>) -> Vec<String> {
    // Microsoft's notes are about both of its platforms.
    let is_here = |one: &str| one.starts_with(surface) || surface == "azure" && one == "foundry";
    let here = model.spellings.iter().filter(|one| is_here(&one.surface));
    // A spelling without a version is that of all.
    let fits = |one: &Option<_>| version.is_none() || one.is_none() || one.as_deref() == version;
    let here: Vec<_> = here.filter(|one| fits(&one.version)).collect();
    let states = here.iter().map(|one| one.state(model, DAY));
    let own = here.is_empty().then(|| model.state(DAY));
    states.chain(own).map(|state| state.to_string()).collect()
}
