// `unchecked` takes any name: private, known, retired.
#![deny(warnings)]

use modelmod_macros::model;

const TUNED: &str = model!("my-tuned-model", unchecked);

fn is_old(name: &str) -> bool {
    matches!(name, model!("claude-3-opus-20240229", unchecked))
}

fn main() {
    assert_eq!(TUNED, "my-tuned-model");
    assert_eq!(model!(r#"say "hi""#, unchecked,), "say \"hi\"");
    assert_eq!(model!("claude-opus-4-8", unchecked), model!("claude-opus-4-8"));
    assert_eq!(model!("claude-sonnet-4-5", unchecked), "claude-sonnet-4-5");
    assert!(is_old("claude-3-opus-20240229"));
}
