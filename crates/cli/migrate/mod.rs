//! `modelmod migrate`: gather, plan, and let one consumer of the plan act.

mod baseline;
mod blobs;
mod branch;
mod cache;
mod changed;
mod config;
mod freshness;
mod gather;
mod interactive;
mod look;
mod notices;
pub(crate) mod place;
mod pull;
mod settings;
mod show;
mod stdin;
mod strays;
pub(crate) mod write;

pub(crate) use look::{Files, Looked, Looking, look, rust_files};

use crate::args::{Global, Migrate};
use crate::catalogue::{self, Catalogue};
use crate::configuration::Start;
use crate::failure::Failure;
use gather::Gathered;
use modelmod_report::Outcome;
use modelmod_rewrite::{Engine, check_known, decoded};
use settings::Settings;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Migrate, global: &Global) -> Result<ExitCode, Failure> {
    if args.mode.interactive {
        interactive::require_terminal()?;
    }
    changed::check(args)?;
    let mut known = catalogue::load(&args.sources, &start(args), global)?;
    learn_from_settings(args, &mut known)?;
    let settings = Settings::new(args, global, &known)?;
    let is_stdin = args.reads_stdin();
    if args.stdin_filename.is_some() && !is_stdin {
        return Err(Failure::new("--stdin-filename names standard input: give `-` as the path"));
    }
    let input = if is_stdin { Some(stdin::read(args)?) } else { None };
    if !known.catalog.rules().is_empty() {
        let names = match &input {
            Some(input) => known.catalog.names_by_rules(&decoded(input).unwrap_or_default()),
            None => gather::names_by_rules(args, global, &known.catalog, &settings)?,
        };
        known.learn(&names)?;
    }
    let catalog = known.catalog.as_ref();
    let request = &settings.request;
    let engine = Engine::new(catalog, request)?;
    for (_, new) in &request.to {
        check_known(catalog, new)?;
    }
    if let Some(input) = input {
        return stdin::run(args, global, &engine, &settings, input);
    }
    let mut gathered = match blobs::are_read(args) {
        true => gather::from_git(args, global, &engine, &settings)?,
        false => {
            let changed = changed::of(args)?;
            gather::from_files(args, global, &engine, &settings, changed)?
        }
    };
    freshness::check(&mut gathered, catalog, &settings, global)?;
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

/// Names that only rules of packs know may stand where the settings are, too.
fn learn_from_settings(args: &Migrate, known: &mut Catalogue) -> Result<(), Failure> {
    if known.catalog.rules().is_empty() {
        return Ok(());
    }
    let choice = &args.choice;
    let typed = choice.only.iter().chain(&choice.except).map(String::as_str);
    let pairs = choice.to.iter().flat_map(|(old, new)| [old.as_str(), new.as_str()]);
    let mut text = typed.chain(pairs).collect::<Vec<_>>().join("\n");
    if let Some(located) = &known.configuration {
        text.push('\n');
        text.push_str(&located.text.text);
    }
    for path in [&args.project.baseline, &args.project.write_baseline].into_iter().flatten() {
        text.push('\n');
        // Whoever reads it says what is wrong with it.
        text.push_str(&std::fs::read_to_string(path).unwrap_or_default());
    }
    known.learn_from(text.as_bytes())
}

/// Where to look for the configuration.
fn start(args: &Migrate) -> Start<'_> {
    let first = args.first();
    match first == Path::new("-") {
        true => Start::Name(args.stdin_filename.as_deref().unwrap_or(Path::new("."))),
        false => Start::Path(first),
    }
}

/// What came of acting on a plan.
struct Done {
    outcome: Outcome,
    /// Files with which something went wrong when they were written, each said already.
    failed: usize,
    /// Branches that could not be pushed, each said already.
    unpushed: branch::Failed,
    /// What would be done, instead of the patch.
    preview: Option<String>,
}

impl Done {
    /// Nothing was to be done.
    const NOTHING: Self = Self::of(Outcome::Planned);

    const fn of(outcome: Outcome) -> Self {
        let unpushed = branch::Failed { for_now: 0, for_good: 0 };
        Self { outcome, failed: 0, unpushed, preview: None }
    }
}

fn act(args: &Migrate, global: &Global, gathered: &mut Gathered<'_>) -> Result<Done, Failure> {
    if args.pull.pr {
        return pull::run(args, global, gathered);
    }
    let nothing = gathered.plan.edited().next().is_none();
    if nothing || args.mode.dry_run || args.mode.check {
        return Ok(Done::NOTHING);
    }
    match &args.mode.branch {
        Some(name) => {
            let (made, unpushed) = branch::commit(args, global, gathered, name.as_deref())?;
            Ok(Done { unpushed, ..Done::of(Outcome::Committed(made)) })
        }
        None => {
            write::guard(args, &gathered.plan)?;
            let failed = write::write(&mut gathered.plan, global);
            Ok(Done { failed, ..Done::of(Outcome::Written) })
        }
    }
}

fn exit_code(args: &Migrate, gathered: &Gathered<'_>, done: &Done) -> ExitCode {
    if done.failed > 0 || gathered.unreadable > 0 || done.unpushed.for_good > 0 {
        ExitCode::from(2)
    } else if done.unpushed.for_now > 0 {
        ExitCode::from(75)
    } else if args.mode.check && gathered.plan.edited().next().is_some() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}
