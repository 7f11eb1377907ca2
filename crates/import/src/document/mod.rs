//! A page as a row of blocks, whatever it is written in: one model for Markdown and HTML.

mod flat;
mod html;
mod markdown;
mod records;
mod repair;

use crate::refusal::Refusal;
use crate::text::Text;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading: its level from 1, and what it says (possibly nothing).
    Heading { line: usize, level: u8, text: Text },
    /// A paragraph.
    Paragraph { line: usize, text: Text },
    /// An entry of a list, or one paragraph of it; lists inside lists are deeper.
    Item { line: usize, depth: usize, text: Text },
    /// A table.
    Table(Table),
}

/// A table with a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) line: usize,
    pub(crate) header: Vec<Text>,
    pub(crate) rows: Vec<Row>,
    /// Something that keeps it from being read as a whole, with its line.
    pub(crate) damage: Option<(usize, String)>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) line: usize,
    pub(crate) cells: Vec<Text>,
}

/// A page, taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    /// What is damaged outside of any table.
    pub(crate) damage: Vec<Refusal>,
    /// A list of an HTML page is not closed, or closed twice: what belongs to which heading is
    /// uncertain.
    pub(crate) open_list: bool,
    /// The address that the page gives as its own.
    pub(crate) address: Option<String>,
}

/// Takes a page apart.
pub(crate) fn read(text: &str) -> Document {
    let mut document = if is_html(text) { html::read(text, 0) } else { markdown::read(text) };
    records::find_tables(&mut document);
    flat::find_tables(&mut document, !text.ends_with('\n'));
    document.address = document.address.or_else(|| address(text));
    document
}

/// Pages in HTML begin with a tag of HTML; in Markdown a first tag is a component (`<Note>`).
fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.find("-->").map_or("", |end| comment[end + 3..].trim_start());
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name: String =
        tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    const FIRST: &[&str] = &[
        "html", "head", "body", "div", "main", "article", "section", "table", "h1", "h2", "h3",
        "p", "ul", "header", "nav",
    ];
    tag.starts_with('!')
        || (tag.starts_with(|c: char| c.is_ascii_lowercase()) || tag.starts_with("HTML"))
            && FIRST.contains(&name.as_str())
}

/// The address that front matter or a first comment names as the page's own.
fn address(text: &str) -> Option<String> {
    let mut lines = text.lines().take(20);
    lines.find_map(|line| {
        let line = line.trim().trim_start_matches("<!--").trim_start();
        let (key, value) = line.split_once(':')?;
        if !matches!(key.trim(), "url" | "source_url" | "source" | "canonical") {
            return None;
        }
        let value = value.trim().trim_matches('"');
        let end = value.find([' ', '"', '|']).unwrap_or(value.len());
        value.starts_with("https://").then(|| value[..end].to_owned())
    })
}
