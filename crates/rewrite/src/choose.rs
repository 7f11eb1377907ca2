//! A plan of which the user decides each edit.

use crate::check::unverified;
use crate::encoding::Text;
use crate::site::Source;
use crate::{Applicability, Engine, FilePlan, Plan};
use modelmod_edit::{Edit, EditSet, Span};

/// What the user says to one edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Make it.
    Yes,
    /// Make it with this replacement, which [`Engine::check_replacement`] has let pass.
    Instead(String),
    /// Do not make it.
    No,
    /// Nothing: the user was not asked any more. It is not made.
    #[default]
    Unasked,
}

impl Engine<'_> {
    /// Keeps of `plan` what was chosen. `choices` has for each file of the plan one choice for
    /// each of its edits; what is missing was not asked.
    ///
    /// What is not made becomes a finding for display. A file that would not parse any more,
    /// or in which a second run would edit what was written, loses all its edits; the number
    /// of such files is returned.
    pub fn choose(&self, plan: &mut Plan<'_>, choices: &[Vec<Choice>]) -> usize {
        let mut refused = 0;
        for (at, file) in plan.files.iter_mut().enumerate() {
            if file.plan.edits.is_empty() {
                continue;
            }
            let choices = choices.get(at).map_or(&[][..], Vec::as_slice);
            let chosen = chosen(&file.plan, &file.before, choices);
            // What the engine made is checked already.
            let is_new = chosen.edits != file.plan.edits;
            let path = String::from_utf8_lossy(&file.path);
            if is_new && !self.holds_in_part(&path, &file.before, &chosen) {
                file.plan = unverified(chosen);
                refused += 1;
            } else {
                file.plan = chosen;
            }
        }
        refused
    }

    /// Whether the file parses as before and a second run leaves alone what was written. That
    /// it finds other edits is no fault: they were not chosen.
    fn holds_in_part(&self, path: &str, before: &[u8], plan: &FilePlan<'_>) -> bool {
        let edits = &plan.edits;
        if edits.is_empty() {
            return true;
        }
        let Some(text) = Text::new(before) else { return false };
        let places = text.places(plan.findings.iter().map(|finding| finding.span));
        let source = Source::new(path, &text.bytes).at(places);
        let Some(again) = self.again(path, before, &source, edits, &plan.heard) else {
            return false;
        };
        let mut shift = 0isize;
        edits.as_slice().iter().all(|edit| {
            let start = edit.span.start.saturating_add_signed(shift);
            shift += edit.text.len().cast_signed() - edit.span.len().cast_signed();
            let written = Span::new(start, start + edit.text.len());
            let others = again.as_slice();
            let other = others.partition_point(|other| other.span.end <= written.start);
            others.get(other).is_none_or(|other| other.span.start >= written.end)
        })
    }
}

fn chosen<'c>(plan: &FilePlan<'c>, before: &[u8], choices: &[Choice]) -> FilePlan<'c> {
    let mut plan = plan.clone();
    let mut edits: Vec<Edit> = Vec::new();
    for finding in &mut plan.findings {
        let Some(edit) = &finding.edit else { continue };
        let Ok(at) = plan.edits.as_slice().binary_search(edit) else { continue };
        let reason = match choices.get(at).unwrap_or(&Choice::Unasked) {
            Choice::Yes => {
                edits.push(edit.clone());
                continue;
            }
            Choice::Instead(_) if finding.is_fixed => "more than a name would change here",
            Choice::Instead(name) => {
                if let Some(text) = Text::new(before) {
                    let edit = text.edit(edit.span, name);
                    edits.push(edit.clone());
                    finding.edit = Some(edit);
                    finding.replacement = Some(name.clone());
                }
                continue;
            }
            Choice::No => "you said no",
            Choice::Unasked => "you ended the questions before it",
        };
        finding.applicability = Applicability::Display;
        finding.reason = reason.to_owned();
        finding.edit = None;
    }
    // A part of edits that do not overlap; other texts do not change their places.
    plan.edits = EditSet::new(edits, before.len()).unwrap_or_default();
    plan
}
