//! Configurations and baselines with something wrong: each file of `bad/` beside what is said
//! about it. `Cargo.toml` is read as a manifest, `baseline*` as a baseline.
//!
//! To take over what is said now: `UPDATE_EXPECTED=1 cargo test -p modelmod-config`.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::pack::{Diagnostic, PackFile, render};
use modelmod_catalog::{Date, builtin};
use modelmod_config::{read, read_baseline, read_manifest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const AS_OF: Date = Date::ymd(2026, 11, 23);

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = entries.filter(|path| path.extension().unwrap() == "toml").collect();
    cases.sort();
    cases
}

fn diagnose(case: &Path) -> Vec<Diagnostic> {
    let name = case.file_name().unwrap().to_str().unwrap();
    // A checkout may have turned line ends into CRLF.
    let text = std::fs::read_to_string(case).unwrap().replace('\r', "");
    let file = PackFile { path: name.to_owned(), text };
    let catalog = builtin::catalog();
    match name {
        "Cargo.toml" => read_manifest(&file, catalog, AS_OF).unwrap_err(),
        _ if name.starts_with("baseline") => read_baseline(&file, catalog).unwrap_err(),
        _ => read(&file, catalog, AS_OF).unwrap_err(),
    }
}

#[test]
fn each_case_says_what_is_expected() {
    let mut different = Vec::new();
    for case in cases() {
        let said = render(&diagnose(&case), false);
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&expected, &said).unwrap();
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default().replace('\r', "");
        if said != wanted {
            different.push(format!("--- {}\n{said}", case.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// All that is wrong is said, each thing with its place and what to do about it.
#[test]
fn every_kind_of_error_has_a_case_and_a_remedy() {
    let all: Vec<Diagnostic> = cases().iter().flat_map(|case| diagnose(case)).collect();
    for one in &all {
        let is_self_evident = matches!(one.code, "syntax" | "wrong-type");
        assert!(is_self_evident || one.help.is_some(), "{one:?}");
    }
    let codes: BTreeSet<&str> = all.iter().map(|one| one.code).collect();
    let wanted = [
        "bad-applicability",
        "bad-days",
        "bad-glob",
        "bad-preference",
        "bad-replacement",
        "bad-version",
        "bad-word",
        "duplicate",
        "empty-text",
        "missing-key",
        "no-effect",
        "not-an-id",
        "not-promotable",
        "syntax",
        "unknown-key",
        "unknown-model",
        "unknown-site",
        "wrong-type",
    ];
    assert_eq!(codes, wanted.into_iter().collect());
}
