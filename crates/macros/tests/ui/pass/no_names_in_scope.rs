// The expansion relies on nothing that the caller could hide.
#![no_implicit_prelude]
#![deny(warnings)]
#![allow(deprecated)]

#[allow(dead_code)]
mod core {}
#[allow(dead_code)]
struct Text;
#[allow(dead_code)]
mod __private {}

const MODEL: &str = ::modelmod_macros::model!("claude-opus-4-8");
const OLD: &str = ::modelmod_macros::model!("claude-sonnet-4-5");

fn main() {
    ::std::assert_eq!(MODEL, "claude-opus-4-8");
    ::std::assert_eq!(OLD, "claude-sonnet-4-5");
}
