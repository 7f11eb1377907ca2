//! A name at a place, and what is to be done about it.

use crate::{Applicability, Site};
use modelmod_catalog::{Date, Model, State, Surface};
use modelmod_edit::{Edit, Position, Span};

/// A name at a place, and what is to be done about it.
#[derive(Clone, Debug)]
pub struct Finding<'c> {
    /// Bytes of the file that are the name, with its platform's prefix and suffix.
    pub span: Span,
    /// Where that is; columns in bytes (of the decoded text for UTF-16 files).
    pub position: Position,
    /// The name as it stands there.
    pub matched: String,
    /// The model it names.
    pub model: &'c Model,
    /// The platform that spells it so.
    pub surface: &'c Surface,
    /// What becomes of it on that platform.
    pub life: Life,
    /// What the place is.
    pub site: Site,
    /// A comment in the file says to leave it; for display then.
    pub suppressed: bool,
    /// What is done there.
    pub applicability: Applicability,
    /// Why, as a sentence without a full stop.
    pub reason: String,
    /// What to do about it instead, where it is not rewritten: a sentence without a full stop.
    pub next_step: Option<String>,
    /// What to mind about the replacement, as a sentence without a full stop; part of the
    /// reason too.
    pub note: Option<String>,
    /// What to write instead of the whole, where it is known.
    pub replacement: Option<String>,
    /// The edit, unless the finding is for display only.
    pub edit: Option<Edit>,
    /// What the edit writes, as text: all of the replacement but what stands there already.
    pub edit_text: Option<String>,
    /// What the edit writes is more than a name, or stands elsewhere: another name cannot be
    /// written in its place.
    pub is_fixed: bool,
    /// What to write was chosen among several names that all exist, and nothing decides between
    /// them.
    pub(crate) is_guess: bool,
    /// It is a row of a table, which says no more than what the model costs or takes.
    pub(crate) is_told_in_numbers: bool,
    /// It stands in a document that may say here what the code uses, and follows the code then.
    pub(crate) may_state: bool,
}

/// The life of a model on the platform that a name is spelled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Its state on the day.
    pub state: State,
    /// Day of the announcement.
    pub deprecated: Option<Date>,
    /// First day on which requests fail.
    pub retires: Option<Date>,
    /// The days are those of the provider's own API, since the platform's are not known.
    pub is_borrowed: bool,
}

impl Life {
    /// Whether calls may still be answered: it is not retired, or only by another platform's days.
    pub(crate) const fn is_served(&self) -> bool {
        !matches!(self.state, State::Retired) || self.is_borrowed
    }

    /// Whether it is over by the end of the `within` days after `as_of`, or was before; always
    /// where no number of days is asked for.
    #[must_use]
    pub fn is_over_within(&self, as_of: Date, within: Option<u32>) -> bool {
        let is_over = |days: u32| self.retires.is_some_and(|day| day <= as_of.last_within(days));
        within.is_none_or(is_over)
    }

    /// The retirement day, if it was announced by `as_of`.
    #[must_use]
    pub fn announced_retirement(&self, as_of: Date) -> Option<Date> {
        let announced = self.deprecated.or(self.retires)?;
        self.retires.filter(|_| announced <= as_of)
    }
}
