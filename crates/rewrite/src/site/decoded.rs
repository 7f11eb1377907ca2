//! A text inside of another that escapes or indents it.

use crate::matcher::Occurrence;
use modelmod_edit::Span;

/// A text as the program sees it that reads it, and where each byte of it comes from.
#[derive(Default)]
pub(super) struct Decoded {
    pub(super) text: Vec<u8>,
    /// For each byte of `text`, the offset in the file of what stands for it. Rising.
    from: Vec<usize>,
}

impl Decoded {
    /// Adds a byte that stands at `from` in the file.
    pub(super) fn push(&mut self, from: usize, byte: u8) {
        self.text.push(byte);
        self.from.push(from);
    }

    /// The occurrences that stand in it, each with its place among `occurrences`.
    pub(super) fn inside(&self, occurrences: &[Occurrence]) -> Vec<(usize, Occurrence)> {
        let (Some(&first), Some(&last)) = (self.from.first(), self.from.last()) else {
            return Vec::new();
        };
        let start = occurrences.partition_point(|occurrence| occurrence.span.start < first);
        let inside = occurrences.iter().enumerate().skip(start);
        inside
            .take_while(|(_, occurrence)| occurrence.span.start <= last)
            .filter_map(|(at, occurrence)| {
                let span = self.span(occurrence.span)?;
                let core = self.span(occurrence.core)?;
                Some((at, Occurrence { span, core, ..*occurrence }))
            })
            .collect()
    }

    /// The span of the decoded text that the file's `span` stands for.
    pub(super) fn span(&self, span: Span) -> Option<Span> {
        let start = self.from.binary_search(&span.start).ok()?;
        let end = start + span.len();
        let is_here = self.from.get(end - 1) == Some(&(span.end - 1));
        is_here.then(|| Span::new(start, end))
    }
}
