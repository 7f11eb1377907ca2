//! Markdown: code in fences.

use super::{Block, tag};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// All fenced code blocks, after CommonMark section 4.5; also those inside list items and
/// quotes.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(u8, usize, Language, usize)> = None;
    for number in 0..lines.count() {
        let span = lines.span(number);
        let line = text[span.range()].trim_ascii();
        let line = line.strip_prefix(b"> ").unwrap_or(line).trim_ascii_start();
        let mark = line.first().copied().filter(|byte| matches!(byte, b'`' | b'~'));
        let run = mark.map_or(0, |mark| line.iter().take_while(|&&byte| byte == mark).count());
        match (open, mark) {
            (None, Some(mark)) if run >= 3 && !line[run..].contains(&b'`') => {
                open = Some((mark, run, tag(&line[run..]), span.end));
            }
            (Some((mark, len, language, start)), Some(found))
                if found == mark && run >= len && line[run..].is_empty() =>
            {
                blocks.push(Block { language, code: Span::new(start, span.start) });
                open = None;
            }
            _ => {}
        }
    }
    // A fence that is never closed runs to the end of the document.
    if let Some((_, _, language, start)) = open {
        blocks.push(Block { language, code: Span::new(start, text.len()) });
    }
    blocks
}
