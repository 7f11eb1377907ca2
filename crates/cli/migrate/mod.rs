//! `modelmod migrate`: gather, plan, and let one consumer of the plan act.

mod baseline;
mod branch;
mod config;
mod gather;
mod interactive;
mod look;
mod notices;
mod place;
mod settings;
mod show;
mod stdin;
mod strays;
mod write;

pub(crate) use look::{Looked, look};

use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use gather::Gathered;
use modelmod_catalog::builtin;
use modelmod_report::Outcome;
use modelmod_rewrite::Engine;
use settings::Settings;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Migrate, global: &Global) -> Result<ExitCode, Failure> {
    if args.mode.interactive {
        interactive::require_terminal()?;
    }
    let catalog = builtin::catalog();
    let settings = Settings::new(args, global, catalog)?;
    let request = &settings.request;
    let engine = Engine::new(catalog, request)?;
    for (_, new) in request.to.iter().filter(|(_, new)| catalog.find(new).is_none()) {
        let message =
            format!("the catalogue has no model `{new}`: it is written as given, unchecked");
        terminal::complain("warning", &message, global);
    }
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return stdin::run(args, global, &engine, request);
    }
    if args.stdin_filename.is_some() {
        return Err(Failure::new("--stdin-filename names standard input: give `-` as the path"));
    }
    let mut gathered = match &args.mode.branch {
        Some(_) => gather::from_head(args, global, &engine, &settings)?,
        None => gather::from_files(args, global, &engine, &settings)?,
    };
    notices::tell(&gathered.plan, global);
    if let Some(path) = &args.project.write_baseline {
        baseline::write(path, args, global, &engine, catalog, &settings, &gathered)?;
        return Ok(exit_code(args, &gathered, &Done::NOTHING));
    }
    baseline::compare(args, global, &engine, catalog, &settings, &mut gathered);
    if args.mode.interactive {
        if args.mode.branch.is_none() {
            // Before the questions: answers are not to be given in vain.
            write::guard(args, &gathered.plan)?;
        }
        interactive::choose(args, global, &engine, &mut gathered.plan)?;
    }
    let done = act(args, global, &mut gathered)?;
    let code = exit_code(args, &gathered, &done);
    match show::show(args, global, &gathered, &done) {
        // Whether somebody reads the report does not change the answer.
        Err(Failure::ReaderGone) => Ok(code),
        shown => shown.map(|()| code),
    }
}

/// What came of acting on a plan.
struct Done {
    outcome: Outcome,
    /// Files that could not be written, each said already.
    failed: usize,
}

impl Done {
    /// Nothing was to be done.
    const NOTHING: Self = Self { outcome: Outcome::Planned, failed: 0 };
}

fn act(args: &Migrate, global: &Global, gathered: &mut Gathered<'_>) -> Result<Done, Failure> {
    let nothing = gathered.plan.edited().next().is_none();
    if nothing || args.mode.dry_run || args.mode.check {
        return Ok(Done::NOTHING);
    }
    match &args.mode.branch {
        Some(name) => {
            let branch = branch::commit(args, gathered, name.as_deref())?;
            Ok(Done { outcome: Outcome::Committed(branch), failed: 0 })
        }
        None => {
            write::guard(args, &gathered.plan)?;
            let failed = write::write(&mut gathered.plan, global);
            Ok(Done { outcome: Outcome::Written, failed })
        }
    }
}

fn exit_code(args: &Migrate, gathered: &Gathered<'_>, done: &Done) -> ExitCode {
    if done.failed > 0 || gathered.unreadable > 0 {
        ExitCode::from(2)
    } else if args.mode.check && gathered.plan.edited().next().is_some() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}
