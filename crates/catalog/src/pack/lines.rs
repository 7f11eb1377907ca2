//! A pack as its lines: tables, keys, and the comments that go with them.

use super::{Diagnostic, PackFile, Place};
use std::collections::HashMap;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table with its header, or (without one) what stands before the first header.
pub(super) struct Section<'a> {
    /// Comments above the header, with an empty string for an empty line between them.
    pub(super) above: Vec<String>,
    /// The header line: `[[model]]  # comment`.
    pub(super) header: Option<String>,
    /// The name in the header.
    pub(super) name: &'a str,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A key with its value.
pub(super) struct Entry<'a> {
    /// Comments above it.
    pub(super) above: Vec<String>,
    pub(super) key: &'a str,
    pub(super) value: &'a Spanned<DeValue<'a>>,
    /// Comment behind it.
    pub(super) behind: Option<String>,
}

type Values<'a> = HashMap<usize, (&'a str, &'a Spanned<DeValue<'a>>)>;

/// The sections of a file that parses, and the comments behind the last one.
pub(super) fn sections<'a>(
    file: &'a Arc<PackFile>,
    document: &'a DeTable<'a>,
) -> Result<(Vec<Section<'a>>, Vec<String>), Box<Diagnostic>> {
    let text = file.text.as_str();
    let values = values(document);
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < text.len() {
        let start = at + (text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len());
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let line = text[start..end].trim_end();
        at = end + 1;
        if line.is_empty() {
            // Several empty lines are as good as one, and none is needed at the top.
            if above.last().is_some_and(|last| !last.is_empty()) {
                above.push(String::new());
            }
        } else if line.starts_with('#') {
            above.push(line.to_owned());
        } else if line.starts_with('[') {
            let (name, header) = header(line).ok_or_else(|| odd(file, start..end))?;
            let above = std::mem::take(&mut above);
            sections.push(Section { above, header: Some(header), name, entries: Vec::new() });
        } else {
            // The table that a dotted key makes has no place of its own: it starts with its key.
            let known = values.get(&start).filter(|(_, value)| value.span().start > start);
            let (key, value) = known.ok_or_else(|| odd(file, start..end))?;
            let (behind, next) = behind(text, value.span().end);
            at = next;
            if sections.is_empty() {
                let above = Vec::new();
                sections.push(Section { above, header: None, name: "", entries: Vec::new() });
            }
            let mut above = std::mem::take(&mut above);
            above.retain(|line| !line.is_empty());
            let entry = Entry { above, key, value, behind };
            if let Some(section) = sections.last_mut() {
                section.entries.push(entry);
            }
        }
    }
    while above.last().is_some_and(String::is_empty) {
        above.pop();
    }
    Ok((sections, above))
}

fn odd(file: &Arc<PackFile>, span: std::ops::Range<usize>) -> Box<Diagnostic> {
    let place = Place { file: Arc::clone(file), span };
    let message = "packs do not use this notation";
    let help = "write [table] or [[table]] headers, and plain keys below them";
    Box::new(Diagnostic::error("normal-form", &place, message).help(help))
}

/// Every `key = value` of the document and of its tables, by where the key starts.
fn values<'a>(document: &'a DeTable<'a>) -> Values<'a> {
    let mut values = Values::new();
    let mut add = |table: &'a DeTable<'a>| {
        for (key, value) in table {
            values.insert(key.span().start, (key.get_ref().as_ref(), value));
        }
    };
    add(document);
    for value in document.values() {
        match value.get_ref() {
            DeValue::Table(table) => add(table),
            DeValue::Array(items) => {
                items.iter().filter_map(|item| item.get_ref().as_table()).for_each(&mut add);
            }
            _ => {}
        }
    }
    values
}

/// Name and normal form of a header line.
fn header(line: &str) -> Option<(&str, String)> {
    let brackets = if line.starts_with("[[") { 2 } else { 1 };
    let close = line.find(']')?;
    let name = line.get(brackets..close)?.trim();
    let comment = line.get(close + brackets..)?.trim();
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if name.is_empty() || !name.chars().all(bare) {
        return None;
    }
    let gap = if comment.is_empty() { "" } else { "  " };
    let header = if brackets == 2 { format!("[[{name}]]") } else { format!("[{name}]") };
    Some((name, format!("{header}{gap}{comment}")))
}

/// The comment behind a value, and where the next line starts.
fn behind(text: &str, at: usize) -> (Option<String>, usize) {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let rest = text[at..end].trim();
    ((!rest.is_empty()).then(|| rest.to_owned()), end + 1)
}
