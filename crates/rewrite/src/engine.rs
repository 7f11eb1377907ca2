//! From the bytes of a file to its findings and edits.

use crate::encoding::Text;
use crate::matcher::{Form, Matcher, Occurrence};
use crate::policy::{Rules, Ruling};
use crate::suppress::{self, Suppressions};
use crate::verdict::{self, Verdict};
use crate::{Accepted, Applicability, Baseline, Finding, Notice, Policy, Request, RequestError};
use crate::{Site, closed_set, duplicate, promoted, site};
use modelmod_catalog::{Catalog, Date, Model, State};
use modelmod_edit::{Edit, EditSet, LineIndex, Span};

/// Answers for one request; used by many threads at once.
#[derive(Debug)]
pub struct Engine<'c> {
    catalog: &'c Catalog,
    matcher: Matcher<'c>,
    /// By place in [`Catalog::models`].
    verdicts: Vec<Option<Verdict<'c>>>,
    level: Applicability,
    as_of: Date,
    policy: Policy,
    baseline: Baseline,
    /// Models may be due that the request leaves out.
    is_selective: bool,
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

/// The names in a file that count.
#[derive(Clone, Copy)]
struct Mentions<'f> {
    path: &'f str,
    text: &'f Text<'f>,
    lines: &'f LineIndex,
    occurrences: &'f [Occurrence],
}

/// Why a mention is not looked at further.
enum Kept {
    /// A comment in the file says so, with this reason.
    Suppressed(String),
    /// The baseline counts it.
    Accepted,
}

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
        Ok(Self {
            catalog,
            matcher,
            verdicts,
            level: request.level,
            as_of: request.as_of,
            policy: request.policy.clone(),
            baseline: request.baseline.clone(),
            is_selective: request.is_selective(),
        })
    }

    /// The verdicts on all models that are due, in the catalogue's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict<'c>> {
        self.verdicts.iter().flatten()
    }

    /// Whether a mention of `model` that is due is found by this request, whatever its options
    /// leave out.
    #[must_use]
    pub fn is_asked(&self, model: &Model) -> bool {
        let state = model.state(self.as_of);
        let may_be_due = state.is_due() || state == State::Unpublished;
        self.verdict_on(model).is_some() || !(self.is_selective && may_be_due)
    }

    fn verdict_on(&self, model: &Model) -> Option<&Verdict<'c>> {
        self.verdicts().find(|verdict| std::ptr::eq(verdict.model, model))
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
        let plan = self.look(&path, &text, &occurrences, file.len());
        Ok(Some(if self.holds(&path, file, &plan.edits) { plan } else { unverified(plan) }))
    }

    /// Findings, edits and notices, the edited file unchecked.
    fn look(
        &self,
        path: &str,
        text: &Text<'_>,
        occurrences: &[Occurrence],
        len: usize,
    ) -> FilePlan<'c> {
        let lines = LineIndex::new(&text.bytes);
        let mut suppressions = Suppressions::read(&text.bytes, &lines, self.catalog, self.as_of);
        let providers: Vec<&str> =
            occurrences.iter().map(|occurrence| &*self.model(occurrence).provider).collect();
        let sites = site::classify(path, &text.bytes, occurrences, &providers);
        // A name in a marker is no mention. It is classified all the same: a name beside it is
        // judged by what else stands on the line.
        let (occurrences, sites): (Vec<Occurrence>, Vec<Site>) = occurrences
            .iter()
            .zip(sites)
            .filter(|(occurrence, _)| !suppressions.holds(occurrence.span))
            .unzip();
        let mentions = Mentions { path, text, lines: &lines, occurrences: &occurrences };
        let (kept, accepted) = self.kept(&mentions, &mut suppressions);
        let findings = self.findings(&mentions, sites, &kept);
        let edits = self.edits(&findings, len);
        let notices = suppressions
            .notices(|model| model.map_or(!self.is_selective, |model| self.is_asked(model)));
        FilePlan { findings, edits, notices, accepted }
    }

    fn model(&self, occurrence: &Occurrence) -> &'c Model {
        &self.catalog.models()[usize::from(self.catalog.names()[occurrence.name].model)]
    }

    fn verdict(&self, occurrence: &Occurrence) -> Option<&Verdict<'c>> {
        self.verdicts[usize::from(self.catalog.names()[occurrence.name].model)].as_ref()
    }

    /// For each mention, whether it is suppressed or accepted; and what was accepted.
    fn kept(
        &self,
        mentions: &Mentions<'_>,
        suppressions: &mut Suppressions<'c>,
    ) -> (Vec<Option<Kept>>, Vec<Accepted<'c>>) {
        let mut kept: Vec<Option<Kept>> = mentions
            .occurrences
            .iter()
            .map(|occurrence| {
                let line = mentions.lines.line_of(occurrence.span.start);
                let reason = suppressions.reason(line, self.model(occurrence))?;
                Some(Kept::Suppressed(reason.to_owned()))
            })
            .collect();
        let open = mentions.occurrences.iter().zip(&kept).filter(|(_, kept)| kept.is_none());
        let models = open.map(|(occurrence, _)| self.model(occurrence));
        let known = |id: &str| {
            let model = self.catalog.find(id)?.model;
            self.is_asked(model).then_some(model)
        };
        let accepted = self.baseline.on(mentions.path, models, known);
        for (occurrence, kept) in mentions.occurrences.iter().zip(&mut kept) {
            let model = self.model(occurrence);
            let holds = |one: &Accepted<'_>| std::ptr::eq(one.model, model) && one.holds();
            if kept.is_none() && accepted.iter().any(holds) {
                *kept = Some(Kept::Accepted);
            }
        }
        (kept, accepted)
    }

    /// The sites after the guards that need to know what else in the file is rewritten.
    fn guarded(
        &self,
        mentions: &Mentions<'_>,
        targets: &[Option<&str>],
        rules: &Rules<'_>,
        kept: &[Option<Kept>],
        mut sites: Vec<Site>,
    ) -> Vec<Site> {
        let Mentions { path, text, lines, occurrences } = *mentions;
        let done = |at: usize, site: Site| match kept[at] {
            Some(_) => Applicability::Display,
            None => rules.on(site, &self.model(&occurrences[at]).id).applicability,
        };
        let used = |at: usize, site: Site| done(at, site) != Applicability::Display;
        let edited = |at: usize, site: Site| used(at, site) && done(at, site) <= self.level;
        if !sites.iter().enumerate().any(|(at, site)| used(at, *site)) {
            return sites;
        }
        let brackets = site::brackets(path, &text.bytes);
        let doubles =
            duplicate::doubles(&text.bytes, lines, brackets.as_ref(), occurrences, targets);
        for (at, double) in doubles.into_iter().enumerate() {
            if double && used(at, sites[at]) {
                sites[at] = Site::Duplicate;
            }
        }
        promoted::doubles(&text.bytes, occurrences, targets, &mut sites, used);
        closed_set::close(&text.bytes, occurrences, targets, &mut sites, used, edited);
        promoted::fellows(&text.bytes, occurrences, &mut sites, used);
        sites
    }

    fn findings(
        &self,
        mentions: &Mentions<'_>,
        sites: Vec<Site>,
        kept: &[Option<Kept>],
    ) -> Vec<Finding<'c>> {
        let Mentions { path, text, lines, occurrences } = *mentions;
        let targets: Vec<Option<&str>> = occurrences
            .iter()
            .map(|occurrence| self.verdict(occurrence)?.replacement.as_deref().ok())
            .collect();
        let rules = self.policy.on(path);
        let sites = self.guarded(mentions, &targets, &rules, kept, sites);
        let cores: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.core).collect();
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        let (cores, spans) = (text.to_file(&cores), text.to_file(&spans));
        let mut findings = Vec::with_capacity(occurrences.len());
        for (at, occurrence) in occurrences.iter().enumerate() {
            let Some(verdict) = self.verdict(occurrence) else { continue };
            let ruling = rules.on(sites[at], &verdict.model.id);
            let (site, mut applicability, mut reason) =
                self.decide(occurrence, verdict, sites[at], &ruling);
            match &kept[at] {
                Some(Kept::Accepted) => continue,
                Some(Kept::Suppressed(why)) => {
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
                suppressed: kept[at].is_some(),
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
        let wanted = findings.iter().filter(|finding| finding.applicability <= self.level);
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
        let again = self.look(path, &text, &occurrences, after.len());
        let parses =
            |bytes: &[u8]| Text::new(bytes).and_then(|text| site::parses(path, &text.bytes));
        again.edits.is_empty() && parses(before) == parses(&after)
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
