//! How modelmod shows what it knows and what it does.
//!
//! Everything is written into a `&mut dyn Write` and is a function of the plan: no clock, no
//! terminal, no file. Whether there is colour is an argument ([`Styles`]).

mod audit;
mod changes;
mod commit;
mod counted;
mod explain;
mod header;
mod hunk;
mod json;
mod life;
mod models;
mod paint;
mod patch;
mod pull;
mod run;

pub use audit::{audit_csv, audit_human, audit_json};
pub use changes::{BranchMade, BranchState, Detail, Outcome, findings, summary};
pub use commit::{COMMIT_TEMPLATE, PLACEHOLDERS, TemplateError, commit_message, fill};
pub use counted::counted;
pub use explain::{explain, explain_json};
pub use hunk::{HunkView, hunk};
pub use json::{SCHEMA_VERSION, report};
pub use modelmod_edit::shown;
pub use models::{
    ModelFilter, ModelList, models_html, models_ics, models_json, models_markdown, models_table,
    models_timeline,
};
pub use paint::Styles;
pub use patch::{patch, patch_text};
pub use pull::{PullText, PullView, Trial, Verified, pull_text};
pub use run::{PackInUse, PullDone, Run, SkippedFile};
