//! What a pull request is to be like.

use clap::{Args, ValueEnum};
use modelmod_forge::Kind;
use std::time::Duration;

/// What a pull request is to be like, and what is tried before it is opened.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pull requests")]
pub(crate) struct Pull {
    /// Push the branch (modelmod/migrate, unless --branch names another) and open a pull
    /// request, or bring the one that is open up to date. With --dry-run print its title, its
    /// body and the requests that would be made
    #[arg(long, conflicts_with_all = ["check", "diff", "stdin_filename"])]
    pub(crate) pr: bool,
    /// What runs at the remote: github, gitlab, gitea, forgejo or bitbucket; needed where its
    /// host's name does not say so
    #[arg(long, value_name = "KIND", requires = "pr")]
    pub(crate) forge: Option<Kind>,
    /// The URL of the forge or of its API, where that is not at the remote's host
    #[arg(long, value_name = "URL", requires = "pr")]
    pub(crate) forge_url: Option<String>,
    /// The branch to merge into, instead of the repository's default branch
    #[arg(long, value_name = "BRANCH", requires = "pr")]
    pub(crate) base: Option<String>,
    /// Push to a fork, of OWNER or of whoever the token is for, which is made if need be
    #[arg(long, value_name = "OWNER", num_args = 0..=1, require_equals = true, requires = "pr")]
    pub(crate) fork: Option<Option<String>>,
    /// Open it as a draft
    #[arg(long, requires = "pr")]
    pub(crate) draft: bool,
    /// Give a new one this label; may be repeated
    #[arg(long, value_name = "NAME", requires = "pr")]
    pub(crate) label: Vec<String>,
    /// Ask this person (or ORG/TEAM on GitHub) to review a new one; may be repeated
    #[arg(long, value_name = "NAME", requires = "pr")]
    pub(crate) reviewer: Vec<String>,
    /// Assign a new one to this person; may be repeated
    #[arg(long, value_name = "NAME", requires = "pr")]
    pub(crate) assignee: Vec<String>,
    /// Run this command on HEAD and on the branch, each in a temporary work tree, and say in
    /// the pull request what came of it. It does not see the forge's token
    #[arg(long, value_name = "COMMAND", requires = "pr")]
    pub(crate) verify: Option<String>,
    /// How long the command may take: 90s, 10m, 1h
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time, requires = "pr")]
    pub(crate) verify_timeout: Duration,
    /// What to do where the command passes on HEAD and not on the branch
    #[arg(long, value_name = "WHAT", value_enum, default_value_t, requires = "pr")]
    pub(crate) verify_policy: VerifyPolicy,
}

/// What is done where the edits break the user's command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyPolicy {
    /// Open the pull request as a draft
    #[default]
    Draft,
    /// Open none, and exit with 2
    Fail,
    /// Only say so in the pull request
    Report,
}

fn time(text: &str) -> Result<Duration, String> {
    let unit = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit);
    let seconds = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => 0,
    };
    match number.parse::<u64>().ok().and_then(|number| number.checked_mul(seconds)) {
        Some(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds)),
        _ => Err("expected a time such as 90s, 10m or 1h".to_owned()),
    }
}
