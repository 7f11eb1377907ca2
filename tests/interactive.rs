//! `migrate --interactive` as somebody at a terminal meets it: through a pseudo-terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{assert_same, commit_all, git_text, init, modelmod, put, run, text, tree};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Nobody waits longer for a program that hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// modelmod at a terminal of its own.
struct Terminal {
    child: Child,
    keys: File,
    /// The program's end of the terminal, so that it outlives the program.
    side: Option<File>,
    output: Receiver<Vec<u8>>,
    seen: String,
}

impl Terminal {
    fn start(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let size = Winsize { ws_row: 40, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&master, size).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        let side = File::options().read(true).write(true).open(path).unwrap();
        let stream = || Stdio::from(side.try_clone().unwrap());
        let mut command = modelmod(folder);
        command.args(args).envs(variables.iter().copied());
        let child = command.stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
        // Else the command would keep the terminal open after the program's end.
        drop(command);
        let keys = File::from(master);
        let mut screen = keys.try_clone().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // The end of the program is an error here on Linux, the end of file elsewhere.
            while let Ok(count @ 1..) = screen.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { child, keys, side: Some(side), output, seen: String::new() }
    }

    /// Waits until `wanted` is shown and takes all up to there off the screen.
    #[track_caller]
    fn expect(&mut self, wanted: &str) -> String {
        loop {
            if let Some(at) = self.seen.find(wanted) {
                let rest = self.seen.split_off(at + wanted.len());
                return std::mem::replace(&mut self.seen, rest);
            }
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.seen.push_str(&text(&bytes)),
                Err(_) => panic!("no {wanted:?} in: {}", self.seen),
            }
        }
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Answers the next question, which is the one numbered `number`; what was shown for it.
    #[track_caller]
    fn answer(&mut self, number: &str, key: &str) -> String {
        let shown = self.expect(&format!("({number}) Make this change ["));
        let shown = shown + &self.expect("?]?");
        self.send(key);
        shown
    }

    /// Waits for the end: the exit code, and what was shown since.
    #[track_caller]
    fn end(mut self) -> (i32, String) {
        let code = self.child.wait().unwrap().code().unwrap();
        let modes = tcgetattr(self.side.as_ref().unwrap()).unwrap().local_modes;
        assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO), "a usable terminal");
        self.side = None;
        while let Ok(bytes) = self.output.recv() {
            self.seen.push_str(&text(&bytes));
        }
        (code, std::mem::take(&mut self.seen))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // After a failure; after a good end there is nobody to kill.
        drop(self.child.kill());
    }
}

/// Three files: one name; two near each other, one to be asked for, and one; one name.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let far = "#\n".repeat(8);
    init(folder.path());
    put(folder.path(), ".env", "ANTHROPIC_MODEL=claude-3-haiku-20240307\n");
    put(
        folder.path(),
        "app.py",
        format!(
            "model = \"claude-2.1\"\nfallback_model = \"claude-2.0\"\n{far}run(\"gpt-4o\")\n{far}\
             small_model = \"claude-2.1\"\n"
        ),
    );
    put(folder.path(), "next.ts", "const model = 'claude-sonnet-4-5';\n// claude-2.1\n");
    commit_all(folder.path());
    folder
}

/// What changed against HEAD: the new lines.
fn new_lines(folder: &Path, range: &[&str]) -> Vec<String> {
    let diff = git_text(folder, &[&["diff", "-U0"], range].concat());
    let new = diff.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++"));
    new.map(|line| line[1..].to_owned()).collect()
}

const ASK: [&str; 2] = ["migrate", "-i"];

#[test]
fn each_key() {
    let folder = project();
    let mut terminal = Terminal::start(folder.path(), &ASK, &[]);
    let first = terminal.answer("1/5", "y");
    for wanted in [
        "diff --git a/.env b/.env",
        "-ANTHROPIC_MODEL=claude-3-haiku-20240307",
        "+ANTHROPIC_MODEL=claude-haiku-4-5-20251001",
        "1:17",
        "retired since 2026-04-20",
        "an environment variable that selects the model",
    ] {
        assert!(first.contains(wanted), "no {wanted:?} in: {first}");
    }
    assert!(first.contains("\u{1b}[31m-ANTHROPIC"), "in colour: {first}");
    let second = terminal.answer("2/5", "?");
    assert!(second.contains("diff --git a/app.py b/app.py"), "{second}");
    let help = terminal.answer("2/5", "x");
    assert!(help.contains("make this change") && help.contains("split"), "{help}");
    let other = terminal.answer("2/5", "s");
    assert!(other.contains("that key means nothing here"), "{other}");
    let split = terminal.answer("2/6", "n");
    assert!(split.contains("-model = \"claude-2.1\""), "{split}");
    assert!(!split.contains("diff --git"), "the header is shown once: {split}");

    // Another replacement: refused, taken back, corrected, unknown.
    terminal.answer("3/6", "e");
    terminal.expect("claude-2.0 becomes [");
    terminal.send("claude-2.1\r");
    terminal.expect("`claude-2.1` is retired itself");
    terminal.send("a b\r");
    terminal.expect("`a b` is no model ID");
    terminal.send("\u{1b}");
    terminal.answer("3/6", "e");
    terminal.send("gone\u{15}my-gateway/opux\u{7f}s\r");
    terminal.expect("no model `my-gateway/opus`");

    // Everything else in the file, but what is marked is still asked about.
    let marked = terminal.answer("4/6", "y");
    assert!(marked.contains("unsafe") && marked.contains("not known to take a model"), "{marked}");
    terminal.answer("5/6", "d");
    terminal.answer("6/6", "q");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("left: you said no"), "{shown}");
    assert!(shown.contains("left: you ended the questions before it"), "{shown}");
    assert!(shown.contains("left: a comment"), "{shown}");
    assert_eq!(
        new_lines(folder.path(), &[]),
        [
            "ANTHROPIC_MODEL=claude-haiku-4-5-20251001",
            "fallback_model = \"my-gateway/opus\"",
            "run(\"gpt-6-luna\")"
        ]
    );
}

#[test]
fn the_rest_of_a_file() {
    let folder = project();
    let mut terminal = Terminal::start(folder.path(), &[&ASK[..], &["-q"]].concat(), &[]);
    terminal.answer("1/5", "n");
    terminal.answer("2/5", "a");
    // 3 is marked, so it is asked about behind 4, which is not.
    terminal.answer("4/5", "n");
    terminal.answer("5/5", "n");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.trim().ends_with('n'), "no report: {shown:?}");
    assert_eq!(
        new_lines(folder.path(), &[]),
        [
            "model = \"claude-opus-4-8\"",
            "fallback_model = \"claude-opus-4-8\"",
            "small_model = \"claude-opus-4-8\""
        ]
    );
}

#[test]
fn nothing_is_written_when_the_user_breaks_off() {
    let folder = project();
    let before = tree(folder.path());
    let break_off = |key: &str, is_typing: bool| {
        let mut terminal = Terminal::start(folder.path(), &ASK, &[]);
        terminal.answer("1/5", "y");
        if is_typing {
            terminal.answer("2/5", "e");
            terminal.expect("becomes");
        } else {
            terminal.expect("Make this change");
        }
        assert_same(&tree(folder.path()), &before);
        terminal.send(key);
        terminal.end()
    };
    for is_typing in [false, true] {
        let (code, shown) = break_off("\u{3}", is_typing);
        assert_eq!(code, 130, "{shown}");
        assert!(shown.contains("interrupted: nothing was written"), "{shown}");
        let (code, shown) = break_off("\u{4}", is_typing);
        assert_eq!(code, 2, "{shown}");
        assert!(shown.contains("nothing was written"), "{shown}");
    }
    assert_same(&tree(folder.path()), &before);
}

#[test]
fn onto_a_branch() {
    let folder = project();
    let before = tree(folder.path());
    let args = ["migrate", "-i", "--branch=chosen"];
    let mut terminal = Terminal::start(folder.path(), &args, &[("NO_COLOR", "1")]);
    let first = terminal.answer("1/5", "n");
    assert!(!first.contains('\u{1b}'), "no colours: {first:?}");
    terminal.answer("2/5", "d");
    terminal.answer("5/5", "y");
    let (code, shown) = terminal.end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("rewritten on branch chosen"), "{shown}");
    assert_eq!(
        new_lines(folder.path(), &["main", "chosen"]),
        ["const model = 'claude-sonnet-5-5';"]
    );
    assert_same(&tree(folder.path()), &before);
}

/// Answers are not to be given in vain.
#[test]
fn uncommitted_work_is_refused_before_the_first_question() {
    let folder = project();
    put(folder.path(), ".env", "ANTHROPIC_MODEL=claude-2.1\n");
    let (code, shown) = Terminal::start(folder.path(), &ASK, &[]).end();
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("--allow-dirty") && !shown.contains("Make this change"), "{shown}");
}

#[test]
fn nothing_to_ask() {
    let folder = project();
    let args = ["migrate", "-i", "--only", "claude-2.1", "next.ts"];
    let (code, shown) = Terminal::start(folder.path(), &args, &[]).end();
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("left: a comment") && !shown.contains("Make this change"), "{shown}");
}

#[test]
fn without_a_terminal_nobody_can_be_asked() {
    let folder = project();
    let before = tree(folder.path());
    let output = run(folder.path(), &ASK);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("standard input is no terminal") && error.contains("--dry-run"));
    for other in ["--dry-run", "--check", "--stdin-filename=a.py"] {
        let output = run(folder.path(), &["migrate", "-i", other]);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(
            error.contains("--interactive") && error.contains("cannot be used with"),
            "{error}"
        );
    }
    assert_same(&tree(folder.path()), &before);
}
