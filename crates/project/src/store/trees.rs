//! Trees through `git ls-tree` and `git mktree`: no index is needed for that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Change, FOLDER, TreeFile};
use crate::git_error::GitError;
use crate::installed::Installed;
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;

/// Every entry of the commit, folders as well if asked for.
pub(super) fn list(
    git: &Installed,
    commit: ObjectId,
    with_folders: bool,
) -> Result<Vec<TreeFile>, GitError> {
    let commit = commit.to_string();
    let mut args = vec!["ls-tree", "-r", "-z", "--full-tree"];
    if with_folders {
        args.push("-t");
    }
    args.push(&commit);
    let answer = git.run(&args).map_err(|error| git.failed("git ls-tree", error.to_string()))?;
    if !answer.ok {
        return Err(git.failed("reading the files of HEAD", answer.stderr));
    }
    let lines = answer.stdout.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    let read = |line: &[u8]| {
        entry(line).ok_or_else(|| {
            let line = String::from_utf8_lossy(line).into_owned();
            git.failed("reading the files of HEAD", format!("not understood: {line}"))
        })
    };
    lines.map(read).collect()
}

/// Every file of the index, or of the one at `index`, that is not in the middle of a merge.
pub(super) fn list_index(git: &Installed, index: Option<&Path>) -> Result<Vec<TreeFile>, GitError> {
    let step = "reading the index";
    let git = match index {
        Some(path) => git.clone().with_variable("GIT_INDEX_FILE", path),
        None => git.clone(),
    };
    let args = ["ls-files", "--stage", "-z", "--full-name"];
    let answer = git.run(&args).map_err(|error| git.failed(step, error.to_string()))?;
    if !answer.ok {
        return Err(git.failed(step, answer.stderr));
    }
    let lines = answer.stdout.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    let read = |line: &[u8]| {
        staged(line).ok_or_else(|| {
            let line = String::from_utf8_lossy(line).into_owned();
            git.failed(step, format!("not understood: {line}"))
        })
    };
    let files: Result<Vec<Option<TreeFile>>, GitError> = lines.map(read).collect();
    Ok(files?.into_iter().flatten().collect())
}

/// `MODE SP ID SP STAGE TAB PATH`; nothing of a file that is being merged.
fn staged(line: &[u8]) -> Option<Option<TreeFile>> {
    let tab = memchr::memchr(b'\t', line)?;
    let mut words = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
    let mode = u32::from_str_radix(words.next()?, 8).ok()?;
    let id = ObjectId::from_hex(words.next()?)?;
    let is_whole = words.next()? == "0";
    Some(is_whole.then(|| TreeFile { path: line[tab + 1..].to_vec(), mode, id }))
}

/// `MODE SP TYPE SP ID TAB PATH`.
fn entry(line: &[u8]) -> Option<TreeFile> {
    let tab = memchr::memchr(b'\t', line)?;
    let mut words = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
    let mode = u32::from_str_radix(words.next()?, 8).ok()?;
    let id = ObjectId::from_hex(words.nth(1)?)?;
    Some(TreeFile { path: line[tab + 1..].to_vec(), mode, id })
}

/// The folder that a path is in; empty for the top.
fn folder(path: &[u8]) -> &[u8] {
    memchr::memrchr(b'/', path).map_or(&[], |at| &path[..at])
}

/// Writes the commit's tree with these files instead of its own: from the deepest folder up,
/// those of the same depth at a time.
pub(super) fn write(
    git: &Installed,
    base: ObjectId,
    changes: &BTreeMap<&RepoPath, Change>,
) -> Result<ObjectId, GitError> {
    // Every folder above a change, by depth.
    let mut touched: BTreeSet<(usize, &[u8])> = BTreeSet::new();
    for path in changes.keys() {
        let mut path = path.as_bytes();
        while !path.is_empty() {
            path = folder(path);
            touched.insert((depth(path), path));
        }
    }
    let entries = list(git, base, true)?;
    let mut inside: BTreeMap<&[u8], BTreeMap<&[u8], Change>> = BTreeMap::new();
    for entry in &entries {
        let folder = folder(&entry.path);
        if touched.contains(&(depth(folder), folder)) {
            let (id, mode) = (entry.id, entry.mode);
            inside.entry(folder).or_default().insert(&entry.path, (id, mode));
        }
    }
    for (path, change) in changes {
        inside.entry(folder(path.as_bytes())).or_default().insert(path.as_bytes(), *change);
    }
    let deepest = touched.iter().map(|(depth, _)| *depth).max().unwrap_or(0);
    let mut top = None;
    for level in (0..=deepest).rev() {
        let folders: Vec<&[u8]> =
            touched.iter().filter(|(depth, _)| *depth == level).map(|(_, path)| *path).collect();
        let made = make(git, &folders, &inside)?;
        for (path, id) in folders.into_iter().zip(made) {
            if path.is_empty() {
                top = Some(id);
            } else {
                inside.entry(folder(path)).or_default().insert(path, (id, FOLDER));
            }
        }
    }
    top.ok_or_else(|| git.failed("writing the new folders", "no tree was made".to_owned()))
}

fn depth(folder: &[u8]) -> usize {
    if folder.is_empty() { 0 } else { 1 + memchr::memchr_iter(b'/', folder).count() }
}

fn make(
    git: &Installed,
    folders: &[&[u8]],
    inside: &BTreeMap<&[u8], BTreeMap<&[u8], Change>>,
) -> Result<Vec<ObjectId>, GitError> {
    let mut input = Vec::new();
    for folder in folders {
        for (path, (id, mode)) in inside.get(folder).into_iter().flatten() {
            let kind = match *mode {
                FOLDER => "tree",
                super::SUBMODULE => "commit",
                _ => "blob",
            };
            let skip = if folder.is_empty() { 0 } else { folder.len() + 1 };
            input.extend_from_slice(format!("{mode:06o} {kind} {id}\t").as_bytes());
            input.extend_from_slice(&path[skip..]);
            input.push(0);
        }
        // The end of this tree.
        input.push(0);
    }
    // A partial clone need not have what it does not look at.
    let args = ["mktree", "-z", "--missing", "--batch"];
    let answer =
        git.feed(&args, &input).map_err(|error| git.failed("git mktree", error.to_string()))?;
    let text = answer.text();
    let made: Vec<ObjectId> = text.lines().filter_map(ObjectId::from_hex).collect();
    match answer.ok && made.len() == folders.len() {
        true => Ok(made),
        false => Err(git.failed("writing the new folders", answer.stderr)),
    }
}
