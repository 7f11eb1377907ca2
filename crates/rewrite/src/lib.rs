//! modelmod's engine.
//!
//! Pure: bytes and a request in, findings and edits out. No I/O, no clock, no printing.
//!
//! `match (one automaton, then boundaries) -> site (what is this place) -> finding (what is
//! to be done, and why; the user's [`Policy`], suppressions in the file and the [`Baseline`]
//! have a say) -> edits -> check (a second run finds nothing, the file still parses)
//! -> diff`

mod adopt;
mod advice;
mod allow;
mod baseline;
mod beside;
mod blank;
mod boundary;
mod check;
mod choices;
mod choose;
mod closed_set;
mod context;
mod decide;
pub mod diff;
mod draft;
mod dress;
mod duplicate;
mod encoding;
mod engine;
mod finding;
mod follow;
mod granted;
mod guard;
mod heard;
mod json;
mod keep;
mod life;
mod matcher;
mod memo;
mod names;
mod nesting;
mod offered;
mod pair;
mod part_test;
mod pieces;
mod plan;
mod policy;
mod profile;
mod promoted;
mod refused;
mod regions;
mod request;
mod says;
mod search;
mod settings;
mod several;
mod shape;
mod sieve;
mod site;
mod sited;
mod spelling;
mod stored;
mod suppress;
mod symbol;
mod symbols;
mod taken_out;
mod told;
mod verdict;

pub use adopt::{Adopted, Adopter, Adoption};
pub use advice::advice_on;
pub use baseline::{Accepted, Baseline};
pub use beside::Beside;
pub use blank::{Looked, question_of_regions};
pub use choices::{check_choice, check_known, check_pattern, is_pattern};
pub use choose::Choice;
pub use encoding::decoded;
pub use engine::{Engine, FilePlan, Undecodable};
pub use finding::{Finding, Life};
pub use matcher::{Form, Matcher, Occurrence, Version};
pub use names::{Named, Names, Reading};
pub use plan::{Counts, Plan, PlannedFile};
pub use policy::{BadGlob, Base, IdRule, PathGlob, PathRule, Policy};
pub use regions::{RegionSettings, may_set_regions, regions_set_in};
pub use request::{Prefer, Request, RequestError};
#[cfg(feature = "laws")]
#[doc(hidden)]
pub use site::laws;
pub use site::{Applicability, Site};
pub use suppress::{Notice, Problem};
pub use verdict::{ChosenBy, Verdict};
