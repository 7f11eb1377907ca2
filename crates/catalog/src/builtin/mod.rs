//! The catalogue that ships with modelmod: generated from `codemods/`, checked by a test.

use crate::Catalog;

mod row;
// Written by `cargo run -p modelmod-dev -- generate`, one fact a line.
#[rustfmt::skip]
mod table;

/// The built-in catalogue. Costs nothing: it is a table in the program's read-only data.
#[must_use]
pub fn catalog() -> &'static Catalog {
    static CATALOG: Catalog =
        Catalog::from_sorted(table::PROVIDERS, table::SURFACES, table::MODELS, table::NAMES);
    &CATALOG
}
