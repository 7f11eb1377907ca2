//! PHP.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct Php;

impl Grammar for Php {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_php::LANGUAGE_PHP.into()
    }

    fn parser_for(&self, text: &[u8]) -> tree_sitter::Language {
        // Examples in documents stand without the mark that begins a file.
        if memchr::memmem::find(text, b"<?").is_some() {
            self.parser()
        } else {
            tree_sitter_php::LANGUAGE_PHP_ONLY.into()
        }
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "encapsed_string" | "heredoc" | "nowdoc" => Role::Literal,
        "function_call_expression"
        | "member_call_expression"
        | "scoped_call_expression"
        | "nullsafe_member_call_expression" => Role::Call,
        "const_element" | "property_element" => Role::Named(Named::Variable),
        "array_element_initializer" => Role::Named(Named::Pair),
        "property_declaration" => return None,
        "enum_case" => Role::Member,
        "case_statement" => Role::Case,
        "match_condition_list" => Role::Pattern,
        _ => return common(kind),
    })
}
