//! What a project says about its migration: the configuration (`modelmod.toml`, or a table in
//! `Cargo.toml`) and the baseline.
//!
//! Pure, and strict: text in, and either all that it says or everything that is wrong with it,
//! each thing with its place and its remedy. Whoever opens files calls this crate with what is
//! in them. It stands between the engine, which takes a [`Policy`] and needs no TOML parser,
//! and the command line, so that every other front end reads a project's wishes alike.

mod baseline;
pub mod keys;
mod read;
mod rules;

pub use baseline::{read_baseline, write_baseline};
pub use read::{read, read_manifest, read_manifest_packs, read_packs};

use modelmod_rewrite::{Policy, Prefer};

/// What a configuration says. Names of models in it are known, patterns are well-formed.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Patterns of files to leave out, as lines in a `.gitignore` beside the configuration.
    pub exclude: Vec<String>,
    /// Only these models; all when empty.
    pub only: Vec<String>,
    /// Not these models.
    pub except: Vec<String>,
    /// Only what is retired or retires within this many days.
    pub within: Option<u32>,
    /// Replacements chosen by the user: `(old, new)`; `old` may be a pattern.
    pub to: Vec<(String, String)>,
    /// Which replacement is taken where a provider names two.
    pub prefer: Option<Prefer>,
    /// A pack that is needed may have been checked as many days ago.
    pub max_age: Option<u32>,
    /// What is done at sites, in files and about models. Its base is for the caller to set: it
    /// depends on where the configuration lies.
    pub policy: Policy,
}

/// What a configuration says of packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackPaths {
    /// Nothing.
    Unsaid,
    /// These folders, relative to that of the configuration, and no others.
    Named(Vec<String>),
}
