//! What the documents say is so: links lead somewhere, and the JSON report has the fields
//! that are described.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENTS: [&str; 11] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "codemods/README.md",
    "crates/macros/README.md",
    "docs/architecture.md",
    "docs/cli.md",
    "docs/interactive.md",
    "docs/json.md",
    "docs/sites.md",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(document: &str) -> String {
    fs::read_to_string(root().join(document)).unwrap_or_else(|e| panic!("{document}: {e}"))
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("https://") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let folder = root().join(document).parent().unwrap().to_path_buf();
            let full = if path.is_empty() { root().join(document) } else { folder.join(path) };
            if !full.exists() {
                wrong.push(format!("{document}: no {target}"));
            } else if !anchor.is_empty() && !anchors(&full).contains(anchor) {
                wrong.push(format!("{document}: no heading for {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The anchors of a document's headings.
fn anchors(path: &Path) -> BTreeSet<String> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase();
            words
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

/// Every code fence is closed, so that what comes behind it is not code.
#[test]
fn fences_are_closed() {
    for document in DOCUMENTS {
        let fences = read(document).lines().filter(|line| line.starts_with("```")).count();
        assert_eq!(fences % 2, 0, "{document}");
    }
}

#[test]
fn the_described_fields_are_those_of_the_report() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.py"), "MODEL = \"claude-2.1\"\n").unwrap();
    fs::write(folder.path().join("b.bin"), b"\0").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_modelmod"))
        .args(["migrate", "--dry-run", "--output-format", "json", "--as-of", "2026-11-23"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut real = BTreeSet::new();
    collect(&report, &mut real);
    // Only where a path is not UTF-8.
    real.insert("path_hex".to_owned());
    let text = read("docs/json.md");
    let described: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    assert_eq!(described, real);
    assert!(text.contains(&format!("`{}`", report["schema_version"])));
}

fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}
