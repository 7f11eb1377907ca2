//! Words in a file that keep modelmod's hands off a place.
//!
//! ```text
//! MODEL = "claude-2.1"  # modelmod: ignore[claude-2.1] until=2027-01-01 the judge of our evals
//! ```
//!
//! `modelmod: ignore` counts wherever it stands on a line: so comments of every language are
//! recognised without knowing the language, and so are lines that are no code. It covers its
//! own line. Where nothing but signs stands before it, the line is a comment of its own, and
//! the next line that is not such a comment too is covered as well. `modelmod: ignore-file` in
//! one of the first [`HEAD`] lines covers the file.
//!
//! What cannot be understood suppresses nothing and is reported: a slip of the pen must not
//! hide a model that is going to fail.

mod marker;

pub(crate) use marker::MARK;

use memchr::memmem;
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_edit::{LineIndex, Position, Span};
use std::collections::{BTreeMap, HashMap};

/// How many lines at the beginning of a file may hold `modelmod: ignore-file`.
const HEAD: usize = 20;

/// What stands before the mark on a line of its own is short.
const INDENT: usize = 200;

/// For how many unknown names in a file a known one is looked for: that takes a while.
const SUGGESTED: usize = 20;

/// What is wrong with a suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Nothing that is due stands where it covers.
    Unused,
    /// Its day has passed: it suppresses nothing any more.
    Expired,
    /// It cannot be understood and suppresses nothing.
    Malformed,
}

impl Problem {
    /// The word for it in reports: lower case, stable.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unused => "unused",
            Self::Expired => "expired",
            Self::Malformed => "malformed",
        }
    }
}

/// A suppression that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where it begins; columns in bytes.
    pub position: Position,
    /// What is wrong with it.
    pub problem: Problem,
    /// What is wrong and what to do, as a sentence without a full stop.
    pub message: String,
}

/// The suppressions of one file.
#[derive(Default)]
pub(crate) struct Suppressions<'c> {
    /// Where markers stand, by position: a name in one is no finding.
    spans: Vec<Span>,
    covers: Vec<Cover<'c>>,
    /// Which of `covers` it is; the first of several that cover the same.
    by_place: HashMap<Place<'c>, usize>,
    notices: Vec<Notice>,
    is_dated: bool,
}

/// A line from 0, or `None` for the whole file; the ID of a model, or `None` for all.
type Place<'c> = (Option<usize>, Option<&'c str>);

/// A marker without brackets, or one of the names in a marker's brackets.
struct Cover<'c> {
    position: Position,
    /// As it stands in the file: `ignore[claude-2.1]`.
    words: String,
    model: Option<&'c Model>,
    reason: String,
    is_used: bool,
}

/// A marker that was understood and has not expired.
struct Live<'c> {
    line: usize,
    position: Position,
    is_file: bool,
    /// Each with its name in the file; `None` without brackets.
    models: Option<Vec<(&'c Model, String)>>,
    reason: String,
}

impl<'c> Suppressions<'c> {
    /// Looks for markers in a text.
    pub(crate) fn read(text: &[u8], lines: &LineIndex, catalog: &'c Catalog, as_of: Date) -> Self {
        let mut found = Self::default();
        let mut live: Vec<Live<'c>> = Vec::new();
        // Lines with a marker, and whether they hold a comment alone.
        let mut alone: BTreeMap<usize, bool> = BTreeMap::new();
        for at in memmem::find_iter(text, MARK) {
            let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            if text[..at].last().is_some_and(part) {
                continue;
            }
            let line = lines.line_of(at);
            let span = lines.span(line);
            let rest = &text[at..span.end.min(at + marker::LENGTH)];
            let Some(read) = marker::read(rest.trim_ascii_end()) else { continue };
            let is_alone = || is_comment(&text[span.start..at]);
            let position = lines.position(at);
            alone.entry(line).or_insert_with(is_alone);
            match read {
                Ok(marker) => {
                    found.spans.push(Span::new(at, at + marker.len));
                    live.extend(found.take(marker, line, position, catalog, as_of));
                }
                Err(message) => found.complain(position, Problem::Malformed, message),
            }
        }
        let below = below(&alone);
        live.into_iter().for_each(|marker| found.cover(marker, &below));
        found
    }

    /// Whether any says until when it holds.
    pub(crate) const fn is_dated(&self) -> bool {
        self.is_dated
    }

    /// Whether a place is in a marker.
    pub(crate) fn holds(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|marker| marker.start <= span.start);
        next.checked_sub(1).is_some_and(|at| self.spans[at].contains(span))
    }

    /// The reason, possibly empty, for which a mention of `model` on `line` (from 0) is
    /// suppressed.
    pub(crate) fn reason(&mut self, line: usize, model: &Model) -> Option<&str> {
        if self.covers.is_empty() {
            return None;
        }
        let id = model.id.as_ref();
        let places = [(Some(line), Some(id)), (Some(line), None), (None, Some(id)), (None, None)];
        let at = places.iter().find_map(|place| self.by_place.get(place).copied())?;
        let cover = self.covers.get_mut(at)?;
        cover.is_used = true;
        Some(&cover.reason)
    }

    /// What somebody should look at, by position. `is_asked` says of a model, or of all
    /// together (`None`), whether this run would have found it.
    pub(crate) fn notices(mut self, is_asked: &dyn Fn(Option<&Model>) -> bool) -> Vec<Notice> {
        for cover in self.covers.iter().filter(|cover| !cover.is_used && is_asked(cover.model)) {
            let message = format!("`modelmod: {}` suppresses nothing: remove it", cover.words);
            self.notices.push(Notice {
                position: cover.position,
                problem: Problem::Unused,
                message,
            });
        }
        self.notices.sort_by(|a, b| (a.position, &a.message).cmp(&(b.position, &b.message)));
        self.notices
    }

    fn complain(&mut self, position: Position, problem: Problem, message: String) {
        let message = match problem {
            Problem::Malformed => format!("this suppresses nothing: {message}"),
            Problem::Unused | Problem::Expired => message,
        };
        self.notices.push(Notice { position, problem, message });
    }

    /// What a marker suppresses, unless it is in vain.
    fn take(
        &mut self,
        marker: marker::Marker,
        line: usize,
        position: Position,
        catalog: &'c Catalog,
        as_of: Date,
    ) -> Option<Live<'c>> {
        self.is_dated |= marker.until.is_some();
        if let Some(until) = marker.until.filter(|&until| until < as_of) {
            let message = format!(
                "the suppression ended with {until}: migrate what it covers, or give it a later day"
            );
            self.complain(position, Problem::Expired, message);
            return None;
        }
        if marker.is_file && line >= HEAD {
            let message = format!(
                "`modelmod: ignore-file` counts in the first {HEAD} lines of a file: move it there"
            );
            self.complain(position, Problem::Malformed, message);
            return None;
        }
        let models = marker.names.map(|names| {
            let mut models = Vec::new();
            for name in names {
                match catalog.find(&name) {
                    Some(entry) => models.push((entry.model, name)),
                    None => {
                        let most = if self.notices.len() < SUGGESTED { 3 } else { 0 };
                        let near: Vec<String> =
                            catalog.suggest(&name, most).into_iter().map(str::to_owned).collect();
                        let error = crate::RequestError::UnknownModel { name, near };
                        self.complain(position, Problem::Malformed, error.to_string());
                    }
                }
            }
            models
        });
        Some(Live { line, position, is_file: marker.is_file, models, reason: marker.reason })
    }

    fn cover(&mut self, marker: Live<'c>, below: &BTreeMap<usize, usize>) {
        let word = if marker.is_file { "ignore-file" } else { "ignore" };
        let lines: Vec<Option<usize>> = match marker.is_file {
            true => vec![None],
            false => std::iter::once(marker.line)
                .chain(below.get(&marker.line).copied())
                .map(Some)
                .collect(),
        };
        let models: Vec<(Option<&'c Model>, String)> = match marker.models {
            None => vec![(None, word.to_owned())],
            Some(models) => models
                .into_iter()
                .map(|(model, name)| (Some(model), format!("{word}[{name}]")))
                .collect(),
        };
        for (model, words) in models {
            for &line in &lines {
                let place = (line, model.map(|model| model.id.as_ref()));
                self.by_place.entry(place).or_insert(self.covers.len());
            }
            let (position, reason) = (marker.position, marker.reason.clone());
            self.covers.push(Cover { position, words, model, reason, is_used: false });
        }
    }
}

/// Whether nothing but the beginning of a comment stands in `before`.
fn is_comment(before: &[u8]) -> bool {
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let word = before[..before.len().min(INDENT)].trim_ascii();
    let is_sign = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    before.len() <= INDENT
        && (word.iter().all(is_sign)
            || word.eq_ignore_ascii_case(b"rem")
            || word.eq_ignore_ascii_case(b"dnl"))
}

/// For each line that holds a marker and nothing else, the line below that it covers.
fn below(alone: &BTreeMap<usize, bool>) -> BTreeMap<usize, usize> {
    let mut below = BTreeMap::new();
    for (&line, _) in alone.iter().rev().filter(|&(_, &is_alone)| is_alone) {
        let next = below.get(&(line + 1)).copied().unwrap_or(line + 1);
        below.insert(line, next);
    }
    below
}
