//! What a run is asked to do.

use crate::{Applicability, Baseline, Policy};
use modelmod_catalog::Date;
use std::fmt;

/// What a run is asked to do. Plain data; [`crate::Engine::new`] checks it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day for which states and recommendations are taken.
    pub as_of: Date,
    /// Only what is retired or retires within this many days of `as_of`.
    pub within: Option<u32>,
    /// Only these models (IDs, aliases or spellings); all when empty.
    pub only: Vec<String>,
    /// Not these models.
    pub except: Vec<String>,
    /// Replacements chosen by the user: `(old, new)`. They make `old` due whatever its state,
    /// unless it is a pattern ([`crate::is_pattern`]): that stands for what is due anyway.
    pub to: Vec<(String, String)>,
    /// Which replacement is taken where a provider names two.
    pub prefer: Prefer,
    /// Edits up to this applicability are made.
    pub level: Applicability,
    /// What the user's configuration says against the table of sites.
    pub policy: Policy,
    /// What was accepted earlier.
    pub baseline: Baseline,
}

impl Request {
    /// Everything deprecated or retired on the day `as_of`, safe edits only.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            within: None,
            only: Vec::new(),
            except: Vec::new(),
            to: Vec::new(),
            prefer: Prefer::Provider,
            level: Applicability::Safe,
            policy: Policy::default(),
            baseline: Baseline::default(),
        }
    }

    /// Whether models that are due may be left out.
    pub(crate) fn is_selective(&self) -> bool {
        self.within.is_some() || !self.only.is_empty() || !self.except.is_empty()
    }
}

/// Which replacement is taken where a provider names two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefer {
    /// What the provider's page of deprecations recommends.
    #[default]
    Provider,
    /// What the provider's migration guide names: the newest model of the tier. Where it names
    /// none, or one that is not active, as [`Prefer::Provider`].
    NewestInTier,
}

impl Prefer {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Provider, Self::NewestInTier];

    /// The word for it on the command line, in the configuration and in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::NewestInTier => "newest-in-tier",
        }
    }
}

/// Why a [`Request`] cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// A name that no model has.
    UnknownModel {
        /// The name as given.
        name: String,
        /// Known names near it.
        near: Vec<String>,
    },
    /// A pattern that matches the ID of no model.
    NoMatch {
        /// The pattern as given.
        pattern: String,
    },
    /// A chosen replacement that the catalogue does not know.
    UnknownTarget {
        /// The replacement as given.
        name: String,
        /// Known names near it.
        near: Vec<String>,
    },
    /// A chosen replacement that is itself due, or not released yet.
    DeadTarget {
        /// The replacement as given.
        name: String,
        /// Its state, as a word.
        state: &'static str,
    },
    /// A chosen replacement with bytes that no model ID has; they would need quoting.
    BadTarget {
        /// The replacement as given.
        name: String,
    },
    /// A chosen replacement that is the model itself.
    SameTarget {
        /// The replacement as given.
        name: String,
    },
    /// Two choices for one model.
    TwoTargets {
        /// The model.
        name: String,
    },
    /// The catalogue is too large to search with.
    TooLarge,
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownModel { name, near } => {
                write!(f, "the catalogue has no model `{name}`; ")?;
                if near.is_empty() {
                    f.write_str("`modelmod models --all` lists what there is")
                } else {
                    write!(f, "did you mean `{}`?", near.join("`, `"))
                }
            }
            Self::NoMatch { pattern } => write!(
                f,
                "no model has an ID like `{pattern}`; `modelmod models --all` lists what there is"
            ),
            Self::UnknownTarget { name, near } => {
                write!(f, "the catalogue has no model `{name}`")?;
                let own = "name of your own goes into a pack, as codemods/README.md tells";
                if near.is_empty() {
                    write!(f, ": a {own}")
                } else {
                    write!(f, "; did you mean `{}`? A {own}", near.join("`, `"))
                }
            }
            Self::DeadTarget { name, state } => {
                write!(f, "`{name}` is {state} itself: choose a model that is active")
            }
            Self::BadTarget { name } => write!(
                f,
                "`{name}` is no model ID: only letters, digits and `.`, `_`, `-`, `:`, `@`, `/` inside can be written, and no bare number or yes/no"
            ),
            Self::SameTarget { name } => {
                write!(
                    f,
                    "`{name}` would be replaced by itself; use --except to leave a model alone"
                )
            }
            Self::TwoTargets { name } => write!(f, "two replacements are given for `{name}`"),
            Self::TooLarge => f.write_str("the catalogue has too many names to search for"),
        }
    }
}

impl std::error::Error for RequestError {}
