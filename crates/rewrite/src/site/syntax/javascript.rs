//! JavaScript, TypeScript and both with elements in them.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct JavaScript;
pub(super) struct TypeScript;
pub(super) struct Tsx;

impl Grammar for JavaScript {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_javascript::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

impl Grammar for TypeScript {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

impl Grammar for Tsx {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_typescript::LANGUAGE_TSX.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "template_string" | "jsx_text" => Role::Literal,
        "public_field_definition" | "field_definition" | "object_assignment_pattern" => {
            Role::Named(Named::Variable)
        }
        "assignment_pattern" => Role::Named(Named::Parameter),
        "jsx_attribute" => Role::Named(Named::Argument),
        // `model: "NAME"` alone, as documents show a line of an object.
        "labeled_statement" => Role::Named(Named::Pair),
        "enum_assignment" => Role::Member,
        "literal_type"
        | "union_type"
        | "type_annotation"
        | "type_alias_declaration"
        | "type_arguments" => Role::Type,
        "switch_case" => Role::Case,
        "generator_function_declaration" => Role::Function,
        _ => return common(kind),
    })
}
