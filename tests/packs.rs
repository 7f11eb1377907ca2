//! Packs of the user's own, choices of replacements, and how old knowledge may be.
//!
//! Transcripts are in `tests/cli/`; `UPDATE=1 cargo test --test packs` writes them anew.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{apply, assert_same, commit_all, copy, feed, fine, init, modelmod, put, run, text};
use common::{here, transcript, tree};
use std::path::Path;

const GATEWAY: &str = r#"# The models of our gateway.
[provider]
id = "anthropic"

[[surface]]
id = "gateway"
name = "Our gateway"

# Everything goes to Sonnet here.
[[model]]
id = "claude-2.1"
replacements = [
  { since = 2026-11-01, id = "claude-sonnet-5-5" },
]
spellings = [
  { surface = "gateway", text = "our-gateway/claude-old" },
]

[[model]]
id = "claude-sonnet-5-5"
spellings = [
  { surface = "gateway", text = "our-gateway/claude-medium" },
]
"#;

const ACME: &str = r#"[provider]
id = "acme"
checked = 2026-11-20

[[model]]
id = "acme-large-1"
deprecated = 2026-06-01
retires = 2026-10-01
replacements = [
  { since = 2026-06-01, id = "acme-large-2" },
]

[[model]]
id = "acme-large-2"
"#;

/// A project with two folders of packs, of which its configuration names one.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(root, "modelmod.toml", "packs = [\"packs\"]\n");
    put(root, "packs/gateway/models.toml", GATEWAY);
    put(root, "more/acme/models.toml", ACME);
    put(root, "app.py", "model = \"claude-2.1\"\n");
    put(root, "web/app.ts", "const model = 'our-gateway/claude-old';\n");
    put(root, "own.py", "model = \"acme-large-1\"\n");
    commit_all(root);
    folder
}

#[test]
fn packs() {
    let folder = project();
    let before = tree(folder.path());
    transcript(
        "packs",
        folder.path(),
        &[
            "migrate -n",
            "migrate -n -q --isolated",
            "migrate -n -q --packs more",
            "explain our-gateway/claude-old",
            "explain acme-large-1",
            "explain acme-large-1 --packs more/acme",
            "models --provider acme --packs more",
            "pack check packs",
            "pack check more",
            "migrate --packs absent",
        ],
    );
    assert_eq!(tree(folder.path()), before);
}

/// The packs of a project are no source that is migrated, and what they do is done again by
/// nobody.
#[test]
fn a_pack_is_not_rewritten_itself() {
    let folder = project();
    let root = folder.path();
    fine(root, &["migrate", "-q", "--packs", "more"]);
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    assert_eq!(read("app.py"), "model = \"claude-sonnet-5-5\"\n");
    assert_eq!(read("web/app.ts"), "const model = 'our-gateway/claude-medium';\n");
    assert_eq!(read("own.py"), "model = \"acme-large-2\"\n");
    assert_eq!(
        (read("packs/gateway/models.toml"), read("more/acme/models.toml")),
        (GATEWAY.into(), ACME.into())
    );
    assert!(fine(root, &["migrate", "-n", "-q", "--packs", "more"]).is_empty());
}

/// Beside a configuration, `codemods/` is read, and that is said; elsewhere it is not.
#[test]
fn a_folder_codemods_is_read_beside_a_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "codemods/acme/models.toml", ACME);
    put(root, "own.py", "model = \"acme-large-1\"\n");
    let mentions = |text: &[u8]| String::from_utf8_lossy(text).contains("acme-large-2");
    assert!(!mentions(&fine(root, &["migrate", "-n", "-q", "own.py"])), "a bare checkout");
    put(root, "modelmod.toml", "");
    let output = run(root, &["migrate", "-n", "own.py"]);
    assert!(mentions(&output.stdout));
    let note = "note: the packs in codemods are used; `packs = []` in modelmod.toml goes without\n";
    assert!(text(&output.stderr).starts_with(note), "{}", text(&output.stderr));
    assert!(text(&fine(root, &["explain", "acme-large-1"])).contains("retired"));
    put(root, "modelmod.toml", "packs = []\n");
    let output = run(root, &["migrate", "-n", "own.py"]);
    assert!(!mentions(&output.stdout) && !text(&output.stderr).contains("codemods"));
    put(root, "modelmod.toml", "");
    assert!(!mentions(&fine(root, &["migrate", "-n", "-q", "--isolated", "own.py"])));
}

/// The folder of a configuration is what its paths are relative to, wherever modelmod runs, and
/// for standard input too.
#[test]
fn paths_are_relative_to_the_configuration() {
    let folder = project();
    let web = folder.path().join("web");
    let patch = text(&fine(&web, &["migrate", "-n", "-q", "app.ts"]));
    assert!(patch.contains("+const model = 'our-gateway/claude-medium';"), "{patch}");
    let mut command = modelmod(&web);
    command.args(["migrate", "-", "--stdin-filename", "x.py"]);
    let output = feed(&mut command, b"model = \"claude-2.1\"\n");
    assert_eq!(text(&output.stdout), "model = \"claude-sonnet-5-5\"\n");
    let named = ["migrate", "-n", "-q", "--config", "../modelmod.toml", "app.ts"];
    assert_eq!(text(&fine(&web, &named)), patch);
    let branch = fine(folder.path(), &["migrate", "--branch=b", "app.py"]);
    assert!(text(&branch).contains("claude-sonnet-5-5"));
}

/// All that is wrong with all packs, at once, whatever the verb; and nothing is done.
#[test]
fn wrong_packs_are_refused() {
    let folder = project();
    let root = folder.path();
    let broken = GATEWAY.replace("claude-sonnet-5-5\" }", "claude-sonet-5-5\" }");
    put(root, "packs/gateway/models.toml", broken.replace("name =", "nam ="));
    put(root, "more/acme/models.toml", ACME.replace("2026-10-01", "2026-05-01"));
    transcript("bad_packs", root, &["migrate --packs more", "pack check packs"]);
    for verb in [&["models"][..], &["explain", "gpt-4o"], &["migrate", "--check"]] {
        let output = run(root, verb);
        let error = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
        assert!(
            error.contains("error[unknown-model]") && error.contains("error[unknown-key]"),
            "{error}"
        );
    }
    assert!(run(root, &["migrate", "--check", "--isolated"]).status.code() == Some(1));
}

/// What was chosen stands above the patch, and git takes the patch all the same.
#[test]
fn choices_are_recorded_in_a_patch_that_git_takes() {
    for choice in [
        &["--to", "claude-2.1=claude-opus-5-5"][..],
        &["--to", "claude-*=claude-sonnet-5-5"],
        &["--prefer", "newest-in-tier"],
    ] {
        let (written, patched) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&written, &patched] {
            copy(&here().join("examples/python-app"), folder.path());
        }
        let patch = fine(patched.path(), &[&["migrate", "-n", "-q"], choice].concat());
        assert!(patch.starts_with(b"# modelmod, as of 2026-11-23: "), "{}", text(&patch));
        apply(patched.path(), &patch);
        fine(written.path(), &[&["migrate", "--allow-no-vcs", "-q"], choice].concat());
        assert_same(&tree(written.path()), &tree(patched.path()));
        assert!(fine(written.path(), &[&["migrate", "-n", "-q"], choice].concat()).is_empty());
    }
}

#[track_caller]
fn stale(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = run(folder, &[&["migrate", "--packs", "more"], args].concat());
    (output.status.code(), text(&output.stderr))
}

/// A pack is old 91 days after it was checked, and only one that is needed matters.
#[test]
fn old_packs_are_told_of_once_and_refused_on_demand() {
    let folder = project();
    let root = folder.path();
    let before = tree(root);
    let of = |day: &str, args: &[&str]| stale(root, &[&["-n", "--as-of", day], args].concat());
    let (code, said) = of("2027-02-18", &["own.py"]);
    assert!(code == Some(0) && !said.contains("out of date"), "90 days: {said}");
    let (code, said) = of("2027-02-19", &["own.py", "app.py"]);
    let wanted = "warning: what is known of acme's models (checked on 2026-11-20, 91 days before \
                  2027-02-19) and of Anthropic's models (checked on 2026-11-20, 91 days before \
                  2027-02-19) may be out of date";
    assert!(code == Some(0) && said.starts_with(wanted), "{said}");
    assert_eq!(said.matches("warning:").count(), 1);
    assert_eq!(of("2027-02-19", &["-q", "own.py"]), (Some(0), String::new()));
    put(root, "fine.py", "model = 1\n");
    assert!(!of("2027-02-19", &["fine.py"]).1.contains("out of date"), "none is needed");

    let args = ["--as-of", "2027-02-19", "-q", "own.py", "--max-age", "90d"];
    let (code, said) = stale(root, &args);
    assert!(code == Some(2) && said.contains("older than --max-age 90d allows"), "{said}");
    assert_eq!(
        stale(root, &["--as-of", "2027-02-19", "-n", "-q", "own.py", "--max-age", "91"]).0,
        Some(0)
    );
    put(root, "modelmod.toml", "packs = [\"packs\"]\nmax-age = 2\n");
    assert_eq!(stale(root, &["-q", "own.py", "-n"]).0, Some(2));
    assert_eq!(stale(root, &["-q", "own.py", "-n", "--max-age", "3"]).0, Some(0), "typed wins");
    let mut command = modelmod(root);
    command.args(["migrate", "-", "--max-age", "1", "--stdin-filename", "x.py"]);
    let output = feed(&mut command, b"model = \"claude-2.1\"\n");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
    std::fs::remove_file(root.join("fine.py")).unwrap();
    put(root, "modelmod.toml", "packs = [\"packs\"]\n");
    assert_same(&tree(root), &before);
}

const CASES: &str = r#"[[case]]
name = "a setting"
file = "app.py"
in = 'model = "acme-large-1"'
out = 'model = "acme-large-2"'

[[case]]
name = "before it is deprecated"
file = "app.py"
as_of = 2026-05-31
in = 'model = "acme-large-1"'

[[case]]
name = "another provider's model"
file = "app.py"
in = '''
first_model = "claude-2.1"
model = "acme-large-1"
'''
out = '''
first_model = "claude-sonnet-5-5"
model = "acme-large-2"
'''
"#;

#[test]
fn cases_of_packs() {
    let folder = project();
    let root = folder.path();
    put(root, "more/acme/cases.toml", CASES);
    let wrong = CASES.replace("acme-large-2\"\n'''", "acme-large-3\"\n'''").replace(
        "[[case]]\nname = \"before",
        "[[case]]\nname = \"a comment\"\nfile = \"a.py\"\nin = '# acme-large-1'\nout = '# acme-large-2'\n\n\
         [[case]]\nname = \"nothing\"\nfile = \"a.py\"\nin = 'model = 1'\nout = 'model = 2'\n\n\
         [[case]]\nname = \"before",
    );
    put(root, "wrong/acme/models.toml", ACME);
    put(root, "wrong/acme/cases.toml", wrong);
    put(root, "odd/acme/models.toml", ACME);
    put(
        root,
        "odd/acme/cases.toml",
        "[[case]]\nnam = \"x\"\nfile = \"a.py\"\nin = \"a\"\nout = \"a\"\n",
    );
    transcript(
        "cases",
        root,
        &[
            "pack test more",
            "pack test wrong",
            "pack test odd",
            "pack check odd",
            "pack test packs",
        ],
    );
}

/// The packs that are built in hold to their own cases, each of them with all packs.
#[test]
fn cases_of_the_built_in_packs() {
    let said = text(&fine(here(), &["pack", "test", "codemods"]));
    assert!(said.starts_with("codemods: ") && said.ends_with(" cases hold\n"), "{said}");
    for provider in std::fs::read_dir(here().join("codemods")).unwrap() {
        let folder = provider.unwrap().path();
        if folder.is_dir() {
            assert!(folder.join("cases.toml").is_file(), "{} has no cases", folder.display());
        }
    }
}

const RULES: &str = r#"[provider]
id = "gateway"
checked = 2026-11-20

[[rule]]
pattern = 'our-claude-(\w+)-v1'
replacement = "our-claude-$1-v2"
deprecated = 2026-06-01
retires = 2027-01-01

[[rule]]
pattern = 'old-claude-[\w.]+'
replacement = "claude-opus-4-8"
"#;

/// Names by the hundred: sites, boundaries, suppressions and options as for all others.
#[test]
fn rules_of_packs() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(root, "modelmod.toml", "packs = [\"packs\"]\n");
    put(root, "packs/gateway/models.toml", RULES);
    put(
        root,
        "app.py",
        "model = \"our-claude-large-v1\"\nif model == \"our-claude-small-v1\":\n    pass\n\
         model = \"your-our-claude-large-v1\"\nmodel = \"our-claude-x-v1-beta\"\n\
         other_model = \"old-claude-2.1\"  # modelmod: ignore[old-claude-2.1] why\n\
         model = \"old-claude-3\"\n",
    );
    commit_all(root);
    transcript(
        "rules",
        root,
        &[
            "pack check packs",
            "migrate --check",
            "migrate -n -q --only our-claude-large-v1",
            "migrate -n -q --as-of 2026-05-01",
            "explain our-claude-tiny-v1",
            "explain our-claude-tiny-v2",
        ],
    );
    let branch = text(&fine(root, &["migrate", "--branch=b"]));
    assert!(branch.contains("our-claude-large-v2"), "{branch}");
    let mut command = modelmod(root);
    command.args(["migrate", "-", "--stdin-filename", "x.py"]);
    let output = feed(&mut command, b"model = \"our-claude-y-v1\"\n");
    assert_eq!(text(&output.stdout), "model = \"our-claude-y-v2\"\n");
    fine(root, &["migrate", "-q"]);
    assert!(fine(root, &["migrate", "-n", "-q"]).is_empty());
    // What no example shows is found out when the name turns up.
    put(
        root,
        "packs/gateway/models.toml",
        RULES.replace("(\\w+)-v1", "([\\w-]+?)(-v1)+").replace("$1-v2", "$1-v3-v1"),
    );
    put(root, "app.py", "model = \"our-claude-a-v1\"\n");
    let before = tree(root);
    let output = run(root, &["migrate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("matche"), "{}", text(&output.stderr));
    assert_same(&tree(root), &before);
}

#[test]
fn cases_of_the_example() {
    let said = fine(&here().join("examples/company-app"), &["pack", "test", "packs"]);
    assert_eq!(text(&said), "packs: 3 cases hold\n");
}
