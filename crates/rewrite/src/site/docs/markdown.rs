//! Markdown: code in fences, and code that is indented.

use super::{Block, tag};
use crate::site::language::Language;
use modelmod_edit::{LineIndex, Span};

/// All fenced code blocks, after CommonMark section 4.5; also those inside list items and
/// quotes.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let front = front_matter(text, lines);
    let first = front.as_ref().map_or(0, |front| lines.line_of(front.code.end) + 1);
    let mut blocks: Vec<Block> = front.into_iter().collect();
    let (mut is_output, mut says_output) = (false, false);
    let mut open: Option<(u8, usize, Language, usize)> = None;
    for number in first..lines.count() {
        let span = lines.span(number);
        let line = text[span.range()].trim_ascii();
        let line = line.strip_prefix(b"> ").unwrap_or(line).trim_ascii_start();
        // `<!-- livebook:{"output":true} -->`: what stands in the next fence was printed.
        if !line.is_empty() && open.is_none() {
            is_output = says_output;
            says_output = line.starts_with(b"<!-- livebook:")
                && memchr::memmem::find(line, b"\"output\":true").is_some();
        }
        let mark = line.first().copied().filter(|byte| matches!(byte, b'`' | b'~'));
        let run = mark.map_or(0, |mark| line.iter().take_while(|&&byte| byte == mark).count());
        match (open, mark) {
            (None, Some(mark)) if run >= 3 && !line[run..].contains(&b'`') => {
                let language = if is_output { Language::Prose } else { tag(&line[run..]) };
                open = Some((mark, run, language, span.end));
            }
            (Some((mark, len, language, start)), Some(found))
                if found == mark && run >= len && line[run..].is_empty() =>
            {
                blocks.push(Block::new(language, Span::new(start, span.start)));
                open = None;
            }
            _ => {}
        }
    }
    // A fence that is never closed runs to the end of the document.
    if let Some((_, _, language, start)) = open {
        blocks.push(Block::new(language, Span::new(start, text.len())));
    }
    blocks
}

/// All blocks of code, with those that four spaces begin, after CommonMark section 4.4.
pub(super) fn all_blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks = blocks(text, lines);
    blocks.extend(indented(text, lines, &blocks));
    blocks.sort_unstable_by_key(|block| block.code.start);
    blocks
}

/// The indented blocks outside of those that have a fence. What is indented under an item of a
/// list, a note or an element goes on with it.
fn indented(text: &[u8], lines: &LineIndex, fenced: &[Block]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let (mut is_open, mut is_behind_blank, mut is_behind_paragraph) = (false, true, true);
    let mut fences = fenced.iter().peekable();
    for number in 0..lines.count() {
        let span = lines.span(number);
        while fences.next_if(|block| block.code.end <= span.start).is_some() {}
        if fences.peek().is_some_and(|block| block.code.start <= span.start) {
            (is_open, is_behind_blank) = (false, false);
            continue;
        }
        let line = text[span.range()].trim_ascii_end();
        if line.is_empty() {
            is_behind_blank = true;
            continue;
        }
        let is_code = line.starts_with(b"    ") || line.starts_with(b"\t");
        if is_code && is_open {
            if let Some(last) = found.last_mut() {
                last.code = Span::new(last.code.start, span.end);
            }
        } else if is_code && is_behind_blank && is_behind_paragraph {
            found.push(Block::indented(span));
            is_open = true;
        } else {
            is_open = false;
            if goes_on_indented(line) {
                is_behind_paragraph = false;
            } else if !line.starts_with(b" ") && (is_behind_blank || line.starts_with(b"#")) {
                is_behind_paragraph = true;
            }
        }
        is_behind_blank = false;
    }
    found
}

/// Whether what is indented below a line may belong to it: an item of a list, a note, an element.
fn goes_on_indented(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_numbered = digits > 0 && line.get(digits).is_some_and(|byte| b".)".contains(byte));
    let marks = [
        &b"- "[..],
        b"* ",
        b"+ ",
        b"!!!",
        b"???",
        b"===",
        b"<",
        b"[^",
        b":",
        b"|",
        b"```",
        b"~~~",
        b"{%",
    ];
    is_numbered || marks.iter().any(|mark| line.starts_with(mark))
}

/// What stands between two lines of three hyphens at the very beginning: YAML about the document,
/// or for the agent that the document is written for.
fn front_matter(text: &[u8], lines: &LineIndex) -> Option<Block> {
    between_marks(text, lines).map(|code| Block::new(Language::Yaml, code))
}

/// What stands between two lines of three hyphens at the very beginning.
pub(super) fn between_marks(text: &[u8], lines: &LineIndex) -> Option<Span> {
    let is_mark = |number: usize| text[lines.span(number).range()].trim_ascii_end() == b"---";
    if lines.count() == 0 || !is_mark(0) {
        return None;
    }
    let last = (1..lines.count()).find(|&number| is_mark(number))?;
    Some(Span::new(lines.span(0).end, lines.span(last).start))
}
