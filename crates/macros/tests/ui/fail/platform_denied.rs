// A platform's spelling warns, with the provider's dates told as what they are.
#![deny(warnings)]

use modelmod_macros::model;

fn main() {
    let _: &str = model!("anthropic.claude-v2:1");
    let _: &str = model!("us.anthropic.claude-3-opus-20240229-v1:0");
}
