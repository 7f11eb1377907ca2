//! What git knows of the tree that a cache is about.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::index::Index;
use crate::repo::Repository;

/// A tree. All caches that are about it share what git knows of it: that takes as long to read as
/// a fresh checkout takes otherwise.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    /// Where git's data of the tree are.
    git: Option<Git>,
    index: OnceLock<Index>,
}

#[derive(Debug)]
pub(super) struct Git {
    pub(super) dir: PathBuf,
    pub(super) common: PathBuf,
    pub(super) top: PathBuf,
}

impl Git {
    fn of(root: &Path) -> Option<Self> {
        let repository = Repository::discover(root).ok().flatten()?;
        let common = repository.store().common_dir().ok()?.canonicalize().ok()?;
        let dir = repository.git_dir().canonicalize().ok()?;
        Some(Self { dir, common, top: repository.workdir().unwrap_or(root).to_path_buf() })
    }
}

impl Tree {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), git: Git::of(root), index: OnceLock::new() }
    }

    pub(super) fn git(&self) -> Option<&Git> {
        self.git.as_ref()
    }

    /// The path that stands for the tree. Linked work trees share what they have in common.
    pub(super) fn place(&self) -> &Path {
        self.git.as_ref().map_or(&self.root, |git| &git.common)
    }

    /// git's index of the tree, which is read when it is first asked for.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| match &self.git {
            Some(git) => Index::read(&git.dir, &git.common, &git.top),
            None => Index::default(),
        })
    }
}
