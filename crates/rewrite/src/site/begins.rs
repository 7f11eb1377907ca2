//! Lines that begin a statement, whatever stands before it: by their first word and the code above.
//!
//! A line that is overlooked makes a part of a text longer that is parsed, and no more.

use super::language::Language;

/// Whether a line that begins so, behind code that ends so, begins a statement.
pub(super) type Begins = fn(line: &[u8], before: Before<'_>) -> bool;

/// The end of the code before a line.
#[derive(Clone, Copy)]
pub(super) struct Before<'t> {
    /// Its last byte.
    pub(super) byte: Option<u8>,
    /// Its last word, where it ends with one.
    pub(super) word: &'t [u8],
    /// It ends what stands between a word like `if` and what is done then.
    pub(super) is_of_head: bool,
}

impl Before<'_> {
    /// Whether a statement can end so, or none stands before.
    fn may_end(&self) -> bool {
        let may_end = |byte: u8| {
            byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_$)]};\"'`".contains(&byte)
        };
        self.byte.is_none_or(may_end) && UNFINISHED.binary_search(&self.word).is_err()
    }
}

/// Words of these languages behind which a statement goes on, sorted.
const UNFINISHED: [&[u8]; 58] = [
    b"and",
    b"as",
    b"assert",
    b"async",
    b"await",
    b"case",
    b"chan",
    b"class",
    b"const",
    b"declare",
    b"def",
    b"default",
    b"defer",
    b"del",
    b"elif",
    b"else",
    b"enum",
    b"except",
    b"export",
    b"extends",
    b"for",
    b"from",
    b"func",
    b"function",
    b"global",
    b"go",
    b"goto",
    b"if",
    b"implements",
    b"import",
    b"in",
    b"instanceof",
    b"interface",
    b"is",
    b"lambda",
    b"let",
    b"map",
    b"match",
    b"namespace",
    b"new",
    b"nonlocal",
    b"not",
    b"of",
    b"or",
    b"package",
    b"range",
    b"satisfies",
    b"select",
    b"struct",
    b"switch",
    b"throw",
    b"try",
    b"type",
    b"typeof",
    b"var",
    b"void",
    b"while",
    b"with",
];

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

/// The grammar reads on where a statement cannot end, as in `a = b.` and `a = not`, though Python
/// does not.
fn python(line: &[u8], before: Before<'_>) -> bool {
    // Branches of the statement above.
    let goes_on: [&[u8]; 4] = [b"else", b"elif", b"except", b"finally"];
    let word = word(line);
    before.may_end() && (!word.is_empty() || line.starts_with(b"@")) && !goes_on.contains(&word)
}

/// A line ends a statement of Go unless it ends with an operator, a comma or an opening bracket.
fn go(line: &[u8], before: Before<'_>) -> bool {
    let word = word(line);
    before.may_end() && !word.is_empty() && !matches!(word, b"case" | b"default")
}

fn java(line: &[u8], before: Before<'_>) -> bool {
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

fn script(line: &[u8], before: Before<'_>) -> bool {
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
        _ => before.may_end() && words.contains(&word),
    }
}

/// The word at the beginning of a line.
pub(super) fn word(line: &[u8]) -> &[u8] {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, b'_' | b'$');
    let is_name = line.first().is_some_and(|byte| is_part(byte) && !byte.is_ascii_digit());
    let len = line.iter().take_while(|byte| is_name && is_part(byte)).count();
    &line[..len]
}
