//! Diagnostics as a person reads them: the line, a caret under the place, the remedy.

use super::{Diagnostic, Place, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Longest stretch of a line, in bytes, that is shown around a place.
const WIDEST: usize = 400;

/// Shows all diagnostics, one after another with an empty line between, in the given order.
///
/// With `color` the text has ANSI escape sequences. Ends with a line feed unless empty.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&[group(diagnostic)]));
        out.push('\n');
    }
    out.replace(is_left, "\u{FFFD}")
}

/// Control characters that the renderer leaves: the second set, which some terminals take for
/// escape sequences, and what goes back to the beginning of a line and writes over it.
fn is_left(letter: char) -> bool {
    letter == '\r' || ('\u{80}'..='\u{9F}').contains(&letter)
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group =
        title.element(snippet(&diagnostic.place, &diagnostic.label, AnnotationKind::Primary));
    for (place, label) in &diagnostic.also {
        group = group.element(snippet(place, label, AnnotationKind::Context));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn snippet<'a>(
    place: &'a Place,
    label: &'a str,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = &place.file.text;
    let (window, mark) = window(text, place.span());
    let annotation = kind.span(mark);
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    Snippet::source(&text[window])
        .path(place.path().replace(char::is_control, "\u{FFFD}"))
        .line_start(place.line())
        .annotation(annotation)
}

/// The part of the text to show, and the place within that part.
///
/// Only the first line of a place is shown, so that rendering costs the same however long
/// the file is and however many diagnostics there are.
fn window(text: &str, span: Range<usize>) -> (Range<usize>, Range<usize>) {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    let end = end.max(span.start);
    // A caret must stand under its column, so a line is only ever cut behind the place.
    let end = if end - span.start > WIDEST { boundary(text, span.start + WIDEST) } else { end };
    let mark = span.start - start..span.end.min(end) - start;
    (start..end, mark)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
