//! Tables whose lines an extractor kept and whose bars it threw away.
//!
//! `API Model Name Current State Deprecated Tentative Retirement Date` is a header when all its
//! words are those of known headers; the lines below are rows as long as their words can be
//! told apart, in one way only, as cells of these columns.

use super::{Block, Document, Row, Table};
use crate::dates::{self, Order, When};
use crate::names;
use crate::refusal::Refusal;
use crate::text::Text;
use crate::words::{self, Column};

/// Finds such tables in the paragraphs of a page. `cut` says that the page's last line does
/// not end.
pub(super) fn find_tables(document: &mut Document, cut: bool) {
    let blocks = std::mem::take(&mut document.blocks);
    let last = blocks.len();
    for (at, block) in blocks.into_iter().enumerate() {
        match block {
            Block::Paragraph { line, text } => {
                paragraph(line, text, cut && at + 1 == last, document);
            }
            other => document.blocks.push(other),
        }
    }
}

fn paragraph(first: usize, text: Text, cut: bool, document: &mut Document) {
    let lines = text.lines();
    let Some(header) = lines.iter().position(|line| header(line.plain()).is_some()) else {
        stray_rows(first, &lines, document);
        document.blocks.push(Block::Paragraph { line: first, text });
        return;
    };
    let mut table: Option<(Vec<Column>, Table)> = None;
    for (at, text) in lines.iter().enumerate() {
        let line = first + at;
        let plain = text.plain().trim();
        if let Some((names, columns)) = header_at(at, header, plain) {
            close(table.take(), document);
            let header = names.into_iter().map(|name| part_of(text, name)).collect();
            table = Some((columns, Table { line, header, ..Table::default() }));
        } else if let Some((columns, open)) = &mut table {
            match row(text, columns) {
                Found::Row(cells) => open.rows.push(Row { line, cells }),
                Found::Unclear(why) => {
                    open.damage.get_or_insert((line, why.to_owned()));
                }
                // "Preview models", above some of the rows.
                Found::Other
                    if words::is_title_of_rows(plain) && goes_on(&lines[at + 1..], columns) => {}
                Found::Other if names::is_plainly_an_id(plain) => {
                    let words = "the row above goes on here, or this is half of another one";
                    open.damage.get_or_insert((line, words.to_owned()));
                }
                Found::Other => {
                    close(table.take(), document);
                    leftover(line, text, document);
                }
            }
        } else {
            leftover(line, text, document);
        }
    }
    if let Some((_, open)) = &mut table
        && cut
    {
        let line = open.rows.last().map_or(open.line, |row| row.line);
        open.damage.get_or_insert((line, "the row is cut off".to_owned()));
    }
    close(table, document);
}

/// Whether the next line is a row of the table.
fn goes_on(rest: &[Text], columns: &[Column]) -> bool {
    rest.first().is_some_and(|next| matches!(row(next, columns), Found::Row(_)))
}

fn header_at(
    at: usize,
    first: usize,
    plain: &str,
) -> Option<(Vec<std::ops::Range<usize>>, Vec<Column>)> {
    if at < first { None } else { header(plain) }
}

fn part_of(text: &Text, range: std::ops::Range<usize>) -> Text {
    let blank = text.plain().len() - text.plain().trim_start().len();
    text.part(range.start + blank..range.end + blank)
}

fn close(table: Option<(Vec<Column>, Table)>, document: &mut Document) {
    if let Some((_, table)) = table {
        document.blocks.push(Block::Table(table));
    }
}

fn leftover(line: usize, text: &Text, document: &mut Document) {
    stray_rows(line, std::slice::from_ref(text), document);
    if !text.is_empty() {
        document.blocks.push(Block::Paragraph { line, text: text.clone() });
    }
}

/// The headers that a line consists of, as ranges of its bytes.
fn header(line: &str) -> Option<(Vec<std::ops::Range<usize>>, Vec<Column>)> {
    let lower = line.trim().to_ascii_lowercase();
    let known = words::headers();
    let (mut at, mut ranges, mut columns) = (0, Vec::new(), Vec::new());
    while at < lower.len() {
        let rest = &lower[at..];
        let fits = |text: &str| {
            rest.strip_prefix(text).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let (_, text, column) = known.iter().find(|(_, text, _)| fits(text))?;
        ranges.push(at..at + text.len());
        columns.push(*column);
        at += text.len();
        at += lower[at..].len() - lower[at..].trim_start().len();
    }
    let models = columns.iter().any(|one| matches!(one, Column::Id | Column::Model));
    let days = columns.iter().any(|one| matches!(one, Column::Retires | Column::Deprecated));
    (columns.len() >= 3 && models && days).then_some((ranges, columns))
}

enum Found {
    Row(Vec<Text>),
    Unclear(&'static str),
    Other,
}

/// The one way to take a line apart as cells of these columns.
fn row(text: &Text, columns: &[Column]) -> Found {
    let plain = text.plain();
    let words = word_ranges(plain);
    if words.len() > 60 {
        return Found::Other;
    }
    let mut ways: Vec<Vec<std::ops::Range<usize>>> = vec![Vec::new()];
    let mut starts = vec![0];
    for (at, column) in columns.iter().enumerate() {
        let (mut next, mut next_starts) = (Vec::new(), Vec::new());
        let is_last = at + 1 == columns.len();
        for (way, start) in ways.iter().zip(&starts) {
            // Nothing is recommended.
            if is_last && *column == Column::Advice && *start == words.len() {
                next.push(
                    way.iter().cloned().chain(std::iter::once(plain.len()..plain.len())).collect(),
                );
                next_starts.push(*start);
            }
            let first_end = if is_last { words.len() } else { start + 1 };
            for end in first_end..=words.len() {
                if end <= *start {
                    continue;
                }
                let range = words[*start].start..words[end - 1].end;
                if fits(*column, &plain[range.clone()], is_last) {
                    next.push(way.iter().cloned().chain([range]).collect());
                    next_starts.push(end);
                }
            }
        }
        (ways, starts) = (next, next_starts);
        if ways.len() > 100 {
            return Found::Unclear("the row can be read in several ways");
        }
    }
    match &ways[..] {
        [way] => Found::Row(way.iter().map(|range| text.part(range.clone())).collect()),
        [] if looks_like_a_row(plain) => Found::Unclear("the row cannot be taken apart"),
        [] => Found::Other,
        _ => Found::Unclear("the row can be read in several ways"),
    }
}

fn fits(column: Column, cell: &str, is_last: bool) -> bool {
    match column {
        Column::Id | Column::Model => names::is_id(cell),
        Column::State => words::state(cell).is_some(),
        Column::Released | Column::Deprecated | Column::Retires => {
            // "Earliest June 2026" is whole; "June 2026" may be a part of something.
            let floor = words::FLOOR_BEFORE.iter().any(|words| {
                cell.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
            });
            dates::when(cell, Order { month_first: true, day_first: false })
                .is_ok_and(|when| when != When::Month || floor)
        }
        Column::Advice | Column::AdviceId => {
            is_last && names::is_plainly_an_id(cell) || words::is_nothing(cell)
        }
        _ => !cell.contains(' '),
    }
}

fn word_ranges(plain: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in plain.char_indices().chain([(plain.len(), ' ')]) {
        match start {
            None if !c.is_whitespace() => start = Some(at),
            Some(from) if c.is_whitespace() => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// A line that has a model and a day or a state, and hardly anything else.
fn looks_like_a_row(plain: &str) -> bool {
    let words: Vec<&str> =
        plain.split_whitespace().map(|word| word.trim_matches(['|', '`'])).collect();
    let first_id = words.first().is_some_and(|word| names::is_plainly_an_id(word));
    let second_state = words.get(1).is_some_and(|word| words::state(word).is_some());
    let last_id = words.last().is_some_and(|word| names::is_plainly_an_id(word));
    let day_first = dates::in_prose(plain).first().is_some_and(|(range, _)| range.start == 0);
    let short = (4..=6).contains(&words.len());
    first_id && second_state || day_first && last_id && short && !plain.contains(':')
}

/// Rows without a header above them, with or without bars.
fn stray_rows(first: usize, lines: &[Text], document: &mut Document) {
    for (line, text) in (first..).zip(lines) {
        let plain = text.plain();
        let barred = plain.matches('|').count() >= 2
            && plain.split(['|', ' ', '`']).any(names::is_plainly_an_id)
            && !dates::in_prose(plain).is_empty();
        if barred || looks_like_a_row(plain) {
            document.damage.push(Refusal::new(
                line,
                plain,
                "this looks like a row of a table, and no header stands above it",
                "save the whole page again",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_header_when_all_its_words_are() {
        let line = "API Model Name Current State Deprecated Tentative Retirement Date";
        let (ranges, _) = header(line).unwrap();
        let parts: Vec<&str> = ranges.into_iter().map(|range| &line[range]).collect();
        assert_eq!(
            parts,
            ["API Model Name", "Current State", "Deprecated", "Tentative Retirement Date"]
        );
        assert!(
            header("API Model Name Current State Deprecated Tentative Retirement Day").is_none()
        );
        assert!(header("Retirement date").is_none());
    }

    #[test]
    fn rows_are_taken_apart_in_one_way_or_not_at_all() {
        let columns = [Column::Id, Column::State, Column::Deprecated, Column::Retires];
        let cells = |line: &str| match row(&Text::of(line), &columns) {
            Found::Row(cells) => {
                cells.iter().map(|cell| cell.plain().to_owned()).collect::<Vec<_>>().join("|")
            }
            Found::Unclear(_) => "unclear".to_owned(),
            Found::Other => "other".to_owned(),
        };
        for (line, want) in [
            (
                "a-1 Active N/A Not sooner than May 14, 2026",
                "a-1|Active|N/A|Not sooner than May 14, 2026",
            ),
            (
                "a-1 Deprecated July 1, 2025 May 14, 2026",
                "a-1|Deprecated|July 1, 2025|May 14, 2026",
            ),
            ("a-1 Deprecated July 1, 2025 May 14", "unclear"),
            ("Deprecation history", "other"),
        ] {
            assert_eq!(cells(line), want, "{line}");
        }
    }
}
