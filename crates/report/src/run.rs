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
    /// Only findings in files that differ from this commit (in hexadecimal) are told.
    pub changed_since: Option<String>,
    /// Files that were left out, sorted by path.
    pub skipped: Vec<SkippedFile>,
    /// Which replacement was taken where a provider names two.
    pub prefer: Prefer,
    /// The packs whose models were found, sorted by provider.
    pub packs: Vec<PackInUse>,
    /// What became of the pull requests, where they were asked for.
    pub pulls: Vec<PullDone>,
}

/// What became of a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullDone {
    /// The word for it: `opened`, `updated`, `unchanged`, `left-to-people`, `not-ours`,
    /// `closed-by-person`, `closed`, `nothing`.
    pub action: &'static str,
    /// It in a sentence.
    pub sentence: String,
    /// Its branch.
    pub branch: String,
    /// What its edits have in common, where there are several.
    pub group: Option<String>,
    /// The number of the pull request.
    pub number: Option<u64>,
    /// Where people see it.
    pub url: Option<String>,
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
