//! Tokens for an answer.
//!
//! The result has to work as an expression, as an initialiser of a `const` and as a pattern,
//! it may have to carry a warning on stable Rust, and it has to tell the compiler what it depends
//! on. A literal does the first only. A path with a block in a generic argument does all of it:
//!
//! ```text
//! <$crate::__private::Text<{
//!     const _: $crate::__private::Watched = $crate::__private::option_env!("MODELMOD_AS_OF");
//!     const _: &[u8] = $crate::__private::include_bytes!("/…/Cargo.toml");
//!     #[deprecated(note = "…")] const claude_a: usize = 0;
//!     claude_a
//! }, 0x…>>::STR
//! ```
//!
//! A use of something deprecated is the only warning that a macro can give on stable, and
//! constants inside a generic argument are the only items that fit into a pattern. The text
//! itself travels in the further arguments, sixteen bytes in each, so that the crate that the
//! program links needs no table and works without `std`.

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use std::path::PathBuf;

/// As many bytes as `__private::Text` holds.
const CAPACITY: usize = 256;
const CHUNK: usize = 16;

/// What the compiler has to watch: when one of these changes, the answer may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Watched {
    pub(crate) variables: Vec<&'static str>,
    pub(crate) files: Vec<PathBuf>,
}

/// The text of `id`, with a deprecated constant used at `span` if there is a `warning`.
pub(crate) fn text(
    krate: &Ident,
    id: &Literal,
    text: &str,
    warning: Option<&str>,
    watched: &Watched,
) -> TokenStream {
    if text.len() > CAPACITY || text.contains('\0') {
        // It would be cut; better no warning than another text in the program.
        return TokenTree::Literal(id.clone()).into();
    }
    let mut block = watches(krate, watched);
    if let Some(note) = warning {
        block.extend(deprecated(&identifier(text), note, id.span()));
    } else {
        block.extend([number(0)]);
    }
    // Nearly every call has nothing to watch or to warn of, and a block costs the compiler time.
    let is_plain = warning.is_none() && *watched == Watched::default();
    let first = if is_plain { number(0) } else { group(Delimiter::Brace, block) };
    let mut arguments = TokenStream::from(first);
    for chunk in chunks(text) {
        arguments.extend([punct(','), TokenTree::Literal(Literal::u128_unsuffixed(chunk))]);
    }
    path_of(krate, arguments)
}

/// `<$crate::__private::Text<arguments>>::STR`
fn path_of(krate: &Ident, arguments: TokenStream) -> TokenStream {
    let mut path = TokenStream::from(punct('<'));
    path.extend(private(krate, "Text"));
    path.extend([punct('<')]);
    path.extend(arguments);
    path.extend([punct('>'), punct('>')]);
    path.extend(colons());
    path.extend([ident("STR")]);
    path
}

/// `{ …; true }`
pub(crate) fn truth(krate: &Ident, answer: bool, watched: &Watched) -> TokenStream {
    let mut block = watches(krate, watched);
    block.extend([ident(if answer { "true" } else { "false" })]);
    group(Delimiter::Brace, block).into()
}

/// What a macro stands for, and so what has to stand there when it fails: an empty place would
/// be a second error, to editors at least.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// As of [`text`].
    Text,
    /// As of [`truth`].
    Truth,
}

/// `$crate::__private::compile_error! { "message" }`, shown at `span`, within what the macro
/// stands for.
pub(crate) fn error(krate: &Ident, shape: Shape, message: &str, span: Span) -> TokenStream {
    let path = private(krate, "compile_error").into_iter();
    let message = group(Delimiter::Brace, string(message).into());
    let call = path.chain([punct('!'), message]).map(|mut token| {
        // Shown there, and still resolved where it was: `$crate` must stay itself.
        token.set_span(token.span().located_at(span));
        token
    });
    let mut block: TokenStream = call.collect();
    match shape {
        Shape::Truth => {
            block.extend([ident("false")]);
            group(Delimiter::Brace, block).into()
        }
        Shape::Text => {
            block.extend([number(0)]);
            let arguments = [group(Delimiter::Brace, block), punct(','), number(0)];
            path_of(krate, arguments.into_iter().collect())
        }
    }
}

/// A constant for each variable and each file, whose values nobody uses.
fn watches(krate: &Ident, watched: &Watched) -> TokenStream {
    let mut out = TokenStream::new();
    let mut watch = |kind: &str, by: &str, what: &str| {
        out.extend([ident("const"), ident("_"), punct(':')]);
        out.extend(private(krate, kind));
        out.extend([punct('=')]);
        out.extend(private(krate, by));
        out.extend([punct('!'), group(Delimiter::Parenthesis, string(what).into()), punct(';')]);
    };
    for name in &watched.variables {
        watch("Variable", "option_env", name);
    }
    for path in watched.files.iter().filter_map(|path| path.to_str()) {
        watch("File", "include_bytes", path);
    }
    out
}

/// `#[deprecated(note = "…")] const name: usize = 0; name`, with the last word at `span`.
fn deprecated(name: &str, note: &str, span: Span) -> TokenStream {
    let note: TokenStream = [ident("note"), punct('='), string(note)].into_iter().collect();
    let attribute: TokenStream =
        [ident("deprecated"), group(Delimiter::Parenthesis, note)].into_iter().collect();
    [
        punct('#'),
        group(Delimiter::Bracket, attribute),
        ident("const"),
        ident(name),
        punct(':'),
        ident("usize"),
        punct('='),
        number(0),
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

fn number(number: usize) -> TokenTree {
    TokenTree::Literal(Literal::usize_unsuffixed(number))
}

fn string(text: &str) -> TokenTree {
    TokenTree::Literal(Literal::string(text))
}

fn group(delimiter: Delimiter, content: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(delimiter, content))
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
        let fits = |name: &str| name.len() * 2 <= CAPACITY;
        assert!(crate::table::table().names().all(fits));
    }
}
