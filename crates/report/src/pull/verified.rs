//! What became of the user's own command, before and after.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// It succeeded.
    Passed,
    /// It failed with this exit code; nothing where a signal ended it.
    Failed(Option<i32>),
    /// It was stopped after this many seconds.
    TimedOut(u64),
}

impl Trial {
    /// Whether it succeeded.
    #[must_use]
    pub const fn is_passed(self) -> bool {
        matches!(self, Self::Passed)
    }

    /// It as the end of a sentence.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Passed => "passed".to_owned(),
            Self::Failed(Some(code)) => format!("failed (exit code {code})"),
            Self::Failed(None) => "failed (ended by a signal)".to_owned(),
            Self::TimedOut(seconds) => format!("was stopped after {seconds} seconds"),
        }
    }
}

/// What became of a command that was run on the tree before and after the edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The command, as the user gave it.
    pub command: String,
    /// How it ended on the tree as it was.
    pub before: Trial,
    /// How it ended on the edited tree.
    pub after: Trial,
    /// The last lines that it printed on the edited tree, if it failed there.
    pub tail: String,
}

impl Verified {
    /// Whether the edits broke something: a failure that was there before is not theirs.
    #[must_use]
    pub const fn is_worse(&self) -> bool {
        self.before.is_passed() && !self.after.is_passed()
    }

    /// What that says about the edits: the end of a sentence.
    pub(super) const fn verdict(&self) -> &'static str {
        match (self.before.is_passed(), self.after.is_passed()) {
            (true, true) => "",
            (true, false) => ": look at this before merging",
            (false, true) => ", which is better than it was",
            (false, false) => ": this says nothing of the edits, since it was so before",
        }
    }
}
