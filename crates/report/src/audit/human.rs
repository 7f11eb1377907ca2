//! An audit for people.

use crate::{Styles, counted, life, shown};
use modelmod_audit::{Audit, AuditRow, Tree, Usage};
use modelmod_rewrite::Reading;
use std::io::{self, Write};

/// Writes an audit: keys and models, unknown names, what a tree has of them, and a summary.
///
/// # Errors
///
/// When writing fails.
pub fn audit_human(
    audit: &Audit<'_>,
    usage: &Usage,
    tree: Option<&Tree<'_>>,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    rows(audit, usage, styles, out)?;
    unknown(audit, styles, out)?;
    if let Some(tree) = tree {
        beside(tree, styles, out)?;
    }
    summary(audit, usage, styles, out)
}

fn rows(audit: &Audit<'_>, usage: &Usage, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let heads = ["WORKSPACE", "KEY", "MODEL", "STATE", "FIRST USE", "LAST USE", "SHARE"];
    let has = [
        usage.columns.workspace.is_some(),
        usage.columns.key.is_some(),
        true,
        true,
        usage.columns.date.is_some(),
        usage.columns.date.is_some(),
        true,
    ];
    let table: Vec<[String; 7]> = audit.rows.iter().map(|row| cells(audit, row)).collect();
    let width = |at: usize| {
        let cells = table.iter().map(|cells| cells[at].chars().count());
        cells.max().unwrap_or(0).max(heads[at].len())
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let heading = styles.heading;
    let shown = || (0..heads.len()).filter(|at| has[*at]);
    write!(out, "{heading}")?;
    for at in shown() {
        write!(out, "{:<width$}  ", heads[at], width = widths[at])?;
    }
    writeln!(out, "REPLACEMENT{heading:#}")?;
    for (row, cells) in audit.rows.iter().zip(&table) {
        for at in shown() {
            let style = match at {
                3 => life::style(styles, row.named.life.state),
                _ => anstyle::Style::new(),
            };
            let gap = widths[at] - cells[at].chars().count();
            match at {
                6 => write!(out, "{:gap$}{}  ", "", cells[at])?,
                _ => write!(out, "{style}{}{style:#}{:gap$}  ", cells[at], "")?,
            }
        }
        writeln!(out, "{}", replacement(row))?;
    }
    writeln!(out)
}

fn cells(audit: &Audit<'_>, row: &AuditRow<'_>) -> [String; 7] {
    let life = &row.named.life;
    let state = life::in_words(life.announced_retirement(audit.as_of), life.state, audit.as_of);
    let state = match row.named.reading {
        Reading::TunedFrom => format!("base {state}"),
        _ => state,
    };
    [
        dash(&row.workspace),
        dash(&row.key),
        row.name.clone(),
        if row.totals.is_used() { state } else { format!("{state}, no traffic") },
        life::date(row.span.map(|span| span.0)),
        life::date(row.span.map(|span| span.1)),
        percent(row.share),
    ]
}

fn dash(text: &str) -> String {
    if text.is_empty() { "-".to_owned() } else { text.to_owned() }
}

fn replacement(row: &AuditRow<'_>) -> String {
    match &row.named.replacement {
        None => "-".to_owned(),
        Some(Ok(name)) => format!("-> {name}"),
        Some(Err(reason)) => reason.clone(),
    }
}

/// `41.2 %`.
fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.001 {
        "<0.1 %".to_owned()
    } else {
        format!("{:.1} %", share * 100.0)
    }
}

fn unknown(audit: &Audit<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    if audit.unknown.is_empty() {
        return Ok(());
    }
    let heading = styles.heading;
    writeln!(out, "{heading}Names that no model is known by{heading:#}")?;
    let width = audit.unknown.iter().map(|one| one.name.chars().count()).max().unwrap_or(0);
    for one in &audit.unknown {
        writeln!(
            out,
            "  {:<width$}  {:>7}  {}, {}",
            one.name,
            percent(one.share),
            counted(one.totals.rows, "row"),
            counted(one.keys, "key")
        )?;
    }
    writeln!(out)
}

fn beside(tree: &Tree<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let (heading, dim) = (styles.heading, styles.dim);
    writeln!(out, "{heading}Due models of this traffic that the tree names{heading:#}")?;
    for one in &tree.named {
        let places: Vec<String> = one
            .places
            .iter()
            .map(|at| format!("{}:{}:{}", shown(&at.path), at.line, at.column))
            .collect();
        let more = if one.mentions > places.len() { ", ..." } else { "" };
        writeln!(
            out,
            "  {}  {}, {}, {} ({} to rewrite): {}{more}",
            one.model.id,
            percent(one.share),
            counted(one.keys, "key"),
            counted(one.mentions, "mention"),
            one.edits,
            places.join(", ")
        )?;
    }
    if tree.named.is_empty() {
        writeln!(out, "  {dim}none{dim:#}")?;
    }
    writeln!(out, "\n{heading}Models with traffic that stand in no file{heading:#}")?;
    for (model, share) in &tree.absent {
        writeln!(out, "  {}  {}", model.id, percent(*share))?;
    }
    if tree.absent.is_empty() {
        writeln!(out, "  {dim}none{dim:#}")?;
    }
    if !tree.quiet.is_empty() {
        writeln!(out, "\n{heading}Due models that the tree names and no key uses{heading:#}")?;
        writeln!(out, "  {}", tree.quiet.join(", "))?;
    }
    writeln!(out)
}

fn summary(
    audit: &Audit<'_>,
    usage: &Usage,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let due = audit.due().count();
    let style = if due > 0 { styles.bad } else { styles.good };
    writeln!(
        out,
        "{style}{} with due models{style:#}: {} of {} {} (as of {}).",
        counted(due, "row"),
        percent(audit.share_of(audit.due())),
        audit.measure.of(&audit.total),
        audit.measure.as_str(),
        audit.as_of
    )?;
    if usage.unnamed.rows > 0 {
        writeln!(out, "{} of the export without a model.", counted(usage.unnamed.rows, "row"))?;
    }
    Ok(())
}
