//! What is compiled for tests alone.

use proc_macro2::TokenTree;

/// `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[bench]`.
pub(super) fn is_test(attribute: &syn::Attribute) -> bool {
    let last = attribute.path().segments.last().map(|segment| segment.ident.to_string());
    match (last.as_deref(), &attribute.meta) {
        (Some("cfg"), syn::Meta::List(list)) => needs_test(list.tokens.clone()),
        (Some(name), _) => {
            name == "test"
                || name.ends_with("_test")
                || matches!(name, "bench" | "rstest" | "case" | "test_case")
        }
        (None, _) => false,
    }
}

/// Whether a `cfg` holds only in tests, as far as its words tell: `not(...)` is left out.
fn needs_test(tokens: proc_macro2::TokenStream) -> bool {
    let mut negated = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => {
            negated = word == "not";
            word == "test"
        }
        TokenTree::Group(group) => !std::mem::take(&mut negated) && needs_test(group.stream()),
        _ => false,
    })
}
