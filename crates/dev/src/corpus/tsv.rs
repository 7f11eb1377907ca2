//! Tables with tabs between the fields and names in the first line.

use std::path::Path;

/// A table as it was read.
#[derive(Debug)]
pub struct Table {
    /// Where it came from, for messages.
    origin: String,
    names: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    /// Its number in the file, from 1.
    line: usize,
    fields: &'t [String],
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, and what [`Table::parse`] refuses.
    pub fn read(path: &Path) -> Result<Self, String> {
        let origin = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{origin}: {error}"))?;
        Self::parse(&origin, &text)
    }

    /// Reads a text. `origin` is its name in messages.
    ///
    /// # Errors
    ///
    /// A table without a header, a line with more or fewer fields than it, or an open quote.
    pub fn parse(origin: &str, text: &str) -> Result<Self, String> {
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
        let split = |(at, line): (usize, &str)| {
            fields(line)
                .map(|fields| (at + 1, fields))
                .ok_or_else(|| format!("{origin}:{}: a quote is not closed", at + 1))
        };
        let (_, names) = lines
            .next()
            .map(split)
            .ok_or_else(|| format!("{origin}: empty; its first line names the columns"))??;
        let rows = lines.map(split).collect::<Result<Vec<_>, _>>()?;
        if let Some((line, row)) = rows.iter().find(|(_, row)| row.len() != names.len()) {
            let (has, wants) = (row.len(), names.len());
            return Err(format!("{origin}:{line}: {has} fields; the header has {wants}"));
        }
        Ok(Self { origin: origin.to_owned(), names, rows })
    }

    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, fields)| Row { table: self, line: *line, fields })
    }
}

impl<'t> Row<'t> {
    /// The field of the column `name`.
    ///
    /// # Errors
    ///
    /// When the table has no such column.
    pub fn get(&self, name: &str) -> Result<&'t str, String> {
        let column = self.table.names.iter().position(|one| one == name);
        let field = column.and_then(|column| self.fields.get(column));
        field
            .map(String::as_str)
            .ok_or_else(|| format!("{}: it has no column `{name}`", self.table.origin))
    }

    /// The field of the column `name` as whatever is wanted.
    ///
    /// # Errors
    ///
    /// When there is no such column, or the field is nothing of that kind.
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Result<T, String>
    where
        T::Err: std::fmt::Display,
    {
        let field = self.get(name)?;
        field.parse().map_err(|error| self.wrong(name, &format!("{field:?}: {error}")))
    }

    /// A message about the field of the column `name`.
    #[must_use]
    pub fn wrong(&self, name: &str, what: &str) -> String {
        format!("{}:{}: {name}: {what}", self.table.origin, self.line)
    }
}

/// The fields of a line: as they stand, or in quotes with inner quotes doubled.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut out = Vec::new();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (field, next) = match text.strip_prefix('"') {
            Some(quoted) => unquote(quoted)?,
            None => match text.split_once('\t') {
                Some((field, next)) => (field.to_owned(), Some(next)),
                None => (text.to_owned(), None),
            },
        };
        out.push(field);
        rest = next;
    }
    Some(out)
}

/// The text up to the closing quote, and what is behind the tab that follows.
fn unquote(text: &str) -> Option<(String, Option<&str>)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (part, behind) = rest.split_once('"')?;
        field.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => {
                return match behind.split_once('\t') {
                    Some((trail, next)) => Some((field + trail, Some(next))),
                    None => Some((field + behind, None)),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_are_read_as_they_were_meant() {
        let table = Table::parse("t", "a\tb\tc\n1\t\"say \"\"x\"\", y\"\t\n\"\t\"\t\t\n").unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows[0].get("b").unwrap(), "say \"x\", y");
        assert_eq!(rows[0].parse::<usize>("a").unwrap(), 1);
        assert_eq!((rows[1].get("a").unwrap(), rows[1].get("c").unwrap()), ("\t", ""));
    }

    #[test]
    fn errors_name_the_place() {
        let error = |text| Table::parse("t", text).unwrap_err();
        assert_eq!(error(""), "t: empty; its first line names the columns");
        assert_eq!(error("a\tb\n1\n"), "t:2: 1 fields; the header has 2");
        assert_eq!(error("a\n\"1\n"), "t:2: a quote is not closed");
        let table = Table::parse("t", "a\nx\n").unwrap();
        let row = table.rows().next().unwrap();
        assert_eq!(row.get("b").unwrap_err(), "t: it has no column `b`");
        let error = row.parse::<usize>("a").unwrap_err();
        assert_eq!(error, "t:2: a: \"x\": invalid digit found in string");
    }
}
