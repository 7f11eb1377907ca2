//! Paths for people.

use modelmod_rewrite::diff;

/// A path as text that cannot do anything to a terminal: as it is where it is printable
/// UTF-8, else quoted as git does.
#[must_use]
pub fn shown(path: &[u8]) -> String {
    match std::str::from_utf8(path) {
        Ok(text) if !text.chars().any(is_unsafe) => text.to_owned(),
        _ => String::from_utf8_lossy(&diff::quoted(b"", path)).into_owned(),
    }
}

/// Control characters, and those that turn the direction of what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
