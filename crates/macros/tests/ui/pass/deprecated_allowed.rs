// A deprecated model can stand there too, and its warning is silenced as any deprecation.
#![deny(warnings)]
#![allow(deprecated)]
// What the expansion brings along must not trip over what its surroundings forbid.
#![forbid(nonstandard_style, unsafe_code, unused)]
#![deny(missing_docs, missing_debug_implementations, single_use_lifetimes, unreachable_pub)]

//! Uses of deprecated models.

use modelmod_macros::model;

const CONST: &str = model!("claude-sonnet-4-5-20250929");
static STATIC: &str = model!("claude-sonnet-4-5-20250929");
const ARRAY: [&str; 2] =
    [model!("claude-sonnet-4-5-20250929"), model!(r"claude-sonnet-4-5-20250929")];

const fn length(model: &str) -> usize {
    model.len()
}

fn known(name: &str) -> u8 {
    match name {
        model!("claude-sonnet-4-5-20250929") => 1,
        model!("claude-sonnet-4-5") | model!("claude-mythos-preview") => 2,
        _ => 3,
    }
}

fn generic<T: AsRef<str>>(name: T) -> bool {
    name.as_ref() == model!("claude-sonnet-4-5")
}

fn main() {
    let expression: &'static str = model!("claude-sonnet-4-5-20250929");
    assert_eq!(expression, "claude-sonnet-4-5-20250929");
    assert_eq!([CONST, STATIC], ARRAY);
    assert_eq!(length(model!("claude-sonnet-4-5")), 17);
    assert_eq!(known(expression), 1);
    assert_eq!(known("claude-sonnet-4-5"), 2);
    assert_eq!(known("claude-mythos-preview"), 2);
    assert_eq!(known("claude-opus-4-8"), 3);
    assert!(generic("claude-sonnet-4-5"));
    assert!(matches!(expression, model!("claude-sonnet-4-5-20250929")));
    assert_eq!(format!("{}!", model!("claude-mythos-preview")), "claude-mythos-preview!");
    assert_eq!(model!("anthropic/claude-3-opus"), "anthropic/claude-3-opus");
}
