//! The built-in table: the packs of `codemods/` as Rust that needs no parser at run time.

use modelmod_catalog::{
    Basis, Catalog, Date, Kind, Model, Name, Provider, Spelling, Str, Surface, Symbols,
};
use std::fmt::Write as _;

const HEAD: &str = "\
// @generated from codemods/ by `cargo run -p modelmod-dev -- generate`. Do not edit.

use super::row::{
    ROW, Row, day, lives, name, on, pair, prefix, profile, provider, since, source, surface,
    symbols, text,
};
use crate::{Basis, Date, Kind, Model, Name, Provider, Surface};
";

/// The text of `crates/catalog/src/builtin/table.rs`.
#[must_use]
pub fn text(catalog: &Catalog) -> String {
    let mut out = HEAD.to_owned();
    let providers: String = catalog.providers().iter().map(provider).collect();
    let surfaces: String = catalog.surfaces().iter().map(surface).collect();
    let models: String = catalog.models().iter().map(model).collect();
    let names: String = catalog.names().iter().map(name).collect();
    // Writing to a string cannot fail.
    let _ = write!(out, "\npub(super) static PROVIDERS: &[Provider] = &[\n{providers}];\n");
    let _ = write!(out, "\npub(super) static SURFACES: &[Surface] = &[\n{surfaces}];\n");
    let _ = write!(out, "\npub(super) static MODELS: &[Model] = &[\n{models}];\n");
    let _ = write!(out, "\npub(super) static NAMES: &[Name] = &[\n{names}];\n");
    out
}

fn provider(one: &Provider) -> String {
    let Provider { id, name, surface, page, checked, sources, context, symbols } = one;
    let sources = sources
        .iter()
        .map(|source| format!("source({:?}, {:?}, {:?})", source.key, source.url, source.title));
    format!(
        "    provider([{id:?}, {name:?}, {surface:?}, {page:?}], Date::ymd({}), {}, {}, {}),\n",
        ymd(*checked),
        list(sources),
        texts(context),
        symbols.as_ref().map_or("None".to_owned(), rule)
    )
}

fn rule(one: &Symbols) -> String {
    let Symbols { stems, optional, tiers, before, between } = one;
    let lists = [stems, optional, tiers, before, between].map(|one| texts(one));
    format!("symbols({})", lists.join(", "))
}

fn texts(texts: &[Str]) -> String {
    list(texts.iter().map(|one| format!("text({one:?})")))
}

fn surface(one: &Surface) -> String {
    let Surface { id, name, suffixes, stays, words, clients, serves, unprofiled, .. } = one;
    let Surface { prefixes, everywhere, slugs, informal, deployments, pairs, .. } = one;
    let prefixes = prefixes.iter().map(|one| format!("prefix({:?}, {:?})", one.text, one.of));
    let lists = [suffixes, stays, words, clients, serves, unprofiled];
    let lists = lists.map(|one| texts(one)).join(", ");
    let pairs = pairs
        .iter()
        .map(|one| format!("pair({:?}, {:?}, {:?})", one.name, one.version, one.inside));
    let (prefixes, pairs) = (list(prefixes), list(pairs));
    format!(
        "    surface({id:?}, {name:?}, {prefixes}, [{lists}], {everywhere:?}, [{slugs}, {informal}, {deployments}], {pairs}),\n"
    )
}

fn model(one: &Model) -> String {
    let mut fields: Vec<(&str, String)> =
        vec![("id", format!("{:?}", one.id)), ("provider", format!("{:?}", one.provider))];
    if !one.aliases.is_empty() {
        fields.push(("aliases", texts(&one.aliases)));
    }
    let days = [
        ("released", one.released),
        ("legacy", one.legacy),
        ("deprecated", one.deprecated),
        ("retires", one.retires),
        ("retires_not_before", one.retires_not_before),
        ("confirmed", one.confirmed),
    ];
    for (key, day) in days {
        fields.extend(day.map(|day| (key, format!("day({})", ymd(day)))));
    }
    for (key, flag) in
        [("retires_unscheduled", one.retires_unscheduled), ("common_word", one.common_word)]
    {
        fields.extend(flag.then(|| (key, "true".to_owned())));
    }
    match one.basis {
        Basis::Stated => {}
        Basis::Secondary => fields.push(("basis", "Basis::Secondary".to_owned())),
        Basis::Unlisted => fields.push(("basis", "Basis::Unlisted".to_owned())),
        Basis::Listed => fields.push(("basis", "Basis::Listed".to_owned())),
    }
    if one.api != Model::CHAT {
        fields.push(("api", format!("{:?}", one.api)));
    }
    let words = [
        ("replacement_text", &one.replacement_text),
        ("replacement_guide", &one.replacement_guide),
        ("note", &one.note),
    ];
    for (key, words) in words {
        fields.extend(words.as_ref().map(|words| (key, format!("Some({words:?})"))));
    }
    fields.extend(lists(one));
    fields.push(("source", format!("{:?}", one.source)));
    fields.push(("read", format!("Date::ymd({})", ymd(one.read))));
    let fields: String =
        fields.iter().map(|(key, value)| format!("        {key}: {value},\n")).collect();
    format!("    Row {{\n{fields}        ..ROW\n    }}.model(),\n")
}

fn lists(one: &Model) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if !one.replacements.is_empty() {
        let each = one.replacements.iter();
        let each = each.map(|step| format!("since({}, {:?})", ymd(step.since), step.id));
        fields.push(("replacements", list(each)));
    }
    if !one.spellings.is_empty() {
        fields.push(("spellings", list(one.spellings.iter().map(spelling))));
    }
    for (key, pairs) in [("profiles", &one.profiles), ("variants", &one.variants)] {
        if !pairs.is_empty() {
            let each =
                pairs.iter().map(|(surface, text)| format!("profile({surface:?}, {text:?})"));
            fields.push((key, list(each)));
        }
    }
    if let Some(symbols) = &one.symbols {
        fields.push(("symbols", format!("Some({})", texts(symbols))));
    }
    if !one.refuses.is_empty() {
        fields.push(("refuses", texts(&one.refuses)));
    }
    fields
}

fn spelling(one: &Spelling) -> String {
    let Spelling { surface, text, deprecated, retires, retires_not_before, .. } = one;
    if *one == Spelling::new(surface.clone(), text.clone()) {
        return format!("on({surface:?}, {text:?})");
    }
    let needs_profile = one.needs_profile;
    let words = [&one.version, &one.replacement]
        .map(|one| one.as_ref().map_or("None".to_owned(), |words| format!("Some({words:?})")));
    let days = [deprecated, retires, retires_not_before]
        .map(|day| day.map_or("None".to_owned(), |day| format!("day({})", ymd(day))));
    let (days, words) = (days.join(", "), words.join(", "));
    format!("lives({surface:?}, {text:?}, [{days}], {needs_profile}, [{words}])")
}

fn name(one: &Name) -> String {
    let Name { text, model, surface, kind } = one;
    let kind = match kind {
        Kind::Id => "Id",
        Kind::Alias => "Alias",
        Kind::Spelling => "Spelling",
    };
    format!("    name({text:?}, {model}, {surface}, Kind::{kind}),\n")
}

/// A slice that lives as long as the program. The `const` block is what makes it so: a plain
/// `&[...]` of values with destructors is dropped at the end of its statement.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { "&[]".to_owned() } else { format!("const {{ &[{}] }}", items.join(", ")) }
}

fn ymd(date: Date) -> String {
    let (year, month, day) = date.to_ymd();
    format!("{year}, {month}, {day}")
}
