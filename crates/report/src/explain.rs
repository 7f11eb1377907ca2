//! All that is known about one model.

use crate::{Styles, json, life, models};
use modelmod_catalog::{Catalog, Date, End, Entry, Kind};
use serde::Serialize;
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
        Kind::Spelling => writeln!(out, "  {} is its name on {}", entry.text, entry.surface.name)?,
    }
    let life = life::in_words(model.retires, state, as_of);
    writeln!(out, "  {life_style}{life}{life_style:#} {dim}(as of {as_of}){dim:#}")?;
    if model.api != modelmod_catalog::Model::CHAT {
        writeln!(out, "  called through the API for {}", model.api)?;
    }
    dates(model, as_of, out)?;
    replacement(catalog, model, as_of, styles, out)?;
    names(catalog, model, as_of, styles, out)?;
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
    let known = model.replacements.iter().filter(|found| found.since <= as_of);
    let history: Vec<_> = known.collect();
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
    if let Some(text) = &model.replacement_text {
        writeln!(out, "  in the provider's words: \"{text}\"")?;
    }
    if let Some(guide) = &model.replacement_guide {
        writeln!(out, "  the provider's migration guide names {guide}")?;
    }
    for found in &history {
        writeln!(out, "  {dim}since {}: {}{dim:#}", found.since, found.id)?;
    }
    Ok(())
}

fn names(
    catalog: &Catalog,
    model: &modelmod_catalog::Model,
    as_of: Date,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heading = styles.heading;
    if model.aliases.is_empty() && model.spellings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}Other names{heading:#}")?;
    for alias in model.aliases.iter() {
        writeln!(out, "  {alias}")?;
    }
    for spelling in model.spellings.iter() {
        let surface = catalog.surface(&spelling.surface);
        let name = surface.map_or(spelling.surface.as_ref(), |surface| surface.name.as_ref());
        let profiles: Vec<&str> = model
            .profiles
            .iter()
            .filter(|(surface, _)| *surface == spelling.surface)
            .map(|(_, prefix)| prefix.as_ref())
            .collect();
        let profiles = if profiles.is_empty() {
            String::new()
        } else {
            format!(", also {}", profiles.join(", "))
        };
        let state = spelling.state(model, as_of);
        // Where the platform's own days are known and say more than "active".
        let life = if spelling.has_own_days() && state.is_due() {
            format!(": {}", life::in_words(spelling.retires, state, as_of))
        } else {
            String::new()
        };
        writeln!(out, "  {} on {name}{profiles}{life}", spelling.text)?;
    }
    Ok(())
}

/// Writes the same as JSON.
///
/// # Errors
///
/// When writing fails.
pub fn explain_json(
    catalog: &Catalog,
    entry: Entry<'_>,
    as_of: Date,
    out: &mut dyn Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'c> {
        schema_version: u32,
        as_of: String,
        name: &'c str,
        surface: &'c str,
        model: models::Row<'c>,
        spellings: Vec<Spelling<'c>>,
        history: Vec<Recommended<'c>>,
        guide: Option<&'c str>,
        advice: Option<&'c str>,
        note: Option<&'c str>,
        changes: Vec<Changed<'c>>,
    }
    #[derive(Serialize)]
    struct Changed<'c> {
        file: &'c str,
        keys: &'c [String],
    }
    #[derive(Serialize)]
    struct Spelling<'c> {
        surface: &'c str,
        text: &'c str,
    }
    #[derive(Serialize)]
    struct Recommended<'c> {
        since: String,
        id: &'c str,
    }
    let model = entry.model;
    let document = Document {
        schema_version: json::SCHEMA_VERSION,
        as_of: as_of.to_string(),
        name: entry.text,
        surface: &entry.surface.id,
        model: models::row(catalog, model, as_of),
        spellings: model
            .spellings
            .iter()
            .map(|s| Spelling { surface: &s.surface, text: &s.text })
            .collect(),
        history: model
            .replacements
            .iter()
            .filter(|found| found.since <= as_of)
            .map(|found| Recommended { since: found.since.to_string(), id: &found.id })
            .collect(),
        guide: model.replacement_guide.as_deref(),
        advice: model.replacement_text.as_deref(),
        note: model.note.as_deref(),
        changes: catalog
            .changes()
            .iter()
            .filter(|change| change.model == model.id)
            .map(|change| Changed { file: &change.file, keys: &change.keys })
            .collect(),
    };
    json::document(&document, out)
}
