//! Real cargo projects in temporary folders.

// Each test file uses a part.
#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Folder of the crate under test.
pub(crate) const MACROS: &str = env!("CARGO_MANIFEST_DIR");
/// The day of the tests.
pub(crate) const DAY: &str = "2026-11-23";

/// A folder with these files, and with the versions that were downloaded for this workspace.
pub(crate) fn project(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), files);
    dir
}

pub(crate) fn write(dir: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A manifest of a package that has the macros as `modelmod_macros`, with more at its end.
pub(crate) fn manifest(name: &str, more: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmodelmod-macros = {{ path = {MACROS:?} }}\n{more}"
    )
}

/// `cargo WORDS` in `dir`, without a network and with no other variables of ours than these.
pub(crate) fn cargo(dir: &Path, words: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(words).arg("--offline").current_dir(dir);
    command.env("CARGO_TARGET_DIR", target());
    for name in ["MODELMOD_AS_OF", "SOURCE_DATE_EPOCH", "MODELMOD_RETIRED", "DOCS_RS"] {
        command.env_remove(name);
    }
    // What the caller does to its own warnings is no business of these.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command.env("CARGO_TERM_COLOR", "never").envs(variables.iter().copied()).output().unwrap()
}

/// One folder for all, so that the macros are built once.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
