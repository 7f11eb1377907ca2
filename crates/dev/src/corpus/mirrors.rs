//! A folder of git repositories, and the files of their commits.

use git2::{
    Delta, DiffOptions, ErrorCode, FileMode, ObjectType, Oid, Repository, Tree, TreeWalkMode,
    TreeWalkResult,
};
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
        let tree = tree(git, commit)?;
        let entry = tree.get_path(Path::new(path)).map_err(|_| Missing::Blob)?;
        if entry.kind() != Some(ObjectType::Blob) {
            return Err(Missing::Blob);
        }
        let blob = git.find_blob(entry.id()).map_err(|_| Missing::Blob)?;
        Ok(blob.content().to_vec())
    }

    /// Shows `look` each file of the commit, with its path, in order. Left out are links, files
    /// whose path is not UTF-8, and files whose content the repository lacks.
    ///
    /// # Errors
    ///
    /// [`Missing`], as for [`Mirrors::blob`].
    pub fn each(
        &mut self,
        repo: &str,
        commit: &str,
        mut look: impl FnMut(&str, &[u8]),
    ) -> Result<(), Missing> {
        let git = self.repository(repo)?;
        let tree = tree(git, commit)?;
        let walked = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            let is_file = matches!(entry.filemode(), 0o100_644 | 0o100_755);
            if let (true, Ok(name)) = (is_file, entry.name())
                && let Ok(blob) = git.find_blob(entry.id())
            {
                look(&format!("{folder}{name}"), blob.content());
            }
            TreeWalkResult::Ok
        });
        // A tree that the repository lacks.
        walked.map_err(|_| Missing::Blob)
    }

    /// The paths of the files that are the same in both commits, in order.
    ///
    /// # Errors
    ///
    /// [`Missing`], as for [`Mirrors::blob`].
    pub fn untouched(
        &mut self,
        repo: &str,
        before: &str,
        after: &str,
    ) -> Result<Vec<String>, Missing> {
        let git = self.repository(repo)?;
        let (before, after) = (tree(git, before)?, tree(git, after)?);
        let mut options = DiffOptions::new();
        options.include_unmodified(true);
        let diff = git.diff_tree_to_tree(Some(&before), Some(&after), Some(&mut options));
        let diff = diff.map_err(|_| Missing::Blob)?;
        let files = diff.deltas().filter(|delta| delta.status() == Delta::Unmodified);
        let files = files.filter(|delta| delta.new_file().mode() != FileMode::Commit);
        let paths = files.filter_map(|delta| delta.new_file().path()?.to_str().map(str::to_owned));
        let mut paths: Vec<String> = paths.collect();
        paths.sort();
        Ok(paths)
    }

    fn repository(&mut self, repo: &str) -> Result<&Repository, Missing> {
        let folder = &self.folder;
        let git = self.open.entry(repo.to_owned()).or_insert_with(|| {
            Repository::open(folder.join(repo.replace('/', "+")).join("repo")).ok()
        });
        git.as_ref().ok_or(Missing::Mirror)
    }
}

fn tree<'g>(git: &'g Repository, commit: &str) -> Result<Tree<'g>, Missing> {
    let commit = Oid::from_str(commit).map_err(|_| Missing::Commit)?;
    let tree = git.find_commit(commit).and_then(|commit| commit.tree());
    tree.map_err(|error| match error.code() {
        ErrorCode::NotFound => Missing::Commit,
        _ => Missing::Blob,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use git2::Signature;

    /// A commit that holds `a/b.py` and `c` with these texts.
    fn commit(git: &Repository, inner: &str, top: &str) -> String {
        let mut folder = git.treebuilder(None).unwrap();
        folder.insert("b.py", git.blob(inner.as_bytes()).unwrap(), 0o100_644).unwrap();
        let folder = folder.write().unwrap();
        let mut root = git.treebuilder(None).unwrap();
        root.insert("a", folder, 0o040_000).unwrap();
        root.insert("c", git.blob(top.as_bytes()).unwrap(), 0o100_644).unwrap();
        let tree = git.find_tree(root.write().unwrap()).unwrap();
        let who = Signature::now("n", "n@example.com").unwrap();
        git.commit(None, &who, &who, "m", &tree, &[]).unwrap().to_string()
    }

    #[test]
    fn a_file_is_read_or_said_to_be_missing() {
        let folder = tempfile::tempdir().unwrap();
        let git = Repository::init_bare(folder.path().join("o+n/repo")).unwrap();
        let commit = commit(&git, "x = 1\n", "");
        let mut mirrors = Mirrors::new(folder.path());
        assert_eq!(mirrors.blob("o/n", &commit, "a/b.py").unwrap(), b"x = 1\n");
        assert_eq!(mirrors.blob("o/n", &commit, "a/c.py"), Err(Missing::Blob));
        assert_eq!(mirrors.blob("o/n", &commit, "a"), Err(Missing::Blob));
        let mut all = Vec::new();
        mirrors.each("o/n", &commit, |path, file| all.push((path.to_owned(), file.len()))).unwrap();
        assert_eq!(all, [("a/b.py".to_owned(), 6), ("c".to_owned(), 0)]);
        let other = "0123456789012345678901234567890123456789";
        assert_eq!(mirrors.blob("o/n", other, "a/b.py"), Err(Missing::Commit));
        assert_eq!(mirrors.blob("o/x", &commit, "a/b.py"), Err(Missing::Mirror));
    }

    #[test]
    fn untouched_files_are_those_with_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let git = Repository::init_bare(folder.path().join("o+n/repo")).unwrap();
        let (first, second) = (commit(&git, "x", "y"), commit(&git, "x", "z"));
        let mut mirrors = Mirrors::new(folder.path());
        assert_eq!(mirrors.untouched("o/n", &first, &second).unwrap(), ["a/b.py"]);
        assert_eq!(mirrors.untouched("o/n", &first, &first).unwrap(), ["a/b.py", "c"]);
    }
}
