//! All that is known about one model.

mod differences;
mod history;
mod json;
mod names;

pub use json::explain_json;

use crate::{Styles, life};
use history::history;
use modelmod_catalog::{Catalog, Chain, Date, End, Entry, Kind};
use std::io::{self, Write};

/// Writes all that is known about the model that `entry` names.
///
/// # Errors
///
/// When writing fails.
pub fn explain(
    catalog: &Catalog,
    entry: Entry<'_>,
    as_of: Date,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let model = entry.model;
    let state = model.state(as_of);
    let (heading, life_style, dim) = (styles.heading, life::style(styles, state), styles.dim);
    let provider = catalog.provider(&model.provider);
    let provider_name = provider.map_or(model.provider.as_ref(), |provider| provider.name.as_ref());
    writeln!(out, "{heading}{}{heading:#} ({provider_name})", model.id)?;
    match entry.kind {
        Kind::Id => {}
        Kind::Alias => writeln!(out, "  {} is another name of it", entry.text)?,
        Kind::Spelling if entry.surface.informal => {
            writeln!(out, "  {} is what people call it; no API has that name", entry.text)?;
        }
        Kind::Spelling => writeln!(out, "  {} is its name on {}", entry.text, entry.surface.name)?,
    }
    let life = life::in_words(model.retires, state, as_of);
    writeln!(out, "  {life_style}{life}{life_style:#} {dim}(as of {as_of}){dim:#}")?;
    if model.api != modelmod_catalog::Model::CHAT {
        writeln!(out, "  called through the API for {}", model.api)?;
    }
    dates(model, as_of, out)?;
    replacement(catalog, model, as_of, styles, out)?;
    let refused: Vec<String> = model.refusals().map(|one| one.to_string()).collect();
    if !refused.is_empty() {
        writeln!(out, "\n{heading}Refused in requests{heading:#}\n  {}", refused.join(", "))?;
    }
    let elsewhere = names::elsewhere(catalog, model, as_of);
    names::write(catalog, model, &elsewhere, as_of, styles, out)?;
    let differences = differences::differences(catalog, model, &elsewhere, as_of);
    if !differences.is_empty() {
        writeln!(out, "\n{heading}Where sources differ{heading:#}")?;
    }
    for difference in differences {
        writeln!(out, "  {difference}")?;
    }
    writeln!(
        out,
        "\n{heading}Source{heading:#}\n  {} {dim}(read {}){dim:#}",
        model.source, model.read
    )?;
    if let Some(confirmed) = model.confirmed {
        writeln!(out, "  {dim}still so on {confirmed}, by the newest source that agrees{dim:#}")?;
    }
    for change in catalog.changes().iter().filter(|change| change.model == model.id) {
        writeln!(out, "  changed by {}: {}", change.file, change.keys.join(", "))?;
    }
    if let Some(note) = &model.note {
        writeln!(out, "\n{heading}Note{heading:#}\n  {note}")?;
    }
    Ok(())
}

fn dates(model: &modelmod_catalog::Model, as_of: Date, out: &mut dyn Write) -> io::Result<()> {
    let announced = |date: Option<Date>| date.filter(|&date| date <= as_of);
    let rows = [
        ("released", announced(model.released)),
        ("legacy since", announced(model.legacy)),
        ("deprecated", announced(model.deprecated)),
        ("retires", model.announced_retirement(as_of)),
        (
            "not before",
            model.retires_not_before.filter(|_| model.announced_retirement(as_of).is_none()),
        ),
    ];
    for (name, date) in rows {
        if let Some(date) = date {
            writeln!(out, "  {name:<12} {date}")?;
        }
    }
    Ok(())
}

fn replacement(
    catalog: &Catalog,
    model: &modelmod_catalog::Model,
    as_of: Date,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (heading, good, dim) = (styles.heading, styles.good, styles.dim);
    let chain = catalog.chain(model, as_of);
    let history = history(catalog, model, as_of);
    if history.is_empty() && model.replacement_text.is_none() {
        return Ok(());
    }
    writeln!(out, "\n{heading}Replacement{heading:#}")?;
    let hops: Vec<String> =
        chain.hops.iter().map(|hop| format!("{} ({})", hop.model.id, hop.state)).collect();
    if !hops.is_empty() {
        writeln!(out, "  {good}{}{good:#}", hops.join(" -> "))?;
    }
    match &chain.end {
        End::Active(_) => {}
        End::NoRecommendation(last) if last.id != model.id => {
            writeln!(out, "  no active model at the end: {} has no recommendation", last.id)?;
        }
        End::Unknown(id) => writeln!(out, "  {id} is not in the catalogue")?,
        End::NotStated(last) => writeln!(out, "  {} is not documented well enough", last.id)?,
        End::NoRecommendation(_) | End::Circle(_) => {}
    }
    // The name alone can break a call: that is to be known before it is written.
    if let Some(target) = chain.replacement() {
        let refused: Vec<String> = target.refusals().map(|one| one.to_string()).collect();
        if !refused.is_empty() {
            writeln!(out, "  {} refuses {}", target.id, refused.join(", "))?;
        }
    }
    if let Some(text) = &model.replacement_text {
        writeln!(out, "  in the provider's words: \"{text}\"")?;
    }
    for step in &history {
        writeln!(out, "  {dim}since {}: {}{dim:#}", step.since, way(&step.chain))?;
    }
    Ok(())
}

/// `gpt-4o -> gpt-6-luna`.
fn way(chain: &Chain<'_>) -> String {
    let mut ids: Vec<&str> = chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect();
    let lacks = match &chain.end {
        End::Active(_) => "",
        End::Unknown(id) => {
            ids.push(id);
            ", which is not in the catalogue"
        }
        _ => ", which was not active",
    };
    format!("{}{lacks}", ids.join(" -> "))
}
