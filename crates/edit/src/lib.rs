//! Byte spans, line index and edit sets: the ground modelmod's edits stand on.
//!
//! Everything is in bytes. Files need not be UTF-8, and no byte outside an edit is looked
//! at, let alone changed. So are names of files, which are shown here so that they do no harm.

mod edits;
mod excerpt;
mod lines;
mod name;
mod span;

pub use edits::{Edit, EditError, EditSet};
pub use excerpt::Excerpt;
pub use lines::{LineIndex, Position};
pub use name::{Named, is_hidden, quoted, shown};
pub use span::Span;
