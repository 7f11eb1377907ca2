//! Text of a tree, so that it is text and nothing else in the Markdown of any forge.

use modelmod_edit::is_hidden;
use std::fmt::Write as _;

/// Longer texts are shown up to here, in characters.
const LONGEST: usize = 300;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    /// In a cell of a table, which a pipe would end.
    Cell,
    /// Anywhere else.
    Line,
}

/// A text as code: nothing in it marks up, nobody is mentioned, nothing is referred to.
/// Characters that cannot be seen, or turn what follows around, are shown by their numbers.
pub(super) fn code(text: &str, place: In) -> String {
    let mut shown = visible(text);
    if place == In::Cell && shown.contains('|') {
        // Behind a backslash, forges do not agree on what escapes what.
        let is_plain = !shown.contains('\\');
        shown = shown.replace('|', if is_plain { "\\|" } else { "\\u{7c}" });
    }
    let run = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(run + 1);
    let is_bare = run == 0 && !shown.starts_with(' ') && !shown.ends_with(' ') && !shown.is_empty();
    if is_bare { format!("`{shown}`") } else { format!("{fence} {shown} {fence}") }
}

/// A sentence in which only plain words stand as they are: every other word is code.
pub(super) fn prose(text: &str, place: In) -> String {
    let mut out = String::with_capacity(text.len());
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        // Sentences have quotes and stops around their words.
        let open = word.len() - word.trim_start_matches(['"', '(', '\'']).len();
        let (before, rest) = word.split_at(open);
        let inner = rest.trim_end_matches(['"', ')', '\'', ',', '.', ';', ':', '?']);
        let after = &rest[inner.len()..];
        // What is code already is so without its marks, too.
        let bare = inner.strip_prefix('`').and_then(|inner| inner.strip_suffix('`'));
        let inner = bare.filter(|bare| !bare.is_empty() && !bare.contains('`')).unwrap_or(inner);
        let is_marked = bare.is_some_and(|bare| std::ptr::eq(bare, inner));
        out.push_str(before);
        match is_plain(inner) && !is_marked {
            true => out.push_str(inner),
            false => out.push_str(&code(inner, place)),
        }
        out.push_str(after);
    }
    out
}

/// Whether no forge makes anything of a word: it marks nothing up, is no link, no mention, no
/// name of an issue or of a commit.
fn is_plain(word: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || "-/,.'+=%:".contains(c);
    let is_word = word.chars().all(|c| c.is_ascii_alphabetic() || mark(c));
    let is_hex = word.len() >= 7 && word.chars().all(|c| c.is_ascii_hexdigit());
    let lower = word.to_ascii_lowercase();
    let is_link = lower.contains("://") || lower.starts_with("www.");
    let is_issue = lower.starts_with("gh-") || word.starts_with(['-', '+', '/', '=']);
    is_word && !is_hex && !is_link && !is_issue
}

/// The text in one line, with what cannot be seen shown by its number.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        if at == LONGEST {
            out.push('\u{2026}');
            break;
        }
        match is_unseen(c) {
            // Writing to a string cannot fail.
            true => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// Control characters, other spaces than the plain one, and what joins, breaks or turns text.
fn is_unseen(c: char) -> bool {
    is_hidden(c) || (c.is_whitespace() && c != ' ')
}

/// A link, if the URL is one of the web with nothing in it that could end it; else code.
pub(super) fn link(text: &str, url: &str, place: In) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#&=%+,;@".contains(c);
    match url.starts_with("https://") && url.chars().all(is_safe) {
        true => format!("[{}](<{url}>)", prose(text, place)),
        false => code(url, place),
    }
}

/// A block of code with a fence that nothing in it closes.
pub(super) fn block(language: &str, text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c == '\n' || c == '\t' || !is_unseen(c) { c } else { '\u{FFFD}' })
        .collect();
    let run = clean.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(run.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", clean.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_left() {
        assert_eq!(code("a-1", In::Cell), "`a-1`");
        assert_eq!(code("a|b", In::Cell), "`a\\|b`");
        assert_eq!(code("a\\|b", In::Cell), "`a\\\\u{7c}b`");
        assert_eq!(code("a|b", In::Line), "`a|b`");
        assert_eq!(code("a`b``", In::Line), "``` a`b`` ```");
        assert_eq!(code("a\nb\u{202e}c", In::Line), "`a\\u{a}b\\u{202e}c`");
        assert_eq!(code("", In::Line), "`  `");
    }

    #[test]
    fn only_plain_words_are_prose() {
        assert_eq!(
            prose("a plain sentence, (so it is).", In::Line),
            "a plain sentence, (so it is)."
        );
        assert_eq!(
            prose("see @user, #1 and **b** of o/r#2 <img> deadbeef1 https://x.y/ GH-1", In::Line),
            "see `@user`, `#1` and `**b**` of `o/r#2` `<img>` `deadbeef1` `https://x.y/` `GH-1`"
        );
        assert_eq!(prose("`[sites]`, `a` and `@b``", In::Line), "`[sites]`, `a` and ``` `@b`` ```");
        assert_eq!(prose("\"max_tokens\"\nand a`b", In::Cell), "\"`max_tokens`\" and `` a`b ``");
    }

    #[test]
    fn links_lead_where_they_say() {
        assert_eq!(link("A B", "https://a.b/c#d", In::Line), "[A B](<https://a.b/c#d>)");
        assert_eq!(link("A", "javascript:x", In::Line), "`javascript:x`");
        assert_eq!(link("A", "https://a/>)x", In::Line), "`https://a/>)x`");
    }

    #[test]
    fn blocks_are_not_closed_from_within() {
        assert_eq!(block("sh", "a\n```\nb\n"), "````sh\na\n```\nb\n````\n");
    }
}
