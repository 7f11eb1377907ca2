//! Traffic beside a source tree: which files name the models that see it.

use crate::audit::{Audit, AuditRow};
use modelmod_catalog::Model;
use modelmod_rewrite::Plan;
use std::collections::BTreeSet;

/// Places that are named for a model; all are counted.
const KEPT: usize = 3;

/// Traffic beside a source tree.
#[derive(Clone, Debug)]
pub struct Tree<'c> {
    /// Files that were read.
    pub files: u64,
    /// Models that are due, that the tree names, and that see traffic; the most used first.
    pub named: Vec<NamedInTree<'c>>,
    /// Models with traffic that no file names, with the part of it that they have; the most used
    /// first.
    pub absent: Vec<(&'c Model, f64)>,
    /// IDs of models that are due and that the tree names, but no key uses; sorted.
    pub quiet: Vec<&'c str>,
}

/// A model that is due, in the tree and in the traffic.
#[derive(Clone, Debug)]
pub struct NamedInTree<'c> {
    /// The model.
    pub model: &'c Model,
    /// Its part of all traffic, from 0 to 1.
    pub share: f64,
    /// How many keys use it.
    pub keys: usize,
    /// How often the tree names it.
    pub mentions: usize,
    /// How many of those `migrate` would rewrite.
    pub edits: usize,
    /// The first places.
    pub places: Vec<Mention>,
}

/// A place in a file that names a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The path below the root of the run, in bytes.
    pub path: Vec<u8>,
    /// From 1.
    pub line: usize,
    /// From 1, in bytes.
    pub column: usize,
}

impl<'c> Tree<'c> {
    /// Joins traffic with a tree: `plan` is what `migrate` would do there, and `mentioned` says
    /// which models its `files` name, due or not.
    #[must_use]
    pub fn new(
        audit: &Audit<'c>,
        plan: &Plan<'c>,
        files: u64,
        mentioned: impl Fn(&Model) -> bool,
    ) -> Self {
        let used = used(audit);
        let is = |a: &Model, b: &Model| a.id == b.id;
        let rows_of =
            |model: &'c Model| audit.rows.iter().filter(move |row| is(row.named.model, model));
        let mut named = Vec::new();
        let due = |model: &'c Model| rows_of(model).filter(|row| row.is_due);
        for &model in used.iter().filter(|model| due(model).next().is_some()) {
            let found: Vec<_> = plan.findings().filter(|(_, one)| is(one.model, model)).collect();
            if found.is_empty() {
                continue;
            }
            let places = found.iter().take(KEPT).map(|(file, one)| Mention {
                path: file.path.clone(),
                line: one.position.line,
                column: one.position.column,
            });
            named.push(NamedInTree {
                model,
                share: audit.share_of(due(model)),
                keys: keys(due(model)),
                mentions: found.len(),
                edits: found.iter().filter(|(file, one)| file.is_edited(one)).count(),
                places: places.collect(),
            });
        }
        let stands = |model: &Model| {
            mentioned(model) || plan.findings().any(|(_, one)| is(one.model, model))
        };
        let absent = used.iter().filter(|model| !stands(model));
        let absent = absent.map(|model| (*model, audit.share_of(rows_of(model)))).collect();
        let in_plan: BTreeSet<&'c str> =
            plan.findings().map(|(_, one)| one.model.id.as_ref()).collect();
        let is_used = |id: &&str| used.iter().any(|model| model.id == **id);
        let quiet = in_plan.into_iter().filter(|id| !is_used(id)).collect();
        Self { files, named, absent, quiet }
    }
}

/// Models with traffic, the most used first; of equals the first by ID.
fn used<'c>(audit: &Audit<'c>) -> Vec<&'c Model> {
    let mut used: Vec<&'c Model> = Vec::new();
    for row in audit.rows.iter().filter(|row| row.totals.is_used()) {
        if !used.iter().any(|model| model.id == row.named.model.id) {
            used.push(row.named.model);
        }
    }
    // Once for each: an export can have rows by the hundred thousand.
    let share = |model: &'c Model| {
        let rows = audit.rows.iter().filter(|row| row.named.model.id == model.id);
        (audit.share_of(rows), model)
    };
    let mut used: Vec<(f64, &'c Model)> = used.into_iter().map(share).collect();
    used.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.id.cmp(&other.id)));
    used.into_iter().map(|(_, model)| model).collect()
}

fn keys<'r, 'c: 'r>(rows: impl Iterator<Item = &'r AuditRow<'c>>) -> usize {
    rows.map(|row| (&row.workspace, &row.key)).collect::<BTreeSet<_>>().len()
}
