// `#[allow(deprecated)]` works on the statement, the item and the arm.
#![deny(warnings)]

use modelmod_macros::model;

#[allow(deprecated)]
const CONST: &str = model!("claude-sonnet-4-5");

fn main() {
    #[allow(deprecated)]
    let name = model!("claude-sonnet-4-5");
    #[expect(deprecated)]
    let same = match name {
        model!("claude-sonnet-4-5") => true,
        _ => false,
    };
    assert!(same && name == CONST);
}
