//! The built-in models, as lines of text that are searched as they stand.
//!
//! The catalogue's own table is Rust, which takes the compiler two seconds; this one is text,
//! which takes it none. Names are sorted, so one is found by halving; a model's line is read
//! when somebody asks for the model. `cargo run -p modelmod-dev -- generate` writes the files,
//! in the order of their columns here.

use modelmod_catalog::{Basis, Date, Kind, Model, Prefix, Recommendation, Spelling, Str, Surface};
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

/// What is built in.
pub(crate) struct Table {
    models: Vec<(&'static str, OnceLock<Model>)>,
    names: Vec<&'static str>,
    surfaces: Vec<Surface>,
    sources: Vec<&'static str>,
}

/// A name of the table.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) text: &'static str,
    pub(crate) model: &'static Model,
    pub(crate) surface: &'static Surface,
    pub(crate) kind: Kind,
}

/// The table. Splitting it into lines is all that happens before the first question.
pub(crate) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
        models: include_str!("table/models.tsv")
            .lines()
            .map(|one| (one, OnceLock::new()))
            .collect(),
        names: include_str!("table/names.tsv").lines().collect(),
        surfaces: include_str!("table/surfaces.tsv").lines().map(surface).collect(),
        sources: include_str!("table/sources.tsv").lines().collect(),
    });
    &TABLE
}

impl Table {
    /// The model with exactly this name.
    pub(crate) fn find(&'static self, text: &str) -> Option<Row> {
        let at = self.names.binary_search_by(|line| name_of(line).cmp(text)).ok()?;
        let mut parts = self.names[at].split('\t');
        let text = parts.next()?;
        let mut number = || parts.next()?.parse::<usize>().ok();
        let (model, surface) = (number()?, number()?);
        let kind = match parts.next()? {
            "i" => Kind::Id,
            "a" => Kind::Alias,
            _ => Kind::Spelling,
        };
        Some(Row { text, model: self.model(model)?, surface: self.surfaces.get(surface)?, kind })
    }

    /// Every name, sorted by its bytes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().map(|line| name_of(line))
    }

    /// All surfaces.
    pub(crate) fn surfaces(&self) -> &[Surface] {
        &self.surfaces
    }

    fn model(&self, at: usize) -> Option<&Model> {
        let (line, read) = self.models.get(at)?;
        Some(read.get_or_init(|| model(line, &self.sources)))
    }
}

fn name_of(line: &'static str) -> &'static str {
    line.split_once('\t').map_or(line, |(name, _)| name)
}

fn model(line: &'static str, sources: &[&'static str]) -> Model {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    let (id, provider) = (text(part()), text(part()));
    let source = part().parse().ok().and_then(|at: usize| sources.get(at).copied());
    let basis = match part() {
        "s" => Basis::Secondary,
        "u" => Basis::Unlisted,
        "l" => Basis::Listed,
        _ => Basis::Stated,
    };
    let api = maybe(part()).unwrap_or(Cow::Borrowed(Model::CHAT));
    // The day of reading is for reports, which the macros make none of.
    let unread = Date::ymd(1, 1, 1);
    Model {
        basis,
        api,
        released: day(part()),
        legacy: day(part()),
        deprecated: day(part()),
        retires: day(part()),
        replacements: list(part(), step),
        replacement_text: maybe(part()),
        replacement_guide: maybe(part()),
        spellings: list(part(), spelling),
        profiles: list(part(), |one| Some(pair(one))),
        refuses: list(part(), |one| Some(text(one))),
        ..Model::named(id, provider, text(source.unwrap_or_default()), unread)
    }
}

fn step(entry: &'static str) -> Option<Recommendation> {
    let (since, id) = entry.split_once('|')?;
    Some(Recommendation { since: day(since)?, id: text(id) })
}

fn spelling(entry: &'static str) -> Option<Spelling> {
    let mut parts = entry.split('|');
    let mut part = || parts.next().unwrap_or_default();
    let (surface, own) = (text(part()), text(part()));
    Some(Spelling {
        deprecated: day(part()),
        retires: day(part()),
        retires_not_before: day(part()),
        needs_profile: part() == "1",
        replacement: maybe(part()),
        ..Spelling::new(surface, own)
    })
}

fn surface(line: &'static str) -> Surface {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    let prefix = |one| {
        let (own, of) = pair(one);
        Some(Prefix { text: own, of })
    };
    let surface = Surface::named(text(part()), text(part()));
    let prefixes = list(part(), prefix);
    Surface { prefixes, suffixes: list(part(), |one| Some(text(one))), ..surface }
}

fn pair(entry: &'static str) -> (Str, Str) {
    let (one, other) = entry.split_once('|').unwrap_or((entry, ""));
    (text(one), text(other))
}

fn list<T: Clone>(
    part: &'static str,
    read: impl Fn(&'static str) -> Option<T>,
) -> Cow<'static, [T]> {
    match part {
        "" => Cow::Borrowed(&[]),
        _ => part.split(';').filter_map(read).collect(),
    }
}

fn text(part: &'static str) -> Str {
    Cow::Borrowed(part)
}

fn maybe(part: &'static str) -> Option<Str> {
    (!part.is_empty()).then(|| text(part))
}

fn day(part: &str) -> Option<Date> {
    part.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::builtin;

    /// What of a model the macros ask for.
    fn used(model: &Model) -> Model {
        let spelling = |one: &Spelling| Spelling { version: None, ..one.clone() };
        Model {
            aliases: Cow::Borrowed(&[]),
            retires_not_before: None,
            retires_unscheduled: false,
            common_word: false,
            spellings: model.spellings.iter().map(spelling).collect(),
            variants: Cow::Borrowed(&[]),
            symbols: None,
            read: Date::ymd(1, 1, 1),
            confirmed: None,
            note: None,
            ..model.clone()
        }
    }

    #[test]
    fn it_says_what_the_catalogue_says() {
        let catalog = builtin::catalog();
        assert_eq!(table().names.len(), catalog.names().len());
        for (at, name) in catalog.names().iter().enumerate() {
            let (row, entry) = (table().find(&name.text).unwrap(), catalog.entry(at));
            assert_eq!((row.text, row.kind), (entry.text, entry.kind));
            assert_eq!(row.surface.id, entry.surface.id);
            assert_eq!(*row.model, used(entry.model), "{}", name.text);
        }
        for (ours, theirs) in table().surfaces.iter().zip(catalog.surfaces()) {
            assert_eq!((&ours.id, &ours.name), (&theirs.id, &theirs.name));
            assert_eq!((&ours.prefixes, &ours.suffixes), (&theirs.prefixes, &theirs.suffixes));
        }
        assert!(table().find("no such model").is_none() && table().find("").is_none());
    }
}
