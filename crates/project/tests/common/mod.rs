//! What the tests share: running git without the machine's settings, and listing folders.
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Writes a file and the folders above it.
pub(crate) fn put(root: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// All names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

/// Runs git and returns its standard output; fails the test if git fails.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = command(folder, args).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {error}");
    output.stdout
}

/// The output of git as text without the last line end.
pub(crate) fn git_text(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(git(folder, args)).unwrap().trim_end().to_owned()
}

/// Whether git can do this; for features that not every version has.
pub(crate) fn git_can(folder: &Path, args: &[&str]) -> bool {
    command(folder, args).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

/// A fresh repository with an identity of its own and no commit.
pub(crate) fn init(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "-b", "main"]);
    for (key, value) in
        [("user.name", "Test"), ("user.email", "test@example.com"), ("commit.gpgsign", "false")]
    {
        git(folder, &["config", key, value]);
    }
}

/// Commits everything in the work tree.
pub(crate) fn commit_all(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "all"]);
}
