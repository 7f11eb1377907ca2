//! What of a file has to be parsed to know what is done with some of its literals.
//!
//! Items that stand beside each other say nothing of one another, and their tokens tell where each
//! ends: to find that out takes a tenth of what it takes to parse them. An end that is overlooked
//! makes more to be parsed; one that is none leaves what does not parse, and all of the file is
//! parsed then.

use modelmod_edit::Span;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Shorter files are parsed as a whole.
pub(super) const SHORT: usize = 2_000;

/// How deep items in items are looked for.
const DEEPEST: usize = 6;

/// Words that may stand before what an item is.
const MODIFIERS: &[&str] = &["pub", "unsafe", "default", "auto"];

/// The items of `stream` in which any of `spans` stand, which are sorted; of modules, traits and
/// implementations those in them. The text of the tokens begins at `shift`.
pub(super) fn around(stream: TokenStream, shift: usize, spans: &[Span]) -> TokenStream {
    let mut kept = TokenStream::new();
    thin(stream, shift, spans, DEEPEST, &mut kept);
    kept
}

fn thin(stream: TokenStream, shift: usize, spans: &[Span], depth: usize, kept: &mut TokenStream) {
    let mut item: Vec<TokenTree> = Vec::new();
    // `const A: B = C {};`: with a value, only a semicolon ends it.
    let mut has_value = false;
    for token in stream {
        let is_end = match &token {
            TokenTree::Punct(sign) => {
                has_value |= sign.as_char() == '=';
                sign.as_char() == ';'
            }
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !has_value,
            _ => false,
        };
        item.push(token);
        let is_inner = is_inner_attribute(&item);
        if is_inner {
            // It says something of what is around.
            kept.extend(item.drain(..));
        } else if is_end {
            keep(std::mem::take(&mut item), shift, spans, depth, kept);
            has_value = false;
        }
    }
    keep(item, shift, spans, depth, kept);
}

/// Keeps an item if any of `spans` stands in it.
fn keep(
    mut item: Vec<TokenTree>,
    shift: usize,
    spans: &[Span],
    depth: usize,
    kept: &mut TokenStream,
) {
    let (Some(first), Some(last)) = (item.first(), item.last()) else { return };
    let place = |token: &TokenTree| Span::from(token.span().byte_range()).shifted(shift);
    let (start, end) = (place(first).start, place(last).end);
    let next = spans.partition_point(|span| span.end <= start);
    if spans.get(next).is_none_or(|span| span.start >= end) {
        return;
    }
    if depth > 0
        && holds_items(&item)
        && let Some(TokenTree::Group(group)) = item.last_mut()
    {
        let mut inside = TokenStream::new();
        thin(group.stream(), shift, spans, depth - 1, &mut inside);
        let span = group.span();
        *group = Group::new(Delimiter::Brace, inside);
        group.set_span(span);
    }
    kept.extend(item);
}

/// Whether it is `#![...]`, or `//!`, which is the same to the compiler.
fn is_inner_attribute(item: &[TokenTree]) -> bool {
    matches!(item, [TokenTree::Punct(hash), TokenTree::Punct(bang), TokenTree::Group(_)]
        if hash.as_char() == '#' && bang.as_char() == '!')
}

/// Whether an item holds others between its braces.
fn holds_items(item: &[TokenTree]) -> bool {
    let is_braced = matches!(item.last(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    let mut words = item.iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let word = words.find(|word| !MODIFIERS.contains(&word.as_str()));
    is_braced && word.is_some_and(|word| ["mod", "trait", "impl"].contains(&word.as_str()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::super::{Literals, literals};
    use super::*;
    use std::path::Path;

    fn thinned(text: &str) -> String {
        let at = text.find("NAME").unwrap();
        let spans = [Span::new(at, at + 4)];
        around(text.parse().unwrap(), 0, &spans).to_string()
    }

    #[test]
    fn items_without_a_name_are_left_out() {
        for (text, wanted) in [
            ("fn a() {} fn b() { \"NAME\" } struct C;", "fn b () { \"NAME\" }"),
            (
                "const A: B = B { c: 1 }; const D: E = E { f: \"NAME\" };",
                "const D : E = E { f : \"NAME\" } ;",
            ),
            (
                "#[cfg(test)] pub(crate) mod t { #![x] use y::Z; fn a() {} fn b() { \"NAME\" } }",
                "# [cfg (test)] pub (crate) mod t { #! [x] fn b () { \"NAME\" } }",
            ),
            (
                "impl A for B { fn a() {} fn b() -> impl C { d(); \"NAME\" } }",
                "impl A for B { fn b () -> impl C { d () ; \"NAME\" } }",
            ),
            ("fn a() -> impl C { d(); \"NAME\" }", "fn a () -> impl C { d () ; \"NAME\" }"),
        ] {
            assert_eq!(thinned(text), wanted);
        }
    }

    #[test]
    fn parts_say_what_the_whole_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let mut count = 0;
        for folder in [root.join("sites/rust"), root.join("cases")] {
            for file in std::fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_none_or(|extension| extension != "rs") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.repeat(SHORT.div_ceil(text.len().max(1)) + 1);
                let Some(whole) = literals(text.as_bytes(), false, None) else { continue };
                for name in whole.values().map(|literal| literal.span) {
                    let at = |literals: &Literals| literals.get(&name.start).map(|one| one.site);
                    let part = literals(text.as_bytes(), false, Some(&[name])).unwrap();
                    assert_eq!(at(&part), at(&whole), "{path:?} {}", &text[name.range()]);
                    count += usize::from(part.len() < whole.len());
                }
            }
        }
        assert!(count > 100, "the cases are there: {count}");
    }
}
