//! `--verify`: the user's command, before and after.

use crate::args::{Global, Pull};
use crate::failure::Failure;
use crate::terminal;
use modelmod_forge::Kind;
use modelmod_project::{Repository, TrialEnd, TrialRequest, try_on};
use modelmod_report::{Trial, Verified};

/// How many lines of what the command printed are shown.
const LINES: usize = 20;

/// Runs the command on both commits: HEAD, and the one that was made. How it ended on HEAD is kept
/// in `known`, for the next branch.
pub(super) fn verify(
    args: &Pull,
    repository: &Repository,
    (before, after): (&str, &str),
    known: &mut Option<Trial>,
    global: &Global,
) -> Result<Option<Verified>, Failure> {
    let Some(command) = &args.verify else { return Ok(None) };
    // It runs code of the tree, which has no business with the forge.
    let secrets = secrets();
    let hidden = [&secrets[..], &["BITBUCKET_EMAIL", "BITBUCKET_USERNAME"]].concat();
    let request = TrialRequest { command, limit: args.verify_timeout, hidden: &hidden };
    let told = |what: &str, end: Trial| {
        if !end.is_passed() {
            let message = format!("--verify: the command {} {what}", end.in_words());
            terminal::complain("warning", &message, global);
        }
        end
    };
    let limit = args.verify_timeout.as_secs();
    let before = match *known {
        Some(before) => before,
        None => told("on HEAD", trial(&try_on(repository, before, &request)?, limit)),
    };
    *known = Some(before);
    let end = try_on(repository, after, &request)?;
    let after = told("on the branch", trial(&end, limit));
    let tail = if after.is_passed() {
        String::new()
    } else {
        last_lines(&without(&secrets, &end.printed))
    };
    Ok(Some(Verified { command: command.clone(), before, after, tail }))
}

/// The variables that hold tokens.
fn secrets() -> Vec<&'static str> {
    let forges = Kind::ALL.into_iter().flat_map(|kind| {
        kind.token_variables(true).iter().chain(kind.token_variables(false)).copied()
    });
    forges.chain(["MODELMOD_GIT_TOKEN", "CI_JOB_TOKEN"]).collect()
}

/// The text without the values of these variables: what is printed goes into the body, and the
/// command can have found a token somewhere else than in its environment.
fn without(secrets: &[&str], text: &str) -> String {
    let values = secrets.iter().filter_map(|name| std::env::var(name).ok());
    let mut values: Vec<String> = values.map(|value| value.trim().to_owned()).collect();
    // A value that is part of another is taken out after it; one of a few letters is no token.
    values.retain(|value| value.len() >= 4);
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    values.iter().fold(text.to_owned(), |text, value| text.replace(value, "[token]"))
}

fn trial(end: &TrialEnd, limit: u64) -> Trial {
    match (end.timed_out, end.code) {
        (true, _) => Trial::TimedOut(limit),
        (false, Some(0)) => Trial::Passed,
        (false, code) => Trial::Failed(code),
    }
}

fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let first = lines.len().saturating_sub(LINES);
    let short = |line: &&str| line.chars().take(200).collect::<String>();
    lines[first..].iter().map(short).collect::<Vec<_>>().join("\n")
}
