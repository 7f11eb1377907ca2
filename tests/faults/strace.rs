//! The system calls of a run that change files, and making one of them fail.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What changes a file, a folder or a name, and the opening and syncing that goes with it.
const CHANGING: &str = "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,\
                        sync_file_range,rename,renameat,renameat2,link,linkat,symlink,symlinkat,\
                        unlink,unlinkat,rmdir,mkdir,mkdirat,truncate,ftruncate,fallocate,chmod,\
                        fchmod,fchmodat,chown,lchown,fchown,fchownat,utimensat,setxattr,\
                        lsetxattr,fsetxattr,removexattr,fremovexattr,copy_file_range,sendfile,\
                        mknod,mknodat";

/// A system call that changes something below the root of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Its name.
    pub(crate) call: String,
    /// How many of this name the process has made by then, which is how strace counts.
    pub(crate) number: u32,
    /// What it is done to, as strace shows it.
    pub(crate) what: Object,
}

/// What a system call is done to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Object {
    /// A file of the project.
    Target(String),
    /// The temporary file beside it; its random letters are left out.
    Temporary(String),
    /// Its journal.
    Journal(String),
    /// A folder of the project.
    Folder(String),
    /// Standard output.
    Report,
}

/// Whether faults can be injected here.
pub(crate) fn usable() -> bool {
    let found = Command::new("strace").args(["-e", "trace=none", "true"]).output();
    let usable = found.is_ok_and(|output| output.status.success());
    if !usable {
        eprintln!("skipped: strace is not there or may not trace");
    }
    usable
}

/// `run` under strace with these options.
pub(crate) fn command(run: &Command, options: &[&str], root: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-y", "-s", "0", "-o"]).arg(root.with_extension("trace"));
    command.args(options).arg("--");
    command.arg(run.get_program()).args(run.get_args()).stdin(Stdio::null());
    if let Some(folder) = run.get_current_dir() {
        command.current_dir(folder);
    }
    for (name, value) in run.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Runs `run` under strace with these options; what it did, and the trace.
fn traced(run: &Command, options: &[&str], root: &Path) -> (Output, String) {
    let output = command(run, options, root).output().unwrap();
    let trace = std::fs::read(root.with_extension("trace")).unwrap_or_default();
    (output, String::from_utf8_lossy(&trace).into_owned())
}

/// Runs without a fault; the calls that change something.
pub(crate) fn record(run: &Command, root: &Path) -> Vec<Step> {
    let (output, trace) = traced(run, &["-e", &format!("trace=?{}", known())], root);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{trace}");
    steps(&trace, root)
}

/// The calls, each with the mark by which strace forgives that a machine does not have it.
fn known() -> String {
    CHANGING.replace(',', ",?")
}

/// Runs with `fault` in the place of a step. The step is checked to be the one that was meant.
pub(crate) fn inject(run: &Command, step: &Step, fault: &str, root: &Path) -> Output {
    let trace = format!("trace={}", step.call);
    let inject = format!("inject={}:{fault}:when={}", step.call, step.number);
    let (output, trace) = traced(run, &["-e", &trace, "-e", &inject], root);
    let reached = steps(&trace, root).contains(step);
    assert!(reached, "{step:?} is not reached:\n{trace}");
    let hit = trace.contains("INJECTED") || trace.contains("killed by SIGKILL");
    assert!(hit, "{step:?} is not hit:\n{trace}");
    output
}

fn steps(trace: &str, root: &Path) -> Vec<Step> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for line in trace.lines() {
        let Some((call, rest)) = line.split_once('(') else { continue };
        if !call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let count = counts.entry(call).or_default();
        *count += 1;
        if let Some(what) = object(call, rest, root) {
            found.push(Step { call: call.to_owned(), number: *count, what });
        }
    }
    found
}

/// What a call is done to, if it changes something of the project.
fn object(call: &str, rest: &str, root: &Path) -> Option<Object> {
    if call == "write" && rest.starts_with("1<") {
        return Some(Object::Report);
    }
    // The walk opens folders as such and files to read them.
    let reads = call == "openat" && (rest.contains("O_DIRECTORY") || rest.contains("O_NONBLOCK"));
    if reads {
        return None;
    }
    let root = root.to_str().unwrap();
    let after = format!("{root}/");
    // In quotes, a path that is an argument; in angle brackets, that of a descriptor. The
    // folder of the process is not meant.
    let start = rest.find(&format!("\"{after}")).or_else(|| {
        let at = rest.find(&format!("<{after}"))?;
        (!rest[..at].ends_with("AT_FDCWD")).then_some(at)
    })?;
    let path = &rest[start + 1 + after.len()..];
    let path = path.split(['"', '>']).next()?;
    if path == ".git" || path.starts_with(".git/") {
        return None;
    }
    let named = || path.to_owned();
    if let Some(end) = path.strip_suffix(".tmp").and_then(|path| path.rfind(".modelmod-")) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let end = end - (path.len() - name.len());
        return Some(Object::Temporary(format!("{folder}/{}", &name[1..end])));
    }
    if let Some(target) = path.strip_suffix(".modelmod-journal") {
        return Some(Object::Journal(target.to_owned()));
    }
    if Path::new(root).join(path).is_dir() {
        return Some(Object::Folder(named()));
    }
    let only_reads = call == "openat" && rest.contains("O_RDONLY");
    (!only_reads).then(|| Object::Target(named()))
}
