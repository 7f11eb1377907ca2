//! `modelmod-dev score`: what the engine does at places that people have judged.

pub mod chosen;
pub mod label;
mod row;
mod show;
pub mod tally;

pub use row::{Judged, Scored, Skip, read, scan};
pub use show::{all, misses, summary};

use crate::args::Score;
use crate::corpus::mirrors::Mirrors;
use crate::corpus::tsv::Table;
use modelmod_catalog::builtin;
use modelmod_rewrite::{Engine, Request};
use std::process::ExitCode;

/// Scores, and prints what comes of it.
///
/// # Errors
///
/// A table that cannot be read. Places that cannot be looked at are counted instead.
pub(crate) fn run(args: &Score) -> Result<ExitCode, String> {
    let judged = read(&Table::read(&args.labels)?)?;
    let catalog = builtin::catalog();
    let request = match args.places {
        true => chosen::request(catalog, &judged, args.as_of).map_err(|error| error.to_string())?,
        false => Request::new(args.as_of),
    };
    let engine = Engine::new(catalog, &request).map_err(|error| error.to_string())?;
    let rows = scan(&engine, &mut Mirrors::new(&args.mirrors), judged);
    print!("as of {}\n{}", args.as_of, summary(&rows));
    if args.misses {
        print!("\n{}", misses(&rows));
    }
    if args.rows {
        print!("\n{}", all(&rows));
    }
    Ok(ExitCode::SUCCESS)
}
