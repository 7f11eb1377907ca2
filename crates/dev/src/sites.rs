//! The list of sites: the kinds of place that the engine tells apart, and what is done there.

use modelmod_rewrite::{Applicability, Site};
use std::fmt::Write as _;

const HEAD: &str = "\
<!-- @generated from crates/rewrite by `cargo run -p modelmod-dev -- generate`. Do not edit. -->

# Sites

A site is what a place is that names a model. It decides whether the name is rewritten. The
word in the first column is `site` in the [JSON report](json.md); the reason is what reports
say for it, unless the model or its platform gives a better one.
";

/// The text of `docs/sites.md`.
#[must_use]
pub fn text() -> String {
    let mut out = HEAD.to_owned();
    let kinds = [
        (Applicability::Safe, "Rewritten", "These are rewritten by default."),
        (
            Applicability::Unsafe,
            "Rewritten when asked for",
            "These are rewritten with `--unsafe-fixes`: probably right, but not understood well \
             enough.",
        ),
        (
            Applicability::Display,
            "Left alone",
            "These are never rewritten: each is shown with its reason.",
        ),
    ];
    for (applicability, title, meaning) in kinds {
        let word = applicability.as_str();
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {title} (`{word}`)\n\n{meaning}\n\n");
        out.push_str("| Site | Reason | What to do |\n|---|---|---|\n");
        for site in Site::ALL.iter().filter(|site| site.applicability() == applicability) {
            let cell = |text: &str| text.replace('|', "\\|");
            let next = site.next_step().unwrap_or("-");
            let _ = writeln!(out, "| `{}` | {} | {} |", site.id(), cell(site.reason()), cell(next));
        }
    }
    out
}
