//! The user's own exclude patterns.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns with the meaning of lines in the `.gitignore` of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns {
    /// The lines.
    pub lines: Vec<String>,
    /// The folder; empty means the current directory.
    pub folder: PathBuf,
}

/// Patterns with the meaning of `.gitignore` lines. They beat every other rule.
#[derive(Debug, Clone)]
pub(crate) struct Exclude {
    patterns: Gitignore,
}

/// A pattern that cannot be understood.
#[derive(Debug)]
pub(crate) struct BadPattern {
    pub(crate) pattern: String,
    pub(crate) cause: String,
}

impl Exclude {
    pub(crate) fn new(patterns: &[String]) -> Result<Self, BadPattern> {
        let mut builder = GitignoreBuilder::new(".");
        // A bracket that is left open is a slip of the pen; git would read it as a bracket.
        builder.allow_unclosed_class(false);
        for pattern in patterns {
            builder.add_line(None, pattern).map_err(|error| BadPattern {
                pattern: pattern.clone(),
                cause: error.to_string(),
            })?;
        }
        let patterns = builder.build().map_err(|error| BadPattern {
            pattern: patterns.join(", "),
            cause: error.to_string(),
        })?;
        Ok(Self { patterns })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether `path`, relative to the folder of the patterns, is excluded by itself. Enough
    /// when walking down: an excluded folder is never entered.
    pub(crate) fn matches(&self, path: &Path, is_dir: bool) -> bool {
        !self.is_empty() && self.patterns.matched(path, is_dir).is_ignore()
    }

    /// Whether `path` or a folder above it is excluded, up to the folder of the patterns.
    pub(crate) fn matches_with_parents(&self, path: &Path, is_dir: bool) -> bool {
        if self.is_empty() || path.has_root() {
            return false;
        }
        self.patterns.matched_path_or_any_parents(path, is_dir).is_ignore()
    }
}

/// Where the patterns are anchored: `root` (empty: the current directory), canonical.
pub(crate) fn anchor(root: &Path) -> std::io::Result<PathBuf> {
    if root.as_os_str().is_empty() { Path::new(".") } else { root }.canonicalize()
}
