//! What the value of something with a name is: of a variable, a key, a parameter or an argument.

use super::owner::{is_about_a_model, is_of_defaults, is_part_of_a_model};
use super::{Judge, names_a_model};
use crate::site::Site;
use crate::site::about::About;
use crate::site::around::name_at_end;
use crate::site::language::Language;
use crate::site::syntax::{Call, Frame, Named, Value};
use crate::site::{hint, names, yaml};
use std::borrow::Cow;

impl Judge<'_> {
    pub(super) fn value(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Site {
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
    pub(super) fn of_variable(&self, name: &[u8]) -> Option<Site> {
        match names::value_of(name) {
            Site::Platform if self.is_own => Some(Site::Platform),
            Site::Setting | Site::Platform => Some(Site::Environment),
            _ => None,
        }
    }

    fn named(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Site {
        let is_held = || About::of(&self.text[self.name.range()]).is_held_by(value.name);
        match names::value_of(&self.without_options(value.name)) {
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
            Site::Catalogue if self.is_for_another(value, rest) => Site::Setting,
            Site::Platform => Site::Setting,
            Site::Unclear => {
                let site = self.part(value, rest);
                let site = site.or_else(|| self.behind_its_provider(value, rest));
                let site = site.or_else(|| self.for_a_role(value, rest));
                site.or_else(|| self.shown(value, rest)).unwrap_or(Site::Unclear)
            }
            site => site,
        }
    }

    /// A key of YAML with several parts, without those that only say that it is one of several:
    /// `chat.options.model`.
    fn without_options<'n>(&self, name: &'n [u8]) -> Cow<'n, [u8]> {
        if self.language != Language::Yaml || !name.contains(&b'.') {
            return Cow::Borrowed(name);
        }
        let parts = name.split(|&byte| byte == b'.').filter(|part| *part != b"options");
        Cow::Owned(parts.collect::<Vec<_>>().join(&b'.'))
    }

    /// The site of what is a part of something that is named as a model.
    fn part(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Option<Site> {
        if names::is_default(value.name) && is_about_a_model(rest) {
            return Some(Site::Default);
        }
        // `ModelConfig(name="NAME", api_key=key)`
        let is_of_config = || {
            value.kind == Named::Argument
                && value.beside.iter().any(|name| is_of_a_client(name))
                && !value.beside.iter().any(|name| names::is_about_models(name))
                && matches!(rest.first(), Some(Frame::Call(call)) if is_config_of_a_model(call))
        };
        // `[model]` and below it `name = "NAME"`
        let is_of_table = || {
            self.language == Language::Toml
                && self.owner(rest).is_some_and(names::selects_model)
                && !value.beside.iter().any(|name| names::is_about_models(name))
        };
        if self.is_handed_to_a_client(value, rest) {
            return Some(Site::Setting);
        }
        let is_part = is_part_of_a_model(value, rest)
            || names::is_name_of_model(value.name) && (is_of_config() || is_of_table());
        is_part.then_some(Site::Setting)
    }

    /// Whether an argument is the model of what a client is asked for, though it has another name.
    fn is_handed_to_a_client(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
        let Some(Frame::Call(call)) = rest.first() else { return false };
        let (chain, is_argument) = (call.chain(), value.kind == Named::Argument);
        let function = name_at_end(chain);
        let is_entry = || value.beside.iter().any(|name| names::is_about_models(name));
        match value.name {
            // `client.interactions.create(agent="NAME", input=question)`
            b"agent" => names::any(&names::words(chain), &["interactions"]),
            // `client.models.retrieve(id: "NAME")`
            b"id" if chain.ends_with(b"models.retrieve") => true,
            // `on_error=[Claude(id="NAME")]`
            b"id" => {
                is_argument
                    && is_class(function)
                    && self.is_client(chain)
                    && !is_entry()
                    && !is_offered(rest)
            }
            // `hints=[ModelHint(name="NAME")]`
            b"name" => is_argument && function == b"ModelHint",
            _ => false,
        }
    }

    /// The site of a model with its provider before it, which makes it plain what is named.
    fn behind_its_provider(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Option<Site> {
        // `llm_provider: "NAME"`: the model that serves as one.
        let is_of_models = || names::any(&names::words(value.name), &["llm", "model"]);
        if !(self.has_provider() || names::selects_provider(value.name) && is_of_models()) {
            return None;
        }
        // `LLM_PROVIDER=anthropic/NAME`: the provider and the model in one.
        if names::selects_provider(value.name) {
            let is_parameter = value.kind == Named::Parameter;
            return Some(if is_parameter { Site::Default } else { Site::Setting });
        }
        // `option("-g", default="anthropic/NAME")`: with its provider it is a model.
        if names::is_default(value.name)
            && matches!(rest.first(), Some(Frame::Call(call))
                if names::any(&names::words(call.chain()), &["option", "argument"]))
        {
            return Some(Site::Default);
        }
        // `GENERATOR=anthropic/NAME`
        let is_variable = value.kind == Named::Variable
            && self.language == Language::Shell
            && names::runs_a_model(value.name);
        is_variable.then_some(Site::Environment)
    }

    /// The site of a model that is the one for a role or a provider.
    fn for_a_role(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Option<Site> {
        if self.is_of_roles(value, rest) {
            return Some(Site::Setting);
        }
        // `OPTIONS = [{ id: "NAME" }]`
        if names::is_name_of_model(value.name) && matches!(rest.first(), Some(Frame::Item { .. })) {
            return Some(Site::List);
        }
        if value.kind == Named::Variable && self.is_role(value.name) {
            return Some(Site::Setting);
        }
        // `{ openai_models: "NAME" }`: as many as its text names, which is one.
        if value.kind == Named::Pair
            && matches!(names::words(value.name).as_slice(), [provider, models]
                if models == "models" && names::is_provider(provider.as_bytes()))
        {
            return Some(Site::Setting);
        }
        // `class LLM: def __init__(self, name="NAME")`
        if value.kind == Named::Parameter
            && value.name == b"name"
            && matches!(rest, [Frame::Function { name }, Frame::Class { name: class }, ..]
                if [&b"__init__"[..], b"constructor", b"initialize"].contains(name)
                    && self.is_client(class))
        {
            return Some(Site::Default);
        }
        let is_default = value.kind == Named::Pair
            && self.owner(rest).is_some_and(|owner| is_of_defaults(value, owner))
            || names::is_default_of_provider(value.name);
        is_default.then_some(Site::Default)
    }

    /// The site of what tells itself that it is a model, or is shown as one.
    fn shown(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> Option<Site> {
        // An ARN tells what it names; `app_inference_profile_model_source = "arn:..."`.
        if self.is_arn() && names::selects_model_by_arn(value.name) {
            return Some(Site::Setting);
        }
        // `endpoint = "https://.../models/NAME:generateContent"`
        let says_where = ["url", "uri", "endpoint"];
        if value.kind != Named::Pair
            && is_address(&self.text[self.name.range()])
            && names::words(value.name)
                .last()
                .is_some_and(|last| says_where.contains(&last.as_str()))
            && !names::keeps_records(value.name)
        {
            return Some(Site::Setting);
        }
        let is_argument = value.kind == Named::Argument;
        // `modelPlaceholder: "NAME"`; `model_id: Annotated[str, Path(example="NAME")]`
        if hint::is_key(value.name)
            || is_argument && value.name == b"example" && is_about_a_model(rest)
        {
            return Some(Site::Example);
        }
        // `text_input("Model", value="NAME")`
        let is_default = is_argument
            && value.name == b"value"
            && matches!(rest.first(), Some(Frame::Call(call)) if names_a_model(call.first));
        is_default.then_some(Site::Default)
    }

    /// Whether the provider stands before the model: `anthropic/NAME`.
    fn has_provider(&self) -> bool {
        names::has_provider(&self.text[self.name.range()])
    }

    /// Whether the name is spelled as a resource of Amazon's.
    fn is_arn(&self) -> bool {
        self.text[self.name.range()].starts_with(b"arn:")
    }
}

/// Whether a model stands in an address, behind which it says what is asked of it.
pub(in crate::site) fn is_address(name: &[u8]) -> bool {
    let is_verb = |word: &[u8]| word.len() > 4 && word.iter().all(u8::is_ascii_alphabetic);
    name.starts_with(b"https://")
        && memchr::memmem::find(name, b"/models/").is_some()
        && name.rsplit(|&byte| byte == b':').next().is_some_and(is_verb)
}

/// `Registry(models=[Claude(id="NAME"), ...])`: one of those that are offered.
fn is_offered(rest: &[Frame<'_>]) -> bool {
    let mut outer = rest.iter().skip(1);
    matches!((outer.next(), outer.next()), (Some(Frame::Item { .. }), Some(Frame::Value(list)))
        if names::words(list.name).last().is_some_and(|last| last == "models")
            && !names::any(&names::words(list.name), &["fallback"]))
}

/// Whether a name begins as those of classes do.
fn is_class(function: &[u8]) -> bool {
    function.first().is_some_and(u8::is_ascii_uppercase)
}

/// Whether an argument of this name is for who asks a model: tables of models have none.
fn is_of_a_client(name: &[u8]) -> bool {
    [&b"api_key"[..], b"apiKey", b"base_url", b"baseURL", b"api_base", b"temperature"]
        .contains(&name)
}

/// Whether a call makes the configuration of a model: `ModelConfig(...)`.
fn is_config_of_a_model(call: &Call<'_>) -> bool {
    let words = names::words(name_at_end(call.chain()));
    names::any(&words, &["model", "llm"]) && names::any(&words, &["config", "settings", "options"])
}
