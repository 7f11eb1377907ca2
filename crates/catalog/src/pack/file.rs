//! One file of a pack: from TOML to raw values.

use super::fields::{self, Fields, Sink, check_id};
use super::raw::{
    At, Raw, RawModel, RawProfile, RawProvider, RawReplacement, RawSource, RawSpelling, RawSurface,
    RawSymbols,
};
use super::{Diagnostic, PackFile, Place, keys};
use crate::Basis;
use std::sync::Arc;

/// Reads one file and adds what it says to `raw`.
pub(super) fn read(file: &Arc<PackFile>, raw: &mut Raw, sink: &mut Sink) {
    let document = fields::parse(file, sink);
    let table = document.get_ref();
    let top = Fields::new(file, table, 0..0, "a pack", keys::FILE, sink);
    for surface in top.tables("surface", "a surface", keys::SURFACE, sink) {
        raw.surfaces.extend(read_surface(&surface, sink));
    }
    let provider = read_provider(file, &top, sink);
    let sources: Vec<RawSource> = top
        .tables("source", "a source", keys::SOURCE, sink)
        .iter()
        .filter_map(|source| read_source(source, sink))
        .collect();
    let models: Vec<RawModel> = top
        .tables("model", "a model", keys::MODEL, sink)
        .iter()
        .filter_map(|model| read_model(model, sink))
        .collect();
    if let Some(provider) = provider {
        let symbols = read_symbols(&top, sink);
        raw.providers.push(RawProvider { sources, symbols, models, ..provider });
    }
}

fn read_provider(file: &Arc<PackFile>, top: &Fields<'_>, sink: &mut Sink) -> Option<RawProvider> {
    let Some(value) = top.get("provider") else {
        if top.get("surface").is_none()
            || ["model", "source", "symbols"].iter().any(|key| top.get(key).is_some())
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
    let id = fields.need_id("id", sink);
    let name = fields.need_text("name", sink);
    let surface = fields.need_text("surface", sink);
    let page = fields.need_url("page", sink);
    let checked = fields.need_date("checked", sink);
    let context = words(&fields, "context", sink);
    Some(RawProvider {
        // Its models are checked even where it is itself in error.
        id: id.unwrap_or_else(|| At { value: String::new(), place: top.place(value.span()) }),
        name: name.map(|name| name.value).unwrap_or_default(),
        surface,
        page: page.unwrap_or_default(),
        checked,
        context,
        sources: Vec::new(),
        symbols: None,
        models: Vec::new(),
    })
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

fn read_surface(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawSurface> {
    let id = fields.need_id("id", sink);
    let name = fields.need_text("name", sink);
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
    Some(RawSurface {
        id: id?,
        name: name.map(|name| name.value).unwrap_or_default(),
        prefixes,
        suffixes: suffixes.into_iter().map(|suffix| suffix.value).collect(),
        stays: fields.texts("stays", sink),
        words: words(fields, "words", sink),
        clients: words(fields, "clients", sink),
        serves: fields.texts("serves", sink),
        deployments: fields.flag("deployments", sink).is_some_and(|flag| flag.value),
    })
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

fn read_model(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawModel> {
    let id = fields.need_id("id", sink);
    let aliases = fields.texts("aliases", sink);
    for alias in &aliases {
        check_id(alias, sink);
    }
    let source = fields.need_text("source", sink);
    let read = fields.need_date("read", sink);
    let text = |key, sink: &mut Sink| fields.text(key, sink).map(|text| text.value);
    let model = RawModel {
        aliases,
        api: text("api", sink),
        common_word: fields.flag("common_word", sink).is_some_and(|flag| flag.value),
        basis: read_basis(fields, sink),
        released: fields.date("released", sink),
        legacy: fields.date("legacy", sink),
        deprecated: fields.date("deprecated", sink),
        retires: fields.date("retires", sink),
        retires_not_before: fields.date("retires_not_before", sink),
        retires_unscheduled: fields.flag("retires_unscheduled", sink),
        replacements: read_replacements(fields, sink),
        replacement_text: text("replacement_text", sink),
        replacement_guide: text("replacement_guide", sink),
        spellings: read_spellings(fields, sink),
        profiles: read_profiles(fields, sink),
        symbols: fields.get("symbols").map(|_| fields.texts("symbols", sink)),
        source,
        read,
        confirmed: fields.date("confirmed", sink),
        note: text("note", sink),
        id: id?,
    };
    Some(model)
}

fn read_basis(fields: &Fields<'_>, sink: &mut Sink) -> Basis {
    let Some(basis) = fields.text("basis", sink) else { return Basis::Stated };
    match basis.value.as_str() {
        "stated" => Basis::Stated,
        "secondary" => Basis::Secondary,
        "listed" => Basis::Listed,
        "unlisted" => Basis::Unlisted,
        other => {
            let message = format!("`{other}` is no basis");
            let help = "a basis is \"stated\", \"unlisted\", \"secondary\" or \"listed\"";
            sink.push(Diagnostic::error("bad-basis", &basis.place, message).help(help));
            Basis::Stated
        }
    }
}

fn read_replacements(fields: &Fields<'_>, sink: &mut Sink) -> Vec<RawReplacement> {
    let tables = fields.tables("replacements", "a replacement", keys::REPLACEMENT, sink);
    let read = |one: &Fields<'_>| {
        let since = one.need_date("since", sink);
        let id = one.need_id("id", sink);
        Some(RawReplacement { since: since?, id: id? })
    };
    tables.iter().filter_map(read).collect()
}

fn read_spellings(fields: &Fields<'_>, sink: &mut Sink) -> Vec<RawSpelling> {
    let tables = fields.tables("spellings", "a spelling", keys::SPELLING, sink);
    let read = |one: &Fields<'_>| {
        let surface = one.need_text("surface", sink);
        let text = one.need_id("text", sink);
        let days = ["deprecated", "retires", "retires_not_before"].map(|key| one.date(key, sink));
        let [deprecated, retires, retires_not_before] = days;
        let needs_profile = one.flag("needs_profile", sink).is_some_and(|flag| flag.value);
        let version = one.text("version", sink).map(|version| version.value);
        let replacement = one.text("replacement", sink);
        let (surface, text) = (surface?, text?);
        Some(RawSpelling {
            surface,
            text,
            deprecated,
            retires,
            retires_not_before,
            needs_profile,
            version,
            replacement,
        })
    };
    tables.iter().filter_map(read).collect()
}

fn read_profiles(fields: &Fields<'_>, sink: &mut Sink) -> Vec<RawProfile> {
    let tables = fields.tables("profiles", "a profile", keys::PROFILE, sink);
    let read = |one: &Fields<'_>| {
        let surface = one.need_text("surface", sink)?;
        if one.get("prefixes").or(one.get("suffixes")).is_none() {
            one.missing("prefixes", sink);
        }
        let (prefixes, suffixes) = (one.texts("prefixes", sink), one.texts("suffixes", sink));
        Some(RawProfile { surface, prefixes, suffixes })
    };
    tables.iter().filter_map(read).collect()
}
