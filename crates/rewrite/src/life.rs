//! When a name is due: by the days of the platform that it is spelled for.

use crate::{Life, Request};
use modelmod_catalog::{Catalog, Date, Model, Spelling, State};

/// The life of `model` by the days of its provider's own API.
pub(crate) fn own(model: &Model, as_of: Date, is_borrowed: bool) -> Life {
    let (deprecated, retires) = (model.deprecated, model.retires);
    Life { state: model.state(as_of), deprecated, retires, is_borrowed }
}

/// The life of `model` on the surface that spells it so.
pub(crate) fn of_spelling(model: &Model, spelling: &Spelling, as_of: Date) -> Life {
    if !spelling.has_own_days() {
        return own(model, as_of, true);
    }
    let Spelling { deprecated, retires, .. } = *spelling;
    Life { state: spelling.state(model, as_of), deprecated, retires, is_borrowed: false }
}

/// The life of the name at `name` in [`Catalog::names`] as one of the surface at `home` in
/// [`Catalog::surfaces`], of one version where the text gives that.
pub(crate) fn of_name(
    catalog: &Catalog,
    name: usize,
    home: usize,
    version: Option<&str>,
    as_of: Date,
) -> Life {
    let entry = catalog.entry(name);
    let home = &catalog.surfaces()[home].id;
    if catalog.is_own(entry.model, home) {
        return own(entry.model, as_of, false);
    }
    let here = || catalog.spellings(name).filter(|spelling| spelling.surface == *home);
    let of_version = version
        .and_then(|version| here().find(|spelling| spelling.version.as_deref() == Some(version)));
    match of_version.or_else(|| here().next()) {
        Some(spelling) => of_spelling(entry.model, spelling, as_of),
        None => own(entry.model, as_of, true),
    }
}

/// The lives of `model` on its provider's own API and on all that spell it otherwise.
fn lives(model: &Model, as_of: Date) -> impl Iterator<Item = Life> {
    let spelled = model.spellings.iter().map(move |one| of_spelling(model, one, as_of));
    std::iter::once(own(model, as_of, false)).chain(spelled)
}

/// Whether any name of `model` is due.
pub(crate) fn any_is_due(model: &Model, request: &Request) -> bool {
    lives(model, request.as_of).any(|life| is_due(request, &life))
}

/// Whether any name of `model` is due that `request` leaves out because it does not retire soon
/// enough.
pub(crate) fn any_is_left_out(model: &Model, request: &Request) -> bool {
    lives(model, request.as_of).any(|life| may_be_due(life.state) && !is_due(request, &life))
}

/// Whether any name of `model` is due, if not soon.
pub(crate) fn any_may_be_due(model: &Model, as_of: Date) -> bool {
    lives(model, as_of).any(|life| may_be_due(life.state))
}

pub(crate) fn may_be_due(state: State) -> bool {
    state.is_due() || state == State::Unpublished
}

/// Whether names with this life are due.
pub(crate) fn is_due(request: &Request, life: &Life) -> bool {
    match life.state {
        State::Unpublished => request.within.is_none(),
        state => state.is_due() && life.is_over_within(request.as_of, request.within),
    }
}
