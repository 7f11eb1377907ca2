//! Bytes as they stand in a file, and the text in which IDs are looked for.
//!
//! Model IDs are ASCII, so any encoding that contains ASCII (UTF-8, Latin-1, Shift-JIS, ...)
//! is searched and edited as bytes, without decoding. UTF-16 does not contain ASCII: it is
//! decoded, searched, and edits are carried back to the file's own bytes.

use modelmod_edit::{Edit, Span};
use std::borrow::Cow;

/// The text of a file as names are looked for in it; `None` where it begins as UTF-16 and is
/// not valid UTF-16.
#[must_use]
pub fn decoded(file: &[u8]) -> Option<Cow<'_, [u8]>> {
    Text::new(file).map(|text| text.bytes)
}

/// The text of one file.
#[derive(Debug)]
pub(crate) struct Text<'f> {
    /// What is searched. For most files these are the file's own bytes.
    pub(crate) bytes: Cow<'f, [u8]>,
    utf16: Option<Utf16>,
}

#[derive(Clone, Copy, Debug)]
struct Utf16 {
    big_endian: bool,
}

const BOM_BYTES: usize = 2;

impl<'f> Text<'f> {
    /// Reads a file. `None` when it begins as UTF-16 but is not valid UTF-16: such a file
    /// cannot be edited without guessing.
    pub(crate) fn new(file: &'f [u8]) -> Option<Self> {
        let big_endian = match file {
            // FF FE 00 00 would be UTF-32, which nobody keeps source code in.
            [0xFF, 0xFE, ..] => false,
            [0xFE, 0xFF, ..] => true,
            _ => return Some(Self { bytes: Cow::Borrowed(file), utf16: None }),
        };
        let utf16 = Utf16 { big_endian };
        let body = &file[BOM_BYTES..];
        if !body.len().is_multiple_of(2) {
            return None;
        }
        let units = body.chunks_exact(2).map(|pair| utf16.unit(pair));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        Some(Self { bytes: Cow::Owned(text.ok()?.into_bytes()), utf16: Some(utf16) })
    }

    /// Carries spans of the text (sorted, without overlap) to spans of the file.
    pub(crate) fn to_file(&self, spans: &[Span]) -> Vec<Span> {
        if self.utf16.is_none() {
            return spans.to_vec();
        }
        let mut walk = FileOffsets { text: &self.bytes, at: 0, file: BOM_BYTES };
        spans.iter().map(|span| Span::new(walk.to(span.start), walk.to(span.end))).collect()
    }

    /// Places of the text, for which edits of the file can be reckoned; `None` where the file has
    /// other bytes than the text.
    pub(crate) fn places(&self, places: impl Iterator<Item = Span>) -> Option<Vec<Span>> {
        self.utf16.is_none().then(|| places.collect())
    }

    /// An edit of the file that writes `ascii` at `span` of the file.
    pub(crate) fn edit(&self, span: Span, ascii: &str) -> Edit {
        let text = match self.utf16 {
            None => ascii.as_bytes().to_vec(),
            Some(utf16) => ascii.encode_utf16().flat_map(|unit| utf16.bytes(unit)).collect(),
        };
        Edit { span, text }
    }
}

impl Utf16 {
    fn unit(self, pair: &[u8]) -> u16 {
        let pair = [pair[0], pair[1]];
        if self.big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }

    fn bytes(self, unit: u16) -> [u8; 2] {
        if self.big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }
    }
}

/// Walks a decoded text once and tells the file offset of ascending text offsets.
struct FileOffsets<'t> {
    text: &'t [u8],
    at: usize,
    file: usize,
}

impl FileOffsets<'_> {
    fn to(&mut self, offset: usize) -> usize {
        while self.at < offset.min(self.text.len()) {
            // One UTF-8 lead byte is one UTF-16 unit, or two for what needs four bytes.
            self.file += match self.text[self.at] {
                0x80..=0xBF => 0,
                0xF0..=0xFF => 4,
                _ => 2,
            };
            self.at += 1;
        }
        self.file
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        let utf16 = Utf16 { big_endian };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(|u| utf16.bytes(u)).collect()
    }

    #[test]
    fn invalid_utf16_is_refused() {
        assert!(Text::new(&[0xFF, 0xFE, 0x41]).is_none());
        assert!(Text::new(&[0xFF, 0xFE, 0x00, 0xD8]).is_none());
        assert!(Text::new(&[0xE9, 0x20]).is_some_and(|text| text.utf16.is_none()));
    }

    proptest! {
        #[test]
        fn spans_come_back_from_utf16(text in "\\PC{0,40}", big_endian: bool, cut in 0usize..40) {
            let file = utf16(&text, big_endian);
            let decoded = Text::new(&file).unwrap();
            prop_assert_eq!(&decoded.bytes[..], text.as_bytes());
            let cut = text.char_indices().nth(cut).map_or(text.len(), |(at, _)| at);
            let span = decoded.to_file(&[Span::new(cut, text.len())])[0];
            prop_assert_eq!(&file[span.range()], &utf16(&text[cut..], big_endian)[2..]);
        }
    }
}
