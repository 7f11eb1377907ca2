//! Jupyter notebooks: code cells are code, all else is text or the output of an earlier run.

use super::decoded::Decoded;
use super::docs::{Format, is_asked_by_magic};
use super::language::Language;
use super::{Site, Sited, of_language};
use crate::json::{self, Step};
use crate::matcher::Occurrence;
use modelmod_edit::Span;
use std::collections::BTreeMap;

/// The sites of `occurrences` in `text`; `None` where it is no JSON.
pub(super) fn classify(
    text: &[u8],
    occurrences: &[Occurrence],
    depth: usize,
) -> Option<Vec<Sited>> {
    let notebook = Notebook::read(text)?;
    let place = |occurrence: &Occurrence| Sited::parsed(notebook.place(occurrence.span));
    let mut sites: Vec<Sited> = occurrences.iter().map(place).collect();
    for cell in notebook.cells.values() {
        // Each of them stands in one piece, and most cells hold none.
        let in_piece = |piece: &Span| {
            let first = occurrences.partition_point(|one| one.span.start < piece.start);
            let last = occurrences.partition_point(|one| one.span.start < piece.end);
            first..last
        };
        if cell.source.iter().all(|piece| in_piece(piece).is_empty()) {
            continue;
        }
        let source = source(text, &cell.source);
        let inside = source.inside(occurrences);
        let decoded: Vec<Occurrence> = inside.iter().map(|(_, occurrence)| *occurrence).collect();
        if decoded.is_empty() {
            continue;
        }
        let language = match cell.is_code {
            true => language(&source.text, notebook.language),
            false => Language::Document(Format::Markdown),
        };
        let found = of_language(language, &source.text, &decoded, depth + 1);
        for ((at, occurrence), site) in inside.iter().zip(found) {
            let is_asked = cell.is_code && is_asked_by_magic(&source.text, occurrence.span);
            sites[*at] = if is_asked { Sited::by_lines(Site::Argument) } else { site };
        }
    }
    Some(sites)
}

/// The code cells with their languages; none where `text` is no notebook.
pub(super) fn code(text: &[u8]) -> Vec<(Language, Decoded)> {
    let Some(notebook) = Notebook::read(text) else { return Vec::new() };
    let cells = notebook.cells.values().filter(|cell| cell.is_code);
    let sources = cells.map(|cell| source(text, &cell.source));
    sources.map(|source| (language(&source.text, notebook.language), source)).collect()
}

/// Whether `text` is JSON.
pub(super) fn parses(text: &[u8]) -> Option<bool> {
    Some(json::strings(text, |_, _| {}).is_some())
}

#[derive(Default)]
struct Cell {
    is_code: bool,
    /// The lines of the cell's source: spans of JSON string contents.
    source: Vec<Span>,
}

struct Notebook {
    language: Language,
    cells: BTreeMap<usize, Cell>,
    outputs: Vec<Span>,
}

impl Notebook {
    fn read(text: &[u8]) -> Option<Self> {
        let mut notebook =
            Self { language: Language::Python, cells: BTreeMap::new(), outputs: Vec::new() };
        json::strings(text, |steps, content| match steps {
            [Step::Key(cells), Step::Index(cell), Step::Key(field), ..] if *cells == "cells" => {
                let cell = notebook.cells.entry(*cell).or_default();
                match *field {
                    "source" | "input" => cell.source.push(content),
                    "cell_type" => cell.is_code = &text[content.range()] == b"code",
                    "outputs" => notebook.outputs.push(content),
                    _ => {}
                }
            }
            [Step::Key(metadata), Step::Key(kernel), Step::Key(field)]
                if *metadata == "metadata"
                    && matches!(
                        (*kernel, *field),
                        ("kernelspec", "language") | ("language_info", "name")
                    ) =>
            {
                let tag = String::from_utf8_lossy(&text[content.range()]).to_ascii_lowercase();
                notebook.language = Language::of_tag(&tag);
            }
            _ => {}
        })?;
        Some(notebook)
    }

    /// The site as far as the notebook's structure tells; code cells are refined after.
    fn place(&self, core: Span) -> Site {
        let after = self.outputs.partition_point(|span| span.start <= core.start);
        if self.outputs[..after].last().is_some_and(|span| span.contains(core)) {
            Site::Output
        } else {
            Site::Prose
        }
    }
}

/// The source of a cell as the kernel sees it.
fn source(file: &[u8], pieces: &[Span]) -> Decoded {
    let mut source = Decoded::default();
    for piece in pieces {
        json::unescape(&file[piece.range()], |at, byte| source.push(piece.start + at, byte));
    }
    source
}

/// The language of a cell in a notebook of the language `kernel`.
fn language(cell: &[u8], kernel: Language) -> Language {
    let magic = |tag: &[u8]| cell.trim_ascii_start().starts_with(tag);
    // `!pip install x` above Python is a line of it for the shell.
    let is_line = |line: &[u8]| line.is_empty() || line[0] == b'!' || line[0] == b'#';
    let is_of_lines =
        magic(b"!") && cell.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).all(is_line);
    if magic(b"%%bash") || magic(b"%%sh") || is_of_lines {
        Language::Shell
    } else if magic(b"%%") && !magic(b"%%time") && !magic(b"%%capture") {
        Language::Other
    } else {
        kernel
    }
}
