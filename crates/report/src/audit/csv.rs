//! An audit as a table for spreadsheets.

use modelmod_audit::Audit;
use std::io::{self, Write};

const HEADER: [&str; 17] = [
    "workspace",
    "key",
    "name",
    "model",
    "provider",
    "surface",
    "state",
    "due",
    "days_left",
    "retires",
    "replacement",
    "requests",
    "tokens",
    "cost",
    "share",
    "first_use",
    "last_use",
];

/// Writes a line for each key and model, then one for each unknown name, whose `model` is empty.
///
/// # Errors
///
/// When writing fails.
pub fn audit_csv(audit: &Audit<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(HEADER).map_err(failed)?;
    let day =
        |day: Option<modelmod_catalog::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    for row in &audit.rows {
        let life = &row.named.life;
        let instead = row.named.replacement.as_ref().and_then(|one| one.as_ref().ok());
        table
            .write_record([
                text(&row.workspace),
                text(&row.key),
                text(&row.name),
                row.named.model.id.to_string(),
                row.named.model.provider.to_string(),
                row.named.surface.id.to_string(),
                life.state.to_string(),
                row.is_due.to_string(),
                row.days_left(audit.as_of).map(|days| days.to_string()).unwrap_or_default(),
                day(life.announced_retirement(audit.as_of)),
                instead.cloned().unwrap_or_default(),
                row.totals.requests.to_string(),
                row.totals.tokens.to_string(),
                row.totals.cost.to_string(),
                format!("{:.6}", row.share),
                day(row.span.map(|span| span.0)),
                day(row.span.map(|span| span.1)),
            ])
            .map_err(failed)?;
    }
    for one in &audit.unknown {
        let mut cells = vec![String::new(); HEADER.len()];
        cells[2] = text(&one.name);
        cells[7] = "false".to_owned();
        cells[11] = one.totals.requests.to_string();
        cells[12] = one.totals.tokens.to_string();
        cells[13] = one.totals.cost.to_string();
        cells[14] = format!("{:.6}", one.share);
        table.write_record(cells).map_err(failed)?;
    }
    table.flush()
}

/// What failed when writing: a reader that went away is told by its kind.
fn failed(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Text of the export that a spreadsheet must not take for a formula.
fn text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}
