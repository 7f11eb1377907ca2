//! The commands of the README and of the other guides do what is written there.
//!
//! Every line of a `sh` block and every `$` line of a `console` block is run, in order, in a
//! fresh repository that holds a copy of the folders the guides work on. In a `console` block
//! the output is compared as a whole when any is shown. A command has to succeed, unless the
//! next one is `echo $?`, which then shows the exit code.
//!
//! Commands of cargo are not run as they stand: building and testing the workspace inside one
//! of its own tests would take minutes and wait for the lock that the outer cargo holds.
//! `cargo run -- ARGS` becomes the binary that cargo built for this test. Of all others is
//! checked that what they name exists: subcommand, package, path. `.ci/run` runs the rest.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure here is the test's failure")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the commands work on.
const COPIED: [&str; 2] = ["examples", "codemods"];

#[test]
fn commands_of_the_readme() {
    let ran = check("README.md");
    assert!(ran.contains(&"cargo test --workspace".to_owned()), "{ran:?}");
    assert!(ran.iter().any(|command| command.starts_with("cargo run -- migrate --dry-run")));
    assert!(ran.len() >= 10, "only {ran:?}");
}

#[test]
fn commands_of_the_other_guides() {
    check("CONTRIBUTING.md");
    check("docs/branches.md");
    check("docs/configuration.md");
    check("codemods/README.md");
}

/// A command with what the document shows as its output.
#[derive(Debug)]
struct Shown {
    line: usize,
    command: String,
    output: String,
}

/// Runs the commands of a document; returns them.
fn check(document: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let day = day_of(&text);
    let mut wrong = Vec::new();
    let mut ran = Vec::new();
    for block in blocks(&text) {
        let place = Place::new(&day);
        let mut code = 0;
        for (at, shown) in block.iter().enumerate() {
            ran.push(shown.command.clone());
            let where_ = format!("{document}:{}: `{}`", shown.line, shown.command);
            if shown.command == "echo $?" {
                if shown.output != format!("{code}\n") {
                    wrong.push(format!("{where_}: it is {code}"));
                }
                continue;
            }
            if let Some(arguments) = cargo(&shown.command) {
                if let Err(why) = exists(&arguments) {
                    wrong.push(format!("{where_}: {why}"));
                }
                continue;
            }
            let (now, output) = place.run(&shown.command);
            code = now;
            let told = block.get(at + 1).is_some_and(|next| next.command == "echo $?");
            if code != 0 && !told {
                wrong.push(format!("{where_}: exit code {code}\n{output}"));
            }
            if !shown.output.is_empty() && shown.output != output {
                wrong.push(format!(
                    "{where_}: it prints\n{output}--- and not, as shown,\n{}---",
                    shown.output
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    ran
}

/// The blocks of commands in a document.
fn blocks(text: &str) -> Vec<Vec<Shown>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((_, fence)) = lines.next() {
        let Some(language) = fence.strip_prefix("```").filter(|language| !language.is_empty())
        else {
            continue;
        };
        let body = lines.by_ref().take_while(|(_, line)| *line != "```");
        let mut block: Vec<Shown> = Vec::new();
        for (at, line) in body {
            let shown = |command: &str| Shown {
                line: at + 1,
                command: command.split("  #").next().unwrap_or_default().trim().to_owned(),
                output: String::new(),
            };
            match (language, line.strip_prefix("$ ")) {
                ("console", Some(command)) => block.push(shown(command)),
                ("console", None) => {
                    let last = block.last_mut().expect("a console block begins with `$ `");
                    last.output.push_str(line);
                    last.output.push('\n');
                }
                ("sh", _) if !line.trim().is_empty() && !line.starts_with('#') => {
                    block.push(shown(line));
                }
                _ => {}
            }
        }
        // An empty line before the next command is for the eye.
        let count = block.len();
        for shown in block.iter_mut().take(count.saturating_sub(1)) {
            shown.output = shown
                .output
                .strip_suffix("\n\n")
                .map_or_else(|| shown.output.clone(), |output| format!("{output}\n"));
        }
        if !block.is_empty() {
            blocks.push(block);
        }
    }
    blocks
}

/// The day of the outputs in a document: they say `(as of YYYY-MM-DD)`.
fn day_of(text: &str) -> String {
    let day = text.split_once("(as of ").map(|(_, rest)| rest.chars().take(10).collect());
    day.unwrap_or_else(|| "2026-11-23".to_owned())
}

/// A repository to run commands in, with `modelmod` on its path.
struct Place {
    folder: tempfile::TempDir,
    day: String,
}

impl Place {
    fn new(day: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tree = folder.path().join("tree");
        let programs = folder.path().join("bin");
        fs::create_dir_all(&tree).unwrap();
        fs::create_dir_all(&programs).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_modelmod"), programs.join("modelmod"))
            .unwrap();
        for copied in COPIED {
            copy(&root().join(copied), &tree.join(copied));
        }
        let place = Self { folder, day: day.to_owned() };
        let (code, output) = place.run("git init -q . && git add -A && git commit -q -m Start");
        assert_eq!(code, 0, "{output}");
        place
    }

    /// The exit code, and standard output followed by standard error.
    fn run(&self, command: &str) -> (i32, String) {
        let command = match command.strip_prefix("cargo run -- ") {
            Some(arguments) => format!("modelmod {arguments}"),
            None => command.to_owned(),
        };
        let old = std::env::var("PATH").unwrap_or_default();
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(self.folder.path().join("tree"))
            .env("PATH", format!("{}:{old}", self.folder.path().join("bin").display()))
            .env("HOME", self.folder.path())
            .env("MODELMOD_AS_OF", &self.day)
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Test")))
            .envs(
                ["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "test@example.com")),
            )
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8(text).unwrap())
    }
}

/// The arguments of a cargo command that is not run.
fn cargo(command: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let is_run = command.starts_with("cargo run -- ");
    (words.first() == Some(&"cargo") && !is_run).then(|| words[1..].to_vec())
}

/// Whether what a cargo command names is there.
fn exists(arguments: &[&str]) -> Result<(), String> {
    let known = ["test", "run", "install", "fmt", "clippy"];
    match arguments.first() {
        Some(verb) if known.contains(verb) => {}
        other => return Err(format!("cargo {other:?} is not known to this test")),
    }
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "--" => break,
            "-p" => {
                let name = *words.next().ok_or("no package behind -p")?;
                if !packages.iter().any(|package| package["name"] == name) {
                    return Err(format!("no package {name}"));
                }
            }
            "--path" => {
                let path = root().join(words.next().ok_or("no path behind --path")?);
                let manifest = path.join("Cargo.toml").canonicalize().map_err(|e| e.to_string())?;
                let package = packages
                    .iter()
                    .find(|package| {
                        Path::new(package["manifest_path"].as_str().unwrap()) == manifest
                    })
                    .ok_or("no package there")?;
                let mut targets = package["targets"].as_array().unwrap().iter();
                if !targets.any(|one| one["kind"][0] == "bin" && one["name"] == "modelmod") {
                    return Err("the package has no program modelmod".to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}
