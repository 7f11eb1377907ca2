//! Files in which nothing stands that is looked for, and on what that depends.
//!
//! Whoever remembers such files need not look at them again as long as the question is the same.

use crate::heard::Heard;
use crate::site;
use crate::{Applicability, Engine, FilePlan, Undecodable};
use modelmod_catalog::{Catalog, builtin};
use modelmod_edit::{EditSet, Excerpt, LineIndex, Span};

/// What was seen in a file.
#[derive(Clone, Debug)]
pub enum Looked<'c> {
    /// Nothing that [`Engine::question`] asks for, whatever the file's path and the day.
    Blank,
    /// Names, none of which is due for the request in this file.
    NotDue,
    /// Something due, or a suppression.
    Plan(Box<FilePlan<'c>>),
}

impl<'c> Engine<'c> {
    /// [`Engine::scan_at`] that also tells why there is no plan.
    ///
    /// # Errors
    ///
    /// When the file cannot be decoded.
    pub fn look_at(
        &self,
        path: impl FnOnce() -> String,
        file: &[u8],
    ) -> Result<Looked<'c>, Undecodable> {
        self.look_beside(path, file, Heard::default(), None)
    }

    /// Whether a file with this part may be anything but [`Looked::Blank`]. No part of
    /// [`Engine::reach`] bytes of it may be left out, and UTF-16 has to be decoded.
    #[must_use]
    pub fn may_hold(&self, part: &[u8]) -> bool {
        self.matcher.may_match(part)
    }

    /// In a file of more bytes nothing is understood: [`Engine::look_at_excerpt`] says as much of it.
    #[must_use]
    pub const fn most() -> u64 {
        site::LARGEST as u64
    }

    /// Where that stands in `part` for which [`Engine::may_hold`] says yes, in no particular order.
    #[must_use]
    pub fn places(&self, part: &[u8]) -> Vec<Span> {
        self.matcher.places(part)
    }

    /// [`Engine::look_at`] for a file that is too large to be understood: what was found in it with
    /// [`Engine::places`], with what stands around that, and its beginning. Nothing is edited there.
    ///
    /// # Errors
    ///
    /// When the file cannot be decoded.
    pub fn look_at_excerpt(
        &self,
        path: impl FnOnce() -> String,
        excerpt: &Excerpt,
    ) -> Result<Looked<'c>, Undecodable> {
        let text = excerpt.text();
        let looked = self.look_with(path, text, Heard::default(), None, true)?;
        let Looked::Plan(mut plan) = looked else { return Ok(looked) };
        let lines = LineIndex::new(text);
        for finding in &mut plan.findings {
            finding.span = excerpt.span(finding.span);
            finding.position = excerpt.position(&lines, finding.position);
            // What is written there depends on more than is known.
            if finding.edit.take().is_some() {
                (finding.edit_text, finding.applicability) = (None, Applicability::Display);
            }
        }
        for notice in &mut plan.notices {
            notice.position = excerpt.position(&lines, notice.position);
        }
        plan.edits = EditSet::default();
        Ok(Looked::Plan(plan))
    }

    /// How many bytes that on which [`Engine::may_hold`] depends has at the most.
    #[must_use]
    pub fn reach(&self) -> usize {
        self.matcher.reach()
    }

    /// All on which it depends whether a file is [`Looked::Blank`]: this crate and the catalogue,
    /// and which of its models may be due. The day plays no part until a model becomes due by it.
    #[must_use]
    pub fn question(&self) -> Vec<u8> {
        let mut question = concat!("rewrite ", env!("CARGO_PKG_VERSION"), " ").to_owned();
        question += &catalogue(self.catalog);
        question += " models ";
        question.extend(self.verdicts.iter().map(|one| if one.is_some() { '1' } else { '0' }));
        question.into_bytes()
    }

    /// For a text in which no name is due: whether any stands in it (`is_named`), or a symbol,
    /// which begin at `begun`.
    pub(crate) fn nothing_due(
        &self,
        text: &[u8],
        is_named: bool,
        begun: &[(usize, usize)],
    ) -> Looked<'c> {
        match is_named || !self.symbols.find(text, begun).is_empty() {
            true => Looked::NotDue,
            false => Looked::Blank,
        }
    }
}

/// All on which it depends whether [`Engine::region_settings`] finds none in a file.
#[must_use]
pub fn question_of_regions() -> Vec<u8> {
    concat!("regions ", env!("CARGO_PKG_VERSION")).to_owned().into_bytes()
}

/// What the catalogue knows. The built-in one is known by its version.
fn catalogue(catalog: &Catalog) -> String {
    match std::ptr::eq(catalog, builtin::catalog()) {
        true => format!("catalogue {}", modelmod_catalog::VERSION),
        false => format!("catalogue {} {catalog:?}", modelmod_catalog::VERSION),
    }
}
