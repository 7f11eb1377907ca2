//! Byte spans, line index and edit sets: the ground modelmod's edits stand on.
//!
//! Everything is in bytes. Files need not be UTF-8, and no byte outside an edit is looked
//! at, let alone changed.

mod edits;
mod lines;
mod span;

pub use edits::{Edit, EditError, EditSet};
pub use lines::{LineIndex, Position};
pub use span::Span;
