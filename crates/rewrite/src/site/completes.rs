//! Whether what is sent with a name asks an API that completes texts, which newer models do not
//! have.

use super::source::Source;
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};
use std::cell::OnceCell;

/// How many lines before and behind the body of a request may be written.
const BODY: usize = 25;
/// How many bytes of it are looked at on each side, at the most.
const BYTES: usize = 3_000;

/// What a text says of that, found out when it is asked for.
pub(super) struct Completes<'s> {
    text: &'s [u8],
    lines: &'s LineIndex,
    is_document: bool,
    has_client: OnceCell<bool>,
    does_nothing_else: OnceCell<bool>,
}

impl<'s> Completes<'s> {
    pub(super) fn new(source: &'s Source<'_>) -> Self {
        let (text, lines, is_document) = (source.text, source.lines(), source.is_document());
        let (has_client, does_nothing_else) = <_>::default();
        Self { text, lines, is_document, has_client, does_nothing_else }
    }

    /// Whether the use of `name` asks for that.
    pub(super) fn is_asked_at(&self, name: Span) -> bool {
        let does_nothing_else =
            self.does_nothing_else.get_or_init(|| !self.is_document && only_completes(self.text));
        let has_client = || self.has_client.get_or_init(|| has_completing_client(self.text));
        *does_nothing_else
            || is_beside_a_completion(self.text, self.lines, name)
            || memmem::find(&self.text[name.range()], b"anthropic.").is_some() && *has_client()
    }
}

/// Whether the only client of LangChain's in a text is the one that asks an API which completes
/// texts, and refuses newer models of Anthropic: `BedrockLLM(model_id=model_id)`.
fn has_completing_client(text: &[u8]) -> bool {
    let has = |mark: &[u8]| memmem::find(text, mark).is_some();
    has(b"BedrockLLM(") && !has(b"ChatBedrock") && !has(b"BedrockChat")
}

/// Whether all that a program asks for is that texts be completed: `max_tokens_to_sample` is a key of
/// what it writes out, with a `prompt`, and it has no `messages` anywhere.
fn only_completes(text: &[u8]) -> bool {
    let has = |mark: &[u8]| memmem::find(text, mark).is_some();
    let is_key = |mark: &[u8]| {
        memmem::find_iter(text, mark).any(|at| {
            let rest = &text[at + mark.len()..];
            let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            // `max_tokens_to_sample: int` is an argument of Python's, of a client that may send others.
            let value = rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start);
            value.is_some_and(|value| {
                ![&b"int"[..], b"number", b"Optional"].iter().any(|kind| value.starts_with(kind))
            })
        })
    };
    (is_key(b"max_tokens_to_sample") || is_key(b"MaxTokensToSample"))
        && (has(b"prompt") || has(b"Prompt"))
        && !has(b"essages")
}

/// `{"prompt": ..., "max_tokens_to_sample": 300}`, written out within the lines around a name: what
/// is sent with it asks an API that completes texts, wherever the name itself stands.
fn is_beside_a_completion(text: &[u8], lines: &LineIndex, name: Span) -> bool {
    let number = lines.line_of(name.start);
    let last = (number + BODY).min(lines.count().saturating_sub(1));
    let start = lines.span(number.saturating_sub(BODY)).start;
    let near =
        start.max(name.start.saturating_sub(BYTES))..lines.span(last).end.min(name.end + BYTES);
    let near = &text[near];
    let has = |mark: &[u8]| memmem::find(near, mark).is_some();
    // As the key of what is written out: clients take an argument of this name, and send another.
    let mut keys = memmem::find_iter(near, b"max_tokens_to_sample").filter(|&at| {
        let behind = &near[at + b"max_tokens_to_sample".len()..];
        // In a notebook, a string of JSON: `\"max_tokens_to_sample\": 300`.
        let behind = behind.strip_prefix(b"\\").unwrap_or(behind);
        at > 0 && b"\"'".contains(&near[at - 1]) && behind.first() == Some(&near[at - 1])
    });
    keys.next().is_some() && has(b"prompt") && !has(b"messages")
}
