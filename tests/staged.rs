//! `--staged`: what git's index has is what counts, and nothing is written.
#![cfg(test)]
#![cfg(unix)]

mod common;

use common::{commit_all, git, git_text, init, modelmod, names, put, run, text};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

const DUE: &str = "MODEL = \"claude-2.1\"\n";
const NEW: &str = "MODEL = \"claude-opus-4-8\"\n";

fn report(folder: &Path, args: &[&str]) -> (serde_json::Value, Output) {
    common::checked(folder, &[&["--staged"], args].concat())
}

/// Files with findings, and the exit code.
fn found(folder: &Path, args: &[&str]) -> (Vec<String>, Option<i32>) {
    common::found(folder, &[&["--staged"], args].concat())
}

/// All bytes of the work tree and what git says of it.
fn state(root: &Path) -> Vec<u8> {
    let diff = git(root, &["diff", "--binary"]);
    let cached = git(root, &["diff", "--binary", "--cached"]);
    let status = git(root, &["status", "--porcelain=v2", "--ignored"]);
    [diff, cached, status].concat()
}

#[test]
fn what_is_staged_decides_and_what_is_not_plays_no_part() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    for name in ["old.py", "fixed.py", "gone.py", "moved.py", "deep/part.py"] {
        put(root, name, DUE);
    }
    commit_all(root);
    assert_eq!(found(root, &[]), (vec![], Some(0)), "nothing is staged");
    // Staged, and mended since.
    put(root, "staged.py", DUE);
    git(root, &["add", "staged.py"]);
    put(root, "staged.py", NEW);
    // Mended, and broken since.
    put(root, "fixed.py", NEW);
    git(root, &["add", "fixed.py"]);
    put(root, "fixed.py", DUE);
    // Staged and then removed, renamed, changed without being staged, new, to be added.
    put(root, "away.py", DUE);
    git(root, &["add", "away.py"]);
    std::fs::remove_file(root.join("away.py")).unwrap();
    git(root, &["mv", "moved.py", "there.py"]);
    put(root, "old.py", format!("{DUE}\n"));
    put(root, "untracked.py", DUE);
    put(root, "planned.py", DUE);
    git(root, &["add", "-N", "planned.py"]);
    git(root, &["rm", "-q", "gone.py"]);
    // One line is staged, another one is not.
    put(root, "deep/part.py", format!("{DUE}x = 1\n"));
    git(root, &["add", "deep/part.py"]);
    put(root, "deep/part.py", format!("{DUE}x = 1\nSMALL_MODEL = \"claude-2.0\"\n"));
    let before = state(root);
    let all = names(&["away.py", "deep/part.py", "staged.py", "there.py"]);
    assert_eq!(found(root, &[]), (all.clone(), Some(1)));
    assert_eq!(found(&root.join("deep"), &["."]).0, names(&["deep/part.py"]));
    assert_eq!(
        found(root, &["--exclude=deep", "-j1"]).0,
        names(&["away.py", "staged.py", "there.py"])
    );
    let (report, _) = report(root, &["deep"]);
    assert_eq!(report["findings"].as_array().unwrap().len(), 1, "of the staged line alone");
    assert_eq!(report["files"]["changed_since"], git_text(root, &["rev-parse", "HEAD"]).as_str());
    // The patch is one of the index; what is not staged stays as it is.
    let patch = run(root, &["migrate", "--dry-run", "--staged", "--quiet"]).stdout;
    assert_eq!(state(root), before, "nothing is written");
    let unstaged = std::fs::read(root.join("deep/part.py")).unwrap();
    std::fs::write(root.join(".git/patch"), patch).unwrap();
    git(root, &["apply", "--cached", ".git/patch"]);
    assert_eq!(std::fs::read(root.join("deep/part.py")).unwrap(), unstaged);
    assert_eq!(git_text(root, &["show", ":deep/part.py"]), format!("{NEW}x = 1"));
    assert_eq!(found(root, &[]), (vec![], Some(0)));
}

/// As docs/changed.md says: in the work tree, and never over what is not staged.
#[test]
fn what_is_staged_is_rewritten_where_nothing_else_is() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    put(root, "README", "\n");
    commit_all(root);
    put(root, "a.py", DUE);
    git(root, &["add", "a.py"]);
    let rewrite = || run(root, &["migrate", "--changed=HEAD", "--allow-staged"]);
    let part = format!("{DUE}x = 1\n");
    put(root, "a.py", &part);
    let refused = rewrite();
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("a.py (modified)"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(root.join("a.py")).unwrap(), part);
    put(root, "a.py", DUE);
    assert!(rewrite().status.success());
    assert_eq!(std::fs::read_to_string(root.join("a.py")).unwrap(), NEW);
    assert_eq!(git_text(root, &["show", ":a.py"]), DUE.trim_end(), "the index stays");
}

#[test]
fn other_files_are_heard_as_they_are_staged() {
    // A test asserts the default of the code.
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    put(root, "src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\n");
    put(root, "tests/test_config.py", "\n");
    commit_all(root);
    let test = "def test_default():\n    assert config.DEFAULT_MODEL == \"claude-2.1\"\n";
    put(root, "tests/test_config.py", test);
    git(root, &["add", "."]);
    let edited = || {
        let patch = run(root, &["migrate", "--dry-run", "--quiet", "--staged"]);
        let patch = text(&patch.stdout);
        let files = patch.lines().filter_map(|line| line.strip_prefix("+++ b/"));
        files.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(edited(), [""; 0], "the code is not staged");
    put(root, "src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\n\n");
    assert_eq!(edited(), [""; 0], "nor is it now");
    git(root, &["add", "."]);
    assert_eq!(edited(), ["src/config.py", "tests/test_config.py"]);
}

#[test]
fn a_hook_sees_what_is_going_to_be_committed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    put(root, "a.py", "x = 1\n");
    put(root, "b.py", "x = 1\n");
    commit_all(root);
    let hook = root.join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_modelmod");
    let day = "2026-11-23";
    let line = format!(
        "#!/bin/sh\nexec '{program}' migrate --check --staged --quiet --no-cache --as-of={day}\n"
    );
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, line).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let commit = |args: &[&str]| {
        let args = [&["commit", "-q", "-m", "m"], args].concat();
        let output = std::process::Command::new("git").current_dir(root).args(args).output();
        let output = output.unwrap();
        (output.status.success(), text(&output.stderr))
    };
    // git makes an index of its own for these.
    put(root, "a.py", DUE);
    assert!(!commit(&["-a"]).0);
    put(root, "b.py", "x = 2\n");
    assert!(commit(&["b.py"]).0, "{:?}", commit(&["b.py"]));
    assert!(!commit(&["a.py"]).0);
    git(root, &["add", "a.py"]);
    assert!(!commit(&[]).0);
    put(root, "a.py", NEW);
    assert!(!commit(&[]).0, "it is not staged");
    assert!(commit(&["-a"]).0, "{:?}", commit(&["-a"]));
    // One of another repository says nothing of this one.
    let args = ["migrate", "--check", "--staged"];
    let output = modelmod(root).env("GIT_INDEX_FILE", "/tmp/index").args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("GIT_INDEX_FILE"), "{}", text(&output.stderr));
}

#[test]
fn repositories_of_all_kinds() {
    let dir = tempfile::tempdir().unwrap();
    // Without a commit; with names of another kind, which only git itself reads; a sparse index.
    for (name, options) in [("unborn", &[][..]), ("sha256", &["--object-format=sha256"])] {
        let root = dir.path().join(name);
        std::fs::create_dir(&root).unwrap();
        git(&root, &[&["init", "-q", "-b", "main"], options].concat());
        put(&root, "a.py", DUE);
        put(&root, "b.py", DUE);
        git(&root, &["add", "a.py"]);
        assert_eq!(found(&root, &[]), (names(&["a.py"]), Some(1)), "{name}");
        git(&root, &["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "m"]);
        assert_eq!(found(&root, &[]), (vec![], Some(0)), "{name}");
        git(&root, &["add", "b.py"]);
        assert_eq!(found(&root, &[]), (names(&["b.py"]), Some(1)), "{name}");
    }
    let root = dir.path().join("sparse");
    init(&root);
    for name in ["in/a.py", "out/b.py", "out/deep/c.py"] {
        put(&root, name, DUE);
    }
    commit_all(&root);
    git(&root, &["sparse-checkout", "set", "--cone", "--sparse-index", "in"]);
    put(&root, "in/a.py", format!("\n{DUE}"));
    git(&root, &["add", "in/a.py"]);
    assert_eq!(found(&root, &[]), (names(&["in/a.py"]), Some(1)));
    // In the middle of a merge there is nothing that could be committed of the file.
    let root = dir.path().join("merge");
    init(&root);
    put(&root, "a.py", "x = 1\n");
    commit_all(&root);
    git(&root, &["checkout", "-q", "-b", "other"]);
    put(&root, "a.py", format!("x = 2\n{DUE}"));
    put(&root, "b.py", DUE);
    commit_all(&root);
    git(&root, &["checkout", "-q", "main"]);
    put(&root, "a.py", format!("x = 3\n{DUE}"));
    commit_all(&root);
    let mut merge = std::process::Command::new("git");
    assert!(!merge.current_dir(&root).args(["merge", "other"]).output().unwrap().status.success());
    assert_eq!(found(&root, &[]), (names(&["b.py"]), Some(1)));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let refused = |args: &[&str], why: &str| {
        let output = run(root, &[&["migrate", "--staged"], args].concat());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(why), "{args:?}: {said}");
    };
    refused(&["--check"], "no work tree of git here");
    init(root);
    put(root, "a.py", DUE);
    git(root, &["add", "."]);
    refused(&[], "--check or --dry-run");
    refused(&["--branch"], "leave --staged out");
    refused(&["--write-baseline=b.toml"], "leave --staged out");
    refused(&["--check", "-"], "leave --staged out");
    refused(&["--check", "--changed"], "cannot be used with");
    assert_eq!(std::fs::read_to_string(root.join("a.py")).unwrap(), DUE);
}
