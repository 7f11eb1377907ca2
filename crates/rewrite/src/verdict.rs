//! What is to become of a model, wherever it is used.

use crate::choices::Choices;
use crate::{Prefer, Request, RequestError, life, several};
use modelmod_catalog::{Basis, Catalog, Chain, Date, End, Model, State};

/// What is to become of a model: its state on the day, and what to write instead.
#[derive(Clone, Debug)]
pub struct Verdict<'c> {
    /// The model.
    pub model: &'c Model,
    /// Its state on its provider's own API on the day.
    pub state: State,
    /// The way to its replacement; empty where the user chose one.
    pub chain: Chain<'c>,
    /// The ID to write, or why there is none (a sentence without a full stop).
    pub replacement: Result<String, String>,
    /// Who chose the replacement.
    pub chosen_by: ChosenBy,
    /// It was chosen for this very model, which makes all its names due whatever their state.
    pub(crate) is_forced: bool,
}

/// Who chose a replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChosenBy {
    /// The provider recommends it.
    Provider,
    /// The user named it.
    User,
    /// The provider's migration guide names it, and the user prefers that.
    Guide,
    /// The provider recommends several, and this is the first: to be looked at, never safe.
    First,
}

impl Verdict<'_> {
    /// The provider's words, where they name several models and the first of them is proposed.
    #[must_use]
    pub fn several(&self) -> Option<&str> {
        words_at_end(&self.chain).filter(|_| self.chosen_by == ChosenBy::First)
    }
}

impl ChosenBy {
    /// The word for it in reports; none for what happens by itself.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Provider => None,
            Self::User => Some("to"),
            Self::Guide => Some("prefer"),
            Self::First => Some("first"),
        }
    }
}

/// The verdict on each model of the catalogue, in its order; `None` for those that are fine.
pub(crate) fn verdicts<'c>(
    catalog: &'c Catalog,
    request: &Request,
) -> Result<Vec<Option<Verdict<'c>>>, RequestError> {
    let find = |name: &String| find(catalog, name);
    let only = request.only.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let except = request.except.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    let has = |list: &[&Model], model: &Model| list.iter().any(|one| std::ptr::eq(*one, model));
    let choices = Choices::new(catalog, request)?;
    Ok(catalog
        .models()
        .iter()
        .map(|model| {
            let wanted = !has(&except, model) && (only.is_empty() || has(&only, model));
            wanted.then(|| verdict(catalog, request, model, &choices)).flatten()
        })
        .collect())
}

pub(crate) fn find<'c>(catalog: &'c Catalog, name: &str) -> Result<&'c Model, RequestError> {
    match catalog.find(name) {
        Some(entry) => Ok(entry.model),
        None => Err(RequestError::UnknownModel {
            name: name.to_owned(),
            near: catalog.suggest(name, 3).into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// A chosen replacement may be unknown (a gateway's own name), but not known to be dying.
pub(crate) fn check_target(catalog: &Catalog, name: &str, as_of: Date) -> Result<(), RequestError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:@/".contains(&byte);
    let ends = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    // Without quotes, as in YAML, these would be something else than a text.
    let is_word = ["true", "false", "null", "yes", "no", "on", "off"]
        .contains(&name.to_ascii_lowercase().as_str());
    let is_text = !is_word && name.parse::<f64>().is_err();
    if !name.bytes().all(plain)
        || !ends(name.bytes().next())
        || !ends(name.bytes().last())
        || !is_text
    {
        return Err(RequestError::BadTarget { name: name.to_owned() });
    }
    let state = catalog.position(name).map(|at| {
        // A platform's own days count for its names.
        let home = usize::from(catalog.names()[at].surface);
        life::of_name(catalog, at, home, None, as_of).state
    });
    match state {
        Some(state) if state.is_due() || state == State::Unreleased => {
            Err(RequestError::DeadTarget { name: name.to_owned(), state: state.as_str() })
        }
        _ => Ok(()),
    }
}

fn verdict<'c>(
    catalog: &'c Catalog,
    request: &Request,
    model: &'c Model,
    choices: &Choices<'_, 'c>,
) -> Option<Verdict<'c>> {
    let state = model.state(request.as_of);
    let chain = catalog.chain(model, request.as_of);
    let forced = choices.of(model);
    if forced.is_none() && !life::any_is_due(model, request) {
        return None;
    }
    let (replacement, chosen_by, is_forced) = match forced {
        Some(choice) => (Ok(choice), ChosenBy::User, true),
        None if state == State::Unpublished => {
            let why = "nobody has published a lifecycle for this name".to_owned();
            (Err(why), ChosenBy::Provider, false)
        }
        None => {
            let (target, by) = unforced(catalog, request, model, &chain, choices);
            (target, by, false)
        }
    };
    Some(Verdict { model, state, chain, replacement, chosen_by, is_forced })
}

/// The verdict on `model` where the user asks for nothing.
pub(crate) fn by_provider<'c>(catalog: &'c Catalog, model: &'c Model, as_of: Date) -> Verdict<'c> {
    let chain = catalog.chain(model, as_of);
    let replacement = replacement(model, &chain);
    let (state, chosen_by) = (model.state(as_of), ChosenBy::Provider);
    Verdict { model, state, chain, replacement, chosen_by, is_forced: false }
}

/// The replacement of a due model for which nothing was chosen by its own name.
fn unforced(
    catalog: &Catalog,
    request: &Request,
    model: &Model,
    chain: &Chain<'_>,
    choices: &Choices<'_, '_>,
) -> (Result<String, String>, ChosenBy) {
    if let Some(target) = choices.by_pattern(model, model.state(request.as_of)) {
        return (Ok(target), ChosenBy::User);
    }
    let target = match replacement(model, chain) {
        Ok(target) => target,
        why => {
            let first = first_of_several(catalog, request, model, chain);
            return first.map_or((why, ChosenBy::Provider), |id| (Ok(id), ChosenBy::First));
        }
    };
    let wants_guide = request.prefer == Prefer::NewestInTier;
    let guide = wants_guide.then(|| guide(catalog, model, request.as_of)).flatten();
    let is_other = guide.is_some_and(|guide| guide.id != target);
    let by = if is_other { ChosenBy::Guide } else { ChosenBy::Provider };
    let end = guide.or(chain.replacement());
    // Where the way leads to a model for which the user chose another, that is it.
    match end.and_then(|end| choices.of(end)) {
        Some(choice) => (Ok(choice), ChosenBy::User),
        None => (Ok(guide.map_or(target, |guide| guide.id.to_string())), by),
    }
}

/// What the provider says where a way ends without a model to write.
fn words_at_end<'c>(chain: &Chain<'c>) -> Option<&'c str> {
    let End::NoRecommendation(last) = chain.end else { return None };
    last.replacement_text.as_deref()
}

/// The first of several models that the provider recommends where the way from `model` ends.
fn first_of_several(
    catalog: &Catalog,
    request: &Request,
    model: &Model,
    chain: &Chain<'_>,
) -> Option<String> {
    let first = several::first(catalog, words_at_end(chain)?, request.as_of)?;
    let is_fit = model.basis != Basis::Secondary && first.id != model.id;
    fits(model, first).ok().filter(|_| is_fit)
}

/// The model that the provider's migration guide names, where that is one active model that
/// is called as the old one is, and another one than the provider recommends.
fn guide<'c>(catalog: &'c Catalog, model: &Model, as_of: Date) -> Option<&'c Model> {
    let guide = catalog.find(model.replacement_guide.as_ref()?)?.model;
    let is_active = guide.state(as_of) == State::Active;
    let is_documented = matches!(guide.basis, Basis::Stated | Basis::Unlisted);
    (is_active && is_documented && guide.api == model.api && guide.id != model.id).then_some(guide)
}

fn replacement(model: &Model, chain: &Chain<'_>) -> Result<String, String> {
    if model.basis == Basis::Secondary {
        return Err("its dates do not come from the provider itself".to_owned());
    }
    // "Use X with Y" is more than an ID: writing X alone would lose the half of it.
    let hops = chain.hops.iter().map(|hop| hop.model).take(chain.hops.len().saturating_sub(1));
    let advised = std::iter::once(model)
        .chain(hops)
        .find(|model| !model.replacements.is_empty() && model.replacement_text.is_some());
    if let Some(text) = advised.and_then(|model| model.replacement_text.as_ref()) {
        return Err(format!("the provider recommends more than another ID: \"{text}\""));
    }
    match &chain.end {
        End::Active(target) => fits(model, target),
        End::NoRecommendation(last) if last.id == model.id => Err(match &model.replacement_text {
            Some(text) => format!("the provider recommends no single model: \"{text}\""),
            None => "the provider recommends no replacement".to_owned(),
        }),
        End::NoRecommendation(last) => {
            Err(format!("the chain of replacements ends at {}, which is not active", last.id))
        }
        End::Unknown(id) => Err(format!("the recommended {id} is not in the catalogue")),
        End::NotStated(last) => Err(format!(
            "the chain of replacements leads over {}, which is not documented well enough",
            last.id
        )),
        End::Circle(last) => Err(format!("the chain of replacements comes back to {}", last.id)),
    }
}

/// The ID of `target`, if it can stand where `model` stands.
///
/// # Errors
///
/// What is against it, as a sentence without a full stop.
pub(crate) fn fits(model: &Model, target: &Model) -> Result<String, String> {
    if target.api != model.api {
        return Err(format!(
            "its replacement {} is called through another API ({} instead of {})",
            target.id, target.api, model.api
        ));
    }
    if model.api == Model::EMBEDDINGS {
        return Err(format!(
            "embeddings of its replacement {} cannot be compared with stored ones: compute them anew",
            target.id
        ));
    }
    Ok(target.id.to_string())
}
