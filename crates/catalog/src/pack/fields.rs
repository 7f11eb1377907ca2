//! Taking typed values out of TOML tables, and noting what is not as it should be.

use super::raw::At;
use super::{Diagnostic, PackFile, Place};
use crate::{Date, suggest};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'a> = Spanned<DeValue<'a>>;

/// Where diagnostics are gathered.
#[derive(Default)]
pub(super) struct Sink {
    found: Vec<Diagnostic>,
    /// Places of syntax errors. What the parser made of such a line is a guess.
    broken: Vec<(Arc<PackFile>, Range<usize>)>,
}

impl Sink {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(super) fn push_broken(&mut self, diagnostic: Diagnostic) {
        let place = &diagnostic.place;
        self.broken.push((Arc::clone(&place.file), line_of(&place.file.text, place.span().start)));
        self.found.push(diagnostic);
    }

    /// What was found, in the order of the files and places.
    ///
    /// Where a file does not even parse, what merely follows from that is left out: what
    /// stands on a broken line, and what seems to be missing somewhere.
    pub(super) fn finish(self, files: &[PackFile]) -> Vec<Diagnostic> {
        let Self { mut found, broken } = self;
        if !broken.is_empty() {
            found.retain(|one| {
                matches!(one.code, "syntax" | "bad-date")
                    || !one.code.starts_with("missing-")
                        && !matches!(one.code, "unknown-model" | "unknown-source")
                        && !broken.iter().any(|(file, line)| {
                            Arc::ptr_eq(file, &one.place.file)
                                && line.contains(&one.place.span().start)
                        })
            });
        }
        let rank = |one: &Diagnostic| {
            let file = files.iter().position(|file| *file == *one.place.file);
            (file, one.place.span().start)
        };
        found.sort_by_key(rank);
        found.dedup();
        found
    }
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end) + 1
}

/// One table that is being read.
pub(super) struct Fields<'a> {
    file: Arc<PackFile>,
    table: &'a DeTable<'a>,
    /// What to point at when something is missing.
    span: Range<usize>,
    /// What the table is, for messages: `model`.
    what: &'static str,
}

impl<'a> Fields<'a> {
    /// Starts reading a table, and reports keys that it should not have.
    pub(super) fn new(
        file: &Arc<PackFile>,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        what: &'static str,
        keys: &[&'static str],
        sink: &mut Sink,
    ) -> Self {
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
        Self { file: Arc::clone(file), table, span, what }
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place { file: Arc::clone(&self.file), span }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    /// Reports a key as missing.
    pub(super) fn missing(&self, key: &str, sink: &mut Sink) {
        let message = format!("{} has no `{key}`", self.what);
        let example = match key {
            "checked" | "read" | "since" => "2026-01-31",
            "prefixes" => "[\"...\"]",
            _ => "\"...\"",
        };
        sink.push(
            Diagnostic::error("missing-key", &self.place(self.span.clone()), message)
                .help(format!("add `{key} = {example}`")),
        );
    }

    fn wrong(&self, key: &str, value: &Value<'_>, wanted: &str, sink: &mut Sink) {
        let found = article(value.get_ref().type_str());
        let message = format!("`{key}` must be {wanted}, not {found}");
        sink.push(Diagnostic::error("wrong-type", &self.place(value.span()), message));
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
    pub(super) fn text(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        self.get(key).and_then(|value| self.as_text(key, value, sink))
    }

    /// A text that has to be there.
    pub(super) fn need_text(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
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
    pub(super) fn need_id(&self, key: &str, sink: &mut Sink) -> Option<At<String>> {
        let id = self.need_text(key, sink)?;
        check_id(&id, sink);
        Some(id)
    }

    /// A list of texts; empty if the key is not there.
    pub(super) fn texts(&self, key: &str, sink: &mut Sink) -> Vec<At<String>> {
        self.items(key, "a list of strings", sink)
            .iter()
            .filter_map(|value| self.as_text(key, value, sink))
            .collect()
    }

    /// A list of tables with these keys; empty if the key is not there.
    pub(super) fn tables(
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
    pub(super) fn flag(&self, key: &str, sink: &mut Sink) -> Option<At<bool>> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, value, "true or false", sink);
        }
        flag.map(|flag| At { value: flag, place: self.place(value.span()) })
    }

    /// A day, if the key is there.
    pub(super) fn date(&self, key: &str, sink: &mut Sink) -> Option<At<Date>> {
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
    pub(super) fn need_date(&self, key: &str, sink: &mut Sink) -> Option<At<Date>> {
        if self.get(key).is_none() {
            self.missing(key, sink);
        }
        self.date(key, sink)
    }
}

/// Reports characters that no ID has. IDs are looked for as bytes between boundaries, and a
/// blank or a quote in one would make it unfindable.
pub(super) fn check_id(id: &At<String>, sink: &mut Sink) {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._:@/-".contains(c);
    if let Some(bad) = id.value.chars().find(|&c| !allowed(c)) {
        let message = format!("{bad:?} cannot stand in an ID");
        let help = "an ID has letters and digits of ASCII and . _ : @ / - only";
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
