//! Where the lines of a file were before a change.

use git2::{DiffOptions, Patch};

/// Where the lines of a file were before a change.
#[derive(Clone, Debug)]
pub struct Moved {
    /// By line, without overlap.
    hunks: Vec<Hunk>,
}

/// Lines that took the place of others. A range without lines begins at the line before it.
#[derive(Clone, Copy, Debug)]
struct Hunk {
    before: usize,
    after_start: usize,
    after: usize,
}

impl Moved {
    /// Compares the two states of a file.
    ///
    /// # Errors
    ///
    /// What git says when it cannot compare them.
    pub fn new(before: &[u8], after: &[u8]) -> Result<Self, String> {
        let mut options = DiffOptions::new();
        options.context_lines(0).force_text(true);
        let mut compare = || -> Result<Vec<Hunk>, git2::Error> {
            let patch = Patch::from_buffers(before, None, after, None, Some(&mut options))?;
            let hunk = |at| {
                let (hunk, _) = patch.hunk(at)?;
                Ok(Hunk {
                    before: lines(hunk.old_lines()),
                    after_start: lines(hunk.new_start()),
                    after: lines(hunk.new_lines()),
                })
            };
            (0..patch.num_hunks()).map(hunk).collect()
        };
        Ok(Self { hunks: compare().map_err(|error| error.message().to_owned())? })
    }

    /// The line, from 1, that `line` was before; `None` when the change wrote it.
    #[must_use]
    pub fn before(&self, line: usize) -> Option<usize> {
        let (mut added, mut removed) = (0, 0);
        for hunk in &self.hunks {
            let first = hunk.after_start + usize::from(hunk.after == 0);
            if line < first {
                break;
            }
            if line < first + hunk.after {
                return None;
            }
            added += hunk.after;
            removed += hunk.before;
        }
        (line + removed).checked_sub(added)
    }
}

fn lines(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_followed_over_what_came_and_went() {
        let moved = Moved::new(b"a\nb\nc\nd\ne\nf\n", b"new\na\nB\nC\nd\nf\n").unwrap();
        let before: Vec<_> = (1..=6).map(|line| moved.before(line)).collect();
        assert_eq!(before, [None, Some(1), None, None, Some(4), Some(6)]);
        let same = Moved::new(b"a\nb\n", b"a\nb\n").unwrap();
        assert_eq!((same.before(1), same.before(2)), (Some(1), Some(2)));
    }

    #[test]
    fn bytes_of_no_text_are_compared_too() {
        let moved = Moved::new(b"\0a\nb\n", b"x\n\0a\nb\n").unwrap();
        assert_eq!(moved.before(3), Some(2));
    }
}
