//! Numbers and texts as bytes.
//!
//! A number is written with seven bits in each byte, the lowest first. A text that stood before in
//! the same bytes is a number: the sentences of a file's findings are few.

use modelmod_catalog::Date;
use std::collections::HashMap;

/// Writes what a [`Reader`] reads.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    texts: HashMap<Vec<u8>, usize>,
}

impl Writer {
    pub(super) fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.out.push(low(number) | 0x80);
            number >>= 7;
        }
        self.out.push(low(number));
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        if let Some(&at) = self.texts.get(bytes) {
            return self.number(at + 1);
        }
        self.texts.insert(bytes.to_vec(), self.texts.len());
        self.number(0);
        self.number(bytes.len());
        self.out.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn maybe<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.number(usize::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.number(usize::from(flag));
    }

    /// Its place in `all`, which holds it.
    pub(super) fn one_of<T: PartialEq>(&mut self, all: &[T], one: &T) {
        let at = all.iter().position(|other| other == one);
        self.number(at.unwrap_or(all.len()));
    }

    pub(super) fn day(&mut self, day: Date) {
        let days = day.days_since(DAY_ZERO);
        // Days before it become odd numbers.
        let folded = (days << 1) ^ (days >> 31);
        self.number(folded.cast_unsigned() as usize);
    }
}

const fn low(number: usize) -> u8 {
    number.to_le_bytes()[0] & 0x7F
}

const DAY_ZERO: Date = Date::ymd(1970, 1, 1);

/// Reads what a [`Writer`] wrote; of anything else as much as can be made sense of, or nothing.
pub(super) struct Reader<'b> {
    rest: &'b [u8],
    texts: Vec<&'b [u8]>,
}

impl<'b> Reader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, texts: Vec::new() }
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// What was not read yet.
    pub(super) const fn rest(&self) -> &'b [u8] {
        self.rest
    }

    pub(super) fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things that each take at least a byte.
    pub(super) fn count(&mut self) -> Option<usize> {
        self.number().filter(|&count| count <= self.rest.len())
    }

    pub(super) fn bytes(&mut self) -> Option<&'b [u8]> {
        if let Some(at) = self.number()?.checked_sub(1) {
            return self.texts.get(at).copied();
        }
        let length = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        self.texts.push(bytes);
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    pub(super) fn maybe<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Some(None) }
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.number()?).copied()
    }

    pub(super) fn day(&mut self) -> Option<Date> {
        let folded = u32::try_from(self.number()?).ok()?;
        let days = (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
        // No calendar has more.
        (days.unsigned_abs() < 1 << 22).then(|| DAY_ZERO.plus_days(days))
    }

    pub(super) fn many<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        (0..self.count()?).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::default();
        let days = [DAY_ZERO, Date::ymd(1, 1, 1), Date::ymd(9999, 12, 31), Date::ymd(1969, 12, 31)];
        days.into_iter().for_each(|day| writer.day(day));
        let numbers = [0, 127, 128, 300, usize::MAX];
        numbers.into_iter().for_each(|number| writer.number(number));
        for text in ["", "a", "", "\u{fc}", "a"] {
            writer.text(text);
        }
        writer.maybe(Some(&7), |out, number| out.number(*number));
        writer.maybe(None::<&usize>, |out, number| out.number(*number));
        let mut reader = Reader::new(&writer.out);
        assert_eq!(days.map(|_| reader.day().unwrap()), days);
        assert_eq!(numbers.map(|_| reader.number().unwrap()), numbers);
        let texts: Vec<String> = (0..5).map(|_| reader.text().unwrap()).collect();
        assert_eq!(texts, ["", "a", "", "\u{fc}", "a"]);
        assert_eq!(reader.maybe(Reader::number), Some(Some(7)));
        assert_eq!(reader.maybe(Reader::number), Some(None));
        assert!(reader.is_at_end() && reader.number().is_none());
    }
}
