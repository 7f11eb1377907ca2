//! What reads bytes that others may have written, for those who check it with any bytes.

use std::path::Path;

use super::attributes::Conversions;
use super::record::{CHECKSUM, MARK, QUESTION, Remembered, checksum};
use super::{index, record};

const ASKED: [u8; QUESTION] = [7; QUESTION];

/// Whether the tracked file at `path` of the work tree at `top`, whose repository is `git_dir`,
/// may have other bytes than its blob; nothing where that cannot be told of any file.
#[must_use]
pub fn may_convert(git_dir: &Path, top: &Path, path: &[u8]) -> Option<bool> {
    Some(Conversions::new(git_dir, git_dir, top)?.may_convert(path))
}

/// How many plain files an index of names of so many bytes has; nothing where it is not understood.
#[must_use]
pub fn files_of_index(bytes: &[u8], name_length: usize) -> Option<usize> {
    let mut count = 0;
    index::parse(bytes, name_length, &mut |_, path| {
        assert!(!path.is_empty(), "a file without a name");
        count += 1;
    })?;
    Some(count)
}

/// Reads `body` as what a file of the cache holds, and writes it again.
///
/// # Panics
///
/// Where that does not give the same bytes, or a file is read that is damaged.
pub fn record_is_read_and_written(body: &[u8]) {
    assert_eq!(Remembered::decode(body, &ASKED), None, "without its mark");
    let mut file = [MARK.as_slice(), &ASKED, body].concat();
    let sum = checksum(&file);
    file.extend_from_slice(&sum.to_le_bytes());
    let Some(found) = Remembered::decode(&file, &ASKED) else { return };
    assert_eq!(found.encode(&ASKED), file, "it is written as it was read");
    let places = record::Places::of(&found.blobs);
    for (at, one) in found.blobs.iter().enumerate() {
        assert_eq!(places.find(&found.blobs, &one.key), Some(at));
    }
    for (at, one) in found.files.iter().enumerate() {
        assert_eq!(found.file(&one.key), Some(at));
    }
    let (at, last) = (body.len() % file.len(), file.len() - CHECKSUM - 1);
    for at in [at, last] {
        let mut damaged = file.clone();
        damaged[at] ^= 1;
        assert_eq!(Remembered::decode(&damaged, &ASKED), None, "damaged at {at}");
    }
}
