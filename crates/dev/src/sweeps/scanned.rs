//! A file that the engine has looked through, and the places of names in it.

use crate::corpus::place::{Found, covering};
use crate::corpus::planned::PlannedTree;
use modelmod_edit::{LineIndex, Span};
use modelmod_rewrite::{Finding, Undecodable};

/// A file that the engine has looked through.
pub(super) struct Scanned<'c> {
    file: Vec<u8>,
    lines: LineIndex,
    findings: Vec<Finding<'c>>,
}

impl<'c> Scanned<'c> {
    /// The file `path` of `tree`, with its bytes.
    pub(super) fn new(
        tree: &PlannedTree<'c>,
        path: &str,
        file: Vec<u8>,
    ) -> Result<Self, Undecodable> {
        let findings = tree.findings(path)?.to_vec();
        Ok(Self { lines: LineIndex::new(&file), file, findings })
    }

    /// What is found at each place where the line has the name, from left to right.
    pub(super) fn at(&self, line: usize, name: &str) -> Vec<Option<Found>> {
        let line = line.checked_sub(1).filter(|line| *line < self.lines.count());
        let Some(span) = line.map(|line| self.lines.span(line)) else { return Vec::new() };
        let found = |at: Span| covering(&self.findings, at.shifted(span.start)).map(Found::of);
        occurrences(&self.file[span.range()], name).into_iter().map(found).collect()
    }

    /// Each finding of one of these names, with its line.
    pub(super) fn all<'n>(&self, names: &[&'n str]) -> Vec<(usize, &'n str, Found)> {
        let known = |finding: &Finding<'_>| {
            let is_in = |name: &&&str| !whole(finding.matched.as_bytes(), name).is_empty();
            // The longest: a name can be a part of another.
            let name = names.iter().filter(is_in).max_by_key(|name| name.len())?;
            Some((finding.position.line, *name, Found::of(finding)))
        };
        self.findings.iter().filter_map(known).collect()
    }
}

/// Where `line` has the name and not a longer one that contains it. Where it has longer ones
/// only, those: the table says that the name is there.
fn occurrences(line: &[u8], name: &str) -> Vec<Span> {
    let whole = whole(line, name);
    if whole.is_empty() { all(line, name) } else { whole }
}

/// Where `text` has the name and not a longer one that contains it.
fn whole(text: &[u8], name: &str) -> Vec<Span> {
    let is_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let goes_on = |at: usize| match text.get(at) {
        Some(b'-' | b'.' | b'@' | b':') => is_word(at + 1),
        _ => is_word(at),
    };
    let mut spans = all(text, name);
    spans.retain(|span| !goes_on(span.end) && (span.start == 0 || !is_word(span.start - 1)));
    spans
}

fn all(text: &[u8], name: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    let next = |from: usize| {
        // No window is of no bytes.
        let mut windows = text.get(from..)?.windows(name.len().max(1));
        windows.position(|window| window == name.as_bytes())
    };
    while let Some(at) = next(from) {
        out.push(Span::new(from + at, from + at + name.len()));
        from += at + name.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, builtin};
    use modelmod_rewrite::{Engine, Request};

    #[test]
    fn a_name_in_a_longer_one_is_not_it() {
        let starts = |line: &str, name: &str| -> Vec<usize> {
            occurrences(line.as_bytes(), name).iter().map(|span| span.start).collect()
        };
        assert_eq!(starts("claude-2.1 claude-2. claude-2", "claude-2"), [11, 21]);
        assert_eq!(starts("a.claude-v2:1, 'a.claude-v2'", "claude-v2"), [18]);
        assert_eq!(starts("claude-v2: x", "claude-v2"), [0]);
        assert_eq!(starts("xclaude-2", "claude-2"), [1]);
        assert!(starts("x", "").is_empty());
    }

    #[test]
    fn findings_are_told_by_line_and_name() {
        let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23)));
        let file = b"model = \"claude-2.1\"\n# anthropic.claude-v2:1\n".to_vec();
        let findings = engine.unwrap().scan("a.py", &file).unwrap().unwrap().findings;
        let scanned = Scanned { lines: LineIndex::new(&file), file, findings };
        let sites = |line, name| -> Vec<Option<&str>> {
            scanned.at(line, name).into_iter().map(|found| found.map(|found| found.site)).collect()
        };
        assert_eq!(sites(1, "claude-2.1").len(), 1);
        assert_eq!(sites(1, "model"), [None]);
        assert_eq!(sites(2, "claude-v2:1").len(), 1);
        assert!(sites(3, "claude-2.1").is_empty() && sites(0, "claude-2.1").is_empty());
        let all = scanned.all(&["claude-v2", "claude-2.1", "claude-v2:1"]);
        let all: Vec<_> = all.iter().map(|(line, name, _)| (*line, *name)).collect();
        assert_eq!(all, [(1, "claude-2.1"), (2, "claude-v2:1")]);
    }
}
