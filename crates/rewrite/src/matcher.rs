//! Finding names: one search for all of them, then boundaries.
//!
//! Leftmost-longest matching with a boundary check afterwards loses hits: the longer
//! candidate can fail its boundary when a shorter one at the same place would not. So *all*
//! candidates are looked at, which is still linear: each place starts at most as many
//! candidates as there are names that begin alike.

use crate::boundary::{self, Beside};
use crate::context::Context;
use crate::dress::Dress;
use crate::pair::{self, Speech};
use crate::search::{Search, Traces, is_short, needs_quotes};
use aho_corasick::BuildError;
use modelmod_catalog::{Catalog, Entry, Kind, Provider, Surface};
use modelmod_edit::Span;
use std::sync::OnceLock;

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

impl Occurrence {
    /// The same in a text that begins `by` bytes further on.
    pub(crate) fn back(self, by: usize) -> Self {
        let shift = |span: Span| Span::new(span.start.saturating_sub(by), span.end - by);
        Self { span: shift(self.span), core: shift(self.core), ..self }
    }
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
    asked: Search,
    /// Places in [`Catalog::names`] of those that nobody asked for.
    unasked: Vec<usize>,
    /// The search for them. Few texts need it, and most runs none.
    others: OnceLock<Option<Search>>,
}

/// The lines of `places`, which are sorted, with what little stands between them: to begin a search
/// costs as much as to look through some kilobytes.
fn lines_of(text: &[u8], places: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    for place in places {
        if let Some(last) = lines.last_mut()
            && place.start < last.end + BETWEEN
        {
            // Thousands may stand on one line of megabytes, which ends but once.
            if place.end > last.end {
                last.end = end_of_line(text, place.end);
            }
            continue;
        }
        let start = memchr::memrchr(b'\n', &text[..place.start]).map_or(0, |lf| lf + 1);
        lines.push(Span::new(start, end_of_line(text, place.end)));
    }
    lines
}

fn end_of_line(text: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |len| at + len)
}

/// Up to how many bytes between two lines are looked through with them.
const BETWEEN: usize = 2_000;

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

    /// [`Matcher::new`] that finds the places of `others` in the same go.
    pub(crate) fn beside(
        catalog: &'c Catalog,
        wanted: impl Fn(usize) -> bool,
        others: &[String],
    ) -> Result<Self, BuildError> {
        let (asked, unasked): (Vec<usize>, Vec<usize>) =
            (0..catalog.names().len()).partition(|&at| wanted(at));
        let asked = Search::new(catalog, &asked, others)?;
        Ok(Self { catalog, asked, unasked, others: OnceLock::new() })
    }

    /// All names in `text`, by position, none inside another. Where one that is wanted stands,
    /// names that nobody asked for are among them: what a name is part of does not depend on the
    /// question.
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Vec<Occurrence> {
        let found = self.examined(text, &self.traces(text).names);
        if found.is_empty() {
            return Vec::new();
        }
        self.widest(text, found, &[Span::new(0, text.len())])
    }

    /// Whether a name may stand in `text`; `false` is certain, and quick.
    pub(crate) fn may_match(&self, text: &[u8]) -> bool {
        self.asked.sieve.stands_in(text)
    }

    /// Where that stands in `text` for which [`Matcher::may_match`] says yes.
    pub(crate) fn places(&self, text: &[u8]) -> Vec<Span> {
        self.asked.sieve.find(text).into_iter().map(|hit| hit.span).collect()
    }

    /// How many bytes that on which [`Matcher::may_match`] depends has at the most.
    pub(crate) fn reach(&self) -> usize {
        self.asked.longest
    }

    /// What stands in `text`. Nothing is allocated where nothing does.
    pub(crate) fn traces(&self, text: &[u8]) -> Traces {
        self.asked.traces(text)
    }

    /// The names that are wanted in a text with these traces, as [`Matcher::find`] has them. Of
    /// those that nobody asked for, some may be missing: only what such a name overlaps depends on
    /// it, and no name goes beyond its line.
    pub(crate) fn search(&self, text: &[u8], traces: &Traces) -> Vec<Occurrence> {
        if traces.names.is_empty() {
            return Vec::new();
        }
        let found = self.examined(text, &traces.names);
        if found.is_empty() {
            return Vec::new();
        }
        let near = lines_of(text, found.iter().map(|(one, _)| one.span));
        self.widest(text, found, &near)
    }

    /// All names on the lines of `places`, which are sorted, whoever asked for them.
    pub(crate) fn everything(
        &self,
        text: &[u8],
        places: impl Iterator<Item = Span>,
    ) -> Vec<Occurrence> {
        let lines = lines_of(text, places);
        let asked = self.asked.traces_in(text, &lines).names;
        self.widest(text, self.examined(text, &asked), &lines)
    }

    /// Those of the candidates that are names, each with whether it suits its neighbours.
    fn examined(&self, text: &[u8], names: &[(Span, usize)]) -> Vec<(Occurrence, bool)> {
        let context = Context::new(text);
        names.iter().filter_map(|&(core, name)| self.examine(&context, text, core, name)).collect()
    }

    /// `found` and the names in `parts` that nobody asked for, without those inside others.
    fn widest(
        &self,
        text: &[u8],
        mut found: Vec<(Occurrence, bool)>,
        parts: &[Span],
    ) -> Vec<Occurrence> {
        found.extend(self.examined(text, &self.unasked(text, parts)));
        // The widest at each place first, of those the one that suits what stands around it;
        // then whatever lies inside it goes.
        found.sort_unstable_by_key(|(o, suits)| {
            let widest = std::cmp::Reverse((o.span.end, *suits, o.core.len()));
            (o.span.start, widest, o.core.start, o.name)
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

    /// The places in `parts` of names that nobody asked for.
    fn unasked(&self, text: &[u8], parts: &[Span]) -> Vec<(Span, usize)> {
        if self.unasked.is_empty() {
            return Vec::new();
        }
        // It fails for gigabytes of names alone, and a catalogue has fewer by far.
        let search = || Search::new(self.catalog, &self.unasked, &[]).ok();
        let search = self.others.get_or_init(search).as_ref();
        search.map_or_else(Vec::new, |search| search.traces_in(text, parts).names)
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
        let may_stand_behind = || !is_short(entry.text) && follows_a_prefix(text, core.start);
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
            Beside::Blocked | Beside::Glued if dress.is_request(self.catalog, text, core) => {
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

/// Whether a prefix may end at `start`: they do so with `/`, `:` or `.`, perhaps encoded.
fn follows_a_prefix(text: &[u8], start: usize) -> bool {
    let tail = &text[..start];
    tail.last().is_some_and(|last| b"/:.".contains(last))
        || tail.len() > 2 && tail[tail.len() - 3] == b'%'
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use crate::encoding::Text;
    use aho_corasick::AhoCorasick;
    use modelmod_catalog::builtin;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static MATCHER: LazyLock<Matcher<'static>> =
        LazyLock::new(|| Matcher::new(builtin::catalog(), |_| true).unwrap());

    /// For each third name.
    static PART: LazyLock<Matcher<'static>> =
        LazyLock::new(|| Matcher::new(builtin::catalog(), is_asked).unwrap());

    fn is_asked(name: usize) -> bool {
        name.is_multiple_of(3)
    }

    /// Every name, plain and in URLs, and an automaton that finds each of them everywhere.
    static ALL: LazyLock<(Vec<(String, usize)>, AhoCorasick)> = LazyLock::new(|| {
        let catalog = builtin::catalog();
        let forms = (0..catalog.names().len()).flat_map(|at| {
            let text = catalog.entry(at).text;
            let encoded = [true, false].map(|upper| boundary::url_encoded(text, upper));
            let mut forms = vec![text.to_owned()];
            forms.extend(encoded.into_iter().filter(|form| form != text));
            forms.dedup();
            forms.into_iter().map(move |form| (form, at))
        });
        let forms: Vec<(String, usize)> = forms.collect();
        let automaton = AhoCorasick::new(forms.iter().map(|(form, _)| form)).unwrap();
        (forms, automaton)
    });

    /// What is found where each place of each name is looked at.
    fn wanted(text: &[u8]) -> Vec<Occurrence> {
        let (forms, automaton) = &*ALL;
        let names = automaton
            .find_overlapping_iter(text)
            .map(|hit| (Span::new(hit.start(), hit.end()), forms[hit.pattern().as_usize()].1));
        MATCHER.search(text, &Traces { names: names.collect(), others: Vec::new() })
    }

    #[track_caller]
    fn check(text: &[u8]) -> usize {
        let found = MATCHER.find(text);
        assert_eq!(found, wanted(text), "{}", String::from_utf8_lossy(text));
        assert!(found.is_empty() || MATCHER.may_match(text));
        found.len()
    }

    fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn no_name_is_lost_in_any_form() {
        let catalog = builtin::catalog();
        for (form, at) in &ALL.0 {
            let provider = catalog.provider(&catalog.entry(*at).model.provider).unwrap();
            let context = provider.context.last().map_or("", |word| word.as_ref());
            let whole = ["\"", "'", "`", "\\\""].map(|q| format!("{q}{form}{q}, {context}"));
            for text in &whole {
                assert!(check(text.as_bytes()) > 0, "{text}");
                for file in [utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes)] {
                    assert_eq!(check(&Text::new(&file).unwrap().bytes), check(text.as_bytes()));
                }
            }
        }
    }

    #[test]
    fn no_name_is_lost_between_prefixes_and_suffixes() {
        let catalog = builtin::catalog();
        for (form, _) in ALL.0.iter().step_by(50) {
            for surface in catalog.surfaces() {
                for prefix in surface.prefixes.iter() {
                    check(format!("{}{form}\nGroq, azure", prefix.text).as_bytes());
                }
                for suffix in surface.suffixes.iter() {
                    check(format!("{form}{suffix}\nGroq, azure").as_bytes());
                }
            }
        }
    }

    #[test]
    fn text_without_names_has_no_traces() {
        let text = "fn main() { let answer = vec![\"o\", 'x']; } // command, summary\n".repeat(10);
        assert!(MATCHER.traces(text.as_bytes()).names.iter().all(|(span, _)| span.len() == 7));
        assert_eq!(check(text.as_bytes()), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_nobody_asked_for_is_looked_for_where_it_matters(
            parts in prop::collection::vec(
                (0usize..1_000_000, "[ \"'`/:.%@a-z0-9-]{0,3}", 0usize..4), 1..40,
            ),
        ) {
            let between = ["", " ", "\n", &"\n".repeat(2 * BETWEEN)];
            let part = |(at, noise, gap): &(usize, String, usize)| {
                let names = &ALL.0;
                format!("{}{noise}{}", names[at % names.len()].0, between[*gap])
            };
            let text: String = parts.iter().map(part).collect();
            let text = text.as_bytes();
            let asked = |mut found: Vec<Occurrence>| {
                found.retain(|one| is_asked(one.name));
                found
            };
            let wanted = asked(MATCHER.find(text));
            prop_assert_eq!(&asked(PART.search(text, &PART.traces(text))), &wanted);
            prop_assert_eq!(&asked(PART.find(text)), &wanted);
            let all = PART.everything(text, std::iter::once(Span::new(0, text.len())));
            prop_assert_eq!(all, MATCHER.find(text));
        }

        #[test]
        fn no_name_is_lost_among_others(
            parts in prop::collection::vec(
                (0usize..1_000_000, "[ \"'`/:.%@a-z0-9-]{0,6}"), 1..12,
            ),
            cut in 0usize..40,
        ) {
            let names = &ALL.0;
            let text: String =
                parts.iter().map(|(at, noise)| format!("{}{noise}", names[at % names.len()].0)).collect();
            check(&text.as_bytes()[cut.min(text.len())..]);
            check(format!("{text} azure Groq cohere mistral").as_bytes());
        }
    }
}
