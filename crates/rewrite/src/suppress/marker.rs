//! One marker: its words, taken apart.

use modelmod_catalog::Date;

/// What a text holds that suppresses anything.
pub(crate) const MARK: &[u8] = b"modelmod:";

/// How far behind its beginning a marker's brackets may be closed, in bytes.
const BRACKETS: usize = 2_000;

/// No more of a line is read for one marker: a line may hold thousands.
pub(super) const LENGTH: usize = 2 * BRACKETS;

/// The most bytes of a reason that are kept.
const LONGEST: usize = 200;

/// The words behind a mark, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// `ignore` or `ignore-file`.
    pub(super) is_file: bool,
    /// The names in brackets; `None` without brackets.
    pub(super) names: Option<Vec<String>>,
    /// The last day on which it suppresses.
    pub(super) until: Option<Date>,
    /// Why, in the user's words; may be empty.
    pub(super) reason: String,
    /// How many bytes there are from the mark up to the end of the brackets.
    pub(super) len: usize,
}

/// Reads a marker. `rest` is its line from the mark on. `None` when it is none: other words
/// may begin with `modelmod:`.
pub(super) fn read(rest: &[u8]) -> Option<Result<Marker, String>> {
    let mut words = Words { rest, at: MARK.len() };
    words.blanks();
    if !words.take(b"ignore") {
        return None;
    }
    let tail = words.word();
    let is_file = match tail {
        b"" => false,
        b"-file" => true,
        // `modelmod: ignored` is prose.
        other if !other.starts_with(b"-") => return None,
        other => {
            let word = shown(other);
            return Some(Err(format!(
                "there is no `ignore{word}`: write `modelmod: ignore` on or above the line, or \
                 `modelmod: ignore-file` at the top of the file"
            )));
        }
    };
    Some(words.marker(is_file))
}

struct Words<'t> {
    rest: &'t [u8],
    at: usize,
}

impl<'t> Words<'t> {
    fn left(&self) -> &'t [u8] {
        self.rest.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        self.at += self.left().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }

    fn take(&mut self, word: &[u8]) -> bool {
        let is_there = self.left().starts_with(word);
        self.at += if is_there { word.len() } else { 0 };
        is_there
    }

    fn word(&mut self) -> &'t [u8] {
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let len = self.left().iter().take_while(part).count();
        let word = &self.left()[..len];
        self.at += len;
        word
    }

    fn marker(mut self, is_file: bool) -> Result<Marker, String> {
        let names = self.names()?;
        let len = self.at;
        let until = self.until()?;
        Ok(Marker { is_file, names, until, reason: reason(self.left()), len })
    }

    fn names(&mut self) -> Result<Option<Vec<String>>, String> {
        if !self.take(b"[") {
            return Ok(None);
        }
        let left = self.left();
        let Some(close) = memchr::memchr(b']', &left[..left.len().min(BRACKETS)]) else {
            return Err("the bracket is not closed: write `modelmod: ignore[ID, ID] reason`".into());
        };
        self.at += close + 1;
        let names: Vec<String> = left[..close]
            .split(|&byte| byte == b',')
            .map(|name| shown(name.trim_ascii()))
            .collect();
        if names.iter().any(String::is_empty) {
            return Err("an ID is missing in the brackets: name one, or leave the brackets out \
                        to mean all"
                .into());
        }
        Ok(Some(names))
    }

    fn until(&mut self) -> Result<Option<Date>, String> {
        self.blanks();
        if !self.take(b"until=") {
            return Ok(None);
        }
        let day = shown(self.word());
        match day.parse() {
            Ok(date) => Ok(Some(date)),
            Err(error) => Err(format!("`until={day}`: {error}, such as until=2027-01-31")),
        }
    }
}

/// The reason without what ends the comment that it stands in.
fn reason(text: &[u8]) -> String {
    let text = shown(text);
    let mut reason = text.trim_start_matches([' ', '\t', ':', '-', '\u{2013}', '\u{2014}']);
    let ends =
        ["*/", "-->", "#}", "%}", "}}", "*)", "-}", "]]", "\\n", "\\r", "\"", "',", "\",", "/"];
    while let Some(shorter) = ends.iter().find_map(|end| reason.trim_end().strip_suffix(end)) {
        reason = shorter;
    }
    reason.trim_end_matches(|c: char| c.is_whitespace() || c == '-').to_owned()
}

/// A piece of a file as text that is short and commands no terminal.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]);
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Marker {
        read(text.as_bytes()).unwrap().unwrap()
    }

    #[test]
    fn words_are_told_apart() {
        let marker = good("modelmod: ignore[claude-2.1, gpt-4o] until=2027-01-01 the judge */");
        assert!(!marker.is_file);
        assert_eq!(marker.names.unwrap(), ["claude-2.1", "gpt-4o"]);
        assert_eq!(marker.until, Some(Date::ymd(2027, 1, 1)));
        assert_eq!(marker.reason, "the judge");
        let marker = good("modelmod:ignore-file");
        assert!(marker.is_file && marker.names.is_none() && marker.reason.is_empty());
        assert_eq!(good("modelmod: ignore: it is pinned -->").reason, "it is pinned");
        assert_eq!(good(r#"modelmod: ignore[o1] a "b" c\n","#).reason, "a \"b\" c");
        assert_eq!(good("modelmod: ignore\u{1B}[2J").reason, "[2J");
    }

    #[test]
    fn other_words_are_no_marker() {
        for text in ["modelmod: ignored", "modelmod: is a tool", "modelmod:", "modelmod: Ignore"] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, words) in [
            ("modelmod: ignore[claude-2.1", "not closed"),
            ("modelmod: ignore[]", "an ID is missing"),
            ("modelmod: ignore[a,]", "an ID is missing"),
            ("modelmod: ignore-next-line", "there is no `ignore-next-line`"),
            ("modelmod: ignore until=soon", "`until=soon`: expected a date"),
            ("modelmod: ignore[a] until=2026-02-30 x", "no such day"),
        ] {
            let error = read(text.as_bytes()).unwrap().unwrap_err();
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
