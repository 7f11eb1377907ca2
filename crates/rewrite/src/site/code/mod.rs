//! Any language without a parser of its own: from literals, comments and direct neighbours.
//!
//! Conservative: what is not plainly a use is [`Site::Unclear`].

mod body;
mod bytes;
mod position;
mod special;
mod value;

use super::around::{Around, ends_with_word, name_at_end, starts_with_word};
use super::judge::{answer, comment, example, snippet};
use super::language::Language;
use super::lexer::Lexed;
use super::{Site, bare, veto};
use crate::matcher::Occurrence;
use bytes::{Bytes, is_name};
use modelmod_edit::Span;
use position::by_position;
use special::{by_language, of_powershell, with_mark};
use value::value_of;

/// The sites of `occurrences` in the text that is `lexed`.
pub(super) fn classify(
    language: Language,
    lexed: &Lexed<'_>,
    occurrences: &[Occurrence],
    is_live: impl Fn(usize) -> bool,
) -> Vec<Site> {
    let sites = occurrences.iter().map(|one| {
        let is_live = is_live(one.span.start);
        site_in(language, lexed, one.span, (one.is_own, is_live))
    });
    sites.collect()
}

/// The site of the name at `name`; `is_own` where it is spelled as on the provider's own API.
pub(super) fn site(language: Language, lexed: &Lexed<'_>, name: Span, is_own: bool) -> Site {
    site_in(language, lexed, name, (is_own, false))
}

/// The same; `is_live`: in tests that call the real API.
fn site_in(
    language: Language,
    lexed: &Lexed<'_>,
    name: Span,
    (is_own, is_live): (bool, bool),
) -> Site {
    let Some(lexeme) = lexed.holding(name) else {
        let around = Around { lexed, value: name, is_own, is_live };
        return if language.has_bare_values() {
            bare::site(language, &around)
        } else if language == Language::Other {
            bare::setting_on_a_line(&around)
        } else if language == Language::PowerShell && ends_word(lexed.text, name.end) {
            // `-Model NAME`
            let flag = of_powershell(&around, around.before());
            flag.filter(|site| *site == Site::Flag).unwrap_or(Site::Unclear)
        } else {
            Site::Unclear
        };
    };
    if lexeme.quote.is_none() {
        return comment::in_comment(language, lexed.text, lexeme.span, name);
    }
    if lexeme.content() != name {
        let before = lexed.text[..lexeme.span.start].trim_ascii_end();
        let line = &lexed.text[before.len()..lexeme.span.start];
        // A text that stands alone before a function documents it in Julia.
        let is_alone = lexed.text[lexeme.span.start..].starts_with(b"\"\"\"")
            && (before.is_empty() || line.contains(&b'\n'));
        let is_doc = language == Language::RubyLike
            && (is_alone
                || [&b"@doc"[..], b"@moduledoc"].iter().any(|mark| before.ends_with(mark)));
        if is_doc
            && (snippet::is_example(lexed.text, lexeme.content(), name)
                || example::is_shown(lexed.text, lexeme.content(), name))
        {
            return Site::Example;
        }
        let default = match language.has_bare_values() {
            true => bare::default_that_is(lexed.text, lexeme.content(), name),
            false => None,
        };
        return default.unwrap_or(Site::Text);
    }
    let value = with_mark(language, lexed.text, with_prefix_letters(lexed.text, lexeme.span));
    let around = Around { lexed, value, is_own, is_live };
    of_literal(language, &around)
}

/// Python's `f"..."` and the like: up to two letters before the quote belong to the literal.
fn with_prefix_letters(text: &[u8], literal: Span) -> Span {
    let letters = name_at_end(&text[literal.start.saturating_sub(3)..literal.start]);
    let touches = text[..literal.start].ends_with(letters);
    let known =
        (1..=2).contains(&letters.len()) && letters.iter().all(|byte| b"rRbBuUfF".contains(byte));
    let letters = if known && touches { letters.len() } else { 0 };
    Span::new(literal.start - letters, literal.end)
}

/// Whether a word of a command ends at `end`.
fn ends_word(text: &[u8], end: usize) -> bool {
    text.get(end).is_none_or(|byte| byte.is_ascii_whitespace() || b"|)};".contains(byte))
}

fn of_literal(language: Language, around: &Around<'_>) -> Site {
    let before = around.before();
    if language == Language::Vim {
        let line = around.line_to(around.value.start).trim_ascii_start();
        if line.starts_with(b"\"") {
            return Site::Comment;
        }
        // `let g:model = 'NAME'`: where it is known stands before the name.
        if let Some(left) = before.strip_suffix(b"=")
            && starts_with_word(line, b"let")
            && line.iter().filter(|byte| **byte == b'=').count() == 1
        {
            return veto::check(language, around, value_of(around, name_at_end(left)));
        }
    }
    // `[ "$MODEL" = "NAME" ]`: scripts assign without spaces and compare with them.
    let spaced = around.text()[..around.value.start].ends_with(b" ");
    let is_script = matches!(language, Language::Shell | Language::Dockerfile | Language::Makefile);
    if is_script && spaced && before.ends_with(b"=") && !is_alone(around) {
        return Site::Comparison;
    }
    let line = around.line_to(around.value.start).trim_ascii();
    if language == Language::Baml && !line.is_empty() && line == name_at_end(line) {
        return veto::check(language, around, value_of(around, line));
    }
    let site = by_what_follows(language, around, before)
        .or_else(|| by_language(language, around, before))
        .or_else(|| by_operator(language, before))
        .or_else(|| body::given(language, around, before))
        .unwrap_or_else(|| by_position(language, around, before));
    match veto::check(language, around, site) {
        site if site.is_use() && answer::completes(around.text(), around.value) => Site::Completion,
        // Nothing is known of the language: it may show what an API answers.
        site if site.is_use()
            && language == Language::Other
            && answer::is_answer(around.text(), around.value) =>
        {
            Site::Recording
        }
        site => site,
    }
}

/// `NAME = ` and nothing else stands before the value, as Makefiles assign.
fn is_alone(around: &Around<'_>) -> bool {
    let head = around.line_to(around.value.start).trim_ascii();
    let head = head.trim_suffix_bytes(b"=:?+");
    !head.is_empty() && head.iter().all(|&byte| is_name(byte))
}

/// What the token behind the literal says.
fn by_what_follows(language: Language, around: &Around<'_>, before: &[u8]) -> Option<Site> {
    let behind = around.behind();
    let ternary = before.ends_with(b"?") && !before.ends_with(b"??");
    let next = [behind.first().copied().unwrap_or(0), behind.get(1).copied().unwrap_or(0)];
    match next {
        [b'=', b'='] | [b'!', b'='] | [b'=', b'~'] => Some(Site::Comparison),
        [b'=' | b'-', b'>'] => Some(Site::Key),
        [b':', b':' | b'='] => None,
        [b':', _] if ternary => Some(position::chosen(language, around)),
        // `x ? y : "NAME"`
        _ if before.ends_with(b":") && position::is_other_choice(language, around) => {
            Some(position::chosen(language, around))
        }
        // Python's `if x == y: "NAME"` never has the literal before the colon of a value.
        [b':', _] => Some(Site::Key),
        [b'=', _] if language == Language::Toml || language == Language::Hcl => Some(Site::Key),
        [b'+' | b'%', _] | [b'"' | b'\'' | b'`', _] => Some(Site::Fragment),
        [b'.', byte] if byte.is_ascii_alphabetic() || byte == b'.' => Some(Site::Fragment),
        // `'NAME' -eq $model`
        [b'-', _] if language == Language::PowerShell => {
            let operators: [&[u8]; 6] = [b"-eq", b"-ne", b"-in", b"-like", b"-match", b"-ceq"];
            operators.iter().any(|word| starts_with_word(behind, word)).then_some(Site::Comparison)
        }
        // What a pipe of PowerShell is given.
        [b'|', _] if language == Language::PowerShell => None,
        [b'|', b'|'] => None,
        [b'|', _] => Some(Site::Type),
        _ if starts_with_word(behind, b"in") || starts_with_word(behind, b"not in") => {
            Some(Site::Comparison)
        }
        _ => None,
    }
}

/// What the operator before the literal says, where it alone decides.
fn by_operator(language: Language, before: &[u8]) -> Option<Site> {
    let compares: [&[u8]; 8] = [b"==", b"!=", b"=~", b"!~", b"<", b">=", b"<=", b"~="];
    let words: [&[u8]; 8] = [b"in", b"is", b"case", b"when", b"not", b"eq", b"ne", b"like"];
    if compares.iter().any(|op| before.ends_with(op))
        || words.iter().any(|w| ends_with_word(before, w))
    {
        return Some(Site::Comparison);
    }
    match before.last() {
        Some(b'/') if language == Language::Perl && before.ends_with(b" //") => None,
        Some(b'+' | b'.' | b'%' | b'"' | b'\'' | b'`' | b'/') => Some(Site::Fragment),
        Some(b'=') if before.ends_with(b"+=") => Some(Site::Fragment),
        Some(b'|') if !before.ends_with(b"||") => Some(Site::Type),
        Some(b'&') => Some(Site::Unclear),
        _ => None,
    }
}
