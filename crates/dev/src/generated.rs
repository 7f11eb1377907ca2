//! A generated file, and the list of all of them.

use crate::{captures, cli, configuration, dictionary, macro_table, packs, sites, table};
use std::path::PathBuf;

/// A file that is generated.
pub struct Generated {
    /// Its path from the root of the repository.
    pub path: &'static str,
    /// What it has to say.
    pub text: String,
}

/// Every generated file of the repository.
///
/// # Errors
///
/// What is wrong with the packs, rendered for a person.
pub fn all() -> Result<Vec<Generated>, String> {
    let packs = packs::read()?;
    if let Some(rule) = packs.catalog.rules().first() {
        return Err(format!(
            "codemods: the rule `{}`: what is built in lists each name, rules are for users' packs",
            rule.pattern()
        ));
    }
    let mut files = vec![
        Generated {
            path: "crates/catalog/src/builtin/table.rs",
            text: table::text(&packs.catalog),
        },
        Generated { path: "docs/cli.md", text: cli::text(modelmod::command()) },
        Generated { path: "docs/configuration.md", text: configuration::guide() },
        Generated { path: "schemas/modelmod.schema.json", text: configuration::schema() },
        Generated { path: "docs/sites.md", text: sites::text() },
        Generated { path: "fuzz/names.dict", text: dictionary::text(&packs.catalog) },
    ];
    let macro_table = macro_table::texts(&packs.catalog)?;
    files.extend(macro_table.into_iter().map(|(path, text)| Generated { path, text }));
    // Made from pages that are not everywhere.
    files.extend(captures::text()?.map(|text| Generated { path: "docs/import.md", text }));
    Ok(files)
}

/// Root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Generated {
    /// Whether the file in the repository says something else, or is not there.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        std::fs::read_to_string(root().join(self.path)).ok().as_ref() != Some(&self.text)
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// What the operating system says, with the path.
    pub fn write(&self) -> Result<(), String> {
        std::fs::write(root().join(self.path), &self.text)
            .map_err(|error| format!("{}: {error}", self.path))
    }
}
