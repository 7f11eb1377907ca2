//! `modelmod-dev sweeps`: the engine beside what maintainers did when they migrated by hand.
//!
//! A sweep is a commit that replaced most uses of a model's name in a repository. The engine
//! is asked to replace the same model in the tree before that commit, and each place is
//! compared: changed or left by them, rewritten or left by it.

pub mod commits;
pub mod compare;
pub mod count;
pub mod page;
pub mod request;
mod scanned;

use crate::args::Sweeps;
use crate::corpus::mirrors::Mirrors;
use crate::corpus::tsv::Table;
use modelmod_catalog::builtin;
use std::process::ExitCode;

/// Compares, and writes the page.
///
/// # Errors
///
/// A table that cannot be read, or a page that cannot be written. What cannot be compared is
/// counted instead.
pub(crate) fn run(args: &Sweeps) -> Result<ExitCode, String> {
    let table = Table::read(&args.commits)?;
    let mut mirrors = Mirrors::new(&args.mirrors);
    let mut compared = Vec::new();
    for commit in commits::read(&table)?.into_iter().filter(commits::Commit::is_sweep) {
        compared.push(compare::compare(builtin::catalog(), &mut mirrors, commit)?);
    }
    compared.sort_by(|a, b| {
        let key = |one: &compare::Compared| {
            (one.commit.repo.clone(), one.commit.date, one.commit.sha.clone())
        };
        key(a).cmp(&key(b))
    });
    if args.differences {
        eprint!("{}", compare::differences(&compared));
    }
    let text = page::text(&compared);
    match &args.out {
        None => print!("{text}"),
        Some(path) => {
            std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?
        }
    }
    Ok(ExitCode::SUCCESS)
}
