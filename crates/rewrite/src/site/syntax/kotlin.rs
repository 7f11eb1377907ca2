//! Kotlin.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Kotlin;

impl Grammar for Kotlin {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_kotlin_ng::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "multiline_string_literal" => Role::Literal,
        "function_value_parameters" => Role::Parameters,
        "enum_entry" => Role::Member,
        "when_entry" => Role::Case,
        "equality_expression" | "in_expression" => Role::Compare,
        "elvis_expression" => Role::Fallback,
        "collection_literal" => Role::Items,
        "annotated_lambda" => Role::Function,
        "object_declaration" => Role::Class,
        _ => return common(kind),
    })
}
