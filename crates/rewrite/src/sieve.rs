//! Finding all of many texts in bytes, and telling quickly that none stands there, as in most
//! files.
//!
//! A vectorised search (Teddy, of the aho-corasick crate) runs over the bytes once for each
//! group of some dozens of pieces; each text has one piece ([`crate::pieces`]). Where a piece
//! stands, the texts it stands for are compared with what is around it. So nothing is ever
//! looked through twice because something resembles a name, and no automaton over whole names
//! is needed: that costs ten times as much.

use crate::pieces::{Foothold, PIECE, Pieces};
use aho_corasick::packed::{Config, MatchKind, Searcher};
use aho_corasick::{AhoCorasick, BuildError};
use modelmod_edit::Span;

/// How many pieces one pass takes: more make a vectorised search slow.
const PIECES: usize = 64;

/// A text that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its place among the texts looked for.
    pub(crate) text: usize,
}

/// Finds texts.
#[derive(Debug)]
pub(crate) struct Sieve {
    passes: Vec<Pass>,
}

/// One pass over the bytes, for some of the pieces.
#[derive(Debug)]
struct Pass {
    search: Search,
    pieces: Vec<Piece>,
    /// Pieces of several lengths: at one place there may stand more than one of them.
    is_mixed: bool,
}

#[derive(Debug)]
enum Search {
    Vector(Searcher),
    /// For machines without vector instructions.
    Automaton(Box<AhoCorasick>),
}

/// A piece, and the texts that it stands for.
#[derive(Debug)]
struct Piece {
    bytes: Vec<u8>,
    /// By what they have before the piece.
    groups: Vec<Group>,
}

/// Texts that are alike up to their piece.
#[derive(Debug)]
struct Group {
    before: Vec<u8>,
    /// What they have from the piece on, sorted.
    tails: Vec<Tail>,
}

#[derive(Debug)]
struct Tail {
    bytes: Vec<u8>,
    /// Place of the text.
    text: usize,
    /// The longest other tail of the group with which this one begins.
    shorter: Option<usize>,
}

impl Sieve {
    /// For `texts`; empty ones are never found.
    ///
    /// # Errors
    ///
    /// When they do not fit into an automaton (gigabytes of them).
    pub(crate) fn new(texts: &[&[u8]]) -> Result<Self, BuildError> {
        Self::with(texts, true)
    }

    fn with(texts: &[&[u8]], is_vectorised: bool) -> Result<Self, BuildError> {
        let Pieces { pieces, footholds } = Pieces::choose(texts);
        let mut tables: Vec<Piece> =
            pieces.into_iter().map(|bytes| Piece { bytes, groups: Vec::new() }).collect();
        for (at, foothold) in footholds.into_iter().enumerate() {
            let Some(Foothold { piece, offset }) = foothold else { continue };
            let (before, tail) = texts[at].split_at(offset);
            tables[piece].add(before, tail, at);
        }
        tables.retain_mut(|piece| {
            piece.groups.iter_mut().for_each(Group::link);
            !piece.groups.is_empty()
        });
        let (mut long, mut short): (Vec<Piece>, Vec<Piece>) =
            tables.into_iter().partition(|piece| piece.bytes.len() >= PIECE);
        let mut passes = Vec::new();
        let each = long.len().div_ceil(long.len().div_ceil(PIECES).max(1)).max(1);
        while !long.is_empty() {
            let rest = long.split_off(each.min(long.len()));
            passes.push(Pass::new(std::mem::replace(&mut long, rest), false, is_vectorised)?);
        }
        while !short.is_empty() {
            let rest = short.split_off(PIECES.min(short.len()));
            passes.push(Pass::new(std::mem::replace(&mut short, rest), true, is_vectorised)?);
        }
        Ok(Self { passes })
    }

    /// Each place of each text, whether inside another or not, by end and then by start.
    pub(crate) fn find(&self, bytes: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.passes.iter().for_each(|pass| pass.find(bytes, &mut hits));
        hits.sort_unstable_by_key(|hit| (hit.span.end, hit.span.start, hit.text));
        hits
    }

    /// Whether any text stands in `bytes`.
    pub(crate) fn stands_in(&self, bytes: &[u8]) -> bool {
        let mut hits = Vec::new();
        self.passes.iter().any(|pass| {
            pass.find(bytes, &mut hits);
            !hits.is_empty()
        })
    }
}

impl Pass {
    fn new(pieces: Vec<Piece>, is_mixed: bool, is_vectorised: bool) -> Result<Self, BuildError> {
        let all = || pieces.iter().map(|piece| &piece.bytes);
        let searcher = || {
            let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
            builder.extend(all());
            builder.build().filter(|_| is_vectorised)
        };
        let search = match searcher() {
            Some(searcher) => Search::Vector(searcher),
            None => Search::Automaton(Box::new(AhoCorasick::new(all())?)),
        };
        Ok(Self { search, pieces, is_mixed })
    }

    fn find(&self, bytes: &[u8], hits: &mut Vec<Hit>) {
        match &self.search {
            Search::Vector(searcher) => {
                let mut from = 0;
                // Pieces may overlap: the next is looked for from the next byte on.
                while let Some(found) =
                    searcher.find_in(bytes, aho_corasick::Span { start: from, end: bytes.len() })
                {
                    from = found.start() + 1;
                    match self.is_mixed {
                        true => self.pieces.iter().for_each(|piece| {
                            if bytes[found.start()..].starts_with(&piece.bytes) {
                                piece.examine(bytes, found.start(), hits);
                            }
                        }),
                        false => {
                            let piece = &self.pieces[found.pattern().as_usize()];
                            piece.examine(bytes, found.start(), hits);
                        }
                    }
                }
            }
            Search::Automaton(automaton) => {
                for found in automaton.find_overlapping_iter(bytes) {
                    let piece = &self.pieces[found.pattern().as_usize()];
                    piece.examine(bytes, found.start(), hits);
                }
            }
        }
    }
}

impl Piece {
    fn add(&mut self, before: &[u8], tail: &[u8], text: usize) {
        let tail = Tail { bytes: tail.to_vec(), text, shorter: None };
        match self.groups.iter_mut().find(|group| group.before == before) {
            Some(group) => group.tails.push(tail),
            None => self.groups.push(Group { before: before.to_vec(), tails: vec![tail] }),
        }
    }

    /// Notes the texts around the piece at `at`.
    fn examine(&self, bytes: &[u8], at: usize, hits: &mut Vec<Hit>) {
        for group in &self.groups {
            // From the end, where most differ: a call to compare them costs more.
            let mut before = bytes[..at].iter().rev();
            if group.before.iter().rev().all(|byte| before.next() == Some(byte)) {
                group.examine(bytes, at, hits);
            }
        }
    }
}

impl Group {
    fn link(&mut self) {
        self.tails.sort_by(|a, b| (&a.bytes, a.text).cmp(&(&b.bytes, b.text)));
        for at in 1..self.tails.len() {
            // What begins alike stands together: a shorter one is the one before, or one of
            // those with which that begins.
            let mut shorter = Some(at - 1);
            while let Some(other) = shorter
                && !self.tails[at].bytes.starts_with(&self.tails[other].bytes)
            {
                shorter = self.tails[other].shorter;
            }
            self.tails[at].shorter = shorter;
        }
    }

    fn examine(&self, bytes: &[u8], at: usize, hits: &mut Vec<Hit>) {
        let rest = &bytes[at..];
        // Of all tails that sort before the rest, the last begins with each tail with which the
        // rest begins.
        let after = self.tails.partition_point(|tail| tail.bytes.as_slice() <= rest);
        let mut next = after.checked_sub(1);
        while let Some(place) = next {
            let tail = &self.tails[place];
            if rest.starts_with(&tail.bytes) {
                let span = Span::new(at - self.before.len(), at + tail.bytes.len());
                hits.push(Hit { span, text: tail.text });
            }
            next = tail.shorter;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What an automaton over the whole texts finds.
    fn wanted(texts: &[&[u8]], bytes: &[u8]) -> Vec<Hit> {
        let texts_and_places: Vec<(usize, &&[u8])> =
            texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).collect();
        let automaton = AhoCorasick::new(texts_and_places.iter().map(|(_, text)| text)).unwrap();
        let mut hits: Vec<Hit> = automaton
            .find_overlapping_iter(bytes)
            .map(|hit| Hit {
                span: Span::new(hit.start(), hit.end()),
                text: texts_and_places[hit.pattern().as_usize()].0,
            })
            .collect();
        hits.sort_by_key(|hit| (hit.span.end, hit.span.start, hit.text));
        hits
    }

    fn check(texts: &[&[u8]], bytes: &[u8]) {
        let wanted = wanted(texts, bytes);
        for is_vectorised in [true, false] {
            let sieve = Sieve::with(texts, is_vectorised).unwrap();
            assert_eq!(sieve.find(bytes), wanted, "vectorised: {is_vectorised}");
            assert_eq!(sieve.stands_in(bytes), !wanted.is_empty());
        }
    }

    #[test]
    fn what_overlaps_and_what_begins_alike() {
        check(&[b"abcd", b"bcde", b"abcdefgh", b"cdef"], &b"xabcdefghabcd".repeat(20));
        check(&[b"gpt-4", b"gpt-4o", b"gpt-4o-mini", b"gpt-4.1"], b"gpt-4o-mini gpt-4.1-x gpt-4");
        check(&[b"aaaa", b"aaaaa", b"aaaaaaaa"], &b"a".repeat(100));
        check(&[b"o1", b"o1x", b"", b"\"o1\""], b"o1x \"o1\" o1 o");
        check(&[], b"text");
        check(&[b"text"], b"");
    }

    proptest! {
        #[test]
        fn as_an_automaton_finds(
            texts in prop::collection::vec("[ab1-]{0,9}", 0..150),
            bytes in "[ab1-]{0,400}",
        ) {
            let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
            check(&texts, bytes.as_bytes());
        }
    }
}
