//! What the name of a variable, key or function says about its value.

use super::Site;

/// Words that, in a name with `model`, say that it is not the model to call.
const NOT_THE_MODEL: &[&str] = &[
    "path",
    "dir",
    "file",
    "folder",
    "url",
    "type",
    "family",
    "prefix",
    "suffix",
    "pattern",
    "regex",
    "glob",
    "alias",
    "aliases",
    "deprecated",
    "legacy",
    "old",
    "retired",
    "previous",
    "prev",
    "original",
    "from",
    "source",
    "unsupported",
    "supported",
    "allowed",
    "blocked",
    "disabled",
    "expected",
    "actual",
    "mock",
    "fake",
    "sample",
    "price",
    "prices",
    "pricing",
    "cost",
    "costs",
    "label",
    "title",
    "description",
    "display",
    "map",
    "mapping",
    "table",
    "list",
    "info",
    "card",
    "class",
    "version",
    "is",
    "has",
    "not",
    "supports",
    "count",
    "response",
    "output",
    "result",
    "provider",
    "placeholder",
    "token",
    "tokens",
    "tokenizer",
    "encoding",
    "hint",
    "example",
    "served",
    "names",
    "group",
    "option",
    "options",
    "choices",
    "values",
    "items",
    "select",
    "picker",
    "enum",
    "limits",
    "pool",
    "fallbacks",
    "filter",
];

/// Words that say "the model to call".
const MODEL: &[&str] = &[
    "model",
    "llm",
    "engine",
    "modelid",
    "modelname",
    "chatmodel",
    "llmmodel",
    "basemodel",
    "aimodel",
    "foundationmodel",
    "lm",
];

/// Words that may stand with `model` in the name of a function that takes one.
const TAKES_A_MODEL: &[&str] = &[
    "foundation",
    "base",
    "id",
    "named",
    "for",
    "select",
    "switch",
    "configure",
    "override",
    "model",
    "llm",
    "with",
    "set",
    "use",
    "init",
    "create",
    "new",
    "make",
    "build",
    "get",
    "load",
    "from",
    "chat",
    "language",
    "completion",
    "completions",
    "embedding",
    "embeddings",
    "text",
    "image",
    "speech",
    "transcription",
    "generative",
    "default",
    "agent",
    "responses",
    "anthropic",
    "openai",
    "name",
    "async",
];

/// Functions whose first argument is a model, though no word of theirs says so.
const KNOWN_TAKERS: &[&str] =
    &["anthropic", "openai", "agent", "chat", "completion", "completions", "llm", "responses"];

const COMPARES: &[&str] = &[
    "startswith",
    "endswith",
    "starts",
    "ends",
    "includes",
    "include",
    "contains",
    "contain",
    "indexof",
    "index",
    "equals",
    "equal",
    "eq",
    "ne",
    "match",
    "matches",
    "compare",
    "has",
    "is",
    "test",
    "search",
    "find",
    "count",
    "assert",
    "expect",
    "supports",
    "strip",
    "trim",
    "replace",
    "split",
    "removeprefix",
    "tobe",
    "should",
];

const TALKS: &[&str] = &[
    "print", "println", "printf", "log", "info", "warn", "warning", "error", "debug", "trace",
    "puts", "echo", "throw", "raise", "format", "write", "writeln", "panic", "bail", "anyhow",
];

/// Platforms on which a model has another name, or one that the user gave it (an Azure
/// deployment): what is written beside such a word is not the provider's own ID.
const PLATFORMS: &[&str] = &[
    "azure",
    "bedrock",
    "vertex",
    "vertexai",
    "foundry",
    "openrouter",
    "ollama",
    "databricks",
    "sagemaker",
    "deployment",
    "watsonx",
];

/// Functions that ask, and names of what is asked for.
const ASKS: &[&str] = &[
    "filter",
    "filters",
    "where",
    "exclude",
    "excludes",
    "match",
    "matches",
    "matcher",
    "when",
    "find",
    "lookup",
    "delete",
    "remove",
    "count",
    "equals",
    "condition",
    "conditions",
    "assert",
    "asserts",
    "expect",
    "expects",
    "expected",
    "expectation",
    "verify",
    "should",
    "supports",
    "validate",
    "compare",
    "term",
    "grep",
    "stringequals",
    "contains",
    "includes",
    "startswith",
    "endswith",
    "if",
    "elif",
    "while",
    "switch",
    "case",
    "in",
    "is",
    "has",
    "not",
    "tobe",
    "toequal",
    "called",
];
/// What makes records of things that happened.
const RECORDS: &[&str] = &[
    "log",
    "logger",
    "logging",
    "info",
    "debug",
    "warn",
    "warning",
    "print",
    "println",
    "track",
    "labels",
    "metric",
    "metrics",
    "telemetry",
    "span",
    "emit",
    "echo",
    "row",
    "record",
    "results",
    "result",
    "report",
    "history",
    "trace",
];
/// What stands for something else in tests.
const STANDS_IN: &[&str] = &[
    "mock",
    "mocks",
    "mocked",
    "stub",
    "fake",
    "fixture",
    "fixtures",
    "jest",
    "vi",
    "nock",
    "sinon",
    "respx",
    "httpresponse",
    "wiremock",
    "test",
    "tests",
];
/// Tables and lists about models.
const TABLES: &[&str] = &[
    "choices",
    "choice",
    "enum",
    "models",
    "list",
    "registry",
    "register",
    "catalog",
    "catalogue",
    "aliases",
    "alias",
    "mapping",
    "map",
    "table",
    "fallback",
    "fallbacks",
    "variants",
    "arms",
    "arm",
    "pool",
    "candidates",
    "prices",
    "price",
    "pricing",
    "cost",
    "costs",
    "limits",
    "limit",
    "supported",
    "allowed",
    "available",
    "known",
    "deprecated",
    "replacements",
    "upgrades",
    "migrations",
    "rename",
    "renames",
    "weights",
    "select",
    "dropdown",
    "selection",
    "from",
    "to",
    "old",
    "replacement",
];
/// What counts or cuts text for a model: it knows some models and not others.
const COUNTS: &[&str] = &[
    "tokenizer",
    "tokens",
    "token",
    "encoding",
    "encoder",
    "tiktoken",
    "finetuning",
    "finetune",
    "fine",
    "tuning",
];

/// What an argument is, by name or not, of a function of this name, where that is no use.
pub(super) fn veto_of_call(function: &[u8]) -> Option<Site> {
    let words = words(function);
    let kinds: [(&[&str], Site); 4] = [
        (ASKS, Site::Comparison),
        (RECORDS, Site::Recording),
        (STANDS_IN, Site::Test),
        (COUNTS, Site::Key),
    ];
    let by_kind = kinds.iter().find(|(list, _)| any(&words, list)).map(|(_, site)| *site);
    let tables =
        ["register", "option", "select", "dropdown", "selection", "choice", "arm", "fallbacks"];
    let prices = ["price", "prices", "pricing", "cost", "costs"];
    by_kind
        .or_else(|| any(&words, &tables).then_some(Site::List))
        .or_else(|| any(&words, &prices).then_some(Site::Catalogue))
}

/// The same by what the function is a member of: `jest.mock`, `client.fine_tuning.jobs.create`.
pub(super) fn veto_of_chain(chain: &[u8]) -> Option<Site> {
    let words = words(chain);
    if any(&words, STANDS_IN) {
        Some(Site::Test)
    } else {
        any(&words, &["tuning", "finetuning", "tiktoken"]).then_some(Site::Key)
    }
}

/// What an entry of a list or a table of this name is, where that is no use; `model` is the name
/// that stands in it.
pub(super) fn veto_of_owner(name: &[u8], model: &[u8]) -> Option<Site> {
    let words = words(name);
    let kinds: [(&[&str], Site); 4] = [
        (ASKS, Site::Comparison),
        (RECORDS, Site::Recording),
        (STANDS_IN, Site::Test),
        (TABLES, Site::List),
    ];
    let is_info = words.last().is_some_and(|word| word == "info");
    let by_kind = match is_info {
        // `PROVIDER_INFO`: a table, though `info(...)` logs.
        true => Some(Site::List),
        false => kinds.iter().find(|(list, _)| any(&words, list)).map(|(_, site)| *site),
    };
    // `"gpt-4o": { "model": "gpt-4o" }`: an entry about that very model.
    by_kind.or_else(|| is_version_of(name, model).then_some(Site::Catalogue))
}

/// Keys that say "this is what is taken when nothing else is given".
const DEFAULTS: &[&str] = &[
    "default",
    "defaultvalue",
    "default_value",
    "default_value_t",
    "default_missing_value",
    "fallback",
];

/// The words of a name: `defaultModelId` is `default`, `model`, `id`. Lower case.
pub(super) fn words(name: &[u8]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = b'_';
    for (at, &byte) in name.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            previous = b'_';
            continue;
        }
        let next_is_lower = name.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let begins = !previous.is_ascii_alphanumeric()
            || (byte.is_ascii_uppercase() && previous.is_ascii_lowercase())
            || (byte.is_ascii_uppercase() && previous.is_ascii_uppercase() && next_is_lower);
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        previous = byte;
    }
    join(join(words, "open", "ai"), "open", "router")
}

/// Joins two words that capitals part and that are one name: `OpenAI`.
fn join(mut words: Vec<String>, first: &str, second: &str) -> Vec<String> {
    let mut at = 0;
    while at + 1 < words.len() {
        if words[at] == first && words[at + 1] == second {
            let tail = words.remove(at + 1);
            words[at].push_str(&tail);
        }
        at += 1;
    }
    words
}

fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// Whether a variable or key of this name selects a model.
pub(super) fn selects_model(name: &[u8]) -> bool {
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
    (is_profile || words.iter().any(is_model)) && !any(&words, NOT_THE_MODEL)
}

/// Whether an option of a command selects the model: `--model`, `-m`.
pub(super) fn is_model_flag(flag: &[u8]) -> bool {
    let name = flag.iter().position(|&byte| byte != b'-').map_or(&flag[..0], |at| &flag[at..]);
    flag.starts_with(b"-") && (selects_model(name) || flag == b"-m")
}

/// Whether the word tells what a model is for, or that it is one: parts of names of roles.
pub(super) fn is_role(word: &str) -> bool {
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

/// Whether the word says "this talks to a model".
pub(super) fn is_client(word: &str) -> bool {
    ["anthropic", "openai", "llm", "lm", "claude", "gpt", "litellm", "portkey"].contains(&word)
        || PLATFORMS.contains(&word)
}

/// Whether the word is who serves a model: `anthropic`, `bedrock`.
pub(super) fn is_provider(word: &[u8]) -> bool {
    let word = String::from_utf8_lossy(word);
    ["anthropic", "openai"].contains(&word.as_ref()) || PLATFORMS.contains(&word.as_ref())
}

/// Whether a function, by what it is a member of, belongs to a client of some platform, and does
/// not look things up.
pub(super) fn is_of_client(chain: &[u8]) -> bool {
    let words = words(chain);
    let asks = ["get", "info", "find", "lookup", "count", "price", "cost", "parse", "normalize"];
    words.iter().any(|word| is_client(word) || word == "gateway" || word == "provider")
        && !any(&words, &asks)
}

/// Whether a function of this name is nothing but "the model": `model`, `withModel`.
pub(super) fn is_model(function: &[u8]) -> bool {
    selects_model(function) && words(function).len() <= 3
}

/// Whether a function of this name sets what its first argument names: `set("model", NAME)`.
pub(super) fn sets(function: &[u8]) -> bool {
    any(
        &words(function),
        &[
            "set",
            "put",
            "add",
            "with",
            "env",
            "environment",
            "property",
            "attribute",
            "option",
            "parameter",
            "of",
            "entry",
            "default",
            "define",
            "insert",
            "setenv",
        ],
    )
}

/// Whether a function of this name gives the first of its arguments that has a value.
pub(super) fn falls_back(function: &[u8]) -> bool {
    [&b"Or"[..], b"or", b"coalesce", b"Coalesce", b"firstNonEmpty", b"getOrElse", b"orElse", b"try"]
        .contains(&function)
}

/// Whether a function or method of this name hands its text on as it is.
pub(super) fn hands_on(function: &[u8]) -> bool {
    [
        &b"String"[..],
        b"string",
        b"str",
        b"Some",
        b"Ok",
        b"ptr",
        b"Ptr",
        b"pointer",
        b"StringPtr",
        b"F",
        b"toString",
        b"to_string",
        b"to_s",
        b"to_sym",
        b"freeze",
        b"strip",
        b"trim",
        b"into",
        b"to_owned",
        b"of",
        b"just",
        b"Optional",
        b"from",
        b"Value",
        b"ToPtr",
        b"Of",
        b"ofNullable",
        b"dedent",
        b"SecretStr",
        b"orElse",
        b"ref",
        b"useState",
        b"Model",
        b"AnthropicModel",
        b"ChatModel",
    ]
    .contains(&function)
}

/// Whether a key of this name, in something that is named as a model, is its ID.
pub(super) fn is_name_of_model(key: &[u8]) -> bool {
    let lower = key.to_ascii_lowercase();
    [&b"id"[..], b"name", b"value", b"modelid", b"slug", b"primary", b"main", b"chat"]
        .contains(&lower.as_slice())
}

/// Whether a name is nothing but "the default of a provider": `DEFAULT_ANTHROPIC`.
pub(super) fn is_default_of_provider(name: &[u8]) -> bool {
    let words = words(name);
    words.len() == 2
        && any(&words, &["default"])
        && words.iter().any(|word| is_client(word) && word != "llm" && word != "lm")
}

/// Whether a key of this name belongs to a response of an API.
pub(super) fn is_recorded(key: &[u8]) -> bool {
    let words = words(key).join("_");
    [
        "stop_reason",
        "stop_sequence",
        "finish_reason",
        "input_tokens",
        "output_tokens",
        "prompt_tokens",
        "completion_tokens",
        "usage",
        "system_fingerprint",
        "created",
        "created_at",
        "timestamp",
        "trace_id",
        "start_time",
        "end_time",
        "latency_ms",
        "total_tokens",
        "score",
        "pass_rate",
        "duration",
        "duration_ms",
    ]
    .contains(&words.as_str())
}

/// Whether a key of this name belongs to a table about models.
pub(super) fn is_about_models(key: &[u8]) -> bool {
    let words = words(key);
    any(
        &words,
        &[
            "price",
            "prices",
            "pricing",
            "cost",
            "costs",
            "context",
            "window",
            "release",
            "released",
            "cutoff",
            "deprecated",
            "deprecation",
            "retired",
            "benchmark",
            "rpm",
            "tpm",
            "quota",
            "replacement",
            "successor",
            "label",
            "title",
            "capabilities",
            "supports",
            "maxtokens",
            "vision",
            "description",
            "displayname",
            "display",
            "tokenizer",
            "family",
            "alias",
            "aliases",
            "tier",
            "modalities",
            "recommended",
        ],
    )
}

/// Whether a key of this name belongs to a request: then the rest is no table.
pub(super) fn is_of_a_request(key: &[u8]) -> bool {
    let words = words(key).join("_");
    [
        "messages",
        "prompt",
        "system",
        "temperature",
        "max_tokens",
        "api_key",
        "stream",
        "tools",
        "instructions",
        "input",
        "system_prompt",
        "client",
        "apikey",
        "top_p",
        "role",
        "goal",
        "backstory",
        "api_base",
        "base_url",
        "api_type",
        "roles",
    ]
    .contains(&words.as_str())
}

/// Words that are numbered where there are several of what they name: `model2`, `agent_1`.
const NUMBERED: &[&str] = &[
    "agent",
    "candidate",
    "client",
    "config",
    "engine",
    "judge",
    "lm",
    "llm",
    "model",
    "node",
    "param",
    "params",
    "player",
    "prompt",
    "req",
    "request",
    "stage",
    "step",
    "task",
    "team",
    "turn",
    "user",
    "worker",
];

/// Whether the name carries a version (`CLAUDE_3_OPUS`): it is about that very model. The number
/// of one of several (`model2`) is none.
pub(super) fn has_version(name: &[u8]) -> bool {
    let mut numbers = name.split(|byte| !byte.is_ascii_digit()).filter(|run| !run.is_empty());
    let Some(number) = numbers.next() else { return false };
    let at = name.iter().position(u8::is_ascii_digit).unwrap_or_default();
    let word = words(&name[..at]).pop().unwrap_or_default();
    let is_one_of_several = number.len() == 1
        && numbers.next().is_none()
        && (NUMBERED.contains(&word.as_str()) || (word.len() == 1 && at == 1));
    !is_one_of_several
}

/// Whether the name carries a version and speaks of `model`: `gpt-4o` or `claude_3` does,
/// `step2` does not.
pub(super) fn is_version_of(name: &[u8], model: &[u8]) -> bool {
    let model = model.to_ascii_lowercase();
    let mut parts = model.split(|byte| !byte.is_ascii_alphabetic()).filter(|part| part.len() > 1);
    let name = name.to_ascii_lowercase();
    has_version(&name) && parts.any(|part| memchr::memmem::find(&name, part).is_some())
}

/// Whether the name speaks of a platform with names of its own: `AzureOpenAI`.
pub(super) fn is_platform(name: &[u8]) -> bool {
    any(&words(name), PLATFORMS)
}

/// The site of the value of a variable or key of this name.
pub(super) fn value_of(name: &[u8]) -> Site {
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
pub(super) fn is_default(name: &[u8]) -> bool {
    DEFAULTS.iter().any(|default| default.as_bytes().eq_ignore_ascii_case(name))
}

/// Whether a function of this name declares a parameter, and takes its default first.
pub(super) fn declares(function: &[u8]) -> bool {
    [&b"Option"[..], b"Argument", b"Field", b"Query", b"Form"].contains(&function)
}

/// Whether a function of this name takes a default: `WithDefault`.
pub(super) fn says_default(function: &[u8]) -> bool {
    any(&words(function), &["default"])
}

/// The site of an argument of a function of this name (its last part: `chat.model` is `model`).
pub(super) fn argument_of(function: &[u8]) -> Site {
    let words = words(function);
    let whole = words.concat();
    if any(&words, COMPARES) || COMPARES.contains(&whole.as_str()) {
        Site::Comparison
    } else if any(&words, TALKS) {
        Site::Text
    } else if any(&words, PLATFORMS) {
        Site::Platform
    } else if matches!(function, b"Model" | b"ModelId" | b"ModelID" | b"ModelInfo") {
        // `Model("...")` makes an entry as often as it makes a client.
        Site::UnknownCall
    } else if KNOWN_TAKERS.contains(&whole.as_str()) || takes_a_model(&words) {
        Site::Argument
    } else {
        Site::UnknownCall
    }
}

fn takes_a_model(words: &[String]) -> bool {
    any(words, &["model", "llm"]) && words.iter().all(|word| TAKES_A_MODEL.contains(&word.as_str()))
}

/// Whether a function of this name reads a setting and takes a default: `getenv(NAME, DEFAULT)`.
pub(super) fn reads_setting(function: &[u8]) -> bool {
    let words = words(function);
    let reads = [
        "get",
        "getenv",
        "env",
        "fetch",
        "getattr",
        "setdefault",
        "pop",
        "option",
        "string",
        "request",
        "config",
    ];
    any(&words, &reads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_names() {
        assert_eq!(words(b"defaultModelID"), ["default", "model", "id"]);
        assert_eq!(words(b"ANTHROPIC_MODEL"), ["anthropic", "model"]);
        assert_eq!(words(b"--model-name"), ["model", "name"]);
        assert_eq!(words(b"LLMModel"), ["llm", "model"]);
    }

    #[test]
    fn says_what_selects_a_model() {
        for name in [
            "model",
            "modelId",
            "MODEL_NAME",
            "anthropic_model",
            "ANTHROPIC_SMALL_FAST_MODEL",
            "--model",
            "llm",
        ] {
            assert_eq!(value_of(name.as_bytes()), Site::Setting, "{name}");
        }
        for name in [
            "model_path",
            "deprecated_model",
            "expectedModel",
            "models",
            "modelPrefix",
            "name",
            "tokenizer",
        ] {
            assert_eq!(value_of(name.as_bytes()), Site::Unclear, "{name}");
        }
        for name in ["CLAUDE_3_OPUS", "gpt4_model", "CLAUDE_2_1", "model_3_5", "modelV2"] {
            assert_eq!(value_of(name.as_bytes()), Site::Catalogue, "{name}");
        }
        for name in ["model2", "MODEL_1", "agent2_model"] {
            assert_eq!(value_of(name.as_bytes()), Site::Setting, "{name}");
        }
    }

    #[test]
    fn says_what_takes_a_model() {
        for name in [
            "model",
            "with_model",
            "chatModel",
            "init_chat_model",
            "anthropic",
            "GenerativeModel",
            "languageModel",
        ] {
            assert_eq!(argument_of(name.as_bytes()), Site::Argument, "{name}");
        }
        for name in
            ["startswith", "startsWith", "includes", "toBe", "isModelSupported", "assertEqual"]
        {
            assert_eq!(argument_of(name.as_bytes()), Site::Comparison, "{name}");
        }
        for name in ["encoding_for_model", "run", "model_price"] {
            assert_eq!(argument_of(name.as_bytes()), Site::UnknownCall, "{name}");
        }
    }
}
