//! Symbols that stand for a model: each file of `symbols/` beside what is found in it.
//!
//! Lines that end in `FOUND` hold one, and no others do. `UPDATE_EXPECTED=1` rewrites the
//! `.txt` files, which say which model each is; read the difference before committing it.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Baseline, Engine, FilePlan, Request, Site};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const DAY: Date = Date::ymd(2026, 11, 23);

fn request() -> Request {
    Request { level: Applicability::Unsafe, ..Request::new(DAY) }
}

fn scan(request: &Request, path: &str, text: &str) -> Option<FilePlan<'static>> {
    let engine = Engine::new(builtin::catalog(), request).unwrap();
    engine.scan(path, text.as_bytes()).unwrap()
}

/// The symbols found, each with its line and the model.
fn symbols(plan: &FilePlan<'_>) -> Vec<(usize, String)> {
    let found = plan.findings.iter().filter(|one| one.site == Site::Symbol && !one.suppressed);
    found
        .map(|one| {
            let note = one.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            let (line, column) = (one.position.line, one.position.column);
            let mut said = format!("{line}:{column}: {} = {}", one.matched, one.model.id);
            write!(said, " on {}{note}", one.surface.name).unwrap();
            (line, said)
        })
        .collect()
}

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/symbols");
    let files = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    // `x.rs.txt` says what is found in `x.rs`.
    let is_case =
        |path: &PathBuf| path.file_stem().is_some_and(|stem| Path::new(stem).extension().is_none());
    let mut cases: Vec<PathBuf> = files.filter(is_case).collect();
    cases.sort();
    assert!(cases.len() >= 20, "the case folder is there");
    cases
}

#[test]
fn symbols_are_found_where_they_name_a_model() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = fs::read_to_string(&case).unwrap().replace('\r', "");
        let file = case.file_name().unwrap().to_str().unwrap();
        let plan = scan(&request(), &format!("src/{file}"), &text);
        assert!(plan.iter().all(|plan| plan.edits.is_empty()), "{file}: nothing is rewritten");
        let found = plan.as_ref().map(symbols).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let is_found = found.iter().any(|(line, _)| *line == number + 1);
            if is_found != line.contains("FOUND") {
                wrong.push(format!("{file}:{}: {line}", number + 1));
            }
        }
        let said: String = found.iter().map(|(_, said)| format!("{said}\n")).collect();
        let expected = case.with_file_name(format!("{file}.txt"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() && !said.is_empty() {
            fs::write(&expected, &said).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default().replace('\r', "");
        if said != wanted {
            wrong.push(format!("{file}: wanted\n{wanted}found\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_generated_or_recorded_is_left_out() {
    let text = "x = Model.CLAUDE_3_OPUS\n";
    for path in ["vendor/a.py", "node_modules/a/b.ts", "tests/cassettes/a.py", "db/migrations/1.py"]
    {
        assert!(scan(&request(), path, text).is_none(), "{path}");
    }
    assert!(scan(&request(), "a.py", &format!("# @generated\n{text}")).is_none());
    assert!(scan(&request(), "tests/test_a.py", text).is_some());
}

#[test]
fn of_several_models_all_have_to_be_due() {
    let found = |request: &Request, text: &str| {
        let plan = scan(request, "a.py", text);
        plan.map(|plan| {
            plan.findings.iter().map(|one| one.model.id.to_string()).collect::<Vec<_>>()
        })
    };
    let both = "x = Model.CLAUDE_3_5_SONNET\n";
    assert_eq!(found(&request(), both).unwrap(), ["claude-3-5-sonnet-20241022"]);
    // The later of them was not deprecated earlier than the other; a choice makes one due.
    let early = Request::new(Date::ymd(2025, 8, 12));
    assert_eq!(found(&early, both), None);
    // The newest is asked for, or nothing.
    let only = |id: &str| Request { only: vec![id.to_owned()], ..request() };
    assert!(found(&only("claude-3-5-sonnet-20241022"), both).is_some());
    assert_eq!(found(&only("claude-3-5-sonnet-20240620"), both), None);
    assert_eq!(found(&only("claude-2.1"), "x = Model.CLAUDE_3_OPUS\n"), None);
    let soon = Request { within: Some(10), ..request() };
    assert!(found(&soon, "x = Model.CLAUDE_SONNET_4_5\n").is_some());
    assert_eq!(found(&soon, "x = Model.GPT_4O\n"), None);
}

#[test]
fn a_choice_is_the_replacement() {
    let to = vec![("claude-opus-4-8".to_owned(), "my-own".to_owned())];
    let plan =
        scan(&Request { to, ..request() }, "a.rs", "const X: M = M::ClaudeOpus48;\n").unwrap();
    assert_eq!(plan.findings[0].replacement.as_deref(), Some("my-own"));
    let step = "see whether the SDK has a symbol for my-own, or give its ID as a text";
    assert_eq!(plan.findings[0].next_step.as_deref(), Some(step));
    assert!(plan.edits.is_empty());
}

#[test]
fn other_places_do_not_depend_on_symbols() {
    let uses = "x = Model.CLAUDE_3_OPUS\nmodel = \"claude-3-opus-20240229\"\n";
    let plan = scan(&request(), "a.py", uses).unwrap();
    assert_eq!((plan.findings.len(), plan.edits.as_slice().len()), (2, 1));
    // On one line the symbol goes without saying, and binds nothing.
    let line = "ask(Model.CLAUDE_3_OPUS, model=\"claude-3-opus-20240229\")\n";
    let plan = scan(&request(), "a.py", line).unwrap();
    assert_eq!((plan.findings.len(), plan.edits.as_slice().len()), (1, 1));
}

#[test]
fn comments_and_baselines_count_them() {
    let text = "# modelmod: ignore[claude-3-opus-20240229] until=2027-01-31 why\nx = Model.CLAUDE_3_OPUS\n";
    let plan = scan(&request(), "a.py", text).unwrap();
    assert!(plan.findings[0].suppressed && plan.notices.is_empty());
    assert_eq!(plan.findings[0].reason, "suppressed here: why");
    let text = "x = Model.CLAUDE_3_OPUS\ny = Model.CLAUDE_3_OPUS\n";
    let accept = |count: usize| {
        let counts = [("claude-3-opus-20240229".to_owned(), count)].into();
        Request { baseline: Baseline { files: [("a.py".to_owned(), counts)].into() }, ..request() }
    };
    assert!(scan(&accept(2), "a.py", text).unwrap().findings.is_empty());
    assert_eq!(scan(&accept(1), "a.py", text).unwrap().findings.len(), 2);
}
