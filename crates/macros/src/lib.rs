#![doc = include_str!("../README.md")]
#![no_std]

/// The model ID itself, as a `&'static str`, if it is one to use today.
///
/// `model!("ID")` looks the ID up in the built-in catalogue: IDs, aliases and platforms'
/// spellings, as they are, in their own case. `model!("ID", unchecked)` takes the ID without
/// looking. The [crate's page](crate) tells what is accepted, warned about and refused, and
/// for which day.
///
/// # Examples
///
/// ```
/// use modelmod_macros::model;
///
/// const MODEL: &str = model!("claude-opus-4-8");
///
/// match MODEL {
///     model!("claude-opus-4-8") => {}
///     other => unreachable!("{other}"),
/// }
/// ```
///
/// A literal is expected, and nothing that is only known later:
///
/// ```compile_fail
/// # use modelmod_macros::model;
/// let model = model!(concat!("claude-", "opus-4-8"));
/// ```
///
/// ```compile_fail
/// # use modelmod_macros::model;
/// let model = model!(b"claude-opus-4-8");
/// ```
#[macro_export]
macro_rules! model {
    ($($call:tt)*) => {
        $crate::__private::model! { $crate $($call)* }
    };
}

/// Several models as an array, each checked as [`model!`] checks it.
///
/// The array is a constant of type `[&'static str; N]`. A model of your own has no place in it;
/// write `[model!("a"), model!("b", unchecked)]` where there is one.
///
/// # Examples
///
/// ```
/// use modelmod_macros::models;
///
/// const OFFERED: [&str; 2] = models!["claude-opus-4-8", "claude-haiku-4-5"];
///
/// assert!(OFFERED.contains(&"claude-haiku-4-5"));
/// ```
///
/// Each literal is judged, and the error stands at the one that is at fault:
///
/// ```compile_fail
/// # use modelmod_macros::models;
/// const OFFERED: [&str; 2] = models!["claude-opus-4-8", "claude-3-opus-20240229"];
/// ```
#[macro_export]
macro_rules! models {
    ($($id:literal),* $(,)?) => {
        [$($crate::model!($id)),*]
    };
}

/// The value of an environment variable when the program runs, else a default that is checked
/// as [`model!`] checks it.
///
/// `model_env!("VARIABLE", "ID")` is a `String`. The default is taken where the variable is not
/// set, is empty, or is not Unicode, which no model's name is. What the variable says is not
/// checked: the table of models is not part of the program. `model_env!` needs `std`.
///
/// # Examples
///
/// ```
/// use modelmod_macros::model_env;
///
/// let model: String = model_env!("MY_APP_MODEL", "claude-opus-4-8");
/// assert_eq!(model, "claude-opus-4-8");
///
/// let tuned = model_env!("MY_APP_MODEL", "my-tuned-model", unchecked);
/// assert_eq!(tuned, "my-tuned-model");
/// ```
///
/// ```compile_fail
/// # use modelmod_macros::model_env;
/// let model = model_env!("MY_APP_MODEL", "claude-3-opus-20240229");
/// ```
#[macro_export]
macro_rules! model_env {
    ($variable:expr, $($default:tt)+) => {{
        // The default stands outside of the branch: it is judged whether it is taken or not.
        const DEFAULT: &$crate::__private::Str = $crate::model!($($default)+);
        match ::std::env::var($variable) {
            ::std::result::Result::Ok(value) if !value.is_empty() => value,
            _ => ::std::string::String::from(DEFAULT),
        }
    }};
}

/// Whether a model is retired on the day of the build: `true` or `false`, known when the code is
/// compiled, for use in a `const fn` or in an assertion of a `const`.
///
/// It is `true` for what [`model!`] would refuse because its provider (for a platform's spelling,
/// the platform) no longer serves it, and `false` for what is still served or is said to be
/// gone by others only. An ID that nobody knows is an error. What the project wants done about
/// retired models makes no difference.
///
/// # Examples
///
/// ```
/// use modelmod_macros::is_retired;
///
/// const _: () = assert!(!is_retired!("claude-opus-4-8"));
///
/// const fn model() -> &'static str {
///     if is_retired!("claude-2.1") { "claude-opus-4-8" } else { "claude-2.1" }
/// }
/// assert_eq!(model(), "claude-opus-4-8");
/// ```
///
/// ```compile_fail
/// # use modelmod_macros::is_retired;
/// const _: () = assert!(!is_retired!("claude-3-opus-20240229"));
/// ```
///
/// ```compile_fail
/// # use modelmod_macros::is_retired;
/// let answer = is_retired!("my-tuned-model");
/// ```
#[macro_export]
macro_rules! is_retired {
    ($($call:tt)*) => {
        $crate::__private::is_retired! { $crate $($call)* }
    };
}

/// What expansions of the macros name. Not for other use; may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use core::primitive::str as Str;
    pub use core::{compile_error, include_bytes, option_env};
    pub use modelmod_macros_impl::{is_retired, model};

    /// An environment variable that the compiler watches.
    pub type Variable = Option<&'static str>;
    /// A file that the compiler watches.
    pub type File = &'static [u8];

    const CHUNK: usize = 16;
    const CHUNKS: usize = 16;

    /// A text as a type: sixteen bytes in each argument but the first, first byte lowest, up to
    /// the first zero.
    ///
    /// A literal cannot carry a warning into a pattern; a path with generic arguments can, in
    /// its first one. Strings themselves are no generic arguments on stable Rust. The text
    /// could be looked up in a table by its number, but then the table would have to be the
    /// same one in the compiler and in the program, and the program would have to link it.
    pub struct Text<
        const WARNING: usize,
        const A: u128,
        const B: u128 = 0,
        const C: u128 = 0,
        const D: u128 = 0,
        const E: u128 = 0,
        const F: u128 = 0,
        const G: u128 = 0,
        const H: u128 = 0,
        const I: u128 = 0,
        const J: u128 = 0,
        const K: u128 = 0,
        const L: u128 = 0,
        const M: u128 = 0,
        const N: u128 = 0,
        const O: u128 = 0,
        const P: u128 = 0,
    >;

    impl<
        const WARNING: usize,
        const A: u128,
        const B: u128,
        const C: u128,
        const D: u128,
        const E: u128,
        const F: u128,
        const G: u128,
        const H: u128,
        const I: u128,
        const J: u128,
        const K: u128,
        const L: u128,
        const M: u128,
        const N: u128,
        const O: u128,
        const P: u128,
    > Text<WARNING, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P>
    {
        const BYTES: [u8; CHUNK * CHUNKS] = bytes([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P]);

        /// The text.
        pub const STR: &'static str = text(&Self::BYTES);
    }

    const fn bytes(chunks: [u128; CHUNKS]) -> [u8; CHUNK * CHUNKS] {
        let mut bytes = [0; CHUNK * CHUNKS];
        let mut at = 0;
        while at < bytes.len() {
            bytes[at] = chunks[at / CHUNK].to_le_bytes()[at % CHUNK];
            at += 1;
        }
        bytes
    }

    const fn text(bytes: &'static [u8]) -> &'static str {
        let mut length = 0;
        while length < bytes.len() && bytes[length] != 0 {
            length += 1;
        }
        match core::str::from_utf8(bytes.split_at(length).0) {
            Ok(text) => text,
            // The bytes come from a string literal, so this is not reached.
            Err(_) => "",
        }
    }
}
