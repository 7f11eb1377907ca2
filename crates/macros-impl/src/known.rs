//! All models that are known: those built in, and those of the project's own packs.

use crate::table::{self, Row};
use modelmod_catalog::{Catalog, Chain, Date, Entry, Model, Surface, nearest_names};

/// What names are looked up in.
#[derive(Default)]
pub(crate) struct Known {
    /// Models of the project's packs, each with all that is known of it, and every surface.
    own: Option<Catalog>,
}

impl Known {
    /// What is built in, and on top of it `own`.
    pub(crate) fn with(own: Option<Catalog>) -> Self {
        Self { own }
    }

    /// The model with exactly this name.
    pub(crate) fn find(&self, text: &str) -> Option<Entry<'_>> {
        let own = |text| self.own.as_ref().and_then(|own| own.find(text));
        if let Some(entry) = own(text) {
            return Some(entry);
        }
        let Row { text, model, surface, kind } = table::table().find(text)?;
        // An alias of a model of which a pack says more.
        let model = own(&model.id).map_or(model, |changed| changed.model);
        Some(Entry { text, model, surface, kind })
    }

    /// All surfaces.
    pub(crate) fn surfaces(&self) -> &[Surface] {
        self.own.as_ref().map_or_else(|| table::table().surfaces(), Catalog::surfaces)
    }

    /// The surface of this ID.
    pub(crate) fn surface(&self, id: &str) -> Option<&Surface> {
        self.surfaces().iter().find(|surface| surface.id == id)
    }

    /// Where the recommendations for `model` lead.
    pub(crate) fn chain<'k>(&'k self, model: &'k Model, as_of: Date) -> Chain<'k> {
        Chain::follow(model, as_of, |id| self.find(id).map(|found| found.model))
    }

    /// Up to `most` names nearest to `text`.
    pub(crate) fn suggest(&self, text: &str, most: usize) -> Vec<&str> {
        let mut names: Vec<&str> = table::table().names().collect();
        let own = self.own.iter().flat_map(Catalog::names);
        names.extend(own.map(|name| name.text.as_ref()));
        // A model that a pack changes is in both.
        let mut near = nearest_names(text, most * 2, names);
        near.dedup();
        near.truncate(most);
        near
    }
}
