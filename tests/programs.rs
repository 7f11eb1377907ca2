//! A repository that names programs wherever git would run them: none is run. SECURITY.md says
//! what is run and when, and names what is refused.
#![cfg(test)]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{fine, git, git_command, git_text, here, init, modelmod, put, run, text};
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Settings that hold a program, or a command.
const SETTINGS: &[&str] = &[
    "browser.x.cmd",
    "core.editor",
    "core.fsmonitor",
    "core.pager",
    HELPER,
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "diff.guitool",
    "difftool.x.cmd",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
    "gpg.program",
    "gpg.ssh.defaultKeyCommand",
    "gpg.ssh.program",
    "gpg.x509.program",
    "guitool.x.cmd",
    "instaweb.httpd",
    "interactive.diffFilter",
    "man.x.cmd",
    "merge.evil.driver",
    "mergetool.x.cmd",
    "pager.diff",
    "pager.log",
    "pager.show",
    "pager.status",
    "sendemail.tocmd",
    "sequence.editor",
    "submodule.x.update",
    "tar.x.command",
    "trailer.x.cmd",
    "trailer.x.command",
    "uploadpack.packObjectsHook",
];

/// Those on the way to a remote, which are refused by name.
/// It names a program that knows a password.
const HELPER: &str = "credential.https://example.com.helper";

const TO_A_REMOTE: &[&str] = &[
    "core.askPass",
    "core.gitProxy",
    "core.sshCommand",
    "remote.origin.receivepack",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
];

const HOOKS: &[&str] = &[
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-receive",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "proc-receive",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
    "update",
];

/// Commands that git has of its own and that the repository would like to replace.
const ALIASES: &[&str] = &["cat-file", "commit-tree", "config", "log", "rev-parse", "status"];

/// A repository in which everything is a trap, and where sprung traps leave their names.
struct Trap {
    _dir: tempfile::TempDir,
    root: PathBuf,
    sprung: PathBuf,
}

impl Trap {
    /// Objects in this format; nothing where git does not know it.
    fn new(format: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().canonicalize().unwrap();
        let (root, sprung) = (real.join("repo"), real.join("sprung"));
        std::fs::create_dir(&sprung).unwrap();
        let format = format!("--object-format={format}");
        let bare = ["init", "-q", "--bare", &format, "-b", "main", "remote.git"];
        if !git_command(&real, &bare).output().unwrap().status.success() {
            eprintln!("skipped: this git has no {format}");
            return None;
        }
        git(&real, &["init", "-q", &format, "-b", "main", "repo"]);
        init(&root);
        put(&root, "a.py", "model = \"claude-2.1\"\n");
        put(&root, "src/main.rs", "fn main() { let model = \"claude-2.1\"; }\n");
        put(&root, "Cargo.toml", "[package]\nname = \"x\"\nversion = \"0.1.0\"\n");
        put(&root, ".gitattributes", "* filter=evil diff=evil merge=evil text\n");
        put(&root, "usage.csv", "model,key,tokens\nclaude-2.1,a,1\n");
        git(&root, &["add", "-A"]);
        git(&root, &["commit", "-q", "-m", "all"]);
        git(&root, &["remote", "add", "origin", "../remote.git"]);
        git(&root, &["push", "-q", "origin", "main"]);
        let trap = Self { _dir: dir, root, sprung };
        trap.arm();
        Some(trap)
    }

    /// A program that leaves its name.
    fn program(&self, name: &str) -> String {
        let file = name.replace([':', '/'], "_");
        let script =
            format!("#!/bin/sh\necho \"$*\" >> '{}/{file}'\ncat\nexit 1\n", self.sprung.display());
        let path = put(&self.root, format!(".git/traps/{file}"), script);
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path.display().to_string()
    }

    fn set(&self, key: &str, value: &str) {
        git(&self.root, &["config", "--add", key, value]);
    }

    fn arm(&self) {
        // Found on a PATH with the current folder, or beside what is asked for.
        for name in ["ssh", "gpg", "git-remote-x", "git-lfs", "cargo", "python3", "cat"] {
            std::fs::copy(self.program(name), self.root.join(name)).unwrap();
        }
        let hooks = self.root.join(".git/more-hooks");
        std::fs::create_dir(&hooks).unwrap();
        for name in HOOKS {
            let program = self.program(name);
            std::fs::copy(&program, self.root.join(".git/hooks").join(name)).unwrap();
            std::fs::copy(&program, hooks.join(name)).unwrap();
        }
        let mut included = String::new();
        for key in SETTINGS {
            let program = self.program(key);
            self.set(key, &program);
        }
        for name in ALIASES {
            self.set(&format!("alias.{name}"), &format!("!{}", self.program(name)));
        }
        let monitor = self.program("included");
        included.push_str(&format!("[core]\n\tfsmonitor = {monitor}\n\tpager = {monitor}\n"));
        let path = put(&self.root, ".git/included", included);
        self.set("include.path", &path.display().to_string());
        self.set("core.hooksPath", &hooks.display().to_string());
        self.set("filter.evil.required", "true");
        self.set("protocol.ext.allow", "always");
        self.set("log.showSignature", "true");
        self.set("core.fsyncMethod", "fsync");
        self.set("merge.verifySignatures", "true");
    }

    #[track_caller]
    fn nothing_ran(&self, what: &str) {
        let names = std::fs::read_dir(&self.sprung).unwrap();
        let names: BTreeSet<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert!(names.is_empty(), "{what} ran {names:?}");
    }
}

fn formats() -> impl Iterator<Item = Trap> {
    // The library answers for the first, the installed git for the second.
    ["sha1", "sha256"].into_iter().filter_map(Trap::new)
}

#[test]
fn no_verb_and_no_mode_runs_what_a_repository_names() {
    for trap in formats() {
        for args in [
            &["migrate", "-n"][..],
            &["migrate", "--check", "-v"],
            &["migrate", "--check", "--output-format=json"],
            &["migrate", "-i"],
            &["migrate", "--write-baseline=baseline.toml"],
            &["migrate", "--branch=x"],
            &["migrate", "--branch", "--group-by=owner"],
            &["adopt", "--rust", "-n"],
            &["models", "--within=90"],
            &["explain", "claude-2.1"],
            &["audit", "usage.csv", "--with", "."],
            &["pack", "check", "."],
            &["migrate"],
            &["adopt", "--rust", "--allow-dirty"],
        ] {
            let output = run(&trap.root, args);
            let code = output.status.code();
            assert!(code.is_some_and(|code| code < 3), "{args:?}: {}", text(&output.stderr));
            trap.nothing_ran(&args.join(" "));
        }
        // The traps are real: git itself springs some.
        drop(git_command(&trap.root, &["status"]).output().unwrap());
        assert!(std::fs::read_dir(&trap.sprung).unwrap().next().is_some());
        // All of it was looked at.
        let written = std::fs::read_to_string(trap.root.join("a.py")).unwrap();
        assert_eq!(written, "model = \"claude-opus-4-8\"\n");
    }
}

/// Also with a `PATH` that has the current folder in it, whoever sets one.
#[test]
fn a_push_runs_nothing_of_the_repository() {
    for trap in formats() {
        // A helper for credentials that is a command is refused by name.
        let output = run(&trap.root, &["migrate", "--branch=x", "--push"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(HELPER), "{}", text(&output.stderr));
        trap.nothing_ran("--push");
        git(&trap.root, &["config", "--unset", HELPER]);
        fine(&trap.root, &["migrate", "--branch=x", "--push"]);
        trap.nothing_ran("--push without it");
        let remote = trap.root.join("../remote.git");
        assert_eq!(git_text(&remote, &["rev-list", "--count", "main..x"]), "1");
    }
}

/// Programs on the way to a remote are refused, by name, and the document names them.
#[test]
fn programs_to_a_remote_are_refused() {
    let document = std::fs::read_to_string(here().join("SECURITY.md")).unwrap();
    for key in TO_A_REMOTE {
        let shown = key.replace("origin", "NAME");
        let word = shown.rsplit('.').next().unwrap();
        assert!(document.contains(&shown) || document.contains(&format!("`{word}`")), "{shown}");
        let trap = Trap::new("sha1").unwrap();
        trap.set(key, &trap.program(key));
        for args in [
            &["migrate", "--branch=x", "--push"][..],
            &["migrate", "--branch=x", "--push", "--dry-run"],
            &["migrate", "--pr"],
            &["migrate", "--pr", "--dry-run"],
        ] {
            let output = run(&trap.root, args);
            let said = text(&output.stderr);
            trap.nothing_ran(&format!("{key}: {args:?}"));
            if args.contains(&"--push") && args.contains(&"--dry-run") {
                continue;
            }
            assert_eq!(output.status.code(), Some(2), "{key} {args:?}: {said}");
            // Without a forge there is no pull request, whatever the configuration says.
            assert!(
                args.contains(&"--pr") || said.contains(&key.to_lowercase()),
                "{key} {args:?}: {said}"
            );
        }
    }
}

/// A URL that is a command is not followed.
#[test]
fn urls_that_are_commands_are_not_followed() {
    let trap = Trap::new("sha1").unwrap();
    let command = trap.program("url");
    for url in [format!("ext::{command}"), format!("ext::sh -c {command}")] {
        git(&trap.root, &["remote", "set-url", "origin", &url]);
        let output = modelmod(&trap.root).args(["migrate", "--branch=x", "--push"]).output();
        let output = output.unwrap();
        assert_ne!(output.status.code(), Some(0), "{}", text(&output.stderr));
        trap.nothing_ran(&url);
    }
}

/// A partial clone is completed only without them.
#[test]
fn a_partial_clone_is_not_completed_by_programs() {
    let document = std::fs::read_to_string(here().join("SECURITY.md")).unwrap();
    assert!(document.contains("partial clone"));
    for key in TO_A_REMOTE {
        let trap = Trap::new("sha1").unwrap();
        let remote: &Path = &trap.root.join("../remote.git").canonicalize().unwrap();
        git(remote, &["config", "uploadpack.allowFilter", "true"]);
        git(remote, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
        let url = format!("file://{}", remote.display());
        let partial = trap.root.join("../partial");
        let clone = ["clone", "-q", "--filter=blob:none", "--no-checkout", &url, "partial"];
        git(trap.root.parent().unwrap(), &clone);
        trap.nothing_ran("the clone");
        let url = match *key {
            "core.sshCommand" => "ssh://localhost/x",
            "core.gitProxy" => "git://localhost/x",
            _ => &url,
        };
        git(&partial, &["remote", "set-url", "origin", url]);
        git(&partial, &["config", key, &trap.program(key)]);
        let output = modelmod(&partial).args(["migrate", "--branch=x"]).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{key}: {said}");
        assert!(said.contains(&key.to_lowercase()) && said.contains("--refetch"), "{key}: {said}");
        trap.nothing_ran(key);
    }
}
