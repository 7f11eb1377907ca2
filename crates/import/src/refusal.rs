//! Why a page is not read.

use std::fmt;

/// One thing that a page says and that is not understood. A page with one is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the page, from 1.
    pub line: usize,
    /// The cell, header or sentence in question, shortened.
    pub cell: String,
    /// What is wrong with it, without a full stop.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl Refusal {
    pub(crate) fn new(
        line: usize,
        cell: impl AsRef<str>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let cell = shortened(cell.as_ref(), 80);
        Self { line, cell, reason: reason.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)?;
        if !self.cell.is_empty() {
            write!(f, ": \"{}\"", self.cell)?;
        }
        write!(f, "; {}", self.remedy)
    }
}

impl std::error::Error for Refusal {}

/// The text in one line, without control characters (it comes from a foreign page and is
/// shown on a terminal), cut after `most` characters.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let line: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    if line.chars().count() <= most {
        return line;
    }
    let mut cut: String = line.chars().take(most).collect();
    cut.push('…');
    cut
}
