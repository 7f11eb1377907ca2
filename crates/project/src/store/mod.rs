//! What is asked of a repository's objects and references, whoever answers.
//!
//! [`Library`] answers in this process, with libgit2; [`Program`] has the installed git
//! answer. The library is faster and runs nothing; the program reads what the library does
//! not know: partial clones, SHA-256, reftable, a sparse index. Neither runs hooks or filters.

mod batch;
mod library;
mod odb;
mod program;
mod promised;
mod state;
mod trees;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::git_error::GitError;
use crate::identity::Signature;
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;
use crate::status::DirtyKind;

pub(crate) use library::Library;
pub(crate) use program::{Program, find as find_by_program};

/// The mode of a file that can be executed.
pub(crate) const EXECUTABLE: u32 = 0o100_755;
/// The mode of any other file.
pub(crate) const PLAIN: u32 = 0o100_644;
/// A mode of plain files in very old commits.
pub(crate) const GROUP_WRITABLE: u32 = 0o100_664;
/// The mode of a symbolic link.
pub(crate) const LINK: u32 = 0o120_000;
/// The mode of a submodule.
pub(crate) const SUBMODULE: u32 = 0o160_000;
/// The mode of a folder.
pub(crate) const FOLDER: u32 = 0o040_000;

/// What a commit has at a path that is no folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TreeFile {
    pub(crate) path: Vec<u8>,
    pub(crate) mode: u32,
    pub(crate) id: ObjectId,
}

impl TreeFile {
    /// Where it is in the work tree at `workdir`; nothing if this system has no such name.
    pub(crate) fn full_path(&self, workdir: &Path) -> Option<PathBuf> {
        Some(workdir.join(RepoPath::from_bytes(self.path.as_slice()).to_path()?))
    }
}

/// A file's new blob and its mode.
pub(crate) type Change = (ObjectId, u32);

/// What is needed to know of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) tree: ObjectId,
    pub(crate) parents: Vec<ObjectId>,
    /// `NAME <ADDRESS>`.
    pub(crate) author: String,
    /// Likewise.
    pub(crate) committer: String,
    pub(crate) message: Vec<u8>,
    pub(crate) is_signed: bool,
}

/// A commit to be written.
#[derive(Debug)]
pub(crate) struct New<'a> {
    pub(crate) tree: ObjectId,
    pub(crate) parent: ObjectId,
    pub(crate) message: &'a str,
    pub(crate) author: &'a Signature,
    pub(crate) committer: &'a Signature,
}

/// What was found under a blob's name.
pub(crate) enum Blob<'b> {
    Content(&'b [u8]),
    /// With its size in bytes.
    TooLarge(u64),
    /// With the reason.
    Unreadable(String),
}

/// Whether an entry (with whether it is a folder) is asked for.
pub(crate) type Wanted<'w> = dyn Fn(&[u8], bool) -> bool + 'w;

/// Leaves those files that are wanted, and whose folders are.
fn retain_wanted(files: &mut Vec<TreeFile>, wanted: &Wanted<'_>) {
    files.retain(|file| {
        let folders = memchr::memchr_iter(b'/', &file.path).map(|at| &file.path[..at]);
        folders.into_iter().all(|folder| wanted(folder, true)) && wanted(&file.path, false)
    });
}

/// Reads blobs, one after the other.
pub(crate) trait Reader {
    /// Calls `visit` once with what the blob is; its content only up to `limit` bytes.
    fn read(
        &mut self,
        id: ObjectId,
        limit: u64,
        visit: &mut dyn FnMut(Blob<'_>),
    ) -> Result<(), GitError>;

    /// How many bytes the blob has, where that is found out much sooner than what they are.
    fn size(&mut self, _id: ObjectId) -> Option<u64> {
        None
    }
}

/// Gives each thread a reader of its own.
pub(crate) trait Readers: Send + Sync {
    /// Opens a reader and hands it to `work`.
    fn open(
        &self,
        work: &mut dyn FnMut(&mut dyn Reader) -> Result<(), GitError>,
    ) -> Result<(), GitError>;
}

/// Objects and references of one repository.
pub(crate) trait Store: Send {
    /// Where git keeps the references of all work trees.
    fn common_dir(&self) -> Result<PathBuf, GitError>;

    /// The commit that HEAD is.
    fn head(&self) -> Result<ObjectId, GitError>;

    /// Everything in the commit that is wanted and no folder.
    fn files(&self, commit: ObjectId, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError>;

    /// Everything in the index that is wanted and not in the middle of a merge; in the one at
    /// `index`, if git has put another one there for a while.
    fn staged(&self, index: Option<&Path>, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError>;

    /// Gets what a partial clone lacks of these, as far as that is possible.
    fn complete(&self, _commit: ObjectId, _ids: &[ObjectId]) -> Result<(), GitError> {
        Ok(())
    }

    /// Readers of blobs.
    fn readers(&self) -> Box<dyn Readers>;

    /// What the commit has at each of these paths, where that is no folder.
    fn at(&self, commit: ObjectId, paths: &[&RepoPath]) -> Result<Vec<Option<Change>>, GitError>;

    /// Writes a blob, byte for byte.
    fn write_blob(&self, content: &[u8]) -> Result<ObjectId, GitError>;

    /// The name that a blob would have, which is not written.
    fn name_blob(&self, content: &[u8]) -> Result<ObjectId, GitError>;

    /// Writes the commit's tree with these files instead of its own at their paths.
    fn write_tree(
        &self,
        base: ObjectId,
        changes: &BTreeMap<&RepoPath, Change>,
    ) -> Result<ObjectId, GitError>;

    /// Writes a commit without a signature.
    fn write_commit(&self, new: &New<'_>) -> Result<ObjectId, GitError>;

    /// What is known of a commit; nothing if the repository has no such object.
    fn commit(&self, id: ObjectId) -> Result<Option<Known>, GitError>;

    /// The commit that git takes the name for; nothing if for none.
    fn resolve(&self, name: &str) -> Result<Option<ObjectId>, GitError>;

    /// The newest commit in the history of both; nothing if none is here.
    fn merge_base(&self, one: ObjectId, other: ObjectId) -> Result<Option<ObjectId>, GitError>;

    /// Paths in the work tree or the index that differ from the commit, and those that git does
    /// not track, be they ignored or not: a folder of which it tracks nothing with a `/` at its
    /// end.
    fn differing(&self, commit: ObjectId) -> Result<Vec<Vec<u8>>, GitError>;

    /// Whether `commit` is `other`, or in its history. What is not here is in none.
    fn is_within(&self, commit: ObjectId, other: ObjectId) -> Result<bool, GitError>;

    /// Whether history ends where others have more.
    fn is_shallow(&self) -> bool;

    /// Whether git takes this as a branch's name.
    fn is_branch_name(&self, name: &str) -> bool;

    /// The commit that the branch is.
    fn branch(&self, name: &str) -> Result<Option<ObjectId>, GitError>;

    /// Whether a work tree of this repository has the branch checked out.
    fn is_checked_out(&self, name: &str) -> Result<bool, GitError>;

    /// Makes the branch, or moves it, if it is at `from` (nothing: if there is none). That is
    /// checked under git's lock.
    fn set_branch(&self, name: &str, to: ObjectId, from: Option<ObjectId>) -> Result<(), GitError>;

    /// Who is named as the author, or as the committer, now.
    fn person(&self, is_author: bool) -> Result<Signature, GitError>;

    /// Whether the configuration asks for signed commits.
    fn asks_for_signatures(&self) -> Result<bool, GitError>;

    /// What git says of these files, in their order; nothing of those that are as in HEAD.
    fn dirty(&self, files: &[RepoPath]) -> Result<Vec<Option<DirtyKind>>, GitError>;
}
