//! Arguments of `modelmod audit`.

use super::{Day, Sources, days, pair, prefer};
use clap::{Args, ValueEnum};
use modelmod_rewrite::Prefer;
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For people
    #[default]
    Human,
    /// For programs; see schemas/ for its schema
    Json,
    /// A table for spreadsheets
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// The export, as CSV; `-` for standard input
    #[arg(value_name = "USAGE.csv")]
    pub(crate) export: PathBuf,
    #[command(flatten)]
    pub(crate) day: Day,
    /// Also look at this source tree: which due models with traffic it names, and which models
    /// with traffic it does not
    #[arg(long, value_name = "PATH")]
    pub(crate) with: Option<PathBuf>,
    /// Exit with 1 when a due model sees traffic
    #[arg(long)]
    pub(crate) check: bool,
    /// Only what is retired or retires within this many days is due
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) within: Option<u32>,
    /// What stands in for OLD is NEW, whatever the provider recommends; with a `*` in OLD for
    /// all that is due and like it. May be repeated
    #[arg(long, value_name = "OLD=NEW", value_parser = pair)]
    pub(crate) to: Vec<(String, String)>,
    /// Where a provider names two replacements, take that of its page of deprecations, or that
    /// of its migration guide
    #[arg(long, value_name = "WHICH", value_parser = prefer)]
    pub(crate) prefer: Option<Prefer>,
    /// How to report
    #[arg(long, visible_alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: AuditFormat,
    #[command(flatten)]
    pub(crate) columns: AuditColumns,
    #[command(flatten)]
    pub(crate) sources: Sources,
}

/// Columns by their headers, where those do not tell.
#[derive(Debug, Args)]
#[command(next_help_heading = "Columns, where their headers do not tell")]
pub(crate) struct AuditColumns {
    /// The column of models
    #[arg(long, value_name = "NAME")]
    pub(crate) model_column: Option<String>,
    /// The column of API keys
    #[arg(long, value_name = "NAME")]
    pub(crate) key_column: Option<String>,
    /// The column of workspaces or projects
    #[arg(long, value_name = "NAME")]
    pub(crate) workspace_column: Option<String>,
    /// The column of days
    #[arg(long, value_name = "NAME")]
    pub(crate) date_column: Option<String>,
    /// The column of requests
    #[arg(long, value_name = "NAME")]
    pub(crate) requests_column: Option<String>,
    /// A column of tokens; may be repeated, the columns are added
    #[arg(long, value_name = "NAME")]
    pub(crate) tokens_column: Vec<String>,
    /// The column of costs
    #[arg(long, value_name = "NAME")]
    pub(crate) cost_column: Option<String>,
}
