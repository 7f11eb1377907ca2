//! Where a package lies: whose it is, and where its settings may stand.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A package, from its own folder up to the top of what it is part of.
pub(crate) struct Place {
    /// The package's folder, then those above it, up to that of the repository; without one up to
    /// that of the workspace. What lies above may be somebody else's.
    pub(crate) folders: Vec<PathBuf>,
    /// The package is not the user's own: it comes from a registry, a git checkout or a vendor
    /// folder.
    pub(crate) is_foreign: bool,
}

/// Folders of other people's packages that a project keeps beside its own.
const VENDOR: [&str; 3] = ["vendor", "third_party", "third-party"];

impl Place {
    pub(crate) fn of(package: &Path) -> Self {
        let top = top(package);
        let within = package.ancestors().take_while(|folder| folder.starts_with(&top));
        let folders: Vec<PathBuf> = within.map(Path::to_path_buf).collect();
        let is_foreign = is_capped(env::args_os().map(|one| one.to_string_lossy().into_owned()))
            || is_unpacked(package)
            || is_vendored(package, &top);
        // Another's package goes by no settings but those it brings along.
        let folders = if is_foreign { vec![package.to_path_buf()] } else { folders };
        Self { folders, is_foreign }
    }
}

fn top(package: &Path) -> PathBuf {
    let repository = package.ancestors().find(|folder| folder.join(".git").exists());
    let is_workspace = |folder: &&Path| {
        fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with("[workspace")))
    };
    let top = repository.or_else(|| package.ancestors().find(is_workspace));
    top.unwrap_or(package).to_path_buf()
}

/// Whether the compiler was told that the lints of this package concern nobody, as Cargo tells
/// it for every package but those of a workspace and their path dependencies.
fn is_capped(mut arguments: impl Iterator<Item = String>) -> bool {
    let is_low = |level: &str| matches!(level, "allow" | "warn");
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--cap-lints") {
            Some("") if arguments.next().is_some_and(|level| is_low(&level)) => return true,
            Some(level) if level.strip_prefix('=').is_some_and(is_low) => return true,
            _ => {}
        }
    }
    false
}

/// Whether the package was unpacked by Cargo, as far as files tell: an editor's server runs the
/// macro too, and it is told no `--cap-lints`.
fn is_unpacked(package: &Path) -> bool {
    let marks = ["Cargo.toml.orig", ".cargo-checksum.json"];
    marks.iter().any(|mark| package.join(mark).exists())
        || package.ancestors().any(|folder| folder.join(".cargo-ok").exists())
}

fn is_vendored(package: &Path, top: &Path) -> bool {
    let below = package.strip_prefix(top).unwrap_or(package);
    below.iter().any(|part| VENDOR.iter().any(|name| part == *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "[workspace]\n").unwrap();
        }
        dir
    }

    #[test]
    fn a_low_cap_on_lints_says_that_nobody_is_to_be_stopped() {
        let capped = |text: &str| is_capped(text.split(' ').map(str::to_owned));
        assert!(capped("rustc a.rs --cap-lints allow -C x"));
        assert!(capped("rustc a.rs --cap-lints=warn"));
        assert!(!capped("rustc a.rs --cap-lints deny"));
        assert!(!capped("rustc a.rs --cap-lints"));
        assert!(!capped("rustc a.rs --crate-name warn"));
    }

    #[test]
    fn packages_of_others_are_known_by_what_lies_beside_them() {
        for mark in ["p/Cargo.toml.orig", "p/.cargo-checksum.json", "p/.cargo-ok", ".cargo-ok"] {
            let dir = folder(&["Cargo.toml", "p/Cargo.toml", mark]);
            let place = Place::of(&dir.path().join("p"));
            assert!(place.is_foreign, "{mark}");
            assert_eq!(place.folders, [dir.path().join("p")]);
        }
        for path in ["vendor/p", "third_party/x/p"] {
            let dir = folder(&["Cargo.toml"]);
            assert!(Place::of(&dir.path().join(path)).is_foreign, "{path}");
        }
    }

    #[test]
    fn ones_own_are_looked_at_up_to_the_top() {
        // Where the whole project lies is no statement about it.
        let dir = folder(&["vendor/mine/.git/HEAD", "vendor/mine/Cargo.toml"]);
        let top = dir.path().join("vendor/mine");
        let place = Place::of(&top.join("crates/p"));
        assert!(!place.is_foreign);
        assert_eq!(place.folders, [top.join("crates/p"), top.join("crates"), top]);

        let dir = folder(&["modelmod.toml", "w/Cargo.toml"]);
        let place = Place::of(&dir.path().join("w/p"));
        assert_eq!(place.folders, [dir.path().join("w/p"), dir.path().join("w")]);
    }
}
