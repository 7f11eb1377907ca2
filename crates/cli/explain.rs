//! `modelmod explain ID`.

use crate::args::{Explain, Format, Global};
use crate::failure::Failure;
use crate::{clock, terminal};
use modelmod_catalog::builtin;
use modelmod_report::{explain, explain_json};
use modelmod_rewrite::RequestError;
use std::io::{self, Write};
use std::process::ExitCode;

pub(crate) fn run(args: &Explain, global: &Global) -> Result<ExitCode, Failure> {
    let catalog = builtin::catalog();
    let Some(entry) = catalog.find(&args.name) else {
        let near = catalog.suggest(&args.name, 3).into_iter().map(str::to_owned).collect();
        return Err(RequestError::UnknownModel { name: args.name.clone(), near }.into());
    };
    let as_of = clock::as_of(args.day.as_of)?;
    let mut out = terminal::stdout();
    match args.output_format {
        Format::Human => {
            explain(catalog, entry, as_of, &terminal::styles(&io::stdout(), global), &mut out)?;
        }
        Format::Json => explain_json(catalog, entry, as_of, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
