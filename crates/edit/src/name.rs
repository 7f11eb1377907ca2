//! Names of files as text that can be shown: they are bytes, and anybody's choice.

use std::path::Path;

/// A path in quotes as git writes it in a patch, below `prefix`; without quotes where it needs
/// none.
#[must_use]
pub fn quoted(prefix: &[u8], path: &[u8]) -> Vec<u8> {
    let plain = |byte: &u8| (0x20..0x7F).contains(byte) && !matches!(byte, b'"' | b'\\');
    if path.iter().all(plain) {
        return [prefix, path].concat();
    }
    let mut out = vec![b'"'];
    out.extend_from_slice(prefix);
    for &byte in path {
        match byte {
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x07 => out.extend_from_slice(b"\\a"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0B => out.extend_from_slice(b"\\v"),
            0x0C => out.extend_from_slice(b"\\f"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            byte if plain(&byte) => out.push(byte),
            byte => out.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
        }
    }
    out.push(b'"');
    out
}

/// A path as text that does nothing to a terminal and looks like what it is: as it is where it
/// is UTF-8 that can be seen, else quoted as git does.
#[must_use]
pub fn shown(path: &[u8]) -> String {
    match std::str::from_utf8(path) {
        Ok(text) if !text.chars().any(is_hidden) => text.to_owned(),
        _ => String::from_utf8_lossy(&quoted(b"", path)).into_owned(),
    }
}

/// Whether a character commands a terminal, or is not seen while what is around it is seen
/// otherwise: control characters, line ends of Unicode, what turns the direction of text, and
/// what has no width.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// Paths for messages.
pub trait Named {
    /// It as [`shown`] shows it.
    fn named(&self) -> String;
}

impl Named for Path {
    fn named(&self) -> String {
        shown(self.as_os_str().as_encoded_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_quoted() {
        assert_eq!(shown("src/caf\u{e9} 'x' \"y\".py".as_bytes()), "src/caf\u{e9} 'x' \"y\".py");
        assert_eq!(shown(b"a\n\x1b[31mb"), "\"a\\n\\033[31mb\"");
        assert_eq!(shown(b"caf\xe9"), "\"caf\\351\"");
        for hidden in
            ["\u{9b}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{ad}", "\u{2028}", "\u{e0041}"]
        {
            assert!(shown(hidden.as_bytes()).starts_with('"'), "{hidden:?}");
        }
        assert_eq!(Path::new("a\tb").named(), "\"a\\tb\"");
    }
}
