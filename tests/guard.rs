//! What is not written without being asked for.
#![cfg(test)]
#![cfg(unix)]

mod common;

use common::{put, run, text};

const DUE: &str = "MODEL = \"claude-2.1\"\n";

#[test]
fn what_no_version_control_keeps_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    put(root, "a.py", DUE);
    let read = || std::fs::read_to_string(root.join("a.py")).unwrap();
    let refused = run(root, &["migrate"]);
    let said = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains("no version control keeps") && said.contains("--allow-no-vcs"), "{said}");
    assert_eq!(read(), DUE);
    assert!(run(root, &["migrate", "--allow-no-vcs"]).status.success());
    assert_eq!(read(), "MODEL = \"claude-opus-4-8\"\n");
}
