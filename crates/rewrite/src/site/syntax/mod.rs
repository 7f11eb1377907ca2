//! Syntax trees: what a name stands in, by the grammar of its language.
//!
//! One file a language: a table that says what its kinds of nodes are to us ([`role`]), and
//! nothing else. From there on all languages are alike: [`walk`] finds the nodes around each
//! name ([`step`]), and [`frames`] tells what each of them is for what it holds ([`frame`]).

mod csharp;
mod frame;
mod frames;
mod go;
mod hcl;
mod java;
mod javascript;
mod json;
mod kotlin;
mod lua;
mod parse;
mod php;
mod python;
mod reading;
mod role;
mod ruby;
mod shell;
mod step;
mod swift;
mod toml;
mod walk;

use super::language::Language;
pub(super) use frame::{Call, Frame, Value};
use modelmod_edit::Span;
pub(super) use role::Named;
use role::Role;
use std::borrow::Cow;
use tree_sitter::{Parser, Point, Range, Tree};

/// Larger files are not parsed: trees take some fifty times the memory of their text.
pub(super) const LARGEST: usize = 8 << 20;
/// Text with more brackets in each other is not parsed: the tree of it takes hundreds of times
/// its memory, and no compiler takes it.
const DEEPEST: usize = 5_000;

/// Whether more brackets than [`DEEPEST`] are open at once, whatever they mean.
fn is_too_deep(text: &[u8]) -> bool {
    let opens = |byte: &&u8| matches!(**byte, b'(' | b'[' | b'{');
    // Few texts have so many at all, and to count is much quicker than to follow.
    text.iter().filter(opens).count() > DEEPEST && depth(text) > DEEPEST
}

/// How many brackets are open at once at most.
fn depth(text: &[u8]) -> usize {
    let (mut open, mut most) = (0usize, 0);
    for byte in text {
        match byte {
            b'(' | b'[' | b'{' => {
                open += 1;
                most = most.max(open);
            }
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// A language that can be parsed.
trait Grammar: Sync {
    /// The generated parser.
    fn parser(&self) -> tree_sitter::Language;
    /// The parser for this text, where the language has several.
    fn parser_for(&self, _text: &[u8]) -> tree_sitter::Language {
        self.parser()
    }
    /// What a kind of node is to us.
    fn role(&self) -> fn(&str) -> Option<Role>;
    /// Whether the parser can cope with this text.
    fn copes_with(&self, _text: &[u8]) -> bool {
        true
    }
    /// The text with what is not of the language blanked out; as long as `text`.
    fn prepared<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        Cow::Borrowed(text)
    }
}

/// Where a name stands.
#[derive(Clone, Debug)]
pub(super) struct Place<'t> {
    /// The string, bare word or comment that holds it.
    pub(super) value: Option<Span>,
    /// What stands between the quotes of the value.
    pub(super) content: Span,
    pub(super) is_comment: bool,
    /// The value is the name and nothing else.
    pub(super) is_whole: bool,
    /// The text around it was understood.
    pub(super) is_sound: bool,
    /// What it stands in, from inside.
    pub(super) frames: Vec<Frame<'t>>,
}

/// A parsed text.
pub(super) struct Syntax<'t> {
    text: &'t [u8],
    tree: Tree,
    grammar: &'static dyn Grammar,
}

impl<'t> Syntax<'t> {
    /// Parses `text`; `None` where there is no grammar for the language, or the text is too
    /// large or too unlike the language.
    pub(super) fn new(language: Language, text: &'t [u8]) -> Option<Self> {
        let grammar = grammar(language)?;
        if text.len() > LARGEST || is_too_deep(text) || !grammar.copes_with(text) {
            return None;
        }
        let mut parser = Parser::new();
        parser.set_language(&grammar.parser_for(text)).ok()?;
        let source = grammar.prepared(text);
        let tree = parse::parse(&mut parser, &source, text.len())?;
        Some(Self { text, tree, grammar })
    }

    /// Parses those `parts` of `text`, by position, as if nothing stood between them; `None` where
    /// any of them is not sound. Each is of whole statements.
    pub(super) fn of_parts(language: Language, text: &'t [u8], parts: &[Span]) -> Option<Self> {
        let grammar = grammar(language)?;
        let together: Vec<&[u8]> = parts.iter().map(|part| &text[part.range()]).collect();
        let together = together.concat();
        if text.len() > LARGEST || is_too_deep(&together) || !grammar.copes_with(&together) {
            return None;
        }
        let mut parser = Parser::new();
        parser.set_language(&grammar.parser_for(text)).ok()?;
        parser.set_included_ranges(&ranges(text, parts)).ok()?;
        let source = grammar.prepared(text);
        let tree = parse::parse(&mut parser, &source, together.len())?;
        Some(Self { text, tree, grammar }).filter(Self::is_sound)
    }

    /// The places of names at `spans`, which are sorted and do not overlap.
    pub(super) fn places<'s>(&'s self, spans: &[Span]) -> Vec<Place<'s>>
    where
        't: 's,
    {
        walk::places(&self.tree, self.text, self.grammar.role(), spans)
    }

    /// Whether all of the text was understood.
    pub(super) fn is_sound(&self) -> bool {
        !self.tree.root_node().has_error()
    }
}

/// The places of `parts` as the parser wants them told.
fn ranges(text: &[u8], parts: &[Span]) -> Vec<Range> {
    let (mut row, mut from) = (0, 0);
    let mut point = |at: usize| {
        row += memchr::memchr_iter(b'\n', &text[from..at]).count();
        from = at;
        let line = memchr::memrchr(b'\n', &text[..at]).map_or(0, |lf| lf + 1);
        Point::new(row, at - line)
    };
    let range = |part: &Span| Range {
        start_byte: part.start,
        end_byte: part.end,
        start_point: point(part.start),
        end_point: point(part.end),
    };
    parts.iter().map(range).collect()
}

fn grammar(language: Language) -> Option<&'static dyn Grammar> {
    Some(match language {
        Language::Python => &python::Python,
        Language::JavaScript => &javascript::JavaScript,
        Language::TypeScript => &javascript::TypeScript,
        Language::Tsx => &javascript::Tsx,
        Language::Go => &go::Go,
        Language::Java => &java::Java,
        Language::Kotlin => &kotlin::Kotlin,
        Language::CSharp => &csharp::CSharp,
        Language::Swift => &swift::Swift,
        Language::Ruby => &ruby::Ruby,
        Language::Php => &php::Php,
        Language::Lua => &lua::Lua,
        Language::Shell => &shell::Shell,
        Language::Hcl => &hcl::Hcl,
        Language::Toml => &toml::Toml,
        Language::Json => &json::Json,
        _ => return None,
    })
}
