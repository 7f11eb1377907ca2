//! How many threads read files.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use crate::vcs;

/// So many read where there are fewer cores. One read at a time leaves a disk idle most of the time:
/// it sorts and overlaps what waits, and a network has more still on its way. Where the system has
/// all files in memory most of them find nothing to do.
const WAITING: usize = 16;
/// So many a core at the most: what was waited for has to be looked at too.
const PER_CORE: usize = 8;

/// In a tree with no more folders, and no more entries, there is little to wait for: it is read
/// sooner than more threads are started.
const FEW_FOLDERS: usize = 16;
const FEW_ENTRIES: usize = 256;

/// The number of threads that read when `asked` for so many; 0 leaves it to the machine.
pub(crate) fn reading(asked: usize) -> usize {
    if asked > 0 {
        return asked;
    }
    let cores = working(0);
    cores.max(WAITING.min(cores.saturating_mul(PER_CORE)))
}

/// [`reading`] for what is below `roots`.
pub(crate) fn reading_below(roots: &[&Path], asked: usize) -> usize {
    if asked == 0 && is_small(roots) { working(0) } else { reading(asked) }
}

/// The number of threads that do what takes a core or much memory when `asked` for so many; 0 means
/// as many as there are cores.
pub(crate) fn working(asked: usize) -> usize {
    if asked > 0 {
        return asked;
    }
    available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Whether there is little below `roots`, which are files or folders.
fn is_small(roots: &[&Path]) -> bool {
    let mut folders: Vec<PathBuf> = roots.iter().map(|root| root.to_path_buf()).collect();
    let (mut read, mut entries) = (0, folders.len());
    while let Some(folder) = folders.pop() {
        if entries > FEW_ENTRIES || read + folders.len() > FEW_FOLDERS {
            return false;
        }
        // What is no folder cannot be listed. What else is wrong finds who reads it.
        let Ok(list) = folder.read_dir() else { continue };
        read += 1;
        for entry in list.take(FEW_ENTRIES + 1).flatten() {
            entries += 1;
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && !vcs::is_store(&entry.file_name()) {
                folders.push(entry.path());
            }
        }
    }
    entries <= FEW_ENTRIES
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    #[test]
    fn so_many_as_asked_for() {
        assert_eq!((reading(3), reading_below(&[Path::new("/")], 3), working(3)), (3, 3, 3));
    }

    #[test]
    fn more_read_than_work_where_cores_are_few() {
        assert!(reading(0) >= working(0).max(PER_CORE));
    }

    #[test]
    fn what_is_small() {
        let dir = tempfile::tempdir().unwrap();
        let make = |path: &str| {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        };
        assert!(is_small(&[dir.path()]));
        make("a/b/c");
        make("a/d");
        (0..100).for_each(|number| make(&format!(".git/objects/{number}/x")));
        assert!(is_small(&[dir.path()]));
        assert!(is_small(&[&dir.path().join("a/d"), &dir.path().join("none")]));
        (0..FEW_FOLDERS).for_each(|number| make(&format!("a/b/{number}/x")));
        assert!(!is_small(&[dir.path()]));
        (0..FEW_ENTRIES).for_each(|number| make(&format!("flat/{number}")));
        assert!(!is_small(&[&dir.path().join("flat")]));
    }
}
