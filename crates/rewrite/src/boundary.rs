//! What may stand beside a name for it to be that name, and not part of another.
//!
//! `claude-2` is not in `claude-2.10`, `my-claude-2.0-wrapper`, `models/claude-2/x.json` or
//! `#claude-2`. But `anthropic/claude-2.1`, `us.anthropic.claude-v2:1` and
//! `claude-3-opus@20240229` *are* model names, spelled by a platform: such a neighbour is
//! recognised as a whole (prefixes and suffixes are data, see `codemods/surfaces.toml`), so
//! that no name is ever half-rewritten.

use modelmod_catalog::{Prefix, Str};

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
        b':' | b'}' | b'*' => Beside::Glued,
        _ => Beside::Clear,
    }
}

/// Looks at the bytes from `end` on.
pub(crate) fn behind(text: &[u8], end: usize) -> Beside {
    let Some((&first, rest)) = text[end..].split_first() else { return Beside::Clear };
    let next_is_word = rest.first().is_some_and(|&byte| is_word(byte));
    match first {
        byte if is_word(byte) => Beside::Blocked,
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

/// The longest of `prefixes` that ends at `start`, for names of the surface `of`.
pub(crate) fn prefix<'s>(
    text: &[u8],
    start: usize,
    prefixes: impl Iterator<Item = (usize, &'s Prefix)>,
    of: &str,
) -> Option<(usize, &'s Prefix)> {
    prefixes
        .filter(|(_, prefix)| prefix.of == of && text[..start].ends_with(prefix.text.as_bytes()))
        .max_by_key(|(_, prefix)| prefix.text.len())
}

/// Length in bytes of the longest of `suffixes` that begins at `end` and is whole there.
///
/// A `#` in a suffix stands for one or more digits.
pub(crate) fn suffix(text: &[u8], end: usize, suffixes: &[Str]) -> Option<usize> {
    suffixes
        .iter()
        .filter_map(|suffix| suffix_len(&text[end..], suffix.as_bytes()))
        .filter(|len| matches!(behind(text, end + len), Beside::Clear | Beside::Encoded))
        .max()
}

fn suffix_len(text: &[u8], pattern: &[u8]) -> Option<usize> {
    let mut at = 0;
    for &wanted in pattern {
        if wanted == b'#' {
            let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return None;
            }
            at += digits;
        } else if text.get(at) == Some(&wanted) {
            at += 1;
        } else if wanted == b':' && text[at..].starts_with(b"%3A") {
            at += 3;
        } else {
            return None;
        }
    }
    Some(at)
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
        assert_eq!(suffix(b"NAME-v1:0\"", 4, &known), Some(5));
        // A path follows, so `-v1%3A0` is not the end; what is left is reported as encoded.
        assert_eq!(suffix(b"NAME-v1%3A0/invoke", 4, &known), Some(3));
        assert_eq!(suffix(b"NAME-v1%3A0", 4, &known), Some(7));
        assert_eq!(suffix(b"NAME-v1-internal", 4, &known), None);
        assert_eq!(suffix(b"NAME-vx", 4, &known), None);
        assert_eq!(suffix(b"NAME:beta ", 4, &known), Some(5));
    }
}
