//! From the bytes of a file to its findings and edits.

use crate::encoding::Text;
use crate::matcher::{Form, Matcher, Occurrence};
use crate::verdict::{self, Verdict};
use crate::{Applicability, Finding, Request, RequestError, Site, closed_set, duplicate, site};
use modelmod_catalog::{Catalog, Date};
use modelmod_edit::{Edit, EditSet, LineIndex, Span};

/// Answers for one request; used by many threads at once.
#[derive(Debug)]
pub struct Engine<'c> {
    catalog: &'c Catalog,
    matcher: Matcher<'c>,
    /// By place in [`Catalog::models`].
    verdicts: Vec<Option<Verdict<'c>>>,
    as_of: Date,
    level: Applicability,
}

/// Findings and edits of one file.
#[derive(Clone, Debug)]
pub struct FilePlan<'c> {
    /// By position.
    pub findings: Vec<Finding<'c>>,
    /// The edits that the request asks for: a part of those of the findings.
    pub edits: EditSet,
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
        Ok(Self { catalog, matcher, verdicts, as_of: request.as_of, level: request.level })
    }

    /// Checks a replacement that the user chose, as [`Engine::new`] does those of the request;
    /// tells whether the catalogue knows it.
    ///
    /// # Errors
    ///
    /// When it cannot be written or is due itself.
    pub fn check_replacement(&self, name: &str) -> Result<bool, RequestError> {
        verdict::check_target(self.catalog, name, self.as_of)?;
        Ok(self.catalog.find(name).is_some())
    }

    /// The verdicts on all models that are due, in the catalogue's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict<'c>> {
        self.verdicts.iter().flatten()
    }

    /// Looks through one file. `path` is its name, which tells its language and purpose;
    /// `None` when no name stands in it.
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
        let occurrences = self.matcher.find(&text.bytes);
        if occurrences.is_empty() {
            return Ok(None);
        }
        let path = path();
        let findings = self.findings(&path, &text, &occurrences);
        let edits = self.edits(&findings, file.len());
        let plan = FilePlan { findings, edits };
        Ok(Some(if self.holds(&path, file, &plan.edits) { plan } else { unverified(plan) }))
    }

    fn findings(
        &self,
        path: &str,
        text: &Text<'_>,
        occurrences: &[Occurrence],
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
        if sites.iter().any(|site| site.is_use()) {
            let brackets = site::brackets(path, &text.bytes);
            let doubles =
                duplicate::doubles(&text.bytes, &lines, brackets.as_ref(), occurrences, &targets);
            for (site, _) in
                sites.iter_mut().zip(doubles).filter(|(site, double)| *double && site.is_use())
            {
                *site = Site::Duplicate;
            }
            closed_set::close(&text.bytes, occurrences, &targets, &mut sites);
        }
        let cores: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.core).collect();
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        let (cores, spans) = (text.to_file(&cores), text.to_file(&spans));
        let mut findings = Vec::with_capacity(occurrences.len());
        for (at, occurrence) in occurrences.iter().enumerate() {
            let Some(verdict) = verdict(occurrence) else { continue };
            let (site, applicability, reason) = self.decide(occurrence, verdict, sites[at]);
            let edit = targets[at].filter(|_| applicability != Applicability::Display);
            findings.push(Finding {
                span: spans[at],
                position: lines.position(occurrence.span.start),
                matched: String::from_utf8_lossy(&text.bytes[occurrence.span.range()]).into_owned(),
                model: verdict.model,
                surface: &self.catalog.surfaces()[occurrence.surface],
                is_elsewhere: !self.is_own(occurrence),
                site,
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
    ) -> (Site, Applicability, String) {
        let display = |site: Site, reason: String| (site, Applicability::Display, reason);
        // Where nothing is rewritten anyway, the place is the better reason.
        let open = site.is_use() || matches!(site, Site::Unclear | Site::Text);
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
            Err(reason) if site.is_use() => display(site, reason.clone()),
            _ => (site, site.applicability(), site.reason().to_owned()),
        }
    }

    fn edits(&self, findings: &[Finding<'_>], len: usize) -> EditSet {
        let wanted = findings.iter().filter(|finding| finding.applicability <= self.level);
        let edits: Vec<Edit> = wanted.filter_map(|finding| finding.edit.clone()).collect();
        // Occurrences do not overlap, so edits do not; if they ever did, none is made.
        EditSet::new(edits, len).unwrap_or_default()
    }

    /// Whether a second run over the edited file finds nothing more to edit, and the file
    /// parses as it did before.
    fn holds(&self, path: &str, before: &[u8], edits: &EditSet) -> bool {
        edits.is_empty() || self.again(path, before, edits).is_some_and(|again| again.is_empty())
    }

    /// What a second run over the edited file finds to edit; `None` where the file does not
    /// parse as it did before.
    pub(crate) fn again(&self, path: &str, before: &[u8], edits: &EditSet) -> Option<EditSet> {
        let after = edits.apply(before);
        let text = Text::new(&after)?;
        let occurrences = self.matcher.find(&text.bytes);
        let findings = self.findings(path, &text, &occurrences);
        let parses =
            |bytes: &[u8]| Text::new(bytes).and_then(|text| site::parses(path, &text.bytes));
        (parses(before) == parses(&after)).then(|| self.edits(&findings, after.len()))
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
