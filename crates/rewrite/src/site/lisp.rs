//! Lisp, Emacs Lisp above all: by what stands before a value in its form.
//!
//! There is no grammar for it that is kept up and built from source, and the language needs
//! little of one: `(setq some-model 'NAME)` and `:model "NAME"` name what the value is for.

use super::around::opening;
use super::judge::comment;
use super::language::Language;
use super::lexer::Lexed;
use super::{Site, names};
use crate::matcher::Occurrence;
use modelmod_edit::Span;

/// How far before a value the head of its form is looked for.
const REACH: usize = 400;
/// Functions that ask for a value.
const ASK: &[&str] = &[
    "eq",
    "eql",
    "equal",
    "string=",
    "string-equal",
    "string-prefix-p",
    "string-match",
    "string-match-p",
    "member",
    "memq",
    "assoc",
    "assq",
    "alist-get",
    "pcase",
    "cl-case",
    "seq-contains-p",
    "rassq",
    "plist-get",
    "should",
    "remove",
    "delete",
    "=",
    "not=",
    "case",
    "==",
    "condp",
    "re-find",
    "re-matches",
    ".startsWith",
    ".equals",
    ".contains",
];

/// The sites of `occurrences`.
pub(super) fn classify(lexed: &Lexed<'_>, occurrences: &[Occurrence]) -> Vec<Site> {
    occurrences.iter().map(|occurrence| site(lexed, occurrence.span)).collect()
}

fn site(lexed: &Lexed<'_>, name: Span) -> Site {
    let value = match lexed.holding(name) {
        Some(lexeme) if lexeme.quote.is_none() => {
            return comment::in_comment(Language::Lisp, lexed.text, lexeme.span, name);
        }
        Some(lexeme) if lexeme.content() != name => return Site::Text,
        Some(lexeme) => lexeme.span,
        None => name,
    };
    let from = value.start.saturating_sub(REACH);
    let before = trimmed(&lexed.text[from..value.start]);
    let behind = lexed.text[value.end..].trim_ascii_start();
    let previous = atom_at_end(before);
    match head(before) {
        // What asks ends so in Clojure and in Scheme.
        Some(head) if head.ends_with(b"?") || ASK.iter().any(|word| word.as_bytes() == head) => {
            Site::Comparison
        }
        _ if is_of_a_record(before, behind) => Site::Unclear,
        Some(b"or") if reads_a_model(before) => Site::Default,
        _ if previous.is_empty() => list(before, behind),
        _ if names::selects_model(previous) => Site::Setting,
        _ => Site::Unclear,
    }
}

/// `(or (System/getenv "MODEL") `: whether what is asked first reads a variable that selects a model.
fn reads_a_model(before: &[u8]) -> bool {
    let Some(inner) = before.strip_suffix(b")") else { return false };
    let form = opening(inner).map(|open| &inner[open + 1..]).unwrap_or_default();
    let reads = [&b"getenv"[..], b"get-env", b"env "];
    reads.iter().any(|word| memchr::memmem::find(form, word).is_some())
        && form
            .split(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte))
            .any(names::selects_model)
}

/// Whether a key beside the value, in its own map, says that this is a row of a table, or recorded.
fn is_of_a_record(before: &[u8], behind: &[u8]) -> bool {
    let is_brace = |byte: &u8| b"{}".contains(byte);
    let from = before.iter().rposition(is_brace).map_or(0, |at| at + 1);
    let behind = &behind[..behind.len().min(REACH)];
    let to = behind.iter().position(is_brace).unwrap_or(behind.len());
    [&before[from..], &behind[..to]].into_iter().any(|part| {
        let keys = part.split(u8::is_ascii_whitespace).filter_map(|word| word.strip_prefix(b":"));
        keys.into_iter().any(|key| names::is_about_models(key) || names::is_recorded(key))
    })
}

/// Behind the bracket of a list: `:models '(NAME)` names the one model that is used.
fn list(before: &[u8], behind: &[u8]) -> Site {
    let Some(owner) = before.strip_suffix(b"(") else { return Site::Unclear };
    let is_models = atom_at_end(trimmed(owner)) == b":models";
    if is_models && behind.starts_with(b")") { Site::Setting } else { Site::List }
}

/// Without the white space and the quote at the end.
fn trimmed(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    text.strip_suffix(b"'").unwrap_or(text).trim_ascii_end()
}

fn atom_at_end(text: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"()\"'`;".contains(byte);
    let from = text.iter().rposition(is_end).map_or(0, |at| at + 1);
    &text[from..]
}

/// The first word of the form around the end of `text`.
fn head(text: &[u8]) -> Option<&[u8]> {
    let open = opening(text)?;
    let form = &text[open + 1..];
    let len = form.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'(');
    Some(&form[..len.unwrap_or(form.len())])
}
