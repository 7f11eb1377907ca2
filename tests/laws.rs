//! What holds for every run, on generated trees with real files and the real git.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{
    apply, assert_same, commit_all, feed, fine, git, git_text, init, modelmod, put, run, text, tree,
};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// The same numbers on each machine and in each run (xorshift64*).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % limit
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

const OLD: [&str; 6] = [
    "claude-3-5-sonnet-20241022",
    "claude-3-opus-20240229",
    "claude-sonnet-4-5",
    "claude-2.1",
    "gpt-4-32k",
    "gpt-4o",
];
const NEW: [&str; 5] = [
    "claude-haiku-4-5-20251001",
    "claude-sonnet-4-6",
    "claude-sonnet-5-5",
    "claude-opus-4-8",
    "gpt-6-luna",
];

/// Lines with `ID` where a model stands: uses, traps, and what is no model at all.
const LINES: [&str; 18] = [
    "model = \"ID\"",
    "client.create(model=\"ID\", n=1)",
    "  model: ID",
    "  \"model\": \"ID\",",
    "MODEL=ID",
    "const model = process.env.MODEL || 'ID';",
    "run --model ID --quiet",
    "if model == \"ID\":",
    "    \"ID\": 3.0,",
    "# ID is old",
    "models = [\"ID\", \"claude-opus-4-8\"]",
    "a = 'x-ID-y'; model = \"ID\"; b = \"ID\"",
    "",
    "",
    "\tindented = 1  ",
    "text without any",
    "model = \"claude-opus-4-8\"",
    "llm = \"ID\"; model = \"ID\"",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Bom,
    Latin1,
    Utf16Le,
    Utf16Be,
}

fn content(random: &mut Random, encoding: Encoding) -> Vec<u8> {
    let ends: &[&str] = match random.below(5) {
        0 => &["\r\n"],
        1 => &["\n", "\r\n"],
        2 => &["\n", "\n", "\r", "\r\n"],
        _ => &["\n"],
    };
    let mut lines = String::new();
    let count = random.below(30) + 1;
    for number in 0..count {
        let line = random.pick(&LINES).replace("ID", random.pick(&OLD));
        lines.push_str(&line);
        if random.below(6) == 0 {
            lines.push_str(" # é ß");
        }
        if number + 1 < count || random.below(3) > 0 {
            lines.push_str(random.pick(ends));
        }
    }
    for _ in 0..random.below(3) {
        lines.push_str(random.pick(ends));
    }
    encode(&lines, encoding)
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let marked = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => format!("\u{FEFF}{text}").into_bytes(),
        Encoding::Latin1 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        Encoding::Utf16Le => marked().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => marked().flat_map(u16::to_be_bytes).collect(),
    }
}

/// File names that are hard to quote, among them one that is no UTF-8.
fn names() -> Vec<PathBuf> {
    let text = [
        "plain.py",
        "two words.py",
        "quo\"te.py",
        "single'quote.ts",
        "caf\u{E9} \u{65E5}\u{672C}.py",
        "tab\there.yaml",
        "new\nline.toml",
        "back\\slash.py",
        " leading.py",
        "trailing.py ",
        "-n",
        "b/a.py",
        "a b/\u{FC} x/deep.env",
        "a/b/c/d/e.md",
        "a/timestamp.py\t2026-01-01",
    ];
    let mut names: Vec<PathBuf> = text.iter().map(PathBuf::from).collect();
    if cfg!(target_os = "linux") {
        names.push(PathBuf::from(OsStr::from_bytes(b"latin-\xE9.py")));
    }
    names
}

/// A repository with one generated file of each name, committed.
fn generated(seed: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path());
    let mut random = Random::new(seed);
    let encodings = [
        &Encoding::Utf8,
        &Encoding::Utf8,
        &Encoding::Utf8Bom,
        &Encoding::Latin1,
        &Encoding::Utf16Le,
        &Encoding::Utf16Be,
    ];
    for name in names() {
        let encoding = *random.pick(&encodings);
        put(folder.path(), name, content(&mut random, encoding));
    }
    commit_all(folder.path());
    folder
}

fn clone(folder: &Path) -> tempfile::TempDir {
    let clone = tempfile::tempdir().unwrap();
    init(clone.path());
    for (name, bytes) in tree(folder) {
        put(clone.path(), name, bytes);
    }
    commit_all(clone.path());
    clone
}

/// The bytes without any model name, in whatever encoding.
fn without_names(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes.to_vec();
    for name in OLD.iter().chain(&NEW) {
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            name.encode_utf16().flat_map(bytes).collect()
        };
        for needle in [name.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            let mut kept = Vec::with_capacity(rest.len());
            let mut at = 0;
            while at < rest.len() {
                if rest[at..].starts_with(&needle) {
                    at += needle.len();
                    kept.push(b'@');
                } else {
                    kept.push(rest[at]);
                    at += 1;
                }
            }
            rest = kept;
        }
    }
    rest
}

const SEEDS: std::ops::Range<u64> = 0..10;

#[test]
fn twice_is_once_and_other_bytes_stay() {
    for seed in SEEDS {
        let folder = generated(seed);
        let before = tree(folder.path());
        fine(folder.path(), &["migrate"]);
        let after = tree(folder.path());
        assert_ne!(before, after, "seed {seed}");
        for (name, bytes) in &before {
            let (old, new) = (without_names(bytes), without_names(&after[name]));
            assert_eq!(text(&old), text(&new), "seed {seed}, {name:?}");
            assert!(old == new, "seed {seed}, {name:?}");
        }
        assert_eq!(before.len(), after.len());
        fine(folder.path(), &["migrate", "--allow-dirty"]);
        assert_same(&tree(folder.path()), &after);
        assert!(fine(folder.path(), &["migrate", "-n", "-q"]).is_empty());
        assert_eq!(run(folder.path(), &["migrate", "--check", "-q"]).status.code(), Some(0));
    }
}

#[test]
fn git_makes_of_the_patch_what_is_written() {
    for seed in SEEDS {
        let written = generated(seed);
        let applied = clone(written.path());
        let patch = fine(written.path(), &["migrate", "--dry-run"]);
        fine(written.path(), &["migrate"]);
        apply(applied.path(), &patch);
        assert_same(&tree(applied.path()), &tree(written.path()));
        // And what git itself shows has the same names in the same order.
        let names = |patch: &[u8]| -> Vec<String> {
            let lines = patch.split(|&byte| byte == b'\n');
            let heads = lines.filter(|line| line.starts_with(b"diff --git "));
            heads.map(text).collect()
        };
        assert_eq!(names(&patch), names(&git(applied.path(), &["diff", "--text"])));
    }
}

/// The form of the patch is git's own, to the byte, where git has the same idea of a hunk:
/// each change on lines of its own.
#[test]
fn the_patch_is_what_git_would_say() {
    for end in ["\n", "\r\n"] {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path());
        for name in ["a.py", "b c.py", "\u{FC}.py"] {
            let filler: Vec<String> = (0..20).map(|n| format!("x = {n}{end}")).collect();
            let model = format!("model = \"claude-2.1\"{end}");
            let content = format!(
                "{model}{}{model}{}model = \"claude-2.1\"",
                filler.concat(),
                filler.concat()
            );
            put(folder.path(), name, content);
        }
        commit_all(folder.path());
        let ours = text(&fine(folder.path(), &["migrate", "-n", "-q"]));
        fine(folder.path(), &["migrate"]);
        let theirs = text(&git(folder.path(), &["diff", "--no-color"]));
        let theirs: String = theirs
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("index "))
            .map(|line| match line.rfind(" @@ ") {
                // What git guesses to be the heading of a section.
                Some(at) if line.starts_with("@@ ") => format!("{} @@\n", &line[..at]),
                _ => line.to_owned(),
            })
            .collect();
        assert_eq!(ours, theirs);
    }
}

#[test]
fn the_patch_does_not_depend_on_where_it_is_made() {
    let folder = generated(77);
    put(folder.path(), "tests/util.py", "model = \"claude-2.1\"\n");
    put(folder.path(), "src/fixtures/app.py", "model = \"claude-2.1\"\n");
    let (root, elsewhere) = (folder.path(), tempfile::tempdir().unwrap());
    let patch = |from: &Path, path: &OsStr| {
        let mut command = modelmod(from);
        let output = command.args(["migrate", "-n", "-v", "--"]).arg(path).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    };
    let wanted = patch(root, OsStr::new("."));
    assert_eq!(patch(&root.join("a/b"), OsStr::new("../..")), wanted);
    assert_eq!(patch(elsewhere.path(), root.as_os_str()), wanted);
    assert_eq!(patch(&root.join("a"), root.as_os_str()), wanted);
    symlink(root, elsewhere.path().join("link")).unwrap();
    assert_eq!(patch(elsewhere.path(), OsStr::new("link")), wanted, "through a link");

    // Of a part of the tree, names are relative to the repository all the same.
    let part = patch(root, OsStr::new("b"));
    assert!(part.0.starts_with("diff --git a/b/a.py b/b/a.py\n"), "{}", part.0);
    assert_eq!(patch(&root.join("b"), OsStr::new(".")), part);
    assert_eq!(patch(&root.join("b"), OsStr::new("a.py")), part);
}

/// A file is a test or a recording wherever the user happens to stand.
#[test]
fn the_purpose_of_a_file_does_not_depend_on_where_the_user_stands() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path());
    put(folder.path(), "tests/util.py", "model = \"claude-2.1\"\n");
    put(folder.path(), "src/fixtures/app.py", "model = \"claude-2.1\"\n");
    commit_all(folder.path());
    let before = tree(folder.path());
    fine(folder.path(), &["migrate", "."]);
    assert_same(&tree(folder.path()), &before);
    fine(&folder.path().join("tests"), &["migrate", "."]);
    fine(&folder.path().join("src/fixtures"), &["migrate", "app.py"]);
    assert_same(&tree(folder.path()), &before);
}

/// What stands above a project says nothing about it: here it lies below a folder `test`.
#[test]
fn folders_above_the_project_do_not_matter() {
    let above = tempfile::tempdir().unwrap();
    let root = above.path().join("test/fixtures/project");
    init(&root);
    put(&root, "app.py", "model = \"claude-2.1\"\n");
    commit_all(&root);
    let here = text(&fine(&root, &["migrate", "-n", "-q", "."]));
    let there = text(&fine(above.path(), &["migrate", "-n", "-q", root.to_str().unwrap()]));
    let relative = text(&fine(above.path(), &["migrate", "-n", "-q", "test/fixtures/project"]));
    assert!(here.contains("+model = \"claude-opus-4-8\""), "{here}");
    assert_eq!(there, here);
    assert_eq!(relative, here);
}

#[test]
fn standard_input_is_treated_as_the_file() {
    for seed in [100, 101] {
        let folder = generated(seed);
        let before = tree(folder.path());
        fine(folder.path(), &["migrate"]);
        let after = tree(folder.path());
        let elsewhere = tempfile::tempdir().unwrap();
        for (name, bytes) in &before {
            let mut named = OsString::from("--stdin-filename=");
            named.push(name);
            let mut command = modelmod(elsewhere.path());
            let output = feed(command.args(["migrate", "-"]).arg(named), bytes);
            assert!(output.status.success(), "{name:?}: {}", text(&output.stderr));
            assert_eq!(text(&output.stdout), text(&after[name]), "seed {seed}, {name:?}");
            assert!(output.stdout == after[name], "seed {seed}, {name:?}");
        }
    }
}

#[test]
fn threads_and_the_order_of_arguments_cannot_be_seen() {
    for seed in [200, 201] {
        let folder = generated(seed);
        let mut paths: Vec<PathBuf> = tree(folder.path()).into_keys().collect();
        let look = |paths: &[PathBuf], args: &[&str]| {
            let mut command = modelmod(folder.path());
            let output =
                command.args(["migrate"]).args(args).arg("--").args(paths).output().unwrap();
            (text(&output.stdout), text(&output.stderr), output.status.code())
        };
        let everything = [PathBuf::from(".")];
        for args in [&["-n", "-v"][..], &["--check", "-v"], &["-n", "--output-format", "json"]] {
            let jobs = |jobs: &str| look(&everything, &[args, &["-j", jobs]].concat());
            let one = jobs("1");
            for _ in 0..3 {
                assert_eq!(jobs("8"), one);
            }
            let mut random = Random::new(seed);
            for _ in 0..3 {
                for at in (1..paths.len()).rev() {
                    paths.swap(at, random.below(at + 1));
                }
                assert_eq!(look(&paths, args), one);
            }
        }
    }
}

const USE: &str = "model = \"claude-2.1\"\n";
const DONE: &str = "model = \"claude-opus-4-8\"\n";

fn read(root: &Path, name: &str) -> String {
    std::fs::read_to_string(root.join(name)).unwrap()
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o7777
}

#[test]
fn modes_stay() {
    let folder = tempfile::tempdir().unwrap();
    for bits in [0o755, 0o600, 0o640, 0o744, 0o664] {
        set_mode(&put(folder.path(), format!("{bits:o}.py"), USE), bits);
    }
    fine(folder.path(), &["migrate", "--allow-no-vcs"]);
    for bits in [0o755, 0o600, 0o640, 0o744, 0o664] {
        let name = format!("{bits:o}.py");
        assert_eq!(mode(&folder.path().join(&name)), bits);
        assert_eq!(read(folder.path(), &name), DONE);
    }
}

#[test]
fn a_read_only_file_is_refused_and_the_others_are_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py", "c.py"] {
        put(folder.path(), name, USE);
    }
    set_mode(&folder.path().join("b.py"), 0o444);
    let output = run(folder.path(), &["migrate", "--allow-no-vcs"]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("b.py: the file is read-only"), "{error}");
    let all = ["a.py", "b.py", "c.py"].map(|name| read(folder.path(), name));
    assert_eq!(all, [DONE, USE, DONE]);
    assert_eq!(mode(&folder.path().join("b.py")), 0o444);
}

/// What is said to have been done is what was done.
#[test]
fn what_could_not_be_written_is_not_reported_as_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py", "c.py"] {
        put(folder.path(), name, USE);
    }
    set_mode(&folder.path().join("b.py"), 0o444);
    let output = run(folder.path(), &["migrate", "--allow-no-vcs"]);
    let report = text(&output.stdout);
    assert!(report.contains("2 rewritten in 2 files"), "{report}");
    assert!(report.contains("1 could not be written"), "{report}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let locked = put(folder.path(), "locked.py", USE);
    put(folder.path(), "open.py", USE);
    set_mode(&locked, 0o000);
    if std::fs::read(&locked).is_ok() {
        eprintln!("skipped: the superuser reads everything");
        return;
    }
    let output = run(folder.path(), &["migrate", "--allow-no-vcs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("locked.py"));
    assert_eq!(read(folder.path(), "open.py"), DONE);
}

#[test]
fn links_stay_links() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let root = folder.path();
    put(root, "real.py", USE);
    let far = put(outside.path(), "far.py", USE);
    put(outside.path(), "folder/in.py", USE);
    symlink("real.py", root.join("link.py")).unwrap();
    symlink(&far, root.join("out.py")).unwrap();
    symlink(outside.path().join("folder"), root.join("folder")).unwrap();
    symlink("nowhere", root.join("dangling.py")).unwrap();
    symlink(".", root.join("loop")).unwrap();
    let output = run(root, &["migrate", "--allow-no-vcs", "-v"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(read(root, "real.py"), DONE);
    for (name, target) in [("link.py", Path::new("real.py")), ("out.py", &far)] {
        assert_eq!(root.join(name).read_link().unwrap(), target);
    }
    assert_eq!(std::fs::read_to_string(&far).unwrap(), USE);
    assert_eq!(read(outside.path(), "folder/in.py"), USE);
}

/// Whoever names a link means what it leads to; the link stays.
#[test]
fn a_link_named_by_the_user() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "real.py", USE);
    symlink("real.py", folder.path().join("link.py")).unwrap();
    let output = run(folder.path(), &["migrate", "--allow-no-vcs", "link.py"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(folder.path().join("link.py").read_link().unwrap(), Path::new("real.py"));
    assert_eq!(read(folder.path(), "real.py"), DONE);
}

#[test]
fn hard_links_stay_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let one = put(folder.path(), "one.py", USE);
    std::fs::hard_link(&one, folder.path().join("two.py")).unwrap();
    std::fs::create_dir(folder.path().join("b")).unwrap();
    std::fs::hard_link(&one, folder.path().join("b/three.py")).unwrap();
    let inode = one.metadata().unwrap().ino();
    fine(folder.path(), &["migrate", "--allow-no-vcs"]);
    for name in ["one.py", "two.py", "b/three.py"] {
        assert_eq!(read(folder.path(), name), DONE);
        assert_eq!(folder.path().join(name).metadata().unwrap().ino(), inode);
    }
    assert_eq!(tree(folder.path()).len(), 3, "nothing is left beside them");
}

#[test]
fn binary_files_are_skipped_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let binary = put(folder.path(), "a.bin", b"model = \"claude-2.1\"\0\x01\xFE");
    put(folder.path(), "b.py", USE);
    let before = std::fs::read(&binary).unwrap();
    let output = run(folder.path(), &["migrate", "--allow-no-vcs", "-v"]);
    assert!(output.status.success());
    let report = text(&output.stdout);
    assert!(report.contains("not read: a.bin: binary file"), "{report}");
    assert_eq!(std::fs::read(&binary).unwrap(), before);
    let quieter = run(folder.path(), &["migrate", "--allow-no-vcs"]);
    assert!(text(&quieter.stdout).contains("1x binary file"));
}

#[test]
fn files_without_edits_are_not_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["talk.md", "fine.py"] {
        put(folder.path(), name, "claude-2.1 or claude-opus-4-8\n");
    }
    put(folder.path(), "use.py", USE);
    let inodes = || ["talk.md", "fine.py"].map(|n| folder.path().join(n).metadata().unwrap().ino());
    let before = inodes();
    fine(folder.path(), &["migrate", "--allow-no-vcs"]);
    assert_eq!(inodes(), before);
    assert_eq!(read(folder.path(), "use.py"), DONE);
}

#[test]
fn what_a_killed_run_left_is_removed_though_git_ignores_it() {
    for ignored in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path());
        put(folder.path(), "app.py", USE);
        put(folder.path(), ".gitignore", if ignored { "*.tmp\n" } else { "" });
        commit_all(folder.path());
        put(folder.path(), ".app.py.modelmod-a1B2c3.tmp", "model = \"cl");
        fine(folder.path(), &["migrate"]);
        let names: Vec<PathBuf> = tree(folder.path()).into_keys().collect();
        assert_eq!(names, [".gitignore", "app.py"].map(PathBuf::from), "ignored: {ignored}");
    }
}

/// A repository whose files are `a.py` (a use), `b.py` (a use) and `other.txt`.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path());
    put(folder.path(), "a.py", USE);
    put(folder.path(), "b.py", USE);
    put(folder.path(), "other.txt", "nothing\n");
    commit_all(folder.path());
    folder
}

#[track_caller]
fn guarded(folder: &Path, args: &[&str], name: &str, kind: &str) {
    let before = tree(folder);
    let output = run(folder, &[&["migrate"], args].concat());
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains(name) && error.contains(kind), "{error}");
    assert_same(&tree(folder), &before);
}

#[test]
fn the_guard_looks_only_at_files_to_be_changed() {
    let folder = repository();
    put(folder.path(), "other.txt", "edited: claude-2.1 was named here\n");
    put(folder.path(), "new.txt", "untracked, and names claude-2.1 as well\n");
    fine(folder.path(), &["migrate"]);
    assert_eq!(read(folder.path(), "a.py"), DONE);
    // What was written is now dirty, and has nothing more to be changed.
    fine(folder.path(), &["migrate"]);
}

#[test]
fn edited_files_are_guarded() {
    let folder = repository();
    put(folder.path(), "b.py", format!("{USE}x = 1\n"));
    guarded(folder.path(), &[], "b.py", "not committed");
    guarded(folder.path(), &["--allow-staged"], "b.py", "--allow-dirty");
    // Looking is always allowed, and so is a part that is clean.
    assert!(!fine(folder.path(), &["migrate", "-n"]).is_empty());
    assert_eq!(run(folder.path(), &["migrate", "--check"]).status.code(), Some(1));
    fine(folder.path(), &["migrate", "a.py"]);
    assert_eq!(
        (read(folder.path(), "a.py"), read(folder.path(), "b.py")),
        (DONE.to_owned(), format!("{USE}x = 1\n"))
    );
    fine(folder.path(), &["migrate", "--allow-dirty"]);
    assert_eq!(read(folder.path(), "b.py"), format!("{DONE}x = 1\n"));
}

#[test]
fn staged_files_are_guarded() {
    let folder = repository();
    put(folder.path(), "b.py", format!("{USE}x = 1\n"));
    git(folder.path(), &["add", "b.py"]);
    guarded(folder.path(), &[], "b.py", "staged");
    fine(folder.path(), &["migrate", "--allow-staged"]);
    assert_eq!(read(folder.path(), "b.py"), format!("{DONE}x = 1\n"));
    let staged = git_text(folder.path(), &["show", ":b.py"]);
    assert_eq!(staged, format!("{USE}x = 1"), "the index is not touched");
}

#[test]
fn staged_and_edited_again_is_dirty() {
    let folder = repository();
    put(folder.path(), "b.py", format!("{USE}x = 1\n"));
    git(folder.path(), &["add", "b.py"]);
    put(folder.path(), "b.py", format!("{USE}x = 2\n"));
    guarded(folder.path(), &["--allow-staged"], "b.py", "--allow-dirty");
    fine(folder.path(), &["migrate", "--allow-dirty"]);
}

#[test]
fn untracked_and_ignored_files_are_guarded() {
    let folder = repository();
    put(folder.path(), "new.py", USE);
    guarded(folder.path(), &["new.py"], "new.py", "untracked");
    fine(folder.path(), &["migrate", "--allow-dirty", "new.py"]);
    put(folder.path(), ".gitignore", "/out/\n");
    put(folder.path(), "out/gen.py", USE);
    guarded(folder.path(), &["out/gen.py"], "gen.py", "untracked");
}

#[test]
fn files_that_no_repository_keeps_are_guarded() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.py", USE);
    guarded(folder.path(), &[], "a.py", "--allow-no-vcs");
    guarded(folder.path(), &["--allow-dirty"], "a.py", "--allow-no-vcs");
    fine(folder.path(), &["migrate", "--allow-no-vcs"]);
    assert_eq!(read(folder.path(), "a.py"), DONE);
    // A repository below an unversioned folder is guarded as any.
    let inner = folder.path().join("inner");
    init(&inner);
    put(&inner, "b.py", USE);
    commit_all(&inner);
    put(&inner, "b.py", format!("{USE}x = 1\n"));
    guarded(folder.path(), &["--allow-no-vcs"], "b.py", "not committed");
}

/// Work tree, index, HEAD and everything beside them, byte for byte.
fn state(folder: &Path) -> (BTreeMap<PathBuf, Vec<u8>>, Vec<Vec<u8>>, String) {
    let git_dir = PathBuf::from(git_text(folder, &["rev-parse", "--absolute-git-dir"]));
    let files = ["index", "HEAD", "config", "logs/HEAD", "ORIG_HEAD"]
        .map(|name| std::fs::read(git_dir.join(name)).unwrap_or_default());
    let branch = git_text(folder, &["symbolic-ref", "HEAD"]);
    (tree(folder), files.to_vec(), format!("{branch} {}", git_text(folder, &["rev-parse", "HEAD"])))
}

#[test]
fn a_branch_has_what_would_be_written_and_nothing_else_changes() {
    for seed in [300, 301, 302] {
        let folder = generated(seed);
        let root = folder.path();
        let written = clone(root);
        fine(written.path(), &["migrate"]);
        // Half-written work of all kinds, which the branch must not see.
        put(root, "plain.py", "edited = \"claude-2.1\"\n");
        put(root, "staged.py", USE);
        git(root, &["add", "staged.py"]);
        put(root, "untracked.py", USE);
        std::fs::remove_file(root.join("b/a.py")).unwrap();
        let before = state(root);
        fine(root, &["migrate", "--branch=migrated/models"]);
        assert_eq!(state(root), before, "seed {seed}");

        let wanted = tree(written.path());
        let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", "migrated/models"]);
        let listed: Vec<&[u8]> =
            listed.split(|&byte| byte == 0).filter(|name| !name.is_empty()).collect();
        assert_eq!(listed.len(), wanted.len());
        for name in listed {
            let mut object = OsString::from("migrated/models:");
            object.push(OsStr::from_bytes(name));
            let mut show = common::git_command(root, &["show"]);
            let shown = show.arg(object).output().unwrap().stdout;
            assert!(shown == wanted[Path::new(OsStr::from_bytes(name))], "{}", text(name));
        }
        assert_eq!(
            git_text(root, &["rev-parse", "migrated/models^"]),
            git_text(root, &["rev-parse", "HEAD"])
        );
        assert_eq!(git_text(root, &["fsck", "--strict"]), "");
        // The branch has nothing to migrate.
        git(root, &["stash", "-u", "-q"]);
        git(root, &["checkout", "-q", "migrated/models"]);
        assert!(fine(root, &["migrate", "-n", "-q"]).is_empty());
    }
}

#[test]
fn a_branch_keeps_modes_and_links_and_names_its_author() {
    let folder = repository();
    set_mode(&put(folder.path(), "run.sh", "MODEL=claude-2.1\n"), 0o755);
    symlink("a.py", folder.path().join("link.py")).unwrap();
    commit_all(folder.path());
    git(folder.path(), &["config", "user.name", "Grace Test"]);
    git(folder.path(), &["config", "user.email", "grace@example.com"]);
    let modes = |of: &str| {
        git_text(folder.path(), &["ls-tree", "-r", "--format=%(objectmode) %(path)", of])
    };
    fine(folder.path(), &["migrate", "--branch=new"]);
    assert_eq!(modes("new"), modes("HEAD"));
    let who = git_text(folder.path(), &["log", "-1", "--format=%an <%ae> %cn <%ce>", "new"]);
    assert_eq!(who, "Grace Test <grace@example.com> Grace Test <grace@example.com>");
    let message = git_text(folder.path(), &["log", "-1", "--format=%B", "new"]);
    assert!(message.starts_with("Migrate from claude-2.1\n\nAs of 2026-11-23"), "{message}");
    let row = "  a.py       1  claude-2.1  claude-opus-4-8\n";
    assert!(message.contains(row), "{message}");
    // The same again, without a name: as long as HEAD is the same, so is the name.
    fine(folder.path(), &["migrate", "--branch"]);
    let found = git_text(folder.path(), &["branch", "--list", "modelmod/*"]);
    assert!(found.trim().starts_with("modelmod/anthropic-"), "{found}");
    let commit = || git_text(folder.path(), &["for-each-ref", "refs/heads/modelmod/"]);
    let before = commit();
    let again = text(&fine(folder.path(), &["migrate", "--branch"]));
    assert!(again.contains("as it was"), "{again}");
    assert_eq!(commit(), before);
}

#[test]
fn a_branch_of_a_part_from_a_subdirectory() {
    let folder = repository();
    put(folder.path(), "sub/c.py", USE);
    commit_all(folder.path());
    fine(&folder.path().join("sub"), &["migrate", "--branch=part", "."]);
    let changed = git_text(folder.path(), &["diff", "--name-only", "HEAD", "part"]);
    assert_eq!(changed, "sub/c.py");
}

#[track_caller]
fn no_branch(folder: &Path, args: &[&str], words: &str) {
    let refs = || git_text(folder, &["for-each-ref"]);
    let before = refs();
    let output = run(folder, &[&["migrate"], args].concat());
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains(words), "{error}");
    assert_eq!(refs(), before);
}

#[test]
fn where_no_branch_can_be_made() {
    let unborn = tempfile::tempdir().unwrap();
    init(unborn.path());
    put(unborn.path(), "a.py", USE);
    no_branch(unborn.path(), &["--branch=b"], "commit");

    let folder = repository();
    git(folder.path(), &["branch", "taken"]);
    no_branch(folder.path(), &["--branch=taken"], "taken");
    no_branch(folder.path(), &["--branch=main"], "main");
    no_branch(folder.path(), &["--branch=-x"], "-x");
    no_branch(folder.path(), &["--branch=a..b"], "a..b");

    let bare = tempfile::tempdir().unwrap();
    let source = folder.path().to_str().unwrap();
    git(bare.path(), &["clone", "-q", "--bare", source, "."]);
    no_branch(bare.path(), &["--branch=b"], "--bare");
    for (key, value) in [("user.name", "Ada Test"), ("user.email", "ada@example.com")] {
        git(bare.path(), &["config", key, value]);
    }
    fine(bare.path(), &["migrate", "--branch=b", "--bare"]);
    assert_eq!(git_text(bare.path(), &["show", "b:a.py"]), DONE.trim_end());

    let loose = tempfile::tempdir().unwrap();
    put(loose.path(), "a.py", USE);
    let output = run(loose.path(), &["migrate", "--branch=b"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no git repository"), "{}", text(&output.stderr));
}

#[test]
fn without_an_identity_no_branch() {
    let folder = repository();
    git(folder.path(), &["config", "--unset", "user.name"]);
    git(folder.path(), &["config", "--unset", "user.email"]);
    git(folder.path(), &["config", "user.useConfigOnly", "true"]);
    no_branch(folder.path(), &["--branch=b"], "user.");
}

/// A few hundred files of a few kilobytes.
fn many() -> (BTreeMap<PathBuf, Vec<u8>>, BTreeMap<PathBuf, Vec<u8>>) {
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    for number in 0..300 {
        let name = PathBuf::from(format!("{}/{number:03}.py", number / 30));
        let filler = format!("x = {number}\n").repeat(600);
        old.insert(name.clone(), format!("{USE}{filler}{USE}").into_bytes());
        new.insert(name, format!("{DONE}{filler}{DONE}").into_bytes());
    }
    (old, new)
}

#[test]
fn a_killed_run_leaves_each_file_old_or_new() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = many();
    let first = folder.path().join(old.keys().next().unwrap());
    let begin = || {
        for (name, bytes) in &old {
            put(folder.path(), name, bytes);
        }
        let before = first.metadata().unwrap();
        let mut command = modelmod(folder.path());
        let mut child = command.args(["migrate", "--allow-no-vcs", "-q"]).spawn().unwrap();
        // All is planned before the first byte is written: wait until writing begins.
        let is_old = || {
            let now = first.metadata();
            now.is_ok_and(|now| (now.ino(), now.len()) == (before.ino(), before.len()))
        };
        while child.try_wait().unwrap().is_none() && is_old() {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        (child, std::time::Instant::now())
    };
    // How far a kill at random gets depends on the machine; what must hold does not.
    let (mut child, start) = begin();
    assert!(child.wait().unwrap().success());
    let writing = start.elapsed();
    assert_same(&tree(folder.path()), &new);
    let mut random = Random::new(std::process::id().into());
    let mut between = 0;
    for _ in 0..10 {
        let (mut child, _) = begin();
        let share = u32::try_from(random.below(1000)).unwrap();
        std::thread::sleep(writing * share / 1000);
        child.kill().unwrap();
        child.wait().unwrap();
        let mut done = 0;
        for name in old.keys() {
            let bytes = std::fs::read(folder.path().join(name)).unwrap();
            assert!(bytes == old[name] || bytes == new[name], "{name:?}: {} bytes", bytes.len());
            done += usize::from(bytes == new[name]);
        }
        between += usize::from(done > 0 && done < old.len());
        fine(folder.path(), &["migrate", "--allow-no-vcs", "-q"]);
        assert_same(&tree(folder.path()), &new);
    }
    println!("{between} of 10 runs were killed between the first file and the last");
}
