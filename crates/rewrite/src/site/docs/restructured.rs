//! reStructuredText: `.. code-block:: LANGUAGE` and paragraphs that end with `::`.

use super::{Block, tag};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// All blocks of code: what is indented deeper than the line that opens it.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    while number < lines.count() {
        let line = &text[lines.span(number).range()];
        number += 1;
        let Some(language) = opens(line.trim_ascii()) else { continue };
        let outer = indent(line);
        // Options of the directive: `:linenos:`.
        let is_option = |number: &usize| {
            let line = &text[lines.span(*number).range()];
            indent(line) > outer && line.trim_ascii().starts_with(b":")
        };
        number += (number..lines.count()).take_while(is_option).count();
        let first = number;
        let is_inside = |number: &usize| {
            let line = &text[lines.span(*number).range()];
            line.trim_ascii().is_empty() || indent(line) > outer
        };
        let count = (first..lines.count()).take_while(is_inside).count();
        if count > 0 {
            let (start, end) = (lines.span(first).start, lines.span(first + count - 1).end);
            blocks.push(Block::new(language, Span::new(start, end)));
        }
        number += count;
    }
    blocks
}

fn opens(line: &[u8]) -> Option<Language> {
    for directive in [&b".. code-block::"[..], b".. code::", b".. sourcecode::", b".. prompt::"] {
        if let Some(info) = line.strip_prefix(directive) {
            return Some(tag(info));
        }
    }
    (line.ends_with(b"::") && !line.starts_with(b"..")).then_some(Language::Other)
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
