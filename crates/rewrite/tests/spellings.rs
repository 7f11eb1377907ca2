//! Names as platforms and frameworks write them: `spellings/names.txt` tells what becomes of
//! each, or why it stays.
//!
//! A line is `NAME -> REPLACEMENT`, or `NAME -- REASON` with a part of the reason (`-- active`
//! where the name is not due and nothing is said about it). Indented below it may stand what
//! else the file says: `| base_url = "https://openrouter.ai/api/v1"`.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Catalog, Date, Model, State, builtin};
use modelmod_rewrite::{Applicability, Engine, Finding, Request};
use std::path::Path;

const AS_OF: Date = Date::ymd(2026, 11, 22);

struct Case {
    name: String,
    /// What it becomes, or a part of the reason for which it stays.
    wanted: Result<String, String>,
    beside: String,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spellings/names.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(beside) = line.trim_start().strip_prefix("| ") {
            cases.last_mut().unwrap().beside += &format!("{beside}\n");
            continue;
        }
        let (name, wanted) = match line.split_once(" -> ") {
            Some((name, new)) => (name, Ok(new.trim().to_owned())),
            None => {
                let (name, why) = line.split_once(" -- ").unwrap();
                (name, Err(why.trim().to_owned()))
            }
        };
        cases.push(Case { name: name.trim().to_owned(), wanted, beside: String::new() });
    }
    cases
}

fn engine(level: Applicability) -> Engine<'static> {
    let request = Request { level, ..Request::new(AS_OF) };
    Engine::new(builtin::catalog(), &request).unwrap()
}

/// The text after the run, and the finding on its first line.
fn run(engine: &Engine<'static>, text: &str) -> (String, Option<Finding<'static>>) {
    let Some(plan) = engine.scan("src/app.py", text.as_bytes()).unwrap() else {
        return (text.to_owned(), None);
    };
    let after = String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap();
    let finding = plan.findings.into_iter().find(|finding| finding.position.line == 1);
    (after, finding)
}

#[test]
fn every_name_becomes_what_it_should_or_stays_for_the_reason_given() {
    let engine = engine(Applicability::Safe);
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let file = |name: &str| format!("model = \"{name}\"\n{}", case.beside);
        let (after, finding) = run(&engine, &file(&case.name));
        let reason = finding.as_ref().map_or("active", |finding| &finding.reason);
        let new = after.lines().next().unwrap().trim_start_matches("model = ").trim_matches('"');
        let is_right = match &case.wanted {
            Ok(wanted) => new == wanted && run(&engine, &after).0 == after,
            Err(part) => new == case.name && reason.contains(part.as_str()),
        };
        if !is_right {
            wrong.push(format!(
                "{}\n  wanted {:?}\n  is {new}\n  because {reason}",
                case.name, case.wanted
            ));
        }
        let Some(finding) = finding else { continue };
        // What waits for --unsafe-fixes has an edit too.
        if let Some(edit) = finding.edit.filter(|_| new != case.name) {
            assert_eq!(finding.replacement.as_deref(), Some(new), "the report says what is done");
            assert_eq!(edit.text, finding.edit_text.unwrap().into_bytes());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a prefix or a suffix wraps is not written anew: only the name's own bytes are.
#[test]
fn what_stands_around_a_name_is_not_touched() {
    let text = "model = \"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-opus-20240229-v1:0\"\n";
    let finding = run(&engine(Applicability::Safe), text).1.unwrap();
    let edit = finding.edit.unwrap();
    assert_eq!(&text[edit.span.range()], "anthropic.claude-3-opus-20240229-v1:0");
    assert_eq!(edit.text, b"anthropic.claude-opus-4-8");
    assert_eq!(finding.span.start, text.find("arn:").unwrap());
    assert_eq!(finding.surface.id, "bedrock");
}

/// The state, by the days of `surface`, of the model of which `text` is a name there.
fn state_on(catalog: &Catalog, surface: &str, text: &str) -> Option<State> {
    let here = |model: &Model| {
        let own = catalog.provider(&model.provider).unwrap();
        let is_own = || model.id == text || model.aliases.iter().any(|alias| alias == text);
        if own.surface == surface && is_own() {
            return Some(model.state(AS_OF));
        }
        let mut spellings = model.spellings.iter();
        let spelling = spellings.find(|one| one.surface == surface && one.text == text)?;
        Some(spelling.state(model, AS_OF))
    };
    let prefixed = || {
        catalog.surface(surface)?.prefixes.iter().find_map(|prefix| {
            state_on(catalog, &prefix.of, text.strip_prefix(prefix.text.as_ref())?)
        })
    };
    catalog.models().iter().find_map(here).or_else(prefixed)
}

/// Whatever the catalogue knows, alone and behind every prefix: what is written is a name of
/// an active model on the same surface, behind the same prefix.
#[test]
fn whatever_is_written_is_known_and_active() {
    let catalog = builtin::catalog();
    let engine = engine(Applicability::Unsafe);
    let mut written = 0;
    for entry in (0..catalog.names().len()).map(|at| catalog.entry(at)) {
        // A prefix, and the surface as whose name the rest is written.
        let mut dresses = vec![(String::new(), &entry.surface.id)];
        for prefix in catalog.surfaces().iter().flat_map(|surface| surface.prefixes.iter()) {
            let text = prefix.text.replace("arn:*", "arn:aws:bedrock:us-east-1:").replace('*', "x");
            dresses.push((text, &prefix.of));
        }
        for (prefix, of) in dresses {
            let old = format!("{prefix}{}", entry.text);
            let (after, finding) = run(&engine, &format!("model = \"{old}\"\n"));
            let Some(finding) = finding.filter(|finding| finding.edit.is_some()) else { continue };
            written += 1;
            let new = finding.replacement.unwrap();
            assert_eq!(after, format!("model = \"{new}\"\n"), "{old}");
            let rest = new.strip_prefix(&prefix).unwrap_or_default();
            let state = state_on(catalog, of, rest)
                .or_else(|| state_on(catalog, &finding.surface.id, &new));
            assert_eq!(state, Some(State::Active), "{old} -> {new}");
            if let Some(profile) = prefix.strip_suffix('.') {
                let model = catalog.find(rest).unwrap().model;
                let known = ("bedrock".into(), profile.to_owned().into());
                assert!(model.profiles.contains(&known), "{old} -> {new}");
            }
        }
    }
    assert!(written > 300, "{written}");
}
