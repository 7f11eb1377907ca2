// The warning, made an error so that its text and its place can be seen.
#![deny(deprecated)]

use modelmod_macros::model;

const CONST: &str = model!("claude-sonnet-4-5-20250929");
static STATIC: &str = model!("claude-sonnet-4-5");

macro_rules! through {
    ($id:literal) => {
        model!($id)
    };
}

macro_rules! within {
    () => {
        model!("claude-sonnet-4-5")
    };
}

fn main() {
    let _: &str = model!("claude-mythos-preview");
    match CONST {
        model!("claude-sonnet-4-5") => {}
        _ => {}
    }
    let _ = matches!(STATIC, "other" | model!("claude-sonnet-4-5"));
    println!("{}", model!("claude-sonnet-4-5"));
    let _: [&str; 2] = [through!("claude-sonnet-4-5"), within!()];
}
