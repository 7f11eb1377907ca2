//! What the documents say is so: links lead somewhere, and the JSON report has the fields
//! that are described.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::pack::{Diagnostic, PackFile, render};
use modelmod_catalog::{Date, builtin};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENTS: [&str; 21] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "codemods/README.md",
    "crates/macros/README.md",
    "docs/architecture.md",
    "docs/audit.md",
    "docs/branches.md",
    "docs/cache.md",
    "docs/changed.md",
    "docs/cli.md",
    "docs/configuration.md",
    "docs/import.md",
    "docs/interactive.md",
    "docs/json.md",
    "docs/pull-requests.md",
    "docs/safety.md",
    "docs/sites.md",
    "docs/speed.md",
    "docs/sweeps.md",
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
    let text = "MODEL = \"claude-2.1\"\n# modelmod: ignore[gpt-4o]\n";
    fs::write(folder.path().join("a.py"), text).unwrap();
    let baseline = "version = 1\n[files.\"a.py\"]\n\"gpt-4o\" = 1\n";
    fs::write(folder.path().join("accepted.toml"), baseline).unwrap();
    fs::write(folder.path().join("b.bin"), b"\0").unwrap();
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=T", "-c", "user.email=t@example.com"];
        let done = Command::new("git").args(who).args(args).current_dir(folder.path()).status();
        assert!(done.unwrap().success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "all"]);
    let output = Command::new(env!("CARGO_BIN_EXE_modelmod"))
        .args(["migrate", "--branch", "--output-format", "json", "--as-of", "2026-11-23"])
        .args(["--baseline", "accepted.toml", "--no-gpg-sign", "--author", "T <t@example.com>"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut real = BTreeSet::new();
    collect(&report, &mut real);
    // Those of a pull request, for which a forge is needed, are the schema's.
    assert_eq!(report["pull_request"], Value::Null);
    let schema: Value = serde_json::from_str(&read("schemas/report.schema.json")).unwrap();
    let pull = schema["$defs"]["pull_request"]["properties"].as_object().unwrap();
    real.extend(pull.keys().cloned());
    // Only where a path is not UTF-8; only with `--changed`, which is not for branches.
    real.extend(["path_hex", "changed_since"].map(str::to_owned));
    let text = read("docs/json.md");
    let described: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    assert_eq!(described, real);
    assert!(text.contains(&format!("`{}`", report["schema_version"])));
}

/// The configurations and baselines that are shown can be used as they are.
#[test]
fn shown_configurations_are_read() {
    let text = read("docs/configuration.md");
    let (catalog, as_of) = (builtin::catalog(), Date::ymd(2026, 11, 23));
    let mut names = Vec::new();
    for block in text.split("```toml\n# ").skip(1) {
        let (name, body) = block.split_once('\n').unwrap();
        let body = body.split("```").next().unwrap().to_owned();
        let file = PackFile { path: name.to_owned(), text: body };
        let said = |found: Vec<Diagnostic>| panic!("{name}: {}", render(&found, false));
        match name {
            "modelmod.toml" => drop(modelmod_config::read(&file, catalog, as_of).map_err(said)),
            "Cargo.toml" => {
                let found = modelmod_config::read_manifest(&file, catalog, as_of);
                assert!(found.map_err(said).is_ok_and(|config: Option<_>| config.is_some()));
            }
            _ => drop(modelmod_config::read_baseline(&file, catalog).map_err(said)),
        }
        names.push(name.to_owned());
    }
    assert_eq!(names, ["modelmod.toml", "Cargo.toml", "accepted.toml"]);
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
