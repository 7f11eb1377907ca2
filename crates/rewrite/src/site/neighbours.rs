//! Guards that hold whatever a place looks like by itself.
//!
//! `model: NAME` is a setting, but not beside `stop_reason` (a recorded response) and not
//! beside a price (a catalogue's row).

use super::Site;
use crate::matcher::Occurrence;
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};

/// How many lines before and behind belong to the same record.
const LINES: usize = 8;
/// How many bytes before and behind are looked at, at the most.
const BYTES: usize = 1_500;

/// Keys of API responses. With their quotes, so that code that *reads* such a field does not
/// count.
const RECORDED: &[&[u8]] = &[
    b"\"stop_reason\"",
    b"\"stop_sequence\"",
    b"\"finish_reason\"",
    b"\"msg_",
    b"\"chatcmpl-",
    b"\"input_tokens\"",
    b"\"output_tokens\"",
    b"\"prompt_tokens\"",
    b"\"completion_tokens\"",
    b"chat.completion\"",
    b"\"system_fingerprint\"",
    b"\\\"stop_reason\\\"",
    b"\\\"input_tokens\\\"",
    b"stop_reason=",
    b"Usage(",
];

/// What stands beside a model in tables about models.
const ABOUT_MODELS: &[&[u8]] = &[
    b"cost",
    b"price",
    b"pricing",
    b"per_million",
    b"per_token",
    b"permillion",
    b"context_window",
    b"contextwindow",
    b"context_length",
    b"contextlength",
    b"max_input_tokens",
    b"release_date",
    b"releasedate",
    b"knowledge_cutoff",
    b"deprecat",
    b"retire",
    b"pass_rate",
    b"accuracy",
    b"benchmark",
    b"score",
];

/// Takes back "this is a use" where the neighbours say otherwise.
pub(super) fn guard(text: &[u8], occurrences: &[Occurrence], sites: &mut [Site]) {
    if !sites.iter().any(|site| site.is_use()) {
        return;
    }
    let lines = LineIndex::new(text);
    for (occurrence, site) in occurrences.iter().zip(sites) {
        if !site.is_use() {
            continue;
        }
        let near = text[record(text, &lines, occurrence.span).range()].to_ascii_lowercase();
        let has = |marks: &[&[u8]]| marks.iter().any(|mark| memmem::find(&near, mark).is_some());
        if RECORDED.iter().any(|mark| memmem::find(&near, &mark.to_ascii_lowercase()).is_some()) {
            *site = Site::Recording;
        } else if matches!(site, Site::Setting | Site::Default) && has(ABOUT_MODELS) {
            *site = Site::Catalogue;
        }
    }
}

/// The lines around `core`, up to the nearest empty line on each side.
fn record(text: &[u8], lines: &LineIndex, core: Span) -> Span {
    let line = lines.line_of(core.start);
    let is_empty = |number: usize| {
        let span = lines.span(number);
        span.len() < 200 && text[span.range()].trim_ascii().is_empty()
    };
    let first = (line.saturating_sub(LINES)..line).rev().take_while(|&n| !is_empty(n)).last();
    let last =
        (line + 1..(line + 1 + LINES).min(lines.count())).take_while(|&n| !is_empty(n)).last();
    let start = lines.span(first.unwrap_or(line)).start.max(core.start.saturating_sub(BYTES));
    let end = lines.span(last.unwrap_or(line)).end.min(core.end + BYTES);
    Span::new(start, end)
}
