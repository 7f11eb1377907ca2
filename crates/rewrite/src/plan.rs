//! All that a run is going to do, before the first byte is written.

use crate::sited::AllSited;
use crate::{Accepted, Applicability, FilePlan, Finding, Notice, Site, Verdict, diff};
use modelmod_catalog::{Date, Model};
use std::collections::HashSet;
use std::path::PathBuf;

/// A file in which something was found.
#[derive(Clone, Debug)]
pub struct PlannedFile<'c> {
    /// Where it is to be written.
    pub target: PathBuf,
    /// Its path below the root of the run, with `/`, in bytes: paths need not be UTF-8.
    pub path: Vec<u8>,
    /// Its bytes when it was read; none need be kept where the plan [has no use for
    /// them](FilePlan::needs_text).
    pub before: Vec<u8>,
    /// Its findings and edits.
    pub plan: FilePlan<'c>,
    /// Why it could not be written; its edits are not made then.
    pub failed: Option<String>,
}

/// All that a run is going to do. Diff, write, branch and reports are made from it alone.
#[derive(Clone, Debug)]
pub struct Plan<'c> {
    /// The day for which states and recommendations were taken.
    pub as_of: Date,
    /// Files with findings, sorted by path.
    pub files: Vec<PlannedFile<'c>>,
    /// The verdicts on the models found, sorted by ID.
    pub verdicts: Vec<Verdict<'c>>,
    /// Suppressions that somebody should look at, each with the path of its file; sorted by
    /// path, then by position.
    pub notices: Vec<(Vec<u8>, Notice)>,
    /// What the baseline says of the files that were looked at; sorted by path, then by ID.
    pub accepted: Vec<(Vec<u8>, Accepted<'c>)>,
}

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All findings.
    pub findings: usize,
    /// Findings with an edit that is made.
    pub edits: usize,
    /// Files with such an edit.
    pub edited_files: usize,
    /// Findings in files that could not be written.
    pub failed: usize,
    /// Findings whose edit waits for `--unsafe-fixes`.
    pub held_back: usize,
    /// Findings for display only.
    pub display: usize,
    /// Those of `display` that comments in the files suppress.
    pub suppressed: usize,
    /// Mentions that the baseline accepts; they are no findings.
    pub accepted: usize,
}

impl FilePlan<'_> {
    /// Whether the text of the file is of use beside the plan: to make an edit, or because of what
    /// other files may say of it or hear from it. Recordings have megabytes, and need none.
    #[must_use]
    pub fn needs_text(&self) -> bool {
        let is_settled = |finding: &Finding<'_>| {
            let has_edit = finding.edit.is_some() || finding.is_guess || finding.may_state;
            let site = finding.site;
            !has_edit
                && matches!(
                    site,
                    Site::Recording | Site::Generated | Site::History | Site::Output | Site::Prose
                )
        };
        let is_too_large = self.sited.as_ref().is_some_and(AllSited::are_too_large);
        !self.edits.is_empty() || !is_too_large && !self.findings.iter().all(is_settled)
    }
}

impl<'c> Plan<'c> {
    /// Puts the files in order, without those that were set aside. Those without findings give their notices and what was
    /// accepted in them, and are dropped.
    #[must_use]
    pub fn new(
        as_of: Date,
        mut files: Vec<PlannedFile<'c>>,
        mut verdicts: Vec<Verdict<'c>>,
    ) -> Self {
        files.retain(|file| !file.plan.heard.is_aside);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let (mut notices, mut accepted) = (Vec::new(), Vec::new());
        for PlannedFile { path, plan, .. } in &mut files {
            notices.extend(plan.notices.drain(..).map(|notice| (path.clone(), notice)));
            accepted.extend(plan.accepted.drain(..).map(|one| (path.clone(), one)));
        }
        files.retain(|file| !file.plan.findings.is_empty());
        let findings = files.iter().flat_map(|file| &file.plan.findings);
        let models: HashSet<*const Model> =
            findings.map(|finding| std::ptr::from_ref(finding.model)).collect();
        verdicts.retain(|verdict| models.contains(&std::ptr::from_ref(verdict.model)));
        verdicts.sort_by(|a, b| a.model.id.cmp(&b.model.id));
        Self { as_of, files, verdicts, notices, accepted }
    }

    /// The part of the plan that has the edited findings which `keep` wants, and nothing else.
    #[must_use]
    pub fn part(&self, keep: impl Fn(&PlannedFile<'c>, &Finding<'c>) -> bool) -> Self {
        let mut files: Vec<PlannedFile<'c>> = Vec::new();
        for file in self.edited() {
            let wants = |finding: &Finding<'c>| file.is_edited(finding) && keep(file, finding);
            if file.plan.findings.iter().any(wants) {
                let mut part = file.clone();
                part.plan.findings.retain(wants);
                let kept: Vec<_> =
                    part.plan.findings.iter().filter_map(|it| it.edit.clone()).collect();
                part.plan.edits.retain(|edit| kept.contains(edit));
                files.push(part);
            }
        }
        Self::new(self.as_of, files, self.verdicts.clone())
    }

    /// Files that change.
    pub fn edited(&self) -> impl Iterator<Item = &PlannedFile<'c>> {
        self.files.iter().filter(|file| !file.plan.edits.is_empty() && file.failed.is_none())
    }

    /// Every finding with its file, in order.
    pub fn findings(&self) -> impl Iterator<Item = (&PlannedFile<'c>, &Finding<'c>)> {
        self.files
            .iter()
            .flat_map(|file| file.plan.findings.iter().map(move |finding| (file, finding)))
    }

    /// The verdict on the model of a finding.
    #[must_use]
    pub fn verdict(&self, finding: &Finding<'_>) -> Option<&Verdict<'c>> {
        self.verdicts.iter().find(|verdict| std::ptr::eq(verdict.model, finding.model))
    }

    /// How many findings there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let holding = self.accepted.iter().filter(|(_, one)| one.holds());
        let mut counts = Counts {
            edited_files: self.edited().count(),
            accepted: holding.map(|(_, one)| one.found).sum(),
            ..Counts::default()
        };
        for (file, finding) in self.findings() {
            counts.findings += 1;
            counts.suppressed += usize::from(finding.suppressed);
            if file.is_edited(finding) {
                counts.edits += 1;
            } else if file.failed.is_some() && file.has_edit(finding) {
                counts.failed += 1;
            } else if finding.applicability == Applicability::Display {
                counts.display += 1;
            } else {
                counts.held_back += 1;
            }
        }
        counts
    }

    /// The patch of the whole plan, for `git apply` at the root of the run.
    #[must_use]
    pub fn patch(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for file in self.edited() {
            diff::unified(&file.path, &file.before, &file.plan.edits, &mut out);
        }
        out
    }
}

impl PlannedFile<'_> {
    /// Has the file stay as it is and none of its findings told: it is only there for the other
    /// files of the run to hear of.
    pub fn set_aside(&mut self) {
        self.plan.heard.is_aside = true;
    }

    /// The file's bytes after the edits.
    #[must_use]
    pub fn after(&self) -> Vec<u8> {
        self.plan.edits.apply(&self.before)
    }

    /// Whether the edit of `finding` is made.
    #[must_use]
    pub fn is_edited(&self, finding: &Finding<'_>) -> bool {
        self.failed.is_none() && self.has_edit(finding)
    }

    /// Whether the edit of `finding` was to be made.
    #[must_use]
    pub fn has_edit(&self, finding: &Finding<'_>) -> bool {
        let edits = self.plan.edits.as_slice();
        !self.plan.heard.is_aside
            && finding.edit.as_ref().is_some_and(|edit| edits.binary_search(edit).is_ok())
    }
}
