//! From the bytes of a file to its findings and edits.

use crate::advice;
use crate::blank::Looked;
use crate::boundary;
use crate::check::unverified;
use crate::decide::{Known, next_step, suppressed};
use crate::encoding::Text;
use crate::guard::Places;
use crate::heard::Heard;
use crate::keep::{Fate, Keeper, Kept};
use crate::matcher::{Form, Matcher, Occurrence};
use crate::refused::{Refused, Requests};
use crate::says::Says;
use crate::shape::Shapes;
use crate::site::{Reading, Sited, Source, Vocabulary};
use crate::sited::AllSited;
use crate::spelling::{Respelled, Speller};
use crate::symbol::SymbolMatcher;
use crate::verdict::{self, Verdict};
use crate::{
    Accepted, Applicability, Finding, Life, Notice, Request, RequestError, Site, life, suppress,
};
use modelmod_catalog::{Catalog, Model, Provider};
use modelmod_edit::{EditSet, Span};

/// What is added to the reason for an edit where the text was not parsed.
const BY_LINES: &str = " (read line by line: there is no parser for it, or it does not parse)";

/// What is added to the reason where a file is too large to be understood.
const TOO_LARGE: &str = " (the file has more than 64 MiB)";

/// Answers for one request; used by many threads at once.
#[derive(Debug)]
pub struct Engine<'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) matcher: Matcher<'c>,
    pub(crate) symbols: SymbolMatcher<'c>,
    pub(crate) vocabulary: Vocabulary<'c>,
    /// By place in [`Catalog::models`].
    pub(crate) verdicts: Vec<Option<Verdict<'c>>>,
    pub(crate) request: Request,
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
    /// What was heard of the other files of the run.
    pub(crate) heard: Heard,
    /// What the file says of the others, beside its findings.
    pub(crate) says: Says,
    /// Where its names stand, for whoever plans it anew; `None` where the plan was remembered.
    pub(crate) sited: Option<AllSited>,
    /// The day itself plays a part, and not only which of the catalogue's days are past.
    pub(crate) is_dated: bool,
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
        // Which of a model's names are due is asked where they stand: platforms have their own days.
        let wanted = |name: usize| verdicts[usize::from(catalog.names()[name].model)].is_some();
        let symbols = SymbolMatcher::new(catalog, |model| verdicts[model].is_some());
        let mark = String::from_utf8_lossy(suppress::MARK).into_owned();
        let others = [symbols.beginnings(), &[mark]].concat();
        let matcher = Matcher::beside(catalog, wanted, &others);
        let matcher = matcher.map_err(|_| RequestError::TooLarge)?;
        let (vocabulary, request) = (Vocabulary::new(catalog), request.clone());
        Ok(Self { catalog, matcher, symbols, vocabulary, verdicts, request })
    }

    /// What it answers from.
    #[must_use]
    pub fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    /// The day for which it answers.
    #[must_use]
    pub fn as_of(&self) -> modelmod_catalog::Date {
        self.request.as_of
    }

    /// Checks a replacement that the user chose, as [`Engine::new`] does those of the request;
    /// tells whether the catalogue knows it.
    ///
    /// # Errors
    ///
    /// When it cannot be written or is due itself.
    pub fn check_replacement(&self, name: &str) -> Result<bool, RequestError> {
        verdict::check_target(self.catalog, name, self.request.as_of)?;
        Ok(self.catalog.find(name).is_some())
    }

    /// The verdicts on all models that are due, in the catalogue's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict<'c>> {
        self.verdicts.iter().flatten()
    }

    /// Whether this request finds all mentions of `model` that are due, whatever its options
    /// leave out: platforms have their own days.
    #[must_use]
    pub fn is_asked(&self, model: &Model) -> bool {
        let request = &self.request;
        if !request.is_selective() || !life::any_may_be_due(model, request.as_of) {
            return true;
        }
        let verdict = self.verdicts().find(|verdict| std::ptr::eq(verdict.model, model));
        verdict.is_some_and(|one| one.is_forced || !life::any_is_left_out(model, request))
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
        self.scan_beside(path, file, Heard::default(), None)
    }

    /// [`Engine::scan_at`] with what was heard of other files. `sited`: as an earlier plan for the
    /// same bytes at the same path has it.
    pub(crate) fn scan_beside(
        &self,
        path: impl FnOnce() -> String,
        file: &[u8],
        heard: Heard,
        sited: Option<AllSited>,
    ) -> Result<Option<FilePlan<'c>>, Undecodable> {
        Ok(match self.look_beside(path, file, heard, sited)? {
            Looked::Plan(plan) => Some(*plan),
            Looked::Blank | Looked::NotDue => None,
        })
    }

    pub(crate) fn look_beside(
        &self,
        path: impl FnOnce() -> String,
        file: &[u8],
        heard: Heard,
        sited: Option<AllSited>,
    ) -> Result<Looked<'c>, Undecodable> {
        self.look_with(path, file, heard, sited, false)
    }

    /// `is_excerpt`: these are parts of a file that is too large.
    pub(crate) fn look_with(
        &self,
        path: impl FnOnce() -> String,
        file: &[u8],
        heard: Heard,
        sited: Option<AllSited>,
        is_excerpt: bool,
    ) -> Result<Looked<'c>, Undecodable> {
        let text = Text::new(file).ok_or(Undecodable)?;
        let mut traces = self.matcher.traces(&text.bytes);
        if traces.is_empty() {
            return Ok(Looked::Blank);
        }
        let found = self.matcher.search(&text.bytes, &traces);
        let is_named = !found.is_empty();
        let occurrences = self.due(&text.bytes, found);
        let begun = &mut traces.others;
        let all = begun.len();
        // The mark of a suppression comes behind all beginnings of symbols.
        begun.retain(|(_, which)| *which < self.symbols.beginnings().len());
        let is_suppressing = begun.len() < all;
        let symbols = self.due_symbols(&text.bytes, begun);
        if occurrences.is_empty() && symbols.is_empty() && !is_suppressing {
            return Ok(self.nothing_due(&text.bytes, is_named, begun));
        }
        let path = path();
        let mut source = Source::new(&path, &text.bytes);
        if is_excerpt {
            source = source.of_excerpt();
        }
        let symbols = self.standing(&source, symbols);
        if occurrences.is_empty() && symbols.is_empty() && !is_suppressing {
            return Ok(Looked::NotDue);
        }
        let all = [&occurrences[..], &self.as_occurrences(&symbols)].concat();
        let source = source.at(text.places(all.iter().map(|one| one.span)));
        let kept = self.kept(&path, &source, &all);
        let sited = self.sited(&path, &source, &occurrences, sited);
        let mut findings =
            self.findings(&path, &text, &source, (&occurrences, sited.sites()), &kept, &heard);
        let rules = self.request.policy.on(&path);
        findings.extend(self.symbol_findings(
            &text,
            &source,
            &symbols,
            &rules,
            &kept,
            occurrences.len(),
        ));
        findings.sort_by_key(|finding| finding.span.start);
        let edits = self.edits(&findings, file.len());
        let Kept { notices, accepted, is_dated, .. } = kept;
        let says = Says::of(&path, file, &source, &mut findings);
        let sited = Some(sited);
        let plan = FilePlan { findings, edits, notices, accepted, heard, says, sited, is_dated };
        let plan = if self.holds(&path, file, &source, &plan) { plan } else { unverified(plan) };
        Ok(Looked::Plan(Box::new(plan)))
    }

    /// The due ones of the names found.
    pub(crate) fn due(&self, text: &[u8], mut found: Vec<Occurrence>) -> Vec<Occurrence> {
        found.retain(|occurrence| {
            self.verdict(occurrence).is_some_and(|verdict| {
                verdict.is_forced || life::is_due(&self.request, &self.life(text, occurrence))
            })
        });
        found
    }

    pub(crate) fn verdict(&self, occurrence: &Occurrence) -> Option<&Verdict<'c>> {
        self.verdicts[usize::from(self.catalog.names()[occurrence.name].model)].as_ref()
    }

    /// What becomes of a name in `text`.
    pub(crate) fn life(&self, text: &[u8], occurrence: &Occurrence) -> Life {
        let Occurrence { name, home, version, .. } = *occurrence;
        let version =
            version.and_then(|version| std::str::from_utf8(&text[version.span()?.range()]).ok());
        life::of_name(self.catalog, name, home, version, self.request.as_of)
    }

    /// What of the occurrences stays, whatever they are.
    pub(crate) fn kept(
        &self,
        path: &str,
        source: &Source<'_>,
        occurrences: &[Occurrence],
    ) -> Kept<'c> {
        let is_asked = |model: Option<&Model>| {
            model.map_or(!self.request.is_selective(), |model| self.is_asked(model))
        };
        let Request { as_of, baseline, .. } = &self.request;
        let keeper = Keeper { catalog: self.catalog, as_of: *as_of, baseline, is_asked: &is_asked };
        keeper.look(path, source.text, source.lines(), occurrences)
    }

    pub(crate) fn findings(
        &self,
        path: &str,
        text: &Text<'_>,
        source: &Source<'_>,
        (occurrences, sited): (&[Occurrence], &[Sited]),
        kept: &Kept<'_>,
        heard: &Heard,
    ) -> Vec<Finding<'c>> {
        let lines = source.lines();
        let speller = Speller::new(self.catalog, self.request.as_of, &text.bytes, &heard.regions);
        let advice: Vec<Option<Result<String, String>>> =
            occurrences.iter().map(|occurrence| self.advice(occurrence)).collect();
        let respell = |(occurrence, advice): (&Occurrence, &Option<Result<String, String>>)| {
            self.respell(&speller, occurrence, advice.as_ref())
        };
        let mut respelled: Vec<Option<Result<Respelled, String>>> =
            occurrences.iter().zip(&advice).map(respell).collect();
        let sites = sited.iter().zip(occurrences);
        let mut sites: Vec<Site> = sites.map(|(one, name)| self.chosen(name, one.site)).collect();
        let shapes =
            Shapes::find(path, &text.bytes, occurrences, &mut respelled, &mut sites, |at| {
                let verdict = self.verdict(&occurrences[at])?;
                let target = advice[at].as_ref().unwrap_or(&verdict.replacement).as_ref().ok()?;
                speller.respell_apart(&occurrences[at], verdict.model, target)
            });
        let targets: Vec<Option<&str>> =
            respelled.iter().map(|one| Some(one.as_ref()?.as_ref().ok()?.text.as_str())).collect();
        let places = Places {
            catalog: self.catalog,
            occurrences,
            rules: self.request.policy.on(path),
            kept,
            level: self.request.level,
        };
        places.settle(source, &text.bytes, lines, &targets, heard, &mut sites);
        let cores: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.core).collect();
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        let (cores, spans) = (text.to_file(&cores), text.to_file(&spans));
        let requests = Requests::new(source, occurrences);
        let mut findings = Vec::with_capacity(occurrences.len());
        for (at, (occurrence, respelled)) in occurrences.iter().zip(&respelled).enumerate() {
            let Some(verdict) = self.verdict(occurrence) else { continue };
            let name = &text.bytes[occurrence.core.range()];
            if sites[at] == Site::Key && verdict.model.common_word && boundary::is_plain_word(name)
            {
                // `"command": "run"`: a key of anything.
                continue;
            }
            let ruling = places.ruling(at, sites[at]);
            let life = self.life(&text.bytes, occurrence);
            let known = Known { advice: advice[at].as_ref(), respelled: respelled.as_ref(), life };
            let (site, mut applicability, mut reason) =
                self.decide(occurrence, &known, sites[at], &ruling);
            let refused = (applicability != Applicability::Display)
                .then(|| self.refused(&requests, occurrence, advice[at].as_ref()))
                .flatten();
            if let Some(Refused { note, is_beside, .. }) = &refused {
                // Its calls fail already where it is retired; those that work are not broken unasked.
                if *is_beside && known.life.is_served() {
                    applicability = applicability.max(Applicability::Unsafe);
                }
                reason += &format!("; {note}");
            }
            let is_by_table = ruling.reason().is_none() && applicability != Applicability::Display;
            if sited[at].reading == Reading::Lines && is_by_table {
                reason += BY_LINES;
            }
            if sited[at].reading == Reading::TooLarge {
                reason += TOO_LARGE;
            }
            match kept.fate(at) {
                Some(Fate::Marker | Fate::Accepted) => continue,
                Some(Fate::Suppressed(why)) => {
                    applicability = Applicability::Display;
                    reason = suppressed(why);
                }
                None => {}
            }
            let respelled = respelled.as_ref().and_then(|one| one.as_ref().ok());
            let is_left = applicability != Applicability::Safe && kept.fate(at).is_none();
            let next_step = is_left
                .then(|| {
                    let new = respelled.map(|respelled| respelled.text.as_str());
                    next_step(site, &text.bytes[occurrence.span.range()], new)
                })
                .flatten();
            let written = respelled
                .filter(|_| applicability != Applicability::Display)
                .and_then(|new| shapes.edit(&text.bytes, at, occurrence, site, new))
                .map(|(place, new)| match refused.as_ref().and_then(|it| it.gone.as_ref()) {
                    Some(gone) if place == occurrence.core => gone.around(&new),
                    _ => (place, new),
                });
            if written.is_none() {
                applicability = Applicability::Display;
            }
            let is_fixed = written.as_ref().is_some_and(|(place, _)| *place != occurrence.core);
            let edit = written.as_ref().map(|(place, new)| {
                let place = if is_fixed { text.to_file(&[*place])[0] } else { cores[at] };
                text.edit(place, new)
            });
            findings.push(Finding {
                span: spans[at],
                position: lines.position(occurrence.span.start),
                matched: String::from_utf8_lossy(&text.bytes[occurrence.span.range()]).into_owned(),
                model: verdict.model,
                surface: &self.catalog.surfaces()[occurrence.surface],
                life,
                site,
                suppressed: kept.fate(at).is_some(),
                applicability,
                reason,
                next_step,
                note: [respelled.and_then(|it| it.note.clone()), refused.map(|it| it.note)]
                    .into_iter()
                    .flatten()
                    .reduce(|one, other| one + "; " + &other),
                replacement: respelled.map(|respelled| respelled.text.clone()),
                edit,
                edit_text: written.map(|(_, new)| new),
                is_fixed,
                is_guess: respelled.is_some_and(|respelled| respelled.is_guess),
                is_told_in_numbers: false,
                may_state: false,
            });
        }
        findings
    }

    /// What to write, where the name is one and there is a replacement; else why it cannot be
    /// written.
    fn respell(
        &self,
        speller: &Speller<'_, '_>,
        occurrence: &Occurrence,
        advice: Option<&Result<String, String>>,
    ) -> Option<Result<Respelled, String>> {
        if matches!(occurrence.form, Form::Glued | Form::Encoded) {
            return None;
        }
        let target = self.target(occurrence, advice)?;
        Some(speller.respell(occurrence, self.verdict(occurrence)?.model, target))
    }

    /// The ID of the model that is to be written, where there is one.
    pub(crate) fn target<'a>(
        &'a self,
        occurrence: &Occurrence,
        advice: Option<&'a Result<String, String>>,
    ) -> Option<&'a str> {
        let verdict = self.verdict(occurrence)?;
        Some(advice.unwrap_or(&verdict.replacement).as_ref().ok()?)
    }

    /// What the platform for which the name is spelled recommends itself.
    fn advice(&self, occurrence: &Occurrence) -> Option<Result<String, String>> {
        let (verdict, Occurrence { name, home, .. }) = (self.verdict(occurrence)?, *occurrence);
        advice::of_platform(self.catalog, verdict, name, home, self.request.as_of)
    }

    /// The site of a name by the file, unless the user's own choice says more: whoever names the
    /// new model himself knows which API has it.
    fn chosen(&self, occurrence: &Occurrence, site: Site) -> Site {
        let is_forced = || self.verdict(occurrence).is_some_and(|verdict| verdict.is_forced);
        if site == Site::Completion && is_forced() { Site::Setting } else { site }
    }

    /// The provider of the model that is named.
    pub(crate) fn provider(&self, occurrence: &Occurrence) -> Option<&'c Provider> {
        self.catalog.provider(&self.catalog.entry(occurrence.name).model.provider)
    }
}
