//! A model's names on all platforms, with its days there.

use crate::models::{Row, of_spelling};
use crate::{Styles, life};
use modelmod_catalog::{Catalog, Date, Model, Spelling};
use std::io::{self, Write};

/// A name of a model elsewhere.
pub(super) struct Elsewhere<'c> {
    pub(super) row: Row<'c>,
    pub(super) platform: &'c str,
    /// Prefixes that are known to serve it.
    pub(super) profiles: Vec<&'c str>,
    pub(super) spelling: &'c Spelling,
}

impl Elsewhere<'_> {
    /// The name, with its version where the platform has one beside it.
    pub(super) fn label(&self) -> String {
        match &self.spelling.version {
            Some(version) => format!("{} (version {version})", self.row.name),
            None => self.row.name.to_owned(),
        }
    }
}

pub(super) fn elsewhere<'c>(
    catalog: &'c Catalog,
    model: &'c Model,
    as_of: Date,
) -> Vec<Elsewhere<'c>> {
    let of = |spelling: &'c Spelling| {
        let on_it = model.profiles.iter().filter(|(of, _)| *of == spelling.surface);
        Elsewhere {
            row: of_spelling(catalog, model, spelling, as_of),
            platform: platform(catalog, &spelling.surface),
            profiles: on_it.map(|(_, prefix)| prefix.as_ref()).collect(),
            spelling,
        }
    };
    model.spellings.iter().map(of).collect()
}

pub(super) fn platform<'c>(catalog: &'c Catalog, id: &'c str) -> &'c str {
    catalog.surface(id).map_or(id, |surface| surface.name.as_ref())
}

/// Writes the other names of a model, with its days where a platform has its own.
pub(super) fn write(
    catalog: &Catalog,
    model: &Model,
    elsewhere: &[Elsewhere<'_>],
    as_of: Date,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    if model.aliases.is_empty() && elsewhere.is_empty() {
        return Ok(());
    }
    let (heading, dim) = (styles.heading, styles.dim);
    writeln!(out, "\n{heading}Other names{heading:#}")?;
    let home = catalog.provider(&model.provider).map_or("", |provider| &provider.surface);
    let home = platform(catalog, home);
    let labels: Vec<String> = elsewhere.iter().map(Elsewhere::label).collect();
    let names = labels.iter().map(String::len);
    let width = names.chain(model.aliases.iter().map(|alias| alias.len())).max().unwrap_or(0);
    let on = elsewhere.iter().map(|one| one.platform.len()).max().unwrap_or(0).max(home.len());
    for alias in model.aliases.iter() {
        writeln!(out, "  {alias:<width$}  {home}")?;
    }
    for (one, label) in elsewhere.iter().zip(&labels) {
        write!(out, "  {label:<width$}  ")?;
        let days = days(one, as_of);
        let profiles = match (one.profiles.is_empty(), one.spelling.needs_profile) {
            (true, _) => String::new(),
            (false, true) => format!("  behind {} only", one.profiles.join(", ")),
            (false, false) => format!("  also behind {}", one.profiles.join(", ")),
        };
        if days.is_empty() && profiles.is_empty() {
            writeln!(out, "{}", one.platform)?;
            continue;
        }
        let style = life::style(styles, one.row.standing);
        let gap = if days.is_empty() { "" } else { "  " };
        write!(out, "{:<on$}{gap}{style}{days}{style:#}", one.platform)?;
        writeln!(out, "{dim}{profiles}{dim:#}")?;
    }
    Ok(())
}

/// What is known of its life there: nothing where only the provider's days are.
fn days(one: &Elsewhere<'_>, as_of: Date) -> String {
    let row = &one.row;
    if row.borrowed {
        return String::new();
    }
    let life = life::in_words(row.retires, row.standing, as_of);
    match (row.retires, row.not_before) {
        (Some(retires), _) => format!("{life} ({retires})"),
        (None, Some(day)) => format!("{life}, not before {day}"),
        (None, None) => life,
    }
}
