//! What the tests share: running modelmod and git away from the machine's settings, and
//! looking at whole folders.
#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The day on which all tests happen.
pub(crate) const DAY: &str = "2026-11-23";

/// The root of this repository.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected outputs are to be written anew instead of compared.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty())
}

/// A command in `folder` that sees nothing of the user's settings.
fn isolated(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let matters = name.starts_with("GIT_") || name.starts_with("CLICOLOR");
        if matters || ["NO_COLOR", "FORCE_COLOR", "COLUMNS"].contains(&name.as_str()) {
            command.env_remove(name);
        }
    }
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("XDG_CONFIG_HOME")
        .env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
        .env("LC_ALL", "C")
        .env("TERM", "xterm")
        .env("MODELMOD_AS_OF", DAY);
    command
}

/// modelmod, to be run in `folder`.
pub(crate) fn modelmod(folder: &Path) -> Command {
    isolated(env!("CARGO_BIN_EXE_modelmod"), folder)
}

/// Runs modelmod.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    modelmod(folder).args(args).output().unwrap()
}

/// Runs modelmod and expects that it ends well; its standard output.
#[track_caller]
pub(crate) fn fine(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    output.stdout
}

/// Runs a command with `input` on its standard input.
pub(crate) fn feed(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) fn git_command(folder: &Path, args: &[&str]) -> Command {
    let mut command = isolated("git", folder);
    command.args(args);
    command
}

/// Runs git and expects that it ends well; its standard output.
#[track_caller]
pub(crate) fn git(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = git_command(folder, args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", text(&output.stderr));
    output.stdout
}

/// What git says, without the last line end.
#[track_caller]
pub(crate) fn git_text(folder: &Path, args: &[&str]) -> String {
    text(&git(folder, args)).trim_end().to_owned()
}

/// A fresh repository with an identity of its own and no commit.
pub(crate) fn init(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "-b", "main"]);
    for (key, value) in
        [("user.name", "Ada Test"), ("user.email", "ada@example.com"), ("core.autocrlf", "false")]
    {
        git(folder, &["config", key, value]);
    }
}

/// Commits everything in the work tree.
pub(crate) fn commit_all(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "all"]);
}

/// Applies a patch with git, without any option that forgives.
#[track_caller]
pub(crate) fn apply(folder: &Path, patch: &[u8]) {
    let output = feed(&mut git_command(folder, &["apply"]), patch);
    assert!(output.status.success(), "git apply: {}\n{}", text(&output.stderr), text(patch));
}

/// Writes a file and the folders above it.
pub(crate) fn put(root: &Path, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Every file below `root` with its bytes, links with where they lead; `.git` aside.
pub(crate) fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if kind.is_dir() {
                if entry.file_name() != ".git" {
                    folders.push(path);
                }
                continue;
            }
            let bytes = if kind.is_symlink() {
                path.read_link().unwrap().into_os_string().into_encoded_bytes()
            } else {
                std::fs::read(&path).unwrap()
            };
            files.insert(path.strip_prefix(root).unwrap().to_path_buf(), bytes);
        }
    }
    files
}

/// Fails with the names of the files that differ.
#[track_caller]
pub(crate) fn assert_same(left: &BTreeMap<PathBuf, Vec<u8>>, right: &BTreeMap<PathBuf, Vec<u8>>) {
    let names: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
    for name in names {
        let shown = |side: &BTreeMap<PathBuf, Vec<u8>>| {
            side.get(name)
                .map_or_else(|| "(no file)".to_owned(), |bytes| format!("{:?}", text(bytes)))
        };
        assert_eq!(left.get(name), right.get(name), "{name:?}:\n{}\n{}", shown(left), shown(right));
    }
}

/// Copies the files that git would commit: what builds leave behind stays where it is.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let is_built = name.starts_with("target") || name == Path::new("Cargo.lock");
        if !is_built {
            put(to, name, bytes);
        }
    }
}

/// Compares `actual` with the file at `path`, or writes it there when asked to.
#[track_caller]
pub(crate) fn expect_file(path: &Path, actual: &[u8]) {
    if update() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, actual).unwrap();
        return;
    }
    let expected = std::fs::read(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} differs (UPDATE=1 writes it anew):\n--- expected\n{}\n--- actual\n{}",
        path.display(),
        text(&expected),
        text(actual)
    );
}

/// Runs each line as arguments (split at spaces) and compares everything that is seen.
#[track_caller]
pub(crate) fn transcript(name: &str, folder: &Path, lines: &[&str]) {
    let mut seen = String::new();
    let real = folder.canonicalize().unwrap().display().to_string();
    for line in lines {
        let output = modelmod(folder).args(line.split_whitespace()).output().unwrap();
        let code = output.status.code().unwrap();
        writeln!(seen, "$ modelmod {line}\n[exit {code}]").unwrap();
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                write!(seen, "[{stream}]\n{}", text(bytes).replace(&real, "FOLDER")).unwrap();
            }
        }
        seen.push('\n');
    }
    expect_file(&here().join("tests/cli").join(format!("{name}.txt")), seen.as_bytes());
}

/// The report of `migrate --check` with `args` in `folder`, and the whole output.
pub(crate) fn checked(folder: &Path, args: &[&str]) -> (serde_json::Value, Output) {
    let args = [&["migrate", "--check", "--output-format=json"], args].concat();
    let output = run(folder, &args);
    let report: Result<serde_json::Value, _> = serde_json::from_slice(&output.stdout);
    assert!(report.is_ok(), "{}", text(&output.stderr));
    (report.unwrap(), output)
}

/// Files with findings by [`checked`], and the exit code.
pub(crate) fn found(folder: &Path, args: &[&str]) -> (Vec<String>, Option<i32>) {
    let (report, output) = checked(folder, args);
    let paths = report["findings"].as_array().unwrap().iter();
    let mut paths: Vec<String> =
        paths.map(|one| one["path"].as_str().unwrap().to_owned()).collect();
    paths.dedup();
    (paths, output.status.code())
}

pub(crate) fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
