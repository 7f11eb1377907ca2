//! Mentions that were accepted earlier.
//!
//! A project with hundreds of mentions that cannot move today records them, and is told of new
//! ones alone. They are counted by file and model, not by line: lines move whenever anybody
//! edits the file above them.

use modelmod_catalog::Model;
use std::collections::BTreeMap;

/// How many mentions of each model are accepted in each file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By path below the root of the run (what is not UTF-8 in it as U+FFFD), then by the ID of
    /// the model.
    pub files: BTreeMap<String, BTreeMap<String, usize>>,
}

/// What a baseline says of one model in one file, and what there is.
#[derive(Clone, Debug)]
pub struct Accepted<'c> {
    /// The model.
    pub model: &'c Model,
    /// Mentions in the file that nothing else suppresses.
    pub found: usize,
    /// Mentions that the baseline accepts.
    pub allowed: usize,
}

impl Accepted<'_> {
    /// Whether the mentions are accepted. When there are more than that, which of them are the
    /// new ones cannot be told, and all are reported.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.found <= self.allowed
    }
}

impl Baseline {
    /// What it says of a file in which the models of `mentions` stand, one for each mention.
    /// `model` finds a model by its ID; what it does not find is not asked about.
    pub(crate) fn on<'c>(
        &self,
        path: &str,
        mentions: impl Iterator<Item = &'c Model>,
        model: impl Fn(&str) -> Option<&'c Model>,
    ) -> Vec<Accepted<'c>> {
        let Some(counts) = self.files.get(path) else { return Vec::new() };
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for model in mentions {
            *found.entry(&model.id).or_default() += 1;
        }
        counts
            .iter()
            .filter_map(|(id, &allowed)| {
                let model = model(id)?;
                Some(Accepted {
                    model,
                    found: found.get(id.as_str()).copied().unwrap_or(0),
                    allowed,
                })
            })
            .collect()
    }
}
