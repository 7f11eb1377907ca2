//! Replacing bytes, all at once and only where asked.

use crate::Span;
use std::fmt;

/// "Write `text` where `span` is."
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// The bytes that come.
    pub text: Vec<u8>,
}

/// Edits of one file: sorted, without overlap, inside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditSet {
    edits: Vec<Edit>,
}

/// Why edits do not make an [`EditSet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits want the same bytes (or insert at the same place).
    Overlap(Span, Span),
    /// An edit reaches behind the end of the file.
    OutOfBounds(Span, usize),
}

impl EditSet {
    /// Sorts `edits` and checks them against a file of `len` bytes.
    ///
    /// # Errors
    ///
    /// When two edits overlap, or one lies outside the file. Two equal edits overlap too:
    /// one of them comes from a mistake.
    pub fn new(mut edits: Vec<Edit>, len: usize) -> Result<Self, EditError> {
        edits.sort();
        for pair in edits.windows(2) {
            let (first, second) = (pair[0].span, pair[1].span);
            if first.end > second.start || first == second {
                return Err(EditError::Overlap(first, second));
            }
        }
        match edits.last() {
            Some(last) if last.span.end > len => Err(EditError::OutOfBounds(last.span, len)),
            _ => Ok(Self { edits }),
        }
    }

    /// The edits, by position.
    #[must_use]
    pub fn as_slice(&self) -> &[Edit] {
        &self.edits
    }

    /// Leaves out those that `keep` does not want.
    pub fn retain(&mut self, keep: impl FnMut(&Edit) -> bool) {
        self.edits.retain(keep);
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The text after the edits. Every byte outside them is copied as it is.
    #[must_use]
    pub fn apply(&self, text: &[u8]) -> Vec<u8> {
        self.apply_within(text, Span::new(0, text.len()))
    }

    /// The bytes of `part` after those edits that lie in it.
    ///
    /// `part` must not cut through an edit; an edit that it cuts through is left out.
    #[must_use]
    pub fn apply_within(&self, text: &[u8], part: Span) -> Vec<u8> {
        let mut out = Vec::with_capacity(part.len() + 64);
        let mut at = part.start;
        for edit in self.within(part) {
            out.extend_from_slice(&text[at..edit.span.start]);
            out.extend_from_slice(&edit.text);
            at = edit.span.end;
        }
        out.extend_from_slice(&text[at..part.end]);
        out
    }

    /// The edits that lie in `part`.
    pub fn within(&self, part: Span) -> impl Iterator<Item = &Edit> {
        let first = self.edits.partition_point(|edit| edit.span.start < part.start);
        self.edits[first..].iter().take_while(move |edit| edit.span.end <= part.end)
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(a, b) => write!(
                f,
                "two edits overlap: bytes {}..{} and {}..{}",
                a.start, a.end, b.start, b.end
            ),
            Self::OutOfBounds(span, len) => write!(
                f,
                "an edit of bytes {}..{} lies outside the file's {len} bytes",
                span.start, span.end
            ),
        }
    }
}

impl std::error::Error for EditError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.as_bytes().to_vec() }
    }

    #[test]
    fn refuses_overlap_and_outside() {
        let overlap = EditSet::new(vec![edit(3, 5, "x"), edit(1, 4, "y")], 9);
        assert_eq!(overlap, Err(EditError::Overlap(Span::new(1, 4), Span::new(3, 5))));
        assert!(EditSet::new(vec![edit(2, 2, "x"), edit(2, 2, "y")], 9).is_err());
        assert!(EditSet::new(vec![edit(8, 10, "x")], 9).is_err());
        assert!(EditSet::new(vec![edit(1, 3, "x"), edit(3, 4, "y")], 9).is_ok());
    }

    #[test]
    fn of_a_part_only_its_own_edits_are_made() {
        let edits = vec![edit(0, 3, "A"), edit(4, 6, "B"), edit(8, 10, "C")];
        let set = EditSet::new(edits, 12).unwrap();
        let part = |start, end| {
            let after = set.apply_within(b"0123456789ab", Span::new(start, end));
            String::from_utf8(after).unwrap()
        };
        assert_eq!(part(0, 12), "A3B67Cab");
        assert_eq!(part(4, 10), "B67C");
        // Those that the part cuts through are left out, at either end.
        assert_eq!(part(2, 7), "23B6");
        assert_eq!(part(3, 9), "3B678");
        assert_eq!(set.within(Span::new(5, 9)).count(), 0);
    }

    proptest! {
        #[test]
        fn bytes_outside_edits_stay(
            text in prop::collection::vec(any::<u8>(), 0..200),
            cuts in prop::collection::btree_set(0usize..200, 0..12),
            new in "[a-z]{0,5}",
        ) {
            let cuts: Vec<usize> = cuts.into_iter().filter(|&cut| cut <= text.len()).collect();
            let edits: Vec<Edit> =
                cuts.chunks_exact(2).map(|pair| edit(pair[0], pair[1], &new)).collect();
            let set = EditSet::new(edits.clone(), text.len()).unwrap();
            let after = set.apply(&text);
            // Walk both texts: kept pieces must be equal, edits must be there.
            let (mut before_at, mut after_at) = (0, 0);
            for edit in set.as_slice() {
                let kept = edit.span.start - before_at;
                prop_assert_eq!(&text[before_at..edit.span.start], &after[after_at..after_at + kept]);
                after_at += kept;
                prop_assert_eq!(&after[after_at..after_at + edit.text.len()], &edit.text[..]);
                after_at += edit.text.len();
                before_at = edit.span.end;
            }
            prop_assert_eq!(&text[before_at..], &after[after_at..]);
        }
    }
}
