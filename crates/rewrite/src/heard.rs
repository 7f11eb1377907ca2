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
        for (at, (occurrence, site)) in occurrences.iter().zip(sites.iter()).enumerate() {
            let name = &text[occurrence.span.range()];
            if matches!(site, Site::Comparison | Site::Test) {
                asserted.entry(name).or_default().push(at);
            } else if matches!(site, Site::Setting | Site::Default | Site::Environment) {
                own.entry(name).or_default().push(at);
            }
        }
        let is_expected = |at: &usize| site::is_expected(sites[*at], text, occurrences[*at].span);
        asserted.retain(|name, places| {
            (moved.contains(*name) || own.contains_key(name)) && places.iter().all(is_expected)
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
