//! `modelmod_laws`: `tree`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("tree", data));
