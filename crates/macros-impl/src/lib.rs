//! Implementation detail of [`modelmod-macros`], which is the crate to depend on.
//!
//! A procedural macro cannot name the crate it is used through. `modelmod-macros` wraps this
//! one in a `macro_rules!` that hands over its `$crate`, so the macro keeps working when the
//! dependency is renamed or re-exported. This crate has no stable interface of its own.
//!
//! The steps, each in its module: `parse` reads the tokens, `day` finds out which day it
//! is, `verdict` asks the catalogue, `message` puts the answer into words, `expand`
//! makes tokens of it. Only the first and the last know about tokens.
//!
//! [`modelmod-macros`]: https://docs.rs/modelmod-macros

mod day;
mod expand;
#[cfg(test)]
mod fixture;
mod message;
mod parse;
mod verdict;

use proc_macro::TokenStream;

/// See `modelmod_macros::model!`, which passes its `$crate` and then its own tokens.
#[doc(hidden)]
#[proc_macro]
pub fn model(input: TokenStream) -> TokenStream {
    expand::expand(input)
}
