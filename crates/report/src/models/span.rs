//! What a timeline shows: which models, in which order, over which months, with which bars.

use super::{ModelList, Row};
use modelmod_catalog::{Date, State};

/// How far back a timeline reaches, in months, where retired models were not asked for.
const BACK: i32 = 12;
/// How far ahead it reaches at least.
const AHEAD: i32 = 3;

const RETIRED: &str = "Retired";

/// A timeline before it is drawn.
pub(super) struct Chart<'l, 'c> {
    pub(super) as_of: Date,
    /// The first month.
    pub(super) from: Month,
    /// The month behind the last one.
    pub(super) to: Month,
    pub(super) sections: Vec<Section<'l, 'c>>,
    /// Models that retired before the first month.
    pub(super) older: usize,
    /// Models of which nothing is announced or promised.
    pub(super) undated: usize,
}

/// Models that belong together, never none.
pub(super) struct Section<'l, 'c> {
    pub(super) title: &'static str,
    /// All of them have retired.
    pub(super) is_over: bool,
    pub(super) rows: Vec<&'l Row<'c>>,
}

/// What a model was for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// `None`: it was served, but not known since when.
    pub(super) state: Option<State>,
    pub(super) from: Date,
    /// The first day on which it is no longer so.
    pub(super) to: Date,
}

/// A month, as the number of months since the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(i32);

impl Month {
    pub(super) fn of(date: Date) -> Self {
        let (year, month, _) = date.to_ymd();
        Self(year * 12 + month.cast_signed() - 1)
    }

    pub(super) fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }

    pub(super) fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    pub(super) fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// From 0.
    pub(super) fn in_year(self) -> usize {
        usize::try_from(self.0.rem_euclid(12)).unwrap_or(0)
    }

    pub(super) fn first_day(self) -> Date {
        let month = u32::try_from(self.0.rem_euclid(12)).unwrap_or(0) + 1;
        Date::from_ymd(self.year(), month, 1).unwrap_or(Date::ymd(9999, 12, 1))
    }
}

impl<'l, 'c> Chart<'l, 'c> {
    pub(super) fn new(list: &'l ModelList<'c>) -> Self {
        let as_of = list.as_of;
        let retired = |row: &Row<'_>| row.retires.filter(|&day| day <= as_of);
        let from = match list.rows.iter().filter_map(retired).min() {
            Some(first) if list.wants_retired => Month::of(first).plus(-1),
            _ => Month::of(as_of).plus(-BACK),
        };
        let is_old = |row: &Row<'_>| retired(row).is_some_and(|day| day < from.first_day());
        let older = list.rows.iter().filter(|row| is_old(row)).count();
        let pick = |title, of: &dyn Fn(&Row<'_>) -> Option<i32>| {
            let mut rows: Vec<(i32, &Row<'c>)> =
                list.rows.iter().filter_map(|row| Some((of(row)?, row))).collect();
            // The list's order, so the provider's, among those of one day.
            rows.sort_by_key(|(key, _)| *key);
            let rows = rows.into_iter().map(|(_, row)| row).collect();
            Section { title, is_over: title == RETIRED, rows }
        };
        let day = |day: Date| day.days_since(as_of);
        let mut sections = vec![
            pick("Retire next", &|row| row.retires.map(day).filter(|&days| days > 0)),
            pick("Deprecated, without a day yet", &|row| {
                let is_open = row.standing == State::Deprecated && row.retires.is_none();
                is_open.then_some(0)
            }),
            pick("Not before a day that was promised", &|row| {
                let is_open = row.standing != State::Deprecated && row.retires.is_none();
                row.not_before.map(day).filter(|_| is_open)
            }),
            pick(RETIRED, &|row| retired(row).filter(|_| !is_old(row)).map(|one| -day(one))),
        ];
        sections.retain(|section| !section.rows.is_empty());
        let shown = || sections.iter().flat_map(|section| &section.rows);
        let undated = list.rows.len() - older - shown().count();
        let last = shown().filter_map(|row| row.retires.or(row.not_before)).max();
        let to = last.map(Month::of).unwrap_or(Month::of(as_of)).max(Month::of(as_of).plus(AHEAD));
        Self { as_of, from, to: to.plus(1), sections, older, undated }
    }

    /// The parts of a model's bar between the first and the last month, oldest first.
    pub(super) fn parts(&self, row: &Row<'_>) -> Vec<Part> {
        let (first, last) = (self.from.first_day(), self.to.first_day());
        // An announcement without a day, or with one, ends what was before; a promise does not.
        let end = match (row.retires, row.standing) {
            (Some(retires), _) => retires,
            (None, State::Deprecated) => last,
            (None, _) => row.not_before.unwrap_or(last).max(self.as_of),
        };
        let starts = [
            (row.released.is_none().then_some(first), None),
            (row.released, Some(State::Active)),
            (row.legacy, Some(State::Legacy)),
            (row.deprecated, Some(State::Deprecated)),
        ];
        let mut parts: Vec<Part> = Vec::new();
        for (from, state) in starts {
            let Some(from) = from else { continue };
            if let Some(before) = parts.last_mut() {
                before.to = before.to.min(from);
            }
            parts.push(Part { state, from, to: end });
        }
        // What is served and of which nobody said otherwise is active, since whenever.
        if let [only] = &mut parts[..] {
            let is_served = only.state.is_none() && row.standing == State::Active;
            only.state = if is_served { Some(State::Active) } else { only.state };
        }
        let within =
            |part: Part| Part { from: part.from.max(first), to: part.to.min(last), ..part };
        parts.into_iter().map(within).filter(|part| part.from < part.to).collect()
    }

    /// What is not shown, in a sentence.
    pub(super) fn rest(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.older > 0 {
            let day = self.from.first_day();
            parts.push(format!("{} that retired before {day} (`--state retired`)", self.older));
        }
        if self.undated > 0 {
            parts.push(format!("{} of which no day is known", self.undated));
        }
        (!parts.is_empty()).then(|| format!("Not shown: {}.", parts.join(", ")))
    }
}

/// The place of a state among those that a bar can have, for telling the more urgent one.
pub(super) fn urgency(state: Option<State>) -> u8 {
    match state {
        None => 0,
        Some(State::Unreleased | State::Unpublished | State::Active) => 1,
        Some(State::Legacy) => 2,
        Some(State::Deprecated) => 3,
        Some(State::Retired) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ModelFilter;
    use modelmod_catalog::builtin;

    const DAY: Date = Date::ymd(2026, 11, 23);

    fn list(filter: &ModelFilter) -> ModelList<'static> {
        ModelList::new(builtin::catalog(), DAY, filter)
    }

    #[test]
    fn months() {
        let month = Month::of(Date::ymd(2026, 1, 31));
        assert_eq!(month.first_day(), Date::ymd(2026, 1, 1));
        assert_eq!(month.plus(-1).first_day(), Date::ymd(2025, 12, 1));
        assert_eq!((month.plus(-1).year(), month.plus(-1).in_year()), (2025, 11));
        assert_eq!(month.plus(13).since(month), 13);
    }

    #[test]
    fn every_model_is_shown_or_counted_once() {
        for states in [vec![], vec![State::Retired], vec![State::Active]] {
            let list = list(&ModelFilter { states, all: true, ..Default::default() });
            let chart = Chart::new(&list);
            let shown: usize = chart.sections.iter().map(|section| section.rows.len()).sum();
            assert_eq!(shown + chart.older + chart.undated, list.len());
        }
    }

    #[test]
    fn what_was_asked_for_is_not_left_out() {
        let states = vec![State::Retired];
        let list = list(&ModelFilter { states, ..Default::default() });
        let chart = Chart::new(&list);
        assert_eq!((chart.older, chart.undated), (0, 0));
        assert!(chart.from.first_day() < Date::ymd(2024, 1, 1));
    }

    #[test]
    fn bars_have_no_gaps_and_end_with_the_model() {
        let list = list(&ModelFilter { all: true, ..Default::default() });
        let chart = Chart::new(&list);
        for row in chart.sections.iter().flat_map(|section| &section.rows) {
            let parts = chart.parts(row);
            assert!(parts.windows(2).all(|two| two[0].to == two[1].from), "{}: {parts:?}", row.id);
            if let (Some(retires), Some(last)) = (row.retires, parts.last()) {
                assert_eq!(last.to, retires.min(chart.to.first_day()), "{}", row.id);
            }
        }
        let sonnet = list.rows.iter().find(|row| row.id == "claude-sonnet-4-5-20250929").unwrap();
        let deprecated = Part {
            state: Some(State::Deprecated),
            from: Date::ymd(2026, 9, 30),
            to: Date::ymd(2026, 11, 30),
        };
        assert_eq!(chart.parts(sonnet).last(), Some(&deprecated));
    }
}
