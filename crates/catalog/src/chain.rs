//! Following recommendations until one leads to a model that is alive.

use crate::{Basis, Catalog, Date, Model, State};

/// One step of a [`Chain`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hop<'c> {
    /// The model this step leads to.
    pub model: &'c Model,
    /// Its state on the day of the question.
    pub state: State,
}

/// Where a [`Chain`] ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End<'c> {
    /// At a model that is active: this is what to write.
    Active(&'c Model),
    /// At a model that is not active and has no recommendation of its own on that day.
    NoRecommendation(&'c Model),
    /// At a recommendation that names no model of the catalogue.
    Unknown(&'c str),
    /// At a recommendation of a row that may not rewrite by itself ([`Basis`]).
    NotStated(&'c Model),
    /// At a model it had already passed. Packs with such a circle are refused when read.
    Circle(&'c Model),
}

/// The way from a model to its replacement, with every step visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain<'c> {
    /// Each recommended model in turn, without the one asked about.
    pub hops: Vec<Hop<'c>>,
    /// Where it ends.
    pub end: End<'c>,
}

impl<'c> Chain<'c> {
    /// Follows the recommendations for `model` as they stood on the day `as_of`, among the
    /// models that `find` knows by their IDs. See [`Catalog::chain`].
    pub fn follow(model: &'c Model, as_of: Date, find: impl Fn(&str) -> Option<&'c Model>) -> Self {
        let mut hops: Vec<Hop<'c>> = Vec::new();
        let mut at = model;
        let end = loop {
            if !matches!(at.basis, Basis::Stated | Basis::Unlisted) {
                break End::NotStated(at);
            }
            let Some(recommendation) = at.recommendation(as_of) else {
                break End::NoRecommendation(at);
            };
            let Some(next) = find(&recommendation.id) else {
                break End::Unknown(&recommendation.id);
            };
            if next.id == model.id || hops.iter().any(|hop| hop.model.id == next.id) {
                break End::Circle(next);
            }
            let state = next.state(as_of);
            hops.push(Hop { model: next, state });
            if state == State::Active {
                break End::Active(next);
            }
            at = next;
        };
        Self { hops, end }
    }

    /// The one model to write instead, if the chain leads to one.
    #[must_use]
    pub fn replacement(&self) -> Option<&'c Model> {
        match self.end {
            End::Active(model) => Some(model),
            _ => None,
        }
    }
}

impl Catalog {
    /// Follows the recommendations for `model` as they stood on the day `as_of`.
    ///
    /// Stops at the first active model. Takes one step at least, so it answers for an active
    /// model with "no recommendation", not with itself.
    #[must_use]
    pub fn chain<'c>(&'c self, model: &'c Model, as_of: Date) -> Chain<'c> {
        Chain::follow(model, as_of, |id| self.find(id).map(|found| found.model))
    }
}
