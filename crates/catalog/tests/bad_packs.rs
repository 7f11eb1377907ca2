//! Packs with something wrong: each file of `bad_packs/` beside what is said about it. Those of
//! `onto/` are read onto the built-in catalogue, as users' packs are.
//!
//! To take over what is said now: `UPDATE_EXPECTED=1 cargo test -p modelmod-catalog`.
#![cfg(feature = "packs")]
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::builtin;
use modelmod_catalog::pack::{self, Diagnostic, PackFile, Severity};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Surfaces that every case may speak of.
const SURFACES: &str = r#"
[[surface]]
id = "acme-api"
name = "Acme API"

[[surface]]
id = "cloud"
name = "Cloud"
prefixes = [
  { text = "us.", of = "cloud" },
]
suffixes = [":beta"]
"#;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_packs")
}

fn cases() -> Vec<PathBuf> {
    let list =
        |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let entries = list(folder()).chain(list(folder().join("onto")));
    let is_case = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml");
    let mut cases: Vec<_> = entries.filter(is_case).collect();
    cases.sort();
    cases
}

fn file(path: &str, text: &str) -> PackFile {
    PackFile { path: path.to_owned(), text: text.to_owned() }
}

fn diagnose(case: &Path) -> Vec<Diagnostic> {
    let name = case.file_name().unwrap().to_str().unwrap();
    // A checkout may have turned line ends into CRLF.
    let text = std::fs::read_to_string(case).unwrap().replace('\r', "");
    if case.parent().unwrap().ends_with("onto") {
        return pack::read_onto(builtin::catalog(), &[file(name, &text)]).unwrap_err();
    }
    pack::read(&[file("surfaces.toml", SURFACES), file(name, &text)]).unwrap_err()
}

#[test]
fn each_case_says_what_is_expected() {
    let mut different = Vec::new();
    for case in cases() {
        let said = pack::render(&diagnose(&case), false);
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

#[test]
fn every_kind_has_a_case() {
    let seen: BTreeSet<&str> =
        cases().iter().flat_map(|case| diagnose(case)).map(|one| one.code).collect();
    let kinds = [
        "bad-basis",
        "bad-date",
        "bad-id",
        "bad-pattern",
        "bad-refusal",
        "bad-replacement",
        "bad-symbol",
        "bad-url",
        "circle",
        "contradiction",
        "date-order",
        "dead-end",
        "duplicate",
        "empty-text",
        "missing-key",
        "missing-provider",
        "missing-symbols",
        "nothing-replaced",
        "not-lower-case",
        "repeated-replacement",
        "replacement-order",
        "rule-again",
        "self-replacement",
        "syntax",
        "unknown-key",
        "unknown-model",
        "unknown-prefix",
        "unknown-provider",
        "unknown-source",
        "unknown-suffix",
        "unknown-surface",
        "unused-stem",
        "wrong-type",
    ];
    assert_eq!(seen, kinds.into_iter().collect());
}

#[test]
fn all_errors_of_all_files_come_at_once() {
    let files: Vec<PackFile> = std::iter::once(file("surfaces.toml", SURFACES))
        .chain(["unknown_key", "bad_date", "unknown_surface"].map(|name| {
            let path = format!("{name}.toml");
            let text = std::fs::read_to_string(folder().join(&path)).unwrap().replace('\r', "");
            file(&path, &text.replace("\"acme", &format!("\"{}-acme", name.replace('_', "-"))))
        }))
        .collect();
    let found = pack::read(&files).unwrap_err();
    let paths: Vec<&str> = found.iter().map(|one| one.place.path()).collect();
    let mut sorted = paths.clone();
    sorted.sort_by_key(|path| files.iter().position(|file| file.path == **path));
    assert_eq!(paths, sorted, "in the order of the files");
    for name in ["unknown_key.toml", "bad_date.toml", "unknown_surface.toml"] {
        let count = paths.iter().filter(|path| **path == name).count();
        assert!(count >= 3, "{name} has several errors, all of them reported: {count}");
    }
}

#[test]
fn a_warning_alone_stops_nobody() {
    let text = std::fs::read_to_string(folder().join("dead_end.toml")).unwrap();
    let sound = text.replace("\"x y\"", "\"acme-3\"");
    let packs = pack::read(&[file("surfaces.toml", SURFACES), file("dead_end.toml", &sound)])
        .unwrap_or_else(|found| panic!("{}", pack::render(&found, false)));
    let codes: Vec<_> = packs.warnings.iter().map(|one| (one.code, one.severity)).collect();
    assert_eq!(codes, [("dead-end", Severity::Warning)]);
    assert_eq!(packs.catalog.models().len(), 3);
}

#[test]
fn places_are_counted_in_characters() {
    let found = diagnose(&folder().join("wide_characters.toml"));
    let bad = found.iter().find(|one| one.message.contains('模')).unwrap();
    assert_eq!((bad.place.line(), bad.place.column()), (22, 23));
}
