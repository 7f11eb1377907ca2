#![no_std]
#![deny(warnings)]

// Only so that this test has a `main`.
extern crate std;

use modelmod_macros::model;

const MODEL: &str = model!("claude-opus-4-8");
#[allow(deprecated)]
const OLD: &str = model!("claude-sonnet-4-5");

fn main() {
    assert_ne!(MODEL, OLD);
}
