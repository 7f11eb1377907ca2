//! What the page of early 2025 said, row by row, is what the catalogue says of that day.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Basis, Catalog, Date, State, builtin};

/// The page has no date; its newest model was released on 2025-02-24.
const THEN: Date = Date::ymd(2025, 3, 1);
const TODAY: Date = Date::ymd(2026, 11, 23);

use State::{Active, Deprecated, Retired};

/// "Model status": model, state, day of deprecation, day of retirement (of "Deprecation
/// history", where the status table had "N/A").
const STATUS: [(&str, State, Option<Date>, Option<Date>); 16] = [
    ("claude-1.0", Retired, NOTICE_1, END_1),
    ("claude-1.1", Retired, NOTICE_1, END_1),
    ("claude-1.2", Retired, NOTICE_1, END_1),
    ("claude-1.3", Retired, NOTICE_1, END_1),
    ("claude-instant-1.0", Retired, NOTICE_1, END_1),
    ("claude-instant-1.1", Retired, NOTICE_1, END_1),
    ("claude-instant-1.2", Retired, NOTICE_1, END_1),
    ("claude-2.0", Deprecated, NOTICE_2, END_2),
    ("claude-2.1", Deprecated, NOTICE_2, END_2),
    ("claude-3-sonnet-20240229", Deprecated, NOTICE_2, END_2),
    ("claude-3-haiku-20240307", Active, None, None),
    ("claude-3-opus-20240229", Active, None, None),
    ("claude-3-5-sonnet-20240620", Active, None, None),
    ("claude-3-5-haiku-20241022", Active, None, None),
    ("claude-3-5-sonnet-20241022", Active, None, None),
    ("claude-3-7-sonnet-20250219", Active, None, None),
];
const NOTICE_1: Option<Date> = Some(Date::ymd(2024, 9, 4));
const END_1: Option<Date> = Some(Date::ymd(2024, 11, 6));
const NOTICE_2: Option<Date> = Some(Date::ymd(2025, 1, 21));
const END_2: Option<Date> = Some(Date::ymd(2025, 7, 21));

/// "Deprecation history": model and recommended replacement.
const HISTORY: [(&str, &str); 10] = [
    ("claude-2.0", "claude-3-5-sonnet-20241022"),
    ("claude-2.1", "claude-3-5-sonnet-20241022"),
    ("claude-3-sonnet-20240229", "claude-3-5-sonnet-20241022"),
    ("claude-1.0", "claude-3-5-haiku-20241022"),
    ("claude-1.1", "claude-3-5-haiku-20241022"),
    ("claude-1.2", "claude-3-5-haiku-20241022"),
    ("claude-1.3", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.0", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.1", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.2", "claude-3-5-haiku-20241022"),
];

fn replacement(catalog: &'static Catalog, id: &str, as_of: Date) -> &'static str {
    let model = catalog.find(id).unwrap().model;
    &catalog.chain(model, as_of).replacement().unwrap_or_else(|| panic!("{id}")).id
}

#[test]
fn the_status_table() {
    let catalog = builtin::catalog();
    for (id, state, deprecated, retires) in STATUS {
        let model = catalog.find(id).unwrap().model;
        assert_eq!(model.id, id);
        assert_eq!(model.state(THEN), state, "{id}");
        let announced = |day: Option<Date>| day.filter(|day| *day <= THEN);
        assert_eq!(announced(model.deprecated), deprecated, "{id}");
        assert_eq!(model.announced_retirement(THEN), retires, "{id}");
    }
}

#[test]
fn no_other_model_existed() {
    let existed: Vec<&str> = builtin::catalog()
        .models()
        .iter()
        .filter(|model| model.provider == "anthropic")
        // Known from the provider's SDK alone: the page never listed them.
        .filter(|model| model.basis != Basis::Unlisted)
        .filter(|model| !matches!(model.state(THEN), State::Unreleased | State::Unpublished))
        .map(|model| model.id.as_ref())
        .collect();
    let mut existed = existed;
    existed.sort_unstable();
    let mut listed = STATUS.map(|(id, ..)| id);
    listed.sort_unstable();
    assert_eq!(existed, listed);
}

#[test]
fn the_deprecation_history() {
    let catalog = builtin::catalog();
    for (id, wanted) in HISTORY {
        let model = catalog.find(id).unwrap().model;
        assert_eq!(model.recommendation(THEN).unwrap().id, wanted, "{id}");
        assert_eq!(replacement(catalog, id, THEN), wanted, "{id}: active then, so one step");
    }
    let advised = catalog
        .models()
        .iter()
        .filter(|model| model.provider == "anthropic" && model.recommendation(THEN).is_some());
    assert_eq!(advised.count(), HISTORY.len(), "nobody else had a recommendation");
}

#[test]
fn the_replacements_of_today() {
    let catalog = builtin::catalog();
    for (id, wanted) in [
        ("claude-1.0", "claude-haiku-4-5-20251001"),
        ("claude-instant-1.2", "claude-haiku-4-5-20251001"),
        ("claude-2.0", "claude-opus-4-8"),
        ("claude-2.1", "claude-opus-4-8"),
        ("claude-3-opus-20240229", "claude-opus-4-8"),
        ("claude-3-sonnet-20240229", "claude-sonnet-4-6"),
        ("claude-3-5-sonnet-latest", "claude-sonnet-4-6"),
        ("claude-3-5-haiku-20241022", "claude-haiku-4-5-20251001"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-5-5"),
        ("claude-mythos-preview", "claude-mythos-5"),
    ] {
        assert_eq!(replacement(catalog, id, TODAY), wanted, "{id}");
    }
}

#[test]
fn longer_chains() {
    let catalog = builtin::catalog();
    for (id, way) in [
        ("gpt-4-32k", &["gpt-4o", "gpt-6-luna"][..]),
        ("text-davinci-003", &["gpt-3.5-turbo-instruct", "gpt-5.6-terra"]),
        ("o1-preview", &["o3", "gpt-5.6-sol"]),
    ] {
        let chain = catalog.chain(catalog.find(id).unwrap().model, TODAY);
        let hops: Vec<&str> = chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect();
        assert_eq!(hops, way, "{id}");
        assert!(chain.replacement().is_some(), "{id}");
    }
}
