//! Where a text holds words that say something about what stands near them.
//!
//! Found in one pass over the text: the records around thousands of names on one line overlap,
//! and reading each anew would take as long as the text is, times the length of a record.

use crate::sieve::Sieve;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;
use modelmod_edit::Span;
use std::collections::HashMap;

/// Lists of words that are looked for at once, in any case.
#[derive(Debug)]
pub(super) struct Search {
    /// Absent where it could not be built: nothing is found then.
    automaton: Option<AhoCorasick>,
    /// For each pattern, its list.
    lists: Vec<usize>,
}

impl Search {
    pub(super) fn new(lists: &[&[&[u8]]]) -> Self {
        let words = lists.iter().flat_map(|list| list.iter());
        // All are followed at once, byte for byte: a table of states is three times as quick.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .build(words)
            .ok();
        let of = |(at, list): (usize, &&[&[u8]])| std::iter::repeat_n(at, list.len());
        Self { automaton, lists: lists.iter().enumerate().flat_map(of).collect() }
    }

    /// The places of the words of each list in those `parts` of `text`, which do not overlap.
    pub(super) fn places(&self, text: &[u8], parts: &[Span]) -> Vec<Places> {
        let count = self.lists.last().map_or(0, |last| last + 1);
        let mut places = vec![Places::default(); count];
        for part in parts {
            let text = &text[part.range()];
            for hit in self.automaton.iter().flat_map(|found| found.find_overlapping_iter(text)) {
                let list = self.lists[hit.pattern().as_usize()];
                places[list].0.push(Span::new(hit.start(), hit.end()).shifted(part.start));
            }
        }
        places.iter_mut().for_each(|places| places.0.sort_unstable());
        places
    }
}

/// Lists of words in lower case that are looked for in all of a text.
#[derive(Debug)]
pub(super) struct Anywhere {
    /// Absent where it could not be built: nothing is found then.
    sieve: Option<Sieve>,
    /// For each word, its list.
    lists: Vec<usize>,
    count: usize,
}

impl Anywhere {
    pub(super) fn new(lists: &[&[&[u8]]]) -> Self {
        let words: Vec<&[u8]> = lists.iter().flat_map(|list| list.iter().copied()).collect();
        let of = |(at, list): (usize, &&[&[u8]])| std::iter::repeat_n(at, list.len());
        let count = lists.len();
        Self {
            sieve: Sieve::new(&words).ok(),
            lists: lists.iter().enumerate().flat_map(of).collect(),
            count,
        }
    }

    /// The places of the words of each list in a text in lower case.
    pub(super) fn places(&self, lower: &[u8]) -> Vec<Places> {
        let mut places = vec![Places::default(); self.count];
        for hit in self.sieve.iter().flat_map(|sieve| sieve.find(lower)) {
            places[self.lists[hit.text]].0.push(hit.span);
        }
        places.iter_mut().for_each(|places| places.0.sort_unstable());
        places
    }
}

/// The places of some words, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<Span>);

impl Places {
    /// Whether one of the words stands in `span`, from its first byte to its last.
    pub(super) fn any_in(&self, span: Span) -> bool {
        self.within(span).next().is_some()
    }

    /// The same for those words of which `counts` holds.
    pub(super) fn any_in_where(&self, span: Span, counts: impl FnMut(Span) -> bool) -> bool {
        self.within(span).any(counts)
    }

    /// The places in `span`. Words are short, so few places begin in it and do not end there.
    fn within(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.0.partition_point(|place| place.start < span.start);
        let begin = self.0[first..].iter().copied();
        begin.take_while(move |place| place.start < span.end).filter(move |p| p.end <= span.end)
    }
}

/// Where parts of a text name each provider, looked for when first asked.
#[derive(Debug, Default)]
pub(super) struct Providers<'p> {
    /// The parts, which do not overlap, by position.
    parts: Vec<Span>,
    found: HashMap<&'p str, (Places, Places)>,
}

impl<'p> Providers<'p> {
    /// For what is asked of `parts` of a text, which do not overlap, by position.
    pub(super) fn within(parts: Vec<Span>) -> Self {
        Self { parts, found: HashMap::new() }
    }

    /// Whether the text in `span`, which is in one of the parts, names the provider, in any case.
    pub(super) fn names(&mut self, text: &[u8], provider: &'p str, span: Span) -> bool {
        self.of(text, provider).0.any_in(span)
    }

    /// Whether the text in `span`, which is in one of the parts, calls something that is named as
    /// the provider is: `Anthropic(`.
    pub(super) fn calls(&mut self, text: &[u8], provider: &'p str, span: Span) -> bool {
        let is_word = |place: Span| {
            place.start == span.start || !text[place.start - 1].is_ascii_alphanumeric()
        };
        self.of(text, provider).1.within(span).any(is_word)
    }

    fn of(&mut self, text: &[u8], provider: &'p str) -> &(Places, Places) {
        let Self { parts, found } = self;
        found.entry(provider).or_insert_with(|| {
            let (mut names, mut calls) = <(Places, Places)>::default();
            let finder = memmem::Finder::new(provider);
            for part in parts {
                let lower = text[part.range()].to_ascii_lowercase();
                for at in finder.find_iter(&lower) {
                    let name = Span::new(at, at + provider.len());
                    names.0.push(name.shifted(part.start));
                    if lower.get(name.end) == Some(&b'(') {
                        calls.0.push(Span::new(name.start, name.end + 1).shifted(part.start));
                    }
                }
            }
            (names, calls)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_where_they_stand_as_a_whole() {
        let search = Search::new(&[&[b"price", b"rice"], &[b"azure"]]);
        let text = b"a Price, AZUREazure";
        let places = search.places(text, &[Span::new(0, text.len())]);
        let any_in = |list: usize, start, end| places[list].any_in(Span::new(start, end));
        assert!(any_in(0, 0, 7) && any_in(0, 2, 7) && any_in(0, 3, 19));
        assert!(!any_in(0, 4, 19) && !any_in(0, 0, 6));
        assert!(any_in(1, 10, 19) && !any_in(1, 10, 18));
        let places = search.places(text, &[Span::new(2, 6), Span::new(9, 19)]);
        assert!(!places[0].any_in(Span::new(0, 19)) && places[1].any_in(Span::new(9, 14)));
    }

    #[test]
    fn words_anywhere_have_lists_of_their_own() {
        let search = Anywhere::new(&[&[b"azureopenai", b"azure"], &[], &[b"=azure"]]);
        let places = search.places(b"x=azure azureopenai");
        let found = places.iter().map(|places| places.0.as_slice()).collect::<Vec<_>>();
        let (first, second) = (Span::new(2, 7), Span::new(8, 13));
        let wanted: [&[Span]; 3] = [&[first, second, Span::new(8, 19)], &[], &[Span::new(1, 7)]];
        assert_eq!(found, wanted);
    }

    #[test]
    fn calls_of_a_provider() {
        let text = b"MyOpenAI(x) OpenAI(y) openai";
        let mut providers = Providers::within(vec![Span::new(0, text.len())]);
        assert!(providers.names(text, "openai", Span::new(22, 28)));
        assert!(!providers.calls(text, "openai", Span::new(0, 12)));
        // What stands before the part is not seen.
        assert!(providers.calls(text, "openai", Span::new(2, 12)));
        assert!(providers.calls(text, "openai", Span::new(0, 19)));
        assert!(!providers.calls(text, "openai", Span::new(0, 18)));
    }
}
