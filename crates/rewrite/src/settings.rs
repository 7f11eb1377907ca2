//! What is set beside a name: `temperature=0.2` in the same call, or on the next line.

use crate::boundary::is_word;
use crate::nesting::unmatched;
use modelmod_edit::{LineIndex, Span};

/// How much of a request is read to each side of the name, in bytes.
const REACH: usize = 1_500;
/// How many lines with settings are read to each side of the name.
const LINES: usize = 20;
/// The longest line that is one of settings.
pub(crate) const LONGEST_LINE: usize = 300;

/// What is set beside a name.
pub(crate) struct Settings<'t>(Vec<Setting<'t>>);

#[derive(Clone, Copy)]
pub(crate) struct Setting<'t> {
    key: &'t str,
    value: &'t [u8],
}

impl Setting<'_> {
    /// Whether it is the number `wanted`.
    pub(crate) fn is(&self, wanted: &str) -> bool {
        let len = self.value.iter().take_while(|byte| b"0123456789.".contains(byte)).count();
        let number = std::str::from_utf8(&self.value[..len]).ok().and_then(|it| it.parse().ok());
        number.is_some_and(|number: f64| wanted.parse() == Ok(number))
    }

    /// Whether it is the parameter, in any style: `top_p`, `topP`, `TopP`.
    pub(crate) fn is_of(&self, parameter: &str) -> bool {
        letters(self.key).eq(letters(parameter))
    }

    /// Whether something is sent: a number, or what a variable holds.
    pub(crate) fn is_sent(&self) -> bool {
        let first = self.value.first().copied().unwrap_or(b' ');
        !self.is_nothing() && (first == b'.' || first == b'$' || is_word(first))
    }

    /// Whether nothing is sent.
    fn is_nothing(&self) -> bool {
        let none = [
            &b"None"[..],
            b"null",
            b"nil",
            b"undefined",
            b"NOT_GIVEN",
            b"omit",
            b"Optional",
            b"float",
            b"number",
            b"int",
            b"?",
        ];
        none.iter().any(|none| self.value.starts_with(none))
    }
}

impl<'t> Settings<'t> {
    pub(crate) fn around(text: &'t [u8], lines: &LineIndex, name: Span) -> Self {
        let inside =
            brackets(text, name).into_iter().flat_map(|inside| read(&text[inside.range()]));
        let beside = neighbours(text, lines, name).filter_map(first_of);
        Self(inside.chain(beside).filter(|one| !one.is_nothing()).collect())
    }

    pub(crate) fn get(&self, parameter: &str) -> Option<Setting<'t>> {
        self.0.iter().find(|one| one.is_of(parameter)).copied()
    }
}

/// The letters and digits of a name, whatever its style.
pub(crate) fn letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
}

/// What stands in the innermost round or curly brackets around the name, if both are near.
fn brackets(text: &[u8], name: Span) -> Option<Span> {
    let before = text[name.start.saturating_sub(REACH)..name.start].iter().rev();
    let back = unmatched(before, b")}", b"({")?;
    let behind = text[name.end..].iter().take(REACH);
    let ahead = unmatched(behind, b"({", b")}")?;
    Some(Span::new(name.start - back, name.end + ahead))
}

/// The lines next to the name's that are indented as it is, without gaps between them.
fn neighbours<'t>(text: &'t [u8], lines: &LineIndex, name: Span) -> impl Iterator<Item = &'t [u8]> {
    let number = lines.line_of(name.start);
    let line = |number: usize| &text[lines.span(number).range()];
    let indent = |line: &[u8]| line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let own = indent(line(number));
    let belongs = move |one: &&[u8]| {
        one.len() <= LONGEST_LINE && indent(one) >= own && !one.trim_ascii().is_empty()
    };
    let above: Vec<&[u8]> =
        (number.saturating_sub(LINES)..number).rev().map(line).take_while(belongs).collect();
    let last = lines.count().min(number + 1 + LINES);
    let below: Vec<&[u8]> = (number + 1..last).map(line).take_while(belongs).collect();
    let is_beside = move |one: &&[u8]| indent(one) == own;
    above.into_iter().chain(below).filter(is_beside)
}

/// A line that begins with a setting: `temperature: 0.2`, `"top_p": 1,`, `temperature = 0.2`.
fn first_of(line: &[u8]) -> Option<Setting<'_>> {
    let head = line.trim_ascii_start();
    let head = head.strip_prefix(b"\"").or_else(|| head.strip_prefix(b"'")).unwrap_or(head);
    let head = head.strip_prefix(b"\\\"").unwrap_or(head);
    read(line).next().filter(|one| head.starts_with(one.key.as_bytes()))
}

/// Each name with `=`, `:` or `(` behind it, and what follows that.
pub(crate) fn read(text: &[u8]) -> impl Iterator<Item = Setting<'_>> {
    let mut left = text;
    let words = std::iter::from_fn(move || {
        let start = left.iter().position(|byte| is_word(*byte))?;
        let word = &left[start..];
        let len = word.iter().take_while(|byte| is_word(**byte)).count();
        left = &word[len..];
        Some((&word[..len], left))
    });
    words.filter_map(|(name, rest)| {
        let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let value = match rest.trim_ascii_start() {
            [b'=', b'=', ..] => return None,
            [b'=', b'>', value @ ..] | [b':', b'=', value @ ..] => value,
            [b'=' | b':' | b'(', value @ ..] => value,
            _ => return None,
        };
        let key = std::str::from_utf8(name).ok()?;
        Some(Setting { key, value: value.trim_ascii_start() })
    })
}
