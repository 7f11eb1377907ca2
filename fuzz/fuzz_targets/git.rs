//! `modelmod_laws`: `git`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("git", data));
