//! Files that are called tables of models, by their name or their folder: `prices.py`, `benchmark/`.

use super::source::Source;
use super::{Reading, Site, Sited};
use crate::matcher::Occurrence;
use std::collections::{HashMap, HashSet};

/// Only what is asked with a model, or falls back to it, is a use there; what is set is an entry,
/// and what is a part of other names labels what was measured. What people copy from a document
/// is copied whatever that is called, but for what is asked about a model.
pub(super) fn settle(source: &Source<'_>, occurrences: &[Occurrence], sites: &mut [Sited]) {
    let name = |occurrence: &Occurrence| &source.text[occurrence.core.range()];
    let mut found: HashMap<&[u8], HashSet<usize>> = HashMap::new();
    for occurrence in occurrences {
        found.entry(name(occurrence)).or_default().insert(occurrence.core.start);
    }
    // `agent_name="agent_NAME"` is no name of a model, and found nowhere.
    let is_part = |name: &[u8], found: &HashSet<usize>| {
        memchr::memmem::find_iter(source.text, name).any(|at| !found.contains(&at))
    };
    let labels: HashSet<&[u8]> =
        found.iter().filter(|(name, found)| is_part(name, found)).map(|(name, _)| *name).collect();
    for (sited, occurrence) in sites.iter_mut().zip(occurrences) {
        let is_asked = match source.is_document() {
            true => sited.site != Site::Flag,
            false => {
                matches!(sited.site, Site::Argument | Site::Flag | Site::Default)
                    && sited.reading == Reading::Syntax
            }
        };
        let is_use = is_asked && !labels.contains(name(occurrence));
        if sited.site.is_apparent_use() && !is_use {
            sited.site = Site::Catalogue;
        }
    }
}
