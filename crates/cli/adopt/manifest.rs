//! The manifest of a package that is to depend on the macros.

use crate::failure::Failure;
use crate::texts::why_unread;
use modelmod_edit::{Edit, EditSet, Named, Span};
use std::ops::Not;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

const NAME: &str = "modelmod-macros";
const FILE: &str = "Cargo.toml";
/// As the dependency is written: what is compatible with the macros of this release.
const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// A manifest, and what its package needs.
pub(super) struct Manifest {
    path: PathBuf,
    text: String,
    document: DocumentMut,
    /// Name under which the package, or its tests, depend on the macros already.
    known: [Option<String>; 2],
    needed: Option<Part>,
}

/// What a dependency is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Tests, examples and benchmarks alone.
    Tests,
    /// The package itself.
    Package,
}

impl Part {
    /// As a table of a manifest is called.
    const fn table(self) -> &'static str {
        match self {
            Self::Package => "dependencies",
            Self::Tests => "dev-dependencies",
        }
    }
}

/// The manifest of the package that holds `file`; none for files of no package.
pub(super) fn of(file: &Path) -> Option<PathBuf> {
    let manifests = file.ancestors().skip(1).map(|folder| folder.join(FILE));
    let nearest = manifests.into_iter().find(|manifest| manifest.is_file())?;
    // That of a workspace alone has no code. What cannot be read, whoever reads it says.
    let text = std::fs::read_to_string(&nearest).unwrap_or_default();
    let document = text.parse::<DocumentMut>();
    document.is_ok_and(|document| !document.contains_key("package")).not().then_some(nearest)
}

impl Manifest {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let problem =
            |why: &str| Failure::new(format!("{}: {why}; nothing was done", path.named()));
        let text = std::fs::read_to_string(path).map_err(|error| problem(&why_unread(&error)))?;
        let document: DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| problem(&error.to_string()))?;
        let known = [Part::Package, Part::Tests].map(|part| known(&document, part.table()));
        Ok(Self { path: path.to_path_buf(), text, document, known, needed: None })
    }

    /// Its text as it was read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The name of the macros' crate in the package's code.
    pub(super) fn krate(&self) -> String {
        let known = self.known.iter().flatten().next();
        known.map_or(NAME, String::as_str).replace('-', "_")
    }

    /// Which part of the package a file is; none for its build script.
    pub(super) fn part_of(&self, file: &Path) -> Option<Part> {
        let folder = self.path.parent().unwrap_or(&self.path);
        let below = file.strip_prefix(folder).unwrap_or(file);
        let build = self.document.get("package").and_then(|package| package.get("build"));
        let build = build.and_then(Item::as_str).unwrap_or("build.rs");
        if below == Path::new(build) {
            return None;
        }
        let first = below.iter().next().and_then(|first| first.to_str());
        Some(match first {
            Some("tests" | "examples" | "benches") => Part::Tests,
            _ => Part::Package,
        })
    }

    /// The package needs the macros for this part.
    pub(super) fn need(&mut self, part: Part) {
        self.needed = self.needed.max(Some(part));
    }

    /// The edit that adds the dependency, unless it is there.
    pub(super) fn edits(&self) -> Result<Option<EditSet>, Failure> {
        let Some(part) = self.needed else { return Ok(None) };
        let [package, tests] = &self.known;
        if package.is_some() || (part == Part::Tests && tests.is_some()) {
            return Ok(None);
        }
        let mut document = self.document.clone();
        let bad = || {
            let (path, table) = (self.path.named(), part.table());
            Failure::new(format!("{path}: `{table}` is no table; nothing was done"))
        };
        let table = document.entry(part.table()).or_insert(Item::Table(Table::new()));
        let table = table.as_table_like_mut().ok_or_else(bad)?;
        add(table, self.of_workspace());
        let mut after = document.to_string();
        if self.text.contains("\r\n") {
            after = after.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let edit = difference(&self.text, &after);
        let edits = EditSet::new(vec![edit], self.text.len());
        edits.map(Some).map_err(|_| bad())
    }

    /// Whether the workspace that the package is in has the macros for its members.
    fn of_workspace(&self) -> bool {
        let above = self.path.ancestors().skip(1).map(|folder| folder.join(FILE));
        let roots = above.filter_map(|path| std::fs::read_to_string(path).ok());
        let roots = roots.filter_map(|text| text.parse::<DocumentMut>().ok());
        let mut workspaces = roots.filter_map(|root| root.get("workspace").cloned());
        let dependencies = |workspace: Item| workspace.get("dependencies")?.get(NAME).cloned();
        workspaces.next().and_then(dependencies).is_some()
    }
}

/// The name under which a table of dependencies has the macros.
fn known(document: &DocumentMut, table: &str) -> Option<String> {
    let table = document.get(table)?.as_table_like()?;
    let is_it = |(name, item): &(&str, &Item)| {
        let package = item.get("package").and_then(Item::as_str);
        package.unwrap_or(name) == NAME
    };
    table.iter().find(is_it).map(|(name, _)| name.to_owned())
}

/// Adds the dependency, in its place where the table is sorted.
fn add(table: &mut dyn TableLike, of_workspace: bool) {
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let is_sorted = names.is_sorted();
    let mut value = Value::from(VERSION);
    if of_workspace {
        let mut inherited = toml_edit::InlineTable::new();
        inherited.insert("workspace", true.into());
        value = Value::InlineTable(inherited);
    }
    table.insert(NAME, Item::Value(value));
    if is_sorted {
        table.sort_values();
    }
}

/// The smallest edit of whole lines that makes `after` of `before`.
fn difference(before: &str, after: &str) -> Edit {
    let same = |(a, b): &(&str, &str)| a == b;
    let lines = |text: &'_ str| text.split_inclusive('\n').map(str::len).collect::<Vec<_>>();
    let head: usize = before
        .split_inclusive('\n')
        .zip(after.split_inclusive('\n'))
        .take_while(same)
        .map(|(line, _)| line.len())
        .sum();
    let (rest, new) = (&before[head..], &after[head..]);
    let (mut end, mut new_end) = (rest.len(), new.len());
    for (len, new_len) in lines(rest).into_iter().rev().zip(lines(new).into_iter().rev()) {
        if len != new_len || rest[end - len..end] != new[new_end - len..new_end] {
            break;
        }
        (end, new_end) = (end - len, new_end - len);
    }
    Edit { span: Span::new(head, head + end), text: new.as_bytes()[..new_end].to_vec() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    fn with_dependency(text: &str, part: Part) -> String {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        let mut manifest = Manifest::read(&path).unwrap();
        manifest.need(part);
        match manifest.edits().unwrap() {
            Some(edits) => String::from_utf8(edits.apply(text.as_bytes())).unwrap(),
            None => text.to_owned(),
        }
    }

    #[test]
    fn the_dependency_comes_where_it_belongs() {
        let head = "[package]\nname = \"a\" # its name\n";
        for (before, after) in [
            ("", "\n[dependencies]\nmodelmod-macros = \"0.1\"\n"),
            (
                "\n[dependencies]\na = \"1\"\nz = { version = \"1\" } # last\n\n[features]\n",
                "\n[dependencies]\na = \"1\"\nmodelmod-macros = \"0.1\"\nz = { version = \"1\" } # last\n\n[features]\n",
            ),
            (
                "\n[dependencies]\nz = \"1\"\na = \"1\"\n",
                "\n[dependencies]\nz = \"1\"\na = \"1\"\nmodelmod-macros = \"0.1\"\n",
            ),
            ("\n[dependencies]\nm = { package = \"modelmod-macros\", version = \"0.1\" }\n", ""),
        ] {
            let expected = if after.is_empty() { before } else { after };
            let found = with_dependency(&format!("{head}{before}"), Part::Package);
            assert_eq!(found, format!("{head}{expected}"));
        }
    }

    #[test]
    fn line_ends_stay() {
        let text = "[package]\r\nname = \"a\"\r\n\r\n[dependencies]\r\nz = \"1\"\r\n";
        let after = with_dependency(text, Part::Package);
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(after.contains("\r\nmodelmod-macros = \"0.1\"\r\n"));
    }

    #[test]
    fn tests_alone_need_it_for_themselves() {
        let after = with_dependency("[package]\nname = \"a\"\n", Part::Tests);
        assert!(after.ends_with("\n[dev-dependencies]\nmodelmod-macros = \"0.1\"\n"));
        let both = "[package]\nname = \"a\"\n[dependencies]\nmodelmod-macros = \"0.1\"\n";
        assert_eq!(with_dependency(both, Part::Tests), both);
    }

    #[test]
    fn that_of_the_workspace_is_inherited() {
        let dir = tempfile::tempdir().unwrap();
        let member = dir.path().join("a");
        std::fs::create_dir(&member).unwrap();
        let root = "[workspace]\n[workspace.dependencies]\nmodelmod-macros = \"0.1\"\n";
        std::fs::write(dir.path().join(FILE), root).unwrap();
        let text = "[package]\nname = \"a\"\n\n[dependencies]\n";
        std::fs::write(member.join(FILE), text).unwrap();
        let mut manifest = Manifest::read(&member.join(FILE)).unwrap();
        manifest.need(Part::Package);
        let after = manifest.edits().unwrap().unwrap().apply(text.as_bytes());
        let after = String::from_utf8(after).unwrap();
        assert!(after.ends_with("modelmod-macros = { workspace = true }\n"), "{after}");
    }
}
