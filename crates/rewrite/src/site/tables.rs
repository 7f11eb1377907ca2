//! Files that are called tables of models, by their name or their folder: `prices.py`, `benchmark/`.

use super::around::{chain_at_end, name_at_end, without_generics};
use super::names;
use super::source::Source;
use super::{Reading, Site, Sited};
use crate::matcher::Occurrence;
use std::collections::{HashMap, HashSet};

/// Only what is asked with a model, or falls back to it, is a use there; what is set is an entry,
/// and what is a part of other names labels what was measured. What people copy from a document
/// is copied whatever that is called, but for what is asked about a model.
pub(super) fn settle(
    path: &str,
    source: &Source<'_>,
    occurrences: &[Occurrence],
    sites: &mut [Sited],
) {
    let name = |occurrence: &Occurrence| &source.text[occurrence.core.range()];
    let mut found: HashMap<&[u8], HashSet<usize>> = HashMap::new();
    for occurrence in occurrences {
        found.entry(name(occurrence)).or_default().insert(occurrence.core.start);
    }
    // `agent_name="agent_NAME"` is no name of a model, and found nowhere. Where a longer name is
    // found, this one is no part of a label.
    // But what costs how much is told of each, whatever its name goes on with.
    let all: HashSet<usize> = match names::tells_prices(path.as_bytes()) {
        true => HashSet::new(),
        false => occurrences.iter().map(|one| one.core.start).collect(),
    };
    let is_part = |name: &[u8], found: &HashSet<usize>| {
        memchr::memmem::find_iter(source.text, name)
            .any(|at| !found.contains(&at) && !all.contains(&at))
    };
    let labels: HashSet<&[u8]> =
        found.iter().filter(|(name, found)| is_part(name, found)).map(|(name, _)| *name).collect();
    for (sited, occurrence) in sites.iter_mut().zip(occurrences) {
        let is_asked = match source.is_document() {
            true => sited.site != Site::Flag,
            false => {
                let is_asked = match sited.site {
                    Site::Argument | Site::Flag | Site::Default => true,
                    Site::Setting => is_of_a_request(source, occurrence),
                    _ => false,
                };
                is_asked && sited.reading == Reading::Syntax
            }
        };
        let is_use = is_asked && !labels.contains(name(occurrence));
        if sited.site.is_apparent_use() && !is_use {
            sited.site = Site::Catalogue;
        }
    }
}

/// Whether a setting is an argument of what asks a model, or makes what does: `run(model="NAME")`,
/// `new ChatAnthropic({ model: "NAME" })`; and not of an entry: `Price(model="NAME")`.
fn is_of_a_request(source: &Source<'_>, occurrence: &Occurrence) -> bool {
    let mut brackets = source.lexed().brackets.around(occurrence.span.start);
    let text = source.text;
    let head = |at: usize| text[at.saturating_sub(HEAD)..at].trim_ascii_end();
    let call = brackets.next().and_then(|inner| match inner.byte {
        b'(' => Some(inner),
        b'{' if head(inner.at).ends_with(b"(") => brackets.next(),
        _ => None,
    });
    call.is_some_and(|call| asks(chain_at_end(without_generics(head(call.at)))))
}

/// How much of what stands before a bracket is read for what is called.
const HEAD: usize = 200;

/// Whether a function asks a model, or makes what does.
fn asks(chain: &[u8]) -> bool {
    let function = name_at_end(chain);
    let words = names::words(function);
    let entries = [
        "config",
        "spec",
        "entry",
        "info",
        "definition",
        "card",
        "row",
        "price",
        "cost",
        "data",
        "model",
        "metadata",
        "result",
        "record",
    ];
    let verbs = [
        "ask",
        "call",
        "chat",
        "complete",
        "create",
        "generate",
        "invoke",
        "stream",
        "run",
        "benchmark",
        "bench",
        "evaluate",
        "query",
        "send",
        "prompt",
    ];
    let is_verb = words.first().is_some_and(|verb| verbs.contains(&verb.as_str()));
    let is_client = || {
        let talks = |word: &String| {
            names::is_client(word) || ["chat", "agent", "client"].contains(&word.as_str())
        };
        words.iter().any(talks)
    };
    (is_verb || is_client())
        && !names::any(&words, &entries)
        && !names::lists(function)
        && names::veto_of_call(chain).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_a_model() {
        for function in ["ask", "benchmark_stream", "client.messages.create", "ChatAnthropic"] {
            assert!(asks(function.as_bytes()), "{function}");
        }
        for function in ["Price", "create_model_config", "ChatModelInfo", "add", "count_tokens"] {
            assert!(!asks(function.as_bytes()), "{function}");
        }
    }
}
