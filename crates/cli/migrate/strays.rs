//! What interrupted runs left behind: completed or removed before anything else is done.

use crate::args::Global;
use crate::failure::Failure;
use crate::terminal;
use modelmod_edit::Named;
use modelmod_project::{Walked, recover, remove_leftover, strays_in};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Journals and temporary files that a walk met, or that lie beside its results: an ignore
/// rule such as `*.tmp` hides them from the walk.
pub(super) struct Strays {
    journals: BTreeSet<PathBuf>,
    leftovers: BTreeSet<PathBuf>,
}

impl Strays {
    pub(super) fn of<T>(walked: &Walked<T>) -> Self {
        let mut strays = Self {
            journals: walked.journals.iter().cloned().collect(),
            leftovers: walked.leftovers.iter().cloned().collect(),
        };
        let folders: BTreeSet<&Path> =
            walked.results.iter().filter_map(|(path, _)| path.parent()).collect();
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            // A folder that cannot be listed cannot be written to either: that is said there.
            if let Ok(found) = strays_in(folder) {
                strays.journals.extend(found.journals);
                strays.leftovers.extend(found.leftovers);
            }
        }
        strays
    }

    /// Whether a file was being written in place when a run was interrupted: what was read of
    /// it may be neither old nor new.
    pub(super) fn has_journals(&self) -> bool {
        !self.journals.is_empty()
    }

    /// Completes what was interrupted and removes what is of no use. A run that is still at
    /// work holds a lock on its own files; they are left alone.
    pub(super) fn settle(&self, global: &Global) -> Result<(), Failure> {
        for journal in &self.journals {
            recover(journal)?;
            let message =
                format!("completed what an interrupted run had begun: {}", journal.named());
            terminal::complain("note", &message, global);
        }
        for leftover in &self.leftovers {
            // Merely in the way; the next run tries again.
            drop(remove_leftover(leftover));
        }
        Ok(())
    }
}
