//! Models by what they are for: a table or a name of roles, tiers or providers, each with its own.

use super::Judge;
use crate::site::around::{key_at_end, name_at_end};
use crate::site::names;
use crate::site::syntax::{Frame, Named, Value};

impl Judge<'_> {
    /// Whether the name of a variable tells the model's role or tier, and nothing that the new
    /// model would not be: `HAIKU`, `CLAUDE_SONNET`. All its words stand in the model's name
    /// or say what it is for; a version is none.
    pub(super) fn is_role(&self, name: &[u8]) -> bool {
        is_role(name, &self.text[self.name.range()])
    }

    /// `MODELS = { fast: "NAME", smart: "OTHER" }`: a model for each role or provider. Names of
    /// versions among its keys are of other entries, which stay.
    pub(super) fn is_of_roles(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
        let owner = self.owner(rest);
        if is_of_providers(value, rest) {
            return true;
        }
        let Some(owner) = owner else { return false };
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

    /// `MODEL_MAP = { "gpt-4": "NAME" }`: what is asked where clients name another provider's
    /// model. An alias of this very model shares a word with it.
    pub(super) fn is_for_another(&self, value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
        let Some(owner) = self.owner(rest) else { return false };
        value.kind == Named::Pair
            && names::translates(owner)
            && names::has_version(value.name)
            && !names::shares_a_word(value.name, &self.text[self.name.range()])
    }
}

/// `defaults = { openai: "OTHER", anthropic: "NAME" }`: what has a model for each provider, and says
/// nothing else of them. One of several rows is none.
fn is_of_providers(value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
    let is_one = value.kind == Named::Pair
        && value.beside.len() > 1
        && value.beside.iter().all(|name| names::serves(name));
    is_one
        && match rest {
            [] => true,
            [Frame::Value(owner), ..] => holds_defaults(owner.name),
            // `SetDefault("provider_models", map[string]string{ ... })`
            [Frame::Item { .. }, Frame::Call(call), ..] | [Frame::Call(call), ..] => {
                names::says_default(name_at_end(call.chain()))
                    && holds_defaults(key_at_end(call.before))
            }
            _ => false,
        }
}

/// Whether a name is nothing but that of default models, or of models.
fn holds_defaults(name: &[u8]) -> bool {
    let words = names::words(name);
    let holds = ["default", "defaults", "llm", "llms", "model", "models"];
    let besides = [
        "ai",
        "by",
        "config",
        "for",
        "id",
        "ids",
        "map",
        "name",
        "names",
        "per",
        "provider",
        "providers",
        "recommended",
    ];
    let is_known =
        |word: &String| holds.contains(&word.as_str()) || besides.contains(&word.as_str());
    names::any(&words, &holds) && words.iter().all(is_known)
}

/// Whether all words of `name` stand in the name of the model, or say what it is for.
pub(in crate::site) fn is_role(name: &[u8], model: &[u8]) -> bool {
    let words = names::words(name);
    // `CLAUDE_INSTANT` of `claude-instant` is its name, and no role.
    if words.concat() == names::words(model).concat() {
        return false;
    }
    let model = model.to_ascii_lowercase();
    let parts: Vec<&[u8]> = model.split(|byte| !byte.is_ascii_alphabetic()).collect();
    let of_model = |word: &String| word.len() > 2 && parts.contains(&word.as_bytes());
    // `OPENAI_GPT`: who serves it says no more of it.
    let is_open = |word: &String| names::is_role(word) || names::is_provider(word.as_bytes());
    words.iter().any(of_model) && words.iter().all(|word| of_model(word) || is_open(word))
}
