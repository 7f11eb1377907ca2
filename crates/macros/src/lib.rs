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

/// What expansions of [`model!`] name. Not for other use; may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use core::compile_error;
    pub use modelmod_macros_impl::model;

    const CHUNK: usize = 16;
    const CHUNKS: usize = 16;

    /// A text as a type: `LENGTH` bytes, sixteen in each further argument, first byte lowest.
    ///
    /// A literal cannot carry a warning into a pattern; a path with generic arguments can, in
    /// its first one. Strings themselves are no generic arguments on stable Rust. The text
    /// could be looked up in a table by its number, but then the table would have to be the
    /// same one in the compiler and in the program, and the program would have to link it.
    pub struct Text<
        const WARNING: usize,
        const LENGTH: usize,
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
        const LENGTH: usize,
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
    > Text<WARNING, LENGTH, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P>
    {
        const BYTES: [u8; CHUNK * CHUNKS] = bytes([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P]);

        /// The text.
        pub const STR: &'static str = text(Self::BYTES.split_at(LENGTH).0);
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
        match core::str::from_utf8(bytes) {
            Ok(text) => text,
            // The bytes come from a string literal, so this is not reached.
            Err(_) => "",
        }
    }
}
