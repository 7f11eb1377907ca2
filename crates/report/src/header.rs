//! What stands above a patch where not all replacements are what providers recommend.
//!
//! `git apply` and `patch` skip what stands before the first file of a patch.

use modelmod_rewrite::{ChosenBy, Plan};
use std::fmt::Write as _;

/// The lines, each beginning with `#`; none where nothing was chosen otherwise.
pub(crate) fn header(plan: &Plan<'_>) -> String {
    let mut out = String::new();
    let kinds = [
        (ChosenBy::User, "chosen by the user with `to`"),
        (ChosenBy::Guide, "named by the provider's migration guide, with `prefer`"),
        (ChosenBy::First, "that are the first of several the provider recommends"),
    ];
    for (by, what) in kinds {
        let is_made = |model: &modelmod_catalog::Model| {
            let mut made = plan.findings().filter(|(file, found)| file.is_edited(found));
            made.any(|(_, found)| std::ptr::eq(found.model, model))
        };
        let verdicts = plan.verdicts.iter().filter(|one| one.chosen_by == by);
        let mut lines = verdicts
            .filter(|one| is_made(one.model))
            .filter_map(|one| Some((one.model, one.replacement.as_ref().ok()?)))
            .peekable();
        if lines.peek().is_some() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "# modelmod, as of {}: replacements {what}", plan.as_of);
        }
        for (model, replacement) in lines {
            let _ = writeln!(out, "#   {} -> {replacement}", model.id);
        }
    }
    out
}
