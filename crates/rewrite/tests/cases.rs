//! Case files: `cases/NAME.in.EXT` holds places, `cases/NAME.out.EXT` what they become.
//!
//! The name of the file that the engine sees is `src/NAME.EXT`. Each case is also run on its
//! own output, which must leave nothing to do. `UPDATE_EXPECTED=1` rewrites the outputs; read
//! the difference before committing it.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, Request};
use std::fs;
use std::path::{Path, PathBuf};

const AS_OF: Date = Date::ymd(2026, 11, 23);

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().contains(".in."))
        .collect();
    cases.sort();
    cases
}

fn migrate(name: &str, text: &[u8]) -> Vec<u8> {
    let engine = Engine::new(builtin::catalog(), &Request::new(AS_OF)).unwrap();
    match engine.scan(name, text).unwrap() {
        Some(plan) => {
            for finding in &plan.findings {
                // What is shown only has no edit, and what has an edit says what it writes.
                assert_eq!(finding.edit.is_none(), finding.applicability == Applicability::Display);
                assert!(finding.edit.is_none() || finding.replacement.is_some());
            }
            plan.edits.apply(text)
        }
        None => text.to_vec(),
    }
}

#[test]
fn every_case_becomes_what_it_should_and_stays_so() {
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 15, "the case folder is there");
    for case in cases {
        let file = case.file_name().unwrap().to_str().unwrap().to_owned();
        let name = format!("src/{}", file.replace(".in.", "."));
        let expected = case.with_file_name(file.replace(".in.", ".out."));
        let after = migrate(&name, &fs::read(&case).unwrap());
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &after).unwrap();
        }
        let wanted = fs::read(&expected).unwrap_or_default();
        if after != wanted {
            let (after, wanted) =
                (String::from_utf8_lossy(&after), String::from_utf8_lossy(&wanted));
            let diff = similar::TextDiff::from_lines(&wanted, &after);
            wrong.push(format!("{file}:\n{}", diff.unified_diff().context_radius(1)));
        }
        assert_eq!(migrate(&name, &after), after, "{file}: a second run finds nothing");
    }
    assert!(wrong.is_empty(), "expected (-) and found (+):\n{}", wrong.join("\n"));
}

/// The cases themselves say what must stay: a line with `keep` in it is the same on both sides.
#[test]
fn what_must_stay_stays() {
    for case in cases() {
        let file = case.file_name().unwrap().to_str().unwrap().to_owned();
        let before = fs::read_to_string(&case).unwrap();
        let after = fs::read_to_string(case.with_file_name(file.replace(".in.", ".out."))).unwrap();
        assert_eq!(before.lines().count(), after.lines().count());
        for (old, new) in before.lines().zip(after.lines()) {
            assert!(old == new || !old.contains("keep"), "{file}: {old}");
            assert!(old != new || !old.contains("CHANGE"), "{file}: {old}");
        }
    }
}
