use modelmod_macros::model;

const ID: &str = "claude-opus-4-8";

fn main() {
    model!();
    model!("");
    model!(ID);
    model!(concat!("claude-", "opus-4-8"));
    model!(("claude-opus-4-8"));
    model!(b"claude-opus-4-8");
    model!(c"claude-opus-4-8");
    model!('c');
    model!(4.8);
    model!(-1);
    model!("claude\u{2d}opus-4-8");
    model!("claude-opus-4-8" "claude-opus-4-8");
    model!("claude-opus-4-8", "claude-opus-4-8");
    model!("claude-opus-4-8",,);
    model!("claude-opus-4-8", uncheked);
    model!("claude-opus-4-8", unchecked = true);
    model!("claude-opus-4-8", unchecked,,);
}
