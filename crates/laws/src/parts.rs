//! A long file is read in parts, and plain JSON without a grammar: what is said of a name is what
//! the grammar says who has read all of it.
//!
//! The first line is the file's path, the rest is what stands between statements that say
//! nothing, of which there are as many as make the file long.

use crate::first_line;
use modelmod_rewrite::laws::readers_agree;

/// So long that files are read in parts. In bytes.
const LONG: usize = 4_000;

pub(crate) fn check(data: &[u8]) {
    let (path, text) = first_line(data);
    let path = String::from_utf8_lossy(path);
    let _ = readers_agree(&path, text);
    let around = around(&path);
    if !around.is_empty() {
        let around = around.repeat(LONG.div_ceil(around.len()));
        let long = [around.as_bytes(), b"\n", text, b"\n", around.as_bytes()].concat();
        let _ = readers_agree(&path, &long);
    }
}

/// A statement that may stand beside any other.
fn around(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("py") => "value = compute(1, 2)\n",
        Some("js" | "ts" | "tsx" | "jsx") => "const value = compute(1, 2);\n",
        Some("go") => "var value = compute(1, 2)\n",
        _ => "",
    }
}
