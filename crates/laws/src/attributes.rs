//! `.gitattributes`: where git converts a file, its blob is not taken for it.
//!
//! The first line is a file's path. What stands before a line `===` are the attributes of the top
//! folder, what stands behind it those of the folder `d`.

use crate::first_line;
use git2::{AttrCheckFlags, AttrValue, Repository, RepositoryInitOptions};
use modelmod_project::laws::may_convert;
use std::path::{Component, Path};
use tempfile::TempDir;

const FILE: &str = ".gitattributes";
const BETWEEN: &[u8] = b"\n===\n";
const CONVERTS: [&str; 3] = ["filter", "ident", "working-tree-encoding"];

thread_local! {
    static TREE: TempDir = {
        let tree = tempfile::tempdir().unwrap();
        // Neither the templates nor the settings of whoever runs this.
        let mut options = RepositoryInitOptions::new();
        options.external_template(false);
        Repository::init_opts(tree.path(), &options).unwrap();
        std::fs::create_dir(tree.path().join("d")).unwrap();
        tree
    };
}

pub(crate) fn check(data: &[u8]) {
    let (path, rest) = first_line(data);
    let at = rest.windows(BETWEEN.len()).position(|at| at == BETWEEN);
    let (outer, inner) =
        at.map_or((rest, &b""[..]), |at| (&rest[..at], &rest[at + BETWEEN.len()..]));
    TREE.with(|tree| holds(tree.path(), path, outer, inner));
}

fn holds(top: &Path, path: &[u8], outer: &[u8], inner: &[u8]) {
    std::fs::write(top.join(FILE), outer).unwrap();
    std::fs::write(top.join("d").join(FILE), inner).unwrap();
    let git_dir = top.join(".git");
    let Some(may_convert) = may_convert(&git_dir, top, path) else { return };
    // As git has paths of files.
    let Ok(text) = std::str::from_utf8(path) else { return };
    let path = Path::new(text);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    if text.is_empty()
        || text.ends_with('/')
        || text.contains("//")
        || text.contains('\0')
        || !is_plain
    {
        return;
    }
    let repository = Repository::open(top).unwrap();
    for name in CONVERTS {
        let value = repository.get_attr(path, name, AttrCheckFlags::FILE_THEN_INDEX);
        let value = value.map_or(AttrValue::Unspecified, AttrValue::from_string);
        let converts =
            matches!(value, AttrValue::True | AttrValue::String(_) | AttrValue::Bytes(_));
        assert!(!converts || may_convert, "{name} converts {text:?}, and its blob is taken for it");
    }
}
