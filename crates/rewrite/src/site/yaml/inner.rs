//! Texts in YAML that another program reads: scripts under `run:`, whole files under the name
//! of a file.

use super::super::decoded::Decoded;
use super::super::language::Language;
use super::super::syntax::{Frame, Place};
use super::super::{DEPTH, Sited, judge, of_language};
use super::owner;
use super::tree::Found;
use crate::matcher::Occurrence;
use memchr::memmem;
use modelmod_edit::Span;

/// Keys whose text a shell reads: of workflows, pipelines, Compose files, task runners.
const SCRIPTS: [&[u8]; 12] = [
    b"run",
    b"script",
    b"scripts",
    b"before_script",
    b"after_script",
    b"command",
    b"commands",
    b"cmd",
    b"cmds",
    b"entrypoint",
    b"install",
    b"bash",
];

/// Reads the texts in which `occurrences` stand, and says so in `sites`.
pub(super) fn read(
    text: &[u8],
    found: &[Found<'_>],
    occurrences: &[Occurrence],
    depth: usize,
    sites: &mut [Sited],
) {
    let mut first = 0;
    while let Some(one) = found.get(first) {
        let rest = found[first..].iter();
        let count = rest.take_while(|other| other.scalar == one.scalar).count();
        let last = first + count;
        if one.scalar.is_some()
            && !one.place.is_whole
            && depth < DEPTH
            && let Some(language) = language(text, &one.place)
        {
            let occurrences = &occurrences[first..last];
            read_one(language, text, one, occurrences, depth, &mut sites[first..last]);
        }
        first = last;
    }
}

fn read_one(
    language: Language,
    text: &[u8],
    found: &Found<'_>,
    occurrences: &[Occurrence],
    depth: usize,
    sites: &mut [Sited],
) {
    let mut decoded = decoded(text, found);
    let masks = mask_expressions(&mut decoded.text);
    let is_masked =
        |span: Span| masks.iter().any(|mask| span.start < mask.end && mask.start < span.end);
    let mut inside = decoded.inside(occurrences);
    inside.retain(|(_, occurrence)| !is_masked(occurrence.span));
    let shifted: Vec<Occurrence> = inside.iter().map(|(_, occurrence)| *occurrence).collect();
    if shifted.is_empty() {
        return;
    }
    let read = of_language(language, &decoded.text, &shifted, depth + 1);
    for ((at, _), sited) in inside.iter().zip(read) {
        let outside = judge::around(Language::Yaml, text, &found.place, &occurrences[*at]);
        let stays = sited.site.is_use_of_any() && !outside.is_use_of_any();
        sites[*at] = if stays { Sited::parsed(outside) } else { sited };
    }
}

/// What the text is written in, by the key above it in the document `text`.
fn language(text: &[u8], place: &Place<'_>) -> Option<Language> {
    let (item, rest) = match place.frames.split_first()? {
        (Frame::Item { before }, rest) => (Some(before.trim_ascii()), rest),
        _ => (None, &place.frames[..]),
    };
    // `["sh", "-c", "..."]`
    let flag = item.map(|before| before.trim_ascii_end()).unwrap_or_default();
    if [&b"-c"[..], b"-lc", b"-ec"].iter().any(|end| unquoted(flag) == *end) {
        return Some(Language::Shell);
    }
    let Some((Frame::Value(value), outer)) = rest.split_first() else { return None };
    // The script of an action is handed to it, and JavaScript in most cases.
    if value.name == b"script" && owner(outer) == Some(b"with") {
        return Some(Language::JavaScript);
    }
    // The code of a function, in a template of CloudFormation.
    if [&b"ZipFile"[..], b"InlineCode"].contains(&value.name) {
        let code = &text[place.content.range()];
        let is_python = memmem::find(code, b"def ").is_some();
        return Some(if is_python { Language::Python } else { Language::JavaScript });
    }
    // `claude_args: |` and below it `--model NAME`: split as a shell splits it.
    let is_arguments = item.is_none() && value.name.ends_with(b"args");
    if SCRIPTS.contains(&value.name) || is_arguments {
        return Some(Language::Shell);
    }
    let is_file = item.is_none() && value.name.contains(&b'.');
    let language = Language::of_path(std::str::from_utf8(value.name).ok().filter(|_| is_file)?);
    (!matches!(language, Language::Other | Language::Notebook)).then_some(language)
}

fn unquoted(text: &[u8]) -> &[u8] {
    match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => text,
    }
}

/// The text of a scalar without what YAML adds to it: indentation, folds, escapes.
fn decoded(text: &[u8], found: &Found<'_>) -> Decoded {
    let content = found.place.content;
    let quote = found.place.value.filter(|_| !found.is_block).map(|span| text[span.start]);
    let line = memchr::memrchr(b'\n', &text[..content.start]).map_or(0, |lf| lf + 1);
    // A block is indented as its first line is; all other scalars lose their indentation.
    let indent = if found.is_block { content.start - line } else { usize::MAX };
    let mut decoded = Decoded::default();
    let mut at = content.start;
    while at < content.end {
        let byte = text[at];
        match (quote, byte, text.get(at + 1)) {
            (_, b'\n', _) => {
                let next = &text[at + 1..content.end];
                let blanks = next.iter().take_while(|byte| **byte == b' ').count().min(indent);
                let goes_on = next.get(blanks).is_some_and(|byte| !byte.is_ascii_whitespace());
                let folds = found.is_folded && goes_on;
                decoded.push(at, if folds { b' ' } else { b'\n' });
                at += 1 + blanks;
                continue;
            }
            (Some(b'\''), b'\'', Some(b'\'')) => decoded.push(at, b'\''),
            (Some(b'"'), b'\\', Some(b'n')) => decoded.push(at, b'\n'),
            (Some(b'"'), b'\\', Some(b't' | b'\r' | b'\n')) => decoded.push(at, b' '),
            (Some(b'"'), b'\\', Some(&escaped)) => decoded.push(at, escaped),
            _ => {
                decoded.push(at, byte);
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    decoded
}

/// Writes over the `${{ ... }}` of workflows, which no shell sees; tells where they stood.
fn mask_expressions(text: &mut [u8]) -> Vec<Span> {
    let mut masks = Vec::new();
    let mut from = 0;
    while let Some(at) = memmem::find(&text[from..], b"${{") {
        let start = from + at;
        let Some(len) = memmem::find(&text[start..], b"}}") else { break };
        let end = start + len + 2;
        text[start..end].fill(b'_');
        masks.push(Span::new(start, end));
        from = end;
    }
    masks
}
