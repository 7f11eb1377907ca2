//! libgit2's answers.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{
    Branch, DiffOptions, ErrorCode, FileMode, ObjectType, Oid, Status, StatusOptions, StatusShow,
    Tree,
};

use super::odb::Odbs;
use super::{Change, FOLDER, Known, New, Readers, Store, TreeFile, Wanted};
use crate::git_error::GitError;
use crate::identity::Signature;
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;
use crate::status::DirtyKind;

/// A repository that libgit2 has open.
pub(crate) struct Library {
    inner: git2::Repository,
    place: PathBuf,
}

pub(super) fn oid(id: ObjectId) -> Oid {
    // Only names that the library gave come back to it; SHA-256 is not opened at all.
    Oid::from_bytes(id.as_bytes()).unwrap_or(Oid::ZERO_SHA1)
}

fn name(id: Oid) -> ObjectId {
    ObjectId::from_bytes(id.as_bytes()).unwrap_or(ObjectId::SHA1_ZERO)
}

impl Library {
    pub(crate) fn new(inner: git2::Repository, place: &Path) -> Self {
        Self { inner, place: place.to_path_buf() }
    }

    fn failed(&self, step: &'static str) -> impl FnOnce(git2::Error) -> GitError {
        GitError::at(&self.place, step)
    }

    fn tree(&self, commit: ObjectId) -> Result<Tree<'_>, GitError> {
        let found = self.inner.find_commit(oid(commit)).and_then(|commit| commit.tree());
        found.map_err(self.failed("reading the files of HEAD"))
    }

    /// Looked up by bytes, part by part: the library's own look-up takes paths of the system,
    /// which cannot express every name everywhere.
    fn file(&self, commit: ObjectId, path: &RepoPath) -> Result<Option<Change>, GitError> {
        let (folders, file) = match memchr::memrchr(b'/', path.as_bytes()) {
            Some(at) => (&path.as_bytes()[..at], &path.as_bytes()[at + 1..]),
            None => (&[][..], path.as_bytes()),
        };
        let mut tree = self.tree(commit)?;
        for folder in folders.split(|byte| *byte == b'/').filter(|folder| !folder.is_empty()) {
            let Some((id, FOLDER)) = entry(&tree, folder) else { return Ok(None) };
            let found = self.inner.find_tree(id);
            tree = found.map_err(self.failed("reading the files of HEAD"))?;
        }
        let found = entry(&tree, file).filter(|(_, mode)| *mode != FOLDER);
        Ok(found.map(|(id, mode)| (name(id), mode)))
    }

    /// The branch was as expected when looked at; what is wrong now is another one, or a race.
    fn reference_error(&self, name: &str, error: &git2::Error) -> GitError {
        let name = name.to_owned();
        let collides = error.message().contains("collide") || error.code() == ErrorCode::Directory;
        match error.code() {
            _ if collides => GitError::BranchConflict { name, detail: error.message().to_owned() },
            ErrorCode::Exists | ErrorCode::Modified => GitError::BranchExists { name },
            ErrorCode::Locked => GitError::Locked { name, detail: error.message().to_owned() },
            _ => GitError::new(&self.place, "making the branch", error),
        }
    }
}

impl Store for Library {
    fn common_dir(&self) -> Result<PathBuf, GitError> {
        Ok(self.inner.commondir().to_path_buf())
    }

    fn head(&self) -> Result<ObjectId, GitError> {
        let found = self.inner.head().and_then(|head| head.peel_to_commit());
        found.map(|commit| name(commit.id())).map_err(|error| {
            let unborn = matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound)
                && error.class() == git2::ErrorClass::Reference;
            match unborn {
                true => GitError::Unborn { path: self.place.clone() },
                false => GitError::new(&self.place, "reading HEAD", &error),
            }
        })
    }

    fn files(&self, commit: ObjectId, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError> {
        let mut files = Vec::new();
        // Trees still to read, as a stack with the next one on top.
        let mut pending = vec![(Vec::new(), self.tree(commit)?.id())];
        while let Some((prefix, id)) = pending.pop() {
            let found = self.inner.find_tree(id);
            let tree = found.map_err(self.failed("reading the files of HEAD"))?;
            for entry in &tree {
                let mut path: Vec<u8> = prefix.clone();
                path.extend_from_slice(entry.name_bytes());
                let mode = entry.filemode_raw().unsigned_abs();
                let is_dir = mode == FOLDER;
                if !wanted(&path, is_dir) {
                    continue;
                }
                if is_dir {
                    path.push(b'/');
                    pending.push((path, entry.id()));
                } else {
                    files.push(TreeFile { path, mode, id: name(entry.id()) });
                }
            }
        }
        Ok(files)
    }

    fn staged(&self, index: Option<&Path>, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError> {
        const STAGE: u16 = 0x3000;
        const TO_BE_ADDED: u16 = 1 << 13;
        let found = match index {
            Some(path) => git2::Index::open(path),
            None => self.inner.index(),
        };
        let index = found.map_err(self.failed("reading the index"))?;
        let is_there = |one: &git2::IndexEntry| {
            one.flags & STAGE == 0 && one.flags_extended & TO_BE_ADDED == 0
        };
        let mut files: Vec<TreeFile> = index
            .iter()
            .filter(is_there)
            .map(|one| TreeFile { path: one.path, mode: one.mode, id: name(one.id) })
            .collect();
        super::retain_wanted(&mut files, wanted);
        Ok(files)
    }

    fn readers(&self) -> Box<dyn Readers> {
        Box::new(Odbs { git_dir: self.inner.path().to_path_buf(), place: self.place.clone() })
    }

    fn at(&self, commit: ObjectId, paths: &[&RepoPath]) -> Result<Vec<Option<Change>>, GitError> {
        paths.iter().map(|path| self.file(commit, path)).collect()
    }

    fn write_blob(&self, content: &[u8]) -> Result<ObjectId, GitError> {
        self.inner.blob(content).map(name).map_err(self.failed("writing a file"))
    }

    fn name_blob(&self, content: &[u8]) -> Result<ObjectId, GitError> {
        let named = Oid::hash_object(ObjectType::Blob, content);
        named.map(name).map_err(self.failed("naming a file"))
    }

    fn write_tree(
        &self,
        base: ObjectId,
        changes: &BTreeMap<&RepoPath, Change>,
    ) -> Result<ObjectId, GitError> {
        let mut builder = TreeUpdateBuilder::new();
        for (path, (blob, mode)) in changes {
            let mode = match *mode {
                super::EXECUTABLE => FileMode::BlobExecutable,
                _ => FileMode::Blob,
            };
            builder.upsert(path.as_bytes(), oid(*blob), mode);
        }
        let written = builder.create_updated(&self.inner, &self.tree(base)?);
        written.map(name).map_err(self.failed("writing the new folders"))
    }

    fn write_commit(&self, new: &New<'_>) -> Result<ObjectId, GitError> {
        let signed = |who: &Signature| {
            let time = git2::Time::new(who.seconds, who.offset);
            git2::Signature::new(&who.name, &who.email, &time).map_err(|_| GitError::NoIdentity)
        };
        let failed = || self.failed("writing the commit");
        let parent = self.inner.find_commit(oid(new.parent)).map_err(failed())?;
        let tree = self.inner.find_tree(oid(new.tree)).map_err(failed())?;
        let (author, committer) = (signed(new.author)?, signed(new.committer)?);
        let made = self.inner.commit(None, &author, &committer, new.message, &tree, &[&parent]);
        made.map(name).map_err(failed())
    }

    fn commit(&self, id: ObjectId) -> Result<Option<Known>, GitError> {
        let commit = match self.inner.find_commit(oid(id)) {
            Ok(commit) => commit,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(GitError::new(&self.place, "reading a commit", &error)),
        };
        let who = |who: git2::Signature<'_>| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            format!("{} <{}>", text(who.name_bytes()), text(who.email_bytes()))
        };
        Ok(Some(Known {
            author: who(commit.author()),
            committer: who(commit.committer()),
            tree: name(commit.tree_id()),
            parents: commit.parent_ids().map(name).collect(),
            message: commit.message_raw_bytes().to_vec(),
            is_signed: commit.header_field_bytes("gpgsig").is_ok(),
        }))
    }

    fn resolve(&self, text: &str) -> Result<Option<ObjectId>, GitError> {
        let found = self.inner.revparse_single(text).and_then(|found| found.peel_to_commit());
        match found {
            Ok(commit) => Ok(Some(name(commit.id()))),
            Err(error) => match error.code() {
                ErrorCode::NotFound
                | ErrorCode::InvalidSpec
                | ErrorCode::Ambiguous
                | ErrorCode::Peel
                | ErrorCode::UnbornBranch => Ok(None),
                _ => Err(GitError::new(&self.place, "reading the commit to compare with", &error)),
            },
        }
    }

    fn merge_base(&self, one: ObjectId, other: ObjectId) -> Result<Option<ObjectId>, GitError> {
        match self.inner.merge_base(oid(one), oid(other)) {
            Ok(found) => Ok(Some(name(found))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            // As for the history of one.
            Err(_) if self.is_shallow() => Ok(None),
            Err(error) => Err(GitError::new(&self.place, "reading the history", &error)),
        }
    }

    fn differing(&self, commit: ObjectId) -> Result<Vec<Vec<u8>>, GitError> {
        let mut options = DiffOptions::new();
        options
            .include_untracked(true)
            .include_ignored(true)
            .include_typechange(true)
            .include_unreadable(true)
            .skip_binary_check(true)
            .update_index(false);
        let tree = self.tree(commit)?;
        let found = self.inner.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options));
        let found = found.map_err(self.failed("finding what has changed"))?;
        let path = |delta: git2::DiffDelta<'_>| {
            let path = delta.new_file().path_bytes().or_else(|| delta.old_file().path_bytes());
            path.map(<[u8]>::to_vec)
        };
        Ok(found.deltas().filter_map(path).collect())
    }

    fn is_within(&self, commit: ObjectId, other: ObjectId) -> Result<bool, GitError> {
        if commit == other || self.commit(commit)?.is_none() {
            return Ok(commit == other);
        }
        match self.inner.graph_descendant_of(oid(other), oid(commit)) {
            // The history may end behind what the library knows of its end.
            Err(_) if self.is_shallow() => Ok(false),
            found => found.map_err(self.failed("reading the history")),
        }
    }

    fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    fn is_branch_name(&self, name: &str) -> bool {
        Branch::name_is_valid(name).unwrap_or(false)
    }

    fn branch(&self, branch: &str) -> Result<Option<ObjectId>, GitError> {
        let found = self.inner.find_reference(&format!("refs/heads/{branch}"));
        match found.and_then(|found| found.peel_to_commit()) {
            Ok(commit) => Ok(Some(name(commit.id()))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::new(&self.place, "reading branches", &error)),
        }
    }

    fn is_checked_out(&self, name: &str) -> Result<bool, GitError> {
        // The library's own question looks at the main work tree only in some cases: HEAD and
        // each linked one are asked here.
        let reference = format!("refs/heads/{name}");
        let is = |repository: &git2::Repository| {
            let head = repository.find_reference("HEAD").ok();
            let target =
                head.and_then(|head| head.symbolic_target().ok().flatten().map(str::to_owned));
            target.as_deref() == Some(&*reference)
        };
        let main = git2::Repository::open(self.inner.commondir());
        if is(&self.inner) || main.is_ok_and(|main| is(&main)) {
            return Ok(true);
        }
        let names = self.inner.worktrees().map_err(self.failed("reading the work trees"))?;
        Ok(names.iter().flatten().flatten().any(|name| {
            let linked = self.inner.find_worktree(name);
            linked
                .and_then(|linked| git2::Repository::open_from_worktree(&linked))
                .is_ok_and(|linked| is(&linked))
        }))
    }

    fn set_branch(&self, name: &str, to: ObjectId, from: Option<ObjectId>) -> Result<(), GitError> {
        // A current value of zero means: there must be none. That is checked under the lock, so
        // two processes cannot both make the branch.
        let (from, log) = match from {
            Some(from) => (oid(from), "branch: Updated by modelmod"),
            None => (Oid::ZERO_SHA1, "branch: Created by modelmod"),
        };
        let is_move = !from.is_zero();
        self.inner
            .reference_matching(&format!("refs/heads/{name}"), oid(to), is_move, from, log)
            .map(drop)
            .map_err(|error| self.reference_error(name, &error))
    }

    fn person(&self, is_author: bool) -> Result<Signature, GitError> {
        let found = match is_author {
            true => self.inner.author_from_env(),
            false => self.inner.committer_from_env(),
        };
        let who = found.map_err(|error| {
            let invalid = error.class() == git2::ErrorClass::Invalid;
            match error.code() == ErrorCode::NotFound || invalid {
                true => GitError::NoIdentity,
                false => GitError::new(&self.place, "reading who commits", &error),
            }
        })?;
        Ok(Signature {
            name: String::from_utf8_lossy(who.name_bytes()).into_owned(),
            email: String::from_utf8_lossy(who.email_bytes()).into_owned(),
            seconds: who.when().seconds(),
            offset: who.when().offset_minutes(),
        })
    }

    fn asks_for_signatures(&self) -> Result<bool, GitError> {
        match self.inner.config().and_then(|config| config.get_bool("commit.gpgsign")) {
            Ok(value) => Ok(value),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(GitError::new(&self.place, "reading commit.gpgsign", &error)),
        }
    }

    fn dirty(&self, files: &[RepoPath]) -> Result<Vec<Option<DirtyKind>>, GitError> {
        let mut options = StatusOptions::new();
        options
            .show(StatusShow::IndexAndWorkdir)
            .disable_pathspec_match(true)
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .include_ignored(true)
            .recurse_ignored_dirs(true)
            .exclude_submodules(true)
            .update_index(false);
        for path in files {
            options.pathspec(path.as_bytes());
        }
        let statuses = self.inner.statuses(Some(&mut options));
        let statuses = statuses.map_err(self.failed("reading the status"))?;
        let kinds: HashMap<Vec<u8>, Option<DirtyKind>> = statuses
            .iter()
            .map(|entry| (entry.path_bytes().to_vec(), kind(entry.status())))
            .collect();
        Ok(files.iter().map(|path| kinds.get(path.as_bytes()).copied().flatten()).collect())
    }
}

fn entry(tree: &Tree<'_>, name: &[u8]) -> Option<(Oid, u32)> {
    tree.iter()
        .find(|entry| entry.name_bytes() == name)
        .map(|entry| (entry.id(), entry.filemode_raw().unsigned_abs()))
}

fn kind(status: Status) -> Option<DirtyKind> {
    let worktree = Status::WT_MODIFIED | Status::WT_TYPECHANGE | Status::WT_RENAMED;
    let index = Status::INDEX_NEW
        | Status::INDEX_MODIFIED
        | Status::INDEX_TYPECHANGE
        | Status::INDEX_RENAMED;
    if status.is_conflicted() {
        Some(DirtyKind::Conflicted)
    } else if status.intersects(worktree) {
        Some(DirtyKind::Modified)
    } else if status.intersects(Status::WT_NEW | Status::IGNORED) {
        Some(DirtyKind::Untracked)
    } else if status.intersects(index) {
        Some(DirtyKind::Staged)
    } else {
        None
    }
}
