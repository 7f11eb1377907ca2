//! Every key of the configuration, with what it takes and means.
//!
//! The reader, the JSON Schema and the tables of the guide are made from these, so that they
//! cannot say different things.

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it has to be there.
    pub needed: bool,
    /// What it means, as a sentence without a full stop.
    pub meaning: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A name of a model: ID, alias or a platform's spelling.
    Id,
    /// A list of names of models.
    Ids,
    /// A pattern, as a line in `.gitignore`.
    Glob,
    /// A list of patterns.
    Globs,
    /// A list of texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of paths.
    Paths,
    /// A number of days: `90`, or `"90d"`.
    Days,
    /// A table from names of models to what is written instead.
    Choices,
    /// A table from sites to what is done there.
    Sites,
    /// The most that is done: `"unsafe"` or `"display"`.
    Limit,
    /// Which replacement is taken where a provider names two ([`modelmod_rewrite::Prefer`]).
    Prefer,
    /// Any number of tables with these keys; each needs at least one of those named, if any is.
    Tables(&'static [Key], &'static [&'static str]),
}

const fn key(name: &'static str, kind: Kind, meaning: &'static str) -> Key {
    Key { name, kind, needed: false, meaning }
}

const fn needed(name: &'static str, kind: Kind, meaning: &'static str) -> Key {
    Key { name, kind, needed: true, meaning }
}

/// The keys of the whole configuration.
pub const ROOT: &[Key] = &[
    key(
        "packs",
        Kind::Paths,
        "folders of packs beside this file, used on top of what is built in; --packs adds to them",
    ),
    key(
        "exclude",
        Kind::Globs,
        "leave out what matches, as a line in .gitignore would; joined with --exclude",
    ),
    key("only", Kind::Ids, "only these models; --only takes its place"),
    key("except", Kind::Ids, "not these models; joined with --except"),
    key(
        "within",
        Kind::Days,
        "only what is retired or retires within this many days; --within takes its place",
    ),
    key(
        "to",
        Kind::Choices,
        "the replacements of your choice; --to for the same model takes its place",
    ),
    key(
        "prefer",
        Kind::Prefer,
        "which replacement is taken where a provider names two; --prefer takes its place",
    ),
    key(
        "max-age",
        Kind::Days,
        "stop where a pack that is needed was checked longer ago; --max-age takes its place",
    ),
    key("sites", Kind::Sites, "what is done at a site"),
    key("path", Kind::Tables(PATH, &["applicability", "sites"]), "what is done in some files"),
    key("id", Kind::Tables(ID, &[]), "what is done about one model"),
    key("retired", Kind::Word(RETIRED), "for `model!`: what it does about retired models"),
    key("legacy", Kind::Word(LEGACY), "for `model!`: what it does about legacy models"),
    key(
        "deny-within",
        Kind::Days,
        "for `model!`: what retires within this many days counts as retired",
    ),
    key("allow", Kind::Texts, "for `model!`: names of which it says nothing, known or not"),
];

/// What `model!` may do about retired models.
pub const RETIRED: &[&str] = &["deny", "warn", "allow"];

/// What `model!` may do about legacy models.
pub const LEGACY: &[&str] = &["warn", "allow"];

/// The keys of a `[[path]]`.
pub const PATH: &[Key] = &[
    needed("glob", Kind::Glob, "which files, as a line in .gitignore would"),
    key("sites", Kind::Sites, "what is done at a site in these files"),
    key("applicability", Kind::Limit, "the most that is done at the other sites in these files"),
    key("reason", Kind::Text, "why; shown with each finding it decides about"),
];

/// The keys of an `[[id]]`.
pub const ID: &[Key] = &[
    needed("id", Kind::Id, "which model"),
    needed("applicability", Kind::Limit, "the most that is done about it"),
    key("reason", Kind::Text, "why; shown with each finding it decides about"),
];

/// The names of keys.
pub(crate) fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}
