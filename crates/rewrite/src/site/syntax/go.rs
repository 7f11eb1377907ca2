//! Go.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct Go;

impl Grammar for Go {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_go::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "interpreted_string_literal" | "raw_string_literal" => Role::Literal,
        "const_spec" | "var_spec" | "short_var_declaration" => Role::Named(Named::Variable),
        "keyed_element" => Role::Named(Named::Pair),
        "literal_value" => Role::Items,
        "expression_case" => Role::Case,
        "type_conversion_expression" => Role::Call,
        "func_literal" => Role::Function,
        _ => return common(kind),
    })
}
