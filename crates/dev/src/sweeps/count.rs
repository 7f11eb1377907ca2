//! What is counted of comparisons.

use super::compare::{Compared, Pair, Unseen};
use crate::score::tally::thousandths;
use std::collections::BTreeMap;

/// How many places were treated in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// They changed it and it is rewritten.
    pub both_change: usize,
    /// They changed it and it is left.
    pub only_they: usize,
    /// They left it and it is rewritten.
    pub only_we: usize,
    /// Both leave it.
    pub both_leave: usize,
}

impl Count {
    /// Counts places.
    #[must_use]
    pub fn of<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> Self {
        let mut count = Self::default();
        for pair in pairs {
            *match (pair.changed, pair.is_rewritten()) {
                (true, true) => &mut count.both_change,
                (true, false) => &mut count.only_they,
                (false, true) => &mut count.only_we,
                (false, false) => &mut count.both_leave,
            } += 1;
        }
        count
    }

    /// Places that they changed.
    #[must_use]
    pub const fn changed(self) -> usize {
        self.both_change + self.only_they
    }

    /// Places that they left.
    #[must_use]
    pub const fn left(self) -> usize {
        self.only_we + self.both_leave
    }

    /// All places.
    #[must_use]
    pub const fn all(self) -> usize {
        self.changed() + self.left()
    }

    /// Part of the places where both do the same, in thousandths; `None` without places.
    #[must_use]
    pub const fn agreement(self) -> Option<usize> {
        thousandths(self.both_change + self.both_leave, self.all())
    }
}

/// The mean agreement of these commits, in thousandths: one with many places counts no more than
/// one with few. `None` without places.
#[must_use]
pub fn mean_agreement(compared: &[Compared]) -> Option<usize> {
    let commits = compared.iter().map(std::slice::from_ref);
    let each: Vec<usize> = commits.filter_map(|one| Count::of(pairs(one)).agreement()).collect();
    let whole = each.len() * 1000;
    thousandths(each.iter().sum(), whole)
}

/// The places of these commits that were compared.
pub fn pairs(compared: &[Compared]) -> impl Iterator<Item = &Pair> {
    compared.iter().flat_map(|one| &one.places).filter_map(|(_, found)| found.as_ref().ok())
}

/// How many places were not compared, by reason. Of places that the table counts, and that
/// are neither listed there nor found, the reason is `None`.
#[must_use]
pub fn unseen(compared: &[Compared]) -> BTreeMap<Option<Unseen>, usize> {
    let mut out = BTreeMap::new();
    for one in compared {
        for why in one.places.iter().filter_map(|(_, found)| found.as_ref().err()) {
            *out.entry(Some(*why)).or_default() += 1;
        }
        let (changed, left) = one.commit.counted;
        let untold = (changed + left).saturating_sub(one.places.len());
        if untold > 0 {
            *out.entry(None).or_default() += untold;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::place::Found;
    use modelmod_rewrite::Applicability;

    #[test]
    fn places_are_counted_by_what_both_do() {
        let pair = |changed, applicability: Option<Applicability>| Pair {
            changed,
            found: applicability.map(|applicability| Found {
                site: "x",
                applicability,
                reason: String::new(),
            }),
        };
        let safe = Some(Applicability::Safe);
        let count = Count::of(&[
            pair(true, safe),
            pair(true, safe),
            pair(true, Some(Applicability::Unsafe)),
            pair(true, None),
            pair(false, safe),
            pair(false, Some(Applicability::Display)),
        ]);
        assert_eq!(count, Count { both_change: 2, only_they: 2, only_we: 1, both_leave: 1 });
        assert_eq!((count.changed(), count.left(), count.all()), (4, 2, 6));
        assert_eq!(count.agreement(), Some(500));
        assert_eq!(Count::default().agreement(), None);
    }
}
