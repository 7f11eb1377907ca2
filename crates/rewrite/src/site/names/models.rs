//! What the name of a variable, a key or an option says about its value.

use super::lists::{
    DEFAULTS, MODEL, NOT_THE_MODEL, NUMBERED, OUTCOMES, PLATFORMS, PRODUCTS, PURPOSES,
};
use super::words::{any, words};
use crate::site::Site;

/// Whether a variable or key of this name selects a model.
pub(in crate::site) fn selects_model(name: &[u8]) -> bool {
    let mut words = words(name);
    if has_version(name) {
        return false;
    }
    for word in &mut words {
        word.truncate(word.trim_end_matches(|last: char| last.is_ascii_digit()).len());
    }
    // `MAINMODEL` is one word where capitals do not part it.
    let is_model = |word: &String| {
        MODEL.contains(&word.as_str()) || ["model", "modelid"].iter().any(|end| word.ends_with(end))
    };
    // How Amazon Bedrock serves a model to callers in several regions.
    let is_profile = any(&words, &["inference"]) && any(&words, &["profile"]);
    // What is to be structured is the output, of the model.
    let is_structured = |pair: &[String]| pair[0] == "structured" && pair[1] == "output";
    if let Some(at) = words.windows(2).position(is_structured) {
        words.drain(at..at + 2);
    }
    // `response_llm` answers, where `response_model` may be the one that did.
    let is_for_responses =
        |pair: &[String]| pair[0] == "response" && ["llm", "ai"].contains(&pair[1].as_str());
    if let Some(at) = words.windows(2).position(is_for_responses) {
        words.remove(at);
    }
    // `title_generation_model`: what it makes are titles, and none of its own.
    if let [before @ .., last] = words.as_slice()
        && is_model(last)
        && let Some(at) = before.iter().position(|word| PURPOSES.contains(&word.as_str()))
        && before.get(at + 1).is_none_or(|next| next.starts_with("gen"))
    {
        words.remove(at);
    }
    // `model_type="NAME"`: what else it says is told by longer names.
    let is_kind = matches!(words.as_slice(), [of @ .., model, kind]
        if is_model(model)
            && ["type", "version"].contains(&kind.as_str())
            && of.iter().all(|word| is_provider(word.as_bytes()) || is_client(word)));
    is_kind || (is_profile || words.iter().any(is_model)) && !any(&words, NOT_THE_MODEL)
}

/// Whether a variable of this name selects a model by its ARN, which says itself what it names:
/// what profiles of inference are made from is called their source.
pub(in crate::site) fn selects_model_by_arn(name: &[u8]) -> bool {
    let words = words(name).into_iter().filter(|word| word != "source");
    selects_model(words.collect::<Vec<_>>().join("_").as_bytes())
}

/// Whether a variable of this name selects who serves the model: `LLM_PROVIDER`, `provider`.
pub(in crate::site) fn selects_provider(name: &[u8]) -> bool {
    let words = words(name);
    let is_part = |word: &String| ["llm", "ai", "model", "default"].contains(&word.as_str());
    matches!(words.as_slice(), [before @ .., last] if last == "provider" && before.iter().all(is_part))
}

/// Whether what has this name runs on a model, and takes one with its provider: `NERVE_GENERATOR`.
pub(in crate::site) fn runs_a_model(name: &[u8]) -> bool {
    any(&words(name), &["generator", "agent", "assistant", "judge", "engine"])
}

/// Whether an option of a command selects the model: `--model`, `-m`.
pub(in crate::site) fn is_model_flag(flag: &[u8]) -> bool {
    let name = flag.iter().position(|&byte| byte != b'-').map_or(&flag[..0], |at| &flag[at..]);
    flag.starts_with(b"-") && (selects_model(name) || flag == b"-m")
}

/// Whether the word tells what a model is for, or that it is one: parts of names of roles.
pub(in crate::site) fn is_role(word: &str) -> bool {
    [
        "model",
        "models",
        "llm",
        "id",
        "name",
        "default",
        "chat",
        "completion",
        "text",
        "small",
        "large",
        "big",
        "fast",
        "slow",
        "cheap",
        "smart",
        "strong",
        "weak",
        "main",
        "primary",
        "backup",
        "lite",
        "base",
        "ai",
        "api",
        "us",
        "eu",
        "bedrock",
        "vertex",
    ]
    .contains(&word)
}

/// Whether the word is one of which there are several, or its number: `stage_2`.
pub(in crate::site) fn is_numbered(word: &str) -> bool {
    let letters = word.trim_end_matches(|last: char| last.is_ascii_digit());
    letters.is_empty() && word.len() < 3 || NUMBERED.contains(&letters)
}

/// Whether the word says how much a model is to do, or what: keys of tables of roles.
pub(in crate::site) fn is_tier(word: &str) -> bool {
    [
        "high",
        "medium",
        "middle",
        "mid",
        "low",
        "quick",
        "balanced",
        "quality",
        "premium",
        "capable",
        "standard",
        "economy",
        "simple",
        "complex",
        "advanced",
        "powerful",
        "deep",
        "opus",
        "sonnet",
        "haiku",
        "reasoning",
        "reasoner",
        "thinking",
        "vision",
        "code",
        "coding",
        "coder",
        "editor",
        "writer",
        "writing",
        "critic",
        "judge",
        "planner",
        "planning",
        "router",
        "summary",
        "summarizer",
        "summarization",
        "analysis",
        "analyst",
        "research",
        "extraction",
        "classification",
        "creative",
        "factual",
        "audio",
        "budget",
        "best",
        "for",
        "general",
        "light",
        "heavy",
        "secondary",
    ]
    .contains(&word)
}

/// Whether what has this name holds models to call: `MODELS`, `models_by_tier`, `modelMap`.
pub(in crate::site) fn holds_models(name: &[u8]) -> bool {
    let words = words(name);
    let tables = ["map", "mapping", "names", "provider", "list", "table"];
    let says_otherwise =
        |word: &String| NOT_THE_MODEL.contains(&word.as_str()) && !tables.contains(&word.as_str());
    any(&words, &["model", "models", "llm", "llms", "tiers"])
        && !any(&words, &["examples", "known", "available", "providers", "results"])
        && !has_version(name)
        && !words.iter().any(says_otherwise)
}

/// Whether a key names a role, or who serves what is called in it: `fast`, `openai`, `step_2`.
pub(in crate::site) fn is_key_of_a_role(key: &[u8]) -> bool {
    let words = words(key);
    let is_one = |word: &String| {
        is_role(word)
            || is_tier(word)
            || is_provider(word.as_bytes())
            || is_numbered(word)
            || word == "provider"
    };
    !words.is_empty() && words.iter().all(is_one)
}

/// Whether what has this name holds other names for models: `MODEL_ALIASES`.
pub(in crate::site) fn holds_aliases(name: &[u8]) -> bool {
    let words = words(name);
    let says = ["model", "models", "llm", "alias", "aliases", "default", "defaults", "builtin"];
    any(&words, &["alias", "aliases"]) && words.iter().all(|word| says.contains(&word.as_str()))
}

/// Whether what has this name gives one model for another: `model_mapping`, `fallback`.
pub(in crate::site) fn translates(name: &[u8]) -> bool {
    let words = words(name);
    any(&words, &["map", "mapping", "mappings", "fallback", "fallbacks", "equivalents"])
        && !any(&words, &["price", "prices", "label", "labels", "deprecated", "retired", "legacy"])
}

/// Whether a word of `name` stands in the name of `model`.
pub(in crate::site) fn shares_a_word(name: &[u8], model: &[u8]) -> bool {
    let model = model.to_ascii_lowercase();
    let lower = name.to_ascii_lowercase();
    let mut parts = lower.split(|byte| !byte.is_ascii_alphabetic()).filter(|part| part.len() > 1);
    parts.any(|part| memchr::memmem::find(&model, part).is_some())
}

/// Whether the word says "this talks to a model".
pub(in crate::site) fn is_client(word: &str) -> bool {
    ["anthropic", "openai", "llm", "lm", "claude", "gpt", "litellm", "portkey"].contains(&word)
        || PLATFORMS.contains(&word)
}

/// Whether the word is who serves a model: `anthropic`, `bedrock`.
pub(in crate::site) fn is_provider(word: &[u8]) -> bool {
    let word = String::from_utf8_lossy(word);
    ["anthropic", "openai"].contains(&word.as_ref()) || PLATFORMS.contains(&word.as_ref())
}

/// Who else serves models, or is called so where providers are told apart.
const SERVES: &[&str] = &[
    "cerebras",
    "claude",
    "cohere",
    "deepseek",
    "fireworks",
    "gemini",
    "google",
    "groq",
    "huggingface",
    "lmstudio",
    "mistral",
    "mistralai",
    "moonshot",
    "nvidia",
    "perplexity",
    "replicate",
    "together",
    "togetherai",
    "vllm",
    "xai",
];

/// Whether the word is a provider or platform, by whatever it is called: `groq`, `claude`.
pub(in crate::site) fn serves(word: &[u8]) -> bool {
    let word = word.to_ascii_lowercase();
    is_provider(&word) || SERVES.iter().any(|one| one.as_bytes() == word)
}

/// Whether a name says who serves the model: `anthropic/NAME`.
pub(in crate::site) fn has_provider(name: &[u8]) -> bool {
    memchr::memchr(b'/', name).is_some_and(|at| is_provider(&name[..at]))
}

/// Whether a key of this name, in something that is named as a model, is its ID.
pub(in crate::site) fn is_name_of_model(key: &[u8]) -> bool {
    let lower = key.to_ascii_lowercase();
    [&b"id"[..], b"name", b"value", b"modelid", b"slug", b"primary", b"main", b"chat"]
        .contains(&lower.as_slice())
}

/// Whether a name is nothing but "the default of a provider": `DEFAULT_ANTHROPIC`.
pub(in crate::site) fn is_default_of_provider(name: &[u8]) -> bool {
    let words = words(name);
    words.len() == 2
        && any(&words, &["default"])
        && words.iter().any(|word| is_client(word) && word != "llm" && word != "lm")
}

/// Whether the name carries a version (`CLAUDE_3_OPUS`): it is about that very model. The number
/// of one of several (`model2`) is none.
pub(in crate::site) fn has_version(name: &[u8]) -> bool {
    // `MEM0_MODEL`: a product's name has the digit.
    if !words(name).iter().any(|word| {
        word.bytes().any(|byte| byte.is_ascii_digit()) && !PRODUCTS.contains(&word.as_str())
    }) {
        return false;
    }
    let mut numbers = name.split(|byte| !byte.is_ascii_digit()).filter(|run| !run.is_empty());
    let Some(number) = numbers.next() else { return false };
    let at = name.iter().position(u8::is_ascii_digit).unwrap_or_default();
    let word = words(&name[..at]).pop().unwrap_or_default();
    let is_one_of_several = number.len() == 1
        && numbers.next().is_none()
        && (NUMBERED.contains(&word.as_str())
            || OUTCOMES.contains(&word.as_str())
            || (word.len() == 1 && at == 1));
    !is_one_of_several
}

/// Whether the name carries a version and speaks of `model`: `gpt-4o` or `claude_3` does,
/// `step2` does not.
pub(in crate::site) fn is_version_of(name: &[u8], model: &[u8]) -> bool {
    let model = model.to_ascii_lowercase();
    let mut parts = model.split(|byte| !byte.is_ascii_alphabetic()).filter(|part| part.len() > 1);
    let name = name.to_ascii_lowercase();
    // `o3` has no word that could tell it, and its day tells nothing.
    let is_day = |word: &String| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let undated = words(&model).into_iter().take_while(|word| !is_day(word));
    let (undated, squeezed) = (undated.collect::<String>(), words(&name).concat());
    squeezed == undated
        || undated.bytes().any(|byte| byte.is_ascii_digit()) && squeezed.starts_with(&undated)
        || has_version(&name) && parts.any(|part| memchr::memmem::find(&name, part).is_some())
}

/// Whether all that a name says is the name of `model`: `MODEL_DEEPSEEK_CHAT` of `deepseek-chat`.
pub(in crate::site) fn is_called_as(name: &[u8], model: &[u8]) -> bool {
    let own = words(name);
    let is_model = |word: &String| ["model", "id", "name"].contains(&word.as_str());
    let said: String = own.into_iter().filter(|word| !is_model(word)).collect();
    let model = model.rsplit(|byte| b"/:".contains(byte)).next().unwrap_or(model);
    said.len() > 1 && said == words(model).concat()
}

/// Whether the name speaks of a platform with names of its own: `AzureOpenAI`.
pub(in crate::site) fn is_platform(name: &[u8]) -> bool {
    any(&words(name), PLATFORMS)
}

/// The site of the value of a variable or key of this name.
pub(in crate::site) fn value_of(name: &[u8]) -> Site {
    if selects_model(name) && is_platform(name) {
        Site::Platform
    } else if selects_model(name) {
        Site::Setting
    } else if has_version(name) {
        Site::Catalogue
    } else {
        Site::Unclear
    }
}

/// Whether a key of this name holds a default for what its surroundings name.
pub(in crate::site) fn is_default(name: &[u8]) -> bool {
    DEFAULTS.iter().any(|default| default.as_bytes().eq_ignore_ascii_case(name))
}
