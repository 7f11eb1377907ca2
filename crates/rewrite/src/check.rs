//! The check of an edited file, before anything is written: a second run finds nothing to do, and
//! it parses as it did.

use crate::beside::Beside;
use crate::encoding::Text;
use crate::site::{Site, Source};
use crate::{Applicability, Engine, FilePlan};
use modelmod_edit::EditSet;

impl Engine<'_> {
    /// Whether a second run over the edited file finds nothing more to edit, and the file
    /// parses as it did before. `source` is the text of the file `before`.
    pub(crate) fn holds(
        &self,
        path: &str,
        before: &[u8],
        source: &Source<'_>,
        plan: &FilePlan<'_>,
    ) -> bool {
        let again = || self.again(path, before, source, &plan.edits, &plan.beside);
        plan.edits.is_empty() || again().is_some_and(|again| again.is_empty())
    }

    /// What a second run over the edited file finds to edit; `None` where the file does not
    /// parse as it did before. `source` is the text of the file `before`.
    pub(crate) fn again(
        &self,
        path: &str,
        before: &[u8],
        source: &Source<'_>,
        edits: &EditSet,
        beside: &Beside,
    ) -> Option<EditSet> {
        let after = edits.apply(before);
        let text = Text::new(&after)?;
        let again = Source::new(path, &text.bytes);
        let occurrences = self.due(self.matcher.find(&text.bytes));
        let kept = self.kept(path, &text, &occurrences);
        let findings = self.findings(path, &text, &again, &occurrences, &kept, beside);
        (source.parses() == again.parses()).then(|| self.edits(&findings, after.len()))
    }
}

/// The same findings without edits: no change beats a wrong change.
pub(crate) fn unverified(mut plan: FilePlan<'_>) -> FilePlan<'_> {
    for finding in plan.findings.iter_mut().filter(|finding| finding.edit.is_some()) {
        finding.site = Site::Unverified;
        finding.applicability = Applicability::Display;
        finding.reason = Site::Unverified.reason().to_owned();
        finding.edit = None;
    }
    plan.edits = EditSet::default();
    plan
}
