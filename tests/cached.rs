//! A run with a cache says what one without it says, whatever has changed in between: files, ignore
//! files, the configuration, packs, the day and the options.
#![cfg(test)]
#![cfg(unix)]

mod common;

use common::{commit_all, git, init, put, run, text};
use modelmod_laws::grow;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A small generator of numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }

    /// Files as a project has them; those whose names are no text are left out, for git.
    fn files(&mut self) -> Vec<(String, Vec<u8>)> {
        let choices: Vec<u8> = (0..400).map(|_| u8::try_from(self.roll(256)).unwrap()).collect();
        let files = grow(&choices).into_iter();
        files.filter_map(|(path, file)| Some((String::from_utf8(path).ok()?, file))).collect()
    }
}

const REGION: [&str; 2] = ["region = \"eu-west-1\"\n", "region = \"us-east-1\"\n"];
const REGISTRY: &str = "MODELS = {\n  \"claude-2.1\": A,\n  \"claude-2.0\": B,\n  \
     \"claude-instant-1.2\": C,\n  \"claude-3-opus-20240229\": D,\n  \
     \"claude-3-sonnet-20240229\": E,\n  \"gpt-4-32k\": F,\n}\n";

/// Files that hear of each other.
fn begin(root: &Path, dice: &mut Dice) {
    for (path, file) in dice.files() {
        put(root, path, file);
    }
    put(root, "aws/call.py", "MODEL = \"anthropic.claude-3-sonnet-20240229-v1:0\"\n");
    put(root, "aws/main.tf", REGION[0]);
    put(root, "pkg/src/client.py", "DEFAULT_MODEL = \"claude-2.1\"\n");
    put(root, "pkg/tests/test_client.py", "assert client.model == \"claude-2.1\"\n");
    put(root, "pkg/src/other.py", "call(model=\"claude-2.0\")\n");
    put(root, "README.md", "The model (default: `claude-2.1`).\n");
    put(root, "dated.py", "m = \"gpt-4-32k\"  # modelmod: ignore until=2026-08-01 soon\n");
}

/// A pack that knows another model, and other advice.
const PACK: &str = "[provider]\nid = \"acme\"\nchecked = 2026-11-20\n\n[[model]]\n\
     id = \"acme-large-1\"\ndeprecated = 2026-06-01\nretires = 2026-10-01\nreplacements = [\n  \
     { since = 2026-06-01, id = \"acme-large-2\" },\n]\n\n[[model]]\nid = \"acme-large-2\"\n";

/// Something that people do to a project; what it was, for messages.
fn change(root: &Path, dice: &mut Dice) -> String {
    let put = |path: &str, text: &str| {
        put(root, path, text);
        format!("{path}: {text}")
    };
    match dice.roll(13) {
        0 => put("aws/main.tf", dice.of(&REGION)),
        1 => put("pkg/src/client.py", dice.of(&["", "DEFAULT_MODEL = \"claude-2.1\"\n"])),
        2 => put("pkg/src/models.py", dice.of(&[REGISTRY, ""])),
        3 => put(".gitignore", dice.of(&["pkg/src/\n", "*.md\n", ""])),
        4 => put("modelmod.toml", dice.of(&["", "[sites]\ncomment = \"safe\"\n"])),
        5 => put("modelmod.toml", dice.of(&["except = [\"claude-2.1\"]\n", ""])),
        6 => put(".ignore", dice.of(&["aws/\n", ""])),
        7 => put("mine/acme/models.toml", dice.of(&[PACK, &PACK.replace("10-01", "12-01")])),
        8 => put("dated.py", dice.of(&["m = \"gpt-4-32k\"\n", "# modelmod: ignore\nm = 1\n"])),
        9 => {
            commit_all_of(root);
            "a commit".to_owned()
        }
        10 => {
            git(root, &["stash", "-q", "-u"]);
            "a stash".to_owned()
        }
        _ => {
            let files = dice.files();
            let at = dice.roll(files.len().max(1));
            let Some((path, file)) = files.get(at) else { return "nothing".to_owned() };
            common::put(root, path, file);
            path.clone()
        }
    }
}

fn commit_all_of(root: &Path) {
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "--allow-empty", "-m", "all"]);
}

/// What a run says and does: code, output, messages.
fn told(root: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = run(root, args);
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Runs with the cache and without, and expects the same.
fn same(root: &Path, cache: &str, args: &[&str], what: &str) {
    let with = told(root, &[&["migrate"], args, &["--cache-dir", cache]].concat());
    let without = told(root, &[&["migrate"], args, &["--no-cache"]].concat());
    assert_eq!(with, without, "{args:?} after {what}");
}

/// `MODELMOD_ROUNDS` makes it as many as you like.
fn rounds(usual: u64) -> u64 {
    std::env::var("MODELMOD_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What can be asked for without writing.
const MODES: [&[&str]; 9] = [
    &["--check"],
    &["--check", "--output-format=json"],
    &["--check", "--diff"],
    &["--dry-run", "--unsafe-fixes"],
    &["--check", "--as-of", "2026-08-01"],
    &["--check", "--as-of", "2026-08-02"],
    &["--check", "--within", "30"],
    &["--check", "--packs", "mine"],
    &["--check", "pkg"],
];

/// Whatever happens between two runs: the second says what it would say if it were the first.
#[test]
fn no_change_is_missed() {
    for round in 1..=rounds(2) {
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let folder = tempfile::tempdir().unwrap();
        let (root, cache) = (folder.path().join("tree"), folder.path().join("cache"));
        init(&root);
        begin(&root, &mut dice);
        commit_all(&root);
        let cache = cache.to_str().unwrap();
        let mut done = Vec::new();
        for _ in 0..6 {
            later();
            let what = format!("round {round}: {done:?}");
            for mode in [MODES[0], dice.of(&MODES), dice.of(&MODES)] {
                same(&root, cache, mode, &what);
            }
            for _ in 0..=dice.roll(2) {
                done.push(change(&root, &mut dice));
            }
        }
        // What is written is what would have been, and is seen.
        let copy = folder.path().join("copy");
        // With its repository.
        let copied = Command::new("cp").arg("-R").args([&root, &copy]).status().unwrap();
        assert!(copied.success());
        later();
        told(&root, &["migrate", "--check", "--cache-dir", cache]);
        let write = ["migrate", "--allow-dirty", "--quiet"];
        let with = told(&root, &[&write[..], &["--cache-dir", cache]].concat());
        let without = told(&copy, &[&write[..], &["--no-cache"]].concat());
        assert_eq!(with, without, "{done:?}");
        assert_eq!(git(&root, &["diff", "HEAD"]), git(&copy, &["diff", "HEAD"]), "{done:?}");
        same(&root, cache, &["--check"], "what was written");
    }
}

/// What a file hears of the others is heard anew in each run, and so is what day it is.
#[test]
fn what_others_say_is_heard_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (root, cache) = (folder.path().join("tree"), folder.path().join("cache"));
    let cache = cache.to_str().unwrap();
    init(&root);
    begin(&root, &mut Dice(3));
    commit_all(&root);
    later();
    let client = ["DEFAULT_MODEL = \"claude-2.1\"\n", "x = 1\n"];
    let registry = ["", REGISTRY];
    let mut outputs = std::collections::BTreeSet::new();
    for step in [0, 1, 2, 3, 5, 7, 6, 4, 0] {
        put(&root, "aws/main.tf", REGION[step & 1]);
        put(&root, "pkg/src/client.py", client[step >> 1 & 1]);
        put(&root, "pkg/src/models.py", registry[step >> 2]);
        for _ in 0..2 {
            later();
            let args = ["--check", "--diff"];
            same(&root, cache, &args, &format!("step {step}"));
            outputs
                .insert(told(&root, &[&["migrate"], &args[..], &["--cache-dir", cache]].concat()));
        }
    }
    assert_eq!(outputs.len(), 8, "each of the three is heard");
    // On the second of these days it is retired, and due since long before.
    for day in ["2025-07-20", "2025-07-21", "2025-07-22"] {
        same(&root, cache, &["--check", "--as-of", day], day);
    }
}

/// Another work tree has the same blobs at the same paths: nothing of it is read.
#[test]
fn another_work_tree_profits() {
    let folder = tempfile::tempdir().unwrap();
    let (root, cache) = (folder.path().join("tree"), folder.path().join("cache"));
    let cache = cache.to_str().unwrap();
    init(&root);
    begin(&root, &mut Dice(5));
    commit_all(&root);
    later();
    same(&root, cache, &["--check"], "nothing");
    let other = folder.path().join("other");
    git(&root, &["worktree", "add", "-q", other.to_str().unwrap(), "HEAD"]);
    std::thread::sleep(Duration::from_millis(50));
    // git trusts no file that is as young as its index.
    git(&other, &["update-index", "--really-refresh"]);
    put(&other, "young", "x");
    git(&other, &["add", "-A"]);
    later();
    let (_, report, said) = told(&other, &["migrate", "--check", "-v", "--cache-dir", cache]);
    let files = report.rsplit(" files read").nth(1).unwrap().rsplit(' ').next().unwrap();
    let known: usize = files.parse::<usize>().unwrap() - 1;
    let note = format!("note: {known} files are as an earlier run read them");
    assert!(said.contains(&note), "{note}: {said}\n{report}");
    same(&other, cache, &["--check", "--diff"], "a checkout");
}

/// What a cache holds is damaged in any way: the run is right, and mends it.
#[test]
fn a_damaged_cache_gives_a_right_run() {
    let folder = tempfile::tempdir().unwrap();
    let (root, cache) = (folder.path().join("tree"), folder.path().join("cache"));
    init(&root);
    let mut dice = Dice(7);
    begin(&root, &mut dice);
    commit_all(&root);
    later();
    let shown = cache.to_str().unwrap();
    same(&root, shown, &["--check"], "nothing");
    for _ in 0..8 {
        for entry in std::fs::read_dir(&cache).unwrap() {
            let path = entry.unwrap().path();
            let mut bytes = std::fs::read(&path).unwrap();
            if path.extension().is_none_or(|end| end != "cache") || bytes.is_empty() {
                continue;
            }
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => bytes.truncate(at),
                1 => bytes[at] ^= 1 << dice.roll(8),
                _ => bytes.extend_from_within(at..),
            }
            std::fs::write(&path, bytes).unwrap();
        }
        same(&root, shown, &["--check", "--diff"], "damage");
    }
    let known = told(&root, &["migrate", "--check", "-v", "--cache-dir", shown]).2;
    assert!(known.contains("as an earlier run read them"), "{known}");
}

fn later() {
    // Files that are younger than a tick of the clock are not remembered.
    std::thread::sleep(Duration::from_millis(130));
}
