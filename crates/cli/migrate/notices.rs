//! Suppressions that somebody should look at, on standard error.

use crate::args::Global;
use crate::terminal;
use modelmod_report::shown;
use modelmod_rewrite::Plan;

pub(super) fn tell(plan: &Plan<'_>, global: &Global) {
    for (path, notice) in &plan.notices {
        let (place, path) = (notice.position, shown(path));
        let text = format!("{path}:{}:{}: {}", place.line, place.column, notice.message);
        terminal::complain("warning", &text, global);
    }
}
