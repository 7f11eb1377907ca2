//! The arithmetic of a score.

use super::label::Label;
use super::row::Scored;
use crate::corpus::place::Found;

/// How often what is rewritten by default is what should be. Arguable places are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Places that should be rewritten.
    pub wanted: usize,
    /// Places that should be rewritten and are.
    pub hits: usize,
    /// Places that should be left alone and are rewritten.
    pub wrong: usize,
}

impl Tally {
    /// Counts the rows that could be looked at.
    #[must_use]
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Scored>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            let Some(rewritten) = row.is_rewritten() else { continue };
            match row.judged.label {
                Label::Arguable => {}
                Label::Rewrite => {
                    tally.wanted += 1;
                    tally.hits += usize::from(rewritten);
                }
                _ => tally.wrong += usize::from(rewritten),
            }
        }
        tally
    }

    /// Part of what is rewritten that should be, in thousandths; `None` when nothing is.
    #[must_use]
    pub const fn precision(self) -> Option<usize> {
        thousandths(self.hits, self.hits + self.wrong)
    }

    /// Part of what should be rewritten that is, in thousandths; `None` when nothing should.
    #[must_use]
    pub const fn recall(self) -> Option<usize> {
        thousandths(self.hits, self.wanted)
    }
}

/// `part / whole`, rounded to the nearest thousandth.
#[must_use]
pub const fn thousandths(part: usize, whole: usize) -> Option<usize> {
    if whole == 0 { None } else { Some((part * 2000 + whole) / (whole * 2)) }
}

/// `0.948`, or `-` where there is nothing to divide by.
#[must_use]
pub fn rate(thousandths: Option<usize>) -> String {
    thousandths.map_or_else(|| "-".to_owned(), |of| format!("{}.{:03}", of / 1000, of % 1000))
}

/// How a row went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Miss {
    /// Rewritten, and should be left alone.
    FalsePositive,
    /// Left alone, and should be rewritten.
    Missed,
}

impl Scored {
    /// Whether it is rewritten by default; `None` when it could not be looked at.
    #[must_use]
    pub fn is_rewritten(&self) -> Option<bool> {
        let found = self.found.as_ref().ok()?;
        Some(found.as_ref().is_some_and(Found::is_rewritten))
    }

    /// How it went wrong, if it did.
    #[must_use]
    pub fn miss(&self) -> Option<Miss> {
        match (&self.judged.label, self.is_rewritten()?) {
            (Label::Rewrite, false) => Some(Miss::Missed),
            (Label::Report(_) | Label::NotAModel, true) => Some(Miss::FalsePositive),
            _ => None,
        }
    }
}
