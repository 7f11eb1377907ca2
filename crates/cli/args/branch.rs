//! What a branch is to look like, and where it goes.

use clap::{Args, ValueEnum};
use modelmod_project::Identity;
use std::path::PathBuf;

/// What a branch is to look like, and where it goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "With --branch or --pr")]
pub(crate) struct Branching {
    /// Push the branch, to `remote.pushDefault`, `origin` or the only remote there is. Only
    /// modelmod's own commits are ever replaced there
    #[arg(long, value_name = "REMOTE", num_args = 0..=1, require_equals = true, requires = "committing")]
    pub(crate) push: Option<Option<String>>,
    /// Make a branch, and a pull request, for each model, top folder or set of code owners,
    /// instead of one for all
    #[arg(long, value_name = "WHAT", value_enum, requires = "committing")]
    pub(crate) group_by: Option<GroupBy>,
    /// The commit's message; can have {subject}, {table}, {links}, {models}, {files}, {group}
    /// and {day} in it
    #[arg(long, short, value_name = "TEMPLATE", requires = "committing")]
    pub(crate) message: Option<String>,
    /// Read the template of the message from a file
    #[arg(long, value_name = "FILE", requires = "committing", conflicts_with = "message")]
    pub(crate) message_file: Option<PathBuf>,
    /// The author, instead of the one that git is configured with
    #[arg(long, value_name = "NAME <ADDRESS>", requires = "committing")]
    pub(crate) author: Option<Identity>,
    /// The committer, likewise
    #[arg(long, value_name = "NAME <ADDRESS>", requires = "committing")]
    pub(crate) committer: Option<Identity>,
    /// Say in the message who else is an author; may be repeated
    #[arg(long, value_name = "NAME <ADDRESS>", requires = "committing")]
    pub(crate) co_author: Vec<Identity>,
    /// Put this line at the end of the message, such as `Refs: #12`; may be repeated
    #[arg(long, value_name = "KEY: VALUE", requires = "committing", value_parser = trailer)]
    pub(crate) trailer: Vec<String>,
    /// The repository may be bare
    #[arg(long, requires = "committing")]
    pub(crate) bare: bool,
    /// Commit unsigned although git is configured to sign
    #[arg(long, requires = "committing")]
    pub(crate) no_gpg_sign: bool,
}

/// What the edits of a branch have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupBy {
    /// The model that is replaced
    Model,
    /// The folder at the top of the repository
    Directory,
    /// Those whom the CODEOWNERS file names
    Codeowners,
}

impl GroupBy {
    /// The word for it on the command line.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Directory => "directory",
            Self::Codeowners => "codeowners",
        }
    }
}

fn trailer(text: &str) -> Result<String, String> {
    match modelmod_project::is_trailer(text) {
        true => Ok(text.to_owned()),
        false => Err("expected KEY: VALUE, such as `Refs: #12`".to_owned()),
    }
}
