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

    /// The parser's scanner looks for the end of the line behind an annotation, and never ends where
    /// there is none: version 1.1.0, `scanner.c`, `case '@'`.
    fn copes_with(&self, text: &[u8]) -> bool {
        let last = memchr::memrchr(b'\n', text).map_or(text, |lf| &text[lf + 1..]);
        !last.contains(&b'@')
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::language::Language;
    use crate::site::syntax::Syntax;

    #[test]
    fn an_annotation_at_the_end_of_a_text_is_not_parsed() {
        for text in ["class A(val a: Int)\n@B(", "class A(val a: Int)\n@B"] {
            assert!(!Kotlin.copes_with(text.as_bytes()), "{text}");
            assert!(Syntax::new(Language::Kotlin, text.as_bytes()).is_none(), "{text}");
            let ended = format!("{text}\n");
            assert!(Syntax::new(Language::Kotlin, ended.as_bytes()).is_some(), "{text}");
        }
    }
}
