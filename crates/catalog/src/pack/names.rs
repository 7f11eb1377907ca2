//! One name, one thing: no two models, surfaces, sources or providers share one.

use super::Sink;
use super::raw::{At, Raw};
use super::{Diagnostic, Place};
use crate::{Catalog, Entry};
use std::collections::HashMap;

/// Reports every name that is given twice, with both places.
pub(super) fn check(base: &Catalog, raw: &Raw, sink: &mut Sink) {
    unique("provider", raw.providers.iter().map(|provider| &provider.id), sink);
    unique("surface", raw.surfaces.iter().map(|surface| &surface.id), sink);
    for provider in &raw.providers {
        unique("source", provider.sources.iter().map(|source| &source.key), sink);
    }
    for (_, model) in raw.models() {
        for (at, spelling) in model.spellings.iter().enumerate() {
            let same = model.spellings[..at].iter().find(|before| {
                before.surface.value == spelling.surface.value
                    && before.text.value == spelling.text.value
                    && before.version == spelling.version
            });
            if let Some(before) = same {
                let id = model.id.value.as_str();
                let place = &spelling.text.place;
                sink.push(twice(&spelling.text.value, (id, &before.text.place), (id, place)));
            }
        }
    }
    models(base, raw, sink);
}

fn unique<'r>(what: &str, names: impl Iterator<Item = &'r At<String>>, sink: &mut Sink) {
    let mut first: HashMap<&str, &Place> = HashMap::new();
    for name in names.filter(|name| !name.value.is_empty()) {
        if let Some(before) = first.insert(&name.value, &name.place) {
            let message = format!("{what} `{}` is given twice", name.value);
            sink.push(
                Diagnostic::error("duplicate", &name.place, message)
                    .label("again here")
                    .also(before, "first here"),
            );
        }
    }
}

/// Own names first, as when names are looked up: a platform may spell a model as its
/// provider does, but never as another model is named.
fn models(base: &Catalog, raw: &Raw, sink: &mut Sink) {
    let mut first: HashMap<&str, (&str, &Place)> = HashMap::new();
    for own in [true, false] {
        for (_, model) in raw.models() {
            let names = own.then(|| std::iter::once(&model.id).chain(&model.aliases));
            let spellings = (!own).then(|| model.spellings.iter().map(|spelling| &spelling.text));
            for name in names.into_iter().flatten().chain(spellings.into_iter().flatten()) {
                if let Some(entry) = base.find(&name.value)
                    && raw.leaves(entry.model)
                {
                    sink.push(taken(name, &entry));
                }
                let here = (model.id.value.as_str(), &name.place);
                match first.get(name.value.as_str()) {
                    None => {
                        first.insert(&name.value, here);
                    }
                    // The same model by the same name on several platforms is as it should be.
                    Some(&(id, place)) if own || id != here.0 => {
                        sink.push(twice(&name.value, (id, place), here));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// A name that a known model has.
fn taken(name: &At<String>, entry: &Entry<'_>) -> Diagnostic {
    let (id, provider) = (&entry.model.id, &entry.model.provider);
    let message = format!("`{}` already names model `{id}` of `{provider}`", name.value);
    Diagnostic::error("duplicate", &name.place, message).help(format!(
        "a name stands for one model; to change that one, list it as `id = \"{id}\"` under a \
         [provider] with `id = \"{provider}\"`"
    ))
}

fn twice(name: &str, before: (&str, &Place), here: (&str, &Place)) -> Diagnostic {
    Diagnostic::error("duplicate", here.1, format!("`{name}` is given twice"))
        .label(format!("again here, for `{}`", here.0))
        .also(before.1, format!("first here, for `{}`", before.0))
        .help("a name stands for one model; leave it with the one that it means")
}
