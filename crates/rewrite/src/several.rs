//! The one to propose where a provider recommends several models.

use modelmod_catalog::{Basis, Catalog, Date, Model, State};

/// The first model that `text`, a provider's words, recommends, or what became of it: of
/// "A or B" and "A, B and C" the first that leads to an active one.
///
/// `None` where other words come first: "A with B" is more than A.
pub(crate) fn first<'c>(catalog: &'c Catalog, text: &str, as_of: Date) -> Option<&'c Model> {
    let is_separator = |word: &str| matches!(word, "or" | "and");
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if is_separator(word) {
            continue;
        }
        // `gpt-4.1*` is said of a model and its like.
        let id = word.trim_end_matches(',').trim_end_matches('*');
        let Some(model) =
            catalog.find(id).map(|found| found.model).filter(|model| *model.id == *id)
        else {
            break;
        };
        let ends = word.ends_with(',')
            || words.peek().is_none_or(|next| is_separator(next) || catalog.find(next).is_some());
        if !ends {
            break;
        }
        if let Some(alive) = alive(catalog, model, as_of) {
            return Some(alive);
        }
    }
    None
}

fn alive<'c>(catalog: &'c Catalog, model: &'c Model, as_of: Date) -> Option<&'c Model> {
    let is_documented = matches!(model.basis, Basis::Stated | Basis::Unlisted);
    if is_documented && model.state(as_of) == State::Active {
        return Some(model);
    }
    catalog.chain(model, as_of).replacement()
}
