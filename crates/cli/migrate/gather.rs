//! From arguments to a plan: reading files, or HEAD, through the engine.

use super::blobs::{self, Blobs};
use super::cache;
use super::place;
use super::settings::Settings;
use super::strays::Strays;
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::Catalog;
use modelmod_project::{
    Changed, FileInput, Head, RepoPath, Repository, Sift, SkipReason, WalkOptions, Walked, Wanted,
    walk,
};
use modelmod_report::{Run, SkippedFile, shown};
use modelmod_rewrite::{
    Engine, FilePlan, Looked, Plan, PlannedFile, RegionSettings, decoded, may_set_regions,
    question_of_regions,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What files are looked through for.
#[derive(Clone, Copy)]
struct Question<'q> {
    /// All on which it depends whether a file is blank.
    bytes: &'q [u8],
    /// Tells of parts of large files that they are.
    sift: Option<&'q dyn Sift>,
}

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
}

/// The plan, and what was seen on the way to it.
pub(super) struct Gathered<'c> {
    pub(super) plan: Plan<'c>,
    pub(super) run: Run,
    /// Files that could not be read although they should have been.
    pub(super) unreadable: usize,
    /// The repository and commit that the plan was made on, for a branch.
    pub(super) head: Option<(Repository, Head)>,
    /// What has changed, where only that is asked for.
    pub(super) changed: Option<Changed>,
}

impl Gathered<'_> {
    /// The repository and commit of a plan for a branch.
    pub(super) fn repository(&self) -> Result<(&Repository, Head), Failure> {
        let head = self.head.as_ref().map(|(repository, head)| (repository, *head));
        head.ok_or_else(|| Failure::new("a branch needs a repository"))
    }
}

/// What the engine says of a file.
enum Scanned<'c> {
    Plan(Box<FilePlan<'c>>, Vec<u8>),
    Undecodable,
    /// It tells modelmod what to do.
    Own,
}

/// Plans on the files that the arguments name; where only what has `changed` is asked for, all are
/// read, and what the others say counts, but they stay as they are.
pub(super) fn from_files<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    settings: &Settings,
    changed: Option<Changed>,
) -> Result<Gathered<'c>, Failure> {
    let root = &settings.root;
    let only_looks = args.mode.dry_run || args.mode.check || args.project.write_baseline.is_some();
    let may_write = !only_looks;
    let below = |path: &Path| place::below(root, &place::of_file(path));
    let visit = |file: &FileInput<'_>| scan(engine, settings, || below(file.path), file);
    let question = engine.question();
    let asked = Asked(engine);
    let asked = Question { bytes: &question, sift: Some(&asked) };
    let options = || WalkOptions { roots: args.paths.clone(), ..WalkOptions::default() };
    let look = || walk_with(options(), args, global, settings, Some(asked), visit);
    let mut walked = look()?;
    let strays = Strays::of(&walked);
    if may_write {
        strays.settle(global)?;
        if strays.has_journals() {
            walked = look()?;
        }
    } else if strays.has_journals() {
        let message = "an earlier run was interrupted while it wrote a file: \
                       run `modelmod migrate` without --dry-run to complete it";
        terminal::complain("warning", message, global);
    }
    let path = |path: &Path| -> (PathBuf, Vec<u8>) {
        let real = place::of_file(path);
        let below = place::below(root, &real);
        (real, below)
    };
    let regions = || {
        // What the project says counts, also where a part of it is migrated.
        let roots = vec![root.clone()];
        // The root is without links, and none is followed.
        let below = |path: &Path| place::below(root, path);
        let visit = |file: &FileInput<'_>| regions_in(engine, || below(file.path), file);
        let (question, root) = (question_of_regions(), root.clone());
        let asked = Question { bytes: &question, sift: None };
        let wanted = Wanted::new(move |path| may_set_regions(&place::below(&root, path)));
        let options = WalkOptions { roots, wanted: Some(wanted), ..WalkOptions::default() };
        Ok(walk_with(options, args, global, settings, Some(asked), visit)?.results)
    };
    gathered(walked, path, engine, global, regions, Work::Tree(changed))
}

pub(super) fn walk_files<T: Send>(
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, Failure> {
    let options = WalkOptions { roots: args.paths.clone(), ..WalkOptions::default() };
    walk_with(options, args, global, settings, None, visit)
}

/// [`walk_files`] for the files of `options`, to which it adds what the user and the project wish.
/// For a `question` it is remembered which files are blank.
fn walk_with<T: Send>(
    options: WalkOptions<'_>,
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    question: Option<Question<'_>>,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, Failure> {
    let cache = question.and_then(|asked| cache::open(args, global, &settings.root, asked.bytes));
    let walked = terminal::with_progress(global, |progress| {
        let options = WalkOptions {
            hidden: !args.files.no_hidden,
            no_ignore: args.files.no_ignore,
            exclude: args.files.exclude.clone(),
            also_exclude: settings.exclude.clone(),
            force_exclude: args.files.force_exclude,
            threads: usize::from(args.files.threads),
            max_file_size: u64::from(args.files.max_filesize) << 20,
            progress,
            cache: cache.clone(),
            sift: question.and_then(|asked| asked.sift),
            ..options
        };
        walk(&options, visit)
    })?;
    cache::close(cache, global);
    Ok(walked)
}

/// The names in the files that rules of packs match. They are no names of the catalogue until
/// somebody has looked for them.
pub(super) fn names_by_rules(
    args: &Migrate,
    global: &Global,
    catalog: &Catalog,
    settings: &Settings,
) -> Result<BTreeSet<String>, Failure> {
    let names = |file: &FileInput<'_>| {
        let names = catalog.names_by_rules(&decoded(file.bytes)?);
        (!names.is_empty()).then_some(names)
    };
    let found = match blobs::are_read(args) {
        true => blobs::walk(args, global, settings, None, names)?.0.results,
        false => walk_files(args, global, settings, names)?.results,
    };
    Ok(found.into_iter().flat_map(|(_, names)| names).collect())
}

/// Plans on the files of HEAD, or on those of the index, in the repository of the first argument.
pub(super) fn from_git<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    settings: &Settings,
) -> Result<Gathered<'c>, Failure> {
    let visit = |file: &FileInput<'_>| scan(engine, settings, || repo_path(file.path), file);
    let question = engine.question();
    let (walked, repository, files) = blobs::walk(args, global, settings, Some(&question), visit)?;
    // What is staged is known by its place in the work tree; what a branch gets, by that in it.
    let (work, top) = match files {
        Blobs::Head(head) => (Work::Commit(repository, head), PathBuf::new()),
        Blobs::Index(index) => {
            let top = repository.workdir().map(Path::to_path_buf).unwrap_or_default();
            (Work::Tree(Some(repository.staged(&index)?)), top)
        }
    };
    let path = |path: &Path| (top.join(path), repo_path(path));
    let regions = || {
        let visit = |file: &FileInput<'_>| regions_in(engine, || repo_path(file.path), file);
        let question = question_of_regions();
        Ok(blobs::walk(args, global, settings, Some(&question), visit)?.0.results)
    };
    gathered(walked, path, engine, global, regions, work)
}

/// `path` tells the file's place below the root of the run: what is above it is not the
/// project's, so a checkout under `~/tests` is no test.
fn scan<'c>(
    engine: &Engine<'c>,
    settings: &Settings,
    path: impl FnOnce() -> Vec<u8>,
    file: &FileInput<'_>,
) -> Option<Scanned<'c>> {
    let mut is_own = false;
    // Only ASCII parts of the path mean anything to the engine.
    let path = || {
        let path = path();
        is_own = settings.is_own(&path);
        String::from_utf8_lossy(&path).into_owned()
    };
    match engine.look_at(path, file.bytes) {
        Ok(Looked::Blank) => {
            file.say_blank();
            None
        }
        Ok(Looked::NotDue) => None,
        Ok(Looked::Plan(_)) if is_own => Some(Scanned::Own),
        // The walk's buffer is used for the next file.
        Ok(Looked::Plan(plan)) => {
            let before = if plan.needs_text() { file.bytes.to_vec() } else { Vec::new() };
            Some(Scanned::Plan(plan, before))
        }
        Err(_) => Some(Scanned::Undecodable),
    }
}

/// The regions that settings in a file name.
fn regions_in(
    engine: &Engine<'_>,
    path: impl FnOnce() -> Vec<u8>,
    file: &FileInput<'_>,
) -> Option<RegionSettings> {
    // At a path that says nothing of the file.
    if engine.region_settings(b"", file.bytes).is_none() {
        file.say_blank();
        return None;
    }
    engine.region_settings(&path(), file.bytes)
}

/// A path of HEAD, in bytes with `/`.
fn repo_path(path: &Path) -> Vec<u8> {
    RepoPath::from_path(path).map_or_else(Vec::new, |path| path.as_bytes().to_vec())
}

/// Where the files of a run come from.
enum Work {
    /// The work tree or the index, perhaps only with what has changed in it.
    Tree(Option<Changed>),
    /// A commit.
    Commit(Repository, Head),
}

/// `regions` reads the files again, for settings of regions: few runs depend on them.
fn gathered<'c>(
    walked: Walked<Scanned<'c>>,
    path: impl Fn(&Path) -> (PathBuf, Vec<u8>),
    engine: &Engine<'c>,
    global: &Global,
    regions: impl FnOnce() -> Result<Vec<(PathBuf, RegionSettings)>, Failure>,
    work: Work,
) -> Result<Gathered<'c>, Failure> {
    let is_asked = |target: &Path| match &work {
        Work::Tree(Some(changed)) => changed.holds(target),
        Work::Tree(None) | Work::Commit(..) => true,
    };
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
        } else if !is_asked(&target) {
            continue;
        }
        skipped.push(SkippedFile { path: below, reason: file.reason.to_string() });
    }
    let mut files = Vec::new();
    for (found, scanned) in walked.results {
        let (target, below) = path(&found);
        match scanned {
            Scanned::Plan(plan, before) => {
                let is_asked = is_asked(&target);
                let plan = *plan;
                let mut file = PlannedFile { target, path: below, before, plan, failed: None };
                if !is_asked {
                    file.set_aside();
                }
                files.push(file);
            }
            Scanned::Undecodable | Scanned::Own if !is_asked(&target) => {}
            Scanned::Undecodable => {
                let reason = "begins as UTF-16 but is not valid UTF-16".to_owned();
                skipped.push(SkippedFile { path: below, reason });
            }
            Scanned::Own => {
                let reason = "file of modelmod's own".to_owned();
                skipped.push(SkippedFile { path: below, reason });
            }
        }
    }
    skipped.sort_by(|a, b| a.path.cmp(&b.path));
    if engine.asks_for_regions(&files) {
        let settings: Vec<RegionSettings> =
            regions()?.into_iter().map(|(_, settings)| settings).collect();
        engine.hear_regions(&mut files, &settings);
    }
    engine.follow(&mut files);
    let plan = Plan::new(engine.as_of(), files, engine.verdicts().cloned().collect());
    let (changed, head) = match work {
        Work::Tree(changed) => (changed, None),
        Work::Commit(repository, head) => (None, Some((repository, head))),
    };
    let changed_since = changed.as_ref().map(|changed| changed.base().unwrap_or_default());
    let Walked { files, bytes, .. } = walked;
    let run = Run { files, bytes, skipped, changed_since, ..Run::default() };
    Ok(Gathered { plan, run, unreadable, head, changed })
}
