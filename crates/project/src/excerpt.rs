//! Files that are too large to be in memory: read in windows, of which what matters is kept.

use std::io::Read;

use modelmod_edit::{Excerpt, Position, Span};

use crate::content::{SkipReason, fill};
use crate::sift::Sift;

/// How a file is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Windows {
    /// How many bytes a window has that are looked for in it; at least one.
    pub(crate) step: usize,
    /// How many bytes are kept on each side of what is found, and of the file's beginning.
    pub(crate) around: usize,
}

impl Windows {
    pub(crate) const USUAL: Self = Self { step: 1024 * 1024, around: 4096 };
}

/// The parts of `source` in which something is found, each with what stands around it, and its
/// beginning, which may tell what it is; nothing but the number of its bytes where nothing is
/// found. `buffer` is used for it. Of more than `limit` bytes no more is read.
pub(crate) fn excerpt(
    source: &mut impl Read,
    buffer: &mut Vec<u8>,
    limit: u64,
    by: &dyn Sift,
    windows: Windows,
) -> Result<Result<Excerpt, u64>, SkipReason> {
    let Windows { step, around } = windows;
    let ahead = around + by.overlap();
    // In front of a step stands what is around its beginning, and behind it what is around its end.
    buffer.clear();
    buffer.resize(around + step.max(1) + ahead, 0);
    let mut window = Window { bytes: buffer, base: 0, filled: 0, around };
    let mut taken = Taken::default();
    let (mut done, mut is_found) = (0, false);
    loop {
        window.filled = fill(source, window.bytes, window.filled)?;
        let is_over = window.filled < window.bytes.len();
        let size = (window.base + window.filled) as u64;
        if size > limit {
            return Err(SkipReason::TooLarge { size });
        }
        if window.base == 0 && done == 0 {
            taken.take(&window, Span::new(0, 0));
        }
        let end = if is_over { window.filled } else { window.filled - ahead };
        let mut found = by.places(&window.bytes[..window.filled]);
        found.retain(|place| (done - window.base..end).contains(&place.start));
        found.sort_unstable_by_key(|place| (place.start, place.end));
        is_found |= !found.is_empty();
        found.into_iter().for_each(|place| taken.take(&window, place));
        if is_over {
            return Ok(if is_found { Ok(taken.excerpt.of_size(size)) } else { Err(size) });
        }
        done = window.base + end;
        let kept = end.saturating_sub(around);
        taken.lines.count(&window, window.base + kept);
        window.leave(kept);
    }
}

/// What is in memory of the file.
struct Window<'b> {
    bytes: &'b mut Vec<u8>,
    /// Where in the file it begins.
    base: usize,
    filled: usize,
    around: usize,
}

impl Window<'_> {
    /// The bytes in this part of the file.
    fn part(&self, from: usize, to: usize) -> &[u8] {
        &self.bytes[from - self.base..to - self.base]
    }

    /// The part of the file around `place`, as far as it is whole lines, unless these are longer.
    fn lines_around(&self, place: Span) -> Span {
        let from = place.start.saturating_sub(self.around);
        let to = (place.end + self.around).min(self.filled);
        let is_begun = from == 0 && self.base == 0 || from > 0 && self.bytes[from - 1] == b'\n';
        let begin = match is_begun {
            true => from,
            false => memchr::memchr(b'\n', &self.bytes[from..place.start])
                .map_or(from, |at| from + at + 1),
        };
        let end =
            memchr::memrchr(b'\n', &self.bytes[place.end..to]).map_or(to, |at| place.end + at + 1);
        Span::new(self.base + begin, self.base + end)
    }

    /// Forgets the first bytes.
    fn leave(&mut self, count: usize) {
        self.bytes.copy_within(count..self.filled, 0);
        self.base += count;
        self.filled -= count;
    }
}

/// What was kept so far.
#[derive(Default)]
struct Taken {
    excerpt: Excerpt,
    /// Where in the file it ends.
    end: usize,
    lines: Lines,
}

impl Taken {
    fn take(&mut self, window: &Window<'_>, place: Span) {
        let part = window.lines_around(place);
        if part.start > self.end {
            self.lines.count(window, part.start);
            let bytes = window.part(part.start, part.end);
            self.excerpt.push(part.start, self.lines.position(), bytes, false);
        } else if part.end > self.end {
            let is_first = self.end == 0;
            let bytes = window.part(self.end, part.end);
            self.excerpt.push(self.end, self.lines.position(), bytes, !is_first);
        }
        self.end = self.end.max(part.end);
    }
}

/// Counts lines.
#[derive(Default)]
struct Lines {
    /// So many bytes were counted.
    counted: usize,
    /// So many lines ended in them.
    ended: usize,
    /// Where the last line begins.
    start: usize,
}

impl Lines {
    /// Goes on to this place in the file.
    fn count(&mut self, window: &Window<'_>, to: usize) {
        if to <= self.counted {
            return;
        }
        for at in memchr::memchr_iter(b'\n', window.part(self.counted, to)) {
            self.ended += 1;
            self.start = self.counted + at + 1;
        }
        self.counted = to;
    }

    fn position(&self) -> Position {
        Position { line: self.ended + 1, column: self.counted - self.start + 1 }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use modelmod_edit::LineIndex;

    const NEEDLE: &[u8] = b"needle";

    #[derive(Debug)]
    struct ForNeedle;

    impl Sift for ForNeedle {
        fn overlap(&self) -> usize {
            NEEDLE.len()
        }

        fn may_hold(&self, part: &[u8]) -> bool {
            !self.places(part).is_empty()
        }

        fn places(&self, part: &[u8]) -> Vec<Span> {
            let found = memchr::memmem::find_iter(part, NEEDLE);
            found.map(|at| Span::new(at, at + NEEDLE.len())).collect()
        }

        fn most(&self) -> u64 {
            0
        }
    }

    fn read(text: &[u8], windows: Windows) -> Result<Excerpt, u64> {
        excerpt(&mut &*text, &mut Vec::new(), u64::MAX, &ForNeedle, windows).unwrap()
    }

    /// Where needles stand, and on which lines.
    fn places(text: &[u8], excerpt: Option<&Excerpt>) -> Vec<(Span, Position)> {
        let lines = LineIndex::new(text);
        let place = |here: Span| {
            let position = lines.position(here.start);
            match excerpt {
                Some(parts) => (parts.span(here), parts.position(&lines, position)),
                None => (here, position),
            }
        };
        ForNeedle.places(text).into_iter().map(place).collect()
    }

    /// Lines of so many bytes; 0 for a single one without an end.
    fn lines(size: usize, length: usize) -> Vec<u8> {
        let byte = |at: usize| if length > 0 && at % length == length - 1 { b'\n' } else { b'.' };
        (0..size).map(byte).collect()
    }

    #[test]
    fn found_in_its_place_wherever_it_stands() {
        for (step, around) in [(1, 0), (16, 0), (16, 8), (7, 20), (64, 3)] {
            let windows = Windows { step, around };
            for length in [0, 1, 5, 13, 40, 100] {
                let blank = lines(120, length);
                assert_eq!(read(&blank, windows), Err(120));
                for at in 0..=blank.len() - NEEDLE.len() {
                    let mut text = blank.clone();
                    text[at..at + NEEDLE.len()].copy_from_slice(NEEDLE);
                    // A second one, near it or far from it.
                    let other = (at + 6 + at % 50).min(blank.len() - NEEDLE.len());
                    if other >= at + 6 {
                        text[other..other + NEEDLE.len()].copy_from_slice(NEEDLE);
                    }
                    let parts = read(&text, windows).unwrap();
                    let found = places(parts.text(), Some(&parts));
                    let doing = format!("{windows:?}, lines of {length}, at {at} and {other}");
                    assert_eq!(found, places(&text, None), "{doing}");
                    assert_eq!(parts.size(), 120);
                    assert!(parts.text().len() <= 5 * around + 14 + 2 * 64, "{doing}");
                }
            }
        }
    }

    #[test]
    fn what_stands_around_is_kept_by_lines() {
        let text = b"first\nsecond\nabove\na needle\nbelow\nlast but one\nlast\n";
        let parts = read(text, Windows { step: 4, around: 8 }).unwrap();
        assert_eq!(parts.text(), b"first\n\nabove\na needle\nbelow\n");
    }

    #[test]
    fn a_file_that_is_too_large_is_given_up() {
        let text = lines(1000, 10);
        let windows = Windows { step: 16, around: 4 };
        let refused = excerpt(&mut &*text, &mut Vec::new(), 99, &ForNeedle, windows);
        assert!(matches!(refused, Err(SkipReason::TooLarge { .. })), "{refused:?}");
    }
}
