//! What a pull request says, without what changes by itself: two texts tell whether it has to be
//! said anew.

use super::PullView;
use modelmod_rewrite::Plan;
use std::fmt::Write as _;

/// A line for each edit: its file, and what becomes what. Sorted.
pub(super) fn edits(plan: &Plan<'_>) -> String {
    let made = plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let mut lines: Vec<String> = made
        .map(|(file, finding)| {
            let path = String::from_utf8_lossy(&file.path);
            let target = finding.replacement.as_deref().unwrap_or_default();
            format!("{path:?} {} -> {target}\n", finding.matched)
        })
        .collect();
    lines.sort();
    lines.concat()
}

/// All that is said.
pub(super) fn all(view: &PullView<'_, '_>, edits: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (file, finding) in view.plan.findings() {
        let path = String::from_utf8_lossy(&file.path);
        let life = finding.life;
        let state = life.state.as_str();
        let retires = life.announced_retirement(view.plan.as_of);
        let edited = file.is_edited(finding);
        let note = finding.note.as_deref().unwrap_or_default();
        let reason = &finding.reason;
        let matched = &finding.matched;
        lines.push(format!("{path:?} {matched} {state} {retires:?} {edited} {reason} {note}\n"));
    }
    for verdict in &view.plan.verdicts {
        let (id, source) = (&verdict.model.id, &verdict.model.source);
        lines.push(format!("{id} {source} {:?}\n", verdict.chosen_by));
    }
    lines.sort();
    let mut out = edits.to_owned();
    out.extend(lines);
    if let Some(verified) = view.verified {
        let (before, after) = (verified.before, verified.after);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:?} {before:?} {after:?}", verified.command);
    }
    out
}
