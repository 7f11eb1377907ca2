//! Ruby.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Ruby;

impl Grammar for Ruby {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_ruby::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "heredoc_body" | "delimited_symbol" | "bare_string" | "subshell" | "regex" => Role::Literal,
        "chained_string" => Role::Join,
        "string_array" => Role::Items,
        "pattern" => Role::Pattern,
        "singleton_method" => Role::Function,
        "module" => Role::Class,
        "block" | "do_block" => Role::Block,
        _ => return common(kind),
    })
}
