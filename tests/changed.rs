//! `--changed`, and runs with a cache, as people and hooks use them.
#![cfg(test)]
#![cfg(unix)]

mod common;

use common::{commit_all, found, git, git_text, init, modelmod, names, put, run, text};
use std::path::Path;
use std::process::Output;

const DUE: &str = "MODEL = \"claude-2.1\"\n";

/// A clone of a repository with a due model in `a.py` to `c.py`, and a commit of its own.
fn clone(dir: &Path) -> std::path::PathBuf {
    let (upstream, clone) = (dir.join("upstream"), dir.join("clone"));
    init(&upstream);
    for name in ["a.py", "b.py", "deep/c.py", "gone.py"] {
        put(&upstream, name, DUE);
    }
    commit_all(&upstream);
    git(dir, &["clone", "-q", "upstream", "clone"]);
    for (key, value) in [("user.name", "Ada Test"), ("user.email", "ada@example.com")] {
        git(&clone, &["config", key, value]);
    }
    put(&clone, "deep/c.py", format!("\n{DUE}"));
    commit_all(&clone);
    clone
}

#[test]
fn what_has_changed_in_any_way_is_told_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let root = clone(dir.path());
    assert_eq!(found(&root, &["--changed"]), (names(&["deep/c.py"]), Some(1)));
    assert_eq!(found(&root, &["--changed=HEAD"]), (vec![], Some(0)));
    let report = run(&root, &["migrate", "--check", "--changed", "--output-format=json"]).stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let schema = std::fs::read(common::here().join("schemas/report.schema.json")).unwrap();
    let schema = serde_json::from_slice(&schema).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report));
    let base = git_text(&root, &["rev-parse", "HEAD~1"]);
    assert_eq!(report["files"]["changed_since"], base.as_str());
    assert_eq!(found(&root, &["--changed", "."]).0, names(&["deep/c.py"]));
    // Staged, neither, new, ignored and asked for, renamed, gone.
    put(&root, "staged.py", DUE);
    git(&root, &["add", "staged.py"]);
    put(&root, "a.py", format!("{DUE}\n"));
    put(&root, "new/folder/x.py", DUE);
    put(&root, ".gitignore", "ignored.py\n");
    put(&root, "ignored.py", DUE);
    git(&root, &["mv", "b.py", "moved.py"]);
    std::fs::remove_file(root.join("gone.py")).unwrap();
    let uncommitted = ["a.py", "moved.py", "new/folder/x.py", "staged.py"];
    assert_eq!(found(&root, &["--changed=HEAD"]).0, names(&uncommitted));
    let with_ignored = ["a.py", "ignored.py", "moved.py", "new/folder/x.py", "staged.py"];
    assert_eq!(found(&root, &["--changed=HEAD", "--no-ignore"]).0, names(&with_ignored));
    // Only what is named as well.
    assert_eq!(found(&root, &["--changed=HEAD", "new", "deep"]).0, names(&["new/folder/x.py"]));
    assert_eq!(found(&root.join("deep"), &["--changed"]).0, names(&["deep/c.py"]));
    // A pull request's base, where the job tells it.
    git(&root, &["remote", "set-head", "origin", "--delete"]);
    for (name, value) in
        [("GITHUB_BASE_REF", "main"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str())]
    {
        let args = ["migrate", "--check", "--changed", "deep"];
        let output = modelmod(&root).env(name, value).args(args).output().unwrap();
        assert!(text(&output.stdout).contains(&base[..10]), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("deep/c.py"), "{}", text(&output.stdout));
    }
}

#[test]
fn it_writes_to_no_other_file() {
    let dir = tempfile::tempdir().unwrap();
    let root = clone(dir.path());
    let output = run(&root, &["migrate", "--changed"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(git_text(&root, &["diff", "--name-only"]), "deep/c.py");
}

#[test]
fn other_files_are_heard_but_stay() {
    // The default is given up in a file that has not changed: the assertion has to stay with it.
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    put(root, "src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\n");
    let test = "def test_default():\n    assert config.DEFAULT_MODEL == \"claude-2.1\"\n";
    put(root, "tests/test_config.py", test);
    commit_all(root);
    let edited = |args: &[&str]| {
        let patch = run(root, &[&["migrate", "--dry-run", "--quiet"], args].concat());
        let patch = text(&patch.stdout);
        let files = patch.lines().filter_map(|line| line.strip_prefix("+++ b/"));
        files.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(edited(&[]), ["src/config.py", "tests/test_config.py"]);
    put(root, "tests/test_config.py", format!("{test}\n"));
    assert_eq!(edited(&["--changed"]), [""; 0]);
    put(root, "src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\n\n");
    assert_eq!(edited(&["--changed"]), ["src/config.py", "tests/test_config.py"]);
}

#[test]
fn a_baseline_does_not_shrink_by_what_is_not_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let root = clone(dir.path());
    let written = run(&root, &["migrate", "--write-baseline", "accepted.toml"]);
    assert!(written.status.success(), "{}", text(&written.stderr));
    let output = run(&root, &["migrate", "--check", "--baseline", "accepted.toml", "--changed"]);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn work_trees_submodules_and_clones_of_all_kinds() {
    let dir = tempfile::tempdir().unwrap();
    let root = clone(dir.path());
    let linked = dir.path().join("linked");
    git(&root, &["worktree", "add", "-q", linked.to_str().unwrap(), "HEAD"]);
    put(&linked, "a.py", format!("\n{DUE}"));
    assert_eq!(found(&linked, &["--changed=HEAD"]).0, names(&["a.py"]));
    // A submodule: unchanged, with a change, with another commit.
    let with = dir.path().join("with");
    init(&with);
    put(&with, "own.py", DUE);
    let from = root.to_str().unwrap();
    git(&with, &["-c", "protocol.file.allow=always", "submodule", "add", "-q", from, "sub"]);
    commit_all(&with);
    assert_eq!(found(&with, &["--changed=HEAD"]).0, names(&[]));
    put(&with, "sub/b.py", format!("\n{DUE}"));
    let inside = found(&with, &["--changed=HEAD"]).0;
    assert!(inside.contains(&"sub/b.py".to_owned()), "{inside:?}");
    assert!(!inside.contains(&"own.py".to_owned()), "{inside:?}");
    // Formats that only the installed git reads.
    git(&root, &["config", "index.sparse", "true"]);
    git(&root, &["sparse-checkout", "set", "--cone", "--sparse-index", "deep"]);
    assert_eq!(found(&root, &["--changed"]).0, names(&["deep/c.py"]));
    put(&root, "deep/new.py", DUE);
    assert_eq!(found(&root, &["--changed"]).0, names(&["deep/c.py", "deep/new.py"]));
    // No commit yet: everything is new.
    let young = dir.path().join("young");
    init(&young);
    put(&young, "x.py", DUE);
    assert_eq!(found(&young, &["--changed"]).0, names(&["x.py"]));
}

#[track_caller]
fn refused(output: &Output, says: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    let error = text(&output.stderr);
    assert!(error.contains(says), "{error}");
}

#[test]
fn what_cannot_be_told_is_an_error_with_a_remedy() {
    let dir = tempfile::tempdir().unwrap();
    let root = clone(dir.path());
    let changed = |root: &Path, more: &[&str]| run(root, &[&["migrate", "--check"], more].concat());
    refused(
        &changed(&root, &["--changed=nowhere"]),
        "there is no commit `nowhere` here; `git fetch`",
    );
    refused(&changed(&root, &["--changed=-x"]), "there is no commit `-x` here");
    git(&root, &["remote", "set-head", "origin", "--delete"]);
    refused(&changed(&root, &["--changed"]), "--changed=origin/main");
    git(&root, &["switch", "-q", "--orphan", "apart"]);
    git(&root, &["commit", "-q", "--allow-empty", "-m", "x"]);
    refused(&changed(&root, &["--changed=main"]), "no commit in common");
    for (args, says) in [
        (&["--branch=x"][..], "a branch is made from what HEAD has"),
        (&["--write-baseline=x"], "a baseline counts what there is"),
        (&["-"], "standard input is no file that git knows"),
    ] {
        refused(&run(&root, &[&["migrate", "--changed"], args].concat()), says);
    }
    let plain = dir.path().join("plain");
    put(&plain, "x.py", DUE);
    refused(&changed(&plain, &["--changed"]), "no git repository here");
    // A clone that has no history.
    let url = format!("file://{}", dir.path().join("clone").display());
    git(&root, &["switch", "-q", "main"]);
    git(&root, &["branch", "older", "HEAD~1"]);
    git(dir.path(), &["clone", "-q", "--depth=1", "--no-single-branch", &url, "shallow"]);
    let shallow = dir.path().join("shallow");
    refused(&changed(&shallow, &["--changed=origin/older"]), "git fetch --unshallow");
    refused(&changed(&shallow, &["--changed=HEAD~1"]), "git fetch --unshallow");
}

#[test]
fn a_run_with_a_cache_says_what_one_without_says() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tree");
    init(&root);
    for number in 0..30 {
        put(&root, format!("src/{number}.py"), format!("x = {number}\n"));
    }
    put(&root, "src/due.py", DUE);
    put(&root, "src/other.py", "# gpt-5.1 and modelmod: ignore[claude-2.1] why\n");
    // An edit that depends on a region which another file, without a model, names.
    put(&root, "aws/call.py", "MODEL = \"anthropic.claude-3-sonnet-20240229-v1:0\"\n");
    put(&root, "aws/main.tf", "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n");
    put(&root, "bin", "\0");
    commit_all(&root);
    let cache = dir.path().join("cache");
    let cache = cache.to_str().unwrap();
    let same = |args: &[&str]| {
        let mut outputs = Vec::new();
        for options in [&["--cache-dir", cache][..], &["--no-cache"]] {
            let all = [&["migrate"], args, options].concat();
            let output = run(&root, &all);
            outputs.push((output.status.code(), text(&output.stdout), text(&output.stderr)));
        }
        assert_eq!(outputs[0], outputs[1], "{args:?}");
    };
    // Files that are younger than a tick of the clock are not remembered.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let modes: [&[&str]; 7] = [
        &["--check"],
        &["--dry-run", "--unsafe-fixes"],
        &["--check", "--output-format=json"],
        &["--check", "--only", "gpt-4o"],
        &["--check", "--as-of", "2027-06-01"],
        &["--check", "--max-filesize=0"],
        &["--dry-run", "--branch", "--unsafe-fixes"],
    ];
    for mode in modes.iter().chain(&modes) {
        same(mode);
    }
    let known = run(&root, &["migrate", "--check", "-v", "--cache-dir", cache]);
    let note = "note: 35 files are as an earlier run read them: not read again";
    assert!(text(&known.stderr).contains(note), "{}", text(&known.stderr));
    put(&root, "aws/main.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\n");
    put(&root, "src/7.py", DUE);
    modes.iter().for_each(|mode| same(mode));
}

#[test]
fn caches_lie_where_they_are_wanted() {
    let dir = tempfile::tempdir().unwrap();
    let (root, home) = (dir.path().join("tree"), dir.path().join("home"));
    for number in 0..1001 {
        put(&root, format!("{number}.py"), "x\n");
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let look = |root: &Path, more: &[(&str, &Path)], args: &[&str]| {
        let mut command = modelmod(root);
        command.env("HOME", &home).env_remove("XDG_CACHE_HOME");
        command.envs(more.iter().copied());
        let output = command.args(["migrate", "--check"]).args(args).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stderr)
    };
    look(&root, &[], &["--no-cache"]);
    assert!(!home.exists());
    look(&root, &[], &[]);
    assert!(home.join(".cache/modelmod/CACHEDIR.TAG").exists() || cfg!(target_vendor = "apple"));
    let xdg = dir.path().join("xdg");
    look(&root, &[("XDG_CACHE_HOME", &xdg)], &[]);
    assert!(xdg.join("modelmod").is_dir());
    let named = dir.path().join("named");
    look(&root, &[("MODELMOD_CACHE_DIR", &named)], &[]);
    assert!(named.is_dir());
    // Others could have put it there.
    let inside = root.join("inside");
    let said = look(&root, &[("XDG_CACHE_HOME", &inside)], &["-v"]);
    assert!(said.contains("name another one with --cache-dir"), "{said}");
    assert!(!inside.exists());
    // Little is not remembered unasked; and a home that cannot be written is no failure.
    let small = dir.path().join("small");
    put(&small, "x.py", "x\n");
    let fresh = dir.path().join("fresh");
    look(&small, &[("XDG_CACHE_HOME", &fresh)], &[]);
    assert!(!fresh.exists());
    let file = put(dir.path(), "file", "x");
    let said = look(&root, &[("XDG_CACHE_HOME", &file)], &["-v"]);
    assert!(said.contains("nothing is remembered for the next run"), "{said}");
    assert_eq!(look(&root, &[("XDG_CACHE_HOME", &file)], &[]), "");
}
