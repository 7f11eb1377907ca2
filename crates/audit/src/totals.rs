//! Sums for a key and a model.

use crate::day::Reading;
use crate::number::Amount;
use modelmod_catalog::Date;

/// Sums of the rows of one key and model, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows.
    pub rows: u64,
    /// Rows that are no traffic: all that they count is zero.
    pub idle: u64,
    /// Requests, where there is a column of them.
    pub requests: Amount,
    /// Tokens, likewise.
    pub tokens: Amount,
    /// Cost, likewise; in the currency of the export.
    pub cost: Amount,
    /// First and last day, with the month or the day standing first.
    pub(crate) days: [Option<Span>; 2],
}

/// From the first to the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

/// Which way of writing days an export has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// There is no column of days, or none of them can be read.
    Unknown,
    /// They can be read in one way only.
    Sure,
    /// The month stands first (`03/25/2026`), as some of them show.
    MonthFirst,
    /// The day stands first.
    DayFirst,
    /// The month or the day may stand first: none of them tells. They are not used.
    Unclear,
    /// Some have the month first and others the day. They are not used.
    Mixed,
}

impl Totals {
    pub(crate) fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.idle += other.idle;
        self.requests.add(other.requests);
        self.tokens.add(other.tokens);
        self.cost.add(other.cost);
        for (own, other) in self.days.iter_mut().zip(&other.days) {
            if let Some(other) = other {
                let own = own.get_or_insert(*other);
                own.first = own.first.min(other.first);
                own.last = own.last.max(other.last);
            }
        }
    }

    pub(crate) fn see(&mut self, day: Reading) {
        let one = |day: Option<Date>| day.map(|day| Span { first: day, last: day });
        let days = [one(day.month_first), one(day.day_first)];
        self.add(&Self { days, ..Self::default() });
    }

    /// Whether any of the rows is traffic.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.idle < self.rows
    }

    /// First and last day of use.
    #[must_use]
    pub fn span(&self, days: Days) -> Option<(Date, Date)> {
        let at = match days {
            Days::Unknown | Days::Unclear | Days::Mixed => return None,
            Days::Sure | Days::MonthFirst => 0,
            Days::DayFirst => 1,
        };
        self.days[at].map(|span| (span.first, span.last))
    }
}
