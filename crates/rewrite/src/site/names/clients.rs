//! What the name of a function says of the client that it makes, or of the request it begins.

use super::lists::TAKES_A_MODEL;
use super::models::{is_client, is_provider, serves};
use super::words::{any, words};
use crate::site::around::name_at_end;

/// Whether a function, by what it is a member of, makes what talks to a provider:
/// `NewAnthropicGenerator(...)`, `AnthropicProvider(...)`, `AnthropicClient.new(...)`.
pub(in crate::site) fn makes_a_client(chain: &[u8]) -> bool {
    let function = name_at_end(chain);
    let class = || {
        let object = &chain[..chain.len() - function.len()];
        let object = object.strip_suffix(b".").or_else(|| object.strip_suffix(b"::"));
        name_at_end(object.unwrap_or_default())
    };
    let makes = [&b"new"[..], b"New", b"create", b"of"].contains(&function);
    let words = words(if makes { class() } else { function });
    let parts = [
        "new",
        "create",
        "make",
        "build",
        "init",
        "with",
        "provider",
        "client",
        "generator",
        "llm",
        "lm",
        "model",
        "chat",
        "service",
        "adapter",
        "backend",
        "agent",
        "engine",
        "driver",
    ];
    let is_maker = |word: &String| is_provider(word.as_bytes()) || word == "claude";
    words.len() > 1
        && words.iter().any(is_maker)
        && words.iter().all(|word| is_maker(word) || parts.contains(&word.as_str()))
        && words.iter().any(|word| parts[6..].contains(&word.as_str()))
}

/// Whether a function, by what it is a member of, belongs to a client of some platform, and does
/// not look things up.
pub(in crate::site) fn is_of_client(chain: &[u8]) -> bool {
    let words = words(chain);
    let asks = ["get", "info", "find", "lookup", "count", "price", "cost", "parse", "normalize"];
    words.iter().any(|word| is_client(word) || word == "gateway" || word == "provider")
        && !any(&words, &asks)
}

/// Whether a function, by what it is a member of, begins a request for a text: what that takes
/// first is the model.
pub(in crate::site) fn begins_a_request(chain: &[u8]) -> bool {
    let mut parts = chain.rsplit(|byte| b".:".contains(byte)).filter(|part| !part.is_empty());
    let creates = [&b"create"[..], b"builder", b"of", b"new"];
    let is_request = |class: &[u8]| {
        let words = words(class);
        let is_alone = words.len() == 1;
        let is_of_texts = any(&words, &["chat", "completion", "message", "messages"]);
        any(&words, &["request", "params"]) && (is_alone || is_of_texts)
            || any(&words, &["options"]) && is_of_texts
    };
    let Some(function) = parts.next() else { return false };
    if creates.contains(&function) {
        return parts.next().is_some_and(is_request);
    }
    // `new ChatRequest("NAME", messages)`: classes begin with a capital, and have two words.
    function.first().is_some_and(u8::is_ascii_uppercase)
        && words(function).last().is_some_and(|last| ["request", "params"].contains(&last.as_str()))
        && words(function).len() > 1
        && is_request(function)
}

/// What has a model do something, or is made to do so.
const REACHES: &[&str] = &[
    "agent",
    "assistant",
    "atranscribe",
    "chat",
    "chatbot",
    "completion",
    "completions",
    "conversation",
    "embedder",
    "embedding",
    "embeddings",
    "generator",
    "lm",
    "llm",
    "speech",
    "transcription",
    "translation",
];
/// What may stand behind that, or for it.
const MADE: &[&str] = &[
    "agent", "async", "chain", "client", "fn", "func", "function", "image", "instance", "model",
    "realtime", "stream", "sync",
];
/// What such functions begin with.
const MAKES: &[&str] = &[
    "build",
    "create",
    "generate",
    "get",
    "init",
    "initialise",
    "initialize",
    "invoke",
    "load",
    "make",
    "new",
    "run",
    "setup",
    "start",
    "stream",
];
/// What may stand between, and says no more of it.
const BETWEEN: &[&str] = &[
    "a",
    "ai",
    "api",
    "base",
    "chat",
    "custom",
    "default",
    "langchain",
    "my",
    "react",
    "simple",
    "text",
    "the",
    "tool",
];
/// Functions of one word that have a model do something with a text.
const ALONE: &[&str] = &[
    "atranscribe",
    "complete",
    "converse",
    "embed",
    "generate",
    "invoke",
    "prompt",
    "speech",
    "summarize",
    "synthesize",
    "transcribe",
    "translate",
];
/// Owners of functions that keep what they are given.
const KEEPS: &[&str] = &[
    "catalog",
    "catalogue",
    "dao",
    "database",
    "db",
    "fake",
    "history",
    "mock",
    "registry",
    "repo",
    "repository",
    "store",
    "table",
    "tokenizer",
    "tracer",
];

/// Whether a function, by what it is a member of, has the model do something that it is given,
/// wherever among its arguments: `get_completion(messages, "NAME")`, `initialize_llm("NAME", key)`.
/// Nothing else may be said of it: `get_llm_config("NAME")` does not.
pub(in crate::site) fn reaches_a_model(chain: &[u8]) -> bool {
    let function = name_at_end(chain);
    let object = &chain[..chain.len() - function.len()];
    let (words, owner) = (words(function), words(object));
    if any(&owner, KEEPS) {
        return false;
    }
    // `openai.speech("NAME")`, `groq("NAME")`
    let is_provider_itself = |part: &[u8]| serves(part) && part.iter().all(u8::is_ascii_lowercase);
    let behind = object.strip_suffix(b".").or_else(|| object.strip_suffix(b"->"));
    if object.is_empty() && is_provider_itself(function)
        || behind.is_some_and(is_provider_itself) && !any(&words, &["get", "find", "model"])
    {
        return true;
    }
    if words == ["from", "pretrained"] {
        return is_class_of_models(&owner);
    }
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    match words.as_slice() {
        [word] => is(word, ALONE) || word == "conversation" && function[0].is_ascii_uppercase(),
        [first, second] if first == "llm" && second == "factory" => true,
        // `generateText("NAME", prompt)`
        [first, second]
            if ["complete", "generate", "stream"].contains(&first.as_str())
                && ["image", "object", "text"].contains(&second.as_str()) =>
        {
            true
        }
        [first, rest @ ..] => {
            let makes = is(first, MAKES)
                // `new ChatAgent("NAME")`
                || function[0].is_ascii_uppercase() && is(first, BETWEEN)
                // `llm_completion("NAME")`, `ai_chat("NAME")`
                || ["ai", "llm"].contains(&first.as_str());
            let is_known = |word: &String| is(word, REACHES) || is(word, MADE) || is(word, BETWEEN);
            makes && rest.iter().all(is_known) && rest.iter().any(|word| is(word, REACHES))
                // `GetImageClient("NAME")`
                || makes && matches!(rest, [kind, client]
                    if ["image", "audio", "video", "realtime"].contains(&kind.as_str())
                        && client == "client")
        }
        [] => false,
    }
}

/// `TextEmbeddingModel`
fn is_class_of_models(words: &[String]) -> bool {
    let kinds = ["embedding", "generation", "generative", "chat", "text", "code"];
    any(words, &["model"]) && any(words, &kinds)
}

/// Whether the words of the name of a function say that what it takes first is a model.
pub(super) fn takes_a_model(words: &[String]) -> bool {
    // `get_generator("NAME")`
    let verbs = ["get", "create", "make", "build", "load", "init", "new", "as", "add", "exec"];
    let makes = ["generator", "completion", "chat", "llm", "lm", "client"];
    let of_texts = ["chat", "text", "llm", "ai", "i"];
    if let [verb, rest @ .., last] = words
        && verbs.contains(&verb.as_str())
        && makes.contains(&last.as_str())
        && rest.iter().all(|word| {
            of_texts.contains(&word.as_str()) || verb == "add" && is_client(word)
        })
        // `GetChatClient("NAME")`, and not `getClient("NAME")` or `addCompletion("NAME")`.
        && (last != "client" && verb != "add" || any(rest, &["chat"]))
    {
        return true;
    }
    any(words, &["model", "llm"]) && words.iter().all(|word| TAKES_A_MODEL.contains(&word.as_str()))
}
