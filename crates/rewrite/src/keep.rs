//! Mentions that stay because somebody said so: in a comment of the file, or by a baseline.

use crate::baseline::Accepted;
use crate::matcher::Occurrence;
use crate::suppress::Suppressions;
use crate::{Baseline, Notice};
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_edit::LineIndex;

/// What is known of the mentions of one file before their sites are.
#[derive(Default)]
pub(crate) struct Kept<'c> {
    /// For each occurrence, why it stays, if it does.
    fates: Vec<Option<Fate>>,
    /// Suppressions that somebody should look at.
    pub(crate) notices: Vec<Notice>,
    /// What the baseline says of the file.
    pub(crate) accepted: Vec<Accepted<'c>>,
    /// A suppression says until when it holds.
    pub(crate) is_dated: bool,
}

/// Why a mention stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is the name in a suppression: no mention at all.
    Marker,
    /// A comment in the file says so, with this reason.
    Suppressed(String),
    /// The baseline counts it.
    Accepted,
}

/// What mentions are looked at with.
pub(crate) struct Keeper<'k, 'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) as_of: Date,
    pub(crate) baseline: &'k Baseline,
    /// Whether this run finds mentions of a model, or of all models (`None`).
    pub(crate) is_asked: &'k dyn Fn(Option<&Model>) -> bool,
}

impl<'c> Keeper<'_, 'c> {
    /// Looks at the occurrences of one file.
    pub(crate) fn look(
        &self,
        path: &str,
        text: &[u8],
        lines: &LineIndex,
        occurrences: &[Occurrence],
    ) -> Kept<'c> {
        let mut suppressions = Suppressions::read(text, lines, self.catalog, self.as_of);
        let mut fates: Vec<Option<Fate>> = occurrences
            .iter()
            .map(|occurrence| {
                if suppressions.holds(occurrence.span) {
                    return Some(Fate::Marker);
                }
                let line = lines.line_of(occurrence.span.start);
                let reason = suppressions.reason(line, self.model(occurrence))?;
                Some(Fate::Suppressed(reason.to_owned()))
            })
            .collect();
        let accepted = self.accepted(path, occurrences, &fates);
        for (occurrence, fate) in occurrences.iter().zip(&mut fates) {
            let model = self.model(occurrence);
            let holds = |one: &Accepted<'_>| std::ptr::eq(one.model, model) && one.holds();
            if fate.is_none() && accepted.iter().any(holds) {
                *fate = Some(Fate::Accepted);
            }
        }
        let is_dated = suppressions.is_dated();
        Kept { fates, notices: suppressions.notices(self.is_asked), accepted, is_dated }
    }

    fn accepted(
        &self,
        path: &str,
        occurrences: &[Occurrence],
        fates: &[Option<Fate>],
    ) -> Vec<Accepted<'c>> {
        let open = occurrences.iter().zip(fates).filter(|(_, fate)| fate.is_none());
        let models = open.map(|(occurrence, _)| self.model(occurrence));
        self.baseline.on(path, models, |id| {
            let model = self.catalog.find(id)?.model;
            (self.is_asked)(Some(model)).then_some(model)
        })
    }

    fn model(&self, occurrence: &Occurrence) -> &'c Model {
        self.catalog.entry(occurrence.name).model
    }
}

impl Kept<'_> {
    /// Why the occurrence stays, if it does.
    pub(crate) fn fate(&self, at: usize) -> Option<&Fate> {
        self.fates.get(at)?.as_ref()
    }
}
