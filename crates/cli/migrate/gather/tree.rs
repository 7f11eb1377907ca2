//! A plan on the files of the work tree.

use super::join::{CHANGING, Join, Work};
use super::regions::RegionWalk;
use super::scan::{KeptTexts, Scanned, recall, scan};
use super::{Gathered, walk_with};
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::migrate::cache;
use crate::migrate::place::{self, Folders};
use crate::migrate::settings::Settings;
use crate::migrate::strays::Strays;
use crate::terminal;
use modelmod_edit::Span;
use modelmod_project::{Aside, Cache, Changed, FileInput, NotedFile, Sift, WalkOptions, Walked};
use modelmod_rewrite::Engine;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What an engine looks for.
#[derive(Debug)]
struct Asked<'e, 'c>(&'e Engine<'c>);

impl Sift for Asked<'_, '_> {
    fn overlap(&self) -> usize {
        self.0.reach()
    }

    fn may_hold(&self, part: &[u8]) -> bool {
        self.0.may_hold(part)
    }

    fn places(&self, part: &[u8]) -> Vec<Span> {
        self.0.places(part)
    }

    fn most(&self) -> u64 {
        Engine::most()
    }
}

/// Plans on the files that the arguments name; where only what has `changed` is asked for, all are
/// read, and what the others say counts, but they stay as they are.
pub(in crate::migrate) fn from_files<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    settings: &Settings,
    changed: Option<Changed>,
) -> Result<Gathered<'c>, Failure> {
    let tree = Tree { args, global, engine, settings, folders: Folders::default() };
    match tree.gather(Work::Tree(changed), true)? {
        Ok(gathered) => Ok(gathered),
        // What earlier runs noted of a file is of no use where that changes meanwhile.
        Err(work) => tree.gather(work, false)?.map_err(|_| Failure::new(CHANGING)),
    }
}

/// The files that the arguments name.
struct Tree<'t, 'c> {
    args: &'t Migrate,
    global: &'t Global,
    engine: &'t Engine<'c>,
    settings: &'t Settings,
    folders: Folders,
}

impl<'c> Tree<'_, 'c> {
    /// Plans with what earlier runs noted, or without. An error of the inner kind gives the work
    /// back: a file is not as it was noted any more.
    fn gather(&self, work: Work, takes_notes: bool) -> Result<Result<Gathered<'c>, Work>, Failure> {
        let Self { args, global, engine, settings, .. } = self;
        let noted = takes_notes.then(|| engine.question_of_answers());
        let question = engine.question();
        let cache = cache::open(args, global, &settings.root, &question, noted.as_deref());
        // What the project says of regions counts, also where a part of it is migrated.
        let is_all = matches!(&args.paths[..], [one] if place::real(one)? == settings.root);
        let regions = RegionWalk::new(args, global, settings, cache.as_deref());
        let mut aside = is_all.then(|| regions.aside());
        let mut walked = self.look(cache.as_ref(), aside.as_ref())?;
        if self.settle(&Strays::of(&walked))? {
            aside = is_all.then(|| regions.aside());
            walked = self.look(cache.as_ref(), aside.as_ref())?;
        }
        let path = |path: &Path| -> (PathBuf, Vec<u8>) {
            let real = self.folders.of_file(path);
            let below = place::below(&settings.root, &real);
            (real, below)
        };
        let regions = || regions.settings(aside, &|path| self.below(path));
        let needs_texts = !args.mode.check || args.mode.diff;
        let join = Join { engine, global, path, regions, needs_texts, cache: cache.clone() };
        let gathered = join.run(walked, work)?;
        cache::close(cache, global);
        Ok(gathered)
    }

    fn below(&self, path: &Path) -> Vec<u8> {
        place::below(&self.settings.root, &self.folders.of_file(path))
    }

    /// Looks at all files.
    fn look(
        &self,
        cache: Option<&Arc<Cache>>,
        aside: Option<&Aside<'_>>,
    ) -> Result<Walked<Scanned<'c>>, Failure> {
        let Self { args, global, engine, settings, .. } = self;
        let (asked, kept) = (Asked(engine), KeptTexts::default());
        let options = WalkOptions {
            roots: args.paths.clone(),
            sift: Some(&asked),
            cache: cache.cloned(),
            aside,
            ..WalkOptions::default()
        };
        let noticed = |scanned: Option<Scanned<'c>>| {
            if let (Some(aside), Some(Scanned::Plan(planned))) = (aside, &scanned)
                && planned.plan.asks_for_region()
            {
                aside.ask();
            }
            scanned
        };
        let visit = |file: &FileInput<'_>| {
            noticed(scan(engine, settings, || self.below(file.path), file, &kept))
        };
        let recalled = |file: &NotedFile<'_>| {
            recall(engine, settings, &self.below(file.path), file).map(noticed)
        };
        walk_with(options, args, global, settings, visit, recalled)
    }

    /// Completes what an earlier run began to write, where this one may write; tells whether files
    /// are others now.
    fn settle(&self, strays: &Strays) -> Result<bool, Failure> {
        let Self { args, global, .. } = self;
        let only_looks =
            args.mode.dry_run || args.mode.check || args.project.write_baseline.is_some();
        if only_looks {
            if strays.has_journals() {
                let message = "an earlier run was interrupted while it wrote a file: \
                               run `modelmod migrate` without --dry-run to complete it";
                terminal::complain("warning", message, global);
            }
            return Ok(false);
        }
        strays.settle(global)?;
        Ok(strays.has_journals())
    }
}
