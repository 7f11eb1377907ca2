//! Jupyter notebooks: code cells are code, all else is text or the output of an earlier run.

use super::docs::{self, Format};
use super::language::Language;
use super::{Site, Sited, of_language};
use crate::json::{self, Step};
use crate::matcher::Occurrence;
use modelmod_edit::Span;
use std::collections::BTreeMap;

/// The sites of `occurrences` in `text`.
pub(super) fn classify(text: &[u8], occurrences: &[Occurrence], depth: usize) -> Vec<Sited> {
    let Some(notebook) = Notebook::read(text) else {
        // Not JSON: nothing in it is understood.
        return vec![Sited::by_lines(Site::Unclear); occurrences.len()];
    };
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
        let source = Source::of(text, &cell.source);
        let inside: Vec<(usize, Occurrence)> = cell
            .source
            .iter()
            .flat_map(in_piece)
            .filter_map(|at| {
                let occurrence = &occurrences[at];
                let span = source.decoded(occurrence.span)?;
                let core = source.decoded(occurrence.core)?;
                Some((at, Occurrence { span, core, ..*occurrence }))
            })
            .collect();
        let decoded: Vec<Occurrence> = inside.iter().map(|(_, occurrence)| *occurrence).collect();
        if decoded.is_empty() {
            continue;
        }
        let found = if cell.is_code {
            of_language(source.language(notebook.language), &source.text, &decoded, depth + 1)
        } else {
            docs::classify(Format::Markdown, &source.text, &decoded, depth + 1)
        };
        for ((at, _), site) in inside.iter().zip(found) {
            sites[*at] = site;
        }
    }
    sites
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

/// The source of a cell as the kernel sees it, and where each byte of it comes from.
struct Source {
    text: Vec<u8>,
    /// For each byte of `text`, the file offset of the JSON text that stands for it.
    from: Vec<usize>,
}

impl Source {
    fn of(file: &[u8], pieces: &[Span]) -> Self {
        let mut source = Self { text: Vec::new(), from: Vec::new() };
        for piece in pieces {
            json::unescape(&file[piece.range()], |at, byte| {
                source.text.push(byte);
                source.from.push(piece.start + at);
            });
        }
        source
    }

    /// The span of the decoded text that the file's `span` stands for.
    fn decoded(&self, span: Span) -> Option<Span> {
        let start = self.from.binary_search(&span.start).ok()?;
        let end = start + span.len();
        let is_here = self.from.get(end - 1) == Some(&(span.end - 1));
        is_here.then(|| Span::new(start, end))
    }

    fn language(&self, kernel: Language) -> Language {
        let magic = |tag: &[u8]| self.text.trim_ascii_start().starts_with(tag);
        if magic(b"%%bash") || magic(b"%%sh") || magic(b"!") {
            Language::Shell
        } else if magic(b"%%") && !magic(b"%%time") && !magic(b"%%capture") {
            Language::Other
        } else {
            kernel
        }
    }
}
