//! Replacing the content of one file, all or nothing.

use modelmod_edit::Named;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::reader::open;
use crate::{in_place, likeness, lock, stray};

/// How a file got its new content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A new file took its place, with the mode, the owner and the attributes of the old.
    Replaced,
    /// The file itself was written, because it has several names, is a mount point, or has an
    /// owner or attributes that a new file cannot be given.
    InPlace,
    /// It had the new content already, for instance through another of its names.
    AlreadyThere,
}

/// What went wrong with a file. Unless the error says otherwise it is as it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// It is not there any more.
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// It may only be read.
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// It is a folder, a pipe, a socket or a device.
    NotRegular {
        /// The file.
        path: PathBuf,
    },
    /// It, or a folder above it, is a symbolic link.
    Link {
        /// The file.
        path: PathBuf,
    },
    /// It is not what was scanned.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// An earlier run was interrupted while writing it in place.
    Interrupted {
        /// The file.
        path: PathBuf,
        /// The journal of that run, for [`recover`](crate::recover).
        journal: PathBuf,
    },
    /// No file can be made beside it.
    Folder {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The system refused a step.
    Io {
        /// The file.
        path: PathBuf,
        /// The step.
        step: &'static str,
        /// What the system said.
        cause: io::Error,
    },
    /// It has its new content, but the system could not force that to disk: should the machine
    /// stop now, it can have its old content again.
    Unforced {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// It has its new content, but the journal that was beside it meanwhile could not be
    /// removed.
    JournalStays {
        /// The file.
        path: PathBuf,
        /// The journal, for [`recover`](crate::recover).
        journal: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Writing in place failed half-way, and so did putting the old content back. The journal
    /// has both contents.
    Torn {
        /// The file.
        path: PathBuf,
        /// The journal, for [`recover`](crate::recover).
        journal: PathBuf,
        /// What the system said first.
        cause: io::Error,
    },
}

impl WriteError {
    /// Whether the file has its new content all the same.
    #[must_use]
    pub fn is_written(&self) -> bool {
        matches!(self, Self::Unforced { .. } | Self::JournalStays { .. })
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing { path } => {
                write!(f, "{}: the file was removed since it was scanned; run again", path.named())
            }
            Self::ReadOnly { path } => write!(
                f,
                "{}: the file is read-only; make it writable (chmod u+w) or exclude it",
                path.named()
            ),
            Self::NotRegular { path } => {
                write!(f, "{}: not a regular file; exclude it", path.named())
            }
            Self::Link { path } => write!(
                f,
                "{}: it, or a folder above it, is a symbolic link, and links are not followed; \
                 run again, or name what the link leads to",
                path.named()
            ),
            Self::Changed { path } => write!(
                f,
                "{}: the file changed since it was scanned and was left alone; run again",
                path.named()
            ),
            Self::Interrupted { path, journal } => write!(
                f,
                "{}: an interrupted run left {} beside it; run again to complete that",
                path.named(),
                journal.named()
            ),
            Self::Folder { path, cause } => write!(
                f,
                "{}: cannot make a file beside it: {cause}; make the folder {} writable",
                path.named(),
                stray::folder_of(path).named()
            ),
            Self::Io { path, step, cause } => write!(
                f,
                "{}: {step} failed: {cause}; remove the cause and run again",
                path.named()
            ),
            Self::Unforced { path, cause } => write!(
                f,
                "{}: it was replaced, but forcing that to disk failed: {cause}; look after the \
                 disk, and at the file should the machine stop now",
                path.named()
            ),
            Self::JournalStays { path, journal, cause } => write!(
                f,
                "{}: it was replaced, but {} beside it cannot be removed: {cause}; remove the \
                 cause and run again",
                path.named(),
                journal.named()
            ),
            Self::Torn { path, journal, cause } => write!(
                f,
                "{}: writing it failed half-way: {cause}; its old and new content are in {}: \
                 remove the cause and run again, which completes it",
                path.named(),
                journal.named()
            ),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder { cause, .. }
            | Self::Io { cause, .. }
            | Self::Unforced { cause, .. }
            | Self::JournalStays { cause, .. }
            | Self::Torn { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// A closure that says which step on which file failed, for `map_err`.
pub(crate) fn failed<'p>(
    path: &'p Path,
    step: &'static str,
) -> impl FnOnce(io::Error) -> WriteError + 'p {
    move |cause| WriteError::Io { path: path.to_path_buf(), step, cause }
}

/// Replaces the content of the file at `path`, which must be `scanned`, by `new`.
///
/// At every moment, also if the process is killed or the machine stops, the file has all of
/// its old or all of its new content: the new content is written to a temporary file beside
/// it, forced to disk and renamed over it. A file with several hard links is written in place,
/// so that all its names see the change; a journal beside it holds both contents meanwhile
/// (see [`recover`](crate::recover)). So is a file whose owner or attributes a new file cannot
/// be given. A symbolic link stays; its target is replaced. Mode, owner and extended attributes
/// are kept. The modification time is not: build tools must see the change.
///
/// # Errors
/// If the file is read-only (also for a user who could write it nevertheless), is not what was
/// scanned, or cannot be written. It then has its old content, except after
/// [`WriteError::Torn`] and where [`WriteError::is_written`] says so.
pub fn replace(path: &Path, scanned: &[u8], new: &[u8]) -> Result<Written, WriteError> {
    // What is shown to the user is the path as given; links are followed once, here.
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            return Err(WriteError::Missing { path: path.to_path_buf() });
        }
        Err(cause) => return Err(failed(path, "finding it")(cause)),
    };
    replace_real(real, scanned, new)
}

/// [`replace`] for a file whose path had no links in it when it was scanned.
///
/// # Errors
/// As for [`replace`]; also if a link has taken the place of the file, or of a folder above it,
/// since: what it leads to is not what was scanned, whatever it holds.
pub fn replace_scanned(path: &Path, scanned: &[u8], new: &[u8]) -> Result<Written, WriteError> {
    match path.canonicalize() {
        Ok(real) if real == path => replace_real(real, scanned, new),
        Ok(_) => Err(WriteError::Link { path: path.to_path_buf() }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            Err(WriteError::Missing { path: path.to_path_buf() })
        }
        Err(cause) => Err(failed(path, "finding it")(cause)),
    }
}

/// Whether the file at `path` is a file, and has this content.
#[must_use]
pub fn holds(path: &Path, content: &[u8]) -> bool {
    let Ok(mut file) = open(path) else { return false };
    file.metadata().is_ok_and(|data| data.is_file())
        && read_again(&mut file).is_ok_and(|there| there == content)
}

fn replace_real(real: PathBuf, scanned: &[u8], new: &[u8]) -> Result<Written, WriteError> {
    let (mut file, data) = open_target(&real)?;
    let current = read_again(&mut file).map_err(failed(&real, "reading it"))?;
    let journal = stray::journal_of(&real);
    if journal.symlink_metadata().is_ok() {
        return Err(WriteError::Interrupted { path: real, journal });
    }
    if current == new {
        return Ok(Written::AlreadyThere);
    }
    if current != scanned {
        return Err(WriteError::Changed { path: real });
    }
    if links(&data) > 1 {
        in_place::write(&real, file, scanned, new)
    } else {
        rename_over(&real, file, &data, scanned, new)
    }
}

/// Opens the target for writing without changing it: this is how a read-only file, or a
/// read-only file system, says so before anything is done.
fn open_target(real: &Path) -> Result<(File, Metadata), WriteError> {
    let data = real.metadata().map_err(failed(real, "looking at it"))?;
    if !data.is_file() {
        return Err(WriteError::NotRegular { path: real.to_path_buf() });
    }
    // The superuser may write everything; who made the file read-only meant all the same.
    if data.permissions().readonly() {
        return Err(WriteError::ReadOnly { path: real.to_path_buf() });
    }
    match OpenOptions::new().read(true).write(true).open(real) {
        Ok(file) => {
            let data = file.metadata().map_err(failed(real, "looking at it"))?;
            Ok((file, data))
        }
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => {
            Err(WriteError::ReadOnly { path: real.to_path_buf() })
        }
        Err(cause) => Err(failed(real, "opening it for writing")(cause)),
    }
}

/// All bytes of an open file, from its start.
pub(crate) fn read_again(file: &mut File) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses if the file has been edited, or replaced by another, since it was opened. Asked
/// once more at the last moment, because preparing the new content takes a while.
pub(crate) fn still(real: &Path, file: &mut File, scanned: &[u8]) -> Result<(), WriteError> {
    let current = read_again(file).map_err(failed(real, "reading it"))?;
    if real.canonicalize().is_ok_and(|there| there != real) {
        // The folder was moved away, and a link put in its place.
        Err(WriteError::Link { path: real.to_path_buf() })
    } else if current == scanned && lock::names(real, file) {
        Ok(())
    } else {
        Err(WriteError::Changed { path: real.to_path_buf() })
    }
}

fn rename_over(
    real: &Path,
    mut file: File,
    data: &Metadata,
    scanned: &[u8],
    new: &[u8],
) -> Result<Written, WriteError> {
    let temp = stray::create_temp(real)
        .map_err(|cause| WriteError::Folder { path: real.to_path_buf(), cause })?;
    temp.as_file().write_all(new).map_err(failed(real, "writing the new content"))?;
    if !likeness::copy(&file, data, temp.as_file()).map_err(failed(real, "copying its mode"))? {
        // Another owner, or other rights, would be given to nobody's knowledge.
        drop(temp);
        return in_place::write(real, file, scanned, new);
    }
    temp.as_file().sync_all().map_err(failed(real, "forcing the new content to disk"))?;
    still(real, &mut file, scanned)?;
    match temp.persist(real) {
        Ok(_) => {}
        // A file that is itself a mount point, as in containers, cannot be renamed over.
        Err(error) if error.error.kind() == ErrorKind::ResourceBusy => {
            drop(error.file);
            return in_place::write(real, file, scanned, new);
        }
        Err(error) => return Err(failed(real, "renaming the new content over it")(error.error)),
    }
    stray::sync_folder(stray::folder_of(real))
        .map_err(|cause| WriteError::Unforced { path: real.to_path_buf(), cause })?;
    Ok(Written::Replaced)
}

#[cfg(unix)]
fn links(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(data)
}

#[cfg(not(unix))]
fn links(_data: &Metadata) -> u64 {
    1
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_moved_away_is_noticed_at_the_last_moment() {
        let dir = tempfile::tempdir().unwrap();
        let top = dir.path().canonicalize().unwrap();
        std::fs::create_dir(top.join("a")).unwrap();
        let path = top.join("a/b");
        std::fs::write(&path, "old").unwrap();
        let (mut file, _) = open_target(&path).unwrap();
        assert!(still(&path, &mut file, b"old").is_ok());
        assert!(matches!(still(&path, &mut file, b"new"), Err(WriteError::Changed { .. })));
        // The file is the same one, and not where it was.
        std::fs::rename(top.join("a"), top.join("c")).unwrap();
        std::os::unix::fs::symlink(top.join("c"), top.join("a")).unwrap();
        assert!(matches!(still(&path, &mut file, b"old"), Err(WriteError::Link { .. })));
        // Another one with the same bytes.
        std::fs::remove_file(top.join("a")).unwrap();
        std::fs::create_dir(top.join("a")).unwrap();
        std::fs::write(&path, "old").unwrap();
        assert!(matches!(still(&path, &mut file, b"old"), Err(WriteError::Changed { .. })));
    }
}
