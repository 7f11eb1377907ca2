//! Policies that let code call a model: they gain the new one with the code.
//!
//! Code that moves to a model which its role may not call fails. A policy gains the new model and
//! keeps the old one, so it is safe wherever what calls the old one in the project moves; by
//! itself, where nothing is seen to call it, somebody has to look.

use crate::Site;
use crate::matcher::Occurrence;

/// Whether `name`, with all that stands around it, is an entry of a policy: an ARN.
pub(crate) fn is_of_policy(name: &[u8]) -> bool {
    name.starts_with(b"arn:")
}

/// Makes [`Site::Granted`] of entries of policies for models from which the text itself moves, or
/// another file of the run (`is_heard`, by the entry), and takes that back where neither does.
/// `is_moved` tells of a place whether it is rewritten.
pub(crate) fn settle(
    text: &[u8],
    occurrences: &[Occurrence],
    sites: &mut [Site],
    is_moved: impl Fn(usize, Site) -> bool,
    is_heard: impl Fn(&[u8]) -> bool,
) {
    let is_one = |site: Site| matches!(site, Site::Allowed | Site::Granted);
    if !sites.iter().any(|site| is_one(*site)) {
        return;
    }
    // Few models are called in one text.
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (at, (occurrence, site)) in occurrences.iter().zip(&*sites).enumerate() {
        let one = (occurrence.name, occurrence.home);
        if !is_one(*site) && !moves.contains(&one) && is_moved(at, *site) {
            moves.push(one);
        }
    }
    for (occurrence, site) in occurrences.iter().zip(sites).filter(|(_, site)| is_one(**site)) {
        let name = &text[occurrence.span.range()];
        let is_moved = moves.contains(&(occurrence.name, occurrence.home)) || is_heard(name);
        *site = if is_moved && is_of_policy(name) { Site::Granted } else { Site::Allowed };
    }
}
