//! Where what is wrong is gathered, and what merely follows from something else is left out.

use super::{Diagnostic, PackFile};
use std::ops::Range;
use std::sync::Arc;

/// Where diagnostics are gathered.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    broken: Vec<Broken>,
}

/// A line that is no TOML. What the parser made of it is a guess.
#[derive(Debug)]
struct Broken {
    file: Arc<PackFile>,
    line: Range<usize>,
    /// The key whose value alone is wrong, a day that no calendar has: all else was understood.
    key: Option<String>,
}

impl Sink {
    /// Notes one thing.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Notes that a line does not parse.
    pub(super) fn push_broken(&mut self, diagnostic: Diagnostic) {
        let (file, at) = (Arc::clone(&diagnostic.place.file), diagnostic.place.span().start);
        let line = line_of(&file.text, at);
        let key = (diagnostic.code == "bad-date").then(|| key_before(&file.text[line.start..at]));
        self.broken.push(Broken { file, line, key });
        self.found.push(diagnostic);
    }

    /// What was found, in the order of the files and places.
    ///
    /// Where a file does not even parse, what merely follows from that is left out: what
    /// stands on a broken line, and what seems to be missing somewhere.
    #[must_use]
    pub fn finish(self, files: &[PackFile]) -> Vec<Diagnostic> {
        let Self { mut found, broken } = self;
        let unparsed = broken.iter().any(|one| one.key.is_none());
        found.retain(|one| {
            let is_own = matches!(one.code, "syntax" | "bad-date");
            let follows = one.code.starts_with("missing-")
                || matches!(one.code, "unknown-model" | "unknown-source");
            let is_lost = || {
                broken.iter().filter_map(|one| one.key.as_ref()).any(|key| {
                    one.code.starts_with("missing-") && one.message.contains(&format!("`{key}`"))
                })
            };
            let stands_there = || broken.iter().any(|line| line.has(one));
            is_own || !(unparsed && follows || is_lost() || stands_there())
        });
        let rank = |one: &Diagnostic| {
            let file = files.iter().position(|file| *file == *one.place.file);
            (file, one.place.span().start)
        };
        found.sort_by_key(rank);
        found.dedup();
        found
    }
}

impl Broken {
    fn has(&self, one: &Diagnostic) -> bool {
        Arc::ptr_eq(&self.file, &one.place.file) && self.line.contains(&one.place.span().start)
    }
}

/// The key of `a = ` or `{ a = 1, b = `.
fn key_before(text: &str) -> String {
    let text = text.trim_end().trim_end_matches('=').trim_end();
    text.rsplit([' ', ',', '{', '\t']).next().unwrap_or_default().to_owned()
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end) + 1
}
