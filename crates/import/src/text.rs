//! A stretch of running text: what it says, and which parts of it are set as code.

use std::ops::Range;

/// Text without its markup. Line ends of the source stay as `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    plain: String,
    codes: Vec<Range<usize>>,
}

impl Text {
    #[cfg(test)]
    pub(crate) fn of(plain: &str) -> Self {
        Self { plain: plain.to_owned(), codes: Vec::new() }
    }

    /// The whole text; code stands in it without its marks.
    pub(crate) fn plain(&self) -> &str {
        &self.plain
    }

    /// The parts that are set as code, in order.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().map(|range| &self.plain[range.clone()])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.plain.push_str(text);
    }

    /// Adds text of an HTML page: white space of any length is one blank.
    pub(crate) fn push_collapsed(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.plain.is_empty() && !self.plain.ends_with([' ', '\n']) {
                    self.plain.push(' ');
                }
            } else {
                self.plain.push(c);
            }
        }
    }

    pub(crate) fn push_code(&mut self, text: &str) {
        let start = self.plain.len();
        self.plain.push_str(text);
        self.codes.push(start..self.plain.len());
    }

    /// Where the text ends now; for [`Text::mark_code`].
    pub(crate) fn len(&self) -> usize {
        self.plain.len()
    }

    /// Says that what stands behind `start` is code.
    pub(crate) fn mark_code(&mut self, start: usize) {
        let inside = self.plain.get(start..).unwrap_or_default();
        let start = start + (inside.len() - inside.trim_start().len());
        let end = self.plain.trim_end().len();
        if start < end {
            self.codes.push(start..end);
        }
    }

    /// Ends a line, unless it is empty.
    pub(crate) fn end_line(&mut self) {
        let kept = self.plain.trim_end_matches([' ']).len();
        self.plain.truncate(kept);
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Its parts between `\n`, each with its number from 0.
    pub(crate) fn lines(&self) -> Vec<Text> {
        let mut out = Vec::new();
        let mut start = 0;
        for line in self.plain.split_inclusive('\n') {
            out.push(self.part(start..start + line.trim_end_matches('\n').len()));
            start += line.len();
        }
        out
    }

    /// The text of these bytes, with the code that lies in them. `range` must lie between
    /// characters.
    pub(crate) fn part(&self, range: Range<usize>) -> Text {
        let codes = self
            .codes
            .iter()
            .filter(|code| range.start <= code.start && code.end <= range.end)
            .map(|code| code.start - range.start..code.end - range.start)
            .collect();
        Text { plain: self.plain[range].to_owned(), codes }
    }
}
