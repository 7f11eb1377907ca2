//! One file of a pack: from TOML to raw values.

use super::fields::{self, Fields, check_id};
use super::known::{self, Known};
use super::raw::{At, Raw, RawModel, RawPair, RawProvider, RawSource, RawSurface, RawSymbols};
use super::row::read_model;
use super::{Diagnostic, PackFile, Place, Sink, keys, rules};
use crate::{Date, Provider};
use std::sync::Arc;

/// Reads one file and adds what it says to `raw`.
pub(super) fn read(file: &Arc<PackFile>, known: Known<'_>, raw: &mut Raw, sink: &mut Sink) {
    let document = fields::parse(file, sink);
    let table = document.get_ref();
    let top = Fields::new(file, table, 0..0, "a pack", keys::FILE, sink);
    for surface in top.tables("surface", "a surface", keys::SURFACE, sink) {
        raw.surfaces.extend(read_surface(&surface, known, sink));
    }
    let provider = read_provider(file, &top, known, sink);
    let sources: Vec<RawSource> = top
        .tables("source", "a source", keys::SOURCE, sink)
        .iter()
        .filter_map(|source| read_source(source, sink))
        .collect();
    let rows = top.tables("model", "a model", keys::MODEL, sink);
    let rules = rules::read(&top, sink);
    let Some(mut provider) = provider else {
        rows.iter().for_each(|row| drop(read_model(row, None, known.is_base, sink)));
        return;
    };
    provider.rules = rules;
    provider.sources = known::joined(sources, provider.sources, |a, b| a.key.value == b.key.value);
    if let Some(symbols) = read_symbols(&top, sink) {
        (provider.symbols, provider.says_symbols) = (Some(symbols), true);
    }
    let own = known.provider(&provider.id.value).filter(|_| !provider.replaces);
    for row in &rows {
        let base = own.and_then(|own| {
            let id = row.get("id")?.get_ref().as_str()?;
            Some((own, known.model(&own.id, id)?))
        });
        let model = read_model(row, base, known.is_base, sink);
        provider.models.extend(model.map(|model| {
            if known.is_base {
                with_own_source(model, &mut provider.sources, &provider.checked)
            } else {
                model
            }
        }));
    }
    if known.is_base && known.provider(&provider.id.value).is_none() {
        add_own_surface(&provider, known, raw);
    }
    raw.providers.push(provider);
}

/// A row that names no source is the word of its own file.
fn with_own_source(
    mut model: RawModel,
    sources: &mut Vec<RawSource>,
    checked: &Option<At<Date>>,
) -> RawModel {
    if model.source.is_none() {
        let (path, place) = (model.id.place.path().to_owned(), model.id.place.clone());
        let key = At { value: path.clone(), place };
        if sources.iter().all(|source| source.key.value != path) {
            sources.push(RawSource { key: key.clone(), url: path.clone(), title: path });
        }
        model.source = Some(key);
    }
    if model.read.is_none() {
        model.read.clone_from(checked);
    }
    model
}

/// The surface of a new provider that names none: one of its own.
fn add_own_surface(provider: &RawProvider, known: Known<'_>, raw: &mut Raw) {
    let Some(own) = provider.surface.as_ref().filter(|own| own.value == provider.id.value) else {
        return;
    };
    let is_there = raw.surfaces.iter().any(|surface| surface.id.value == own.value);
    if !is_there && known.surface(&own.value).is_none() {
        raw.surfaces.push(RawSurface {
            id: own.clone(),
            name: provider.name.clone(),
            prefixes: Vec::new(),
            suffixes: Vec::new(),
            stays: Vec::new(),
            words: Vec::new(),
            clients: Vec::new(),
            serves: Vec::new(),
            everywhere: None,
            unprofiled: Vec::new(),
            slugs: false,
            informal: false,
            deployments: false,
            pairs: Vec::new(),
        });
    }
}

fn read_provider(
    file: &Arc<PackFile>,
    top: &Fields<'_>,
    known: Known<'_>,
    sink: &mut Sink,
) -> Option<RawProvider> {
    let Some(value) = top.get("provider") else {
        if top.get("surface").is_none()
            || ["model", "source", "symbols", "rule"].iter().any(|key| top.get(key).is_some())
        {
            let place = Place { file: Arc::clone(file), span: 0..0 };
            let message = "the file has no `[provider]`";
            let help = "a pack starts with a table [provider] that says whose models it lists";
            sink.push(Diagnostic::error("missing-provider", &place, message).help(help));
        }
        return None;
    };
    let Some(table) = value.get_ref().as_table() else {
        let place = top.place(value.span());
        let message = "`provider` must be a table";
        let help = "a file lists the models of one provider: [provider]";
        sink.push(Diagnostic::error("wrong-type", &place, message).help(help));
        return None;
    };
    let fields = Fields::new(file, table, value.span(), "the provider", keys::PROVIDER, sink);
    // Its models are checked even where it is itself in error.
    let id = fields
        .need_id("id", sink)
        .unwrap_or_else(|| At { value: String::new(), place: top.place(value.span()) });
    let base = known.provider(&id.value);
    let replaces = known::read_replaces(&fields, "provider", base.is_some(), sink);
    Some(match base.filter(|_| !replaces) {
        Some(base) => changed_provider(&fields, id, base, sink),
        None => new_provider(&fields, id, replaces, known, sink),
    })
}

/// A known provider with what the file says otherwise.
fn changed_provider(
    fields: &Fields<'_>,
    id: At<String>,
    base: &Provider,
    sink: &mut Sink,
) -> RawProvider {
    let name = fields.text("name", sink).map_or_else(|| base.name.to_string(), |name| name.value);
    let own = At { value: base.surface.to_string(), place: id.place.clone() };
    let page = fields.get("page").and_then(|_| fields.need_url("page", sink));
    let checked = fields.date("checked", sink);
    let newest = checked.as_ref().map_or(base.checked, |day| day.value.max(base.checked));
    RawProvider {
        replaces: false,
        says_checked: checked.is_some(),
        says_symbols: false,
        name,
        surface: Some(fields.text("surface", sink).unwrap_or(own)),
        page: page.unwrap_or_else(|| base.page.to_string()),
        context: known::joined(
            words(fields, "context", sink),
            known::context(base, &id.place),
            |a, b| a.value == b.value,
        ),
        checked: Some(At {
            value: newest,
            place: checked.map_or_else(|| id.place.clone(), |day| day.place),
        }),
        sources: known::sources(base, &id.place),
        symbols: base.symbols.as_ref().map(|rule| known::symbols(rule, &id.place)),
        models: Vec::new(),
        rules: Vec::new(),
        id,
    }
}

/// A provider of which nothing is known. A pack that adds to a catalogue need not say what can
/// be taken for granted; one that stands alone has to.
fn new_provider(
    fields: &Fields<'_>,
    id: At<String>,
    replaces: bool,
    known: Known<'_>,
    sink: &mut Sink,
) -> RawProvider {
    let is_silent = |key: &str| known.is_base && fields.get(key).is_none();
    let same = || At { value: id.value.clone(), place: id.place.clone() };
    let name = if is_silent("name") { Some(same()) } else { fields.need_text("name", sink) };
    let surface =
        if is_silent("surface") { Some(same()) } else { fields.need_text("surface", sink) };
    let page = match is_silent("page") {
        true => Some(id.place.path().to_owned()),
        false => fields.need_url("page", sink),
    };
    RawProvider {
        replaces,
        says_checked: true,
        says_symbols: true,
        name: name.map(|name| name.value).unwrap_or_default(),
        surface,
        page: page.unwrap_or_default(),
        checked: fields.need_date("checked", sink),
        context: words(fields, "context", sink),
        sources: Vec::new(),
        symbols: None,
        models: Vec::new(),
        rules: Vec::new(),
        id,
    }
}

/// The rule for symbols.
fn read_symbols(top: &Fields<'_>, sink: &mut Sink) -> Option<RawSymbols> {
    let fields = top.known_table("symbols", "the rule for symbols", keys::SYMBOLS, sink)?;
    if fields.get("stems").is_none() {
        fields.missing("stems", sink);
    }
    let symbols = RawSymbols {
        stems: fields.texts("stems", sink),
        optional: fields.texts("optional", sink),
        tiers: fields.texts("tiers", sink),
        before: fields.texts("before", sink),
        between: fields.texts("between", sink),
    };
    symbols.stems.iter().for_each(|stem| check_id(stem, sink));
    Some(symbols)
}

fn read_source(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawSource> {
    let key = fields.need_id("key", sink);
    let url = fields.need_url("url", sink);
    let title = fields.need_text("title", sink);
    Some(RawSource {
        key: key?,
        url: url.unwrap_or_default(),
        title: title.map(|title| title.value).unwrap_or_default(),
    })
}

fn read_surface(fields: &Fields<'_>, known: Known<'_>, sink: &mut Sink) -> Option<RawSurface> {
    let id = fields.need_id("id", sink);
    let base = id.as_ref().and_then(|id| known.surface(&id.value));
    let replaces = known::read_replaces(fields, "surface", base.is_some(), sink);
    let base = base.filter(|_| !replaces);
    let name = match base {
        Some(_) => fields.text("name", sink),
        None => fields.need_text("name", sink),
    };
    let mut prefixes = Vec::new();
    for prefix in fields.tables("prefixes", "a prefix", keys::PREFIX, sink) {
        let text = prefix.need_text("text", sink);
        let of = prefix.need_text("of", sink);
        if let Some(text) = &text {
            // A `*` stands for characters that IDs have.
            let plain = At { value: text.value.replace('*', "0"), place: text.place.clone() };
            check_id(&plain, sink);
        }
        prefixes.extend(text.zip(of).map(|(text, of)| (text.value, of)));
    }
    let suffixes = fields.texts("suffixes", sink);
    for suffix in &suffixes {
        let plain = At { value: suffix.value.replace('#', "0"), place: suffix.place.clone() };
        check_id(&plain, sink);
    }
    let said = RawSurface {
        id: id?,
        name: name.map(|name| name.value).unwrap_or_default(),
        prefixes,
        suffixes: suffixes.into_iter().map(|suffix| suffix.value).collect(),
        stays: fields.texts("stays", sink),
        words: words(fields, "words", sink),
        clients: words(fields, "clients", sink),
        serves: fields.texts("serves", sink),
        everywhere: fields.text("everywhere", sink),
        unprofiled: fields.texts("unprofiled", sink),
        slugs: fields.flag("slugs", sink).is_some_and(|flag| flag.value),
        informal: fields.flag("informal", sink).is_some_and(|flag| flag.value),
        deployments: fields.flag("deployments", sink).is_some_and(|flag| flag.value),
        pairs: read_pairs(fields, sink),
    };
    Some(match base {
        Some(base) => {
            let base = known::surface(base, &said.id.place);
            onto(base, said)
        }
        None => said,
    })
}

/// A known surface with what a file says besides.
fn onto(base: RawSurface, said: RawSurface) -> RawSurface {
    RawSurface {
        name: if said.name.is_empty() { base.name } else { said.name },
        prefixes: known::joined(said.prefixes, base.prefixes, |a, b| {
            a.0 == b.0 && a.1.value == b.1.value
        }),
        suffixes: known::joined(said.suffixes, base.suffixes, |a, b| a == b),
        stays: known::joined(said.stays, base.stays, |a, b| a.value == b.value),
        words: known::joined(said.words, base.words, |a, b| a.value == b.value),
        clients: known::joined(said.clients, base.clients, |a, b| a.value == b.value),
        serves: known::joined(said.serves, base.serves, |a, b| a.value == b.value),
        everywhere: said.everywhere.or(base.everywhere),
        unprofiled: known::joined(said.unprofiled, base.unprofiled, |a, b| a.value == b.value),
        slugs: said.slugs || base.slugs,
        informal: said.informal || base.informal,
        deployments: said.deployments || base.deployments,
        pairs: known::joined(said.pairs, base.pairs, |a, b| a == b),
        id: said.id,
    }
}

/// Settings that name a model and its version.
fn read_pairs(fields: &Fields<'_>, sink: &mut Sink) -> Vec<RawPair> {
    let tables = fields.tables("pairs", "a pair", keys::PAIR, sink);
    let pairs = tables.iter().filter_map(|pair| {
        let name = pair.need_text("name", sink);
        let version = pair.need_text("version", sink);
        let inside = pair.text("inside", sink).map(|inside| inside.value);
        Some(RawPair { name: name?.value, version: version?.value, inside })
    });
    pairs.collect()
}

/// Words that are looked for in texts, whatever their case.
fn words(fields: &Fields<'_>, key: &str, sink: &mut Sink) -> Vec<At<String>> {
    let words = fields.texts(key, sink);
    for word in words.iter().filter(|word| word.value.bytes().any(|byte| byte.is_ascii_uppercase()))
    {
        let message = format!("`{}` is not in lower case", word.value);
        let help =
            format!("texts are compared in lower case: write {:?}", word.value.to_lowercase());
        sink.push(Diagnostic::error("not-lower-case", &word.place, message).help(help));
    }
    words
}
