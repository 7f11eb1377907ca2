//! Judged places, and what the engine finds at them.

use super::label::Label;
use crate::corpus::mirrors::{Mirrors, Missing};
use crate::corpus::place::{Found, covering, locate};
use crate::corpus::planned::PlannedTree;
use crate::corpus::tsv::Table;
use modelmod_edit::{LineIndex, Position};
use modelmod_rewrite::{Engine, Undecodable};
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

/// Asks the engine about each place, in order of repository, commit, path and position. The
/// tree of a commit is planned once, as one run: its files hear of each other.
#[must_use]
pub fn scan(engine: &Engine<'_>, mirrors: &mut Mirrors, judged: Vec<Judged>) -> Vec<Scored> {
    let mut trees: BTreeMap<(String, String), Vec<Judged>> = BTreeMap::new();
    for one in judged {
        trees.entry((one.repo.clone(), one.commit.clone())).or_default().push(one);
    }
    let mut out = Vec::new();
    for ((repo, commit), mut judged) in trees {
        let place = |one: &Judged| (one.path.clone(), one.position, one.matched.clone());
        judged.sort_by_key(place);
        let tree = PlannedTree::new(engine, mirrors, &repo, &commit);
        for file in judged.chunk_by(|a, b| a.path == b.path) {
            let found = match &tree {
                Ok(tree) => in_file(tree, mirrors, file),
                Err(missing) => vec![Err(Skip::Missing(*missing)); file.len()],
            };
            let scored = file.iter().cloned().zip(found);
            out.extend(scored.map(|(judged, found)| Scored { judged, found }));
        }
    }
    out
}

/// What is found at the places of one file.
fn in_file(
    tree: &PlannedTree<'_>,
    mirrors: &mut Mirrors,
    judged: &[Judged],
) -> Vec<Result<Option<Found>, Skip>> {
    let Some(Judged { repo, commit, path, .. }) = judged.first() else { return Vec::new() };
    let file = match mirrors.blob(repo, commit, path) {
        Ok(file) => file,
        Err(missing) => return vec![Err(Skip::Missing(missing)); judged.len()],
    };
    let lines = LineIndex::new(&file);
    let findings = tree.findings(path).map_err(|Undecodable| Skip::Undecodable);
    let ask = |one: &Judged| {
        let span = locate(&file, &lines, one.position, &one.matched).ok_or(Skip::NoPlace)?;
        Ok(covering(findings?, span).map(Found::of))
    };
    judged.iter().map(ask).collect()
}
