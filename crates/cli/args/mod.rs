//! The command line as it is typed.

mod adopt;
mod audit;
mod branch;
mod cache;
mod pack;
mod pull;

pub(crate) use adopt::Adopt;
pub(crate) use audit::{Audit, AuditFormat};
pub(crate) use branch::{Branching, GroupBy};
pub(crate) use cache::Caching;
pub(crate) use pack::{Import, Pack, PackCommand, PackFolder};
pub(crate) use pull::{Pull, VerifyPolicy};

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use modelmod_catalog::{Date, State};
use modelmod_rewrite::Prefer;
use std::path::{Path, PathBuf};

/// Rewrites deprecated and retired LLM model IDs in source trees.
///
/// A model ID is rewritten where it is used, spelled right, and left alone (with the reason)
/// where it is compared, listed, recorded or only talked about.
#[derive(Debug, Parser)]
#[command(name = "modelmod", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 fine (also with nothing to do), 1 `--check` found something \
                        to migrate, 2 an error, 75 a remote that \
                        cannot be reached now (try again later), 130 Ctrl-C at a question of `--interactive`."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) global: Global,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Rewrite due models to their recommended replacements
    Migrate(Box<Migrate>),
    /// Have the compiler check model IDs: literals of Rust code become `model!("ID")`
    Adopt(Adopt),
    /// List models with their states and dates
    Models(Models),
    /// Tell all that is known about one model
    Explain(Explain),
    /// Tell which API keys use models that are due, from an export of usage
    Audit(Box<Audit>),
    /// Work on packs, the data that modelmod knows models from
    Pack(Pack),
}

/// Options of every verb.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Say less: only data and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more: every finding left alone, every file not read
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs; see schemas/ for its schema
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Day {
    /// Take states and recommendations of this day (UTC) instead of today's [env:
    /// MODELMOD_AS_OF]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("committing").args(["branch", "pr"]).multiple(true))]
pub(crate) struct Migrate {
    /// Files and folders, or `-` for standard input
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to report
    #[arg(long, visible_alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: Format,
    /// The name of the file on standard input; tells its language and purpose
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) day: Day,
    #[command(flatten)]
    pub(crate) mode: Mode,
    #[command(flatten)]
    pub(crate) choice: Choice,
    #[command(flatten)]
    pub(crate) files: Files,
    #[command(flatten)]
    pub(crate) branching: Branching,
    #[command(flatten)]
    pub(crate) pull: Pull,
    #[command(flatten)]
    pub(crate) allow: Allow,
    #[command(flatten)]
    pub(crate) sources: Sources,
    #[command(flatten)]
    pub(crate) project: Project,
    #[command(flatten)]
    pub(crate) caching: Caching,
}

impl Migrate {
    /// The path that a run is at home at: the first one.
    pub(crate) fn first(&self) -> &Path {
        first(&self.paths)
    }

    /// Whether standard input is read, alone or not.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// A pull request has a branch, whether or not it was named.
    pub(crate) fn imply(&mut self) {
        if self.pull.pr && self.mode.branch.is_none() {
            self.mode.branch = Some(None);
        }
    }
}

/// The first of some paths; the current directory where there is none.
pub(crate) fn first(paths: &[PathBuf]) -> &Path {
    paths.first().map_or(Path::new("."), PathBuf::as_path)
}

/// Where what is known and wanted is read from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Sources {
    /// Read this configuration; without it `modelmod.toml`, or the table
    /// `metadata.modelmod` of `Cargo.toml`, beside the first path or above it
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config")]
    pub(crate) isolated: bool,
    /// Use the packs in this folder, on top of what is built in; may be repeated
    #[arg(long, value_name = "FOLDER")]
    pub(crate) packs: Vec<PathBuf>,
}

/// What the project says for itself.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct Project {
    /// Accept the mentions that this file counts: they are not reported, nor rewritten
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Count what there is into this file, as a baseline; nothing else is written
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "dry_run", "check", "diff", "branch", "stdin_filename", "output_format"])]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// What is done with the plan.
#[derive(Debug, Args)]
#[command(next_help_heading = "What to do")]
pub(crate) struct Mode {
    /// Write nothing; print the changes as a patch for `git apply`
    #[arg(long, short = 'n')]
    pub(crate) dry_run: bool,
    /// Write nothing; exit with 1 when something is to be migrated
    #[arg(long, conflicts_with_all = ["dry_run", "branch"])]
    pub(crate) check: bool,
    /// Print the patch as well
    #[arg(long, conflicts_with = "output_format")]
    pub(crate) diff: bool,
    /// Commit to a branch, from what HEAD has, without touching the work tree. The name can
    /// have {provider}, {digest}, {group} and {day} in it; without one it is
    /// modelmod/{provider}-{digest}
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, conflicts_with = "stdin_filename")]
    pub(crate) branch: Option<Option<String>>,
    /// Show each change and ask whether to make it; also those of --unsafe-fixes, marked
    #[arg(long, short, conflicts_with_all = ["dry_run", "check", "stdin_filename"])]
    pub(crate) interactive: bool,
    /// Also make the edits that are probably right, but not plainly so
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
}

/// Which models, and what they become.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which models")]
pub(crate) struct Choice {
    /// Only what is retired or retires within this many days
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) within: Option<u32>,
    /// Rewrite OLD to NEW, whatever the provider recommends and whether it is due or not; with
    /// a `*` in OLD all that is due and like it. May be repeated
    #[arg(long, value_name = "OLD=NEW", value_parser = pair)]
    pub(crate) to: Vec<(String, String)>,
    /// Where a provider names two replacements, take that of its page of deprecations, or that
    /// of its migration guide
    #[arg(long, value_name = "WHICH", value_parser = prefer)]
    pub(crate) prefer: Option<Prefer>,
    /// Stop before anything is written where a pack that is needed was checked more than this
    /// many days ago
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) max_age: Option<u32>,
    /// Only this model; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) only: Vec<String>,
    /// Not this model; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) except: Vec<String>,
}

/// Which files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which files")]
pub(crate) struct Files {
    /// Leave out what matches, as a line in .gitignore would; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Apply --exclude also to files named on the command line
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// Search hidden files (the default: `.env` and `.github` name models too)
    #[arg(long, overrides_with = "no_hidden")]
    pub(crate) hidden: bool,
    /// Leave out hidden files and folders
    #[arg(long)]
    pub(crate) no_hidden: bool,
    /// Search files that .gitignore and the like exclude
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Only findings in files that differ from where HEAD and BASE parted, be it committed,
    /// staged, neither or new. Without BASE: the branch that this CI job's pull request is to
    /// be merged into, else the default branch of `origin`
    #[arg(long, value_name = "BASE", num_args = 0..=1, require_equals = true)]
    pub(crate) changed: Option<Option<String>>,
    /// Only findings in files with staged changes, and all files as git's index has them: what
    /// would be committed, whatever the work tree has. Only to look, with --check or --dry-run
    #[arg(long, conflicts_with = "changed")]
    pub(crate) staged: bool,
    /// Skip files larger than this many MiB
    #[arg(long, value_name = "MIB", default_value_t = 32)]
    pub(crate) max_filesize: u32,
    /// Number of threads; 0 for one a core, or up to 16 where cores are few: most wait for the disk
    #[arg(long, short = 'j', value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=256))]
    pub(crate) threads: u16,
}

/// What may be written over.
#[derive(Debug, Args)]
#[command(next_help_heading = "Git")]
pub(crate) struct Allow {
    /// Write to files that have uncommitted changes
    #[arg(long)]
    pub(crate) allow_dirty: bool,
    /// Write to files that have staged changes
    #[arg(long)]
    pub(crate) allow_staged: bool,
    /// Write to files that no version control keeps
    #[arg(long)]
    pub(crate) allow_no_vcs: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Models {
    #[command(flatten)]
    pub(crate) day: Day,
    /// Only models of this provider; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) provider: Vec<String>,
    /// Only models in this state; may be repeated
    #[arg(long, value_name = "STATE", value_parser = state)]
    pub(crate) state: Vec<State>,
    /// As this platform spells them and by its days, those that it has a name for: bedrock,
    /// vertex, ...
    #[arg(long, value_name = "ID")]
    pub(crate) surface: Option<String>,
    /// Only models that are going to retire within this many days
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(crate) within: Option<u32>,
    /// Also models that their provider does not list, and those not released on that day
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print
    #[arg(long, visible_alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: ModelsFormat,
    #[command(flatten)]
    pub(crate) sources: Sources,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModelsFormat {
    /// A table for people
    #[default]
    Human,
    /// For programs; see schemas/ for its schema
    Json,
    /// A table in Markdown
    Markdown,
    /// Retirement days as a calendar (RFC 5545)
    Ics,
    /// What retires when, as bars of a terminal
    Timeline,
    /// What retires when, as one page that needs nothing else
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A model ID, an alias or a platform's spelling
    #[arg(value_name = "ID")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) day: Day,
    /// How to print
    #[arg(long, visible_alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: Format,
    #[command(flatten)]
    pub(crate) sources: Sources,
}

fn days(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix('d').unwrap_or(text);
    number.parse().map_err(|_| "expected a number of days, such as 90 or 90d".to_owned())
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((old, new)) if !old.is_empty() && !new.is_empty() => {
            Ok((old.to_owned(), new.to_owned()))
        }
        _ => Err("expected OLD=NEW, such as claude-2.1=claude-opus-4-8".to_owned()),
    }
}

fn prefer(text: &str) -> Result<Prefer, String> {
    let names = || Prefer::ALL.map(Prefer::as_str).join(", ");
    let found = Prefer::ALL.into_iter().find(|one| one.as_str() == text);
    found.ok_or_else(|| format!("expected one of {}", names()))
}

fn state(text: &str) -> Result<State, String> {
    let all = [
        State::Active,
        State::Legacy,
        State::Deprecated,
        State::Retired,
        State::Unreleased,
        State::Unpublished,
    ];
    let names = || all.map(State::as_str).join(", ");
    all.into_iter()
        .find(|state| state.as_str() == text)
        .ok_or_else(|| format!("expected one of {}", names()))
}
