//! What is known already, as if the file that changes it had said it.
//!
//! A pack that changes a known model says only what is different. The rest is taken over into
//! the row before anything is checked, so that every check sees the whole: a day of the file
//! that comes before one that is built in is found as if both stood in one file. What is taken
//! over points at the `id` in the file.

use super::fields::Fields;
use super::raw::{
    At, RawModel, RawPair, RawProfile, RawReplacement, RawSource, RawSpelling, RawSurface,
    RawSymbols,
};
use super::{Place, Sink};
use crate::pack::Diagnostic;
use crate::{Catalog, Model, Provider, Str, Surface, Symbols};

/// What the files may add to and change.
#[derive(Clone, Copy)]
pub(super) struct Known<'c> {
    catalog: &'c Catalog,
    /// Packs that stand alone have to say everything themselves.
    pub(super) is_base: bool,
}

impl<'c> Known<'c> {
    /// Packs add to `catalog`.
    pub(super) fn base(catalog: &'c Catalog) -> Self {
        Self { catalog, is_base: true }
    }

    /// Packs stand alone. `catalog` is empty.
    pub(super) fn nothing(catalog: &'c Catalog) -> Self {
        Self { catalog, is_base: false }
    }

    pub(super) fn provider(&self, id: &str) -> Option<&'c Provider> {
        self.catalog.provider(id)
    }

    pub(super) fn surface(&self, id: &str) -> Option<&'c Surface> {
        self.catalog.surface(id)
    }

    pub(super) fn model(&self, provider: &str, id: &str) -> Option<&'c Model> {
        let mut models = self.catalog.models().iter();
        models.find(|model| model.provider == provider && model.id == id)
    }
}

/// Whether a table says that it takes the place of the known one.
pub(super) fn read_replaces(
    fields: &Fields<'_>,
    what: &str,
    is_known: bool,
    sink: &mut Sink,
) -> bool {
    let replaces = fields.flag("replaces", sink);
    if let Some(replaces) = &replaces {
        check_replaces(replaces, what, is_known, sink);
    }
    replaces.is_some_and(|replaces| replaces.value)
}

/// Reports a `replaces = true` where there is nothing to replace.
pub(super) fn check_replaces(replaces: &At<bool>, what: &str, is_known: bool, sink: &mut Sink) {
    if replaces.value && !is_known {
        let message = format!("there is no such {what} to replace");
        let help = "check the spelling of `id`, or leave `replaces` out for a new one";
        sink.push(Diagnostic::error("nothing-replaced", &replaces.place, message).help(help));
    }
}

fn at(text: &str, place: &Place) -> At<String> {
    At { value: text.to_owned(), place: place.clone() }
}

fn all(texts: &[Str], place: &Place) -> Vec<At<String>> {
    texts.iter().map(|text| at(text, place)).collect()
}

pub(super) fn sources(provider: &Provider, place: &Place) -> Vec<RawSource> {
    let raw = |source: &crate::Source| RawSource {
        key: at(&source.key, place),
        url: source.url.to_string(),
        title: source.title.to_string(),
    };
    provider.sources.iter().map(raw).collect()
}

pub(super) fn context(provider: &Provider, place: &Place) -> Vec<At<String>> {
    all(&provider.context, place)
}

pub(super) fn symbols(symbols: &Symbols, place: &Place) -> RawSymbols {
    RawSymbols {
        stems: all(&symbols.stems, place),
        optional: all(&symbols.optional, place),
        tiers: all(&symbols.tiers, place),
        before: all(&symbols.before, place),
        between: all(&symbols.between, place),
    }
}

pub(super) fn surface(surface: &Surface, place: &Place) -> RawSurface {
    let prefix = |prefix: &crate::Prefix| (prefix.text.to_string(), at(&prefix.of, place));
    let pair = |pair: &crate::Pair| RawPair {
        name: pair.name.to_string(),
        version: pair.version.to_string(),
        inside: pair.inside.as_ref().map(ToString::to_string),
    };
    RawSurface {
        id: at(&surface.id, place),
        name: surface.name.to_string(),
        prefixes: surface.prefixes.iter().map(prefix).collect(),
        suffixes: surface.suffixes.iter().map(ToString::to_string).collect(),
        stays: all(&surface.stays, place),
        words: all(&surface.words, place),
        clients: all(&surface.clients, place),
        serves: all(&surface.serves, place),
        everywhere: surface.everywhere.as_ref().map(|one| at(one, place)),
        unprofiled: all(&surface.unprofiled, place),
        slugs: surface.slugs,
        informal: surface.informal,
        deployments: surface.deployments,
        pairs: surface.pairs.iter().map(pair).collect(),
    }
}

/// A known model as a row. `provider` is its own, as it is known.
pub(super) fn model(model: &Model, provider: &Provider, id: &At<String>) -> RawModel {
    let place = &id.place;
    let day = |day: Option<crate::Date>| day.map(|value| At { value, place: place.clone() });
    let words = |words: &Option<Str>| words.as_ref().map(ToString::to_string);
    let source = provider.sources.iter().find(|source| source.url == model.source);
    let replacements = model.replacements.iter().map(|one| RawReplacement {
        since: At { value: one.since, place: place.clone() },
        id: at(&one.id, place),
    });
    let spellings = model.spellings.iter().map(|one| RawSpelling {
        surface: at(&one.surface, place),
        text: at(&one.text, place),
        deprecated: day(one.deprecated),
        retires: day(one.retires),
        retires_not_before: day(one.retires_not_before),
        needs_profile: one.needs_profile,
        version: words(&one.version),
        replacement: one.replacement.as_ref().map(|id| at(id, place)),
    });
    let profile = |(surface, text): &(Str, Str), is_prefix: bool| {
        let text = vec![at(text, place)];
        let (prefixes, suffixes) = if is_prefix { (text, vec![]) } else { (vec![], text) };
        RawProfile { surface: at(surface, place), prefixes, suffixes }
    };
    let profiles = model.profiles.iter().map(|one| profile(one, true));
    let variants = model.variants.iter().map(|one| profile(one, false));
    RawModel {
        id: id.clone(),
        changes: Vec::new(),
        aliases: all(&model.aliases, place),
        api: Some(model.api.to_string()),
        common_word: model.common_word,
        basis: model.basis,
        released: day(model.released),
        legacy: day(model.legacy),
        deprecated: day(model.deprecated),
        retires: day(model.retires),
        retires_not_before: day(model.retires_not_before),
        retires_unscheduled: (model.retires_unscheduled)
            .then(|| At { value: true, place: place.clone() }),
        replacements: replacements.collect(),
        replacement_text: words(&model.replacement_text),
        replacement_guide: words(&model.replacement_guide),
        spellings: spellings.collect(),
        profiles: profiles.chain(variants).collect(),
        symbols: model.symbols.as_ref().map(|symbols| all(symbols, place)),
        refuses: all(&model.refuses, place),
        source: source.map(|source| at(&source.key, place)),
        read: day(Some(model.read)),
        confirmed: day(model.confirmed),
        note: words(&model.note),
    }
}

/// The row of a known model with what the file says of it. Lists of names grow, those of the
/// file first (of several on one surface the first is the usual one); all else takes the place
/// of what is known.
pub(super) fn changed(known: RawModel, said: RawModel, keys: Vec<&'static str>) -> RawModel {
    let has = |key: &str| keys.contains(&key);
    let mut known = known;
    if has("retires") {
        // A day that becomes known ends the open state of affairs.
        known.retires_unscheduled = None;
    }
    macro_rules! pick {
        ($($key:ident),*) => { RawModel {
            aliases: joined(said.aliases, known.aliases, |a, b| a.value == b.value),
            spellings: joined(said.spellings, known.spellings, |a, b| {
                a.surface.value == b.surface.value && a.text.value == b.text.value
            }),
            profiles: [said.profiles, known.profiles].into_iter().flatten().collect(),
            $($key: if has(stringify!($key)) { said.$key } else { known.$key },)*
            id: said.id,
            changes: keys.clone(),
        } };
    }
    pick!(
        api,
        common_word,
        basis,
        released,
        legacy,
        deprecated,
        retires,
        retires_not_before,
        retires_unscheduled,
        replacements,
        replacement_text,
        replacement_guide,
        symbols,
        refuses,
        source,
        read,
        confirmed,
        note
    )
}

/// Those of the file, then those known that are not among them.
pub(super) fn joined<T>(mut said: Vec<T>, known: Vec<T>, same: fn(&T, &T) -> bool) -> Vec<T> {
    let new = said.len();
    said.extend(known);
    let mut at = 0;
    while at < said.len() {
        let is_known = at >= new && said[..new].iter().any(|one| same(one, &said[at]));
        if is_known {
            said.remove(at);
        } else {
            at += 1;
        }
    }
    said
}
