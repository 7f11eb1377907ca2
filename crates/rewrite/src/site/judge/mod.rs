//! From what a name stands in to what the place is.
//!
//! The frames around a name are read from inside: the first that decides says what is done
//! with the name ([`decide`]), and what stands further out can only take "this is a use" back
//! ([`veto`]): `model="NAME"` is a setting, but not in `usage.filter(model="NAME")` and not in
//! `PRICES = {"NAME": {"model": "NAME"}}`.

pub(super) mod answer;
mod argument;
pub(super) mod comment;
pub(super) mod embedded;
pub(super) mod example;
mod owner;
mod people;
mod run;
pub(super) mod snippet;
mod veto;

use super::Site;
use super::about::About;
use super::around::{key_at_end, name_at_end};
use super::bare;
use super::hint;
use super::language::Language;
use super::names;
use super::source::Source;
use super::syntax::{self, Frame, Named, Place, Syntax, Value};
use super::yaml;
use crate::matcher::Occurrence;
use argument::{hands_on, is_id_of_a_model, makes_the_model};
use modelmod_edit::Span;
use owner::{is_about_a_model, is_of_a_provider, is_of_defaults, is_part_of_a_model, returned_by};

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
                Frame::Fallback { other } if names_a_model(other) => Site::Default,
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
                Frame::Command { before, words } => command(before, words),
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

    fn value(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Site {
        if let Some(site) = self.variable(value) {
            return site;
        }
        let site = self.named(value, rest);
        if self.language != Language::Yaml || !site.is_use_of_any() {
            return site;
        }
        // LiteLLM's name for clients, which its other keys refer to; an entry of a table that
        // is called as the model is.
        let is_head =
            value.name == b"model_name" && matches!(rest.first(), Some(Frame::Item { .. }));
        if is_head || yaml::looks_like_a_model(value.called) {
            return Site::Catalogue;
        }
        let is_variable = value.name.iter().all(|byte| !byte.is_ascii_lowercase());
        if is_variable && site == Site::Setting { Site::Environment } else { site }
    }

    /// `{ name: "MODEL", value: "NAME" }`, as Kubernetes, ECS and Terraform write variables.
    fn variable(&self, value: &Value<'_>) -> Option<Site> {
        // `StringFlag{Name: "model", Value: "NAME", Usage: "..."}`: what a command takes.
        let is_option = value.beside.iter().any(|key| names::is_of_an_option(key));
        let is_default = names::is_default(value.name) || is_option;
        if !value.name.eq_ignore_ascii_case(b"value") && !names::is_default(value.name) {
            return None;
        }
        let name = value.called.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
        // Elsewhere what is called `model` may be a label or a column.
        let is_variable = self.language == Language::Yaml
            || name.iter().all(|byte| !byte.is_ascii_lowercase())
            || is_option
            || is_default && value.beside.iter().any(|key| *key == b"description");
        let site = if is_variable { self.of_variable(name) } else { None };
        site.map(|site| if is_default && site == Site::Environment { Site::Default } else { site })
    }

    /// The site of the value of an environment variable of this name, where it selects a model.
    fn of_variable(&self, name: &[u8]) -> Option<Site> {
        match names::value_of(name) {
            Site::Platform if self.is_own => Some(Site::Platform),
            Site::Setting | Site::Platform => Some(Site::Environment),
            _ => None,
        }
    }

    fn named(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Site {
        let is_held = || About::of(&self.text[self.name.range()]).is_held_by(value.name);
        match names::value_of(value.name) {
            Site::Setting if value.kind == Named::Variable && is_held() => Site::Catalogue,
            // `MODEL_DEEPSEEK_CHAT = "deepseek-chat"`
            Site::Setting
                if value.kind == Named::Variable
                    && names::is_called_as(value.name, &self.text[self.name.range()]) =>
            {
                Site::Catalogue
            }
            Site::Platform if self.is_own => Site::Platform,
            Site::Setting | Site::Platform if value.kind == Named::Parameter => Site::Default,
            Site::Unclear if names::is_default(value.name) && is_about_a_model(rest) => {
                Site::Default
            }
            Site::Unclear if is_part_of_a_model(value, rest) => Site::Setting,
            // `ModelConfig(name="NAME", api_key=key)`
            Site::Unclear
                if names::is_name_of_model(value.name)
                    && value.kind == Named::Argument
                    && value.beside.iter().any(|name| names::is_of_a_request(name))
                    && matches!(rest.first(), Some(Frame::Call(call)) if is_config_of_a_model(call)) =>
            {
                Site::Setting
            }
            // `[model]` and below it `name = "NAME"`
            Site::Unclear
                if self.language == Language::Toml
                    && names::is_name_of_model(value.name)
                    && self.owner(rest).is_some_and(names::selects_model) =>
            {
                Site::Setting
            }
            // `LLM_PROVIDER=anthropic/NAME`: the provider and the model in one.
            Site::Unclear if names::selects_provider(value.name) && self.has_provider() => {
                if value.kind == Named::Parameter { Site::Default } else { Site::Setting }
            }
            // `option("-g", default="anthropic/NAME")`: with its provider it is a model.
            Site::Unclear
                if names::is_default(value.name)
                    && self.has_provider()
                    && matches!(rest.first(), Some(Frame::Call(call))
                        if names::any(&names::words(call.chain()), &["option", "argument"])) =>
            {
                Site::Default
            }
            // `GENERATOR=anthropic/NAME`
            Site::Unclear
                if value.kind == Named::Variable
                    && self.language == Language::Shell
                    && self.has_provider()
                    && names::runs_a_model(value.name) =>
            {
                Site::Environment
            }
            Site::Unclear if self.is_of_roles(value, rest) => Site::Setting,
            Site::Catalogue if self.is_for_another(value, rest) => Site::Setting,
            // `OPTIONS = [{ id: "NAME" }]`
            Site::Unclear
                if names::is_name_of_model(value.name)
                    && matches!(rest.first(), Some(Frame::Item { .. })) =>
            {
                Site::List
            }
            Site::Unclear if value.kind == Named::Variable && self.is_role(value.name) => {
                Site::Setting
            }
            Site::Unclear
                if value.kind == Named::Pair
                    && self.owner(rest).is_some_and(|owner| is_of_defaults(value, owner)) =>
            {
                Site::Default
            }
            Site::Unclear if names::is_default_of_provider(value.name) => Site::Default,
            // An ARN tells what it names; `app_inference_profile_model_source = "arn:..."`.
            Site::Unclear if self.is_arn() && names::selects_model_by_arn(value.name) => {
                Site::Setting
            }
            // `modelPlaceholder: "NAME"`
            Site::Unclear if hint::is_key(value.name) => Site::Example,
            // `model_id: Annotated[str, Path(example="NAME")]`
            Site::Unclear
                if value.kind == Named::Argument
                    && value.name == b"example"
                    && is_about_a_model(rest) =>
            {
                Site::Example
            }
            // `text_input("Model", value="NAME")`
            Site::Unclear
                if value.name == b"value"
                    && value.kind == Named::Argument
                    && matches!(rest.first(), Some(Frame::Call(call)) if names_a_model(call.first)) =>
            {
                Site::Default
            }
            Site::Platform => Site::Setting,
            site => site,
        }
    }

    /// Whether the provider stands before the model: `anthropic/NAME`.
    fn has_provider(&self) -> bool {
        names::has_provider(&self.text[self.name.range()])
    }

    /// Whether the name is spelled as a resource of Amazon's.
    fn is_arn(&self) -> bool {
        self.text[self.name.range()].starts_with(b"arn:")
    }

    /// Whether the name of a variable tells the model's role or tier, and nothing that the new
    /// model would not be: `HAIKU`, `CLAUDE_SONNET`. All its words stand in the model's name
    /// or say what it is for; a version is none.
    fn is_role(&self, name: &[u8]) -> bool {
        is_role(name, &self.text[self.name.range()])
    }

    /// `["--model", "NAME"]`, or one of a list.
    fn item(&self, before: &[u8], rest: &[Frame<'_>]) -> Site {
        let flag = key_at_end(before);
        if names::is_model_flag(flag) {
            return Site::Flag;
        }
        // `{ "model", "NAME" }`: a pair of a dictionary.
        if is_quoted(before) && names::selects_model(flag) {
            return Site::Setting;
        }
        let asks = rest.first().is_some_and(|frame| match frame {
            Frame::Call(call) => names::argument_of(name_at_end(call.chain())) == Site::Comparison,
            Frame::Compare => true,
            _ => false,
        });
        if asks {
            Site::Comparison
        } else if self.is_only_item(before)
            && matches!(rest, [Frame::Value(value), rest @ ..] if self.is_of_roles(value, rest))
        {
            Site::Setting
        } else if matches!(rest.first(), Some(Frame::Value(value)) if value.name == b"examples")
            && is_about_a_model(&rest[1..])
        {
            Site::Example
        } else if self.is_run_through(rest) || self.is_only_item(before) && run::is_of_models(rest)
        {
            Site::Run
        } else {
            Site::List
        }
    }

    /// Whether the name is all that a list holds.
    fn is_only_item(&self, before: &[u8]) -> bool {
        let behind = self.text[self.name.end..].trim_start_bytes(b"\"'`, \t\r\n");
        before.trim_ascii().is_empty() && matches!(behind.first(), Some(b']' | b'}'))
    }

    /// `MODELS = { fast: "NAME", smart: "OTHER" }`: a model for each role or provider. Names of
    /// versions among its keys are of other entries, which stay.
    fn is_of_roles(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
        let Some(owner) = self.owner(rest) else { return false };
        // `ALIASES = { fast: "NAME" }`, and not `{ haiku: "NAME" }`.
        let is_alias = || {
            names::holds_aliases(owner)
                && !names::shares_a_word(value.name, &self.text[self.name.range()])
        };
        let is_role = names::is_key_of_a_role(value.name);
        value.kind == Named::Pair
            && (names::holds_models(owner) && (is_role || self.is_for_another(value, rest))
                || is_role && is_alias())
    }

    /// The name of the record that an entry stands in.
    fn owner<'f>(&self, rest: &[Frame<'f>]) -> Option<&'f [u8]> {
        // In Go all literals that are put together are written alike.
        let rest = match rest {
            [Frame::Item { .. }, rest @ ..] if self.language == Language::Go => rest,
            _ => rest,
        };
        match rest.first() {
            Some(Frame::Value(owner)) => Some(owner.name),
            Some(Frame::Block { head }) if self.language == Language::Toml => {
                owner::name_of_table(head)
            }
            _ => None,
        }
    }

    /// `MODEL_MAP = { "gpt-4": "NAME" }`: what is asked where clients name another provider's
    /// model. An alias of this very model shares a word with it.
    fn is_for_another(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
        let Some(owner) = self.owner(rest) else { return false };
        value.kind == Named::Pair
            && names::translates(owner)
            && names::has_version(value.name)
            && !names::shares_a_word(value.name, &self.text[self.name.range()])
    }
}

/// Whether all words of `name` stand in the name of the model, or say what it is for.
pub(super) fn is_role(name: &[u8], model: &[u8]) -> bool {
    let words = names::words(name);
    // `CLAUDE_INSTANT` of `claude-instant` is its name, and no role.
    if words.concat() == names::words(model).concat() {
        return false;
    }
    let model = model.to_ascii_lowercase();
    let parts: Vec<&[u8]> = model.split(|byte| !byte.is_ascii_alphabetic()).collect();
    let of_model = |word: &String| word.len() > 2 && parts.contains(&word.as_bytes());
    words.iter().any(of_model) && words.iter().all(|word| of_model(word) || names::is_role(word))
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

/// Whether a call makes the configuration of a model: `ModelConfig(...)`.
fn is_config_of_a_model(call: &syntax::Call<'_>) -> bool {
    let words = names::words(name_at_end(call.chain()));
    names::any(&words, &["model", "llm"]) && names::any(&words, &["config", "settings", "options"])
}

/// Whether any word of an expression names a model: `process.env.MODEL`, `args.model`.
fn names_a_model(expression: &[u8]) -> bool {
    expression
        .split(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte))
        .any(names::selects_model)
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

fn command(before: &[u8], words: &[u8]) -> Site {
    let first = words.trim_ascii_start().split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let before = before.trim_ascii();
    // `tool config set openai.model NAME`
    let sets = || {
        let said = names::words(words);
        let is_other = ["alias", "label", "tag", "redis", "rename", "map", "annotate"];
        names::any(&said, &["set", "settings"])
            && !names::any(&said, &is_other)
            && names::selects_model(before)
    };
    // `MODEL=$(read_config MODEL "NAME")`
    let reads = || {
        let is_variable = |byte: &u8| byte.is_ascii_uppercase() || *byte == b'_';
        before.iter().all(is_variable)
            && names::selects_model(before)
            && words.trim_ascii_start()[first.len()..].trim_ascii_start().starts_with(before)
            && names::any(&names::words(first), &["config", "env", "default", "option", "setting"])
    };
    // `jq -n --arg model NAME '{model: $model}'`
    let binds = || {
        let bound = words.trim_ascii_end().strip_suffix(before).unwrap_or_default();
        first == b"jq" && bound.trim_ascii_end().ends_with(b"--arg")
    };
    if bare::selects_model_for(first, before) {
        Site::Flag
    } else if binds() && names::selects_model(before) {
        Site::Setting
    } else if reads() {
        Site::Default
    } else if !before.starts_with(b"-") && sets() {
        Site::Setting
    } else {
        Site::Unclear
    }
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
