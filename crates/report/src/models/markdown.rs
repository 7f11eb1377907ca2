//! The list as a table in Markdown.

use super::{ModelList, table};
use crate::life;
use std::io::{self, Write};

/// Writes the list as a table in GitHub's Markdown.
///
/// # Errors
///
/// When writing fails.
pub fn models_markdown(list: &ModelList<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| Provider | Model | State | Deprecated | Retires | Replacement |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for row in &list.rows {
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            cell(row.maker),
            code(row.name),
            table::state(row).replace('*', "\\*"),
            life::date(row.deprecated),
            life::date(row.retires),
            match (row.replacement_name, row.replacement) {
                (Some(name), _) => code(name),
                (None, Some(id)) => format!("{} (no name there is known)", code(id)),
                (None, None) => {
                    row.advice.map_or_else(|| "-".to_owned(), |text| format!("\"{}\"", cell(text)))
                }
            },
        )?;
    }
    writeln!(out, "\nAs of {}.", list.as_of)?;
    if list.rows.iter().any(|row| row.borrowed) {
        let surface = list.surface.map_or("the platform", |one| &one.name);
        writeln!(out, "\n\\{}.", table::borrowed(&cell(surface)))?;
    }
    Ok(())
}

/// Text in a cell: a pipe would end it, and signs of Markdown would mark it up.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '|' | '<' | '[' | ']' | '&' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A name as code. A pipe ends a cell even there; names with a backtick need a longer fence.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|");
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(runs + 1);
    if runs == 0 { format!("`{text}`") } else { format!("{fence} {text} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_text() {
        assert_eq!(cell("a|b *c* <d> \n"), "a\\|b \\*c\\* \\<d> \\ ".replace("\\ ", " "));
        assert_eq!(code("a-1"), "`a-1`");
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
