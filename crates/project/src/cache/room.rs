//! Which file systems keep the time of a file's last change as it has to be kept.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{PoisonError, RwLock};

/// What was asked of the system, by device.
///
/// Only file systems of this machine that are known to give each file its own number and to set
/// its `ctime` at each change are trusted. On a network the clock is another one and the
/// answers are kept for seconds; images that are mounted all have the same times.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    trusted: RwLock<HashMap<u64, bool>>,
}

impl Rooms {
    /// Whether the file at `path`, on `device`, is on such a file system.
    pub(super) fn is_trusted(&self, device: u64, path: &Path) -> bool {
        let known = self.trusted.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&device) {
            return *answer;
        }
        drop(known);
        let answer = is_trusted(path);
        self.trusted.write().unwrap_or_else(PoisonError::into_inner).insert(device, answer);
        answer
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_trusted(path: &Path) -> bool {
    const KINDS: [i128; 9] = [
        0xEF53,      // ext2, ext3, ext4
        0x5846_5342, // XFS
        0x9123_683E, // Btrfs
        0x0102_1994, // tmpfs
        0x794C_7630, // overlayfs
        0xF2F5_2010, // F2FS
        0x2FC1_2FC1, // ZFS
        0xCA45_1A4E, // bcachefs
        0x8584_58F6, // ramfs
    ];
    // Some systems have it as a signed number of 32 bits.
    rustix::fs::statfs(path)
        .is_ok_and(|system| KINDS.contains(&(i128::from(system.f_type) & 0xFFFF_FFFF)))
}

#[cfg(target_vendor = "apple")]
fn is_trusted(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|system| {
        let name = system.f_fstypename.iter().take_while(|letter| **letter != 0);
        let name: String = name.map(|letter| char::from(letter.unsigned_abs())).collect();
        name == "apfs" || name == "hfs"
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn is_trusted(_path: &Path) -> bool {
    false
}
