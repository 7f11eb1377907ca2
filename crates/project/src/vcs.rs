//! The folders in which version control systems keep their own data.

use std::ffi::OsStr;
use std::path::Path;

const STORES: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// Whether a file or folder of this name belongs to a version control system. `.git` is a
/// file in linked worktrees and submodules, and just as little ours to edit.
pub(crate) fn is_store(name: &OsStr) -> bool {
    STORES.iter().any(|store| name == *store)
}

/// Whether the canonical `path` lies in the store of a version control system.
///
/// Some tools check a work tree out below `.git`: what lies under a folder that has a `.git`
/// of its own is a work tree again.
pub(crate) fn inside_store(path: &Path) -> bool {
    if !path.iter().any(is_store) {
        return false;
    }
    for folder in path.ancestors() {
        if folder.file_name().is_some_and(is_store) {
            return true;
        }
        if folder.join(".git").symlink_metadata().is_ok() {
            return false;
        }
    }
    false
}
