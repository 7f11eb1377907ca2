//! One thread's view of a cache.

use std::ops::Range;
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::record::{self, BlobKey, Fact, Kept};
use super::{Cache, Learned, Seen, Signature};
use crate::object_id::ObjectId;

/// What is known of a file that need not be read, perhaps.
pub(crate) enum Known<'c> {
    Fact(Fact),
    /// What was noted of it.
    Notes(Candidates<'c>),
}

/// Notes of which one may be what the caller asks for: a blob may be at several paths.
pub(crate) struct Candidates<'c> {
    pub(crate) seen: Seen,
    pub(crate) texts: Vec<&'c [u8]>,
    from: Source,
}

/// Where notes were found.
enum Source {
    File(usize),
    Blobs(Range<usize>),
}

/// One thread's view of a cache; what it learns is handed over when it is dropped.
#[derive(Debug)]
pub(crate) struct Notebook<'c> {
    cache: &'c Cache,
    learned: Learned,
}

impl<'c> Notebook<'c> {
    pub(crate) fn new(cache: &'c Cache) -> Self {
        Self { cache, learned: Learned::default() }
    }

    /// Whether anything is known of any file.
    pub(crate) fn knows_any(&self) -> bool {
        !self.cache.is_empty()
    }

    /// What is known of the regular file at `path`, which has this signature.
    pub(crate) fn recall(&mut self, path: &Path, signature: &Signature) -> Option<Known<'c>> {
        let cache = self.cache;
        if cache.is_empty() || !cache.rooms.is_trusted(signature.device, path) {
            return None;
        }
        self.of_file(signature).or_else(|| self.of_blob(signature))
    }

    fn of_file(&mut self, signature: &Signature) -> Option<Known<'c>> {
        let cache = self.cache;
        if let Some(at) = cache.remembered.file(signature) {
            cache.used_files[at].store(true, Ordering::Relaxed);
            self.learned.known += 1;
            return Some(Known::Fact(cache.remembered.files[at].fact));
        }
        let notes = &cache.notes.as_ref()?.notes;
        let at = notes.file(signature)?;
        let texts = vec![notes.text(&notes.files[at])];
        Some(Known::Notes(Candidates { seen: Seen(*signature), texts, from: Source::File(at) }))
    }

    fn of_blob(&mut self, signature: &Signature) -> Option<Known<'c>> {
        let cache = self.cache;
        let missed = cache.missed.fetch_add(1, Ordering::Relaxed);
        if !cache.knows_blobs() || missed < cache.few() {
            return None;
        }
        let key = cache.tree.index().blob(signature)?;
        if let Some(at) = cache.blob(&key) {
            cache.used_blobs[at].store(true, Ordering::Relaxed);
            let fact = cache.remembered.blobs[at].fact;
            self.learned.known += 1;
            // Next time it is known by itself.
            self.learned.recognised.push(Kept::new(*signature, fact));
            return Some(Known::Fact(fact));
        }
        let notes = &cache.notes.as_ref()?.notes;
        let places = notes.blob(&key);
        let texts: Vec<&[u8]> =
            notes.blobs[places.clone()].iter().map(|one| notes.text(one)).collect();
        let from = Source::Blobs(places);
        let is_noted = !texts.is_empty();
        is_noted.then_some(Known::Notes(Candidates { seen: Seen(*signature), texts, from }))
    }

    /// Notes that the candidate at this place was of use.
    pub(crate) fn take(&mut self, candidates: &Candidates<'c>, which: usize) {
        let Some(noting) = &self.cache.notes else { return };
        self.learned.known += 1;
        match &candidates.from {
            Source::File(at) => noting.used_files[*at].store(true, Ordering::Relaxed),
            Source::Blobs(places) => {
                noting.used_blobs[places.start + which].store(true, Ordering::Relaxed);
                // Next time it is known by itself.
                self.learned.notes.push((candidates.seen.0, candidates.texts[which].to_vec()));
            }
        }
    }

    /// What is known of a blob of a commit, with its size, which `size` tells if it has to be
    /// asked. What a file of a work tree was that came from this blob, the blob is too if it has as
    /// many bytes: as between work trees, only a conversion of line ends may lie between them.
    pub(crate) fn recall_blob(
        &mut self,
        id: ObjectId,
        size: impl FnOnce() -> Option<u64>,
    ) -> Option<(Fact, u64)> {
        let cache = self.cache;
        let blobs = &cache.remembered.blobs;
        let first = blobs.partition_point(|one| one.key < BlobKey::new(id, 0));
        let same = blobs[first..].iter().take_while(|one| one.key.id == id).count();
        let same = &blobs[first..first + same];
        let (at, size) = match same.last()?.key.size.checked_sub(record::ITSELF) {
            Some(size) => (same.len() - 1, size),
            None => {
                let size = size()?;
                (same.iter().position(|one| one.key.size == size)?, size)
            }
        };
        cache.used_blobs[first + at].store(true, Ordering::Relaxed);
        self.learned.known += 1;
        Some((same[at].fact, size))
    }

    /// What the file at `path`, which had this signature before it was read, is to be told by
    /// later; nothing where no notes are taken, or the file may change without a trace.
    pub(crate) fn seen(&self, path: &Path, signature: Signature) -> Option<Seen> {
        let cache = self.cache;
        let is_sure = cache.notes.is_some()
            && signature.is_settled_at(cache.began)
            && cache.rooms.is_trusted(signature.device, path);
        is_sure.then_some(Seen(signature))
    }

    /// Notes what the file at `path` was, which had this signature before it was read.
    pub(crate) fn learn(&mut self, path: &Path, signature: Signature, fact: Fact) {
        self.learned.bytes += signature.size;
        if !self.cache.rooms.is_trusted(signature.device, path) {
            return;
        }
        self.learned.files.push(Kept::new(signature, fact));
    }

    /// Keeps a note on a file.
    pub(crate) fn note(&mut self, seen: Seen, note: Vec<u8>) {
        self.learned.bytes += seen.0.size;
        self.learned.notes.push((seen.0, note));
    }

    /// Notes what a blob of a commit is.
    pub(crate) fn learn_blob(&mut self, id: ObjectId, fact: Fact, size: u64) {
        self.learned.bytes += size;
        let key = BlobKey::new(id, record::ITSELF.saturating_add(size));
        self.learned.blobs.push(Kept::new(key, fact));
    }
}

impl Drop for Notebook<'_> {
    fn drop(&mut self) {
        let Learned { files, recognised, blobs, bytes, known, notes } =
            std::mem::take(&mut self.learned);
        let mut all = self.cache.learned.lock().unwrap_or_else(PoisonError::into_inner);
        all.files.extend(files);
        all.recognised.extend(recognised);
        all.blobs.extend(blobs);
        all.bytes += bytes;
        all.known += known;
        all.notes.extend(notes);
    }
}
