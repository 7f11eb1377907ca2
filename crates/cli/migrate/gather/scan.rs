//! What the engine says of one file, from its bytes or from what an earlier run noted.

use super::held::Held;
use crate::migrate::settings::Settings;
use modelmod_project::{FileInput, NotedFile};
use modelmod_rewrite::{Engine, FilePlan, Looked, Undecodable};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the engine says of a file.
pub(super) enum Scanned<'c> {
    Plan(Box<Planned<'c>>),
    Undecodable,
    /// It tells modelmod what to do.
    Own,
}

/// How many bytes of text are kept in memory. Files that will be known again are read again where
/// their texts are needed: most are not.
#[derive(Default)]
pub(super) struct KeptTexts(AtomicUsize);

impl KeptTexts {
    /// All together, in bytes.
    const MOST: usize = 32 << 20;

    /// Whether a text is to be kept.
    fn take(&self, text: &[u8]) -> bool {
        // One that is large leaves no room for others.
        text.len() <= Self::MOST / 16
            && self.0.fetch_add(text.len(), Ordering::Relaxed) <= Self::MOST - text.len()
    }
}

/// A file with a plan.
pub(super) struct Planned<'c> {
    pub(super) plan: FilePlan<'c>,
    /// Its text, if the plan needs it and it was read.
    pub(super) before: Vec<u8>,
    pub(super) held: Held,
}

/// `path` tells the file's place below the root of the run: what is above it is not the
/// project's, so a checkout under `~/tests` is no test.
pub(super) fn scan<'c>(
    engine: &Engine<'c>,
    settings: &Settings,
    path: impl Fn() -> Vec<u8>,
    file: &FileInput<'_>,
    kept: &KeptTexts,
) -> Option<Scanned<'c>> {
    // Only ASCII parts of the path mean anything to the engine.
    let text = || String::from_utf8_lossy(&path()).into_owned();
    let looked = match file.excerpt {
        Some(excerpt) => engine.look_at_excerpt(text, excerpt),
        None => engine.look_at(text, file.bytes),
    };
    if let Ok(Looked::Blank) = looked {
        file.say_blank();
        return None;
    }
    let path = path();
    let note = file.seen.and_then(|_| engine.first_note(&path, &looked));
    let held = |note: Option<Vec<u8>>| Held {
        seen: file.seen,
        note: note.unwrap_or_default(),
        is_new: true,
    };
    match said(looked, settings.is_own(&path)) {
        Said::Plan(plan) => {
            // The walk's buffer is used for the next file.
            let is_kept = file.excerpt.is_none()
                && plan.needs_text()
                && (file.seen.is_none() || kept.take(file.bytes));
            let before = if is_kept { file.bytes.to_vec() } else { Vec::new() };
            Some(Scanned::Plan(Box::new(Planned { plan: *plan, before, held: held(note) })))
        }
        Said::Other(scanned) => {
            note.into_iter().for_each(|note| file.note(note));
            scanned
        }
    }
}

/// [`scan`] of a file on which there is a note; nothing if that does not do.
pub(super) fn recall<'c>(
    engine: &Engine<'c>,
    settings: &Settings,
    path: &[u8],
    file: &NotedFile<'_>,
) -> Option<Option<Scanned<'c>>> {
    let looked = engine.recalled(path, file.note)?;
    Some(match said(looked, settings.is_own(path)) {
        Said::Plan(plan) => {
            let held = Held { seen: Some(file.seen), note: file.note.to_vec(), is_new: false };
            Some(Scanned::Plan(Box::new(Planned { plan: *plan, before: Vec::new(), held })))
        }
        Said::Other(scanned) => scanned,
    })
}

enum Said<'c> {
    Plan(Box<FilePlan<'c>>),
    Other(Option<Scanned<'c>>),
}

fn said<'c>(looked: Result<Looked<'c>, Undecodable>, is_own: bool) -> Said<'c> {
    match looked {
        Ok(Looked::Blank | Looked::NotDue) => Said::Other(None),
        Ok(Looked::Plan(_)) if is_own => Said::Other(Some(Scanned::Own)),
        Ok(Looked::Plan(plan)) => Said::Plan(plan),
        Err(Undecodable) => Said::Other(Some(Scanned::Undecodable)),
    }
}
