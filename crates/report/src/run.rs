//! What a run saw besides its plan.

/// What a run saw besides its plan.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were left out, sorted by path.
    pub skipped: Vec<SkippedFile>,
}

/// A file that was left out.
#[derive(Clone, Debug)]
pub struct SkippedFile {
    /// Its path, with `/`.
    pub path: Vec<u8>,
    /// Why, in a few words.
    pub reason: String,
}
