//! Implementation detail of [`modelmod-macros`], which is the crate to depend on.
//!
//! A procedural macro cannot name the crate it is used through. `modelmod-macros` wraps this
//! one in a `macro_rules!` that hands over its `$crate`, so the macro keeps working when the
//! dependency is renamed or re-exported. This crate has no stable interface of its own.
//!
//! The steps, each in its module: `parse` reads the tokens; `environment`, `place` and
//! `settings` find out which day it is, whose package this is and what the project wants;
//! `known` looks names up, in the `table` that is built in and in the project's `packs`;
//! `verdict` judges, `message` puts it into words, `answer` weighs it by what the project wants;
//! `expand` makes tokens of it. Only the first and the last know about tokens.
//!
//! [`modelmod-macros`]: https://docs.rs/modelmod-macros

mod answer;
mod environment;
mod expand;
#[cfg(test)]
mod fixture;
mod known;
mod message;
mod packs;
mod parse;
mod place;
mod settings;
mod table;
mod toml;
mod verdict;

use answer::Context;
use expand::{Shape, error};
use message::Message;
use parse::Call;
use proc_macro::{Ident, Span, TokenStream, TokenTree};

/// See `modelmod_macros::model!`, which passes its `$crate` and then its own tokens.
#[doc(hidden)]
#[proc_macro]
pub fn model(input: TokenStream) -> TokenStream {
    expand("model!", Shape::Text, input, |krate, call| {
        if call.unchecked {
            return TokenTree::Literal(call.literal.clone()).into();
        }
        let context = Context::current();
        let context = match context.as_ref() {
            Ok(context) => context,
            Err(wrong) => return error(krate, Shape::Text, wrong, call.literal.span()),
        };
        let warning = match context.message(&call.id) {
            Message::Error(text) => return error(krate, Shape::Text, &text, call.literal.span()),
            Message::Warning(text) => Some(text),
            Message::None => None,
        };
        expand::text(krate, &call.literal, &call.id, warning.as_deref(), &context.unwatched())
    })
}

/// See `modelmod_macros::is_retired!`, which passes its `$crate` and then its own tokens.
#[doc(hidden)]
#[proc_macro]
pub fn is_retired(input: TokenStream) -> TokenStream {
    expand("is_retired!", Shape::Truth, input, |krate, call| {
        if call.unchecked {
            let message = "`unchecked` is an option of `model!` alone: here the ID is looked up";
            return error(krate, Shape::Truth, message, call.literal.span());
        }
        let context = Context::current();
        let answer = context.as_ref().as_ref().map_err(Clone::clone);
        match answer.and_then(|context| Ok((context.is_retired(&call.id)?, context.unwatched()))) {
            Ok((answer, watched)) => expand::truth(krate, answer, &watched),
            Err(wrong) => error(krate, Shape::Truth, &wrong, call.literal.span()),
        }
    })
}

/// Expands `$crate "ID"` or `$crate "ID", unchecked`.
fn expand(
    name: &str,
    shape: Shape,
    input: TokenStream,
    answer: impl FnOnce(&Ident, &Call) -> TokenStream,
) -> TokenStream {
    let mut tokens = input.into_iter();
    let Some(krate) = parse::crate_of(&mut tokens) else {
        // Only by naming this crate instead of `modelmod-macros`.
        return TokenStream::new();
    };
    match parse::call(name, tokens) {
        Ok(call) => answer(&krate, &call),
        Err(refusal) => {
            error(&krate, shape, &refusal.message, refusal.span.unwrap_or_else(Span::call_site))
        }
    }
}
