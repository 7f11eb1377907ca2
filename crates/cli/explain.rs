//! `modelmod explain ID`.

use crate::args::{Explain, Format, Global};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::{catalogue, clock, terminal};
use modelmod_catalog::{Catalog, Entry};
use modelmod_report::{explain, explain_json};
use modelmod_rewrite::{Form, Matcher, RequestError};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Explain, global: &Global) -> Result<ExitCode, Failure> {
    let start = Start::Path(Path::new("."));
    let mut known = catalogue::load(&args.sources, &start, global)?;
    known.learn_from(args.name.as_bytes())?;
    let catalog = known.catalog.as_ref();
    let Some(entry) = catalog.find(&args.name).or_else(|| undressed(catalog, &args.name)) else {
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

/// The name inside what platforms put around it: `us.anthropic.claude-3-opus-20240229-v1:0`.
fn undressed<'c>(catalog: &'c Catalog, text: &str) -> Option<Entry<'c>> {
    let found = Matcher::new(catalog, |_| true).ok()?.find(text.as_bytes());
    let is_all = |span: modelmod_edit::Span| span.start == 0 && span.end == text.len();
    let whole = found.iter().find(|one| is_all(one.span) && one.form == Form::Platform)?;
    Some(catalog.entry(whole.name))
}
