//! Where the built-in recommendations lead, on every day on which something changes.

use modelmod_catalog::{Basis, Date, End, Model, State, builtin};
use std::collections::BTreeSet;

const TODAY: Date = Date::ymd(2026, 11, 23);

/// Every day of every row: between two of them nothing changes.
fn days() -> BTreeSet<Date> {
    let of = |model: &'static Model| {
        let life = [model.released, model.legacy, model.deprecated, model.retires];
        let advice = model.replacements.iter().map(|one| one.since);
        life.into_iter().flatten().chain(advice)
    };
    builtin::catalog().models().iter().flat_map(of).chain([TODAY]).collect()
}

#[test]
fn never_go_in_circles_nor_to_what_does_not_exist() {
    let catalog = builtin::catalog();
    for day in days() {
        for model in catalog.models() {
            let chain = catalog.chain(model, day);
            assert!(
                !matches!(chain.end, End::Circle(_) | End::Unknown(_)),
                "{} on {day}: {chain:?}",
                model.id
            );
            for hop in &chain.hops {
                assert_ne!(hop.state, State::Unreleased, "{} -> {}, {day}", model.id, hop.model.id);
            }
        }
    }
}

/// Models that have to be replaced, for which no chain names one replacement. Each is a row
/// of which the provider names none, or several, or none that stays.
#[test]
fn lead_somewhere_today_unless_nobody_says_where() {
    let catalog = builtin::catalog();
    let due = catalog.models().iter().filter(|model| model.state(TODAY).is_due());
    let open: Vec<&Model> =
        due.filter(|model| catalog.chain(model, TODAY).replacement().is_none()).collect();
    for model in &open {
        let ends_at_advice = match catalog.chain(model, TODAY).end {
            End::NoRecommendation(last) => last.replacements.is_empty(),
            End::NotStated(last) => last.basis != Basis::Stated,
            _ => false,
        };
        assert!(ends_at_advice, "{}", model.id);
    }
    let of = |provider: &str| open.iter().filter(|model| model.provider == provider).count();
    assert_eq!((of("anthropic"), of("openai")), (3, 29));
}
