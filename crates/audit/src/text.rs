//! From bytes to cells: what parts them, and which letters they are.

use std::borrow::Cow;
use std::io::{self, Read};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, as spreadsheets write it where the comma stands in numbers.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// Its name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    /// The one that parts the cells of a header: that which stands most often outside quotes.
    fn of(header: &[u8]) -> Self {
        let mut counts = [0usize; 3];
        let mut is_quoted = false;
        for &byte in header {
            is_quoted ^= byte == b'"';
            if let (false, Some(at)) =
                (is_quoted, Self::ALL.iter().position(|one| one.byte() == byte))
            {
                counts[at] += 1;
            }
        }
        let at = |one: Self| counts[one as usize];
        // The first of several that stand equally often.
        Self::ALL.into_iter().rev().max_by_key(|one| at(*one)).unwrap_or(Self::Comma)
    }
}

/// How much of a file is looked at to tell what it is.
const LOOK: usize = 64 << 10;
/// Longer rows are not read: a quote that is never closed would make the rest of a file one row.
pub(crate) const LONGEST_ROW: u64 = 4 << 20;

/// What the beginning of a file tells.
pub(crate) struct Start {
    pub(crate) delimiter: Delimiter,
    /// Lines that were taken away before the header.
    pub(crate) lines: u64,
    /// What is left of the bytes that were looked at.
    pub(crate) bytes: Vec<u8>,
}

/// Why a file cannot be a table of text, and what to do.
pub(crate) const UTF_16: &str = "it is UTF-16; save it as CSV in UTF-8";
const BINARY: &str = "it is a binary file (a workbook or an archive?); export it as CSV";

/// Looks at the beginning of a file.
///
/// # Errors
///
/// What the reader says; or, inside, why it is no table of text.
pub(crate) fn start(input: &mut dyn Read) -> io::Result<Result<Start, &'static str>> {
    let mut bytes = Vec::new();
    input.take(LOOK as u64).read_to_end(&mut bytes)?;
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Ok(Err(UTF_16));
    }
    if bytes.contains(&0) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\x1F\x8B") {
        return Ok(Err(BINARY));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let mut lines = 0;
    let mut told = None;
    // Spreadsheets read this line themselves: `sep=;`.
    if let Some(rest) = bytes.strip_prefix(b"sep=").filter(|rest| !rest.is_empty()) {
        told = Delimiter::ALL.into_iter().find(|one| one.byte() == rest[0]);
        if told.is_some() {
            let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
            bytes.drain(..end);
            lines = 1;
        }
    }
    let is_line = |line: &&[u8]| line.iter().any(|byte| !byte.is_ascii_whitespace());
    let header = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(is_line).unwrap_or(&[]);
    let delimiter = told.unwrap_or_else(|| Delimiter::of(header));
    Ok(Ok(Start { delimiter, lines, bytes }))
}

/// A cell as text: UTF-8, else Latin-1.
pub(crate) fn decoded<'b>(bytes: &'b [u8], is_latin: &mut bool) -> Cow<'b, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            *is_latin = true;
            Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect())
        }
    }
}

/// A reader that ends with an error when a row becomes too long.
pub(crate) struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R> Limited<R> {
    pub(crate) const fn new(inner: R) -> Self {
        Self { inner, left: LONGEST_ROW }
    }

    /// A row has been read.
    pub(crate) const fn next_row(&mut self) {
        self.left = LONGEST_ROW;
    }

    pub(crate) const fn is_used_up(&self) -> bool {
        self.left == 0
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("a row is too long"));
        }
        let read = self.inner.read(to)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(mut bytes: &[u8]) -> Result<(Delimiter, Vec<u8>), &'static str> {
        start(&mut bytes).unwrap().map(|start| (start.delimiter, start.bytes))
    }

    #[test]
    fn delimiters() {
        let of = |text: &str| delimiter(text.as_bytes()).unwrap().0;
        assert_eq!(of("a,b;c,d\n"), Delimiter::Comma);
        assert_eq!(of("\n\na;b;\"c,d,e,f\"\n"), Delimiter::Semicolon);
        assert_eq!(of("a\tb"), Delimiter::Tab);
        assert_eq!(of("a"), Delimiter::Comma);
        assert_eq!(of(""), Delimiter::Comma);
        assert_eq!(of("sep=;\r\na,b,c;d"), Delimiter::Semicolon);
    }

    #[test]
    fn marks_at_the_beginning() {
        assert_eq!(delimiter(b"\xEF\xBB\xBFa,b").unwrap().1, b"a,b");
        assert_eq!(delimiter(b"sep=;\r\na;b").unwrap().1, b"a;b");
        assert_eq!(delimiter(b"\xFF\xFEa\0"), Err(UTF_16));
        assert_eq!(delimiter(b"PK\x03\x04"), Err(BINARY));
        assert_eq!(delimiter(b"a,b\0"), Err(BINARY));
    }

    #[test]
    fn letters() {
        let mut is_latin = false;
        assert_eq!(decoded("é".as_bytes(), &mut is_latin), "é");
        assert!(!is_latin);
        assert_eq!(decoded(b"caf\xE9", &mut is_latin), "café");
        assert!(is_latin);
    }
}
