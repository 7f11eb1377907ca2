//! What may stand beside a name for it to be that name, and not part of another.
//!
//! `claude-2` is not in `claude-2.10`, `my-claude-2.0-wrapper`, `models/claude-2/x.json` or
//! `#claude-2`. But `anthropic/claude-2.1`, `us.anthropic.claude-v2:1` and
//! `claude-3-opus@20240229` *are* model names, spelled by a platform: such a neighbour is
//! recognised as a whole (prefixes and suffixes are data, see `codemods/surfaces.toml`), so
//! that no name is ever half-rewritten.

use modelmod_catalog::Str;

/// What stands directly before or behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing that belongs to it.
    Clear,
    /// It is part of another word, path or package name: no model is named here.
    Blocked,
    /// It is glued to something that is not known: `ft:NAME:org`, `{region}NAME`, `NAME*`.
    Glued,
    /// It stands in URL-encoded text (`%2FNAME`, `NAME%3A0`).
    Encoded,
}

/// Whether a name is a word of the language, and no more: `command`.
pub(crate) fn is_plain_word(name: &[u8]) -> bool {
    name.iter().all(u8::is_ascii_lowercase)
}

/// Looks at the bytes before `start`.
pub(crate) fn before(text: &[u8], start: usize) -> Beside {
    let Some(&last) = text[..start].last() else { return Beside::Clear };
    if is_escape(text, start) {
        return Beside::Clear;
    }
    if let Some(byte) = start.checked_sub(3).and_then(|at| percent(&text[at..start])) {
        return encoded(byte);
    }
    match last {
        // `${MODEL:-NAME}` and `${MODEL:=NAME}`: a shell default.
        b'-' if text[..start].ends_with(b":-") => Beside::Clear,
        byte if is_word(byte) => Beside::Blocked,
        b'-' | b'.' | b'/' | b'@' | b'#' | b'\\' | b'~' | b'+' => Beside::Blocked,
        b':' if is_placeholder(&text[..start - 1]) => Beside::Clear,
        b':' | b'}' | b'*' => Beside::Glued,
        _ => Beside::Clear,
    }
}

/// Whether `text` ends with `${ai.model` or `${localEnv:MODEL`, the name of a setting whose default
/// follows.
fn is_placeholder(text: &[u8]) -> bool {
    let is_part = |byte: &&u8| is_word(**byte) || matches!(byte, b'.' | b'-');
    let len = text.iter().rev().take(100).take_while(is_part).count();
    let head = &text[..text.len() - len];
    // As a development container has it: <https://containers.dev/implementors/json_reference/>.
    len > 0 && (head.ends_with(b"${") || head.ends_with(b"${localEnv:"))
}

/// Looks at the bytes from `end` on.
pub(crate) fn behind(text: &[u8], end: usize) -> Beside {
    let Some((&first, rest)) = text[end..].split_first() else { return Beside::Clear };
    let next_is_word = rest.first().is_some_and(|&byte| is_word(byte));
    match first {
        byte if is_word(byte) => Beside::Blocked,
        b'@' if next_is_word => Beside::Glued,
        b'-' | b'/' | b'@' => Beside::Blocked,
        b'.' if next_is_word => Beside::Blocked,
        // "claude-2.": a sentence ends here.
        b'.' => Beside::Clear,
        b':' if next_is_word || rest.first() == Some(&b':') => Beside::Glued,
        b'%' => percent(&text[end..]).map_or(Beside::Clear, encoded),
        b'*' | b'{' | b'$' | b'+' | b'[' | b'~' => Beside::Glued,
        _ => Beside::Clear,
    }
}

/// A prefix or suffix as it stands in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// In bytes.
    pub(crate) len: usize,
    /// Some of it is URL-encoded.
    pub(crate) is_encoded: bool,
}

/// The longest of `suffixes` that begins at `end` and is whole there.
///
/// A `#` in a suffix stands for one or more digits.
pub(crate) fn suffix<'s>(text: &[u8], end: usize, suffixes: &'s [Str]) -> Option<(&'s str, Found)> {
    suffixes
        .iter()
        .filter_map(|suffix| Some((suffix.as_ref(), head(&text[end..], suffix.as_bytes())?)))
        .filter(|(_, found)| {
            matches!(behind(text, end + found.len), Beside::Clear | Beside::Encoded)
        })
        .max_by_key(|(_, found)| found.len)
}

/// `pattern` at the beginning of `text`.
fn head(text: &[u8], pattern: &[u8]) -> Option<Found> {
    let mut found = Found::default();
    for &wanted in pattern {
        let rest = &text[found.len..];
        if wanted == b'#' {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return None;
            }
            found.len += digits;
        } else if rest.first() == Some(&wanted) {
            found.len += 1;
        } else if needs_encoding(wanted) && percent(rest) == Some(wanted) {
            found = Found { len: found.len + 3, is_encoded: true };
        } else {
            return None;
        }
    }
    Some(found)
}

/// What a `*` in a prefix stands for at the most, in bytes: a region and an account, or the
/// expressions of a template that give them.
const LONGEST_STAR: usize = 128;

/// `pattern` at the end of `text`.
///
/// A `*` in it stands for one or more bytes of an ARN's parts or of a template.
pub(crate) fn tail(text: &[u8], pattern: &[u8]) -> Option<Found> {
    let mut found = Found::default();
    for (at, &wanted) in pattern.iter().enumerate().rev() {
        let rest = &text[..text.len() - found.len];
        if wanted == b'*' {
            return (1..=star_len(rest)).find_map(|len| {
                let more = tail(&rest[..rest.len() - len], &pattern[..at])?;
                let is_encoded = found.is_encoded | more.is_encoded;
                Some(Found { len: found.len + len + more.len, is_encoded })
            });
        } else if rest.last() == Some(&wanted) {
            found.len += 1;
        } else if needs_encoding(wanted)
            && rest.len().checked_sub(3).and_then(|at| percent(&rest[at..])) == Some(wanted)
        {
            found = Found { len: found.len + 3, is_encoded: true };
        } else {
            return None;
        }
    }
    Some(found)
}

/// Whether a prefix may end with `byte`, or a suffix begin with it: they have the characters of IDs,
/// and what stands for some of these, in URLs and in templates.
pub(crate) const fn may_dress(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'_'
                | b':'
                | b'@'
                | b'/'
                | b'-'
                | b'+'
                | b'~'
                | b'*'
                | b'$'
                | b'{'
                | b'}'
                | b'%'
        )
}

/// Whether `text` may end with `pattern`, by its last byte alone; `false` is certain.
pub(crate) fn may_end(text: &[u8], pattern: &[u8]) -> bool {
    let Some(&wanted) = pattern.last() else { return true };
    let is_encoded = || needs_encoding(wanted) && matches!(text, [.., b'%', _, _]);
    wanted == b'*' || text.last() == Some(&wanted) || is_encoded()
}

/// How many bytes at the end of `text` a `*` can stand for.
fn star_len(text: &[u8]) -> usize {
    let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_.:*${}%".contains(byte);
    text.iter().rev().take(LONGEST_STAR).take_while(part).count()
}

/// Whether URLs encode this byte of a name.
pub(crate) const fn needs_encoding(byte: u8) -> bool {
    matches!(byte, b':' | b'/' | b'@')
}

/// `text` as it stands in an encoded URL, with digits as `%3A` has them, or as `%3a`.
pub(crate) fn url_encoded(text: &str, upper: bool) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) if needs_encoding(byte) && upper => out.push_str(&format!("%{byte:02X}")),
            Ok(byte) if needs_encoding(byte) => out.push_str(&format!("%{byte:02x}")),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a quote of the same kind stands directly on both sides (possibly escaped).
pub(crate) fn is_quoted(text: &[u8], start: usize, end: usize) -> bool {
    let quote = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`');
    let Some(open) = text[..start].last().filter(|byte| quote(byte)) else { return false };
    let rest = &text[end..];
    let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
    rest.first() == Some(open)
}

pub(crate) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether the byte before `start` is the letter of an escape such as `\n`.
fn is_escape(text: &[u8], start: usize) -> bool {
    let Some((b'n' | b't' | b'r', head)) = text[..start].split_last() else { return false };
    // `\\n` is a backslash and an `n`. Runs of backslashes are short; 64 bounds hostile input.
    let slashes = head.iter().rev().take(64).take_while(|&&byte| byte == b'\\').count();
    slashes % 2 == 1
}

/// The byte that a percent-escape (`%2F`) at the start of `text` stands for.
fn percent(text: &[u8]) -> Option<u8> {
    let hex = |byte: u8| char::from(byte).to_digit(16);
    let (high, low) = (hex(*text.get(1)?)?, hex(*text.get(2)?)?);
    (text[0] == b'%').then(|| u8::try_from(high * 16 + low).unwrap_or(0))
}

/// Encoded `/`, `:`, `@`, `.` and `-` join names in URLs; a quote or a space parts them.
const fn encoded(byte: u8) -> Beside {
    match byte {
        b'/' | b':' | b'@' | b'.' | b'-' => Beside::Encoded,
        byte if is_word(byte) => Beside::Encoded,
        _ => Beside::Clear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want_before: Beside, want_behind: Beside) {
        let start = text.find("NAME").unwrap();
        let text = text.as_bytes();
        assert_eq!((before(text, start), behind(text, start + 4)), (want_before, want_behind));
    }

    #[test]
    fn parts_of_other_words() {
        use Beside::{Blocked, Clear};
        check("my-NAME.0-wrapper", Blocked, Blocked);
        check("/NAME/", Blocked, Blocked);
        check("(#NAME)", Blocked, Clear);
        check("NAME.tgz", Clear, Blocked);
        check("xNAME_", Blocked, Blocked);
    }

    #[test]
    fn ends_of_sentences_and_lines() {
        use Beside::Clear;
        check("NAME", Clear, Clear);
        check("use NAME.", Clear, Clear);
        check("NAME: 3", Clear, Clear);
        check("é NAMEé", Clear, Clear);
        check("${M:-NAME}", Clear, Clear);
        check("\\nNAME\\n", Clear, Clear);
        check("%22NAME%22", Clear, Clear);
    }

    #[test]
    fn glued_to_the_unknown() {
        use Beside::{Blocked, Clear, Encoded, Glued};
        check("ft:NAME:org", Glued, Glued);
        check("{region}NAME{suffix}", Glued, Glued);
        check("NAME*", Clear, Glued);
        check("%2FNAME%3A0", Encoded, Encoded);
        check("\\\\nNAME", Blocked, Clear);
    }

    #[test]
    fn suffixes_are_whole_or_nothing() {
        let known: Vec<Str> = ["-v#:#", "-v#", ":beta"].map(Str::Borrowed).to_vec();
        let len = |text: &[u8]| suffix(text, 4, &known).map(|(_, found)| found.len);
        assert_eq!(len(b"NAME-v1:0\""), Some(5));
        // A path follows, so `-v1%3A0` is not the end; what is left is reported as encoded.
        assert_eq!(len(b"NAME-v1%3A0/invoke"), Some(3));
        assert_eq!(len(b"NAME-v1%3A0"), Some(7));
        assert_eq!(len(b"NAME-v1-internal"), None);
        assert_eq!(len(b"NAME-vx"), None);
        assert_eq!(len(b"NAME:beta "), Some(5));
    }

    #[test]
    fn prefixes_may_leave_a_part_open() {
        let found = |text: &str, pattern: &str| {
            tail(text.as_bytes(), pattern.as_bytes()).map(|found| (found.len, found.is_encoded))
        };
        let arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/";
        assert_eq!(found(arn, "arn:*:inference-profile/"), Some((arn.len(), false)));
        let encoded = url_encoded(arn, true);
        assert_eq!(found(&encoded, "arn:*:inference-profile/"), Some((encoded.len(), true)));
        assert_eq!(found("x=arn:a:b:c/", "arn:*:c/"), Some((10, false)));
        assert_eq!(found("arn::c/", "arn:*:c/"), None);
        assert_eq!(found("arn:a b:c/", "arn:*:c/"), None);
        assert_eq!(found("a/b/c/d/e/", "b/*/d/*/"), Some((8, false)));
        assert_eq!(found("us%2e", "us."), None);
        assert_eq!(found("a%2f", "a/"), Some((4, true)));
        assert_eq!(found("", "a"), None);
    }
}
