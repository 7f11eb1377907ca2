//! What is on disk after a process was killed in the middle of replacing files.
//!
//! The tests run this program again as a child process that replaces files, and kill it. It
//! has no harness: a child has one thread, so that its system calls can be counted.

#[cfg(test)]
#[cfg(target_os = "linux")]
mod common;

fn main() {
    #[cfg(test)]
    #[cfg(target_os = "linux")]
    linux::main();
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod linux {

    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use crate::common::names;
    use modelmod_project::{
        Recovered, Removal, is_journal, is_leftover, recover, remove_leftover, replace,
    };

    const FOLDER: &str = "MODELMOD_TEST_FOLDER";
    const BEGIN: &str = "/modelmod-test-begin";
    const END: &str = "/modelmod-test-end";

    fn old() -> Vec<u8> {
        b"old line\n".repeat(20_000)
    }

    fn new() -> Vec<u8> {
        b"the new line\r\n".repeat(15_000)
    }

    /// Runs the tests whose names contain one of the arguments, or all; or the child's part.
    pub(super) fn main() {
        let words: Vec<String> = std::env::args().skip(1).collect();
        if let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) {
            match words[0].as_str() {
                "for-ever" => replace_for_ever(&folder),
                _ => replace_once(&folder),
            }
            return;
        }
        let filters: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
        let tests: [(&str, fn()); 3] = [
            ("killed_at_random_moments", killed_at_random_moments),
            ("killed_at_each_system_call", killed_at_each_system_call),
            ("failed_at_each_system_call", failed_at_each_system_call),
        ];
        for (name, test) in tests {
            if words.iter().any(|word| word == "--list") {
                println!("{name}: test");
            } else if filters.is_empty() || filters.iter().any(|filter| name.contains(*filter)) {
                test();
                println!("test {name} ... ok");
            }
        }
    }

    /// Makes `count` files; each second one has another name in the folder `links`.
    fn make_files(folder: &Path, count: usize) {
        std::fs::create_dir_all(folder.join("files")).unwrap();
        std::fs::create_dir_all(folder.join("links")).unwrap();
        for number in 0..count {
            let path = folder.join("files").join(number.to_string());
            std::fs::write(&path, old()).unwrap();
            if number % 2 == 1 {
                std::fs::hard_link(&path, folder.join("links").join(number.to_string())).unwrap();
            }
        }
    }

    /// What a kill left behind, by what became of it.
    type Counts = BTreeMap<String, u32>;

    /// Checks that every file is old or new, deals with what is left over, and checks again that
    /// nothing else is there.
    fn check(folder: &Path, counts: &mut Counts) {
        let (old, new) = (old(), new());
        let mut count = |what: String| *counts.entry(what).or_default() += 1;
        let files = folder.join("files");
        for name in names(&files) {
            let path = files.join(name);
            if is_leftover(&path) {
                assert_eq!(remove_leftover(&path).unwrap(), Removal::Removed);
                count("temporary file removed".into());
            } else if is_journal(&path) {
                let outcome = recover(&path).unwrap();
                assert_ne!(outcome, Recovered::Gone);
                count(format!("journal: {outcome:?}"));
            }
        }
        for name in names(&files) {
            let content = std::fs::read(files.join(&name)).unwrap();
            assert!(name.parse::<usize>().is_ok(), "stray file {name}");
            assert!(content == old || content == new, "{name} is torn: {} bytes", content.len());
            count(format!("file {}", if content == old { "old" } else { "new" }));
            let link = folder.join("links").join(&name);
            if let Ok(linked) = std::fs::read(link) {
                assert!(linked == content, "the names of {name} differ");
            }
        }
    }

    /// The child's part: replaces all files, again and again.
    fn replace_for_ever(folder: &Path) {
        let (old, new) = (old(), new());
        loop {
            for name in names(&folder.join("files")) {
                let path = folder.join("files").join(name);
                let current = std::fs::read(&path).unwrap();
                let next = if current == old { &new } else { &old };
                replace(&path, &current, next).unwrap();
            }
        }
    }

    /// However often a process is killed, every file is old or new.
    fn killed_at_random_moments() {
        let rounds = std::env::var("MODELMOD_KILL_ROUNDS").ok().and_then(|text| text.parse().ok());
        let dir = tempfile::tempdir().unwrap();
        make_files(dir.path(), 200);
        let mut counts = Counts::new();
        let mut random = 0x2545_F491_4F6C_DD1D_u64;
        for _ in 0..rounds.unwrap_or(15) {
            let mut running = Command::new(std::env::current_exe().unwrap())
                .arg("for-ever")
                .env(FOLDER, dir.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            std::thread::sleep(Duration::from_micros(8_000 + random % 150_000));
            assert!(running.try_wait().unwrap().is_none(), "the child ended by itself");
            running.kill().unwrap();
            running.wait().unwrap();
            check(dir.path(), &mut counts);
        }
        eprintln!("{counts:#?}");
        assert!(counts.contains_key("file new"), "no child wrote anything");
    }

    /// The child's part: replaces file `0` or `1`, with marks that a trace shows.
    fn replace_once(folder: &Path) {
        let (old, new) = (old(), new());
        let path = folder.join("files").join(names(&folder.join("files")).remove(0));
        let current = std::fs::read(&path).unwrap();
        let next = if current == old { &new } else { &old };
        let _ = std::fs::metadata(BEGIN);
        let result = replace(&path, &current, next);
        let _ = std::fs::metadata(END);
        result.unwrap();
    }

    /// Runs the child under strace; whether it ended well, and the trace.
    fn traced(folder: &Path, inject: Option<&str>) -> (bool, String) {
        let trace = folder.join("trace");
        let mut command = Command::new("strace");
        command.args(["-f", "-s", "64", "-o"]).arg(&trace);
        if let Some(inject) = inject {
            command.args(["-e", inject]);
        }
        let status = command
            .arg(std::env::current_exe().unwrap())
            .arg("once")
            .env(FOLDER, folder)
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        (status.success(), String::from_utf8_lossy(&std::fs::read(trace).unwrap()).into_owned())
    }

    /// The system calls of one replacement: each one's name and how many of that name the process
    /// has made by then, which is how strace counts.
    fn calls(trace: &str) -> Vec<(String, u32)> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        let mut calls = Vec::new();
        let mut inside = false;
        for line in trace.lines() {
            let Some((_, rest)) = line.split_once(' ') else { continue };
            let Some((name, _)) = rest.trim_start().split_once('(') else { continue };
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                continue;
            }
            let count = counts.entry(name).or_default();
            *count += 1;
            if line.contains(END) {
                break;
            }
            if inside {
                calls.push((name.to_owned(), *count));
            }
            inside |= line.contains(BEGIN);
        }
        calls
    }

    fn has_strace() -> bool {
        let found = Command::new("strace").args(["-e", "trace=none", "true"]).output();
        let usable = found.is_ok_and(|output| output.status.success());
        if !usable {
            eprintln!("skipped: strace is not there or may not trace");
        }
        usable
    }

    /// Repeats one replacement of each kind with `inject` at each of its system calls. Returns
    /// how many calls were tried.
    fn at_each_call(inject: impl Fn(&str, u32) -> String, counts: &mut Counts) -> u32 {
        let mut tried = 0;
        for (links, longer) in [(0, true), (1, true), (1, false)] {
            let fresh = || {
                let dir = tempfile::tempdir().unwrap();
                make_files(dir.path(), 2);
                let path = dir.path().join("files").join(links.to_string());
                std::fs::write(path, if longer { old() } else { new() }).unwrap();
                std::fs::remove_file(dir.path().join("files").join((1 - links).to_string()))
                    .unwrap();
                dir
            };
            let dir = fresh();
            let (well, trace) = traced(dir.path(), None);
            assert!(well, "{trace}");
            let calls = calls(&trace);
            assert!(calls.len() > 10, "{trace}");
            for (name, number) in calls {
                let dir = fresh();
                let (well, trace) = traced(dir.path(), Some(&inject(&name, number)));
                let reached = trace.contains("INJECTED") || trace.contains("killed by SIGKILL");
                assert!(reached, "{name} {number}: {trace}");
                let kind = if links == 1 { "linked" } else { "single" };
                *counts
                    .entry(format!("{kind}: child {}", if well { "well" } else { "failed" }))
                    .or_default() += 1;
                check(dir.path(), counts);
                tried += 1;
            }
        }
        tried
    }

    /// Wherever a process is killed, the file is old or new, be it single or hard-linked.
    fn killed_at_each_system_call() {
        if !has_strace() {
            return;
        }
        let mut counts = Counts::new();
        let kill = |name: &str, number| format!("inject={name}:signal=KILL:when={number}");
        let tried = at_each_call(kill, &mut counts);
        eprintln!("killed at {tried} system calls: {counts:#?}");
        assert!(counts.contains_key("journal: Finished"), "no kill tore a file");
    }

    /// Whatever step fails, the file is old or new.
    fn failed_at_each_system_call() {
        if !has_strace() {
            return;
        }
        let mut counts = Counts::new();
        let fail = |name: &str, number| format!("inject={name}:error=EIO:when={number}");
        let tried = at_each_call(fail, &mut counts);
        eprintln!("failed at {tried} system calls: {counts:#?}");
    }
}
