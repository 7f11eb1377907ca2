//! The command line of modelmod.
//!
//! This is the only layer that prints, reads the clock and decides exit codes. Arguments as
//! typed (`args`) are resolved into what the layers below take; each verb has a file.

mod adopt;
mod args;
mod audit;
mod catalogue;
mod clock;
mod configuration;
mod explain;
mod failure;
mod migrate;
mod models;
mod pack;
mod terminal;
mod texts;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use failure::Failure;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command line `args` (with the program's name first) and returns its exit code.
///
/// 0: fine, also when there was nothing to do. 1: `--check` found something to migrate.
/// 2: an error, whatever else was found. 75: something that is worth another try. 130: Ctrl-C at a question.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    run_as(command(), args)
}

/// As [`run`], for the program `cargo-modelmod`, which Cargo starts for `cargo modelmod` with
/// that word as the first argument.
pub fn run_for_cargo(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_some_and(|word| word == "modelmod") {
        args.remove(1);
    }
    run_as(command().bin_name("cargo modelmod"), args)
}

fn run_as(command: clap::Command, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = command.try_get_matches_from(args);
    let mut cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors. Nothing can be done if printing fails.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if let Command::Migrate(args) = &mut cli.command {
        args.imply();
    }
    let result = match &cli.command {
        Command::Migrate(args) => migrate::run(args, &cli.global),
        Command::Adopt(args) => adopt::run(args, &cli.global),
        Command::Models(args) => models::run(args, &cli.global),
        Command::Explain(args) => explain::run(args, &cli.global),
        Command::Audit(args) => audit::run(args, &cli.global),
        Command::Pack(args) => pack::run(args, &cli.global),
    };
    match result {
        Ok(code) => code,
        // The reader of a pipe has seen enough: that is its right.
        Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::Interrupted) => {
            terminal::complain("error", "interrupted: nothing was written", &cli.global);
            // 128 and the number of SIGINT: what a shell says of a program that Ctrl-C ended.
            ExitCode::from(130)
        }
        Err(Failure::Later(message)) => {
            terminal::complain("error", &message, &cli.global);
            // EX_TEMPFAIL of sysexits.h.
            ExitCode::from(75)
        }
        Err(Failure::Message(message)) => {
            terminal::complain("error", &message, &cli.global);
            ExitCode::from(2)
        }
    }
}

/// The definition of the command line, for generated documentation and shell completions.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
