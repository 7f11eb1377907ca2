//! git's index as a second source: it knows which blob each tracked file is, by the file's
//! signature. A fresh checkout, where no file is known yet, is known by its blobs.

use std::path::Path;

use super::attributes::Conversions;
use super::plain;
use super::record::BlobKey;
use super::signature::{Nanos, Signature, nanos};
use crate::object_id::ObjectId;
use crate::repo_path::RepoPath;

/// Bytes of an entry before the blob's name.
const NUMBERS: usize = 40;
/// A larger index is not read. In bytes.
const MOST: u64 = 1 << 30;
const REGULAR: u32 = 0o100_000;
const TYPE: u32 = 0o170_000;

/// The tracked files that are, byte for byte, the blobs that the index names.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Sorted by number of the file.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    inode: u32,
    device: u32,
    size: u32,
    user: u32,
    group: u32,
    modified: Nanos,
    changed: Nanos,
    id: ObjectId,
}

impl Index {
    /// The index in `git_dir` of the work tree at `top`; empty where there is none that can be
    /// understood.
    pub(super) fn read(git_dir: &Path, common_dir: &Path, top: &Path) -> Self {
        Self::try_read(git_dir, common_dir, top).unwrap_or_default()
    }

    fn try_read(git_dir: &Path, common_dir: &Path, top: &Path) -> Option<Self> {
        if replaces(common_dir) {
            return None;
        }
        let (bytes, data) = plain::read(&git_dir.join("index"), MOST).ok()?;
        let written = Signature::of(&data)?;
        let length = name_length(common_dir);
        let mut conversions = Conversions::new(git_dir, common_dir, top)?;
        parse(&bytes, length, &mut |_, path| conversions.expect(path))?;
        let mut entries = Vec::new();
        parse(&bytes, length, &mut |entry, path| {
            // A file that is as young as the index may have been changed since in the same moment.
            let is_settled = entry.modified < written.modified && entry.changed < written.modified;
            if is_settled && !conversions.may_convert(path) {
                entries.push(entry);
            }
        })?;
        entries.sort_unstable_by_key(|entry| entry.inode);
        Some(Self { entries })
    }

    /// The blob that the file with this signature is.
    pub(super) fn blob(&self, file: &Signature) -> Option<BlobKey> {
        let inode = low(file.inode);
        let first = self.entries.partition_point(|entry| entry.inode < inode);
        let same = self.entries[first..].iter().take_while(|entry| entry.inode == inode);
        let mut same = same.filter(|entry| {
            u64::from(entry.size) == file.size
                && entry.modified == file.modified
                && entry.changed == file.changed
                && entry.device == low(file.device)
                && (entry.user, entry.group) == (file.user, file.group)
        });
        same.next().map(|entry| BlobKey::new(entry.id, file.size))
    }
}

/// Whether git keeps files of the folder at this path below the top; also where its index cannot
/// be understood.
pub(super) fn tracks(git_dir: &Path, common_dir: &Path, folder: &RepoPath) -> bool {
    let bytes = match plain::read(&git_dir.join("index"), MOST) {
        Ok((bytes, _)) => bytes,
        Err(error) => return error.kind() != std::io::ErrorKind::NotFound,
    };
    let mut is_tracked = false;
    let parsed = parse(&bytes, name_length(common_dir), &mut |_, path| {
        is_tracked |= folder.contains(path);
    });
    is_tracked || parsed.is_none()
}

/// Whether git may have put other content into files than the blobs that the index names
/// (`git replace`).
fn replaces(common_dir: &Path) -> bool {
    let single = common_dir.join("refs/replace").read_dir();
    let packed = || match plain::read(&common_dir.join("packed-refs"), MOST) {
        Ok((bytes, _)) => memchr::memmem::find(&bytes, b" refs/replace/").is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    std::env::var_os("GIT_REPLACE_REF_BASE").is_some()
        || single.is_ok_and(|mut refs| refs.next().is_some())
        || packed()
}

/// What git keeps of a large number.
#[expect(clippy::cast_possible_truncation, reason = "git keeps the low half")]
const fn low(number: u64) -> u32 {
    number as u32
}

/// How many bytes the repository's names have.
fn name_length(common_dir: &Path) -> usize {
    let config = std::fs::read(common_dir.join("config")).unwrap_or_default();
    let is_long = memchr::memmem::find(&config.to_ascii_lowercase(), b"sha256").is_some();
    if is_long { 32 } else { 20 }
}

/// Calls `visit` with the plain files in an index, in its order, each with its path; nothing if it
/// is not understood to its end.
pub(super) fn parse(
    bytes: &[u8],
    name_length: usize,
    visit: &mut dyn FnMut(Entry, &[u8]),
) -> Option<()> {
    let number = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk::<4>()?));
    let version = number(4)?;
    if bytes.get(..4)? != b"DIRC" || !(2..=4).contains(&version) {
        return None;
    }
    let count = usize::try_from(number(8)?).ok()?;
    let (mut at, mut path) = (12, Vec::new());
    for _ in 0..count {
        let field = |place: usize| number(at + 4 * place);
        let time = |place: usize| nanos(i64::from(field(place)?), i64::from(field(place + 1)?));
        let id = ObjectId::from_bytes(bytes.get(at + NUMBERS..)?.get(..name_length)?)?;
        let mut next = at + NUMBERS + name_length;
        let flags = u16::from_be_bytes(*bytes.get(next..)?.first_chunk::<2>()?);
        next += 2;
        let is_extended = flags & 0x4000 != 0;
        let mut is_planned = false;
        if is_extended {
            let more = u16::from_be_bytes(*bytes.get(next..)?.first_chunk::<2>()?);
            // To be added: it has no blob yet.
            is_planned = more & 0x2000 != 0;
            next += 2;
        }
        if version == 4 {
            let (cut, used) = varint(bytes.get(next..)?)?;
            next += used;
            path.truncate(path.len().checked_sub(cut)?);
        } else {
            path.clear();
        }
        let rest = bytes.get(next..)?;
        let end = memchr::memchr(0, rest)?;
        path.extend_from_slice(&rest[..end]);
        let told = usize::from(flags & 0xFFF);
        if path.len().min(0xFFF) != told {
            return None;
        }
        let mode = field(6)?;
        let is_merging = flags & 0x3000 != 0;
        if mode & TYPE == REGULAR && !is_planned && !is_merging && !path.is_empty() {
            let entry = Entry {
                changed: time(0)?,
                modified: time(2)?,
                device: field(4)?,
                inode: field(5)?,
                user: field(7)?,
                group: field(8)?,
                size: field(9)?,
                id,
            };
            visit(entry, &path);
        }
        next += end + 1;
        at = match version {
            4 => next,
            // Filled up with one to eight zeros to a multiple of eight.
            _ => at + (next - at).next_multiple_of(8),
        };
    }
    Some(())
}

/// git's number of variable length, and how many bytes it takes.
fn varint(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value: usize = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        if at > 0 {
            value = value.checked_add(1)?;
        }
        value = value.checked_mul(128)?.checked_add(usize::from(byte & 0x7F))?;
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_index_is_none() {
        for bytes in [
            &b""[..],
            b"DIRC",
            b"DIRC\0\0\0\x02\0\0\0\x01",
            b"DIRC\0\0\0\x02\xFF\xFF\xFF\xFF",
            b"DIRC\0\0\0\x07\0\0\0\0",
        ] {
            assert!(parse(bytes, 20, &mut |_, _| {}).is_none(), "{bytes:?}");
        }
        let empty = b"DIRC\0\0\0\x02\0\0\0\0";
        assert!(parse(empty, 20, &mut |_, _| panic!("it has none")).is_some());
    }

    #[test]
    fn numbers_are_read_as_git_writes_them() {
        assert_eq!(varint(&[0x7F]), Some((127, 1)));
        assert_eq!(varint(&[0x80, 0x00]), Some((128, 2)));
        assert_eq!(varint(&[0x81, 0x00]), Some((256, 2)));
        assert_eq!(varint(&[0x80]), None);
    }
}
