//! What is to be done once all files were looked at: they hear of each other.

use super::Gathered;
use super::held::AllHeld;
use super::scan::{Planned, Scanned};
use crate::args::Global;
use crate::failure::Failure;
use crate::terminal;
use modelmod_project::{Cache, Changed, Head, Repository, SkipReason, Walked};
use modelmod_report::{Run, SkippedFile, shown};
use modelmod_rewrite::{Engine, Plan, PlannedFile, RegionSettings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Cannot be: only notes make a file known by what it was.
pub(super) const CHANGING: &str = "files change while they are read: run it again";

/// Where the files of a run come from.
pub(super) enum Work {
    /// The work tree, perhaps only with what has changed in it.
    Tree(Option<Changed>),
    /// A commit.
    Commit(Repository, Head),
}

impl Work {
    fn asks_for(&self, target: &Path) -> bool {
        match self {
            Self::Tree(Some(changed)) => changed.holds(target),
            Self::Tree(None) | Self::Commit(..) => true,
        }
    }
}

/// What is left to do with what a walk found.
pub(super) struct Join<'j, 'c, P, R> {
    pub(super) engine: &'j Engine<'c>,
    pub(super) global: &'j Global,
    /// Where a file is, and its path below the root of the run.
    pub(super) path: P,
    /// Tells the settings of regions: few runs depend on them.
    pub(super) regions: R,
    /// Whether the texts of edited files are wanted.
    pub(super) needs_texts: bool,
    /// To keep what was found.
    pub(super) cache: Option<Arc<Cache>>,
}

impl<'c, P, R> Join<'_, 'c, P, R>
where
    P: Fn(&Path) -> (PathBuf, Vec<u8>),
    R: FnOnce() -> Result<Vec<RegionSettings>, Failure>,
{
    /// Has the files hear of each other, and puts the run together. An error of the inner kind
    /// gives the work back: a file is not as an earlier run noted it any more.
    pub(super) fn run(
        self,
        mut walked: Walked<Scanned<'c>>,
        work: Work,
    ) -> Result<Result<Gathered<'c>, Work>, Failure> {
        let results = std::mem::take(&mut walked.results);
        let (mut files, mut held, others) = self.sorted(results, &work);
        let Self { engine, global, regions, needs_texts, cache, path } = self;
        if engine.asks_for_regions(&files) {
            engine.hear_regions_beside(&mut files, &regions()?, &held);
        }
        engine.follow_beside(&mut files, &held);
        let mut is_sound = true;
        for (at, file) in files.iter_mut().enumerate().filter(|_| needs_texts) {
            if file.plan.edits.is_empty() || !work.asks_for(&file.target) {
                continue;
            }
            if file.before.is_empty() {
                file.before = held.take_text(at);
            }
            // What is written or shown as a patch rests on no memory.
            is_sound &= !held.is_noted(at) || engine.confirms(file);
        }
        if held.is_disturbed() || !is_sound {
            return Ok(Err(work));
        }
        if let Some(cache) = &cache {
            held.note_in(cache);
        }
        let (mut skipped, unreadable) = told(&walked, &path, &work, global);
        skipped.extend(others);
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        let plan = Plan::new(engine.as_of(), files, engine.verdicts().cloned().collect());
        let (changed, head) = match work {
            Work::Tree(changed) => (changed, None),
            Work::Commit(repository, head) => (None, Some((repository, head))),
        };
        let changed_since = changed.as_ref().map(|changed| changed.base().unwrap_or_default());
        let Walked { files, bytes, .. } = walked;
        let run = Run { files, bytes, skipped, changed_since, ..Run::default() };
        Ok(Ok(Gathered { plan, run, unreadable, head, changed }))
    }

    /// The files with a plan, what is known beside it, and those that were read in vain.
    fn sorted(
        &self,
        results: Vec<(PathBuf, Scanned<'c>)>,
        work: &Work,
    ) -> (Vec<PlannedFile<'c>>, AllHeld, Vec<SkippedFile>) {
        let (mut files, mut all, mut others) = (Vec::new(), AllHeld::default(), Vec::new());
        for (found, scanned) in results {
            let (target, below) = (self.path)(&found);
            let is_asked = work.asks_for(&target);
            match scanned {
                Scanned::Plan(planned) => {
                    let Planned { plan, before, held } = *planned;
                    all.push(target.clone(), held);
                    let mut file = PlannedFile { target, path: below, before, plan, failed: None };
                    if !is_asked {
                        file.set_aside();
                    }
                    files.push(file);
                }
                Scanned::Undecodable | Scanned::Own if !is_asked => {}
                Scanned::Undecodable => {
                    let reason = "begins as UTF-16 but is not valid UTF-16".to_owned();
                    others.push(SkippedFile { path: below, reason });
                }
                Scanned::Own => {
                    let reason = "file of modelmod's own".to_owned();
                    others.push(SkippedFile { path: below, reason });
                }
            }
        }
        (files, all, others)
    }
}

/// Tells what went wrong in a walk: the files that were not read, and how many should have been.
fn told(
    walked: &Walked<Scanned<'_>>,
    path: impl Fn(&Path) -> (PathBuf, Vec<u8>),
    work: &Work,
    global: &Global,
) -> (Vec<SkippedFile>, usize) {
    for warning in &walked.warnings {
        terminal::complain("warning", warning, global);
    }
    let mut unreadable = 0;
    let mut skipped = Vec::new();
    for file in &walked.skipped {
        let (target, below) = path(&file.path);
        if let SkipReason::Unreadable(_) = file.reason {
            unreadable += 1;
            terminal::complain("error", &format!("{}: {}", shown(&below), file.reason), global);
        } else if !work.asks_for(&target) {
            continue;
        }
        skipped.push(SkippedFile { path: below, reason: file.reason.to_string() });
    }
    (skipped, unreadable)
}
