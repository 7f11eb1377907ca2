//! All that is known about one model, for programs. Its schema is
//! `schemas/explain.schema.json`.

use super::differences::differences;
use super::history::history;
use super::names::{Elsewhere, elsewhere};
use crate::json;
use crate::models::{Row, row};
use modelmod_catalog::{Catalog, Date, Entry, Model, Refusal};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'c> {
    schema_version: u32,
    as_of: String,
    name: &'c str,
    surface: &'c str,
    model: Row<'c>,
    refuses: Vec<Refused<'c>>,
    replacement_refuses: Vec<Refused<'c>>,
    spellings: Vec<Spelling<'c>>,
    history: Vec<Recommended<'c>>,
    timeline: Vec<Way<'c>>,
    guide: Option<&'c str>,
    advice: Option<&'c str>,
    differences: Vec<String>,
    note: Option<&'c str>,
    changes: Vec<Changed<'c>>,
}

/// What a request may not have.
#[derive(Serialize)]
struct Refused<'c> {
    parameter: &'c str,
    unless: Option<&'c str>,
    beside: Option<&'c str>,
}

/// What a pack of the user's own says of the model.
#[derive(Serialize)]
struct Changed<'c> {
    file: &'c str,
    keys: &'c [String],
}

#[derive(Serialize)]
struct Spelling<'c> {
    surface: &'c str,
    text: &'c str,
    version: Option<&'c str>,
    state: &'static str,
    borrowed: bool,
    #[serde(serialize_with = "json::day")]
    deprecated: Option<Date>,
    #[serde(serialize_with = "json::day")]
    retires: Option<Date>,
    #[serde(serialize_with = "json::day")]
    not_before: Option<Date>,
    replacement_name: Option<&'c str>,
    profiles: Vec<&'c str>,
    needs_profile: bool,
}

#[derive(Serialize)]
struct Recommended<'c> {
    since: String,
    id: &'c str,
}

#[derive(Serialize)]
struct Way<'c> {
    since: String,
    chain: Vec<&'c str>,
    replacement: Option<&'c str>,
}

/// Writes all that is known about the model that `entry` names as one JSON document.
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
    let model = entry.model;
    let names = elsewhere(catalog, model, as_of);
    let differences = differences(catalog, model, &names, as_of);
    let known = model.replacements.iter().filter(|found| found.since <= as_of);
    let ways = history(catalog, model, as_of).into_iter().map(|step| Way {
        since: step.since.to_string(),
        chain: step.chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect(),
        replacement: step.chain.replacement().map(|model| model.id.as_ref()),
    });
    let changes = catalog.changes().iter().filter(|change| change.model == model.id);
    let chain = catalog.chain(model, as_of);
    let document = Document {
        schema_version: json::SCHEMA_VERSION,
        as_of: as_of.to_string(),
        name: entry.text,
        surface: &entry.surface.id,
        model: row(catalog, model, as_of),
        refuses: refused(model),
        replacement_refuses: chain.replacement().map(refused).unwrap_or_default(),
        spellings: names.into_iter().map(spelling).collect(),
        history: known
            .map(|found| Recommended { since: found.since.to_string(), id: &found.id })
            .collect(),
        timeline: ways.collect(),
        guide: model.replacement_guide.as_deref(),
        advice: model.replacement_text.as_deref(),
        differences,
        note: model.note.as_deref(),
        changes: changes.map(|change| Changed { file: &change.file, keys: &change.keys }).collect(),
    };
    json::document(&document, out)
}

fn refused(model: &Model) -> Vec<Refused<'_>> {
    let each = model.refusals();
    each.map(|Refusal { parameter, unless, beside }| Refused { parameter, unless, beside })
        .collect()
}

fn spelling(one: Elsewhere<'_>) -> Spelling<'_> {
    let row = one.row;
    Spelling {
        surface: row.surface,
        text: row.name,
        version: one.spelling.version.as_deref(),
        state: row.state,
        borrowed: row.borrowed,
        deprecated: row.deprecated,
        retires: row.retires,
        not_before: row.not_before,
        replacement_name: row.replacement_name,
        profiles: one.profiles,
        needs_profile: one.spelling.needs_profile,
    }
}
