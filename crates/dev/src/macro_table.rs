//! The table of the macros: the packs of `codemods/` as lines of text, which cost the compiler
//! nothing and are searched as they stand.
//!
//! One thing a line, its parts behind tabs; within a part `;` stands between the entries of a
//! list and `|` between the parts of an entry. No text of the packs has one of these where a
//! list may hold it; [`texts`] says so if that changes.

use modelmod_catalog::{Basis, Catalog, Date, Kind, Model, Spelling, Str, Surface};
use modelmod_config::keys::ROOT;
use std::collections::BTreeSet;

const MODELS: &str = "crates/macros-impl/src/table/models.tsv";
const NAMES: &str = "crates/macros-impl/src/table/names.tsv";
const SURFACES: &str = "crates/macros-impl/src/table/surfaces.tsv";
const SOURCES: &str = "crates/macros-impl/src/table/sources.tsv";
const KEYS: &str = "crates/macros-impl/src/table/keys.tsv";

/// The files of the table, each with its path from the root of the repository.
///
/// # Errors
///
/// A text that would not survive being written so.
pub(crate) fn texts(catalog: &Catalog) -> Result<Vec<(&'static str, String)>, String> {
    let sources: BTreeSet<&str> = catalog.models().iter().map(|model| &*model.source).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let models = catalog.models().iter().map(|one| model(one, &sources));
    let names = catalog.names().iter().map(|name| {
        let kind = match name.kind {
            Kind::Id => "i",
            Kind::Alias => "a",
            Kind::Spelling => "s",
        };
        line(&[plain(&name.text)?, name.model.to_string(), name.surface.to_string(), kind.into()])
    });
    // The configuration is the command's, too: `model!` knows all of its keys, to tell a typing
    // error from what is not its business.
    let mut keys: Vec<&str> = ROOT.iter().map(|key| key.name).collect();
    keys.sort_unstable();
    let surfaces = catalog.surfaces().iter().map(surface);
    let sources = sources.iter().map(|url| line(&[(*url).to_owned()]));
    Ok(vec![
        (MODELS, models.collect::<Result<_, _>>()?),
        (NAMES, names.collect::<Result<_, _>>()?),
        (SURFACES, surfaces.collect::<Result<_, _>>()?),
        (SOURCES, sources.collect::<Result<_, _>>()?),
        (KEYS, keys.iter().map(|key| format!("{key}\n")).collect()),
    ])
}

fn model(one: &Model, sources: &[&str]) -> Result<String, String> {
    let basis = match one.basis {
        Basis::Stated => "",
        Basis::Secondary => "s",
        Basis::Unlisted => "u",
        Basis::Listed => "l",
    };
    let days = [one.released, one.legacy, one.deprecated, one.retires].map(day);
    let [released, legacy, deprecated, retires] = days;
    let steps = one.replacements.iter();
    let steps = steps.map(|step| Ok(format!("{}|{}", step.since, plain(&step.id)?)));
    let profiles = one.profiles.iter();
    let profiles = profiles.map(|(on, name)| Ok(format!("{}|{}", plain(on)?, plain(name)?)));
    let source = sources.iter().position(|url| *url == one.source).unwrap_or_default();
    line(&[
        plain(&one.id)?,
        plain(&one.provider)?,
        source.to_string(),
        basis.to_owned(),
        if one.api == Model::CHAT { String::new() } else { plain(&one.api)? },
        released,
        legacy,
        deprecated,
        retires,
        list(steps)?,
        words(&one.replacement_text),
        words(&one.replacement_guide),
        list(one.spellings.iter().map(spelling))?,
        list(profiles)?,
        list(one.refuses.iter().map(|one| plain(one)))?,
    ])
}

fn spelling(one: &Spelling) -> Result<String, String> {
    let days = [one.deprecated, one.retires, one.retires_not_before].map(day).join("|");
    let needs = if one.needs_profile { "1" } else { "" };
    let replacement = one.replacement.as_deref().map_or(Ok(String::new()), plain)?;
    let (surface, text) = (plain(&one.surface)?, plain(&one.text)?);
    Ok(format!("{surface}|{text}|{days}|{needs}|{replacement}"))
}

fn surface(one: &Surface) -> Result<String, String> {
    let prefixes = one.prefixes.iter();
    let prefixes = prefixes.map(|one| Ok(format!("{}|{}", plain(&one.text)?, plain(&one.of)?)));
    let suffixes = one.suffixes.iter().map(|one| plain(one));
    line(&[plain(&one.id)?, plain(&one.name)?, list(prefixes)?, list(suffixes)?])
}

fn list(items: impl Iterator<Item = Result<String, String>>) -> Result<String, String> {
    Ok(items.collect::<Result<Vec<_>, _>>()?.join(";"))
}

fn words(text: &Option<Str>) -> String {
    text.as_deref().unwrap_or_default().to_owned()
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// A text that may stand in a list.
fn plain(text: &str) -> Result<String, String> {
    match text.contains([';', '|']) {
        false => Ok(text.to_owned()),
        true => Err(format!("{MODELS}: `{text}` has a `;` or a `|`: choose other separators")),
    }
}

fn line(parts: &[String]) -> Result<String, String> {
    match parts.iter().find(|part| part.contains(['\t', '\n', '\r'])) {
        None => Ok(format!("{}\n", parts.join("\t"))),
        Some(part) => Err(format!("{MODELS}: `{part}` has a tab or a line end")),
    }
}
