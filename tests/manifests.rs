//! What the manifests of all crates have in common.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::here;
use toml::Table;

fn manifest(path: &std::path::Path) -> Table {
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The root's lint table forbids `unsafe`, and each crate takes that table.
#[test]
fn every_crate_forbids_unsafe_code() {
    let root = manifest(&here().join("Cargo.toml"));
    assert_eq!(root["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let crates = std::fs::read_dir(here().join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path().join("Cargo.toml"));
    // The command line is the root package.
    let mut manifests: Vec<_> = crates.filter(|path| path.exists()).collect();
    assert!(manifests.len() > 10);
    manifests.push(here().join("Cargo.toml"));
    for path in manifests {
        let lints = manifest(&path);
        let is_ours = lints.get("lints").and_then(|lints| lints["workspace"].as_bool());
        assert_eq!(is_ours, Some(true), "{}", path.display());
    }
}
