//! What an API answered, and the API that completes texts.

use super::embedded::BEFORE;
use crate::boundary::is_word;
use crate::nesting::unmatched;
use crate::site::around::name_at_end;
use crate::site::names;
use modelmod_edit::Span;

/// How far from a name a text is searched for the marks of a response.
const RESPONSE: usize = 4_000;

/// Whether `content`, the text in which a name stands, shows near it what an API answers.
pub(super) fn is_in(text: &[u8], content: Span, name: Span) -> bool {
    let near = name.start.saturating_sub(RESPONSE).max(content.start)
        ..(name.end + RESPONSE).min(content.end.max(name.end));
    is_response(&text[near])
}

/// Whether the lines around a name in documentation show what an API answers.
pub(in crate::site) fn is_answer(text: &[u8], name: Span) -> bool {
    let near = name.start.saturating_sub(BEFORE)..text.len().min(name.end + BEFORE);
    is_response(&text[near]) || is_held_as_one(text, name)
}

/// `response = %{ ... "model" => "NAME" }`: whether the record around a name is called an answer.
fn is_held_as_one(text: &[u8], name: Span) -> bool {
    let head = &text[name.start.saturating_sub(BEFORE)..name.start];
    let Some(open) = unmatched(head.iter().rev(), b"}])", b"{[(") else { return false };
    let owner = head[..head.len() - 1 - open].trim_ascii_end();
    let owner = owner.strip_suffix(b"%").unwrap_or(owner).trim_ascii_end();
    // `metadata: { model: "NAME" }`: what is told of it.
    if let Some(key) = owner.strip_suffix(b":") {
        let key = name_at_end(key.trim_ascii_end());
        return [&b"metadata"[..], b"meta"].contains(&key);
    }
    let Some(owner) = owner.strip_suffix(b"=") else { return false };
    let words = names::words(name_at_end(owner));
    words.last().is_some_and(|word| ["response", "answer", "reply"].contains(&word.as_str()))
}

/// Whether a text is, or holds, what an API answered.
fn is_response(text: &[u8]) -> bool {
    [
        &b"stop_reason"[..],
        b"finish_reason",
        b"\"usage\"",
        b"input_tokens",
        b"prompt_tokens",
        b"msg_",
        b"chatcmpl-",
        b"event: ",
        // Objects of OpenAI's, as several languages print them.
        b"object: \"",
        b"\"object\": \"",
        b"\"object\":\"",
        b"'object': '",
        b"\"object\" => \"",
        b"created_at: 1",
        b"\"created_at\": 1",
        b"\"created_at\" => 1",
        // What somebody measured.
        b"\"timestamp\"",
        b"\"pass_rate\"",
        b"\"duration_ms\"",
        b"\"latency_ms\"",
    ]
    .iter()
    .any(|mark| memchr::memmem::find(text, mark).is_some())
        || has_event(text)
}

/// `data: {"id": 1}`: an event of a stream; `metadata: { x: 1 }` is none.
fn has_event(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b"data: {").any(|at| {
        let is_word = text[..at].last().is_some_and(|byte| is_word(*byte));
        !is_word && matches!(text[at + b"data: {".len()..], [b'"' | b'\'' | b'\\' | b'.', ..])
    })
}

/// Whether the lines around a name ask an API that completes texts, which newer models do not have.
pub(in crate::site) fn completes(text: &[u8], name: Span) -> bool {
    let near = &text[name.start.saturating_sub(BEFORE)..text.len().min(name.end + BEFORE)];
    let has = |mark: &[u8]| memchr::memmem::find(near, mark).is_some();
    has(b"max_tokens_to_sample") && (has(b"prompt") || has(b"PROMPT"))
        || has(b"/v1/complete\"")
        || has(b".completions.create(") && !has(b"chat.completions") && !has(b"messages")
}

/// Whether `function` is a class of LangChain's that asks an API which completes texts, by the
/// imports of `text`; its chat models (`ChatAnthropic`) ask another. Source:
/// <https://docs.langchain.com/oss/python/integrations/llms/anthropic>; `BedrockLLM` of
/// `langchain_aws` refuses newer models of Anthropic itself.
pub(super) fn is_of_completions(function: &[u8], text: &[u8], name: &[u8]) -> bool {
    let is_imported = || {
        memchr::memmem::find_iter(text, b"langchain")
            .map(|at| &text[at..text.len().min(at + IMPORT)])
            .any(|rest| imports(rest, function))
    };
    let is_of_anthropic = || memchr::memmem::find(name, b"anthropic").is_some();
    match function {
        b"AnthropicLLM" => true,
        b"BedrockLLM" => is_of_anthropic(),
        b"Anthropic" => is_imported(),
        b"Bedrock" => is_of_anthropic() && is_imported(),
        _ => false,
    }
}

/// How long the import of some classes is at the most.
const IMPORT: usize = 200;

/// Whether `text` begins with a module of LLMs and the import of `class` from it:
/// `langchain.llms.bedrock import Bedrock`.
fn imports(text: &[u8], class: &[u8]) -> bool {
    let len = text.iter().take_while(|byte| is_word(**byte) || **byte == b'.').count();
    let (module, rest) = text.split_at(len);
    let Some(rest) = rest.strip_prefix(b" import ") else { return false };
    let end = if rest.starts_with(b"(") { b')' } else { b'\n' };
    let list = &rest[..memchr::memchr(end, rest).unwrap_or(rest.len())];
    module.split(|byte| *byte == b'.').any(|part| part == b"llms")
        && list.split(|byte| !is_word(*byte)).any(|name| name == class)
}
