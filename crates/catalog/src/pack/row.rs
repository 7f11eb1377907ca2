//! A model as a pack lists it: one table, and the lists in it.

use super::fields::{Fields, check_id};
use super::raw::{At, RawModel, RawProfile, RawReplacement, RawSpelling};
use super::{Diagnostic, Sink, keys, known};
use crate::{Basis, Model, Provider, Refusal};

/// A row; `base` is the model that it changes, with its provider.
pub(super) fn read_model(
    fields: &Fields<'_>,
    base: Option<(&Provider, &Model)>,
    is_base: bool,
    sink: &mut Sink,
) -> Option<RawModel> {
    let replaces = known::read_replaces(fields, "model", base.is_some(), sink);
    let said = read_row(fields, is_base, sink)?;
    let Some((provider, model)) = base.filter(|_| !replaces) else { return Some(said) };
    let is_said =
        |key: &&'static str| !matches!(*key, "id" | "replaces") && fields.get(key).is_some();
    let keys = keys::MODEL.iter().copied().filter(is_said).collect();
    Some(known::changed(known::model(model, provider, &said.id), said, keys))
}

/// What a row says. A row of a pack that adds to a catalogue need not name a source.
fn read_row(fields: &Fields<'_>, is_base: bool, sink: &mut Sink) -> Option<RawModel> {
    let id = fields.need_id("id", sink);
    let aliases = fields.texts("aliases", sink);
    for alias in &aliases {
        check_id(alias, sink);
    }
    let source = match is_base {
        true => fields.text("source", sink),
        false => fields.need_text("source", sink),
    };
    let read = match is_base {
        true => fields.date("read", sink),
        false => fields.need_date("read", sink),
    };
    let text = |key, sink: &mut Sink| fields.text(key, sink).map(|text| text.value);
    let model = RawModel {
        changes: Vec::new(),
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
        refuses: read_refuses(fields, sink),
        source,
        read,
        confirmed: fields.date("confirmed", sink),
        note: text("note", sink),
        id: id?,
    };
    Some(model)
}

fn read_refuses(fields: &Fields<'_>, sink: &mut Sink) -> Vec<At<String>> {
    let refuses = fields.texts("refuses", sink);
    for one in refuses.iter().filter(|one| Refusal::parse(&one.value).is_none()) {
        let message = format!("`{}` is nothing that a request may not have", one.value);
        let help = "write a parameter's name, \"temperature\", with the value that is taken all the \
                    same, \"temperature != 1\", or two that exclude each other, \"temperature + top_p\"";
        sink.push(Diagnostic::error("bad-refusal", &one.place, message).help(help));
    }
    refuses
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
