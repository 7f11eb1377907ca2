//! What to write for a name of a platform: what the platform itself recommends there, where that
//! is known, else what the model's provider does.

use crate::life;
use crate::verdict::{self, ChosenBy, Verdict};
use modelmod_catalog::{Basis, Catalog, Date, Model, State, Surface};

/// How many recommendations of a platform are followed.
const HOPS: usize = 16;

/// The ID that the surface at `home` recommends instead of the name at `name` (places in
/// [`Catalog::surfaces`] and [`Catalog::names`]), or why it cannot be written; `None` where it
/// recommends nothing of its own, and where the user chose a replacement.
pub(crate) fn of_platform(
    catalog: &Catalog,
    verdict: &Verdict<'_>,
    name: usize,
    home: usize,
    as_of: Date,
) -> Option<Result<String, String>> {
    let model = verdict.model;
    if verdict.chosen_by != ChosenBy::Provider
        || verdict.is_forced
        || model.basis == Basis::Secondary
    {
        return None;
    }
    let surface = &catalog.surfaces()[home];
    if catalog.is_own(model, &surface.id) {
        return of_another(catalog, verdict, surface, as_of);
    }
    let mut spellings = catalog.spellings(name);
    let advised = spellings.find(|one| one.surface == surface.id)?.replacement.as_deref()?;
    let mut next = advised;
    for _ in 0..HOPS {
        let Some(target) = catalog.find(next).map(|found| found.model) else { break };
        match (state(catalog, surface, target, as_of), further(catalog, surface, target, as_of)) {
            (Some(State::Active), _) => return Some(verdict::fits(model, target)),
            (Some(_), Some(id)) => next = id,
            (Some(state), None) => {
                return Some(Err(format!("{} is {state} on {} itself", target.id, surface.name)));
            }
            (None, _) => break,
        }
    }
    Some(Err(format!("{} recommends {advised}, which leads nowhere", surface.name)))
}

/// The replacement on `surface`, the model's own, where it is a model of another provider: what it
/// is called there, and whether it is alive there, is another question.
fn of_another(
    catalog: &Catalog,
    verdict: &Verdict<'_>,
    surface: &Surface,
    as_of: Date,
) -> Option<Result<String, String>> {
    let target = catalog.find(verdict.replacement.as_deref().ok()?)?.model;
    if catalog.is_own(target, &surface.id) {
        return None;
    }
    // Whoever serves nobody else's models sends his callers to the other provider.
    let serves = |one: &Model| {
        !catalog.is_own(one, &surface.id) && one.spelled_on(&surface.id).next().is_some()
    };
    if !catalog.models().iter().any(serves) {
        return None;
    }
    let name = target.spelled_on(&surface.id).next();
    Some(match (name, state(catalog, surface, target, as_of)) {
        (Some(name), Some(State::Active)) => Ok(name.to_owned()),
        (Some(_), Some(state)) => {
            Err(format!("{} is {state} on {} itself", target.id, surface.name))
        }
        _ => Err(format!("no name of {} on {} is known", target.id, surface.name)),
    })
}

/// The state of `model` on `surface`, where it is known there.
fn state(catalog: &Catalog, surface: &Surface, model: &Model, as_of: Date) -> Option<State> {
    if catalog.is_own(model, &surface.id) {
        return Some(model.state(as_of));
    }
    let spelling = model.spellings.iter().find(|one| one.surface == surface.id)?;
    Some(life::of_spelling(model, spelling, as_of).state)
}

/// What `surface` recommends instead of `model`.
fn further<'c>(
    catalog: &'c Catalog,
    surface: &Surface,
    model: &'c Model,
    as_of: Date,
) -> Option<&'c str> {
    if catalog.is_own(model, &surface.id) {
        let is_known = matches!(model.basis, Basis::Stated | Basis::Unlisted);
        return model.recommendation(as_of).filter(|_| is_known).map(|one| one.id.as_ref());
    }
    model.spellings.iter().find(|one| one.surface == surface.id)?.replacement.as_deref()
}
