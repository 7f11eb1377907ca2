//! What a single name stands for: a model of the catalogue, by any of its names, with what
//! platforms put around them, as the name of a fine-tuned model, or as people write it.

use crate::matcher::{Form, Matcher, Occurrence};
use crate::spelling::Speller;
use crate::symbol::SymbolMatcher;
use crate::verdict::{self, Verdict};
use crate::{Life, Request, RequestError};
use crate::{advice, life};
use modelmod_catalog::{Catalog, Model, Surface};

/// How the models are called that were made from `BASE` by their users: `ft:BASE:org:name:id`,
/// and before that `BASE:ft-org-...`. After OpenAI's guide to fine-tuning.
const TUNED_HEAD: &str = "ft:";
const TUNED_TAIL: &str = ":ft-";
/// How the catalogue calls the fine-tuned models of a base together.
const TUNED_ROW: &str = "ft-";

/// Answers what single names stand for, for one request.
#[derive(Debug)]
pub struct Names<'c> {
    catalog: &'c Catalog,
    matcher: Matcher<'c>,
    labels: SymbolMatcher<'c>,
    verdicts: Vec<Option<Verdict<'c>>>,
    request: Request,
}

/// How a name was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is a name of the catalogue, perhaps in a platform's prefixes and suffixes.
    Name,
    /// It is a model that its user made from the one named; the catalogue has a row for those.
    Tuned,
    /// Likewise, but the catalogue only knows the base: the provider may keep what was made
    /// from it for longer.
    TunedFrom,
    /// It is what people write: `Claude Haiku 4.5`.
    Label,
}

/// A name that was understood.
#[derive(Clone, Debug)]
pub struct Named<'c> {
    /// The model that it names.
    pub model: &'c Model,
    /// The platform that spells it so.
    pub surface: &'c Surface,
    /// How it was understood.
    pub reading: Reading,
    /// What becomes of it on that platform.
    pub life: Life,
    /// What to write instead, as the same platform spells it, or why nothing (a sentence
    /// without a full stop). `None` where it is not due.
    pub replacement: Option<Result<String, String>>,
}

impl<'c> Names<'c> {
    /// Prepares to answer from `catalog`, with the day and the choices of `request`.
    ///
    /// # Errors
    ///
    /// When the request names unknown models or unusable replacements.
    pub fn new(catalog: &'c Catalog, request: &Request) -> Result<Self, RequestError> {
        let labels = SymbolMatcher::new(catalog, |_| true);
        let matcher = Matcher::beside(catalog, |_| true, labels.beginnings());
        Ok(Self {
            catalog,
            matcher: matcher.map_err(|_| RequestError::TooLarge)?,
            labels,
            verdicts: verdict::verdicts(catalog, request)?,
            request: request.clone(),
        })
    }

    /// What `text` stands for as a whole; `None` where no model is known by it.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Named<'c>> {
        if let Some(found) = self.occurrence(text) {
            return Some(self.named(text, &found));
        }
        if let Some(base) = tuned_from(text) {
            return self.tuned(base);
        }
        self.label(text)
    }

    fn occurrence(&self, text: &str) -> Option<Occurrence> {
        let is_all = |one: &Occurrence| one.span.start == 0 && one.span.end == text.len();
        if let Some(name) = self.catalog.position(text) {
            let mut found = self.matcher.find(text.as_bytes());
            found.retain(|one| one.name == name && is_all(one));
            // A name that boundaries forbid in running text is one when it stands alone.
            return found.pop().or_else(|| self.alone(text, name));
        }
        let found = self.matcher.find(text.as_bytes());
        found.into_iter().find(|one| is_all(one) && one.form == Form::Platform)
    }

    fn alone(&self, text: &str, name: usize) -> Option<Occurrence> {
        let span = modelmod_edit::Span::new(0, text.len());
        let home = usize::from(self.catalog.names().get(name)?.surface);
        let (surface, form) = (home, Form::Whole);
        Some(Occurrence {
            span,
            core: span,
            name,
            surface,
            home,
            form,
            is_own: true,
            version: None,
        })
    }

    fn named(&self, text: &str, found: &Occurrence) -> Named<'c> {
        let model = self.catalog.entry(found.name).model;
        let as_of = self.request.as_of;
        let life = life::of_name(self.catalog, found.name, found.home, None, as_of);
        let replacement = life.state.is_due().then(|| {
            let target = self.target_of(found)?;
            let speller = Speller::new(self.catalog, as_of, text.as_bytes(), &[]);
            speller.respell(found, model, &target).map(|respelled| respelled.text)
        });
        let surface = &self.catalog.surfaces()[found.surface];
        Named { model, surface, reading: Reading::Name, life, replacement }
    }

    /// What to use instead of a name: what the platform that spells it so recommends itself, if
    /// it does.
    fn target_of(&self, found: &Occurrence) -> Result<String, String> {
        let model = self.catalog.entry(found.name).model;
        let as_of = self.request.as_of;
        let advice = self.verdict(model).and_then(|verdict| {
            advice::of_platform(self.catalog, verdict, found.name, found.home, as_of)
        });
        advice.unwrap_or_else(|| self.target(model))
    }

    /// What to use instead of `model`, on its provider's own API.
    fn target(&self, model: &Model) -> Result<String, String> {
        match self.verdict(model) {
            Some(verdict) => verdict.replacement.clone(),
            None => Err("it is left out".to_owned()),
        }
    }

    fn verdict(&self, model: &Model) -> Option<&Verdict<'c>> {
        self.verdicts.iter().flatten().find(|one| std::ptr::eq(one.model, model))
    }

    fn tuned(&self, base: &str) -> Option<Named<'c>> {
        let row = self.catalog.find(&format!("{TUNED_ROW}{base}"));
        let (entry, reading) = match row {
            Some(row) => (row, Reading::Tuned),
            None => (self.catalog.find(base)?, Reading::TunedFrom),
        };
        let (model, surface) = (entry.model, entry.surface);
        let life = life::own(model, self.request.as_of, reading == Reading::TunedFrom);
        let again = |target| format!("a model made anew from {target}, or {target} itself");
        let replacement = life.state.is_due().then(|| match self.target(model) {
            Ok(target) => Err(again(target)),
            Err(reason) => Err(reason),
        });
        Some(Named { model, surface, reading, life, replacement })
    }

    /// Words with blanks and dots between them are written as a symbol is, but for these.
    fn label(&self, text: &str) -> Option<Named<'c>> {
        let is_sign = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '_' | '(' | ')');
        let word: String = text.chars().filter(|c| !is_sign(*c)).collect();
        let begun = self.matcher.traces(word.as_bytes()).others;
        let found = self.labels.find(word.as_bytes(), &begun);
        let [symbol] = &found[..] else { return None };
        if symbol.span.start != 0 || symbol.span.end != word.len() {
            return None;
        }
        let models = self.catalog.models();
        let mut candidates = symbol.models.iter().map(|&at| &models[at]);
        let newest = candidates.clone().max_by_key(|model| (model.released, &model.id))?;
        let state = |model: &Model| model.state(self.request.as_of);
        // Which of several it is cannot be told; where all fare alike it does not matter.
        if !candidates.all(|model| state(model) == state(newest)) {
            return None;
        }
        let surface = &self.catalog.provider(&newest.provider)?.surface;
        let surface = self.catalog.surface(surface)?;
        let life = life::own(newest, self.request.as_of, false);
        let replacement = life.state.is_due().then(|| self.target(newest));
        Some(Named { model: newest, surface, reading: Reading::Label, life, replacement })
    }
}

/// The base in the name of a fine-tuned model.
fn tuned_from(text: &str) -> Option<&str> {
    let base = match text.strip_prefix(TUNED_HEAD) {
        Some(rest) => rest.split(':').next()?,
        None => text.split_once(TUNED_TAIL)?.0,
    };
    (!base.is_empty()).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, State, builtin};

    const DAY: Date = Date::ymd(2026, 11, 23);

    fn find(text: &str) -> Option<(&'static str, &'static str, Reading, State)> {
        let names = Names::new(builtin::catalog(), &Request::new(DAY)).unwrap();
        let found = names.find(text)?;
        Some((&found.model.id, &found.surface.id, found.reading, found.life.state))
    }

    fn instead(text: &str) -> Option<Result<String, String>> {
        let names = Names::new(builtin::catalog(), &Request::new(DAY)).unwrap();
        names.find(text)?.replacement
    }

    #[test]
    fn every_name_of_the_catalogue() {
        let catalog = builtin::catalog();
        let names = Names::new(catalog, &Request::new(DAY)).unwrap();
        for name in catalog.names() {
            let found = names.find(&name.text).unwrap();
            assert_eq!(found.model.id, catalog.models()[usize::from(name.model)].id);
            assert_eq!(found.reading, Reading::Name);
        }
    }

    #[test]
    fn what_platforms_put_around_names() {
        use Reading::Name;
        let opus = "claude-opus-4-1-20250805";
        let bedrock = "us.anthropic.claude-opus-4-1-20250805-v1:0";
        assert_eq!(find(bedrock), Some((opus, "bedrock", Name, State::Deprecated)), "its own days");
        assert_eq!(find(opus), Some((opus, "claude-api", Name, State::Retired)));
        let arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0";
        assert_eq!(find(arn).map(|found| found.0), Some("claude-3-haiku-20240307"));
        assert_eq!(
            instead("us.anthropic.claude-opus-4-1-20250805-v1:0"),
            Some(Ok("us.anthropic.claude-opus-4-8".to_owned()))
        );
        assert_eq!(find("claude-opus-4-8").map(|found| found.3), Some(State::Active));
        assert_eq!(instead("claude-opus-4-8"), None);
    }

    #[test]
    fn a_platform_has_the_last_word_on_its_own_names() {
        let on_vertex = instead("vertex_ai/gemini-2.0-flash");
        assert_eq!(on_vertex, Some(Ok("vertex_ai/gemini-3.1-flash-lite".to_owned())));
        assert_eq!(instead("gemini-2.0-flash"), Some(Ok("gemini-3.6-flash".to_owned())));
    }

    #[test]
    fn fine_tuned_models() {
        let tuned = find("ft:gpt-3.5-turbo:acme::8abc");
        assert_eq!(tuned.map(|one| (one.0, one.2)), Some(("ft-gpt-3.5-turbo", Reading::Tuned)));
        let tuned = find("ft:gpt-3.5-turbo-0613:acme:support:8abc");
        let base = "gpt-3.5-turbo-0613";
        assert_eq!(tuned.map(|one| (one.0, one.2)), Some((base, Reading::TunedFrom)));
        let old = find("davinci:ft-acme-2023-01-02-03-04-05");
        assert_eq!(old.map(|one| (one.0, one.2)), Some(("davinci", Reading::TunedFrom)));
        assert_eq!(find("ft:my-own:acme::1"), None);
        assert!(matches!(instead("ft:gpt-3.5-turbo:acme::8abc"), Some(Err(_))), "no name to write");
    }

    #[test]
    fn what_people_write() {
        let label = |text| find(text).map(|one| (one.0, one.2));
        let haiku = ("claude-haiku-4-5-20251001", Reading::Label);
        assert_eq!(label("Claude Haiku 4.5"), Some(haiku));
        assert_eq!(label("Claude 3 Opus"), Some(("claude-3-opus-20240229", Reading::Label)));
        assert_eq!(
            label("claude sonnet 3.7"),
            Some(("claude-3-7-sonnet-20250219", Reading::Label))
        );
        assert_eq!(label("Claude Sonnet"), None);
        assert_eq!(label("Claude Haiku 4.5 and more"), None);
    }

    #[test]
    fn what_is_no_name() {
        for text in ["", " ", "my-model", "claude-2.10", "x/claude-2.1/y", "ft:", ":ft-", "ä"] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }
}
