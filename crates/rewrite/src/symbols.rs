//! Findings for symbols: places that name a model without its ID.
//!
//! They are shown and never rewritten, and nothing else depends on them: which symbols there
//! are for the replacement is up to whoever defines them.

use crate::encoding::Text;
use crate::keep::{Fate, Kept};
use crate::matcher::{Form, Occurrence};
use crate::policy::Rules;
use crate::site::Source;
use crate::symbol::Symbol;
use crate::{Applicability, Engine, Finding, Life, Site, decide, life, site};
use modelmod_catalog::Model;
use modelmod_edit::{LineIndex, Span};

/// How far before a symbol its receiver is looked at.
const RECEIVER: usize = 120;

/// A symbol that stands for a model that is due.
#[derive(Clone, Debug)]
pub(crate) struct DueSymbol {
    span: Span,
    /// Place of the model in the catalogue, and of the surface that is spoken of.
    model: usize,
    surface: usize,
    life: Life,
    /// All models that the symbol may stand for.
    candidates: Vec<usize>,
}

impl<'c> Engine<'c> {
    /// Words of the text that are written as symbols for models that are due; `begun` as
    /// [`SymbolMatcher::find`](crate::symbol::SymbolMatcher::find) takes it.
    ///
    /// Where a word may stand for several models (it leaves out the date that tells them
    /// apart), nothing is said unless all of them are due; then it is the newest.
    pub(crate) fn due_symbols(&self, text: &[u8], begun: &[(usize, usize)]) -> Vec<DueSymbol> {
        let found = self.symbols.find(text, begun).into_iter();
        found.filter_map(|symbol| self.due_symbol(text, symbol)).collect()
    }

    fn due_symbol(&self, text: &[u8], Symbol { span, models }: Symbol) -> Option<DueSymbol> {
        let all = self.catalog.models();
        let life_of = |model: usize| self.life_behind(text, span, &all[model]);
        let newest = models.iter().copied().max_by_key(|&at| (all[at].released, &all[at].id))?;
        let verdict = self.verdicts[newest].as_ref()?;
        let (surface, life) = life_of(newest);
        let is_due = life::is_due(&self.request, &life)
            && models.iter().all(|&at| life::may_be_due(life_of(at).1.state));
        let due = DueSymbol { span, model: newest, surface, life, candidates: models };
        (verdict.is_forced || is_due).then_some(due)
    }

    /// The surface that what stands before a symbol speaks of (`BedrockModel.`), and the life
    /// of `model` there; else those of the provider's own API.
    fn life_behind(&self, text: &[u8], symbol: Span, model: &Model) -> (usize, Life) {
        let from = symbol.start.saturating_sub(RECEIVER);
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.:?".contains(byte);
        let len = text[from..symbol.start].iter().rev().take_while(part).count();
        let receiver = squeezed(&text[symbol.start - len..symbol.end]);
        let surfaces = self.catalog.surfaces();
        let own = self.catalog.provider(&model.provider).map(|provider| &provider.surface);
        let own = surfaces.iter().position(|surface| Some(&surface.id) == own).unwrap_or(0);
        let spelled = model.spellings.iter().filter_map(|spelling| {
            let id = squeezed(spelling.surface.as_bytes());
            let at = surfaces.iter().position(|surface| surface.id == spelling.surface)?;
            receiver.contains(&id).then_some((at, spelling))
        });
        let as_of = self.request.as_of;
        match spelled.max_by_key(|(at, _)| surfaces[*at].id.len()) {
            Some((at, spelling)) => (at, life::of_spelling(model, spelling, as_of)),
            None => (own, life::own(model, as_of, false)),
        }
    }

    /// Those that stand in code. Where the ID itself stands beside its symbol, as in the
    /// symbol's definition, the finding for the ID is enough, whether it is asked for or not.
    pub(crate) fn standing(&self, source: &Source<'_>, found: Vec<DueSymbol>) -> Vec<DueSymbol> {
        if found.is_empty() {
            return found;
        }
        let spans: Vec<Span> = found.iter().map(|one| one.span).collect();
        let stands = site::symbols::stand(source, &spans);
        let mut stands = stands.into_iter();
        let found: Vec<DueSymbol> =
            found.into_iter().filter(|_| stands.next() == Some(true)).collect();
        if found.is_empty() {
            return found;
        }
        let (text, lines) = (source.text, source.lines());
        let occurrences = self.with_finding(text, lines, &found);
        let is_literal =
            |one: &&Occurrence| matches!(text[..one.span.start].last(), Some(b'"' | b'\'' | b'`'));
        // By line, since occurrences are sorted by position.
        let named: Vec<(usize, usize)> = occurrences
            .iter()
            .filter(is_literal)
            .map(|one| (lines.line_of(one.span.start), self.model_of(one)))
            .collect();
        let is_named = |one: &DueSymbol| {
            let line = lines.line_of(one.span.start);
            let (above, below) = reach(text, one.span, lines.span(line));
            let first = named.partition_point(|(other, _)| other + above < line);
            let mut near = named[first..].iter().take_while(|(other, _)| *other <= line + below);
            near.any(|(_, model)| one.candidates.contains(model))
        };
        found.into_iter().filter(|one| !is_named(one)).collect()
    }

    /// All names around the lines of `symbols` for which there is a finding where everything is
    /// asked for.
    fn with_finding(
        &self,
        text: &[u8],
        lines: &LineIndex,
        symbols: &[DueSymbol],
    ) -> Vec<Occurrence> {
        let around = symbols.iter().map(|symbol| {
            // No line further away is asked for ([`reach`]).
            let line = lines.line_of(symbol.span.start);
            let last = (line + 1).min(lines.count().saturating_sub(1));
            Span::new(lines.span(line.saturating_sub(1)).start, lines.span(last).end)
        });
        let mut found = self.matcher.everything(text, around);
        found.retain(|one| {
            let is_forced = self.verdict(one).is_some_and(|verdict| verdict.is_forced);
            is_forced || life::may_be_due(self.life(text, one).state)
        });
        found
    }

    fn model_of(&self, occurrence: &Occurrence) -> usize {
        usize::from(self.catalog.names()[occurrence.name].model)
    }

    /// The symbols as if their IDs stood there, for what looks at models and lines alone.
    pub(crate) fn as_occurrences(&self, symbols: &[DueSymbol]) -> Vec<Occurrence> {
        let occurrence = |one: &DueSymbol| {
            let name = self.catalog.position(&self.catalog.models()[one.model].id)?;
            let (span, surface) = (one.span, one.surface);
            let (core, home, form) = (span, surface, Form::Whole);
            Some(Occurrence { span, core, name, surface, home, form, is_own: false, version: None })
        };
        // Every ID is a name of the catalogue.
        symbols.iter().filter_map(occurrence).collect()
    }

    /// The findings; the first symbol is number `first` of what `kept` knows.
    pub(crate) fn symbol_findings(
        &self,
        text: &Text<'_>,
        source: &Source<'_>,
        symbols: &[DueSymbol],
        rules: &Rules<'_>,
        kept: &Kept<'_>,
        first: usize,
    ) -> Vec<Finding<'c>> {
        if symbols.is_empty() {
            return Vec::new();
        }
        let lines = source.lines();
        let spans: Vec<Span> = symbols.iter().map(|one| one.span).collect();
        let spans = text.to_file(&spans);
        let findings = symbols.iter().zip(spans).enumerate().filter_map(|(at, (one, span))| {
            let verdict = self.verdicts[one.model].as_ref()?;
            let model = verdict.model;
            let site = Site::Symbol;
            let note = (one.candidates.len() > 1).then(|| self.of_several(one));
            let (suppressed, reason) = match kept.fate(first + at) {
                Some(Fate::Marker | Fate::Accepted) => return None,
                Some(Fate::Suppressed(why)) => (true, decide::suppressed(why)),
                None => {
                    let said = rules.on(site, &model.id).reason();
                    let more = note.as_ref().map(|note| format!("; {note}")).unwrap_or_default();
                    (false, said.unwrap_or_else(|| site.reason().to_owned() + &more))
                }
            };
            let replacement = verdict.replacement.clone().ok();
            let next_step = || decide::next_step(site, model.id.as_bytes(), replacement.as_deref());
            Some(Finding {
                span,
                position: lines.position(one.span.start),
                matched: String::from_utf8_lossy(&text.bytes[one.span.range()]).into_owned(),
                model,
                surface: &self.catalog.surfaces()[one.surface],
                life: one.life,
                site,
                suppressed,
                applicability: Applicability::Display,
                reason,
                next_step: (!suppressed).then(next_step).flatten(),
                note,
                replacement,
                edit: None,
                edit_text: None,
                is_fixed: false,
                is_guess: false,
                is_told_in_numbers: false,
                may_state: false,
            })
        });
        findings.collect()
    }

    /// What to mind about a symbol that may stand for several models.
    fn of_several(&self, symbol: &DueSymbol) -> String {
        let models = self.catalog.models();
        let others = symbol.candidates.iter().filter(|&&at| at != symbol.model);
        let others: Vec<&str> = others.map(|&at| models[at].id.as_ref()).collect();
        format!("it fits {} as well, and the newest is named", others.join(" and "))
    }
}

/// How many lines above and below `line`, on which `symbol` stands, an ID may be the symbol's.
fn reach(text: &[u8], symbol: Span, line: Span) -> (usize, usize) {
    // `#[serde(rename = "ID")]` stands above what it is about.
    let is_member = matches!(text[..symbol.start].last(), Some(b'.' | b':'));
    let above = usize::from(!is_member);
    // `case .claude_3_Opus:`, `CLAUDE_3_OPUS = (`: what belongs to it stands on the next line.
    let rest = &text[symbol.end..line.end.max(symbol.end)];
    let opens = rest.trim_ascii_end().last().is_some_and(|byte| b":=>({[".contains(byte));
    let is_open = opens && !rest.iter().any(u8::is_ascii_alphanumeric);
    (above, usize::from(is_open))
}

/// Letters in lower case and digits.
fn squeezed(text: &[u8]) -> String {
    modelmod_catalog::Symbols::squeezed(&String::from_utf8_lossy(text))
}
