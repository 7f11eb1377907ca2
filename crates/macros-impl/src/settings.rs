//! What a project says about its models: `modelmod.toml`, or a table of a `Cargo.toml`.
//!
//! The files are those of the command `modelmod`, found by the same rule: the nearest one counts,
//! and no other.

use crate::packs::{self, File};
use crate::place::Place;
use crate::toml::{self, Kind, Table, Value};
use modelmod_catalog::{Catalog, nearest_names};
use std::fs;
use std::path::{Path, PathBuf};

/// What is done about a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Level {
    /// The code does not compile.
    #[default]
    Deny,
    /// The compiler warns, as about anything deprecated.
    Warn,
    /// Nothing is said.
    Allow,
}

impl Level {
    pub(crate) const WORDS: &str = "deny, warn or allow";

    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "deny" => Some(Self::Deny),
            "warn" => Some(Self::Warn),
            "allow" => Some(Self::Allow),
            _ => None,
        }
    }
}

/// What a project says.
#[derive(Default)]
pub(crate) struct Settings {
    /// About retired models.
    pub(crate) retired: Option<Level>,
    /// About legacy models.
    pub(crate) legacy: Option<Level>,
    /// What retires within so many days counts as retired.
    pub(crate) deny_within: u32,
    /// Names of which nothing is said.
    pub(crate) allow: Vec<String>,
    /// Its packs.
    pub(crate) own: Option<Catalog>,
    /// Files that all this depends on.
    pub(crate) files: Vec<PathBuf>,
}

const OWN: &str = "modelmod.toml";
const MANIFEST: &str = "Cargo.toml";

/// Keys of the configuration, for the command too: generated from what it knows.
const KEYS: &str = include_str!("table/keys.tsv");

/// Reads the settings that lie nearest.
///
/// # Errors
///
/// What is wrong with them, with file and line.
pub(crate) fn read(place: &Place) -> Result<Settings, String> {
    let mut files = Vec::new();
    for folder in &place.folders {
        let (own, manifest) = (folder.join(OWN), folder.join(MANIFEST));
        let own_text = fs::read_to_string(&own).ok();
        let manifest_text = fs::read_to_string(&manifest).ok();
        // A table may be added to any manifest on the way.
        files.extend(manifest_text.is_some().then(|| manifest.clone()));
        let table = match &manifest_text {
            Some(text) => in_manifest(text).map_err(|bad| at(&manifest, bad))?,
            None => None,
        };
        let found = match (own_text, table) {
            (Some(_), Some(_)) => {
                return Err(format!(
                    "two configurations: {} and a table in {}; keep one of them",
                    own.display(),
                    manifest.display()
                ));
            }
            (Some(text), None) => {
                files.push(own.clone());
                let root = toml::read(&text).map_err(|fault| (fault.line, fault.message));
                Some((own.clone(), root.map_err(|bad| at(&own, bad))?))
            }
            (None, Some(table)) => Some((manifest.clone(), table)),
            (None, None) => None,
        };
        if let Some((file, table)) = found {
            let mut settings = settings(&table).map_err(|bad| at(&file, bad))?;
            let read = own_packs(&table, folder, &mut files)?;
            settings.own = if read.is_empty() { None } else { Some(packs::read(&read)?) };
            return Ok(Settings { files, ..settings });
        }
    }
    Ok(Settings { files, ..Settings::default() })
}

/// A line, and what is wrong there.
type Bad = (usize, String);

fn at(file: &Path, (line, message): Bad) -> String {
    format!("{}:{line}: {message}", file.display())
}

fn in_manifest(text: &str) -> Result<Option<Table>, Bad> {
    // Any package that calls the macro has the word, in its dependencies.
    if !text.contains("metadata") || !text.contains("modelmod") {
        return Ok(None);
    }
    let root = toml::read(text).map_err(|fault| (fault.line, fault.message))?;
    let table = |part: &str| {
        let metadata = toml::get(toml::get(&root, part)?.table()?, "metadata")?;
        let value = toml::get(metadata.table()?, "modelmod")?;
        Some((value.line, value.table()?.clone()))
    };
    match (table("workspace"), table("package")) {
        (Some(_), Some((line, _))) => {
            let message = "two configurations in one file: keep [workspace.metadata.modelmod]";
            Err((line, message.to_owned()))
        }
        (one, other) => Ok(one.or(other).map(|(_, table)| table)),
    }
}

fn settings(table: &Table) -> Result<Settings, Bad> {
    for (key, value) in table {
        if !KEYS.lines().any(|known| known == key) {
            let near = nearest_names(key, 1, KEYS.lines());
            let near = near.first().map(|near| format!("; did you mean `{near}`?"));
            let near = near.unwrap_or_default();
            return Err((value.line, format!("`{key}` is no key of the configuration{near}")));
        }
    }
    Ok(Settings {
        retired: level(table, "retired", Level::WORDS)?,
        legacy: level(table, "legacy", "warn or allow")?,
        deny_within: days(table, "deny-within")?,
        allow: texts(table, "allow")?,
        ..Settings::default()
    })
}

fn level(table: &Table, key: &str, words: &str) -> Result<Option<Level>, Bad> {
    let Some(value) = toml::get(table, key) else { return Ok(None) };
    let level = value.text().and_then(Level::named);
    // What is still served and recommended by nobody is no reason to stop a build.
    let level = level.filter(|level| key == "retired" || *level != Level::Deny);
    level.map(Some).ok_or_else(|| (value.line, format!("{key} is one word: {words}")))
}

fn days(table: &Table, key: &str) -> Result<u32, Bad> {
    let Some(value) = toml::get(table, key) else { return Ok(0) };
    let number = match &value.kind {
        Kind::Text(text) => text.strip_suffix('d').unwrap_or(text).parse(),
        _ => value.word().unwrap_or_default().parse(),
    };
    number.map_err(|_| (value.line, format!("{key} is a number of days: 30, or \"30d\"")))
}

fn texts(table: &Table, key: &str) -> Result<Vec<String>, Bad> {
    let Some(value) = toml::get(table, key) else { return Ok(Vec::new()) };
    let texts = value.list().map(|list| list.iter().map(|one| one.text().map(str::to_owned)));
    let texts = texts.and_then(Iterator::collect);
    texts.ok_or_else(|| (value.line, format!("{key} is a list of texts: [\"...\"]")))
}

/// The files of the packs that the configuration in `folder` names.
fn own_packs(table: &Table, folder: &Path, seen: &mut Vec<PathBuf>) -> Result<Vec<File>, String> {
    let line = toml::get(table, "packs").map_or(1, |value: &Value| value.line);
    let named = texts(table, "packs").map_err(|bad| at(folder, bad))?;
    let mut files = Vec::new();
    for named in named {
        let packs = folder.join(&named);
        let bad = |message: &str| format!("{}: packs (line {line}): {message}", packs.display());
        if packs.join("surfaces.toml").exists() {
            return Err(bad(
                "a folder with a surfaces.toml stands alone, which model! cannot read",
            ));
        }
        let models = model_files(&packs).map_err(|error| bad(&error.to_string()))?;
        if models.is_empty() {
            return Err(bad("no models.toml in this folder, nor in a folder in it"));
        }
        for path in models {
            let text = fs::read_to_string(&path);
            let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
            files.push(File { path: path.display().to_string(), text });
            seen.push(path);
        }
    }
    Ok(files)
}

/// The `models.toml` of a folder that is a pack, or of each pack in it.
fn model_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let own = folder.join("models.toml");
    if own.is_file() {
        return Ok(vec![own]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path().join("models.toml"));
    }
    files.retain(|file| file.is_file());
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, Place) {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let folders = vec![dir.path().join("p"), dir.path().to_path_buf()];
        (dir, Place { folders, is_foreign: false })
    }

    fn refused(files: &[(&str, &str)]) -> String {
        let (dir, place) = project(files);
        let root = format!("{}/", dir.path().display());
        read(&place).map(drop).unwrap_err().replace(&root, "")
    }

    #[test]
    fn the_nearest_counts_and_all_manifests_on_the_way_are_watched() {
        let (dir, place) = project(&[
            ("p/Cargo.toml", "[package]\nname = \"p\"\n[dependencies]\nmodelmod-macros = \"1\"\n"),
            ("Cargo.toml", "[workspace]\n[workspace.metadata.modelmod]\nretired = \"warn\"\n"),
        ]);
        let settings = read(&place).unwrap();
        assert_eq!(settings.retired, Some(Level::Warn));
        assert_eq!(
            settings.files,
            [dir.path().join("p/Cargo.toml"), dir.path().join("Cargo.toml")]
        );

        fs::write(dir.path().join("p/modelmod.toml"), "allow = [\"a\"]\nwithin = 3\n").unwrap();
        let settings = read(&place).unwrap();
        assert_eq!((settings.retired, settings.allow), (None, vec!["a".to_owned()]));
        let expected = ["p/Cargo.toml", "p/modelmod.toml"].map(|name| dir.path().join(name));
        assert_eq!(settings.files, expected);
    }

    #[test]
    fn every_key_is_read() {
        let text = "retired = \"allow\"\nlegacy = \"warn\"\ndeny-within = \"30d\"\nallow = ['x']\n\
                    packs = [\"packs\"]\n";
        let pack = "[provider]\nid = \"acme\"\n[[model]]\nid = \"acme-1\"\n";
        let (dir, place) = project(&[("modelmod.toml", text), ("packs/acme/models.toml", pack)]);
        let settings = read(&place).unwrap();
        assert_eq!(settings.retired, Some(Level::Allow));
        assert_eq!((settings.legacy, settings.deny_within), (Some(Level::Warn), 30));
        assert!(settings.own.unwrap().find("acme-1").is_some());
        assert!(settings.files.contains(&dir.path().join("packs/acme/models.toml")));
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, expected) in [
            ("\nretired = \"no\"", "modelmod.toml:2: retired is one word: deny, warn or allow"),
            ("legacy = \"deny\"", "modelmod.toml:1: legacy is one word: warn or allow"),
            (
                "deny-within = \"x\"",
                "modelmod.toml:1: deny-within is a number of days: 30, or \"30d\"",
            ),
            (
                "deny_within = 30",
                "modelmod.toml:1: `deny_within` is no key of the configuration; did you mean \
                 `deny-within`?",
            ),
            ("allow = \"x\"", "modelmod.toml:1: allow is a list of texts: [\"...\"]"),
            ("allow = [", "modelmod.toml:1: expected a value"),
            ("packs = [\"none\"]", "none: packs (line 1): No such file or directory (os error 2)"),
        ] {
            assert_eq!(refused(&[("modelmod.toml", text)]), expected);
        }
        let table = "[package.metadata.modelmod]\nretired = \"warn\"\n";
        assert_eq!(
            refused(&[("Cargo.toml", table), ("modelmod.toml", "")]),
            "two configurations: modelmod.toml and a table in Cargo.toml; keep one of them"
        );
    }
}
