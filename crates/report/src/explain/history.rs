//! How the way to a model's replacement changed with time.

use modelmod_catalog::{Catalog, Chain, Date, End, Model};
use std::collections::BTreeSet;

/// The way to the replacement from a day on.
pub(super) struct Step<'c> {
    pub(super) since: Date,
    pub(super) chain: Chain<'c>,
}

/// Every way that led from `model` to a replacement up to `as_of`, oldest first.
///
/// A way changes when a recommendation on it does, and when a model on it begins or ends.
pub(super) fn history<'c>(catalog: &'c Catalog, model: &'c Model, as_of: Date) -> Vec<Step<'c>> {
    let Some(first) = model.replacements.first().map(|found| found.since) else {
        return Vec::new();
    };
    let mut days = BTreeSet::new();
    let (mut seen, mut open) = (vec![model], vec![model]);
    while let Some(at) = open.pop() {
        for found in at.replacements.iter() {
            days.insert(found.since);
            let Some(next) = catalog.find(&found.id).map(|entry| entry.model) else { continue };
            if !seen.iter().any(|one| std::ptr::eq(*one, next)) {
                days.extend(
                    [next.released, next.legacy, next.deprecated, next.retires]
                        .into_iter()
                        .flatten(),
                );
                seen.push(next);
                open.push(next);
            }
        }
    }
    let mut steps: Vec<Step<'c>> = Vec::new();
    for since in days.into_iter().filter(|&day| first <= day && day <= as_of) {
        let chain = catalog.chain(model, since);
        if steps.last().is_none_or(|last| !is_same(&last.chain, &chain)) {
            steps.push(Step { since, chain });
        }
    }
    steps
}

fn is_same(a: &Chain<'_>, b: &Chain<'_>) -> bool {
    let ids = |chain: &Chain<'_>| -> Vec<String> {
        chain.hops.iter().map(|hop| hop.model.id.to_string()).collect()
    };
    let is_active = |chain: &Chain<'_>| matches!(chain.end, End::Active(_));
    ids(a) == ids(b) && is_active(a) == is_active(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::builtin;

    fn steps(id: &str, as_of: Date) -> Vec<(String, Vec<String>, bool)> {
        let catalog = builtin::catalog();
        let model = catalog.find(id).unwrap().model;
        let steps = history(catalog, model, as_of).into_iter();
        steps
            .map(|step| {
                let ids = step.chain.hops.iter().map(|hop| hop.model.id.to_string()).collect();
                (step.since.to_string(), ids, step.chain.replacement().is_some())
            })
            .collect()
    }

    #[test]
    fn a_way_grows_when_what_it_leads_to_ages() {
        let found = steps("gpt-4-32k", Date::ymd(2026, 11, 23));
        assert_eq!(found[0], ("2024-06-06".to_owned(), vec!["gpt-4o".to_owned()], true));
        let last = found.last().unwrap();
        assert_eq!((last.1.join(" "), last.2), ("gpt-4o gpt-6-luna".to_owned(), true));
        let gpt_4o = builtin::catalog().find("gpt-4o").unwrap().model;
        assert_eq!(last.0, gpt_4o.deprecated.unwrap().to_string());
    }

    #[test]
    fn nothing_of_later_days_is_told() {
        assert_eq!(steps("gpt-4-32k", Date::ymd(2024, 6, 5)), []);
        assert_eq!(steps("gpt-4-32k", Date::ymd(2024, 6, 6)).len(), 1);
    }

    #[test]
    fn the_last_step_is_the_chain_of_the_day() {
        let (catalog, as_of) = (builtin::catalog(), Date::ymd(2026, 11, 23));
        for model in catalog.models() {
            let steps = history(catalog, model, as_of);
            let Some(last) = steps.last() else { continue };
            assert!(is_same(&last.chain, &catalog.chain(model, as_of)), "{}", model.id);
        }
    }
}
