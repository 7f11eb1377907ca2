//! `modelmod adopt`, as it is typed.

use super::{Allow, Day, Sources};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// Files and folders
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// In Rust code, with the macros of `modelmod-macros`, which becomes a dependency
    #[arg(long, required = true)]
    pub(crate) rust: bool,
    /// Write nothing; print the changes as a patch for `git apply`
    #[arg(long, short = 'n')]
    pub(crate) dry_run: bool,
    /// Leave out what matches, as a line in .gitignore would; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    #[command(flatten)]
    pub(crate) day: Day,
    #[command(flatten)]
    pub(crate) allow: Allow,
    #[command(flatten)]
    pub(crate) sources: Sources,
}
