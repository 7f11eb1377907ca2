//! Arguments of `modelmod pack`.

use super::Sources;
use clap::{Args, Subcommand};
use modelmod_catalog::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Pack {
    #[command(subcommand)]
    pub(crate) command: PackCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Check a folder of packs and report every error with its place
    Check(PackFolder),
    /// Run the cases of a folder of packs: `cases.toml` beside each `models.toml`
    Test(PackFolder),
    /// Read a provider's page about deprecations, and show what changes in its pack
    Import(Import),
}

/// A folder of packs, and what they are read onto.
#[derive(Debug, Args)]
pub(crate) struct PackFolder {
    /// The folder that holds a folder for each provider. With a `surfaces.toml` of its own it
    /// stands alone, else its packs add to what is known
    #[arg(default_value = "codemods", value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) sources: Sources,
}

/// A page is read as a whole or refused; the page of another day can be imported at any time.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The page as it was saved, in Markdown or HTML, or the JSON of the provider's list of
    /// models; `-` for standard input
    #[arg(value_name = "PAGE")]
    pub(crate) page: PathBuf,
    /// The provider whose page it is
    #[arg(long, value_name = "ID")]
    pub(crate) provider: String,
    /// The folder that holds the packs
    #[arg(long, default_value = "codemods", value_name = "FOLDER")]
    pub(crate) pack: PathBuf,
    /// The day on which the page was saved, instead of today (UTC) [env: MODELMOD_AS_OF]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) captured: Option<Date>,
    /// Pass this model over; may be repeated
    #[arg(long, value_name = "MODEL")]
    pub(crate) except: Vec<String>,
    /// The page's address; a new pack needs one where the page itself does not say it
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Write the pack; without it the changes are only shown
    #[arg(long)]
    pub(crate) apply: bool,
}
