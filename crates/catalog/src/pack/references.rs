//! Names that have to be known: surfaces, sources, prefixes, replacement targets.

use super::Diagnostic;
use super::Sink;
use super::raw::{At, Raw, RawModel, RawProvider};
use crate::{Catalog, Kind, suggest};
use std::collections::BTreeSet;

/// Reports every reference to something that neither the files nor `base` have.
pub(super) fn check(base: &Catalog, raw: &Raw, sink: &mut Sink) {
    let known = Known::new(base, raw);
    for surface in &raw.surfaces {
        for (_, of) in &surface.prefixes {
            known.surface(of, sink);
        }
        known.suffixes(&surface.id.value, &surface.stays, sink);
        known.prefixes(&surface.id.value, surface.everywhere.as_slice(), sink);
        known.whole_prefixes(&surface.id.value, &surface.unprofiled, sink);
        surface.serves.iter().for_each(|provider| known.provider(provider, sink));
    }
    for provider in &raw.providers {
        if let Some(surface) = &provider.surface {
            known.surface(surface, sink);
        }
        for model in &provider.models {
            source(provider, model, sink);
            for spelling in &model.spellings {
                known.surface(&spelling.surface, sink);
                spelling.replacement.iter().for_each(|id| known.model(id, sink));
            }
            for profile in &model.profiles {
                known.surface(&profile.surface, sink);
                known.prefixes(&profile.surface.value, &profile.prefixes, sink);
                known.suffixes(&profile.surface.value, &profile.suffixes, sink);
            }
            for replacement in &model.replacements {
                known.model(&replacement.id, sink);
            }
        }
    }
}

fn source(provider: &RawProvider, model: &RawModel, sink: &mut Sink) {
    let Some(source) = &model.source else { return };
    if provider.sources.iter().any(|known| known.key.value == source.value) {
        return;
    }
    let keys = provider.sources.iter().map(|known| known.key.value.as_str());
    let message = format!("no [[source]] has the key `{}`", source.value);
    let help = suggest::nearest(&source.value, keys).map_or_else(
        || "add a [[source]] with this key, its url and its title".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    sink.push(Diagnostic::error("unknown-source", &source.place, message).help(help));
}

struct Known<'a> {
    providers: BTreeSet<&'a str>,
    surfaces: BTreeSet<&'a str>,
    models: BTreeSet<&'a str>,
    /// Surface and the text of one of its prefixes.
    prefixes: BTreeSet<(&'a str, &'a str)>,
    /// Surface and one of its suffixes.
    suffixes: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    fn new(base: &'a Catalog, raw: &'a Raw) -> Self {
        let given = raw.providers.iter().map(|provider| provider.id.value.as_str());
        let mut known = Self {
            providers: base.providers().iter().map(|one| one.id.as_ref()).chain(given).collect(),
            surfaces: base.surfaces().iter().map(|surface| surface.id.as_ref()).collect(),
            models: own_names(base, raw).collect(),
            prefixes: BTreeSet::new(),
            suffixes: BTreeSet::new(),
        };
        for surface in base.surfaces() {
            let texts = surface.prefixes.iter().map(|prefix| prefix.text.as_ref());
            known.prefixes.extend(texts.map(|text| (surface.id.as_ref(), text)));
            let texts = surface.suffixes.iter().map(|text| text.as_ref());
            known.suffixes.extend(texts.map(|text| (surface.id.as_ref(), text)));
        }
        for surface in &raw.surfaces {
            known.surfaces.insert(&surface.id.value);
            let texts = surface.prefixes.iter().map(|(text, _)| text.as_str());
            known.prefixes.extend(texts.map(|text| (surface.id.value.as_str(), text)));
            let texts = surface.suffixes.iter().map(String::as_str);
            known.suffixes.extend(texts.map(|text| (surface.id.value.as_str(), text)));
        }
        for (_, model) in raw.models() {
            known.models.insert(&model.id.value);
            known.models.extend(model.aliases.iter().map(|alias| alias.value.as_str()));
        }
        known
    }

    fn surface(&self, id: &At<String>, sink: &mut Sink) {
        if self.surfaces.contains(id.value.as_str()) {
            return;
        }
        let message = format!("there is no surface `{}`", id.value);
        let help = suggest::nearest(&id.value, self.surfaces.iter().copied()).map_or_else(
            || "add a [[surface]] with this id".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        sink.push(Diagnostic::error("unknown-surface", &id.place, message).help(help));
    }

    fn provider(&self, id: &At<String>, sink: &mut Sink) {
        if self.providers.contains(id.value.as_str()) {
            return;
        }
        let message = format!("there is no provider `{}`", id.value);
        let help = suggest::nearest(&id.value, self.providers.iter().copied()).map_or_else(
            || "add a pack with a [provider] of this id".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        sink.push(Diagnostic::error("unknown-provider", &id.place, message).help(help));
    }

    /// A profile names a prefix without its final dot: `us` stands for `us.`.
    fn prefixes(&self, surface: &str, names: &[At<String>], sink: &mut Sink) {
        if !self.surfaces.contains(surface) {
            return;
        }
        for name in names {
            if self.prefixes.contains(&(surface, format!("{}.", name.value).as_str())) {
                continue;
            }
            let of =
                self.prefixes.iter().filter(|(of, text)| *of == surface && text.ends_with('.'));
            let texts = of.map(|(_, text)| text.trim_end_matches('.'));
            let message = format!("surface `{surface}` has no prefix `{}.`", name.value);
            let help = suggest::nearest(&name.value, texts)
                .map(|near| format!("did you mean `{near}`?"))
                .unwrap_or_else(|| format!("add it to the prefixes of [[surface]] `{surface}`"));
            sink.push(Diagnostic::error("unknown-prefix", &name.place, message).help(help));
        }
    }

    /// Prefixes as they are written.
    fn whole_prefixes(&self, surface: &str, texts: &[At<String>], sink: &mut Sink) {
        for text in texts.iter().filter(|one| !self.prefixes.contains(&(surface, &*one.value))) {
            let known = self.prefixes.iter().filter(|(of, _)| *of == surface);
            let message = format!("surface `{surface}` has no prefix `{}`", text.value);
            let help = suggest::nearest(&text.value, known.map(|(_, text)| *text))
                .map(|near| format!("did you mean `{near}`?"))
                .unwrap_or_else(|| format!("add it to the prefixes of [[surface]] `{surface}`"));
            sink.push(Diagnostic::error("unknown-prefix", &text.place, message).help(help));
        }
    }

    fn suffixes(&self, surface: &str, names: &[At<String>], sink: &mut Sink) {
        if !self.surfaces.contains(surface) {
            return;
        }
        for name in names.iter().filter(|name| !self.suffixes.contains(&(surface, &*name.value))) {
            let texts = self.suffixes.iter().filter(|(of, _)| *of == surface);
            let message = format!("surface `{surface}` has no suffix `{}`", name.value);
            let help = suggest::nearest(&name.value, texts.map(|(_, text)| *text))
                .map(|near| format!("did you mean `{near}`?"))
                .unwrap_or_else(|| format!("add it to the suffixes of [[surface]] `{surface}`"));
            sink.push(Diagnostic::error("unknown-suffix", &name.place, message).help(help));
        }
    }

    fn model(&self, id: &At<String>, sink: &mut Sink) {
        if self.models.contains(id.value.as_str()) {
            return;
        }
        let message = format!("no model has the ID `{}`", id.value);
        let help = suggest::nearest(&id.value, self.models.iter().copied()).map_or_else(
            || {
                "add a [[model]] for it; advice that names no model ID goes into \
                     `replacement_text`"
                    .to_owned()
            },
            |near| format!("did you mean `{near}`?"),
        );
        sink.push(Diagnostic::error("unknown-model", &id.place, message).help(help));
    }
}

/// IDs and aliases of the models of `base` that stay as they are.
fn own_names<'a>(base: &'a Catalog, raw: &'a Raw) -> impl Iterator<Item = &'a str> {
    (0..base.names().len())
        .map(|at| base.entry(at))
        .filter(|entry| entry.kind != Kind::Spelling && raw.leaves(entry.model))
        .map(|entry| entry.text)
}
