//! Guards for places that are rewritten because the user's configuration says so.
//!
//! A key, a list entry, a type and a comparison have to match another place, or must not be
//! there twice. The table leaves them alone; once they move, two of them may become the same,
//! or one may move without the place that it has to match.

use crate::Site;
use crate::closed_set::stands_quoted;
use crate::matcher::Occurrence;
use std::collections::{HashMap, HashSet};

/// Takes back a promotion where the file holds the replacement already, or where two names
/// would become the same.
pub(crate) fn doubles(
    text: &[u8],
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
    sites: &mut [Site],
    used: impl Fn(usize, Site) -> bool,
) {
    let moves = |at: usize, site: Site| site.binds() && used(at, site);
    let mut becoming: HashMap<&str, HashSet<&[u8]>> = HashMap::new();
    for (at, (occurrence, target)) in occurrences.iter().zip(targets).enumerate() {
        if let Some(target) = target.filter(|_| moves(at, sites[at])) {
            becoming.entry(target).or_default().insert(&text[occurrence.core.range()]);
        }
    }
    let twice: HashMap<&str, bool> = becoming
        .into_iter()
        .map(|(target, names)| (target, names.len() > 1 || stands_quoted(text, target)))
        .collect();
    for (at, (target, site)) in targets.iter().zip(sites).enumerate() {
        let is_twice = target.is_some_and(|target| twice.get(target).is_some_and(|&twice| twice));
        if is_twice && moves(at, *site) {
            *site = Site::Duplicate;
        }
    }
}

/// Takes back a promotion where the same name stands in the file as a use that cannot move.
pub(crate) fn fellows(
    text: &[u8],
    occurrences: &[Occurrence],
    sites: &mut [Site],
    used: impl Fn(usize, Site) -> bool,
) {
    let name = |occurrence: &Occurrence| &text[occurrence.core.range()];
    let stuck: HashSet<&[u8]> = occurrences
        .iter()
        .zip(sites.iter())
        .filter(|(_, site)| **site == Site::Entangled)
        .map(|(occurrence, _)| name(occurrence))
        .collect();
    for (at, (occurrence, site)) in occurrences.iter().zip(sites).enumerate() {
        if site.binds() && used(at, *site) && stuck.contains(name(occurrence)) {
            *site = Site::Entangled;
        }
    }
}
