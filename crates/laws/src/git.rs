//! What modelmod itself reads of a repository: owners, its own journals. The first line is a
//! path, the rest is the file.

use crate::first_line;
use modelmod_project::{Owners, is_journal, is_leftover, recover};
use std::path::Path;

const CONTENT: &[u8] = b"old\n";

pub(crate) fn check(data: &[u8]) {
    let (path, file) = first_line(data);
    let text = String::from_utf8_lossy(path);
    let path = Path::new(&*text);
    let owners = Owners::parse(&String::from_utf8_lossy(file));
    // As they are called with: paths of files in a tree.
    let is_plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if is_plain && !text.is_empty() {
        for owner in owners.of(path) {
            assert!(owner.contains('@'), "{owner}");
        }
    }
    assert!(!(is_journal(path) && is_leftover(path)), "a journal is no leftover");
    let _ = modelmod_edit::quoted(b"a/", text.as_bytes());
    if file.starts_with(b"modelmod") {
        journal(file);
    }
}

/// A file beside a journal has its old content or the one that the journal tells.
fn journal(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let (target, journal) =
        (folder.path().join("a.py"), folder.path().join("a.py.modelmod-journal"));
    std::fs::write(&target, CONTENT).unwrap();
    std::fs::write(&journal, bytes).unwrap();
    let recovered = recover(&journal);
    let now = std::fs::read(&target).unwrap();
    let is_told = bytes.ends_with(&now) && recovered.is_ok();
    assert!(now == CONTENT || is_told, "{now:?} after {recovered:?}");
    if let Err(error) = recovered {
        let _ = error.to_string();
        assert!(journal.exists(), "a journal that was not understood stays");
    }
}
