//! Tokens for a verdict.
//!
//! The result has to work as an expression, as an initialiser of a `const` and as a pattern.
//! A literal does. A warning on stable Rust takes the use of something deprecated, and the
//! only place for one in a pattern is a constant inside a path's generic argument:
//!
//! ```text
//! <$crate::__private::Text<{ #[deprecated(note = "…")] const claude_a: usize = 0; claude_a }, 8, 0x…>>::STR
//! ```
//!
//! The text itself travels in the further arguments, sixteen bytes in each, so that the
//! crate that the program links needs no table and works without `std`.

use crate::message::Message;
use crate::{day, message, parse, verdict};
use modelmod_catalog::{Date, builtin};
use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// As many bytes as `__private::Text` holds.
const CAPACITY: usize = 256;
const CHUNK: usize = 16;

/// Expands `$crate "ID"` or `$crate "ID", unchecked`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let Some(krate) = parse::crate_of(&mut tokens) else {
        // Only by naming this crate instead of `modelmod-macros`.
        return TokenStream::new();
    };
    match parse::call(tokens) {
        Ok(call) => judged(&krate, call),
        Err(refusal) => {
            error(&krate, &refusal.message, refusal.span.unwrap_or_else(Span::call_site))
        }
    }
}

fn judged(krate: &Ident, call: parse::Call) -> TokenStream {
    let span = call.literal.span();
    if call.unchecked {
        return TokenTree::Literal(call.literal).into();
    }
    match day::from_environment().map(|as_of| words(&call.id, as_of)) {
        Err(wrong) => error(krate, &wrong, span),
        Ok(Message::Error(text)) => error(krate, &text, span),
        // A longer name would be cut; better no warning than another text in the program.
        Ok(Message::Warning(text)) if call.id.len() <= CAPACITY => {
            warning(krate, &call.id, &text, span)
        }
        Ok(Message::Warning(_) | Message::None) => TokenTree::Literal(call.literal).into(),
    }
}

fn words(id: &str, as_of: Date) -> Message {
    message::message(id, &verdict::verdict(builtin::catalog(), id, as_of))
}

/// `$crate::__private::compile_error! { "message" }`, shown at `span`.
fn error(krate: &Ident, message: &str, span: Span) -> TokenStream {
    let path = private(krate, "compile_error").into_iter();
    let call = path.chain([punct('!'), braces(string(message))]).map(|mut token| {
        // Shown there, and still resolved where it was: `$crate` must stay itself.
        token.set_span(token.span().located_at(span));
        token
    });
    call.collect()
}

/// The text of `id` by way of a deprecated constant, which is used at `span`.
fn warning(krate: &Ident, id: &str, note: &str, span: Span) -> TokenStream {
    let name = identifier(id);
    let mut arguments = TokenStream::from(braces(deprecated(&name, note, span)));
    arguments.extend([punct(','), TokenTree::Literal(Literal::usize_unsuffixed(id.len()))]);
    for chunk in chunks(id) {
        arguments.extend([punct(','), TokenTree::Literal(Literal::u128_unsuffixed(chunk))]);
    }
    let mut path = TokenStream::from(punct('<'));
    path.extend(private(krate, "Text"));
    path.extend([punct('<')]);
    path.extend(arguments);
    path.extend([punct('>'), punct('>')]);
    path.extend(colons());
    path.extend([ident("STR")]);
    path
}

/// `#[deprecated(note = "…")] const name: usize = 0; name`, with the last word at `span`.
fn deprecated(name: &str, note: &str, span: Span) -> TokenStream {
    let note: TokenStream = [ident("note"), punct('='), string(note)].into_iter().collect();
    let attribute: TokenStream =
        [ident("deprecated"), group(Delimiter::Parenthesis, note)].into_iter().collect();
    let zero = TokenTree::Literal(Literal::usize_unsuffixed(0));
    [
        punct('#'),
        group(Delimiter::Bracket, attribute),
        ident("const"),
        ident(name),
        punct(':'),
        ident("usize"),
        punct('='),
        zero,
        punct(';'),
        TokenTree::Ident(Ident::new(name, span)),
    ]
    .into_iter()
    .collect()
}

/// `$crate::__private::name`
fn private(krate: &Ident, name: &str) -> TokenStream {
    let mut path = TokenStream::from(TokenTree::Ident(krate.clone()));
    path.extend(colons());
    path.extend([ident("__private")]);
    path.extend(colons());
    path.extend([ident(name)]);
    path
}

/// Sixteen bytes of the text at a time, first byte lowest; the last one filled up with zeros.
fn chunks(text: &str) -> impl Iterator<Item = u128> {
    text.as_bytes()
        .chunks(CHUNK)
        .map(|chunk| chunk.iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte)))
}

/// The ID as an identifier: it stands in the compiler's own part of the warning.
fn identifier(id: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = id.chars().map(letter).collect();
    // Prefixed where it could be no identifier: a digit first, or a word such as `type`.
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.contains('_') {
        name
    } else {
        format!("model_{name}")
    }
}

fn ident(name: &str) -> TokenTree {
    TokenTree::Ident(Ident::new(name, Span::call_site()))
}

fn punct(sign: char) -> TokenTree {
    TokenTree::Punct(Punct::new(sign, Spacing::Alone))
}

fn colons() -> [TokenTree; 2] {
    [TokenTree::Punct(Punct::new(':', Spacing::Joint)), punct(':')]
}

fn string(text: &str) -> TokenTree {
    TokenTree::Literal(Literal::string(text))
}

fn group(delimiter: Delimiter, content: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(delimiter, content))
}

fn braces(content: impl Into<TokenStream>) -> TokenTree {
    group(Delimiter::Brace, content.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_travels_in_chunks_of_sixteen_bytes() {
        assert_eq!(chunks("abc").collect::<Vec<_>>(), [0x63_62_61]);
        let text = "0123456789abcdef-é";
        let bytes: Vec<u8> = chunks(text).flat_map(u128::to_le_bytes).collect();
        assert_eq!(&bytes[..text.len()], text.as_bytes());
        assert_eq!(bytes.len(), 32);
    }

    #[test]
    fn any_name_gives_an_identifier() {
        assert_eq!(identifier("anthropic.claude-v2:1"), "anthropic_claude_v2_1");
        assert_eq!(identifier("type"), "model_type");
        assert_eq!(identifier("4-mini"), "model_4_mini");
        assert_eq!(identifier("é"), "model__");
    }

    #[test]
    fn every_known_name_fits() {
        // With room for what platforms put around it.
        let fits = |name: &modelmod_catalog::Name| name.text.len() * 2 <= CAPACITY;
        assert!(builtin::catalog().names().iter().all(fits));
    }
}
