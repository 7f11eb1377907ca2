//! What a value is the default of, and what else stands around it that names a model.

use super::{Judge, is_quoted, names_a_model};
use crate::site::Site;
use crate::site::around::key_at_end;
use crate::site::language::Language;
use crate::site::names;
use crate::site::syntax::{Call, Frame, Named, Value};

/// How far out the name is looked for to which a default belongs.
const REACH: usize = 6;

impl Judge<'_> {
    /// The name of the record that an entry stands in.
    pub(super) fn owner<'f>(&self, rest: &[Frame<'f>]) -> Option<&'f [u8]> {
        // In Go all literals that are put together are written alike.
        let rest = match rest {
            [Frame::Item { .. }, rest @ ..] if self.language == Language::Go => rest,
            _ => rest,
        };
        match rest.first() {
            Some(Frame::Value(owner)) => Some(owner.name),
            Some(Frame::Block { head }) if self.language == Language::Toml => name_of_table(head),
            _ => None,
        }
    }
}

/// Whether a frame further out names the model that a default is for.
pub(super) fn is_about_a_model(rest: &[Frame<'_>]) -> bool {
    for frame in rest.iter().take(REACH) {
        match frame {
            Frame::Value(value) => return names::selects_model(value.name),
            Frame::Annotation { name } => return names::selects_model(name),
            // `option("--model", default=...)`, and `Field(default=...)` for what it is
            // assigned to; an option's short name may stand first.
            Frame::Call(call)
                if names_a_model(call.first)
                    || names_an_option(call.before)
                    || is_quoted(call.second) && names::selects_model(key_at_end(call.second)) =>
            {
                return true;
            }
            Frame::Block { head } => return names_a_model(head),
            Frame::Function { .. } | Frame::Class { .. } => return false,
            _ => {}
        }
    }
    false
}

/// `"--llm"`, as the argument before a default.
pub(super) fn names_an_option(argument: &[u8]) -> bool {
    let content = key_at_end(argument);
    is_quoted(argument) && content.starts_with(b"--") && names::selects_model(content)
}

/// `model: { id: "NAME" }`, `models: { default: "NAME" }`.
pub(super) fn is_part_of_a_model(value: &Value<'_>, rest: &[Frame<'_>]) -> bool {
    let is_part = names::is_name_of_model(value.name) || names::is_default(value.name);
    let owner = rest.iter().find_map(|frame| match frame {
        Frame::Value(value) => Some(value.name),
        _ => None,
    });
    is_part
        && value.kind != Named::Variable
        && matches!(rest.first(), Some(Frame::Value(_)) | Some(Frame::Call(_)))
        && owner.is_some_and(names::selects_model)
}

/// `DEFAULT_MODELS = { anthropic: "NAME" }`: the one that is taken for each provider or role.
pub(super) fn is_of_defaults(value: &Value<'_>, owner: &[u8]) -> bool {
    let words = names::words(owner);
    // `DEFAULTS = { anthropic: "NAME" }`
    let is_of_provider = || names::is_provider(&value.name.to_ascii_lowercase());
    names::any(&words, &["default", "defaults"])
        && (names::any(&words, &["model", "models", "llm", "llms"])
            || words.len() == 1 && is_of_provider())
        && !names::has_version(value.name)
        && !names::has_version(owner)
}

/// The last word of the head of a table of TOML that is none of several: `[agents.models]`.
fn name_of_table(head: &[u8]) -> Option<&[u8]> {
    let line = head.split(|&byte| byte == b'\n').next()?.trim_ascii();
    let name = line.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let last = name.rsplit(|&byte| byte == b'.').next()?;
    let others = [
        "deprecated",
        "retired",
        "legacy",
        "old",
        "benchmark",
        "benchmarks",
        "result",
        "results",
        "price",
        "prices",
        "pricing",
        "catalog",
        "registry",
    ];
    let is_of_others = names::any(&names::words(name), &others);
    (name.iter().all(is_name) && !is_of_others).then_some(last)
}

/// Whether an annotation stands before something that is named as a model.
pub(super) fn annotates_a_model(call: &Call<'_>, rest: &[Frame<'_>]) -> bool {
    let is_annotation = memchr::memchr(b'@', call.callee).is_some();
    let named = rest.iter().find_map(|frame| match frame {
        Frame::Annotation { name } => Some(*name),
        Frame::Function { name } if is_annotation => Some(*name),
        Frame::Value(value) if is_annotation => Some(value.name),
        _ => None,
    });
    named.is_some_and(names::selects_model)
}

pub(super) fn is_versioned_constant(frame: &Frame<'_>) -> bool {
    match frame {
        Frame::Value(value) => {
            value.kind == Named::Variable && names::value_of(value.name) == Site::Catalogue
        }
        _ => false,
    }
}

/// `O1_MINI = Model("o1-mini")`: a constant that is called as the model is, and nothing else.
pub(super) fn is_constant_of(frame: &Frame<'_>, model: &[u8]) -> bool {
    match frame {
        Frame::Value(value) => {
            value.kind == Named::Variable && names::is_called_as(value.name, model)
        }
        _ => false,
    }
}

/// What a function of this name gives back; `is_one_of_several`: where it has decided between
/// several things.
pub(in crate::site) fn returned_by(name: &[u8], is_one_of_several: bool) -> Site {
    let mut words = names::words(name);
    let says = |words: &[String], wanted: &str| words.iter().any(|word| word == wanted);
    if says(&words, "default") {
        // `select_default_model`: how it comes by the default says nothing of it.
        words.retain(|word| !CHOOSES.contains(&word.as_str()));
    }
    // `custom_model_name`: the name is the model.
    let parts = words.iter().rev().skip_while(|word| ["name", "id"].contains(&word.as_str()));
    let is_short = words.len() <= 2 || parts.count() <= 2 && !is_one_of_several;
    // `select_model`, `bestModelForTask`: what is chosen by something that is no model.
    let chooses = ["select", "choose", "pick", "determine", "suggest"];
    let is_chosen = words.first().is_some_and(|verb| chooses.contains(&verb.as_str()))
        || says(&words, "best")
        || says(&words, "optimal");
    if is_chosen {
        words.retain(|word| word != "select");
        let at = words.iter().position(|word| word == "for").unwrap_or(words.len());
        words.truncate(at);
        if names::value_of(words.join("_").as_bytes()) == Site::Setting {
            return Site::Default;
        }
    }
    // `getComputerUseModel`: it has only one to give.
    let is_given = words.first().is_some_and(|verb| verb == "get")
        && words.last().is_some_and(|last| last == "model")
        && !is_one_of_several;
    let is_short = is_short || is_given;
    match names::value_of(words.join("_").as_bytes()) {
        Site::Setting
            if is_short
                || ["default", "recommended", "cheap", "cheapest", "fast", "fastest", "small"]
                    .iter()
                    .any(|wanted| says(&words, wanted)) =>
        {
            Site::Default
        }
        _ => Site::Unclear,
    }
}

/// `case "anthropic": return "NAME"`: the model for a provider, in a function of this name.
pub(super) fn is_of_a_provider(name: &[u8], inside: &[Frame<'_>]) -> bool {
    let is_returned = matches!(inside.first(), Some(Frame::Return));
    is_returned
        && !names::shows(name)
        && inside.iter().any(|frame| match frame {
            Frame::Choice { head } => {
                let mut quoted = head.split(|byte| b"\"'`".contains(byte)).skip(1).step_by(2);
                quoted.next().is_some_and(names::is_provider) && quoted.next().is_none()
            }
            _ => false,
        })
}

/// Words for how a function comes by what it gives back.
const CHOOSES: &[&str] =
    &["select", "selected", "pick", "choose", "try", "to", "find", "resolve", "compute"];
