//! Running a command of the user's on a commit, in a work tree of its own.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::git_error::GitError;
use crate::installed::{BINDING, Installed};
use crate::interrupt::Interrupt;
use crate::lock::{abandoned, claim};
use crate::own;
use crate::repo::Repository;

/// What the name of the temporary folder begins with.
const PREFIX: &str = "modelmod-verify-";
/// The work tree in it.
const TREE: &str = "tree";
/// A file in it that is locked while the run lives.
const ALIVE: &str = "alive";

/// How much of what the command prints is kept: its end.
const KEPT: u64 = 16 << 10;

/// How often it is looked whether the command has ended.
const LOOK: Duration = Duration::from_millis(20);

/// A command to be tried.
#[derive(Debug, Clone, Copy)]
pub struct TrialRequest<'a> {
    /// The command, for the shell.
    pub command: &'a str,
    /// How long it may take.
    pub limit: Duration,
    /// Variables of the environment that it is not to see, such as tokens: it runs code of the
    /// tree.
    pub hidden: &'a [&'a str],
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialEnd {
    /// The exit code; nothing where a signal ended it, or its time was over.
    pub code: Option<i32>,
    /// Its time was over, and it was stopped, with all that it had started.
    pub timed_out: bool,
    /// The end of what it printed.
    pub printed: String,
}

/// Checks `commit` (hexadecimal) out into a temporary work tree, runs the command there, and
/// removes the work tree. The user's own work tree, index and HEAD stay as they are; no hook is
/// run.
///
/// # Errors
/// If the work tree cannot be made, or the command cannot be started. That it fails is no
/// error.
pub fn try_on(
    repository: &Repository,
    commit: &str,
    request: &TrialRequest<'_>,
) -> Result<TrialEnd, GitError> {
    let git = Installed::at(repository.place());
    git.require("to verify")?;
    // Checking out runs filters, and can fetch.
    let git = own::without_programs(git)?.without_variables(request.hidden);
    sweep(&git);
    let interrupt = Interrupt::wait();
    let end = in_a_tree(&git, commit, request, &interrupt);
    // What there was is gone by now.
    interrupt.obey();
    end
}

fn in_a_tree(
    git: &Installed,
    commit: &str,
    request: &TrialRequest<'_>,
    interrupt: &Interrupt,
) -> Result<TrialEnd, GitError> {
    let failed =
        |step: &'static str| move |error: std::io::Error| git.failed(step, error.to_string());
    let folder = tempfile::Builder::new()
        .prefix(PREFIX)
        .tempdir()
        .map_err(failed("making a temporary folder"))?;
    let alive = File::create(folder.path().join(ALIVE));
    let alive = alive.map_err(failed("making a temporary folder"))?;
    // Without locks a later run goes by age.
    let _ = claim(&alive);
    let tree = Tree { git, folder: &folder.path().join(TREE) };
    let args = [
        OsStr::new("worktree"),
        OsStr::new("add"),
        OsStr::new("--quiet"),
        OsStr::new("--detach"),
        tree.folder.as_os_str(),
        OsStr::new(commit),
    ];
    let answer = git.run(&args).map_err(failed("making a work tree"))?;
    if !answer.ok {
        return Err(git.failed("making a work tree", answer.stderr));
    }
    let end = run(tree.folder, folder.path(), request, interrupt);
    end.map_err(failed("running the command of --verify"))
}

/// Removes the work trees of runs that were killed.
fn sweep(git: &Installed) {
    let Ok(listed) = git.run(&["worktree", "list", "--porcelain"]) else { return };
    let text = listed.text();
    for tree in text.lines().filter_map(|line| line.strip_prefix("worktree ")).map(Path::new) {
        let Some(beside) = tree.parent() else { continue };
        let name = beside.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(PREFIX) || tree.file_name() != Some(OsStr::new(TREE)) {
            continue;
        }
        let is_left = match File::open(beside.join(ALIVE)) {
            Ok(alive) => abandoned(&alive),
            Err(_) => !beside.exists(),
        };
        if is_left {
            drop(Tree { git, folder: tree });
            drop(std::fs::remove_dir_all(beside));
        }
    }
}

/// A work tree that goes when this is dropped.
struct Tree<'a> {
    git: &'a Installed,
    folder: &'a Path,
}

impl Drop for Tree<'_> {
    fn drop(&mut self) {
        let args = [
            OsStr::new("worktree"),
            OsStr::new("remove"),
            OsStr::new("--force"),
            self.folder.as_os_str(),
        ];
        // What is left then is for the next run.
        let _ = self.git.run(&args);
    }
}

fn run(
    tree: &Path,
    beside: &Path,
    request: &TrialRequest<'_>,
    interrupt: &Interrupt,
) -> std::io::Result<TrialEnd> {
    // A file takes all that is printed without anybody reading along.
    let path = beside.join("printed");
    let printed = File::create(&path)?;
    let mut command = shell(request.command);
    command.current_dir(tree).stdin(Stdio::null());
    command.stdout(printed.try_clone()?).stderr(printed);
    // Its own calls of git are to mean the work tree that it is in.
    for name in BINDING.iter().chain(request.hidden) {
        command.env_remove(name);
    }
    unreadable();
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let begun = Instant::now();
    let status: Option<ExitStatus> = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if begun.elapsed() >= request.limit || interrupt.came() {
            break None;
        }
        std::thread::sleep(LOOK);
    };
    // Also what it left running: it works on a tree that is about to go.
    stop(&child);
    if status.is_none() {
        child.kill()?;
        child.wait()?;
    }
    let code = status.and_then(|status| status.code());
    Ok(TrialEnd { code, timed_out: status.is_none(), printed: tail(&path)? })
}

/// Keeps this process's own environment, where the tokens still are, from other processes of the
/// same user. Whoever may look into every process (the superuser) sees it all the same.
#[cfg(target_os = "linux")]
fn unreadable() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    // A kernel that cannot do it is no reason not to go on: the user chose the command.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
fn unreadable() {}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.args(["/C", command]);
    shell
}

/// Ends the command and all that it started.
#[cfg(unix)]
fn stop(child: &std::process::Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // There may be nobody left in it.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn stop(_child: &std::process::Child) {}

/// The last whole lines of a file.
fn tail(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(KEPT)))?;
    let mut bytes = Vec::new();
    file.take(KEPT).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(match text.split_once('\n') {
        Some((_, rest)) if length > KEPT => rest.to_owned(),
        _ => text,
    })
}
