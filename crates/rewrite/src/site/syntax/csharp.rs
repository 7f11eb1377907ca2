//! C#.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct CSharp;

impl Grammar for CSharp {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_c_sharp::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "verbatim_string_literal" | "raw_string_literal" | "interpolated_string_expression" => {
            Role::Literal
        }
        "attribute" => Role::Call,
        "attribute_argument" => Role::Named(Named::Argument),
        "initializer_expression" => Role::Items,
        "anonymous_object_creation_expression" => Role::Dictionary,
        "bracketed_argument_list" | "element_binding_expression" => Role::Index,
        "constant_pattern" | "is_pattern_expression" => Role::Pattern,
        "enum_member_declaration" => Role::Member,
        "equals_value_clause" => return None,
        "lambda_expression" => Role::Function,
        _ => return common(kind),
    })
}
