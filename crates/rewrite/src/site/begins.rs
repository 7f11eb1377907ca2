//! Lines that begin a statement, whatever stands before it: by their first word and the code above.
//!
//! A line that is overlooked makes a part of a text longer that is parsed, and no more.

use super::language::Language;

/// Whether a line that begins so, behind this byte of code, begins a statement.
pub(super) type Begins = fn(line: &[u8], before: Before) -> bool;

/// The last byte of code before a line.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub(super) byte: Option<u8>,
    /// It ends what stands between a word like `if` and what is done then.
    pub(super) is_of_head: bool,
}

/// How lines begin statements of a language; `None` where that is not known.
pub(super) const fn begins(language: Language) -> Option<Begins> {
    match language {
        Language::Python => Some(python),
        Language::JavaScript | Language::TypeScript | Language::Tsx => Some(script),
        Language::Go => Some(go),
        Language::Java => Some(java),
        _ => None,
    }
}

fn python(line: &[u8], before: Before) -> bool {
    // Branches of the statement above.
    let goes_on: [&[u8]; 4] = [b"else", b"elif", b"except", b"finally"];
    let word = word(line);
    before.byte != Some(b'\\')
        && (!word.is_empty() || line.starts_with(b"@"))
        && !goes_on.contains(&word)
}

/// A line ends a statement of Go unless it ends with an operator, a comma or an opening bracket.
fn go(line: &[u8], before: Before) -> bool {
    let word = word(line);
    ends(before.byte) && !word.is_empty() && !matches!(word, b"case" | b"default")
}

fn java(line: &[u8], before: Before) -> bool {
    let goes_on: [&[u8]; 11] = [
        b"else",
        b"catch",
        b"finally",
        b"while",
        b"case",
        b"default",
        b"instanceof",
        b"extends",
        b"implements",
        b"throws",
        b"permits",
    ];
    let word = word(line);
    matches!(before.byte, Some(b';' | b'}'))
        && (line.starts_with(b"@") || !word.is_empty() && !goes_on.contains(&word))
}

fn script(line: &[u8], before: Before) -> bool {
    let words: [&[u8]; 9] = [
        b"export",
        b"import",
        b"const",
        b"class",
        b"enum",
        b"interface",
        b"function",
        b"async",
        b"abstract",
    ];
    let goes_on: [&[u8]; 15] = [
        b"case",
        b"default",
        b"else",
        b"catch",
        b"finally",
        b"while",
        b"in",
        b"instanceof",
        b"of",
        b"as",
        b"satisfies",
        b"from",
        b"implements",
        b"extends",
        b"is",
    ];
    let word = word(line);
    match before.byte {
        Some(b';' | b'}') => line.starts_with(b"@") || !word.is_empty() && !goes_on.contains(&word),
        // `if (x)` may stand before any statement, but hardly before a declaration.
        Some(b')') if before.is_of_head => words[..6].contains(&word),
        Some(b')') => !word.is_empty() && !goes_on.contains(&word),
        _ => ends(before.byte) && words.contains(&word),
    }
}

/// Whether a statement can end with this byte, or none stands before.
fn ends(byte: Option<u8>) -> bool {
    byte.is_none_or(|byte| {
        byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_$)]};\"'`".contains(&byte)
    })
}

/// The word at the beginning of a line.
pub(super) fn word(line: &[u8]) -> &[u8] {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, b'_' | b'$');
    let is_name = line.first().is_some_and(|byte| is_part(byte) && !byte.is_ascii_digit());
    let len = line.iter().take_while(|byte| is_name && is_part(byte)).count();
    &line[..len]
}
