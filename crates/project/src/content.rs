//! What a walk hands to its visitor and gives back: shared by files and by blobs of HEAD.

use std::cell::{Cell, RefCell};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use modelmod_edit::Excerpt;

use crate::cache::Seen;

/// How many bytes at the start of a file are searched for a NUL byte.
pub(crate) const BINARY_PROBE: usize = 8 * 1024;

/// One file as the visitor sees it.
#[derive(Debug, Clone, Copy)]
pub struct FileInput<'a> {
    /// Where the file is, spelled as the argument that led to it, without a leading `./`.
    pub path: &'a Path,
    /// All bytes of the file, or those of the `excerpt`.
    pub bytes: &'a [u8],
    /// Where the bytes stand in the file, if they are only parts of it: it is too large to be in
    /// memory, as [`Sift::most`](crate::Sift::most) says.
    pub excerpt: Option<&'a Excerpt>,
    /// To read the file again later; nothing unless the walk's [`Cache`](crate::Cache) takes notes
    /// and will know the file again.
    pub seen: Option<Seen>,
    pub(crate) said: &'a Said,
}

/// What the visitor said of a file.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) is_blank: Cell<bool>,
    pub(crate) note: RefCell<Option<Vec<u8>>>,
}

/// One file that need not be read, since there is a note on it.
#[derive(Debug, Clone, Copy)]
pub struct NotedFile<'a> {
    /// As [`FileInput::path`].
    pub path: &'a Path,
    /// What was noted of a file with the same bytes, at this path or at another.
    pub note: &'a [u8],
    /// To read the file after all.
    pub seen: Seen,
}

impl FileInput<'_> {
    /// To be said by a visitor that returns nothing for these bytes, and would not for any file
    /// with the same bytes, whatever its path: a [`Cache`](crate::Cache) remembers that.
    pub fn say_blank(&self) {
        self.said.is_blank.set(true);
    }

    /// Has a note kept on these bytes, wherever they are; where [`FileInput::seen`] is nothing it
    /// is lost.
    pub fn note(&self, note: Vec<u8>) {
        self.said.note.replace(Some(note));
    }
}

/// Reads from `source` behind the `filled` bytes of `buffer` until that is full or there is no more;
/// tells how many bytes there are then.
pub(crate) fn fill(
    source: &mut impl Read,
    buffer: &mut [u8],
    mut filled: usize,
) -> Result<usize, SkipReason> {
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    Ok(filled)
}

pub(crate) fn unreadable(error: std::io::Error) -> SkipReason {
    SkipReason::Unreadable(error.to_string())
}

/// What a walk found.
#[derive(Debug)]
pub struct Walked<T> {
    /// What the visitor returned, sorted by the bytes of the path.
    pub results: Vec<(PathBuf, T)>,
    /// How many files the visitor was called with.
    pub files: u64,
    /// How many bytes these files have together.
    pub bytes: u64,
    /// Files that were met but not handed to the visitor, sorted by the bytes of the path.
    /// Files that an ignore rule or an exclude leaves out are not among them.
    pub skipped: Vec<Skipped>,
    /// Journals of interrupted in-place writes, for [`recover`](crate::recover).
    pub journals: Vec<PathBuf>,
    /// Temporary files of interrupted runs, for [`remove_leftover`](crate::remove_leftover).
    pub leftovers: Vec<PathBuf>,
    /// Problems that hid no file, such as a pattern in a `.gitignore` that cannot be parsed.
    pub warnings: Vec<String>,
}

impl<T> Default for Walked<T> {
    fn default() -> Self {
        Self {
            results: Vec::new(),
            files: 0,
            bytes: 0,
            skipped: Vec::new(),
            journals: Vec::new(),
            leftovers: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

impl<T> Walked<T> {
    /// Adds what another worker found.
    pub(crate) fn merge(&mut self, other: Self) {
        self.results.extend(other.results);
        self.files += other.files;
        self.bytes += other.bytes;
        self.skipped.extend(other.skipped);
        self.journals.extend(other.journals);
        self.leftovers.extend(other.leftovers);
        self.warnings.extend(other.warnings);
    }

    /// Puts everything in the order of the path bytes, whatever thread found it.
    pub(crate) fn sort(&mut self) {
        fn key(path: &Path) -> &[u8] {
            path.as_os_str().as_encoded_bytes()
        }
        self.results.sort_by(|a, b| key(&a.0).cmp(key(&b.0)));
        self.skipped.sort_by(|a, b| key(&a.path).cmp(key(&b.path)));
        self.journals.sort_by(|a, b| key(a).cmp(key(b)));
        self.leftovers.sort_by(|a, b| key(a).cmp(key(b)));
        self.warnings.sort();
        self.warnings.dedup();
    }

    /// Counts a file that was read, or need not be.
    pub(crate) fn count(&mut self, bytes: u64, progress: Option<&Progress>) {
        self.files += 1;
        self.bytes += bytes;
        if let Some(progress) = progress {
            progress.add(bytes);
        }
    }

    /// Notes a file that is not handed to the visitor.
    pub(crate) fn skip(&mut self, path: &Path, reason: SkipReason) {
        self.skipped.push(Skipped { path: path.to_path_buf(), reason });
    }
}

/// A file that was met but not handed to the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is.
    pub path: PathBuf,
    /// Why it was left out.
    pub reason: SkipReason,
}

/// Why a file was not handed to the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkipReason {
    /// It has a NUL byte in its first 8 KiB and no UTF-16 byte order mark.
    Binary,
    /// It has more bytes than the walk's limit.
    TooLarge {
        /// The size of the file in bytes.
        size: u64,
    },
    /// It is a symbolic link to a file. The target is read where it is itself met.
    Symlink,
    /// It is a pipe, a socket or a device. It was not opened.
    NotRegular,
    /// It belongs to the store of a version control system, such as `.git`.
    VersionControl,
    /// It is a submodule of the commit that was read.
    Submodule,
    /// It is what stands in git for a file that git LFS keeps elsewhere.
    Pointer,
    /// It could not be read; the text says why.
    Unreadable(String),
}

impl std::fmt::Display for SkipReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Binary => f.write_str("binary file"),
            Self::TooLarge { size } => write!(f, "too large ({size} bytes)"),
            Self::Symlink => f.write_str("symbolic link"),
            Self::NotRegular => f.write_str("not a regular file"),
            Self::VersionControl => f.write_str("inside a version control folder"),
            Self::Submodule => f.write_str("submodule"),
            Self::Pointer => f.write_str("kept by git LFS: git itself has only a pointer to it"),
            Self::Unreadable(cause) => write!(f, "cannot be read: {cause}"),
        }
    }
}

/// Counters of a running walk, to be read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Progress {
    /// How many files have been visited so far.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.files.load(Ordering::Relaxed)
    }

    /// How many bytes these files had.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(crate) fn add(&self, bytes: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Whether the visitor should not see these bytes.
///
/// UTF-16 is full of NUL bytes and still text, but only a byte order mark tells it from
/// binary data. `FF FE 00 00` is the mark of UTF-32, which nothing here can edit.
pub(crate) fn is_binary(start: &[u8]) -> bool {
    let utf32 = start.starts_with(&[0xFF, 0xFE, 0, 0]);
    if is_utf16(start) && !utf32 {
        return false;
    }
    memchr::memchr(0, &start[..start.len().min(BINARY_PROBE)]).is_some()
}

/// Whether the bytes begin with a mark of UTF-16.
pub(crate) fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF])
}
