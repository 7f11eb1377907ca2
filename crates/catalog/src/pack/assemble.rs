//! From what the files say to a catalogue.

use super::Sink;
use super::raw::{At, Raw, RawModel, RawPair, RawProvider, RawSurface, RawSymbols};
use super::{Diagnostic, Place, rules};
use crate::{
    Catalog, Change, Date, Model, Pair, Prefix, Provider, Recommendation, Source, Spelling, Str,
    Surface, Symbols,
};
use std::borrow::Cow;

/// The catalogue, or `None` where an error (already reported) leaves a hole in it.
pub(super) fn catalog(base: &Catalog, raw: &Raw, sink: &mut Sink) -> Option<Catalog> {
    let mut surfaces = base.surfaces().to_vec();
    for surface in raw.surfaces.iter().map(surface) {
        match surfaces.iter_mut().find(|known| known.id == surface.id) {
            Some(known) => *known = surface,
            None => surfaces.push(surface),
        }
    }
    let (mut providers, mut models, mut changes) =
        (Vec::new(), Vec::new(), base.changes().to_vec());
    for known in base.providers() {
        let own = base.models().iter().filter(|model| model.provider == known.id);
        let Some(given) = raw.providers.iter().find(|given| given.id.value == known.id) else {
            providers.push(known.clone());
            models.extend(own.cloned());
            continue;
        };
        providers.push(provider(given)?);
        let mut stay: Vec<&Model> = own.collect();
        if given.replaces {
            changes.retain(|change| stay.iter().all(|model| model.id != change.model));
            stay.clear();
        }
        for old in &stay {
            models.push(match given.models.iter().find(|row| row.id.value == old.id) {
                Some(row) => model(given, row)?,
                None => Model::clone(old),
            });
        }
        let is_new = |row: &&RawModel| stay.iter().all(|old| old.id != row.id.value);
        for row in given.models.iter().filter(is_new) {
            models.push(model(given, row)?);
        }
    }
    let is_known = |id: &str| base.providers().iter().any(|known| known.id == id);
    for one in raw.providers.iter().filter(|one| !is_known(&one.id.value)) {
        providers.push(provider(one)?);
        for row in &one.models {
            models.push(model(one, row)?);
        }
    }
    changes.extend(raw.models().filter_map(|(_, row)| change(row)));
    if let Some(place) = first_place(raw)
        && models.len().max(surfaces.len()) > usize::from(u16::MAX)
    {
        let message = "a catalogue holds 65535 models and as many surfaces at most";
        sink.push(Diagnostic::error("too-many", place, message));
        return None;
    }
    let mut rules = Vec::new();
    for one in &raw.providers {
        rules.extend(rules::ready(one, base.rules(), sink));
    }
    // Those of the files come first: later packs have the last word.
    let is_replaced = |id: &str| raw.providers.iter().any(|one| one.replaces && one.id.value == id);
    rules.extend(base.rules().iter().filter(|rule| !is_replaced(&rule.provider)).cloned());
    // A name that two models claim has been reported with both its places.
    Catalog::new(providers, surfaces, models)
        .ok()
        .map(|catalog| catalog.with_changes(changes).with_rules(rules))
}

/// What a row says against a known model.
fn change(row: &RawModel) -> Option<Change> {
    (!row.changes.is_empty()).then(|| Change {
        model: row.id.value.clone(),
        file: row.id.place.path().to_owned(),
        keys: row.changes.iter().map(|key| (*key).to_owned()).collect(),
    })
}

fn first_place(raw: &Raw) -> Option<&Place> {
    let provider = raw.providers.first().map(|provider| &provider.id.place);
    provider.or(raw.surfaces.first().map(|surface| &surface.id.place))
}

fn text(text: &str) -> Str {
    Cow::Owned(text.to_owned())
}

fn texts(texts: &[At<String>]) -> Cow<'static, [Str]> {
    texts.iter().map(|one| text(&one.value)).collect()
}

/// Each of the texts with its surface.
fn on(surface: &At<String>, texts: &[At<String>]) -> impl Iterator<Item = (Str, Str)> {
    texts.iter().map(|one| (text(&surface.value), text(&one.value)))
}

/// Each pair once: a file may repeat what is known.
fn once(pairs: impl Iterator<Item = (Str, Str)>) -> Cow<'static, [(Str, Str)]> {
    let mut seen: Vec<(Str, Str)> = Vec::new();
    for pair in pairs {
        if !seen.contains(&pair) {
            seen.push(pair);
        }
    }
    Cow::Owned(seen)
}

fn surface(raw: &RawSurface) -> Surface {
    let prefix = |(own, of): &(String, At<String>)| Prefix { text: text(own), of: text(&of.value) };
    let pair = |one: &RawPair| Pair {
        name: text(&one.name),
        version: text(&one.version),
        inside: one.inside.as_deref().map(text),
    };
    Surface {
        id: text(&raw.id.value),
        name: text(&raw.name),
        prefixes: raw.prefixes.iter().map(prefix).collect(),
        suffixes: raw.suffixes.iter().map(|suffix| text(suffix)).collect(),
        stays: texts(&raw.stays),
        words: texts(&raw.words),
        clients: texts(&raw.clients),
        serves: texts(&raw.serves),
        everywhere: raw.everywhere.as_ref().map(|one| text(&one.value)),
        unprofiled: texts(&raw.unprofiled),
        slugs: raw.slugs,
        informal: raw.informal,
        deployments: raw.deployments,
        pairs: raw.pairs.iter().map(pair).collect(),
    }
}

fn provider(raw: &RawProvider) -> Option<Provider> {
    let sources = raw.sources.iter().map(|source| Source {
        key: text(&source.key.value),
        url: text(&source.url),
        title: text(&source.title),
    });
    Some(Provider {
        id: text(&raw.id.value),
        name: text(&raw.name),
        surface: text(&raw.surface.as_ref()?.value),
        page: text(&raw.page),
        checked: raw.checked.as_ref()?.value,
        sources: sources.collect(),
        context: texts(&raw.context),
        symbols: raw.symbols.as_ref().map(symbols),
    })
}

fn symbols(raw: &RawSymbols) -> Symbols {
    Symbols {
        stems: texts(&raw.stems),
        optional: texts(&raw.optional),
        tiers: texts(&raw.tiers),
        before: texts(&raw.before),
        between: texts(&raw.between),
    }
}

fn model(provider: &RawProvider, raw: &RawModel) -> Option<Model> {
    let day = |day: &Option<At<Date>>| day.as_ref().map(|day| day.value);
    let maybe = |words: &Option<String>| words.as_deref().map(text);
    let key = &raw.source.as_ref()?.value;
    let source = provider.sources.iter().find(|source| source.key.value == *key)?;
    let replacements = raw
        .replacements
        .iter()
        .map(|one| Recommendation { since: one.since.value, id: text(&one.id.value) });
    let spellings = raw.spellings.iter().map(|one| Spelling {
        deprecated: day(&one.deprecated),
        retires: day(&one.retires),
        retires_not_before: day(&one.retires_not_before),
        needs_profile: one.needs_profile,
        version: maybe(&one.version),
        replacement: one.replacement.as_ref().map(|one| text(&one.value)),
        ..Spelling::new(text(&one.surface.value), text(&one.text.value))
    });
    let profiles = raw.profiles.iter().flat_map(|one| on(&one.surface, &one.prefixes));
    let variants = raw.profiles.iter().flat_map(|one| on(&one.surface, &one.suffixes));
    let (profiles, variants) = (once(profiles), once(variants));
    Some(Model {
        id: text(&raw.id.value),
        provider: text(&provider.id.value),
        aliases: texts(&raw.aliases),
        released: day(&raw.released),
        legacy: day(&raw.legacy),
        deprecated: day(&raw.deprecated),
        retires: day(&raw.retires),
        retires_not_before: day(&raw.retires_not_before),
        retires_unscheduled: raw.retires_unscheduled.as_ref().is_some_and(|flag| flag.value),
        basis: raw.basis,
        api: maybe(&raw.api).unwrap_or(Str::Borrowed(Model::CHAT)),
        common_word: raw.common_word,
        replacements: replacements.collect(),
        replacement_text: maybe(&raw.replacement_text),
        replacement_guide: maybe(&raw.replacement_guide),
        spellings: spellings.collect(),
        profiles,
        variants,
        symbols: raw.symbols.as_deref().map(texts),
        refuses: texts(&raw.refuses),
        source: text(&source.url),
        read: raw.read.as_ref()?.value,
        confirmed: day(&raw.confirmed),
        note: maybe(&raw.note),
    })
}
