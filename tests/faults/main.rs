//! modelmod itself, with the system failing it: at each system call that changes a file, with
//! each error, and killed there. Whatever happens, a file has its old or its new bytes, nothing
//! is reported that is not so, and the next run finishes the job.
//!
//! `docs/safety.md` has the table of what comes of each fault; `UPDATE=1` writes it anew.
//! `MODELMOD_FAULTS=all` tries a larger project, and both kinds of report.
#![cfg(test)]
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

#[path = "../common/mod.rs"]
mod common;
mod project;
mod real;
mod strace;
mod table;

use project::{Content, Size, Template, told};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Output;
use std::sync::Mutex;
use strace::{Object, Step};
use table::{FAULTS, Table};

/// What strace is to do at a step.
fn injection(fault: &str) -> String {
    match fault {
        "killed" => "signal=KILL".to_owned(),
        error => format!("error={error}"),
    }
}

/// Which file a step is for; nothing for the report.
fn file_of(step: &Step) -> Option<&str> {
    match &step.what {
        Object::Target(name) | Object::Temporary(name) | Object::Journal(name) => Some(name),
        Object::Folder(_) | Object::Report => None,
    }
}

/// A run with one fault, looked at from all sides; what came of it, in words.
fn outcome(
    template: &Template,
    step: &Step,
    file: Option<&str>,
    fault: &str,
    json: bool,
) -> String {
    let when = format!("{fault} at {step:?}");
    let project = template.project();
    let more: &[&str] = if json { &["--output-format=json"] } else { &[] };
    let output = strace::inject(&project.migrate(more), step, &injection(fault), &project.root);
    // strace ends by the signal that ended what it traced.
    let killed = output.status.code().is_none();
    assert_eq!(killed, fault == "killed", "{when}: {:?}", output.status);
    let left_behind = step.call == "unlink" || killed;
    let found = project.look(&when, left_behind || file.is_none());
    let code = output.status.code();
    if !killed {
        check_report(&output, &found, step, json, &when);
    }
    project.next_run_finishes(&when);
    let content = match file {
        Some(file) => found[file],
        None => *found.values().max().unwrap(),
    };
    let words = match (content, code) {
        (Content::Old, None) => "old",
        (Content::New, None) => "new",
        (Content::Torn, None) => "finished by the next run",
        (Content::Old, Some(2)) => "old, error",
        (Content::New, Some(2)) => "new, error",
        (Content::New, Some(0)) => "new",
        (content, code) => panic!("{when}: {content:?} and {code:?}"),
    };
    words.to_owned()
}

/// The exit code and the report say what is so.
fn check_report(
    output: &Output,
    found: &BTreeMap<String, Content>,
    step: &Step,
    json: bool,
    when: &str,
) {
    let err = common::text(&output.stderr);
    let all_new = found.values().all(|content| *content == Content::New);
    assert!(all_new || output.status.code() == Some(2), "{when}: {err}");
    if output.status.code() == Some(2) {
        assert!(err.contains("error: "), "{when}: {err}");
    } else {
        assert_eq!(err, "", "{when}");
    }
    if step.what == Object::Report {
        return;
    }
    if !json {
        return told(output, found, when);
    }
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for row in report["findings"].as_array().unwrap() {
        let path = row["path"].as_str().unwrap();
        assert_eq!(row["edited"], found[path] == Content::New, "{when}: {path}");
    }
}

/// Each step with the file that it is for: a folder is synced for the file before it.
fn with_files(steps: &[Step]) -> Vec<(Step, Option<String>)> {
    let mut last = None;
    let mut found = Vec::new();
    for step in steps {
        if let Some(file) = file_of(step) {
            last = Some(file.to_owned());
        }
        let file = if step.what == Object::Report { None } else { last.clone() };
        found.push((step.clone(), file));
    }
    found
}

/// Only names can be on another file system.
fn can_be(fault: &str, step: &Step) -> bool {
    fault != "EXDEV" || step.call.starts_with("rename") || step.call.starts_with("link")
}

#[test]
fn each_fault_at_each_step() {
    if !strace::usable() {
        return;
    }
    let all = std::env::var("MODELMOD_FAULTS").is_ok_and(|value| value == "all");
    let template = Template::new(if all { Size::Large } else { Size::Small });
    let project = template.project();
    let steps = with_files(&strace::record(&project.migrate(&[]), &project.root));
    project.next_run_finishes("no fault");
    assert!(steps.len() > 20, "{steps:#?}");
    let mut runs = Vec::new();
    let mut seen = BTreeSet::new();
    for (step, file) in &steps {
        let links = file.as_ref().map_or(1, |file| template.files[file].links);
        let is_first = seen.insert((links > 1, table::row(step)));
        for (number, fault) in FAULTS.iter().enumerate() {
            // An error of one file is like that of another; a moment to be killed is like none.
            if !(is_first || all || *fault == "killed") || !can_be(fault, step) {
                continue;
            }
            // Each step is seen with both reports, each fault with one of them.
            let kinds = match (all, &step.what) {
                // The other report is written in other steps.
                (_, Object::Report) => vec![false],
                (true, _) => vec![false, true],
                (false, _) => vec![number % 2 == 1],
            };
            runs.extend(kinds.iter().map(|json| (step, file, links, *fault, *json)));
        }
    }
    eprintln!("{} faults at {} steps", runs.len(), steps.len());
    let left = Mutex::new(runs.into_iter());
    let (table, failed) = (Mutex::new(Table::default()), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap().next();
                    let Some((step, file, links, fault, json)) = next else { break };
                    // All that is wrong is told, not only the first.
                    let seen = std::panic::catch_unwind(|| {
                        outcome(&template, step, file.as_deref(), fault, json)
                    });
                    let Ok(words) = seen else {
                        failed.lock().unwrap().push(format!("{fault} at {step:?}"));
                        continue;
                    };
                    table.lock().unwrap().add(step, links > 1, fault, words);
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "see above: {failed:#?}");
    table.into_inner().unwrap().check(all);
}
