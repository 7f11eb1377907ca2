//! Providers' pages about deprecated models, read into changes of a pack.
//!
//! Text goes in, facts and a changed text come out; nothing is opened, fetched or printed, and
//! the day is an argument. The way goes in stages, each with its own files:
//!
//! 1. *Blocks* (`document`): headings, paragraphs, lists and tables of a page, the same for
//!    Markdown, MDX and HTML.
//! 2. *Layouts* (`tables`, `sections`, `notices`): which column, heading and sentence tells
//!    what, by the words in `words` and nothing else.
//! 3. *Values* (`rows`, `dates`, `names`): cells as days, IDs and advice.
//! 4. *One fact for each model* (`combine`): which of several rows counts, what contradicts.
//! 5. *Merging* ([`merge()`]): the facts into the pack, as edits of its text.
//!
//! A page is read as a whole or not at all: whatever on it is about models and is not
//! understood is a [`Refusal`], with its line, its cell and a remedy. No day is ever guessed.

mod combine;
mod dates;
mod document;
mod listing;
mod merge;
mod names;
mod notices;
mod page;
mod refusal;
mod rows;
mod sections;
mod tables;
mod text;
mod words;

pub use merge::{Change, Merge, MergeError, Merged, NewPack, merge};
pub use names::Advice;
pub use page::{Fact, Page, TableNote};
pub use refusal::Refusal;
pub use words::Printed;

use modelmod_catalog::Date;

/// How a page is to be read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The day on which the page was saved: it knows of nothing later.
    pub captured: Date,
    /// IDs of models whose rows are passed over, for pages that contradict themselves.
    pub except: &'a [String],
    /// Whether a word is the name of a model. It only matters for names in prose that could be
    /// anything.
    pub known: &'a dyn Fn(&str) -> bool,
}

/// Reads a page or a listing: Markdown, HTML or JSON, told apart by its first characters.
///
/// # Errors
///
/// Everything that is about models and is not understood. Nothing is read from such a page.
pub fn read(text: &str, reading: &Reading<'_>) -> Result<Page, Vec<Refusal>> {
    if listing::is_listing(text) { listing::read(text, reading) } else { page::read(text, reading) }
}
