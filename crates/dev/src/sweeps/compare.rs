//! Place by place: what they did, and what the engine does.

use super::commits::{Commit, Place};
use super::request::{self, Asked, Unasked};
use super::scanned::Scanned;
use crate::corpus::mirrors::{Mirrors, Missing};
use crate::corpus::moved::Moved;
use crate::corpus::place::Found;
use crate::corpus::planned::PlannedTree;
use modelmod_catalog::Catalog;
use modelmod_rewrite::{Engine, Undecodable};
use std::collections::BTreeMap;

/// A commit with all its places.
#[derive(Debug)]
pub struct Compared {
    /// The commit.
    pub commit: Commit,
    /// Its places, by path and line, with what became of them.
    pub places: Vec<(Place, Result<Pair, Unseen>)>,
}

/// What they did at a place, and what the engine does.
#[derive(Clone, Debug)]
pub struct Pair {
    /// They changed it.
    pub changed: bool,
    /// What the engine says; `None` where it finds nothing.
    pub found: Option<Found>,
}

/// Why a place is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// Its name was not asked for.
    Unasked(Unasked),
    /// Its file is missing.
    Missing(Missing),
    /// The file cannot be decoded.
    Undecodable,
    /// The line does not have the name so often.
    NoPlace,
    /// The line has the name several times, and not all were treated alike.
    Mixed,
    /// The commit added the line, or changed something else in it.
    New,
}

impl Unseen {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unasked(why) => why.as_str(),
            Self::Missing(missing) => missing.as_str(),
            Self::Undecodable => "the file begins as UTF-16 but is not valid UTF-16",
            Self::NoPlace => "the line does not have the name",
            Self::Mixed => "the line has the name several times, some of them changed",
            Self::New => "the commit wrote the line anew, with the name as it was",
        }
    }
}

impl Pair {
    /// Whether the engine rewrites it by default.
    #[must_use]
    pub fn is_rewritten(&self) -> bool {
        self.found.as_ref().is_some_and(Found::is_rewritten)
    }

    /// Whether the engine does what they did.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.changed == self.is_rewritten()
    }
}

/// Compares one commit, on the tree before it.
///
/// # Errors
///
/// When the engine refuses the request.
pub fn compare(
    catalog: &Catalog,
    mirrors: &mut Mirrors,
    commit: Commit,
) -> Result<Compared, String> {
    let asked = request::of(catalog, &commit);
    let engine = asked.request.as_ref().map(|request| Engine::new(catalog, request));
    let engine = engine.transpose().map_err(|error| {
        format!("{} {}: the engine refuses the request: {error}", commit.repo, commit.sha)
    })?;
    let mut sweep = Sweep { mirrors, commit: &commit, asked: &asked, places: Vec::new() };
    let files = sweep.files();
    if let Some(engine) = &engine {
        let tree = PlannedTree::new(engine, sweep.mirrors, &commit.repo, &commit.parent);
        for (path, lines) in files {
            sweep.file(&tree, path, lines);
        }
        if let (Ok(tree), true) = (&tree, commit.counted.1 > commit.left.len()) {
            sweep.untold(tree);
        }
    }
    let mut places = sweep.places;
    places.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Compared { commit, places })
}

/// The places of a file by line and name, with how often they changed and left it there.
type Lines<'p> = BTreeMap<(usize, &'p str), Vec<(&'p Place, bool)>>;

/// The comparison of one commit.
struct Sweep<'s> {
    mirrors: &'s mut Mirrors,
    commit: &'s Commit,
    asked: &'s Asked,
    places: Vec<(Place, Result<Pair, Unseen>)>,
}

impl<'s> Sweep<'s> {
    /// The places that are asked for, by file and by line in the tree before.
    fn files(&mut self) -> BTreeMap<&'s str, Lines<'s>> {
        let mut files: BTreeMap<&str, Lines<'_>> = BTreeMap::new();
        let mut moves: BTreeMap<&str, Result<Moved, Unseen>> = BTreeMap::new();
        let changed = self.commit.changed.iter().map(|place| (place, true));
        let left = self.commit.left.iter().map(|place| (place, false));
        for (place, changed) in changed.chain(left) {
            let before = match self.asked.unasked.get(&place.name) {
                Some(why) => Err(Unseen::Unasked(*why)),
                None if changed => Ok(place.line),
                None => {
                    let moved = moves.entry(&place.path).or_insert_with(|| self.moved(&place.path));
                    let moved = moved.as_ref().map_err(|why| *why);
                    moved.and_then(|moved| moved.before(place.line).ok_or(Unseen::New))
                }
            };
            match before {
                Ok(line) => {
                    let lines = files.entry(&place.path).or_default();
                    lines.entry((line, &place.name)).or_default().push((place, changed));
                }
                Err(why) => self.places.push((place.clone(), Err(why))),
            }
        }
        files
    }

    /// How the commit moved the lines of a file.
    fn moved(&mut self, path: &str) -> Result<Moved, Unseen> {
        let Commit { repo, sha, parent, .. } = self.commit;
        let after = self.mirrors.blob(repo, sha, path).map_err(Unseen::Missing)?;
        let before = self.mirrors.blob(repo, parent, path).map_err(|missing| match missing {
            Missing::Blob => Unseen::New,
            other => Unseen::Missing(other),
        })?;
        Moved::new(&before, &after).map_err(|_| Unseen::NoPlace)
    }

    fn file(&mut self, tree: &Result<PlannedTree<'_>, Missing>, path: &str, lines: Lines<'_>) {
        let file = self.mirrors.blob(&self.commit.repo, &self.commit.parent, path);
        let scanned = tree.as_ref().map_err(|missing| *missing).and_then(|tree| Ok((tree, file?)));
        let scanned = scanned.map_err(Unseen::Missing).and_then(|(tree, file)| {
            Scanned::new(tree, path, file).map_err(|Undecodable| Unseen::Undecodable)
        });
        for ((line, name), here) in lines {
            let found = match &scanned {
                Ok(scanned) => pairs(scanned.at(line, name), &here),
                Err(why) => vec![Err(*why); here.len()],
            };
            self.places.extend(here.iter().map(|(place, _)| (*place).clone()).zip(found));
        }
    }

    /// Adds the places that the table counts as left and does not list: all others in files
    /// that the commit did not touch.
    fn untold(&mut self, tree: &PlannedTree<'_>) {
        let Commit { repo, sha, parent, replaced, .. } = self.commit;
        let names = replaced.iter().map(|(old, _)| old.as_str());
        let names: Vec<&str> = names.filter(|old| !self.asked.unasked.contains_key(*old)).collect();
        for path in self.mirrors.untouched(repo, parent, sha).unwrap_or_default() {
            let Ok(file) = self.mirrors.blob(repo, parent, &path) else { continue };
            let Ok(scanned) = Scanned::new(tree, &path, file) else { continue };
            let mut listed: BTreeMap<(usize, &str), usize> = BTreeMap::new();
            for place in self.commit.left.iter().filter(|place| place.path == path) {
                *listed.entry((place.line, &place.name)).or_default() += 1;
            }
            for (line, name, found) in scanned.all(&names) {
                // Of several on a line, the first are those that are listed.
                match listed.get_mut(&(line, name)) {
                    Some(count) if *count > 0 => *count -= 1,
                    _ => {
                        let (path, name) = (path.clone(), name.to_owned());
                        let pair = Pair { changed: false, found: Some(found) };
                        self.places.push((Place { path, line, name, class: None }, Ok(pair)));
                    }
                }
            }
        }
    }
}

/// What was found on a line, beside what was done to each of its places.
fn pairs(found: Vec<Option<Found>>, here: &[(&Place, bool)]) -> Vec<Result<Pair, Unseen>> {
    let changed = here.iter().filter(|(_, changed)| *changed).count();
    let why = if found.len() < here.len() {
        Unseen::NoPlace
    } else if changed > 0 && changed < found.len() {
        // Which of them was changed is not told.
        Unseen::Mixed
    } else {
        let pairs = found.into_iter().zip(here);
        return pairs.map(|(found, (_, changed))| Ok(Pair { changed: *changed, found })).collect();
    };
    vec![Err(why); here.len()]
}

/// Each place where the engine does something else, on a line; in order of the commits.
#[must_use]
pub fn differences(compared: &[Compared]) -> String {
    let mut out = String::new();
    for one in compared {
        for (place, found) in &one.places {
            let Some(pair) = found.as_ref().ok().filter(|pair| !pair.agrees()) else { continue };
            let what = if pair.changed { "CHANGED" } else { "LEFT   " };
            let found = pair.found.as_ref().map_or_else(
                || "nothing found".to_owned(),
                |found| format!("{} {} {}", found.site, found.applicability.as_str(), found.reason),
            );
            let class = place.class.as_deref().unwrap_or("-");
            let Commit { repo, parent, .. } = &one.commit;
            let (path, line, name) = (&place.path, place.line, &place.name);
            out.push_str(&format!(
                "{what} {repo} {parent} {path}:{line} {name} {class} -> {found}\n"
            ));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_treated_both_ways_is_not_compared() {
        let place = Place { path: "p".to_owned(), line: 1, name: "n".to_owned(), class: None };
        let ask = |found: usize, here: &[bool]| -> Vec<Result<bool, Unseen>> {
            let here: Vec<_> = here.iter().map(|changed| (&place, *changed)).collect();
            let pairs = pairs(vec![None; found], &here);
            pairs.into_iter().map(|pair| pair.map(|pair| pair.changed)).collect()
        };
        assert_eq!(ask(2, &[true, true]), [Ok(true), Ok(true)]);
        assert_eq!(ask(2, &[false]), [Ok(false)]);
        assert_eq!(ask(2, &[true]), [Err(Unseen::Mixed)]);
        assert_eq!(ask(2, &[true, false]), [Err(Unseen::Mixed), Err(Unseen::Mixed)]);
        assert_eq!(ask(0, &[true]), [Err(Unseen::NoPlace)]);
    }
}
