//! Guards that hold whatever a place looks like by itself.
//!
//! `model: NAME` is a setting, but not beside `stop_reason` (a recorded response) and not
//! beside a price (a catalogue's row).

use super::around::{line_before, name_at_end};
use super::completes::Completes;
use super::labels;
use super::language::Language;
use super::names;
use super::source::Source;
use super::vocabulary::{Marks, Vocabulary, Written};
use super::{Reading, Site, Sited, Spelled};
use crate::matcher::Occurrence;
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};
use std::collections::HashSet;

/// How many lines before and behind belong to the same record.
const LINES: usize = 8;
/// How many bytes before and behind are looked at, at the most.
const BYTES: usize = 1_500;

/// How many lines before and behind label a model.
const LABEL_LINES: usize = 3;
/// How many lines before a model the ID of what it stands in may be.
const ID_LINES: usize = 6;
/// How many lines before and behind may tell what a model costs.
const PRICES: usize = 6;
/// How many lines before and behind speak of the platform that serves a model.
const PLATFORM_LINES: usize = 2;

/// Takes back "this is a use" where the neighbours say otherwise.
///
/// `spelled` says for whom each occurrence is spelled, `vocabulary` what the catalogue's platforms
/// are spoken of by.
pub(super) fn guard(
    vocabulary: &Vocabulary<'_>,
    source: &Source<'_>,
    occurrences: &[Occurrence],
    spelled: &[Spelled<'_>],
    sites: &mut [Sited],
) {
    if !sites.iter().any(|sited| sited.site.is_use()) {
        return;
    }
    disentangle(source.text, source.lines(), occurrences, sites);
    let uses = occurrences.iter().zip(&*sites).filter(|(_, sited)| sited.site.is_use());
    let mut asked: Vec<Span> = uses
        .flat_map(|(occurrence, _)| {
            let near = |count: usize| record(source.text, source.lines(), occurrence.span, count);
            [near(LINES), opened(source.text, source.lines(), near(0))]
        })
        .collect();
    asked.sort_unstable();
    let marks = vocabulary.marks(source.text, &asked);
    let mut neighbours = Neighbours { source, marks, completes: Completes::new(source) };
    for ((occurrence, spelled), sited) in occurrences.iter().zip(spelled).zip(sites) {
        if sited.site.is_use()
            && let Some(site) = neighbours.instead(occurrence, spelled, *sited)
        {
            sited.site = site;
        }
    }
}

/// What stands around the names of a text.
struct Neighbours<'n, 'v, 't, 'p> {
    source: &'n Source<'t>,
    marks: Marks<'v, 't, 'p>,
    completes: Completes<'n>,
}

impl<'p> Neighbours<'_, '_, '_, 'p> {
    /// What a use is instead, by what stands around it.
    fn instead(
        &mut self,
        occurrence: &Occurrence,
        spelled: &Spelled<'p>,
        sited: Sited,
    ) -> Option<Site> {
        let (text, lines) = (self.source.text, self.source.lines());
        let is_open = sited.site != Site::ModelMacro;
        if is_open && let Some(site) = self.by_labels(occurrence) {
            return Some(site);
        }
        if is_priced(text, lines, occurrence.span) {
            return Some(Site::Catalogue);
        }
        if is_open && self.completes.is_asked_at(occurrence.span) {
            return Some(Site::Completion);
        }
        if is_one_of_two_times(text, lines, occurrence.span) {
            return Some(Site::History);
        }
        let near = |count: usize| record(text, lines, occurrence.span, count);
        let is_parsed = sited.reading == Reading::Syntax;
        if !is_parsed && self.marks.recorded.any_in(near(LINES)) {
            Some(Site::Recording)
        } else if !is_parsed && self.is_row(occurrence, sited.site) {
            Some(Site::Catalogue)
        } else if let Spelled::Own { provider, is_prefixed: false, elsewhere } = spelled
            && is_open
        {
            // What a document states follows the code, whatever else it speaks of.
            let part = match sited.site {
                Site::Stated if self.source.is_document() => near(PLATFORM_LINES),
                _ => self.part(occurrence.span),
            };
            let (line, near) = (opened(text, lines, near(0)), near(PLATFORM_LINES));
            let name = Written { name: &text[occurrence.core.range()], elsewhere };
            let is_served = self.marks.may_serve(provider, &name, part, line, near, is_parsed);
            is_served.then_some(Site::Platform)
        } else {
            None
        }
    }

    /// The part of a text around a name that the rest has nothing to do with: an example of a
    /// document, or all of it.
    fn part(&self, span: Span) -> Span {
        let parts = self.source.parts();
        let at = parts.partition_point(|part| part.end <= span.start);
        let part = parts.get(at).copied().filter(|part| part.contains(span));
        part.unwrap_or(Span::new(0, self.source.text.len()))
    }

    /// By what is said of the very model, or that it stays.
    fn by_labels(&self, occurrence: &Occurrence) -> Option<Site> {
        let (text, lines) = (self.source.text, self.source.lines());
        let labels = record(text, lines, occurrence.span, LABEL_LINES);
        if labels::is_entry(&text[labels.range()], &text[occurrence.core.range()]) {
            return Some(Site::Catalogue);
        }
        let ids = record(text, lines, occurrence.span, ID_LINES);
        if labels::is_under_an_id(&text[ids.range()], &text[occurrence.core.range()]) {
            return Some(Site::Catalogue);
        }
        // `| ❌ |`, a cell by itself, says no, and of something else.
        let is_cell = |mark: Span| text[mark.end..].trim_ascii_start().starts_with(b"|");
        let stays = self.marks.stays.any_in_where(labels, |mark| !is_cell(mark));
        stays.then_some(Site::Unclear)
    }

    /// Whether a use in a text that was not parsed is one of a row about a model.
    fn is_row(&self, occurrence: &Occurrence, site: Site) -> bool {
        let language = self.source.language;
        let near = record(self.source.text, self.source.lines(), occurrence.span, LINES);
        // A row of a table is in brackets; `MODEL = "..."` above a table is no row.
        let may_be_one = || {
            language.has_bare_values()
                || language == Language::Toml
                || self.source.lexed().brackets.around(occurrence.span.start).next().is_some()
        };
        let tells = |mark: Span| self.tells_of_a_row(occurrence, mark);
        // `function(default_model = "NAME", rate_limit = 1)`: what is taken is no row.
        let line = line_before(self.source.text, occurrence.span.start, BYTES);
        let end = line.iter().rposition(|byte| !b" \t\"'`=:".contains(byte));
        let is_default = end.is_some_and(|end| names::says_default(name_at_end(&line[..=end])));
        if is_default || self.is_beside_a_key_of_an_api(near) {
            return false;
        }
        matches!(site, Site::Setting | Site::Default | Site::Argument | Site::PlatformUse)
            && self.marks.about_models.any_in_where(near, tells)
            && may_be_one()
    }

    /// Whether a word says something of the record in which a name stands: not in a comment or a
    /// sentence, nor in a record of its own beside or within that.
    fn tells_of_a_row(&self, occurrence: &Occurrence, mark: Span) -> bool {
        let text = self.source.text;
        // `cost-optimized` says what is aimed at, and no cost.
        if names::goes_on_with_an_aim(&text[mark.end..]) {
            return false;
        }
        if self.source.language.has_bare_values() {
            return true;
        }
        let example = match self.source.is_document() {
            true => self.source.example_around(occurrence.span),
            false => None,
        };
        let (lexed, from) = match &example {
            Some((code, from)) => (code.lexed(), *from),
            None if self.source.is_document() => return true,
            None => (self.source.lexed(), 0),
        };
        let (text, name) = (lexed.text, occurrence.span.start.saturating_sub(from));
        if mark.start < from || mark.end > from + text.len() {
            return true;
        }
        let mark = Span::new(mark.start - from, mark.end - from);
        let is_said = lexed.holding(mark).is_some_and(|lexeme| {
            let content = &text[lexeme.content().range()];
            lexeme.quote.is_none() || content.trim_ascii().contains(&b' ')
        });
        let own = lexed.brackets.around(mark.start).next();
        !is_said && own.is_none_or(|one| lexed.brackets.is_in(one.at, name))
    }

    /// Whether the key of an API or its address stands in a part of a text: settings of a client
    /// have these, and no table.
    fn is_beside_a_key_of_an_api(&self, part: Span) -> bool {
        let part = &self.source.text[part.range()];
        let keys = [&b"api_key"[..], b"apiKey", b"base_url", b"baseURL"];
        keys.iter().any(|key| {
            memmem::find_iter(part, key).any(|at| {
                let behind = part[at + key.len()..].trim_ascii_start();
                let behind = behind.strip_prefix(b"\"").unwrap_or(behind).trim_ascii_start();
                behind.first().is_some_and(|byte| b":=".contains(byte))
            })
        })
    }
}

/// `self.model = "NAME"` above `self.price_per_token = 15`: what the model costs is set with it, in
/// lines of their own that are indented alike.
fn is_priced(text: &[u8], lines: &LineIndex, name: Span) -> bool {
    let line = |number: usize| {
        let span = lines.span(number);
        &text[span.start..span.end.min(span.start + BYTES)]
    };
    let indent = |line: &[u8]| line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let number = lines.line_of(name.start);
    let own = indent(line(number));
    let is_price = |number: usize| {
        let line = line(number);
        let Some(equals) = memchr::memchr(b'=', line).filter(|_| indent(line) == own) else {
            return false;
        };
        let left = line[..equals].to_ascii_lowercase();
        let value = line[equals + 1..].trim_ascii_start().first();
        let says = |words: &[&[u8]]| words.iter().any(|word| memmem::find(&left, word).is_some());
        value.is_some_and(u8::is_ascii_digit)
            && says(&[b"price", b"cost"])
            // What may be spent is no price.
            && !says(&[b"limit", b"max", b"budget", b"threshold"])
    };
    let is_blank = |number: &usize| line(*number).trim_ascii().is_empty();
    let above = (number.saturating_sub(PRICES)..number).rev().take_while(|at| !is_blank(at));
    let below = (number + 1..lines.count().min(number + 1 + PRICES)).take_while(|at| !is_blank(at));
    above.chain(below).any(is_price)
}

/// `model = "NAME"  # Before`: a guide shows how it was, and on the next line how it is to be.
fn is_one_of_two_times(text: &[u8], lines: &LineIndex, name: Span) -> bool {
    let end = lines.span(lines.line_of(name.start)).end.min(name.end + BYTES);
    let rest = text[name.end.min(end)..end].trim_ascii_end();
    let behind = rest.iter().position(|byte| !b"\"'`,;) \t".contains(byte));
    let comment = behind.map_or(&b""[..], |at| &rest[at..]);
    let word = [&b"#"[..], b"//", b"--"].iter().find_map(|mark| comment.strip_prefix(*mark));
    let is_behind = word.is_some_and(|word| {
        let word = word.trim_ascii().trim_ascii_end().to_ascii_lowercase();
        let word = word.strip_suffix(b":").unwrap_or(&word);
        [&b"before"[..], b"after", b"old", b"new", b"was", b"previously"].contains(&word)
    });
    is_behind || is_under_before(text, lines, name)
}

/// `# Before - this fails` above a request, and `# After` above the next: within few lines, and in
/// the same paragraph.
fn is_under_before(text: &[u8], lines: &LineIndex, name: Span) -> bool {
    let own = lines.line_of(name.start);
    let above = (own.saturating_sub(6)..own).rev().map(|number| lines.span(number));
    above
        .filter(|line| line.len() < BYTES)
        .map(|line| text[line.range()].trim_ascii())
        .take_while(|line| !line.is_empty() && !line.starts_with(b"```"))
        .filter_map(|line| [&b"#"[..], b"//"].iter().find_map(|mark| line.strip_prefix(*mark)))
        .any(|comment| {
            let comment = comment.trim_ascii().to_ascii_lowercase();
            let rest =
                [&b"before"[..], b"after"].iter().find_map(|word| comment.strip_prefix(*word));
            rest.is_some_and(|rest| {
                let rest = rest.trim_ascii_start();
                rest.first().is_none_or(|byte| b"-:(".contains(byte))
            })
        })
}

/// A line that names a model twice, once where it has to stay, says the same thing twice:
/// `--model NAME --expect NAME`.
fn disentangle(text: &[u8], lines: &LineIndex, occurrences: &[Occurrence], sites: &mut [Sited]) {
    let line = |at: usize| lines.line_of(occurrences[at].span.start);
    let mut first = 0;
    while first < occurrences.len() {
        let number = line(first);
        let last =
            (first..occurrences.len()).take_while(|&at| line(at) == number).last().unwrap_or(first);
        let name = |at: usize| &text[occurrences[at].core.range()];
        let stays: HashSet<&[u8]> = (first..=last)
            .filter(|&at| {
                // What is only said or recorded on the line binds nothing.
                let free = matches!(sites[at].site, Site::Comment | Site::Prose | Site::Output);
                !sites[at].site.is_use() && !free
            })
            .map(name)
            .collect();
        let has_comment = (first..=last).any(|at| sites[at].site == Site::Comment);
        if lines.span(number).len() < BYTES {
            let line = &text[lines.span(number).range()];
            let start = lines.span(number).start;
            let is_known =
                |span: Span| (first..=last).any(|at| occurrences[at].span.contains(span));
            // Where nothing was recognised: in a path, say, `--model NAME > out/NAME.txt`.
            let hidden = |wanted: &[u8]| {
                let mut places = memmem::find_iter(line, wanted).map(|at| start + at);
                places.any(|at| !is_known(Span::new(at, at + wanted.len())))
            };
            let entangled: Vec<usize> = (first..=last)
                .filter(|&at| sites[at].site.is_use())
                .filter(|&at| stays.contains(name(at)) || (!has_comment && hidden(name(at))))
                .collect();
            entangled.into_iter().for_each(|at| sites[at].site = Site::Entangled);
        }
        first = last + 1;
    }
}

/// `line` with the one before it, where that opens what the line stands in: `case "anthropic":`.
fn opened(text: &[u8], lines: &LineIndex, line: Span) -> Span {
    let number = lines.line_of(line.start);
    // Of a long line only a part is looked at, which nothing opens.
    if number == 0 || lines.span(number).start != line.start {
        return line;
    }
    let above = lines.span(number - 1);
    let start = above.start.max(above.end.saturating_sub(BYTES));
    let head = text[start..above.end].trim_ascii_end();
    let opens = [&b":"[..], b"{", b"(", b"=>"].iter().any(|mark| head.ends_with(mark));
    if opens { Span::new(start, line.end) } else { line }
}

/// The lines around `core`, up to the nearest empty line on each side.
fn record(text: &[u8], lines: &LineIndex, core: Span, count: usize) -> Span {
    let line = lines.line_of(core.start);
    let is_empty = |number: usize| {
        let span = lines.span(number);
        span.len() < 200 && text[span.range()].trim_ascii().is_empty()
    };
    let first = (line.saturating_sub(count)..line).rev().take_while(|&n| !is_empty(n)).last();
    let last =
        (line + 1..(line + 1 + count).min(lines.count())).take_while(|&n| !is_empty(n)).last();
    let start = lines.span(first.unwrap_or(line)).start.max(core.start.saturating_sub(BYTES));
    let end = lines.span(last.unwrap_or(line)).end.min(core.end + BYTES);
    Span::new(start, end)
}
