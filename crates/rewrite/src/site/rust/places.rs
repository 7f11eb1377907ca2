//! Where in a Rust file a macro could stand in the place of a literal, and where its name could
//! be brought into scope.

use super::{LARGEST, prelude, tokens, with_stack};
use modelmod_edit::Span;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::visit::{self, Visit};

/// Macros whose arguments are expressions wherever a value stands.
const TAKES_EXPRESSIONS: &[&str] = &["json", "vec", "hashmap", "btreemap"];

/// What a Rust file says of its places.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// String literals that are expressions, by their first byte: whether each stands in a module
    /// of its own inside the file, where the names of the file are not in scope.
    pub(crate) expressions: BTreeMap<usize, (Span, bool)>,
    /// Each `use` at the top of the file: where it begins and ends, and its text from its path
    /// on.
    pub(crate) uses: Vec<(Span, String)>,
    /// Where the first item begins.
    pub(crate) first_item: Option<usize>,
}

/// The places of a Rust file; `None` when it cannot be parsed.
pub(crate) fn places(text: &[u8]) -> Option<Places> {
    let text = std::str::from_utf8(text).ok().filter(|text| text.len() <= LARGEST)?;
    with_stack(|| {
        let shift = prelude(text);
        proc_macro2::extra::invalidate_current_thread_spans();
        let stream: TokenStream = text[shift..].parse().ok()?;
        if tokens::is_too_deep(stream.clone()) {
            return None;
        }
        let file: syn::File = syn::parse2(stream.clone()).ok()?;
        let mut walk = Walk { shift, modules: 0, places: Places::default() };
        walk.visit_file(&file);
        walk.items(text, stream);
        Some(walk.places)
    })
    .flatten()
}

struct Walk {
    shift: usize,
    modules: usize,
    places: Places,
}

impl Walk {
    /// Notes where the items at the top of the file begin, and which are `use`.
    fn items(&mut self, text: &str, stream: TokenStream) {
        let (mut start, mut path) = (None, None);
        for token in stream {
            let span = Span::from(token.span().byte_range()).shifted(self.shift);
            let begun = *start.get_or_insert(span.start);
            // `#![...]` and `//!` belong to the file.
            let is_inner = ["#!", "//!", "/*!"].iter().any(|sign| text[begun..].starts_with(sign));
            if !is_inner {
                self.places.first_item.get_or_insert(begun);
            }
            let is_end = match &token {
                TokenTree::Punct(sign) => sign.as_char() == ';',
                TokenTree::Group(group) => match group.delimiter() {
                    Delimiter::Brace => path.is_none(),
                    _ => is_inner,
                },
                TokenTree::Ident(word) => {
                    // Not the `use<...>` of a function's type.
                    let is_first = !text[begun..span.start].contains("fn ");
                    if *word == "use" && is_first {
                        path = Some(span.end);
                    }
                    false
                }
                TokenTree::Literal(_) => false,
            };
            if is_end {
                if let Some(path) = path.take() {
                    let used = text[path..span.start].trim().to_owned();
                    self.places.uses.push((Span::new(begun, span.end), used));
                }
                start = None;
            }
        }
    }

    fn note(&mut self, span: proc_macro2::Span) {
        let span = Span::from(span.byte_range()).shifted(self.shift);
        self.places.expressions.insert(span.start, (span, self.modules > 0));
    }

    fn note_all(&mut self, stream: TokenStream) {
        for token in stream {
            match token {
                TokenTree::Literal(literal) => self.note(literal.span()),
                TokenTree::Group(group) => self.note_all(group.stream()),
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_expr_lit(&mut self, literal: &'ast syn::ExprLit) {
        if let syn::Lit::Str(text) = &literal.lit {
            self.note(text.span());
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.modules += 1;
        visit::visit_item_mod(self, module);
        self.modules -= 1;
    }

    /// What stands in a pattern is compared, not used.
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}

    /// Attributes take literals, as a rule.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        let name = node.path.segments.last().map(|segment| segment.ident.to_string());
        if name.is_some_and(|name| TAKES_EXPRESSIONS.contains(&name.as_str())) {
            self.note_all(node.tokens.clone());
        }
    }
}
