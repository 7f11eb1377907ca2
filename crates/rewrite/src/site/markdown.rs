//! Markdown: prose, and code in fences, which is read as the language that the fence names.

use super::language::Language;
use super::{Site, of_language};
use crate::matcher::Occurrence;
use modelmod_edit::{LineIndex, Span};

/// The sites of `occurrences` in `text`.
pub(super) fn classify(text: &[u8], occurrences: &[Occurrence]) -> Vec<Site> {
    let mut sites = vec![Site::Prose; occurrences.len()];
    for fence in fences(text) {
        let first = occurrences.partition_point(|o| o.span.start < fence.code.start);
        let last = occurrences.partition_point(|o| o.span.end <= fence.code.end);
        if first >= last || matches!(fence.language, Language::Markdown | Language::Notebook) {
            continue;
        }
        let inside: Vec<Occurrence> =
            occurrences[first..last].iter().map(|o| back(*o, fence.code.start)).collect();
        let code = &text[fence.code.range()];
        sites[first..last].copy_from_slice(&of_language(fence.language, code, &inside));
    }
    sites
}

fn back(occurrence: Occurrence, by: usize) -> Occurrence {
    let shift = |span: Span| Span::new(span.start.saturating_sub(by), span.end - by);
    Occurrence { span: shift(occurrence.span), core: shift(occurrence.core), ..occurrence }
}

struct Fence {
    language: Language,
    code: Span,
}

/// All fenced code blocks, after CommonMark section 4.5; also those inside list items.
fn fences(text: &[u8]) -> Vec<Fence> {
    let lines = LineIndex::new(text);
    let mut fences = Vec::new();
    let mut open: Option<(u8, usize, Language, usize)> = None;
    for number in 0..lines.count() {
        let span = lines.span(number);
        let line = text[span.range()].trim_ascii();
        let mark = line.first().copied().filter(|byte| matches!(byte, b'`' | b'~'));
        let run = mark.map_or(0, |mark| line.iter().take_while(|&&byte| byte == mark).count());
        match (open, mark) {
            (None, Some(mark)) if run >= 3 && !line[run..].contains(&b'`') => {
                open = Some((mark, run, tag(&line[run..]), span.end));
            }
            (Some((mark, len, language, start)), Some(found))
                if found == mark && run >= len && line[run..].is_empty() =>
            {
                fences.push(Fence { language, code: Span::new(start, span.start) });
                open = None;
            }
            _ => {}
        }
    }
    // A fence that is never closed runs to the end of the document.
    if let Some((_, _, language, start)) = open {
        fences.push(Fence { language, code: Span::new(start, text.len()) });
    }
    fences
}

/// The language of an info string: `python title="x"`, `{.python}`, `ts{1,3}`.
fn tag(info: &[u8]) -> Language {
    let info = info.trim_ascii_start();
    let info = info.strip_prefix(b"{").unwrap_or(info);
    let info = info.strip_prefix(b".").unwrap_or(info);
    let len = info.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    Language::of_tag(&String::from_utf8_lossy(&info[..len]).to_ascii_lowercase())
}
