//! What can be wrong with a pack (or with another file that is read as packs are), and where.

use super::PackFile;
use std::ops::Range;
use std::sync::Arc;

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used as it is.
    Warning,
}

/// A stretch of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    pub(super) file: Arc<PackFile>,
    pub(super) span: Range<usize>,
}

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Short stable name of the kind: `unknown-key`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words beside the place, possibly none.
    pub label: String,
    /// Other places that belong to it, each with a few words.
    pub also: Vec<(Place, String)>,
    /// What to do about it, where that is known.
    pub help: Option<String>,
}

impl Place {
    /// Path of the file, as it was given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// The bytes of the file's text; always within it and between characters.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let text = &self.file.text;
        let start = floor(text, self.span.start);
        start..floor(text, self.span.end).max(start)
    }

    /// Line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        1 + self.before().bytes().filter(|&byte| byte == b'\n').count()
    }

    /// Column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        let before = self.before();
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        1 + line.chars().count()
    }

    fn before(&self) -> &str {
        &self.file.text[..self.span().start]
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.path(), self.line(), self.column())
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Diagnostic {
    /// An error at a place; `code` is the short stable name of its kind.
    #[must_use]
    pub fn error(code: &'static str, place: &Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: place.clone(),
            label: String::new(),
            also: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: &Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// With a few words beside the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn also(mut self, place: &Place, label: impl Into<String>) -> Self {
        self.also.push((place.clone(), label.into()));
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
