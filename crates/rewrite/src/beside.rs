//! What stands beside the files of a run while they hear of each other: texts that are not in
//! memory, and what was found in earlier runs.

use crate::heard::Heard;
use crate::stored;
use crate::{Engine, PlannedFile};
use std::borrow::Cow;

/// Where the texts of files are that have none in [`PlannedFile::before`], and what is known of
/// these files. Each is asked for by its place among those that
/// [`Engine::follow_beside`](crate::Engine::follow_beside) was called with.
pub trait Beside {
    /// The text of a file, the very bytes for which its plan was made.
    fn text(&self, at: usize) -> Cow<'_, [u8]>;

    /// All that [`Engine::first_note`] and [`Beside::learn`] gave for the bytes of the file, one
    /// behind the other.
    fn note(&self, _at: usize) -> &[u8] {
        &[]
    }

    /// Whether anybody wants to know what is found.
    fn learns(&self, _at: usize) -> bool {
        false
    }

    /// Something to be added to the note of a file.
    fn learn(&self, _at: usize, _more: Vec<u8>) {}
}

/// All texts are in memory.
pub(crate) struct InMemory;

impl Beside for InMemory {
    fn text(&self, _at: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(&[])
    }
}

impl PlannedFile<'_> {
    /// Its text, wherever that is.
    pub(crate) fn text<'f>(&'f self, at: usize, beside: &'f dyn Beside) -> Cow<'f, [u8]> {
        match self.before.is_empty() {
            true => beside.text(at),
            false => Cow::Borrowed(&self.before),
        }
    }
}

impl<'c> Engine<'c> {
    /// Whether the edits of `file`, which has its text, are those that the engine makes of it: to
    /// be asked of an answer that was remembered, before anybody acts on it.
    #[must_use]
    pub fn confirms(&self, file: &PlannedFile<'c>) -> bool {
        let path = || String::from_utf8_lossy(&file.path).into_owned();
        let again = self.scan_beside(path, &file.before, file.plan.heard.clone(), None);
        again.is_ok_and(|plan| plan.is_some_and(|plan| plan.edits == file.plan.edits))
    }

    /// Plans `file`, which is at this place, anew with what it `heard` besides.
    pub(crate) fn hear(
        &self,
        file: &mut PlannedFile<'c>,
        at: usize,
        heard: Heard,
        beside: &dyn Beside,
    ) {
        let heard = file.plan.heard.clone().and(heard);
        if let Some(plan) = stored::later(self, beside.note(at), &heard) {
            file.plan = plan;
            return;
        }
        let path = || String::from_utf8_lossy(&file.path).into_owned();
        // It was decoded before, and has findings.
        let sited = file.plan.sited.take();
        if let Ok(Some(plan)) = self.scan_beside(path, &file.text(at, beside), heard, sited) {
            if beside.learns(at) {
                beside.learn(at, stored::later_note(self, &plan));
            }
            file.plan = plan;
        }
    }
}
