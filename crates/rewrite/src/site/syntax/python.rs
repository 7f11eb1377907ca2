//! Python.

use super::Grammar;
use super::role::{Named, Role, common};
use std::borrow::Cow;

pub(super) struct Python;

impl Grammar for Python {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_python::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }

    /// Notebook cells hold lines for the shell (`!pip ...`) and for the kernel (`%time ...`).
    fn prepared<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        let is_foreign = |line: &[u8]| {
            matches!(line.trim_ascii_start().first(), Some(b'!' | b'%'))
                && !line.trim_ascii_start().starts_with(b"%(")
        };
        if !text.split_inclusive(|&byte| byte == b'\n').any(is_foreign) {
            return Cow::Borrowed(text);
        }
        let mut out = Vec::with_capacity(text.len());
        for line in text.split_inclusive(|&byte| byte == b'\n') {
            if is_foreign(line) {
                let blank = |&byte: &u8| if byte.is_ascii_whitespace() { byte } else { b' ' };
                out.extend(line.iter().map(blank));
            } else {
                out.extend_from_slice(line);
            }
        }
        Cow::Owned(out)
    }
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "named_expression" => Role::Named(Named::Variable),
        "comparison_operator" => Role::Compare,
        "concatenated_string" => Role::Join,
        "case_pattern" => Role::Pattern,
        "generic_type" | "type" => Role::Type,
        "decorated_definition" => Role::Block,
        "assert_statement" => Role::Assert,
        "with_statement" => Role::Choice,
        _ => return common(kind),
    })
}
