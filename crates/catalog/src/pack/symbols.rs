//! Symbols: what a rule says must be findable, and a symbol stands for one model.

use super::Diagnostic;
use super::Sink;
use super::fields::check_id;
use super::raw::{At, Raw, RawProvider, RawSymbols};
use crate::{Catalog, Symbols};
use std::collections::HashMap;

/// Reports rules that could find nothing, and symbols that no rule would lead to.
pub(super) fn check(base: &Catalog, raw: &Raw, sink: &mut Sink) {
    for provider in &raw.providers {
        if let Some(rule) = provider.symbols.as_ref().filter(|_| provider.says_symbols) {
            parts(rule, sink);
            stems(base, provider, rule, sink);
        }
        listed(provider, sink);
    }
}

/// The words and patterns of a rule.
fn parts(rule: &RawSymbols, sink: &mut Sink) {
    let lists = [("tiers", &rule.tiers), ("before", &rule.before), ("between", &rule.between)];
    for (key, words) in lists {
        for word in words.iter().filter(|word| !is_word(&word.value)) {
            let message = format!("`{}` is no word", word.value);
            let help = format!("`{key}` lists words in lower case, without digits or signs");
            sink.push(Diagnostic::error("bad-symbol", &word.place, message).help(help));
        }
    }
    for end in &rule.optional {
        let plain = At { value: end.value.replace('#', "0"), place: end.place.clone() };
        check_id(&plain, sink);
        if end.value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#') {
            let message = format!("`{}` could be a part of a word", end.value);
            let help = "begin it with the sign that parts it from the rest of the ID: \"-latest\"";
            sink.push(Diagnostic::error("bad-symbol", &end.place, message).help(help));
        }
    }
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn stems(base: &Catalog, provider: &RawProvider, rule: &RawSymbols, sink: &mut Sink) {
    let known = base.models().iter().filter(|model| {
        !provider.replaces && model.provider.as_ref() == provider.id.value.as_str()
    });
    let known: Vec<&str> = known
        .flat_map(|model| std::iter::once(&model.id).chain(model.aliases.iter()))
        .map(|name| name.as_ref())
        .collect();
    for stem in &rule.stems {
        if Symbols::root_of(&stem.value).len() < Symbols::SHORTEST {
            let message = format!("`{}` is too short to be searched for", stem.value);
            let help = format!("a stem begins with {} letters or more", Symbols::SHORTEST);
            sink.push(Diagnostic::error("bad-symbol", &stem.place, message).help(help));
        }
        let mut names = provider
            .models
            .iter()
            .flat_map(|model| std::iter::once(&model.id).chain(&model.aliases))
            .map(|name| name.value.as_str())
            .chain(known.iter().copied());
        if !names.any(|name| Symbols::begins(name, &stem.value)) {
            let message = format!("no model has an ID that begins with `{}`", stem.value);
            sink.push(Diagnostic::error("unused-stem", &stem.place, message).help("leave it out"));
        }
    }
}

/// Symbols that models list.
fn listed(provider: &RawProvider, sink: &mut Sink) {
    let mut first: HashMap<String, &At<String>> = HashMap::new();
    for model in &provider.models {
        for symbol in model.symbols.iter().flatten() {
            let Some(rule) = &provider.symbols else {
                let message = format!("`{}` has no `[symbols]`", provider.id.value);
                let help = "a table [symbols] behind [provider] says how its symbols begin";
                sink.push(Diagnostic::error("missing-symbols", &symbol.place, message).help(help));
                continue;
            };
            let squeezed = Symbols::squeezed(&symbol.value);
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            let stems = rule.stems.iter().map(|stem| Symbols::root_of(&stem.value));
            let begins = stems.into_iter().any(|root| squeezed.starts_with(&root));
            if !symbol.value.chars().all(is_name) || !begins {
                let message = format!("`{}` cannot be found as a symbol", symbol.value);
                let help = "a symbol has letters, digits and _ only, and begins as one of `stems`; \
                            what `before` lists is not written";
                sink.push(Diagnostic::error("bad-symbol", &symbol.place, message).help(help));
            }
            if let Some(before) = first.insert(squeezed, symbol) {
                let message = format!("symbol `{}` is given twice", symbol.value);
                let help = "upper and lower case and `_` make no difference";
                sink.push(
                    Diagnostic::error("duplicate", &symbol.place, message)
                        .label(format!("again here, for `{}`", model.id.value))
                        .also(&before.place, "first here")
                        .help(help),
                );
            }
        }
    }
}
