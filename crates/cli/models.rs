//! `modelmod models`.

use crate::args::{Global, Models, ModelsFormat};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::{catalogue, clock, terminal};
use modelmod_catalog::Catalog;
use modelmod_report::{
    ModelFilter, ModelList, models_html, models_ics, models_json, models_markdown, models_table,
    models_timeline,
};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Models, global: &Global) -> Result<ExitCode, Failure> {
    let start = Start::Path(Path::new("."));
    let known = catalogue::load(&args.sources, &start, global)?;
    let catalog = known.catalog.as_ref();
    check_names(args, catalog)?;
    let as_of = clock::as_of(args.day.as_of)?;
    let filter = ModelFilter {
        providers: args.provider.clone(),
        surface: args.surface.clone(),
        states: args.state.clone(),
        within: args.within,
        all: args.all,
    };
    let list = ModelList::new(catalog, as_of, &filter);
    warn(args, &list, catalog, global);
    let styles = terminal::styles(&io::stdout(), global);
    let mut out = terminal::stdout();
    match args.output_format {
        ModelsFormat::Human => models_table(&list, &styles, &mut out)?,
        ModelsFormat::Json => models_json(&list, &mut out)?,
        ModelsFormat::Markdown => models_markdown(&list, &mut out)?,
        ModelsFormat::Ics => models_ics(&list, &mut out)?,
        ModelsFormat::Timeline => models_timeline(&list, terminal::width(), &styles, &mut out)?,
        ModelsFormat::Html => models_html(&list, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check_names(args: &Models, catalog: &Catalog) -> Result<(), Failure> {
    let refuse = |what: &str, unknown: &str, known: Vec<&str>| {
        Failure::new(format!("no {what} `{unknown}`; there are {}", known.join(", ")))
    };
    if let Some(unknown) = args.provider.iter().find(|id| catalog.provider(id).is_none()) {
        let known = catalog.providers().iter().map(|provider| provider.id.as_ref());
        return Err(refuse("provider", unknown, known.collect()));
    }
    match args.surface.iter().find(|id| catalog.surface(id).is_none()) {
        Some(unknown) => {
            let known = catalog.surfaces().iter().map(|surface| surface.id.as_ref());
            Err(refuse("surface", unknown, known.collect()))
        }
        None => Ok(()),
    }
}

/// Says why there is nothing to see where that is not plain.
fn warn(args: &Models, list: &ModelList<'_>, catalog: &Catalog, global: &Global) {
    let surface = args.surface.as_ref().and_then(|id| catalog.surface(id));
    let prefixes = surface.map(|surface| &surface.prefixes[..]).unwrap_or_default();
    if let (true, Some(surface), Some(prefix)) = (list.is_empty(), surface, prefixes.first()) {
        let message = format!(
            "{} has no listed names with these properties; it writes names of other surfaces \
             behind prefixes, such as `{}` before those of {}",
            surface.name, prefix.text, prefix.of
        );
        terminal::complain("warning", &message, global);
    } else if args.output_format == ModelsFormat::Ics && list.with_retirement() == 0 {
        let message = "the calendar is empty: none of these models has a day on which it retires";
        terminal::complain("warning", message, global);
    }
}
