//! What holds for every run, on trees that look like real ones, with real files and the real git:
//! one test for each law. What needs no files is in `crates/laws`.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{apply, assert_same, commit_all, feed, fine, git, init, modelmod, put, text, tree};
use modelmod_laws::{Files, grow};
use proptest::prelude::*;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Each case starts modelmod and git several times.
fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::with_cases(10)
    }
}

/// Trees with at least one file. Where names of files have to be UTF-8, so are these.
fn trees() -> impl Strategy<Value = Grown> {
    let is_possible = |path: &Vec<u8>| cfg!(target_os = "linux") || path.is_ascii();
    prop::collection::vec(any::<u8>(), 100..900)
        .prop_map(move |choices| {
            let mut files = grow(&choices);
            files.retain(|path, _| is_possible(path));
            Grown(files)
        })
        .prop_filter("a file", |files| !files.0.is_empty())
}

/// A tree that shows itself as text.
#[derive(Clone)]
struct Grown(Files);

impl std::fmt::Debug for Grown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(path, file)| (text(path), text(file)))).finish()
    }
}

fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A folder with the files, which no repository keeps.
fn loose(files: &Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        put(folder.path(), path(name), bytes);
    }
    folder
}

/// A repository with the files, committed.
fn committed(files: &Files) -> tempfile::TempDir {
    let folder = loose(files);
    init(folder.path());
    commit_all(folder.path());
    folder
}

/// The patch of `migrate ARGS`.
fn patch(folder: &Path, args: &[&OsStr]) -> Vec<u8> {
    let mut command = modelmod(folder);
    let output = command.args(["migrate", "-n", "-q"]).args(args).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output.stdout
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn written_twice_is_written_once(Grown(files) in trees()) {
        let folder = committed(&files);
        fine(folder.path(), &["migrate"]);
        let once = tree(folder.path());
        fine(folder.path(), &["migrate", "--allow-dirty"]);
        assert_same(&tree(folder.path()), &once);
        prop_assert!(patch(folder.path(), &[]).is_empty());
        prop_assert_eq!(once.len(), files.len());
    }

    #[test]
    fn git_apply_makes_of_the_patch_what_is_written(Grown(files) in trees()) {
        let (written, applied) = (committed(&files), committed(&files));
        let patch = patch(written.path(), &[]);
        fine(written.path(), &["migrate"]);
        if !patch.is_empty() {
            apply(applied.path(), &patch);
        }
        assert_same(&tree(applied.path()), &tree(written.path()));
    }

    #[test]
    fn a_file_on_standard_input_becomes_what_it_becomes_on_disk(Grown(files) in trees()) {
        let elsewhere = tempfile::tempdir().unwrap();
        for (name, bytes) in files.iter().take(3) {
            let alone = committed(&Files::from([(name.clone(), bytes.clone())]));
            fine(alone.path(), &["migrate"]);
            let mut named = OsString::from("--stdin-filename=");
            named.push(path(name));
            let mut command = modelmod(elsewhere.path());
            let output = feed(command.args(["migrate", "-"]).arg(named), bytes);
            prop_assert!(output.status.success(), "{:?}: {}", path(name), text(&output.stderr));
            let written = std::fs::read(alone.path().join(path(name))).unwrap();
            prop_assert!(output.stdout == written, "{:?}: {}", path(name), text(&output.stdout));
        }
    }

    #[test]
    fn the_order_of_paths_and_the_number_of_threads_are_not_seen(Grown(files) in trees(), turn: u8) {
        let folder = committed(&files);
        let all = patch(folder.path(), &["-j1".as_ref(), ".".as_ref()]);
        // Files, the folders that they are in, and all of it once more: each file is met thrice.
        let mut paths: Vec<PathBuf> = files.keys().map(|name| path(name)).collect();
        let folders = paths.iter().filter_map(|file| file.parent()).map(Path::to_path_buf);
        paths.extend(folders.filter(|folder| folder != Path::new("")).collect::<Vec<_>>());
        paths.push(PathBuf::from("."));
        let len = paths.len();
        paths.rotate_left(usize::from(turn) % len);
        for jobs in ["-j1", "-j7"] {
            paths.reverse();
            let mut args: Vec<&OsStr> = vec![jobs.as_ref(), "--".as_ref()];
            args.extend(paths.iter().map(|path| path.as_os_str()));
            let again = patch(folder.path(), &args);
            prop_assert!(again == all, "{}\n{}", text(&all), text(&again));
        }
    }

    #[test]
    fn a_tree_among_files_that_name_no_model_is_edited_alike(Grown(files) in trees()) {
        let alone = committed(&files);
        let mut among = files.clone();
        for number in 0..40 {
            among.insert(format!("zz/{}/{number}.py", number % 4).into_bytes(), b"x = 1\n".to_vec());
            among.insert(format!("aa/{number}.md").into_bytes(), b"# Nothing\n".to_vec());
        }
        let among = committed(&among);
        let (alone, among) = (patch(alone.path(), &[]), patch(among.path(), &[]));
        prop_assert!(alone == among, "{}\n{}", text(&alone), text(&among));
    }

    #[test]
    fn the_branch_is_what_is_written(Grown(files) in trees()) {
        let (written, branched) = (committed(&files), committed(&files));
        fine(written.path(), &["migrate"]);
        let before = tree(branched.path());
        fine(branched.path(), &["migrate", "--branch=migrated"]);
        assert_same(&tree(branched.path()), &before);
        let exists = !git(branched.path(), &["branch", "--list", "migrated"]).is_empty();
        let wanted = tree(written.path());
        prop_assert_eq!(exists, wanted != before, "a branch where there is something to commit");
        if exists {
            git(branched.path(), &["checkout", "-q", "migrated"]);
            assert_same(&tree(branched.path()), &wanted);
        }
    }

    #[test]
    fn the_report_keeps_to_its_schema_whatever_the_names(Grown(files) in trees()) {
        let folder = loose(&files);
        let report = fine(folder.path(), &["migrate", "-n", "--output-format=json"]);
        let schema = std::fs::read(common::here().join("schemas/report.schema.json")).unwrap();
        let schema = serde_json::from_slice(&schema).unwrap();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let errors: Vec<String> = schema.iter_errors(&report).map(|e| e.to_string()).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        // Every file is told by a name from which its path comes back.
        for finding in report["findings"].as_array().unwrap() {
            let name = match finding["path_hex"].as_str() {
                None => finding["path"].as_str().unwrap().as_bytes().to_vec(),
                Some(hex) => {
                    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
                    (0..hex.len()).step_by(2).map(byte).collect()
                }
            };
            prop_assert!(files.contains_key(&name), "{finding}");
        }
        // Nor does anything that people read do something to a terminal.
        for args in [&["migrate", "-n", "-v"][..], &["migrate", "--check", "-v"]] {
            let output = modelmod(folder.path()).args(args).output().unwrap();
            let is_patch = args.contains(&"-n");
            let shown = if is_patch { output.stderr } else { [output.stdout, output.stderr].concat() };
            let shown = String::from_utf8(shown).unwrap();
            let is_odd = |letter: char| letter.is_control() && letter != '\n';
            prop_assert!(!shown.contains(is_odd), "{shown:?}");
        }
    }
}
