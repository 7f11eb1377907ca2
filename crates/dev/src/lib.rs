//! What is generated in this repository, and from what; and what the engine is measured by.
//!
//! [`cli`], [`sites`] and [`table`] each make the text of one file out of others; none of them
//! writes anything. A test asks the same question as `generate --check`, so nothing generated
//! goes stale. [`score`] compares the engine with what people say of places in public
//! repositories, [`sweeps`] with what maintainers did there; both are told where to find them
//! ([`corpus`]). `stress` measures it on hostile texts, `macro_cost` what the macros cost.
//! `floor` and `names` are for the script that measures speed, `benches/run`.

// A tool for a terminal, and nothing else: it prints.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
pub mod captures;
pub mod cli;
pub mod configuration;
pub mod corpus;
mod dictionary;
mod floor;
mod generated;
mod macro_cost;
mod macro_table;
mod names;
pub mod packs;
pub mod score;
pub mod sites;
mod stress;
pub mod sweeps;
pub mod table;

pub use generated::{Generated, all, root};

use args::{Arguments, Verb};
use clap::Parser;
use std::process::ExitCode;

/// Runs the tool with the arguments of the process, and prints what comes of it.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Generate { check: false } => generate(),
        Verb::Generate { check: true } => check(),
        Verb::Format => packs::put_in_normal_form(),
        Verb::Score(args) => score::run(&args),
        Verb::Sweeps(args) => sweeps::run(&args),
        Verb::Stress(args) => stress::run(&args),
        Verb::MacroCost(args) => macro_cost::run(&args),
        Verb::Floor(args) => floor::run(&args),
        Verb::Names(args) => names::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn generate() -> Result<ExitCode, String> {
    for one in all()? {
        if one.is_stale() {
            one.write()?;
            println!("wrote {}", one.path);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check() -> Result<ExitCode, String> {
    let stale: Vec<Generated> = all()?.into_iter().filter(Generated::is_stale).collect();
    for one in &stale {
        println!("stale: {}", one.path);
    }
    if stale.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("run: cargo run -p modelmod-dev -- generate");
    Ok(ExitCode::from(1))
}
