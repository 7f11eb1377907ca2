//! Guards that hold whatever a place looks like by itself.
//!
//! `model: NAME` is a setting, but not beside `stop_reason` (a recorded response) and not
//! beside a price (a catalogue's row).

use super::labels;
use super::language::Language;
use super::source::Source;
use super::vocabulary::{Vocabulary, Written};
use super::{Reading, Site, Sited, Spelled};
use crate::matcher::Occurrence;
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};
use std::cell::LazyCell;
use std::collections::HashSet;

/// How many lines before and behind belong to the same record.
const LINES: usize = 8;
/// How many bytes before and behind are looked at, at the most.
const BYTES: usize = 1_500;

/// How many lines before and behind label a model.
const LABEL_LINES: usize = 3;
/// How many lines before and behind may tell what a model costs.
const PRICES: usize = 6;
/// How many lines before and behind the body of a request may be written.
const BODY: usize = 25;
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
    let (language, text) = (source.language, source.text);
    let lines = source.lines();
    disentangle(text, lines, occurrences, sites);
    // The examples of a document have nothing to do with each other.
    let parts = source.parts();
    let part = |span: Span| {
        let at = parts.partition_point(|part| part.end <= span.start);
        parts.get(at).copied().filter(|part| part.contains(span))
    };
    let uses = occurrences.iter().zip(&*sites).filter(|(_, sited)| sited.site.is_use());
    let mut asked: Vec<Span> = uses
        .flat_map(|(occurrence, _)| {
            let near = |count: usize| record(text, lines, occurrence.span, count);
            [near(LINES), opened(text, lines, near(0))]
        })
        .collect();
    asked.sort_unstable();
    let mut marks = vocabulary.marks(text, &asked);
    let completes = LazyCell::new(|| has_completing_client(text));
    let only_completes = LazyCell::new(|| !source.is_document() && only_completes(text));
    for ((occurrence, spelled), sited) in occurrences.iter().zip(spelled).zip(sites) {
        let (site, is_parsed) = (&mut sited.site, sited.reading == Reading::Syntax);
        if !site.is_use() {
            continue;
        }
        let near = |count: usize| record(text, lines, occurrence.span, count);
        if *site != Site::ModelMacro {
            let labels = near(LABEL_LINES);
            if labels::is_entry(&text[labels.range()], &text[occurrence.core.range()]) {
                *site = Site::Catalogue;
                continue;
            }
            // `| ❌ |`, a cell by itself, says no, and of something else.
            let is_cell = |mark: Span| text[mark.end..].trim_ascii_start().starts_with(b"|");
            if marks.stays.any_in_where(labels, |mark| !is_cell(mark)) {
                *site = Site::Unclear;
                continue;
            }
        }
        if is_priced(text, lines, occurrence.span) {
            *site = Site::Catalogue;
            continue;
        }
        let is_held_by_one =
            || memmem::find(&text[occurrence.span.range()], b"anthropic.").is_some() && *completes;
        if *site != Site::ModelMacro
            && (*only_completes
                || is_beside_a_completion(text, lines, occurrence.span)
                || is_held_by_one())
        {
            *site = Site::Completion;
            continue;
        }
        if is_one_of_two_times(text, lines, occurrence.span) {
            *site = Site::History;
            continue;
        }
        if !is_parsed && marks.recorded.any_in(near(LINES)) {
            *site = Site::Recording;
        } else if !is_parsed
            && matches!(site, Site::Setting | Site::Default | Site::Argument | Site::PlatformUse)
            && marks.about_models.any_in(near(LINES))
            // A row of a table is in brackets; `MODEL = "..."` above a table is no row.
            && (language.has_bare_values()
                || language == Language::Toml
                || source.lexed().brackets.around(occurrence.span.start).next().is_some())
        {
            *site = Site::Catalogue;
        } else if let Spelled::Own { provider, is_prefixed: false, elsewhere } = spelled
            && *site != Site::ModelMacro
        {
            // What a document states follows the code, whatever else it speaks of.
            let part = match *site {
                Site::Stated if source.is_document() => near(PLATFORM_LINES),
                _ => part(occurrence.span).unwrap_or(Span::new(0, text.len())),
            };
            let (line, near) = (opened(text, lines, near(0)), near(PLATFORM_LINES));
            let name = Written { name: &text[occurrence.core.range()], elsewhere };
            if marks.may_serve(provider, &name, part, line, near, is_parsed) {
                *site = Site::Platform;
            }
        }
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

/// Whether the only client of LangChain's in a text is the one that asks an API which completes
/// texts, and refuses newer models of Anthropic: `BedrockLLM(model_id=model_id)`.
fn has_completing_client(text: &[u8]) -> bool {
    let has = |mark: &[u8]| memmem::find(text, mark).is_some();
    has(b"BedrockLLM(") && !has(b"ChatBedrock") && !has(b"BedrockChat")
}

/// Whether all that a program asks for is that texts be completed: `max_tokens_to_sample` is a key of
/// what it writes out, with a `prompt`, and it has no `messages` anywhere.
fn only_completes(text: &[u8]) -> bool {
    let has = |mark: &[u8]| memmem::find(text, mark).is_some();
    let is_key = |mark: &[u8]| {
        memmem::find_iter(text, mark).any(|at| {
            let rest = &text[at + mark.len()..];
            let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            // `max_tokens_to_sample: int` is an argument of Python's, of a client that may send others.
            let value = rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start);
            value.is_some_and(|value| {
                ![&b"int"[..], b"number", b"Optional"].iter().any(|kind| value.starts_with(kind))
            })
        })
    };
    (is_key(b"max_tokens_to_sample") || is_key(b"MaxTokensToSample"))
        && (has(b"prompt") || has(b"Prompt"))
        && !has(b"essages")
}

/// `{"prompt": ..., "max_tokens_to_sample": 300}`, written out within the lines around a name: what
/// is sent with it asks an API that completes texts, wherever the name itself stands.
fn is_beside_a_completion(text: &[u8], lines: &LineIndex, name: Span) -> bool {
    let number = lines.line_of(name.start);
    let last = (number + BODY).min(lines.count().saturating_sub(1));
    let start = lines.span(number.saturating_sub(BODY)).start;
    let near = start.max(name.start.saturating_sub(2 * BYTES))
        ..lines.span(last).end.min(name.end + 2 * BYTES);
    let near = &text[near];
    let has = |mark: &[u8]| memmem::find(near, mark).is_some();
    // As the key of what is written out: clients take an argument of this name, and send another.
    let mut keys = memmem::find_iter(near, b"max_tokens_to_sample").filter(|&at| {
        let behind = &near[at + b"max_tokens_to_sample".len()..];
        // In a notebook, a string of JSON: `\"max_tokens_to_sample\": 300`.
        let behind = behind.strip_prefix(b"\\").unwrap_or(behind);
        at > 0 && b"\"'".contains(&near[at - 1]) && behind.first() == Some(&near[at - 1])
    });
    keys.next().is_some() && has(b"prompt") && !has(b"messages")
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
