//! From what a name stands in to what the place is.
//!
//! The frames around a name are read from inside: the first that decides says what is done
//! with the name ([`decide`]), and what stands further out can only take "this is a use" back
//! ([`veto`]): `model="NAME"` is a setting, but not in `usage.filter(model="NAME")` and not in
//! `PRICES = {"NAME": {"model": "NAME"}}`.

pub(super) mod answer;
mod argument;
mod command;
pub(super) mod comment;
pub(super) mod embedded;
pub(super) mod example;
mod item;
mod named;
mod outward;
mod owner;
mod people;
mod roles;
mod run;
pub(super) mod snippet;
mod veto;

use super::Site;
use super::around::{line_behind, name_at_end};
use super::bare;
use super::language::Language;
use super::names;
use super::source::Source;
use super::syntax::{Frame, Named, Place, Syntax};
use crate::matcher::Occurrence;
use argument::{hands_on, is_id_of_a_model, makes_the_model};
use command::{chooses, command};
use modelmod_edit::Span;
pub(super) use named::is_address;
use owner::is_of_a_provider;
pub(super) use owner::returned_by;
pub(super) use roles::is_role;

/// The sites of `occurrences` in `source`, which `syntax` is the tree of; `None` for those whose
/// surroundings were not understood.
pub(super) fn classify(
    source: &Source<'_>,
    syntax: &Syntax<'_>,
    occurrences: &[Occurrence],
) -> Vec<Option<Site>> {
    let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
    judged(source, &syntax.places(&spans), occurrences)
}

/// [`classify`] by the places of the occurrences, one for each.
pub(super) fn judged(
    source: &Source<'_>,
    places: &[Place<'_>],
    occurrences: &[Occurrence],
) -> Vec<Option<Site>> {
    let sites = places.iter().zip(occurrences).map(|(place, occurrence)| {
        let is_live = || source.is_live_at(occurrence.span.start);
        let judge = Judge::of(source.language, source.text, occurrence);
        let judge = Judge { is_live: &is_live, ..judge };
        place.is_sound.then(|| judge.site(place))
    });
    sites.collect()
}

/// The site of one occurrence, by its place.
pub(super) fn site(
    language: Language,
    text: &[u8],
    place: &Place<'_>,
    occurrence: &Occurrence,
) -> Site {
    Judge::of(language, text, occurrence).site(place)
}

/// What the names around a value say of it, whatever it holds: [`Site::Setting`] where they
/// say nothing.
pub(super) fn around(
    language: Language,
    text: &[u8],
    place: &Place<'_>,
    occurrence: &Occurrence,
) -> Site {
    Judge::of(language, text, occurrence).veto(&place.frames, 0, Site::Setting)
}

/// Judges one place.
struct Judge<'t> {
    language: Language,
    text: &'t [u8],
    /// The name with its platform's prefix and suffix.
    name: Span,
    /// It is spelled as on the provider's own API: where a platform is spoken of, it may be
    /// something else.
    is_own: bool,
    /// Whether it stands in tests that call the real API, which few ask.
    is_live: &'t dyn Fn() -> bool,
}

impl<'t> Judge<'t> {
    const fn of(language: Language, text: &'t [u8], occurrence: &Occurrence) -> Self {
        let (name, is_own) = (occurrence.span, occurrence.is_own);
        Self { language, text, name, is_own, is_live: &|| false }
    }

    fn site(&self, place: &Place<'_>) -> Site {
        let Some(value) = place.value else { return Site::Unclear };
        if place.is_comment {
            return comment::in_comment(self.language, self.text, value, self.name);
        }
        if !place.is_whole {
            let outside = self.veto(&place.frames, 0, Site::Setting);
            return embedded::in_text(self, place, place.content, outside);
        }
        let (site, at) = self.decide(&place.frames);
        if site.is_use() { self.veto(&place.frames, at, site) } else { site }
    }

    /// The line behind the name.
    fn behind(&self) -> &'t [u8] {
        line_behind(self.text, self.name.end, embedded::BEFORE)
    }

    /// What is done with the name, and which frame says so.
    fn decide(&self, frames: &[Frame<'_>]) -> (Site, usize) {
        for (at, frame) in frames.iter().enumerate() {
            let rest = &frames[at + 1..];
            let site = match frame {
                Frame::Compare | Frame::Pattern | Frame::Assert => Site::Comparison,
                Frame::Join => Site::Fragment,
                Frame::Type => Site::Type,
                Frame::Key => Site::Key,
                Frame::Member => Site::Catalogue,
                Frame::Fallback { .. } if is_searched_for(rest) => Site::Comparison,
                Frame::Fallback { other } if names_a_model(other) || looks_up_models(other) => {
                    Site::Default
                }
                Frame::Statement if matches!(rest.first(), Some(Frame::Value(value)) if value.kind == Named::Pair) =>
                {
                    continue;
                }
                Frame::Branch | Frame::Choice { .. } | Frame::Fallback { .. } | Frame::Return => {
                    continue;
                }
                Frame::Receiver(method) => match of_receiver(method) {
                    Some(site) => site,
                    None => continue,
                },
                Frame::Item { before } => self.item(before, rest),
                Frame::Value(value) => self.value(value, rest),
                Frame::Call(call)
                    if names::falls_back(name_at_end(call.chain()))
                        && names_a_model(call.callee) =>
                {
                    Site::Default
                }
                Frame::Call(call)
                    if hands_on(call)
                        || is_id_of_a_model(call, rest)
                        || makes_the_model(call, rest) =>
                {
                    continue;
                }
                Frame::Call(call) => self.argument(call, rest),
                Frame::Command { words, .. } if bare::searches(words) => Site::Comparison,
                Frame::Command { before, words } if chooses(before, words, self.behind()) => {
                    Site::Setting
                }
                Frame::Command { before, words } => command(before, words),
                // `const autoSelectModel = () => { switch (provider) { ... } }`
                Frame::Function { name: b"" }
                    if matches!(rest.first(), Some(Frame::Value(value))
                        if is_of_a_provider(value.name, &frames[..at])) =>
                {
                    Site::Default
                }
                // `const getModel = () => "NAME"`
                Frame::Function { name: b"" } if is_handed_on_by(rest.first()) => continue,
                Frame::Function { name } => {
                    let chooses =
                        |frame: &Frame<'_>| matches!(frame, Frame::Branch | Frame::Choice { .. });
                    let inside = &frames[..at];
                    match returned_by(name, inside.iter().any(chooses)) {
                        Site::Unclear if is_of_a_provider(name, inside) => Site::Default,
                        site => site,
                    }
                }
                Frame::Class { .. }
                | Frame::Block { .. }
                | Frame::Annotation { .. }
                | Frame::Statement => Site::Unclear,
            };
            return (site, at);
        }
        (Site::Unclear, frames.len())
    }
}

/// Whether what a function without a name gives back is the value of something with a name, or
/// the default of an option: `Option("--model", () => "NAME")`.
fn is_handed_on_by(around: Option<&Frame<'_>>) -> bool {
    match around {
        Some(Frame::Value(_)) => true,
        Some(Frame::Call(call)) => owner::names_an_option(call.first),
        _ => false,
    }
}

/// `grep "${MODEL:-NAME}" file`
fn is_searched_for(rest: &[Frame<'_>]) -> bool {
    rest.iter().any(|frame| matches!(frame, Frame::Command { words, .. } if bare::searches(words)))
}

/// Whether any word of an expression names a model: `process.env.MODEL`, `args.model`.
fn names_a_model(expression: &[u8]) -> bool {
    expression
        .split(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte))
        .any(names::selects_model)
}

/// `MODELS[provider]?.[0]`: what a table of models has for something.
fn looks_up_models(expression: &[u8]) -> bool {
    let table = expression.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').next();
    table.is_some_and(|table| {
        let behind = &expression[table.len()..];
        names::holds_models(table) && (behind.starts_with(b"[") || behind.starts_with(b"?.["))
    })
}

/// What a method does with its object; `None` where it hands it on.
fn of_receiver(rest: &[u8]) -> Option<Site> {
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b"?").unwrap_or(rest);
    let rest = rest.trim_start_bytes(b".:>-&");
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let method = &rest[..len];
    match names::argument_of(method) {
        _ if names::hands_on(method) => None,
        Site::Comparison => Some(Site::Comparison),
        _ => Some(Site::Fragment),
    }
}

fn is_quoted(text: &[u8]) -> bool {
    matches!(text.trim_ascii(), [first @ (b'"' | b'\''), .., last] if first == last)
}

trait Trim {
    fn trim_start_bytes(&self, these: &[u8]) -> &[u8];
}

impl Trim for [u8] {
    fn trim_start_bytes(&self, these: &[u8]) -> &[u8] {
        let from = self.iter().position(|byte| !these.contains(byte)).unwrap_or(self.len());
        &self[from..]
    }
}
