//! What is generated in this repository, and from what.
//!
//! Each module makes the text of one file out of others; none of them writes anything. A
//! test asks the same question as `generate --check`, so nothing generated goes stale.

// A tool for a terminal, and nothing else: it prints.
#![allow(clippy::print_stdout, clippy::print_stderr)]

pub mod cli;
pub mod configuration;
mod generated;
pub mod packs;
pub mod sites;
pub mod table;

pub use generated::{Generated, all, root};

use std::process::ExitCode;

/// Runs the tool with these arguments, and prints what comes of it.
#[must_use]
pub fn run(arguments: &[String]) -> ExitCode {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["generate"] => generate(),
        ["generate", "--check"] => check(),
        ["format"] => packs::put_in_normal_form(),
        _ => {
            eprintln!("usage: modelmod-dev generate [--check] | format");
            return ExitCode::from(2);
        }
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
