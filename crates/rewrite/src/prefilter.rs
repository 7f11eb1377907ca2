//! Telling quickly that a text holds no name at all, as most texts do.
//!
//! Each name is stood for by a piece of four of its bytes, chosen so that few pieces do for
//! all names and that pieces are rare in other text. A vectorised search (Teddy, of the
//! aho-corasick crate) for the pieces costs a fraction of the automaton over whole names.

use crate::suppress;
use aho_corasick::packed::{Config, MatchKind, Searcher};
use std::collections::{BTreeMap, BTreeSet};

const PIECE: usize = 4;

/// How many pieces one searcher takes.
const PIECES: usize = 64;

/// Searches for a piece of any name, or of a suppression; absent where the machine has no vector
/// instructions for it or a name is too short for a piece.
#[derive(Debug)]
pub(crate) struct Prefilter {
    searchers: Option<Vec<Searcher>>,
}

impl Prefilter {
    /// For `names`; of those with `true` beside them only what stands in quotes counts.
    pub(crate) fn new(names: &[(String, bool)]) -> Self {
        let searchers = pieces(names).and_then(|mut pieces| {
            pieces.insert(suppress::PIECE.to_vec());
            let pieces: Vec<Vec<u8>> = pieces.into_iter().collect();
            pieces.chunks(PIECES).map(searcher).collect()
        });
        Self { searchers }
    }

    /// Whether a name or a suppression may stand in `text`; `false` is certain.
    pub(crate) fn may_match(&self, text: &[u8]) -> bool {
        self.searchers
            .as_ref()
            .is_none_or(|searchers| searchers.iter().any(|searcher| searcher.find(text).is_some()))
    }
}

fn searcher(pieces: &[Vec<u8>]) -> Option<Searcher> {
    let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
    builder.extend(pieces);
    builder.build()
}

/// Whether a name has too few bytes to be looked for without the quote before it.
pub(crate) const fn is_short(name: &str) -> bool {
    name.len() < PIECE + 2
}

/// Pieces of which each name holds at least one, or `None` when a name has no piece.
fn pieces(names: &[(String, bool)]) -> Option<BTreeSet<Vec<u8>>> {
    // A short word between quotes: the quote belongs to the piece, whichever it is.
    let spelled: Vec<Vec<u8>> = names
        .iter()
        .flat_map(|(name, quoted)| match *quoted && is_short(name) {
            true => {
                [&b"\""[..], b"'", b"`"].map(|quote| [quote, name.as_bytes()].concat()).to_vec()
            }
            false => vec![name.as_bytes().to_vec()],
        })
        .collect();
    // Shorter ones (`"o1`) are their own piece.
    let (short, long): (Vec<_>, Vec<_>) = spelled.into_iter().partition(|name| name.len() <= PIECE);
    if short.iter().any(|name| name.len() < PIECE - 1) {
        return None;
    }
    let mut chosen: BTreeSet<Vec<u8>> = short.into_iter().collect();
    let mut open: Vec<Vec<u8>> = long.into_iter().filter(|name| !covered(name, &chosen)).collect();
    let mut counts: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for piece in open.iter().flat_map(|name| pieces_of(name)) {
        *counts.entry(piece.to_vec()).or_default() += 1;
    }
    while !open.is_empty() {
        let best = counts.iter().max_by_key(|(piece, count)| **count * rarity(piece).pow(2));
        let piece = best.map(|(piece, _)| piece.clone())?;
        open.retain(|name| {
            let is_open = memchr::memmem::find(name, &piece).is_none();
            if !is_open {
                pieces_of(name).into_iter().for_each(|own| {
                    counts.entry(own.to_vec()).and_modify(|count| *count -= 1);
                });
            }
            is_open
        });
        chosen.insert(piece);
    }
    Some(chosen)
}

fn pieces_of(name: &[u8]) -> BTreeSet<&[u8]> {
    name.windows(PIECE).collect()
}

fn covered(name: &[u8], chosen: &BTreeSet<Vec<u8>>) -> bool {
    chosen.iter().any(|piece| memchr::memmem::find(name, piece).is_some())
}

/// Pieces of names that are parts of everyday words.
const COMMON: &[&[u8]] = &[
    b"-min", b"bedd", b"comm", b"curi", b"edin", b"ext-", b"hat-", b"imag", b"iew-", b"mage",
    b"mbed", b"mini", b"prev", b"revi", b"text", b"view",
];

/// How rare these bytes are in prose and code, roughly.
fn rarity(piece: &[u8]) -> usize {
    if COMMON.contains(&piece) {
        return 1;
    }
    let one = |byte: &u8| match byte {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b'r' | b's' => 1,
        b'l' | b'c' | b'd' | b'u' | b'p' | b'm' | b'f' | b'h' | b'g' | b'.' | b'"' | b'\'' => 2,
        b'0'..=b'9' => 4,
        _ => 3,
    };
    piece.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher;
    use crate::symbol::SymbolMatcher;
    use modelmod_catalog::builtin;
    use std::borrow::Cow;

    #[test]
    fn no_name_is_lost_and_few_pieces_do() {
        let catalog = builtin::catalog();
        let symbols = SymbolMatcher::new(catalog, |_| true).unwrap();
        let all: Vec<usize> = (0..catalog.names().len()).collect();
        let texts: Vec<Cow<'_, str>> =
            all.iter().map(|&at| Cow::Borrowed(catalog.entry(at).text)).collect();
        let signs = matcher::signs(catalog, &all, &texts, symbols.beginnings());
        assert!(pieces(&signs).unwrap().len() < 2 * PIECES, "{:?}", pieces(&signs));
        let prefilter = Prefilter::new(&signs);
        for (at, name) in all.iter().zip(texts) {
            let provider = catalog.provider(&catalog.entry(*at).model.provider).unwrap();
            let context = provider.context.last().map_or("", |word| word.as_ref());
            for text in [format!("x = \"{name}\""), format!("'{name}'"), format!("`{name}`")] {
                let text = format!("{text} {context}");
                assert!(prefilter.may_match(text.as_bytes()), "{text}");
            }
        }
        for symbol in symbols.beginnings() {
            assert!(prefilter.may_match(symbol.as_bytes()), "{symbol}");
        }
        let other = "fn main() { let answer = vec![\"o\", 'x']; } // nothing".repeat(10);
        assert!(prefilter.searchers.is_none() || !prefilter.may_match(other.as_bytes()));
    }
}
