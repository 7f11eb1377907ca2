//! The baseline's file: a table for each path, a count for each model, in order, so that two
//! branches that change it seldom conflict.
//!
//! ```toml
//! version = 1
//!
//! [files."src/app.py"]
//! "claude-2.1" = 3
//! ```

use crate::rules::model;
use modelmod_catalog::Catalog;
use modelmod_catalog::pack::{Diagnostic, Fields, PackFile, Severity, Sink, parse};
use modelmod_rewrite::Baseline;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Version of the format.
const VERSION: u32 = 1;

const HEAD: &str = "\
# Mentions of due models that are accepted, by file and model.
# Written by `modelmod migrate --write-baseline`; read with `--baseline`.
version = 1
";

/// Reads a baseline.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the places.
pub fn read_baseline(file: &PackFile, catalog: &Catalog) -> Result<Baseline, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let mut sink = Sink::default();
    let document = parse(&shared, &mut sink);
    let keys = ["version", "files"];
    let root = Fields::new(&shared, document.get_ref(), 0..0, "the baseline", &keys, &mut sink);
    match root.count("version", &mut sink) {
        Some(version) if version.value != VERSION => {
            let message = format!("this is a baseline of version {}", version.value);
            let help = format!(
                "this modelmod reads version {VERSION}: write the file anew with --write-baseline"
            );
            sink.push(Diagnostic::error("bad-version", &version.place, message).help(help));
        }
        None if root.get("version").is_none() => {
            let message = "the file does not say that it is a baseline";
            let help = format!(
                "a baseline begins with `version = {VERSION}`; --write-baseline writes one"
            );
            sink.push(Diagnostic::error("missing-key", &root.start(), message).help(help));
        }
        _ => {}
    }
    let mut files = BTreeMap::new();
    if let Some(table) = root.table("files", "the files", &mut sink) {
        for path in table.keys() {
            if let Some(counts) = table.table(&path.value, "a file", &mut sink) {
                files.insert(path.value, read_counts(&counts, catalog, &mut sink));
            }
        }
    }
    let found = sink.finish(std::slice::from_ref(file));
    if found.iter().any(|one| one.severity == Severity::Error) {
        return Err(found);
    }
    Ok(Baseline { files })
}

fn read_counts(table: &Fields<'_>, catalog: &Catalog, sink: &mut Sink) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for id in table.keys() {
        let Some(model) = model(&id, catalog, sink) else { continue };
        if model.id != id.value {
            let message = format!("`{}` is another name of `{}`", id.value, model.id);
            let help = format!("write \"{}\", with the mentions by all its names", model.id);
            sink.push(Diagnostic::error("not-an-id", &id.place, message).help(help));
            continue;
        }
        let Some(count) = table.count(&id.value, sink) else { continue };
        if count.value == 0 {
            let message = "no mention is accepted by this";
            let help = "remove the line";
            sink.push(Diagnostic::error("no-effect", &count.place, message).help(help));
        }
        counts.insert(id.value, usize::try_from(count.value).unwrap_or(usize::MAX));
    }
    counts
}

/// The text of a baseline, sorted. What [`read_baseline`] reads as the same baseline; files
/// without a count are left out.
#[must_use]
pub fn write_baseline(baseline: &Baseline) -> String {
    let mut out = HEAD.to_owned();
    for (path, counts) in &baseline.files {
        let mut counts = counts.iter().filter(|&(_, &count)| count > 0).peekable();
        if counts.peek().is_none() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(out, "\n[files.{}]\n", quoted(path));
        for (id, count) in counts {
            let _ = writeln!(out, "{} = {count}", quoted(id));
        }
    }
    out
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if modelmod_edit::is_hidden(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
