//! Files with ignore rules that nobody can read to their end, or should.

use std::path::{Path, PathBuf};

/// Files that the walk opens in each folder, before it looks at anything there.
const NAMES: [&str; 3] = [".gitignore", ".ignore", ".git/info/exclude"];

/// Larger ones are refused, in bytes. All patterns of a file become one automaton, which has
/// some 300 times the size: a file of 10 MiB takes gigabytes, and no project that people look
/// after has one of 100 KiB.
pub(crate) const LARGEST: u64 = 1024 * 1024;

/// A file with ignore rules that cannot be heeded. What it would leave out is not known, so
/// nothing beside it or below may be touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unusable {
    pub(crate) path: PathBuf,
    /// What is wrong with it, without a full stop.
    pub(crate) cause: String,
}

/// Which of the files with ignore rules in `folder` cannot be heeded: a pipe would be waited for,
/// a device read for ever, and a file of very many lines takes all memory.
pub(crate) fn unusable(folder: &Path) -> Option<Unusable> {
    NAMES.iter().find_map(|name| {
        let path = folder.join(name);
        let data = path.metadata().ok()?;
        // A folder of this name is an error of its own, and a link to nothing is nothing.
        let cause = match data.len() {
            _ if data.is_dir() => return None,
            _ if !data.is_file() => "not a regular file; remove it".to_owned(),
            size if size > LARGEST => {
                format!("{size} bytes of ignore rules, more than {LARGEST}; shorten it")
            }
            _ => return None,
        };
        Some(Unusable { path, cause })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_of_a_megabyte_are_heeded() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, path) = (dir.path(), dir.path().join(".ignore"));
        assert_eq!(unusable(folder), None);
        let rules = vec![b'\n'; usize::try_from(LARGEST).unwrap() + 1];
        std::fs::write(&path, &rules[1..]).unwrap();
        assert_eq!(unusable(folder), None);
        std::fs::write(&path, &rules).unwrap();
        let found = unusable(folder).unwrap();
        assert_eq!(found.path, path);
        assert!(found.cause.contains("shorten it"), "{}", found.cause);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert_eq!(unusable(folder), None, "an error of its own");
    }
}
