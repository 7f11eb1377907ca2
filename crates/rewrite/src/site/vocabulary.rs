//! Words that say something about what stands near them: that it is recorded, that it is about
//! models, that it is meant for a platform.
//!
//! What platforms and their clients are called is the catalogue's to say ([`Surface::words`],
//! [`Surface::clients`]).

use super::around::{line_before, line_behind};
use super::marks::{Anywhere, Places, Providers, Search};
use memchr::memmem;
use modelmod_catalog::{Catalog, Spelling, Str, Surface};
use modelmod_edit::Span;
use std::cell::OnceCell;
use std::sync::OnceLock;

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
    /// For what counts near a name. Made when a text has a use in it: most runs have none.
    near: OnceLock<Search>,
    /// For clients, which count anywhere in a text.
    anywhere: OnceLock<Anywhere>,
    /// Surfaces that have words for themselves.
    spoken: Vec<&'c Surface>,
    /// Surfaces that have words for their clients.
    clients: Vec<&'c Surface>,
}

/// A name of its provider's own API.
pub(super) struct Written<'n> {
    pub(super) name: &'n [u8],
    /// How platforms spell the model.
    pub(super) elsewhere: &'n [Spelling],
}

impl Written<'_> {
    /// Whether the surface is known to spell the model otherwise: then the name is none of it.
    fn is_other_on(&self, surface: &Surface) -> bool {
        let mut here = self.elsewhere.iter().filter(|one| one.surface == surface.id).peekable();
        here.peek().is_some() && here.all(|one| one.text.as_bytes() != self.name)
    }
}

impl<'c> Vocabulary<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        let surfaces = catalog.surfaces();
        let spoken = surfaces.iter().filter(|surface| !surface.words.is_empty()).collect();
        let clients = surfaces.iter().filter(|surface| !surface.clients.is_empty()).collect();
        Self { near: OnceLock::new(), anywhere: OnceLock::new(), spoken, clients }
    }

    fn near(&self) -> &Search {
        self.near.get_or_init(|| {
            let each: Vec<Vec<&[u8]>> =
                self.spoken.iter().map(|surface| bytes(&surface.words).collect()).collect();
            let fixed = [RECORDED, ABOUT_MODELS, STAYS];
            let lists = fixed.into_iter().chain(each.iter().map(Vec::as_slice));
            Search::new(&lists.collect::<Vec<_>>())
        })
    }

    fn anywhere(&self) -> &Anywhere {
        self.anywhere.get_or_init(|| {
            let clients = self.clients.iter();
            let each: Vec<Vec<&[u8]>> =
                clients.map(|surface| bytes(&surface.clients).collect()).collect();
            Anywhere::new(&each.iter().map(Vec::as_slice).collect::<Vec<_>>())
        })
    }

    /// Where `text` speaks of what. But for clients, all is asked for within `parts`, which are
    /// sorted.
    pub(super) fn marks<'t, 'p>(&self, text: &'t [u8], parts: &[Span]) -> Marks<'_, 't, 'p> {
        let mut merged: Vec<Span> = Vec::new();
        for part in parts {
            match merged.last_mut() {
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                _ => merged.push(*part),
            }
        }
        let mut places = self.near().places(text, &merged).into_iter();
        let mut next = || places.next().unwrap_or_default();
        let (recorded, about_models, stays) = (next(), next(), next());
        let platforms = places.collect();
        let (clients, providers) = (OnceCell::new(), Providers::within(merged));
        let vocabulary = self;
        Marks { text, vocabulary, recorded, about_models, stays, platforms, clients, providers }
    }
}

fn bytes(words: &[Str]) -> impl Iterator<Item = &[u8]> {
    words.iter().map(|word| word.as_bytes())
}

/// Where a text speaks of what.
pub(super) struct Marks<'v, 't, 'p> {
    text: &'t [u8],
    vocabulary: &'v Vocabulary<'v>,
    pub(super) recorded: Places,
    pub(super) about_models: Places,
    pub(super) stays: Places,
    /// By the surfaces of the vocabulary.
    platforms: Vec<Places>,
    /// By the surfaces of the vocabulary; looked for when first asked.
    clients: OnceCell<Vec<Places>>,
    providers: Providers<'p>,
}

impl<'p> Marks<'_, '_, 'p> {
    /// Whether a model of `provider` may be meant for a platform, by its line, the lines around
    /// it, and the clients in its part of the text.
    ///
    /// Beside a name that is spelled otherwise there, a platform has to be selected:
    /// `use_bedrock` is a switch, and with it another name is given.
    pub(super) fn may_serve(
        &mut self,
        provider: &'p str,
        written: &Written<'_>,
        part: Span,
        line: Span,
        near: Span,
        is_parsed: bool,
    ) -> bool {
        let is_platform = self.platforms.iter().any(|places| places.any_in(line));
        // `ANTHROPIC_MODEL=...` says whose it is.
        if is_platform || self.providers.names(self.text, provider, line) {
            return is_platform;
        }
        let text = self.text;
        // `provider: bedrock`, `AnthropicBedrock(`
        let selects = |place: Span| {
            let before = line_before(text, place.start, place.start - near.start);
            let behind = line_behind(text, place.end, near.end - place.end);
            let line = place.start - before.len()..place.end + behind.len();
            let lower = text[line].to_ascii_lowercase();
            let marks = [&b"provider"[..], b"platform", b"backend", b"("];
            marks.iter().any(|mark| memmem::find(&lower, mark).is_some())
        };
        let spoken = self.vocabulary.spoken.iter().zip(&self.platforms);
        let is_near = spoken.into_iter().any(|(surface, places)| {
            let is_other = written.is_other_on(surface);
            places.any_in_where(near, |place| !is_other || selects(place))
        });
        if is_near {
            return true;
        }
        let serves = |surface: &Surface| {
            !written.is_other_on(surface)
                && match surface.serves.is_empty() {
                    true => !is_parsed,
                    false => surface.serves.iter().any(|served| served == provider),
                }
        };
        let found = || self.vocabulary.anywhere().places(&self.text.to_ascii_lowercase());
        let clients = self.vocabulary.clients.iter().zip(self.clients.get_or_init(found));
        clients.into_iter().any(|(surface, places)| serves(surface) && places.any_in(part))
            && !self.providers.calls(self.text, provider, near)
    }
}
