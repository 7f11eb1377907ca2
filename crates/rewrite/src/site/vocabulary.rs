//! Words that say something about what stands near them: that it is recorded, that it is about
//! models, that it is meant for a platform.
//!
//! What platforms and their clients are called is the catalogue's to say ([`Surface::words`],
//! [`Surface::clients`]).

use super::marks::{Places, Providers, Search};
use modelmod_catalog::{Catalog, Str, Surface};
use modelmod_edit::Span;

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

/// What says that somebody chose the model with care, or shows it as a mistake.
const STAYS: &[&[u8]] = &[
    "❌".as_bytes(),
    b"do not change",
    b"don't change",
    b"do not update",
    b"don't update",
    b"do not upgrade",
    b"pinned",
];

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

/// All that is looked for in a text: the lists above, and what the catalogue's platforms are
/// spoken of by.
#[derive(Debug)]
pub(crate) struct Vocabulary<'c> {
    search: Search,
    /// Surfaces that have words for their clients.
    clients: Vec<&'c Surface>,
}

impl<'c> Vocabulary<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        let surfaces = catalog.surfaces();
        let clients: Vec<&Surface> =
            surfaces.iter().filter(|surface| !surface.clients.is_empty()).collect();
        let platforms: Vec<&[u8]> =
            surfaces.iter().flat_map(|surface| bytes(&surface.words)).collect();
        let each: Vec<Vec<&[u8]>> =
            clients.iter().map(|surface| bytes(&surface.clients).collect()).collect();
        let fixed = [RECORDED, ABOUT_MODELS, STAYS, platforms.as_slice()];
        let lists: Vec<&[&[u8]]> =
            fixed.into_iter().chain(each.iter().map(Vec::as_slice)).collect();
        Self { search: Search::new(&lists), clients }
    }

    /// Where `text` speaks of what.
    pub(super) fn marks<'t, 'p>(&self, text: &'t [u8]) -> Marks<'c, 't, 'p> {
        let mut places = self.search.places(text).into_iter();
        let mut next = || places.next().unwrap_or_default();
        let (recorded, about_models, stays, platforms) = (next(), next(), next(), next());
        let clients = self.clients.iter().map(|&surface| (surface, next())).collect();
        let providers = Providers::default();
        Marks { text, recorded, about_models, stays, platforms, clients, providers }
    }
}

fn bytes(words: &[Str]) -> impl Iterator<Item = &[u8]> {
    words.iter().map(|word| word.as_bytes())
}

/// Where a text speaks of what.
pub(super) struct Marks<'c, 't, 'p> {
    text: &'t [u8],
    pub(super) recorded: Places,
    pub(super) about_models: Places,
    pub(super) stays: Places,
    platforms: Places,
    clients: Vec<(&'c Surface, Places)>,
    providers: Providers<'p>,
}

impl<'p> Marks<'_, '_, 'p> {
    /// Whether a model of `provider` may be meant for a platform, by its line, the lines around
    /// it, and the clients in its part of the text.
    pub(super) fn may_serve(
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
        let serves = |surface: &Surface| match surface.serves.is_empty() {
            true => !is_parsed,
            false => surface.serves.iter().any(|served| served == provider),
        };
        self.clients.iter().any(|(surface, places)| serves(surface) && places.any_in(part))
            && !self.providers.calls(self.text, provider, near)
    }
}
