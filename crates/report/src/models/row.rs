//! What a list says of one model.

use crate::json;
use modelmod_catalog::{Catalog, Date, Model, Spelling, State, Surface};
use modelmod_rewrite::advice_on;
use serde::Serialize;

/// A model as it stood on the day: nothing that was announced later.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row<'c> {
    pub(crate) id: &'c str,
    pub(crate) provider: &'c str,
    /// How `surface` writes it.
    pub(crate) name: &'c str,
    pub(crate) surface: &'c str,
    /// The days are those of the provider's own API, since the platform's are not known.
    pub(crate) borrowed: bool,
    pub(crate) aliases: Vec<&'c str>,
    pub(crate) state: &'static str,
    #[serde(skip)]
    pub(crate) standing: State,
    #[serde(serialize_with = "json::day")]
    pub(crate) released: Option<Date>,
    #[serde(skip)]
    pub(crate) legacy: Option<Date>,
    #[serde(serialize_with = "json::day")]
    pub(crate) deprecated: Option<Date>,
    #[serde(serialize_with = "json::day")]
    pub(crate) retires: Option<Date>,
    #[serde(serialize_with = "json::day")]
    pub(crate) not_before: Option<Date>,
    pub(crate) recommended: Option<&'c str>,
    pub(crate) replacement: Option<&'c str>,
    /// How `surface` writes the replacement.
    pub(crate) replacement_name: Option<&'c str>,
    pub(crate) chain: Vec<&'c str>,
    pub(crate) source: &'c str,
    pub(crate) read: String,
    /// The provider's advice where it is not exactly one ID.
    #[serde(skip)]
    pub(crate) advice: Option<&'c str>,
    /// The provider's name for people.
    #[serde(skip)]
    pub(crate) maker: &'c str,
}

/// The rows of a model: one for each of its names on `surface`; by its ID where none is given.
pub(super) fn rows<'c>(
    catalog: &'c Catalog,
    model: &'c Model,
    surface: Option<&'c Surface>,
    as_of: Date,
) -> Vec<Row<'c>> {
    let own = home(catalog, model);
    let Some(surface) = surface.filter(|surface| surface.id != own) else {
        let is_other = surface.is_some_and(|surface| surface.id != own);
        return if is_other { Vec::new() } else { vec![row(catalog, model, as_of)] };
    };
    let spelled = model.spellings.iter().filter(|spelling| spelling.surface == surface.id);
    spelled.map(|spelling| of_spelling(catalog, model, spelling, as_of)).collect()
}

fn home<'c>(catalog: &'c Catalog, model: &Model) -> &'c str {
    catalog.provider(&model.provider).map_or("", |provider| provider.surface.as_ref())
}

/// The row of a model by its ID on its provider's own API.
pub(crate) fn row<'c>(catalog: &'c Catalog, model: &'c Model, as_of: Date) -> Row<'c> {
    let state = model.state(as_of);
    let chain = catalog.chain(model, as_of);
    let reached = |date: Option<Date>| date.filter(|&date| date <= as_of);
    let replacement = chain.replacement().map(|model| model.id.as_ref());
    let home = home(catalog, model);
    let replacement_name = match advice_on(catalog, model, &model.id, home, as_of) {
        Some(advice) => advice.ok().and_then(|model| alive_on(catalog, model, home, as_of)),
        None => replacement,
    };
    let provider = catalog.provider(&model.provider);
    Row {
        id: &model.id,
        provider: &model.provider,
        name: &model.id,
        surface: home,
        borrowed: false,
        aliases: model.aliases.iter().map(AsRef::as_ref).collect(),
        state: state.as_str(),
        standing: state,
        released: reached(model.released),
        legacy: reached(model.legacy),
        deprecated: reached(model.deprecated),
        retires: model.announced_retirement(as_of),
        not_before: model.retires_not_before,
        recommended: model.recommendation(as_of).map(|found| found.id.as_ref()),
        replacement,
        replacement_name,
        chain: chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect(),
        source: &model.source,
        read: model.read.to_string(),
        advice: model.replacement_text.as_deref(),
        maker: provider.map_or(model.provider.as_ref(), |provider| provider.name.as_ref()),
    }
}

/// The row of a model by one of its names elsewhere.
pub(crate) fn of_spelling<'c>(
    catalog: &'c Catalog,
    model: &'c Model,
    spelling: &'c Spelling,
    as_of: Date,
) -> Row<'c> {
    let own = row(catalog, model, as_of);
    let state = spelling.state(model, as_of);
    let surface = &spelling.surface;
    let (replacement, target) = match advice_on(catalog, model, &spelling.text, surface, as_of) {
        Some(Ok(target)) => (Some(target.id.as_ref()), Some(target)),
        Some(Err(_)) => (own.replacement, None),
        None => {
            let target = own.replacement.and_then(|id| catalog.find(id));
            (own.replacement, target.map(|target| target.model))
        }
    };
    let replacement_name = target.and_then(|target| alive_on(catalog, target, surface, as_of));
    let row = Row {
        name: &spelling.text,
        surface: &spelling.surface,
        state: state.as_str(),
        standing: state,
        replacement,
        replacement_name,
        ..own
    };
    if !spelling.has_own_days() {
        return Row { borrowed: true, ..row };
    }
    let announced = spelling.deprecated.or(spelling.retires).filter(|&date| date <= as_of);
    Row {
        legacy: None,
        deprecated: spelling.deprecated.filter(|&date| date <= as_of),
        retires: spelling.retires.filter(|_| announced.is_some()),
        not_before: spelling.retires_not_before,
        ..row
    }
}

/// How `surface` writes `model`, if it serves it.
fn alive_on<'c>(
    catalog: &'c Catalog,
    model: &'c Model,
    surface: &str,
    as_of: Date,
) -> Option<&'c str> {
    if catalog.is_own(model, surface) {
        return Some(&model.id);
    }
    let usual = model.spellings.iter().find(|one| one.surface == surface)?;
    (!usual.state(model, as_of).is_due()).then_some(usual.text.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::builtin;

    /// The replacement's ID and its name on `surface`, of the model `id` there.
    fn instead(surface: &str, id: &str) -> (Option<&'static str>, Option<&'static str>) {
        let catalog = builtin::catalog();
        let model = catalog.find(id).unwrap().model;
        let rows = rows(catalog, model, catalog.surface(surface), Date::ymd(2026, 11, 22));
        (rows[0].replacement, rows[0].replacement_name)
    }

    #[test]
    fn a_platform_has_the_last_word_on_its_own_names() {
        let here = instead("gemini-api", "gemini-2.0-flash");
        assert_eq!(here, (Some("gemini-3.6-flash"), Some("gemini-3.6-flash")));
        let there = instead("vertex", "gemini-2.0-flash");
        assert_eq!(there, (Some("gemini-3.1-flash-lite"), Some("gemini-3.1-flash-lite")));
        // Its own recommendation is deprecated there, and nothing is recommended instead of that.
        assert_eq!(instead("azure", "gpt-4o-mini").1, None);
        assert_eq!(instead("azure", "gpt-4o").1, Some("gpt-5.1"));
    }
}
