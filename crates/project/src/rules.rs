//! Files with ignore rules that nobody can read to their end.

use std::path::{Path, PathBuf};

/// Files that the walk opens in each folder, before it looks at anything there.
const NAMES: [&str; 2] = [".gitignore", ".ignore"];

/// Which of the files with ignore rules in `folder` is none: a pipe would be waited for, and a
/// device read, for ever.
pub(crate) fn not_a_file(folder: &Path) -> Option<PathBuf> {
    // A folder of this name is an error of its own, and a link to nothing is nothing.
    let is_endless =
        |path: &PathBuf| path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir());
    NAMES.iter().map(|name| folder.join(name)).find(is_endless)
}
