//! modelmod's engine.
//!
//! Pure: bytes and a request in, findings and edits out. No I/O, no clock, no printing.
//!
//! `match (one automaton, then boundaries) -> site (what is this place) -> finding (what is
//! to be done, and why) -> edits -> check (a second run finds nothing, the file still parses)
//! -> diff`

mod boundary;
mod choose;
mod closed_set;
pub mod diff;
mod duplicate;
mod encoding;
mod engine;
mod finding;
mod json;
mod matcher;
mod plan;
mod prefilter;
mod request;
mod site;
mod verdict;

pub use choose::Choice;
pub use engine::{Engine, FilePlan, Undecodable};
pub use finding::Finding;
pub use matcher::{Form, Matcher, Occurrence};
pub use plan::{Counts, Plan, PlannedFile};
pub use request::{Request, RequestError};
pub use site::{Applicability, Site};
pub use verdict::Verdict;
