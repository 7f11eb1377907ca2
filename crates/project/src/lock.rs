//! How a file tells other processes that its writer is still alive.
//!
//! A writer holds an advisory lock on its temporary file or journal from creation to the
//! end. The system drops the lock when the process dies, however it dies: a file whose lock
//! can be taken has no writer. Where locks do not work (some network file systems, systems
//! other than Unix) age decides instead.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

/// A file without lock support that nobody wrote for this long has no writer: a single
/// replacement takes milliseconds.
const ABANDONED_AFTER: Duration = Duration::from_secs(600);

/// The outcome of asking for a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// The lock is ours until the file is closed.
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has these locks"))]
    Held,
    /// Another process has it.
    Busy,
    /// The file system knows no locks.
    Unsupported,
}

/// Asks for the lock on `file` without waiting.
#[cfg(unix)]
pub(crate) fn claim(file: &File) -> Claim {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    loop {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Claim::Held,
            Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) => return Claim::Busy,
            Err(_) => return Claim::Unsupported,
        }
    }
}

/// Asks for the lock on `file` without waiting.
#[cfg(not(unix))]
pub(crate) fn claim(_file: &File) -> Claim {
    Claim::Unsupported
}

/// Whether the writer of `file` is gone. If so, the lock is ours where there are locks.
pub(crate) fn abandoned(file: &File) -> bool {
    match claim(file) {
        Claim::Held => true,
        Claim::Busy => false,
        Claim::Unsupported => file
            .metadata()
            .and_then(|data| data.modified())
            .ok()
            .and_then(|time| time.elapsed().ok())
            .is_some_and(|age| age >= ABANDONED_AFTER),
    }
}

/// Whether `path` still names the open `file`: it may have been removed, or replaced, between
/// opening it and getting its lock.
#[cfg(unix)]
pub(crate) fn names(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (path.symlink_metadata(), file.metadata()) {
        (Ok(there), Ok(here)) => there.dev() == here.dev() && there.ino() == here.ino(),
        _ => false,
    }
}

/// Whether `path` still names the open `file`. Without file numbers: whether it exists.
#[cfg(not(unix))]
pub(crate) fn names(path: &Path, _file: &File) -> bool {
    path.symlink_metadata().is_ok()
}
