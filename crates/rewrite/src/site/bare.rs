//! Values without quotes: `KEY=value`, `--flag value`, `${KEY:-value}`.

use super::Site;
use super::around::{Around, name_at_end};
use super::language::Language;
use super::names;

/// The site of a bare word in a script, a Dockerfile, a Makefile, a `.env` or `.ini` file.
pub(super) fn site(language: Language, around: &Around<'_>) -> Site {
    if !ends_there(around.text(), around.value.end) {
        return Site::Unclear;
    }
    let line = around.line_to(around.value.start);
    if let Some(head) = line.strip_suffix(b":-").or_else(|| line.strip_suffix(b":=")) {
        let name = name_at_end(head);
        let opens = head[..head.len() - name.len()].ends_with(b"${");
        return if opens { only_use(name, Site::Default) } else { assigned(head) };
    }
    match line.last() {
        Some(b'=') => assigned(&line[..line.len() - 1]),
        Some(byte) if byte.is_ascii_whitespace() => behind_space(language, line.trim_ascii_end()),
        _ => Site::Unclear,
    }
}

/// Whether the word ends at `end`, and what follows does not belong to it.
fn ends_there(text: &[u8], end: usize) -> bool {
    text.get(end).is_none_or(|byte| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'}' | b'"' | b'\'' | b')' | b';' | b'\\' | b',' | b'`')
    })
}

/// `KEY=`, `KEY ?= `, `--model=`.
fn assigned(left: &[u8]) -> Site {
    let left = left.trim_ascii_end();
    let left = left.strip_suffix(b"?").or_else(|| left.strip_suffix(b":")).unwrap_or(left);
    if left.ends_with(b"=") || left.ends_with(b"!") || left.ends_with(b"+") {
        return Site::Unclear;
    }
    let name = name_at_end(left);
    only_use(name, if name.starts_with(b"-") { Site::Flag } else { Site::Environment })
}

/// `--model NAME`, `ENV MODEL NAME`, `KEY = NAME`.
fn behind_space(language: Language, head: &[u8]) -> Site {
    if let Some(left) = head.strip_suffix(b"=") {
        // `[ $MODEL = NAME ]`: scripts assign without spaces and compare with them.
        return if language == Language::Shell { Site::Comparison } else { assigned(left) };
    }
    let name = name_at_end(head);
    if name.starts_with(b"--") {
        return only_use(name, Site::Flag);
    }
    let command = head[..head.len() - name.len()].trim_ascii();
    if command.eq_ignore_ascii_case(b"ENV") {
        only_use(name, Site::Environment)
    } else {
        Site::Unclear
    }
}

fn only_use(name: &[u8], site: Site) -> Site {
    match names::value_of(name) {
        Site::Setting => site,
        other => other,
    }
}
