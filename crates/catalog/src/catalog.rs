//! All models together, and finding one by any of its names.

use crate::{Date, Model, Provider, Spelling, Str, Surface};
use std::borrow::Cow;
use std::collections::HashMap;

/// What kind of name an [`Entry`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The full ID on the provider's own API.
    Id,
    /// Another name on the provider's own API.
    Alias,
    /// A platform's spelling.
    Spelling,
}

/// One name under which one model is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The text as it stands in source code.
    pub text: Str,
    /// Index into [`Catalog::models`].
    pub model: u16,
    /// Index into [`Catalog::surfaces`].
    pub surface: u16,
    /// What kind of name it is.
    pub kind: Kind,
}

/// A name that was found, with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'c> {
    /// The name as the catalogue has it.
    pub text: &'c str,
    /// The model it names.
    pub model: &'c Model,
    /// The surface that spells it so.
    pub surface: &'c Surface,
    /// What kind of name it is.
    pub kind: Kind,
}

/// All that is known, ready for questions.
///
/// Names are sorted by their bytes and unique: one text names one model. Where platforms
/// spell a model as its provider does, the provider's surface has the name.
#[derive(Clone, Debug)]
pub struct Catalog {
    providers: Cow<'static, [Provider]>,
    surfaces: Cow<'static, [Surface]>,
    models: Cow<'static, [Model]>,
    names: Cow<'static, [Name]>,
    changes: Cow<'static, [Change]>,
    #[cfg(feature = "packs")]
    pub(crate) rules: Vec<crate::Rule>,
}

/// What a pack says otherwise of a model that another pack lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// ID of the model.
    pub model: String,
    /// The file of the pack, as it was given.
    pub file: String,
    /// The keys that it gives, in the order of the normal form.
    pub keys: Vec<String>,
}

/// Two models claim one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name.
    pub text: String,
    /// IDs of the two models, in catalogue order.
    pub models: [String; 2],
}

impl Catalog {
    /// A catalogue from parts whose names are already sorted and unique: the generated table.
    #[cfg(feature = "builtin")]
    pub(crate) const fn from_sorted(
        providers: &'static [Provider],
        surfaces: &'static [Surface],
        models: &'static [Model],
        names: &'static [Name],
    ) -> Self {
        Self {
            providers: Cow::Borrowed(providers),
            surfaces: Cow::Borrowed(surfaces),
            models: Cow::Borrowed(models),
            names: Cow::Borrowed(names),
            changes: Cow::Borrowed(&[]),
            #[cfg(feature = "packs")]
            rules: Vec::new(),
        }
    }

    /// Puts a catalogue together and indexes its names.
    ///
    /// # Errors
    ///
    /// Every name that two models claim.
    pub fn new(
        providers: Vec<Provider>,
        surfaces: Vec<Surface>,
        models: Vec<Model>,
    ) -> Result<Self, Vec<Conflict>> {
        let names = index(&providers, &surfaces, &models)?;
        Ok(Self {
            providers: Cow::Owned(providers),
            surfaces: Cow::Owned(surfaces),
            models: Cow::Owned(models),
            names: Cow::Owned(names),
            changes: Cow::Borrowed(&[]),
            #[cfg(feature = "packs")]
            rules: Vec::new(),
        })
    }

    #[cfg(feature = "packs")]
    pub(crate) fn with_changes(self, changes: Vec<Change>) -> Self {
        Self { changes: Cow::Owned(changes), ..self }
    }

    /// What packs say otherwise of models that others list, in the order in which they were
    /// read.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// All providers.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// All surfaces.
    #[must_use]
    pub fn surfaces(&self) -> &[Surface] {
        &self.surfaces
    }

    /// All models, grouped by provider, in their pack's order.
    #[must_use]
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// All days from which on a model, a spelling or a recommendation is another one than before,
    /// in no particular order, some of them several times. Between two of them that stand next to
    /// each other the catalogue says the same on each day.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        let of_model = |model: &'_ Model| {
            [
                model.released,
                model.legacy,
                model.deprecated,
                model.retires,
                model.retires_not_before,
            ]
        };
        let of_spelling = |one: &Spelling| [one.deprecated, one.retires, one.retires_not_before];
        self.models().iter().flat_map(move |model| {
            let spelled = model.spellings.iter().flat_map(of_spelling);
            let recommended = model.replacements.iter().map(|one| Some(one.since));
            of_model(model).into_iter().chain(spelled).chain(recommended).flatten()
        })
    }

    /// All names, sorted by their bytes.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The provider of this ID.
    #[must_use]
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// Whether `surface`, a surface's ID, is the own API of the model's provider.
    #[must_use]
    pub fn is_own(&self, model: &Model, surface: &str) -> bool {
        self.provider(&model.provider).is_some_and(|provider| provider.surface == surface)
    }

    /// The surface of this ID.
    #[must_use]
    pub fn surface(&self, id: &str) -> Option<&Surface> {
        self.surfaces.iter().find(|surface| surface.id == id)
    }

    /// The model with exactly this name: an ID, an alias or a platform's spelling.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Entry<'_>> {
        self.position(text).map(|at| self.entry(at))
    }

    /// Where in [`Catalog::names`] this name stands.
    #[must_use]
    pub fn position(&self, text: &str) -> Option<usize> {
        self.names.binary_search_by(|name| name.text.as_ref().cmp(text)).ok()
    }

    /// How platforms spell the name at this place in [`Catalog::names`]: every spelling of its
    /// model with this very text. None for most names of the provider's own API.
    ///
    /// # Panics
    ///
    /// When `at` is not a place in [`Catalog::names`].
    pub fn spellings(&self, at: usize) -> impl Iterator<Item = &Spelling> {
        let name = &self.names[at];
        let spellings = self.models[usize::from(name.model)].spellings.iter();
        spellings.filter(move |spelling| spelling.text == name.text)
    }

    /// What the name at this place in [`Catalog::names`] stands for.
    ///
    /// # Panics
    ///
    /// When `at` is not a place in [`Catalog::names`].
    #[must_use]
    pub fn entry(&self, at: usize) -> Entry<'_> {
        let name = &self.names[at];
        Entry {
            text: &name.text,
            model: &self.models[usize::from(name.model)],
            surface: &self.surfaces[usize::from(name.surface)],
            kind: name.kind,
        }
    }
}

fn index(
    providers: &[Provider],
    surfaces: &[Surface],
    models: &[Model],
) -> Result<Vec<Name>, Vec<Conflict>> {
    let surface_of: HashMap<&str, u16> =
        surfaces.iter().zip(0u16..).map(|(surface, at)| (surface.id.as_ref(), at)).collect();
    let home: HashMap<&str, &str> = providers
        .iter()
        .map(|provider| (provider.id.as_ref(), provider.surface.as_ref()))
        .collect();
    let mut by_text: HashMap<&str, Name> = HashMap::new();
    let mut conflicts = Vec::new();
    // Own names of all models first, so that a platform's spelling never takes one.
    for own in [true, false] {
        for (model, at) in models.iter().zip(0u16..) {
            let home = home.get(model.provider.as_ref()).copied().unwrap_or_default();
            for (text, surface, kind) in names_of(model, home, own) {
                let Some(&surface) = surface_of.get(surface) else { continue };
                let name = Name { text: Str::Owned(text.to_owned()), model: at, surface, kind };
                match by_text.get(text) {
                    None => {
                        by_text.insert(text, name);
                    }
                    Some(first) if first.model == at => {}
                    Some(first) => conflicts.push(Conflict {
                        text: text.to_owned(),
                        models: [
                            models[usize::from(first.model)].id.clone().into_owned(),
                            model.id.clone().into_owned(),
                        ],
                    }),
                }
            }
        }
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    let mut names: Vec<Name> = by_text.into_values().collect();
    names.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(names)
}

fn names_of<'m>(
    model: &'m Model,
    home: &'m str,
    own: bool,
) -> impl Iterator<Item = (&'m str, &'m str, Kind)> {
    let id = own.then_some((model.id.as_ref(), home, Kind::Id));
    let aliases: &[Str] = if own { &model.aliases } else { &[] };
    let spellings = if own { &[] } else { model.spellings.as_ref() };
    id.into_iter()
        .chain(aliases.iter().map(move |alias| (alias.as_ref(), home, Kind::Alias)))
        .chain(spellings.iter().map(|s| (s.text.as_ref(), s.surface.as_ref(), Kind::Spelling)))
}
