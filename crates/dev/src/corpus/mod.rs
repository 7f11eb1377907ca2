//! Public repositories at known commits, and tables that say something about places in them.
//!
//! Neither is part of this repository: the commands that need them are told where they are.

pub mod columns;
pub mod kind;
pub mod mirrors;
pub mod moved;
pub mod named;
pub mod place;
pub mod planned;
pub mod tsv;
