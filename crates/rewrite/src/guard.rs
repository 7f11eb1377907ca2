//! What stands at a place once all that has a say about it is heard: the table of sites, the
//! user's policy, what stays, and what the other names in the file become.

use crate::heard::{Expected, Heard};
use crate::keep::{Fate, Kept};
use crate::matcher::Occurrence;
use crate::policy::{Rules, Ruling};
use crate::site::Source;
use crate::{Applicability, Site, closed_set, duplicate, granted, part_test, promoted, told};
use modelmod_catalog::Catalog;
use modelmod_edit::LineIndex;

/// What is done at the places of one file.
pub(crate) struct Places<'f> {
    pub(crate) catalog: &'f Catalog,
    pub(crate) occurrences: &'f [Occurrence],
    pub(crate) rules: Rules<'f>,
    pub(crate) kept: &'f Kept<'f>,
    /// Edits up to this applicability are made.
    pub(crate) level: Applicability,
    /// Whether calls of a name may still be answered.
    pub(crate) is_served: &'f dyn Fn(&Occurrence) -> bool,
}

impl<'f> Places<'f> {
    /// What is done with a name that is at `site`, whatever keeps it there.
    pub(crate) fn ruling(&self, at: usize, site: Site) -> Ruling<'f> {
        self.rules.on(site, &self.catalog.entry(self.occurrences[at].name).model.id)
    }

    /// Whether the name would be rewritten, if edits of all kinds were made.
    fn is_used(&self, at: usize, site: Site) -> bool {
        let applicability = self.ruling(at, site).applicability;
        self.kept.fate(at).is_none() && applicability != Applicability::Display
    }

    /// Whether the name is rewritten.
    fn is_edited(&self, at: usize, site: Site) -> bool {
        self.is_used(at, site) && self.ruling(at, site).applicability <= self.level
    }

    /// Hears all others: what the other files say, and then the rest of this one.
    pub(crate) fn settle(
        &self,
        source: &Source<'_>,
        text: &[u8],
        lines: &LineIndex,
        targets: &[Option<&str>],
        heard: &Heard,
        sites: &mut [Site],
    ) {
        heard.settle(text, self.occurrences, sites);
        let expected = Expected::find(text, self.occurrences, heard, sites);
        self.guard(source, text, lines, targets, heard, sites);
        expected.take_back(|at, site| self.is_edited(at, site), sites);
        // A sentence follows its example as far as the example goes.
        let is_safe = |at: usize, site: Site| {
            self.is_edited(at, site)
                && targets[at].is_some()
                && self.ruling(at, site).applicability == Applicability::Safe
        };
        if !source.is_document() {
            told::follow_in_code(text, lines, self.occurrences, sites, is_safe);
        } else {
            told::follow(text, lines, self.occurrences, &heard.current, sites, is_safe);
        }
    }

    /// Takes back what does not go together with the rest of the file.
    fn guard(
        &self,
        source: &Source<'_>,
        text: &[u8],
        lines: &LineIndex,
        targets: &[Option<&str>],
        heard: &Heard,
        sites: &mut [Site],
    ) {
        let used = |at: usize, site: Site| self.is_used(at, site);
        if !sites.iter().enumerate().any(|(at, site)| used(at, *site)) {
            return;
        }
        // What stays becomes nothing.
        let targets: Vec<Option<&str>> = targets
            .iter()
            .enumerate()
            .map(|(at, target)| target.filter(|_| self.kept.fate(at).is_none()))
            .collect();
        let occurrences = self.occurrences;
        let brackets = source.lexed_throughout().map(|lexed| &lexed.brackets);
        let doubles = duplicate::doubles(text, lines, brackets, occurrences, &targets);
        let shown = sites.contains(&Site::Example);
        let in_words = || duplicate::doubles_in_words(text, occurrences, &targets);
        let in_words = if shown { in_words() } else { Vec::new() };
        for (at, double) in doubles.into_iter().enumerate() {
            let is_shown_twice = sites[at] == Site::Example && in_words[at];
            // A list of what is allowed keeps the old name anyway.
            if (double || is_shown_twice) && used(at, sites[at]) && !sites[at].is_of_allowed() {
                sites[at] = Site::Duplicate;
            }
        }
        promoted::doubles(text, occurrences, &targets, sites, used);
        let edited = |at: usize, site: Site| {
            self.kept.fate(at) == Some(&Fate::Marker) || self.is_edited(at, site)
        };
        let moved = |at: usize, site: Site| self.is_edited(at, site) && targets[at].is_some();
        let granted = |name: &[u8]| heard.granted.contains(name);
        granted::settle(text, occurrences, sites, moved, granted);
        let names =
            closed_set::Names { text, occurrences, targets: &targets, parts: source.parts() };
        closed_set::close(names, sites, used, edited, self.is_served);
        // The examples of a document test nothing that runs.
        if source.lexed_throughout().is_some() {
            part_test::bind(text, occurrences, &targets, sites, used);
        }
        promoted::fellows(text, occurrences, sites, used);
        granted::settle(text, occurrences, sites, moved, granted);
    }
}
