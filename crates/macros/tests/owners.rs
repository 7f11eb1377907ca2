//! Whose package it is: what stops a build of one's own only warns in one of somebody else's.
//!
//! One workspace with everything that Cargo takes packages from without a network: a member, a
//! path dependency, one in a `vendor` folder, a folder that takes the place of the registry (as
//! `cargo vendor` makes it) and a git repository.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const OLD: &str = "claude-2.1";
const UNKNOWN: &str = "claude-sonet-4-5";

fn source(id: &str) -> String {
    format!("pub const MODEL: &str = modelmod_macros::model!({id:?});\n")
}

/// A package that depends on the macros as those of a registry do.
fn published(name: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmodelmod-macros = \"0.1\"\n"
    )
}

fn git(dir: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]).args(words);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", common::stderr(&output));
}

/// The workspace; `member` and `path` name these IDs, all others [`OLD`].
fn workspace(member: &str, path: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let repository = root.join("elsewhere");
    common::write(
        root,
        &[
            ("elsewhere/Cargo.toml", &published("from-git")),
            ("elsewhere/src/lib.rs", &source(OLD)),
            ("w/own/Cargo.toml", &common::manifest("own", "")),
            ("w/own/src/lib.rs", &source(path)),
            ("w/vendor/kept/Cargo.toml", &common::manifest("kept", "")),
            ("w/vendor/kept/src/lib.rs", &source(OLD)),
            ("registry/from-registry/Cargo.toml", &published("from-registry")),
            ("registry/from-registry/src/lib.rs", &source(OLD)),
            ("registry/from-registry/.cargo-checksum.json", "{\"files\":{}}"),
            ("registry/misspelt/Cargo.toml", &published("misspelt")),
            ("registry/misspelt/src/lib.rs", &source(UNKNOWN)),
            ("registry/misspelt/.cargo-checksum.json", "{\"files\":{}}"),
        ],
    );
    git(&repository, &["init", "--quiet"]);
    git(&repository, &["add", "."]);
    git(&repository, &["commit", "--quiet", "-m", "first"]);
    let others = format!(
        "own = {{ path = \"own\" }}\nkept = {{ path = \"vendor/kept\" }}\n\
         from-registry = \"0.1\"\nmisspelt = \"0.1\"\nfrom-git = {{ git = {:?} }}\n\n\
         [workspace]\nmembers = [\"own\"]\nexclude = [\"vendor\"]\n\n\
         [patch.crates-io]\nmodelmod-macros = {{ path = {:?} }}\n",
        format!("file://{}", repository.display()),
        common::MACROS,
    );
    let config = format!(
        "[source.crates-io]\nreplace-with = \"here\"\n\n[source.here]\ndirectory = {:?}\n",
        root.join("registry")
    );
    common::write(
        root,
        &[
            ("w/Cargo.toml", &common::manifest("member", &others)),
            ("w/src/lib.rs", &source(member)),
            ("w/.cargo/config.toml", &config),
        ],
    );
    // A checkout of a repository needs Cargo to look at it once, which it does not call offline.
    let mut fetch = Command::new(env!("CARGO"));
    fetch.arg("fetch").current_dir(root.join("w")).env("CARGO_HOME", home(root));
    let output = fetch.output().unwrap();
    assert!(output.status.success(), "{}", common::stderr(&output));
    dir
}

/// A home of its own, so that the checkout does not stay behind.
fn home(root: &Path) -> String {
    root.join("home").display().to_string()
}

fn check(dir: &TempDir, verbose: bool) -> (bool, String) {
    let words: &[&str] = if verbose { &["check", "-vv"] } else { &["check"] };
    let home = home(dir.path());
    // Cargo takes packages at the same place below the root of two workspaces for one.
    let target = dir.path().join("target").display().to_string();
    let variables = [
        ("CARGO_HOME", home.as_str()),
        ("CARGO_TARGET_DIR", target.as_str()),
        ("MODELMOD_AS_OF", common::DAY),
    ];
    let output = common::cargo(&dir.path().join("w"), words, &variables);
    (output.status.success(), common::stderr(&output))
}

#[test]
fn packages_of_others_only_warn() {
    let dir = workspace("claude-opus-4-8", "claude-opus-4-8");
    let (fine, said) = check(&dir, false);
    assert!(fine, "{said}");
    // Cargo keeps to itself what it hears of packages from elsewhere. That in `vendor` is a path
    // dependency to it.
    assert_eq!(said.matches("`claude-2.1` was retired").count(), 1, "{said}");
    assert!(said.contains("vendor/kept/src/lib.rs:1:"), "{said}");

    // Asked to, it tells what it heard.
    let dir = workspace("claude-opus-4-8", "claude-opus-4-8");
    let (fine, said) = check(&dir, true);
    assert!(fine, "{said}");
    for place in ["from-registry/src/lib.rs:1:", "elsewhere-", "misspelt/src/lib.rs:1:"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert!(said.contains("warning: use of deprecated constant `MODEL::{constant#0}::claude_2_1`"));
    assert!(said.contains(": no known model is called `claude-sonet-4-5`"), "{said}");
}

#[test]
fn ones_own_do_not_compile() {
    for (member, path, place) in [
        (OLD, "claude-opus-4-8", "error: could not compile `member`"),
        ("claude-opus-4-8", OLD, "error: could not compile `own`"),
        (UNKNOWN, "claude-opus-4-8", "error: could not compile `member`"),
    ] {
        let (fine, said) = check(&workspace(member, path), false);
        assert!(!fine && said.contains(place), "{said}");
    }
}
