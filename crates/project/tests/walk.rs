//! Which files a walk visits, which it reports, and in which order.
#![cfg(test)]
#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{git, init, put};
use modelmod_edit::{LineIndex, Position, Span};
use modelmod_project::{
    Patterns, Progress, Sift, SkipReason, WalkError, WalkOptions, Walked, Wanted, strays_in, walk,
};

/// Options for a walk over `roots` that reads patterns from the first of them.
fn options(roots: &[&Path]) -> WalkOptions<'static> {
    WalkOptions {
        roots: roots.iter().map(PathBuf::from).collect(),
        exclude_root: roots[0].to_path_buf(),
        ..WalkOptions::default()
    }
}

fn run(options: &WalkOptions<'_>) -> Walked<usize> {
    walk(options, |file| Some(file.bytes.len())).unwrap()
}

/// The visited files, seen from `root`.
fn visited(root: &Path, options: &WalkOptions<'_>) -> Vec<String> {
    run(options)
        .results
        .iter()
        .map(|(path, _)| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned())
        .collect()
}

fn skipped(root: &Path, walked: &Walked<usize>) -> BTreeMap<String, SkipReason> {
    walked
        .skipped
        .iter()
        .map(|skipped| {
            let path = skipped.path.strip_prefix(root).unwrap_or(&skipped.path);
            (path.to_string_lossy().into_owned(), skipped.reason.clone())
        })
        .collect()
}

#[test]
fn results_are_sorted_by_bytes_whatever_the_threads() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["b", "a/z", "a.b", "a-b/c", "B", "ä", "a/b/c/d", "zz/1"] {
        put(dir.path(), name, name);
    }
    let mut expected = visited(dir.path(), &WalkOptions { threads: 1, ..options(&[dir.path()]) });
    for threads in [0, 2, 7] {
        let options = WalkOptions { threads, ..options(&[dir.path()]) };
        assert_eq!(visited(dir.path(), &options), expected);
    }
    assert_eq!(expected, ["B", "a-b/c", "a.b", "a/b/c/d", "a/z", "b", "zz/1", "ä"]);
    expected.sort_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    assert_eq!(visited(dir.path(), &options(&[dir.path()])), expected);
}

#[test]
fn all_that_is_told_is_sorted() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    // Neither in the order of names nor in its reverse, whatever the folder's own order is.
    for at in [7, 3, 11, 0, 9, 5, 2, 10, 1, 8, 4, 6].map(|at| format!("{at:02}")) {
        put(root, &format!("{at}/a.py.modelmod-journal"), "x");
        put(root, &format!("{at}/.a.py.modelmod-Ab12Cd.tmp"), "x");
        put(root, &format!("{at}/binary"), "\0");
        put(root, &format!("{at}/.gitignore"), "[z-a]\n");
    }
    let (one, more) = (options(&[root]), options(&[root]));
    let walked =
        [run(&WalkOptions { threads: 1, ..one }), run(&WalkOptions { threads: 4, ..more })];
    for Walked { skipped, journals, leftovers, warnings, .. } in &walked {
        assert_eq!(
            [skipped.len(), journals.len(), leftovers.len(), warnings.len()],
            [12; 4],
            "{warnings:?}"
        );
        assert!(skipped.is_sorted_by_key(|one| &one.path), "{skipped:?}");
        assert!(journals.is_sorted() && leftovers.is_sorted() && warnings.is_sorted());
    }
    let many = [4, 1, 3, 0, 2].map(|at| {
        put(root, &format!("{at}.modelmod-journal"), "x");
        put(root, &format!(".{at}.modelmod-Ab12Cd.tmp"), "x")
    });
    let strays = strays_in(root).unwrap();
    assert_eq!((strays.journals.len(), strays.leftovers.len()), (many.len(), many.len()));
    assert!(strays.journals.is_sorted() && strays.leftovers.is_sorted(), "{strays:?}");
}

/// Looks for one word, and notes how much it is shown at once.
#[derive(Debug, Default)]
struct ForNeedles {
    largest: AtomicU64,
    /// As [`Sift::most`]; 0 for no limit.
    most: u64,
}

impl Sift for ForNeedles {
    fn overlap(&self) -> usize {
        6
    }

    fn may_hold(&self, part: &[u8]) -> bool {
        self.largest.fetch_max(part.len() as u64, Ordering::Relaxed);
        part.windows(6).any(|six| six == b"needle")
    }

    fn places(&self, part: &[u8]) -> Vec<Span> {
        self.largest.fetch_max(part.len() as u64, Ordering::Relaxed);
        let found = part.windows(6).enumerate().filter(|(_, six)| *six == b"needle");
        found.map(|(at, _)| Span::new(at, at + 6)).collect()
    }

    fn most(&self) -> u64 {
        if self.most == 0 { u64::MAX } else { self.most }
    }
}

#[test]
fn of_large_files_only_those_with_something_in_them_are_visited() {
    const LARGE: usize = 9 << 20;
    let dir = tempfile::tempdir().unwrap();
    let blank = vec![b'.'; LARGE];
    let with = |at: usize| [&blank[..at], b"needle", &blank[at + 6..]].concat();
    put(dir.path(), "blank", &blank);
    put(dir.path(), "small", "nothing");
    put(dir.path(), "first", with(0));
    put(dir.path(), "between", with((1 << 20) - 3));
    put(dir.path(), "last", with(LARGE - 6));
    put(dir.path(), "binary", [b"\0", &blank[1..]].concat());
    put(dir.path(), "utf-16", [b"\xFF\xFE", &blank[2..]].concat());
    put(dir.path(), "too large", vec![b'.'; LARGE * 2]);
    let sift = ForNeedles::default();
    let usual = WalkOptions { max_file_size: LARGE as u64, ..options(&[dir.path()]) };
    let sifting = WalkOptions { sift: Some(&sift), threads: 1, ..usual.clone() };
    let (usual, walked) = (run(&usual), run(&sifting));
    assert_eq!((walked.files, walked.bytes), (usual.files, usual.bytes));
    assert_eq!(walked.skipped, usual.skipped);
    assert_eq!(
        visited(dir.path(), &sifting),
        ["between", "first", "last", "small", "utf-16"],
        "what is small or has to be decoded is not asked about"
    );
    assert!(walked.results.iter().all(|one| usual.results.contains(one)), "they are whole");
    assert!(sift.largest.into_inner() < 2 << 20, "parts of a megabyte");
}

#[test]
fn of_the_largest_files_only_what_matters_is_in_memory() {
    const LARGE: usize = 5 << 20;
    let dir = tempfile::tempdir().unwrap();
    let mut text: Vec<u8> = b"some words on a line\n".iter().copied().cycle().take(LARGE).collect();
    let places = [7, (1 << 20) - 3, (1 << 20) + 3, 3_456_789, LARGE - 6];
    places.iter().for_each(|&at| text[at..at + 6].copy_from_slice(b"needle"));
    put(dir.path(), "large", &text);
    put(dir.path(), "blank", vec![b'.'; LARGE]);
    put(dir.path(), "small", b"needle");
    let sift = ForNeedles { most: 1 << 20, ..ForNeedles::default() };
    let options = WalkOptions { sift: Some(&sift), ..options(&[dir.path()]) };
    let walked = walk(&options, |file| {
        let lines = LineIndex::new(file.bytes);
        let place = |at: usize| {
            let (here, position) = (Span::new(at, at + 6), lines.position(at));
            match file.excerpt {
                Some(parts) => (parts.span(here), parts.position(&lines, position)),
                None => (here, position),
            }
        };
        assert!(file.bytes.len() < 100_000);
        let found = file.bytes.windows(6).enumerate().filter(|(_, six)| *six == b"needle");
        Some(found.map(|(at, _)| place(at)).collect::<Vec<(Span, Position)>>())
    })
    .unwrap();
    let lines = LineIndex::new(&text);
    let wanted = places.map(|at| (Span::new(at, at + 6), lines.position(at)));
    let names: Vec<&str> = walked.results.iter().map(|one| one.0.to_str().unwrap()).collect();
    assert!(names.len() == 2 && names[0].ends_with("/large"), "{names:?}");
    assert_eq!(walked.results[0].1, wanted);
    assert_eq!((walked.files, walked.bytes), (3, LARGE as u64 * 2 + 6));
    assert!(sift.largest.into_inner() < 2 << 20);
}

#[test]
fn content_arrives_whole_and_is_read_once() {
    let dir = tempfile::tempdir().unwrap();
    let sizes = [0, 1, 8191, 8192, 65_535, 65_536, 65_537, 200_000, 3_000_000];
    for size in sizes {
        put(dir.path(), &format!("{size}"), vec![b'x'; size]);
    }
    let calls = AtomicU64::new(0);
    let progress = Arc::new(Progress::default());
    let options = WalkOptions { progress: Some(progress.clone()), ..options(&[dir.path()]) };
    let walked = walk(&options, |file| {
        calls.fetch_add(1, Ordering::Relaxed);
        assert!(file.bytes.iter().all(|byte| *byte == b'x'));
        Some(file.bytes.len().to_string() == file.path.file_name().unwrap().to_str().unwrap())
    })
    .unwrap();
    assert!(walked.results.iter().all(|(_, right)| *right));
    assert_eq!(calls.into_inner(), 9);
    assert_eq!((walked.files, walked.bytes), (9, sizes.iter().sum::<usize>() as u64));
    assert_eq!((progress.files(), progress.bytes()), (walked.files, walked.bytes));
}

#[test]
fn a_visitor_may_return_nothing() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "a", "a");
    let walked = walk(&options(&[dir.path()]), |_| None::<()>).unwrap();
    assert_eq!((walked.results.len(), walked.files), (0, 1));
}

#[test]
fn ignore_files_count_as_in_ripgrep() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    put(root, ".gitignore", "ignored\n/sub/deep/*.log\n");
    put(root, ".ignore", "other\n");
    put(root, "sub/.gitignore", "*.gen\n!keep.gen\n");
    for name in ["ignored", "other", "sub/x.gen", "sub/keep.gen", "sub/deep/a.log", "local"] {
        put(root, name, "x");
    }
    // Without a repository, .gitignore means nothing and .ignore all the same.
    let all = visited(root, &options(&[root]));
    assert!(all.contains(&"ignored".into()) && !all.contains(&"other".into()), "{all:?}");
    init(root);
    std::fs::write(root.join(".git/info/exclude"), "local\n").unwrap();
    let kept = [".gitignore", ".ignore", "sub/.gitignore", "sub/keep.gen"];
    assert_eq!(visited(root, &options(&[root])), kept);
    // Rules from the folders above a root count too.
    let sub = root.join("sub");
    assert_eq!(visited(&sub, &options(&[&sub])), [".gitignore", "keep.gen"]);
    let everything = WalkOptions { no_ignore: true, ..options(&[root]) };
    assert_eq!(visited(root, &everything).len(), 9);
    let no_hidden = WalkOptions { hidden: false, ..options(&[root]) };
    assert_eq!(visited(root, &no_hidden), ["sub/keep.gen"]);
}

#[test]
fn stores_of_version_control_are_never_visited() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    for name in [".git/config", "a/.hg/x", ".svn/y", "b/.jj/z", "c/.git", ".github/ok"] {
        put(root, name, "x");
    }
    let options = |roots: &[&Path]| WalkOptions { no_ignore: true, ..options(roots) };
    assert_eq!(visited(root, &options(&[root])), [".github/ok"]);
    let walked = run(&options(&[&root.join(".git"), &root.join("a/.hg/x")]));
    assert_eq!(walked.files, 0);
    let reasons = skipped(root, &walked);
    assert_eq!(reasons.len(), 2);
    assert!(reasons.values().all(|reason| *reason == SkipReason::VersionControl));
    // A work tree inside a store is a work tree.
    put(root, ".git/wt/.git", "gitdir: ../worktrees/wt\n");
    put(root, ".git/wt/src/a", "x");
    let inner = root.join(".git/wt");
    assert_eq!(visited(&inner, &options(&[&inner])), ["src/a"]);
}

#[test]
fn excludes_beat_everything_but_a_named_file() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    for name in ["a.rs", "a.min.js", "vendor/x.rs", "sub/vendor/y.rs", "sub/a.min.js"] {
        put(root, name, "x");
    }
    let exclude = vec!["*.min.js".into(), "/vendor/".into()];
    let base = WalkOptions { exclude, ..options(&[root]) };
    assert_eq!(visited(root, &base), ["a.rs", "sub/vendor/y.rs"]);
    let named = root.join("vendor/x.rs");
    let with_file = WalkOptions { roots: vec![root.to_path_buf(), named.clone()], ..base.clone() };
    assert_eq!(visited(root, &with_file), ["a.rs", "sub/vendor/y.rs", "vendor/x.rs"]);
    let forced = WalkOptions { force_exclude: true, ..with_file };
    assert_eq!(visited(root, &forced), ["a.rs", "sub/vendor/y.rs"]);
    // Outside the folder of the patterns they are read from the argument.
    let elsewhere = tempfile::tempdir().unwrap();
    let outside = WalkOptions { exclude_root: elsewhere.path().to_path_buf(), ..base.clone() };
    assert_eq!(visited(root, &outside), ["a.rs", "sub/vendor/y.rs"]);
    // A second set of patterns has its own folder.
    let lines = vec!["/a.min.js".into(), "/vendor/".into()];
    let also_exclude = Patterns { lines, folder: root.join("sub") };
    let both = WalkOptions { exclude: vec!["/vendor".into()], also_exclude, ..base.clone() };
    let left = ["a.rs", "sub/a.min.js", "sub/vendor/y.rs"];
    assert_eq!(visited(root, &both), left, "outside: read from the argument");
    let sub = WalkOptions { roots: vec![root.join("sub")], exclude_root: root.into(), ..both };
    assert_eq!(visited(root, &sub), [""; 0]);
    let bad = WalkOptions { exclude: vec!["a[".into()], ..base };
    let error = walk(&bad, |_| Some(())).unwrap_err().to_string();
    assert!(error.contains("a["), "{error}");
}

#[test]
fn named_files_are_visited_though_hidden_or_ignored() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    put(root, ".gitignore", "x\n");
    let (ignored, hidden) = (put(root, "x", "x"), put(root, ".h", "h"));
    let options = WalkOptions { hidden: false, ..options(&[&ignored, &hidden]) };
    assert_eq!(visited(root, &WalkOptions { exclude_root: root.into(), ..options }), [".h", "x"]);
}

#[test]
fn an_argument_that_does_not_exist_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("no-such-file");
    let options = WalkOptions { roots: vec![missing.clone()], ..WalkOptions::default() };
    let error = walk(&options, |_| Some(())).unwrap_err();
    assert!(matches!(&error, WalkError::Missing { path } if *path == missing));
    assert!(error.to_string().contains("no-such-file"));
    symlink("nowhere", dir.path().join("link")).unwrap();
    let options = WalkOptions { roots: vec![dir.path().join("link")], ..options };
    assert!(matches!(walk(&options, |_| Some(())), Err(WalkError::Missing { .. })));
}

#[test]
fn overlapping_arguments_visit_each_file_once() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().canonicalize().unwrap();
    init(root);
    put(root, ".gitignore", "vendor\n");
    for name in ["src/a", "src/deep/b", "c", "vendor/d"] {
        put(root, name, "x");
    }
    let dotted = root.join("./src/../src");
    let spellings: Vec<PathBuf> = vec![
        root.join("src/deep"),
        dotted,
        root.clone(),
        root.join("src/a"),
        root.join("src"),
        root.join("vendor"),
        root.join("src/deep/b"),
    ];
    let mut reversed = spellings.clone();
    reversed.reverse();
    let mut seen = Vec::new();
    for roots in [spellings, reversed] {
        let options = WalkOptions { roots, exclude_root: root.clone(), ..WalkOptions::default() };
        let walked = run(&options);
        assert_eq!(walked.files, 5, "{:?}", walked.results);
        seen.push(walked.results);
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn links_are_reported_and_not_followed_but_a_named_link_is_its_target() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().canonicalize().unwrap();
    put(root, "real/a", "x");
    symlink("real/a", root.join("to-file")).unwrap();
    symlink("real", root.join("to-folder")).unwrap();
    symlink("nowhere", root.join("to-nothing")).unwrap();
    symlink("..", root.join("real/up")).unwrap();
    let walked = run(&options(&[root]));
    assert_eq!(walked.files, 1);
    assert_eq!(skipped(root, &walked), [("to-file".to_owned(), SkipReason::Symlink)].into());
    let link = root.join("to-file");
    assert_eq!(visited(root, &options(&[root, &link])), ["real/a"]);
    assert_eq!(visited(root, &options(&[root, &root.join("to-folder")])), ["real/a"]);
    assert_eq!(visited(root, &WalkOptions { roots: vec![link], ..options(&[root]) }), ["real/a"]);
}

#[test]
fn what_cannot_be_edited_is_skipped_with_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    put(root, "text", "x".repeat(100));
    put(root, "binary", b"a\0b");
    put(root, "late-nul", [vec![b'x'; 8192], vec![0]].concat());
    put(root, "utf16le", b"\xFF\xFEa\0b\0");
    put(root, "utf16be", b"\xFE\xFF\0a\0b");
    put(root, "utf32", b"\xFF\xFE\0\0a\0\0\0");
    put(root, "large", vec![b'x'; 100_001]);
    put(root, "just-fits", vec![b'x'; 100_000]);
    put(root, "large-binary", vec![0; 200_000]);
    assert!(
        std::process::Command::new("mkfifo").arg(root.join("pipe")).status().unwrap().success()
    );
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
    let options = WalkOptions { max_file_size: 100_000, ..options(&[root]) };
    let walked = run(&options);
    assert_eq!(
        skipped(root, &walked),
        [
            ("binary".to_owned(), SkipReason::Binary),
            ("large".to_owned(), SkipReason::TooLarge { size: 100_001 }),
            ("large-binary".to_owned(), SkipReason::Binary),
            ("pipe".to_owned(), SkipReason::NotRegular),
            ("socket".to_owned(), SkipReason::NotRegular),
            ("utf32".to_owned(), SkipReason::Binary),
        ]
        .into()
    );
    let expected = ["just-fits", "late-nul", "text", "utf16be", "utf16le"];
    assert_eq!(visited(root, &options), expected);
    let small = WalkOptions { max_file_size: 99, ..options };
    assert_eq!(skipped(root, &run(&small))["text"], SkipReason::TooLarge { size: 100 });
    // A pipe named as an argument is not opened either.
    let pipe = root.join("pipe");
    assert_eq!(run(&WalkOptions { roots: vec![pipe], ..small }).skipped.len(), 1);
}

#[test]
fn unreadable_files_and_folders_are_reported() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    for name in ["file", "folder/x", "ok"] {
        put(root, name, "x");
    }
    for name in ["file", "folder"] {
        let none = std::fs::Permissions::from_mode(0o000);
        std::fs::set_permissions(root.join(name), none).unwrap();
    }
    let walked = run(&options(&[root]));
    std::fs::set_permissions(root.join("folder"), std::fs::Permissions::from_mode(0o700)).unwrap();
    if walked.files == 3 {
        eprintln!("skipped: the superuser can read everything");
        return;
    }
    let reasons = skipped(root, &walked);
    assert_eq!(reasons.keys().collect::<Vec<_>>(), ["file", "folder"]);
    assert!(reasons.values().all(|reason| matches!(reason, SkipReason::Unreadable(_))));
}

#[test]
fn names_that_are_not_text_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    std::fs::write(dir.path().join(name), "x").unwrap();
    let walked = run(&options(&[dir.path()]));
    assert_eq!(walked.results[0].0.file_name().unwrap(), name);
}

#[test]
fn journals_and_leftovers_are_reported_not_visited() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let journal = put(root, "a.py.modelmod-journal", "x");
    let leftover = put(root, "sub/.a.py.modelmod-Ab12Cd.tmp", "x");
    for name in [".modelmod-Ab12Cd.tmp", "a.modelmod-Ab12Cd.tmp", ".a.modelmod-Ab12C.tmp"] {
        put(root, name, "x");
    }
    put(root, ".modelmod-journal", "x");
    let walked = run(&options(&[root]));
    assert_eq!(walked.journals, std::slice::from_ref(&journal));
    assert_eq!(walked.leftovers, std::slice::from_ref(&leftover));
    assert_eq!(walked.files, 4);
    // An ignore rule hides strays from the walk, not from a look at the folder.
    put(root, ".ignore", "*.tmp\n");
    assert!(run(&options(&[root])).leftovers.is_empty());
    assert_eq!(strays_in(root).unwrap().journals, [journal]);
    assert_eq!(strays_in(&root.join("sub")).unwrap().leftovers, [leftover]);
}

#[test]
fn a_bad_pattern_in_an_ignore_file_is_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    init(dir.path());
    put(dir.path(), ".gitignore", "[z-a]\n");
    put(dir.path(), "a", "x");
    let walked = run(&options(&[dir.path()]));
    assert_eq!(walked.files, 2);
    assert_eq!(walked.warnings.len(), 1, "{:?}", walked.warnings);
    git(dir.path(), &["status"]);
}

#[test]
fn what_is_not_wanted_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.md", "src/b.rs", "src/c.md"] {
        put(dir.path(), name, name);
    }
    put(dir.path(), "binary.md", "\0\0");
    let wanted = Wanted::new(|path| path.extension().is_some_and(|extension| extension != "md"));
    let options = WalkOptions { wanted: Some(wanted), ..options(&[dir.path()]) };
    assert_eq!(visited(dir.path(), &options), ["src/b.rs"]);
    let walked = run(&options);
    assert_eq!((walked.files, walked.bytes, walked.skipped.len()), (1, 8, 0));
}
