//! Commits that replaced the name of a model, as a table tells them.

use crate::corpus::tsv::{Row, Table};
use modelmod_catalog::Date;
use std::collections::BTreeMap;

/// Percentage of the uses that a sweep changes at least.
pub const MOST: usize = 70;

/// A commit that replaced the name of a model.
#[derive(Clone, Debug)]
pub struct Commit {
    /// `OWNER/NAME`.
    pub repo: String,
    /// Its hash.
    pub sha: String,
    /// Hash of the commit before it.
    pub parent: String,
    /// The day on which it was made.
    pub date: Date,
    /// Whether it moved from one model to another; other commits only reorder lists.
    pub is_migration: bool,
    /// Names and what was written instead; a name may have several successors.
    pub replaced: Vec<(String, String)>,
    /// Places that were changed, in the tree before.
    pub changed: Vec<Place>,
    /// Places with the same names that were left, in the tree after.
    pub left: Vec<Place>,
    /// Number of uses that were changed and left.
    pub uses: (usize, usize),
    /// Number of places, of which `changed` and `left` may be the first.
    pub counted: (usize, usize),
}

/// A name at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The name, without what platforms put before it.
    pub name: String,
    /// What kind of mention it is, where the table says so.
    pub class: Option<String>,
}

impl Commit {
    /// Whether it changed most of the uses: [`MOST`] percent of them, and at least one.
    #[must_use]
    pub const fn is_sweep(&self) -> bool {
        let (changed, left) = self.uses;
        self.is_migration && changed > 0 && changed * 100 >= (changed + left) * MOST
    }
}

/// The commits of a table.
///
/// # Errors
///
/// A column that is missing, or a field that says nothing of its kind.
pub fn read(table: &Table) -> Result<Vec<Commit>, String> {
    table.rows().map(|row| commit(&row)).collect()
}

fn commit(row: &Row<'_>) -> Result<Commit, String> {
    let text = |name| row.get(name).map(str::to_owned);
    let changed = classes(row, "changed_by_class")?;
    let left = classes(row, "left_by_class")?;
    let uses = |classes: &BTreeMap<String, usize>| -> usize {
        classes.iter().filter(|(class, _)| class.starts_with("use")).map(|(_, count)| count).sum()
    };
    Ok(Commit {
        repo: text("repo")?,
        sha: text("sha")?,
        parent: text("parent")?,
        date: row.parse("date")?,
        is_migration: row.get("kind")? == "migration",
        replaced: replaced(row)?,
        changed: places(row, "changed_at", None)?,
        left: places(row, "left_at", Some(&left))?,
        uses: (uses(&changed), uses(&left)),
        counted: (row.parse("n_changed")?, row.parse("n_left")?),
    })
}

/// `{"CLASS": COUNT, ...}`.
fn classes(row: &Row<'_>, column: &str) -> Result<BTreeMap<String, usize>, String> {
    serde_json::from_str(row.get(column)?).map_err(|error| row.wrong(column, &error.to_string()))
}

/// The parts of a field between `;`.
fn parts<'t>(row: &Row<'t>, column: &str) -> Result<impl Iterator<Item = &'t str>, String> {
    Ok(row.get(column)?.split(';').filter(|part| !part.is_empty()))
}

/// `OLD->NEW;...`.
fn replaced(row: &Row<'_>) -> Result<Vec<(String, String)>, String> {
    let column = "old_to_new";
    let pair = |part: &str| {
        let (old, new) = part
            .split_once("->")
            .ok_or_else(|| row.wrong(column, &format!("{part:?}: no `->`")))?;
        Ok((old.to_owned(), new.to_owned()))
    };
    parts(row, column)?.map(pair).collect()
}

/// `PATH:LINE:NAME;...`, with `:CLASS` behind each where classes are told. Names and classes
/// may themselves have colons.
fn places(
    row: &Row<'_>,
    column: &str,
    classes: Option<&BTreeMap<String, usize>>,
) -> Result<Vec<Place>, String> {
    let place = |part: &str| {
        let (path, line, rest) = split(part)
            .ok_or_else(|| row.wrong(column, &format!("{part:?}: expected PATH:LINE:NAME")))?;
        let behind = |class: &String| {
            Some((rest.strip_suffix(class.as_str())?.strip_suffix(':')?, class.clone()))
        };
        // The longest class that fits: one may be the end of another.
        let (name, class) = match classes {
            None => (rest, None),
            Some(classes) => {
                match classes.keys().filter_map(behind).min_by_key(|(name, _)| name.len()) {
                    Some((name, class)) => (name, Some(class)),
                    None => {
                        return Err(
                            row.wrong(column, &format!("{part:?}: no class of left_by_class"))
                        );
                    }
                }
            }
        };
        Ok(Place { path: path.to_owned(), line, name: name.to_owned(), class })
    };
    parts(row, column)?.map(place).collect()
}

/// Path, line and rest: the line is the first part between colons that is a number.
fn split(part: &str) -> Option<(&str, usize, &str)> {
    for (at, _) in part.match_indices(':') {
        let (path, rest) = (&part[..at], &part[at + 1..]);
        if let Some((line, name)) = rest.split_once(':')
            && let Ok(line) = line.parse()
        {
            return Some((path, line, name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "repo\tsha\tparent\tdate\tkind\told_to_new\tn_changed\tn_left\t\
        changed_by_class\tleft_by_class\tchanged_at\tleft_at\n";

    fn read_one(fields: &str) -> Result<Commit, String> {
        let table = Table::parse("t", &format!("{HEAD}o/n\ts\tp\t2025-01-02\t{fields}\n")).unwrap();
        read(&table).map(|commits| commits[0].clone())
    }

    fn uses(changed: usize, left: usize) -> Commit {
        let (changed, left) =
            (format!("{{\"use:docs\": {changed}}}"), format!("{{\"use:code\": {left}}}"));
        read_one(&format!("migration\ta->b\t1\t0\t{changed}\t{left}\tp:1:a\t")).unwrap()
    }

    #[test]
    fn places_are_read_whatever_their_colons() {
        let commit = read_one(
            "migration\ta-v1:0->b;c->d\t1\t2\t{\"use:docs\": 1}\t{\"use:docs\": 1, \"catalogue\": 1}\t\
             x:y/a.py:12:a-v1:0\tb.py:3:a-v1:0:use:docs;c.py:4:c:catalogue",
        )
        .unwrap();
        let place = |path: &str, line, name: &str, class: Option<&str>| Place {
            path: path.to_owned(),
            line,
            name: name.to_owned(),
            class: class.map(str::to_owned),
        };
        assert_eq!(commit.changed, [place("x:y/a.py", 12, "a-v1:0", None)]);
        let left = [
            place("b.py", 3, "a-v1:0", Some("use:docs")),
            place("c.py", 4, "c", Some("catalogue")),
        ];
        assert_eq!(commit.left, left);
        assert_eq!(commit.replaced[0], ("a-v1:0".to_owned(), "b".to_owned()));
        assert_eq!((commit.uses, commit.counted), ((1, 1), (1, 2)));
    }

    #[test]
    fn a_sweep_changes_most_uses() {
        assert!(uses(7, 3).is_sweep());
        assert!(!uses(69, 31).is_sweep());
        assert!(!uses(0, 0).is_sweep());
        let churn =
            read_one("catalogue-churn\ta->b\t1\t0\t{\"use:docs\": 1}\t{}\tp:1:a\t").unwrap();
        assert!(!churn.is_sweep());
    }

    #[test]
    fn errors_name_the_field() {
        let error = read_one("migration\ta\t1\t0\t{}\t{}\t\t").unwrap_err();
        assert_eq!(error, "t:2: old_to_new: \"a\": no `->`");
        let error = read_one("migration\ta->b\t1\t0\t{}\t{}\tp:a\t").unwrap_err();
        assert_eq!(error, "t:2: changed_at: \"p:a\": expected PATH:LINE:NAME");
        let error = read_one("migration\ta->b\t1\t0\t{}\t{}\t\tp:1:a:x").unwrap_err();
        assert_eq!(error, "t:2: left_at: \"p:1:a:x\": no class of left_by_class");
    }
}
