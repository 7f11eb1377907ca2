//! Shell scripts.

use super::Grammar;
use super::role::{Role, common};

pub(super) struct Shell;

impl Grammar for Shell {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_bash::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "raw_string" | "ansi_c_string" | "word" | "heredoc_body" | "concatenation" => Role::Literal,
        "extglob_pattern" | "regex" => Role::Pattern,
        "test_command" => Role::Compare,
        "case_item" => Role::Case,
        "command" => Role::Command,
        "expansion" => Role::Expansion,
        _ => return common(kind),
    })
}
