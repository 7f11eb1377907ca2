//! Lua.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct Lua;

impl Grammar for Lua {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_lua::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "field" => Role::Named(Named::Pair),
        "table_constructor" => Role::Items,
        _ => return common(kind),
    })
}
