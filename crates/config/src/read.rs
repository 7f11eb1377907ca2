//! From TOML to a [`Config`].

use crate::rules::{check_glob, model, read_ids, read_paths, read_sites};
use crate::{Config, keys};
use modelmod_catalog::pack::{At, Diagnostic, Fields, PackFile, Severity, Sink, parse};
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_rewrite::{Policy, RequestError, check_choice};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// What names are checked against.
#[derive(Clone, Copy)]
struct Known<'c> {
    catalog: &'c Catalog,
    /// A replacement has to be alive on this day.
    as_of: Date,
}

/// Reads a `modelmod.toml`.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the places.
pub fn read(file: &PackFile, catalog: &Catalog, as_of: Date) -> Result<Config, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let mut sink = Sink::default();
    let document = parse(&shared, &mut sink);
    let root = Fields::new(
        &shared,
        document.get_ref(),
        0..0,
        "the configuration",
        &keys::names(keys::ROOT),
        &mut sink,
    );
    let config = config(&root, file, Known { catalog, as_of }, &mut sink);
    finish(config, file, sink)
}

/// Reads the table `[workspace.metadata.modelmod]` or `[package.metadata.modelmod]` of a
/// `Cargo.toml`; nothing if it has neither.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the places. A manifest that has no such
/// table is Cargo's business alone, however broken it is.
pub fn read_manifest(
    file: &PackFile,
    catalog: &Catalog,
    as_of: Date,
) -> Result<Option<Config>, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let mut sink = Sink::default();
    let document = parse(&shared, &mut sink);
    let found: Vec<(&DeTable<'_>, std::ops::Range<usize>)> = ["workspace", "package"]
        .iter()
        .filter_map(|&part| {
            let metadata = document.get_ref().get(part)?.get_ref().get("metadata")?;
            let value = metadata.get_ref().get("modelmod")?;
            value.get_ref().as_table().map(|table| (table, value.span()))
        })
        .collect();
    let Some((table, span)) = found.first() else { return Ok(None) };
    let names = keys::names(keys::ROOT);
    let root = Fields::new(&shared, table, span.clone(), "the configuration", &names, &mut sink);
    if let Some((_, second)) = found.get(1) {
        let message = "two configurations in one file";
        let help = "keep the one of [workspace.metadata.modelmod]";
        sink.push(
            Diagnostic::error("duplicate", &root.place(second.clone()), message)
                .also(&root.start(), "the other one")
                .help(help),
        );
    }
    for (other, span) in found.iter().skip(1) {
        let what = "the configuration";
        let other = Fields::new(&shared, other, span.clone(), what, &names, &mut sink);
        config(&other, file, Known { catalog, as_of }, &mut sink);
    }
    let config = config(&root, file, Known { catalog, as_of }, &mut sink);
    finish(config, file, sink).map(Some)
}

fn finish(config: Config, file: &PackFile, sink: Sink) -> Result<Config, Vec<Diagnostic>> {
    let found = sink.finish(std::slice::from_ref(file));
    if found.iter().any(|one| one.severity == Severity::Error) { Err(found) } else { Ok(config) }
}

fn config(root: &Fields<'_>, file: &PackFile, known: Known<'_>, sink: &mut Sink) -> Config {
    let exclude = root.texts("exclude", sink);
    for pattern in &exclude {
        let body = pattern.value.strip_prefix('!').unwrap_or(&pattern.value);
        if let Err(error) = globset::Glob::new(body) {
            check_glob(pattern, &error.kind().to_string(), sink);
        }
    }
    let ids = |key: &str, sink: &mut Sink| -> Vec<String> {
        let names = root.texts(key, sink);
        let known = |name: &At<String>| model(name, known.catalog, sink).is_some();
        names.into_iter().filter(known).map(|name| name.value).collect()
    };
    let name = file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path);
    Config {
        exclude: exclude.into_iter().map(|pattern| pattern.value).collect(),
        only: ids("only", sink),
        except: ids("except", sink),
        within: within(root, sink),
        to: choices(root, known, sink),
        policy: Policy {
            source: name.to_owned(),
            sites: read_sites(root, sink),
            paths: read_paths(root, sink),
            ids: read_ids(root, known.catalog, sink),
            ..Policy::default()
        },
    }
}

/// `90`, or as on the command line `"90d"`.
fn within(root: &Fields<'_>, sink: &mut Sink) -> Option<u32> {
    let value = root.get("within")?;
    let DeValue::String(text) = value.get_ref() else {
        return root.count("within", sink).map(|days| days.value);
    };
    let days = text.strip_suffix('d').unwrap_or(text);
    let is_number = !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit());
    let days = days.parse().ok().filter(|_| is_number);
    if days.is_none() {
        let message = format!("`{text}` is no number of days");
        let place = root.place(value.span());
        sink.push(Diagnostic::error("bad-days", &place, message).help("write 90, or \"90d\""));
    }
    days
}

fn choices(root: &Fields<'_>, known: Known<'_>, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(table) = root.table("to", "the replacements", sink) else { return Vec::new() };
    let mut seen: Vec<(&Model, At<String>)> = Vec::new();
    let mut choices = Vec::new();
    for old in table.keys() {
        let new = table.text(&old.value, sink);
        let Some(found) = model(&old, known.catalog, sink) else { continue };
        if let Some((_, before)) = seen.iter().find(|(one, _)| std::ptr::eq(*one, found)) {
            let error = RequestError::TwoTargets { name: found.id.to_string() };
            sink.push(
                Diagnostic::error("duplicate", &old.place, error.to_string())
                    .also(&before.place, "first here")
                    .help("keep the one that you want"),
            );
        }
        seen.push((found, old.clone()));
        let Some(new) = new else { continue };
        match check_choice(known.catalog, &old.value, &new.value, known.as_of) {
            Ok(_) => choices.push((old.value, new.value)),
            Err(error) => {
                let message = match error {
                    RequestError::SameTarget { name } => {
                        format!("`{name}` would be replaced by itself")
                    }
                    other => other.to_string(),
                };
                let help = "name a model that is active on the day of the run, or leave the line \
                            out to follow the provider; `except` leaves a model alone";
                sink.push(Diagnostic::error("bad-replacement", &new.place, message).help(help));
            }
        }
    }
    choices
}
