//! What callers noted of files in which something stands, and its form on disk.
//!
//! A file is: the mark, the question, the number of files and of blobs, the files sorted by device
//! and number, the blobs sorted by name, each with the place of its note, the notes, a checksum of
//! all before it. Numbers are little-endian. Whatever is not exactly so is as good as no file.

use std::collections::HashMap;
use std::ops::Range;

use super::record::{
    BLOB, BLOB_AGE, BlobKey, CHECKSUM, FILE, FILE_AGE, Input, QUESTION, Used, checksum, put_blob,
    put_file,
};
use super::signature::Signature;

/// Begins each file; the number changes with the form.
const MARK: &[u8; 16] = b"modelmod notes 1";
const HEADER: usize = MARK.len() + QUESTION + 2 * 8;
/// Where a note begins, and its length.
const PLACE: usize = 2 * 8;

/// No file is larger: what would be is not written.
pub(super) const MOST_BYTES: u64 = 128 << 20;

/// The note on something.
#[derive(Debug, Clone)]
pub(super) struct Noted<K> {
    pub(super) key: K,
    /// How often the notes were written since this was last of use.
    age: u8,
    /// Where in [`Notes::bytes`] it is.
    place: Range<usize>,
}

/// All notes for one question.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Sorted by [`Signature::file`], each file once.
    pub(super) files: Vec<Noted<Signature>>,
    /// Sorted; a blob that is at several paths has several, the youngest first.
    pub(super) blobs: Vec<Noted<BlobKey>>,
    bytes: Vec<u8>,
}

/// What is new.
#[derive(Debug, Default)]
pub(super) struct NewNotes {
    pub(super) files: HashMap<Signature, Vec<u8>>,
    pub(super) blobs: Vec<(BlobKey, Signature)>,
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.blobs.is_empty()
    }

    /// The place in `files` of the note on a file.
    pub(super) fn file(&self, signature: &Signature) -> Option<usize> {
        let found = self.files.binary_search_by_key(&signature.file(), |one| one.key.file());
        found.ok().filter(|&at| self.files[at].key == *signature)
    }

    /// The places in `blobs` of the notes on a blob.
    pub(super) fn blob(&self, key: &BlobKey) -> Range<usize> {
        let first = self.blobs.partition_point(|one| one.key < *key);
        let same = self.blobs[first..].iter().take_while(|one| one.key == *key).count();
        first..first + same
    }

    /// The note itself.
    pub(super) fn text<K>(&self, one: &Noted<K>) -> &[u8] {
        self.bytes.get(one.place.clone()).unwrap_or_default()
    }

    /// The bytes of a file with these notes and the new ones, as [`Notes::decode`] takes it. What
    /// is old gives way to the new, and goes after a while unless it was of use.
    pub(super) fn encode_with(
        &self,
        new: &NewNotes,
        question: &[u8; QUESTION],
        was_used: &dyn Fn(Used) -> bool,
    ) -> Vec<u8> {
        let aged = |age: u8, was_used: bool| if was_used { 0 } else { age.saturating_add(1) };
        let mut files: Vec<(Signature, u8, &[u8])> = Vec::new();
        for (at, one) in self.files.iter().enumerate() {
            let age = aged(one.age, was_used(Used::File(at)));
            if age <= FILE_AGE {
                files.push((one.key, age, self.text(one)));
            }
        }
        files.extend(new.files.iter().map(|(key, note)| (*key, 0, note.as_slice())));
        // Of two for one file the new one, which the sort leaves behind the old.
        files.sort_by_key(|one| one.0.file());
        files.reverse();
        files.dedup_by_key(|one| one.0.file());
        files.reverse();
        let mut blobs: Vec<(BlobKey, u8, &[u8])> = Vec::new();
        let note = |signature: &Signature| new.files.get(signature).map(Vec::as_slice);
        blobs.extend(new.blobs.iter().filter_map(|(key, of)| Some((*key, 0, note(of)?))));
        for (at, one) in self.blobs.iter().enumerate() {
            let age = aged(one.age, was_used(Used::Blob(at)));
            if age <= BLOB_AGE {
                blobs.push((one.key, age, self.text(one)));
            }
        }
        blobs.sort_by_key(|one| one.0);
        // To a note something may have been added since.
        let grew = |old: &[u8], new: &[u8]| new.starts_with(old);
        blobs.dedup_by(|later, earlier| later.0 == earlier.0 && grew(later.2, earlier.2));
        encode(question, &files, &blobs)
    }

    /// What `bytes` hold for `question`; nothing if they are of another question or version, or
    /// damaged in any way.
    pub(super) fn decode(bytes: Vec<u8>, question: &[u8; QUESTION]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
        let mut input = Input(body.strip_prefix(MARK)?.strip_prefix(question)?);
        if checksum(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let (files, blobs) = (input.count()?, input.count()?);
        let place = |input: &mut Input<'_>| {
            let number = |bytes| usize::try_from(u64::from_le_bytes(bytes)).ok();
            let (start, length) = (number(input.take()?)?, number(input.take()?)?);
            let end = start.checked_add(length)?;
            (end <= body.len()).then_some(start..end)
        };
        let mut found = Self::default();
        for _ in 0..files {
            let (key, code) = input.file()?;
            let place = place(&mut input)?;
            found.files.push(Noted { key, age: u8::try_from(code).ok()?, place });
        }
        for _ in 0..blobs {
            let (key, code) = input.blob()?;
            let place = place(&mut input)?;
            found.blobs.push(Noted { key, age: u8::try_from(code).ok()?, place });
        }
        let is_sorted = found.files.is_sorted_by(|a, b| a.key.file() < b.key.file())
            && found.blobs.is_sorted_by(|a, b| a.key <= b.key);
        is_sorted.then_some(Self { bytes, ..found })
    }
}

fn encode(
    question: &[u8; QUESTION],
    files: &[(Signature, u8, &[u8])],
    blobs: &[(BlobKey, u8, &[u8])],
) -> Vec<u8> {
    let begin = HEADER + files.len() * (FILE + PLACE) + blobs.len() * (BLOB + PLACE);
    let mut out = Vec::with_capacity(begin);
    out.extend_from_slice(MARK);
    out.extend_from_slice(question);
    out.extend_from_slice(&(files.len() as u64).to_le_bytes());
    out.extend_from_slice(&(blobs.len() as u64).to_le_bytes());
    let mut notes = Vec::new();
    // The note on a file is that on its blob.
    let mut places: HashMap<&[u8], usize> = HashMap::new();
    let mut place = |out: &mut Vec<u8>, note| {
        let start = *places.entry(note).or_insert_with(|| {
            notes.extend_from_slice(note);
            begin + notes.len() - note.len()
        });
        out.extend_from_slice(&(start as u64).to_le_bytes());
        out.extend_from_slice(&(note.len() as u64).to_le_bytes());
    };
    for (key, age, note) in files {
        put_file(&mut out, key, (*age).into());
        place(&mut out, *note);
    }
    for (key, age, note) in blobs {
        put_blob(&mut out, key, (*age).into());
        place(&mut out, *note);
    }
    out.extend_from_slice(&notes);
    let sum = checksum(&out);
    out.extend_from_slice(&sum.to_le_bytes());
    out
}
