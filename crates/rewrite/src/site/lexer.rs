//! Comments and string literals of a text, without understanding the rest.
//!
//! One pass, linear in the text. A quote that is not closed (on its line, for those that
//! must be) is not a literal: scanning goes on behind it, so an apostrophe in an unknown
//! place disturbs one line at most.

use super::around::line_behind;
use super::brackets::Brackets;
use super::language::{Quote, Syntax};
use memchr::memmem;
use modelmod_edit::Span;

/// How many bytes any text may have searched in vain for the ends of regular expressions.
const LOST: usize = 100_000;

/// A comment or a string literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// With its marks.
    pub(crate) span: Span,
    /// Length of each quote mark; `None` for a comment.
    pub(crate) quote: Option<usize>,
}

impl Lexeme {
    /// What stands between the quotes; for a comment, all of it.
    pub(crate) fn content(&self) -> Span {
        let mark = self.quote.unwrap_or(0);
        Span::new(self.span.start + mark, self.span.end.saturating_sub(mark))
    }
}

/// A text with what is known of it without understanding it.
#[derive(Debug)]
pub(crate) struct Lexed<'t> {
    pub(crate) text: &'t [u8],
    pub(crate) lexemes: Vec<Lexeme>,
    pub(crate) brackets: Brackets,
}

impl<'t> Lexed<'t> {
    pub(crate) fn new(text: &'t [u8], syntax: &Syntax) -> Self {
        let mut brackets = Brackets::default();
        let lexemes = lex(text, syntax, |at, byte| brackets.met(at, byte));
        Self { text, lexemes, brackets }
    }

    /// The lexeme that holds `span`, if any.
    pub(crate) fn holding(&self, span: Span) -> Option<&Lexeme> {
        let after = self.lexemes.partition_point(|lexeme| lexeme.span.start <= span.start);
        self.lexemes[..after].last().filter(|lexeme| lexeme.span.contains(span))
    }
}

/// All comments and literals of `text`, by position. `bracket` is told each bracket outside of
/// them, with its place: that takes no pass of its own.
pub(crate) fn lex(text: &[u8], syntax: &Syntax, mut bracket: impl FnMut(usize, u8)) -> Vec<Lexeme> {
    let kinds = kinds(syntax);
    let open_until = vec![0; syntax.quotes.len()];
    let mut lexer = Lexer { text, syntax, open_until, endless: 0, in_vain: 0 };
    let mut lexemes = Vec::new();
    let mut at = 0;
    // Most bytes are nothing.
    while let Some(&byte) = text.get(at) {
        let kind = kinds[usize::from(byte)];
        if kind & BEGINS != 0
            && let Some(lexeme) = lexer.lexeme_at(at)
        {
            at = lexeme.span.end;
            lexemes.push(lexeme);
            continue;
        }
        if kind & BRACKET != 0 {
            bracket(at, byte);
        }
        at += 1;
    }
    lexemes
}

/// A comment or a literal may begin with the byte.
const BEGINS: u8 = 1;
/// The byte is a bracket.
const BRACKET: u8 = 2;

/// For each byte, what it may be.
fn kinds(syntax: &Syntax) -> [u8; 256] {
    let mut kinds = [0; 256];
    let blocks = syntax.block_comments.iter().map(|(open, _)| *open);
    let quotes = syntax.quotes.iter().map(|quote| quote.mark);
    let marks = syntax.line_comments.iter().copied().chain(blocks).chain(quotes);
    let slash = if syntax.is_script { Some(&b"/"[..]) } else { None };
    let pod: &[&[u8]] = if syntax.has_pod { &[b"=", b"_"] } else { &[] };
    for mark in marks.chain(syntax.heredoc).chain(slash).chain(pod.iter().copied()) {
        if let Some(&byte) = mark.first() {
            kinds[usize::from(byte)] |= BEGINS;
        }
    }
    for &byte in b"()[]{}" {
        kinds[usize::from(byte)] |= BRACKET;
    }
    kinds
}

struct Lexer<'t> {
    text: &'t [u8],
    syntax: &'t Syntax,
    /// For each kind of quote, how far a search for its closing mark went in vain. No literal
    /// of that kind begins before: trying each of `"\"\"\"\"...` again would be quadratic.
    open_until: Vec<usize>,
    /// How many texts after `<<` were found without an end; after a few no more are looked for.
    endless: usize,
    /// How many bytes were searched for the ends of regular expressions that have none.
    in_vain: usize,
}

impl Lexer<'_> {
    fn lexeme_at(&mut self, at: usize) -> Option<Lexeme> {
        let special = self.heredoc_at(at).or_else(|| self.regex_at(at));
        let special = special.or_else(|| self.pod_at(at));
        special.or_else(|| self.comment_at(at)).or_else(|| self.literal_at(at))
    }

    fn comment_at(&self, at: usize) -> Option<Lexeme> {
        let rest = &self.text[at..];
        for (open, close) in self.syntax.block_comments {
            if rest.starts_with(open) {
                let len = memmem::find(&rest[open.len()..], close);
                let len = len.map_or(rest.len(), |len| open.len() + len + close.len());
                return Some(Lexeme { span: Span::new(at, at + len), quote: None });
            }
        }
        let spaced = at == 0 || self.text[at - 1].is_ascii_whitespace();
        let may_begin = spaced || !self.syntax.spaced_comments;
        let marks = self.syntax.line_comments;
        (may_begin && marks.iter().any(|mark| rest.starts_with(mark))).then(|| {
            let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            Lexeme { span: Span::new(at, at + len), quote: None }
        })
    }

    /// `=head1 NAME` up to the line `=cut`; `__END__` and all behind it.
    fn pod_at(&self, at: usize) -> Option<Lexeme> {
        if !self.syntax.has_pod || at > 0 && self.text[at - 1] != b'\n' {
            return None;
        }
        let rest = &self.text[at..];
        let len = match rest {
            [b'=', letter, ..] if letter.is_ascii_alphabetic() => {
                let cut = memmem::find(rest, b"\n=cut");
                cut.map(|cut| cut + 1 + line_behind(rest, cut + 1, usize::MAX).len())
            }
            _ if rest.starts_with(b"__END__") || rest.starts_with(b"__DATA__") => None,
            _ => return None,
        };
        let end = len.map_or(self.text.len(), |len| at + len);
        Some(Lexeme { span: Span::new(at, end), quote: None })
    }

    /// `<<EOT`, `<<-'EOT'`, `<<~EOT`: the text from the next line to the line with the word.
    fn heredoc_at(&mut self, at: usize) -> Option<Lexeme> {
        let rest = self.text[at..].strip_prefix(self.syntax.heredoc?)?;
        if self.endless > 20 {
            return None;
        }
        let rest = rest.strip_prefix(b"-").or_else(|| rest.strip_prefix(b"~")).unwrap_or(rest);
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let quoted = matches!(rest.first(), Some(b'"' | b'\''));
        let rest = &rest[usize::from(quoted)..];
        let len =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let (word, _) = rest.split_at(len);
        if !word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_') {
            return None;
        }
        let Some(len) = memchr::memchr(b'\n', &self.text[at..]) else {
            self.endless += 1;
            return None;
        };
        let start = at + len + 1;
        let mut end = start;
        for line in self.text[start..].split_inclusive(|&byte| byte == b'\n') {
            let trimmed = line.trim_ascii();
            let closes = trimmed.strip_prefix(word).is_some_and(|rest| {
                rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
            });
            if closes {
                return Some(Lexeme { span: Span::new(at, end), quote: Some(0) });
            }
            end += line.len();
        }
        self.endless += 1;
        None
    }

    /// `/.../` where a value may begin, on one line.
    fn regex_at(&mut self, at: usize) -> Option<Lexeme> {
        let rest = &self.text[at..];
        if !self.syntax.is_script
            || self.in_vain > LOST + 2 * self.text.len()
            || rest.first() != Some(&b'/')
            || matches!(rest.get(1), None | Some(b'/' | b'*'))
        {
            return None;
        }
        let before = self.text[at.saturating_sub(200)..at].trim_ascii_end();
        let begins = before.last().is_none_or(|byte| b"(,=:[!&|?{};+".contains(byte))
            || before.ends_with(b"return");
        let (mut scan, mut in_class) = (1, false);
        while begins && scan < rest.len().min(1_000) {
            match rest[scan] {
                b'\n' => break,
                b'\\' => scan += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    return Some(Lexeme { span: Span::new(at, at + scan + 1), quote: Some(1) });
                }
                _ => {}
            }
            scan += 1;
        }
        self.in_vain += scan;
        None
    }

    fn literal_at(&mut self, at: usize) -> Option<Lexeme> {
        for (kind, quote) in self.syntax.quotes.iter().enumerate() {
            if !self.text[at..].starts_with(quote.mark) || at < self.open_until[kind] {
                continue;
            }
            let content = at + quote.mark.len();
            let end = if self.syntax.is_script && quote.mark == b"`" {
                end_of_template(self.text, content)
            } else {
                end_of_literal(self.text, content, quote)
            };
            match end {
                Ok(end) => {
                    let span = Span::new(at, end);
                    return Some(Lexeme { span, quote: Some(quote.mark.len()) });
                }
                Err(searched) => self.open_until[kind] = searched,
            }
        }
        None
    }
}

/// Where a template whose content begins at `at` ends: `${...}` in it may hold further ones.
fn end_of_template(text: &[u8], mut at: usize) -> Result<usize, usize> {
    // What is open: a template, or the braces of the code in one.
    let mut open = vec![b'`'];
    while at < text.len() {
        let in_template = open.last() == Some(&b'`');
        match text[at] {
            b'\\' => at += 1,
            b'`' if in_template => {
                open.pop();
                if open.is_empty() {
                    return Ok(at + 1);
                }
            }
            b'`' => open.push(b'`'),
            b'{' if !in_template || text[at - 1] == b'$' => open.push(b'{'),
            b'}' if !in_template => {
                open.pop();
            }
            _ => {}
        }
        at += 1;
    }
    Err(text.len())
}

/// Where a literal whose content begins at `at` ends, or how far it was searched for in vain.
fn end_of_literal(text: &[u8], mut at: usize, quote: &Quote) -> Result<usize, usize> {
    while at < text.len() {
        match text[at] {
            b'\\' if quote.escapes => at += 2,
            b'\n' if !quote.multiline => return Err(at),
            byte if byte == quote.mark[0] && text[at..].starts_with(quote.mark) => {
                return Ok(at + quote.mark.len());
            }
            _ => at += 1,
        }
    }
    Err(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;

    fn texts(language: Language, text: &str) -> Vec<String> {
        let lexemes = lex(text.as_bytes(), &language.syntax(), |_, _| {});
        lexemes.iter().map(|lexeme| text[lexeme.span.range()].to_owned()).collect()
    }

    #[test]
    fn literals_and_comments() {
        assert_eq!(texts(Language::Python, "a = 'x\\'y' # it's\nb"), ["'x\\'y'", "# it's"]);
        assert_eq!(
            texts(Language::Python, "\"\"\"a \"b\"\n\"\"\" 'c'"),
            ["\"\"\"a \"b\"\n\"\"\"", "'c'"]
        );
        assert_eq!(
            texts(Language::JavaScript, "f(`a\n'`, /* ' */ \"//\")"),
            ["`a\n'`", "/* ' */", "\"//\""]
        );
        assert_eq!(texts(Language::Shell, "a=$#b 'c\\' # d"), ["'c\\'", "# d"]);
        assert_eq!(
            texts(Language::Perl, "=head1 It's\n\nb\n\n=cut\n$a =~ 'c'\n__END__\n'd'"),
            ["=head1 It's\n\nb\n\n=cut", "'c'", "__END__\n'd'"]
        );
    }

    #[test]
    fn hostile_lines_are_linear() {
        // Quadratic work on these would take minutes.
        for text in [
            "\"".to_owned() + &"\\\"".repeat(2_000_000),
            "/*'".repeat(1_000_000),
            "`'\"".repeat(1_000_000),
            "/[".repeat(2_000_000),
            "<<A ".repeat(1_000_000),
        ] {
            lex(text.as_bytes(), &Language::JavaScript.syntax(), |_, _| {});
            lex(text.as_bytes(), &Language::Ruby.syntax(), |_, _| {});
        }
    }

    #[test]
    fn an_open_quote_disturbs_one_line_at_most() {
        assert_eq!(texts(Language::JavaScript, "x = it's\ny = 'z'"), ["'z'"]);
        assert_eq!(texts(Language::CLike, "'"), Vec::<String>::new());
    }
}
