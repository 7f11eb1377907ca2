//! Markdown, with tables and with the components of MDX.

use super::{Block, Document, Row, Table, html, repair};
use crate::text::Text;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Takes a Markdown page apart.
pub(super) fn read(text: &str) -> Document {
    let (text, mut tables) = without_html_tables(text);
    let repaired = repair::tables(&text);
    let mut builder = Builder { repaired: &repaired, ..Builder::new(&repaired) };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&repaired.text, options).into_offset_iter() {
        builder.event(event, repaired.line(range.start));
    }
    builder.flush();
    let mut document = builder.document;
    document.blocks.append(&mut tables);
    document.blocks.sort_by_key(Block::line);
    document
}

impl Block {
    pub(super) fn line(&self) -> usize {
        match self {
            Self::Heading { line, .. } | Self::Paragraph { line, .. } | Self::Item { line, .. } => {
                *line
            }
            Self::Table(table) => table.line,
        }
    }
}

/// Tables written as HTML inside Markdown: an empty line in one would end it for the parser.
fn without_html_tables(text: &str) -> (String, Vec<Block>) {
    let mut out = String::with_capacity(text.len());
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("<table") {
        let line = text[..text.len() - rest.len() + start].matches('\n').count();
        let end =
            rest[start..].find("</table>").map_or(rest.len(), |end| start + end + "</table>".len());
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].chars().filter(|&c| c == '\n'));
        blocks.extend(html::read(&rest[start..end], line).blocks);
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, blocks)
}

struct Builder<'r> {
    repaired: &'r repair::Repaired,
    document: Document,
    text: Text,
    line: usize,
    heading: Option<u8>,
    depth: usize,
    table: Option<Table>,
    /// Inside of a code block: no text of the page.
    code: bool,
    /// Inside of `<sup>`: the mark of a footnote, which is no part of a date.
    raised: bool,
}

impl<'r> Builder<'r> {
    fn new(repaired: &'r repair::Repaired) -> Self {
        Self {
            repaired,
            document: Document::default(),
            text: Text::default(),
            line: 1,
            heading: None,
            depth: 0,
            table: None,
            code: false,
            raised: false,
        }
    }

    fn event(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::End(tag) => self.end(tag, line),
            _ if self.code || self.raised && !matches!(event, Event::InlineHtml(_)) => {}
            Event::Text(text) => self.put(line, |out| out.push(&text)),
            Event::Code(code) => self.put(line, |out| out.push_code(code.trim())),
            Event::SoftBreak | Event::HardBreak => self.text.push("\n"),
            Event::InlineHtml(tag) => match tag.to_lowercase().as_str() {
                "<sup>" => self.raised = true,
                "</sup>" => self.raised = false,
                "<br>" | "<br/>" | "<br />" => self.text.push("\n"),
                _ => {}
            },
            Event::Html(html) if !html.trim_start().starts_with("<!--") => {
                let start = line.saturating_sub(1);
                let inner = html::read(&html, start);
                self.flush();
                self.document.blocks.extend(inner.blocks);
            }
            _ => {}
        }
    }

    fn put(&mut self, line: usize, put: impl FnOnce(&mut Text)) {
        if self.text.is_empty() {
            self.line = line;
        }
        put(&mut self.text);
    }

    fn start(&mut self, tag: &Tag<'_>, line: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
                self.line = line;
            }
            Tag::List(_) | Tag::Item => {
                self.flush();
                if matches!(tag, Tag::List(_)) {
                    self.depth += 1;
                }
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Table { line, ..Table::default() });
            }
            Tag::TableHead => self.line = line,
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Row { line, cells: Vec::new() });
                }
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            Tag::Paragraph => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, line: usize) {
        match tag {
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.text);
                let level = self.heading.take().unwrap_or(6);
                self.document.blocks.push(Block::Heading { line, level, text });
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.raised = false;
                let text = std::mem::take(&mut self.text);
                if let Some(table) = &mut self.table {
                    match table.rows.last_mut() {
                        Some(row) => row.cells.push(text),
                        None => table.header.push(text),
                    }
                }
            }
            TagEnd::Table => {
                if let Some(mut table) = self.table.take() {
                    let last = table.rows.last().map_or(table.line, |row| row.line);
                    let damage = self.repaired.damage.range(table.line..=last).next();
                    table.damage = damage.map(|(line, words)| (*line, words.clone()));
                    self.document.blocks.push(Block::Table(table));
                }
            }
            TagEnd::CodeBlock => self.code = false,
            _ => {}
        }
    }

    fn flush(&mut self) {
        self.raised = false;
        let text = std::mem::take(&mut self.text);
        if text.is_empty() || self.table.is_some() {
            return;
        }
        let line = self.line;
        self.document.blocks.push(match self.depth {
            0 => Block::Paragraph { line, text },
            depth => Block::Item { line, depth, text },
        });
    }
}
