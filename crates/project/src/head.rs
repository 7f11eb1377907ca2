//! The walk over the files of a commit instead of the work tree.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{Cache, Fact, Notebook};
use crate::content::{FileInput, Progress, Said, SkipReason, Walked, is_binary};
use crate::exclude::{Exclude, Patterns, anchor};
use crate::git_error::GitError;
use crate::object_id::ObjectId;
use crate::repo::{Head, Repository};
use crate::repo_path::RepoPath;
use crate::store::{Blob, EXECUTABLE, LINK, PLAIN, Reader, SUBMODULE, TreeFile, Wanted};
use crate::threads;

/// How many blobs a thread takes at a time.
const BATCH: usize = 64;

/// A pointer of git LFS has fewer bytes.
const POINTER: u64 = 1024;

/// What to read of a commit and what to leave out.
#[derive(Debug, Clone)]
pub struct HeadOptions {
    /// Files and folders; none means everything.
    pub under: Vec<RepoPath>,
    /// Patterns with the meaning of lines in the top `.gitignore`. Ignore files of the
    /// repository play no part: what is in a commit is not ignored.
    pub exclude: Vec<String>,
    /// More patterns, of a folder of their own.
    pub also_exclude: Patterns,
    /// How many threads; 0 means as many as there are cores. More do not gain anything where nothing
    /// is in memory: git keeps blobs in few large files, of which the system reads ahead.
    pub threads: usize,
    /// Larger files are skipped, and reported as such. In bytes.
    pub max_file_size: u64,
    /// Counters to be advanced while walking.
    pub progress: Option<Arc<Progress>>,
    /// As [`WalkOptions::cache`](crate::WalkOptions::cache).
    pub cache: Option<Arc<Cache>>,
}

impl Default for HeadOptions {
    fn default() -> Self {
        Self {
            under: Vec::new(),
            exclude: Vec::new(),
            also_exclude: Patterns::default(),
            threads: 0,
            max_file_size: 32 * 1024 * 1024,
            progress: None,
            cache: None,
        }
    }
}

/// A file of the commit that is to be read.
struct ToRead {
    path: PathBuf,
    id: ObjectId,
}

/// Reads the regular files of the commit `head`, each once, and calls `visit` with them, as
/// [`walk`](crate::walk()) does with files: same rules for binary and large files, same order
/// of results. Paths are relative to the top of the repository. What a partial clone lacks is
/// fetched first, where it can be.
///
/// # Errors
/// If a tree or the repository cannot be read or a pattern is malformed. A blob that cannot
/// be read is no error: it is among [`Walked::skipped`].
pub fn walk_head<T: Send>(
    repository: &Repository,
    head: &Head,
    options: &HeadOptions,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, GitError> {
    let of_head = |wanted: &Wanted<'_>| repository.store().files(head.0, wanted);
    walk_blobs(repository, Some(head.0), of_head, options, visit)
}

/// [`walk_head`] for the files that `files` lists; what of them a partial clone lacks is fetched
/// as what `commit` has.
pub(crate) fn walk_blobs<T: Send>(
    repository: &Repository,
    commit: Option<ObjectId>,
    files: impl FnOnce(&Wanted<'_>) -> Result<Vec<TreeFile>, GitError>,
    options: &HeadOptions,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, GitError> {
    let mut walked = Walked::default();
    let blobs = list(repository, commit, files, options, &mut walked)?;
    let workers = threads::working(options.threads).min(blobs.len().div_ceil(BATCH)).max(1);
    let next = AtomicUsize::new(0);
    let shared = Mutex::new(walked);
    let job = Job { blobs: &blobs, next: &next, options, visit: &visit };
    let readers = repository.store().readers();
    let mut outcome = Ok(());
    std::thread::scope(|scope| {
        let work = || readers.open(&mut |reader| job.run(reader, &shared));
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        outcome = work();
        for other in others {
            match other.join() {
                Ok(result) => outcome = std::mem::replace(&mut outcome, Ok(())).and(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    outcome?;
    let mut walked = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    walked.sort();
    Ok(walked)
}

/// The content of a regular file of the commit `head`; nothing if there is no such file.
///
/// # Errors
/// If the repository or the file cannot be read.
pub fn read_head(
    repository: &Repository,
    head: &Head,
    path: &RepoPath,
) -> Result<Option<Vec<u8>>, GitError> {
    let store = repository.store();
    let found = store.at(head.0, &[path])?.into_iter().next().flatten();
    let Some((id, PLAIN | EXECUTABLE)) = found else { return Ok(None) };
    store.complete(head.0, &[id])?;
    let mut content = Ok(None);
    store.readers().open(&mut |reader| {
        reader.read(id, u64::MAX, &mut |blob| match blob {
            Blob::Content(bytes) => content = Ok(Some(bytes.to_vec())),
            Blob::Unreadable(detail) => content = Err(detail),
            Blob::TooLarge(_) => {}
        })
    })?;
    content.map_err(|detail| GitError::Git {
        path: repository.place().to_path_buf(),
        step: "reading a file of HEAD",
        detail: format!("{path}: {detail}"),
    })
}

/// All files to read; notes what is skipped by its mode.
fn list<T>(
    repository: &Repository,
    commit: Option<ObjectId>,
    files: impl FnOnce(&Wanted<'_>) -> Result<Vec<TreeFile>, GitError>,
    options: &HeadOptions,
    walked: &mut Walked<T>,
) -> Result<Vec<ToRead>, GitError> {
    let exclude = Excludes::new(repository, options)?;
    let wanted = |path: &[u8], is_dir: bool| wanted(path, is_dir, options, &exclude);
    let mut blobs = Vec::new();
    for file in files(&wanted)? {
        match (to_path(&file.path), skipped(file.mode)) {
            (Ok(path), None) => blobs.push(ToRead { path, id: file.id }),
            (Ok(path), Some(reason)) => walked.skip(&path, reason),
            (Err(path), _) => walked.skip(
                &path,
                SkipReason::Unreadable("its name cannot be expressed on this system".into()),
            ),
        }
    }
    let ids: Vec<ObjectId> = blobs.iter().map(|blob| blob.id).collect();
    if let Some(commit) = commit {
        repository.store().complete(commit, &ids)?;
    }
    Ok(blobs)
}

/// Whether an entry, or for a folder something in it, is asked for.
fn wanted(path: &[u8], is_dir: bool, options: &HeadOptions, exclude: &Excludes) -> bool {
    let under = options.under.is_empty()
        || options.under.iter().any(|root| {
            root.contains(path) || (is_dir && RepoPath::from_bytes(path).contains(root.as_bytes()))
        });
    under && (exclude.is_empty() || to_path(path).is_ok_and(|path| !exclude.matches(&path, is_dir)))
}

/// Both sets of patterns.
struct Excludes {
    own: Exclude,
    also: Exclude,
    /// The top of the repository as it is seen from the folder of `also`.
    also_base: Seen,
}

enum Seen {
    /// The folder is this far below the top.
    Below(PathBuf),
    /// The folder is above the top, which is this far below it.
    Above(PathBuf),
    /// The folder is elsewhere.
    Apart,
}

impl Excludes {
    fn new(repository: &Repository, options: &HeadOptions) -> Result<Self, GitError> {
        let read = |lines: &[String]| {
            Exclude::new(lines).map_err(|bad| GitError::Git {
                path: repository.place().to_path_buf(),
                step: "reading the exclude patterns",
                detail: format!("`{}`: {}", bad.pattern, bad.cause),
            })
        };
        let folder = anchor(&options.also_exclude.folder).ok();
        let also_base = match (folder, repository.workdir()) {
            (Some(folder), Some(top)) => {
                match (folder.strip_prefix(top), top.strip_prefix(&folder)) {
                    (Ok(below), _) => Seen::Below(below.to_path_buf()),
                    (_, Ok(above)) => Seen::Above(above.to_path_buf()),
                    _ => Seen::Apart,
                }
            }
            // A bare repository has its files nowhere.
            _ => Seen::Below(PathBuf::new()),
        };
        Ok(Self {
            own: read(&options.exclude)?,
            also: read(&options.also_exclude.lines)?,
            also_base,
        })
    }

    fn is_empty(&self) -> bool {
        self.own.is_empty() && self.also.is_empty()
    }

    fn matches(&self, path: &Path, is_dir: bool) -> bool {
        let also = match &self.also_base {
            Seen::Below(folder) => path
                .strip_prefix(folder)
                .is_ok_and(|path| !path.as_os_str().is_empty() && self.also.matches(path, is_dir)),
            Seen::Above(top) => self.also.matches(&top.join(path), is_dir),
            Seen::Apart => false,
        };
        also || self.own.matches(path, is_dir)
    }
}

/// The path for results, or a lossy stand-in for a message.
fn to_path(bytes: &[u8]) -> Result<PathBuf, PathBuf> {
    RepoPath::from_bytes(bytes)
        .to_path()
        .ok_or_else(|| PathBuf::from(String::from_utf8_lossy(bytes).into_owned()))
}

fn skipped(mode: u32) -> Option<SkipReason> {
    match mode {
        LINK => Some(SkipReason::Symlink),
        SUBMODULE => Some(SkipReason::Submodule),
        _ => None,
    }
}

/// What stands in git for a file that git LFS keeps elsewhere: what it names is not in it.
fn is_pointer(bytes: &[u8]) -> bool {
    (bytes.len() as u64) < POINTER
        && bytes.starts_with(b"version https://git-lfs.github.com/spec/v1\n")
}

/// What the threads do.
struct Job<'j, F> {
    blobs: &'j [ToRead],
    next: &'j AtomicUsize,
    options: &'j HeadOptions,
    visit: &'j F,
}

impl<F> Job<'_, F> {
    fn run<T>(&self, reader: &mut dyn Reader, shared: &Mutex<Walked<T>>) -> Result<(), GitError>
    where
        F: Fn(&FileInput<'_>) -> Option<T>,
    {
        let mut found = Walked::default();
        let mut notebook = self.options.cache.as_deref().map(Notebook::new);
        loop {
            let start = self.next.fetch_add(BATCH, Ordering::Relaxed);
            if start >= self.blobs.len() {
                break;
            }
            for file in &self.blobs[start..self.blobs.len().min(start + BATCH)] {
                let limit = self.options.max_file_size;
                // In a work tree a pointer is a file like others.
                let size = || reader.size(file.id).filter(|&size| size >= POINTER);
                let known = notebook.as_mut().and_then(|book| book.recall_blob(file.id, size));
                match known.filter(|(_, size)| *size <= limit) {
                    Some((Fact::Blank, size)) => {
                        found.count(size, self.options.progress.as_deref());
                    }
                    Some((Fact::Binary, _)) => found.skip(&file.path, SkipReason::Binary),
                    None => reader.read(file.id, limit, &mut |blob| {
                        let learned = self.visit(&file.path, blob, &mut found);
                        if let (Some((fact, size)), Some(notebook)) = (learned, &mut notebook) {
                            notebook.learn_blob(file.id, fact, size);
                        }
                    })?,
                }
            }
        }
        shared.lock().unwrap_or_else(PoisonError::into_inner).merge(found);
        Ok(())
    }

    /// Tells what is to be remembered of the blob, with its size.
    fn visit<T>(&self, path: &Path, blob: Blob<'_>, found: &mut Walked<T>) -> Option<(Fact, u64)>
    where
        F: Fn(&FileInput<'_>) -> Option<T>,
    {
        let bytes = match blob {
            Blob::Content(bytes) => bytes,
            Blob::TooLarge(size) => {
                found.skip(path, SkipReason::TooLarge { size });
                return None;
            }
            Blob::Unreadable(reason) => {
                found.skip(path, SkipReason::Unreadable(reason));
                return None;
            }
        };
        let size = bytes.len() as u64;
        if is_binary(bytes) {
            found.skip(path, SkipReason::Binary);
            return Some((Fact::Binary, size));
        }
        if is_pointer(bytes) {
            found.skip(path, SkipReason::Pointer);
            return None;
        }
        found.count(size, self.options.progress.as_deref());
        let said = Said::default();
        if let Some(result) =
            (self.visit)(&FileInput { path, bytes, excerpt: None, seen: None, said: &said })
        {
            found.results.push((path.to_path_buf(), result));
        }
        said.is_blank.get().then_some((Fact::Blank, size))
    }
}
