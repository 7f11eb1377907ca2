//! A second question about the files of a walk, which few walks need to have answered.
//!
//! Whether it is asked turns out while the walk is under way. From then on it is answered where the
//! files are read anyway; what was met before is remembered by its path, and read if need be.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{Cache, Fact, Known, Notebook, Seen, Signature};
use crate::large::LargeBuffers;
use crate::reader::{Content, Reader};
use crate::threads;

/// Fewer files are not worth another thread.
const BATCH: usize = 64;

/// Looks for an answer in the bytes of a file, whatever its path.
type Look<'a> = dyn Fn(&[u8]) -> Option<Vec<u8>> + Sync + 'a;

/// A second question about the files of a walk.
pub struct Aside<'a> {
    look: &'a Look<'a>,
    cache: Option<Arc<Cache>>,
    is_asked: AtomicBool,
    shared: Mutex<Shared>,
}

/// What the workers of a walk have handed over.
#[derive(Default)]
struct Shared {
    found: Vec<(PathBuf, Vec<u8>)>,
    /// Files that were not looked at.
    left: Vec<Paths>,
}

impl std::fmt::Debug for Aside<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Aside").field("is_asked", &self.is_asked).finish_non_exhaustive()
    }
}

impl<'a> Aside<'a> {
    /// `look` looks for an answer in the bytes of a file; `cache` is what is known of the answers
    /// from earlier runs, which kept them as notes.
    #[must_use]
    pub fn new(look: &'a Look<'a>, cache: Option<Arc<Cache>>) -> Self {
        Self { look, cache, is_asked: AtomicBool::new(false), shared: Mutex::default() }
    }

    /// Whether it has a cache.
    pub(crate) const fn remembers(&self) -> bool {
        self.cache.is_some()
    }

    /// Says that the answers will be wanted.
    pub fn ask(&self) {
        self.is_asked.store(true, Ordering::Relaxed);
    }

    /// The answers of all files that the walk met and that are `wanted`, in no particular order.
    /// Those that have none, cannot be read or have more than `max_file_size` bytes are left out.
    /// `threads` is as in [`WalkOptions`](crate::WalkOptions).
    pub fn answers(
        self,
        wanted: impl Fn(&Path) -> bool,
        max_file_size: u64,
        threads: usize,
    ) -> Vec<(PathBuf, Vec<u8>)> {
        let Shared { mut found, left } =
            std::mem::take(&mut *self.shared.lock().unwrap_or_else(PoisonError::into_inner));
        found.retain(|(path, _)| wanted(path));
        let left: Vec<PathBuf> =
            left.iter().flat_map(Paths::each).filter(|one| wanted(one)).collect();
        let next = AtomicUsize::new(0);
        let buffers = LargeBuffers::new(threads::working(threads));
        let work = || {
            let mut reader =
                Reader::new(max_file_size, &buffers).with_signatures(self.cache.is_some());
            let mut worker = Worker::new(&self);
            while let Some(path) = left.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut signature = None;
                match reader.read(path, None, &mut signature) {
                    Ok(Content::Bytes(bytes)) => worker.read(path, &bytes, signature),
                    // Without a sift all are read whole.
                    Ok(Content::Blank(_) | Content::Excerpt(_)) | Err(_) => {}
                }
            }
        };
        std::thread::scope(|scope| {
            let others = threads::reading(threads).min(left.len() / BATCH);
            (1..others).for_each(|_| drop(scope.spawn(work)));
            work();
        });
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        found.append(&mut shared.found);
        found
    }
}

/// One thread's part in answering; handed over when it is dropped.
pub(crate) struct Worker<'w> {
    aside: &'w Aside<'w>,
    notebook: Option<Notebook<'w>>,
    found: Vec<(PathBuf, Vec<u8>)>,
    left: Paths,
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut shared = self.aside.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.found.append(&mut self.found);
        shared.left.push(std::mem::take(&mut self.left));
    }
}

impl<'w> Worker<'w> {
    pub(crate) fn new(aside: &'w Aside<'w>) -> Self {
        let notebook = aside.cache.as_deref().map(Notebook::new);
        Self { aside, notebook, found: Vec::new(), left: Paths::default() }
    }

    /// Whether files may be known by their signatures.
    pub(crate) fn knows_any(&self) -> bool {
        self.notebook.as_ref().is_some_and(Notebook::knows_any)
    }

    /// A file that the walk has met, with its bytes if it was read, and its signature, if that was
    /// taken before.
    pub(crate) fn met(&mut self, path: &Path, bytes: Option<&[u8]>, signature: Option<Signature>) {
        if signature.is_some_and(|signature| self.is_known(path, &signature)) {
            return;
        }
        match bytes.filter(|_| self.aside.is_asked.load(Ordering::Relaxed)) {
            Some(bytes) => self.read(path, bytes, signature),
            None => self.left.push(path),
        }
    }

    fn is_known(&mut self, path: &Path, signature: &Signature) -> bool {
        let known = self.notebook.as_mut().and_then(|notebook| notebook.recall(path, signature));
        let Some(known) = known else { return false };
        if let Known::Notes(candidates) = known {
            let Some(text) = candidates.texts.first() else { return false };
            self.found.push((path.to_path_buf(), text.to_vec()));
            if let Some(notebook) = &mut self.notebook {
                notebook.take(&candidates, 0);
            }
        }
        true
    }

    fn read(&mut self, path: &Path, bytes: &[u8], signature: Option<Signature>) {
        let found = (self.aside.look)(bytes);
        if let (Some(notebook), Some(signature)) = (&mut self.notebook, signature) {
            match &found {
                None => notebook.learn(path, signature, Fact::Blank),
                Some(note) => {
                    let seen: Option<Seen> = notebook.seen(path, signature);
                    seen.into_iter().for_each(|seen| notebook.note(seen, note.clone()));
                }
            }
        }
        self.found.extend(found.map(|found| (path.to_path_buf(), found)));
    }
}

/// Many paths in little memory: of each the number of bytes that it has in common with the one
/// before, and the others.
#[cfg(unix)]
#[derive(Debug, Default)]
struct Paths {
    bytes: Vec<u8>,
    last: Vec<u8>,
}

#[cfg(unix)]
impl Paths {
    fn push(&mut self, path: &Path) {
        let path = path.as_os_str().as_encoded_bytes();
        let common = path.iter().zip(&self.last).take_while(|(a, b)| a == b).count();
        for number in [common, path.len() - common] {
            self.bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        self.bytes.extend_from_slice(&path[common..]);
        self.last.clear();
        self.last.extend_from_slice(path);
    }

    fn each(&self) -> impl Iterator<Item = PathBuf> {
        use std::os::unix::ffi::OsStringExt;
        let (mut rest, mut last) = (self.bytes.as_slice(), Vec::new());
        let number = |rest: &mut &[u8]| {
            let (number, behind) = rest.split_first_chunk::<4>()?;
            *rest = behind;
            usize::try_from(u32::from_le_bytes(*number)).ok()
        };
        std::iter::from_fn(move || {
            let (common, more) = (number(&mut rest)?, number(&mut rest)?);
            let (own, behind) = rest.split_at_checked(more)?;
            rest = behind;
            last.truncate(common);
            last.extend_from_slice(own);
            Some(PathBuf::from(std::ffi::OsString::from_vec(last.clone())))
        })
    }
}

/// Many paths, where they are no bytes.
#[cfg(not(unix))]
#[derive(Debug, Default)]
struct Paths(Vec<PathBuf>);

#[cfg(not(unix))]
impl Paths {
    fn push(&mut self, path: &Path) {
        self.0.push(path.to_path_buf());
    }

    fn each(&self) -> impl Iterator<Item = PathBuf> {
        self.0.iter().cloned()
    }
}
