//! `--changed` and `--staged`: findings in files that differ from a commit, and no others.

use super::place;
use crate::args::Migrate;
use crate::failure::Failure;
use modelmod_edit::Named;
use modelmod_project::{Changed, Repository};

/// What has changed, where that was asked for.
///
/// # Errors
///
/// Where it cannot be told, or makes no sense with the other arguments.
pub(super) fn of(args: &Migrate) -> Result<Option<Changed>, Failure> {
    let Some(base) = &args.files.changed else { return Ok(None) };
    let first = args.first();
    place::real(first)?;
    let Some(repository) = Repository::discover(first)? else {
        return Err(Failure::new(format!(
            "{}: no git repository here that could tell what has changed; leave --changed out",
            first.named()
        )));
    };
    let base = match base {
        Some(base) => base.clone(),
        None => usual_base(&repository)?,
    };
    Ok(Some(repository.changed(&base)?))
}

/// Refuses what makes no sense together.
///
/// # Errors
///
/// Says why.
pub(super) fn check(args: &Migrate) -> Result<(), Failure> {
    if args.files.staged {
        return check_staged(args);
    }
    if args.files.changed.is_none() {
        return Ok(());
    }
    let why = if args.mode.branch.is_some() {
        "a branch is made from what HEAD has, not from the work tree; leave --changed out, or name \
         the files"
    } else if args.project.write_baseline.is_some() {
        "a baseline counts what there is, changed or not; leave --changed out"
    } else if args.reads_stdin() {
        "standard input is no file that git knows; leave --changed out"
    } else {
        return Ok(());
    };
    Err(Failure::new(format!("--changed: {why}")))
}

/// Refuses what makes no sense with `--staged`.
fn check_staged(args: &Migrate) -> Result<(), Failure> {
    let why = if args.mode.branch.is_some() {
        "a branch is made from what HEAD has, not from the index; leave --staged out"
    } else if args.project.write_baseline.is_some() {
        "a baseline counts what there is, staged or not; leave --staged out"
    } else if args.reads_stdin() {
        "standard input is no file that git knows; leave --staged out"
    } else if args.mode.interactive || !(args.mode.check || args.mode.dry_run) {
        "the index is looked at, and not written: add --check or --dry-run, or use \
         --changed=HEAD --allow-staged to rewrite what is staged in the work tree"
    } else {
        return Ok(());
    };
    Err(Failure::new(format!("--staged: {why}")))
}

/// What to compare with if nobody says: the branch that the work is to be merged into.
fn usual_base(repository: &Repository) -> Result<String, Failure> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    // GitHub and what is like it; GitLab.
    if let Some(commit) = set("CI_MERGE_REQUEST_DIFF_BASE_SHA") {
        return Ok(commit);
    }
    if let Some(branch) = set("GITHUB_BASE_REF") {
        return Ok(format!("refs/remotes/origin/{branch}"));
    }
    let default = "refs/remotes/origin/HEAD";
    if repository.has_commit(default)? {
        return Ok(default.to_owned());
    }
    if !repository.has_remotes() {
        // Nobody to hand anything to: what is not committed.
        return Ok("HEAD".to_owned());
    }
    Err(Failure::new(
        "--changed: nothing says which is the default branch of `origin`: name what to compare \
         with, such as --changed=origin/main, or have git ask: git remote set-head origin --auto",
    ))
}
