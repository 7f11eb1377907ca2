//! One search for many names at once, before anybody has looked at what is around them.

use crate::boundary;
use crate::pieces::PIECE;
use crate::sieve::{Hit, Sieve};
use aho_corasick::BuildError;
use modelmod_catalog::{Catalog, Entry, Kind};
use modelmod_edit::Span;

/// One search, and what is meant by what it finds.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) sieve: Sieve,
    /// What each text of the sieve is a sign of.
    signs: Vec<Sign>,
    /// How many bytes the longest of them has.
    pub(crate) longest: usize,
}

impl Search {
    /// For names by their places in [`Catalog::names`], and for other texts.
    pub(crate) fn new(
        catalog: &Catalog,
        names: &[usize],
        others: &[String],
    ) -> Result<Self, BuildError> {
        let (mut texts, mut signs) = (Vec::new(), Vec::new());
        for &name in names {
            for (text, before, len) in looked_for(&catalog.entry(name)) {
                texts.push(text);
                signs.push(Sign::Name { name, before, len });
            }
        }
        signs.extend((0..others.len()).map(Sign::Other));
        let texts: Vec<&[u8]> = texts.iter().chain(others).map(|text| text.as_bytes()).collect();
        let longest = texts.iter().map(|text| text.len()).max().unwrap_or(0);
        Ok(Self { sieve: Sieve::new(&texts)?, signs, longest })
    }

    /// What stands in `text`. Nothing is allocated where nothing does.
    pub(crate) fn traces(&self, text: &[u8]) -> Traces {
        self.traces_in(text, &[Span::new(0, text.len())])
    }

    /// What stands in those `parts` of `text`, which are sorted and do not overlap.
    pub(crate) fn traces_in(&self, text: &[u8], parts: &[Span]) -> Traces {
        let mut traces = Traces::default();
        let hits = parts.iter().flat_map(|part| {
            let hits = self.sieve.find(&text[part.range()]).into_iter();
            hits.map(|hit| Hit { span: hit.span.shifted(part.start), ..hit })
        });
        for hit in hits {
            match self.signs[hit.text] {
                Sign::Name { name, before, len } => {
                    let start = hit.span.start + before;
                    traces.names.push((Span::new(start, start + len), name));
                }
                Sign::Other(which) => traces.others.push((hit.span.start, which)),
            }
        }
        traces.names.sort_unstable_by_key(|(span, name)| (span.end, span.start, *name));
        traces.others.sort_unstable();
        traces
    }
}

/// What a text that is looked for says where it stands.
#[derive(Clone, Copy, Debug)]
enum Sign {
    /// A name stands there.
    Name {
        /// Place in [`Catalog::names`].
        name: usize,
        /// How many bytes of the text stand before the name: its opening quote.
        before: usize,
        /// How many bytes the name has.
        len: usize,
    },
    /// Something else does: a place in the `others` of [`Search::new`].
    Other(usize),
}

/// What stands in one text, before anybody has looked at what is around it.
#[derive(Debug, Default)]
pub(crate) struct Traces {
    /// Names by their places in [`Catalog::names`], by end and then by start.
    pub(crate) names: Vec<(Span, usize)>,
    /// Each beginning of one of the `others`, and which of them it is; by position.
    pub(crate) others: Vec<(usize, usize)>,
}

impl Traces {
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.others.is_empty()
    }
}

/// The texts by which a name is found, each with how many of its bytes stand before the name and
/// how many bytes the name has: itself, and as it stands in a URL. A short word counts between
/// quotes alone, and is looked for with them: without them it stands everywhere.
fn looked_for(entry: &Entry<'_>) -> Vec<(String, usize, usize)> {
    let text = entry.text;
    if needs_quotes(entry) && is_short(text) {
        let quoted = |quote: char| {
            let open = format!("{quote}{text}");
            // Too short for a piece with the quote behind it, which may be an escaped one.
            match open.len() < PIECE {
                true => vec![format!("{open}{quote}"), format!("{open}\\")],
                false => vec![open],
            }
        };
        return QUOTES.into_iter().flat_map(quoted).map(|one| (one, 1, text.len())).collect();
    }
    let mut forms = vec![text.to_owned()];
    if text.bytes().any(boundary::needs_encoding) {
        forms.extend([true, false].map(|upper| boundary::url_encoded(text, upper)));
        forms.dedup();
    }
    forms.into_iter().map(|form| (form.clone(), 0, form.len())).collect()
}

/// The quotes between which a word counts as a name.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Whether a name has too few bytes to be looked for without the quote before it.
pub(crate) const fn is_short(name: &str) -> bool {
    name.len() < PIECE + 2
}

/// Whether the name is an ordinary word, which counts only as the whole of a quoted string or
/// behind another platform's prefix.
pub(crate) fn needs_quotes(entry: &Entry<'_>) -> bool {
    entry.model.common_word && entry.kind != Kind::Spelling
}
