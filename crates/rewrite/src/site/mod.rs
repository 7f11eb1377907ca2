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
mod language;
mod lexer;
mod markdown;
mod names;
mod neighbours;
mod notebook;
mod path;
mod policy;
mod rust;
mod veto;
mod yaml;

use crate::matcher::Occurrence;
pub(crate) use brackets::Brackets;
use language::Language;
use lexer::Lexed;
pub use policy::{Applicability, Site};

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
) -> Vec<Site> {
    if let Some(site) = path::site(path).or_else(|| path::generated(text)) {
        return vec![site; occurrences.len()];
    }
    let language = Language::of_path(path);
    let mut sites = of_language(language, text, occurrences);
    for (site, spelled) in sites.iter_mut().zip(spelled) {
        let says_whose = !matches!(spelled, Spelled::Own { is_prefixed: false, .. });
        if *site == Site::Platform && says_whose {
            *site = Site::PlatformUse;
        }
    }
    neighbours::guard(language, text, occurrences, spelled, &mut sites);
    sites
}

fn of_language(language: Language, text: &[u8], occurrences: &[Occurrence]) -> Vec<Site> {
    match language {
        Language::Rust => rust::classify(text, occurrences)
            .unwrap_or_else(|| code::classify(language, text, occurrences)),
        Language::Yaml => yaml::classify(text, occurrences),
        Language::Notebook => notebook::classify(text, occurrences),
        Language::Markdown => markdown::classify(text, occurrences),
        Language::Prose => vec![Site::Prose; occurrences.len()],
        _ => code::classify(language, text, occurrences),
    }
}

/// The brackets of a file of this name, where it is of one language throughout.
pub(crate) fn brackets(path: &str, text: &[u8]) -> Option<Brackets> {
    match Language::of_path(path) {
        Language::Markdown | Language::Notebook | Language::Prose => None,
        language => Some(Lexed::new(text, &language.syntax()).brackets),
    }
}

/// Whether `text`, a file of this name, can be parsed; `None` where we have no parser.
pub(crate) fn parses(path: &str, text: &[u8]) -> Option<bool> {
    match Language::of_path(path) {
        Language::Rust => Some(rust::parses(text)),
        Language::Notebook | Language::Json => notebook::parses(text),
        _ => None,
    }
}
