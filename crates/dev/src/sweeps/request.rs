//! What the engine is asked, so that it has the same task as the maintainers had.

use super::commits::Commit;
use crate::corpus::named::named;
use modelmod_catalog::Catalog;
use modelmod_rewrite::{Engine, Request};
use std::collections::BTreeMap;

/// Why a name of a commit is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unasked {
    /// The catalogue has no such name.
    Unknown,
    /// Another spelling of the same model was written: no migration.
    SameModel,
    /// The engine refuses each of the new names: deprecated on the day of the commit.
    NoTarget,
}

impl Unasked {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "the catalogue has no model of the replaced name",
            Self::SameModel => {
                "the same model in another spelling was written, which is no migration"
            }
            Self::NoTarget => {
                "modelmod refuses the new name: deprecated itself on the day of the commit"
            }
        }
    }
}

/// A request, and the names of the commit that are not part of it.
#[derive(Debug)]
pub struct Asked {
    /// The request; `None` when no name of the commit can be asked for.
    pub request: Option<Request>,
    /// Names that are not asked for.
    pub unasked: BTreeMap<String, Unasked>,
}

/// The request that makes the replaced models of `commit` due, and no others, on its day, with
/// the replacements that the maintainers chose. Of several for one model the first that can be
/// written is taken: which one it is hardly changes where it is written.
#[must_use]
pub fn of(catalog: &Catalog, commit: &Commit) -> Asked {
    let mut chosen: BTreeMap<String, String> = BTreeMap::new();
    let mut unasked = BTreeMap::new();
    for (old, new) in &commit.replaced {
        match target(catalog, commit, old, new) {
            Ok((model, target)) => {
                chosen.entry(model).or_insert(target);
            }
            Err(why) => {
                unasked.insert(old.clone(), why);
            }
        }
    }
    // A name may have several successors, and several names may be of one model.
    unasked
        .retain(|old, _| !named(catalog, old).is_some_and(|model| chosen.contains_key(&*model.id)));
    let request = (!chosen.is_empty()).then(|| Request {
        only: chosen.keys().cloned().collect(),
        to: chosen.into_iter().collect(),
        ..Request::new(commit.date)
    });
    Asked { request, unasked }
}

/// The ID of the replaced model, and what to ask for instead.
fn target(
    catalog: &Catalog,
    commit: &Commit,
    old: &str,
    new: &str,
) -> Result<(String, String), Unasked> {
    let old = named(catalog, old).ok_or(Unasked::Unknown)?;
    let new = match named(catalog, new) {
        Some(model) if std::ptr::eq(model, old) => return Err(Unasked::SameModel),
        Some(model) => model.id.to_string(),
        // Unknown names can be written, but nothing is known of them.
        None => new.to_owned(),
    };
    let pair = (old.id.to_string(), new);
    let request = Request { to: vec![pair.clone()], ..Request::new(commit.date) };
    Engine::new(catalog, &request).map(|_| pair).map_err(|_| Unasked::NoTarget)
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, builtin};

    fn asked(
        date: Date,
        replaced: &[(&str, &str)],
    ) -> (Vec<(String, String)>, BTreeMap<String, Unasked>) {
        let commit = Commit {
            repo: "o/n".to_owned(),
            sha: "s".to_owned(),
            parent: "p".to_owned(),
            date,
            is_migration: true,
            replaced: replaced.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect(),
            changed: Vec::new(),
            left: Vec::new(),
            uses: (1, 0),
            counted: (1, 0),
        };
        let asked = of(builtin::catalog(), &commit);
        (asked.request.map(|request| request.to).unwrap_or_default(), asked.unasked)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    #[test]
    fn names_of_platforms_lead_to_models() {
        let (to, unasked) = asked(
            Date::ymd(2024, 12, 1),
            &[
                ("claude-v2", "claude-3-5-sonnet-20240620-v1:0"),
                ("claude-3-sonnet@20240229", "claude-3-5-sonnet-v2@20241022"),
            ],
        );
        let sonnet = "claude-3-sonnet-20240229";
        assert_eq!(
            to,
            pairs(&[
                ("claude-2.0", "claude-3-5-sonnet-20240620"),
                (sonnet, "claude-3-5-sonnet-20241022")
            ])
        );
        assert_eq!(unasked, BTreeMap::new());
    }

    #[test]
    fn what_cannot_be_asked_is_told() {
        let (to, unasked) = asked(
            Date::ymd(2026, 11, 23),
            &[
                ("no-such-model", "claude-sonnet-5"),
                ("claude-3-haiku-20240307-v1:0", "claude-3-haiku-20240307"),
                ("claude-3-opus-20240229", "claude-2.1"),
                ("claude-2.0", "claude-2.1"),
                ("claude-2.0", "claude-sonnet-5"),
            ],
        );
        assert_eq!(to, pairs(&[("claude-2.0", "claude-sonnet-5")]));
        let unasked: Vec<_> = unasked.iter().map(|(name, why)| (name.as_str(), *why)).collect();
        assert_eq!(
            unasked,
            [
                ("claude-3-haiku-20240307-v1:0", Unasked::SameModel),
                ("claude-3-opus-20240229", Unasked::NoTarget),
                ("no-such-model", Unasked::Unknown),
            ]
        );
    }
}
