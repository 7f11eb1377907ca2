//! HTML, by the tokenizer of the standard.
//!
//! No tree is built: what counts are headings, paragraphs, entries of lists and the cells of
//! tables, and a page that leaves one of those open at its end is damaged.

use super::{Block, Document, Row, Table};
use crate::refusal::Refusal;
use crate::text::Text;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// What stands inside of these is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "svg", "button", "noscript", "template", "title", "sup", "textarea",
    "select",
];
/// Tags that stand within a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "time", "tt", "u", "var", "wbr", "path",
];

/// Takes a page or a part of one apart; its first line is `lines` behind the first of the page.
pub(super) fn read(text: &str, lines: usize) -> Document {
    let mut builder = Builder { lines, ..Builder::default() };
    let mut newlines = text.match_indices('\n').map(|(at, _)| at).peekable();
    let mut line = lines + 1;
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        let start = match &token {
            Token::StartTag(tag) => tag.span.start,
            Token::EndTag(tag) => tag.span.start,
            Token::String(text) => text.span.start,
            _ => continue,
        };
        while newlines.next_if(|&at| at < start).is_some() {
            line += 1;
        }
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_lowercase();
                let attribute = |key: &str| {
                    let value = tag.attributes.get(key.as_bytes())?;
                    Some(String::from_utf8_lossy(value).into_owned())
                };
                builder.open(&name, line, tag.self_closing, &attribute);
            }
            Token::EndTag(tag) => {
                builder.close(&String::from_utf8_lossy(&tag.name).to_lowercase(), line);
            }
            Token::String(text) => builder.text(&String::from_utf8_lossy(&text), line),
            _ => {}
        }
    }
    builder.finish(line)
}

#[derive(Default)]
struct Builder {
    lines: usize,
    document: Document,
    text: Text,
    line: usize,
    heading: Option<u8>,
    depth: usize,
    /// Tags of [`SKIPPED`] that are open.
    skipped: Vec<String>,
    /// Where code began that is open.
    code: Option<usize>,
    table: Option<TableBuilder>,
}

#[derive(Default)]
struct TableBuilder {
    table: Table,
    in_header: bool,
    in_row: bool,
    in_cell: bool,
    /// Tables inside of a cell.
    nested: usize,
    columns: usize,
    rows_left: usize,
    /// Cells that reach down from rows above: column, rows left, text.
    hanging: Vec<(usize, usize, Text)>,
}

impl Builder {
    fn open(
        &mut self,
        name: &str,
        line: usize,
        closed: bool,
        attribute: &dyn Fn(&str) -> Option<String>,
    ) {
        if name == "link" && attribute("rel").as_deref() == Some("canonical") {
            self.document.address = self.document.address.take().or_else(|| attribute("href"));
        }
        if SKIPPED.contains(&name) {
            if !closed {
                self.skipped.push(name.to_owned());
            }
            return;
        }
        if !self.skipped.is_empty() {
            return;
        }
        match name {
            "code" | "kbd" | "tt" if self.code.is_none() => self.code = Some(self.text.len()),
            "br" => self.text.end_line(),
            _ if INLINE.contains(&name) => {}
            "table" => self.open_table(line),
            "tr" => self.open_row(line),
            "td" | "th" => self.open_cell(line, name == "th", attribute),
            _ => {
                self.boundary();
                match name {
                    "ul" | "ol" => self.depth += 1,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                        self.heading = name[1..].parse().ok();
                        self.line = line;
                    }
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        if let Some(at) = self.skipped.iter().rposition(|open| open == name) {
            self.skipped.truncate(at);
            return;
        }
        if !self.skipped.is_empty() || name != "code" && INLINE.contains(&name) {
            return;
        }
        match name {
            "code" => {
                if let Some(start) = self.code.take() {
                    self.text.mark_code(start);
                }
            }
            "td" | "th" => self.close_cell(),
            "tr" => self.close_row(),
            "table" => self.close_table(line),
            _ => {
                self.boundary();
                match name {
                    "ul" | "ol" => {
                        self.document.open_list |= self.depth == 0;
                        self.depth = self.depth.saturating_sub(1);
                    }
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str, line: usize) {
        if !self.skipped.is_empty() {
            return;
        }
        if self.table.as_ref().is_some_and(|table| !table.in_cell) {
            return;
        }
        if self.text.is_empty() && self.heading.is_none() {
            let blank = text.len() - text.trim_start().len();
            self.line = line + text[..blank].matches('\n').count();
        }
        self.text.push_collapsed(text);
    }

    /// The end of a block: of a line in a cell, elsewhere of what was gathered.
    fn boundary(&mut self) {
        if let Some(start) = self.code.take() {
            self.text.mark_code(start);
        }
        if self.table.is_some() {
            self.text.end_line();
            return;
        }
        let text = std::mem::take(&mut self.text);
        let line = self.line;
        if let Some(level) = self.heading.take() {
            self.document.blocks.push(Block::Heading { line, level, text });
        } else if !text.is_empty() {
            self.document.blocks.push(match self.depth {
                0 => Block::Paragraph { line, text },
                depth => Block::Item { line, depth, text },
            });
        }
    }

    fn open_table(&mut self, line: usize) {
        if let Some(outer) = &mut self.table {
            outer.nested += 1;
            outer.table.damage.get_or_insert((line, "a table stands inside of a table".to_owned()));
            return;
        }
        self.boundary();
        let table = Table { line, ..Table::default() };
        self.table = Some(TableBuilder { table, ..TableBuilder::default() });
    }

    fn open_row(&mut self, line: usize) {
        self.close_row();
        match &mut self.table {
            Some(table) => {
                table.table.rows.push(Row { line, cells: Vec::new() });
                (table.in_header, table.in_row) = (true, true);
                table.hang();
            }
            None => self.outside(line, "row"),
        }
    }

    fn outside(&mut self, line: usize, what: &str) {
        let reason = format!("a {what} of a table stands outside of any table");
        self.document.damage.push(Refusal::new(line, "", reason, "save the whole page again"));
    }

    fn open_cell(&mut self, line: usize, heads: bool, attribute: &dyn Fn(&str) -> Option<String>) {
        self.close_cell();
        let Some(table) = &mut self.table else { return self.outside(line, "cell") };
        let span = |key: &str| attribute(key).and_then(|n| n.trim().parse().ok()).unwrap_or(1usize);
        table.columns = span("colspan").clamp(1, 100);
        table.rows_left = span("rowspan").clamp(1, 1000);
        table.in_header &= heads;
        table.in_cell = true;
        if table.table.rows.is_empty() {
            table.table.damage.get_or_insert((line, "a cell stands outside of any row".to_owned()));
            table.table.rows.push(Row { line, cells: Vec::new() });
            table.in_row = true;
        }
        self.text = Text::default();
    }

    fn close_cell(&mut self) {
        if let Some(start) = self.code.take() {
            self.text.mark_code(start);
        }
        let Some(table) = &mut self.table else { return };
        if !std::mem::take(&mut table.in_cell) {
            return;
        }
        let text = trimmed(&std::mem::take(&mut self.text));
        let Some(row) = table.table.rows.last_mut() else { return };
        if table.rows_left > 1 {
            table.hanging.push((row.cells.len(), table.rows_left, text.clone()));
        }
        row.cells.push(text);
        // The empty cells that a wide one covers.
        for _ in 1..table.columns {
            row.cells.push(Text::default());
        }
        table.hang();
    }

    fn close_row(&mut self) {
        self.close_cell();
        let Some(table) = &mut self.table else { return };
        // `</tr>` ends a row, and so does the next `<tr>`: cells hang down once for both.
        if !std::mem::take(&mut table.in_row) {
            return;
        }
        for hanging in &mut table.hanging {
            hanging.1 = hanging.1.saturating_sub(1);
        }
        table.hanging.retain(|hanging| hanging.1 > 0);
        if table.in_header
            && table.table.header.is_empty()
            && table.table.rows.len() == 1
            && let Some(row) = table.table.rows.pop()
        {
            table.table.header = row.cells;
        }
        table.in_header = false;
    }

    fn close_table(&mut self, line: usize) {
        if let Some(table) = &mut self.table
            && table.nested > 0
        {
            table.nested -= 1;
            return;
        }
        self.close_row();
        let Some(TableBuilder { mut table, .. }) = self.table.take() else {
            return self.outside(line, "end");
        };
        table.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        if table.header.is_empty() && !table.rows.is_empty() {
            table.header = table.rows.remove(0).cells;
        }
        self.document.blocks.push(Block::Table(table));
    }

    fn finish(mut self, line: usize) -> Document {
        self.skipped.clear();
        if let Some(table) = &mut self.table {
            table.nested = 0;
            let words = "the page ends inside of a table".to_owned();
            table.table.damage.get_or_insert((line.max(self.lines + 1), words));
            self.close_table(line);
        }
        self.boundary();
        self.document.open_list |= self.depth > 0;
        self.document
    }
}

impl TableBuilder {
    /// Puts in the cells that reach down into the row at hand.
    fn hang(&mut self) {
        let Some(row) = self.table.rows.last_mut() else { return };
        while let Some((_, _, text)) =
            self.hanging.iter().find(|(column, left, _)| *column == row.cells.len() && *left > 0)
        {
            if row.cells.len() > 200 {
                return;
            }
            row.cells.push(text.clone());
        }
    }
}

fn trimmed(text: &Text) -> Text {
    let plain = text.plain();
    let start = plain.len() - plain.trim_start().len();
    let end = plain.trim_end().len().max(start);
    text.part(start..end)
}
