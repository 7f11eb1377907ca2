//! The walk over the files of a commit instead of the work tree.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use git2::{ErrorCode, FileMode, Oid};

use crate::content::{FileInput, Progress, SkipReason, Walked, is_binary};
use crate::exclude::{Exclude, Patterns, anchor};
use crate::git_error::GitError;
use crate::repo::{Head, Repository};
use crate::repo_path::RepoPath;
use crate::walk::threads;

/// How many blobs a thread takes at a time.
const BATCH: usize = 64;

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
    /// How many threads; 0 means as many as there are cores.
    pub threads: usize,
    /// Larger files are skipped, and reported as such. In bytes.
    pub max_file_size: u64,
    /// Counters to be advanced while walking.
    pub progress: Option<Arc<Progress>>,
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
        }
    }
}

/// A file of the commit that is to be read.
struct Blob {
    path: PathBuf,
    id: Oid,
}

/// Reads the regular files of the commit `head`, each once, and calls `visit` with them, as
/// [`walk`](crate::walk()) does with files: same rules for binary and large files, same order
/// of results. Paths are relative to the top of the repository.
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
    let mut walked = Walked::default();
    let blobs = list(repository, head, options, &mut walked)?;
    let workers = threads(options.threads).min(blobs.len().div_ceil(BATCH)).max(1);
    let next = AtomicUsize::new(0);
    let shared = Mutex::new(walked);
    let job = Job { blobs: &blobs, next: &next, options, visit: &visit };
    let git_dir = repository.git_dir().to_path_buf();
    let mut outcome = Ok(());
    std::thread::scope(|scope| {
        // The library's handle must not be shared between threads: each opens its own.
        let others: Vec<_> = (1..workers)
            .map(|_| {
                scope.spawn(|| {
                    let own = Repository::open(&git_dir)?;
                    job.run(&own, &shared)
                })
            })
            .collect();
        outcome = job.run(repository, &shared);
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

/// All files to read, in the order of their path bytes; notes what is skipped by its mode.
fn list<T>(
    repository: &Repository,
    head: &Head,
    options: &HeadOptions,
    walked: &mut Walked<T>,
) -> Result<Vec<Blob>, GitError> {
    let failed = || GitError::at(repository.place(), "reading the files of HEAD");
    let exclude = Excludes::new(repository, options)?;
    let inner = repository.inner();
    let tree = inner.find_commit(head.0).and_then(|commit| commit.tree()).map_err(failed())?;
    let mut blobs = Vec::new();
    // Trees still to read, as a stack with the next one on top.
    let mut pending = vec![(Vec::new(), tree.id())];
    while let Some((prefix, id)) = pending.pop() {
        let tree = inner.find_tree(id).map_err(failed())?;
        for entry in &tree {
            let mut path: Vec<u8> = prefix.clone();
            path.extend_from_slice(entry.name_bytes());
            let mode = entry.filemode_raw();
            let is_dir = mode == i32::from(FileMode::Tree);
            if !wanted(&path, is_dir, options, &exclude) {
                continue;
            }
            if is_dir {
                path.push(b'/');
                pending.push((path, entry.id()));
                continue;
            }
            match (to_path(&path), skipped(mode)) {
                (Ok(path), None) => blobs.push(Blob { path, id: entry.id() }),
                (Ok(path), Some(reason)) => walked.skip(&path, reason),
                (Err(path), _) => walked.skip(
                    &path,
                    SkipReason::Unreadable("its name cannot be expressed on this system".into()),
                ),
            }
        }
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

fn skipped(mode: i32) -> Option<SkipReason> {
    if mode == i32::from(FileMode::Link) {
        Some(SkipReason::Symlink)
    } else if mode == i32::from(FileMode::Commit) {
        Some(SkipReason::Submodule)
    } else {
        None
    }
}

/// Why a blob is not read. One that is not there is the normal state of a partial clone.
fn unreadable(error: &git2::Error) -> SkipReason {
    SkipReason::Unreadable(if error.code() == ErrorCode::NotFound {
        "its content is not in this clone; get it with: git fetch --refetch --no-filter".to_owned()
    } else {
        error.message().to_owned()
    })
}

/// What the threads do.
struct Job<'j, F> {
    blobs: &'j [Blob],
    next: &'j AtomicUsize,
    options: &'j HeadOptions,
    visit: &'j F,
}

impl<F> Job<'_, F> {
    fn run<T>(&self, repository: &Repository, shared: &Mutex<Walked<T>>) -> Result<(), GitError>
    where
        F: Fn(&FileInput<'_>) -> Option<T>,
    {
        let odb = repository
            .inner()
            .odb()
            .map_err(GitError::at(repository.place(), "opening the object store"))?;
        let mut found = Walked::default();
        loop {
            let start = self.next.fetch_add(BATCH, Ordering::Relaxed);
            if start >= self.blobs.len() {
                break;
            }
            for blob in &self.blobs[start..self.blobs.len().min(start + BATCH)] {
                self.blob(&odb, blob, &mut found);
            }
        }
        shared.lock().unwrap_or_else(PoisonError::into_inner).merge(found);
        Ok(())
    }

    fn blob<T>(&self, odb: &git2::Odb<'_>, blob: &Blob, found: &mut Walked<T>)
    where
        F: Fn(&FileInput<'_>) -> Option<T>,
    {
        // The size first: a huge blob would be unpacked into memory only to be skipped.
        let size = match odb.read_header(blob.id) {
            Ok((size, _)) => size as u64,
            Err(error) => return found.skip(&blob.path, unreadable(&error)),
        };
        if size > self.options.max_file_size {
            return found.skip(&blob.path, SkipReason::TooLarge { size });
        }
        let object = match odb.read(blob.id) {
            Ok(object) => object,
            Err(error) => return found.skip(&blob.path, unreadable(&error)),
        };
        let bytes = object.data();
        if is_binary(bytes) {
            return found.skip(&blob.path, SkipReason::Binary);
        }
        found.files += 1;
        found.bytes += bytes.len() as u64;
        if let Some(progress) = &self.options.progress {
            progress.add(bytes.len() as u64);
        }
        if let Some(result) = (self.visit)(&FileInput { path: &blob.path, bytes }) {
            found.results.push((blob.path.clone(), result));
        }
    }
}
