//! What the names in and around a record say about the models in it.

use super::lists::{ASKS, RECORDS, STANDS_IN, TABLES};
use super::models::is_version_of;
use super::words::{any, without_aims, words};
use crate::site::Site;

/// What an entry of a list or a table of this name is, where that is no use; `model` is the name
/// that stands in it.
pub(in crate::site) fn veto_of_owner(name: &[u8], model: &[u8]) -> Option<Site> {
    let words = without_aims(words(name));
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

/// Whether a key of this name belongs to a response of an API.
pub(in crate::site) fn is_recorded(key: &[u8]) -> bool {
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
        "created_at",
        "timestamp",
        "trace_id",
        "start_time",
        "end_time",
        "latency_ms",
        "total_tokens",
        "tokens",
        "accuracy",
        "metrics",
        "pass_rate_1",
        "test_cases",
        "score",
        "pass_rate",
        "duration",
        "duration_ms",
        "elo",
        "votes",
    ]
    .contains(&words.as_str())
}

/// Whether a key of this name holds what a model answers, and nothing else.
pub(in crate::site) fn is_answer(key: &[u8]) -> bool {
    let answers = ["answer", "completion", "reply", "response", "result", "output", "text"];
    answers.iter().any(|answer| key.eq_ignore_ascii_case(answer.as_bytes()))
}

/// Whether a key of this name holds what code measures for itself as often as what was recorded.
pub(in crate::site) fn is_measured(key: &[u8]) -> bool {
    let words = words(key).join("_");
    ["latency_ms", "duration", "duration_ms"].contains(&words.as_str())
}

/// Whether a key of this name belongs to a table about models.
pub(in crate::site) fn is_about_models(key: &[u8]) -> bool {
    let mut words = without_aims(words(key));
    // `response_modalities` is asked for.
    if words == ["response", "modalities"] {
        return false;
    }
    // `start_title_remove` is about what is done with titles.
    let is_for_people = |word: &String| ["title", "label"].contains(&word.as_str());
    if words.len() > 2 && words.split_last().is_some_and(|(last, _)| !is_for_people(last)) {
        words.retain(|word| !is_for_people(word));
    }
    // `message_history_window_size` is how much of a talk is kept.
    if any(&words, &["history", "memory"]) {
        return false;
    }
    // `use_vision` switches something on.
    if words.first().is_some_and(|word| ["use", "enable", "with"].contains(&word.as_str())) {
        return false;
    }
    // `additional_context` is what is said, `context_window` how much can be.
    let sizes = ["window", "length", "size", "limit", "max", "tokens", "input", "total"];
    if any(&words, &["context"]) && (words.len() == 1 || any(&words, &sizes)) {
        return true;
    }
    any(
        &words,
        &[
            "price",
            "prices",
            "pricing",
            "cost",
            "costs",
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
            "encoding",
            "family",
            "alias",
            "aliases",
            "tier",
            "modalities",
            "recommended",
        ],
    )
}

/// Whether a key of this name holds what is asked of a model, which no table of models has.
pub(in crate::site) fn is_asked(key: &[u8]) -> bool {
    let asked =
        ["prompt", "messages", "system_prompt", "system_role", "instructions", "response_model"];
    asked.contains(&words(key).join("_").as_str())
}

/// Whether a key of this name belongs to a request: then the rest is no table.
pub(in crate::site) fn is_of_a_request(key: &[u8]) -> bool {
    // What Hydra makes of the settings beside it.
    if key == b"_target_" {
        return true;
    }
    let words = words(key);
    // `secret_name`, `masked_key`, `API_KEY_ENV`: where the provider's key comes from.
    if any(&words, &["secret"]) || any(&words, &["key"]) && any(&words, &["api", "masked", "env"]) {
        return true;
    }
    let words = words.join("_");
    [
        "messages",
        "prompt",
        "system",
        "temperature",
        "max_tokens",
        "api_key",
        "stream",
        "streaming",
        "inference_config",
        "inference_configuration",
        "agent_name",
        "max_loops",
        "tools",
        "instructions",
        "instruction",
        "input",
        "system_prompt",
        "system_role",
        "client",
        "apikey",
        "top_p",
        "role",
        "goal",
        "backstory",
        "api_base",
        "base_url",
        "endpoint",
        "timeout",
        "max_retries",
        "extra_request_body",
        "api_type",
        "roles",
        "task",
        "template_format",
        "prompt_template",
        "system_instruction",
    ]
    .contains(&words.as_str())
}

/// Whether a key of this name belongs to what declares an option of a command: its help, the
/// variable of the environment that it is read from.
pub(in crate::site) fn is_of_an_option(key: &[u8]) -> bool {
    let keys = [&b"Usage"[..], b"EnvVars", b"EnvVar", b"Flag", b"FlagShorthand"];
    keys.contains(&key)
}
