//! Guards that hold whatever a place looks like by itself.
//!
//! `model: NAME` is a setting, but not beside `stop_reason` (a recorded response) and not
//! beside a price (a catalogue's row).

use super::labels;
use super::language::Language;
use super::marks::{Places, Providers, Search};
use super::source::Source;
use super::{Reading, Site, Sited, Spelled};
use crate::matcher::Occurrence;
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How many lines before and behind belong to the same record.
const LINES: usize = 8;
/// How many bytes before and behind are looked at, at the most.
const BYTES: usize = 1_500;

/// Keys of API responses. With their quotes, so that code that *reads* such a field does not
/// count.
const RECORDED: &[&[u8]] = &[
    b"\"stop_reason\"",
    b"'object': '",
    b"object: \"assistant\"",
    b"object: \"thread",
    b"object: \"chat.",
    b"'created': 1",
    b"created_at: 1",
    b"\"stop_sequence\"",
    b"\"finish_reason\"",
    b"\"msg_",
    b"\"chatcmpl-",
    b"\"input_tokens\"",
    b"\"output_tokens\"",
    b"\"prompt_tokens\"",
    b"\"completion_tokens\"",
    b"chat.completion\"",
    b"\"system_fingerprint\"",
    b"\\\"stop_reason\\\"",
    b"\\\"input_tokens\\\"",
    b"stop_reason=",
    b"Usage(",
    b"finish_reason:",
    b"'finish_reason'",
    b"finishreason:",
    b"stop_reason:",
    b"'stop_reason'",
    b"stopreason:",
    b"inputtokens:",
    b"prompttokens:",
    b"completiontokens:",
    b"chatcmpl-",
    b"latency_ms",
    // Telemetry and traces.
    b"gen_ai.",
    b"llm.model_name",
    b"ls_model",
    b"\"trace_id\"",
    b"\"traceId\"",
    b"\"timestamp\"",
    b"\"start_time\"",
    b"startTime:",
    b"\"startTime\"",
    b"\"created\"",
];

/// Platforms on which the same text can be a name that the user gave (an Azure deployment), or
/// has other dates.
const PLATFORMS: &[&[u8]] = &[b"azure", b"bedrock", b"vertex", b"copilot"];
/// What says that somebody chose the model with care.
const STAYS: &[&[u8]] = &[
    b"do not change",
    b"don't change",
    b"do not update",
    b"don't update",
    b"do not upgrade",
    b"pinned",
];
/// How many lines before and behind label a model.
const LABEL_LINES: usize = 3;
/// How many lines before and behind speak of the platform that serves a model.
const PLATFORM_LINES: usize = 2;

/// What stands beside a model in tables about models.
const ABOUT_MODELS: &[&[u8]] = &[
    b"cost",
    b"price",
    b"pricing",
    b"per_million",
    b"per_token",
    b"permillion",
    b"context_window",
    b"contextwindow",
    b"context_length",
    b"contextlength",
    b"max_input_tokens",
    b"release_date",
    b"releasedate",
    b"knowledge_cutoff",
    b"deprecat",
    b"retire",
    b"pass_rate",
    b"accuracy",
    b"benchmark",
    b"score",
    b"rpm",
    b"tpm",
    b"weight",
    b"quota",
    b"rate_limit",
    b"replacement",
    b"successor",
    b"\"new\"",
    b"newmodel",
    b"oldmodel",
    b"new_model",
    b"old_model",
    b"\"title\"",
    b"\"label\"",
    b"label:",
    b"title:",
    b"label=",
];

/// Clients of platforms that spell models as their provider does, with the provider whose
/// models they serve ("" for any): what a file with one of them says may be said to it.
const PLATFORM_CLIENTS: &[(&[u8], &str)] = &[
    (b"azureopenai", "openai"),
    (b"azurechatopenai", "openai"),
    (b"azure_openai", "openai"),
    (b"azure-openai", "openai"),
    (b"azurerm_", "openai"),
    (b"cognitiveservices", "openai"),
    (b"=azure", "openai"),
    (b"provider: azure", "openai"),
    (b"provider\": \"azure", "openai"),
    (b"openrouter.ai", ""),
];
/// Whom those clients serve.
const SERVED: &[&str] = &["openai", ""];

/// Takes back "this is a use" where the neighbours say otherwise.
///
/// `spelled` says for whom each occurrence is spelled.
pub(super) fn guard(
    source: &Source<'_>,
    occurrences: &[Occurrence],
    spelled: &[Spelled<'_>],
    sites: &mut [Sited],
) {
    if !sites.iter().any(|sited| sited.site.is_use()) {
        return;
    }
    let (language, text) = (source.language, source.text);
    let lines = LineIndex::new(text);
    disentangle(text, &lines, occurrences, sites);
    // The examples of a document have nothing to do with each other.
    let parts = source.parts();
    let part = |span: Span| {
        let at = parts.partition_point(|part| part.end <= span.start);
        parts.get(at).copied().filter(|part| part.contains(span))
    };
    let mut marks = Marks::of(text);
    for ((occurrence, spelled), sited) in occurrences.iter().zip(spelled).zip(sites) {
        let (site, is_parsed) = (&mut sited.site, sited.reading == Reading::Syntax);
        if !site.is_use() {
            continue;
        }
        let near = |count: usize| record(text, &lines, occurrence.span, count);
        if *site != Site::ModelMacro {
            let labels = near(LABEL_LINES);
            if labels::is_entry(&text[labels.range()], &text[occurrence.core.range()]) {
                *site = Site::Catalogue;
                continue;
            }
            if marks.stays.any_in(labels) {
                *site = Site::Unclear;
                continue;
            }
        }
        if !is_parsed && marks.recorded.any_in(near(LINES)) {
            *site = Site::Recording;
        } else if !is_parsed
            && matches!(site, Site::Setting | Site::Default | Site::Argument | Site::PlatformUse)
            && marks.about_models.any_in(near(LINES))
            // A row of a table is in brackets; `MODEL = "..."` above a table is no row.
            && (language.has_bare_values()
                || language == Language::Toml
                || source.lexed().brackets.around(occurrence.span.start).next().is_some())
        {
            *site = Site::Catalogue;
        } else if let Spelled::Own { provider, is_prefixed: false } = spelled
            && *site != Site::ModelMacro
        {
            let part = part(occurrence.span).unwrap_or(Span::new(0, text.len()));
            let (line, near) = (near(0), near(PLATFORM_LINES));
            if marks.may_serve(provider, part, line, near, is_parsed) {
                *site = Site::Platform;
            }
        }
    }
}

/// What is looked for: the lists above, and of the clients those of each provider.
static SEARCH: LazyLock<Search> = LazyLock::new(|| {
    let of = |wanted: &str| -> Vec<&'static [u8]> {
        let clients = PLATFORM_CLIENTS.iter().filter(|(_, provider)| *provider == wanted);
        clients.map(|(mark, _)| *mark).collect()
    };
    let clients: Vec<Vec<&[u8]>> = SERVED.iter().map(|provider| of(provider)).collect();
    let lists = [RECORDED, ABOUT_MODELS, PLATFORMS, STAYS];
    let lists: Vec<&[&[u8]]> = lists.into_iter().chain(clients.iter().map(Vec::as_slice)).collect();
    Search::new(&lists)
});

/// Where a text speaks of what.
struct Marks<'t, 'p> {
    text: &'t [u8],
    recorded: Places,
    about_models: Places,
    platforms: Places,
    stays: Places,
    /// Clients of platforms, by what they serve.
    clients: Vec<(&'static str, Places)>,
    providers: Providers<'p>,
}

impl<'t, 'p> Marks<'t, 'p> {
    fn of(text: &'t [u8]) -> Self {
        let mut places = SEARCH.places(text).into_iter();
        let mut next = || places.next().unwrap_or_default();
        let (recorded, about_models, platforms, stays) = (next(), next(), next(), next());
        let clients = SERVED.iter().map(|&provider| (provider, next())).collect();
        let providers = Providers::default();
        Self { text, recorded, about_models, platforms, stays, clients, providers }
    }

    /// Whether a model of `provider` may be meant for a platform, by its line, the lines around
    /// it, and the clients in its part of the text.
    fn may_serve(
        &mut self,
        provider: &'p str,
        part: Span,
        line: Span,
        near: Span,
        is_parsed: bool,
    ) -> bool {
        let is_platform = self.platforms.any_in(line);
        // `ANTHROPIC_MODEL=...` says whose it is.
        if is_platform || self.providers.names(self.text, provider, line) {
            return is_platform;
        }
        if self.platforms.any_in(near) {
            return true;
        }
        let serves = |serves: &str| serves == provider || (serves.is_empty() && !is_parsed);
        self.clients.iter().any(|(served, places)| serves(served) && places.any_in(part))
            && !self.providers.calls(self.text, provider, near)
    }
}

/// A line that names a model twice, once where it has to stay, says the same thing twice:
/// `--model NAME --expect NAME`.
fn disentangle(text: &[u8], lines: &LineIndex, occurrences: &[Occurrence], sites: &mut [Sited]) {
    let line = |at: usize| lines.line_of(occurrences[at].span.start);
    let mut first = 0;
    while first < occurrences.len() {
        let number = line(first);
        let last =
            (first..occurrences.len()).take_while(|&at| line(at) == number).last().unwrap_or(first);
        let name = |at: usize| &text[occurrences[at].core.range()];
        let stays: HashSet<&[u8]> = (first..=last)
            .filter(|&at| {
                // What is only said or recorded on the line binds nothing.
                let free = matches!(sites[at].site, Site::Comment | Site::Prose | Site::Output);
                !sites[at].site.is_use() && !free
            })
            .map(name)
            .collect();
        let has_comment = (first..=last).any(|at| sites[at].site == Site::Comment);
        if lines.span(number).len() < BYTES {
            let line = &text[lines.span(number).range()];
            let known = |wanted: &[u8]| (first..=last).filter(|&at| name(at) == wanted).count();
            // Once more than was recognised: in a path, say, `--model NAME > out/NAME.txt`.
            let hidden = |wanted: &[u8]| memmem::find_iter(line, wanted).count() > known(wanted);
            let entangled: Vec<usize> = (first..=last)
                .filter(|&at| sites[at].site.is_use())
                .filter(|&at| stays.contains(name(at)) || (!has_comment && hidden(name(at))))
                .collect();
            entangled.into_iter().for_each(|at| sites[at].site = Site::Entangled);
        }
        first = last + 1;
    }
}

/// The lines around `core`, up to the nearest empty line on each side.
fn record(text: &[u8], lines: &LineIndex, core: Span, count: usize) -> Span {
    let line = lines.line_of(core.start);
    let is_empty = |number: usize| {
        let span = lines.span(number);
        span.len() < 200 && text[span.range()].trim_ascii().is_empty()
    };
    let first = (line.saturating_sub(count)..line).rev().take_while(|&n| !is_empty(n)).last();
    let last =
        (line + 1..(line + 1 + count).min(lines.count())).take_while(|&n| !is_empty(n)).last();
    let start = lines.span(first.unwrap_or(line)).start.max(core.start.saturating_sub(BYTES));
    let end = lines.span(last.unwrap_or(line)).end.min(core.end + BYTES);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_clients_are_looked_for() {
        assert!(PLATFORM_CLIENTS.iter().all(|(_, provider)| SERVED.contains(provider)));
    }
}
