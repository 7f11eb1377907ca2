//! The file that makes a write in place safe: it holds the old and the new content.
//!
//! ```text
//! modelmod-journal 1
//! old LENGTH SHA1
//! new LENGTH SHA1
//!
//! OLD BYTES, NEW BYTES
//! ```
//!
//! A journal gets its name only when all of it is on disk, so whoever finds one can rely on
//! it. With both contents it can be told exactly whether a file is half-written or was edited
//! by someone else since.

use git2::{ObjectType, Oid};

const MAGIC: &[u8] = b"modelmod-journal 1\n";

/// A journal's two contents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Journal<'a> {
    pub(crate) old: &'a [u8],
    pub(crate) new: &'a [u8],
}

/// What a file is, seen from its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Old,
    New,
    /// A mixture: the write was interrupted.
    Torn,
    /// Neither: someone else edited it.
    Foreign,
}

impl<'a> Journal<'a> {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, git2::Error> {
        let mut bytes = MAGIC.to_vec();
        for (name, content) in [("old", self.old), ("new", self.new)] {
            let hash = Oid::hash_object(ObjectType::Blob, content)?;
            bytes.extend_from_slice(format!("{name} {} {hash}\n", content.len()).as_bytes());
        }
        bytes.push(b'\n');
        bytes.extend_from_slice(self.old);
        bytes.extend_from_slice(self.new);
        Ok(bytes)
    }

    /// Reads a journal; nothing if a single byte of it is not as it was written.
    pub(crate) fn decode(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (old_length, old_hash, rest) = header_line(rest, "old ")?;
        let (new_length, new_hash, rest) = header_line(rest, "new ")?;
        let rest = rest.strip_prefix(b"\n")?;
        if rest.len() != old_length.checked_add(new_length)? {
            return None;
        }
        let (old, new) = rest.split_at(old_length);
        let intact = |content, hash: &str| {
            Oid::hash_object(ObjectType::Blob, content).is_ok_and(|found| found.to_string() == hash)
        };
        (intact(old, old_hash) && intact(new, new_hash)).then_some(Self { old, new })
    }

    /// What `current` is, as the content of the file that this journal is for.
    pub(crate) fn state(&self, current: &[u8]) -> State {
        if current == self.old {
            State::Old
        } else if current == self.new {
            State::New
        } else if self.is_torn(current) {
            State::Torn
        } else {
            State::Foreign
        }
    }

    /// After a kill the file is a start of the new content and the rest of the old. After a
    /// power cut its blocks can be old and new in any pattern, and blocks past the old end
    /// can be zero.
    fn is_torn(&self, current: &[u8]) -> bool {
        let shorter = self.old.len().min(self.new.len());
        let longer = self.old.len().max(self.new.len());
        (shorter..=longer).contains(&current.len())
            && current.iter().enumerate().all(|(at, byte)| {
                self.old.get(at) == Some(byte)
                    || self.new.get(at) == Some(byte)
                    || (at >= self.old.len() && *byte == 0)
            })
    }
}

/// Splits `NAME LENGTH HASH` and a line end off the front.
fn header_line<'a>(bytes: &'a [u8], name: &str) -> Option<(usize, &'a str, &'a [u8])> {
    let end = memchr::memchr(b'\n', bytes)?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let (length, hash) = line.strip_prefix(name)?.split_once(' ')?;
    Some((length.parse().ok()?, hash, &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOURNAL: Journal<'_> = Journal { old: b"abcdef", new: b"ABCDEFGH" };

    #[test]
    fn what_is_encoded_is_decoded() {
        for (old, new) in [(&b""[..], &b"\n\nx\0"[..]), (b"old 3 x\n", b""), (b"a", b"b")] {
            let bytes = Journal { old, new }.encode().unwrap();
            assert_eq!(Journal::decode(&bytes), Some(Journal { old, new }));
        }
    }

    #[test]
    fn every_damaged_byte_and_every_missing_end_is_noticed() {
        let bytes = JOURNAL.encode().unwrap();
        for at in 0..bytes.len() {
            assert_eq!(Journal::decode(&bytes[..at]), None, "cut at {at}");
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Journal::decode(&damaged), None, "damaged at {at}");
        }
    }

    #[test]
    fn a_half_written_file_is_told_from_an_edited_one() {
        assert_eq!(JOURNAL.state(b"abcdef"), State::Old);
        assert_eq!(JOURNAL.state(b"ABCDEFGH"), State::New);
        assert_eq!(JOURNAL.state(b"ABcdef"), State::Torn);
        assert_eq!(JOURNAL.state(b"ABCDEFG"), State::Torn);
        assert_eq!(JOURNAL.state(b"abCDef\0H"), State::Torn);
        assert_eq!(JOURNAL.state(b"ABxdef"), State::Foreign);
        assert_eq!(JOURNAL.state(b"abcde"), State::Foreign);
        assert_eq!(JOURNAL.state(b"abcdefghi"), State::Foreign);
    }
}
