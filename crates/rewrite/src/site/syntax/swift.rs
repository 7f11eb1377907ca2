//! Swift.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Swift;

impl Grammar for Swift {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_swift::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "line_string_literal" | "multi_line_string_literal" | "raw_string_literal" => Role::Literal,
        "dictionary_literal" => Role::Dictionary,
        "enum_entry" => Role::Member,
        "equality_expression" => Role::Compare,
        "additive_expression" => Role::Join,
        "nil_coalescing_expression" => Role::Fallback,
        "switch_pattern" => Role::Pattern,
        "control_transfer_statement" => Role::Return,
        "lambda_literal"
        | "protocol_function_declaration"
        | "computed_property"
        | "init_declaration" => Role::Function,
        _ => return common(kind),
    })
}
