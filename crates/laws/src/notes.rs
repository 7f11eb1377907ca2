//! What is noted of files is what is found in them: each by itself, and all together.

use crate::Files;
use crate::engines::DAY;
use modelmod_rewrite::{
    Beside, Engine, FilePlan, Looked, Plan, PlannedFile, RegionSettings, Undecodable,
};
use std::borrow::Cow;
use std::cell::RefCell;
use std::path::PathBuf;

/// What can be seen of an answer.
fn seen(looked: &Result<Looked<'_>, Undecodable>) -> String {
    match looked {
        Ok(Looked::Plan(plan)) => shown(plan),
        other => format!("{other:?}"),
    }
}

fn shown(plan: &FilePlan<'_>) -> String {
    let FilePlan { findings, edits, notices, accepted, .. } = plan;
    format!("{findings:#?} {edits:?} {notices:?} {accepted:?}")
}

/// Notes give back what was noted, for this path and no other; and what is no note is no answer.
pub(crate) fn hold(engine: &Engine<'static>, files: &Files) {
    for (path, file) in files {
        let text = || String::from_utf8_lossy(path).into_owned();
        let looked = engine.look_at(text, file);
        let Some(note) = engine.first_note(path, &looked) else {
            assert!(matches!(looked, Ok(Looked::Blank)), "nothing is noted of {looked:?}");
            continue;
        };
        let again = engine.recalled(path, &note).expect("a note for this path");
        assert_eq!(seen(&again), seen(&looked));
        assert!(engine.recalled(b"elsewhere.py", &note).is_none(), "a note for another path");
        for at in (0..note.len()).step_by(1 + note.len() / 24) {
            let _ = engine.recalled(path, &note[..at]);
            let mut other = note.clone();
            other[at] ^= 1 << (at % 8);
            let _ = engine.recalled(path, &other);
        }
    }
    let all = Noted::default();
    let usual = plan(engine, files, &all, false);
    // The second time from notes, with no text in memory; and once more with none to be read.
    for _ in 0..2 {
        let again = plan(engine, files, &all, true);
        let both = [&usual, &again].map(|plan| {
            plan.files.iter().map(|file| (&file.path, shown(&file.plan))).collect::<Vec<_>>()
        });
        assert_eq!(both[0], both[1], "another plan from notes");
        for mut file in again.edited().cloned() {
            file.before = files[&file.path].clone();
            assert!(engine.confirms(&file), "remembered edits are not made anew");
            file.plan.edits.retain(|_| false);
            assert!(!engine.confirms(&file), "edits that nobody makes are confirmed");
        }
    }
}

/// Notes of files, by their places among those with a plan.
#[derive(Default)]
struct Noted {
    files: RefCell<Vec<One>>,
}

/// A file and its note.
#[derive(Clone)]
struct One {
    path: Vec<u8>,
    text: Vec<u8>,
    note: Vec<u8>,
}

/// One run's view of the notes.
struct View<'n> {
    files: Vec<One>,
    all: &'n Noted,
}

impl Beside for View<'_> {
    fn text(&self, at: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.files[at].text)
    }

    fn note(&self, at: usize) -> &[u8] {
        &self.files[at].note
    }

    fn learns(&self, _at: usize) -> bool {
        true
    }

    fn learn(&self, at: usize, more: Vec<u8>) {
        self.all.files.borrow_mut()[at].note.extend(more);
    }
}

/// As [`crate::plan`], with notes that are taken, or used.
fn plan(engine: &Engine<'static>, files: &Files, all: &Noted, from_notes: bool) -> Plan<'static> {
    let mut planned = Vec::new();
    let mut view = View { files: Vec::new(), all };
    for (path, text) in files {
        let name = || String::from_utf8_lossy(path).into_owned();
        let known = all.files.borrow().iter().find(|one| one.path == *path).cloned();
        let looked = match &known {
            Some(one) if from_notes => engine.recalled(path, &one.note).expect("a note"),
            _ => engine.look_at(name, text),
        };
        let Ok(Looked::Plan(plan)) = looked else { continue };
        let note = engine.first_note(path, &Ok(Looked::Plan(plan.clone()))).expect("a note");
        let one = One { path: path.clone(), text: text.clone(), note };
        view.files.push(known.unwrap_or(one));
        let before = if from_notes { Vec::new() } else { text.clone() };
        let (target, path) = (PathBuf::new(), path.clone());
        planned.push(PlannedFile { target, path, before, plan: *plan, failed: None });
    }
    *all.files.borrow_mut() = view.files.clone();
    if engine.asks_for_regions(&planned) {
        let settings: Vec<RegionSettings> =
            files.iter().filter_map(|(path, file)| engine.region_settings(path, file)).collect();
        engine.hear_regions_beside(&mut planned, &settings, &view);
    }
    engine.follow_beside(&mut planned, &view);
    Plan::new(DAY, planned, engine.verdicts().cloned().collect())
}
