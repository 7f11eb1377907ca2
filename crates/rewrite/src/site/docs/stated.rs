//! Defaults that a document states: they follow the code.
//!
//! ```text
//! | `--model` | `NAME` | Model to use |
//! The model to use (default: `NAME`).
//! ```

use crate::site::names;
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 1_000;
/// Words that may stand between "default" and the name.
const BETWEEN: &[&str] =
    &["to", "is", "value", "model", "the", "uses", "id", "currently", "name", "as"];

/// Whether the prose around the name states it as a default.
pub(in crate::site) fn is_stated(text: &[u8], name: Span) -> bool {
    let from = name.start.saturating_sub(REACH);
    let start = memchr::memrchr(b'\n', &text[from..name.start]).map_or(from, |lf| from + lf + 1);
    let rest = &text[name.end..text.len().min(name.end + REACH)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let (head, tail) = (&text[start..name.start], &text[name.end..end]);
    is_row(head, tail) || follows_default(head, tail)
}

/// A table's row with the name as a cell and an option's name as another one before it.
fn is_row(head: &[u8], tail: &[u8]) -> bool {
    let is_mark = |byte: &u8| b" `*+\"'_\r\t".contains(byte);
    let ends = tail.iter().find(|byte| !is_mark(byte)).is_none_or(|&byte| byte == b'|');
    let begins = head.iter().rev().find(|byte| !is_mark(byte)) == Some(&b'|');
    let mut cells = head.split(|&byte| byte == b'|').map(<[u8]>::trim_ascii);
    ends && begins
        && head.trim_ascii_start().starts_with(b"|")
        && cells.any(|cell| {
            let option = cell.iter().filter(|byte| !is_mark(byte)).copied().collect::<Vec<u8>>();
            let is_one =
                option.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.<>/,".contains(byte));
            let last = option.rsplit(|byte| b"./,".contains(byte)).next().unwrap_or(&option);
            // A heading "Model" stands above IDs; an option is written as code.
            is_one && cell.iter().any(|byte| b"`-_.+".contains(byte)) && names::selects_model(last)
        })
}

/// `default: NAME`, `defaults to NAME`.
fn follows_default(head: &[u8], tail: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let Some(at) = memchr::memmem::rfind(&lower, b"default") else { return false };
    // "the previous default": it no longer follows the code.
    let word = lower[..at].rsplit(|byte| !byte.is_ascii_alphabetic()).find(|word| !word.is_empty());
    let past: [&[u8]; 7] =
        [b"previous", b"old", b"former", b"earlier", b"original", b"past", b"was"];
    if word.is_some_and(|word| past.contains(&word)) {
        return false;
    }
    // Only where the name is all of what is stated.
    let is_marked = head.last().is_some_and(|byte| b"`'\" +*".contains(byte));
    let ends = tail.first().is_none_or(|byte| b"`'\") +*.,;\r\n|]".contains(byte));
    let between = &lower[at + b"default".len()..];
    let between = between.strip_prefix(b"s").unwrap_or(between);
    let mut words = between
        .split(|byte| !byte.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .map(String::from_utf8_lossy);
    let is_listed = between.iter().any(|byte| b"(|;".contains(byte));
    is_marked && ends && !is_listed && words.all(|word| BETWEEN.contains(&word.as_ref()))
}
