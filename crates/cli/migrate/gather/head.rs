//! A plan on what HEAD has.

use super::Gathered;
use super::join::{CHANGING, Join, Work};
use super::scan::{KeptTexts, scan};
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::migrate::settings::Settings;
use crate::migrate::{cache, place};
use crate::terminal;
use modelmod_edit::Named;
use modelmod_project::{FileInput, Head, HeadOptions, RepoPath, Repository, Walked, walk_head};
use modelmod_rewrite::{Engine, RegionSettings, question_of_regions, regions_set_in};
use std::path::{Path, PathBuf};

/// Plans on the files of HEAD, in the repository of the first argument.
pub(in crate::migrate) fn from_head<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    settings: &Settings,
) -> Result<Gathered<'c>, Failure> {
    let kept = KeptTexts::default();
    let visit = |file: &FileInput<'_>| scan(engine, settings, || repo_path(file.path), file, &kept);
    let question = engine.question();
    let (walked, repository, head) =
        walk_head_files(args, global, settings, Some(&question), visit)?;
    let path = |path: &Path| (path.to_path_buf(), repo_path(path));
    let needs_texts = true;
    let regions = || {
        let visit = |file: &FileInput<'_>| regions_in(engine, file);
        let question = question_of_regions();
        let found = walk_head_files(args, global, settings, Some(&question), visit)?.0.results;
        Ok(found.into_iter().map(|(_, settings)| settings).collect())
    };
    let join = Join { engine, global, path, regions, needs_texts, cache: None };
    let gathered = join.run(walked, Work::Commit(repository, head))?;
    gathered.map_err(|_| Failure::new(CHANGING))
}

pub(super) fn walk_head_files<T: Send>(
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    question: Option<&[u8]>,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<(Walked<T>, Repository, Head), Failure> {
    let first = args.paths.first().map_or(Path::new("."), PathBuf::as_path);
    if args.mode.branch == Some(None) && !first.exists() {
        // `--branch NAME` without `=` would make every path after it a name.
        return Err(Failure::new(format!(
            "{0}: no such file or folder; if it is the branch's name, write --branch={0}",
            first.named()
        )));
    }
    place::real(first)?;
    let Some(repository) = Repository::discover(first)? else {
        return Err(Failure::new(format!(
            "{}: no git repository here, so no branch can be made; \
             without --branch the files themselves are rewritten",
            first.named()
        )));
    };
    if repository.is_bare() && !args.branching.bare {
        return Err(Failure::new(format!(
            "{}: the repository is bare; say --bare if the branch is to be made there",
            repository.git_dir().named()
        )));
    }
    let mut under = Vec::new();
    for path in args.paths.iter().filter(|_| !repository.is_bare()) {
        let real = place::real(path)?;
        let inside = repository.relative(&real).ok_or_else(|| {
            Failure::new(format!("{}: not in the repository of {}", path.named(), first.named()))
        })?;
        under.push(inside);
    }
    under.retain(|path| !path.as_bytes().is_empty());
    let everything = under.len() < args.paths.len();
    let head = repository.head()?;
    let place = repository.workdir().unwrap_or(repository.git_dir());
    let cache = question.and_then(|asked| cache::open(args, global, place, asked, None));
    let walked = terminal::with_progress(global, |progress| {
        let options = HeadOptions {
            under: if everything { Vec::new() } else { under },
            exclude: args.files.exclude.clone(),
            also_exclude: settings.exclude.clone(),
            threads: usize::from(args.files.threads),
            max_file_size: u64::from(args.files.max_filesize) << 20,
            progress,
            cache: cache.clone(),
        };
        walk_head(&repository, &head, &options, visit)
    })?;
    cache::close(cache, global);
    Ok((walked, repository, head))
}

/// A path of HEAD, in bytes with `/`.
fn repo_path(path: &Path) -> Vec<u8> {
    RepoPath::from_path(path).map_or_else(Vec::new, |path| path.as_bytes().to_vec())
}

/// The regions that settings in a file name.
fn regions_in(engine: &Engine<'_>, file: &FileInput<'_>) -> Option<RegionSettings> {
    if regions_set_in(file.bytes).is_empty() {
        file.say_blank();
        return None;
    }
    engine.region_settings(&repo_path(file.path), file.bytes)
}
