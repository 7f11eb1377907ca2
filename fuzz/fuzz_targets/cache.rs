//! `modelmod_laws`: `cache`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("cache", data));
