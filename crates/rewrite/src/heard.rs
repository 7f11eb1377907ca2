//! What a file hears of the others in its run, and what that changes at its places.

use crate::matcher::Occurrence;
use crate::{Site, site};
use std::collections::{HashMap, HashSet};

/// Names of which other files of the run say something, as they are spelled in this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Code gives them up as its defaults: tests may expect them.
    pub(crate) moved: HashSet<Vec<u8>>,
    /// The project has a table with them elsewhere, and none with their replacements.
    pub(crate) unlisted: HashSet<Vec<u8>>,
    /// No code gives them up as its defaults: documents that state them so are right.
    pub(crate) unstated: HashSet<Vec<u8>>,
    /// Code gives them up as its defaults: documents that say what is used follow.
    pub(crate) current: HashSet<Vec<u8>>,
    /// Code moves from what these entries of policies let it call.
    pub(crate) granted: HashSet<Vec<u8>>,
    /// The regions of cloud platforms that settings in files around name.
    pub(crate) regions: Vec<String>,
    /// The file is only there for the others to hear of: it stays as it is.
    pub(crate) is_aside: bool,
}

impl Heard {
    /// This and what was heard later.
    pub(crate) fn and(mut self, later: Self) -> Self {
        self.moved.extend(later.moved);
        self.unlisted.extend(later.unlisted);
        self.unstated.extend(later.unstated);
        self.current.extend(later.current);
        self.granted.extend(later.granted);
        self.regions.extend(later.regions);
        self.is_aside |= later.is_aside;
        self
    }

    /// What the places of a file become by what it heard. `sites` are those by the file alone.
    pub(crate) fn settle(&self, text: &[u8], occurrences: &[Occurrence], sites: &mut [Site]) {
        for (occurrence, site) in occurrences.iter().zip(sites) {
            let name = &text[occurrence.span.range()];
            if *site == Site::Stated {
                // It follows the code, whatever keeps that.
                if self.unstated.contains(name) {
                    *site = Site::Prose;
                }
            } else if site.is_apparent_use() && self.unlisted.contains(name) {
                *site = Site::Unlisted;
            }
        }
    }
}

/// Whether a name stays at such a place, and is meant there.
const fn stays(site: Site) -> bool {
    matches!(
        site,
        Site::Comparison
            | Site::Test
            | Site::Catalogue
            | Site::Recording
            | Site::Unclear
            | Site::Key
            | Site::List
    )
}

/// Assertions about defaults that change.
pub(crate) struct Expected<'t> {
    /// By their numbers: the name, and the site the place has by itself.
    places: Vec<(usize, &'t [u8], Site)>,
    /// Names that the file itself gives up, by the numbers of the places that do.
    own: HashMap<&'t [u8], Vec<usize>>,
}

impl<'t> Expected<'t> {
    /// Makes [`Site::Expected`] of assertions in `text` about defaults that change: those that
    /// were `moved` elsewhere, and the text's own. Where the text says anything else of the
    /// name in its tests, it is what the test brings along, and nothing changes.
    pub(crate) fn find(
        text: &'t [u8],
        occurrences: &[Occurrence],
        heard: &Heard,
        sites: &mut [Site],
    ) -> Self {
        let moved = &heard.moved;
        let mut own: HashMap<&[u8], Vec<usize>> = HashMap::new();
        let mut asserted: HashMap<&[u8], Vec<usize>> = HashMap::new();
        // What the test brings along, however the provider stands before it.
        let mut brought: HashSet<&[u8]> = HashSet::new();
        let is_expected =
            |at: usize, site: Site| site::is_expected(site, text, occurrences[at].span);
        for (at, (occurrence, site)) in occurrences.iter().zip(sites.iter()).enumerate() {
            let name = &text[occurrence.span.range()];
            if matches!(site, Site::Comparison | Site::Test) && is_expected(at, *site) {
                asserted.entry(name).or_default().push(at);
            } else if stays(*site) {
                brought.insert(&text[occurrence.core.range()]);
            } else if matches!(site, Site::Setting | Site::Default | Site::Environment) {
                own.entry(name).or_default().push(at);
            }
        }
        asserted.retain(|name, places| {
            let is_brought = |at: &usize| brought.contains(&text[occurrences[*at].core.range()]);
            (moved.contains(*name) || own.contains_key(name)) && !places.iter().any(is_brought)
        });
        let mut places = Vec::new();
        for (name, numbers) in &asserted {
            places.extend(numbers.iter().map(|&at| (at, *name, sites[at])));
        }
        for (at, _, _) in &places {
            sites[*at] = Site::Expected;
        }
        own.retain(|name, _| asserted.contains_key(name) && !moved.contains(*name));
        Self { places, own }
    }

    /// Leaves the assertions alone after all where the text's own default stays.
    pub(crate) fn take_back(self, is_edited: impl Fn(usize, Site) -> bool, sites: &mut [Site]) {
        for (at, name, site) in self.places {
            let own = self.own.get(name);
            if own.is_some_and(|places| !places.iter().all(|&at| is_edited(at, sites[at]))) {
                sites[at] = site;
            }
        }
    }
}
