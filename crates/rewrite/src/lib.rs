//! modelmod's engine.
//!
//! Pure: bytes and a request in, findings and edits out. No I/O, no clock, no printing.
//!
//! `match (one automaton, then boundaries) -> site (what is this place) -> finding (what is
//! to be done, and why) -> edits -> check (a second run finds nothing, the file still parses)
//! -> diff`

mod boundary;
mod closed_set;
pub mod diff;
mod dress;
mod duplicate;
mod encoding;
mod engine;
mod finding;
mod json;
mod life;
mod matcher;
mod plan;
mod prefilter;
mod request;
mod site;
mod spelling;
mod verdict;

pub use engine::{Engine, FilePlan, Undecodable};
pub use finding::{Finding, Life};
pub use matcher::{Form, Matcher, Occurrence};
pub use plan::{Counts, Plan, PlannedFile};
pub use request::{Request, RequestError};
pub use site::{Applicability, Site};
pub use verdict::Verdict;
