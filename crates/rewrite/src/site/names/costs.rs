//! What the name of a function says of counting the text for a model, tuning one, and its price.

use super::lists::{COUNTS, PRICES};
use super::words::{any, without_aims, words};

/// Whether an API is asked how many tokens a request has: it has to know the model, which a table
/// of its own does not.
pub(super) fn asks_to_count(chain: &[u8]) -> bool {
    let words = words(chain);
    // `client.responses.input_tokens.count(...)`
    let counts = matches!(words.as_slice(), [.., first, last]
        if first == "count" && last == "tokens" || first == "tokens" && last == "count");
    counts && any(&words, &["client", "messages", "models", "anthropic", "claude", "responses"])
}

/// Whether a name says that what it names tells what models cost.
pub(in crate::site) fn tells_prices(name: &[u8]) -> bool {
    any(&without_aims(words(name)), PRICES)
}

/// Whether a function of this name counts or cuts text for a model.
pub(in crate::site) fn counts(function: &[u8]) -> bool {
    says_counts(&words(function))
}

/// Whether words say that text is counted or cut. A token may be one that lets somebody in, and
/// what is tuned an engine.
pub(super) fn says_counts(words: &[String]) -> bool {
    let lets_in = ["session", "access", "auth", "api", "bearer", "refresh", "secret", "bot"];
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |at| words[at].as_str());
        let behind = words.get(at + 1).map_or("", String::as_str);
        match word.as_str() {
            "token" | "tokens" => !lets_in.contains(&before),
            "tuning" => before == "fine" || is_tuned(behind),
            word => COUNTS.contains(&word),
        }
    })
}

/// Whether what stands behind "tuning" says that a model is tuned: `tuning`, `tuning_job`.
pub(super) fn is_tuned(behind: &str) -> bool {
    behind.is_empty() || ["job", "jobs", "config", "request", "task"].contains(&behind)
}

/// Whether a function of this name tells what a model costs: `estimate_cost`, `calculateApiCost`.
pub(in crate::site) fn tells_the_price(function: &[u8]) -> bool {
    let tells = ["calc", "calculate", "compute", "cost", "estimate", "get", "price"];
    tells_prices(function)
        && words(function).first().is_some_and(|word| tells.contains(&word.as_str()))
}
