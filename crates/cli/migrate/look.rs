//! Looking at a tree for another verb: what `migrate --check` would say, and which models it
//! names, due or not.

use super::gather;
use super::place;
use super::settings::Settings;
use crate::args::{Global, Migrate};
use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::terminal;
use clap::{Args, FromArgMatches};
use modelmod_catalog::Date;
use modelmod_edit::Named;
use modelmod_project::SkipReason;
use modelmod_rewrite::{Engine, Matcher, Plan, Prefer, Request, RequestError};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What was found in a tree.
pub(crate) struct Looked<'c> {
    pub(crate) plan: Plan<'c>,
    pub(crate) files: u64,
    /// Files that could not be read; each was said already.
    pub(crate) unreadable: usize,
    /// IDs of the models that its files name.
    pub(crate) mentioned: BTreeSet<&'c str>,
}

/// What another verb has typed: a `migrate --check` of a path.
pub(crate) struct Looking(Migrate);

impl Looking {
    /// Replacements are chosen by `to` and `prefer` before the project's configuration is asked.
    pub(crate) fn new(
        path: &Path,
        as_of: Date,
        to: &[(String, String)],
        prefer: Option<Prefer>,
    ) -> Result<Self, Failure> {
        let mut args = check_of(&[path.to_path_buf()], &[], as_of)?;
        (args.choice.to, args.choice.prefer) = (to.to_vec(), prefer);
        Ok(Self(args))
    }

    /// What the run asks of the engine, the project's configuration included.
    pub(crate) fn request(&self, global: &Global, known: &Catalogue) -> Result<Request, Failure> {
        Ok(Settings::new(&self.0, global, known)?.request)
    }
}

/// Looks at the files of a tree by the project's own configuration; writes nothing.
pub(crate) fn look<'c>(
    looking: &Looking,
    global: &Global,
    known: &'c Catalogue,
) -> Result<Looked<'c>, Failure> {
    let args = &looking.0;
    let catalog = known.catalog.as_ref();
    let settings = Settings::new(args, global, known)?;
    let engine = Engine::new(catalog, &settings.request)?;
    let gathered = gather::from_files(args, global, &engine, &settings, None)?;
    let matcher = Matcher::new(catalog, |_| true).map_err(|_| RequestError::TooLarge)?;
    let walked = gather::walk_files(args, global, &settings, |file| {
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

/// The arguments of `migrate --check` on these paths, as if they were typed: whatever is not said
/// is as it is for everybody.
fn check_of(paths: &[PathBuf], exclude: &[String], as_of: Date) -> Result<Migrate, Failure> {
    let words = ["migrate", "--check"].map(OsString::from);
    let typed = words.into_iter().chain([format!("--as-of={as_of}").into()]);
    let typed = typed.chain(exclude.iter().map(|glob| format!("--exclude={glob}").into()));
    let typed = typed.chain(["--".into()]).chain(paths.iter().map(OsString::from));
    let command = Migrate::augment_args(clap::Command::new("migrate"));
    let matches = command.try_get_matches_from(typed);
    matches.and_then(|matches| Migrate::from_arg_matches(&matches)).map_err(Failure::new)
}

/// The files of `paths` that are Rust, by the project's own configuration, each with its path and
/// its bytes; those that the configuration or `exclude` leaves out are not among them.
pub(crate) fn rust_files(
    paths: &[PathBuf],
    exclude: &[String],
    as_of: Date,
    global: &Global,
    known: &Catalogue,
    wanted: impl Fn(&[u8]) -> bool + Sync,
) -> Result<Files, Failure> {
    let args = check_of(paths, exclude, as_of)?;
    let settings = Settings::new(&args, global, known)?;
    let walked = gather::walk_files(&args, global, &settings, |file| {
        let is_rust = file.path.extension().is_some_and(|extension| extension == "rs");
        (is_rust && wanted(file.bytes)).then(|| file.bytes.to_vec())
    })?;
    for warning in &walked.warnings {
        terminal::complain("warning", warning, global);
    }
    let mut unreadable = 0;
    for file in &walked.skipped {
        if let SkipReason::Unreadable(_) = file.reason {
            unreadable += 1;
            let message = format!("{}: {}", file.path.named(), file.reason);
            terminal::complain("error", &message, global);
        }
    }
    Ok(Files { root: settings.root, files: walked.results, unreadable })
}

/// Files that were read.
pub(crate) struct Files {
    /// What paths in patches are relative to; canonical.
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<(PathBuf, Vec<u8>)>,
    /// How many could not be read; each was said already.
    pub(crate) unreadable: usize,
}
