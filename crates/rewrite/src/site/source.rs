//! One text, and what was found out about it once for all who ask.

use super::docs;
use super::language::Language;
use super::lexer::Lexed;
use super::live_part::{self, LiveParts};
use super::syntax::Syntax;
use super::{Site, json, live, notebook, path, rust, statements, yaml};
use crate::matcher::Occurrence;
use modelmod_edit::{LineIndex, Span};
use std::cell::OnceCell;

/// What stands in a larger text is not looked at: what is known of its literals and brackets alone
/// would take eight times its memory. Nobody writes such a file by hand.
pub(crate) const LARGEST: usize = 64 << 20;

/// A text in a language.
#[derive(Debug)]
pub(crate) struct Source<'t> {
    pub(super) language: Language,
    pub(crate) text: &'t [u8],
    /// The site of everything in it, where its place in the tree says so.
    pub(super) purpose: Option<Site>,
    /// It is put together of parts of a larger one.
    is_excerpt: bool,
    /// It is an example, or a script, in a text of another kind.
    pub(super) is_block: bool,
    /// It holds tests, and they call the real API.
    pub(super) is_live: bool,
    /// It holds tests that do not, but for some of them perhaps.
    may_have_live_parts: bool,
    live: OnceCell<Option<LiveParts<'t>>>,
    /// Where it is to be understood besides at the names that are asked for; `None`: everywhere.
    places: Option<Vec<Span>>,
    lines: OnceCell<LineIndex>,
    lexed: OnceCell<Lexed<'t>>,
    blocks: OnceCell<Vec<docs::Block>>,
    parts: OnceCell<Vec<Span>>,
    parses: OnceCell<Option<bool>>,
}

impl<'t> Source<'t> {
    /// The text of the file `path`.
    pub(crate) fn new(path: &str, text: &'t [u8]) -> Self {
        let purpose = path::site(path);
        let may_be_live = purpose == Some(Site::Test)
            && !path::is_snapshot_test(path)
            && !path::is_unit_test(path)
            && !path::is_of_a_benchmark(path)
            && text.len() <= LARGEST;
        let is_of_integration = path::is_of_integration(path);
        let language = match Language::of_path(path) {
            Language::Other => Language::of_first_line(text),
            Language::CLike if path.ends_with(".cls") => Language::of_class(text),
            language => language,
        };
        // Tests of Perl are scripts, and live as a whole: they ask for a key, or talk to nobody.
        let is_perl = language == Language::Perl;
        let may_be_live = may_be_live && (!is_perl || live_part::may_need_a_key(text));
        let is_live = may_be_live && live::is_live(text, is_of_integration);
        let may_have_live_parts = may_be_live && !is_live && !is_perl;
        Self { purpose, is_live, may_have_live_parts, ..Self::of(language, text) }
    }

    /// The same as parts of a text that is too large.
    pub(crate) fn of_excerpt(self) -> Self {
        Self { is_excerpt: true, is_live: false, may_have_live_parts: false, ..self }
    }

    /// The same as a block of code in a text of another kind.
    pub(super) fn of_block(self) -> Self {
        Self { is_block: true, ..self }
    }

    /// Whether what stands at `at` is part of a test that calls the real API.
    pub(super) fn is_live_at(&self, at: usize) -> bool {
        self.is_live || self.live_parts().is_some_and(|parts| parts.is_live_at(at))
    }

    /// The parts of a file of tests that are not live all of them.
    pub(super) fn live_parts(&self) -> Option<&LiveParts<'t>> {
        let parts = self.live.get_or_init(|| {
            let has_any = self.may_have_live_parts && live_part::may_need_a_key(self.text);
            has_any.then(|| self.lexed_throughout().map(LiveParts::new)).flatten()
        });
        parts.as_ref()
    }

    /// The same, to be understood at `places` too: what stands there decides whether it parses.
    /// `None`: all that stands in it.
    pub(crate) fn at(self, places: Option<Vec<Span>>) -> Self {
        Self { places, ..self }
    }

    /// Whether it is too large to say where anything stands in it.
    pub(crate) const fn is_too_large(&self) -> bool {
        self.is_excerpt || self.text.len() > LARGEST
    }

    /// Where it is to be understood besides at the names that are asked for; `None`: everywhere.
    pub(crate) fn places(&self) -> Option<&[Span]> {
        self.places.as_deref()
    }

    /// Whether it depends on the names in question what of it is parsed.
    pub(crate) fn is_read_in_parts(&self) -> bool {
        match self.language {
            Language::Rust => rust::is_read_in_parts(self.text),
            language => statements::are_known(language) && self.text.len() >= statements::SHORT,
        }
    }

    /// Where it is to be understood for `occurrences`, by position; `None`: everywhere.
    pub(super) fn places_for(&self, occurrences: &[Occurrence]) -> Option<Vec<Span>> {
        let names = occurrences.iter().map(|occurrence| occurrence.span);
        let mut places: Vec<Span> = names.chain(self.places.as_ref()?.iter().copied()).collect();
        places.sort_by_key(|place| (place.start, place.end));
        Some(places)
    }

    /// Its tree, as far as it is to be understood; `None` where it cannot be parsed, or there is
    /// no grammar.
    pub(super) fn syntax(&self, occurrences: &[Occurrence]) -> Option<Syntax<'t>> {
        match self.places_for(occurrences) {
            Some(places) => self.syntax_around(&places),
            None => Syntax::new(self.language, self.text),
        }
    }

    /// Its tree around `places`, which are sorted; `None` where it cannot be parsed, or there is no
    /// grammar.
    pub(super) fn syntax_around(&self, places: &[Span]) -> Option<Syntax<'t>> {
        statements::around(self, places)
            .and_then(|parts| Syntax::of_parts(self.language, self.text, &parts))
            .or_else(|| Syntax::new(self.language, self.text))
    }

    pub(super) fn of(language: Language, text: &'t [u8]) -> Self {
        let (lines, lexed) = (OnceCell::new(), OnceCell::new());
        let (blocks, parts, parses) = <_>::default();
        let (purpose, places) = (None, Some(Vec::new()));
        let (is_live, may_have_live_parts, live) = (false, false, OnceCell::new());
        Self {
            language,
            text,
            purpose,
            is_excerpt: false,
            is_block: false,
            is_live,
            may_have_live_parts,
            live,
            places,
            lines,
            lexed,
            blocks,
            parts,
            parses,
        }
    }

    /// Where its lines begin.
    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }

    /// Its comments, literals and brackets.
    pub(super) fn lexed(&self) -> &Lexed<'t> {
        self.lexed.get_or_init(|| Lexed::new(self.text, &self.language.syntax()))
    }

    /// Its comments, literals and brackets, where it is of one language throughout.
    pub(crate) fn lexed_throughout(&self) -> Option<&Lexed<'t>> {
        match self.language {
            Language::Document(_) | Language::Notebook | Language::Prose => None,
            _ => Some(self.lexed()),
        }
    }

    /// The block of code of a document in which `name` stands, and where it begins.
    pub(crate) fn example_around(&self, name: Span) -> Option<(Source<'t>, usize)> {
        let (language, code) = docs::block_around(self, name)?;
        Some((Source::of(language, &self.text[code.range()]), code.start))
    }

    /// What it is written in.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// Whether it is text with examples in it.
    pub(crate) const fn is_document(&self) -> bool {
        matches!(self.language, Language::Document(_))
    }

    /// Its blocks of code, where it is a document.
    pub(super) fn blocks(&self) -> &[docs::Block] {
        self.blocks.get_or_init(|| match self.language {
            Language::Document(format) => format.blocks(self.text, self.lines()),
            _ => Vec::new(),
        })
    }

    /// Parts of it that have nothing to do with each other: the examples of a document. What
    /// stands in none of them belongs to all.
    pub(crate) fn parts(&self) -> &[Span] {
        self.parts.get_or_init(|| match self.language {
            Language::Document(format) => docs::spans(format, self),
            _ => Vec::new(),
        })
    }

    /// Whether it can be parsed where it matters; `None` where we have no parser. Parses it, unless
    /// that was noted.
    pub(crate) fn parses(&self) -> Option<bool> {
        *self.parses.get_or_init(|| match self.language {
            Language::Rust => Some(rust::parses(self.text)),
            Language::Notebook => notebook::parses(self.text),
            Language::Yaml => Some(yaml::parses(self.text)),
            // Documents have no grammar of their own; their scripts have.
            Language::Document(docs::Format::Markup) => {
                Some(docs::code(self).into_iter().all(|(language, code)| {
                    Source::of(language, &self.text[code.range()]).parses() != Some(false)
                }))
            }
            Language::Json if json::places(self.text, &[]).is_some() => Some(true),
            _ => self.syntax(&[]).map(|syntax| syntax.is_sound()),
        })
    }

    /// What was noted for [`Source::parses`].
    pub(crate) fn noted(&self) -> Option<Option<bool>> {
        self.parses.get().copied()
    }

    /// Notes for [`Source::parses`] what came of parsing it.
    pub(crate) fn note(&self, parses: Option<bool>) {
        // Whoever parses it again finds the same.
        let _ = self.parses.set(parses);
    }
}
