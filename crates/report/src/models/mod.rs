//! The list of models: which are listed, and what is said of each. How they are shown is a
//! file each.

mod html;
mod ics;
mod json;
mod markdown;
mod row;
mod span;
mod svg;
mod table;
mod timeline;

pub use html::models_html;
pub use ics::models_ics;
pub use json::models_json;
pub use markdown::models_markdown;
pub(crate) use row::{Row, of_spelling, row};
pub use table::models_table;
pub use timeline::models_timeline;

use modelmod_catalog::{Basis, Catalog, Date, Model, State, Surface};

/// Which models are listed.
#[derive(Clone, Debug, Default)]
pub struct ModelFilter {
    /// Of these providers; all when empty.
    pub providers: Vec<String>,
    /// As this platform spells them and by its own days, those that it has a name for. Without
    /// one, by the days of each provider's own API.
    pub surface: Option<String>,
    /// In these states. When empty: all that the provider lists on the day, so neither
    /// [`State::Unreleased`] nor [`State::Unpublished`].
    pub states: Vec<State>,
    /// Only what is going to retire within this many days.
    pub within: Option<u32>,
    /// Also models that the provider does not list ([`Basis::Unlisted`], unpublished ones).
    pub all: bool,
}

/// The models that a filter leaves, as they stood on a day.
#[derive(Clone, Debug)]
pub struct ModelList<'c> {
    pub(crate) as_of: Date,
    /// The platform by which they are listed.
    pub(crate) surface: Option<&'c Surface>,
    pub(crate) rows: Vec<Row<'c>>,
    /// Retired models were asked for by name.
    pub(crate) wants_retired: bool,
}

impl<'c> ModelList<'c> {
    /// Lists the models of `catalog` that `filter` leaves on the day `as_of`: by provider, in
    /// the provider's order.
    #[must_use]
    pub fn new(catalog: &'c Catalog, as_of: Date, filter: &ModelFilter) -> Self {
        let surface = filter.surface.as_ref().and_then(|id| catalog.surface(id));
        let of_provider = |model: &&Model| {
            filter.providers.is_empty() || filter.providers.iter().any(|p| *p == model.provider)
        };
        let models = catalog.models().iter();
        let rows = models
            .filter(of_provider)
            .filter(|model| filter.all || model.basis != Basis::Unlisted)
            .flat_map(|model| row::rows(catalog, model, surface, as_of))
            .filter(|row| is_wanted(row, filter, as_of))
            .collect();
        let wants_retired = filter.states.contains(&State::Retired);
        Self { as_of, surface, rows, wants_retired }
    }

    /// How many are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of them have a day on which they retire, or have retired.
    #[must_use]
    pub fn with_retirement(&self) -> usize {
        self.rows.iter().filter(|row| row.retires.is_some()).count()
    }
}

fn is_wanted(row: &Row<'_>, filter: &ModelFilter, as_of: Date) -> bool {
    let in_state = match row.standing {
        state if !filter.states.is_empty() => filter.states.contains(&state),
        State::Unreleased | State::Unpublished => filter.all,
        _ => true,
    };
    let soon = filter.within.is_none_or(|days| {
        let last = as_of.last_within(days);
        row.retires.is_some_and(|retires| as_of < retires && retires <= last)
    });
    in_state && soon
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::builtin;

    const DAY: Date = Date::ymd(2026, 11, 23);

    fn names(filter: &ModelFilter) -> Vec<(&'static str, State, Option<Date>)> {
        let list = ModelList::new(builtin::catalog(), DAY, filter);
        list.rows.iter().map(|row| (row.name, row.standing, row.retires)).collect()
    }

    #[test]
    fn a_platform_has_its_own_names_and_days() {
        let filter = ModelFilter { surface: Some("bedrock".to_owned()), ..Default::default() };
        let rows = names(&filter);
        // Retired on the Claude API since 2026-08-05.
        let opus = ("anthropic.claude-opus-4-1-20250805-v1:0", State::Deprecated);
        let found = rows.iter().find(|(name, ..)| *name == opus.0);
        assert_eq!(found, Some(&(opus.0, opus.1, Some(Date::ymd(2027, 1, 8)))));
        assert!(rows.iter().all(|(name, ..)| !name.starts_with("claude-")), "{rows:?}");
    }

    #[test]
    fn the_own_api_is_a_platform_too() {
        let own = ModelFilter { providers: vec!["anthropic".to_owned()], ..Default::default() };
        let by_surface =
            ModelFilter { surface: Some("claude-api".to_owned()), ..Default::default() };
        assert_eq!(names(&own), names(&by_surface));
    }

    #[test]
    fn within_is_what_lies_ahead() {
        let within = |days| {
            let providers = vec!["anthropic".to_owned()];
            names(&ModelFilter { providers, within: Some(days), ..Default::default() })
        };
        assert_eq!(within(6), []);
        let sonnet = "claude-sonnet-4-5-20250929";
        assert_eq!(
            within(7),
            [(sonnet, State::Deprecated, Some(Date::ymd(2026, 11, 30)))],
            "what has retired already does not retire within a week"
        );
        let all = ModelFilter { within: Some(u32::MAX), ..Default::default() };
        assert!(names(&all).len() > 10);
    }
}
