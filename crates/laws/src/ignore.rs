//! Files with ignore rules, and patterns on the command line: any bytes are rules, and which
//! files they leave does not depend on the number of threads.
//!
//! What stands before a line `===` is `.gitignore` of the top folder, what stands behind it
//! `.ignore` of the folder `d`; its lines are also given as patterns.

use modelmod_project::{WalkOptions, walk};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const BETWEEN: &[u8] = b"\n===\n";
const FILES: [&str; 7] = ["a.py", "b c.md", "d/a.py", "d/e/f.ts", "d/.env", "x[1].go", "\u{e9}/!z"];

thread_local! {
    static TREE: TempDir = {
        let tree = tempfile::tempdir().unwrap();
        std::fs::create_dir(tree.path().join(".git")).unwrap();
        for file in FILES {
            let path = tree.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text\n").unwrap();
        }
        tree
    };
}

pub(crate) fn check(data: &[u8]) {
    let at = data.windows(BETWEEN.len()).position(|at| at == BETWEEN);
    let (outer, inner) =
        at.map_or((data, &b""[..]), |at| (&data[..at], &data[at + BETWEEN.len()..]));
    TREE.with(|tree| holds(tree.path(), outer, inner));
}

fn holds(top: &Path, outer: &[u8], inner: &[u8]) {
    std::fs::write(top.join(".gitignore"), outer).unwrap();
    std::fs::write(top.join("d/.ignore"), inner).unwrap();
    let patterns: Vec<String> = String::from_utf8_lossy(inner).lines().map(str::to_owned).collect();
    let options = |exclude: &[String], no_ignore, threads| WalkOptions {
        roots: vec![top.to_path_buf()],
        exclude: exclude.to_vec(),
        exclude_root: top.to_path_buf(),
        no_ignore,
        threads,
        ..WalkOptions::default()
    };
    let all = paths(&options(&[], true, 1)).unwrap();
    assert!(all.len() >= FILES.len(), "without rules, all are there");
    let left = paths(&options(&[], false, 1)).unwrap();
    assert_eq!(left, paths(&options(&[], false, 3)).unwrap(), "threads are seen");
    assert!(left.iter().all(|path| all.contains(path)), "rules add nothing");
    if let Some(excluded) = paths(&options(&patterns, true, 1)) {
        assert!(excluded.iter().all(|path| all.contains(path)), "patterns add nothing");
    }
}

/// The files that are visited; nothing where a pattern is refused.
fn paths(options: &WalkOptions<'_>) -> Option<Vec<PathBuf>> {
    match walk(options, |file| Some(file.path.to_path_buf())) {
        Ok(walked) => Some(walked.results.into_iter().map(|(path, _)| path).collect()),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}
