//! What a document says of the example beside it.
//!
//! ````text
//! We call the API with the model "NAME":
//! ```python
//! client.messages.create(model="NAME")
//! ```
//! ````
//!
//! The sentence is about what the example does, not about the model: where the example changes,
//! the sentence changes with it. It is left where it is about the model after all: where it speaks
//! of another time, compares, says what the model can do, or names others beside it.

use crate::matcher::Occurrence;
use crate::site::{self, Site};
use modelmod_edit::{LineIndex, Span};

/// The longest line that is read as a sentence, in bytes.
const LONGEST: usize = 1_500;

/// How many words to each side of a name may say what the sentence is about.
const NEAR: usize = 7;

/// Words of sentences about a model, and not about an example.
const ABOUT: &[&str] = &[
    "older",
    "newer",
    "old",
    "new",
    "legacy",
    "deprecated",
    "deprecation",
    "retired",
    "retires",
    "previous",
    "previously",
    "former",
    "was",
    "were",
    "released",
    "since",
    "until",
    "before",
    "after",
    "instead",
    "replace",
    "replaced",
    "replaces",
    "migrate",
    "migrated",
    "upgrade",
    "upgraded",
    "version",
    "versions",
    "than",
    "vs",
    "versus",
    "compare",
    "compared",
    "comparison",
    "benchmark",
    "score",
    "scores",
    "accuracy",
    "tested",
    "measured",
    "results",
    "price",
    "pricing",
    "cost",
    "costs",
    "tokens",
    "context",
    "supports",
    "support",
    "supported",
    "requires",
    "require",
    "only",
    "not",
    "cannot",
    "no",
    "available",
    "limits",
    "limit",
    "best",
    "fastest",
    "cheapest",
    "latest",
    "powerful",
    "capable",
    "recommended",
    "e",
    "currently",
    "response",
    "output",
    "alias",
    "snapshot",
    "family",
    "exact",
    "update",
    "updated",
    "switch",
    "change",
    "changed",
];

/// Words behind a name that say that the sentence is about it.
const VERBS: &[&str] = &["is", "are", "has", "have", "does", "do", "can", "will", "may", "needs"];

/// Makes [`Site::Told`] of prose in the document `text` that says what an example in the same
/// section uses; `is_edited` tells which places are rewritten.
pub(crate) fn follow(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    sites: &mut [Site],
    is_edited: impl Fn(usize, Site) -> bool,
) {
    let name = |at: usize| &text[occurrences[at].span.range()];
    let is_example = |at: usize| !matches!(sites[at], Site::Stated | Site::Told);
    let examples: Vec<usize> =
        (0..sites.len()).filter(|&at| is_example(at) && is_edited(at, sites[at])).collect();
    let told: Vec<usize> = (0..sites.len())
        .filter(|&at| sites[at] == Site::Prose && examples.iter().any(|&one| name(one) == name(at)))
        .collect();
    if told.is_empty() {
        return;
    }
    let sections = sections(text, lines);
    let section =
        |at: usize| sections.partition_point(|&start| start <= occurrences[at].span.start);
    for at in told {
        let is_beside =
            examples.iter().any(|&one| name(one) == name(at) && section(one) == section(at));
        if is_beside && says_what_is_used(text, lines, occurrences, at) {
            sites[at] = Site::Told;
        }
    }
}

/// Where the sections of a document begin, in bytes.
fn sections(text: &[u8], lines: &LineIndex) -> Vec<usize> {
    let line = |number: usize| text[lines.span(number).range()].trim_ascii_end();
    let mut fence: Option<u8> = None;
    let mut starts = Vec::new();
    for number in 0..lines.count() {
        let start = lines.span(number).start;
        let own = line(number);
        let bare = own.trim_ascii_start();
        if bare.starts_with(b"```") || bare.starts_with(b"~~~") {
            fence = if fence == Some(bare[0]) { None } else { fence.or(Some(bare[0])) };
        } else if fence.is_none() {
            let marks = own.iter().take_while(|byte| b"#=*".contains(byte)).count();
            let is_heading = marks > 0 && own.get(marks) == Some(&b' ') && own[0] != b'*';
            let is_line = own.len() > 2
                && b"=-~^\"*+".contains(&own[0])
                && own.iter().all(|byte| *byte == own[0])
                && number > 0
                && !line(number - 1).is_empty();
            if is_heading || is_line {
                starts.push(start);
            }
        }
    }
    starts
}

/// Whether the line of a name says nothing but that something uses it.
fn says_what_is_used(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    at: usize,
) -> bool {
    let span = occurrences[at].span;
    let line = lines.span(lines.line_of(span.start));
    let is_marked = text[..span.start].last().is_some_and(|byte| b"`\"'".contains(byte))
        && text.get(span.end).is_some_and(|byte| b"`\"'".contains(byte));
    if !is_marked || line.len() > LONGEST || in_a_list(text, lines, occurrences, at) {
        return false;
    }
    let before = site::words(&text[line.start..span.start]);
    let behind = site::words(&text[span.end..line.end]);
    let model = site::words(&text[span.range()]);
    // What is said of it stands close by; a line may be a whole paragraph.
    let before = &before[before.len().saturating_sub(NEAR)..];
    let behind = &behind[..behind.len().min(NEAR)];
    // `NAME` is ..., `NAME` has ...: a sentence about the model.
    let is_subject = behind.first().is_some_and(|word| VERBS.contains(&word.as_str()));
    let mut words = before.iter().chain(behind);
    // `Claude Sonnet 4 (NAME)`: it is called by its name as well, which would stay.
    let is_named = |words: &[String]| {
        words.windows(2).any(|two| {
            let is_number =
                |word: &String| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            model.contains(&two[0]) && is_number(&two[1])
                || is_number(&two[0]) && model.contains(&two[1])
        })
    };
    !is_subject
        && !words.any(|word| ABOUT.contains(&word.as_str()))
        && !is_named(before)
        && !is_named(behind)
}

/// Whether another name stands on the name's line or next to it, as in lists and tables of models.
fn in_a_list(text: &[u8], lines: &LineIndex, occurrences: &[Occurrence], at: usize) -> bool {
    let number = lines.line_of(occurrences[at].span.start);
    let first = lines.span(number.saturating_sub(1)).start;
    let last = lines.span((number + 1).min(lines.count() - 1)).end;
    let near = Span::new(first, last);
    let own = &text[occurrences[at].span.range()];
    occurrences.iter().any(|other| near.contains(other.span) && text[other.span.range()] != *own)
}
