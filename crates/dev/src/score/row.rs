//! Judged places, and what the engine finds at them.

use super::label::Label;
use crate::corpus::mirrors::{Mirrors, Missing};
use crate::corpus::place::{Found, covering, locate};
use crate::corpus::tsv::Table;
use modelmod_edit::{LineIndex, Position};
use modelmod_rewrite::Engine;
use std::collections::BTreeMap;

/// A place that people have judged.
#[derive(Clone, Debug)]
pub struct Judged {
    /// `OWNER/NAME`.
    pub repo: String,
    /// Hash of the commit.
    pub commit: String,
    /// The file in it.
    pub path: String,
    /// Where in the file the text begins.
    pub position: Position,
    /// The text there: a name, or the bare part of a longer one.
    pub matched: String,
    /// What should be done.
    pub label: Label,
    /// Why they think so.
    pub reason: String,
}

/// Why a place could not be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Its file is missing.
    Missing(Missing),
    /// The file cannot be decoded.
    Undecodable,
    /// The file says something else there.
    NoPlace,
}

impl Skip {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing(missing) => missing.as_str(),
            Self::Undecodable => "begins as UTF-16 but is not valid UTF-16",
            Self::NoPlace => "no such place",
        }
    }
}

/// A judged place with the engine's answer, `None` where it finds nothing.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The place.
    pub judged: Judged,
    /// The answer, or why there is none.
    pub found: Result<Option<Found>, Skip>,
}

/// The places of a table.
///
/// # Errors
///
/// A column that is missing, or a field that says nothing of its kind.
pub fn read(table: &Table) -> Result<Vec<Judged>, String> {
    let text = |field: Result<&str, String>| field.map(str::to_owned);
    table
        .rows()
        .map(|row| {
            Ok(Judged {
                repo: text(row.get("repo"))?,
                commit: text(row.get("commit"))?,
                path: text(row.get("path"))?,
                position: Position { line: row.parse("line")?, column: row.parse("column")? },
                matched: text(row.get("matched"))?,
                label: row.parse("label")?,
                reason: text(row.get("reason"))?,
            })
        })
        .collect()
}

/// Asks the engine about each place, in order of repository, commit, path and position. A
/// file with several places is scanned once.
#[must_use]
pub fn scan(engine: &Engine<'_>, mirrors: &mut Mirrors, judged: Vec<Judged>) -> Vec<Scored> {
    let mut files: BTreeMap<(String, String, String), Vec<Judged>> = BTreeMap::new();
    for one in judged {
        let key = (one.repo.clone(), one.path.clone(), one.commit.clone());
        files.entry(key).or_default().push(one);
    }
    let mut out = Vec::new();
    for ((repo, path, commit), mut judged) in files {
        judged.sort_by(|a, b| (a.position, &a.matched).cmp(&(b.position, &b.matched)));
        match mirrors.blob(&repo, &commit, &path) {
            Ok(file) => out.extend(scan_file(engine, &file, judged)),
            Err(missing) => out.extend(
                judged
                    .into_iter()
                    .map(|judged| Scored { judged, found: Err(Skip::Missing(missing)) }),
            ),
        }
    }
    out
}

/// [`scan`] for the places of one file.
fn scan_file(engine: &Engine<'_>, file: &[u8], judged: Vec<Judged>) -> Vec<Scored> {
    let lines = LineIndex::new(file);
    let findings = match judged.first().map(|one| engine.scan(&one.path, file)) {
        Some(Ok(plan)) => Ok(plan.map(|plan| plan.findings).unwrap_or_default()),
        Some(Err(_)) => Err(Skip::Undecodable),
        None => Ok(Vec::new()),
    };
    let ask = |one: &Judged| -> Result<Option<Found>, Skip> {
        let span = locate(file, &lines, one.position, &one.matched).ok_or(Skip::NoPlace)?;
        let findings = findings.as_ref().map_err(|skip| *skip)?;
        Ok(covering(findings, span).map(Found::of))
    };
    judged.into_iter().map(|judged| Scored { found: ask(&judged), judged }).collect()
}
