//! The list as a table for people.

use super::{ModelList, Row};
use crate::{Styles, life};
use std::io::{self, Write};

/// Writes a table of models, in the list's order.
///
/// # Errors
///
/// When writing fails.
pub fn models_table(list: &ModelList<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let rows = &list.rows;
    let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(str::len).max().unwrap_or(0);
    let providers = widest(&mut rows.iter().map(|row| row.provider)).max("PROVIDER".len());
    let names = widest(&mut rows.iter().map(|row| row.name)).max("MODEL".len());
    let heading = styles.heading;
    writeln!(
        out,
        "{heading}{:<providers$}  {:<names$}  {:<11}  {:<10}  {:<10}  REPLACEMENT{heading:#}",
        "PROVIDER", "MODEL", "STATE", "DEPRECATED", "RETIRES"
    )?;
    for row in rows {
        let style = life::style(styles, row.standing);
        writeln!(
            out,
            "{:<providers$}  {:<names$}  {style}{:<11}{style:#}  {:<10}  {:<10}  {}",
            row.provider,
            row.name,
            state(row),
            life::date(row.deprecated),
            life::date(row.retires),
            replacement(row),
        )?;
    }
    if rows.iter().any(|row| row.borrowed) {
        let (dim, surface) = (styles.dim, list.surface.map_or("the platform", |one| &one.name));
        writeln!(out, "\n{dim}{}{dim:#}", borrowed(surface))?;
    }
    Ok(())
}

/// What a `*` behind a state means.
pub(super) fn borrowed(surface: &str) -> String {
    format!("* by the days of the provider's own API: those of {surface} are not known")
}

pub(super) fn state(row: &Row<'_>) -> String {
    format!("{}{}", row.state, if row.borrowed { "*" } else { "" })
}

/// What replaces it, as the same platform writes it.
pub(super) fn replacement(row: &Row<'_>) -> String {
    match (row.replacement_name, row.replacement) {
        (Some(name), _) => name.to_owned(),
        (None, Some(id)) => format!("{id} (no name there is known)"),
        (None, None) => "-".to_owned(),
    }
}
