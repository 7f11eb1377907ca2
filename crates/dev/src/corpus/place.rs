//! From a place that a table names to what the engine found there.

use modelmod_edit::{LineIndex, Position, Span};
use modelmod_rewrite::{Applicability, Finding};

/// What the engine says of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The kind of place, as in reports.
    pub site: &'static str,
    /// What is done there.
    pub applicability: Applicability,
    /// Why.
    pub reason: String,
}

impl Found {
    /// What a finding says.
    #[must_use]
    pub fn of(finding: &Finding<'_>) -> Self {
        Self {
            site: finding.site.id(),
            applicability: finding.applicability,
            reason: finding.reason.clone(),
        }
    }

    /// Whether the place is rewritten by default.
    #[must_use]
    pub fn is_rewritten(&self) -> bool {
        self.applicability == Applicability::Safe
    }
}

/// The bytes of `text` where it stands at `position`; nothing when it does not.
#[must_use]
pub fn locate(file: &[u8], lines: &LineIndex, position: Position, text: &str) -> Option<Span> {
    let line = position.line.checked_sub(1).filter(|line| *line < lines.count())?;
    let start = lines.span(line).start.checked_add(position.column.checked_sub(1)?)?;
    let span = Span::new(start, start.checked_add(text.len())?);
    (file.get(span.range()) == Some(text.as_bytes())).then_some(span)
}

/// The finding that has the most bytes in common with `span`.
///
/// A table may name a part of a longer spelling, or more than the name itself.
#[must_use]
pub fn covering<'f, 'c>(findings: &'f [Finding<'c>], span: Span) -> Option<&'f Finding<'c>> {
    let shared = |finding: &Finding<'_>| {
        let start = finding.span.start.max(span.start);
        finding.span.end.min(span.end).saturating_sub(start)
    };
    // Of equals the first: `max_by_key` would take the last.
    let best = findings.iter().rev().max_by_key(|finding| shared(finding))?;
    (shared(best) > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, builtin};
    use modelmod_rewrite::{Engine, Request};

    const FILE: &[u8] =
        b"# x\nfirst = \"us.anthropic.claude-3-haiku-20240307-v1:0\"; then = \"claude-2.1\"\n";

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn a_text_is_found_where_it_stands_and_nowhere_else() {
        let lines = LineIndex::new(FILE);
        assert_eq!(locate(FILE, &lines, at(1, 3), "x"), Some(Span::new(2, 3)));
        assert_eq!(locate(FILE, &lines, at(2, 1), "first"), Some(Span::new(4, 9)));
        for (line, column) in [(0, 1), (1, 0), (2, 2), (3, 1), (2, usize::MAX)] {
            assert_eq!(locate(FILE, &lines, at(line, column), "first"), None);
        }
    }

    #[test]
    fn a_part_of_a_spelling_leads_to_its_finding() {
        let request = Request::new(Date::ymd(2026, 11, 23));
        let engine = Engine::new(builtin::catalog(), &request).unwrap();
        let findings = engine.scan("a.py", FILE).unwrap().unwrap().findings;
        let lines = LineIndex::new(FILE);
        let matched = |line, column, text| {
            let span = locate(FILE, &lines, at(line, column), text).unwrap();
            covering(&findings, span).map(|finding| finding.matched.as_str())
        };
        let whole = Some("us.anthropic.claude-3-haiku-20240307-v1:0");
        assert_eq!(matched(2, 23, "claude-3-haiku-20240307-v1:0"), whole);
        assert_eq!(matched(2, 10, "us"), whole);
        assert_eq!(matched(2, 61, "\"claude-2.1\""), Some("claude-2.1"));
        assert_eq!(matched(2, 1, "first"), None);
    }
}
