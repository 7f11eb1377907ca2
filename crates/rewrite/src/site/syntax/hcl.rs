//! HCL: Terraform and its relatives.

use super::Grammar;
use super::role::{Named, Role, common};

/// A line with more quotes is not parsed: forty kilobytes of nothing else take seconds.
const MOST_QUOTES: usize = 2_000;

pub(super) struct Hcl;

impl Grammar for Hcl {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_hcl::LANGUAGE.into()
    }

    fn copes_with(&self, text: &[u8]) -> bool {
        // No string goes over several lines. Each that is not closed is an error that costs as
        // much as all before it in the line.
        let mut lines = text.split(|&byte| byte == b'\n');
        lines.all(|line| memchr::memchr_iter(b'"', line).count() <= MOST_QUOTES)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_quotes_is_not_parsed() {
        let line = |count: usize| format!("a = 1\n{}\n", "\" ".repeat(count));
        assert!(Hcl.copes_with(line(MOST_QUOTES).repeat(10).as_bytes()));
        assert!(!Hcl.copes_with(line(MOST_QUOTES + 1).as_bytes()));
    }
}
