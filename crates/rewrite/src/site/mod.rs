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

mod around;
mod bare;
mod brackets;
mod code;
mod decoded;
mod docs;
mod judge;
mod language;
mod lexer;
mod live;
mod names;
mod neighbours;
mod notebook;
mod path;
mod policy;
mod rust;
pub(crate) mod symbols;
mod syntax;
mod veto;
mod yaml;

use crate::matcher::Occurrence;
pub(crate) use brackets::Brackets;
use language::Language;
use lexer::Lexed;
use modelmod_edit::Span;
pub use policy::{Applicability, Site};

/// How a site was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The file, or the part of it, was parsed.
    Syntax,
    /// By conservative rules over lines, literals and their neighbours: there is no parser for
    /// the language, or the text could not be parsed.
    Lines,
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

    const fn by_lines(site: Site) -> Self {
        Self { site, reading: Reading::Lines }
    }
}

/// For whom a name is spelled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spelled<'c> {
    /// For the provider's own API, perhaps behind a prefix that says so (`anthropic/`).
    Own { provider: &'c str, is_prefixed: bool },
    /// For a platform: no word beside it can call in doubt whose name it is.
    ForPlatform,
}

/// The site of each occurrence in the file `path` (its name, for its language and purpose)
/// with the text `text`. As many as there are occurrences, in their order.
///
/// `spelled` says for whom each occurrence is spelled.
pub(crate) fn classify(
    path: &str,
    text: &[u8],
    occurrences: &[Occurrence],
    spelled: &[Spelled<'_>],
) -> Vec<Sited> {
    let purpose = path::site(path);
    if let Some(site) = purpose.filter(|site| *site != Site::Test).or_else(|| path::generated(text))
    {
        return vec![Sited::parsed(site); occurrences.len()];
    }
    let language = Language::of_path(path);
    let is_live = purpose == Some(Site::Test) && live::is_live(text);
    let mut sites = match language {
        // Every function there is a test, and the attribute says nothing more.
        Language::Rust if is_live => match rust::classify_live(text, occurrences) {
            Some(sites) => sites.into_iter().map(Sited::parsed).collect(),
            None => by_lines(language, text, occurrences),
        },
        _ => of_language(language, text, occurrences, 0),
    };
    for (sited, _) in sites.iter_mut().zip(occurrences).filter(|(_, occurrence)| !occurrence.is_own)
    {
        if sited.site == Site::Platform {
            sited.site = Site::PlatformUse;
        }
    }
    if purpose == Some(Site::Test) && !is_live {
        live::settle(&mut sites);
    }
    neighbours::guard(language, text, occurrences, spelled, &mut sites);
    sites
}

fn of_language(
    language: Language,
    text: &[u8],
    occurrences: &[Occurrence],
    depth: usize,
) -> Vec<Sited> {
    match language {
        Language::Rust => match rust::classify(text, occurrences) {
            Some(sites) => sites.into_iter().map(Sited::parsed).collect(),
            None => by_lines(language, text, occurrences),
        },
        Language::Yaml => yaml::classify(text, occurrences, depth),
        Language::Notebook => notebook::classify(text, occurrences, depth),
        Language::Document(format) => docs::classify(format, text, occurrences, depth),
        Language::Prose => vec![Sited::by_lines(Site::Prose); occurrences.len()],
        _ => by_syntax(language, text, occurrences),
    }
}

/// By the language's grammar, and by its words alone where that fails.
fn by_syntax(language: Language, text: &[u8], occurrences: &[Occurrence]) -> Vec<Sited> {
    let Some(sites) = judge::classify(language, text, occurrences) else {
        return by_lines(language, text, occurrences);
    };
    if sites.iter().all(Option::is_some) {
        return sites.into_iter().flatten().map(Sited::parsed).collect();
    }
    let fallback = by_lines(language, text, occurrences);
    let sites = sites.into_iter().zip(fallback);
    sites.map(|(site, fallback)| site.map_or(fallback, Sited::parsed)).collect()
}

fn by_lines(language: Language, text: &[u8], occurrences: &[Occurrence]) -> Vec<Sited> {
    code::classify(language, text, occurrences).into_iter().map(Sited::by_lines).collect()
}

/// The brackets of a file of this name, where it is of one language throughout.
pub(crate) fn brackets(path: &str, text: &[u8]) -> Option<Brackets> {
    match Language::of_path(path) {
        Language::Document(_) | Language::Notebook | Language::Prose => None,
        language => Some(Lexed::new(text, &language.syntax()).brackets),
    }
}

/// Parts of a file that have nothing to do with each other: the examples of a document. What
/// stands in none of them belongs to all.
pub(crate) fn parts(path: &str, text: &[u8]) -> Vec<Span> {
    match Language::of_path(path) {
        Language::Document(format) => docs::spans(format, text),
        _ => Vec::new(),
    }
}

/// Whether `text`, a file of this name, can be parsed; `None` where we have no parser.
pub(crate) fn parses(path: &str, text: &[u8]) -> Option<bool> {
    match Language::of_path(path) {
        Language::Rust => Some(rust::parses(text)),
        Language::Notebook => notebook::parses(text),
        Language::Yaml => Some(yaml::parses(text)),
        language => syntax::Syntax::new(language, text).map(|syntax| syntax.is_sound()),
    }
}
