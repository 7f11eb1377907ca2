//! What is known about a name on a day. No tokens, no words for people, no policy.

use crate::known::Known;
use modelmod_catalog::{Basis, Chain, Date, Entry, Kind, Model, Prefix, Spelling, State, Surface};

/// The answer for one name.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict<'k> {
    /// Nothing to say: the name stands.
    Fine,
    /// Still served, and no longer what its provider would have people use.
    Legacy(Finding<'k>),
    /// Still served, and its end is announced.
    Deprecated(Finding<'k>),
    /// No longer served, as its provider or its platform itself states.
    Retired(Finding<'k>),
    /// No longer served according to somebody other than the provider, which is too little to
    /// stop a build.
    SaidToBeRetired(Finding<'k>),
    /// Deprecated or retired on its provider's API, but spelled as another platform spells it,
    /// whose own days are not known.
    Elsewhere(Finding<'k>),
    /// Not known; these names come nearest.
    Unknown(Vec<(&'k str, State)>),
}

/// A name of a model that does not stand.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding<'k> {
    /// The name without what platforms put around it, and its model. `surface` is the one that
    /// answers the request, so that its days count.
    pub(crate) entry: Entry<'k>,
    /// Whether something stands around the name.
    pub(crate) dress: Dress<'k>,
    pub(crate) life: Life,
    /// Where the provider's recommendations lead.
    pub(crate) chain: Chain<'k>,
    /// What the platform itself recommends, where that is served there.
    pub(crate) there: Option<&'k Model>,
    /// The day of the question.
    pub(crate) as_of: Date,
}

/// What platforms put around a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dress<'k> {
    /// Prefixes as they are written, from the outside in, each with the surface that writes it.
    pub(crate) prefixes: Vec<(&'k Surface, String)>,
    /// A suffix follows.
    pub(crate) has_suffix: bool,
}

/// Days and state of a model where the name is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Life {
    pub(crate) state: State,
    pub(crate) deprecated: Option<Date>,
    pub(crate) retires: Option<Date>,
    /// The days are those of the provider's own API, and the name is another platform's.
    pub(crate) is_borrowed: bool,
}

impl<'k> Verdict<'k> {
    /// The model that the name stands for, where there is something to say of it.
    pub(crate) fn finding(&self) -> Option<&Finding<'k>> {
        match self {
            Self::Fine | Self::Unknown(_) => None,
            Self::Legacy(finding)
            | Self::Deprecated(finding)
            | Self::Retired(finding)
            | Self::SaidToBeRetired(finding)
            | Self::Elsewhere(finding) => Some(finding),
        }
    }
}

/// Looks `id` up and judges it for the day `as_of`.
///
/// Models that are not released yet stand: builds for a day in the past
/// (`SOURCE_DATE_EPOCH`) must not fail because the code is newer than that day. So do models
/// whose lifecycle nobody publishes: there is nothing for the reader of a warning to act on.
pub(crate) fn verdict<'k>(known: &'k Known, id: &str, as_of: Date) -> Verdict<'k> {
    let Some((entry, dress)) = find(known, id) else {
        return Verdict::Unknown(nearest(known, id, as_of));
    };
    let life = life(&entry, as_of);
    let state = life.state;
    let chain = || known.chain(entry.model, as_of);
    let there = there(known, &entry, as_of);
    let finding = || Finding { entry, dress, life, chain: chain(), there, as_of };
    match state {
        State::Unreleased | State::Unpublished | State::Active => Verdict::Fine,
        _ if life.is_borrowed && state.is_due() => Verdict::Elsewhere(finding()),
        State::Legacy => Verdict::Legacy(finding()),
        State::Deprecated => Verdict::Deprecated(finding()),
        State::Retired if entry.model.basis == Basis::Stated => Verdict::Retired(finding()),
        State::Retired => Verdict::SaidToBeRetired(finding()),
    }
}

/// Up to three names, each with its state: the nearest may be as dead as a typing error.
fn nearest<'k>(known: &'k Known, id: &str, as_of: Date) -> Vec<(&'k str, State)> {
    let entries = known.suggest(id, 3).into_iter().filter_map(|name| known.find(name));
    entries.map(|entry| (entry.text, life(&entry, as_of).state)).collect()
}

/// How the entry's surface spells its model, if it is not the provider's own.
fn spelling<'k>(entry: &Entry<'k>) -> Option<&'k Spelling> {
    let all = entry.model.spellings.iter();
    let mut here = all.filter(|one| one.surface == entry.surface.id && one.text == entry.text);
    here.next().filter(|_| entry.kind == Kind::Spelling)
}

fn life(entry: &Entry<'_>, as_of: Date) -> Life {
    let model = entry.model;
    match spelling(entry).filter(|spelling| spelling.has_own_days()) {
        Some(here) => Life {
            state: here.state(model, as_of),
            deprecated: here.deprecated,
            retires: here.retires,
            is_borrowed: false,
        },
        None => Life {
            state: model.state(as_of),
            deprecated: model.deprecated,
            retires: model.retires,
            is_borrowed: entry.kind == Kind::Spelling,
        },
    }
}

fn there<'k>(known: &'k Known, entry: &Entry<'k>, as_of: Date) -> Option<&'k Model> {
    let named = spelling(entry)?.replacement.as_deref()?;
    let model = known.find(named)?.model;
    let mut spellings = model.spellings.iter();
    let there = spellings.find(|one| one.surface == entry.surface.id)?;
    (there.state(model, as_of) == State::Active).then_some(model)
}

/// The name as it stands, else without what platforms put around it (`us.`, `:beta`).
fn find<'k>(known: &'k Known, id: &str) -> Option<(Entry<'k>, Dress<'k>)> {
    let dressed = || known.surfaces().iter().find_map(|surface| dressed(known, surface, id));
    known.find(id).map(|entry| (entry, Dress::default())).or_else(dressed)
}

/// The model that `surface` names so, with its prefixes and suffixes.
fn dressed<'k>(
    known: &'k Known,
    surface: &'k Surface,
    text: &str,
) -> Option<(Entry<'k>, Dress<'k>)> {
    let own = |text: &str| {
        let entry = known.find(text)?;
        let mut spelled = entry.model.spelled_on(&surface.id);
        if entry.surface.id == surface.id {
            return Some(entry);
        }
        spelled.any(|text| text == entry.text).then_some(Entry {
            surface,
            kind: Kind::Spelling,
            ..entry
        })
    };
    let bare = |entry| (entry, Dress::default());
    let with_suffix = |entry| (entry, Dress { has_suffix: true, ..Dress::default() });
    let stems = || surface.suffixes.iter().filter_map(|suffix| strip_suffix(text, suffix));
    own(text)
        .map(bare)
        .or_else(|| stems().find_map(own).map(with_suffix))
        .or_else(|| prefixed(known, surface, text))
}

/// What stands behind one of the surface's prefixes, as the surface that it is `of` names it.
/// That one answers the request, whoever passes it on.
fn prefixed<'k>(
    known: &'k Known,
    surface: &'k Surface,
    text: &str,
) -> Option<(Entry<'k>, Dress<'k>)> {
    surface.prefixes.iter().find_map(|prefix: &Prefix| {
        let rest = strip_prefix(text, &prefix.text).filter(|rest| rest.len() < text.len())?;
        let (entry, mut dress) = dressed(known, known.surface(&prefix.of)?, rest)?;
        dress.prefixes.insert(0, (surface, text[..text.len() - rest.len()].to_owned()));
        Some((entry, dress))
    })
}

/// `text` without `pattern` at its start, in which a `*` stands for one or more characters
/// without `/`, blank or quote.
fn strip_prefix<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let Some((head, tail)) = pattern.split_once('*') else { return text.strip_prefix(pattern) };
    let rest = text.strip_prefix(head)?;
    let stops = |c: char| matches!(c, '/' | '"' | '\'') || c.is_whitespace();
    let longest = rest.find(stops).unwrap_or(rest.len());
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.take_while(|end| *end <= longest).find_map(|end| strip_prefix(&rest[end..], tail))
}

/// `text` without `pattern` at its end, in which a `#` stands for one or more digits.
fn strip_suffix<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    pattern.chars().rev().try_fold(text, |rest, wanted| match wanted {
        '#' => {
            let stem = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            (stem.len() < rest.len()).then_some(stem)
        }
        wanted => rest.strip_suffix(wanted),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{TODAY, known};

    fn kind(id: &str) -> &'static str {
        match verdict(&known(), id, TODAY) {
            Verdict::Fine => "fine",
            Verdict::Legacy(_) => "legacy",
            Verdict::Deprecated(_) => "deprecated",
            Verdict::Retired(_) => "retired",
            Verdict::SaidToBeRetired(_) => "said to be retired",
            Verdict::Elsewhere(_) => "elsewhere",
            Verdict::Unknown(_) => "unknown",
        }
    }

    #[test]
    fn states_that_stand() {
        for id in ["acme-new", "acme-next", "acme-listed"] {
            assert_eq!(kind(id), "fine", "{id}");
        }
    }

    #[test]
    fn states_that_do_not() {
        assert_eq!(kind("acme-legacy"), "legacy");
        assert_eq!(kind("acme-going-20250101"), "deprecated");
        assert_eq!(kind("acme-going"), "deprecated");
        assert_eq!(kind("acme-undated"), "deprecated");
        assert_eq!(kind("acme-old"), "retired");
        assert_eq!(kind("acme-rumoured"), "said to be retired");
    }

    #[test]
    fn the_day_decides() {
        let known = known();
        let on = |day| verdict(&known, "acme-going", day);
        assert_eq!(on(Date::ymd(2026, 9, 29)), Verdict::Fine);
        assert!(matches!(on(Date::ymd(2026, 9, 30)), Verdict::Deprecated(_)));
        assert!(matches!(on(Date::ymd(2026, 11, 29)), Verdict::Deprecated(_)));
        assert!(matches!(on(Date::ymd(2026, 11, 30)), Verdict::Retired(_)));
    }

    #[test]
    fn platforms_whose_days_are_not_known_only_warn() {
        assert_eq!(kind("acme.new"), "fine");
        for id in ["acme.going", "acme.old", "us.acme.old", "us.acme.old-v1:0", "acme.old:beta"] {
            assert_eq!(kind(id), "elsewhere", "{id}");
        }
        for id in ["cloud/acme.old", "cloud/us.acme.old-v2:10", "arn:x:1:model/acme.old"] {
            assert_eq!(kind(id), "elsewhere", "{id}");
        }
    }

    #[test]
    fn platforms_whose_days_are_known_go_by_them() {
        // Retired by its provider, served there until the end of the year.
        let on = |day| {
            let known = known();
            match verdict(&known, "us.acme.long", day) {
                Verdict::Fine => "fine",
                Verdict::Deprecated(_) => "deprecated",
                Verdict::Retired(_) => "retired",
                _ => "other",
            }
        };
        assert_eq!(kind("acme-long"), "retired");
        assert_eq!(on(Date::ymd(2026, 9, 30)), "fine");
        assert_eq!(on(Date::ymd(2026, 10, 1)), "deprecated");
        assert_eq!(on(Date::ymd(2026, 12, 31)), "retired");
    }

    #[test]
    fn a_router_passes_on_what_the_providers_own_api_answers() {
        assert_eq!(kind("acme/acme-old"), "retired");
        assert_eq!(kind("acme/acme-going"), "deprecated");
        assert_eq!(kind("acme/acme-new"), "fine");
    }

    #[test]
    fn a_prefix_or_suffix_belongs_to_its_platform() {
        for id in [
            "us.acme-old",
            "acme-old:beta",
            "acme.old-v:0",
            "acme.old-v1:",
            "us.",
            "",
            "arn::model/acme.old",
            "arn:x/y:model/acme.old",
        ] {
            assert_eq!(kind(id), "unknown", "{id}");
        }
    }

    #[test]
    fn unknown_names_come_with_the_nearest() {
        let known = known();
        let Verdict::Unknown(nearest) = verdict(&known, "acme-odl", TODAY) else {
            panic!("it is not in the catalogue");
        };
        assert_eq!(nearest.first(), Some(&("acme-old", State::Retired)));
        assert!(nearest.len() <= 3);
    }
}
