//! TOML.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Toml;

impl Grammar for Toml {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_toml_ng::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "quoted_key" => Role::Literal,
        "table" | "table_array_element" => Role::Block,
        _ => return common(kind),
    })
}
