//! `modelmod pack import` as its users meet it.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{copy, feed, here, modelmod, put, text, transcript, tree};

const SURFACES: &str = "[[surface]]\nid = \"nova-api\"\nname = \"Nova API\"\n";

const PACK: &str = r#"# Models of Nova. Its page is followed.

[provider]
id = "nova"
name = "Nova"
surface = "nova-api"
page = "https://docs.example.com/lifecycles"
checked = 2026-01-10

[[source]]
key = "page"
url = "https://docs.example.com/lifecycles"
title = "Lifecycles"

[[model]]
id = "nova-3"
retires_not_before = 2027-01-01
source = "page"
read = 2026-01-10

# Many still use it.
[[model]]
id = "nova-2"
deprecated = 2025-12-01
retires = 2026-12-01
replacements = [
  { since = 2025-12-01, id = "nova-3" },
]
source = "page"
read = 2026-01-10

[[model]]
id = "nova-1"
retires = 2025-06-01
source = "page"
read = 2026-01-10
"#;

const PAGE: &str = "\
# Lifecycles

| Model ID | State      | Deprecated       | Retirement date                  | Replacement |
| -------- | ---------- | ---------------- | -------------------------------- | ----------- |
| `nova-4` | Active     | N/A              | Not sooner than March 1, 2027    |             |
| `nova-3` | Deprecated | January 20, 2026 | January 20, 2027                 | `nova-4`    |
| `nova-2` | Deprecated | December 1, 2025 | October 1, 2026                  | `nova-4`    |
| Nova API | Active     | N/A              | N/A                              |             |
";

fn packs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "codemods/surfaces.toml", SURFACES);
    put(root, "codemods/nova/models.toml", PACK);
    put(root, "page.md", PAGE);
    put(root, "cut.md", &PAGE[..PAGE.find("October 1").unwrap() + 9]);
    put(
        root,
        "odd.md",
        PAGE.replace("Retirement date ", "Retiring around ").replace("January 20, 2026", "soon"),
    );
    put(root, "back.md", PAGE.replace("October 1, 2026 ", "To be announced "));
    let listing = r#"{"data": [{"id": "nova-9", "lifecycle": "deprecated", "deprecated_at": "2026-01-05T00:00:00Z", "retires_at": "2026-07-05T00:00:00Z"}], "has_more": false}"#;
    put(root, "models.json", listing);
    folder
}

#[test]
fn importing() {
    let folder = packs();
    let before = tree(folder.path());
    let show = "pack import page.md --provider nova --captured 2026-02-01";
    transcript("importing", folder.path(), &[show]);
    assert_eq!(tree(folder.path()), before, "without --apply nothing is written");
    transcript(
        "importing_for_good",
        folder.path(),
        &[
            &format!("{show} --apply"),
            &format!("{show} --apply"),
            "pack check",
            "pack import page.md --provider nova --captured 2026-01-15",
            "pack import models.json --provider nova --captured 2026-02-02",
        ],
    );
}

#[test]
fn refusing() {
    let folder = packs();
    let before = tree(folder.path());
    transcript(
        "importing_refused",
        folder.path(),
        &[
            "pack import cut.md --provider nova --captured 2026-02-01",
            "pack import odd.md --provider nova --captured 2026-02-01",
            "pack import back.md --provider nova --captured 2026-02-01",
            "pack import missing.md --provider nova",
            "pack import page.md --provider ../nova",
            "pack import page.md --provider comet",
            "pack import page.md --provider nova --pack nowhere",
        ],
    );
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_first_pack() {
    let folder = packs();
    let root = folder.path();
    put(root, "other/surfaces.toml", "[[surface]]\nid = \"comet-api\"\nname = \"Comet\"\n");
    put(
        root,
        "other/first/models.toml",
        PACK.replace("nova", "first").replace("first-api", "comet-api"),
    );
    transcript(
        "importing_first",
        root,
        &[
            "pack import page.md --provider comet --url https://comet.example/end --captured 2026-02-01 --pack other -q",
            "pack import page.md --provider comet --url https://comet.example/end --captured 2026-02-01 --pack other --apply -q",
            "pack check other",
        ],
    );
}

/// The diff is one that git takes, and standard input is a page like another.
#[test]
fn the_diff_is_what_apply_writes() {
    let folder = packs();
    let root = folder.path();
    let args = ["pack", "import", "-", "--provider", "nova", "--captured", "2026-02-01"];
    let output = feed(modelmod(root).args(args), PAGE.as_bytes());
    assert!(output.status.success(), "{}", text(&output.stderr));
    common::init(root);
    common::apply(root, &output.stdout);
    let by_git = tree(root).remove(std::path::Path::new("codemods/nova/models.toml")).unwrap();
    let folder = packs();
    let output = feed(modelmod(folder.path()).args(args).arg("--apply"), PAGE.as_bytes());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "");
    let by_us = std::fs::read(folder.path().join("codemods/nova/models.toml")).unwrap();
    assert_eq!(text(&by_git), text(&by_us));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let folder = packs();
    let args = ["pack", "import", "-", "--provider", "nova"];
    let output = feed(modelmod(folder.path()).args(args), b"# Page\n\xff\xfe\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("line 2 is not UTF-8"), "{}", text(&output.stderr));
}

/// The packs of this repository as they are, and a page of a platform that serves others' models.
#[test]
fn a_platform_with_the_packs_of_this_repository() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    copy(&here().join("codemods"), &root.join("codemods"));
    let rows = "| Model ID | Legacy date | EOL date |\n|---|---|---|\n\
                | anthropic.claude-opus-4-1-20250805-v1:0 | July 8, 2026 | March 8, 2027 |\n\
                | amazon.nova-canvas-v1:0 | March 30, 2026 | September 30, 2026 |\n";
    put(root, "page.md", rows);
    let run = |more: &[&str]| {
        let mut args = vec!["pack", "import", "page.md", "--provider", "bedrock"];
        args.extend(["--captured", "2026-12-01"]);
        args.extend(more);
        let output = modelmod(root).args(args).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    };
    let (diff, summary) = run(&[]);
    let line = "text = \"anthropic.claude-opus-4-1-20250805-v1:0\", deprecated = 2026-07-08, retires = 2027-03-08";
    assert!(diff.contains("+++ b/codemods/anthropic/models.toml"), "{diff}");
    assert!(diff.contains(line), "{diff}");
    assert!(summary.contains("retires 2027-01-08 -> 2027-03-08"), "{summary}");
    let (_, summary) = run(&["--apply"]);
    assert!(summary.contains("anthropic/models.toml: its spellings for bedrock"), "{summary}");
    let once = tree(root);
    let (diff, _) = run(&["--apply"]);
    assert!(diff.is_empty(), "{diff}");
    assert_eq!(tree(root), once, "importing twice changes nothing");
}
