//! From the bytes of a file to its findings and edits.

use crate::blank::Looked;
use crate::check::unverified;
use crate::encoding::Text;
use crate::heard::Heard;
use crate::keep::{Keeper, Kept};
use crate::matcher::{Matcher, Occurrence};
use crate::says::Says;
use crate::site::{Source, Vocabulary};
use crate::sited::AllSited;
use crate::symbol::SymbolMatcher;
use crate::verdict::{self, Verdict};
use crate::{Accepted, Finding, Life, Notice, Request, RequestError, life, suppress};
use modelmod_catalog::{Catalog, Model, Provider};
use modelmod_edit::EditSet;

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

    /// The ID of the model that is to be written, where there is one.
    pub(crate) fn target<'a>(
        &'a self,
        occurrence: &Occurrence,
        advice: Option<&'a Result<String, String>>,
    ) -> Option<&'a str> {
        let verdict = self.verdict(occurrence)?;
        Some(advice.unwrap_or(&verdict.replacement).as_ref().ok()?)
    }

    /// The provider of the model that is named.
    pub(crate) fn provider(&self, occurrence: &Occurrence) -> Option<&'c Provider> {
        self.catalog.provider(&self.catalog.entry(occurrence.name).model.provider)
    }
}
