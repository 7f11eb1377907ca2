//! The state of files through `git status`, without running a filter.

use crate::git_error::GitError;
use crate::installed::Installed;
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;
use crate::status::DirtyKind;
use std::collections::HashMap;

/// How many paths are asked for at a time: arguments are not unlimited.
const AT_A_TIME: usize = 200;

/// What git says of these files, in their order.
pub(super) fn dirty(
    git: &Installed,
    files: &[RepoPath],
) -> Result<Vec<Option<DirtyKind>>, GitError> {
    let git = without_filters(git)?;
    let mut kinds = HashMap::new();
    for some in files.chunks(AT_A_TIME) {
        ask(&git, some, &mut kinds)?;
    }
    Ok(files.iter().map(|path| kinds.get(path.as_bytes()).copied()).collect())
}

/// Paths that differ from the commit, as [`super::Store::differing`] tells them.
pub(super) fn differing(git: &Installed, commit: ObjectId) -> Result<Vec<Vec<u8>>, GitError> {
    let git = without_filters(git)?;
    let commit = commit.to_string();
    let diff = [
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        // What is not committed in them is for whoever asks: git would run by their settings.
        "--ignore-submodules=dirty",
        "--no-relative",
    ];
    let tree = [&diff[..], &[&commit, "--"]].concat();
    let index = [&diff[..], &["--cached", &commit, "--"]].concat();
    let untracked = vec!["ls-files", "--others", "--directory", "-z", "--full-name"];
    let mut found = Vec::new();
    for args in [tree, index, untracked] {
        let answer = git.run(&args).map_err(|error| git.failed("git diff", error.to_string()))?;
        if !answer.ok {
            return Err(git.failed("finding what has changed", answer.stderr));
        }
        let paths = answer.stdout.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        found.extend(paths.map(<[u8]>::to_vec));
    }
    Ok(found)
}

/// A filter is a program: a file that has one counts as it is on disk.
fn without_filters(git: &Installed) -> Result<Installed, GitError> {
    let names = git.setting(&["--name-only", "--get-regexp", r"^filter\."])?.unwrap_or_default();
    // Nor is anything fetched to tell what a file's state is.
    let mut git = git.clone().offline();
    for name in names.lines() {
        if name.ends_with(".clean") || name.ends_with(".process") {
            git = git.with_setting(name, "");
        } else if name.ends_with(".required") {
            git = git.with_setting(name, "false");
        }
    }
    Ok(git)
}

fn ask(
    git: &Installed,
    files: &[RepoPath],
    kinds: &mut HashMap<Vec<u8>, DirtyKind>,
) -> Result<(), GitError> {
    use std::ffi::OsString;
    let fixed = [
        "--literal-pathspecs",
        "status",
        "--porcelain=v2",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--ignored=traditional",
        "--ignore-submodules=all",
        "--",
    ];
    let mut args: Vec<OsString> = fixed.map(OsString::from).to_vec();
    args.extend(files.iter().filter_map(RepoPath::to_path).map(OsString::from));
    let answer = git.run(&args).map_err(|error| git.failed("git status", error.to_string()))?;
    if !answer.ok {
        return Err(git.failed("reading the status", answer.stderr));
    }
    for line in answer.stdout.split(|byte| *byte == 0) {
        if let Some((path, kind)) = entry(line) {
            kinds.insert(path.to_vec(), kind);
        }
    }
    Ok(())
}

/// `1 XY sub mH mI mW hH hI path`, `u XY sub m1 m2 m3 mW h1 h2 h3 path`, `? path`, `! path`.
fn entry(line: &[u8]) -> Option<(&[u8], DirtyKind)> {
    let path = |fields: usize| line.splitn(fields + 1, |byte| *byte == b' ').nth(fields);
    match line.first()? {
        b'?' | b'!' => Some((path(1)?, DirtyKind::Untracked)),
        b'u' => Some((path(10)?, DirtyKind::Conflicted)),
        b'1' if line.get(3) != Some(&b'.') => Some((path(8)?, DirtyKind::Modified)),
        b'1' => Some((path(8)?, DirtyKind::Staged)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_status_are_read() {
        let read = |line: &'static str| {
            entry(line.as_bytes()).map(|(path, kind)| (std::str::from_utf8(path).unwrap(), kind))
        };
        let id = "0";
        assert_eq!(read("? a b"), Some(("a b", DirtyKind::Untracked)));
        assert_eq!(read("! a/"), Some(("a/", DirtyKind::Untracked)));
        let line = |xy| format!("1 {xy} N... 100644 100644 100644 {id} {id} a b").leak();
        assert_eq!(read(line(".M")), Some(("a b", DirtyKind::Modified)));
        assert_eq!(read(line("AM")), Some(("a b", DirtyKind::Modified)));
        assert_eq!(read(line("M.")), Some(("a b", DirtyKind::Staged)));
        assert_eq!(
            read("u UU N... 100644 100644 100644 100644 0 0 0 a b"),
            Some(("a b", DirtyKind::Conflicted))
        );
        assert_eq!(read("# branch.oid"), None);
        assert_eq!(read(""), None);
    }
}
