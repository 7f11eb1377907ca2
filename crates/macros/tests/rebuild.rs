//! What makes cargo compile a crate anew, and what does not.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ROOT: &str = "[workspace]\nresolver = \"2\"\nmembers = [\"uses\", \"apart\"]\n";

/// A crate that uses the macro, and one beside it that does not. Cargo tells crates of two
/// workspaces apart by their names alone, so each test has names of its own.
fn workspace(test: &str, more: &[(&str, &str)]) -> TempDir {
    let uses = common::manifest(&format!("{test}-uses"), "");
    let apart =
        format!("[package]\nname = \"{test}-apart\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    let source = "pub const MODEL: &str = modelmod_macros::model!(\"claude-opus-4-8\");\n";
    let files = [
        ("Cargo.toml", ROOT),
        ("uses/Cargo.toml", &uses),
        ("uses/src/lib.rs", source),
        ("apart/Cargo.toml", &apart),
        ("apart/src/lib.rs", "\n"),
    ];
    let dir = common::project(&files);
    common::write(dir.path(), more);
    dir
}

/// Which of the two crates are compiled.
fn compiled(test: &str, dir: &Path, variables: &[(&str, &str)]) -> Vec<&'static str> {
    let output = common::cargo(dir, &["check", "--workspace", "--verbose"], variables);
    let said = common::stderr(&output);
    let is_compiled = |name: &&str| {
        let line = |verb: &str| said.contains(&format!("{verb} {test}-{name} v0.1.0"));
        assert!(line("Checking") || line("Dirty") || line("Fresh"), "{name}: {said}");
        line("Checking")
    };
    ["uses", "apart"].into_iter().filter(is_compiled).collect()
}

#[test]
fn a_variable_that_counts_rebuilds_what_uses_the_macro() {
    let dir = workspace("variable", &[]);
    let ask = |variables: &[(&str, &str)]| compiled("variable", dir.path(), variables);
    assert_eq!(ask(&[]), ["uses", "apart"]);
    assert!(ask(&[]).is_empty());
    let day = ("MODELMOD_AS_OF", "2026-11-23");
    assert_eq!(ask(&[day]), ["uses"]);
    assert!(ask(&[day]).is_empty());
    assert_eq!(ask(&[("MODELMOD_AS_OF", "2026-11-24")]), ["uses"]);
    assert_eq!(ask(&[day]), ["uses"]);
    // With a day given, the reproducible one has no say.
    assert!(ask(&[day, ("SOURCE_DATE_EPOCH", "0")]).is_empty());
    assert_eq!(ask(&[day, ("MODELMOD_RETIRED", "warn")]), ["uses"]);
    assert_eq!(ask(&[("SOURCE_DATE_EPOCH", "1700000000")]), ["uses"]);
    assert_eq!(ask(&[("SOURCE_DATE_EPOCH", "1700000001")]), ["uses"]);
    assert!(ask(&[("SOURCE_DATE_EPOCH", "1700000001")]).is_empty());
}

#[test]
fn a_change_of_the_day_changes_the_verdict_without_a_change_of_the_code() {
    let dir = workspace("verdict", &[]);
    let day = [("MODELMOD_AS_OF", "2026-11-23")];
    assert!(common::cargo(dir.path(), &["check"], &day).status.success());
    let later = [("MODELMOD_AS_OF", "2036-11-23")];
    let source = "pub const MODEL: &str = modelmod_macros::model!(\"claude-sonnet-4-5\");\n";
    fs::write(dir.path().join("uses/src/lib.rs"), source).unwrap();
    assert!(common::cargo(dir.path(), &["check"], &day).status.success());
    let output = common::cargo(dir.path(), &["check"], &later);
    assert!(!output.status.success(), "{}", common::stderr(&output));
}

#[test]
fn an_edit_of_the_settings_rebuilds() {
    let pack = "[provider]\nid = \"acme\"\n\n[[model]]\nid = \"acme-1\"\n";
    let settings = "packs = [\"packs\"]\n";
    let dir =
        workspace("settings", &[("modelmod.toml", settings), ("packs/acme/models.toml", pack)]);
    let day = [("MODELMOD_AS_OF", "2026-11-23")];
    let ask = || compiled("settings", dir.path(), &day);
    assert_eq!(ask(), ["uses", "apart"]);
    assert!(ask().is_empty());
    for (file, text) in [
        ("modelmod.toml", "packs = [\"packs\"]\nretired = \"warn\"\n".to_owned()),
        ("packs/acme/models.toml", format!("{pack}\n# Newer.\n")),
        // The table may be added to any manifest on the way.
        ("uses/Cargo.toml", common::manifest("settings-uses", "\n[package.metadata.other]\n")),
    ] {
        fs::write(dir.path().join(file), text).unwrap();
        assert_eq!(ask(), ["uses"], "{file}");
        assert!(ask().is_empty(), "{file}");
    }
    fs::remove_file(dir.path().join("modelmod.toml")).unwrap();
    assert_eq!(ask(), ["uses"]);
    let root = format!("{ROOT}\n[workspace.metadata.modelmod]\nretired = \"warn\"\n");
    fs::write(dir.path().join("Cargo.toml"), root).unwrap();
    assert_eq!(ask(), ["uses"]);
}
