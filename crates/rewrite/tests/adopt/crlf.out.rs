#!/usr/bin/env cargo

use modelmod_macros::model;

fn main() {
    let model = model!("claude-opus-4-8");
}
