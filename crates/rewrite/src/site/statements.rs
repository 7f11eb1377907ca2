//! The parts of a file of code that have to be parsed to know what stands around its names.
//!
//! A file of code is a row of declarations and statements, and the grammar reads each of them the
//! same whatever stands beside it. So those in which no name stands need not be parsed: that takes
//! a hundred times as long as to find out where they begin. Where one begins is only said of lines
//! that can be nothing else, outside of all brackets, literals and comments; a line that is
//! overlooked makes a part longer, and no more. In scripts, which may have all on one line, they
//! also begin right behind a semicolon. Parts that turn out not to be sound are not used:
//! then all of the file is parsed.

use super::language::Language;
use super::lexer::Lexed;
use super::source::Source;
use modelmod_edit::Span;

/// Shorter texts are parsed as a whole.
const SHORT: usize = 2_000;

/// The whole statements of `source` in which `spans` stand, by position, those beside each other
/// as one; `None` where that is not known of the language, or no less than most of the text.
pub(super) fn around(source: &Source<'_>, spans: &[Span]) -> Option<Vec<Span>> {
    let (text, begins) = (source.text, begins(source.language)?);
    if text.len() < SHORT || spans.is_empty() {
        return None;
    }
    let in_lines = source.language.is_script();
    let statements = Statements { begins, in_lines, lexed: source.lexed() };
    let mut parts: Vec<Span> = Vec::new();
    let mut len = 0;
    for span in spans {
        let last = parts.last().map_or(0, |part| part.end);
        if span.end <= last {
            continue;
        }
        let start = statements.before(span.start, last);
        let end = statements.behind(span.end);
        match parts.last_mut() {
            Some(part) if start <= part.end => {
                len += end - part.end;
                part.end = end;
            }
            _ => {
                len += end - start;
                parts.push(Span::new(start, end));
            }
        }
        if len > text.len() / 4 * 3 {
            return None;
        }
    }
    Some(parts)
}

/// Whether a line that begins so, behind this byte of code, begins a statement.
type Begins = fn(line: &[u8], before: Option<u8>) -> bool;

const fn begins(language: Language) -> Option<Begins> {
    match language {
        Language::Python => Some(python),
        Language::JavaScript | Language::TypeScript | Language::Tsx => Some(script),
        Language::Go => Some(go),
        _ => None,
    }
}

fn python(line: &[u8], before: Option<u8>) -> bool {
    // Branches of the statement above.
    let goes_on: [&[u8]; 4] = [b"else", b"elif", b"except", b"finally"];
    let word = word(line);
    before != Some(b'\\')
        && (!word.is_empty() || line.starts_with(b"@"))
        && !goes_on.contains(&word)
}

fn go(line: &[u8], before: Option<u8>) -> bool {
    let words: [&[u8]; 5] = [b"func", b"type", b"var", b"const", b"import"];
    ends(before) && words.contains(&word(line))
}

fn script(line: &[u8], before: Option<u8>) -> bool {
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
    let goes_on: [&[u8]; 13] = [
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
    match before {
        Some(b';' | b'}') => line.starts_with(b"@") || !word.is_empty() && !goes_on.contains(&word),
        // `if (x)` may stand before any statement, but hardly before a declaration.
        Some(b')') => words[..6].contains(&word),
        _ => ends(before) && words.contains(&word),
    }
}

/// Whether a statement can end with this byte, or none stands before.
fn ends(byte: Option<u8>) -> bool {
    byte.is_none_or(|byte| {
        byte.is_ascii_alphanumeric() || byte >= 0x80 || b"_$)]};\"'`".contains(&byte)
    })
}

/// The word at the beginning of a line.
fn word(line: &[u8]) -> &[u8] {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(*byte, b'_' | b'$');
    let is_name = line.first().is_some_and(|byte| is_part(byte) && !byte.is_ascii_digit());
    let len = line.iter().take_while(|byte| is_name && is_part(byte)).count();
    &line[..len]
}

struct Statements<'l, 't> {
    begins: Begins,
    /// Statements may begin behind a semicolon too.
    in_lines: bool,
    lexed: &'l Lexed<'t>,
}

impl Statements<'_, '_> {
    /// Where the statement at `at` begins; not before `floor`, where one does.
    fn before(&self, at: usize, floor: usize) -> usize {
        let mut line = self.line_of(at);
        while line > floor && !self.begin_at(line) {
            line = self.line_of(line - 1);
        }
        line.max(floor)
    }

    /// Where the next statement behind `at` begins, or the text ends.
    fn behind(&self, at: usize) -> usize {
        let text = self.lexed.text;
        let ends = memchr::memchr2_iter(b'\n', self.end_of_statement(), &text[at..]);
        let mut lines = ends.map(|end| at + end + 1);
        lines.find(|&line| line < text.len() && self.begin_at(line)).unwrap_or(text.len())
    }

    /// Whether a statement begins with the line at `line`.
    fn begin_at(&self, line: usize) -> bool {
        let text = self.lexed.text;
        let may_begin = text.get(line).is_some_and(|&byte| byte == b'@' || is_letter(byte));
        may_begin
            && self.is_outermost(line)
            && (self.begins)(&text[line..], self.code_before(line))
            && !self.is_decorated(line)
    }

    /// Whether a place is in no bracket, literal or comment.
    fn is_outermost(&self, at: usize) -> bool {
        self.lexed.holding(Span::new(at, at + 1)).is_none()
            && self.lexed.brackets.around(at).next().is_none()
    }

    /// The last byte before `at` that is neither white space nor part of a comment.
    fn code_before(&self, at: usize) -> Option<u8> {
        let mut end = at;
        loop {
            end = self.lexed.text[..end].trim_ascii_end().len();
            let last = end.checked_sub(1)?;
            match self.lexed.holding(Span::new(last, end)) {
                Some(comment) if comment.quote.is_none() => end = comment.span.start,
                _ => return Some(self.lexed.text[last]),
            }
        }
    }

    /// Whether the statement above is but a decorator of this one.
    fn is_decorated(&self, line: usize) -> bool {
        let text = self.lexed.text;
        let mut above = line;
        while above > 0 {
            above = self.line_of(above - 1);
            let first = text[above];
            if (first == b'@' || is_letter(first)) && self.is_outermost(above) {
                return first == b'@';
            }
        }
        false
    }

    /// Where the line, or the statement behind a semicolon, begins in which `at` stands.
    fn line_of(&self, at: usize) -> usize {
        let end = memchr::memrchr2(b'\n', self.end_of_statement(), &self.lexed.text[..at]);
        end.map_or(0, |end| end + 1)
    }

    fn end_of_statement(&self) -> u8 {
        if self.in_lines { b';' } else { b'\n' }
    }
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$')
}
