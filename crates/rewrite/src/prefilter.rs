//! Telling quickly that a text holds no name at all, as most texts do.
//!
//! Each name is stood for by a piece of four of its bytes, chosen so that few pieces do for
//! all names and that pieces are rare in other text. A vectorised search (Teddy, of the
//! aho-corasick crate) for the pieces costs a fraction of the automaton over whole names.

use crate::suppress;
use aho_corasick::packed::{Config, MatchKind, Searcher};
use std::collections::{BTreeMap, BTreeSet};

const PIECE: usize = 4;

/// Searches for a piece of any name, or of a suppression; absent where the machine has no vector instructions for
/// it or a name is too short for a piece.
#[derive(Debug)]
pub(crate) struct Prefilter {
    searcher: Option<Searcher>,
}

impl Prefilter {
    /// For `names`; of those with `true` beside them only what stands in quotes counts.
    pub(crate) fn new(names: &[(&str, bool)]) -> Self {
        let searcher = pieces(names).and_then(|pieces| {
            let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
            builder.extend(pieces);
            builder.extend([suppress::PIECE]);
            builder.build()
        });
        Self { searcher }
    }

    /// Whether a name or a suppression may stand in `text`; `false` is certain.
    pub(crate) fn may_match(&self, text: &[u8]) -> bool {
        self.searcher.as_ref().is_none_or(|searcher| searcher.find(text).is_some())
    }
}

/// Pieces of which each name holds at least one, or `None` when a name has no piece.
fn pieces(names: &[(&str, bool)]) -> Option<BTreeSet<Vec<u8>>> {
    // A short word between quotes: the quote belongs to the piece, whichever it is.
    let spelled: Vec<Vec<u8>> = names
        .iter()
        .flat_map(|&(name, quoted)| match quoted && name.len() < PIECE + 2 {
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
    while !open.is_empty() {
        let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
        for name in &open {
            let own: BTreeSet<&[u8]> = name.windows(PIECE).collect();
            own.into_iter().for_each(|piece| *counts.entry(piece).or_default() += 1);
        }
        let best = counts.iter().max_by_key(|(piece, count)| **count * rarity(piece).pow(2));
        let piece = best.map(|(piece, _)| piece.to_vec())?;
        chosen.insert(piece);
        open.retain(|name| !covered(name, &chosen));
    }
    Some(chosen)
}

fn covered(name: &[u8], chosen: &BTreeSet<Vec<u8>>) -> bool {
    chosen.iter().any(|piece| memchr::memmem::find(name, piece).is_some())
}

/// How rare these bytes are in prose and code, roughly.
fn rarity(piece: &[u8]) -> usize {
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
    use crate::symbol::SymbolMatcher;
    use modelmod_catalog::builtin;

    #[test]
    fn no_name_is_lost_and_few_pieces_do() {
        let symbols = SymbolMatcher::new(builtin::catalog(), |_| true).unwrap();
        let beginnings = symbols.beginnings().iter().map(|begin| (begin.as_str(), false));
        let names: Vec<(&str, bool)> = builtin::catalog()
            .names()
            .iter()
            .map(|name| {
                let model = &builtin::catalog().models()[usize::from(name.model)];
                (name.text.as_ref(), model.common_word)
            })
            .chain(beginnings)
            .collect();
        assert!(pieces(&names).unwrap().len() <= 64, "{:?}", pieces(&names));
        let prefilter = Prefilter::new(&names);
        for (name, _) in names {
            for text in [format!("x = \"{name}\""), format!("'{name}'"), format!("`{name}`")] {
                assert!(prefilter.may_match(text.as_bytes()), "{text}");
            }
        }
        let other = "fn main() { let answer = vec![\"o\", 'x']; } // nothing".repeat(10);
        assert!(prefilter.searcher.is_none() || !prefilter.may_match(other.as_bytes()));
    }
}
