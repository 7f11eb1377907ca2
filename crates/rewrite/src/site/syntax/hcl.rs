//! HCL: Terraform and its relatives.

use super::Grammar;
use super::role::{Named, Role, common};

pub(super) struct Hcl;

impl Grammar for Hcl {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_hcl::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "string_lit" | "quoted_template" | "heredoc_template" => Role::Literal,
        "attribute" => Role::Named(Named::Variable),
        "object_elem" => Role::Named(Named::Pair),
        "binary_operation" => Role::Operation,
        "index" => Role::Index,
        "block" => Role::Block,
        _ => return common(kind),
    })
}
