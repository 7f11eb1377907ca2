//! The files that exist beside a target while it is being replaced, and what is left of them
//! after a killed run: their names, and their removal.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::lock;

const MARK: &str = ".modelmod-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;
const JOURNAL: &str = ".modelmod-journal";

/// How often a temporary file is made anew when another process removes it at once.
const ATTEMPTS: u32 = 8;

/// File systems allow names of 255 bytes; of a longer target name only a part is used.
const NAME_PART: usize = 200;

/// Whether the file is named like a temporary file of this crate, `.NAME.modelmod-XXXXXX.tmp`.
#[must_use]
pub fn is_leftover(path: &Path) -> bool {
    let Some(name) = path.file_name().map(OsStr::as_encoded_bytes) else { return false };
    let Some(name) = name.strip_suffix(SUFFIX.as_bytes()) else { return false };
    let Some(at) = name.len().checked_sub(RANDOM + MARK.len()) else { return false };
    let (target, rest) = name.split_at(at);
    let (mark, random) = rest.split_at(MARK.len());
    target.len() > 1
        && target[0] == b'.'
        && mark == MARK.as_bytes()
        && random.iter().all(u8::is_ascii_alphanumeric)
}

/// Whether the file is named like a journal of this crate, `NAME.modelmod-journal`.
#[must_use]
pub fn is_journal(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.as_encoded_bytes().strip_suffix(JOURNAL.as_bytes()))
        .is_some_and(|target| !target.is_empty())
}

/// What interrupted runs left in one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strays {
    /// Journals, for [`recover`](crate::recover), sorted.
    pub journals: Vec<PathBuf>,
    /// Temporary files, for [`remove_leftover`], sorted.
    pub leftovers: Vec<PathBuf>,
}

/// Lists what interrupted runs left directly in `folder`.
///
/// A walk reports what it meets, but an ignore rule such as `*.tmp` hides strays from it. To
/// ask the folders of the files that are to be written closes that gap.
///
/// # Errors
/// If the folder cannot be listed.
pub fn strays_in(folder: &Path) -> io::Result<Strays> {
    let mut strays = Strays::default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        let path = entry.path();
        if is_journal(&path) {
            strays.journals.push(path);
        } else if is_leftover(&path) {
            strays.leftovers.push(path);
        }
    }
    strays.journals.sort();
    strays.leftovers.sort();
    Ok(strays)
}

/// Where the journal for `target` is.
pub(crate) fn journal_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_os_string();
    name.push(JOURNAL);
    PathBuf::from(name)
}

/// The file that a journal is for, or nothing if the path does not name a journal.
pub(crate) fn target_of(journal: &Path) -> Option<PathBuf> {
    if !is_journal(journal) {
        return None;
    }
    let stem = journal.file_stem()?;
    // The stem ends where the last dot is, which is the dot that the suffix starts with.
    Some(journal.with_file_name(stem))
}

/// Creates a temporary file beside `target`, readable by its owner only, with its lock held.
/// It is removed when dropped.
pub(crate) fn create_temp(target: &Path) -> io::Result<NamedTempFile> {
    create_with(target, 0o600)
}

/// [`create_temp`], except that whoever may read new files of this user may read it.
pub(crate) fn create_usual_temp(target: &Path) -> io::Result<NamedTempFile> {
    create_with(target, 0o666)
}

/// `mode` is what the file has where modes are known, less what the user's mask takes away.
fn create_with(target: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let folder = folder_of(target);
    let mut prefix = OsString::from(".");
    prefix.push(name_part(target.file_name().unwrap_or_default()));
    prefix.push(MARK);
    for _ in 0..ATTEMPTS {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
        #[cfg(not(unix))]
        let _ = mode;
        let temp = builder.tempfile_in(folder)?;
        // In the moment before the lock, another process may take the file for abandoned.
        if lock::claim(temp.as_file()) != lock::Claim::Busy
            && lock::names(temp.path(), temp.as_file())
        {
            return Ok(temp);
        }
    }
    Err(io::Error::other("its temporary file is removed by another process each time"))
}

/// The folder that `path` is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn name_part(name: &OsStr) -> &OsStr {
    use std::os::unix::ffi::OsStrExt;
    let bytes = name.as_bytes();
    OsStr::from_bytes(&bytes[..bytes.len().min(NAME_PART)])
}

#[cfg(not(unix))]
fn name_part(name: &OsStr) -> OsString {
    name.to_string_lossy().chars().take(NAME_PART).collect::<String>().into()
}

/// What became of a leftover temporary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// Its writer was gone, and now it is.
    Removed,
    /// Its writer is at work, or may be. It was left alone.
    InUse,
    /// It does not exist any more.
    Gone,
    /// It is not a regular file named as in [`is_leftover`]. It was left alone.
    NotOurs,
}

/// Removes a temporary file that a killed run left behind.
///
/// The file of a running process is left alone: a writer holds an advisory lock (`flock`) on
/// its temporary file for as long as it lives, and only a file whose lock can be taken is
/// removed. Where there are no such locks, the file must not have been written for ten
/// minutes.
///
/// # Errors
/// If the file can be neither opened nor removed.
pub fn remove_leftover(path: &Path) -> io::Result<Removal> {
    if !is_leftover(path) {
        return Ok(Removal::NotOurs);
    }
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Removal::Gone),
        Err(error) => return Err(error),
        Ok(data) if !data.is_file() => return Ok(Removal::NotOurs),
        Ok(_) => {}
    }
    let file = match OpenOptions::new().read(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Removal::Gone),
        Err(error) => return Err(error),
    };
    if !lock::abandoned(&file) {
        return Ok(Removal::InUse);
    }
    if !lock::names(path, &file) {
        return Ok(Removal::Gone);
    }
    fs::remove_file(path).map(|()| Removal::Removed)
}

/// Makes what happened to the names in `folder` last.
///
/// Some systems cannot sync a folder, and some folders may be written but not opened: then
/// the order of writes is in the hands of the file system, as it is for every other tool.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}
