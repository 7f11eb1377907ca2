//! What the files say, each value with its place, before it is checked against the rest.

use super::Place;
use super::rules::RawRule;
use crate::{Basis, Date, Model};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// Everything that the files say. What could not be read is absent, and reported.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) providers: Vec<RawProvider>,
    pub(super) surfaces: Vec<RawSurface>,
}

#[derive(Debug)]
pub(super) struct RawProvider {
    pub(super) id: At<String>,
    /// It takes the place of a known provider of this ID, with all its models.
    pub(super) replaces: bool,
    /// `checked` and `symbols` are said by the file and not taken over from a known provider.
    pub(super) says_checked: bool,
    pub(super) says_symbols: bool,
    pub(super) name: String,
    pub(super) surface: Option<At<String>>,
    pub(super) page: String,
    pub(super) checked: Option<At<Date>>,
    pub(super) context: Vec<At<String>>,
    pub(super) sources: Vec<RawSource>,
    pub(super) symbols: Option<RawSymbols>,
    pub(super) models: Vec<RawModel>,
    pub(super) rules: Vec<RawRule>,
}

/// A `[symbols]` table.
#[derive(Debug)]
pub(super) struct RawSymbols {
    pub(super) stems: Vec<At<String>>,
    pub(super) optional: Vec<At<String>>,
    pub(super) tiers: Vec<At<String>>,
    pub(super) before: Vec<At<String>>,
    pub(super) between: Vec<At<String>>,
}

#[derive(Debug)]
pub(super) struct RawSource {
    pub(super) key: At<String>,
    pub(super) url: String,
    pub(super) title: String,
}

#[derive(Debug)]
pub(super) struct RawSurface {
    pub(super) id: At<String>,
    pub(super) name: String,
    pub(super) prefixes: Vec<(String, At<String>)>,
    pub(super) suffixes: Vec<String>,
    pub(super) stays: Vec<At<String>>,
    pub(super) words: Vec<At<String>>,
    pub(super) clients: Vec<At<String>>,
    pub(super) serves: Vec<At<String>>,
    pub(super) everywhere: Option<At<String>>,
    pub(super) unprofiled: Vec<At<String>>,
    pub(super) slugs: bool,
    pub(super) informal: bool,
    pub(super) deployments: bool,
    pub(super) pairs: Vec<RawPair>,
}

/// Two settings that name a model and its version.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawPair {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) inside: Option<String>,
}

#[derive(Debug)]
pub(super) struct RawModel {
    pub(super) id: At<String>,
    /// The keys that change a known model; empty for a model of its own.
    pub(super) changes: Vec<&'static str>,
    pub(super) aliases: Vec<At<String>>,
    pub(super) api: Option<String>,
    pub(super) common_word: bool,
    pub(super) basis: Basis,
    pub(super) released: Option<At<Date>>,
    pub(super) legacy: Option<At<Date>>,
    pub(super) deprecated: Option<At<Date>>,
    pub(super) retires: Option<At<Date>>,
    pub(super) retires_not_before: Option<At<Date>>,
    pub(super) retires_unscheduled: Option<At<bool>>,
    pub(super) replacements: Vec<RawReplacement>,
    pub(super) replacement_text: Option<String>,
    pub(super) replacement_guide: Option<String>,
    pub(super) spellings: Vec<RawSpelling>,
    pub(super) profiles: Vec<RawProfile>,
    pub(super) symbols: Option<Vec<At<String>>>,
    pub(super) refuses: Vec<At<String>>,
    pub(super) source: Option<At<String>>,
    pub(super) read: Option<At<Date>>,
    pub(super) confirmed: Option<At<Date>>,
    pub(super) note: Option<String>,
}

#[derive(Debug)]
pub(super) struct RawReplacement {
    pub(super) since: At<Date>,
    pub(super) id: At<String>,
}

#[derive(Debug)]
pub(super) struct RawSpelling {
    pub(super) surface: At<String>,
    pub(super) text: At<String>,
    pub(super) deprecated: Option<At<Date>>,
    pub(super) retires: Option<At<Date>>,
    pub(super) retires_not_before: Option<At<Date>>,
    pub(super) needs_profile: bool,
    pub(super) version: Option<String>,
    pub(super) replacement: Option<At<String>>,
}

#[derive(Debug)]
pub(super) struct RawProfile {
    pub(super) surface: At<String>,
    pub(super) prefixes: Vec<At<String>>,
    pub(super) suffixes: Vec<At<String>>,
}

impl Raw {
    /// All models of all files, in order, each with its provider.
    pub(super) fn models(&self) -> impl Iterator<Item = (&RawProvider, &RawModel)> {
        self.providers
            .iter()
            .flat_map(|provider| provider.models.iter().map(move |model| (provider, model)))
    }

    /// Whether the files leave a known model as it is.
    pub(super) fn leaves(&self, model: &Model) -> bool {
        self.providers
            .iter()
            .filter(|given| given.id.value == model.provider)
            .all(|given| !given.replaces && given.models.iter().all(|row| row.id.value != model.id))
    }
}
