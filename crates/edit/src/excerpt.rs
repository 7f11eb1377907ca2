//! Parts of a text that is too long to be in memory.

use crate::{LineIndex, Position, Span};

/// So many lines between two parts are as good as any number: nobody looks that far.
const FAR: usize = 64;

/// Parts of a long text, put together to a short one, with where they stand in the long one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    text: Vec<u8>,
    parts: Vec<Part>,
    /// So many lines of the long text end before the end of the last part.
    lines: usize,
    /// How many bytes the long text has.
    size: u64,
}

/// One part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    /// Where it begins in the short text, which is at the beginning of a line there.
    start: usize,
    /// Where it begins in the long text.
    offset: usize,
    /// Likewise, as a position.
    position: Position,
}

impl Excerpt {
    /// Adds bytes that stand at `offset` of the long text, at this position: the next ones of the
    /// last part if `continues`, else another part, further on.
    pub fn push(&mut self, offset: usize, position: Position, bytes: &[u8], continues: bool) {
        if !continues {
            // As many lines lie between two parts as in the long text, and parts are on lines of
            // their own: the end of one and the beginning of the next are not beside each other.
            let between = (position.line - 1).saturating_sub(self.lines).min(FAR);
            self.text.resize(self.text.len() + between, b'\n');
            if self.text.last().is_some_and(|last| *last != b'\n') {
                self.text.push(b'\n');
            }
            self.parts.push(Part { start: self.text.len(), offset, position });
            self.lines = position.line - 1;
        }
        self.lines += memchr::memchr_iter(b'\n', bytes).count();
        self.text.extend_from_slice(bytes);
    }

    /// Says how many bytes the long text has.
    #[must_use]
    pub fn of_size(self, size: u64) -> Self {
        Self { size, ..self }
    }

    /// The short text.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// How many bytes the long text has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Where in the long text that is which stands at `offset` of the short one.
    fn offset(&self, offset: usize) -> usize {
        self.part(offset).map_or(offset, |part| part.offset + (offset - part.start))
    }

    /// Where those bytes of the short text stand in the long one.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        let start = self.offset(span.start);
        Span::new(start, start + span.len())
    }

    /// The place in the long text of one in the short text, whose `lines` these are.
    #[must_use]
    pub fn position(&self, lines: &LineIndex, position: Position) -> Position {
        let Position { line, column } = position;
        let offset = lines.span(line.saturating_sub(1)).start + (column - 1);
        let Some(part) = self.part(offset) else { return position };
        let first = lines.line_of(part.start) + 1;
        if line == first {
            Position { line: part.position.line, column: part.position.column + column - 1 }
        } else {
            Position { line: part.position.line + line - first, column }
        }
    }

    /// The part in which the byte at `offset` of the short text is.
    fn part(&self, offset: usize) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.start <= offset);
        self.parts.get(behind.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_long_text() {
        let long = b"one\ntwo three\nfour\nfive six\n";
        let mut excerpt = Excerpt::default();
        let lines = LineIndex::new(long);
        let mut add = |span: Span, continues: bool| {
            excerpt.push(span.start, lines.position(span.start), &long[span.range()], continues);
        };
        add(Span::new(8, 11), false);
        add(Span::new(11, 17), true);
        add(Span::new(24, 28), false);
        let excerpt = excerpt.of_size(28);
        assert_eq!(excerpt.text(), b"\nthree\nfou\nsix\n");
        let short = LineIndex::new(excerpt.text());
        for word in ["thr", "ee", "fou", "six", "ix"] {
            let find = |text: &[u8]| {
                let at = text.windows(word.len()).position(|part| part == word.as_bytes());
                at.map(|at| Span::new(at, at + word.len()))
            };
            let (Some(here), Some(there)) = (find(excerpt.text()), find(long)) else {
                unreachable!("{word} stands in both")
            };
            assert_eq!(excerpt.span(here), there, "{word}");
            let position = excerpt.position(&short, short.position(here.start));
            assert_eq!(position, lines.position(there.start), "{word}");
        }
    }

    #[test]
    fn lines_between_parts_count_up_to_a_number() {
        let text = |lines: [usize; 2], first: &[u8]| {
            let mut excerpt = Excerpt::default();
            excerpt.push(0, Position { line: lines[0], column: 1 }, first, false);
            excerpt.push(5000, Position { line: lines[1], column: 1 }, b"b", false);
            String::from_utf8_lossy(excerpt.text()).into_owned()
        };
        assert_eq!(text([1, 1], b"a"), "a\nb", "on one line");
        assert_eq!(text([1, 2], b"a"), "a\nb");
        assert_eq!(text([1, 2], b"a\n"), "a\nb", "the next line");
        assert_eq!(text([1, 3], b"a\n"), "a\n\nb");
        assert_eq!(text([1, 4], b"a"), "a\n\n\nb");
        assert_eq!(text([1, 9000], b"a\n").len(), 3 + FAR);
        assert_eq!(text([3, 4], b"a\n").trim_start(), "a\nb");
    }
}
