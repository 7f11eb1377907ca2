//! What a run saw besides its plan.

use modelmod_catalog::Date;
use modelmod_rewrite::Prefer;

/// What a run saw besides its plan.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were left out, sorted by path.
    pub skipped: Vec<SkippedFile>,
    /// Which replacement was taken where a provider names two.
    pub prefer: Prefer,
    /// The packs whose models were found, sorted by provider.
    pub packs: Vec<PackInUse>,
}

/// A pack that a run relies on: one of its models was found.
#[derive(Clone, Debug)]
pub struct PackInUse {
    /// Short name of its provider.
    pub provider: String,
    /// Name of its provider for people.
    pub name: String,
    /// The day on which its sources were last read.
    pub checked: Date,
}

impl PackInUse {
    /// How many days lie between the reading of its sources and `as_of`; negative for a day
    /// before that.
    #[must_use]
    pub fn age(&self, as_of: Date) -> i32 {
        as_of.days_since(self.checked)
    }
}

/// A file that was left out.
#[derive(Clone, Debug)]
pub struct SkippedFile {
    /// Its path, with `/`.
    pub path: Vec<u8>,
    /// Why, in a few words.
    pub reason: String,
}
