//! From the names of one file, and where they stand, to its findings.

use crate::decide::{Known, next_step, suppressed};
use crate::encoding::Text;
use crate::guard::Places;
use crate::heard::Heard;
use crate::keep::{Fate, Kept};
use crate::matcher::{Form, Occurrence};
use crate::policy::Ruling;
use crate::refused::{Refused, Requests};
use crate::shape::Shapes;
use crate::site::{Reading, Sited, Source};
use crate::spelling::{Respelled, Speller};
use crate::verdict::Verdict;
use crate::{Applicability, Engine, Finding, Site, advice, boundary};
use modelmod_edit::{Edit, LineIndex, Span};

/// What is added to the reason for an edit where the text was not parsed.
const BY_LINES: &str = " (read line by line: there is no parser for it, or it does not parse)";

/// What is added to the reason where a file is too large to be understood.
const TOO_LARGE: &str = " (the file has more than 64 MiB)";

/// All that is known of the names of one file before each becomes a finding. What is told of each
/// name is in their order.
struct Draft<'d, 'c> {
    engine: &'d Engine<'c>,
    text: &'d Text<'d>,
    lines: &'d LineIndex,
    occurrences: &'d [Occurrence],
    sited: &'d [Sited],
    kept: &'d Kept<'d>,
    /// What the platforms recommend for which the names are spelled.
    advice: &'d [Option<Result<String, String>>],
    /// What to write, or why it cannot be written.
    respelled: Vec<Option<Result<Respelled, String>>>,
    /// What stands there once all that has a say about it is heard.
    sites: Vec<Site>,
    shapes: Shapes,
    places: Places<'d>,
    /// In the file, which may be encoded otherwise than the text.
    cores: Vec<Span>,
    spans: Vec<Span>,
}

/// What is done with one name, and why.
struct Decided {
    site: Site,
    applicability: Applicability,
    reason: String,
}

impl<'c> Engine<'c> {
    /// The findings of one file: what becomes of each of its names, `occurrences`, which stand at
    /// the places that `sited` tells.
    pub(crate) fn findings(
        &self,
        path: &str,
        text: &Text<'_>,
        source: &Source<'_>,
        (occurrences, sited): (&[Occurrence], &[Sited]),
        kept: &Kept<'_>,
        heard: &Heard,
    ) -> Vec<Finding<'c>> {
        let advice: Vec<Option<Result<String, String>>> =
            occurrences.iter().map(|occurrence| self.advice(occurrence)).collect();
        let speller = Speller::new(self.catalog, self.request.as_of, &text.bytes, &heard.regions);
        let respell = |(occurrence, advice): (&Occurrence, &Option<Result<String, String>>)| {
            self.respell(&speller, occurrence, advice.as_ref())
        };
        let mut respelled: Vec<Option<Result<Respelled, String>>> =
            occurrences.iter().zip(&advice).map(respell).collect();
        let mut sites: Vec<Site> =
            sited.iter().zip(occurrences).map(|(one, name)| self.chosen(name, one.site)).collect();
        let shapes =
            Shapes::find(path, &text.bytes, occurrences, &mut respelled, &mut sites, |at| {
                let verdict = self.verdict(&occurrences[at])?;
                let target = self.target(&occurrences[at], advice[at].as_ref())?;
                speller.respell_apart(&occurrences[at], verdict.model, target)
            });
        let targets: Vec<Option<&str>> =
            respelled.iter().map(|one| Some(one.as_ref()?.as_ref().ok()?.text.as_str())).collect();
        let is_served = |occurrence: &Occurrence| self.life(&text.bytes, occurrence).is_served();
        let places = Places {
            is_served: &is_served,
            catalog: self.catalog,
            occurrences,
            rules: self.request.policy.on(path),
            kept,
            level: self.request.level,
        };
        places.settle(source, &text.bytes, source.lines(), &targets, heard, &mut sites);
        let cores: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.core).collect();
        let spans: Vec<Span> = occurrences.iter().map(|occurrence| occurrence.span).collect();
        let (cores, spans) = (text.to_file(&cores), text.to_file(&spans));
        let draft = Draft {
            engine: self,
            text,
            lines: source.lines(),
            occurrences,
            sited,
            kept,
            advice: &advice,
            respelled,
            sites,
            shapes,
            places,
            cores,
            spans,
        };
        let requests = Requests::new(source, occurrences);
        (0..occurrences.len()).filter_map(|at| draft.finding(at, &requests)).collect()
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
}

impl<'c> Draft<'_, 'c> {
    /// What is found at the place with this number, if anything is to be said of it.
    fn finding(&self, at: usize, requests: &Requests<'_, '_>) -> Option<Finding<'c>> {
        let occurrence = &self.occurrences[at];
        let verdict = self.engine.verdict(occurrence)?;
        if self.is_any_key(at, verdict) {
            return None;
        }
        let life = self.engine.life(&self.text.bytes, occurrence);
        let respelled = self.respelled[at].as_ref();
        let known = Known { advice: self.advice[at].as_ref(), respelled, life };
        let (decided, refused) = self.decided(at, &known, requests);
        let Decided { site, mut applicability, reason } = match self.kept.fate(at) {
            Some(Fate::Marker | Fate::Accepted) => return None,
            Some(Fate::Suppressed(why)) => Decided {
                applicability: Applicability::Display,
                reason: suppressed(why),
                ..decided
            },
            None => decided,
        };
        let is_suppressed = self.kept.fate(at).is_some();
        let respelled = respelled.and_then(|one| one.as_ref().ok());
        let is_left = applicability != Applicability::Safe && !is_suppressed;
        let next_step = is_left.then(|| {
            let new = respelled.map(|respelled| respelled.text.as_str());
            next_step(site, self.name(occurrence.span), new)
        });
        let written = respelled
            .filter(|_| applicability != Applicability::Display)
            .and_then(|new| self.written(at, site, new, refused.as_ref()));
        if written.is_none() {
            applicability = Applicability::Display;
        }
        let is_fixed = written.as_ref().is_some_and(|(place, _)| *place != occurrence.core);
        let notes = [respelled.and_then(|it| it.note.clone()), refused.map(|it| it.note)];
        Some(Finding {
            span: self.spans[at],
            position: self.lines.position(occurrence.span.start),
            matched: String::from_utf8_lossy(self.name(occurrence.span)).into_owned(),
            model: verdict.model,
            surface: &self.engine.catalog.surfaces()[occurrence.surface],
            life,
            site,
            suppressed: is_suppressed,
            applicability,
            reason,
            next_step: next_step.flatten(),
            note: notes.into_iter().flatten().reduce(|one, other| one + "; " + &other),
            replacement: respelled.map(|respelled| respelled.text.clone()),
            edit: written.as_ref().map(|(place, new)| self.edit(at, *place, new)),
            edit_text: written.map(|(_, new)| new),
            is_fixed,
            is_guess: respelled.is_some_and(|respelled| respelled.is_guess),
            is_told_in_numbers: false,
            may_state: false,
        })
    }

    fn name(&self, span: Span) -> &[u8] {
        &self.text.bytes[span.range()]
    }

    /// `"command": "run"`: a key of anything.
    fn is_any_key(&self, at: usize, verdict: &Verdict<'_>) -> bool {
        self.sites[at] == Site::Key
            && verdict.model.common_word
            && boundary::is_plain_word(self.name(self.occurrences[at].core))
    }

    /// What is done with a name, whatever keeps it there, and what its new model refuses.
    fn decided(
        &self,
        at: usize,
        known: &Known<'_>,
        requests: &Requests<'_, '_>,
    ) -> (Decided, Option<Refused>) {
        let (engine, occurrence) = (self.engine, &self.occurrences[at]);
        let ruling = self.places.ruling(at, self.sites[at]);
        let (site, mut applicability, mut reason) =
            engine.decide(occurrence, known, self.sites[at], &ruling);
        let refused = (applicability != Applicability::Display)
            .then(|| engine.refused(requests, occurrence, known.advice))
            .flatten();
        if let Some(Refused { note, is_beside, .. }) = &refused {
            // Its calls fail already where it is retired; those that work are not broken unasked.
            if *is_beside && known.life.is_served() {
                applicability = applicability.max(Applicability::Unsafe);
            }
            reason += &format!("; {note}");
        }
        reason += self.how_read(at, applicability, &ruling);
        (Decided { site, applicability, reason }, refused)
    }

    /// What the reason says besides of how the place was read.
    fn how_read(
        &self,
        at: usize,
        applicability: Applicability,
        ruling: &Ruling<'_>,
    ) -> &'static str {
        let is_by_table = ruling.reason().is_none() && applicability != Applicability::Display;
        match self.sited[at].reading {
            Reading::Lines if is_by_table => BY_LINES,
            Reading::TooLarge => TOO_LARGE,
            _ => "",
        }
    }

    /// What is written for a name, and where in the text.
    fn written(
        &self,
        at: usize,
        site: Site,
        new: &Respelled,
        refused: Option<&Refused>,
    ) -> Option<(Span, String)> {
        let occurrence = &self.occurrences[at];
        let (place, new) = self.shapes.edit(&self.text.bytes, at, occurrence, site, new)?;
        Some(match refused.and_then(|it| it.gone.as_ref()) {
            Some(gone) if place == occurrence.core => gone.around(&new),
            _ => (place, new),
        })
    }

    /// The edit of the file that writes `new` at this `place` of the text.
    fn edit(&self, at: usize, place: Span, new: &str) -> Edit {
        let is_core = place == self.occurrences[at].core;
        let place = if is_core { self.cores[at] } else { self.text.to_file(&[place])[0] };
        self.text.edit(place, new)
    }
}
