//! Tables of Markdown as people and extractors leave them, before the parser sees them.
//!
//! A parser of Markdown never fails: it fills short rows up and cuts long ones, and a line
//! that was meant as the end of a row becomes a row. For prose that is right, for dates it is
//! not. Here rows are counted as they are written; those that an extractor broke into several
//! lines are put together again, and what does not add up is noted.

use std::collections::BTreeMap;

/// The text with its tables put in order.
#[derive(Debug, Default)]
pub(super) struct Repaired {
    pub(super) text: String,
    /// For each line of `text` the line of the page, from 1.
    pub(super) lines: Vec<usize>,
    /// What does not add up, by the line (of the page) on which it stands.
    pub(super) damage: BTreeMap<usize, String>,
}

impl Repaired {
    fn push(&mut self, line: &str, number: usize) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.push(number);
    }

    fn blank(&mut self, number: usize) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.push("", number);
        }
    }

    /// The line of the page for an offset into `text`.
    pub(super) fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let at = before.bytes().filter(|&byte| byte == b'\n').count();
        self.lines.get(at).or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// Puts the tables of a Markdown page in order.
pub(super) fn tables(text: &str) -> Repaired {
    let ends_in_a_line = !text.ends_with('\n') && !text.is_empty();
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Repaired::default();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            fence = match fence {
                Some(open) if open == mark => None,
                Some(open) => Some(open),
                None => Some(mark),
            };
        }
        let under = lines.get(at + 1).copied().unwrap_or_default();
        if fence.is_none() && has_bar(line) && is_rule(under) {
            let header = without_prose(line, under);
            if header.len() < line.len() {
                out.push(&line[..line.len() - header.len()], at + 1);
            }
            at = table(&lines, at, header, ends_in_a_line, &mut out);
        } else if fence.is_none() && is_component(trimmed) {
            // `<Note>` and `</Note>` would turn what stands between into raw HTML.
            out.blank(at + 1);
            at += 1;
        } else {
            out.push(line, at + 1);
            at += 1;
        }
    }
    out
}

/// One table from its header on; gives the line behind it.
fn table(
    lines: &[&str],
    first: usize,
    header: &str,
    ends_in_a_line: bool,
    out: &mut Repaired,
) -> usize {
    let header = header.trim();
    let wanted = cells(header);
    let closed = header.ends_with('|');
    if cells(lines[first + 1].trim()) != wanted {
        let words = "the header and the line under it have different numbers of cells";
        out.damage.insert(first + 1, words.to_owned());
    }
    out.blank(first + 1);
    out.push(header, first + 1);
    out.push(lines[first + 1].trim(), first + 2);
    let mut at = first + 2;
    while at < lines.len() && is_row(lines[at]) {
        let number = at + 1;
        let mut row = lines[at].trim().to_owned();
        at += 1;
        while cells(&row) < wanted && at < lines.len() && continues(lines[at]) {
            row.push(' ');
            row.push_str(lines[at].trim());
            at += 1;
        }
        let written = cells(&row);
        if written != wanted {
            let words = format!("the row has {written} cells and the header {wanted}");
            out.damage.insert(number, words);
        } else if closed && !row.ends_with('|') || !closed && at == lines.len() && ends_in_a_line {
            out.damage.insert(number, "the row is cut off".to_owned());
        }
        out.push(&row, number);
    }
    out.blank(at + 1);
    at
}

/// The header of a table without the paragraph that an extractor left in front of its first
/// bar: the rule below begins with a bar, and has one cell less than the line.
fn without_prose<'a>(line: &'a str, rule: &str) -> &'a str {
    let (header, rule) = (line.trim(), rule.trim());
    let open = header.find('|').unwrap_or(0);
    let glued = open > 0
        && rule.starts_with('|')
        && header.ends_with('|')
        && cells(header) == cells(rule) + 1
        && header[..open].trim_end().ends_with(['.', ':', '!']);
    if glued { line.get(line.find('|').unwrap_or(0)..).unwrap_or(line) } else { line }
}

/// Whether a row that is too short goes on in this line.
fn continues(line: &str) -> bool {
    has_bar(line) && !line.trim_start().starts_with('|') && !is_rule(line)
}

/// Whether a table goes on with this line: it has a bar, and is no heading.
fn is_row(line: &str) -> bool {
    has_bar(line) && !line.trim_start().starts_with('#')
}

/// A tag alone on its line that is no tag of HTML.
fn is_component(line: &str) -> bool {
    let name = line.trim_end().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let name = name.map(|name| name.trim_start_matches('/'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The line under a header: dashes, colons and bars.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && has_bar(line)
        && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'))
        && inner(line).split('|').all(|cell| cell.contains('-'))
}

fn has_bar(line: &str) -> bool {
    bars(line) > 0
}

/// Bars that part cells: those without a backslash.
fn bars(line: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for c in line.chars() {
        match c {
            '\\' => escaped = !escaped,
            '|' if !escaped => count += 1,
            _ => escaped = false,
        }
        if c == '|' {
            escaped = false;
        }
    }
    count
}

fn inner(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    if line.ends_with("\\|") { line } else { line.strip_suffix('|').unwrap_or(line) }
}

/// Number of cells in a row as written.
fn cells(line: &str) -> usize {
    bars(inner(line)) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_written() {
        for (line, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            (r"| `a` \| `b` | c |", 2),
            ("| a | b", 2),
            (r"| a | b \|", 2),
            ("||", 1),
            ("| a | |", 2),
        ] {
            assert_eq!(cells(line), count, "{line}");
        }
    }

    #[test]
    fn rows_in_several_lines_are_put_together() {
        let glued = tables("It ends in May.| A | B |\n|---|---|\n| 1 | 2 |\n");
        assert_eq!(glued.text, "It ends in May.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n");
        assert!(glued.damage.is_empty(), "{:?}", glued.damage);
        assert_eq!(glued.lines, [1, 1, 1, 2, 3, 4]);
        let text = "| A | B | C |\n|---|---|---|\n| 1 | 2 |\n3 |\n| 4 | 5 |\n6 |\nafter\n";
        let out = tables(text);
        assert_eq!(
            out.text,
            "| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\nafter\n"
        );
        assert!(out.damage.is_empty(), "{:?}", out.damage);
        assert_eq!(out.lines, [1, 2, 3, 5, 7, 7]);
    }

    #[test]
    fn what_does_not_add_up_is_noted() {
        for (text, line) in [
            ("| A | B |\n|---|---|\n| 1 |\n", 3),
            ("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n", 3),
            ("| A | B |\n|---|---|\n| 1 | 2\n", 3),
            ("| A | B |\n|---|\n| 1 | 2 |\n", 1),
            ("A | B\n---|---\n1 | 2\n3 | 4", 4),
        ] {
            let out = tables(text);
            assert_eq!(out.damage.keys().copied().collect::<Vec<_>>(), [line], "{text}");
        }
    }
}
