//! The edits of a file, and their check before anything is written: a second run finds nothing
//! to do, and the file parses as it did.

use crate::encoding::Text;
use crate::heard::Heard;
use crate::site::{Site, Source};
use crate::{Applicability, Engine, FilePlan, Finding};
use modelmod_edit::{Edit, EditSet, Span};

impl Engine<'_> {
    /// The edits of `findings` that the request asks for, in a file of `len` bytes.
    pub(crate) fn edits(&self, findings: &[Finding<'_>], len: usize) -> EditSet {
        let wanted = findings.iter().filter(|one| one.applicability <= self.request.level);
        let edits: Vec<Edit> = wanted.filter_map(|finding| finding.edit.clone()).collect();
        // Occurrences do not overlap, so edits do not; if they ever did, none is made.
        EditSet::new(edits, len).unwrap_or_default()
    }

    /// Whether a second run over the edited file finds nothing more to edit, and the file
    /// parses as it did before. `source` is the text of the file `before`.
    pub(crate) fn holds(
        &self,
        path: &str,
        before: &[u8],
        source: &Source<'_>,
        plan: &FilePlan<'_>,
    ) -> bool {
        let again = || self.again(path, before, source, &plan.edits, &plan.heard);
        plan.edits.is_empty()
            || again().is_some_and(|again| again.is_empty())
                && (source.parses() == Some(true) || self.is_final(path, before, plan))
    }

    /// Whether a run that knows nothing of this one finds nothing to edit: of a long text it reads
    /// only what is around the names that are due then, which may be sound where the rest is not.
    /// Where all was sound, a part of it says nothing else.
    fn is_final(&self, path: &str, before: &[u8], plan: &FilePlan<'_>) -> bool {
        let after = plan.edits.apply(before);
        let Some(text) = Text::new(&after) else { return false };
        let source = Source::new(path, &text.bytes);
        if !source.is_read_in_parts() {
            return true;
        }
        let mut traces = self.matcher.traces(&text.bytes);
        let occurrences = self.due(&text.bytes, self.matcher.search(&text.bytes, &traces));
        // The mark of a suppression comes behind all beginnings of symbols.
        traces.others.retain(|(_, which)| *which < self.symbols.beginnings().len());
        let symbols = self.due_symbols(&text.bytes, &traces.others);
        let symbols = self.as_occurrences(&self.standing(&source, symbols));
        let all = [occurrences.as_slice(), &symbols].concat();
        let source = source.at(text.places(all.iter().map(|one| one.span)));
        let kept = self.kept(path, &source, &all);
        let sited = self.sited(path, &source, &occurrences, None);
        let names = (occurrences.as_slice(), sited.sites());
        let findings = self.findings(path, &text, &source, names, &kept, &plan.heard);
        self.edits(&findings, after.len()).is_empty()
    }

    /// What a second run over the edited file finds to edit; `None` where the file does not
    /// parse as it did before. `source` is the text of the file `before`.
    pub(crate) fn again(
        &self,
        path: &str,
        before: &[u8],
        source: &Source<'_>,
        edits: &EditSet,
        heard: &Heard,
    ) -> Option<EditSet> {
        let after = edits.apply(before);
        let text = Text::new(&after)?;
        let places = source.places().map(|places| moved(places, edits));
        let again = Source::new(path, &text.bytes).at(places);
        let traces = self.matcher.traces(&text.bytes);
        let occurrences = self.due(&text.bytes, self.matcher.search(&text.bytes, &traces));
        let kept = self.kept(path, &again, &occurrences);
        let sited = self.sited(path, &again, &occurrences, None);
        let names = (occurrences.as_slice(), sited.sites());
        let findings = self.findings(path, &text, &again, names, &kept, heard);
        (source.parses() == again.parses()).then(|| self.edits(&findings, after.len()))
    }
}

/// Where `places` are after `edits`, and where those are.
fn moved(places: &[Span], edits: &EditSet) -> Vec<Span> {
    let edits = edits.as_slice();
    // How much longer, and how much shorter, the text has become behind each edit.
    let mut shifts = vec![(0, 0)];
    shifts.extend(edits.iter().scan((0, 0), |(gained, lost), edit| {
        (*gained, *lost) = (*gained + edit.text.len(), *lost + edit.span.len());
        Some((*gained, *lost))
    }));
    let to = |at: usize| {
        let (gained, lost) = shifts[edits.partition_point(|edit| edit.span.end <= at)];
        (at + gained).saturating_sub(lost)
    };
    let written = edits.iter().map(|edit| Span::new(to(edit.span.end), to(edit.span.end)));
    places.iter().map(|place| Span::new(to(place.start), to(place.end))).chain(written).collect()
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
