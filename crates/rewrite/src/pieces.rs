//! Which few bytes stand for each of many texts when all of them are looked for at once.
//!
//! A vectorised search takes some dozens of short patterns, and is the quicker the fewer and the
//! rarer they are. So each text is stood for by four of its bytes, at any offset, chosen so that
//! few pieces do for all texts and that pieces are rare in what people write.

use std::collections::BTreeSet;

/// How many bytes a piece has, unless its text has fewer.
pub(crate) const PIECE: usize = 4;

/// What one more piece costs, as places in a megabyte where a piece stands in vain.
const ONE_MORE: f64 = 0.3;

/// Where a text is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Foothold {
    /// Place in [`Pieces::pieces`].
    pub(crate) piece: usize,
    /// How many bytes of the text stand before the piece.
    pub(crate) offset: usize,
}

/// Pieces for some texts.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// Each once, sorted. Those of fewer than [`PIECE`] bytes are whole texts.
    pub(crate) pieces: Vec<Vec<u8>>,
    /// For each text, one piece that it holds; `None` for an empty text.
    pub(crate) footholds: Vec<Option<Foothold>>,
}

impl Pieces {
    /// Chooses pieces for `texts`: greedily, what stands for most texts at the least cost first.
    pub(crate) fn choose(texts: &[&[u8]]) -> Self {
        let (short, mut open): (Vec<&[u8]>, Vec<&[u8]>) =
            texts.iter().partition(|text| text.len() < PIECE);
        open.sort_unstable();
        open.dedup();
        let mut candidates = candidates(&open);
        // By text, the candidates that it holds.
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); open.len()];
        for (at, candidate) in candidates.iter().enumerate() {
            candidate.holders.iter().for_each(|&text| held[text].push(at));
        }
        let mut chosen: BTreeSet<Vec<u8>> =
            short.iter().filter(|text| !text.is_empty()).map(|text| text.to_vec()).collect();
        while let Some(at) = best(&candidates) {
            chosen.insert(candidates[at].piece.to_vec());
            for text in std::mem::take(&mut candidates[at].holders) {
                for other in std::mem::take(&mut held[text]) {
                    candidates[other].left -= 1;
                }
            }
        }
        let pieces: Vec<Vec<u8>> = chosen.into_iter().collect();
        let whole: Vec<Whole> = pieces.iter().enumerate().filter_map(Whole::new).collect();
        let foothold = |text: &&[u8]| match text.len() < PIECE {
            true => {
                let place = pieces.binary_search_by(|piece| piece.as_slice().cmp(text)).ok()?;
                Some(Foothold { piece: place, offset: 0 })
            }
            false => foothold(text, &whole),
        };
        let footholds = texts.iter().map(foothold).collect();
        Self { pieces, footholds }
    }
}

/// A piece that may be chosen.
struct Candidate {
    piece: [u8; PIECE],
    /// Places of the texts that hold it.
    holders: Vec<usize>,
    /// How many of them have no piece yet.
    left: usize,
    cost: f64,
}

impl Candidate {
    fn cost_of_each(&self) -> f64 {
        self.cost / f64::from(u32::try_from(self.left).unwrap_or(u32::MAX))
    }
}

/// All pieces of `texts`, sorted.
fn candidates(texts: &[&[u8]]) -> Vec<Candidate> {
    let mut all: Vec<([u8; PIECE], usize)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let pieces = text.windows(PIECE).filter_map(|piece| piece.try_into().ok());
        all.extend(pieces.map(|piece| (piece, at)));
    }
    all.sort_unstable();
    all.dedup();
    let of_one = all.chunk_by(|(a, _), (b, _)| a == b);
    let candidate = |all: &[([u8; PIECE], usize)]| Candidate {
        piece: all[0].0,
        holders: all.iter().map(|(_, text)| *text).collect(),
        left: all.len(),
        cost: frequency(&all[0].0) + ONE_MORE,
    };
    of_one.map(candidate).collect()
}

/// The cheapest candidate by what it stands for, while any text is without a piece.
fn best(candidates: &[Candidate]) -> Option<usize> {
    let open = candidates.iter().enumerate().filter(|(_, candidate)| candidate.left > 0);
    // Of equal ones the first.
    open.min_by(|(_, a), (_, b)| a.cost_of_each().total_cmp(&b.cost_of_each())).map(|(at, _)| at)
}

/// A chosen piece of [`PIECE`] bytes.
struct Whole {
    bytes: [u8; PIECE],
    /// Place in [`Pieces::pieces`].
    at: usize,
    frequency: f64,
}

impl Whole {
    fn new((at, piece): (usize, &Vec<u8>)) -> Option<Self> {
        let bytes = piece.as_slice().try_into().ok()?;
        Some(Self { bytes, at, frequency: frequency(piece) })
    }
}

/// The rarest piece in `text` of those chosen, which are sorted.
fn foothold(text: &[u8], chosen: &[Whole]) -> Option<Foothold> {
    let here = text.windows(PIECE).enumerate().filter_map(|(offset, piece)| {
        let piece: [u8; PIECE] = piece.try_into().ok()?;
        let found = chosen.binary_search_by_key(&piece, |one| one.bytes).ok()?;
        Some((offset, &chosen[found]))
    });
    let rarest = here.min_by(|(_, a), (_, b)| a.frequency.total_cmp(&b.frequency));
    rarest.map(|(offset, piece)| Foothold { piece: piece.at, offset })
}

/// How often a piece stands in a megabyte, were its bytes independent of each other.
fn frequency(piece: &[u8]) -> f64 {
    let parts = piece.iter().map(|&byte| {
        let place = usize::from(byte).checked_sub(FIRST);
        let often = place.and_then(|at| PER_MILLION.get(at)).copied().unwrap_or(RARE);
        f64::from(often) / 1e6
    });
    parts.product::<f64>() * 1e6
}

/// How often other bytes than those of [`PER_MILLION`] stand in a megabyte.
const RARE: u32 = 100;

/// The byte of the first number in [`PER_MILLION`].
const FIRST: usize = 0x20;

/// How often each printable byte of ASCII stands in a megabyte of code and the texts beside it:
/// counted in the sources of a kernel and in packages of JavaScript.
#[rustfmt::skip]
const PER_MILLION: [u32; 96] = [
    146721, 843, 7246, 2209, 648, 334, 1706, 2162,
    9496, 9500, 7213, 1070, 20180, 5869, 9158, 5817,
    11143, 4944, 3925, 2438, 2179, 1628, 1710, 1173,
    1825, 1123, 4620, 9437, 1261, 7676, 3256, 634,
    749, 27882, 4565, 13753, 5788, 10787, 4062, 3659,
    2133, 8745, 333, 2360, 5069, 5629, 4976, 5485,
    5673, 1318, 6648, 8098, 7671, 3113, 1937, 1517,
    1441, 1314, 386, 1670, 4232, 1665, 100, 26982,
    1303, 30760, 7200, 20730, 19685, 59888, 13243, 9047,
    11038, 33082, 1230, 4224, 19378, 12674, 35170, 28950,
    15591, 1577, 35263, 30872, 44547, 16601, 6676, 4124,
    6317, 5680, 1094, 4044, 1266, 4032, 100, 100,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(texts: &[&'static str]) -> Vec<String> {
        let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        let pieces = Pieces::choose(&texts);
        for (text, foothold) in texts.iter().zip(&pieces.footholds) {
            let Some(Foothold { piece, offset }) = *foothold else {
                assert!(text.is_empty());
                continue;
            };
            assert!(text[offset..].starts_with(&pieces.pieces[piece]));
        }
        pieces.pieces.iter().map(|piece| String::from_utf8_lossy(piece).into_owned()).collect()
    }

    #[test]
    fn few_and_rare_pieces() {
        assert_eq!(chosen(&["claude-2.1", "claude-2.0", "claude-v1"]).len(), 1);
        assert_eq!(chosen(&["abcdefg", "xabcdx", "abcd"]), ["abcd"]);
        assert_eq!(chosen(&["command-r-08"]), ["r-08"], "of one text, the rarest");
        assert_eq!(chosen(&["o1", "o1-mini", ""]).len(), 2, "a short text is its own piece");
        assert!(chosen(&[]).is_empty());
    }
}
