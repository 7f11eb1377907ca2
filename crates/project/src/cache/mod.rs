//! What earlier runs learned of files, so that they need not be read again.
//!
//! Two things are remembered, and neither can grow stale. *This very file, last changed at this
//! moment, holds nothing of what is looked for*: a file that is changed in whatever way has
//! another [`Signature`]; one that was changed so lately that a later change might bear the same
//! time is not remembered. *This blob holds nothing*: a blob is named by its content; which
//! file is which blob tells git's index, by the file's signature too.
//!
//! A file in which something stands is read each time. What is looked for is the caller's
//! *question*: what was learned for one is never used for another.

mod attributes;
mod index;
#[cfg(feature = "laws")]
pub mod laws;
mod plain;
mod record;
mod room;
mod shelf;
mod signature;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use index::Index;
use record::{BlobKey, Kept, Places, Remembered, Used};
use room::Rooms;
use shelf::Shelf;
use signature::Nanos;

pub use shelf::CacheFolder;

pub(crate) use record::Fact;
pub(crate) use signature::Signature;

use crate::object_id::ObjectId;
use crate::repo::Repository;

/// Fewer bytes than this are read faster than a file of a cache is written and tidied up after.
const WORTH_BYTES: u64 = 8 << 20;
/// Likewise for many small files.
const WORTH_FILES: usize = 1_000;

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
    /// Where git's data of the tree are.
    git: Option<Git>,
    index: OnceLock<Index>,
    /// When the run began.
    began: Nanos,
    rooms: Rooms,
    /// Whether little is to be remembered too.
    even_little: bool,
    learned: Mutex<Learned>,
}

#[derive(Debug)]
struct Git {
    dir: PathBuf,
    common: PathBuf,
    top: PathBuf,
}

impl Git {
    fn of(root: &Path) -> Option<Self> {
        let repository = Repository::discover(root).ok().flatten()?;
        let common = repository.store().common_dir().ok()?.canonicalize().ok()?;
        let dir = repository.git_dir().canonicalize().ok()?;
        Some(Self { dir, common, top: repository.workdir().unwrap_or(root).to_path_buf() })
    }
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
        if cfg!(not(unix)) {
            return Err(NoCache::System);
        }
        if folder.is_doubtful(root) {
            return Err(NoCache::InTree);
        }
        let now = now.duration_since(SystemTime::UNIX_EPOCH).ok();
        let now = now.and_then(|now| Nanos::try_from(now.as_nanos()).ok()).unwrap_or_default();
        let git = Git::of(root);
        if let Some(git) = &git
            && folder.is_brought_along(&git.dir, &git.common, &git.top)
        {
            return Err(NoCache::Tracked);
        }
        // Linked work trees share what they have in common.
        let place = git.as_ref().map_or(root, |git| &git.common);
        let shelf = Shelf::new(folder, place, question).ok_or(NoCache::System)?;
        let remembered = shelf.load().unwrap_or_default();
        Ok(Arc::new(Self {
            shelf,
            used_files: marks(remembered.files.len()),
            used_blobs: marks(remembered.blobs.len()),
            places: OnceLock::new(),
            missed: AtomicU64::new(0),
            remembered,
            git,
            index: OnceLock::new(),
            began: now,
            rooms: Rooms::default(),
            even_little: folder.is_named(),
            learned: Mutex::default(),
        }))
    }

    /// What is known of the file at `path`, whose signature is `signature`; and whether that
    /// was known of it by itself.
    fn recall(&self, signature: &Signature, path: &Path) -> Option<(Fact, bool)> {
        if !self.rooms.is_trusted(signature.device, path) {
            return None;
        }
        if let Some(at) = self.remembered.file(signature) {
            self.used_files[at].store(true, Ordering::Relaxed);
            return Some((self.remembered.files[at].fact, true));
        }
        let missed = self.missed.fetch_add(1, Ordering::Relaxed);
        if self.remembered.blobs.is_empty() || missed < self.few() {
            return None;
        }
        let key = self.index().blob(signature)?;
        let blobs = &self.remembered.blobs;
        let at = self.places.get_or_init(|| Places::of(blobs)).find(blobs, &key)?;
        self.used_blobs[at].store(true, Ordering::Relaxed);
        Some((blobs[at].fact, false))
    }

    /// So many files are read faster than git's index.
    fn few(&self) -> u64 {
        self.remembered.files.len() as u64 / 1024
    }

    /// git's index of the tree, which is read when it is first asked for.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| match &self.git {
            Some(git) => Index::read(&git.dir, &git.common, &git.top),
            None => Index::default(),
        })
    }

    /// How many files were known and not read again.
    #[must_use]
    pub fn known(&self) -> u64 {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner).known
    }

    /// Keeps what this run has learned, where that is worth it. Whoever wins of several runs at
    /// the same time, all are right.
    ///
    /// # Errors
    /// If the file cannot be written. Nothing depends on it but the next run's speed.
    pub fn save(&self) -> std::io::Result<()> {
        let mut learned = self.learned.lock().unwrap_or_else(PoisonError::into_inner);
        let known = learned.known;
        let Learned { files, recognised, mut blobs, bytes, .. } =
            std::mem::replace(&mut *learned, Learned { known, ..Learned::default() });
        let count = (files.len() + recognised.len()).max(blobs.len());
        let old = self.remembered.files.len().max(self.remembered.blobs.len());
        let is_much = bytes >= WORTH_BYTES || count >= WORTH_FILES || count * 32 > old && old > 0;
        // A small file is written anew at once.
        let is_wanted = self.even_little && old <= WORTH_FILES;
        if count == 0 || !(is_much || is_wanted) {
            return Ok(());
        }
        let is_settled = |one: &Kept<Signature>| one.key.is_settled_at(self.began);
        let mut files: Vec<_> = files.into_iter().filter(is_settled).collect();
        for one in &files {
            blobs.extend(self.index().blob(&one.key).map(|blob| Kept::new(blob, one.fact)));
        }
        files.extend(recognised.into_iter().filter(is_settled));
        let was_used = |one| match one {
            Used::File(at) => self.used_files[at].load(Ordering::Relaxed),
            Used::Blob(at) => self.used_blobs[at].load(Ordering::Relaxed),
        };
        let mut all = self.remembered.clone();
        all.merge(files, blobs, &was_used);
        if all == self.remembered { Ok(()) } else { self.shelf.store(&all) }
    }
}

fn marks(count: usize) -> Vec<AtomicBool> {
    (0..count).map(|_| AtomicBool::new(false)).collect()
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

    /// What is known of the regular file at `path`, with its size.
    pub(crate) fn recall(&mut self, path: &Path) -> Option<(Fact, u64)> {
        let Remembered { files, blobs } = &self.cache.remembered;
        if files.is_empty() && blobs.is_empty() {
            return None;
        }
        let signature = Signature::of(&path.symlink_metadata().ok()?)?;
        let (fact, is_itself) = self.cache.recall(&signature, path)?;
        self.learned.known += 1;
        if !is_itself {
            // Next time it is.
            self.learned.recognised.push(Kept::new(signature, fact));
        }
        Some((fact, signature.size))
    }

    /// What is known of a blob of a commit, with its size.
    pub(crate) fn recall_blob(&mut self, id: ObjectId) -> Option<(Fact, u64)> {
        let cache = self.cache;
        let first = BlobKey::new(id, record::ITSELF);
        let at = cache.remembered.blobs.partition_point(|one| one.key < first);
        let found = cache.remembered.blobs.get(at).filter(|one| one.key.id == id)?;
        cache.used_blobs[at].store(true, Ordering::Relaxed);
        self.learned.known += 1;
        Some((found.fact, found.key.size.checked_sub(record::ITSELF)?))
    }

    /// Notes what the file at `path` was, which had this signature before it was read.
    pub(crate) fn learn(&mut self, path: &Path, signature: Signature, fact: Fact) {
        self.learned.bytes += signature.size;
        if !self.cache.rooms.is_trusted(signature.device, path) {
            return;
        }
        self.learned.files.push(Kept::new(signature, fact));
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
        let Learned { files, recognised, blobs, bytes, known } = std::mem::take(&mut self.learned);
        let mut all = self.cache.learned.lock().unwrap_or_else(PoisonError::into_inner);
        all.files.extend(files);
        all.recognised.extend(recognised);
        all.blobs.extend(blobs);
        all.bytes += bytes;
        all.known += known;
    }
}
