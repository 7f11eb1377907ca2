//! Lists of what is allowed: they gain the new name and keep the old one.
//!
//! A policy of AWS lists the ARNs that a role may call, and programs list the models that they let
//! through. Whoever changes such a list by replacing a name locks out what still asks for the old
//! one, so the new one is written beside it, and nothing is removed.

use crate::choices::matches;
use crate::nesting::unmatched;
use memchr::{memchr, memmem, memrchr};
use modelmod_edit::Span;

/// How far from a name its list begins and ends, at the most.
const NEAR: usize = 8_000;

/// Words of a name that say that what it holds is allowed.
const ALLOWS: &[&str] =
    &["allow", "allowed", "allowlist", "allowlisted", "permitted", "whitelist", "whitelisted"];
/// Words that turn them around.
const FORBIDS: &[&str] = &["not", "never", "disallow", "non"];

/// A list of what is allowed, around a name in it.
pub(crate) struct Allowed {
    /// It is a policy's, of ARNs.
    pub(crate) is_policy: bool,
    /// All entries.
    list: Span,
    /// The entry with the name, its quotes and what else belongs to it.
    item: Span,
    /// The text of the entry, without quotes.
    content: Span,
    /// It is a line of its own that begins with `- `.
    is_line: bool,
}

impl Allowed {
    /// The list of what is allowed in which the name at `name` is an entry by itself, in a file
    /// called `path`.
    pub(crate) fn around(path: &str, text: &[u8], name: Span) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        if (path.ends_with(".yml") || path.ends_with(".yaml"))
            && let Some(found) = Self::in_lines(text, name)
        {
            return Some(found);
        }
        let content = literal(text, name)?;
        let is_python = path.ends_with(".py") || path.ends_with(".pyi");
        let open = opening(text, content.start - 1, is_python)?;
        let close = closing(text, content.end + 1)?;
        let item = Span::new(content.start - 1, content.end + 1);
        let item = Span::new(item.start - letters_before(text, item.start), item.end);
        let key = key_of_list(&text[..open]);
        let is_policy = is_of_policy(key, &text[content.range()]);
        let list = Span::new(open + 1, close);
        let before = text[..item.start].iter().rfind(|byte| !byte.is_ascii_whitespace());
        let begins = before.is_some_and(|byte| b"[{(,".contains(byte));
        let is_whole =
            (begins || is_below_comment(text, item.start)) && ends_entry(&text[item.end..close]);
        let statement = if is_policy { statement(text, open, close) } else { list };
        let fits = is_whole && (is_policy && !denies(&text[statement.range()]) || allows(key));
        fits.then_some(Self { is_policy, list, item, content, is_line: false })
    }

    /// `- NAME` below `allowed_models:`.
    fn in_lines(text: &[u8], name: Span) -> Option<Self> {
        let line = line_at(text, name.start);
        let indent = indent(&text[line.range()])?;
        let start = line.start + indent;
        let rest = text[start..line.end].strip_prefix(b"- ")?;
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        let item = Span::new(start, end_of_value(text, name.end, line.end));
        let mut content = Span::new(start + 2 + blanks, item.end);
        // `- !Sub arn:...`, `- "arn:..."`
        if text[content.start] == b'!' {
            let tag = text[content.range()].iter().position(|byte| *byte == b' ')?;
            content.start += tag + 1;
        }
        if matches!(text[content.start], b'"' | b'\'') && content.len() > 1 {
            content = Span::new(content.start + 1, content.end - 1);
        }
        if !content.contains(name) || text[content.range()].contains(&b' ') {
            return None;
        }
        let (list, key) = lines_of_list(text, line, indent)?;
        let is_policy = is_of_policy(key, &text[content.range()]);
        let fits = is_policy && !denies_in_lines(text, list) || !is_policy && allows(key);
        fits.then_some(Self { is_policy, list, item, content, is_line: true })
    }

    /// The entry with `new` in the place of the bytes at `core`.
    fn entry(&self, text: &[u8], part: Span, core: Span, new: &str) -> Option<String> {
        let before = std::str::from_utf8(&text[part.start..core.start]).ok()?;
        let behind = std::str::from_utf8(&text[core.end..part.end]).ok()?;
        Some([before, new, behind].concat())
    }

    /// Whether the list has the new entry already, or one with a `*` that covers it.
    pub(crate) fn holds(&self, text: &[u8], core: Span, new: &str) -> bool {
        let Some(entry) = self.entry(text, self.content, core, new) else { return true };
        entries(&text[self.list.range()])
            .any(|one| one == entry || one.contains('*') && matches(one, &entry))
    }

    /// What tells two new entries apart.
    pub(crate) fn key(&self, text: &[u8], core: Span, new: &str) -> (usize, String) {
        (self.list.start, self.entry(text, self.content, core, new).unwrap_or_default())
    }

    /// Where to insert the new entry, and its text.
    pub(crate) fn gain(&self, text: &[u8], core: Span, new: &str) -> Option<(usize, String)> {
        let entry = self.entry(text, self.item, core, new)?;
        let line = line_at(text, self.item.start);
        let head = std::str::from_utf8(&text[line.start..self.item.start]).ok()?;
        let end = if text[line.start..line.end].ends_with(b"\r") { "\r\n" } else { "\n" };
        let at = self.item.end;
        if self.is_line {
            return Some((at_end_of_line(text, at), format!("{end}{head}{entry}")));
        }
        let rest = &text[at..line_at(text, at).end];
        let has_comma = rest.trim_ascii_start().first() == Some(&b',');
        let behind = rest.trim_ascii_start().strip_prefix(b",").unwrap_or(rest).trim_ascii();
        let is_alone = head.trim().is_empty()
            && (behind.is_empty() || behind.starts_with(b"//") || behind.starts_with(b"#"));
        Some(match (is_alone, has_comma) {
            (true, true) => (at_end_of_line(text, at), format!("{end}{head}{entry},")),
            (true, false) => (at, format!(",{end}{head}{entry}")),
            (false, _) => {
                let tight = memmem::find(&text[self.list.range()], b"\",\"").is_some();
                (at, format!("{}{entry}", if tight { "," } else { ", " }))
            }
        })
    }
}

/// The inside of the literal in which the name at `name` stands, on one line. Longer ones than
/// lists are not looked for: a line of megabytes can be full of names.
fn literal(text: &[u8], name: Span) -> Option<Span> {
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | b'\n');
    let first = name.start.saturating_sub(NEAR);
    let start = first + text[first..name.start].iter().rposition(is_end)?;
    let end = name.end + text[name.end..].iter().take(NEAR).position(is_end)?;
    (text[start] != b'\n' && text[start] == text[end]).then(|| Span::new(start + 1, end))
}

/// How many letters before a quote belong to the literal: `f"`, `$"`.
fn letters_before(text: &[u8], quote: usize) -> usize {
    let is_part = |byte: &&u8| byte.is_ascii_alphabetic() || matches!(byte, b'$' | b'@');
    let len = text[..quote].iter().rev().take_while(is_part).count();
    if len <= 2 { len } else { 0 }
}

/// Whether nothing but an end, a comma or a comment follows an entry.
fn ends_entry(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    rest.is_empty() || rest[0] == b',' || rest.starts_with(b"//") || rest[0] == b'#'
}

/// Whether the line above is a comment.
fn is_below_comment(text: &[u8], at: usize) -> bool {
    let line = line_at(text, at);
    if !text[line.start..at].trim_ascii().is_empty() || line.start == 0 {
        return false;
    }
    let above = text[line_at(text, line.start - 1).range()].trim_ascii();
    above.starts_with(b"//")
        || above.starts_with(b"#")
        || above.contains(&b'#')
        || memmem::find(above, b"//").is_some()
}

/// The bracket that opens the list around `at`.
fn opening(text: &[u8], at: usize, is_python: bool) -> Option<usize> {
    let before = text[at.saturating_sub(NEAR)..at].iter().rev();
    let back = unmatched(before, b"}])", b"{[(")?;
    let place = at - 1 - back;
    let name = &text[..place];
    let is_list = match text[place] {
        b'{' => is_python || name.ends_with(b"[]string"),
        b'(' => ["List.of", "Set.of", "asList", "listOf", "setOf", "arrayOf"]
            .iter()
            .any(|makes| name.ends_with(makes.as_bytes())),
        _ => true,
    };
    is_list.then_some(place)
}

/// The bracket that closes what is open at `at`.
fn closing(text: &[u8], at: usize) -> Option<usize> {
    unmatched(text.iter().skip(at).take(NEAR), b"{[(", b"}])").map(|ahead| at + ahead)
}

/// The name of the list that begins behind `head`: `resources` in `PolicyStatement(resources=`.
fn key_of_list(head: &[u8]) -> &[u8] {
    // A line of megabytes can be full of lists.
    let head = &head[head.len().saturating_sub(NEAR)..];
    let start = head.iter().rposition(|byte| b"\n{;,".contains(byte)).map_or(0, |at| at + 1);
    let head = &head[start..];
    let sign = head.iter().position(|byte| b"=:".contains(byte)).unwrap_or(head.len());
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let end = head[..sign].iter().rposition(is_part).map_or(0, |at| at + 1);
    let len = head[..end].iter().rev().take_while(|byte| is_part(byte)).count();
    &head[end - len..end]
}

fn is_of_policy(key: &[u8], content: &[u8]) -> bool {
    let is_resource = |one: &str| key.eq_ignore_ascii_case(one.as_bytes());
    ["resource", "resources"].into_iter().any(is_resource)
        && content.starts_with(b"arn:")
        && memmem::find(content, b":bedrock:").is_some()
}

/// Whether a name says that what it holds is allowed: `ALLOWED_MODELS`, `modelAllowlist`.
fn allows(key: &[u8]) -> bool {
    let words = crate::site::words(key);
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    says(ALLOWS) && !says(FORBIDS)
}

/// The statement of a policy in which a list stands: what the bracket outside of it encloses.
fn statement(text: &[u8], open: usize, close: usize) -> Span {
    let mut depth = 0usize;
    let first = open.saturating_sub(NEAR);
    let start = (first..open).rev().find(|&at| match text[at] {
        b'}' | b']' | b')' => {
            depth += 1;
            false
        }
        b'{' | b'[' | b'(' if depth > 0 => {
            depth -= 1;
            false
        }
        b'{' | b'(' => true,
        _ => false,
    });
    let end = closing(text, close + 1).unwrap_or_else(|| text.len().min(close + NEAR));
    Span::new(start.unwrap_or(first), end)
}

fn denies(statement: &[u8]) -> bool {
    [&b"Deny"[..], b"DENY"].iter().any(|word| memmem::find(statement, word).is_some())
}

/// Whether the statement around the lines of a list denies.
fn denies_in_lines(text: &[u8], list: Span) -> bool {
    let key = line_at(text, list.start.saturating_sub(1));
    let Some(own) = indent(&text[key.range()]) else { return true };
    let (mut start, mut end) = (key.start, list.end);
    while start > 0 {
        let above = line_at(text, start - 1);
        match indent(&text[above.range()]) {
            Some(blanks) if blanks < own => {
                // `- Effect: Deny` begins the statement.
                start = above.start;
                break;
            }
            _ => start = above.start,
        }
    }
    while end < text.len() {
        let below = line_at(text, end + 1);
        if indent(&text[below.range()]).is_some_and(|blanks| blanks < own) {
            break;
        }
        end = below.end.max(end + 1);
    }
    denies(&text[start..end])
}

/// The lines of the list to which an entry at `line` belongs, and the key above them.
fn lines_of_list(text: &[u8], line: Span, own: usize) -> Option<(Span, &[u8])> {
    let mut start = line.start;
    let mut end = line.end;
    let key = loop {
        let above = line_at(text, start.checked_sub(1)?);
        let found = &text[above.range()];
        match indent(found) {
            Some(blanks) if blanks < own || blanks == own && found[blanks] != b'-' => {
                if found[blanks] == b'#' {
                    start = above.start;
                    continue;
                }
                break found;
            }
            _ if line.start - above.start > NEAR => return None,
            _ => start = above.start,
        }
    };
    while end < text.len() {
        let below = line_at(text, end + 1);
        let found = &text[below.range()];
        if indent(found)
            .is_some_and(|blanks| blanks < own || blanks == own && found[blanks] != b'-')
        {
            break;
        }
        end = below.end.max(end + 1);
    }
    let key = key.trim_ascii().strip_suffix(b":")?;
    let key = key.strip_prefix(b"- ").unwrap_or(key).trim_ascii();
    Some((Span::new(start, end.min(text.len())), key))
}

/// The entries of a list, without quotes, dashes and tags.
fn entries(list: &[u8]) -> impl Iterator<Item = &str> {
    let parts = list.split(|byte| b"\"'`, \n\r\t".contains(byte));
    parts.filter_map(|part| std::str::from_utf8(part).ok()).filter(|part| !part.is_empty())
}

/// The line at `at`, without its line feed; of a very long one the part around `at`.
fn line_at(text: &[u8], at: usize) -> Span {
    let at = at.min(text.len());
    let (first, last) = (at.saturating_sub(NEAR), text.len().min(at + NEAR));
    let start = memrchr(b'\n', &text[first..at]).map_or(first, |n| first + n + 1);
    let end = memchr(b'\n', &text[at..last]).map_or(last, |n| at + n);
    Span::new(start, end)
}

/// Before the line's end, CR and LF.
fn at_end_of_line(text: &[u8], at: usize) -> usize {
    let end = line_at(text, at).end;
    if text[..end].ends_with(b"\r") { end - 1 } else { end }
}

fn indent(line: &[u8]) -> Option<usize> {
    let blanks = line.iter().take_while(|byte| **byte == b' ').count();
    (blanks < line.trim_ascii_end().len()).then_some(blanks)
}

/// Where the value ends in which a name ends at `from`: before a comment, or at the line's end.
fn end_of_value(text: &[u8], from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    let value = memmem::find(rest, b" #").map_or(rest, |at| &rest[..at]);
    from + value.trim_ascii_end().len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    const OLD: &str = "anthropic.claude-v2";
    const NEW: &str = "anthropic.claude-opus-4-8";

    /// The text after its first list has gained, or why it does not.
    fn gained(path: &str, text: &str) -> Result<String, &'static str> {
        let start = text.find("OLD").unwrap();
        let text = text.replace("OLD", OLD).replace("NEW", NEW);
        let core = Span::new(start, start + OLD.len());
        let list = Allowed::around(path, text.as_bytes(), core).ok_or("no list")?;
        if list.holds(text.as_bytes(), core, NEW) {
            return Err("held");
        }
        let (at, new) = list.gain(text.as_bytes(), core, NEW).unwrap();
        Ok([&text[..at], &new, &text[at..]].concat().replace(OLD, "OLD").replace(NEW, "NEW"))
    }

    #[test]
    fn an_entry_is_written_as_the_old_one_is() {
        for (path, text, wanted) in [
            ("a.py", "ALLOWED = ['OLD']", "ALLOWED = ['OLD', 'NEW']"),
            ("a.py", "ALLOWED = {\"OLD\", \"x\"}", "ALLOWED = {\"OLD\", \"NEW\", \"x\"}"),
            ("a.json", "{\"allowed\":[\"x\",\"OLD\"]}", "{\"allowed\":[\"x\",\"OLD\",\"NEW\"]}"),
            (
                "a.go",
                "var allowed = []string{\n\t\"OLD\",\n}",
                "var allowed = []string{\n\t\"OLD\",\n\t\"NEW\",\n}",
            ),
            (
                "A.java",
                "Set<String> ALLOWED = Set.of(\"OLD\");",
                "Set<String> ALLOWED = Set.of(\"OLD\", \"NEW\");",
            ),
            (
                "a.rs",
                "const ALLOWED: &[&str] = &[\"OLD\"];",
                "const ALLOWED: &[&str] = &[\"OLD\", \"NEW\"];",
            ),
            (
                "a.toml",
                "allowed = [\r\n  \"OLD\"  # why\r\n]\r\n",
                "allowed = [\r\n  \"OLD\",\r\n  \"NEW\"  # why\r\n]\r\n",
            ),
            (
                "a.tf",
                "allowed_models = [\n  # why\n  \"OLD\", // x\n]",
                "allowed_models = [\n  # why\n  \"OLD\", // x\n  \"NEW\",\n]",
            ),
            ("a.yml", "allow:\n- OLD # x\n- b\n", "allow:\n- OLD # x\n- NEW\n- b\n"),
            ("a.yml", "allow:\n  - \"OLD\"", "allow:\n  - \"OLD\"\n  - \"NEW\""),
            ("a.yml", "allow: [OLD]\nallow: ['OLD']", "allow: [OLD]\nallow: ['OLD']"),
        ] {
            let found = gained(path, text);
            if text == wanted {
                assert_eq!(found, Err("no list"), "{text}");
            } else {
                assert_eq!(found.as_deref(), Ok(wanted), "{text}");
            }
        }
    }

    #[test]
    fn what_the_list_has_is_not_added() {
        for text in [
            "allowed = [\"OLD\", \"NEW\"]",
            "allowed = [\"OLD\", \"anthropic.*\"]",
            "Resource = [\"arn:aws:bedrock:*::foundation-model/OLD\", \"arn:aws:bedrock:*::foundation-model/NEW\"]",
            "Resource = [\"arn:aws:bedrock:*::foundation-model/OLD\", \"*\"]",
        ] {
            assert_eq!(gained("a.tf", text), Err("held"), "{text}");
        }
        let other = "Resource = [\"arn:aws:bedrock:us-east-1::foundation-model/OLD\", \"arn:aws:bedrock:eu-west-1::foundation-model/NEW\"]";
        assert!(gained("a.tf", other).is_ok(), "another region is another resource");
    }

    #[test]
    fn other_lists_are_left_alone() {
        for (path, text) in [
            ("a.py", "MODELS = ['OLD']"),
            ("a.py", "NOT_ALLOWED = ['OLD']"),
            ("a.py", "allowed = ['prefix ' + 'OLD']"),
            ("a.py", "allowed = [check('OLD')]"),
            ("a.py", "allowed = {'OLD': 3}"),
            ("a.tf", "resources = [\"OLD\"]"),
            (
                "a.tf",
                "statement {\n effect = \"Deny\"\n resources = [\"arn:aws:bedrock:*::foundation-model/OLD\"]\n}",
            ),
            (
                "a.yml",
                "- Effect: Deny\n  Resource:\n    - arn:aws:bedrock:*::foundation-model/OLD\n",
            ),
            ("a.yml", "allow:\n  - name: OLD\n"),
            ("a.md", "allow:\n  - OLD\n"),
        ] {
            assert_eq!(gained(path, text), Err("no list"), "{text}");
        }
    }
}
