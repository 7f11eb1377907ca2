//! An audit for programs. Its schema is `schemas/audit.schema.json`.

use crate::json;
use modelmod_audit::{Audit, AuditRow, Totals, Tree, Usage};
use modelmod_catalog::Date;
use modelmod_rewrite::Reading;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    as_of: String,
    measure: &'static str,
    export: Value,
    total: Value,
    rows: Vec<Value>,
    unknown: Vec<Value>,
    tree: Option<Value>,
}

/// Writes an audit as one JSON document with a final newline.
///
/// # Errors
///
/// When writing fails.
pub fn audit_json(
    audit: &Audit<'_>,
    usage: &Usage,
    tree: Option<&Tree<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let unknown = audit.unknown.iter().map(|one| {
        json!({"name": one.name, "keys": one.keys, "sums": sums(&one.totals), "share": one.share})
    });
    let document = Document {
        schema_version: json::SCHEMA_VERSION,
        as_of: audit.as_of.to_string(),
        measure: audit.measure.as_str(),
        export: export(usage),
        total: sums(&audit.total),
        rows: audit.rows.iter().map(|one| row(audit, one)).collect(),
        unknown: unknown.collect(),
        tree: tree.map(beside),
    };
    json::document(&document, out)
}

fn export(usage: &Usage) -> Value {
    let columns = &usage.columns;
    let header =
        |column: &Option<modelmod_audit::Column>| column.as_ref().map(|one| one.header.clone());
    let tokens: Vec<&str> = columns.tokens.iter().map(|one| one.header.as_str()).collect();
    let problems: Vec<Value> = usage
        .problems
        .iter()
        .map(|one| json!({"line": one.line, "reason": one.reason.to_string(), "left_out": one.reason.leaves_out()}))
        .collect();
    json!({
        "delimiter": usage.delimiter.as_str(),
        "encoding": if usage.is_latin { "latin-1" } else { "utf-8" },
        "columns": {
            "model": columns.model.header,
            "key": header(&columns.key),
            "workspace": header(&columns.workspace),
            "date": header(&columns.date),
            "requests": header(&columns.requests),
            "tokens": tokens,
            "cost": header(&columns.cost),
        },
        "rows": usage.rows,
        "left_out": usage.left_out,
        "partly_read": usage.partly_read,
        "unnamed": usage.unnamed.rows,
        "problems": problems,
    })
}

fn sums(totals: &Totals) -> Value {
    json!({
        "rows": totals.rows,
        "requests": totals.requests.to_f64(),
        "tokens": totals.tokens.to_f64(),
        "cost": totals.cost.to_f64(),
    })
}

fn row(audit: &Audit<'_>, row: &AuditRow<'_>) -> Value {
    let named = &row.named;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let (name, reason) = match &named.replacement {
        None => (None, None),
        Some(Ok(name)) => (Some(name), None),
        Some(Err(reason)) => (None, Some(reason)),
    };
    json!({
        "workspace": row.workspace,
        "key": row.key,
        "name": row.name,
        "model": named.model.id,
        "provider": named.model.provider,
        "surface": named.surface.id,
        "read_as": match named.reading {
            Reading::Name => "name",
            Reading::Tuned => "tuned",
            Reading::TunedFrom => "tuned_from",
            Reading::Label => "label",
        },
        "state": named.life.state.as_str(),
        "retires": day(named.life.announced_retirement(audit.as_of)),
        "days_left": row.days_left(audit.as_of),
        "replacement": name,
        "no_replacement": reason,
        "due": row.is_due,
        "sums": sums(&row.totals),
        "share": row.share,
        "first_use": day(row.span.map(|span| span.0)),
        "last_use": day(row.span.map(|span| span.1)),
    })
}

fn beside(tree: &Tree<'_>) -> Value {
    let named: Vec<Value> = tree
        .named
        .iter()
        .map(|one| {
            let places: Vec<Value> = one
                .places
                .iter()
                .map(|at| {
                    let path = String::from_utf8_lossy(&at.path);
                    json!({"path": path, "line": at.line, "column": at.column})
                })
                .collect();
            json!({
                "model": one.model.id, "share": one.share, "keys": one.keys,
                "mentions": one.mentions, "edits": one.edits, "places": places,
            })
        })
        .collect();
    let absent =
        tree.absent.iter().map(|(model, share)| json!({"model": model.id, "share": share}));
    json!({
        "files": tree.files,
        "due": named,
        "absent": absent.collect::<Vec<_>>(),
        "unused": tree.quiet,
    })
}
