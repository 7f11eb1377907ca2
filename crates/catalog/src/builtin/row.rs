//! The words in which the generated table is written.
//!
//! A [`Row`] names only what a pack says about a model, so that the table reads, and its
//! changes review, like the pack itself. Everything here runs when the crate is compiled.

use crate::{
    Basis, Date, Kind, Model, Name, Pair, Prefix, Provider, Recommendation, Source, Spelling, Str,
    Surface, Symbols,
};
use std::borrow::Cow;

/// A [`Model`] of borrowed parts, which (unlike a model) can be completed from [`ROW`] in a
/// constant.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) provider: &'static str,
    pub(super) aliases: &'static [Str],
    pub(super) released: Option<Date>,
    pub(super) legacy: Option<Date>,
    pub(super) deprecated: Option<Date>,
    pub(super) retires: Option<Date>,
    pub(super) retires_not_before: Option<Date>,
    pub(super) retires_unscheduled: bool,
    pub(super) basis: Basis,
    pub(super) api: &'static str,
    pub(super) common_word: bool,
    pub(super) replacements: &'static [Recommendation],
    pub(super) replacement_text: Option<&'static str>,
    pub(super) replacement_guide: Option<&'static str>,
    pub(super) spellings: &'static [Spelling],
    pub(super) profiles: &'static [(Str, Str)],
    pub(super) variants: &'static [(Str, Str)],
    pub(super) symbols: Option<&'static [Str]>,
    pub(super) refuses: &'static [Str],
    pub(super) source: &'static str,
    pub(super) read: Date,
    pub(super) confirmed: Option<Date>,
    pub(super) note: Option<&'static str>,
}

/// What a row says that says nothing.
pub(super) const ROW: Row = Row {
    id: "",
    provider: "",
    aliases: &[],
    released: None,
    legacy: None,
    deprecated: None,
    retires: None,
    retires_not_before: None,
    retires_unscheduled: false,
    basis: Basis::Stated,
    api: Model::CHAT,
    common_word: false,
    replacements: &[],
    replacement_text: None,
    replacement_guide: None,
    spellings: &[],
    profiles: &[],
    variants: &[],
    symbols: None,
    refuses: &[],
    source: "",
    read: Date::ymd(1, 1, 1),
    confirmed: None,
    note: None,
};

impl Row {
    pub(super) const fn model(self) -> Model {
        Model {
            id: text(self.id),
            provider: text(self.provider),
            aliases: Cow::Borrowed(self.aliases),
            released: self.released,
            legacy: self.legacy,
            deprecated: self.deprecated,
            retires: self.retires,
            retires_not_before: self.retires_not_before,
            retires_unscheduled: self.retires_unscheduled,
            basis: self.basis,
            api: text(self.api),
            common_word: self.common_word,
            replacements: Cow::Borrowed(self.replacements),
            replacement_text: maybe(self.replacement_text),
            replacement_guide: maybe(self.replacement_guide),
            spellings: Cow::Borrowed(self.spellings),
            profiles: Cow::Borrowed(self.profiles),
            variants: Cow::Borrowed(self.variants),
            symbols: match self.symbols {
                Some(symbols) => Some(Cow::Borrowed(symbols)),
                None => None,
            },
            refuses: Cow::Borrowed(self.refuses),
            source: text(self.source),
            read: self.read,
            confirmed: self.confirmed,
            note: maybe(self.note),
        }
    }
}

pub(super) const fn text(text: &'static str) -> Str {
    Cow::Borrowed(text)
}

const fn maybe(words: Option<&'static str>) -> Option<Str> {
    match words {
        Some(words) => Some(text(words)),
        None => None,
    }
}

pub(super) const fn day(year: i32, month: u32, day: u32) -> Option<Date> {
    Some(Date::ymd(year, month, day))
}

pub(super) const fn since(year: i32, month: u32, day: u32, id: &'static str) -> Recommendation {
    Recommendation { since: Date::ymd(year, month, day), id: text(id) }
}

pub(super) const fn on(surface: &'static str, spelling: &'static str) -> Spelling {
    Spelling::new(text(surface), text(spelling))
}

/// A spelling of which more is known: days of its own, that it is served behind a profile only,
/// its version, what the platform recommends instead.
pub(super) const fn lives(
    surface: &'static str,
    spelling: &'static str,
    [deprecated, retires, retires_not_before]: [Option<Date>; 3],
    needs_profile: bool,
    [version, replacement]: [Option<&'static str>; 2],
) -> Spelling {
    Spelling {
        surface: text(surface),
        text: text(spelling),
        deprecated,
        retires,
        retires_not_before,
        needs_profile,
        version: maybe(version),
        replacement: maybe(replacement),
    }
}

pub(super) const fn profile(surface: &'static str, prefix: &'static str) -> (Str, Str) {
    (text(surface), text(prefix))
}

pub(super) const fn prefix(own: &'static str, of: &'static str) -> Prefix {
    Prefix { text: text(own), of: text(of) }
}

pub(super) const fn surface(
    id: &'static str,
    name: &'static str,
    prefixes: &'static [Prefix],
    [suffixes, stays, words, clients, serves, unprofiled]: [&'static [Str]; 6],
    everywhere: Option<&'static str>,
    [slugs, informal, deployments]: [bool; 3],
    pairs: &'static [Pair],
) -> Surface {
    Surface {
        id: text(id),
        name: text(name),
        prefixes: Cow::Borrowed(prefixes),
        suffixes: Cow::Borrowed(suffixes),
        stays: Cow::Borrowed(stays),
        words: Cow::Borrowed(words),
        clients: Cow::Borrowed(clients),
        serves: Cow::Borrowed(serves),
        everywhere: maybe(everywhere),
        unprofiled: Cow::Borrowed(unprofiled),
        slugs,
        informal,
        deployments,
        pairs: Cow::Borrowed(pairs),
    }
}

pub(super) const fn pair(
    name: &'static str,
    version: &'static str,
    inside: Option<&'static str>,
) -> Pair {
    Pair { name: text(name), version: text(version), inside: maybe(inside) }
}

pub(super) const fn source(key: &'static str, url: &'static str, title: &'static str) -> Source {
    Source { key: text(key), url: text(url), title: text(title) }
}

pub(super) const fn provider(
    [id, name, surface, page]: [&'static str; 4],
    checked: Date,
    sources: &'static [Source],
    context: &'static [Str],
    symbols: Option<Symbols>,
) -> Provider {
    Provider {
        id: text(id),
        name: text(name),
        surface: text(surface),
        page: text(page),
        checked,
        sources: Cow::Borrowed(sources),
        context: Cow::Borrowed(context),
        symbols,
    }
}

pub(super) const fn symbols(
    stems: &'static [Str],
    optional: &'static [Str],
    tiers: &'static [Str],
    before: &'static [Str],
    between: &'static [Str],
) -> Option<Symbols> {
    Some(Symbols {
        stems: Cow::Borrowed(stems),
        optional: Cow::Borrowed(optional),
        tiers: Cow::Borrowed(tiers),
        before: Cow::Borrowed(before),
        between: Cow::Borrowed(between),
    })
}

pub(super) const fn name(own: &'static str, model: u16, surface: u16, kind: Kind) -> Name {
    Name { text: text(own), model, surface, kind }
}
