//! Where each name of a file stands: found once, and kept for whoever plans the file anew.
//!
//! What a file hears of others changes what becomes of its names, and not where they stand.

use crate::Engine;
use crate::matcher::Occurrence;
use crate::site::{self, Reading, Sited, Source, Spelled};

/// The sites of all due names of one file.
#[derive(Clone, Debug)]
pub(crate) struct AllSited {
    sites: Vec<Sited>,
    /// What parsing the file came to, where that was noted.
    parses: Option<Option<bool>>,
}

impl AllSited {
    /// Whether the file is too large to say where anything stands in it.
    pub(crate) fn are_too_large(&self) -> bool {
        self.sites.iter().any(|one| one.reading == Reading::TooLarge)
    }

    /// By the names, in their order.
    pub(crate) fn sites(&self) -> &[Sited] {
        &self.sites
    }
}

impl<'c> Engine<'c> {
    /// The sites of `occurrences` in `source`, the file `path`; those that are `known` of the very
    /// same file are not looked for again.
    pub(crate) fn sited(
        &self,
        path: &str,
        source: &Source<'_>,
        occurrences: &[Occurrence],
        known: Option<AllSited>,
    ) -> AllSited {
        match known.filter(|known| known.sites.len() == occurrences.len()) {
            Some(known) => {
                if let Some(parses) = known.parses {
                    source.note(parses);
                }
                known
            }
            None if site::is_bound(source, occurrences)
                && !self.request.policy.on(path).may_promote() =>
            {
                AllSited { sites: vec![Sited::BOUND; occurrences.len()], parses: None }
            }
            None => {
                let spelled: Vec<Spelled<'_>> =
                    occurrences.iter().map(|occurrence| self.spelled(occurrence)).collect();
                let sites = site::classify(&self.vocabulary, path, source, occurrences, &spelled);
                AllSited { sites, parses: source.noted() }
            }
        }
    }

    pub(crate) fn spelled(&self, occurrence: &Occurrence) -> Spelled<'c> {
        let provider = self.provider(occurrence);
        let own = provider.map(|provider| provider.surface.as_ref());
        let surface = |at: usize| Some(self.catalog.surfaces()[at].id.as_ref());
        let is_informal = self.catalog.surfaces()[occurrence.home].informal;
        if surface(occurrence.home) != own && !is_informal {
            Spelled::ForPlatform
        } else {
            let provider = provider.map_or("", |provider| &provider.id);
            let is_prefixed =
                surface(occurrence.surface) != own && occurrence.surface != occurrence.home;
            let elsewhere = &self.catalog.entry(occurrence.name).model.spellings;
            Spelled::Own { provider, is_prefixed, elsewhere }
        }
    }
}
