// Everywhere a string literal can stand, a model that is served can.
#![deny(warnings)]

use modelmod_macros::model;

const CONST: &str = model!("claude-opus-4-8");
static STATIC: &str = model!("claude-opus-4-8");
const ARRAY: [&str; 2] = [model!("claude-opus-4-8"), model!(r#"claude-opus-4-8"#)];

struct Call {
    model: &'static str,
}

impl Call {
    const DEFAULT: Self = Self { model: model!("claude-opus-4-8") };
}

const fn length(model: &str) -> usize {
    model.len()
}

fn known(name: &str) -> bool {
    match name {
        model!("claude-opus-4-8") | "other" => true,
        _ => false,
    }
}

fn main() {
    let expression: &'static str = model!("claude-opus-4-8",);
    assert_eq!(expression, "claude-opus-4-8");
    assert_eq!([CONST, STATIC], ARRAY);
    assert_eq!(Call::DEFAULT.model, expression);
    assert_eq!(length(model!("claude-opus-4-8")), 15);
    assert!(known(expression) && !known("another"));
    assert!(matches!(expression, model!("claude-opus-4-8")));
    assert!(matches!((1, Some(expression)), (_, Some(model!("claude-opus-4-8")))));
    if let model!["claude-opus-4-8"] = expression {
        assert_eq!(format!("{}!", model! { "claude-opus-4-8" }), "claude-opus-4-8!");
    }
    // A macro that wants a literal itself gets one of a name that is not looked up.
    assert_eq!(concat!("model=", model!("my-tuned-model", unchecked)), "model=my-tuned-model");
}
