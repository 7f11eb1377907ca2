//! Where lines begin.

use crate::Span;

/// A place for people and editors: both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number.
    pub line: usize,
    /// Column in bytes.
    pub column: usize,
}

/// Finds lines of a text by byte offset. A line ends behind its `\n`, whatever precedes it.
///
/// Built in one pass; each question costs a binary search, so a line of megabytes is as
/// cheap as any other.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Offset of the first byte of each line.
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at + 1));
        // A final newline ends the last line; it does not begin another.
        if starts.len() > 1 && starts.last() == Some(&text.len()) {
            starts.pop();
        }
        Self { starts, len: text.len() }
    }

    /// Number of lines; an empty text has one, empty, line.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 0, that holds the byte at `offset`. Offsets past the end are in the last.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of line `line` (from 0), with its line end.
    #[must_use]
    pub fn span(&self, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(self.len);
        let end = self.starts.get(line + 1).copied().unwrap_or(self.len);
        Span::new(start, end)
    }

    /// Line and column of the byte at `offset`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        Position { line: line + 1, column: offset - self.starts[line] + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_behind_their_newline() {
        let index = LineIndex::new(b"a\r\nbc\n\nd");
        assert_eq!(index.count(), 4);
        assert_eq!(index.span(0), Span::new(0, 3));
        assert_eq!(index.span(2), Span::new(6, 7));
        assert_eq!(index.span(3), Span::new(7, 8));
        assert_eq!(index.position(4), Position { line: 2, column: 2 });
        assert_eq!(index.position(7), Position { line: 4, column: 1 });
    }

    #[test]
    fn a_final_newline_begins_no_line() {
        assert_eq!(LineIndex::new(b"a\nb\n").count(), 2);
        assert_eq!(LineIndex::new(b"a\nb\n").position(4), Position { line: 2, column: 3 });
        assert_eq!(LineIndex::new(b"\n").count(), 1);
        assert_eq!(LineIndex::new(b"").count(), 1);
    }
}
