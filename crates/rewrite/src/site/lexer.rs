//! Comments and string literals of a text, without understanding the rest.
//!
//! One pass, linear in the text. A quote that is not closed (on its line, for those that
//! must be) is not a literal: scanning goes on behind it, so an apostrophe in an unknown
//! place disturbs one line at most.

use super::brackets::Brackets;
use super::language::{Quote, Syntax};
use memchr::memmem;
use modelmod_edit::Span;

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
        let lexemes = lex(text, syntax);
        let brackets = Brackets::new(text, &lexemes);
        Self { text, lexemes, brackets }
    }

    /// The lexeme that holds `span`, if any.
    pub(crate) fn holding(&self, span: Span) -> Option<&Lexeme> {
        let after = self.lexemes.partition_point(|lexeme| lexeme.span.start <= span.start);
        self.lexemes[..after].last().filter(|lexeme| lexeme.span.contains(span))
    }
}

/// All comments and literals of `text`, by position.
pub(crate) fn lex(text: &[u8], syntax: &Syntax) -> Vec<Lexeme> {
    let mut lexer = Lexer { text, syntax, open_until: vec![0; syntax.quotes.len()] };
    let mut lexemes = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match lexer.comment_at(at).or_else(|| lexer.literal_at(at)) {
            Some(lexeme) => {
                at = lexeme.span.end;
                lexemes.push(lexeme);
            }
            None => at += 1,
        }
    }
    lexemes
}

struct Lexer<'t> {
    text: &'t [u8],
    syntax: &'t Syntax,
    /// For each kind of quote, how far a search for its closing mark went in vain. No literal
    /// of that kind begins before: trying each of `"\"\"\"\"...` again would be quadratic.
    open_until: Vec<usize>,
}

impl Lexer<'_> {
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

    fn literal_at(&mut self, at: usize) -> Option<Lexeme> {
        for (kind, quote) in self.syntax.quotes.iter().enumerate() {
            if !self.text[at..].starts_with(quote.mark) || at < self.open_until[kind] {
                continue;
            }
            match end_of_literal(self.text, at + quote.mark.len(), quote) {
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
        let lexemes = lex(text.as_bytes(), &language.syntax());
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
    }

    #[test]
    fn hostile_lines_are_linear() {
        // Quadratic work on these would take minutes.
        for text in [
            "\"".to_owned() + &"\\\"".repeat(2_000_000),
            "/*'".repeat(1_000_000),
            "`'\"".repeat(1_000_000),
        ] {
            lex(text.as_bytes(), &Language::JavaScript.syntax());
        }
    }

    #[test]
    fn an_open_quote_disturbs_one_line_at_most() {
        assert_eq!(texts(Language::JavaScript, "x = it's\ny = 'z'"), ["'z'"]);
        assert_eq!(texts(Language::CLike, "'"), Vec::<String>::new());
    }
}
