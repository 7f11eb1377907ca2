//! Files that were looked at, to be read again.

use std::path::Path;

use super::plain;
use super::signature::Signature;

/// A file as it was when it was looked at: by the very evidence by which it is known to be
/// unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen(pub(super) Signature);

impl Seen {
    /// The bytes of the file, which is at `path`; nothing if it cannot be read or is not as it was
    /// any more.
    #[must_use]
    pub fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let (bytes, _) = plain::read(path, self.0.size).ok()?;
        // Behind the last byte: as it is now it was all the time.
        let now = Signature::at(path)?;
        (now == self.0 && bytes.len() as u64 == self.0.size).then_some(bytes)
    }
}
