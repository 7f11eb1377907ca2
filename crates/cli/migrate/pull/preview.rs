//! What is said of a pull request on the terminal.

use crate::args::Migrate;
use modelmod_catalog::Date;
use modelmod_forge::{Action, Done, Job, Place, Prospect};
use modelmod_report::PullText;
use std::fmt::Write as _;

/// The title, the body and the requests, for `--dry-run`.
pub(super) fn preview(
    job: &Job<'_>,
    text: Option<&PullText>,
    prospect: Option<&Prospect>,
) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    if let Some(text) = text {
        let _ = writeln!(out, "{}\n\n{}", text.title, text.body.trim_end());
    }
    let Some(prospect) = prospect else {
        let variables = job.place.token_variables().join(" or ");
        let _ = match job.place.is_named {
            _ if job.token.is_some() => writeln!(
                out,
                "\n# The forge could not be asked what there is already, so the requests are not known."
            ),
            true => writeln!(
                out,
                "\n# Without a token ({variables}) the forge was not asked what there is already."
            ),
            false => writeln!(
                out,
                "\n# The forge was not asked what there is already: a token ({variables}) goes to \
                 {0} only with --forge-url={0}.",
                job.place.web
            ),
        };
        return out;
    };
    let _ = writeln!(out, "\n# {}", would(job.place, prospect));
    for step in &prospect.steps {
        match step {
            Err(push) => {
                let _ = writeln!(out, "\ngit: {push}");
            }
            Ok(request) => {
                let _ = writeln!(
                    out,
                    "\n{} {}{}",
                    request.method.as_str(),
                    job.place.api,
                    request.path
                );
                let seen = text.map_or("", |text| text.body.trim_end());
                if let Some(body) = request.shown_body(seen) {
                    let _ = writeln!(out, "{body}");
                }
            }
        }
    }
    out
}

fn would(place: &Place, prospect: &Prospect) -> String {
    let noun = place.kind.noun();
    let number = prospect.pull.as_ref().map(|pull| pull.number);
    let named = named(place, number);
    capital(&match prospect.action {
        Action::Opened => format!("a {noun} would be opened:"),
        Action::Updated => format!("{named} would be brought up to date:"),
        Action::Closed => format!("{named} would be closed:"),
        action => said(action, noun, &named),
    })
}

/// A sentence as it begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What came of it.
pub(super) fn sentence(place: &Place, done: &Done) -> String {
    let noun = place.kind.noun();
    let named = named(place, done.number);
    let what = match done.action {
        Action::Opened => format!("Opened {named}"),
        Action::Updated => format!("Brought {named} up to date"),
        Action::Closed => format!("Closed {named}: nothing is left to change"),
        action => capital(&said(action, noun, &named)),
    };
    match &done.url {
        Some(url) => format!("{what}: {url}"),
        None => format!("{what}."),
    }
}

fn said(action: Action, noun: &str, named: &str) -> String {
    match action {
        Action::Unchanged => format!("{named} is as it should be"),
        Action::LeftToPeople => format!("{named} has commits of people, and was left to them"),
        Action::NotOurs => format!("{named} was not opened by modelmod, and was left alone"),
        Action::ClosedByPerson => format!("{named} was closed by a person, and stays closed"),
        _ => format!("no {noun} is needed"),
    }
}

fn named(place: &Place, number: Option<u64>) -> String {
    let noun = place.kind.noun();
    let number = number.map_or_else(String::new, |it| format!(" {}{it}", place.kind.sign()));
    format!("{noun}{number}")
}

/// The command that makes the same edits in a clone; of one model alone, where that is a group.
pub(super) fn command(args: &Migrate, group: Option<&str>, as_of: Date) -> String {
    let mut words = vec!["modelmod".to_owned(), "migrate".to_owned()];
    words.extend(["--as-of".to_owned(), as_of.to_string()]);
    let choice = &args.choice;
    if args.mode.unsafe_fixes {
        words.push("--unsafe-fixes".to_owned());
    }
    words.extend(choice.within.iter().map(|days| format!("--within={days}")));
    words.extend(choice.to.iter().map(|(old, new)| format!("--to={old}={new}")));
    words.extend(choice.prefer.iter().map(|one| format!("--prefer={}", one.as_str())));
    match group {
        Some(id) => words.push(format!("--only={id}")),
        None => words.extend(choice.only.iter().map(|id| format!("--only={id}"))),
    }
    words.extend(choice.except.iter().map(|id| format!("--except={id}")));
    words.extend(args.files.exclude.iter().map(|glob| format!("--exclude={glob}")));
    let path = |path: &std::path::PathBuf| path.to_string_lossy().into_owned();
    words.extend(args.sources.packs.iter().map(|one| format!("--packs={}", path(one))));
    words.extend(args.project.baseline.iter().map(|one| format!("--baseline={}", path(one))));
    words.extend(args.paths.iter().map(path).filter(|path| path != "."));
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./=:@,+".contains(&byte);
    match !word.is_empty() && word.bytes().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
