//! Tables that are written as lists: one entry a model, one `key: value` below it a column.

use super::{Block, Document, Row, Table};
use crate::text::Text;
use crate::words::{self, Column};

/// An entry of a list with a known header and a value.
struct Field {
    line: usize,
    depth: usize,
    key: Text,
    value: Text,
}

/// Finds such lists and makes tables of them.
pub(super) fn find_tables(document: &mut Document) {
    let blocks = std::mem::take(&mut document.blocks);
    let mut record: Vec<Field> = Vec::new();
    let mut kept: Vec<Block> = Vec::new();
    for block in blocks {
        match field(&block) {
            Some(field) if record.last().is_none_or(|last| last.depth == field.depth) => {
                record.push(field);
                kept.push(block);
            }
            other => {
                end(&mut record, &mut kept, document);
                record.extend(other);
                kept.push(block);
            }
        }
    }
    let was_open = !record.is_empty();
    end(&mut record, &mut kept, document);
    if was_open {
        mark_cut(document);
    }
}

/// The last record of a page that has fewer fields than the one before may be cut off.
fn mark_cut(document: &mut Document) {
    let mut tables = document.blocks.iter_mut().rev().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    if let (Some(last), Some(earlier)) = (tables.next(), tables.next())
        && last.rows.len() == 1
        && last.header.len() < earlier.header.len()
    {
        last.damage = Some((last.line, "the last entry of the list is cut off".to_owned()));
    }
}

/// `**Legacy date:** January 7, 2026`, where the key is a header.
fn field(block: &Block) -> Option<Field> {
    let Block::Item { line, depth, text } = block else { return None };
    let plain = text.plain();
    let colon = plain.find(':')?;
    words::column(&plain[..colon])?;
    let start = colon + 1 + plain[colon + 1..].len() - plain[colon + 1..].trim_start().len();
    let end = plain.trim_end().len().max(start);
    let (key, value) = (text.part(0..colon), text.part(start..end));
    Some(Field { line: *line, depth: *depth, key, value })
}

/// Ends a record: it is a row if it names a model and tells of its life.
fn end(record: &mut Vec<Field>, kept: &mut Vec<Block>, document: &mut Document) {
    let record = std::mem::take(record);
    let kind = |field: &Field| words::column(field.key.plain());
    let models = record.iter().any(|one| matches!(kind(one), Some(Column::Id | Column::Model)));
    let days = record.iter().any(|one| {
        matches!(
            kind(one),
            Some(Column::Legacy | Column::Deprecated | Column::Retires | Column::Released)
        )
    });
    let blocks = std::mem::take(kept);
    if !models || !days {
        document.blocks.extend(blocks);
        return;
    }
    let fields = record.len();
    document
        .blocks
        .extend(blocks.into_iter().rev().skip(fields).rev().filter(|block| !is_title(block)));
    let line = record.first().map_or(1, |field| field.line);
    let header: Vec<Text> = record.iter().map(|field| field.key.clone()).collect();
    let row = Row { line, cells: record.into_iter().map(|field| field.value).collect() };
    match document.blocks.last_mut() {
        Some(Block::Table(table)) if table.header == header => table.rows.push(row),
        _ => document.blocks.push(Block::Table(Table {
            line,
            header,
            rows: vec![row],
            damage: None,
        })),
    }
}

/// What stands above the fields of a record: the name of the maker.
fn is_title(block: &Block) -> bool {
    matches!(block, Block::Item { text, .. } if text.codes().next().is_none() && text.plain().len() < 60)
}
