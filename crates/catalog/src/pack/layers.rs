//! Folders of packs, one on top of the other.

use super::{Diagnostic, PackFile, Packs, Severity, read, read_onto};
use crate::Catalog;

/// The name of the file with which a folder says that it stands alone.
const SURFACES: &str = "surfaces.toml";

/// Whether the files of a folder are all that is to be known: it has a `surfaces.toml` of its
/// own. Others add to what they are read onto.
#[must_use]
pub fn stands_alone(files: &[PackFile]) -> bool {
    files.iter().any(|file| file.path.rsplit(['/', '\\']).next() == Some(SURFACES))
}

/// Reads folders of packs, each onto what came before; later ones have the last word.
///
/// # Errors
///
/// Everything that is wrong with any of the folders. Behind a folder with an error, what may
/// only be missing because of that is left out.
pub fn read_layers(base: &Catalog, layers: &[Vec<PackFile>]) -> Result<Packs, Vec<Diagnostic>> {
    let mut catalog = base.clone();
    let (mut found, mut has_failed) = (Vec::new(), false);
    for files in layers {
        let read = if stands_alone(files) { read(files) } else { read_onto(&catalog, files) };
        match read {
            Ok(packs) => {
                catalog = packs.catalog;
                found.extend(packs.warnings);
            }
            Err(mut errors) => {
                errors.retain(|one| !has_failed || !may_follow(one));
                found.extend(errors);
                has_failed = true;
            }
        }
    }
    let is_sound = found.iter().all(|one| one.severity == Severity::Warning);
    if is_sound && !has_failed { Ok(Packs { catalog, warnings: found }) } else { Err(found) }
}

/// Whether this can be wrong only because an earlier folder could not be read.
fn may_follow(one: &Diagnostic) -> bool {
    one.code.starts_with("unknown-") && one.code != "unknown-key"
        || matches!(one.code, "missing-key" | "nothing-replaced" | "duplicate")
}
