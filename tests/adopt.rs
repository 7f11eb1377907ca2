//! `modelmod adopt --rust`, and `cargo modelmod`, on real projects with real git and real cargo.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const DAY: &str = "2026-11-23";
const MANIFEST: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
const CODE: &str = "use std::env;\n\npub fn model() -> String {\n    \
                    env::var(\"MODEL\").unwrap_or_else(|_| \"claude-opus-4-8\".to_owned())\n}\n";

fn git(dir: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]).args(words);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with these files committed.
fn project(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    git(dir.path(), &["init", "--quiet"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "--quiet", "-m", "first"]);
    dir
}

fn modelmod(dir: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelmod"));
    command.args(words).current_dir(dir).env("MODELMOD_AS_OF", DAY).output().unwrap()
}

fn read(dir: &TempDir, file: &str) -> String {
    fs::read_to_string(dir.path().join(file)).unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_patch_is_what_a_run_writes() {
    let files = [("Cargo.toml", MANIFEST), ("src/lib.rs", CODE)];
    let (one, other) = (project(&files), project(&files));
    let dry = modelmod(one.path(), &["adopt", "--rust", "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    assert_eq!(read(&one, "src/lib.rs"), CODE);
    assert!(
        text(&dry.stderr).ends_with(
            "1 literal in 1 file would become model!\n\
             Cargo.toml: modelmod-macros would become a dependency\n"
        ),
        "{}",
        text(&dry.stderr)
    );
    let patch = tempfile::NamedTempFile::new().unwrap();
    fs::write(patch.path(), &dry.stdout).unwrap();
    git(one.path(), &["apply", patch.path().to_str().unwrap()]);

    let wet = modelmod(other.path(), &["adopt", "--rust"]);
    assert!(wet.status.success(), "{}", text(&wet.stderr));
    assert_eq!(
        text(&wet.stdout),
        "src/lib.rs:4:42: model!(\"claude-opus-4-8\")\n1 literal in 1 file became model!\n\
         Cargo.toml: modelmod-macros became a dependency\n"
    );
    for file in ["src/lib.rs", "Cargo.toml"] {
        assert_eq!(read(&one, file), read(&other, file));
    }
    assert!(read(&one, "Cargo.toml").ends_with("\n[dependencies]\nmodelmod-macros = \"0.1\"\n"));
    let again = modelmod(other.path(), &["adopt", "--rust", "--allow-dirty"]);
    assert!(again.status.success() && text(&again.stdout).starts_with("no literal in Rust code"));
}

#[test]
fn work_that_could_be_lost_is_not_written_over() {
    let dir = project(&[("Cargo.toml", MANIFEST), ("src/lib.rs", CODE)]);
    fs::write(dir.path().join("src/lib.rs"), format!("{CODE}// Not committed.\n")).unwrap();
    let output = modelmod(dir.path(), &["adopt", "--rust"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--allow-dirty"), "{}", text(&output.stderr));
    assert_eq!(read(&dir, "Cargo.toml"), MANIFEST);
    assert!(modelmod(dir.path(), &["adopt", "--rust", "--allow-dirty"]).status.success());

    let loose = tempfile::tempdir().unwrap();
    fs::write(loose.path().join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(loose.path().join("a.rs"), CODE).unwrap();
    let output = modelmod(loose.path(), &["adopt", "--rust"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--allow-no-vcs"), "{}", text(&output.stderr));
}

#[test]
fn what_no_dependency_would_help_is_left_and_said() {
    let dir = project(&[
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", ""),
        ("build.rs", CODE),
        ("examples/ask.rs", &format!("{CODE}fn main() {{}}\n")),
    ]);
    let output = modelmod(dir.path(), &["adopt", "--rust"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.contains("note: build.rs: left as it is: a build script has"), "{said}");
    assert_eq!(read(&dir, "build.rs"), CODE);
    // An example alone needs it for itself.
    assert!(read(&dir, "Cargo.toml").contains("[dev-dependencies]\nmodelmod-macros"));

    let dir = project(&[("loose.rs", CODE)]);
    let output = modelmod(dir.path(), &["adopt", "--rust"]);
    let said = text(&output.stderr);
    assert!(said.contains("note: loose.rs: left as it is: no Cargo.toml"), "{said}");
}

#[test]
fn a_broken_manifest_is_said_and_nothing_is_written() {
    let dir = project(&[("Cargo.toml", MANIFEST), ("src/lib.rs", CODE)]);
    fs::write(dir.path().join("Cargo.toml"), format!("{MANIFEST}[dependencies\n")).unwrap();
    let output = modelmod(dir.path(), &["adopt", "--rust", "--allow-dirty"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("Cargo.toml: TOML parse error at line 5"));
    assert_eq!(read(&dir, "src/lib.rs"), CODE);
}

/// Cargo finds the subcommand, and what it adopts compiles.
#[test]
fn cargo_runs_it_and_what_it_wrote_compiles() {
    let macros = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/macros");
    let patch = format!("\n[patch.crates-io]\nmodelmod-macros = {{ path = {macros:?} }}\n");
    let dir = project(&[("Cargo.toml", &format!("{MANIFEST}{patch}")), ("src/lib.rs", CODE)]);
    let bin = PathBuf::from(env!("CARGO_BIN_EXE_cargo-modelmod"));
    let mut path = vec![bin.parent().unwrap().to_path_buf()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let path = std::env::join_paths(path).unwrap();
    let cargo = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(words).current_dir(dir.path()).env("PATH", &path).env("MODELMOD_AS_OF", DAY);
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("adopt"));
        command.output().unwrap()
    };
    let help = cargo(&["modelmod", "adopt", "--help"]);
    assert!(text(&help.stdout).contains("Usage: cargo modelmod adopt"), "{}", text(&help.stdout));
    let output = cargo(&["modelmod", "adopt", "--rust"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(read(&dir, "src/lib.rs").starts_with("use modelmod_macros::model;\nuse std::env;\n"));
    let output = cargo(&["check", "--offline"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    // And from now on the compiler tells.
    let code = read(&dir, "src/lib.rs").replace("claude-opus-4-8", "claude-2.1");
    fs::write(dir.path().join("src/lib.rs"), code).unwrap();
    let output = cargo(&["check", "--offline"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("error: `claude-2.1` was retired on 2025-07-21"));
    let output = cargo(&["modelmod", "migrate", "--allow-dirty", "--quiet"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(cargo(&["check", "--offline"]).status.success());
}
