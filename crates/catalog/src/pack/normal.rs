//! The normal form of a pack: one way to write each fact, so that changes review well.
//!
//! - Tables stay in their order, with one empty line between them.
//! - The keys of a table stand in one order, that of [`keys`].
//! - A list of tables has one of them a line; any other list is written in one line.
//! - `aliases`, the `prefixes` of a profile and all about symbols are sorted. Other lists stay as they are:
//!   the order of spellings, for one, has a meaning.
//! - Strings are in double quotes unless they hold one.
//! - Comments stay with what they stand above or behind. A list with comments inside stays
//!   as it is.

use super::lines::{Entry, Section, sections};
use super::{Diagnostic, PackFile, Place, keys};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Lists whose order says nothing.
const SORTED: &[&str] =
    &["aliases", "prefixes", "symbols", "stems", "optional", "tiers", "before", "between"];

/// Gives the text of a file in normal form. Putting it in normal form again changes nothing.
///
/// Line ends stay CRLF where the file has any.
///
/// # Errors
///
/// What keeps it from being read as TOML, and notations that packs do not use (dotted keys
/// and dotted headers). Whether the facts are sound does not matter here; see [`super::read`].
pub fn format(file: &PackFile) -> Result<String, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    if !errors.is_empty() {
        let diagnostic = |error: toml::de::Error| {
            let place = Place { file: Arc::clone(&shared), span: error.span().unwrap_or(0..0) };
            Diagnostic::error("syntax", &place, error.message())
        };
        return Err(errors.into_iter().map(diagnostic).collect());
    }
    let (sections, rest) = sections(&shared, document.get_ref()).map_err(|one| vec![*one])?;
    let mut out = String::new();
    for section in &sections {
        if !out.is_empty() {
            out.push('\n');
        }
        write_section(&mut out, section, &file.text);
    }
    if !out.is_empty() && !rest.is_empty() {
        out.push('\n');
    }
    push_lines(&mut out, &rest);
    Ok(if file.text.contains("\r\n") { out.replace('\n', "\r\n") } else { out })
}

/// Says where a file first departs from its normal form, as a warning.
///
/// Nothing where it is in normal form, and nothing where it cannot be put into one: what
/// keeps it from that is an error, which [`super::read`] reports.
#[must_use]
pub fn check_format(file: &PackFile) -> Option<Diagnostic> {
    let wanted = format(file).ok()?;
    if wanted == file.text {
        return None;
    }
    let mut start = 0;
    let mut lines = wanted.split_inclusive('\n');
    for line in file.text.split_inclusive('\n') {
        let want = lines.next().unwrap_or_default();
        if line != want {
            return Some(departure(file, start, line, want));
        }
        start += line.len();
    }
    Some(departure(file, start, "", lines.next().unwrap_or_default()))
}

fn departure(file: &PackFile, start: usize, line: &str, want: &str) -> Diagnostic {
    let span = start..start + line.trim_end().len();
    let place = Place { file: Arc::new(file.clone()), span };
    let help = match want.trim_end() {
        "" if line.trim().is_empty() => {
            "one empty line stands between tables, and none elsewhere".to_owned()
        }
        "" => "an empty line is expected here".to_owned(),
        want => format!("expected here: {want}"),
    };
    Diagnostic::warning("normal-form", &place, "the file is not in normal form").help(help)
}

fn push_lines(out: &mut String, lines: &[String]) {
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
}

fn write_section(out: &mut String, section: &Section<'_>, text: &str) {
    push_lines(out, &section.above);
    if let Some(header) = &section.header {
        out.push_str(header);
        out.push('\n');
    }
    let order = order_of(section.name);
    let mut entries: Vec<&Entry<'_>> = section.entries.iter().collect();
    entries.sort_by_key(|entry| rank(order, entry.key));
    for entry in entries {
        push_lines(out, &entry.above);
        out.push_str(&key_text(entry.key));
        out.push_str(" = ");
        out.push_str(&value_text(entry.key, entry.value, text));
        if let Some(behind) = &entry.behind {
            out.push_str("  ");
            out.push_str(behind);
        }
        out.push('\n');
    }
}

fn order_of(table: &str) -> &'static [&'static str] {
    match table {
        "provider" => keys::PROVIDER,
        "symbols" => keys::SYMBOLS,
        "source" => keys::SOURCE,
        "surface" => keys::SURFACE,
        "model" => keys::MODEL,
        "rule" => keys::RULE,
        "replacements" => keys::REPLACEMENT,
        "spellings" => keys::SPELLING,
        "profiles" => keys::PROFILE,
        "prefixes" => keys::PREFIX,
        "pairs" => keys::PAIR,
        _ => &[],
    }
}

/// Unknown keys come last and stay in their order: sorting is stable.
fn rank(order: &[&str], key: &str) -> usize {
    order.iter().position(|known| *known == key).unwrap_or(order.len())
}

fn key_text(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key) }
}

fn value_text(key: &str, value: &Spanned<DeValue<'_>>, text: &str) -> String {
    let written = &text[value.span()];
    match value.get_ref() {
        DeValue::String(string) => quoted(string),
        DeValue::Array(items) if !keeps_its_form(written) => {
            if !items.is_empty() && items.iter().all(|item| item.get_ref().is_table()) {
                let lines = items.iter().map(|item| value_text(key, item, text));
                return format!(
                    "[\n{}]",
                    lines.map(|line| format!("  {line},\n")).collect::<String>()
                );
            }
            let mut parts: Vec<String> =
                items.iter().map(|item| value_text("", item, text)).collect();
            if SORTED.contains(&key) {
                parts.sort();
            }
            format!("[{}]", parts.join(", "))
        }
        DeValue::Table(table) if !keeps_its_form(written) => {
            // Where a key was written is what orders those that the form does not know.
            let mut pairs: Vec<_> = table.iter().collect();
            let order = order_of(key);
            pairs.sort_by_key(|(name, _)| (rank(order, name.get_ref()), name.span().start));
            let parts: Vec<String> = pairs
                .iter()
                .map(|(name, value)| {
                    let name = name.get_ref();
                    format!("{} = {}", key_text(name), value_text(name, value, text))
                })
                .collect();
            if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
        }
        // Numbers, dates and truth values are written in one way by nearly everybody. Line ends
        // (of a list that keeps its form) are turned back together with all others.
        _ => written.replace("\r\n", "\n"),
    }
}

/// Whether a list or an inline table has something inside that would get lost or is too odd
/// to be worth a rule: a comment, a dotted key, a string of several lines.
fn keeps_its_form(written: &str) -> bool {
    if written.contains("\"\"\"") || written.contains("'''") {
        return true;
    }
    let mut inside: Option<char> = None;
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        match (inside, c) {
            (None, '#') => return true,
            // Outside of strings a dot is in a dotted key or a number, neither of which
            // packs use.
            (None, '.') => return true,
            (None, '"' | '\'') => inside = Some(c),
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(quote), c) if quote == c => inside = None,
            _ => {}
        }
    }
    false
}

/// A text as a string of TOML: with double quotes, unless it holds a double quote or a backslash
/// and a literal string can hold it.
#[must_use]
pub fn quoted(string: &str) -> String {
    let literal =
        string.contains(['"', '\\']) && !string.chars().any(|c| c == '\'' || c.is_control());
    if literal {
        return format!("'{string}'");
    }
    let mut out = String::from("\"");
    for c in string.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
