//! `--branch --push`, killed at each step: the next run finishes the job, once.
#![cfg(test)]
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{commit_all, fine, git, git_command, git_text, init, modelmod, put, text};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ARGS: [&str; 6] = ["migrate", "-q", "-j1", "--branch=modelmod/b", "--push", "--no-gpg-sign"];

/// A project with a remote, in objects of this format; nothing where git does not know it.
fn project(dir: &Path, format: &str) -> Option<PathBuf> {
    let root = dir.join("repo");
    let format = format!("--object-format={format}");
    let init_remote = ["init", "-q", "--bare", &format, "-b", "main", "remote.git"];
    if !git_command(dir, &init_remote).output().unwrap().status.success() {
        return None;
    }
    git(dir, &["init", "-q", &format, "-b", "main", "repo"]);
    init(&root);
    put(&root, "app.py", "model = \"claude-2.1\"\n");
    put(&root, "src/deep/main.ts", "const model = 'claude-3-opus-20240229';\n");
    commit_all(&root);
    git(&root, &["remote", "add", "origin", "../remote.git"]);
    git(&root, &["push", "-q", "origin", "main"]);
    Some(root)
}

/// Runs once more, and looks at everything.
#[track_caller]
fn next_run_finishes(root: &Path, when: &str) {
    let output = modelmod(root).args(ARGS).output().unwrap();
    assert!(output.status.success(), "{when}: {}", text(&output.stderr));
    let remote = root.join("../remote.git");
    let refs = |of: &Path, prefix: &str| {
        let line = "--format=%(refname) %(objectname)";
        git_text(of, &["for-each-ref", line, prefix])
    };
    assert_eq!(refs(root, "refs/heads"), refs(&remote, "refs/heads"), "{when}");
    assert_eq!(refs(root, "refs/heads").lines().count(), 2, "{when}");
    assert_eq!(git_text(root, &["rev-list", "--count", "main..modelmod/b"]), "1", "{when}");
    let changed = git_text(root, &["diff", "--name-only", "main", "modelmod/b"]);
    assert_eq!(changed, "app.py\nsrc/deep/main.ts", "{when}");
    assert_eq!(git_text(root, &["status", "--porcelain"]), "", "{when}");
    for folder in [root, &remote] {
        git(folder, &["fsck", "--strict", "--no-dangling"]);
    }
    let mut stray = Vec::new();
    let mut folders = vec![root.join(".git")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_ours = |path: &Path| path.to_string_lossy().ends_with(".lock");
            match path.is_dir() {
                true => folders.push(path),
                false => stray.extend(Some(path).filter(|path| is_ours(path))),
            }
        }
    }
    assert!(stray.is_empty(), "{when}: {stray:?}");
}

/// Waits for what a killed process has left running.
fn settle(folder: &Path) {
    for _ in 0..200 {
        let running = std::fs::read_dir("/proc").unwrap().flatten().any(|entry| {
            let inside = std::fs::read_link(entry.path().join("cwd"));
            inside.is_ok_and(|inside| inside.starts_with(folder))
        });
        if !running {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// Each call of git is one after which, or before which, the process can die.
#[test]
fn killed_at_each_call_of_git() {
    for (format, moments) in [("sha1", &["before", "after"][..]), ("sha256", &["after"])] {
        for moment in moments {
            let mut number = 1;
            loop {
                let dir = tempfile::tempdir().unwrap();
                let real = dir.path().canonicalize().unwrap();
                let Some(root) = project(&real, format) else {
                    eprintln!("skipped: this git has no {format}");
                    break;
                };
                let count = real.join("count");
                let found = std::env::split_paths(&std::env::var_os("PATH").unwrap())
                    .map(|folder| folder.join("git"))
                    .find(|path| path.exists())
                    .unwrap();
                let script = format!(
                    "#!/bin/sh\necho x >> '{count}'\n\
                     if [ $(wc -l < '{count}') = {number} ]; then\n\
                     if [ {moment} = after ]; then '{git}' \"$@\"; fi\n\
                     kill -9 $PPID; exit 1\nfi\nexec '{git}' \"$@\"\n",
                    count = count.display(),
                    git = found.display(),
                );
                let wrapper = put(&real, "bin/git", script);
                std::fs::set_permissions(&wrapper, PermissionsExt::from_mode(0o755)).unwrap();
                let path = std::env::var("PATH").unwrap();
                let killed = modelmod(&root)
                    .args(ARGS)
                    .env("PATH", format!("{}:{path}", real.join("bin").display()))
                    .output()
                    .unwrap();
                settle(&real);
                let when = format!("{format}, {moment} call {number}");
                next_run_finishes(&root, &when);
                if killed.status.success() {
                    eprintln!("{format}: killed {moment} each of {} calls", number - 1);
                    assert!(number > 8, "so few calls?");
                    break;
                }
                number += 1;
            }
        }
    }
}

/// The system calls of a run that change a file of the repository: each one's name, and how
/// many of that name the process has made by then, which is how strace counts.
fn changes(trace: &str) -> Vec<(String, u32)> {
    const CHANGING: [&str; 12] = [
        "rename",
        "renameat",
        "renameat2",
        "link",
        "linkat",
        "unlink",
        "unlinkat",
        "mkdir",
        "mkdirat",
        "write",
        "ftruncate",
        "openat",
    ];
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for line in trace.lines() {
        let Some((name, rest)) = line.split_once('(') else { continue };
        let count = counts.entry(name).or_default();
        *count += 1;
        let opens = name == "openat" && !rest.contains("O_CREAT");
        if CHANGING.contains(&name) && rest.contains(".git/") && !opens {
            found.push((name.to_owned(), *count));
        }
    }
    found
}

fn traced(root: &Path, inject: Option<&str>) -> (bool, String) {
    let trace = root.join("../trace");
    let mut command = Command::new("strace");
    command.args(["-y", "-s", "256", "-o"]).arg(&trace);
    if let Some(inject) = inject {
        command.args(["-e", inject]);
    }
    // The environment of the tests.
    let run = modelmod(root);
    command.arg(run.get_program()).args(ARGS).current_dir(root).stdin(Stdio::null());
    for (name, value) in run.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command.output().unwrap();
    (output.status.success(), text(&std::fs::read(trace).unwrap()))
}

/// What the process itself does with files of the repository.
#[test]
fn killed_at_each_change_of_a_file() {
    let usable = Command::new("strace").args(["-e", "trace=none", "true"]).output();
    if !usable.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not there or may not trace");
        return;
    }
    let fresh = || {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().canonicalize().unwrap();
        let root = project(&real, "sha1").unwrap();
        (dir, root)
    };
    let (_dir, root) = fresh();
    let (well, trace) = traced(&root, None);
    assert!(well, "{trace}");
    let steps = changes(&trace);
    assert!(steps.len() > 10, "{steps:?}");
    eprintln!("killed at each of {} changes", steps.len());
    for (name, number) in steps {
        let (dir, root) = fresh();
        let (well, _) = traced(&root, Some(&format!("inject={name}:signal=KILL:when={number}")));
        assert!(!well, "{name} {number}");
        settle(&dir.path().canonicalize().unwrap());
        next_run_finishes(&root, &format!("{name} {number}"));
    }
}

/// A lock of git's that nobody of ours left is not taken away.
#[test]
fn the_lock_of_another_program_is_respected() {
    let dir = tempfile::tempdir().unwrap();
    let root = project(&dir.path().canonicalize().unwrap(), "sha1").unwrap();
    let lock = put(&root, ".git/refs/heads/modelmod/b.lock", "");
    let output = modelmod(&root).args(ARGS).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("b.lock") && said.contains("another program"), "{said}");
    assert!(lock.exists());
    std::fs::remove_file(lock).unwrap();
    fine(&root, &ARGS);
}
