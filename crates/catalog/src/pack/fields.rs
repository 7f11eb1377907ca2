//! Taking typed values out of TOML tables, and noting what is not as it should be.
//!
//! Packs are read with it, and so is whatever else of modelmod is TOML that people write: all
//! errors of a file are found at once, each with its place.

use super::raw::At;
use super::{Diagnostic, PackFile, Place, Sink};
use crate::{Date, suggest};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'a> = Spanned<DeValue<'a>>;

/// Parses a file, notes syntax errors, and gives what could be understood of it.
pub fn parse<'f>(file: &'f Arc<PackFile>, sink: &mut Sink) -> Spanned<DeTable<'f>> {
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let place = Place { file: Arc::clone(file), span };
        let message = error.message();
        sink.push_broken(if message.starts_with("invalid date") {
            Diagnostic::error("bad-date", &place, message).help("a date is written YYYY-MM-DD")
        } else {
            Diagnostic::error("syntax", &place, message)
        });
    }
    document
}

/// One table that is being read.
#[derive(Clone, Debug)]
pub struct Fields<'a> {
    file: Arc<PackFile>,
    table: &'a DeTable<'a>,
    /// What to point at when something is missing.
    span: Range<usize>,
    /// What the table is, for messages: `model`.
    what: &'static str,
}

impl<'a> Fields<'a> {
    /// Starts reading a table, and reports keys that it should not have.
    pub fn new(
        file: &Arc<PackFile>,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Self {
        let fields = Self::open(file, table, span, what);
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !keys.contains(&name) {
                let place = Place { file: Arc::clone(file), span: key.span() };
                let message = format!("unknown key `{name}` in {what}");
                let help = suggest::nearest(name, keys.iter().copied()).map_or_else(
                    || format!("known keys are {}", list(keys)),
                    |near| format!("did you mean `{near}`?"),
                );
                sink.push(Diagnostic::error("unknown-key", &place, message).help(help));
            }
        }
        fields
    }

    /// Starts reading a table whose keys are the user's own.
    #[must_use]
    pub fn open(
        file: &Arc<PackFile>,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        what: &'static str,
    ) -> Self {
        Self { file: Arc::clone(file), table, span, what }
    }

    /// The keys of the table, by where they stand.
    #[must_use]
    pub fn keys(&self) -> Vec<At<String>> {
        let mut keys: Vec<At<String>> = self
            .table
            .keys()
            .map(|key| At { value: key.get_ref().to_string(), place: self.place(key.span()) })
            .collect();
        keys.sort_by_key(|key| key.place.span().start);
        keys
    }

    /// Where the table begins.
    #[must_use]
    pub fn start(&self) -> Place {
        self.place(self.span.clone())
    }

    /// A place in the file of the table.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(&self.file), span }
    }

    /// The value of a key as it stands in the file, if the key is there.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    /// Reports a key as missing.
    pub fn missing(&self, key: &str, sink: &mut Sink) {
        let message = format!("{} has no `{key}`", self.what);
        let example = match key {
            "checked" | "read" | "since" => "2026-01-31",
            "prefixes" | "stems" => "[\"...\"]",
            "applicability" => "\"display\"",
            "glob" => "\"docs/**\"",
            _ => "\"...\"",
        };
        sink.push(
            Diagnostic::error("missing-key", &self.place(self.span.clone()), message)
                .help(format!("add `{key} = {example}`")),
        );
    }

    /// Reports that a value is not `wanted`, such as "a string".
    pub fn wrong(&self, key: &str, value: &Value<'_>, wanted: &str, sink: &mut Sink) {
        let found = article(value.get_ref().type_str());
        let message = format!("`{key}` must be {wanted}, not {found}");
        let place = self.place(value.span());
        let mut one = Diagnostic::error("wrong-type", &place, message);
        if wanted == "a list of strings"
            && let Some(text) = value.get_ref().as_str()
        {
            one = one.help(format!("write a list, also of one: {key} = [{text:?}]"));
        }
        sink.push(one);
    }

    fn as_text(&self, key: &str, value: &Value<'_>, sink: &mut Sink) -> Option<At<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "a string", sink);
            return None;
        };
        let place = self.place(value.span());
        if text.trim().is_empty() {
            let message = format!("`{key}` is empty");
            let help = "write a value, or leave the key out where it is optional";
            sink.push(Diagnostic::error("empty-text", &place, message).help(help));
            return None;
        }
        Some(At { value: text.to_owned(), place })
    }

    /// A text, if the key is there.
    pub fn text(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        self.get(key).and_then(|value| self.as_text(key, value, sink))
    }

    /// A text that has to be there.
    pub fn need_text(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        if self.get(key).is_none() {
            self.missing(key, sink);
        }
        self.text(key, sink)
    }

    /// A web address that has to be there.
    pub(super) fn need_url(&self, key: &str, sink: &mut Sink) -> Option<String> {
        let url = self.need_text(key, sink)?;
        if !url.value.starts_with("https://") {
            let message = format!("`{key}` is no web address");
            let help = "an address starts with https://";
            sink.push(Diagnostic::error("bad-url", &url.place, message).help(help));
        }
        Some(url.value)
    }

    /// A name of a model, a surface or a prefix: non-empty, of characters that IDs have.
    pub fn need_id(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        let id = self.need_text(key, sink)?;
        check_id(&id, sink);
        Some(id)
    }

    /// A list of texts; empty if the key is not there.
    pub fn texts(&self, key: &str, sink: &mut Sink) -> Vec<At<String>> {
        self.items(key, "a list of strings", sink)
            .iter()
            .filter_map(|value| self.as_text(key, value, sink))
            .collect()
    }

    /// A table whose keys are the user's own, if the key is there.
    pub fn table(&self, key: &str, what: &'static str, sink: &mut Sink) -> Option<Fields<'a>> {
        let value = self.get(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Fields::open(&self.file, table, value.span(), what)),
            None => {
                self.wrong(key, value, "a table", sink);
                None
            }
        }
    }

    /// A table with these keys, if the key is there.
    pub fn known_table(
        &self,
        key: &str,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Option<Fields<'a>> {
        let open = self.table(key, what, sink)?;
        Some(Fields::new(&self.file, open.table, open.span, what, keys, sink))
    }

    /// A whole number from 0, if the key is there.
    pub fn count(&self, key: &str, sink: &mut Sink) -> Option<At<u32>> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        match (&number, value.get_ref().as_integer()) {
            (Some(_), _) => {}
            (None, Some(other)) => {
                let message = format!("`{key}` must be a whole number from 0, not {other}");
                sink.push(Diagnostic::error("wrong-type", &self.place(value.span()), message));
            }
            (None, None) => self.wrong(key, value, "a whole number from 0", sink),
        }
        number.map(|number| At { value: number, place: self.place(value.span()) })
    }

    /// A list of tables with these keys; empty if the key is not there.
    pub fn tables(
        &self,
        key: &str,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Vec<Fields<'a>> {
        let mut tables = Vec::new();
        for value in self.items(key, "a list of tables", sink) {
            match value.get_ref().as_table() {
                Some(table) => {
                    tables.push(Fields::new(&self.file, table, value.span(), what, keys, sink));
                }
                None => self.wrong(key, value, "a list of tables", sink),
            }
        }
        tables
    }

    fn items(&self, key: &str, wanted: &str, sink: &mut Sink) -> &'a [Value<'a>] {
        let Some(value) = self.get(key) else { return &[] };
        match value.get_ref().as_array() {
            Some(items) => items,
            None => {
                self.wrong(key, value, wanted, sink);
                &[]
            }
        }
    }

    /// `true` or `false`, if the key is there.
    pub fn flag(&self, key: &str, sink: &mut Sink) -> Option<At<bool>> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, value, "true or false", sink);
        }
        flag.map(|flag| At { value: flag, place: self.place(value.span()) })
    }

    /// A day, if the key is there.
    pub fn date(&self, key: &str, sink: &mut Sink) -> Option<At<Date>> {
        let value = self.get(key)?;
        let place = self.place(value.span());
        let bad = |message: String, help: String, sink: &mut Sink| {
            sink.push(Diagnostic::error("bad-date", &place, message).help(help));
            None
        };
        if let Some(text) = value.get_ref().as_str() {
            return match text.parse::<Date>() {
                Ok(date) => bad(
                    format!("`{key}` must be a date, not a string"),
                    format!("write it without quotes: {key} = {date}"),
                    sink,
                ),
                Err(error) => bad(
                    format!("`{key}` must be a date, not a string: {error}"),
                    "a date is written without quotes: 2026-01-31".to_owned(),
                    sink,
                ),
            };
        }
        let Some(day) = value.get_ref().as_datetime() else {
            self.wrong(key, value, "a date", sink);
            return None;
        };
        // A day that is not in the calendar has no date here; the parser has reported it.
        let date = day.date?;
        if day.time.is_some() || day.offset.is_some() {
            let help = format!("leave the time out: {key} = {date}");
            return bad(format!("`{key}` must be a date without a time"), help, sink);
        }
        match Date::from_ymd(date.year.into(), date.month.into(), date.day.into()) {
            Some(date) => Some(At { value: date, place }),
            None => bad(
                format!("`{key}` is a day that no calendar has"),
                "years go from 0001 to 9999".to_owned(),
                sink,
            ),
        }
    }

    /// A day that has to be there.
    pub fn need_date(&self, key: &str, sink: &mut Sink) -> Option<At<Date>> {
        if self.get(key).is_none() {
            self.missing(key, sink);
        }
        self.date(key, sink)
    }
}

/// Reports characters that no ID has. IDs are looked for as bytes between boundaries, and a
/// blank or a quote in one would make it unfindable.
pub(super) fn check_id(id: &At<String>, sink: &mut Sink) {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._:@/-+~".contains(c);
    if let Some(bad) = id.value.chars().find(|&c| !allowed(c)) {
        let message = format!("{bad:?} cannot stand in an ID");
        let help = "an ID has letters and digits of ASCII and . _ : @ / - + ~ only";
        sink.push(Diagnostic::error("bad-id", &id.place, message).help(help));
    }
}

fn list(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

fn article(kind: &str) -> String {
    match kind {
        "integer" | "array" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
