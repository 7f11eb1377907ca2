//! What the system says of a file without reading it.

use std::fs::Metadata;
use std::path::Path;

/// Nanoseconds since 1970.
pub(super) type Nanos = i64;

const SECOND: Nanos = 1_000_000_000;
/// Longer than a clock that knows parts of a second takes to tick: four milliseconds, or ten.
const FINE: Nanos = SECOND / 10;
/// Longer than any other takes.
const COARSE: Nanos = 3 * SECOND;

/// Which file it is, and when it was last changed in any way. As long as all of this is the
/// same, so are the file's bytes: a change that restores size and `mtime` leaves a newer
/// `ctime`, which no program can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Signature {
    pub(super) device: u64,
    pub(super) inode: u64,
    pub(super) size: u64,
    pub(super) modified: Nanos,
    pub(super) changed: Nanos,
    pub(super) mode: u32,
    pub(super) user: u32,
    pub(super) group: u32,
}

impl Signature {
    /// Of a regular file; nothing of anything else, or where the system does not tell enough.
    #[cfg(unix)]
    pub(crate) fn of(data: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        data.is_file().then_some(())?;
        Some(Self {
            device: data.dev(),
            inode: data.ino(),
            size: data.size(),
            modified: nanos(data.mtime(), data.mtime_nsec())?,
            changed: nanos(data.ctime(), data.ctime_nsec())?,
            mode: data.mode(),
            user: data.uid(),
            group: data.gid(),
        })
    }

    /// Other systems tell neither a file's number nor when it was changed.
    #[cfg(not(unix))]
    pub(crate) fn of(_data: &Metadata) -> Option<Self> {
        None
    }

    /// Of the regular file at `path`, which is no link.
    pub(crate) fn at(path: &Path) -> Option<Self> {
        Self::of(&path.symlink_metadata().ok()?)
    }

    /// Whether the file was changed so long before `moment` that a change after it has another
    /// time, however coarse the file system's clock is.
    pub(super) fn is_settled_at(&self, moment: Nanos) -> bool {
        [self.modified, self.changed].into_iter().all(|time| {
            let is_fine = time % SECOND != 0;
            time < moment.saturating_sub(if is_fine { FINE } else { COARSE })
        })
    }

    /// In bytes.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// What tells one file from another.
    pub(super) fn file(&self) -> (u64, u64) {
        (self.device, self.inode)
    }
}

/// One number of the two; nothing for a time that has none, in 1677 or 2262.
pub(super) fn nanos(seconds: i64, rest: i64) -> Option<Nanos> {
    seconds.checked_mul(SECOND)?.checked_add(rest)
}
