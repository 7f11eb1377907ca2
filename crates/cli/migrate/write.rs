//! Writing the plan into the files, and refusing to where work could be lost.

use crate::args::{Allow, Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_edit::Named;
use modelmod_project::{DirtyKind, Repository, holds, replace_scanned};
use modelmod_rewrite::Plan;
use std::path::{Path, PathBuf};

/// How many files are named in a refusal.
const NAMED: usize = 10;

/// Refuses where a file to be changed holds work that version control could not bring back.
/// Looks at no other file.
pub(super) fn guard(args: &Migrate, plan: &Plan<'_>) -> Result<(), Failure> {
    let targets: Vec<PathBuf> = plan.edited().map(|file| file.target.clone()).collect();
    let or = ", or --branch to leave the work tree alone";
    guard_files(&args.allow, &targets, or)
}

/// [`guard`] for these files; `or` says what else could be done than to allow it.
pub(crate) fn guard_files(allow: &Allow, targets: &[PathBuf], or: &str) -> Result<(), Failure> {
    let (kept, loose) = by_repository(targets)?;
    if !loose.is_empty() && !allow.allow_no_vcs {
        return Err(Failure::new(format!(
            "no version control keeps these files, so there would be no way back:\n{}\
             use --dry-run to look at the changes, or --allow-no-vcs to write them",
            list(loose.iter().map(|path| path.named()))
        )));
    }
    if allow.allow_dirty {
        return Ok(());
    }
    let mut dirty = Vec::new();
    for (repository, paths) in kept {
        dirty.extend(repository.dirty(&paths)?);
    }
    dirty.retain(|file| !(allow.allow_staged && file.kind == DirtyKind::Staged));
    if dirty.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "files to be changed have changes that are not committed:\n{}\
         commit or stash them, or use --allow-dirty (--allow-staged for staged ones){or}",
        list(dirty.iter().map(|file| format!("{} ({})", file.path.named(), file.kind)))
    )))
}

type Kept = Vec<(Repository, Vec<PathBuf>)>;

/// The files by the repository that keeps them, and those that none keeps.
fn by_repository(targets: &[PathBuf]) -> Result<(Kept, Vec<PathBuf>), Failure> {
    let mut kept: Kept = Vec::new();
    let mut loose = Vec::new();
    for target in targets {
        let known = kept.iter_mut().find(|(repository, _)| keeps(repository, target));
        if let Some((_, paths)) = known {
            paths.push(target.clone());
            continue;
        }
        match Repository::discover(target)? {
            Some(repository) if keeps(&repository, target) => {
                kept.push((repository, vec![target.clone()]));
            }
            _ => loose.push(target.clone()),
        }
    }
    Ok((kept, loose))
}

fn keeps(repository: &Repository, target: &Path) -> bool {
    repository.relative(target).is_some()
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    let mut text: String = items.iter().take(NAMED).map(|item| format!("  {item}\n")).collect();
    if items.len() > NAMED {
        text.push_str(&format!("  and {} more\n", items.len() - NAMED));
    }
    text
}

/// Writes every edited file, each all or nothing, and notes in the plan which could not be
/// written; returns with how many something went wrong.
pub(super) fn write(plan: &mut Plan<'_>, global: &Global) -> usize {
    let mut failed = 0;
    for file in plan.files.iter_mut().filter(|file| !file.plan.edits.is_empty()) {
        if let Err(error) = replace_scanned(&file.target, &file.before, &file.after()) {
            failed += 1;
            terminal::complain("error", &error.to_string(), global);
            if !error.is_written() {
                file.failed = Some(error.to_string());
            }
        }
    }
    // A file can have got its content after all, through another of its names.
    for file in plan.files.iter_mut().filter(|file| file.failed.is_some()) {
        if holds(&file.target, &file.after()) {
            file.failed = None;
        }
    }
    failed
}
