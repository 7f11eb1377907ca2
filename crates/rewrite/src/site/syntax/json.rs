//! JSON, with comments.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Json;

impl Grammar for Json {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_json::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        common
    }
}
