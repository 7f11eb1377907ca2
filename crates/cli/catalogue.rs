//! The catalogue that a run goes by: what is built in, and the user's packs on top of it.
//!
//! Every verb takes it from here, so that all of them know the same models.

use crate::args::{Global, Sources};
use crate::configuration::{self, Located, Start};
use crate::failure::Failure;
use crate::terminal;
use crate::texts::{self, problems, shown, text_file};
use modelmod_catalog::pack::{PackFile, Severity, read_layers};
use modelmod_catalog::{Catalog, builtin};
use modelmod_config::PackPaths;
use modelmod_edit::Named;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder beside a configuration whose packs are read without being named.
const FOLDER: &str = "codemods";
/// The file of a provider.
const MODELS: &str = "models.toml";
/// The file of its cases.
pub(crate) const CASES: &str = "cases.toml";

/// All that a run knows of models, and where it knows it from.
pub(crate) struct Catalogue {
    pub(crate) catalog: Cow<'static, Catalog>,
    /// The configuration, where there is one.
    pub(crate) configuration: Option<Located>,
    /// Files of packs, canonical: what stands in them is no use of a model.
    pub(crate) files: Vec<PathBuf>,
}

impl Catalogue {
    /// Adds the names in `text` that rules match.
    pub(crate) fn learn_from(&mut self, text: &[u8]) -> Result<(), Failure> {
        let names = self.catalog.names_by_rules(text);
        self.learn(&names)
    }

    /// Adds names that rules match.
    pub(crate) fn learn(&mut self, names: &BTreeSet<String>) -> Result<(), Failure> {
        if !names.is_empty() {
            self.catalog = Cow::Owned(self.catalog.with_names(names)?);
        }
        Ok(())
    }
}

/// The catalogue that the arguments and the configuration ask for.
///
/// # Errors
///
/// A folder that cannot be read, or all that is wrong with the packs, after it was shown.
pub(crate) fn load(
    sources: &Sources,
    start: &Start<'_>,
    global: &Global,
) -> Result<Catalogue, Failure> {
    load_before(None, sources, start, global)
}

/// As [`load`], with no more than what comes before the packs of `folder`.
pub(crate) fn load_before(
    folder: Option<&Path>,
    sources: &Sources,
    start: &Start<'_>,
    global: &Global,
) -> Result<Catalogue, Failure> {
    let configuration = configuration::locate(sources, start, global)?;
    let mut folders = folders(sources, configuration.as_ref(), global);
    let same = |one: &PathBuf| {
        let of = |path: &Path| path.canonicalize().ok();
        folder.is_some_and(|folder| of(folder).is_some_and(|real| of(one) == Some(real)))
    };
    if let Some(at) = folders.iter().position(same) {
        folders.truncate(at);
    }
    let layers = folders.iter().map(|folder| files(folder)).collect::<Result<Vec<_>, _>>()?;
    let files = layers.iter().flatten().map(|file| PathBuf::from(&file.path));
    let files = files.flat_map(|file| [file.with_file_name(CASES), file]);
    let files = files.filter_map(|file| file.canonicalize().ok()).collect();
    let catalog = if layers.is_empty() {
        Cow::Borrowed(builtin::catalog())
    } else {
        Cow::Owned(read(&folders, &layers, global)?)
    };
    Ok(Catalogue { catalog, configuration, files })
}

fn read(
    folders: &[PathBuf],
    layers: &[Vec<PackFile>],
    global: &Global,
) -> Result<Catalog, Failure> {
    read_layers(builtin::catalog(), layers).map(|packs| packs.catalog).map_err(|mut found| {
        // What is merely odd is for `pack check` to tell.
        found.retain(|one| one.severity == Severity::Error);
        texts::show(&found, global);
        let names: Vec<String> = folders.iter().map(|one| one.named()).collect();
        let count = problems(found.len());
        Failure::new(format!("{}: {count} in these packs; nothing was done", names.join(", ")))
    })
}

/// The folders of packs in their order: those of the configuration, then those typed.
fn folders(sources: &Sources, found: Option<&Located>, global: &Global) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if let Some(found) = found {
        let beside = found.path.parent().unwrap_or(&found.path);
        match &found.packs {
            PackPaths::Named(paths) => {
                folders.extend(paths.iter().map(|path| shown(&beside.join(path))));
            }
            PackPaths::Unsaid if has_packs(&beside.join(FOLDER)) => {
                let folder = shown(&beside.join(FOLDER));
                let text = format!(
                    "the packs in {} are used; `packs = []` in {} goes without",
                    folder.named(),
                    found.text.path
                );
                terminal::complain("note", &text, global);
                folders.push(folder);
            }
            PackPaths::Unsaid => {}
        }
    }
    folders.extend(sources.packs.iter().cloned());
    folders
}

fn has_packs(folder: &Path) -> bool {
    paths(folder).is_ok_and(|paths| !paths.is_empty())
}

/// The files of the packs in a folder, or of the one pack that `folder` is itself.
pub(crate) fn files(folder: &Path) -> Result<Vec<PackFile>, Failure> {
    let paths = paths(folder).map_err(|error| {
        Failure::new(format!("{}: {error}; name the folder that holds the packs", folder.named()))
    })?;
    if paths.is_empty() {
        return Err(Failure::new(format!(
            "{}: no pack found; a pack is a folder with a file {MODELS}",
            folder.named()
        )));
    }
    paths.iter().map(|path| text_file(path, "or name another folder of packs")).collect()
}

/// The paths of the files, sorted.
fn paths(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let models = path.join(MODELS);
        if path.file_name().is_some_and(|name| name == "surfaces.toml" || name == MODELS) {
            paths.push(path);
        } else if models.is_file() {
            paths.push(models);
        }
    }
    paths.sort();
    Ok(paths)
}
