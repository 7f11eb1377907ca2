//! The tree of a commit, planned as one run plans it: its files hear of each other.

use super::mirrors::{Mirrors, Missing};
use modelmod_rewrite::{Engine, Finding, PlannedFile, Undecodable};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What the engine finds in the tree of a commit.
pub struct PlannedTree<'c> {
    findings: BTreeMap<String, Vec<Finding<'c>>>,
    undecodable: BTreeSet<String>,
}

impl<'c> PlannedTree<'c> {
    /// Plans the tree of `commit`.
    ///
    /// # Errors
    ///
    /// [`Missing`], where there is no such commit.
    pub fn new(
        engine: &Engine<'c>,
        mirrors: &mut Mirrors,
        repo: &str,
        commit: &str,
    ) -> Result<Self, Missing> {
        let mut files = Vec::new();
        let mut undecodable = BTreeSet::new();
        mirrors.each(repo, commit, |path, before| match engine.scan(path, before) {
            Ok(None) => {}
            Ok(Some(plan)) => files.push(PlannedFile {
                target: PathBuf::from(path),
                path: path.as_bytes().to_vec(),
                before: before.to_vec(),
                plan,
                failed: None,
            }),
            Err(Undecodable) => {
                undecodable.insert(path.to_owned());
            }
        })?;
        engine.follow(&mut files);
        let named = files.into_iter().filter_map(|file| {
            let path = String::from_utf8(file.path).ok()?;
            Some((path, file.plan.findings))
        });
        Ok(Self { findings: named.collect(), undecodable })
    }

    /// What is found in a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be decoded.
    pub fn findings(&self, path: &str) -> Result<&[Finding<'c>], Undecodable> {
        if self.undecodable.contains(path) {
            return Err(Undecodable);
        }
        Ok(self.findings.get(path).map_or(&[], Vec::as_slice))
    }
}
