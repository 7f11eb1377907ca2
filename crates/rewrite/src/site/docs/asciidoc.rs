//! AsciiDoc: listing (`----`) and literal (`....`) blocks, and Markdown's fences, which it takes
//! as well.

use super::{Block, markdown, tag};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// All blocks of code. The line before a block names its language: `[source,java]`.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = markdown::blocks(text, lines);
    let mut open: Option<(&[u8], Language, usize)> = None;
    let mut language = Language::Other;
    for number in 0..lines.count() {
        let span = lines.span(number);
        let line = text[span.range()].trim_ascii();
        let is_mark =
            line.len() >= 4 && (line.iter().all(|&b| b == b'-') || line.iter().all(|&b| b == b'.'));
        match open {
            Some((mark, language, start)) if line == mark => {
                blocks.push(Block::new(language, Span::new(start, span.start)));
                open = None;
            }
            None if is_mark => {
                open = Some((line, language, span.end));
                language = Language::Other;
            }
            None if line.starts_with(b"[") => language = attribute(line),
            // A title may stand between the attributes and the block.
            None if !line.starts_with(b".") => language = Language::Other,
            _ => {}
        }
    }
    blocks.sort_by_key(|block| block.code.start);
    blocks
}

/// `[source,java]`, `[source%nowrap, python, title="x"]`, `[,yaml]`.
fn attribute(line: &[u8]) -> Language {
    let inner = line.strip_prefix(b"[").unwrap_or(line);
    let inner = inner.strip_suffix(b"]").unwrap_or(inner);
    inner.split(|&byte| byte == b',').nth(1).map_or(Language::Other, tag)
}
