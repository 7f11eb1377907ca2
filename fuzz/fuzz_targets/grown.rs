//! `modelmod_laws`: `grown`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("grown", data));
