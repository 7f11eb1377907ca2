//! "Did you mean": the names nearest to one that is not known.

use crate::Catalog;

/// Of a longer text only so many characters count: whatever it is, it is no typing error.
const LONGEST: usize = 128;

impl Catalog {
    /// Up to `most` known names nearest to `text`, nearest first, then in byte order.
    ///
    /// Distance is the number of single-character insertions, deletions, substitutions and
    /// swaps of neighbours (optimal string alignment), at most a third of the longer text.
    #[must_use]
    pub fn suggest(&self, text: &str, most: usize) -> Vec<&str> {
        nearest_names(text, most, self.names().iter().map(|name| name.text.as_ref()))
    }
}

/// [`Catalog::suggest`] among any names.
#[must_use]
pub fn nearest_names<'k>(
    text: &str,
    most: usize,
    known: impl IntoIterator<Item = &'k str>,
) -> Vec<&'k str> {
    if most == 0 {
        return Vec::new();
    }
    let mut near: Vec<(usize, &str)> = near(text, known).collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(_, name)| name).collect()
}

/// The one of `known` nearest to `text`, at most a third of the longer one away; the first
/// of several that are equally near.
#[cfg(feature = "packs")]
#[must_use]
pub fn nearest<'k>(text: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    near(text, known).min_by_key(|&(distance, _)| distance).map(|(_, name)| name)
}

/// Those at most a third of the longer text away, each with its distance.
fn near<'k>(
    text: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> impl Iterator<Item = (usize, &'k str)> {
    let text: Vec<char> = text.chars().take(LONGEST).collect();
    known.into_iter().filter_map(move |name| {
        let known: Vec<char> = name.chars().collect();
        let limit = text.len().max(known.len()) / 3;
        (text.len().abs_diff(known.len()) <= limit)
            .then(|| distance(&text, &known))
            .filter(|&distance| distance <= limit)
            .map(|distance| (distance, name))
    })
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_and_swaps() {
        let count = |a: &str, b: &str| {
            distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("sonnet", "sonet"), 1);
        assert_eq!(count("opus", "ous"), 1);
        assert_eq!(count("opus", "oups"), 1);
        assert_eq!(count("haiku", "opus"), 5);
    }
}
