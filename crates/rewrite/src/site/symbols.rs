//! Where symbols stand: in code, as a name of their own or as a member of something.
//!
//! A symbol is never rewritten, so this only has to tell what is worth a look.

use super::language::Language;
use super::source::Source;
use super::{Site, docs, notebook, path};
use modelmod_edit::Span;

/// Words before a name that is that of a function, a type or a module, and no model.
const DEFINES: &[&str] = &[
    "def",
    "fn",
    "func",
    "fun",
    "function",
    "class",
    "struct",
    "interface",
    "trait",
    "module",
    "namespace",
    "package",
    "record",
    "type",
    "goto",
];

/// For each of `spans`, words in `source`, whether it is a name in code that may stand for
/// something.
pub(crate) fn stand(source: &Source<'_>, spans: &[Span]) -> Vec<bool> {
    let text = source.text;
    // What was generated, vendored or recorded is not to be changed here.
    let purpose = source.purpose.filter(|site| !matches!(site, Site::Test | Site::Catalogue));
    let is_left = || purpose.or_else(|| path::generated(text)).is_some();
    if spans.is_empty() || source.is_too_large() || is_left() {
        return vec![false; spans.len()];
    }
    match source.language {
        Language::Document(_) => {
            let mut stand = vec![false; spans.len()];
            for (language, code) in docs::code(source) {
                let place = |span: Span| {
                    let shift = |at: usize| at - code.start;
                    code.contains(span).then(|| Span::new(shift(span.start), shift(span.end)))
                };
                fill(&mut stand, spans, place, language, &text[code.range()]);
            }
            stand
        }
        Language::Notebook => {
            let mut stand = vec![false; spans.len()];
            for (language, source) in notebook::code(text) {
                fill(&mut stand, spans, |span| source.span(span), language, &source.text);
            }
            stand
        }
        _ => in_source(source, spans),
    }
}

/// Answers for those of `spans` that `place` finds in a part of the file.
fn fill(
    stand: &mut [bool],
    spans: &[Span],
    place: impl Fn(Span) -> Option<Span>,
    language: Language,
    code: &[u8],
) {
    let inside: Vec<(usize, Span)> =
        spans.iter().enumerate().filter_map(|(at, &span)| Some((at, place(span)?))).collect();
    let placed: Vec<Span> = inside.iter().map(|(_, span)| *span).collect();
    for ((at, _), one) in inside.iter().zip(in_source(&Source::of(language, code), &placed)) {
        stand[*at] = one;
    }
}

fn in_source(source: &Source<'_>, spans: &[Span]) -> Vec<bool> {
    let (language, text) = (source.language, source.text);
    if spans.is_empty() || !has_names(language) {
        return vec![false; spans.len()];
    }
    let lexed = source.lexed();
    let stands = |span: &Span| lexed.holding(*span).is_none() && is_name(language, text, *span);
    let mut stand: Vec<bool> = spans.iter().map(stands).collect();
    // Text between elements has no marks around it.
    if language.is_script() && stand.contains(&true) {
        let syntax = source.syntax_around(spans);
        let places = syntax.as_ref().map(|syntax| syntax.places(spans));
        for (stands, place) in stand.iter_mut().zip(places.iter().flatten()) {
            *stands &= place.value.is_none();
        }
    }
    stand
}

/// Whether the language has code in which a name stands for something, and not only data.
const fn has_names(language: Language) -> bool {
    !matches!(
        language,
        Language::Shell
            | Language::Dockerfile
            | Language::Makefile
            | Language::Dotenv
            | Language::Ini
            | Language::Toml
            | Language::Hcl
            | Language::Json
            | Language::Yaml
            | Language::Notebook
            | Language::Document(_)
            | Language::Prose
            | Language::Other
    )
}

fn is_name(language: Language, text: &[u8], name: Span) -> bool {
    let (before, behind) = (&text[..name.start], &text[name.end..]);
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    // `claude_3-beta` is no name at all.
    if matches!(behind, [b'-', next, ..] if is_part(*next)) {
        return false;
    }
    match before {
        [.., b':', b':'] => true,
        [.., b'.'] => !is_own(before),
        // `:claude_3_opus`, but not `name:claude_3_opus`.
        [rest @ .., b':'] if matches!(language, Language::Ruby | Language::RubyLike) => {
            !rest.last().is_some_and(|&byte| is_part(byte) || b"\"'".contains(&byte))
        }
        // Variables of PHP and Ruby, paths, parts of longer names.
        [.., b'$' | b'@' | b'/' | b'\\' | b'#' | b'-'] | [.., b'-', b'>'] => false,
        _ => !is_lower(&text[name.range()]) && !DEFINES.contains(&last_word(before)),
    }
}

/// Whether a name is written as variables are: those hold what somebody put in.
fn is_lower(name: &[u8]) -> bool {
    name.iter().find(|byte| byte.is_ascii_alphabetic()).is_some_and(u8::is_ascii_lowercase)
}

/// `self.`, `this.`: what an object holds is a variable too.
fn is_own(before: &[u8]) -> bool {
    let head = &before[..before.len().saturating_sub(1)];
    let start = head.iter().rposition(|&byte| !byte.is_ascii_alphanumeric() && byte != b'_');
    matches!(&head[start.map_or(0, |at| at + 1)..], b"self" | b"this" | b"cls")
}

fn last_word(before: &[u8]) -> &str {
    let before = before.trim_ascii_end();
    let start = before.iter().rposition(|byte| !byte.is_ascii_alphabetic());
    std::str::from_utf8(&before[start.map_or(0, |at| at + 1)..]).unwrap_or_default()
}
