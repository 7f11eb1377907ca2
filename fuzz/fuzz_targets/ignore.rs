//! `modelmod_laws`: `ignore`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("ignore", data));
