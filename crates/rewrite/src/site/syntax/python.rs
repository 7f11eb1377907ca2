//! Python.

use super::Grammar;
use super::role::{Named, Role, common};
use crate::site::around::begins_line;
use std::borrow::Cow;
use std::collections::HashSet;

pub(super) struct Python;

impl Grammar for Python {
    fn parser(&self) -> tree_sitter::Language {
        tree_sitter_python::LANGUAGE.into()
    }

    fn role(&self) -> fn(&str) -> Option<Role> {
        role
    }

    fn copes_with(&self, text: &[u8]) -> bool {
        indents(text) <= INDENTS && comment_work(text) <= COMMENT_WORK
    }

    /// Notebook cells hold lines for the shell (`!pip ...`) and for the kernel (`%time ...`).
    fn prepared<'t>(&self, text: &'t [u8]) -> Cow<'t, [u8]> {
        // Looked for by the marks: most files have none, or few.
        if !memchr::memchr2_iter(b'!', b'%', text).any(|at| begins_line(text, at)) {
            return Cow::Borrowed(text);
        }
        let is_foreign = |line: &[u8]| {
            matches!(line.trim_ascii_start().first(), Some(b'!' | b'%'))
                && !line.trim_ascii_start().starts_with(b"%(")
        };
        if !text.split_inclusive(|&byte| byte == b'\n').any(is_foreign) {
            return Cow::Borrowed(text);
        }
        let mut out = Vec::with_capacity(text.len());
        for line in text.split_inclusive(|&byte| byte == b'\n') {
            if is_foreign(line) {
                let blank = |&byte: &u8| if byte.is_ascii_whitespace() { byte } else { b' ' };
                out.extend(line.iter().map(blank));
            } else {
                out.extend_from_slice(line);
            }
        }
        Cow::Owned(out)
    }
}

/// The parser keeps the indents of the blocks that it is in in a kilobyte, and ends the process
/// where they do not fit: at some four hundred. Python itself ends at a hundred.
const INDENTS: usize = 300;

/// Each line with a comment alone, or with nothing but the sign that it goes on, costs the parser
/// a look at all that follow it, up to the next code. That may come to so many bytes: a quarter of a second.
const COMMENT_WORK: usize = 100_000_000;

/// How many different indents there are, which is more than are ever in each other.
fn indents(text: &[u8]) -> usize {
    let mut found = HashSet::new();
    let mut at = 0;
    while at < text.len() {
        let (mut width, mut end, mut goes_on) = (0usize, at, false);
        while let Some(byte) = text.get(end) {
            match byte {
                b' ' => width += 1,
                b'\t' => width += 8,
                b'\r' | b'\\' => {}
                // A line that goes on below goes on counting.
                b'\n' if goes_on => {}
                b'\n' | 0x0C => width = 0,
                _ => break,
            }
            goes_on = *byte == b'\\' || (*byte == b'\r' && goes_on);
            end += 1;
        }
        found.insert(width);
        at = memchr::memchr(b'\n', &text[end..]).map_or(text.len(), |next| end + next + 1);
    }
    found.len()
}

/// How many bytes the parser looks at for that.
fn comment_work(text: &[u8]) -> usize {
    let (mut work, mut lines, mut bytes) = (0usize, 0usize, 0usize);
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let inner = line.trim_ascii();
        if inner.starts_with(b"#") || inner == b"\\" {
            lines += 1;
            work = work.saturating_add(bytes);
        } else if !inner.is_empty() {
            (lines, bytes) = (0, 0);
        }
        if lines > 0 || inner.is_empty() {
            bytes += line.len();
        }
    }
    work
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "named_expression" => Role::Named(Named::Variable),
        "comparison_operator" => Role::Compare,
        "concatenated_string" => Role::Join,
        "case_pattern" => Role::Pattern,
        "generic_type" | "type" => Role::Type,
        "decorated_definition" => Role::Block,
        "assert_statement" => Role::Assert,
        "with_statement" => Role::Choice,
        _ => return common(kind),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_are_counted_as_the_parser_does() {
        assert_eq!(indents(b"a\n  b\n    c\n  d\n\te\n        f\n"), 4);
        assert_eq!(indents(b"a\n \\\n  b\n"), 2);
        assert_eq!(indents(b"\n\n   \n \n"), 1);
    }

    #[test]
    fn only_long_runs_of_comments_are_much_work() {
        assert_eq!(comment_work(b"# a\nx = 1\n# b\n"), 0);
        assert_eq!(comment_work(b"# a\n\n# b\n# c\n"), 5 + 9);
        let code = "# a comment of the usual length, above some code\nx = 1\n".repeat(20_000);
        assert!(Python.copes_with(code.as_bytes()));
        let licence = "# a comment of the usual length, one of a thousand\n".repeat(1_000);
        assert!(Python.copes_with(licence.as_bytes()));
        assert!(!Python.copes_with(licence.repeat(10).as_bytes()));
        assert!(!Python.copes_with(&b"\\\n".repeat(20_000)));
    }
}
