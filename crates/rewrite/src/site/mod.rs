//! What the place is at which a name stands.
//!
//! A name is rewritten where it is *used* and left where it is *talked about*, looked up,
//! compared, listed or recorded. This module tells which. Files are parsed only when they
//! hold a name; a place that is not understood is never called a use.
//!
//! One file a language: [`rust`] (through syn), [`yaml`], [`notebook`], [`markdown`], and
//! [`code`] for all others, which works on literals and comments ([`lexer`]) and on what
//! stands directly around a literal. A language that grows its own parser gets its own file
//! and an arm in [`of_language`].

mod about;
mod around;
mod bare;
mod begins;
mod brackets;
mod branch;
mod code;
mod completes;
mod dated;
mod decoded;
mod docs;
mod expected;
mod heredoc;
mod hint;
mod json;
mod judge;
mod labels;
mod language;
#[cfg(feature = "laws")]
pub mod laws;
mod lexer;
mod lisp;
mod live;
mod live_part;
mod marks;
mod names;
mod neighbours;
mod notebook;
mod outline;
mod path;
mod policy;
mod record;
mod rust;
mod source;
mod statements;
pub(crate) mod symbols;
mod syntax;
mod tables;
mod veto;
mod vocabulary;
mod yaml;

use crate::matcher::Occurrence;
use about::About;
pub(crate) use around::{line_before, line_behind, name_at_end};
pub(crate) use brackets::{Bracket, Brackets};
pub(crate) use docs::cells::{is_model_of_a_job, is_of_a_job};
pub(crate) use docs::said::says_default;
pub(crate) use docs::shown::is_model_of_a_setup;
pub(crate) use docs::stated::{is_of_another_product, is_stated};
pub(crate) use expected::is_expected;
pub(crate) use language::Language;
use modelmod_catalog::Spelling;
use modelmod_edit::Span;
pub(crate) use names::words;
pub use policy::{Applicability, Site};
pub(crate) use rust::Places as RustPlaces;
pub(crate) use rust::places as rust_places;
pub(crate) use source::{LARGEST, Source};
use std::cell::LazyCell;
use syntax::Syntax;
pub(crate) use vocabulary::Vocabulary;

/// How a site was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The file, or the part of it, was parsed.
    Syntax,
    /// By conservative rules over lines, literals and their neighbours: there is no parser for
    /// the language, or the text could not be parsed.
    Lines,
    /// Not at all: it has more than [`source::LARGEST`] bytes.
    TooLarge,
}

/// A site and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sited {
    pub(crate) site: Site,
    pub(crate) reading: Reading,
}

impl Sited {
    const fn parsed(site: Site) -> Self {
        Self { site, reading: Reading::Syntax }
    }

    /// In a file that does not need to be read to tell.
    pub(crate) const BOUND: Self = Self::parsed(Site::Test);

    const TOO_LARGE: Self = Self { site: Site::Unclear, reading: Reading::TooLarge };

    const fn by_lines(site: Site) -> Self {
        Self { site, reading: Reading::Lines }
    }
}

/// For whom a name is spelled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spelled<'c> {
    /// For the provider's own API, perhaps behind a prefix that says so (`anthropic/`).
    Own {
        provider: &'c str,
        is_prefixed: bool,
        /// How platforms spell the model.
        elsewhere: &'c [Spelling],
    },
    /// For a platform: no word beside it can call in doubt whose name it is.
    ForPlatform,
}

/// The site of each occurrence in `source`, the file `path` (its name, for its purpose). As
/// many as there are occurrences, in their order.
///
/// `spelled` says for whom each occurrence is spelled, `vocabulary` what the catalogue's platforms
/// are spoken of by.
pub(crate) fn classify(
    vocabulary: &Vocabulary<'_>,
    path: &str,
    source: &Source<'_>,
    occurrences: &[Occurrence],
    spelled: &[Spelled<'_>],
) -> Vec<Sited> {
    let of_all = source.purpose.filter(|site| !matches!(site, Site::Test | Site::Catalogue));
    if let Some(site) = of_all.or_else(|| path::generated(source.text)) {
        return vec![Sited::parsed(site); occurrences.len()];
    }
    if source.is_too_large() {
        return vec![Sited::TOO_LARGE; occurrences.len()];
    }
    let mut sites = match source.language {
        // Every function there is a test, and the attribute says nothing more.
        Language::Rust if source.is_live => of_rust(source, occurrences, true),
        Language::Rust if source.live_parts().is_some() => of_rust_in_parts(source, occurrences),
        _ => of_source(source, occurrences, 0),
    };
    for (sited, _) in sites.iter_mut().zip(occurrences).filter(|(_, occurrence)| !occurrence.is_own)
    {
        if sited.site == Site::Platform {
            sited.site = Site::PlatformUse;
        }
    }
    if source.purpose == Some(Site::Test) {
        live::by_provider(&mut sites, source, occurrences, spelled);
    }
    match source.purpose {
        Some(Site::Test) if source.is_live => live::bind(&mut sites, source.text, occurrences),
        Some(Site::Test) => live::settle(&mut sites, source, occurrences),
        Some(Site::Catalogue) => tables::settle(path, source, occurrences, &mut sites),
        _ => {}
    }
    if !source.is_document() && path::is_of_instrumentation(path) {
        let is_call = |site: Site| site.is_apparent_use() && site != Site::Example;
        for sited in sites.iter_mut().filter(|sited| is_call(sited.site)) {
            sited.site = Site::Unclear;
        }
    }
    let stem = about::stem(path);
    let named = sites.iter_mut().zip(occurrences);
    for (sited, occurrence) in named.filter(|(sited, _)| sited.site.is_apparent_use()) {
        let about = About::of(&source.text[occurrence.core.range()]);
        let is_about = match source.is_document() {
            true => about.is_said_by(stem),
            false => about.is_said_by_program(stem) || about.is_name_of(about::folder(path)),
        };
        // A line alone does not say of which function it is, unless that stands on it.
        let is_of_function_about = || {
            let line = line_before(source.text, occurrence.span.start, FUNCTION);
            about::function_of(line).is_some_and(|name| about.is_said_by(name))
        };
        let is_of_branch_about = || {
            let condition = branch::condition(source.text, occurrence.span.start);
            condition.is_some_and(|condition| about.is_said_by_program(condition))
        };
        let is_about = is_about
            || !source.is_document()
                && (sited.reading == Reading::Lines && is_of_function_about()
                    || is_of_branch_about());
        if is_about {
            sited.site = Site::Catalogue;
        }
    }
    neighbours::guard(vocabulary, source, occurrences, spelled, &mut sites);
    sites
}

/// Whether `source` holds tests that talk to nobody, and none of `occurrences` may be an assertion
/// about the code's own default: then nothing in it is rewritten, wherever it stands, and to tell
/// where would take a parse.
pub(crate) fn is_bound(source: &Source<'_>, occurrences: &[Occurrence]) -> bool {
    let is_code = !matches!(
        source.language,
        Language::Document(_) | Language::Notebook | Language::Prose | Language::Other
    );
    let may_be_expected = |one: &Occurrence| is_expected(Site::Comparison, source.text, one.span);
    source.purpose == Some(Site::Test)
        && is_code
        && !source.is_live
        && source.live_parts().is_none()
        && path::generated(source.text).is_none()
        && !occurrences.iter().any(may_be_expected)
}

/// Whether the file `path` is called by the model `name`, and is about that.
pub(crate) fn is_about(path: &str, name: &[u8]) -> bool {
    About::of(name).is_said_by(about::stem(path))
}

/// Whether the file `path` holds tests.
pub(crate) fn is_test(path: &str) -> bool {
    path::site(path) == Some(Site::Test)
}

/// Whether the file `path` is there for people to read, and no part of what runs.
pub(crate) fn is_document(path: &str) -> bool {
    matches!(Language::of_path(path), Language::Document(_) | Language::Notebook | Language::Prose)
}

/// The sites of `occurrences` in a part of a text; `depth` texts stand around it.
fn of_language(
    language: Language,
    text: &[u8],
    occurrences: &[Occurrence],
    depth: usize,
) -> Vec<Sited> {
    of_source(&Source::of(language, text), occurrences, depth)
}

fn of_source(source: &Source<'_>, occurrences: &[Occurrence], depth: usize) -> Vec<Sited> {
    let text = source.text;
    match source.language {
        Language::Rust => of_rust(source, occurrences, false),
        Language::Yaml => {
            let (sites, is_parsed) = yaml::classify(text, occurrences, depth);
            if is_parsed {
                source.note(Some(true));
            }
            sites
        }
        Language::Notebook => {
            let sites = notebook::classify(text, occurrences, depth);
            source.note(Some(sites.is_some()));
            // Not JSON: nothing in it is understood.
            let unclear = || vec![Sited::by_lines(Site::Unclear); occurrences.len()];
            sites.unwrap_or_else(unclear)
        }
        Language::Document(format) => docs::classify(format, source, occurrences, depth),
        Language::Lisp => {
            lisp::classify(source.lexed(), occurrences).into_iter().map(Sited::by_lines).collect()
        }
        Language::Prose => occurrences.iter().map(|one| docs::prose(text, one.span)).collect(),
        Language::Shell => {
            let mut sites = by_syntax(source, occurrences);
            let blocks = heredoc::blocks(text).into_iter();
            let blocks = blocks.map(|(language, block)| (block, move || language));
            within(text, blocks, occurrences, depth, &mut sites);
            let shown = LazyCell::new(|| heredoc::shown(text));
            for (sited, occurrence) in sites.iter_mut().zip(occurrences) {
                let is_shown = || shown.iter().any(|one| one.contains(occurrence.span));
                if sited.site == Site::Text && is_stated(text, occurrence.span) && is_shown() {
                    sited.site = Site::Stated;
                }
            }
            sites
        }
        _ => by_syntax(source, occurrences),
    }
}

/// How much of a line is read for the function that it defines.
const FUNCTION: usize = 200;

/// How deep texts in texts are followed.
const DEPTH: usize = 3;

/// Reads what stands in `blocks` of `text` in their own languages, which only those with a name in
/// them are asked for.
fn within<L: FnOnce() -> Language>(
    text: &[u8],
    blocks: impl Iterator<Item = (Span, L)>,
    occurrences: &[Occurrence],
    depth: usize,
    sites: &mut [Sited],
) {
    for (block, language) in blocks {
        let first = occurrences.partition_point(|o| o.span.start < block.start);
        let last = occurrences.partition_point(|o| o.span.end <= block.end);
        if first >= last || depth >= DEPTH {
            continue;
        }
        let language = language();
        // Its cells are nothing that a text holds.
        if language == Language::Notebook {
            continue;
        }
        let inside: Vec<Occurrence> =
            occurrences[first..last].iter().map(|one| one.back(block.start)).collect();
        let code = Source::of(language, &text[block.range()]).of_block();
        let found = of_source(&code, &inside, depth + 1);
        sites[first..last].copy_from_slice(&found);
    }
}

fn of_rust(source: &Source<'_>, occurrences: &[Occurrence], is_live: bool) -> Vec<Sited> {
    let places = source.places_for(occurrences);
    let sites = rust::classify(source.text, occurrences, places.as_deref(), is_live);
    source.note(Some(sites.is_some()));
    match sites {
        Some(sites) => sites.into_iter().map(Sited::parsed).collect(),
        None => by_lines(source, occurrences),
    }
}

/// Each test by whether it is live.
fn of_rust_in_parts(source: &Source<'_>, occurrences: &[Occurrence]) -> Vec<Sited> {
    let mut sites = of_rust(source, occurrences, false);
    let is_live: Vec<bool> =
        occurrences.iter().map(|one| source.is_live_at(one.span.start)).collect();
    if is_live.contains(&true) {
        let live = of_rust(source, occurrences, true);
        for (at, site) in live.into_iter().enumerate().filter(|(at, _)| is_live[*at]) {
            sites[at] = site;
        }
    }
    sites
}

/// By the language's grammar, and by its words alone where that fails.
fn by_syntax(source: &Source<'_>, occurrences: &[Occurrence]) -> Vec<Sited> {
    if source.language == Language::Json {
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        if let Some(places) = json::places(source.text, &spans) {
            source.note(Some(true));
            let sites = judge::judged(source, &places, occurrences).into_iter();
            return sites.flatten().map(Sited::parsed).collect();
        }
    }
    let syntax = source.syntax(occurrences);
    source.note(syntax.as_ref().map(Syntax::is_sound));
    let Some(syntax) = syntax else { return by_lines(source, occurrences) };
    let sites = judge::classify(source, &syntax, occurrences);
    if sites.iter().all(Option::is_some) {
        return sites.into_iter().flatten().map(Sited::parsed).collect();
    }
    let fallback = by_lines(source, occurrences);
    let sites = sites.into_iter().zip(fallback);
    sites.map(|(site, fallback)| site.map_or(fallback, Sited::parsed)).collect()
}

fn by_lines(source: &Source<'_>, occurrences: &[Occurrence]) -> Vec<Sited> {
    let is_live = |at: usize| source.is_live_at(at);
    let sites = code::classify(source.language, source.lexed(), occurrences, is_live);
    sites.into_iter().map(Sited::by_lines).collect()
}
