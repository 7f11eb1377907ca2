//! What an export of API usage says about models that are due.
//!
//! `bytes -> text (delimiter, encoding) -> columns (by their headers) -> usage (sums for each
//! key and model) -> audit (what becomes of each model) -> tree (which files name them)`
//!
//! No file is opened and nothing is printed here; the day is an argument. An export of any
//! length is read in constant memory: only the sums are kept.

mod audit;
mod columns;
mod day;
mod number;
mod problem;
mod read;
mod secret;
mod text;
mod totals;
mod tree;

pub use audit::{Audit, AuditRow, Measure, UnknownName};
pub use columns::{Column, Columns, Wanted};
pub use number::Amount;
pub use problem::{Problem, Reason};
pub use read::{ReadError, Usage, read};
pub use secret::shortened;
pub use text::Delimiter;
pub use totals::{Days, Totals};
pub use tree::{Mention, NamedInTree, Tree};
