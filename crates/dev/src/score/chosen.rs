//! A request that leaves nothing to the catalogue but how names are spelled.
//!
//! A place may be a use whose name is not rewritten all the same: the model is not due yet, its
//! provider recommends several others, or one that another API has. With a replacement that a
//! user chose, what is measured is whether places are understood.

use super::row::Judged;
use crate::corpus::named::named;
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_rewrite::{ChosenBy, Engine, Request, RequestError};
use std::collections::BTreeMap;

/// Asks for each model of `judged`, due or not, as if a user had chosen what its provider would
/// recommend most often.
///
/// # Errors
///
/// When the catalogue cannot be asked at all.
pub fn request(catalog: &Catalog, judged: &[Judged], as_of: Date) -> Result<Request, RequestError> {
    let usual = Request::new(as_of);
    let recommended = Recommended::new(&Engine::new(catalog, &usual)?);
    let can_be_written = |pair: &(String, String)| {
        let request = Request { to: vec![pair.clone()], ..Request::new(as_of) };
        Engine::new(catalog, &request).is_ok()
    };
    let models: BTreeMap<&str, &Model> = judged
        .iter()
        .filter_map(|one| named(catalog, &one.matched))
        .map(|model| (&*model.id, model))
        .collect();
    let to = models.values().filter_map(|model| {
        let targets = recommended.instead_of(model);
        let mut pairs = targets.into_iter().map(|target| (model.id.to_string(), target.to_owned()));
        pairs.find(can_be_written)
    });
    Ok(Request { to: to.collect(), ..usual })
}

/// What providers recommend on one day.
struct Recommended {
    /// By the model.
    own: BTreeMap<String, String>,
    /// By the provider: those that most of its models are replaced by first.
    usual: BTreeMap<String, Vec<String>>,
}

impl Recommended {
    fn new(engine: &Engine<'_>) -> Self {
        let mut own = BTreeMap::new();
        let mut counted: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for verdict in engine.verdicts().filter(|one| one.chosen_by == ChosenBy::Provider) {
            let Ok(target) = &verdict.replacement else { continue };
            own.insert(verdict.model.id.to_string(), target.clone());
            let of_provider = counted.entry(verdict.model.provider.to_string()).or_default();
            *of_provider.entry(target.clone()).or_default() += 1;
        }
        let by_count = |counted: BTreeMap<String, usize>| {
            let mut all: Vec<(String, usize)> = counted.into_iter().collect();
            all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            all.into_iter().map(|(target, _)| target).collect()
        };
        let usual = counted.into_iter().map(|(provider, all)| (provider, by_count(all))).collect();
        Self { own, usual }
    }

    /// What may be written instead of `model`, the best first.
    fn instead_of(&self, model: &Model) -> Vec<&str> {
        let own = self.own.get(&*model.id).map(String::as_str);
        let usual = self.usual.get(&*model.provider).into_iter().flatten().map(String::as_str);
        own.into_iter().chain(usual).filter(|target| **target != *model.id).collect()
    }
}
