//! What is cut off the end of a text, and which of its bytes are of a name.

pub(super) trait Bytes {
    /// Without any of the bytes `these` at the end, and without white space.
    fn trim_suffix_bytes(&self, these: &[u8]) -> &[u8];
    /// The last bytes, enough for any name.
    fn as_tail(&self) -> &[u8];
}

impl Bytes for [u8] {
    fn trim_suffix_bytes(&self, these: &[u8]) -> &[u8] {
        let len = self.iter().rposition(|byte| !these.contains(byte)).map_or(0, |at| at + 1);
        self[..len].trim_ascii_end()
    }

    fn as_tail(&self) -> &[u8] {
        &self[self.len().saturating_sub(200)..]
    }
}

/// Whether a byte may stand in the name of a variable, a key or an option.
pub(super) const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
