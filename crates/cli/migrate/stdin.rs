//! `modelmod migrate -`: one file, from standard input to standard output.

use super::settings::Settings;
use super::{Done, Gathered, exit_code, freshness, notices, show};
use crate::args::{Format, Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_report::Run;
use modelmod_rewrite::{Engine, Plan, PlannedFile};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What is on standard input, where it can be taken.
pub(super) fn read(args: &Migrate) -> Result<Vec<u8>, Failure> {
    if args.paths.len() > 1 {
        return Err(Failure::new("`-` is standard input and stands alone: name no other path"));
    }
    if args.mode.interactive {
        return Err(Failure::new("standard input cannot hold a file and answers: name the file"));
    }
    if args.mode.branch.is_some() {
        return Err(Failure::new("standard input has no branch: use --branch with a path"));
    }
    if args.project.write_baseline.is_some() {
        return Err(Failure::new("standard input has no place in a baseline: name a path"));
    }
    let mut input = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut input)
        .map_err(|error| Failure::new(format!("reading standard input: {error}")))?;
    Ok(input)
}

pub(super) fn run(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'_>,
    settings: &Settings,
    before: Vec<u8>,
) -> Result<ExitCode, Failure> {
    let name = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("stdin"));
    let scanned = engine.scan(&name.to_string_lossy(), &before).map_err(|_| {
        Failure::new("standard input begins as UTF-16 but is not valid UTF-16; it is left as it is")
    })?;
    let run = Run { files: 1, bytes: before.len() as u64, ..Run::default() };
    let path = name.to_string_lossy().replace('\\', "/").into_bytes();
    let mut after = before.clone();
    let mut files: Vec<PlannedFile<'_>> = scanned
        .map(|plan| PlannedFile { target: name, path, before, plan, failed: None })
        .into_iter()
        .collect();
    // What it becomes on disk where nothing stands beside it.
    engine.follow(&mut files);
    if let [file] = files.as_slice() {
        after = file.plan.edits.apply(&file.before);
    }
    let plan = Plan::new(settings.request.as_of, files, engine.verdicts().cloned().collect());
    let mut gathered = Gathered { plan, run, unreadable: 0, head: None, changed: None };
    freshness::check(&mut gathered, engine.catalog(), settings, global)?;
    notices::tell(&gathered.plan, global);
    let done = Done::NOTHING;
    let is_filter = !args.mode.dry_run && !args.mode.check && args.output_format == Format::Human;
    if is_filter && !args.mode.diff {
        let mut out = terminal::stdout();
        out.write_all(&after)?;
        out.flush()?;
    } else {
        show::show(args, global, &gathered, &done)?;
    }
    Ok(exit_code(args, &gathered, &done))
}
