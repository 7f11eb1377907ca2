//! A folder of git repositories, and the files of their commits.

use git2::{ErrorCode, ObjectType, Oid, Repository};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder that holds repositories, with or without a work tree, as `OWNER+NAME/repo`.
pub struct Mirrors {
    folder: PathBuf,
    open: BTreeMap<String, Option<Repository>>,
}

/// Why a file cannot be had; never a reason to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The folder has no such repository.
    Mirror,
    /// The repository has no such commit.
    Commit,
    /// The commit has no file of this path, or the repository lacks its content.
    Blob,
}

impl Missing {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mirror => "no mirror",
            Self::Commit => "no commit",
            Self::Blob => "no blob",
        }
    }
}

impl Mirrors {
    /// The repositories of `folder`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), open: BTreeMap::new() }
    }

    /// The bytes of the file `path` in the commit `commit` (its full hash) of `repo`
    /// (`OWNER/NAME`).
    ///
    /// # Errors
    ///
    /// [`Missing`]; what git says beyond that would change nothing.
    pub fn blob(&mut self, repo: &str, commit: &str, path: &str) -> Result<Vec<u8>, Missing> {
        let git = self.repository(repo)?;
        let commit = Oid::from_str(commit).map_err(|_| Missing::Commit)?;
        let tree = git.find_commit(commit).and_then(|commit| commit.tree());
        let tree = tree.map_err(|error| match error.code() {
            ErrorCode::NotFound => Missing::Commit,
            _ => Missing::Blob,
        })?;
        let entry = tree.get_path(Path::new(path)).map_err(|_| Missing::Blob)?;
        if entry.kind() != Some(ObjectType::Blob) {
            return Err(Missing::Blob);
        }
        let blob = git.find_blob(entry.id()).map_err(|_| Missing::Blob)?;
        Ok(blob.content().to_vec())
    }

    fn repository(&mut self, repo: &str) -> Result<&Repository, Missing> {
        let folder = &self.folder;
        let git = self.open.entry(repo.to_owned()).or_insert_with(|| {
            Repository::open(folder.join(repo.replace('/', "+")).join("repo")).ok()
        });
        git.as_ref().ok_or(Missing::Mirror)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use git2::Signature;

    /// A repository `o/n` with one commit that holds `a/b.py`.
    fn mirrors() -> (tempfile::TempDir, Mirrors, String) {
        let folder = tempfile::tempdir().unwrap();
        let git = Repository::init_bare(folder.path().join("o+n/repo")).unwrap();
        let blob = git.blob(b"x = 1\n").unwrap();
        let mut inner = git.treebuilder(None).unwrap();
        inner.insert("b.py", blob, 0o100_644).unwrap();
        let inner = inner.write().unwrap();
        let mut top = git.treebuilder(None).unwrap();
        top.insert("a", inner, 0o040_000).unwrap();
        let tree = git.find_tree(top.write().unwrap()).unwrap();
        let who = Signature::now("n", "n@example.com").unwrap();
        let commit = git.commit(Some("HEAD"), &who, &who, "m", &tree, &[]).unwrap().to_string();
        let mirrors = Mirrors::new(folder.path());
        (folder, mirrors, commit)
    }

    #[test]
    fn a_file_is_read_or_said_to_be_missing() {
        let (_folder, mut mirrors, commit) = mirrors();
        assert_eq!(mirrors.blob("o/n", &commit, "a/b.py").unwrap(), b"x = 1\n");
        assert_eq!(mirrors.blob("o/n", &commit, "a/c.py"), Err(Missing::Blob));
        assert_eq!(mirrors.blob("o/n", &commit, "a"), Err(Missing::Blob));
        let other = "0123456789012345678901234567890123456789";
        assert_eq!(mirrors.blob("o/n", other, "a/b.py"), Err(Missing::Commit));
        assert_eq!(mirrors.blob("o/x", &commit, "a/b.py"), Err(Missing::Mirror));
    }
}
