//! `modelmod_laws`: `adopt`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| modelmod_laws::check("adopt", data));
