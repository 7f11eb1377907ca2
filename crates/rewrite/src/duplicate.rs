//! Entries of one list that would become the same entry.
//!
//! ```yaml
//! - model: claude-2.0
//! - model: claude-opus-4-8
//! ```
//!
//! Rewriting the first gives two equal entries. Looked for inside square brackets, at any
//! depth, among the arms of a match, and where lines begin items of a list and begin alike.

use crate::closed_set::stands_quoted;
use crate::matcher::Occurrence;
use crate::site::Brackets;
use modelmod_edit::{LineIndex, Span};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// How many lines before and behind belong to the same list, at the most.
const LINES: usize = 100;
/// Longer beginnings of lines are not compared.
const LONGEST: usize = 300;
/// How many brackets outwards a list is looked for.
const LEVELS: usize = 4;
/// How many bytes of a list are searched for the replacement.
const BYTES: usize = 20_000;

/// For each occurrence, whether rewriting it to its target makes it equal to a sibling.
///
/// `brackets` are those of the text, where it is of one language throughout.
pub(crate) fn doubles(
    text: &[u8],
    lines: &LineIndex,
    brackets: Option<&Brackets>,
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
) -> Vec<bool> {
    let by_line = by_line(text, lines, occurrences, targets);
    let in_words = in_words(text, occurrences, targets);
    let by_line: Vec<bool> = by_line.into_iter().zip(in_words).map(|(a, b)| a || b).collect();
    let in_list = match brackets {
        Some(brackets) => in_list(text, brackets, occurrences, targets),
        None => in_shown_list(text, occurrences, targets),
    };
    by_line.into_iter().zip(in_list).map(|(a, b)| a || b).collect()
}

fn in_list(
    text: &[u8],
    brackets: &Brackets,
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
) -> Vec<bool> {
    let list = |occurrence: &Occurrence| {
        let mut around = brackets.around(occurrence.span.start).take(LEVELS);
        if is_arm(text, occurrence.span) {
            return around.find(|bracket| bracket.byte == b'{').map(|bracket| bracket.at);
        }
        // `prices[NAME]` is no list; those are keys anyway.
        around.filter(|bracket| bracket.byte == b'[').last().map(|bracket| bracket.at)
    };
    let keys: Vec<Option<(usize, &str)>> = occurrences
        .iter()
        .zip(targets)
        .map(|(occurrence, target)| Some((list(occurrence)?, (*target)?)))
        .collect();
    let shared = shared(text, occurrences, &keys);
    let mut standing: HashMap<(usize, &str), bool> = HashMap::new();
    keys.iter()
        .map(|key| {
            let Some((at, target)) = *key else { return false };
            let holds = || {
                let part = &text[at..text.len().min(at + BYTES)];
                memchr::memmem::find(part, target.as_bytes())
                    .is_some_and(|found| brackets.is_in(at, at + found))
            };
            shared.contains(&(at, target)) || *standing.entry((at, target)).or_insert_with(holds)
        })
        .collect()
}

/// Those of `keys`, one for each of the occurrences that has any, under which several different
/// names stand. What was the same before may be the same afterwards.
fn shared<K: Copy + Eq + Hash>(
    text: &[u8],
    occurrences: &[Occurrence],
    keys: &[Option<K>],
) -> HashSet<K> {
    let mut names: HashMap<K, HashSet<&[u8]>> = HashMap::new();
    for (occurrence, key) in occurrences.iter().zip(keys) {
        if let Some(key) = key {
            names.entry(*key).or_default().insert(&text[occurrence.span.range()]);
        }
    }
    names.into_iter().filter(|(_, names)| names.len() > 1).map(|(key, _)| key).collect()
}

/// Whether the name is what an arm of a match is for: `model!("NAME") =>`, `model!("NAME") |`.
fn is_arm(text: &[u8], span: Span) -> bool {
    let behind = text[span.end..].iter().position(|byte| !b"\"') \t\r\n".contains(byte));
    let behind = behind.map_or(&b""[..], |at| &text[span.end + at..]);
    behind.starts_with(b"=>") || behind.starts_with(b"|") && !behind.starts_with(b"||")
}

/// `span` with the bytes around it of which `is_part` holds, but not too many.
fn stretch(text: &[u8], span: Span, is_part: impl Fn(&u8) -> bool) -> Span {
    let near = span.start.saturating_sub(LONGEST)..text.len().min(span.end + LONGEST);
    let before = text[near.start..span.start].iter().rev().take_while(|byte| is_part(byte));
    let behind = text[span.end..near.end].iter().take_while(|byte| is_part(byte));
    Span::new(span.start - before.count(), span.end + behind.count())
}

/// `--models NAME,OTHER`: names with commas between them, in one word.
fn in_words(text: &[u8], occurrences: &[Occurrence], targets: &[Option<&str>]) -> Vec<bool> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/@,".contains(byte);
    let word = |span: Span| {
        let word = stretch(text, span, is_part);
        text[word.range()].contains(&b',').then_some(word)
    };
    let words: Vec<Option<Span>> = occurrences.iter().map(|one| word(one.span)).collect();
    in_stretches(text, occurrences, targets, &words, |words, target| {
        words.split(|&byte| byte == b',').any(|one| one == target.as_bytes())
    })
}

/// `models = ["NAME", "OTHER"]` in a text of several languages: a document, a notebook.
fn in_shown_list(text: &[u8], occurrences: &[Occurrence], targets: &[Option<&str>]) -> Vec<bool> {
    let is_part = |byte: &u8| !b"[](){}=:".contains(byte);
    let list = |span: Span| {
        let list = stretch(text, span, is_part);
        text[..list.start].ends_with(b"[").then_some(list)
    };
    let lists: Vec<Option<Span>> = occurrences.iter().map(|one| list(one.span)).collect();
    in_stretches(text, occurrences, targets, &lists, stands_quoted)
}

/// For each occurrence, whether another name of its stretch becomes the same, or stands there.
fn in_stretches(
    text: &[u8],
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
    stretches: &[Option<Span>],
    stands: impl Fn(&[u8], &str) -> bool,
) -> Vec<bool> {
    let keys: Vec<Option<(usize, &str)>> = stretches
        .iter()
        .zip(targets)
        .map(|(stretch, target)| Some(((*stretch)?.start, (*target)?)))
        .collect();
    let shared = shared(text, occurrences, &keys);
    let doubles = stretches.iter().zip(&keys).map(|(stretch, key)| match (stretch, key) {
        (Some(stretch), Some(key)) => shared.contains(key) || stands(&text[stretch.range()], key.1),
        _ => false,
    });
    doubles.collect()
}

/// Whether another name of its enumeration becomes the same, or stands there: "(e.g. NAME, OTHER)".
pub(crate) fn doubles_in_words(
    text: &[u8],
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
) -> Vec<bool> {
    // What a key, a bracket or another line has between is no part of it.
    let is_part = |byte: &u8| !b"\n:=(){}[]".contains(byte);
    let parts: Vec<Span> = occurrences.iter().map(|one| stretch(text, one.span, is_part)).collect();
    let parts: Vec<Option<Span>> = parts.into_iter().map(Some).collect();
    in_stretches(text, occurrences, targets, &parts, stands_quoted)
}

fn by_line(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
) -> Vec<bool> {
    let items: Vec<Option<(&[u8], &str)>> = occurrences
        .iter()
        .zip(targets)
        .map(|(occurrence, target)| Some((item(text, lines, occurrence.span)?, (*target)?)))
        .collect();
    let shared = shared(text, occurrences, &items);
    // Neighbouring lines are read once for each different (item, target).
    let mut standing: HashMap<(&[u8], &str), bool> = HashMap::new();
    occurrences
        .iter()
        .zip(&items)
        .map(|(occurrence, item)| {
            let Some(item) = item else { return false };
            shared.contains(item)
                || *standing
                    .entry(*item)
                    .or_insert_with(|| stands_near(text, lines, occurrence.span, *item))
        })
        .collect()
}

/// The beginning of the line up to the name, where that begins an item of a list.
fn item<'t>(text: &'t [u8], lines: &LineIndex, span: Span) -> Option<&'t [u8]> {
    let start = lines.span(lines.line_of(span.start)).start;
    let head = &text[start..span.start];
    let body = head[..head.len().min(LONGEST)].trim_ascii_start();
    (head.len() <= LONGEST && (body.starts_with(b"- ") || body.starts_with(b"{"))).then_some(head)
}

fn stands_near(text: &[u8], lines: &LineIndex, span: Span, (head, target): (&[u8], &str)) -> bool {
    let line = lines.line_of(span.start);
    let near = line.saturating_sub(LINES)..(line + LINES).min(lines.count());
    near.into_iter().any(|number| {
        let rest = text[lines.span(number).range()].strip_prefix(head);
        let rest = rest.and_then(|rest| rest.strip_prefix(target.as_bytes()));
        rest.is_some_and(|rest| {
            rest.first().is_none_or(|byte| !crate::boundary::is_word(*byte) && *byte != b'-')
        })
    })
}
