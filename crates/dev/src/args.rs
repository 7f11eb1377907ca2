//! The arguments of the tool as they are typed.

use clap::{Args, Parser, Subcommand};
use modelmod_catalog::Date;
use std::path::PathBuf;

/// Development tools of modelmod.
#[derive(Debug, Parser)]
#[command(name = "modelmod-dev")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write what is generated and out of date
    Generate {
        /// Change nothing; exit 1 and name what is out of date
        #[arg(long)]
        check: bool,
    },
    /// Put the packs into normal form
    Format,
    /// Measure the engine against places that people have judged
    Score(Score),
    /// Compare the engine with what maintainers did, and write the page about it
    Sweeps(Sweeps),
    /// Measure the engine on texts that nobody writes, for each language
    Stress(Stress),
    /// Measure what `model!` costs, beside other macros
    MacroCost(MacroCost),
    /// Read the files of a tree as a run does, and do nothing with them: the floor of any search
    Floor(Floor),
    /// Print the names that a run looks for, one a line, for other search programs
    Names(Names),
}

#[derive(Debug, Args)]
pub(crate) struct Floor {
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How many threads; as many as there are cores without it
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Names {
    /// The day for which states are taken
    #[arg(long, value_name = "DATE", default_value = "2026-11-23")]
    pub(crate) as_of: Date,
}

#[derive(Debug, Args)]
pub(crate) struct MacroCost {
    /// How often each is measured
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) rounds: u32,
    /// How many calls of the macro the crate has whose calls are measured
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) calls: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Folder of git repositories, each as OWNER+NAME/repo
    #[arg(long, value_name = "DIR")]
    pub(crate) mirrors: PathBuf,
    /// The judged places: a table with tabs and a header (repo, commit, path, line, column,
    /// matched, label, reason)
    #[arg(long, value_name = "FILE")]
    pub(crate) labels: PathBuf,
    /// The day for which states are taken
    #[arg(long, value_name = "DATE", default_value = "2026-11-23")]
    pub(crate) as_of: Date,
    /// Measure whether places are understood, as if a user had chosen a replacement for each model
    /// of the table: what the catalogue leaves open, and what is not due, plays no part
    #[arg(long)]
    pub(crate) places: bool,
    /// Also list each place that the engine gets wrong
    #[arg(long)]
    pub(crate) misses: bool,
    /// Also list each place, with what was decided there
    #[arg(long)]
    pub(crate) rows: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Sweeps {
    /// Folder of git repositories, each as OWNER+NAME/repo
    #[arg(long, value_name = "DIR")]
    pub(crate) mirrors: PathBuf,
    /// The commits: a table with tabs and a header; docs/sweeps.md tells its columns
    #[arg(long, value_name = "FILE")]
    pub(crate) commits: PathBuf,
    /// Where to write the page; standard output without it
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Also list each place where the engine differs, on standard error
    #[arg(long)]
    pub(crate) differences: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Stress {
    /// How long the texts are, in KiB
    #[arg(long, value_name = "N", default_value_t = 5 * 1024)]
    pub(crate) kib: usize,
    /// Only this language
    #[arg(long, value_name = "NAME")]
    pub(crate) language: Option<String>,
    /// Only texts of this shape
    #[arg(long, value_name = "NAME")]
    pub(crate) shape: Option<String>,
    /// The whole text is left out where half of it takes longer than this
    #[arg(long, value_name = "SECONDS", default_value_t = 20.0)]
    pub(crate) patience: f64,
    /// The day for which states are taken
    #[arg(long, value_name = "DATE", default_value = "2026-11-23")]
    pub(crate) as_of: Date,
}
