//! The forges that are known, and what is particular to each.

/// A kind of forge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// GitHub, also GitHub Enterprise.
    GitHub,
    /// GitLab, also self-managed.
    GitLab,
    /// Gitea and Forgejo, which share what is needed here.
    Gitea,
    /// Bitbucket Cloud.
    Bitbucket,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GitHub, Self::GitLab, Self::Gitea, Self::Bitbucket];

    /// The word for it on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
            Self::Gitea => "gitea",
            Self::Bitbucket => "bitbucket",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Gitea => "Gitea or Forgejo",
            Self::Bitbucket => "Bitbucket",
        }
    }

    /// What it calls a pull request.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::GitLab => "merge request",
            _ => "pull request",
        }
    }

    /// How a person says that one is meant by its number.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::GitLab => '!',
            _ => '#',
        }
    }

    /// How many bytes a body may have. The forges count characters, which are never more, and
    /// keep some room for themselves: GitHub takes 65,536, GitLab 1,048,576, Bitbucket 32,768;
    /// Gitea depends on its database, the smallest of which takes 65,535 bytes.
    #[must_use]
    pub const fn body_limit(self) -> usize {
        match self {
            Self::GitHub | Self::Gitea => 65_000,
            Self::GitLab => 1_000_000,
            Self::Bitbucket => 32_000,
        }
    }

    /// How many characters a title may have: 255 everywhere, less what marks a draft.
    #[must_use]
    pub const fn title_limit(self) -> usize {
        240
    }

    /// The variables of the environment that hold a token for it, in order of preference.
    /// `is_home` says whether it is the forge's own public service: GitHub's tools keep
    /// another one for enterprises.
    #[must_use]
    pub const fn token_variables(self, is_home: bool) -> &'static [&'static str] {
        match (self, is_home) {
            (Self::GitHub, true) => &["GH_TOKEN", "GITHUB_TOKEN"],
            (Self::GitHub, false) => {
                &["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"]
            }
            (Self::GitLab, _) => &["GITLAB_TOKEN", "GITLAB_ACCESS_TOKEN"],
            (Self::Gitea, _) => &["GITEA_TOKEN", "FORGEJO_TOKEN"],
            (Self::Bitbucket, _) => &["BITBUCKET_TOKEN", "BITBUCKET_ACCESS_TOKEN"],
        }
    }

    /// How a title says that it is a draft, where the title says so.
    pub(crate) const fn draft_prefix(self) -> &'static str {
        match self {
            Self::GitLab => "Draft: ",
            Self::Gitea => "WIP: ",
            Self::GitHub | Self::Bitbucket => "",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "forgejo" => Ok(Self::Gitea),
            _ => Self::ALL
                .into_iter()
                .find(|kind| kind.as_str() == text)
                .ok_or_else(|| "expected github, gitlab, gitea, forgejo or bitbucket".to_owned()),
        }
    }
}
