//! What a forge remembers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// Whose API is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Gitea.
    Gitea,
    /// Forgejo, which goes by Gitea's ways.
    Forgejo,
    /// Bitbucket Cloud.
    Bitbucket,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::GitHub, Self::GitLab, Self::Gitea, Self::Forgejo, Self::Bitbucket];

    /// The word for it on modelmod's command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Gitea => "gitea",
            Self::Forgejo => "forgejo",
            Self::Bitbucket => "bitbucket",
        }
    }

    /// What its API's URLs begin with.
    #[must_use]
    pub const fn base(self) -> &'static str {
        match self {
            Self::GitHub => "/api/v3",
            Self::GitLab => "/api/v4",
            Self::Gitea | Self::Forgejo => "/api/v1",
            Self::Bitbucket => "/2.0",
        }
    }
}

/// Where branches are.
#[derive(Clone, Debug)]
pub enum Heads {
    /// In a repository, which git is asked about.
    Git(PathBuf),
    /// In a table, by their names.
    Table(Arc<Mutex<BTreeMap<String, String>>>),
}

impl Heads {
    /// The commit that a branch is at.
    #[must_use]
    pub fn of(&self, branch: &str) -> Option<String> {
        match self {
            Self::Table(table) => table.lock().unwrap().get(branch).cloned(),
            Self::Git(folder) => {
                let output = Command::new("git")
                    .arg("-C")
                    .arg(folder)
                    .args(["rev-parse", "--verify", "--quiet"])
                    .arg(format!("refs/heads/{branch}"))
                    .output()
                    .unwrap();
                let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
                (!text.is_empty()).then_some(text)
            }
        }
    }
}

/// A repository.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Whose it is.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// What is merged into.
    pub default_branch: String,
    /// What it is a fork of, as `owner/name`.
    pub parent: Option<String>,
    /// Where its branches are.
    pub heads: Heads,
    /// Its URL for git.
    pub clone_url: String,
}

impl Repository {
    pub(crate) fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }
}

/// What has become of a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullState {
    /// It waits.
    Open,
    /// Closed without being merged.
    Closed,
    /// Merged.
    Merged,
}

/// A pull request.
#[derive(Clone, Debug)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// What has become of it.
    pub state: PullState,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: String,
    /// It is a draft.
    pub is_draft: bool,
    /// The repository that it is made to, by its place in the list.
    pub to: usize,
    /// The repository that its branch is in.
    pub from: usize,
    /// Its branch.
    pub branch: String,
    /// The branch that it is to be merged into.
    pub base: String,
    /// Its labels.
    pub labels: Vec<String>,
    /// Who is to look at it.
    pub reviewers: Vec<String>,
    /// Whose it is.
    pub assignees: Vec<String>,
    /// What was said about it.
    pub comments: Vec<String>,
    /// It cannot be merged as it is.
    pub conflicts: bool,
}

/// All that a forge remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Repositories; the number of one is 100 more than its place here.
    pub repositories: Vec<Repository>,
    /// Pull requests, the oldest first.
    pub pulls: Vec<Pull>,
    /// Who the token belongs to.
    pub user: String,
    /// Labels that there are, with numbers from 1.
    pub labels: Vec<String>,
    /// People that there are, with numbers from 1.
    pub people: Vec<String>,
    /// How often a new fork is not there yet when it is looked for.
    pub slow_fork: usize,
}
