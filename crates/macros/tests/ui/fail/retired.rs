use modelmod_macros::model;

const CONST: &str = model!("claude-3-opus-20240229");
static STATIC: &str = model!(r"claude-3-opus-20240229");

macro_rules! through {
    ($id:literal) => {
        model!($id)
    };
}

fn main() {
    let _: &str = model!("claude-3-opus-20240229");
    let _: &str = through!("claude-3-opus-20240229");
    match CONST {
        model!("claude-3-opus-20240229") => {}
        _ => {}
    }
    println!("{STATIC} {}", model!("claude-3-opus-20240229"));
}
