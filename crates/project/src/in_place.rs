//! Writing a file itself, under the protection of a journal.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::journal::Journal;
use crate::stray;
use crate::write::{WriteError, Written, failed, still};

/// Writes `new` into `file`, which is open for reading and writing at `real` and holds
/// `scanned`.
pub(crate) fn write(
    real: &Path,
    mut file: File,
    scanned: &[u8],
    new: &[u8],
) -> Result<Written, WriteError> {
    // Held, and with it the journal's lock, until the end of this function.
    let (journal, _lock) = create_journal(real, scanned, new)?;
    // What went wrong first is what is told. A journal that stays then tells the next run that
    // the file has its old content.
    let given_up = |error| {
        drop(remove_journal(&journal));
        Err(error)
    };
    if let Err(changed) = still(real, &mut file, scanned) {
        return given_up(changed);
    }
    let Err(cause) = overwrite(&mut file, new) else {
        return match remove_journal(&journal) {
            Ok(()) => Ok(Written::InPlace),
            Err(cause) => {
                Err(WriteError::JournalStays { path: real.to_path_buf(), journal, cause })
            }
        };
    };
    // For instance no space for a longer file. The old content fits: it was there.
    match overwrite(&mut file, scanned) {
        Ok(()) => given_up(failed(real, "writing it in place")(cause)),
        Err(_) => Err(WriteError::Torn { path: real.to_path_buf(), journal, cause }),
    }
}

/// Makes `content` all of the file's content, on disk.
pub(crate) fn overwrite(file: &mut File, content: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(content)?;
    file.set_len(content.len() as u64)?;
    file.sync_all()
}

/// Removes a journal that has served its purpose, before the next write to the file.
pub(crate) fn remove_journal(journal: &Path) -> io::Result<()> {
    fs::remove_file(journal)?;
    // Should it come back after a power cut, it tells that all is done.
    drop(stray::sync_folder(stray::folder_of(journal)));
    Ok(())
}

/// Writes the journal under a temporary name and gives it its own when it is complete.
fn create_journal(real: &Path, old: &[u8], new: &[u8]) -> Result<(PathBuf, File), WriteError> {
    let folder = |cause| WriteError::Folder { path: real.to_path_buf(), cause };
    let bytes = Journal { old, new }
        .encode()
        .map_err(|error| failed(real, "hashing it")(io::Error::other(error.to_string())))?;
    let temp = stray::create_temp(real).map_err(folder)?;
    temp.as_file().write_all(&bytes).map_err(failed(real, "writing its journal"))?;
    temp.as_file().sync_all().map_err(failed(real, "forcing its journal to disk"))?;
    let journal = stray::journal_of(real);
    let lock = temp.persist_noclobber(&journal).map_err(|error| {
        if error.error.kind() == ErrorKind::AlreadyExists {
            WriteError::Interrupted { path: real.to_path_buf(), journal: journal.clone() }
        } else {
            folder(error.error)
        }
    })?;
    if let Err(cause) = stray::sync_folder(stray::folder_of(real)) {
        drop(fs::remove_file(&journal));
        return Err(failed(real, "forcing its journal to disk")(cause));
    }
    Ok((journal, lock))
}
