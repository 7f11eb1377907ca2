#!/usr/bin/env cargo

fn main() {
    let model = "claude-opus-4-8";
}
