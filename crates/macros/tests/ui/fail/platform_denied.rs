// Of a platform whose days are not known, the provider's are told as what they are.
#![deny(warnings)]

use modelmod_macros::model;

fn main() {
    let _: &str = model!("anthropic/claude-3-opus");
    let _: &str = model!("anthropic/claude-3-opus:beta");
}
