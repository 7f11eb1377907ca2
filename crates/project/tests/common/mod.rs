//! What the tests share: running git without the machine's settings, and listing folders.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
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

/// Everything about a repository that making a branch must not change: each file of the work
/// tree, and each file of git's own but for objects and branches.
pub(crate) fn state(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut state = BTreeMap::new();
    let mut add = |top: PathBuf| {
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let below = path.strip_prefix(&top).unwrap();
                let data = path.symlink_metadata().unwrap();
                let ours = ["objects", "refs/heads", "logs/refs/heads", "reftable", "packed-refs"];
                let is_bare = top.join("objects").is_dir();
                if is_bare && ours.iter().any(|ours| below.starts_with(ours)) {
                    continue;
                }
                if data.is_dir() {
                    let is_git = !is_bare && path.ends_with(".git");
                    folders.extend((!is_git).then_some(path));
                    continue;
                }
                let mut bytes =
                    format!("{:?} {:?} ", data.permissions(), data.modified()).into_bytes();
                bytes.extend(match data.is_symlink() {
                    true => path.read_link().unwrap().into_os_string().into_encoded_bytes(),
                    false => std::fs::read(&path).unwrap(),
                });
                state.insert(path, bytes);
            }
        }
    };
    let ask = |what: &str| git_text(folder, &["rev-parse", "--path-format=absolute", what]);
    add(PathBuf::from(ask("--git-dir")));
    add(PathBuf::from(ask("--git-common-dir")));
    if ask("--is-bare-repository") == "false" {
        add(PathBuf::from(ask("--show-toplevel")));
    }
    state
}
