//! Rust, through syn: exact literals, in macros too, and what the syntax tree says of each.
//!
//! Two steps: [`tokens`] finds every string literal with its place and tells what macros do
//! with theirs; [`tree`] walks the syntax tree and tells what expressions, patterns and items
//! do with theirs. What is in no literal is a comment.

mod arms;
mod places;
mod settings;
mod tests;
mod thin;
mod tokens;
mod tree;

pub(crate) use places::{Places, places};

use super::around::{line_before, name_at_end};
use super::docs::stated;
use super::judge::{self, comment};
use super::language::Language;
use super::syntax::{Frame, Named, Place, Value};
use super::{Site, hint, names};
use crate::matcher::Occurrence;
use modelmod_edit::Span;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Stack for parsing and walking: syn recurses, and worker threads have small stacks.
const STACK: usize = 64 << 20;
/// Larger files are not parsed. The largest hand-written Rust files have about 1 MB.
const LARGEST: usize = 4 << 20;

/// How much of a line is read for what a text is assigned to.
const LINE: usize = 200;

/// String literals by the offset of their first byte.
type Literals = BTreeMap<usize, Literal>;

/// A string literal and what is done with it.
#[derive(Clone, Copy, Debug)]
struct Literal {
    /// With its quotes.
    span: Span,
    site: Site,
}

/// Whether only a part of such a text may be parsed.
pub(super) const fn is_read_in_parts(text: &[u8]) -> bool {
    text.len() >= thin::SHORT
}

/// The sites of `occurrences`, or `None` when `text` cannot be parsed as a Rust file where any of
/// `spans` stands, which are sorted and theirs among others; anywhere, where there are none.
///
/// In tests that call a real API (`is_live`) what they use counts as anywhere.
pub(super) fn classify(
    text: &[u8],
    occurrences: &[Occurrence],
    spans: Option<&[Span]>,
    is_live: bool,
) -> Option<Vec<Site>> {
    let literals = with_stack(|| literals(text, is_live, spans)).flatten()?;
    let mut lines = Lines { text, last: Span::new(0, 0) };
    let site = |occurrence: &Occurrence| {
        let literal = literals.range(..=occurrence.span.start).next_back().map(|(_, found)| found);
        match literal.filter(|literal| literal.span.contains(occurrence.span)) {
            None => lines.doc_comment(occurrence.span),
            // Documentation is an attribute to the compiler, and a comment to everybody else.
            Some(literal) if literal.site == Site::Comment => lines.doc_comment(occurrence.span),
            // What is said of the literal holds for the name only if it is all of the literal.
            Some(literal) if !is_all_of(text, literal.span, occurrence.span) => {
                match literal.site {
                    Site::Test => Site::Test,
                    _ if is_help(text, literal.span) => {
                        of_help(text, literal.span, occurrence.span)
                    }
                    Site::Unclear
                    | Site::Setting
                    | Site::Default
                    | Site::Argument
                    | Site::UnknownCall => of_text(text, literal.span, occurrence),
                    _ => Site::Text,
                }
            }
            Some(literal) => literal.site,
        }
    };
    Some(occurrences.iter().map(site).collect())
}

/// Whether a literal is what an option says of itself, or what is printed: `.help("...")`,
/// `help = "..."`, `println!("...")`.
fn is_help(text: &[u8], literal: Span) -> bool {
    let before = text[..literal.start].trim_ascii_end();
    [&b".help("[..], b"long_help(", b"help =", b"about =", b".about(", b"println!("]
        .iter()
        .any(|mark| before.ends_with(mark))
}

/// The site of a name in a longer text, by what that holds: code, settings, an answer.
fn of_text(text: &[u8], literal: Span, occurrence: &Occurrence) -> Site {
    let place = Place {
        value: Some(literal),
        content: content(text, literal),
        is_comment: false,
        is_whole: false,
        is_sound: true,
        frames: assigned_to(text, literal).into_iter().collect(),
    };
    let site = judge::site(Language::Rust, text, &place, occurrence);
    let own = &text[place.content.range()];
    match place.frames.first() {
        // `const FIXTURE: &str = "..."`
        Some(Frame::Value(value)) if site.is_use() => {
            let model = &text[occurrence.core.range()];
            let holds = names::words(value.name);
            let others = ["response", "answer", "mock", "fake", "log", "catalog", "example"];
            let veto = names::veto_of_owner(value.name, model);
            let is_other = names::any(&holds, &others);
            veto.or(is_other.then_some(Site::Text)).unwrap_or(site)
        }
        // What a call is handed, or a function gives back, may be an answer as well.
        None if site.is_use() && !is_request(own) => Site::Text,
        _ => site,
    }
}

/// Whether a text is the body of a request, and says nothing of what was answered or is paid.
fn is_request(text: &[u8]) -> bool {
    let has = |mark: &[u8]| memchr::memmem::find(text, mark).is_some();
    text.trim_ascii_start().starts_with(b"{")
        && [&b"messages"[..], b"max_tokens", b"prompt"].iter().any(|mark| has(mark))
        && ![&b"price"[..], b"cost", b"content_block"].iter().any(|mark| has(mark))
}

/// What a text is the value of: `const DEFAULT_CONFIG: &str = "..."`.
fn assigned_to(text: &[u8], literal: Span) -> Option<Frame<'_>> {
    let left = line_before(text, literal.start, LINE).trim_ascii_end().strip_suffix(b"=")?;
    let declared = left.split(|&byte| byte == b':').next().unwrap_or(left);
    let value = Value {
        name: name_at_end(declared),
        kind: Named::Variable,
        beside: Rc::new([]),
        called: b"",
    };
    Some(Frame::Value(value))
}

/// The site of a name in such a text.
fn of_help(text: &[u8], literal: Span, name: Span) -> Site {
    if stated::is_stated(text, name) {
        Site::Stated
    } else if hint::is_of_help(&text[literal.start..name.start]) {
        Site::Example
    } else {
        Site::Text
    }
}

/// The lines of a text, of which the last one asked for is remembered: it may hold thousands of
/// names.
struct Lines<'t> {
    text: &'t [u8],
    /// Without what it is indented by.
    last: Span,
}

impl Lines<'_> {
    /// The site of a name in a comment, by its line.
    fn doc_comment(&mut self, name: Span) -> Site {
        if !self.last.contains(name) {
            self.last = self.line(name);
        }
        comment::in_comment(Language::Rust, self.text, self.last, name)
    }

    fn line(&self, name: Span) -> Span {
        let text = self.text;
        let start = memchr::memrchr(b'\n', &text[..name.start]).map_or(0, |lf| lf + 1);
        let end = memchr::memchr(b'\n', &text[name.end..]).map_or(text.len(), |len| name.end + len);
        let indent = text[start..name.start].iter().take_while(|byte| byte.is_ascii_whitespace());
        Span::new(start + indent.count(), end)
    }
}

/// Whether `text` can be parsed as a Rust file.
pub(super) fn parses(text: &[u8]) -> bool {
    with_stack(|| literals(text, false, None)).flatten().is_some()
}

/// Whether the literal at `literal` holds `core` and nothing else.
fn is_all_of(text: &[u8], literal: Span, core: Span) -> bool {
    content(text, literal) == core
}

/// What stands between the quotes of a literal.
fn content(text: &[u8], literal: Span) -> Span {
    let source = &text[literal.range()];
    // `"`, `r"`, `br##"`: what stands before the content ends with the first quote.
    let open = source.iter().position(|&byte| byte == b'"').map_or(0, |quote| quote + 1);
    let close = source.iter().rev().position(|&byte| byte == b'"').map_or(0, |quote| quote + 1);
    let start = literal.start + open;
    Span::new(start, literal.end.saturating_sub(close).max(start))
}

/// The literals of the items in which any of `spans` stands, or of all.
fn literals(text: &[u8], is_live: bool, spans: Option<&[Span]>) -> Option<Literals> {
    if text.len() > LARGEST {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    let shift = prelude(text);
    // Spans are kept in a table per thread; this thread has no use for older ones.
    proc_macro2::extra::invalidate_current_thread_spans();
    let stream = || text[shift..].parse::<TokenStream>().ok();
    let parts = spans.filter(|_| is_read_in_parts(text.as_bytes()));
    let parts = parts.and_then(|spans| Some(thin::around(stream()?, shift, spans)));
    let found = parts.and_then(|parts| literals_of(parts, shift, is_live));
    found.or_else(|| literals_of(stream()?, shift, is_live))
}

/// The literals of a text that begins at `shift`, as far as it is read.
fn literals_of(stream: TokenStream, shift: usize, is_live: bool) -> Option<Literals> {
    if tokens::is_too_deep(stream.clone()) {
        return None;
    }
    let mut literals = Literals::new();
    tokens::collect(stream.clone(), Site::Unclear, shift, &mut literals);
    let file: syn::File = syn::parse2(stream).ok()?;
    tree::refine(&file, shift, is_live, &mut literals);
    Some(literals)
}

/// Length of what may stand before the first token and is none: a BOM and a `#!` line. Left
/// in place they would shift every span, or not parse.
fn prelude(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[bom..];
    // `#![...]` is an inner attribute, not an interpreter line.
    let line = rest.strip_prefix("#!");
    if line.is_some_and(|line| !line.trim_start().starts_with('[')) {
        bom + rest.find('\n').unwrap_or(rest.len())
    } else {
        bom
    }
}

/// Runs `work` on a thread of its own with a large stack; `None` when that is not to be had.
fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread =
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}
