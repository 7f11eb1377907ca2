//! Lists whose models are each used in their turn: by a test, a job or a loop.

use super::{Judge, names_a_model};
use crate::boundary::is_word;
use crate::site::Site;
use crate::site::around::{key_at_end, name_at_end, places_of_word};
use crate::site::language::Language;
use crate::site::names;
use crate::site::syntax::{Call, Frame, Named, Value};
use memchr::memmem;

/// How much of a loop is read for what it does with a model.
const BODY: usize = 1_500;
/// The longest head of a loop.
const HEAD: usize = 200;

impl Judge<'_> {
    /// Whether a list with these frames around it is run through, each model in its turn.
    pub(super) fn is_run_through(&self, rest: &[Frame<'_>]) -> bool {
        // Tuples in the list.
        let mut outer = rest
            .iter()
            .skip_while(|frame| matches!(frame, Frame::Item { .. } | Frame::Fallback { .. }));
        match outer.next() {
            Some(Frame::Value(value)) if self.language == Language::Yaml => {
                self.is_of_a_job(value, outer.next())
            }
            Some(Frame::Value(value)) if is_of_fallbacks(value.name) => true,
            // In files of settings these are names that the project gave them.
            Some(Frame::Value(value))
                if value.name == b"fallbacks"
                    && !matches!(self.language, Language::Json | Language::Toml) =>
            {
                true
            }
            Some(Frame::Value(value)) if value.kind == Named::Variable => {
                is_of_cases(value.name) && (self.is_live)() || self.is_looped_over(value.name)
            }
            // `add_argument("--models", nargs="+", default=["NAME"])`: a program runs through them.
            Some(Frame::Value(value)) if value.name == b"default" => {
                matches!(outer.next(), Some(Frame::Call(call)) if is_option_for_several(call))
            }
            // OpenRouter asks one after the other.
            Some(Frame::Value(value)) if value.name == b"models" && is_of_a_body(outer.clone()) => {
                true
            }
            // `ChatRequest(models: ["NAME"], route: "fallback")`
            Some(Frame::Value(value))
                if value.name == b"models"
                    && value.kind == Named::Argument
                    && matches!(outer.clone().next(), Some(Frame::Call(call))
                        if call.names.iter().any(|name| names::is_asked(name))) =>
            {
                true
            }
            // `@ValueSource(strings = {"NAME"})`
            Some(Frame::Value(value))
                if value.kind == Named::Argument || value.name == b"strings" =>
            {
                matches!(outer.next(), Some(Frame::Call(call)) if takes_cases(call) && (self.is_live)())
            }
            Some(Frame::Call(call)) => takes_cases(call) && (self.is_live)(),
            _ => false,
        }
    }

    /// Whether a list of this name is there for one loop alone, which calls each of its models:
    /// a list that is asked or shown as well stands in more places.
    fn is_looped_over(&self, name: &[u8]) -> bool {
        let of_others = [
            "retired",
            "deprecated",
            "legacy",
            "old",
            "removed",
            "successor",
            "successors",
            "replacements",
            "unsupported",
            "invalid",
            "expected",
            "cases",
            "known",
            "aliases",
        ];
        if name.len() < 3 || names::any(&names::words(name), &of_others) {
            return false;
        }
        let mut places = places_of_word(self.text, name).take(3);
        let (Some(_), Some(at), None) = (places.next(), places.next(), places.next()) else {
            return false;
        };
        let head = &self.text[at.saturating_sub(HEAD)..at];
        let head = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let body = &self.text[at + name.len()..];
        let body = &body[..body.len().min(BODY)];
        // What is expected of each, or done about it, is bound to it.
        let binds: [&[u8]; 8] = [
            b"raises",
            b"assert",
            b"expect",
            b"objects.create",
            b"purge",
            b"delete",
            b"redirect",
            b"label=",
        ];
        let is_bound = binds.iter().any(|word| memmem::find(body, word).is_some());
        let variable = looped(head).or_else(|| looped_by_method(body));
        !is_bound && variable.is_some_and(|variable| hands_on_as_model(body, variable))
    }

    /// `matrix: { model: [...] }` of a job; the providers of an evaluation by promptfoo, whose
    /// prompts stand beside them.
    fn is_of_a_job(&self, value: &Value<'_>, around: Option<&Frame<'_>>) -> bool {
        let is_of_matrix = matches!(around, Some(Frame::Value(value)) if value.name == b"matrix");
        let has_prompts = || {
            memmem::find_iter(self.text, b"\nprompts:").next().is_some()
                || self.text.starts_with(b"prompts:")
        };
        is_of_matrix && names::selects_model(value.name)
            || value.name == b"providers" && around.is_none() && has_prompts()
    }
}

/// `models = ["NAME"]`: what goes through all of them, a test or a benchmark, has this one.
pub(super) fn is_of_models(rest: &[Frame<'_>]) -> bool {
    matches!(rest.first(), Some(Frame::Value(value))
        if [&b"defaultModels"[..], b"default_models", b"DEFAULT_MODELS"].contains(&value.name)
        || value.kind == Named::Variable && [&b"models"[..], b"MODELS", b"model_names", b"test_models", b"TEST_MODELS"].contains(&value.name))
}

/// The variable of a loop by what stands before the list: `for model in `, `for (const model of `.
fn looped(head: &[u8]) -> Option<&[u8]> {
    let head = head.trim_ascii();
    let head = head.strip_suffix(b" in").or_else(|| head.strip_suffix(b" of"))?;
    let begins = head.strip_prefix(b"for ").or_else(|| head.strip_prefix(b"for("))?;
    let variable = name_at_end(head);
    if variable.len() <= begins.len() && names::selects_model(variable) {
        return Some(variable);
    }
    // `for provider, model, key in `
    let mut parts = begins.split(|byte| b",() \t".contains(byte)).filter(|part| !part.is_empty());
    let is_name = |part: &&[u8]| part.iter().all(|byte| is_word(*byte));
    let mut models = parts.clone().filter(|part| names::selects_model(part));
    let model = models.next().filter(|_| models.next().is_none())?;
    parts.all(|part| is_name(&part)).then_some(model)
}

/// The variable of a method that goes through a list, by what stands behind the list:
/// `.each do |model|`, `.map((model) =>`.
fn looped_by_method(behind: &[u8]) -> Option<&[u8]> {
    let behind = behind.strip_prefix(b".")?;
    let len = behind.iter().take_while(|byte| is_word(**byte)).count();
    let (method, rest) = behind.split_at(len);
    let goes = [&b"each"[..], b"map", b"forEach", b"flat_map", b"flatMap"];
    if !goes.contains(&method) {
        return None;
    }
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b"(async").unwrap_or(rest).trim_ascii_start();
    let opens: [&[u8]; 4] = [b"do |", b"{ |", b"((", b"("];
    let rest = opens.iter().find_map(|open| rest.strip_prefix(*open))?;
    let len = rest.iter().take_while(|byte| is_word(**byte)).count();
    let variable = &rest[..len];
    names::selects_model(variable).then_some(variable)
}

/// Whether `body` gives `variable` to a model's setting: `model=variable`, `model: variable`.
fn hands_on_as_model(body: &[u8], variable: &[u8]) -> bool {
    memmem::find_iter(body, variable).any(|at| {
        let ends =
            !body.get(at + variable.len()).is_some_and(|byte| is_word(*byte) || *byte == b'.');
        let before = body[..at].trim_ascii_end();
        let key = before.strip_suffix(b"=").or_else(|| before.strip_suffix(b":"));
        let is_set = key.is_some_and(|key| {
            // `==` compares.
            !key.ends_with(b"=") && !key.ends_with(b"!") && names::selects_model(key_at_end(key))
        });
        ends && (is_set || is_argument(body, before, at + variable.len()))
    })
}

/// `create_llm(provider, variable, key)`: an argument by its place of what takes a model. `before`
/// is what stands before it, `end` where it ends.
fn is_argument(body: &[u8], before: &[u8], end: usize) -> bool {
    let behind = body[end..].trim_ascii_start().first();
    let is_one = before.last().is_some_and(|byte| b",(".contains(byte))
        && behind.is_some_and(|byte| b",)".contains(byte));
    let open = if is_one { memchr::memrchr(b'(', before) } else { None };
    open.is_some_and(|open| {
        let function = name_at_end(&before[..open]);
        let object = &before[..open - function.len()];
        let class = name_at_end(object.strip_suffix(b".").unwrap_or_default());
        let is_client = || {
            let words = names::words(class);
            [&b"new"[..], b"create", b"for"].contains(&function)
                && names::any(&words, &["client", "llm", "chat", "agent"])
        };
        !before[open..].contains(&b')')
            && (makes_a_model(function) || is_client())
            && names::veto_of_call(function).is_none()
    })
}

/// Whether a function makes something that talks to a model: `create_provider_llm`.
fn makes_a_model(function: &[u8]) -> bool {
    let words = names::words(function);
    let makes = ["create", "make", "init", "build", "get", "new", "load"];
    names::argument_of(function) == Site::Argument
        || words.first().is_some_and(|first| makes.contains(&first.as_str()))
            && words
                .last()
                .is_some_and(|last| ["llm", "lm", "model", "client"].contains(&last.as_str()))
}

/// Whether what stands around is what a client hands on to the API as it is.
fn is_of_a_body<'f, 't: 'f>(mut around: impl Iterator<Item = &'f Frame<'t>>) -> bool {
    let bodies = [&b"generation_kwargs"[..], b"model_kwargs", b"extra_body", b"extraBody"];
    matches!(around.next(), Some(Frame::Value(value)) if bodies.contains(&value.name))
}

/// Whether a variable of this name holds what tests run through, and no table that is asserted.
fn is_of_cases(name: &[u8]) -> bool {
    let words = names::words(name);
    let says = |list: &[&str]| names::any(&words, list);
    let is_table = ["supported", "available", "known", "valid", "invalid", "expected", "allowed"];
    says(&["model", "models", "llms"]) && !says(&is_table) && !says(&["prices", "costs", "limits"])
}

/// `fallback_models = [...]`: asked one after the other.
fn is_of_fallbacks(name: &[u8]) -> bool {
    let words = names::words(name);
    names::any(&words, &["fallback", "fallbacks"])
        && names::any(&words, &["model", "models", "llms"])
}

/// `add_argument("--models", nargs="+", ...)` without `choices`: whoever runs the program may name
/// others.
fn is_option_for_several(call: &Call<'_>) -> bool {
    let takes = |name: &&[u8]| [&b"nargs"[..], b"multiple"].contains(name);
    call.names.iter().any(takes)
        && memmem::find(call.first, b"--").is_some()
        && !call.names.contains(&&b"choices"[..])
        && names::any(&names::words(call.first), &["model", "models", "llms"])
}

/// `@pytest.mark.parametrize("model", [...])`, `it.each([...])`, `@ValueSource(...)`.
fn takes_cases(call: &Call<'_>) -> bool {
    let function = name_at_end(call.chain());
    match function {
        b"parametrize" => names_a_model(call.first),
        b"ValueSource" | b"each" => true,
        _ => false,
    }
}
