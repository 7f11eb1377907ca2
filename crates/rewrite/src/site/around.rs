//! What stands directly around a place: tokens before and behind, and the bracket around it.
//!
//! Every look is bounded, so that a line of megabytes costs no more than any other.

use super::brackets::Bracket;
use super::lexer::Lexed;
use super::names;
use crate::boundary::is_word;
use crate::nesting::unmatched;
use modelmod_edit::Span;

/// How many bytes before a place are looked at.
const BEFORE: usize = 1_000;
/// How many bytes behind a place are looked at.
const BEHIND: usize = 100;

/// The surroundings of a value (a literal with its quotes, or a bare word).
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'t> {
    pub(super) lexed: &'t Lexed<'t>,
    pub(super) value: Span,
    /// The name is spelled as on the provider's own API.
    pub(super) is_own: bool,
    /// It stands in tests that call the real API.
    pub(super) is_live: bool,
}

impl<'t> Around<'t> {
    /// The text before the value, back to [`BEFORE`] bytes, without white space at its end.
    /// May reach back over line ends.
    pub(super) fn before(&self) -> &'t [u8] {
        self.before_at(self.value.start)
    }

    pub(super) fn before_at(&self, at: usize) -> &'t [u8] {
        let mut end = at;
        // A comment between a name and its value says nothing about the value.
        loop {
            let trimmed = self.text()[..end].trim_ascii_end().len();
            let comment = self.lexed.lexemes
                [..self.lexed.lexemes.partition_point(|l| l.span.start < trimmed)]
                .last()
                .filter(|lexeme| lexeme.quote.is_none() && lexeme.span.end >= trimmed);
            match comment {
                Some(comment) if end.saturating_sub(comment.span.start) < BEFORE => {
                    end = comment.span.start;
                }
                _ => return &self.text()[trimmed.saturating_sub(BEFORE)..trimmed],
            }
        }
    }

    /// The text behind the value, over line ends.
    pub(super) fn behind(&self) -> &'t [u8] {
        self.next_token().0
    }

    /// The text from the next token behind the value on, and whether a line end lies between.
    /// Comments are no tokens, and an escaped line end is none.
    pub(super) fn next_token(&self) -> (&'t [u8], bool) {
        let (mut at, mut crossed) = (self.value.end, false);
        while let Some(len) = self.no_token(at) {
            crossed |= self.text()[at] == b'\n';
            at += len;
        }
        let rest = &self.text()[at..];
        (&rest[..rest.len().min(BEHIND)], crossed)
    }

    /// Length of the comment, white space or escaped line end at `at`, if there is one.
    fn no_token(&self, at: usize) -> Option<usize> {
        let rest = &self.text()[at..];
        let lexemes = &self.lexed.lexemes;
        let next = lexemes.partition_point(|lexeme| lexeme.span.start < at);
        match lexemes.get(next) {
            Some(lexeme) if lexeme.span.start == at && lexeme.quote.is_none() => {
                Some(lexeme.span.len())
            }
            _ if rest.starts_with(b"\\\n") => Some(2),
            _ if rest.starts_with(b"\\\r\n") => Some(3),
            _ => rest.first().filter(|byte| byte.is_ascii_whitespace()).map(|_| 1),
        }
    }

    /// The text of the line on which the byte at `at` stands, up to `at`.
    pub(super) fn line_to(&self, at: usize) -> &'t [u8] {
        let from = at.saturating_sub(BEFORE);
        let start = memchr::memrchr(b'\n', &self.text()[from..at]).map_or(from, |lf| from + lf + 1);
        &self.text()[start..at]
    }

    /// Whether the value is an argument of something that speaks of a platform, at any depth:
    /// `AzureOpenAI(model="...")`, `createBedrock({ model: "..." })`.
    pub(super) fn in_platform_call(&self) -> bool {
        self.lexed.brackets.around(self.value.start).take(3).any(|bracket| {
            let head = &self.text()[bracket.at.saturating_sub(BEFORE)..bracket.at];
            bracket.byte == b'(' && names::is_platform(chain_at_end(head))
        })
    }

    /// The nearest bracket that is open around the value.
    pub(super) fn bracket(&self) -> Option<Bracket> {
        self.lexed.brackets.around(self.value.start).next()
    }

    pub(super) fn text(&self) -> &'t [u8] {
        self.lexed.text
    }
}

/// Whether nothing but blanks stands before `at` on its line. Costs as much as there are blanks.
pub(crate) fn begins_line(text: &[u8], at: usize) -> bool {
    let before = text[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    before.is_none_or(|byte| *byte == b'\n')
}

/// What stands before `at` on its line; of longer lines the last `reach` bytes.
pub(crate) fn line_before(text: &[u8], at: usize, reach: usize) -> &[u8] {
    let head = &text[at.saturating_sub(reach)..at];
    head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default()
}

/// What stands behind `at` on its line; of longer lines the first `reach` bytes.
pub(crate) fn line_behind(text: &[u8], at: usize, reach: usize) -> &[u8] {
    let rest = &text[at..text.len().min(at.saturating_add(reach))];
    rest.split(|&byte| byte == b'\n').next().unwrap_or_default()
}

/// Where the parenthesis opens that the end of `text` stands in.
pub(super) fn opening(text: &[u8]) -> Option<usize> {
    unmatched(text.iter().rev(), b")", b"(").map(|back| text.len() - 1 - back)
}

/// The places of `word` in `text` where it is no part of a longer one.
pub(super) fn places_of_word<'t>(
    text: &'t [u8],
    word: &'t [u8],
) -> impl Iterator<Item = usize> + 't {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| is_word(*byte));
    memchr::memmem::find_iter(text, word)
        .filter(move |at| !is_part(text[..*at].last()) && !is_part(text.get(at + word.len())))
}

/// The name (letters, digits, `_`, `-`, `$`) at the end of `text`.
pub(crate) fn name_at_end(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    let len = text
        .iter()
        .rev()
        .take_while(|&&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$'))
        .count();
    &text[text.len() - len..]
}

/// The option at the end of `text`, `--model` or `--agent.model.name`; else the name there.
pub(super) fn flag_at_end(text: &[u8]) -> &[u8] {
    let chain = chain_at_end(text);
    if chain.starts_with(b"--") { chain } else { name_at_end(text) }
}

/// The name at the end of `text` with what it is a member of: `client.chat.model`.
pub(super) fn chain_at_end(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    let text = &text[text.len().saturating_sub(200)..];
    let is_part = |byte: &&u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b':' | b'-' | b'>')
    };
    let len = text.iter().rev().take_while(is_part).count();
    &text[text.len() - len..]
}

/// What the name at the end of `chain` is a member of: `client.chat` of `client.chat.model`.
pub(super) fn object_of(chain: &[u8]) -> Option<&[u8]> {
    chain[..chain.len() - name_at_end(chain).len()].strip_suffix(b".")
}

/// The name at the end of `text`, or the content of the string literal there.
pub(super) fn key_at_end(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    match text.last() {
        Some(quote @ (b'"' | b'\'' | b'`')) => {
            let inner = &text[..text.len() - 1];
            // Escaped quotes (`{\"model\": ...` in a string) end with the backslash.
            let inner = inner.strip_suffix(b"\\").unwrap_or(inner);
            memchr::memrchr(*quote, inner).map_or(&[], |open| &inner[open + 1..])
        }
        // `params["model"]`, `config[:model]`
        Some(b']') => {
            let inner = text[..text.len() - 1].trim_ascii_end();
            match inner.last() {
                // `params[["model"]]`, as R has it.
                Some(b'"' | b'\'' | b']') => key_at_end(inner),
                _ => name_at_end(inner),
            }
        }
        // `$args{model}`, `$self->{'model'}`
        Some(b'}') => {
            let inner = text[..text.len() - 1].trim_ascii_end();
            let key = match inner.last() {
                Some(b'"' | b'\'') => key_at_end(inner),
                _ => name_at_end(inner),
            };
            let opens = memchr::memrchr(b'{', inner).is_some_and(|open| {
                let owner = text[..open].last();
                inner.len() - open <= key.len() + 3
                    && owner.is_some_and(|byte| is_word(*byte) || b">}]".contains(byte))
            });
            if opens { key } else { b"" }
        }
        _ => name_at_end(text),
    }
}

/// Whether `text` ends with the word `word`, and not with a longer one.
pub(super) fn ends_with_word(text: &[u8], word: &[u8]) -> bool {
    text.strip_suffix(word).is_some_and(|head| {
        head.last()
            .is_none_or(|&byte| !byte.is_ascii_alphanumeric() && byte != b'_' && byte != b'.')
    })
}

/// Whether `text` begins with the word `word`, and not with a longer one.
pub(super) fn starts_with_word(text: &[u8], word: &[u8]) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        rest.first().is_none_or(|&byte| !byte.is_ascii_alphanumeric() && byte != b'_')
    })
}

/// `Model::new::<T>(`, `List<String>(`: the name stands before the angle brackets.
pub(super) fn without_generics(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    match text.last() {
        Some(b'>') => memchr::memrchr(b'<', text).map_or(text, |open| &text[..open]),
        _ => text,
    }
}
