//! The least that any search through a tree costs: the walk, and reading each byte.
//!
//! What `modelmod migrate` takes beyond it is the search itself. `benches/run` measures both.

use crate::args::Floor;
use modelmod_project::{WalkOptions, walk};
use std::process::ExitCode;

/// Reads what a run would read, looks at nothing of it, and prints how much there was.
pub(crate) fn run(args: &Floor) -> Result<ExitCode, String> {
    let options =
        WalkOptions { roots: args.paths.clone(), threads: args.threads, ..WalkOptions::default() };
    let walked = walk(&options, |_| None::<()>).map_err(|error| error.to_string())?;
    println!("{} files, {} bytes, {} skipped", walked.files, walked.bytes, walked.skipped.len());
    Ok(ExitCode::SUCCESS)
}
