//! Org: `#+begin_src` and `#+begin_example` blocks.

use super::{Block, tag};
use crate::site::around::{line_before, line_behind};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// How long the head of a block is, at the most.
const HEAD: usize = 300;

/// All blocks of code.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Language, usize)> = None;
    for number in 0..lines.count() {
        let span = lines.span(number);
        let line = text[span.range()].trim_ascii().to_ascii_lowercase();
        if let Some(info) = line.strip_prefix(b"#+begin_src") {
            open = Some((tag(info), span.end));
        } else if line.starts_with(b"#+begin_example") {
            open = Some((Language::Other, span.end));
        } else if line.starts_with(b"#+end_")
            && let Some((language, start)) = open.take()
        {
            blocks.push(Block::new(language, Span::new(start, span.start)));
        }
    }
    blocks
}

/// `#+begin_ai :service anthropic :model NAME`: an argument in the head of a block.
pub(super) fn is_argument(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, HEAD);
    line.trim_ascii_start().starts_with(b"#+") && line.ends_with(b" :model ")
}

/// `:model: NAME` among the `:PROPERTIES:` of a heading.
pub(super) fn is_property(text: &[u8], name: Span) -> bool {
    let own = line_before(text, name.start, HEAD);
    let before = &text[name.start.saturating_sub(4 * HEAD)..name.start - own.len()];
    let mut above = before.rsplit(|&byte| byte == b'\n').skip(1).map(<[u8]>::trim_ascii);
    let is_property = |line: &&[u8]| line.starts_with(b":");
    own.trim_ascii_start().eq_ignore_ascii_case(b":model: ")
        && line_behind(text, name.end, HEAD).trim_ascii().is_empty()
        && above
            .find(|line| !is_property(line) || line.eq_ignore_ascii_case(b":properties:"))
            .is_some_and(|line| is_property(&line))
}
