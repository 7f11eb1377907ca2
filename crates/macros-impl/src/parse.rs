//! Reading what stands between the parentheses of `model!(...)`.

use proc_macro::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree, token_stream};

/// What a well-formed call says.
pub(crate) struct Call {
    /// The literal as written, with its span.
    pub(crate) literal: Literal,
    /// The model ID in it.
    pub(crate) id: String,
    /// Whether `unchecked` was given.
    pub(crate) unchecked: bool,
}

/// A call that cannot be read: what to say, and where (nowhere: at the call itself).
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) span: Option<Span>,
}

impl Refusal {
    fn at(token: &TokenTree, message: impl Into<String>) -> Self {
        Self { message: message.into(), span: Some(token.span()) }
    }

    /// The same, or why another macro's result is no ID, if `first` names one.
    fn or_macro(self, first: &TokenTree, rest: &mut token_stream::IntoIter) -> Self {
        let is_bang = |next| matches!(next, Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
        if !matches!(first, TokenTree::Ident(_)) || !is_bang(rest.next()) {
            return self;
        }
        Self::at(
            first,
            format!(
                "`{first}!` is expanded after this macro, which has to see the ID: \
                 write the whole ID as one string literal"
            ),
        )
    }
}

/// Splits off the `$crate` that `modelmod_macros::model!` puts in front.
pub(crate) fn crate_of(tokens: &mut token_stream::IntoIter) -> Option<Ident> {
    match tokens.next() {
        Some(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    }
}

/// Reads `"ID"` or `"ID", unchecked`, with an optional comma at the end.
pub(crate) fn call(name: &str, mut tokens: token_stream::IntoIter) -> Result<Call, Refusal> {
    let Some(first) = tokens.next() else {
        return Err(Refusal { message: format!("`{name}` is empty: {EXPECTED}"), span: None });
    };
    let (literal, id) =
        model_id(&first).map_err(|refusal| refusal.or_macro(&first, &mut tokens))?;
    let unchecked = options(tokens)?;
    Ok(Call { literal, id, unchecked })
}

fn model_id(token: &TokenTree) -> Result<(Literal, String), Refusal> {
    let Some(literal) = literal_in(token) else {
        return Err(Refusal::at(token, format!("`{token}` is not a string literal: {EXPECTED}")));
    };
    match text_of(&literal.to_string()) {
        Ok(id) => Ok((literal, id)),
        Err(unfit) => Err(Refusal { message: unfit.message(), span: Some(literal.span()) }),
    }
}

/// The literal that a token is, or holds: `macro_rules!` wraps what a fragment such as
/// `$id:literal` matched in groups without delimiters.
fn literal_in(token: &TokenTree) -> Option<Literal> {
    match token {
        TokenTree::Literal(literal) => Some(literal.clone()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            literal_in(&only(group.stream())?)
        }
        _ => None,
    }
}

fn only(stream: TokenStream) -> Option<TokenTree> {
    let mut tokens = stream.into_iter();
    tokens.next().filter(|_| tokens.next().is_none())
}

fn options(mut tokens: token_stream::IntoIter) -> Result<bool, Refusal> {
    let Some(comma) = tokens.next() else { return Ok(false) };
    if !is_comma(&comma) {
        return Err(Refusal::at(&comma, format!("`{comma}` after the model ID: {EXPECTED}")));
    }
    let Some(option) = tokens.next() else { return Ok(false) };
    if option.to_string() != "unchecked" {
        let message =
            format!("`{option}` is not an option of `model!`: the only one is `unchecked`");
        return Err(Refusal::at(&option, message));
    }
    // One comma may close the list, as in any call.
    match tokens.next().filter(|token| !is_comma(token)).or_else(|| tokens.next()) {
        None => Ok(true),
        Some(extra) => Err(Refusal::at(&extra, format!("`{extra}` after `unchecked`: {EXPECTED}"))),
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

const EXPECTED: &str = "expected one string literal, such as model!(\"claude-opus-4-8\") or \
                        model!(\"my-tuned-model\", unchecked)";

/// Why a literal holds no model ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unfit {
    NotString,
    Escape,
    Empty,
}

impl Unfit {
    fn message(self) -> String {
        match self {
            Self::NotString => format!("this is not a plain string: {EXPECTED}"),
            Self::Escape => "escapes are not read here, and no known model ID has a `\\`: \
                             write the ID as it is, or as a raw string"
                .to_owned(),
            Self::Empty => format!("this model ID is empty: {EXPECTED}"),
        }
    }
}

/// The text of an ordinary or a raw string literal.
fn text_of(literal: &str) -> Result<String, Unfit> {
    let text = match literal.strip_prefix('r') {
        Some(raw) => within_quotes(raw.trim_matches('#')),
        None => within_quotes(literal),
    };
    match text {
        None => Err(Unfit::NotString),
        Some("") => Err(Unfit::Empty),
        Some(text) if text.contains('\\') => Err(Unfit::Escape),
        Some(text) => Ok(text.to_owned()),
    }
}

fn within_quotes(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ordinary_and_raw_strings() {
        for literal in [r#""a-b""#, r#"r"a-b""#, r##"r#"a-b"#"##, r####"r###"a-b"###"####] {
            assert_eq!(text_of(literal).as_deref(), Ok("a-b"), "{literal}");
        }
        assert_eq!(text_of(r##"r#"a"b"#"##).as_deref(), Ok("a\"b"));
    }

    #[test]
    fn refuses_other_literals() {
        for literal in ["b\"a\"", "br\"a\"", "c\"a\"", "cr#\"a\"#", "'a'", "1", "1.5", "\"a\"x"] {
            assert_eq!(text_of(literal), Err(Unfit::NotString), "{literal}");
        }
    }

    #[test]
    fn refuses_escapes_and_nothing() {
        assert_eq!(text_of(r#""a\u{62}c""#), Err(Unfit::Escape));
        assert_eq!(text_of("\"a\\\n b\""), Err(Unfit::Escape));
        assert_eq!(text_of("\"\""), Err(Unfit::Empty));
        assert_eq!(text_of("r\"\""), Err(Unfit::Empty));
    }
}
