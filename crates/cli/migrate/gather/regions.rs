//! What the files of a project say of regions: few runs depend on it.

use super::walk_with;
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::migrate::settings::Settings;
use crate::migrate::{cache, place};
use modelmod_project::{Aside, Cache, FileInput, NotedFile, WalkOptions, Wanted};
use modelmod_rewrite::{RegionSettings, may_set_regions, question_of_regions, regions_set_in};
use std::path::Path;
use std::sync::Arc;

/// Where settings of regions are looked for.
pub(super) struct RegionWalk<'r> {
    args: &'r Migrate,
    global: &'r Global,
    settings: &'r Settings,
    cache: Option<Arc<Cache>>,
}

impl<'r> RegionWalk<'r> {
    pub(super) fn new(
        args: &'r Migrate,
        global: &'r Global,
        settings: &'r Settings,
        beside: Option<&Cache>,
    ) -> Self {
        let cache = beside.and_then(|other| cache::beside(other, &question_of_regions()));
        Self { args, global, settings, cache }
    }

    /// To look for them in a walk that goes to all files of the project for another reason.
    pub(super) fn aside(&self) -> Aside<'static> {
        Aside::new(&noted, self.cache.clone())
    }

    /// The settings of all files of the project, from what a walk has seen aside, if there was one.
    /// `below` tells the path of a file below the root of the run.
    pub(super) fn settings(
        self,
        aside: Option<Aside<'_>>,
        below: &(dyn Fn(&Path) -> Vec<u8> + Sync),
    ) -> Result<Vec<RegionSettings>, Failure> {
        let found = match aside {
            Some(aside) => {
                let wanted = |path: &Path| may_set_regions(&below(path));
                let limit = u64::from(self.args.files.max_filesize) << 20;
                let found = aside.answers(wanted, limit, usize::from(self.args.files.threads));
                found.into_iter().map(|(path, note)| (below(&path), read(&note))).collect()
            }
            None => self.walk()?,
        };
        cache::close(self.cache, self.global);
        Ok(found)
    }

    fn walk(&self) -> Result<Vec<RegionSettings>, Failure> {
        let root = self.settings.root.clone();
        let visit = |file: &FileInput<'_>| {
            let note = noted(file.bytes);
            match &note {
                Some(note) => file.note(note.clone()),
                None => file.say_blank(),
            }
            note
        };
        let recall = |file: &NotedFile<'_>| Some(Some(file.note.to_vec()));
        // The root is without links, and none is followed.
        let below = |path: &Path| place::below(&self.settings.root, path);
        let (roots, cache) = (vec![root.clone()], self.cache.clone());
        let wanted = Wanted::new(move |path| may_set_regions(&place::below(&root, path)));
        let options = WalkOptions { roots, cache, wanted: Some(wanted), ..WalkOptions::default() };
        let walked = walk_with(options, self.args, self.global, self.settings, visit, recall)?;
        let found = walked.results.into_iter();
        Ok(found.map(|(path, note)| (below(&path), read(&note))).collect())
    }
}

/// The regions that a file names, if any, as a note on it, whatever its path.
fn noted(file: &[u8]) -> Option<Vec<u8>> {
    let regions = regions_set_in(file);
    (!regions.is_empty()).then(|| regions.join("\n").into_bytes())
}

fn read(note: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(note).split('\n').map(str::to_owned).collect()
}
