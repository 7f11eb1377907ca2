//! What a document tells of another time: it would be false of the new model.

use crate::site::{hint, names};

/// The heading above a place of a document, as Markdown has it; nothing where none is in the `reach`
/// bytes before.
pub(super) fn heading_above(text: &[u8], at: usize, reach: usize) -> &[u8] {
    let above = &text[at.saturating_sub(reach)..at];
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    lines.find(|line| line.starts_with(b"#")).unwrap_or_default()
}

/// Whether a line tells what was, or of a year.
pub(super) fn is_of_the_past(line: &[u8]) -> bool {
    let told = [
        "runs",
        "ran",
        "used",
        "experiment",
        "experiments",
        "incident",
        "report",
        "survey",
        "evaluation",
        "results",
        "history",
        "changelog",
        "postmortem",
    ];
    !hint::is_of_now(line) || names::any(&names::words(line), &told) || has_year(line)
}

/// Whether a line has a year of this age, as a word of its own: "in 2024", "eval-2024.py", and no
/// part of a date in a name.
pub(super) fn has_year(line: &[u8]) -> bool {
    let mut words = line.split(|byte| !byte.is_ascii_alphanumeric());
    words.any(|word| {
        word.len() == 4 && word.starts_with(b"20") && word.iter().all(u8::is_ascii_digit)
    })
}

/// Whether one of the two lines below what was typed, of which `below` is the rest of the line and
/// what follows, shows that it failed.
pub(super) fn shows_failure(below: &[u8]) -> bool {
    let lines = below.split(|&byte| byte == b'\n').skip(1).map(<[u8]>::trim_ascii);
    let mut lines = lines.take_while(|line| !line.starts_with(b"```")).take(2);
    lines.any(|line| {
        let words = names::words(line);
        let fails = [
            "error",
            "unknown",
            "unavailable",
            "invalid",
            "failed",
            "retired",
            "deprecated",
            "refused",
            "rejected",
            "unsupported",
        ];
        let denied = ["available", "found", "supported", "exist", "valid", "recognized"];
        names::any(&words, &fails)
            || names::any(&words, &["not", "t"]) && names::any(&words, &denied)
    })
}
