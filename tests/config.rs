//! The project's configuration, suppressions in files, and the baseline, as users meet them.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{commit_all, feed, fine, git_text, init, modelmod, put, run, text, transcript, tree};
use serde_json::Value;
use std::path::Path;

const CONFIG: &str = "\
exclude = [\"/old\"]

[sites]
comment = \"safe\"

[[path]]
glob = \"docs/**\"
applicability = \"display\"
reason = \"frozen\"

[[id]]
id = \"gpt-4o\"
applicability = \"display\"
reason = \"the judge\"
";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(
        root,
        "app.py",
        "model = \"claude-2.1\"\njudge_model = \"gpt-4o\"\n# claude-2.1 was slow\n",
    );
    put(root, "docs/use.md", "```python\nmodel = \"claude-2.1\"\n```\n");
    put(root, "old/app.py", "model = \"claude-2.1\"\n");
    commit_all(root);
    folder
}

fn configured() -> tempfile::TempDir {
    let folder = project();
    put(folder.path(), "modelmod.toml", CONFIG);
    commit_all(folder.path());
    folder
}

/// The patch, without its context.
#[track_caller]
fn changes(folder: &Path, args: &[&str]) -> Vec<String> {
    let patch = text(&fine(folder, &[&["migrate", "-n", "-q"], args].concat()));
    let lines = patch.lines().filter(|line| line.starts_with("+"));
    lines.map(|line| line.trim_start_matches("+++ b/").to_owned()).collect()
}

#[test]
fn configuration() {
    let folder = configured();
    transcript(
        "configuration",
        folder.path(),
        &["migrate --check", "migrate", "migrate --check -v"],
    );
    let folder = configured();
    let bad = CONFIG.replace("comment", "coment").replace("gpt-4o", "gpt4o");
    put(folder.path(), "modelmod.toml", bad);
    transcript("bad_configuration", folder.path(), &["migrate", "migrate -n -q --isolated app.py"]);
}

#[test]
fn the_nearest_configuration_counts() {
    let folder = configured();
    let root = folder.path();
    let all = ["app.py", "+model = \"claude-opus-4-8\"", "+# claude-opus-4-8 was slow"];
    assert_eq!(changes(root, &[]), all);
    assert_eq!(changes(&root.join("docs"), &["../app.py"]), all, "found from the path");
    assert!(changes(root, &["docs"]).is_empty(), "patterns are seen from its folder");
    assert!(changes(&root.join("docs"), &[]).is_empty());
    put(root, "docs/modelmod.toml", "");
    assert_eq!(changes(root, &["docs"]), ["docs/use.md", "+model = \"claude-opus-4-8\""]);
    // A folder named on the command line is searched although it is excluded.
    assert_eq!(changes(root, &["old"]), ["old/app.py", "+model = \"claude-opus-4-8\""]);
    assert!(changes(root, &["old", "--force-exclude"]).is_empty());
    assert_eq!(changes(root, &["--isolated"]).len(), 7, "all three files, and gpt-4o");
}

#[test]
fn a_manifest_holds_a_configuration() {
    let folder = project();
    let root = folder.path();
    let text_of = "[package]\nname = \"x\"\n[package.metadata.modelmod]\nonly = [\"gpt-4o\"]\n";
    put(root, "Cargo.toml", text_of);
    assert_eq!(changes(root, &[]), ["app.py", "+judge_model = \"gpt-6-luna\""]);
    put(root, "modelmod.toml", "");
    let output = run(root, &["migrate"]);
    let error = "error: two configurations: modelmod.toml and a table in Cargo.toml; keep one of \
                 them\n";
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(2), error));
    put(root, "Cargo.toml", "[package\nname = \"modelmod\"");
    assert_eq!(changes(root, &["app.py"]).len(), 3, "a broken manifest is Cargo's business");
}

#[test]
fn a_configuration_is_named() {
    let folder = project();
    let root = folder.path();
    let elsewhere = tempfile::tempdir().unwrap();
    let config = put(
        elsewhere.path(),
        "strict.toml",
        "[[path]]\nglob = \"/docs\"\napplicability = \"display\"\n",
    );
    let config = config.to_str().unwrap();
    assert_eq!(changes(root, &["--config", config, "docs", "app.py"]).len(), 3);
    let refused = |args: &[&str]| {
        let output = run(root, &[&["migrate"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        text(&output.stderr)
    };
    assert!(refused(&["--config", "none.toml"]).contains("none.toml: no such file"));
    put(root, "Cargo.toml", "[package]\n");
    assert!(
        refused(&["--config", "Cargo.toml"]).contains("no table [workspace.metadata.modelmod]")
    );
    put(root, "latin.toml", b"# \xE9\n");
    assert!(refused(&["--config", "latin.toml"]).contains("not UTF-8"));
    assert!(refused(&["--config", config, "--isolated"]).contains("--isolated"));
}

/// What lies above a folder without a repository may be somebody else's.
#[test]
fn without_a_repository_only_folders_up_to_the_current_one_are_searched() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "modelmod.toml", "sites = { setting = \"display\" }");
    put(root, "mine/deep/app.py", "model = \"claude-2.1\"\n");
    assert!(changes(root, &["mine/deep"]).is_empty());
    assert_eq!(changes(&root.join("mine"), &["deep"]).len(), 2);
    assert_eq!(changes(&root.join("mine/deep"), &["../deep"]).len(), 2);
}

#[test]
fn what_is_typed_wins() {
    let folder = project();
    let root = folder.path();
    put(
        root,
        "modelmod.toml",
        "exclude = [\"old\"]\nonly = [\"gpt-4o\"]\nexcept = [\"claude-2.1\"]\nwithin = 30\n\
         [to]\n\"gpt-4o\" = \"gpt-6-sol\"\n\"claude-2.1\" = \"claude-opus-5-5\"\n",
    );
    assert_eq!(changes(root, &[]), ["app.py", "+judge_model = \"gpt-6-sol\""]);
    let own = changes(root, &["--to", "gpt-4o=gpt-6.1-terra", "--exclude", "docs"]);
    assert_eq!(own, ["app.py", "+judge_model = \"gpt-6.1-terra\""]);
    let only = changes(root, &["--only", "claude-2.1"]);
    assert_eq!(only[..2], ["app.py", "+model = \"claude-opus-5-5\""], "--only beats except");
    assert!(changes(root, &["--except", "gpt-4o"]).is_empty(), "lists are joined");
    put(root, "modelmod.toml", "within = 30\n");
    assert!(!changes(root, &["app.py"]).iter().any(|line| line.contains("judge")));
    assert!(changes(root, &["app.py", "--within", "60"]).iter().any(|line| line.contains("judge")));
}

#[test]
fn a_branch_and_standard_input_heed_it_too() {
    let folder = configured();
    let root = folder.path();
    fine(root, &["migrate", "-q", "--branch=b"]);
    assert_eq!(git_text(root, &["diff", "--name-only", "main", "b"]), "app.py");
    let ask = |name: &str| {
        let mut command = modelmod(root);
        command.args(["migrate", "-", "--stdin-filename", name]);
        text(&feed(&mut command, b"# claude-2.1\nmodel = \"claude-2.1\"\n").stdout)
    };
    let new = "# claude-opus-4-8\nmodel = \"claude-opus-4-8\"\n";
    assert_eq!(ask("app.py"), new);
    assert_eq!(ask(root.canonicalize().unwrap().join("app.py").to_str().unwrap()), new);
    assert_eq!(ask("docs/none.py"), "# claude-2.1\nmodel = \"claude-2.1\"\n");
}

/// The names in modelmod's own files are no uses, whatever stands there.
#[test]
fn its_own_files_are_left_alone() {
    let folder = project();
    let root = folder.path();
    put(root, "sub/modelmod.toml", "model = \"claude-2.1\"\n");
    let args = ["--baseline", "accepted.toml"];
    put(root, "accepted.toml", "version = 1\n[files.\"a.py\"]\n\"claude-2.1\" = 1\n");
    assert!(!changes(root, &args).iter().any(|line| line.contains("toml")));
    let output = run(root, &["migrate", "-n", "-v", "--baseline", "accepted.toml"]);
    let said = text(&output.stderr);
    for name in ["accepted.toml", "sub/modelmod.toml"] {
        assert!(said.contains(&format!("{name}: file of modelmod's own")), "{said}");
    }
}

#[test]
fn suppressions() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(
        root,
        "app.py",
        "# modelmod: ignore[claude-2.1] the judge of our evals\n\
         judge_model = \"claude-2.1\"\n\
         model = \"claude-2.1\"\n\
         other_model = \"gpt-4o\"  # modelmod: ignore until=2026-11-01\n\
         last_model = \"gpt-4o\"  # modelmod: ignore[gpt4o]\n",
    );
    put(root, "fine.py", "model = \"mine\"  # modelmod: ignore[claude-2.1]\n");
    put(root, "whole.py", "# modelmod: ignore-file replayed as it was\nmodel = \"claude-2.1\"\n");
    commit_all(root);
    transcript("suppressions", root, &["migrate --check", "migrate -n -q", "migrate --check -q"]);
    let json = fine(root, &["migrate", "-n", "--output-format", "json"]);
    let json: Value = serde_json::from_slice(&json).unwrap();
    let problems: Vec<&str> = json["suppressions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["problem"].as_str().unwrap())
        .collect();
    assert_eq!(problems, ["expired", "malformed", "unused"]);
    assert_eq!(json["counts"]["suppressed"], 2);
    assert_eq!(json["files"]["with_findings"], 2, "an unused suppression is no finding");
}

#[test]
fn a_baseline() {
    let folder = project();
    let root = folder.path();
    transcript(
        "baseline",
        root,
        &[
            "migrate --write-baseline accepted.toml",
            "migrate --check --baseline accepted.toml",
            "migrate --check --baseline none.toml",
        ],
    );
    let written = std::fs::read_to_string(root.join("accepted.toml")).unwrap();
    assert_eq!(
        written.split_once("version").unwrap().1,
        " = 1\n\n[files.\"app.py\"]\n\"claude-2.1\" = 2\n\"gpt-4o\" = 1\n\n\
         [files.\"docs/use.md\"]\n\"claude-2.1\" = 1\n\n[files.\"old/app.py\"]\n\"claude-2.1\" = 1\n"
    );
    put(root, "docs/use.md", "nothing\n");
    put(
        root,
        "app.py",
        "# gpt-4o\nmodel = \"claude-2.1\"\nmodel2 = \"claude-2.1\"\nold_model = \"claude-2.1\"\n",
    );
    transcript("baseline_moved", root, &["migrate --check --baseline accepted.toml"]);
    // What the run did not look for is neither reported nor forgotten.
    let part = ["migrate", "--check", "--baseline", "accepted.toml", "--only", "gpt-4o", "app.py"];
    assert_eq!(text(&run(root, &part).stderr), "");
    fine(root, &["migrate", "--write-baseline", "accepted.toml", "docs"]);
    let left = std::fs::read_to_string(root.join("accepted.toml")).unwrap();
    assert_eq!(left, written.replace("[files.\"docs/use.md\"]\n\"claude-2.1\" = 1\n\n", ""));
    // What is accepted is not rewritten.
    put(root, "app.py", "model = \"claude-2.1\"\nold_model = \"gpt-4o\"\n");
    commit_all(root);
    let args = ["migrate", "-q", "--baseline", "accepted.toml", "app.py"];
    fine(root, &args);
    assert!(git_text(root, &["status", "--porcelain"]).is_empty());
    let json =
        fine(root, &["migrate", "-n", "--baseline", "accepted.toml", "--output-format", "json"]);
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((&json["counts"]["accepted"], &json["counts"]["findings"]), (&3.into(), &0.into()));
    assert_eq!(json["baseline"].as_array().unwrap().len(), 3);
}

#[test]
fn a_baseline_that_cannot_be_read_or_written() {
    let folder = project();
    let root = folder.path();
    put(root, "bad.toml", "version = 1\n[files.\"a.py\"]\n\"gpt4o\" = 1\n");
    let before = tree(root);
    for (args, words) in [
        (&["--baseline", "bad.toml"][..], &["unknown-model", "bad.toml:3:1", "1 problem"][..]),
        (&["--write-baseline", "bad.toml"], &["unknown-model"]),
        (&["--write-baseline", "no/such/folder.toml"], &["folder.toml"]),
        (&["--write-baseline", "x.toml", "--baseline", "y.toml"], &["--baseline"]),
        (&["--write-baseline", "x.toml", "--check"], &["--check"]),
        (&["--write-baseline", "x.toml", "-"], &["standard input"]),
    ] {
        let output = run(root, &[&["migrate"], args].concat());
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(words.iter().all(|word| error.contains(word)), "{args:?}: {error}");
    }
    assert_eq!(tree(root), before);
}
