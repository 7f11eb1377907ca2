//! Finding names: one automaton over all of them, then boundaries.
//!
//! Leftmost-longest matching with a boundary check afterwards loses hits: the longer
//! candidate can fail its boundary when a shorter one at the same place would not. So *all*
//! candidates are looked at, which is still linear: each place starts at most as many
//! candidates as there are names that begin alike.

use crate::boundary::{self, Beside};
use crate::prefilter::Prefilter;
use aho_corasick::{AhoCorasick, BuildError};
use modelmod_catalog::{Catalog, Entry, Kind, Prefix};
use modelmod_edit::Span;

/// How a name stands among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Alone: the bytes are the name and nothing but the name.
    Whole,
    /// With a platform's prefix or suffix around it (`us.`, `anthropic/`, `:beta`).
    Platform,
    /// Glued to something unknown (`ft:NAME:org`, `{region}NAME`).
    Glued,
    /// In URL-encoded text.
    Encoded,
}

/// A name's bytes at a place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name with its platform's prefix and suffix.
    pub span: Span,
    /// The name itself.
    pub core: Span,
    /// Place of the name in [`Catalog::names`].
    pub name: usize,
    /// Place of the surface in [`Catalog::surfaces`].
    pub surface: usize,
    /// How it stands there.
    pub form: Form,
}

/// Finds names of a catalogue in bytes.
#[derive(Debug)]
pub struct Matcher<'c> {
    catalog: &'c Catalog,
    prefilter: Prefilter,
    automaton: AhoCorasick,
    /// Place in [`Catalog::names`] of each pattern of the automaton.
    patterns: Vec<usize>,
}

impl<'c> Matcher<'c> {
    /// A matcher for those names of `catalog` that `wanted` says yes to, by their place in
    /// [`Catalog::names`].
    ///
    /// # Errors
    ///
    /// When the names do not fit into an automaton (gigabytes of them).
    pub fn new(catalog: &'c Catalog, wanted: impl Fn(usize) -> bool) -> Result<Self, BuildError> {
        let patterns: Vec<usize> = (0..catalog.names().len()).filter(|&at| wanted(at)).collect();
        let texts = patterns.iter().map(|&at| catalog.names()[at].text.as_bytes());
        let automaton = AhoCorasick::new(texts)?;
        let names: Vec<(&str, bool)> = patterns
            .iter()
            .map(|&at| (catalog.entry(at).text, needs_quotes(&catalog.entry(at))))
            .collect();
        let prefilter = Prefilter::new(&names);
        Ok(Self { catalog, prefilter, automaton, patterns })
    }

    /// All names in `text`, by position, none inside another.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Vec<Occurrence> {
        if self.may_match(text) { self.search(text) } else { Vec::new() }
    }

    /// Whether a name or a suppression may stand in `text`; `false` is certain, and quick.
    pub(crate) fn may_match(&self, text: &[u8]) -> bool {
        self.prefilter.may_match(text)
    }

    /// [`Matcher::find`] for a text that may match.
    pub(crate) fn search(&self, text: &[u8]) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = self
            .automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let name = self.patterns[hit.pattern().as_usize()];
                self.examine(text, Span::new(hit.start(), hit.end()), name)
            })
            .collect();
        // The widest at each place first; then whatever lies inside it goes.
        found.sort_by_key(|o| (o.span.start, std::cmp::Reverse((o.span.end, o.core.len()))));
        let mut end = 0;
        found.retain(|occurrence| {
            let outside = occurrence.span.start >= end;
            end = end.max(occurrence.span.end);
            outside
        });
        found
    }

    /// Looks at the neighbours of a candidate.
    fn examine(&self, text: &[u8], core: Span, name: usize) -> Option<Occurrence> {
        let entry = self.catalog.entry(name);
        // An ordinary word counts only as the whole of a quoted string.
        if needs_quotes(&entry) && !boundary::is_quoted(text, core.start, core.end) {
            return None;
        }
        let own_surface = usize::from(self.catalog.names()[name].surface);
        let (start, prefixed) = self.widen(text, core.start, own_surface);
        let (end, suffixed) = self.lengthen(text, core.end);
        let before = match boundary::before(text, start) {
            // A known prefix makes a longer path (an ARN, a resource name) plausible.
            Beside::Blocked if prefixed.is_some() && text[..start].ends_with(b"/") => Beside::Glued,
            beside => beside,
        };
        let behind = boundary::behind(text, end);
        let form = match (before, behind) {
            (Beside::Blocked, _) | (_, Beside::Blocked) => return None,
            (Beside::Encoded, _) | (_, Beside::Encoded) => Form::Encoded,
            (Beside::Glued, _) | (_, Beside::Glued) => Form::Glued,
            (Beside::Clear, Beside::Clear) if prefixed.is_none() && suffixed.is_none() => {
                Form::Whole
            }
            (Beside::Clear, Beside::Clear) => Form::Platform,
        };
        let surface = prefixed.or(suffixed).unwrap_or(own_surface);
        Some(Occurrence { span: Span::new(start, end), core, name, surface, form })
    }

    /// Takes in the known prefixes before `start`; tells where they begin and whose they are.
    fn widen(&self, text: &[u8], mut start: usize, own_surface: usize) -> (usize, Option<usize>) {
        let mut surface = None;
        loop {
            let of = &self.catalog.surfaces()[surface.unwrap_or(own_surface)].id;
            let Some((owner, prefix)) = boundary::prefix(text, start, self.prefixes(), of) else {
                return (start, surface);
            };
            start -= prefix.text.len();
            surface = Some(owner);
        }
    }

    /// Takes in a known suffix behind `end`; tells where it ends and whose it is.
    fn lengthen(&self, text: &[u8], end: usize) -> (usize, Option<usize>) {
        let longest = self
            .catalog
            .surfaces()
            .iter()
            .enumerate()
            .filter_map(|(at, surface)| Some((boundary::suffix(text, end, &surface.suffixes)?, at)))
            .max_by_key(|&(len, at)| (len, std::cmp::Reverse(at)));
        longest.map_or((end, None), |(len, at)| (end + len, Some(at)))
    }

    fn prefixes(&self) -> impl Iterator<Item = (usize, &'c Prefix)> {
        let surfaces = self.catalog.surfaces().iter().enumerate();
        surfaces.flat_map(|(at, surface)| surface.prefixes.iter().map(move |prefix| (at, prefix)))
    }
}

/// Whether the name is an ordinary word, which counts only as the whole of a quoted string.
fn needs_quotes(entry: &Entry<'_>) -> bool {
    entry.model.common_word && entry.kind != Kind::Spelling
}
