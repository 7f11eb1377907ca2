//! Vim's help: `>lua` at the end of a line opens a block, `<` at the start of one closes it.

use super::{Block, tag};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// All blocks of code.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Language, usize)> = None;
    for number in 0..lines.count() {
        let span = lines.span(number);
        let line = &text[span.range()];
        if let Some((language, start)) = open {
            let is_outside = line.first().is_some_and(|byte| !byte.is_ascii_whitespace());
            if is_outside {
                blocks.push(block(text, language, Span::new(start, span.start)));
                open = None;
            }
        }
        if open.is_none() {
            let line = line.trim_ascii_end();
            let word = line.iter().rposition(|&byte| byte == b' ').map_or(0, |at| at + 1);
            if let Some(info) = line[word..].strip_prefix(b">")
                && info.iter().all(u8::is_ascii_alphanumeric)
            {
                open = Some((tag(info), span.end));
            }
        }
    }
    if let Some((language, start)) = open {
        blocks.push(block(text, language, Span::new(start, text.len())));
    }
    blocks
}

/// A block without a language is Vim's own where a line of it sets a variable.
fn block(text: &[u8], language: Language, code: Span) -> Block {
    let mut lines = text[code.range()].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_start);
    let is_vim = language == Language::Other && lines.any(|line| line.starts_with(b"let "));
    Block::new(if is_vim { Language::Vim } else { language }, code)
}
