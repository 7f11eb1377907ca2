//! JSON, as far as needed to find its strings *where they stand*: a library parser gives
//! values but not places, and edits need places.

use modelmod_edit::Span;

/// One step of the way from the root to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'t> {
    /// Into an object, by this key (as written, escapes and all).
    Key(&'t str),
    /// Into an array, by this index.
    Index(usize),
}

/// Deepest nesting that is followed; deeper documents count as not JSON.
const DEPTH: usize = 512;

/// Calls `visit` with the way to each string *value* and the span of its content (without
/// quotes), in order. `None` when `text` is not JSON (RFC 8259; a BOM before it is allowed).
pub(crate) fn strings<'t>(text: &'t [u8], mut visit: impl FnMut(&[Step<'t>], Span)) -> Option<()> {
    let mut reader = Reader { text, at: if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 } };
    let mut steps = Vec::new();
    reader.value(&mut steps, &mut visit)?;
    reader.skip_space();
    (reader.at == text.len()).then_some(())
}

/// Calls `push` with each decoded byte of a string's content and where its text begins.
///
/// A `\uXXXX` gives its UTF-8 bytes, all at the place of the escape; halves of surrogate
/// pairs give `?`, since only the position of what follows matters.
pub(crate) fn unescape(content: &[u8], mut push: impl FnMut(usize, u8)) {
    let mut at = 0;
    while at < content.len() {
        let (byte, len) = match (content[at], content.get(at + 1)) {
            (b'\\', Some(b'n')) => (b'\n', 2),
            (b'\\', Some(b't')) => (b'\t', 2),
            (b'\\', Some(b'r')) => (b'\r', 2),
            (b'\\', Some(b'b' | b'f')) => (b' ', 2),
            (b'\\', Some(b'u')) => {
                let digits = content.get(at + 2..at + 6).unwrap_or_default();
                let code =
                    std::str::from_utf8(digits).ok().and_then(|d| u32::from_str_radix(d, 16).ok());
                let decoded = code.and_then(char::from_u32).unwrap_or('?');
                decoded.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push(at, byte));
                at += 6;
                continue;
            }
            (b'\\', Some(&other)) => (other, 2),
            (byte, _) => (byte, 1),
        };
        push(at, byte);
        at += len;
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    fn value(
        &mut self,
        steps: &mut Vec<Step<'t>>,
        visit: &mut impl FnMut(&[Step<'t>], Span),
    ) -> Option<()> {
        self.skip_space();
        match self.text.get(self.at)? {
            b'"' => {
                let content = self.string()?;
                visit(steps, content);
                Some(())
            }
            b'{' => self.object(steps, visit),
            b'[' => self.array(steps, visit),
            _ => self.scalar(),
        }
    }

    fn object(
        &mut self,
        steps: &mut Vec<Step<'t>>,
        visit: &mut impl FnMut(&[Step<'t>], Span),
    ) -> Option<()> {
        self.at += 1;
        if self.eat(b'}') {
            return Some(());
        }
        loop {
            self.skip_space();
            let key = self.string()?;
            let key = std::str::from_utf8(&self.text[key.range()]).ok()?;
            self.eat(b':').then_some(())?;
            self.descend(Step::Key(key), steps, visit)?;
            if self.eat(b'}') {
                return Some(());
            }
            self.eat(b',').then_some(())?;
        }
    }

    fn array(
        &mut self,
        steps: &mut Vec<Step<'t>>,
        visit: &mut impl FnMut(&[Step<'t>], Span),
    ) -> Option<()> {
        self.at += 1;
        if self.eat(b']') {
            return Some(());
        }
        for index in 0.. {
            self.descend(Step::Index(index), steps, visit)?;
            if self.eat(b']') {
                break;
            }
            self.eat(b',').then_some(())?;
        }
        Some(())
    }

    fn descend(
        &mut self,
        step: Step<'t>,
        steps: &mut Vec<Step<'t>>,
        visit: &mut impl FnMut(&[Step<'t>], Span),
    ) -> Option<()> {
        if steps.len() >= DEPTH {
            return None;
        }
        steps.push(step);
        self.value(steps, visit)?;
        steps.pop();
        Some(())
    }

    fn string(&mut self) -> Option<Span> {
        if self.text.get(self.at) != Some(&b'"') {
            return None;
        }
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.text.get(at..)?;
            let len = memchr::memchr2(b'"', b'\\', rest)?;
            // To look at all of them is quicker than to stop at the first: strings may have
            // megabytes.
            if rest[..len].iter().fold(false, |found, &byte| found | (byte < 0x20)) {
                return None;
            }
            at += len;
            if self.text[at] == b'"' {
                break;
            }
            at += 2;
        }
        self.at = at + 1;
        Some(Span::new(start, at))
    }

    fn scalar(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let len = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            .count();
        let scalar = std::str::from_utf8(&rest[..len]).ok()?;
        self.at += len;
        let is_number = scalar.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let is_number = is_number && scalar.parse::<f64>().is_ok();
        (is_number || matches!(scalar, "true" | "false" | "null")).then_some(())
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.skip_space();
        let found = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at +=
            rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_strings_with_their_way() {
        let text = r#"{"a": [1, "x", {"b": "y\"z"}], "c": null}"#;
        let mut found = Vec::new();
        strings(text.as_bytes(), |steps, span| {
            found.push((format!("{steps:?}"), text[span.range()].to_owned()));
        })
        .unwrap();
        assert_eq!(
            found,
            [
                (r#"[Key("a"), Index(1)]"#.to_owned(), "x".to_owned()),
                (r#"[Key("a"), Index(2), Key("b")]"#.to_owned(), r#"y\"z"#.to_owned()),
            ]
        );
    }

    #[test]
    fn refuses_what_is_no_json() {
        for text in ["", "{", "[1,]", "{\"a\" 1}", "\"\n\"", "nul", "[] []", "\"\\", "{'a': 1}"] {
            assert!(strings(text.as_bytes(), |_, _| {}).is_none(), "{text}");
        }
        assert!(strings("[".repeat(100_000).as_bytes(), |_, _| {}).is_none());
    }

    #[test]
    fn unescapes_with_places() {
        let mut out = Vec::new();
        unescape(br#"a\n\"\u00e9b"#, |at, byte| out.push((at, byte)));
        assert_eq!(out, [(0, b'a'), (1, b'\n'), (3, b'"'), (5, 0xC3), (5, 0xA9), (11, b'b')]);
    }
}
