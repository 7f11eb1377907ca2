//! Java.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct Java;

impl Grammar for Java {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_java::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "element_value_pair" => Role::Named(Named::Argument),
        "element_value_array_initializer" => Role::Items,
        "field_declaration" | "formal_parameter" => Role::Declaration,
        "array_access" => Role::Index,
        "enum_constant" => Role::Member,
        "switch_label" => Role::Pattern,
        "assert_statement" => Role::Assert,
        "lambda_expression" => Role::Function,
        _ => return common(kind),
    })
}
