//! From the bytes of a file to its findings and edits.

use crate::encoding::Text;
use crate::guard::Places;
use crate::keep::{Fate, Keeper, Kept};
use crate::matcher::{Form, Matcher, Occurrence};
use crate::policy::Ruling;
use crate::verdict::{self, Verdict};
use crate::{Accepted, Applicability, Finding, Notice, Request, RequestError, Site};
use crate::{site, suppress};
use modelmod_catalog::{Catalog, Model, State};
use modelmod_edit::{Edit, EditSet, LineIndex, Span};

/// Answers for one request; used by many threads at once.
#[derive(Debug)]
pub struct Engine<'c> {
    catalog: &'c Catalog,
    matcher: Matcher<'c>,
    /// By place in [`Catalog::models`].
    verdicts: Vec<Option<Verdict<'c>>>,
    request: Request,
}

/// Findings and edits of one file.
#[derive(Clone, Debug)]
pub struct FilePlan<'c> {
    /// By position.
    pub findings: Vec<Finding<'c>>,
    /// The edits that the request asks for: a part of those of the findings.
    pub edits: EditSet,
    /// Suppressions in the file that somebody should look at, by position.
    pub notices: Vec<Notice>,
    /// What the baseline says of the file. Mentions that it accepts are no findings.
    pub accepted: Vec<Accepted<'c>>,
}

/// The file claims to be UTF-16 and is not: it cannot be edited without guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable;

impl<'c> Engine<'c> {
    /// Prepares to answer `request` from `catalog`.
    ///
    /// # Errors
    ///
    /// When the request names unknown models or unusable replacements.
    pub fn new(catalog: &'c Catalog, request: &Request) -> Result<Self, RequestError> {
        let verdicts = verdict::verdicts(catalog, request)?;
        let wanted = |name: usize| verdicts[usize::from(catalog.names()[name].model)].is_some();
        let matcher = Matcher::new(catalog, wanted).map_err(|_| RequestError::TooLarge)?;
        Ok(Self { catalog, matcher, verdicts, request: request.clone() })
    }

    /// The verdicts on all models that are due, in the catalogue's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict<'c>> {
        self.verdicts.iter().flatten()
    }

    /// Whether this request finds the mentions of `model` if it is due, whatever its options
    /// leave out.
    #[must_use]
    pub fn is_asked(&self, model: &Model) -> bool {
        let state = model.state(self.request.as_of);
        let may_be_due = state.is_due() || state == State::Unpublished;
        let is_found = || self.verdicts().any(|verdict| std::ptr::eq(verdict.model, model));
        !(self.request.is_selective() && may_be_due) || is_found()
    }

    /// Looks through one file. `path` is its name, which tells its language and purpose;
    /// `None` when no name and no suppression stands in it.
    ///
    /// # Errors
    ///
    /// When the file cannot be decoded.
    pub fn scan(&self, path: &str, file: &[u8]) -> Result<Option<FilePlan<'c>>, Undecodable> {
        self.scan_at(|| path.to_owned(), file)
    }

    /// [`Engine::scan`] for callers to whom telling the path costs something: they are asked
    /// only when a name stands in the file.
    ///
    /// # Errors
    ///
    /// When the file cannot be decoded.
    pub fn scan_at(
        &self,
        path: impl FnOnce() -> String,
        file: &[u8],
    ) -> Result<Option<FilePlan<'c>>, Undecodable> {
        let text = Text::new(file).ok_or(Undecodable)?;
        if !self.matcher.may_match(&text.bytes) {
            return Ok(None);
        }
        let occurrences = self.matcher.search(&text.bytes);
        if occurrences.is_empty() && !suppress::stands_in(&text.bytes) {
            return Ok(None);
        }
        let path = path();
        let kept = self.kept(&path, &text, &occurrences);
        let findings = self.findings(&path, &text, &occurrences, &kept);
        let edits = self.edits(&findings, file.len());
        let Kept { notices, accepted, .. } = kept;
        let plan = FilePlan { findings, edits, notices, accepted };
        Ok(Some(if self.holds(&path, file, &plan.edits) { plan } else { unverified(plan) }))
    }

    /// What of the occurrences stays, whatever they are.
    fn kept(&self, path: &str, text: &Text<'_>, occurrences: &[Occurrence]) -> Kept<'c> {
        let is_asked = |model: Option<&Model>| {
            model.map_or(!self.request.is_selective(), |model| self.is_asked(model))
        };
        let Request { as_of, baseline, .. } = &self.request;
        let keeper = Keeper { catalog: self.catalog, as_of: *as_of, baseline, is_asked: &is_asked };
        keeper.look(path, &text.bytes, occurrences)
    }

    fn findings(
        &self,
        path: &str,
        text: &Text<'_>,
        occurrences: &[Occurrence],
        kept: &Kept<'_>,
    ) -> Vec<Finding<'c>> {
        let lines = LineIndex::new(&text.bytes);
        let provider = |occurrence: &Occurrence| -> &str {
            let model = usize::from(self.catalog.names()[occurrence.name].model);
            &self.catalog.models()[model].provider
        };
        let providers: Vec<&str> = occurrences.iter().map(provider).collect();
        let mut sites = site::classify(path, &text.bytes, occurrences, &providers);
        let verdict = |occurrence: &Occurrence| {
            self.verdicts[usize::from(self.catalog.names()[occurrence.name].model)].as_ref()
        };
        let targets: Vec<Option<&str>> = occurrences
            .iter()
            .map(|occurrence| verdict(occurrence)?.replacement.as_deref().ok())
            .collect();
        let places = Places {
            catalog: self.catalog,
            occurrences,
            rules: self.request.policy.on(path),
            kept,
            level: self.request.level,
        };
        places.guard(path, &text.bytes, &lines, &targets, &mut sites);
        let cores: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.core).collect();
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        let (cores, spans) = (text.to_file(&cores), text.to_file(&spans));
        let mut findings = Vec::with_capacity(occurrences.len());
        for (at, occurrence) in occurrences.iter().enumerate() {
            let Some(verdict) = verdict(occurrence) else { continue };
            let ruling = places.ruling(at, sites[at]);
            let (site, mut applicability, mut reason) =
                self.decide(occurrence, verdict, sites[at], &ruling);
            match kept.fate(at) {
                Some(Fate::Marker | Fate::Accepted) => continue,
                Some(Fate::Suppressed(why)) => {
                    applicability = Applicability::Display;
                    reason = suppressed(why);
                }
                None => {}
            }
            let edit = targets[at].filter(|_| applicability != Applicability::Display);
            findings.push(Finding {
                span: spans[at],
                position: lines.position(occurrence.span.start),
                matched: String::from_utf8_lossy(&text.bytes[occurrence.span.range()]).into_owned(),
                model: verdict.model,
                surface: &self.catalog.surfaces()[occurrence.surface],
                is_elsewhere: !self.is_own(occurrence),
                site,
                suppressed: kept.fate(at).is_some(),
                applicability,
                reason,
                replacement: (occurrence.form == Form::Whole && self.is_own(occurrence))
                    .then(|| targets[at].map(str::to_owned))
                    .flatten(),
                edit: edit.map(|target| text.edit(cores[at], target)),
            });
        }
        findings
    }

    /// Whether the name is spelled as on the provider's own API.
    fn is_own(&self, occurrence: &Occurrence) -> bool {
        let entry = self.catalog.entry(occurrence.name);
        self.catalog.provider(&entry.model.provider).is_some_and(|provider| {
            provider.surface == self.catalog.surfaces()[occurrence.surface].id
        })
    }

    fn decide(
        &self,
        occurrence: &Occurrence,
        verdict: &Verdict<'_>,
        site: Site,
        ruling: &Ruling<'_>,
    ) -> (Site, Applicability, String) {
        let is_use = ruling.applicability != Applicability::Display;
        let display = |site: Site, reason: String| (site, Applicability::Display, reason);
        // Where nothing is rewritten anyway, the place is the better reason.
        let open = is_use || matches!(site, Site::Unclear | Site::Text);
        match occurrence.form {
            Form::Glued if open => return display(Site::Glued, Site::Glued.reason().to_owned()),
            Form::Encoded if open => {
                return display(Site::Encoded, Site::Encoded.reason().to_owned());
            }
            Form::Platform | Form::Whole if open && !self.is_own(occurrence) => {
                let surface = &self.catalog.surfaces()[occurrence.surface].name;
                let reason = format!("spelled for {surface}, which has its own names and dates");
                return display(Site::Platform, reason);
            }
            _ => {}
        }
        match &verdict.replacement {
            Err(reason) if is_use => display(site, reason.clone()),
            _ => {
                let reason = ruling.reason().unwrap_or_else(|| site.reason().to_owned());
                (site, ruling.applicability, reason)
            }
        }
    }

    fn edits(&self, findings: &[Finding<'_>], len: usize) -> EditSet {
        let wanted = findings.iter().filter(|finding| finding.applicability <= self.request.level);
        let edits: Vec<Edit> = wanted.filter_map(|finding| finding.edit.clone()).collect();
        // Occurrences do not overlap, so edits do not; if they ever did, none is made.
        EditSet::new(edits, len).unwrap_or_default()
    }

    /// Whether a second run over the edited file finds nothing more to edit, and the file
    /// parses as it did before.
    fn holds(&self, path: &str, before: &[u8], edits: &EditSet) -> bool {
        if edits.is_empty() {
            return true;
        }
        let after = edits.apply(before);
        let Some(text) = Text::new(&after) else { return false };
        let occurrences = self.matcher.find(&text.bytes);
        let kept = self.kept(path, &text, &occurrences);
        let findings = self.findings(path, &text, &occurrences, &kept);
        let parses =
            |bytes: &[u8]| Text::new(bytes).and_then(|text| site::parses(path, &text.bytes));
        self.edits(&findings, after.len()).is_empty() && parses(before) == parses(&after)
    }
}

fn suppressed(why: &str) -> String {
    if why.is_empty() { "suppressed here".to_owned() } else { format!("suppressed here: {why}") }
}

/// The same findings without edits: no change beats a wrong change.
fn unverified(mut plan: FilePlan<'_>) -> FilePlan<'_> {
    for finding in plan.findings.iter_mut().filter(|finding| finding.edit.is_some()) {
        finding.site = Site::Unverified;
        finding.applicability = Applicability::Display;
        finding.reason = Site::Unverified.reason().to_owned();
        finding.edit = None;
    }
    plan.edits = EditSet::default();
    plan
}
