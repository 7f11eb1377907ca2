//! Packs: what is known about models, as TOML that people read and edit.
//!
//! [`read`] takes the text of any number of files (it opens none itself) and gives a
//! [`Catalog`], or everything that is wrong with them, all at once, each thing with its
//! place. [`render`] shows that to a person. [`format()`] puts a file into normal form.
//!
//! A file holds one `[provider]` with its `[[source]]` and `[[model]]` tables, or
//! `[[surface]]` tables, or both. `codemods/README.md` tells what each key means.

mod assemble;
mod cases;
mod chains;
mod dates;
mod diagnostic;
mod fields;
mod file;
mod keys;
mod known;
mod layers;
mod lines;
mod names;
mod normal;
mod pattern;
mod raw;
mod references;
mod render;
mod row;
mod rules;
mod sink;
mod symbols;

pub use cases::{Case, provider_of, read_cases};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use fields::{Fields, parse};
pub use keys::{MODEL as MODEL_KEYS, SPELLING as SPELLING_KEYS};
pub use layers::{read_layers, stands_alone};
pub use normal::{check_format, format, quoted};
pub(crate) use pattern::Part;
pub use raw::At;
pub use render::render;
pub use sink::Sink;

pub use crate::suggest::nearest;

use crate::Catalog;
use known::Known;
use raw::Raw;
use std::sync::Arc;

/// A file of a pack, or another that is read as packs are: its text, and the name under which diagnostics speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// Path as it is to be shown to people. Nothing is opened.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Packs that were read without an error.
#[derive(Clone, Debug)]
pub struct Packs {
    /// What they say: providers and models in the order of the files, then of their tables.
    pub catalog: Catalog,
    /// What is odd about them, though it stops nobody: [`Severity::Warning`] alone.
    pub warnings: Vec<Diagnostic>,
}

/// Reads packs that stand alone: the surfaces they speak of are among the files.
///
/// # Errors
///
/// Everything that is wrong with any of the files, and the warnings besides, in the order of
/// the files and of the places in them.
pub fn read(files: &[PackFile]) -> Result<Packs, Vec<Diagnostic>> {
    let nothing = Catalog::from_sorted(&[], &[], &[], &[]);
    read_with(&nothing, Known::nothing(&nothing), files)
}

/// Reads packs that add to a catalogue, such as the built-in one.
///
/// The files may speak of the surfaces and models of `base`. A provider, a model or a surface
/// that `base` has is changed in what the file says of it, and a provider or a model with
/// `replaces = true` takes the place of the known one. What can be taken for granted (where a
/// fact stands, how a provider is called) need not be said.
///
/// # Errors
///
/// As [`read`].
pub fn read_onto(base: &Catalog, files: &[PackFile]) -> Result<Packs, Vec<Diagnostic>> {
    read_with(base, Known::base(base), files)
}

fn read_with(
    base: &Catalog,
    known: Known<'_>,
    files: &[PackFile],
) -> Result<Packs, Vec<Diagnostic>> {
    let mut sink = Sink::default();
    let mut raw = Raw::default();
    for file in files {
        file::read(&Arc::new(file.clone()), known, &mut raw, &mut sink);
    }
    references::check(base, &raw, &mut sink);
    names::check(base, &raw, &mut sink);
    dates::check(&raw, &mut sink);
    symbols::check(base, &raw, &mut sink);
    let catalog = assemble::catalog(base, &raw, &mut sink);
    chains::check(catalog.as_ref(), &raw, &mut sink);
    let found = sink.finish(files);
    match catalog {
        Some(catalog) if found.iter().all(|one| one.severity == Severity::Warning) => {
            Ok(Packs { catalog, warnings: found })
        }
        _ => Err(found),
    }
}
