//! What a page says, into the pack: as edits of its text.
//!
//! - What the page states is entered. What it is silent about stays, whoever said it.
//! - Nothing is deleted: a new recommendation is added to the old ones, words that change and
//!   rows that vanish leave their trace in `note`.
//! - A row that was read on a later day than the page was saved stays as it is.
//! - Where the page takes back what the pack has of it, a person has to decide.

mod known;
mod platform;
mod row;
mod text;
mod whole;

use crate::{Page, Refusal};
use modelmod_catalog::pack::{
    Diagnostic, PackFile, Packs, Severity, read, read_onto, render, stands_alone,
};
use modelmod_catalog::{Catalog, Date};
use modelmod_edit::EditSet;
use std::fmt;

/// What to merge into what.
#[derive(Clone, Copy, Debug)]
pub struct Merge<'a> {
    /// What the page says.
    pub page: &'a Page,
    /// The day on which it was saved.
    pub captured: Date,
    /// ID of the provider whose page it is.
    pub provider: &'a str,
    /// The provider's pack; none when there is none yet.
    pub pack: Option<&'a PackFile>,
    /// What a new pack says of itself.
    pub new: Option<&'a NewPack>,
    /// The other packs and surfaces that the pack is read with.
    pub others: &'a [PackFile],
    /// The catalogue that all these files add to, unless they stand alone.
    pub base: &'a Catalog,
}

/// What the page cannot tell about a provider without a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPack {
    /// Where the pack will stand, for messages.
    pub path: String,
    /// Address of the page, `https://`.
    pub page: String,
}

/// A pack with what the page says.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What changes in the text of the pack; in an empty text for a new one.
    pub edits: EditSet,
    /// The text afterwards.
    pub after: String,
    /// What changes, for people, in the order of the page.
    pub changes: Vec<Change>,
    /// Rows that agree with the pack, those with no more than a newer day of reading among them.
    pub agree: usize,
    /// Rows that the pack has read on a later day.
    pub newer: usize,
    /// Models that stand in the pack of another provider: ID, that provider, and how the page
    /// differs from what is said there (possibly not at all).
    pub elsewhere: Vec<(String, String, String)>,
    /// IDs that the page recommends and that no pack has: they are words until one has them.
    pub unknown: Vec<String>,
    /// Packs of other providers in which days of this platform are different now.
    pub beside: Vec<Beside>,
    /// What to know or to do besides.
    pub remarks: Vec<String>,
}

/// A pack of another provider: its spellings for the platform have the days of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path, as it was given.
    pub path: String,
    /// Its text before.
    pub before: String,
    /// Its text afterwards.
    pub after: String,
}

/// A change of one model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The model's ID in the pack.
    pub id: String,
    /// What changes, in a few words.
    pub what: String,
}

/// Why a page is not merged.
#[derive(Clone, Debug)]
pub enum MergeError {
    /// The page and the pack contradict one another.
    Conflicts(Vec<Refusal>),
    /// The pack's text cannot be worked on.
    Unreadable {
        /// Why.
        reason: String,
    },
    /// The packs are not sound as they are, or would not be afterwards.
    Unsound {
        /// Whether they were not sound before.
        before: bool,
        /// What is wrong.
        found: Vec<Diagnostic>,
    },
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflicts(all) => {
                let lines: Vec<String> = all.iter().map(Refusal::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Unreadable { reason } => write!(
                f,
                "the pack cannot be edited: {reason}; see what `modelmod pack check` says of it"
            ),
            Self::Unsound { before: true, found } => {
                write!(f, "the packs are not sound as they are:\n{}", render(found, false))
            }
            Self::Unsound { before: false, found } => {
                write!(f, "the pack would not be sound afterwards:\n{}", render(found, false))
            }
        }
    }
}

impl std::error::Error for MergeError {}

/// Merges a page into a pack.
///
/// # Errors
///
/// See [`MergeError`]; the pack is not changed then.
pub fn merge(request: &Merge<'_>) -> Result<Merged, MergeError> {
    let mut files = request.others.to_vec();
    files.extend(request.pack.cloned());
    // A file that is added below may be the surface of a new pack: it does not count here.
    let alone = stands_alone(request.others);
    let known = read_all(request.base, alone, &files)
        .map_err(|found| MergeError::Unsound { before: true, found: errors(found) })?
        .catalog;
    let merged = whole::merge(request, &known)?;
    for beside in &merged.beside {
        for file in files.iter_mut().filter(|file| file.path == beside.path) {
            file.text.clone_from(&beside.after);
        }
    }
    if let Some(last) = files.last_mut().filter(|_| request.pack.is_some()) {
        last.text.clone_from(&merged.after);
    } else if let Some(new) = request.new {
        files.push(PackFile { path: new.path.clone(), text: merged.after.clone() });
        files.extend(whole::missing_surface(request.provider, &known));
    }
    match read_all(request.base, alone, &files) {
        Ok(_) => Ok(merged),
        Err(found) => Err(MergeError::Unsound { before: false, found: errors(found) }),
    }
}

fn read_all(base: &Catalog, alone: bool, files: &[PackFile]) -> Result<Packs, Vec<Diagnostic>> {
    if alone { read(files) } else { read_onto(base, files) }
}

fn errors(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|one| one.severity == Severity::Error).collect()
}
