// The ID may come through another macro, whatever kind of fragment carries it.
#![deny(warnings)]

use modelmod_macros::model;

macro_rules! by_literal {
    ($id:literal) => {
        model!($id)
    };
}

macro_rules! by_expr {
    ($id:expr) => {
        model!($id)
    };
}

macro_rules! by_tt {
    ($($id:tt)*) => {
        modelmod_macros::model!($($id)*)
    };
}

macro_rules! twice {
    ($id:literal) => {
        by_literal!($id)
    };
}

macro_rules! consts {
    ($($name:ident = $id:literal;)*) => { $(const $name: &str = model!($id);)* };
}

consts! {
    FIRST = "claude-opus-4-8";
    SECOND = r"claude-opus-4-8";
}

fn main() {
    assert_eq!(by_literal!("claude-opus-4-8"), FIRST);
    assert_eq!(by_expr!("claude-opus-4-8"), FIRST);
    assert_eq!(by_tt!("claude-opus-4-8"), FIRST);
    assert_eq!(by_tt!("tuned", unchecked), "tuned");
    assert_eq!(twice!("claude-opus-4-8"), SECOND);
    assert!(matches!(FIRST, by_literal!("claude-opus-4-8")));
    #[allow(deprecated)]
    {
        assert_eq!(by_literal!("claude-sonnet-4-5"), "claude-sonnet-4-5");
        assert_eq!(by_expr!("claude-sonnet-4-5"), "claude-sonnet-4-5");
        assert!(matches!("claude-sonnet-4-5", twice!("claude-sonnet-4-5")));
    }
}
