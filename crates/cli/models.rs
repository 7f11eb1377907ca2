//! `modelmod models`.

use crate::args::{Format, Global, Models};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::{catalogue, clock, terminal};
use modelmod_report::{ModelFilter, models, models_json};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Models, global: &Global) -> Result<ExitCode, Failure> {
    let start = Start::Path(Path::new("."));
    let known = catalogue::load(&args.sources, &start, global)?;
    let catalog = known.catalog.as_ref();
    if let Some(unknown) = args.provider.iter().find(|id| catalog.provider(id).is_none()) {
        let known: Vec<&str> =
            catalog.providers().iter().map(|provider| provider.id.as_ref()).collect();
        return Err(Failure::new(format!(
            "no provider `{unknown}`; there are {}",
            known.join(", ")
        )));
    }
    let as_of = clock::as_of(args.day.as_of)?;
    let filter =
        ModelFilter { providers: args.provider.clone(), states: args.state.clone(), all: args.all };
    let mut out = terminal::stdout();
    match args.output_format {
        Format::Human => {
            models(catalog, as_of, &filter, &terminal::styles(&io::stdout(), global), &mut out)?;
        }
        Format::Json => models_json(catalog, as_of, &filter, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
