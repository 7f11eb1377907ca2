//! Names of models, in this pack and in others: which row a fact of the page is about.

use super::platform::{Done, Platform};
use super::text::{PackText, Row};
use super::{Merge, Merged};
use crate::{Fact, Refusal};
use modelmod_catalog::{Catalog, Date, Entry, Kind};

/// Names of models, here and in other packs.
pub(super) struct Names<'a> {
    pub(super) request: &'a Merge<'a>,
    pub(super) known: &'a Catalog,
}

impl Names<'_> {
    /// A new pack takes the place of what the catalogue has of its provider.
    fn find(&self, name: &str) -> Option<Entry<'_>> {
        let stays = |entry: &Entry<'_>| {
            self.request.pack.is_some() || entry.model.provider != self.request.provider
        };
        self.known.find(name).filter(stays)
    }

    /// Whether a recommendation of this name can be followed.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.find(name).is_some_and(|entry| entry.kind != Kind::Spelling)
            || self.request.page.facts.iter().any(|fact| {
                (fact.id == name || fact.others.iter().any(|other| other == name))
                    && fact.version.is_none()
                    && self.elsewhere(fact).is_none()
            })
    }

    /// The rows of the pack that a fact is about.
    pub(super) fn rows(&self, pack: &PackText<'_>, fact: &Fact) -> Vec<usize> {
        let row =
            |name: &str| pack.models.iter().position(|row| row.names().any(|one| one == name));
        if fact.version.is_some() {
            let found = versioned(fact).find_map(|name| row(&name));
            // The only version of it on the page is what the name alone stands for.
            let alone = || row(&fact.id).filter(|_| self.versions(fact) == 1);
            return found.or_else(alone).into_iter().collect();
        }
        let mut rows: Vec<usize> = Vec::new();
        for index in std::iter::once(&fact.id).chain(&fact.others).filter_map(|name| row(name)) {
            if !rows.contains(&index) {
                rows.push(index);
            }
        }
        rows
    }

    /// Of how many versions of the model the page speaks.
    fn versions(&self, fact: &Fact) -> usize {
        self.request.page.facts.iter().filter(|one| one.id == fact.id).count()
    }

    /// Whether the pack has the name for all of the versions of which the page speaks: its days
    /// are those of one of them, and a person has to say of which.
    pub(super) fn is_one_of_several(&self, pack: &PackText<'_>, fact: &Fact) -> bool {
        fact.version.is_some()
            && self.versions(fact) > 1
            && pack.models.iter().any(|row| row.names().any(|name| name == fact.id))
    }

    /// The fact with those further names alone that are nobody else's. They belong to the row
    /// that has the first of them.
    pub(super) fn own(&self, pack: &PackText<'_>, fact: &Fact, row: &Row, is_first: bool) -> Fact {
        let mut fact = fact.clone();
        let claimed = |name: &String| {
            !is_first
                || pack.models.iter().any(|row| row.names().any(|one| one == name))
                || self.find(name).is_some()
        };
        if is_first && fact.version.is_none() && !row.names().any(|name| name == fact.id) {
            fact.others.push(fact.id.clone());
        }
        fact.others.retain(|name| !claimed(name));
        fact
    }

    /// The model of another pack that bears the name.
    fn elsewhere(&self, fact: &Fact) -> Option<Entry<'_>> {
        let names: Vec<String> = if fact.version.is_some() {
            versioned(fact).chain([fact.id.clone()]).collect()
        } else {
            std::iter::once(&fact.id).chain(&fact.others).cloned().collect()
        };
        let found = names.iter().filter_map(|name| self.find(name));
        found.into_iter().find(|entry| entry.model.provider != self.request.provider)
    }

    /// Whether the fact is about a model of another pack; what it says of the platform is
    /// entered there, where the pack spells it for the platform.
    pub(super) fn beside(
        &self,
        fact: &Fact,
        captured: Date,
        platform: &mut Platform<'_>,
        merged: &mut Merged,
        refusals: &mut Vec<Refusal>,
    ) -> bool {
        let elsewhere = self.elsewhere(fact);
        let differs = match platform.enter(fact) {
            Done::Changed(change) => {
                merged.changes.push(change);
                return true;
            }
            Done::Refused(refusal) => {
                refusals.push(refusal);
                return true;
            }
            Done::Newer => {
                merged.newer += 1;
                return true;
            }
            Done::Same => String::new(),
            Done::Unknown => match &elsewhere {
                Some(entry) => difference(entry, fact, captured),
                None => return false,
            },
        };
        let provider = elsewhere.map_or(String::new(), |entry| entry.model.provider.to_string());
        merged.elsewhere.push((fact.id.clone(), provider, differs));
        true
    }

    /// A new model of which the page parts name and version: both make its ID.
    pub(super) fn with_version(&self, fact: &Fact) -> Fact {
        match &fact.version {
            Some(version) if self.versions(fact) > 1 || version.len() > 3 => {
                Fact { id: format!("{}-{version}", fact.id), ..fact.clone() }
            }
            _ => fact.clone(),
        }
    }
}

/// How a name and its version may be written as one.
pub(super) fn versioned(fact: &Fact) -> impl Iterator<Item = String> + '_ {
    let version = fact.version.iter();
    version.flat_map(move |version| {
        ["-", "@", ":", "/"].iter().map(move |mark| format!("{}{mark}{version}", fact.id))
    })
}

/// How the page differs from what another pack says of the model on that platform.
fn difference(entry: &Entry<'_>, fact: &Fact, captured: Date) -> String {
    let spelling =
        entry.model.spellings.iter().find(|one| one.text == entry.text && one.has_own_days());
    let (deprecated, retires) = spelling
        .map_or((entry.model.deprecated, entry.model.retires), |spelling| {
            (spelling.deprecated, spelling.retires)
        });
    if entry.model.read > captured {
        return String::new();
    }
    let mut out = Vec::new();
    for (key, theirs, ours) in
        [("deprecated", deprecated, fact.deprecated), ("retires", retires, fact.retires)]
    {
        if let Some(ours) = ours.filter(|ours| theirs != Some(*ours)) {
            let theirs = theirs.map_or("no day".to_owned(), |day| day.to_string());
            out.push(format!("`{key}` is {ours} on the page and {theirs} there"));
        }
    }
    out.join(", ")
}
