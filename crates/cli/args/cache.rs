//! Options that say what earlier runs are for.

use clap::Args;
use std::path::PathBuf;

/// What is remembered of files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Speed")]
pub(crate) struct Caching {
    /// Read every file, and remember nothing of any
    #[arg(long, conflicts_with = "cache_dir")]
    pub(crate) no_cache: bool,
    /// Keep what is remembered of files in this folder, instead of the user's folder for caches
    /// [env: MODELMOD_CACHE_DIR]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) cache_dir: Option<PathBuf>,
}
