//! From arguments to a plan: reading files, or what git has of them, through the engine.

mod git;
mod held;
mod join;
mod regions;
mod scan;
mod tree;

pub(super) use git::from_git;
pub(super) use tree::from_files;

use super::blobs;
use super::settings::Settings;
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::Catalog;
use modelmod_project::{
    Changed, FileInput, Head, NotedFile, Repository, WalkOptions, Walked, walk_noted,
};
use modelmod_report::Run;
use modelmod_rewrite::{Plan, decoded};
use std::collections::BTreeSet;

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

pub(super) fn walk_files<T: Send>(
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, Failure> {
    let options = WalkOptions { roots: args.paths.clone(), ..WalkOptions::default() };
    walk_with(options, args, global, settings, visit, |_| None)
}

/// [`walk_files`] for the files of `options`, to which it adds what the user and the project wish.
fn walk_with<T: Send>(
    options: WalkOptions<'_>,
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
    recall: impl Fn(&NotedFile<'_>) -> Option<Option<T>> + Sync,
) -> Result<Walked<T>, Failure> {
    Ok(terminal::with_progress(global, |progress| {
        let options = WalkOptions {
            hidden: !args.files.no_hidden,
            no_ignore: args.files.no_ignore,
            exclude: args.files.exclude.clone(),
            also_exclude: settings.exclude.clone(),
            force_exclude: args.files.force_exclude,
            threads: usize::from(args.files.threads),
            max_file_size: u64::from(args.files.max_filesize) << 20,
            progress,
            ..options.clone()
        };
        walk_noted(&options, visit, recall)
    })?)
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
