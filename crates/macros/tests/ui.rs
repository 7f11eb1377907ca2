//! What compiles, what does not, and with exactly which words, on a fixed day.

use std::env;
use std::process::Command;

const AS_OF: &str = "MODELMOD_AS_OF";
const DAY: &str = "2026-11-23";

/// The compilers that are run below read the day from the environment. A process cannot change
/// its own safely, so the test runs once more in a process that has it.
#[test]
fn ui() {
    if env::var(AS_OF).is_ok_and(|day| day == DAY) {
        let cases = trybuild::TestCases::new();
        cases.pass("tests/ui/pass/*.rs");
        cases.compile_fail("tests/ui/fail/*.rs");
    } else {
        let status = Command::new(env::current_exe().unwrap())
            .args(["ui", "--exact", "--nocapture"])
            .env(AS_OF, DAY)
            .status()
            .unwrap();
        assert!(status.success());
    }
}

#[test]
fn the_readme_shows_the_message_as_it_is() {
    let (_, from_error) = include_str!("../README.md").split_once("```text\n").unwrap();
    let (message, _) = from_error.split_once(" --> ").unwrap();
    assert!(message.starts_with("error: "));
    assert!(include_str!("ui/fail/retired.stderr").contains(message), "{message}");
}
