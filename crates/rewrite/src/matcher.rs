//! Finding names: one automaton over all of them, then boundaries.
//!
//! Leftmost-longest matching with a boundary check afterwards loses hits: the longer
//! candidate can fail its boundary when a shorter one at the same place would not. So *all*
//! candidates are looked at, which is still linear: each place starts at most as many
//! candidates as there are names that begin alike.

use crate::boundary::{self, Beside};
use crate::context::{self, Context};
use crate::dress::Dress;
use crate::pair::{self, Speech};
use crate::prefilter::{self, Prefilter};
use aho_corasick::{AhoCorasick, BuildError};
use modelmod_catalog::{Catalog, Entry, Kind, Provider, Surface};
use modelmod_edit::Span;
use std::borrow::Cow;

/// How a name stands among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Alone: the bytes are the name and nothing but the name.
    Whole,
    /// With a platform's prefix or suffix around it (`us.`, `anthropic/`, `:beta`), or
    /// URL-encoded as a whole.
    Platform,
    /// Glued to something unknown (`ft:NAME:org`, `{region}NAME`).
    Glued,
    /// In URL-encoded text, beside something unknown.
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
    /// Place in [`Catalog::surfaces`] of the surface whose notation the whole is.
    pub surface: usize,
    /// Place in [`Catalog::surfaces`] of the surface that spells the name itself so, as far as
    /// what stands around it tells.
    pub home: usize,
    /// How it stands there.
    pub form: Form,
    /// It is spelled as on the provider's own API, without a prefix that says whose it is: a
    /// word beside it can call that in doubt.
    pub is_own: bool,
    /// The version that the platform keeps beside the name: both change together.
    pub version: Option<Version>,
}

/// The version of a name that is one of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// It stands here.
    At(Span),
    /// It is left out, or given by something else than a text.
    Unread,
}

impl Version {
    /// Where it stands.
    pub(crate) const fn span(self) -> Option<Span> {
        match self {
            Self::At(span) => Some(span),
            Self::Unread => None,
        }
    }
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
        Self::beside(catalog, wanted, &[])
    }

    /// [`Matcher::new`] for texts that may hold something else as well, that begins with one of
    /// `others`: [`Matcher::may_match`] says yes to that too.
    pub(crate) fn beside(
        catalog: &'c Catalog,
        wanted: impl Fn(usize) -> bool,
        others: &[String],
    ) -> Result<Self, BuildError> {
        let mut patterns: Vec<usize> =
            (0..catalog.names().len()).filter(|&at| wanted(at)).collect();
        let mut texts: Vec<Cow<'_, str>> =
            patterns.iter().map(|&at| Cow::Borrowed(catalog.entry(at).text)).collect();
        for at in 0..patterns.len() {
            let name = patterns[at];
            let text = catalog.entry(name).text;
            if text.bytes().any(boundary::needs_encoding) {
                let encoded = [true, false].map(|upper| boundary::url_encoded(text, upper));
                let forms = if encoded[0] == encoded[1] { &encoded[..1] } else { &encoded };
                texts.extend(forms.iter().cloned().map(Cow::Owned));
                patterns.extend(forms.iter().map(|_| name));
            }
        }
        let automaton = AhoCorasick::new(texts.iter().map(|text| text.as_bytes()))?;
        let prefilter = Prefilter::new(&signs(catalog, &patterns, &texts, others));
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
        let context = Context::new(text);
        let mut found: Vec<(Occurrence, bool)> = self
            .automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let name = self.patterns[hit.pattern().as_usize()];
                self.examine(&context, text, Span::new(hit.start(), hit.end()), name)
            })
            .collect();
        // The widest at each place first, of those the one that suits what stands around it;
        // then whatever lies inside it goes.
        found.sort_by_key(|(o, suits)| {
            (o.span.start, std::cmp::Reverse((o.span.end, *suits, o.core.len())))
        });
        let mut end = 0;
        found.retain(|(occurrence, _)| {
            let outside = occurrence.span.start >= end;
            end = end.max(occurrence.span.end);
            outside
        });
        let mut found: Vec<Occurrence> = found.into_iter().map(|(found, _)| found).collect();
        let speech = Speech::new(text);
        found.iter_mut().for_each(|one| self.pair(&speech, one));
        found
    }

    /// A bare name that stands beside a version is one of the platform that keeps such.
    fn pair(&self, speech: &Speech<'_>, found: &mut Occurrence) {
        if found.form != Form::Whole {
            return;
        }
        let entry = self.catalog.entry(found.name);
        for (at, surface) in self.catalog.surfaces().iter().enumerate() {
            if surface.pairs.is_empty() {
                continue;
            }
            let spells = |one: &Surface| {
                self.catalog.is_own(entry.model, &one.id)
                    || self.catalog.spellings(found.name).any(|name| name.surface == one.id)
            };
            if spells(surface)
                && let Some(version) = pair::version(speech, found.core, surface)
            {
                (found.home, found.surface, found.is_own) = (at, at, false);
                found.version = Some(version);
            }
        }
    }

    /// Looks at the neighbours of a candidate; also tells whether it suits them.
    fn examine(
        &self,
        context: &Context<'_>,
        text: &[u8],
        core: Span,
        name: usize,
    ) -> Option<(Occurrence, bool)> {
        let entry = self.catalog.entry(name);
        let is_quoted = !needs_quotes(&entry) || boundary::is_quoted(text, core.start, core.end);
        // Most words in a text are no names: this is quick.
        let may_stand_behind =
            || !prefilter::is_short(entry.text) && follows_a_prefix(text, core.start);
        if !is_quoted && !may_stand_behind() {
            return None;
        }
        let dress = Dress::new(self.catalog, text, core, name);
        // What another platform puts before a name says whose it is (`openai/o1`).
        let says_whose =
            dress.prefixes.iter().any(|(at, prefix)| self.catalog.surfaces()[*at].id != prefix.of);
        if !is_quoted && !says_whose || !self.is_spoken_of(context, &entry) {
            return None;
        }
        let mut span = dress.span;
        let before = match boundary::before(text, span.start) {
            // The path of a request, below whatever serves it: `${URL}/models/NAME:generateContent`.
            Beside::Blocked | Beside::Glued if dress.is_request(self.catalog, text) => {
                Beside::Clear
            }
            // A known prefix makes a longer path (a resource name) plausible.
            Beside::Blocked if !dress.prefixes.is_empty() && text[..span.start].ends_with(b"/") => {
                Beside::Glued
            }
            Beside::Blocked => match self.misfit(text, span.start) {
                Some(start) => {
                    span.start = start;
                    Beside::Glued
                }
                None => Beside::Blocked,
            },
            beside => beside,
        };
        let behind = boundary::behind(text, span.end);
        let form = match (before, behind) {
            (Beside::Blocked, _) | (_, Beside::Blocked) => return None,
            (Beside::Encoded, _) | (_, Beside::Encoded) => Form::Encoded,
            (Beside::Glued, _) | (_, Beside::Glued) => Form::Glued,
            (Beside::Clear, Beside::Clear) if dress.is_bare() => Form::Whole,
            (Beside::Clear, Beside::Clear) => Form::Platform,
        };
        if !is_quoted && form != Form::Platform {
            return None;
        }
        let (surface, home) = (dress.surface(), dress.homes[0]);
        let is_of_own =
            |at: usize| self.catalog.is_own(entry.model, &self.catalog.surfaces()[at].id);
        let is_own = is_of_own(surface) && is_of_own(home);
        let found = Occurrence { span, core, name, surface, home, form, is_own, version: None };
        Some((found, dress.suits()))
    }

    /// Whether the text speaks of what the name has to be spoken of with.
    fn is_spoken_of(&self, context: &Context<'_>, entry: &Entry<'_>) -> bool {
        in_context(self.catalog, entry).is_none_or(|provider| context.speaks_of(provider))
    }

    /// Where a known prefix begins that ends at `start`, though it does not go with the name
    /// there: `azure/` before a name that a deployment was given.
    fn misfit(&self, text: &[u8], start: usize) -> Option<usize> {
        let surfaces = self.catalog.surfaces().iter();
        let prefixes = surfaces.flat_map(|surface| {
            // `us.` and `model/` say too little alone.
            surface.prefixes.iter().filter(|prefix| prefix.of != surface.id)
        });
        prefixes
            .filter_map(|prefix| boundary::tail(&text[..start], prefix.text.as_bytes()))
            .map(|found| start - found.len)
            .filter(|&start| boundary::before(text, start) == Beside::Clear)
            .min()
    }
}

/// The provider whose context has to stand in a text for the name to count there, if any has to.
fn in_context<'c>(catalog: &'c Catalog, entry: &Entry<'_>) -> Option<&'c Provider> {
    let provider = catalog.provider(&entry.model.provider)?;
    (entry.kind != Kind::Spelling && !provider.context.is_empty()).then_some(provider)
}

/// Of what each text that holds one of the names (`texts`, by their places `patterns`) or one of
/// `others` has at least one, each with whether only that in quotes counts.
pub(crate) fn signs(
    catalog: &Catalog,
    patterns: &[usize],
    texts: &[Cow<'_, str>],
    others: &[String],
) -> Vec<(String, bool)> {
    let mut signs: Vec<(String, bool)> =
        others.iter().map(|other| (other.clone(), false)).collect();
    let mut contexts: Vec<&Provider> = Vec::new();
    for (&at, text) in patterns.iter().zip(texts) {
        let entry = catalog.entry(at);
        match in_context(catalog, &entry) {
            Some(provider) if contexts.iter().any(|known| known.id == provider.id) => {}
            Some(provider) => contexts.push(provider),
            None => signs.push((text.clone().into_owned(), needs_quotes(&entry))),
        }
    }
    let words = contexts.iter().flat_map(|provider| provider.context.iter());
    signs.extend(words.flat_map(|word| context::forms(word)).map(|form| (form, false)));
    signs
}

/// Whether a prefix may end at `start`: they do so with `/`, `:` or `.`, perhaps encoded.
fn follows_a_prefix(text: &[u8], start: usize) -> bool {
    let tail = &text[..start];
    tail.last().is_some_and(|last| b"/:.".contains(last))
        || tail.len() > 2 && tail[tail.len() - 3] == b'%'
}

/// Whether the name is an ordinary word, which counts only as the whole of a quoted string or
/// behind another platform's prefix.
fn needs_quotes(entry: &Entry<'_>) -> bool {
    entry.model.common_word && entry.kind != Kind::Spelling
}
