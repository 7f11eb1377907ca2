//! A plan on the files of HEAD, or on those of the index.

use super::Gathered;
use super::join::{CHANGING, Join, Work};
use super::scan::{KeptTexts, scan};
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::migrate::blobs::{self, Blobs};
use crate::migrate::settings::Settings;
use modelmod_project::{FileInput, RepoPath};
use modelmod_rewrite::{Engine, RegionSettings, question_of_regions, regions_set_in};
use std::path::{Path, PathBuf};

/// Plans on the files of HEAD, or on those of the index, in the repository of the first argument.
pub(in crate::migrate) fn from_git<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    settings: &Settings,
) -> Result<Gathered<'c>, Failure> {
    let kept = KeptTexts::default();
    let visit = |file: &FileInput<'_>| scan(engine, settings, || repo_path(file.path), file, &kept);
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
        let visit = |file: &FileInput<'_>| regions_in(engine, file);
        let question = question_of_regions();
        let found = blobs::walk(args, global, settings, Some(&question), visit)?.0.results;
        Ok(found.into_iter().map(|(_, settings)| settings).collect())
    };
    let join = Join { engine, global, path, regions, needs_texts: true, cache: None };
    let gathered = join.run(walked, work)?;
    gathered.map_err(|_| Failure::new(CHANGING))
}

/// A path of git's, in bytes with `/`.
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
