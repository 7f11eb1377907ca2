//! From TOML to a [`Config`].

use crate::rules::{check_glob, model, read_ids, read_paths, read_sites};
use crate::{Config, PackPaths, keys};
use modelmod_catalog::pack::{At, Diagnostic, Fields, PackFile, Severity, Sink, parse};
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_rewrite::{
    Policy, Prefer, RequestError, check_choice, check_known, check_pattern, is_pattern,
};
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

/// The tables for modelmod in a manifest, each with its place.
fn tables<'d>(document: &'d DeTable<'d>) -> Vec<(&'d DeTable<'d>, std::ops::Range<usize>)> {
    let table = |&part: &&str| {
        let metadata = document.get(part)?.get_ref().get("metadata")?;
        let value = metadata.get_ref().get("modelmod")?;
        value.get_ref().as_table().map(|table| (table, value.span()))
    };
    ["workspace", "package"].iter().filter_map(table).collect()
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
    let found = tables(document.get_ref());
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

/// Reads what a `modelmod.toml` says of packs, and nothing else: its other words are about
/// models that only the packs may know.
///
/// # Errors
///
/// What is wrong with that.
pub fn read_packs(file: &PackFile) -> Result<PackPaths, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    // A file that does not parse has no packs; `read` tells why.
    let document = parse(&shared, &mut Sink::default());
    let table = document.get_ref();
    packs_of(&Fields::open(&shared, table, 0..0, "the configuration"), file)
}

/// As [`read_packs`] for a `Cargo.toml`; nothing if it holds no configuration.
///
/// # Errors
///
/// As [`read_packs`].
pub fn read_manifest_packs(file: &PackFile) -> Result<Option<PackPaths>, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let document = parse(&shared, &mut Sink::default());
    let found = tables(document.get_ref());
    let Some((table, span)) = found.first() else { return Ok(None) };
    packs_of(&Fields::open(&shared, table, span.clone(), "the configuration"), file).map(Some)
}

fn packs_of(root: &Fields<'_>, file: &PackFile) -> Result<PackPaths, Vec<Diagnostic>> {
    if root.get("packs").is_none() {
        return Ok(PackPaths::Unsaid);
    }
    let mut sink = Sink::default();
    let paths = root.texts("packs", &mut sink);
    let found = sink.finish(std::slice::from_ref(file));
    match found.is_empty() {
        true => Ok(PackPaths::Named(paths.into_iter().map(|path| path.value).collect())),
        false => Err(found),
    }
}

fn finish(config: Config, file: &PackFile, sink: Sink) -> Result<Config, Vec<Diagnostic>> {
    let found = sink.finish(std::slice::from_ref(file));
    if found.iter().any(|one| one.severity == Severity::Error) { Err(found) } else { Ok(config) }
}

fn config(root: &Fields<'_>, file: &PackFile, known: Known<'_>, sink: &mut Sink) -> Config {
    // Their paths are read before all else; what they should look like is checked here too.
    root.texts("packs", sink);
    let exclude = root.texts("exclude", sink);
    for pattern in &exclude {
        let body = pattern.value.strip_prefix('!').unwrap_or(&pattern.value);
        if let Err(error) = globset::Glob::new(body) {
            check_glob(pattern, &error.kind().to_string(), sink);
        }
    }
    // For `model!`, which reads them itself.
    word("retired", keys::RETIRED, root, sink);
    word("legacy", keys::LEGACY, root, sink);
    days("deny-within", root, sink);
    root.texts("allow", sink);
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
        within: days("within", root, sink),
        to: choices(root, known, sink),
        prefer: prefer(root, sink),
        max_age: days("max-age", root, sink),
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
fn days(key: &str, root: &Fields<'_>, sink: &mut Sink) -> Option<u32> {
    let value = root.get(key)?;
    let DeValue::String(text) = value.get_ref() else {
        return root.count(key, sink).map(|days| days.value);
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

/// Checks that the value is one of the words.
fn word(key: &str, words: &[&str], root: &Fields<'_>, sink: &mut Sink) {
    let Some(found) = root.text(key, sink) else { return };
    if !words.contains(&found.value.as_str()) {
        let message = format!("`{}` is nothing that `{key}` may be", found.value);
        let help = format!("it is \"{}\"", words.join("\" or \""));
        sink.push(Diagnostic::error("bad-word", &found.place, message).help(help));
    }
}

fn prefer(root: &Fields<'_>, sink: &mut Sink) -> Option<Prefer> {
    let word = root.text("prefer", sink)?;
    let found = Prefer::ALL.into_iter().find(|one| one.as_str() == word.value);
    if found.is_none() {
        let message = format!("`{}` is nothing to prefer", word.value);
        let help = "it is \"provider\" or \"newest-in-tier\"";
        sink.push(Diagnostic::error("bad-preference", &word.place, message).help(help));
    }
    found
}

fn choices(root: &Fields<'_>, known: Known<'_>, sink: &mut Sink) -> Vec<(String, String)> {
    let Some(table) = root.table("to", "the replacements", sink) else { return Vec::new() };
    let mut seen: Vec<(&Model, At<String>)> = Vec::new();
    let mut choices = Vec::new();
    for old in table.keys() {
        let new = table.text(&old.value, sink);
        if is_pattern(&old.value) {
            choices.extend(new.and_then(|new| pattern(&old, new, known, sink)));
            continue;
        }
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
        let checked = check_choice(known.catalog, &old.value, &new.value, known.as_of);
        match checked.and_then(|_| check_known(known.catalog, &new.value)) {
            Ok(()) => choices.push((old.value, new.value)),
            Err(error) => sink.push(bad_replacement(&new, error)),
        }
    }
    choices
}

/// A choice for all that is due and matches.
fn pattern(
    old: &At<String>,
    new: At<String>,
    known: Known<'_>,
    sink: &mut Sink,
) -> Option<(String, String)> {
    let checked = check_pattern(known.catalog, &old.value, &new.value, known.as_of);
    match checked.and_then(|()| check_known(known.catalog, &new.value)) {
        Ok(()) => Some((old.value.clone(), new.value)),
        Err(error @ RequestError::NoMatch { .. }) => {
            let help = "a `*` stands for any characters; `modelmod models --all` lists the IDs";
            let message = error.to_string();
            let message = message.split(';').next().unwrap_or(&message);
            sink.push(Diagnostic::error("unknown-model", &old.place, message).help(help));
            None
        }
        Err(error) => {
            sink.push(bad_replacement(&new, error));
            None
        }
    }
}

fn bad_replacement(new: &At<String>, error: RequestError) -> Diagnostic {
    let message = match error {
        RequestError::SameTarget { name } => format!("`{name}` would be replaced by itself"),
        RequestError::UnknownTarget { name, near } => {
            let message = format!("the catalogue has no model `{name}`");
            let own = "a name of your own goes into a pack: packs = [\"codemods\"]";
            let help = match near.is_empty() {
                true => own.to_owned(),
                false => format!("did you mean `{}`? Or {own}", near.join("`, `")),
            };
            return Diagnostic::error("bad-replacement", &new.place, message).help(help);
        }
        other => other.to_string(),
    };
    let help = "name a model that is active on the day of the run, or leave the line out to \
                follow the provider; `except` leaves a model alone";
    Diagnostic::error("bad-replacement", &new.place, message).help(help)
}
