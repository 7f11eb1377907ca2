//! How a parser reads a text, and how much of it.
//!
//! Where a comment is opened and never closed, some grammars look for its end as far as the text
//! goes, find none, and take the first sign for something else. With thousands of such signs that
//! is as many times the whole text, within few steps of the parser.

use std::cell::Cell;

/// How many bytes a parser gets at a time. It asks again for what it goes back to.
const PART: usize = 16 * 1024;

/// How many times a parser may read a text; sound texts are read once or twice.
const TIMES: usize = 16;

/// How many parts it may read of the shortest text: some tenths of a second.
const FEWEST: usize = 1024;

/// The longest letter in bytes.
const LETTER: usize = 4;

/// A text that is read by a parser.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    text: &'t [u8],
    /// How many parts may yet be read.
    left: Cell<usize>,
    /// The parser goes on after a pause, and asks once more for where it was.
    is_resumed: Cell<bool>,
    /// Where the last part that it was given ends.
    end: Cell<usize>,
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t [u8]) -> Self {
        let left = text.len().div_ceil(PART) * TIMES + FEWEST;
        Self { text, left: Cell::new(left), is_resumed: Cell::new(false), end: Cell::new(0) }
    }

    /// To be said before the parser goes on after a pause.
    pub(super) fn resume(&self) {
        self.is_resumed.set(true);
    }

    /// The text from the byte `at` on, or a part of it; nothing where too much was read, which
    /// to the parser is the end.
    pub(super) fn from(&self, at: usize) -> &'t [u8] {
        let cost = usize::from(!self.is_resumed.take());
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(left) = self.left.get().checked_sub(cost) else {
            // Where a part ends within a letter, the parser asks for that letter again, and reads
            // it without a look at whether there is any.
            let is_cut = at < self.end.get() && self.end.get() - at < LETTER;
            return if is_cut { &rest[..rest.len().min(LETTER)] } else { b"" };
        };
        self.left.set(left);
        let part = &rest[..rest.len().min(PART)];
        self.end.set(at + part.len());
        part
    }

    /// Whether too much was read: a tree is then not that of the text.
    pub(super) fn is_over(&self) -> bool {
        self.left.get() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_their_end() {
        let text = vec![b'x'; PART + 10];
        let reading = Reading::new(&text);
        assert_eq!(reading.from(0).len(), PART);
        assert_eq!(reading.from(PART).len(), 10);
        assert_eq!(reading.from(text.len()).len(), 0);
        assert_eq!(reading.from(text.len() + 1).len(), 0);
        reading.resume();
        assert_eq!(reading.from(PART).len(), 10, "and costs nothing");
        for _ in 0..2 * TIMES + FEWEST - 4 {
            assert!(!reading.is_over());
            assert!(!reading.from(0).is_empty());
        }
        assert!(reading.is_over());
        assert!(reading.from(0).is_empty());
    }

    /// The parser would read what is not there.
    #[test]
    fn a_letter_that_was_begun_is_given_to_its_end() {
        let text = vec![0xE2; PART + 10];
        let reading = Reading::new(&text);
        while !reading.is_over() {
            assert_eq!(reading.from(0).len(), PART);
        }
        assert_eq!(reading.from(PART - 3).len(), LETTER);
        for at in [0, PART - 4, PART, text.len()] {
            assert!(reading.from(at).is_empty(), "{at}");
        }
    }
}
