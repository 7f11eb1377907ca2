//! Where what is known of a model is not of one voice.

use super::names::{Elsewhere, platform};
use modelmod_catalog::{Basis, Catalog, Date, Model};

/// Each difference as a sentence without a full stop.
pub(super) fn differences(
    catalog: &Catalog,
    model: &Model,
    elsewhere: &[Elsewhere<'_>],
    as_of: Date,
) -> Vec<String> {
    let mut found = Vec::new();
    let told = match model.basis {
        Basis::Stated => None,
        Basis::Unlisted => Some("the provider says so, but not in its list of models"),
        Basis::Secondary => {
            Some("its days come from somebody else than the provider: nothing is rewritten by them")
        }
        Basis::Listed => Some("its name stands in a list, and nobody published its lifecycle"),
    };
    found.extend(told.map(str::to_owned));
    if let Some(guide) = &model.replacement_guide {
        let page = model.recommendation(as_of).map_or("nothing", |found| found.id.as_ref());
        found.push(format!(
            "replacement: the provider's migration guide names {guide}, its page {page}"
        ));
    }
    let home = catalog.provider(&model.provider).map_or("", |provider| &provider.surface);
    let own = model.announced_retirement(as_of);
    for one in elsewhere.iter().filter(|one| !one.row.borrowed && one.row.retires != own) {
        let day =
            |day: Option<Date>| day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let (there, here) = (day(one.row.retires), day(own));
        let sentence = format!(
            "retirement: {} has {there} for {}, {} has {here}",
            one.platform,
            one.label(),
            platform(catalog, home)
        );
        if !found.contains(&sentence) {
            found.push(sentence);
        }
    }
    found
}
