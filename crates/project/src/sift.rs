//! Large files, looked through piece by piece: most hold nothing, and need not be in memory.

use crate::content::{SkipReason, fill};
use modelmod_edit::Span;
use std::io::Read;

/// Files of fewer bytes are read whole: most are, and a second look at those with a hit costs
/// more than their memory.
pub(crate) const LARGE: u64 = 8 * 1024 * 1024;

/// How many bytes are in memory at a time.
const PIECE: usize = 1024 * 1024;

/// Tells of a part of a file whether anybody wants to see the whole.
pub trait Sift: std::fmt::Debug + Sync {
    /// How many bytes of a part come again at the start of the next: as many as what is looked
    /// for has at the most, or more.
    fn overlap(&self) -> usize;

    /// Whether what is looked for may stand in `part`. A file of which this is never true for any
    /// of its parts is counted and not visited, as one that is known to be blank.
    fn may_hold(&self, part: &[u8]) -> bool;

    /// Where what is looked for may stand in `part`, in any order. Each place has as many bytes as
    /// [`Sift::overlap`] at the most, and there is none where `may_hold` says no.
    fn places(&self, part: &[u8]) -> Vec<Span>;

    /// Of a file with more bytes the visitor does not get the whole, but an
    /// [`excerpt`](crate::FileInput::excerpt).
    fn most(&self) -> u64;
}

/// How many bytes `source` has, `begun` included, where nothing is in them; `None` as soon as
/// something may be. `buffer` begins with the `begun` bytes that were already read, and is used
/// for the rest. Of more than `limit` bytes no more is read.
pub(crate) fn sift(
    source: &mut impl Read,
    buffer: &mut Vec<u8>,
    begun: usize,
    limit: u64,
    by: &dyn Sift,
) -> Result<Option<u64>, SkipReason> {
    let overlap = by.overlap();
    let wanted = PIECE.max(overlap.saturating_mul(2)).max(begun);
    if buffer.len() < wanted {
        buffer.resize(wanted, 0);
    }
    let (mut filled, mut size) = (begun, begun as u64);
    loop {
        let known = filled;
        filled = fill(source, buffer, known)?;
        size += (filled - known) as u64;
        let is_over = filled < buffer.len();
        if size > limit {
            return Err(SkipReason::TooLarge { size });
        }
        if by.may_hold(&buffer[..filled]) {
            return Ok(None);
        }
        if is_over {
            return Ok(Some(size));
        }
        let kept = overlap.min(filled);
        buffer.copy_within(filled - kept..filled, 0);
        filled = kept;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    #[derive(Debug)]
    struct For(&'static [u8]);

    impl Sift for For {
        fn overlap(&self) -> usize {
            self.0.len()
        }

        fn may_hold(&self, part: &[u8]) -> bool {
            memchr::memmem::find(part, self.0).is_some()
        }

        fn places(&self, _part: &[u8]) -> Vec<Span> {
            Vec::new()
        }

        fn most(&self) -> u64 {
            u64::MAX
        }
    }

    /// Gives a few bytes at a time, and is interrupted.
    struct Slow<'b>(&'b [u8], bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            let count = self.0.len().min(buffer.len()).min(100_001);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn sifted(bytes: &[u8], limit: u64) -> Result<Option<u64>, SkipReason> {
        // As many as the buffer holds, too: nothing is read into a full one.
        let [few, full] = [1000, PIECE].map(|begun| {
            let mut buffer = bytes[..begun].to_vec();
            sift(&mut Slow(&bytes[begun..], false), &mut buffer, begun, limit, &For(b"needle"))
        });
        assert_eq!(few, full);
        few
    }

    #[test]
    fn found_wherever_it_stands() {
        let size = PIECE * 3 + 17;
        let blank = vec![b'.'; size];
        let limit = size as u64;
        assert_eq!(sifted(&blank, limit).unwrap(), Some(limit));
        let near = [0, 996, 1000, PIECE, PIECE * 2, size];
        let places = near.iter().flat_map(|&at| at.saturating_sub(20)..at + 20);
        for at in places.filter(|at| at + 6 <= size) {
            let mut bytes = blank.clone();
            bytes[at..at + 6].copy_from_slice(b"needle");
            assert_eq!(sifted(&bytes, limit).unwrap(), None, "at {at}");
        }
    }

    #[test]
    fn a_file_that_grows_is_given_up() {
        let bytes = vec![b'.'; PIECE * 3];
        let refused = sifted(&bytes, PIECE as u64 * 2).unwrap_err();
        assert!(matches!(refused, SkipReason::TooLarge { .. }), "{refused:?}");
    }
}
