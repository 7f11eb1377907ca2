//! How a commit shows that it was made here, and from what plan.
//!
//! The last line of the message of each commit is `Modelmod-Plan: PLAN TREE SEAL`: a digest of
//! the plan, the commit's own tree, and a digest of who made it and of what it says. A commit is
//! taken for one of ours only if it still has all that. Whoever amends it, rebases it or commits
//! on top of it makes it theirs.

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
    /// The digest of author, committer and message when it was made, in hexadecimal.
    pub seal: String,
}

impl Mark {
    /// Reads the mark in a commit's message; nothing if there is none.
    #[must_use]
    pub fn read(message: &str) -> Option<Self> {
        let line = message.lines().rev().find_map(|line| line.strip_prefix(NAME))?;
        let mut words = line.split_ascii_whitespace().map(str::to_owned);
        let mark = Self { plan: words.next()?, tree: words.next()?, seal: words.next()? };
        words.next().is_none().then_some(mark)
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
        let mark = Self::read(&message)?;
        let is_ours = mark.tree == commit.tree.to_string()
            && mark.seal == seal(&commit.author, &commit.committer, &message)
            && commit.parents.len() == 1;
        is_ours.then_some(mark)
    }

    /// The line, without a line end.
    pub(crate) fn line(&self) -> String {
        format!("{NAME}{} {} {}", self.plan, self.tree, self.seal)
    }
}

/// A digest of `NAME <ADDRESS>` of author and committer, and of the message without the mark.
/// What git leaves out of names when it writes them does not count, nor does the end of a line.
pub(crate) fn seal(author: &str, committer: &str, message: &str) -> String {
    let mut hash = Fnv::new();
    for who in [author, committer] {
        let (name, email) = who.rsplit_once('<').unwrap_or((who, ""));
        hash.add(plain(name).as_bytes());
        hash.add(plain(email).as_bytes());
    }
    for line in message.trim_end().lines().filter(|line| !line.starts_with(NAME)) {
        hash.add(line.as_bytes());
    }
    hash.in_hexadecimal()
}

/// A name or an address as git writes it: some signs not at its ends, and others nowhere.
fn plain(text: &str) -> String {
    let is_crud = |letter: char| letter <= ' ' || ".,:;<>\"\\'".contains(letter);
    let trimmed = text.trim_matches(is_crud);
    trimmed.chars().filter(|letter| !['<', '>', '\n'].contains(letter)).collect()
}

/// FNV-1a: stable over versions and machines, which is all that a digest here needs.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// Adds a field, and its end.
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn in_hexadecimal(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// A digest of what is changed into what.
pub(crate) fn digest(changes: &BTreeMap<&RepoPath, (ObjectId, Change)>) -> String {
    let mut hash = Fnv::new();
    for (path, (old, (new, mode))) in changes {
        hash.add(path.as_bytes());
        hash.add(old.as_bytes());
        hash.add(new.as_bytes());
        hash.add(&mode.to_be_bytes());
    }
    hash.in_hexadecimal()
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

    fn known(author: &str, committer: &str, message: &str, tree: u8, parents: usize) -> Known {
        let id = |digit: u8| ObjectId::from_hex(&format!("{digit:040x}")).unwrap();
        Known {
            tree: id(tree),
            parents: vec![id(7); parents],
            author: author.to_owned(),
            committer: committer.to_owned(),
            message: message.as_bytes().to_vec(),
            is_signed: false,
        }
    }

    #[test]
    fn only_what_was_not_changed_is_ours() {
        let said = "s\n\nCo-authored-by: a <b>\n";
        let mark = Mark {
            plan: "12".into(),
            tree: format!("{:040x}", 5),
            seal: seal("Ada Jr. <a@b>", "Bot <c@d>", said),
        };
        let message = format!("{said}{}\n", mark.line());
        assert_eq!(Mark::read(&message), Some(mark.clone()));
        let of = |author: &str, committer: &str, message: &str, tree: u8, parents: usize| {
            Mark::of(&known(author, committer, message, tree, parents))
        };
        let (ada, bot) = ("Ada Jr <a@b>", "Bot <c@d>");
        assert_eq!(of(ada, bot, &message, 5, 1), Some(mark));
        assert_eq!(of(ada, bot, &message, 6, 1), None);
        assert_eq!(of(ada, bot, &message, 5, 2), None);
        assert_eq!(of("Kim <a@b>", bot, &message, 5, 1), None);
        assert_eq!(of(ada, "Bot <k@d>", &message, 5, 1), None);
        assert_eq!(of(ada, bot, &message.replace("s\n\n", "t\n\n"), 5, 1), None);
        assert_eq!(Mark::read("s\n\nModelmod-Plan: 12 34"), None);
    }
}
