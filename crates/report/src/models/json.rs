//! The list for programs. Its schema is `schemas/models.schema.json`.

use super::{ModelList, Row};
use crate::json;
use serde::Serialize;
use std::io::{self, Write};

/// Writes the list as one JSON document with a final newline.
///
/// # Errors
///
/// When writing fails.
pub fn models_json(list: &ModelList<'_>, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'l, 'c> {
        schema_version: u32,
        as_of: String,
        models: &'l [Row<'c>],
    }
    let as_of = list.as_of.to_string();
    json::document(
        &Document { schema_version: json::SCHEMA_VERSION, as_of, models: &list.rows },
        out,
    )
}
