//! The text of a pack: where its tables and keys stand, and edits to them.
//!
//! Edits are made so that a text in normal form stays in it, with all of its comments.

use super::MergeError;
use modelmod_catalog::Date;
use modelmod_catalog::pack::MODEL_KEYS;
use modelmod_edit::{Edit, EditSet, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A pack's text with the places of what is in it.
pub(super) struct PackText<'t> {
    pub(super) text: &'t str,
    pub(super) models: Vec<Row>,
    /// Keys of `[[source]]` with their addresses, in order.
    pub(super) sources: Vec<(String, String)>,
    /// Where a further `[[source]]` would stand.
    pub(super) behind_sources: usize,
    pub(super) checked: Option<(Date, Range<usize>)>,
    pub(super) page: String,
    /// ID of the provider.
    pub(super) provider: String,
    /// The surface on which its own IDs are spoken.
    pub(super) surface: String,
}

/// A `[[model]]` as it stands in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) basis: Option<String>,
    pub(super) released: Option<Date>,
    pub(super) legacy: Option<Date>,
    pub(super) deprecated: Option<Date>,
    pub(super) retires: Option<Date>,
    pub(super) not_before: Option<Date>,
    pub(super) unscheduled: bool,
    pub(super) replacements: Vec<(Date, String)>,
    pub(super) replacement_text: Option<String>,
    pub(super) source: String,
    pub(super) read: Option<Date>,
    pub(super) confirmed: Option<Date>,
    pub(super) note: Option<String>,
    pub(super) spellings: Vec<Spelling>,
    /// Where the value of each key stands.
    values: BTreeMap<String, Range<usize>>,
}

impl<'t> PackText<'t> {
    pub(super) fn parse(text: &'t str) -> Result<Self, MergeError> {
        let table = DeTable::parse(text)
            .map_err(|error| MergeError::Unreadable { reason: error.message().to_owned() })?;
        let tables = |name: &str| {
            let items = table.get_ref().get(name).and_then(|value| value.get_ref().as_array());
            items.into_iter().flatten().filter_map(|item| item.get_ref().as_table())
        };
        let models = tables("model").map(|table| Row::of(table, text)).collect();
        let source = |one: &DeTable<'_>| (string(one, "key"), string(one, "url"));
        let last = |one: &DeTable<'_>| one.values().map(|value| value.span().end).max();
        let provider = table.get_ref().get("provider").and_then(|value| value.get_ref().as_table());
        let mut behind = provider.and_then(last).unwrap_or_default();
        behind = tables("source").filter_map(last).max().unwrap_or(behind);
        let checked = provider.and_then(|provider| {
            let value = provider.get("checked")?;
            Some((day(value)?, value.span()))
        });
        Ok(Self {
            text,
            models,
            sources: tables("source").map(source).collect(),
            behind_sources: line_end(text, behind),
            checked,
            page: provider.map_or(String::new(), |provider| string(provider, "page")),
            provider: provider.map_or(String::new(), |provider| string(provider, "id")),
            surface: provider.map_or(String::new(), |provider| string(provider, "surface")),
        })
    }

    /// The key of the source with this address.
    pub(super) fn source(&self, url: &str) -> Option<&str> {
        let bare = |url: &str| url.trim_end_matches('/').to_owned();
        let found = self.sources.iter().find(|(_, known)| bare(known) == bare(url));
        found.map(|(key, _)| key.as_str())
    }
}

impl Row {
    fn of(table: &DeTable<'_>, source: &str) -> Self {
        let date = |key: &str| table.get(key).and_then(day);
        let text = |key: &str| {
            table.get(key).and_then(|value| value.get_ref().as_str()).map(str::to_owned)
        };
        let items = |key: &str| table.get(key).and_then(|value| value.get_ref().as_array());
        let aliases = items("aliases").into_iter().flatten();
        let replacements = items("replacements").into_iter().flatten();
        let replacement = |item: &Spanned<DeValue<'_>>| {
            let table = item.get_ref().as_table()?;
            Some((table.get("since").and_then(day)?, string(table, "id")))
        };
        Self {
            id: string(table, "id"),
            aliases: aliases
                .filter_map(|item| item.get_ref().as_str().map(str::to_owned))
                .collect(),
            basis: text("basis"),
            released: date("released"),
            legacy: date("legacy"),
            deprecated: date("deprecated"),
            retires: date("retires"),
            not_before: date("retires_not_before"),
            unscheduled: table
                .get("retires_unscheduled")
                .is_some_and(|value| value.get_ref().as_bool() == Some(true)),
            replacements: replacements.filter_map(replacement).collect(),
            replacement_text: text("replacement_text"),
            source: string(table, "source"),
            read: date("read"),
            confirmed: date("confirmed"),
            note: text("note"),
            spellings: items("spellings")
                .into_iter()
                .flatten()
                .filter_map(|item| Spelling::of(item, source))
                .collect(),
            values: table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), value.span()))
                .collect(),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// An entry of `spellings`.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pub(super) surface: String,
    pub(super) text: String,
    pub(super) version: Option<String>,
    pub(super) deprecated: Option<Date>,
    pub(super) retires: Option<Date>,
    pub(super) not_before: Option<Date>,
    /// Where the entry stands.
    pub(super) place: Range<usize>,
    /// Its keys, with their values as they are written.
    pub(super) values: Vec<(String, String)>,
}

impl Spelling {
    fn of(item: &Spanned<DeValue<'_>>, source: &str) -> Option<Self> {
        let table = item.get_ref().as_table()?;
        let date = |key: &str| table.get(key).and_then(day);
        let written = |range: Range<usize>| source.get(range).unwrap_or_default().to_owned();
        Some(Self {
            surface: string(table, "surface"),
            text: string(table, "text"),
            version: table.get("version").map(|_| string(table, "version")),
            deprecated: date("deprecated"),
            retires: date("retires"),
            not_before: date("retires_not_before"),
            place: item.span(),
            values: table
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), written(value.span())))
                .collect(),
        })
    }

    /// Text and version, for people.
    pub(super) fn name(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {version}", self.text),
            None => self.text.clone(),
        }
    }
}

/// Edits of one pack, gathered key by key.
pub(super) struct Edits<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    /// What comes at the same place is written together, in the order of the keys.
    inserted: BTreeMap<usize, Vec<(usize, String)>>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, edits: Vec::new(), inserted: BTreeMap::new() }
    }

    /// Gives a key of a model this value, written as TOML.
    pub(super) fn set(&mut self, row: &Row, key: &str, value: &str) {
        match row.values.get(key) {
            Some(range) => self.replace(range.clone(), value),
            None => {
                let order = rank(key);
                let before = row.values.iter().filter(|(known, _)| rank(known) < order);
                let at = before.map(|(_, range)| range.end).max().unwrap_or_default();
                self.insert(line_end(self.text, at), order, format!("{key} = {value}\n"));
            }
        }
    }

    /// Takes a key away, with its line.
    pub(super) fn unset(&mut self, row: &Row, key: &str) {
        if let Some(range) = row.values.get(key) {
            let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = line_end(self.text, range.end);
            self.edits.push(Edit { span: Span::new(start, end), text: Vec::new() });
        }
    }

    /// Adds an entry at the end of a list that has one a line.
    pub(super) fn append(&mut self, row: &Row, key: &str, entry: &str) {
        let value = row.values.get(key).map(|range| (range, &self.text[range.clone()]));
        match value {
            Some((range, value)) if value.contains('\n') => {
                let close = range.end - 1;
                let start = self.text[..close].rfind('\n').map_or(0, |at| at + 1);
                self.insert(start, 0, format!("  {entry},\n"));
            }
            Some((range, value)) => {
                let inner = value
                    .trim_start_matches('[')
                    .trim_end_matches(']')
                    .trim()
                    .trim_end_matches(',');
                let list = if inner.is_empty() {
                    format!("[\n  {entry},\n]")
                } else {
                    format!("[\n  {inner},\n  {entry},\n]")
                };
                self.replace(range.clone(), &list);
            }
            None => self.set(row, key, &format!("[\n  {entry},\n]")),
        }
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        if self.text.get(range.clone()) != Some(text) {
            self.edits.push(Edit { span: range.into(), text: text.as_bytes().to_vec() });
        }
    }

    /// Puts a whole line (or more) before what stands at `at`; of several at one place the
    /// one with the lower `order` comes first.
    pub(super) fn insert(&mut self, at: usize, order: usize, text: String) {
        self.inserted.entry(at).or_default().push((order, text));
    }

    pub(super) fn finish(mut self) -> Result<EditSet, MergeError> {
        for (at, mut texts) in self.inserted {
            texts.sort_by_key(|(order, _)| *order);
            let mut text: String = texts.into_iter().map(|(_, text)| text).collect();
            if at > 0 && !self.text[..at].ends_with('\n') {
                text.insert(0, '\n');
            }
            // A line that goes and one that comes at its place are one edit.
            let same =
                self.edits.iter_mut().find(|edit| edit.span.start == at && !edit.span.is_empty());
            match same {
                Some(edit) => edit.text.splice(0..0, text.into_bytes()).for_each(drop),
                None => self.edits.push(Edit { span: Span::new(at, at), text: text.into_bytes() }),
            }
        }
        EditSet::new(self.edits, self.text.len())
            .map_err(|error| MergeError::Unreadable { reason: error.to_string() })
    }
}

fn rank(key: &str) -> usize {
    MODEL_KEYS.iter().position(|known| *known == key).unwrap_or(MODEL_KEYS.len())
}

/// Behind the line in which `at` stands.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

fn day(value: &Spanned<DeValue<'_>>) -> Option<Date> {
    value.get_ref().as_datetime().and_then(|day| day.to_string().parse().ok())
}

fn string(table: &DeTable<'_>, key: &str) -> String {
    table.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
}

/// A text as the normal form has it, without what no page means to say.
pub(super) fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    modelmod_catalog::pack::quoted(&text)
}

/// A list of texts in one line, sorted.
pub(super) fn list(mut texts: Vec<String>) -> String {
    texts.sort();
    texts.dedup();
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
