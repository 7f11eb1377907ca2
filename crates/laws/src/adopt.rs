//! `adopt` on a Rust file: the first line is the name of the crate with the macros, the rest is
//! the file.

use crate::engines::DAY;
use crate::first_line;
use crate::scan::others_stay;
use modelmod_catalog::builtin;
use modelmod_rewrite::Adopter;
use std::sync::LazyLock;

static ADOPTER: LazyLock<Adopter<'static>> =
    LazyLock::new(|| Adopter::new(builtin::catalog(), DAY).unwrap());

pub(crate) fn check(data: &[u8]) {
    let (krate, file) = first_line(data);
    // Cargo gives a crate no other name.
    let is_name = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
    let krate = match std::str::from_utf8(krate) {
        Ok(krate) if !krate.is_empty() && krate.bytes().all(|byte| is_name(&byte)) => krate,
        _ => "modelmod_macros",
    };
    let Some(adoption) = ADOPTER.scan("src/lib.rs", file, krate) else { return };
    assert!(!adoption.literals.is_empty(), "an edit without a literal");
    let after = adoption.edits.apply(file);
    others_stay(file, &adoption.edits, &after);
    let again = ADOPTER.scan("src/lib.rs", &after, krate);
    assert!(again.is_none(), "a second run adopts {:?}", again.map(|again| again.literals));
}
