//! Files with a plan whose texts are not in memory, since an earlier run noted what it found.

use modelmod_project::{Cache, Seen};
use modelmod_rewrite::Beside;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::path::PathBuf;

/// What is known of one file beside its plan.
#[derive(Default)]
pub(super) struct Held {
    /// To read it again, if it will be known again.
    pub(super) seen: Option<Seen>,
    /// All that was noted of it.
    pub(super) note: Vec<u8>,
    /// Whether this run was the first to note it.
    pub(super) is_new: bool,
}

/// What is known of the files of a run beside their plans, by their places.
#[derive(Default)]
pub(super) struct AllHeld {
    files: Vec<File>,
    is_disturbed: Cell<bool>,
}

struct File {
    path: PathBuf,
    held: Held,
    text: OnceCell<Vec<u8>>,
    more: RefCell<Vec<u8>>,
}

impl AllHeld {
    pub(super) fn push(&mut self, path: PathBuf, held: Held) {
        self.files.push(File { path, held, text: OnceCell::new(), more: RefCell::default() });
    }

    /// Whether a file is no longer as it was when the run found it. Then what is known of it may
    /// not be put together with what it says now.
    pub(super) fn is_disturbed(&self) -> bool {
        self.is_disturbed.get()
    }

    /// Whether the plan of the file at this place was noted by an earlier run.
    pub(super) fn is_noted(&self, at: usize) -> bool {
        self.files.get(at).is_some_and(|file| file.held.seen.is_some() && !file.held.is_new)
    }

    /// The text of the file at this place, which nobody asks for again.
    pub(super) fn take_text(&mut self, at: usize) -> Vec<u8> {
        self.text(at);
        self.files.get_mut(at).and_then(|file| file.text.take()).unwrap_or_default()
    }

    /// Has kept what is new.
    pub(super) fn note_in(self, cache: &Cache) {
        for File { held: Held { seen, mut note, is_new }, more, .. } in self.files {
            let more = more.into_inner();
            let Some(seen) = seen.filter(|_| is_new || !more.is_empty()) else { continue };
            note.extend(more);
            cache.note(seen, note);
        }
    }
}

impl Beside for AllHeld {
    fn text(&self, at: usize) -> Cow<'_, [u8]> {
        let Some(file) = self.files.get(at) else { return Cow::Borrowed(&[]) };
        let read = || {
            // Of others the text was kept if anybody needs it.
            let Some(seen) = file.held.seen else { return Vec::new() };
            let text = seen.read(&file.path);
            self.is_disturbed.set(self.is_disturbed() || text.is_none());
            text.unwrap_or_default()
        };
        Cow::Borrowed(file.text.get_or_init(read))
    }

    fn note(&self, at: usize) -> &[u8] {
        self.files.get(at).map_or(&[], |file| &file.held.note)
    }

    fn learns(&self, at: usize) -> bool {
        self.files.get(at).is_some_and(|file| file.held.seen.is_some())
    }

    fn learn(&self, at: usize, more: Vec<u8>) {
        if let Some(file) = self.files.get(at) {
            file.more.borrow_mut().extend(more);
        }
    }
}
