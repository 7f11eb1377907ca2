//! Faults that need no strace: full and read-only file systems, limits, folders that may not
//! be written; and files that change while modelmod is at work.

use crate::common::{commit_all, init, modelmod, put, text};
use crate::project::{Size, State, Template};
use crate::strace::{self, Object};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Nobody waits longer for a program that hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run that is stopped at a moment: strace, and the run that it watches.
struct Stopped {
    strace: Child,
    pid: String,
}

impl Stopped {
    /// Stops right after the `number`th call of this name.
    fn at(run: &Command, call: &str, number: u32, root: &Path) -> Self {
        let mut command = strace::command(
            run,
            &[
                "-e",
                &format!("trace={call}"),
                "-e",
                &format!("inject={call}:signal=STOP:when={number}"),
            ],
            root,
        );
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut strace = command.spawn().unwrap();
        let children = format!("/proc/{0}/task/{0}/children", strace.id());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
            let pid = std::fs::read_to_string(&children).unwrap_or_default().trim().to_owned();
            let trace = std::fs::read(root.with_extension("trace")).unwrap_or_default();
            if !pid.is_empty() && text(&trace).contains("stopped by SIGSTOP") {
                return Self { strace, pid };
            }
        }
        strace.kill().unwrap();
        strace.wait().unwrap();
        panic!("it does not stop");
    }

    fn go_on(mut self) -> Output {
        let signal = |name: &str| {
            let status = Command::new("kill").args([name, &self.pid]).status().unwrap();
            assert!(status.success());
        };
        signal("-CONT");
        let begun = Instant::now();
        while self.strace.try_wait().unwrap().is_none() {
            if begun.elapsed() > PATIENCE {
                signal("-KILL");
                panic!("it does not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.strace.wait_with_output().unwrap()
    }
}

/// What somebody else does to `src/crlf.py` meanwhile, and what is said then.
type Change = (&'static str, fn(&Path), &'static str);

const CHANGES: [Change; 8] = [
    ("removed", |file| std::fs::remove_file(file).unwrap(), "run again"),
    (
        "edited",
        |file| std::fs::write(file, "model = \"claude-2.1\"\nmine = 1\n").unwrap(),
        "changed since it was scanned and was left alone; run again",
    ),
    (
        "edited, of the same size and time",
        |file| {
            let before = State::of(file);
            let bytes = text(&before.bytes).replace("last", "LAST");
            std::fs::write(file, bytes).unwrap();
            let file = std::fs::File::options().write(true).open(file).unwrap();
            file.set_modified(before.modified).unwrap();
        },
        "changed since it was scanned and was left alone; run again",
    ),
    (
        "replaced by a file with the same bytes",
        |file| {
            let other = file.with_extension("new");
            std::fs::copy(file, &other).unwrap();
            std::fs::rename(other, file).unwrap();
        },
        "",
    ),
    (
        "replaced by a link",
        |file| {
            let outside = file.ancestors().nth(3).unwrap().join("outside.py");
            std::fs::rename(file, &outside).unwrap();
            std::os::unix::fs::symlink(outside, file).unwrap();
        },
        "links are not followed; run again",
    ),
    (
        "its folder replaced by a link",
        |file| {
            let folder = file.parent().unwrap();
            let outside = file.ancestors().nth(3).unwrap().join("outside");
            std::fs::rename(folder, &outside).unwrap();
            std::os::unix::fs::symlink(outside, folder).unwrap();
        },
        "links are not followed; run again",
    ),
    (
        "replaced by a pipe",
        |file| {
            std::fs::remove_file(file).unwrap();
            assert!(Command::new("mkfifo").arg(file).status().unwrap().success());
        },
        "not a regular file; exclude it",
    ),
    (
        "made read-only",
        |file| std::fs::set_permissions(file, PermissionsExt::from_mode(0o444)).unwrap(),
        "read-only; make it writable",
    ),
];

/// The bytes of everything that is a file, wherever links lead.
fn everything(root: &Path) -> Vec<(String, Vec<u8>)> {
    let files = crate::common::tree(root.parent().unwrap()).into_iter();
    let files = files.filter(|(name, _)| !name.to_string_lossy().ends_with(".trace"));
    files.map(|(name, bytes)| (name.display().to_string(), bytes)).collect()
}

/// Changed after it was read, before its replacement begins.
#[test]
fn a_file_that_changes_between_scan_and_write_is_left_alone() {
    if !strace::usable() {
        return;
    }
    let template = Template::new(Size::Small);
    let project = template.project();
    let steps = strace::record(&project.migrate(&[]), &project.root);
    // The first file is in the works; the other one is its neighbour.
    let first = steps.iter().find(|step| matches!(step.what, Object::Target(_))).unwrap();
    assert_eq!(first.what, Object::Target("elsewhere/target.py".to_owned()));
    for (change, make, message) in CHANGES {
        let project = template.project();
        let file = project.root.join("src/crlf.py");
        let run = Stopped::at(&project.migrate(&[]), &first.call, first.number, &project.root);
        make(&file);
        let theirs: Vec<_> = everything_of_src(&project.root);
        let output = run.go_on();
        let err = text(&output.stderr);
        if message.is_empty() {
            assert!(output.status.success(), "{change}: {err}");
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{change}: {err}");
        assert!(err.contains("src/crlf.py: ") && err.contains(message), "{change}: {err}");
        let out = text(&output.stdout);
        assert!(out.contains("NOT WRITTEN"), "{change}: {out}");
        let left: Vec<_> = everything_of_src(&project.root);
        assert_eq!(theirs, left, "{change}");
    }
}

/// What somebody else has to find as they left it: `crlf.py`, wherever it is.
fn everything_of_src(root: &Path) -> Vec<(String, Vec<u8>)> {
    // A pipe would block whoever reads it.
    let pipe = root.join("src/crlf.py");
    let is_pipe = pipe.symlink_metadata().is_ok_and(|data| !data.is_file() && !data.is_symlink());
    if is_pipe {
        return vec![("pipe".to_owned(), Vec::new())];
    }
    let mut files = everything(root);
    files.retain(|(name, _)| name.contains("crlf") || name.contains("outside"));
    files
}

/// Changed in the middle of its replacement.
#[test]
fn a_file_that_changes_while_it_is_replaced_is_left_alone() {
    if !strace::usable() {
        return;
    }
    let template = Template::new(Size::Small);
    let project = template.project();
    let steps = strace::record(&project.migrate(&[]), &project.root);
    let own = Object::Temporary("src/crlf.py".to_owned());
    for call in ["openat", "write", "fsync"] {
        let step = steps.iter().find(|step| step.call == call && step.what == own).unwrap();
        // A mode that changes meanwhile is not looked at again.
        for (change, make, _) in &CHANGES[..7] {
            let project = template.project();
            let file = project.root.join("src/crlf.py");
            let run = Stopped::at(&project.migrate(&[]), call, step.number, &project.root);
            make(&file);
            let theirs = everything_of_src(&project.root);
            let is_folder = change.contains("folder");
            let output = run.go_on();
            let when = format!("{change} at {call}: {}", text(&output.stderr));
            assert_eq!(output.status.code(), Some(2), "{when}");
            assert!(when.contains("src/crlf.py: "), "{when}");
            let mut left = everything_of_src(&project.root);
            // Where the folder went, its temporary file went along, which the next run removes.
            left.retain(|(name, _)| !(is_folder && name.ends_with(".tmp")));
            let mut theirs = theirs;
            theirs.retain(|(name, _)| !name.ends_with(".tmp"));
            assert_eq!(theirs, left, "{when}");
        }
    }
}

/// Runs a script in which file systems can be mounted that nobody else sees; nothing where
/// that is not allowed.
fn mounting(script: &str, folder: &Path) -> Option<Output> {
    let modelmod = modelmod(folder);
    for flags in ["-m", "-rm"] {
        let allowed = Command::new("unshare")
            .args([flags, "mount", "-t", "tmpfs", "-o", "size=64k", "none"])
            .arg(folder)
            .output();
        if !allowed.is_ok_and(|output| output.status.success()) {
            continue;
        }
        let mut command = Command::new("unshare");
        command.args([flags, "sh", "-euc", script, "sh"]).arg(modelmod.get_program());
        command.current_dir(folder);
        for (name, value) in modelmod.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        return Some(command.output().unwrap());
    }
    eprintln!("skipped: no file system can be mounted here");
    None
}

/// A tree whose files take several blocks.
fn large_files(root: &Path) {
    let line = "model = \"claude-2.1\"\n";
    put(root, "tree/long.py", line.repeat(500));
    put(root, "tree/short.py", line);
    let linked = put(root, "tree/linked.py", line.repeat(300));
    std::fs::hard_link(linked, root.join("tree/other name")).unwrap();
}

#[test]
fn a_full_file_system_leaves_the_old_or_the_new() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    large_files(&root);
    std::fs::create_dir(root.join("disk")).unwrap();
    // However many blocks are left.
    for free in 0..12 {
        let script = format!(
            "mount -t tmpfs -o size=96k none disk; cp -a tree/. disk; \
             cat /dev/zero > disk/filler 2> /dev/null || true; \
             size=$(stat -c %s disk/filler); truncate -s $((size - {free} * 4096)) disk/filler; \
             set +e; \"$1\" migrate -j1 --allow-no-vcs disk > out 2> err; echo $? > code; set -e; \
             rm disk/filler; rm -rf seen; cp -a disk seen; \
             \"$1\" migrate -q -j1 --allow-no-vcs disk > again 2>&1; \
             rm -rf finished; cp -a disk finished"
        );
        let Some(output) = mounting(&script, &root) else { return };
        assert!(output.status.success(), "{free}: {}", text(&output.stderr));
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let (out, err) = (read("out"), read("err"));
        let said = format!("{free} blocks free:\n{out}{err}");
        let mut old_ones = 0;
        for name in ["long.py", "short.py", "linked.py", "other name"] {
            let before = read(&format!("tree/{name}"));
            let after = before.replace("claude-2.1", "claude-opus-4-8");
            let now = read(&format!("seen/{name}"));
            assert!(now == before || now == after, "{name}: {} bytes; {said}", now.len());
            if now == before {
                old_ones += 1;
                let named =
                    err.lines().any(|line| line.contains(name) && line.contains("No space"));
                assert!(named || name == "other name", "{name}: {said}");
            }
            assert_eq!(read(&format!("finished/{name}")), after, "{said}");
        }
        assert_eq!(read("code").trim(), if old_ones > 0 { "2" } else { "0" }, "{said}");
        for folder in ["seen", "finished"] {
            assert_eq!(crate::common::tree(&root.join(folder)).len(), 4, "{folder}: {said}");
        }
    }
}

#[test]
fn a_read_only_file_system_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    large_files(&root);
    std::fs::create_dir(root.join("disk")).unwrap();
    let script = "mount -t tmpfs none disk; cp -a tree/. disk; mount -o remount,ro disk; \
                  \"$1\" migrate -j1 --allow-no-vcs disk";
    let Some(output) = mounting(script, &root) else { return };
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    for name in ["disk/long.py", "disk/short.py", "disk/linked.py"] {
        let is_named = |line: &str| line.contains(name) && line.contains("Read-only file system");
        assert!(err.lines().any(is_named), "{err}");
    }
}

/// A limit on the size of files cuts a write short, then ends the program or fails.
#[test]
fn a_limit_on_the_size_of_files() {
    for (ignores, before) in [(true, "trap '' XFSZ;"), (false, "")] {
        for blocks in [0, 4, 8, 13] {
            let dir = tempfile::tempdir().unwrap();
            let root = dir.path().canonicalize().unwrap();
            large_files(&root);
            let script = format!("{before} ulimit -c 0 -f {blocks}; exec \"$0\" \"$@\"");
            let run = modelmod(&root);
            let mut command = Command::new("bash");
            command.args(["-c", &script]).arg(run.get_program()).current_dir(&root);
            command.args(["migrate", "-j1", "--allow-no-vcs", "tree"]);
            for (name, value) in run.get_envs() {
                match value {
                    Some(value) => command.env(name, value),
                    None => command.env_remove(name),
                };
            }
            let output = command.output().unwrap();
            let when = format!("{blocks} blocks, {ignores}: {}", text(&output.stderr));
            assert!(!output.status.success(), "{when}");
            if ignores {
                assert_eq!(output.status.code(), Some(2), "{when}");
                assert!(when.contains("File too large"), "{when}");
            }
            let again =
                modelmod(&root).args(["migrate", "-q", "--allow-no-vcs", "tree"]).output().unwrap();
            assert!(again.status.success(), "{when}, then: {}", text(&again.stderr));
            let files = crate::common::tree(&root.join("tree"));
            assert_eq!(files.len(), 4, "{when}");
            for (name, bytes) in files {
                assert!(!text(&bytes).contains("claude-2.1"), "{when}: {name:?}");
            }
        }
    }
}

/// Marked so that not even the superuser can write: in a folder, or a file itself.
#[test]
fn what_is_immutable_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    init(&root);
    put(&root, "folder/a.py", "model = \"claude-2.1\"\n");
    put(&root, "b.py", "model = \"claude-2.1\"\n");
    put(&root, "c.py", "model = \"claude-2.1\"\n");
    commit_all(&root);
    let set = |flag: &str| {
        let mut command = Command::new("chattr");
        command.arg(flag).args(["folder", "b.py"]).current_dir(&root);
        command.output().is_ok_and(|output| output.status.success())
    };
    if !set("+i") {
        eprintln!("skipped: nothing can be made immutable here");
        return;
    }
    let output = modelmod(&root).args(["migrate", "-j1"]).output().unwrap();
    assert!(set("-i"));
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("folder/a.py: cannot make a file beside it") && err.contains("b.py: "));
    let out = text(&output.stdout);
    assert!(
        out.contains("1 rewritten in 1 file") && out.contains("2 could not be written"),
        "{out}"
    );
    let status = crate::common::git_text(&root, &["status", "--porcelain"]);
    assert_eq!(status, " M c.py");
}
