//! Where a run is at home: the folder that paths in patches and reports are relative to.

use crate::failure::Failure;
use modelmod_edit::Named;
use modelmod_project::Repository;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// The root of a run: the top of the repository that holds all arguments, else the deepest
/// folder that holds them all. Canonical.
pub(crate) fn root(paths: &[PathBuf]) -> Result<PathBuf, Failure> {
    let mut root: Option<PathBuf> = None;
    for path in paths {
        let real = real(path)?;
        let folder =
            if real.is_dir() { real } else { real.parent().unwrap_or(&real).to_path_buf() };
        root = Some(match root {
            None => folder,
            Some(root) => common(&root, &folder),
        });
    }
    let root = root.unwrap_or_default();
    // A repository that cannot be opened is no reason not to look at its files.
    match Repository::discover(&root) {
        Ok(Some(repository)) => Ok(repository.workdir().map_or(root, Path::to_path_buf)),
        _ => Ok(root),
    }
}

/// The path without links, for telling where a file is.
pub(crate) fn real(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::new(format!("{}: no such file or folder; check the spelling", path.named()))
        }
        _ => Failure::new(format!(
            "{}: {error}; check its permissions and those of the folders above it",
            path.named()
        )),
    })
}

/// The place of a file without links in its folders. If the file is itself a link, the link is
/// meant, not its target.
pub(crate) fn of_file(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}

/// [`of_file`] for many files of the same folders, asked by many threads.
#[derive(Debug, Default)]
pub(crate) struct Folders(RwLock<HashMap<PathBuf, PathBuf>>);

impl Folders {
    /// As [`of_file`].
    pub(crate) fn of_file(&self, path: &Path) -> PathBuf {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return of_file(path);
        };
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(real) = known.get(folder) {
            return real.join(name);
        }
        drop(known);
        let place = of_file(path);
        if let Some(real) = place.parent() {
            let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
            known.insert(folder.to_path_buf(), real.to_path_buf());
        }
        place
    }
}

/// The path below `root`, with `/`, in bytes.
pub(crate) fn below(root: &Path, path: &Path) -> Vec<u8> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.as_encoded_bytes()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join(&b'/')
}

fn common(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect()
}
