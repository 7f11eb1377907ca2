//! How a commit shows that it was made here, and from what plan.
//!
//! The last line of the message of each commit is `Modelmod-Plan: PLAN TREE`: a digest of the
//! plan, and the commit's own tree. A commit is taken for one of ours only if it still has the
//! tree that it says. Whoever amends it, rebases it or commits on top of it makes it theirs.

use std::collections::BTreeMap;

use crate::git_error::GitError;
use crate::object_id::ObjectId;
use crate::repo::Repository;
use crate::repo_path::RepoPath;
use crate::store::{Change, Known};

const NAME: &str = "Modelmod-Plan: ";

/// What the last line of a commit's message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The digest of the plan, in hexadecimal: the same edits of the same contents have the
    /// same one, whatever else has changed around them.
    pub plan: String,
    /// The tree that the commit had when it was made, in hexadecimal.
    pub tree: String,
}

impl Mark {
    /// Reads the mark in a commit's message; nothing if there is none.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        let line = message.lines().rev().find_map(|line| line.strip_prefix(NAME))?;
        let (plan, tree) = line.trim_end().split_once(' ')?;
        Some(Self { plan: plan.to_owned(), tree: tree.to_owned() })
    }

    /// The mark of a commit that is as it was made here. `tree` is the one that it has, in
    /// hexadecimal, `parents` how many parents.
    #[must_use]
    pub fn of_ours(message: &str, tree: &str, parents: usize) -> Option<Self> {
        Self::read(message).filter(|mark| mark.tree == tree && parents == 1)
    }

    /// The mark of a commit that is here, by its ID in hexadecimal; nothing if it is none of
    /// ours.
    ///
    /// # Errors
    /// If the repository cannot be read.
    pub fn of_commit(repository: &Repository, commit: &str) -> Result<Option<Self>, GitError> {
        let Some(id) = ObjectId::from_hex(commit) else { return Ok(None) };
        Ok(repository.store().commit(id)?.as_ref().and_then(Self::of))
    }

    pub(crate) fn of(commit: &Known) -> Option<Self> {
        let message = String::from_utf8_lossy(&commit.message);
        Self::of_ours(&message, &commit.tree.to_string(), commit.parents.len())
    }

    /// The line, without a line end.
    pub(crate) fn line(&self) -> String {
        format!("{NAME}{} {}", self.plan, self.tree)
    }
}

/// A digest of what is changed into what. FNV-1a: stable over versions and machines, which is
/// all that it needs.
pub(crate) fn digest(changes: &BTreeMap<&RepoPath, (ObjectId, Change)>) -> String {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    };
    for (path, (old, (new, mode))) in changes {
        add(path.as_bytes());
        add(old.as_bytes());
        add(new.as_bytes());
        add(&mode.to_be_bytes());
    }
    format!("{hash:016x}")
}

/// The message with trailing white space and needless empty lines taken out, as git does, and
/// with the trailers: in the last paragraph, together with those it has.
pub(crate) fn message(text: &str, trailers: &[String]) -> String {
    let mut clean = String::new();
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if empty > 0 && !clean.is_empty() {
            clean.push('\n');
        }
        empty = 0;
        clean.push_str(line);
        clean.push('\n');
    }
    let last = clean.rsplit_once("\n\n").map(|(_, last)| last);
    if !last.is_some_and(|last| last.lines().all(is_trailer)) {
        clean.push('\n');
    }
    for trailer in trailers {
        clean.push_str(trailer.trim());
        clean.push('\n');
    }
    clean
}

/// Whether git would take this line for a trailer: `Word-with-dashes: value`.
#[must_use]
pub fn is_trailer(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !value.trim().is_empty()
            && !value.contains(['\n', '\0'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers_stand_in_one_paragraph() {
        let trailers = ["A-b: c".to_owned()];
        assert_eq!(
            message("s  \n\n\n\nbody: x\nmore\n\n\n", &trailers),
            "s\n\nbody: x\nmore\n\nA-b: c\n"
        );
        assert_eq!(message("\n\ns\n\nX-y: z", &trailers), "s\n\nX-y: z\nA-b: c\n");
        // The subject may look like one.
        assert_eq!(message("fix: it", &trailers), "fix: it\n\nA-b: c\n");
    }

    #[test]
    fn only_what_was_not_changed_is_ours() {
        let message = "s\n\nCo-authored-by: a <b>\nModelmod-Plan: 12 34\n";
        let mark = Mark { plan: "12".into(), tree: "34".into() };
        assert_eq!(Mark::read(message), Some(mark.clone()));
        assert_eq!(Mark::of_ours(message, "34", 1), Some(mark));
        assert_eq!(Mark::of_ours(message, "35", 1), None);
        assert_eq!(Mark::of_ours(message, "34", 2), None);
        assert_eq!(Mark::read("s\n\nModelmod-Plan: 12"), None);
    }
}
