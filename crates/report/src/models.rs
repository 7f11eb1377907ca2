//! The list of models.

use crate::{Styles, json, life};
use modelmod_catalog::{Basis, Catalog, Date, Model, State};
use serde::Serialize;
use std::io::{self, Write};

/// Which models are listed.
#[derive(Clone, Debug, Default)]
pub struct ModelFilter {
    /// Of these providers; all when empty.
    pub providers: Vec<String>,
    /// In these states. When empty: all that the provider lists on the day, so neither
    /// [`State::Unreleased`] nor [`State::Unpublished`].
    pub states: Vec<State>,
    /// Also models that the provider does not list ([`Basis::Unlisted`], unpublished ones).
    pub all: bool,
}

/// Writes a table of models, grouped by provider, in the provider's order.
///
/// # Errors
///
/// When writing fails.
pub fn models(
    catalog: &Catalog,
    as_of: Date,
    filter: &ModelFilter,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows = rows(catalog, as_of, filter);
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(str::len).max().unwrap_or(0);
    let providers = widest(&mut rows.iter().map(|row| row.provider)).max("PROVIDER".len());
    let names = widest(&mut rows.iter().map(|row| row.id)).max("MODEL".len());
    let heading = styles.heading;
    writeln!(
        out,
        "{heading}{:<providers$}  {:<names$}  {:<11}  {:<10}  {:<10}  REPLACEMENT{heading:#}",
        "PROVIDER", "MODEL", "STATE", "DEPRECATED", "RETIRES"
    )?;
    for row in &rows {
        let style = life::style(styles, row.standing);
        let retires = row.retires.as_deref().unwrap_or("-");
        writeln!(
            out,
            "{:<providers$}  {:<names$}  {style}{:<11}{style:#}  {:<10}  {retires:<10}  {}",
            row.provider,
            row.id,
            row.state,
            row.deprecated.as_deref().unwrap_or("-"),
            row.replacement.unwrap_or("-"),
        )?;
    }
    Ok(())
}

/// Writes the same as JSON.
///
/// # Errors
///
/// When writing fails.
pub fn models_json(
    catalog: &Catalog,
    as_of: Date,
    filter: &ModelFilter,
    out: &mut dyn Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'c> {
        schema_version: u32,
        as_of: String,
        models: Vec<Row<'c>>,
    }
    let models = rows(catalog, as_of, filter);
    let as_of = as_of.to_string();
    json::document(&Document { schema_version: json::SCHEMA_VERSION, as_of, models }, out)
}

/// A model as it stood on the day: nothing that was announced later.
#[derive(Serialize)]
pub(crate) struct Row<'c> {
    pub(crate) id: &'c str,
    pub(crate) provider: &'c str,
    pub(crate) aliases: Vec<&'c str>,
    pub(crate) state: &'static str,
    #[serde(skip)]
    pub(crate) standing: State,
    pub(crate) released: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) retires: Option<String>,
    pub(crate) not_before: Option<String>,
    pub(crate) recommended: Option<&'c str>,
    pub(crate) replacement: Option<&'c str>,
    pub(crate) chain: Vec<&'c str>,
    pub(crate) source: &'c str,
    pub(crate) read: String,
}

fn rows<'c>(catalog: &'c Catalog, as_of: Date, filter: &ModelFilter) -> Vec<Row<'c>> {
    catalog
        .models()
        .iter()
        .filter(|model| {
            filter.providers.is_empty() || filter.providers.iter().any(|p| *p == model.provider)
        })
        .filter(|model| filter.all || model.basis != Basis::Unlisted)
        .map(|model| row(catalog, model, as_of))
        .filter(|row| match row.standing {
            state if !filter.states.is_empty() => filter.states.contains(&state),
            State::Unreleased | State::Unpublished => filter.all,
            _ => true,
        })
        .collect()
}

pub(crate) fn row<'c>(catalog: &'c Catalog, model: &'c Model, as_of: Date) -> Row<'c> {
    let state = model.state(as_of);
    let chain = catalog.chain(model, as_of);
    let text = |date: Date| date.to_string();
    Row {
        id: &model.id,
        provider: &model.provider,
        aliases: model.aliases.iter().map(AsRef::as_ref).collect(),
        state: state.as_str(),
        standing: state,
        released: model.released.filter(|&date| date <= as_of).map(text),
        deprecated: model.deprecated.filter(|&date| date <= as_of).map(text),
        retires: model.announced_retirement(as_of).map(text),
        not_before: model.retires_not_before.map(text),
        recommended: model.recommendation(as_of).map(|found| found.id.as_ref()),
        replacement: chain.replacement().map(|model| model.id.as_ref()),
        chain: chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect(),
        source: &model.source,
        read: model.read.to_string(),
    }
}
