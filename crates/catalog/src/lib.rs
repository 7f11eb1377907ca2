//! LLM models, their lifecycle dates, recommended replacements and platform spellings.
//!
//! The knowledge itself lives in `codemods/` as data. This crate gives it a shape
//! ([`Model`]), derives a [`State`] from the dates and a day (`as_of`), follows
//! recommendations to a model that is alive ([`Catalog::chain`]) and finds names
//! ([`Catalog::find`], [`Catalog::suggest`]).
//!
//! It does no I/O and knows no clock: the day is always an argument.
//!
//! With the feature `packs` (default) it also reads packs from TOML, with all errors of a
//! pack reported at once. Without it the crate has no dependency at all; without `builtin`
//! (default) it has no table of models either. That is what keeps `modelmod-macros` cheap to
//! build.

#[cfg(feature = "builtin")]
pub mod builtin;
mod catalog;
mod chain;
mod date;
mod model;
#[cfg(feature = "packs")]
pub mod pack;
mod refusal;
#[cfg(feature = "packs")]
mod rules;
mod suggest;
mod symbols;

pub use catalog::{Catalog, Change, Conflict, Entry, Kind, Name};
pub use chain::{Chain, End, Hop};
pub use date::{Date, DateError};
pub use model::{
    Basis, Model, Pair, Prefix, Provider, Recommendation, Source, Spelling, State, Str, Surface,
};
pub use refusal::Refusal;
#[cfg(feature = "packs")]
pub use rules::{Rule, RuleError};
pub use suggest::nearest_names;
pub use symbols::Symbols;

/// The version of this crate, and so of the built-in catalogue.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
