// `models!`, `model_env!` and `is_retired!`, where each can stand.
#![deny(warnings)]
#![deny(missing_docs, unused_qualifications, single_use_lifetimes)]

//! The other macros.

use modelmod_macros::{is_retired, model_env, models};

const LIST: [&str; 2] = models!["claude-opus-4-8", r"claude-haiku-4-5",];
static ONE: [&str; 1] = models!("claude-opus-4-8");
const NONE: [&str; 0] = models![];

const _: () = assert!(is_retired!("claude-2.1") && !is_retired!("claude-opus-4-8"));

const fn newest() -> &'static str {
    if is_retired!("claude-2.1") { LIST[0] } else { "claude-2.1" }
}

// Names that a caller may have are none of the expansion's business.
#[allow(dead_code, non_camel_case_types)]
struct String;
#[allow(dead_code)]
const DEFAULT: u8 = 0;

fn main() {
    assert_eq!(LIST[0], ONE[0]);
    assert_eq!(LIST.len() + NONE.len(), 2);
    assert_eq!(newest(), "claude-opus-4-8");
    assert_eq!(is_retired!("us.anthropic.claude-opus-4-8"), false);
    let variable = "A_VARIABLE_THAT_NOBODY_SETS";
    assert_eq!(model_env!("A_VARIABLE_THAT_NOBODY_SETS", "claude-opus-4-8"), "claude-opus-4-8");
    assert_eq!(model_env!(variable, "my-own", unchecked), "my-own");
    #[allow(deprecated)]
    let old = model_env!("A_VARIABLE_THAT_NOBODY_SETS", "claude-sonnet-4-5");
    assert_eq!(old, "claude-sonnet-4-5");
    assert_eq!(model_env!("CARGO_PKG_NAME_OF_NOBODY", "claude-opus-4-8").len(), 15);
}
