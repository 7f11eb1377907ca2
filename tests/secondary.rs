//! What the provider itself did not say never rewrites anything by itself: over all packs.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{fine, put, text};
use modelmod_catalog::{Basis, Date, Model, State, builtin};
use std::collections::BTreeSet;
use std::path::Path;
use toml::de::DeTable;

const DAY: Date = Date::ymd(2026, 11, 22);

/// Uses of the name that would be rewritten if it were due: some names count only beside the
/// word of their platform, and others not beside that of another.
fn with_a_use(root: &Path, at: usize, name: &str) {
    for word in ["", "azure", "foundry", "groq", "vertex"] {
        let call = format!("# {word}\nanswer = client.create(model=\"{name}\")\n");
        put(root, format!("src/use{at}{word}.py"), call);
    }
}

/// The names that `migrate` would write anew on this day.
fn rewritten(root: &Path, as_of: &str) -> BTreeSet<String> {
    let args = ["migrate", "--dry-run", "--allow-no-vcs", "--as-of", as_of, "src"];
    let diff = text(&fine(root, &args));
    let gone =
        diff.lines().filter_map(|line| line.strip_prefix("-answer = client.create(model=\""));
    gone.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn names(model: &'static Model) -> impl Iterator<Item = &'static str> {
    let spellings = model.spellings.iter().map(|one| one.text.as_ref());
    let aliases = model.aliases.iter().map(AsRef::as_ref);
    std::iter::once(model.id.as_ref()).chain(aliases).chain(spellings)
}

#[test]
fn rows_that_the_provider_did_not_state_rewrite_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let is_stated = |model: &&Model| matches!(model.basis, Basis::Stated | Basis::Unlisted);
    let others = builtin::catalog().models().iter().filter(|model| !is_stated(model));
    let all: Vec<&str> = others.flat_map(names).collect();
    assert!(all.len() > 100, "{}", all.len());
    for (at, name) in all.iter().enumerate() {
        with_a_use(folder.path(), at, name);
    }
    // A use that is due, so that the test is one.
    with_a_use(folder.path(), all.len(), "claude-2.1");
    assert_eq!(rewritten(folder.path(), "2026-11-22"), BTreeSet::from(["claude-2.1".to_owned()]));
    // Whatever is due some day: the targets of stated rows are, too, and nothing is written.
    let later = rewritten(folder.path(), "2035-01-01");
    assert!(later.iter().all(|name| name == "claude-2.1"), "{later:?}");
}

/// An end that nobody saw, only an announcement of it whose day has passed.
#[test]
fn ends_that_were_only_announced_rewrite_nothing_by_themselves() {
    let Some(notes) = std::env::var_os("MODELMOD_FACTS") else {
        println!("skipped: MODELMOD_FACTS is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (mut at, mut unseen) = (0, BTreeSet::new());
    let mut announced = BTreeSet::new();
    for entry in std::fs::read_dir(notes).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let notes = std::fs::read_to_string(path).unwrap();
        let notes = DeTable::parse(&notes).unwrap();
        for row in notes.get_ref()["model"].get_ref().as_array().unwrap() {
            let row = row.get_ref().as_table().unwrap();
            let id = row["id"].get_ref().as_str().unwrap();
            let basis = row.get("state_basis").and_then(|basis| basis.get_ref().as_str());
            if matches!(basis, Some("stated" | "date" | "date announced")) {
                continue;
            }
            let day = |key: &str| {
                let day = row.get(key).and_then(|day| day.get_ref().as_datetime());
                day.map(|day| day.to_string().parse::<Date>().unwrap())
            };
            // Its end was announced, or somebody saw the row again after it.
            let seen = day("confirmed").is_some_and(|seen| day("retires") <= Some(seen));
            if day("deprecated").is_some_and(|day| day <= DAY) || seen {
                announced.insert(id.to_owned());
            }
            unseen.insert(id.to_owned());
            with_a_use(folder.path(), at, id);
            at += 1;
        }
    }
    assert!(at > 200, "{at}");
    let is_due = |id: &str| {
        let model = builtin::catalog().find(id).map(|found| found.model);
        let stated = model.filter(|model| matches!(model.basis, Basis::Stated | Basis::Unlisted));
        stated.is_some_and(|model| {
            model.deprecated.is_some_and(|day| day <= DAY)
                && matches!(model.state(DAY), State::Deprecated | State::Retired)
        })
    };
    let mut found = rewritten(folder.path(), "2026-11-22");
    assert!(found.len() > 10, "{found:?}");
    found.retain(|id| !announced.contains(id) && !is_due(id));
    assert!(found.is_empty(), "nobody announced their end: {found:?}");
}
