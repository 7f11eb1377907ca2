//! What a killed run leaves of a branch that it was just moving: git's lock on it.
//!
//! Whoever moves a branch here first writes down which one, in a file that it keeps locked.
//! The system drops that lock when the process dies; whoever finds the file without its lock
//! knows that the branch's own lock, a file that git never gives up, belongs to nobody.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::lock::{Claim, claim, names};

const NAME: &str = "modelmod-branch.lock";

/// A branch is moved in much less than this.
const PATIENCE: Duration = Duration::from_secs(10);
/// A lock of a branch that is younger may be somebody's who is at work.
const YOUNG: Duration = Duration::from_secs(2);

/// Held while a branch is moved.
pub(crate) struct Pending {
    path: PathBuf,
    /// Keeps the lock.
    _file: Option<File>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        // A file that stays is one without a lock: the next run removes it.
        drop(std::fs::remove_file(&self.path));
    }
}

impl Pending {
    /// Cleans up after runs that died, if there are any.
    pub(crate) fn sweep(store: &Path) {
        let is_left = |file: File| claim(&file) == Claim::Held;
        if File::open(store.join(NAME)).is_ok_and(is_left) {
            drop(Self::begin(store, ""));
        }
    }

    /// Waits for others who move a branch of this repository, cleans up after those that
    /// died, and writes down that `branch` is to be moved. `store` is where git keeps its
    /// references.
    pub(crate) fn begin(store: &Path, branch: &str) -> std::io::Result<Self> {
        let path = store.join(NAME);
        let begun = Instant::now();
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)?;
            match claim(&file) {
                Claim::Held if names(&path, &file) => {
                    let mut before = String::new();
                    file.read_to_string(&mut before)?;
                    if !before.is_empty() {
                        unlock(store, before.trim_end());
                    }
                    file.set_len(0)?;
                    std::io::Seek::rewind(&mut file)?;
                    writeln!(file, "{branch}")?;
                    return Ok(Self { path, _file: Some(file) });
                }
                // Removed by who had it: there is a new one, or none.
                Claim::Held => {}
                Claim::Busy if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                // Whoever has it for so long is no reason to do nothing: git has its own lock.
                Claim::Busy | Claim::Unsupported => return Ok(Self { path, _file: None }),
            }
        }
    }
}

/// Removes git's lock on a branch, once it is clear that nobody is at work.
fn unlock(store: &Path, branch: &str) {
    let path = store.join("refs/heads").join(format!("{branch}.lock"));
    let age = || {
        let modified = path.symlink_metadata().ok()?.modified().ok()?;
        Some(modified.elapsed().unwrap_or_default())
    };
    while let Some(age) = age() {
        if age >= YOUNG {
            drop(std::fs::remove_file(&path));
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
