//! Finishing what an interrupted write in place began.

use modelmod_edit::Named;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::in_place::{overwrite, remove_journal};
use crate::journal::{Journal, State};
use crate::write::read_again;
use crate::{lock, stray};

/// What a recovery found. In each case the journal is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// The file was half-written; now it has all of its new content.
    Finished,
    /// The write had been completed: the file has its new content.
    WasNew,
    /// The write had not begun: the file has its old content and was left alone.
    WasOld,
    /// Another process had recovered it already.
    Gone,
}

/// Why a journal could not be dealt with. The journal is still there.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecoverError {
    /// The path is not named like a journal, or is no regular file.
    NotAJournal {
        /// The path.
        journal: PathBuf,
    },
    /// The process that made the journal is still at work, or may be.
    InUse {
        /// The journal.
        journal: PathBuf,
    },
    /// The journal is not as it was written.
    Damaged {
        /// The journal.
        journal: PathBuf,
    },
    /// The file has been edited by someone else since.
    Changed {
        /// The file.
        path: PathBuf,
        /// The journal.
        journal: PathBuf,
    },
    /// The system refused a step.
    Io {
        /// The file that the step was on.
        path: PathBuf,
        /// The step.
        step: &'static str,
        /// What the system said.
        cause: io::Error,
    },
}

impl std::fmt::Display for RecoverError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAJournal { journal } => {
                write!(
                    f,
                    "{}: called like a journal of modelmod, and none; look at it, and move it away",
                    journal.named()
                )
            }
            Self::InUse { journal } => write!(
                f,
                "{}: another run is writing this file; wait for it to end and run again",
                journal.named()
            ),
            Self::Damaged { journal } => write!(
                f,
                "{}: the journal is damaged and tells nothing about the file beside it; check \
                 that file, then remove the journal",
                journal.named()
            ),
            Self::Changed { path, journal } => write!(
                f,
                "{}: an interrupted run left {}, but the file was edited since; check the file, \
                 then remove the journal",
                path.named(),
                journal.named()
            ),
            Self::Io { path, step, cause } => write!(
                f,
                "{}: {step} failed: {cause}; remove the cause and run again",
                path.named()
            ),
        }
    }
}

impl std::error::Error for RecoverError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

fn failed<'p>(path: &'p Path, step: &'static str) -> impl FnOnce(io::Error) -> RecoverError + 'p {
    move |cause| RecoverError::Io { path: path.to_path_buf(), step, cause }
}

/// Deals with the journal that an interrupted run left beside a file: a half-written file
/// gets its new content, a file with its old or new content is left alone, and the journal
/// is removed.
///
/// # Errors
/// If the run is not over, the journal is damaged, the file was edited since, or either
/// cannot be read or written. Nothing has been changed then, except that writing may have
/// failed again; the journal stays.
pub fn recover(journal: &Path) -> Result<Recovered, RecoverError> {
    let target = stray::target_of(journal)
        .ok_or_else(|| RecoverError::NotAJournal { journal: journal.to_path_buf() })?;
    let Some(mut file) = open_journal(journal)? else { return Ok(Recovered::Gone) };
    if !lock::abandoned(&file) {
        return Err(RecoverError::InUse { journal: journal.to_path_buf() });
    }
    if !lock::names(journal, &file) {
        return Ok(Recovered::Gone);
    }
    let bytes = read_again(&mut file).map_err(failed(journal, "reading it"))?;
    let contents = Journal::decode(&bytes)
        .ok_or_else(|| RecoverError::Damaged { journal: journal.to_path_buf() })?;
    let outcome = finish(&target, &contents)?.ok_or_else(|| RecoverError::Changed {
        path: target.clone(),
        journal: journal.to_path_buf(),
    })?;
    remove_journal(journal).map_err(failed(journal, "removing it"))?;
    Ok(outcome)
}

/// Brings the file to one of its two contents; nothing if it is neither of them nor between.
fn finish(target: &Path, contents: &Journal<'_>) -> Result<Option<Recovered>, RecoverError> {
    // A link or a pipe in the file's place is certainly not what was being written.
    let data = target.symlink_metadata().map_err(failed(target, "looking at it"))?;
    if !data.is_file() {
        return Ok(None);
    }
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(target)
        .map_err(failed(target, "opening it for writing"))?;
    let current = read_again(&mut file).map_err(failed(target, "reading it"))?;
    match contents.state(&current) {
        State::Old => Ok(Some(Recovered::WasOld)),
        State::New => Ok(Some(Recovered::WasNew)),
        State::Foreign => Ok(None),
        State::Torn => {
            overwrite(&mut file, contents.new).map_err(failed(target, "writing it"))?;
            Ok(Some(Recovered::Finished))
        }
    }
}

fn open_journal(journal: &Path) -> Result<Option<File>, RecoverError> {
    match journal.symlink_metadata() {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(failed(journal, "looking at it")(cause)),
        Ok(data) if !data.is_file() => {
            return Err(RecoverError::NotAJournal { journal: journal.to_path_buf() });
        }
        Ok(_) => {}
    }
    match OpenOptions::new().read(true).open(journal) {
        Ok(file) => Ok(Some(file)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(failed(journal, "opening it")(cause)),
    }
}
