//! Paths as git stores them.

use std::path::{Component, Path, PathBuf};

/// A path inside a repository: bytes in no particular encoding, relative to the top, with `/`
/// between the parts. Empty for the top itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RepoPath(Vec<u8>);

impl RepoPath {
    /// Takes the bytes as they are.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// Converts a relative path of normal components; nothing for any other path.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::Normal(name) => {
                    if !bytes.is_empty() {
                        bytes.push(b'/');
                    }
                    bytes.extend_from_slice(name_bytes(name)?);
                }
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        Some(Self(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The path for the file system; nothing where it cannot be expressed there, as bytes
    /// that are not UTF-8 outside Unix.
    #[must_use]
    pub fn to_path(&self) -> Option<PathBuf> {
        to_path(&self.0)
    }

    /// Whether `path` is this path or lies below it.
    #[must_use]
    pub fn contains(&self, path: &[u8]) -> bool {
        self.0.is_empty()
            || path
                .strip_prefix(self.0.as_slice())
                .is_some_and(|rest| matches!(rest, [] | [b'/', ..]))
    }
}

impl std::fmt::Display for RepoPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        String::from_utf8_lossy(&self.0).fmt(f)
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "only other systems have names without bytes")]
fn name_bytes(name: &std::ffi::OsStr) -> Option<&[u8]> {
    Some(std::os::unix::ffi::OsStrExt::as_bytes(name))
}

#[cfg(not(unix))]
fn name_bytes(name: &std::ffi::OsStr) -> Option<&[u8]> {
    name.to_str().map(str::as_bytes)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "only other systems have bytes without names")]
fn to_path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn to_path(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_below_the_top_are_converted() {
        let bytes = |path: &str| RepoPath::from_path(Path::new(path)).map(|path| path.0);
        assert_eq!(bytes("./a//b/c"), Some(b"a/b/c".to_vec()));
        assert_eq!(bytes("."), Some(Vec::new()));
        assert_eq!(bytes("/a"), None);
        assert_eq!(bytes("a/../b"), None);
    }

    #[test]
    fn a_name_that_only_starts_alike_is_not_below() {
        let path = RepoPath::from_bytes("src");
        assert!(path.contains(b"src"));
        assert!(path.contains(b"src/a"));
        assert!(!path.contains(b"src2"));
        assert!(RepoPath::default().contains(b"anything"));
    }
}
