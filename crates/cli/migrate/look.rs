//! Looking at a tree for another verb: what `migrate --check` would say, and which models it
//! names, due or not.

use super::gather;
use super::place;
use super::settings::Settings;
use crate::args::{Cli, Command, Global};
use crate::catalogue::Catalogue;
use crate::failure::Failure;
use clap::Parser;
use modelmod_catalog::Date;
use modelmod_rewrite::{Engine, Matcher, Plan, RequestError};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

/// What was found in a tree.
pub(crate) struct Looked<'c> {
    pub(crate) plan: Plan<'c>,
    pub(crate) files: u64,
    /// Files that could not be read; each was said already.
    pub(crate) unreadable: usize,
    /// IDs of the models that its files name.
    pub(crate) mentioned: BTreeSet<&'c str>,
}

/// Looks at the files below `path` by the project's own configuration; writes nothing.
pub(crate) fn look<'c>(
    path: &Path,
    as_of: Date,
    global: &Global,
    known: &'c Catalogue,
) -> Result<Looked<'c>, Failure> {
    let day = as_of.to_string();
    let words = ["modelmod", "migrate", "--check", "--as-of", &day, "--"].map(OsStr::new);
    let typed = words.into_iter().chain([path.as_os_str()]);
    let Ok(Cli { command: Command::Migrate(args), .. }) = Cli::try_parse_from(typed) else {
        return Err(Failure::new(format!("{}: no path to look at", path.display())));
    };
    let catalog = known.catalog.as_ref();
    let settings = Settings::new(&args, global, known)?;
    let engine = Engine::new(catalog, &settings.request)?;
    let gathered = gather::from_files(&args, global, &engine, &settings)?;
    let matcher = Matcher::new(catalog, |_| true).map_err(|_| RequestError::TooLarge)?;
    let walked = gather::walk_files(&args, global, &settings, |file| {
        let below = place::below(&settings.root, &place::of_file(file.path));
        let found = matcher.find(file.bytes);
        (!settings.is_own(&below) && !found.is_empty()).then_some(found)
    })?;
    let found = walked.results.iter().flat_map(|(_, found)| found);
    let mentioned = found.map(|one| catalog.entry(one.name).model.id.as_ref()).collect();
    Ok(Looked {
        plan: gathered.plan,
        files: gathered.run.files,
        unreadable: gathered.unreadable,
        mentioned,
    })
}
