//! HTML, and the files of Vue, Svelte and Astro: scripts between tags.
//!
//! After the HTML standard, section 13.2.5 (raw text): a script ends at the first `</script`
//! that a space, a slash or `>` follows, whatever stands before it. Scripts in comments are none.

use super::Block;
use crate::site::around::{line_before, line_behind, name_at_end};
use crate::site::language::Language;
use crate::site::{hint, names};
use memchr::memmem;
use modelmod_edit::{LineIndex, Span};

/// How long a start tag is, at the most; those of scripts are short.
const TAG: usize = 1_000;

/// All scripts, and the code between two lines of three hyphens with which a file of Astro
/// begins.
pub(super) fn blocks(text: &[u8], lines: &LineIndex) -> Vec<Block> {
    let mut blocks: Vec<Block> = super::markdown::between_marks(text, lines)
        .map(|code| Block::new(Language::TypeScript, code))
        .into_iter()
        .collect();
    let mut at = blocks.first().map_or(0, |front| front.code.end);
    while let Some(open) = memchr::memchr(b'<', &text[at..]).map(|found| at + found) {
        let rest = &text[open..];
        at = if rest.starts_with(b"<!--") {
            memmem::find(rest, b"-->").map_or(text.len(), |end| open + end + 3)
        } else if is_tag(rest, b"<script") {
            let Some(start) = memchr::memchr(b'>', &rest[..rest.len().min(TAG)]) else { break };
            let code = open + start + 1;
            let end = end_of_script(&text[code..]).map_or(text.len(), |len| code + len);
            if let Some(language) = language(&rest[..start]) {
                blocks.push(Block::new(language, Span::new(code, end)));
            }
            end
        } else {
            open + 1
        };
    }
    blocks
}

/// The site of a name outside of all scripts is a list's where it is one of several to choose.
pub(super) fn is_option(text: &[u8], name: Span) -> bool {
    let before = &text[name.start.saturating_sub(TAG)..name.start];
    let tag = memchr::memrchr(b'<', before).map(|at| &before[at..]);
    tag.is_some_and(|tag| is_tag(tag, b"<option"))
}

/// Whether a name is what an element of a component is given as its model: `<Chat model="NAME" />`.
pub(super) fn is_attribute(text: &[u8], name: Span) -> bool {
    let before = &text[name.start.saturating_sub(TAG)..name.start];
    let Some(tag) = memchr::memrchr(b'<', before).map(|at| &before[at + 1..]) else { return false };
    let is_component = tag.first().is_some_and(u8::is_ascii_uppercase);
    let head = tag.strip_suffix(b"=\"").unwrap_or_default();
    let key = name_at_end(head);
    // A row of a table, one of several to choose, a label.
    let shows = [
        "row",
        "card",
        "badge",
        "option",
        "item",
        "select",
        "pricing",
        "price",
        "result",
        "list",
        "deprecated",
        "legacy",
        "retired",
        "table",
        "label",
        "chip",
        "tag",
        "cell",
        "info",
    ];
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let is_shown = names::any(&names::words(&tag[..end]), &shows);
    let rest = &text[name.end..text.len().min(name.end + TAG)];
    let rest = &rest[..memchr::memchr(b'>', rest).unwrap_or(rest.len())];
    let mut others = [tag, rest].into_iter().flat_map(|part| part.split(u8::is_ascii_whitespace));
    let is_about_models = others.any(|attribute| {
        let key = attribute.split(|&byte| byte == b'=').next().unwrap_or_default();
        attribute.contains(&b'=') && (names::is_about_models(key) || names::is_recorded(key))
    });
    is_component
        && !is_shown
        && !is_about_models
        && !tag.contains(&b'>')
        && text[name.end..].starts_with(b"\"")
        && head[..head.len() - key.len()].last().is_some_and(u8::is_ascii_whitespace)
        && names::selects_model(key)
}

/// Whether a name stands in an element that is shown to whoever is to choose a model:
/// `<string name="model_examples">Examples: OTHER, NAME</string>`.
pub(super) fn is_hint(text: &[u8], name: Span) -> bool {
    let from = name.start.saturating_sub(TAG);
    let Some(open) = memchr::memrchr(b'<', &text[from..name.start]).map(|at| from + at) else {
        return false;
    };
    let Some(start) = memchr::memchr(b'>', &text[open..name.start]).map(|at| open + at + 1) else {
        return false;
    };
    let rest = &text[name.end..text.len().min(name.end + TAG)];
    let Some(end) = memchr::memchr(b'<', rest) else { return false };
    let tag = &text[open..start];
    let key = memmem::find(tag, b" name=\"").map(|at| &tag[at + b" name=\"".len()..]);
    let key = key.and_then(|key| Some(&key[..memchr::memchr(b'"', key)?]));
    key.is_some_and(hint::is_key) && hint::is_list(&text[start..name.start], &rest[..end])
}

/// `<code class="x">ask -m NAME "your prompt"</code>`: a command that is shown.
pub(super) fn is_command(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, TAG);
    let Some(open) = memchr::memrchr(b'<', line) else { return false };
    let Some(close) = memchr::memchr(b'>', &line[open..]).map(|at| open + at) else { return false };
    let is_code = is_tag(&line[open..], b"<code") || is_tag(&line[open..], b"<kbd");
    let rest = line_behind(text, name.end, TAG);
    let is_word = rest.first().is_some_and(|byte| b" <".contains(byte));
    is_code
        && is_word
        && hint::is_option(&line[close + 1..])
        && hint::is_of_now(line)
        && hint::is_of_now(rest)
}

/// `model=<span class="s">"NAME"</span>`: code that is shown in colours.
pub(super) fn is_marked_up(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, TAG);
    let Some(quoted) = head.strip_suffix(b"\"") else { return false };
    // The tag that colours the text stands between it and what it is assigned to.
    let coloured = quoted.trim_ascii_end();
    let Some(open) = memchr::memrchr(b'<', coloured).filter(|_| coloured.ends_with(b">")) else {
        return false;
    };
    let left = coloured[..open].trim_ascii_end();
    // `.model(<span class="s">"NAME"</span>)`
    let is_called = || {
        let left = left.strip_suffix(b"(")?;
        let key = name_at_end(left);
        let rest = text[name.end..].strip_prefix(b"\"</span>")?;
        let is_method = left[..left.len() - key.len()].ends_with(b".") && rest.starts_with(b")");
        (is_method && [&b"model"[..], b"with_model", b"withModel"].contains(&key)).then_some(key)
    };
    let assigned = left.strip_suffix(b"=").or_else(|| left.strip_suffix(b":"));
    let assigned = assigned.map(|left| name_at_end(left.trim_ascii_end()));
    let key = assigned.or_else(is_called).unwrap_or_default();
    coloured[open..].starts_with(b"<span")
        && text[name.end..].starts_with(b"\"</span>")
        && names::selects_model(key)
}

fn is_tag(text: &[u8], tag: &[u8]) -> bool {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    text.len() > tag.len()
        && text[..tag.len()].eq_ignore_ascii_case(tag)
        && is_end(&text[tag.len()])
}

fn end_of_script(text: &[u8]) -> Option<usize> {
    memmem::find_iter(text, b"</").find(|&at| is_tag(&text[at..], b"</script"))
}

/// The language of a script with this start tag; `None` where it is data or a template that some
/// other program reads.
fn language(tag: &[u8]) -> Option<Language> {
    let tag = tag.to_ascii_lowercase();
    let value = |name: &[u8]| {
        let at = memmem::find_iter(&tag, name)
            .find(|&at| tag[..at].last().is_some_and(u8::is_ascii_whitespace))?;
        let rest = tag[at + name.len()..].strip_prefix(b"=")?;
        let is_end = |byte: &u8| b"\"' \t\r\n".contains(byte);
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        Some(&rest[..rest.iter().position(is_end).unwrap_or(rest.len())])
    };
    match (value(b"lang"), value(b"type")) {
        (Some(b"ts"), _) | (_, Some(b"text/typescript")) => Some(Language::TypeScript),
        (Some(b"tsx"), _) => Some(Language::Tsx),
        (_, Some(b"application/json" | b"importmap")) => Some(Language::Json),
        (_, None | Some(b"" | b"module")) => Some(Language::JavaScript),
        (_, Some(kind)) if kind.ends_with(b"javascript") => Some(Language::JavaScript),
        _ => None,
    }
}
