//! What the macros cost those who use them, beside macros that do nothing.
//!
//! Each candidate is a procedural macro that gives back the literal it was given; `model!` does
//! its work besides. Measured is a clean build of a crate that calls it once, and what each of
//! many calls adds to checking such a crate. All candidates take turns, so that what else the
//! machine does hits all of them alike; the median of the rounds is printed, and the least.

mod projects;

use crate::args::MacroCost;
use projects::{Candidate, Project};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Times of one candidate.
#[derive(Default)]
struct Times {
    clean: Vec<Duration>,
    once: Vec<Duration>,
    often: Vec<Duration>,
}

pub(crate) fn run(args: &MacroCost) -> Result<ExitCode, String> {
    let folder = std::env::temp_dir().join(format!("modelmod-macro-cost-{}", std::process::id()));
    let measured = measure(args, &folder);
    // What cannot be removed is the system's to clear up.
    let _ = std::fs::remove_dir_all(&folder);
    print!("{}", table(args, &measured?));
    Ok(ExitCode::SUCCESS)
}

fn measure(args: &MacroCost, folder: &Path) -> Result<Vec<(Candidate, Times)>, String> {
    let all = Candidate::ALL;
    let mut projects = Vec::new();
    for candidate in all {
        let once = Project::new(folder, candidate, 1)?;
        let often = Project::new(folder, candidate, args.calls)?;
        projects.push((candidate, once, often, Times::default()));
    }
    for (.., once, often, _) in &projects {
        // Versions are chosen, and downloaded where they are not yet, before the clock runs.
        cargo(once.path(), &["fetch"])?;
        cargo(often.path(), &["fetch"])?;
        cargo(often.path(), &["check"])?;
    }
    for _ in 0..args.rounds {
        for (_, once, often, times) in &mut projects {
            once.clean()?;
            times.clean.push(cargo(once.path(), &["build", "--offline"])?);
            cargo(once.path(), &["check", "--offline"])?;
            once.touch()?;
            times.once.push(cargo(once.path(), &["check", "--offline"])?);
            often.touch()?;
            times.often.push(cargo(often.path(), &["check", "--offline"])?);
        }
    }
    Ok(projects.into_iter().map(|(candidate, _, _, times)| (candidate, times)).collect())
}

/// How long it takes.
fn cargo(folder: &Path, words: &[&str]) -> Result<Duration, String> {
    let started = Instant::now();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.args(words).arg("--quiet").current_dir(folder);
    command.env("CARGO_TARGET_DIR", folder.join("target")).env("MODELMOD_AS_OF", "2026-11-23");
    // Each call is expanded anew in any case; what is kept from the last time is not the question.
    command.env("CARGO_INCREMENTAL", "0");
    let output = command.output().map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{}: cargo {}:\n{said}", folder.display(), words.join(" ")));
    }
    Ok(started.elapsed())
}

fn table(args: &MacroCost, measured: &[(Candidate, Times)]) -> String {
    let mut out = format!(
        "| Macro | Clean build, median | least | A call of {}, median | least |\n\
         |---|---:|---:|---:|---:|\n",
        args.calls
    );
    for (candidate, times) in measured {
        let each = |pick: fn(&[Duration]) -> Duration| {
            let more = pick(&times.often).saturating_sub(pick(&times.once));
            more.as_secs_f64() * 1e6 / f64::from(args.calls.max(2) - 1)
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {:.2} s | {:.2} s | {:.0} µs | {:.0} µs |",
            candidate.title(),
            median(&times.clean).as_secs_f64(),
            least(&times.clean).as_secs_f64(),
            each(median),
            each(least),
        );
    }
    out
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn least(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap_or_default()
}
