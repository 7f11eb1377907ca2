//! The keys of each table, in the order of the normal form.

pub(super) const FILE: &[&str] = &["provider", "symbols", "source", "surface", "model", "rule"];
pub(super) const PROVIDER: &[&str] =
    &["id", "replaces", "name", "surface", "page", "checked", "context"];
pub(super) const SYMBOLS: &[&str] = &["stems", "optional", "tiers", "before", "between"];
pub(super) const SOURCE: &[&str] = &["key", "url", "title"];
pub(super) const SURFACE: &[&str] = &[
    "id",
    "replaces",
    "name",
    "prefixes",
    "suffixes",
    "stays",
    "words",
    "clients",
    "serves",
    "everywhere",
    "unprofiled",
    "slugs",
    "informal",
    "deployments",
    "pairs",
];
pub(super) const PREFIX: &[&str] = &["text", "of"];
pub(super) const PAIR: &[&str] = &["name", "version", "inside"];
/// The keys of a `[[model]]`, in the order of the normal form.
pub const MODEL: &[&str] = &[
    "id",
    "replaces",
    "aliases",
    "api",
    "common_word",
    "basis",
    "released",
    "legacy",
    "deprecated",
    "retires",
    "retires_not_before",
    "retires_unscheduled",
    "replacements",
    "replacement_text",
    "replacement_guide",
    "spellings",
    "profiles",
    "symbols",
    "refuses",
    "source",
    "read",
    "confirmed",
    "note",
];
pub(super) const REPLACEMENT: &[&str] = &["since", "id"];
/// Those of an entry of `spellings`.
pub const SPELLING: &[&str] = &[
    "surface",
    "text",
    "version",
    "deprecated",
    "retires",
    "retires_not_before",
    "needs_profile",
    "replacement",
];
pub(super) const PROFILE: &[&str] = &["surface", "prefixes", "suffixes"];
pub(super) const RULE: &[&str] = &["pattern", "replacement", "deprecated", "retires", "note"];
