//! Names of objects.

/// The name of an object: 20 bytes of SHA-1, or 32 of SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ObjectId {
    bytes: [u8; 32],
    len: u8,
}

impl ObjectId {
    /// The name of nothing, in SHA-1.
    pub(crate) const SHA1_ZERO: Self = Self { bytes: [0; 32], len: 20 };

    /// From 20 or 32 bytes.
    pub(crate) fn from_bytes(from: &[u8]) -> Option<Self> {
        let len = u8::try_from(from.len()).ok().filter(|len| [20, 32].contains(len))?;
        let mut bytes = [0; 32];
        bytes[..from.len()].copy_from_slice(from);
        Some(Self { bytes, len })
    }

    /// From 40 or 64 hexadecimal digits.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
        let pair = |pair: &[u8]| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        };
        let bytes: Option<Vec<u8>> = text.as_bytes().chunks(2).map(pair).collect();
        Self::from_bytes(&bytes?)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

impl std::fmt::Display for ObjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_are_read_and_written() {
        for text in ["0123456789abcdef0123456789abcdef01234567", &"0f".repeat(32)] {
            assert_eq!(ObjectId::from_hex(text).unwrap().to_string(), text);
        }
        for text in
            ["", "01", &"0".repeat(41), &"g".repeat(40), "0123 456789abcdef0123456789abcdef0123456"]
        {
            assert_eq!(ObjectId::from_hex(text), None, "{text}");
        }
    }
}
