//! Records that would become the same record.
//!
//! ```yaml
//! - model: claude-2.0
//! - model: claude-opus-4-8
//! ```
//!
//! Rewriting the first gives two equal entries of one list. Looked for where a line begins an
//! item of a list (`- model: NAME`, `{ "model": "NAME" }`): entries that begin alike.

use crate::matcher::Occurrence;
use modelmod_edit::{LineIndex, Span};
use std::collections::HashMap;

/// How many lines before and behind belong to the same list, at the most.
const LINES: usize = 400;
/// Longer beginnings of lines are not compared.
const LONGEST: usize = 300;

/// For each occurrence, whether rewriting it to its target makes it equal to a sibling.
pub(crate) fn doubles(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
) -> Vec<bool> {
    let mut becoming: HashMap<(&[u8], &str), usize> = HashMap::new();
    let items: Vec<Option<(&[u8], &str)>> = occurrences
        .iter()
        .zip(targets)
        .map(|(occurrence, target)| Some((item(text, lines, occurrence.span)?, (*target)?)))
        .collect();
    for item in items.iter().flatten() {
        *becoming.entry(*item).or_default() += 1;
    }
    // Neighbouring lines are read once for each different (item, target).
    let mut standing: HashMap<(&[u8], &str), bool> = HashMap::new();
    occurrences
        .iter()
        .zip(&items)
        .map(|(occurrence, item)| {
            let Some(item) = item else { return false };
            becoming[item] > 1
                || *standing
                    .entry(*item)
                    .or_insert_with(|| stands_near(text, lines, occurrence.span, *item))
        })
        .collect()
}

/// The beginning of the line up to the name, where that begins an item of a list.
fn item<'t>(text: &'t [u8], lines: &LineIndex, span: Span) -> Option<&'t [u8]> {
    let start = lines.span(lines.line_of(span.start)).start;
    let head = &text[start..span.start];
    let body = head.trim_ascii_start();
    (head.len() <= LONGEST && (body.starts_with(b"- ") || body.starts_with(b"{"))).then_some(head)
}

fn stands_near(text: &[u8], lines: &LineIndex, span: Span, (head, target): (&[u8], &str)) -> bool {
    let line = lines.line_of(span.start);
    let near = line.saturating_sub(LINES)..(line + LINES).min(lines.count());
    near.into_iter().any(|number| {
        let rest = text[lines.span(number).range()].strip_prefix(head);
        let rest = rest.and_then(|rest| rest.strip_prefix(target.as_bytes()));
        rest.is_some_and(|rest| {
            rest.first().is_none_or(|byte| !crate::boundary::is_word(*byte) && *byte != b'-')
        })
    })
}
