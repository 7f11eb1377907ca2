//! What earlier runs learned of files, so that they need not be read again.
//!
//! Two things are remembered, and neither can grow stale. *This very file, last changed at this
//! moment, holds nothing of what is looked for*: a file that is changed in whatever way has
//! another [`Signature`]; one that was changed so lately that a later change might bear the same
//! time is not remembered. *This blob holds nothing*: a blob is named by its content; which
//! file is which blob tells git's index, by the file's signature too.
//!
//! Of a file in which something stands the caller may *note* what it likes, to be told it when the
//! same file, or the same blob, is met again. What is looked for is the caller's *question*: what
//! was learned for one is never used for another.

mod attributes;
mod index;
#[cfg(feature = "laws")]
pub mod laws;
mod notebook;
mod notes;
mod plain;
mod record;
mod room;
mod seen;
mod shelf;
mod signature;
mod tree;

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use notes::{NewNotes, Notes};
use record::{BlobKey, Kept, Places, Remembered, Used};
use room::Rooms;
use shelf::Shelf;
use signature::Nanos;
use tree::Tree;

pub use seen::Seen;
pub use shelf::CacheFolder;

pub(crate) use notebook::{Candidates, Known, Notebook};
pub(crate) use record::Fact;
pub(crate) use signature::Signature;

/// Fewer bytes than this are read faster than a file of a cache is written and tidied up after.
const WORTH_BYTES: u64 = 8 << 20;
/// Likewise for many small files.
const WORTH_FILES: usize = 1_000;
/// So many files with a note take as long to look at.
const WORTH_NOTES: usize = 100;

/// What is remembered for one question about one tree. Used by many threads at once.
#[derive(Debug)]
pub struct Cache {
    shelf: Shelf,
    remembered: Remembered,
    /// What of it was of use.
    used_files: Vec<AtomicBool>,
    used_blobs: Vec<AtomicBool>,
    /// Where the blobs are, once one was asked for.
    places: OnceLock<Places>,
    /// How many files were not known by themselves.
    missed: AtomicU64,
    folder: CacheFolder,
    tree: Arc<Tree>,
    /// When the run began.
    began: Nanos,
    rooms: Rooms,
    /// Whether little is to be remembered too.
    even_little: bool,
    learned: Mutex<Learned>,
    notes: Option<Noting>,
}

/// The notes on files, where any are wanted.
#[derive(Debug)]
struct Noting {
    shelf: Shelf,
    notes: Notes,
    /// What of them was of use.
    used_files: Vec<AtomicBool>,
    used_blobs: Vec<AtomicBool>,
}

/// Why there can be no cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoCache {
    /// The system tells too little of files.
    System,
    /// The folder is in the tree itself, and nobody named it: whoever made the tree may have put
    /// it there.
    InTree,
    /// git keeps files of the folder: they came with the repository.
    Tracked,
}

impl std::fmt::Display for NoCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::System => "this system tells too little of files for a cache",
            Self::InTree => {
                "the cache is not used, for its folder is in the tree that is looked at: name \
                 another one with --cache-dir"
            }
            Self::Tracked => {
                "the cache is not used, for git keeps files of its folder, so that they came \
                 with the repository: name another folder with --cache-dir"
            }
        })
    }
}

impl std::error::Error for NoCache {}

/// What a run has learned.
#[derive(Debug, Default)]
struct Learned {
    /// Files that were read.
    files: Vec<Kept<Signature>>,
    /// Files that were known by their blobs.
    recognised: Vec<Kept<Signature>>,
    /// Blobs of a commit.
    blobs: Vec<Kept<BlobKey>>,
    /// The bytes that were read for it.
    bytes: u64,
    /// How many files were known and not read.
    known: u64,
    /// Notes on files; of several on one the last counts.
    notes: Vec<(Signature, Vec<u8>)>,
}

impl Cache {
    /// What the cache in `folder` knows of the tree at `root`, a canonical path, for `question`:
    /// bytes that say all on which it depends whether something is found in a file. `now` is the
    /// moment at which the run begins.
    ///
    /// What is not readable, damaged or of another version is as good as nothing remembered.
    ///
    /// # Errors
    /// Says why there can be no cache; the run is to go on without.
    pub fn open(
        folder: &CacheFolder,
        root: &Path,
        question: &[u8],
        now: SystemTime,
    ) -> Result<Arc<Self>, NoCache> {
        Self::open_with_notes(folder, root, question, None, now)
    }

    /// [`Cache::open`] for a caller who also notes what stands in files. `noted` says all on which
    /// it depends, beside the file's bytes, whether a note still holds.
    ///
    /// # Errors
    /// As [`Cache::open`].
    pub fn open_with_notes(
        folder: &CacheFolder,
        root: &Path,
        question: &[u8],
        noted: Option<&[u8]>,
        now: SystemTime,
    ) -> Result<Arc<Self>, NoCache> {
        if cfg!(not(unix)) {
            return Err(NoCache::System);
        }
        if folder.is_doubtful(root) {
            return Err(NoCache::InTree);
        }
        let now = now.duration_since(SystemTime::UNIX_EPOCH).ok();
        let now = now.and_then(|now| Nanos::try_from(now.as_nanos()).ok()).unwrap_or_default();
        let tree = Arc::new(Tree::new(root));
        if let Some(git) = tree.git()
            && folder.is_brought_along(&git.dir, &git.common, &git.top)
        {
            return Err(NoCache::Tracked);
        }
        let cache = Self::load(folder, tree, question, noted, now).ok_or(NoCache::System)?;
        Ok(Arc::new(cache))
    }

    /// What the same folder knows of the same tree for another question, as
    /// [`Cache::open_with_notes`] tells it; what git knows of the tree is read once for both.
    #[must_use]
    pub fn beside(&self, question: &[u8], noted: Option<&[u8]>) -> Option<Arc<Self>> {
        let tree = Arc::clone(&self.tree);
        Self::load(&self.folder, tree, question, noted, self.began).map(Arc::new)
    }

    fn load(
        folder: &CacheFolder,
        tree: Arc<Tree>,
        question: &[u8],
        noted: Option<&[u8]>,
        began: Nanos,
    ) -> Option<Self> {
        let shelf = Shelf::new(folder, tree.place(), question)?;
        let found = shelf.load(record::MOST_BYTES);
        let found = found.and_then(|bytes| Remembered::decode(&bytes, shelf.question()));
        let remembered = found.unwrap_or_default();
        let notes = noted.and_then(|question| Noting::open(folder, tree.place(), question));
        Some(Self {
            shelf,
            used_files: marks(remembered.files.len()),
            used_blobs: marks(remembered.blobs.len()),
            places: OnceLock::new(),
            missed: AtomicU64::new(0),
            remembered,
            folder: folder.clone(),
            tree,
            began,
            rooms: Rooms::default(),
            even_little: folder.is_named(),
            learned: Mutex::default(),
            notes,
        })
    }

    fn is_empty(&self) -> bool {
        let Remembered { files, blobs } = &self.remembered;
        let has_notes = |noting: &Noting| !noting.notes.is_empty();
        files.is_empty() && blobs.is_empty() && !self.notes.as_ref().is_some_and(has_notes)
    }

    /// Whether anything is known of blobs.
    fn knows_blobs(&self) -> bool {
        let has_notes = |noting: &Noting| !noting.notes.blobs.is_empty();
        !self.remembered.blobs.is_empty() || self.notes.as_ref().is_some_and(has_notes)
    }

    /// The place in what is remembered of a blob.
    fn blob(&self, key: &BlobKey) -> Option<usize> {
        let blobs = &self.remembered.blobs;
        self.places.get_or_init(|| Places::of(blobs)).find(blobs, key)
    }

    /// So many files are read faster than git's index.
    fn few(&self) -> u64 {
        self.remembered.files.len() as u64 / 1024
    }

    /// How many files were known and not read again.
    #[must_use]
    pub fn known(&self) -> u64 {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner).known
    }

    /// Keeps a note on a file. It takes the place of an earlier one.
    pub fn note(&self, seen: Seen, note: Vec<u8>) {
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        learned.bytes += seen.0.size;
        learned.notes.push((seen.0, note));
    }

    /// Keeps what this run has learned, where that is worth it. Whoever wins of several runs at
    /// the same time, all are right.
    ///
    /// # Errors
    /// If a file cannot be written. Nothing depends on it but the next run's speed.
    pub fn save(&self) -> std::io::Result<()> {
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        let known = learned.known;
        let mut learned = std::mem::replace(&mut *learned, Learned { known, ..Learned::default() });
        let notes = std::mem::take(&mut learned.notes);
        let is_kept = self.save_facts(learned)?;
        self.save_notes(notes, is_kept)
    }

    /// Keeps what was learned of blank and binary files; tells whether that is there now, or was.
    fn save_facts(&self, learned: Learned) -> std::io::Result<bool> {
        let Learned { files, recognised, mut blobs, bytes, .. } = learned;
        let count = (files.len() + recognised.len()).max(blobs.len());
        let old = self.remembered.files.len().max(self.remembered.blobs.len());
        let is_much = bytes >= WORTH_BYTES || count >= WORTH_FILES || count * 32 > old && old > 0;
        // A small file is written anew at once.
        let is_wanted = self.even_little && old <= WORTH_FILES;
        if count == 0 || !(is_much || is_wanted) {
            return Ok(old > 0 || self.even_little || bytes >= WORTH_BYTES);
        }
        let is_settled = |one: &Kept<Signature>| one.key.is_settled_at(self.began);
        let mut files: Vec<_> = files.into_iter().filter(is_settled).collect();
        for one in &files {
            blobs.extend(self.tree.index().blob(&one.key).map(|blob| Kept::new(blob, one.fact)));
        }
        files.extend(recognised.into_iter().filter(is_settled));
        let was_used = was_used(&self.used_files, &self.used_blobs);
        let mut all = self.remembered.clone();
        all.merge(files, blobs, &was_used);
        if all != self.remembered {
            self.shelf.store(&all.encode(self.shelf.question()))?;
        }
        Ok(true)
    }

    /// Keeps the notes, where it `is_worth` to keep anything: each is of a file that takes longer
    /// than others.
    fn save_notes(&self, notes: Vec<(Signature, Vec<u8>)>, is_worth: bool) -> std::io::Result<()> {
        let Some(noting) = &self.notes else { return Ok(()) };
        let is_settled = |(one, _): &(Signature, _)| one.is_settled_at(self.began);
        // Of several for one file the last counts.
        let files: HashMap<Signature, Vec<u8>> = notes.into_iter().filter(is_settled).collect();
        let (count, old) = (files.len(), noting.notes.files.len());
        let is_much = count >= WORTH_NOTES || count * 32 > old;
        if count == 0 || !is_worth || !(is_much || self.even_little && old <= WORTH_FILES) {
            return Ok(());
        }
        let blob = |one: &Signature| Some((self.tree.index().blob(one)?, *one));
        let new = NewNotes { blobs: files.keys().filter_map(blob).collect(), files };
        let was_used = was_used(&noting.used_files, &noting.used_blobs);
        let bytes = noting.notes.encode_with(&new, noting.shelf.question(), &was_used);
        if bytes.len() as u64 > notes::MOST_BYTES { Ok(()) } else { noting.shelf.store(&bytes) }
    }
}

impl Noting {
    fn open(folder: &CacheFolder, place: &Path, question: &[u8]) -> Option<Self> {
        // The facts of the same question lie elsewhere.
        let shelf = Shelf::new(folder, place, &[b"notes ", question].concat())?;
        let found = shelf.load(notes::MOST_BYTES);
        let notes = found.and_then(|bytes| Notes::decode(bytes, shelf.question()));
        let notes = notes.unwrap_or_default();
        let (used_files, used_blobs) = (marks(notes.files.len()), marks(notes.blobs.len()));
        Some(Self { shelf, used_files, used_blobs, notes })
    }
}

/// Tells what was of use.
fn was_used(files: &[AtomicBool], blobs: &[AtomicBool]) -> impl Fn(Used) -> bool {
    move |one| match one {
        Used::File(at) => files[at].load(Ordering::Relaxed),
        Used::Blob(at) => blobs[at].load(Ordering::Relaxed),
    }
}

fn marks(count: usize) -> Vec<AtomicBool> {
    (0..count).map(|_| AtomicBool::new(false)).collect()
}
