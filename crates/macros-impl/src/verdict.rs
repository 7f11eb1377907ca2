//! What the catalogue has to say about a name on a day. No tokens, no words for people.

use modelmod_catalog::{Basis, Catalog, Chain, Date, Entry, Kind, State, Surface};

/// The answer for one name.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict<'c> {
    /// Nothing to say: the name stands.
    Fine,
    /// Still served, and its end is announced.
    Deprecated(Finding<'c>),
    /// No longer served, as the provider itself states.
    Retired(Finding<'c>),
    /// No longer served according to somebody other than the provider, which is too little to
    /// stop a build.
    SaidToBeRetired(Finding<'c>),
    /// Deprecated or retired on its provider's API, but spelled as another platform spells it;
    /// platforms set their own dates.
    Elsewhere(Finding<'c>),
    /// Not in the catalogue; these names come nearest.
    Unknown(Vec<(&'c str, State)>),
}

/// A name of a model that is deprecated or retired.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding<'c> {
    /// The name and its model. `surface` is the one whose spelling the whole name is, with its
    /// prefix and suffix.
    pub(crate) entry: Entry<'c>,
    /// The model's state on its provider's API.
    pub(crate) state: State,
    /// Where the recommendations lead.
    pub(crate) chain: Chain<'c>,
    /// The day of the question.
    pub(crate) as_of: Date,
}

/// Looks `id` up and judges it for the day `as_of`.
///
/// Models that are not released yet stand: builds for a day in the past
/// (`SOURCE_DATE_EPOCH`) must not fail because the code is newer than that day. So do models
/// whose lifecycle nobody publishes: there is nothing for the reader of a warning to act on.
pub(crate) fn verdict<'c>(catalog: &'c Catalog, id: &str, as_of: Date) -> Verdict<'c> {
    let Some(entry) = find(catalog, id) else {
        return Verdict::Unknown(nearest(catalog, id, as_of));
    };
    let state = entry.model.state(as_of);
    let finding = || Finding { entry, state, chain: catalog.chain(entry.model, as_of), as_of };
    match state {
        State::Unreleased | State::Unpublished | State::Active | State::Legacy => Verdict::Fine,
        State::Deprecated | State::Retired if entry.kind == Kind::Spelling => {
            Verdict::Elsewhere(finding())
        }
        State::Deprecated => Verdict::Deprecated(finding()),
        State::Retired if entry.model.basis == Basis::Stated => Verdict::Retired(finding()),
        State::Retired => Verdict::SaidToBeRetired(finding()),
    }
}

/// Up to three names, each with its state: the nearest may be as dead as a typing error.
fn nearest<'c>(catalog: &'c Catalog, id: &str, as_of: Date) -> Vec<(&'c str, State)> {
    let entries = catalog.suggest(id, 3).into_iter().filter_map(|name| catalog.find(name));
    entries.map(|entry| (entry.text, entry.model.state(as_of))).collect()
}

/// The name as it stands, else without what platforms put around it (`us.`, `:beta`).
fn find<'c>(catalog: &'c Catalog, id: &str) -> Option<Entry<'c>> {
    let dressed = || catalog.surfaces().iter().find_map(|surface| dressed(catalog, surface, id));
    catalog.find(id).or_else(dressed)
}

/// The model that `surface` names so, with its prefixes and suffixes.
fn dressed<'c>(catalog: &'c Catalog, surface: &'c Surface, text: &str) -> Option<Entry<'c>> {
    let is_here = |entry: &Entry<'_>| {
        let mut spelled = entry.model.spelled_on(&surface.id);
        entry.surface.id == surface.id || spelled.any(|text| text == entry.text)
    };
    let own = |text: &str| catalog.find(text).filter(is_here);
    let stems = || surface.suffixes.iter().filter_map(|suffix| strip_suffix(text, suffix));
    own(text).or_else(|| stems().find_map(own)).or_else(|| prefixed(catalog, surface, text))
}

/// What stands behind one of the surface's prefixes, as the surface that it is `of` names it.
fn prefixed<'c>(catalog: &'c Catalog, surface: &'c Surface, text: &str) -> Option<Entry<'c>> {
    surface.prefixes.iter().filter(|prefix| !prefix.text.is_empty()).find_map(|prefix| {
        let rest = text.strip_prefix(prefix.text.as_ref())?;
        let entry = dressed(catalog, catalog.surface(&prefix.of)?, rest)?;
        // The outermost platform answers the request: its dates count, and they are not known.
        Some(Entry { surface, kind: Kind::Spelling, ..entry })
    })
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
    use crate::fixture::{TODAY, catalog};

    fn kind(id: &str) -> &'static str {
        match verdict(&catalog(), id, TODAY) {
            Verdict::Fine => "fine",
            Verdict::Deprecated(_) => "deprecated",
            Verdict::Retired(_) => "retired",
            Verdict::SaidToBeRetired(_) => "said to be retired",
            Verdict::Elsewhere(_) => "elsewhere",
            Verdict::Unknown(_) => "unknown",
        }
    }

    #[test]
    fn states_that_stand() {
        for id in ["acme-new", "acme-legacy", "acme-next", "acme-listed"] {
            assert_eq!(kind(id), "fine", "{id}");
        }
    }

    #[test]
    fn states_that_do_not() {
        assert_eq!(kind("acme-going-20250101"), "deprecated");
        assert_eq!(kind("acme-going"), "deprecated");
        assert_eq!(kind("acme-undated"), "deprecated");
        assert_eq!(kind("acme-old"), "retired");
        assert_eq!(kind("acme-rumoured"), "said to be retired");
    }

    #[test]
    fn the_day_decides() {
        let catalog = catalog();
        let on = |day| verdict(&catalog, "acme-going", day);
        assert_eq!(on(Date::ymd(2026, 9, 29)), Verdict::Fine);
        assert!(matches!(on(Date::ymd(2026, 9, 30)), Verdict::Deprecated(_)));
        assert!(matches!(on(Date::ymd(2026, 11, 29)), Verdict::Deprecated(_)));
        assert!(matches!(on(Date::ymd(2026, 11, 30)), Verdict::Retired(_)));
    }

    #[test]
    fn platforms_set_their_own_dates() {
        assert_eq!(kind("acme.new"), "fine");
        for id in ["acme.going", "acme.old", "us.acme.old", "us.acme.old-v1:0", "acme.old:beta"] {
            assert_eq!(kind(id), "elsewhere", "{id}");
        }
        for id in ["acme/acme-old", "cloud/acme.old", "cloud/us.acme.old-v2:10"] {
            assert_eq!(kind(id), "elsewhere", "{id}");
        }
    }

    #[test]
    fn a_prefix_or_suffix_belongs_to_its_platform() {
        for id in ["us.acme-old", "acme-old:beta", "acme.old-v:0", "acme.old-v1:", "us.", ""] {
            assert_eq!(kind(id), "unknown", "{id}");
        }
    }

    #[test]
    fn unknown_names_come_with_the_nearest() {
        let catalog = catalog();
        let Verdict::Unknown(nearest) = verdict(&catalog, "acme-odl", TODAY) else {
            panic!("it is not in the catalogue");
        };
        assert_eq!(nearest.first(), Some(&("acme-old", State::Retired)));
        assert!(nearest.len() <= 3);
    }
}
