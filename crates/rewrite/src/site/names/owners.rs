//! What the name of the thing that holds a value says: whether it is of the past, or of what happened.

use super::functions::records;
use super::words::{any, words};

/// Whether a name says that what it holds is what there was before: `legacyDefaults`, `use_old`.
pub(in crate::site) fn is_of_the_past(name: &[u8]) -> bool {
    let past = [
        "old",
        "older",
        "legacy",
        "deprecated",
        "retired",
        "previous",
        "prev",
        "former",
        "obsolete",
        "outdated",
        "rollback",
        "archived",
    ];
    any(&words(name), &past)
}

/// Whether a condition of these words parts what there was from what there is: either side of it is
/// meant as it stands.
pub(in crate::site) fn parts_old_and_new(condition: &[u8]) -> bool {
    let parts = ["version", "new", "newer", "modern", "before", "year", "date"];
    is_of_the_past(condition) || any(&words(condition), &parts)
}

/// Whether what has this name holds what happened or what is expected, and no settings: `$stats`,
/// `log_entry`.
pub(in crate::site) fn keeps_records(owner: &[u8]) -> bool {
    let kept = ["stats", "run", "runs", "event", "entry", "meta", "metadata", "res", "expected"];
    is_of_the_past(owner) || records(owner) || any(&words(owner), &kept)
}
