//! What opens the door, and is never shown.

use crate::base64::base64;
use crate::{ForgeError, Kind};
use std::fmt;

/// A token, with the name of the variable that it came from.
#[derive(Clone)]
pub struct Token {
    secret: String,
    /// The value of the header `Authorization`.
    header: String,
    variable: String,
    git_user: String,
}

/// The secret is left out: whatever prints this prints the variable's name.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("variable", &self.variable).finish_non_exhaustive()
    }
}

impl Token {
    /// The token for a forge out of the environment, which `variable` looks up: of the variables
    /// `names` the first that is set. Nothing where none is.
    ///
    /// # Errors
    ///
    /// When a variable is set to what cannot be a token.
    pub fn find(
        kind: Kind,
        names: &[&str],
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, ForgeError> {
        let set = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let Some((name, value)) = names.iter().find_map(|name| Some((*name, set(name)?))) else {
            return Ok(None);
        };
        let user = (kind == Kind::Bitbucket)
            .then(|| set("BITBUCKET_EMAIL").or_else(|| set("BITBUCKET_USERNAME")))
            .flatten();
        Self::new(kind, value.trim(), name, user.as_deref().map(str::trim)).map(Some)
    }

    /// A token. `user` makes it the password of basic authentication, as Bitbucket's API tokens
    /// and app passwords want it.
    fn new(kind: Kind, secret: &str, name: &str, user: Option<&str>) -> Result<Self, ForgeError> {
        // Anything else would end the header, or could not stand in it.
        if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ForgeError::BadToken { variable: name.to_owned() });
        }
        let header = match (kind, user) {
            (_, Some(user)) => format!("Basic {}", base64(format!("{user}:{secret}").as_bytes())),
            (Kind::Gitea, None) => format!("token {secret}"),
            _ => format!("Bearer {secret}"),
        };
        let git_user = match (kind, user) {
            // API tokens of Bitbucket have an address as their user, and git another.
            (_, Some(user)) if user.contains('@') => "x-bitbucket-api-token-auth",
            (_, Some(user)) => user,
            (Kind::GitLab, None) => "oauth2",
            (Kind::Bitbucket, None) => "x-token-auth",
            (Kind::GitHub | Kind::Gitea, None) => "x-access-token",
        };
        let (secret, variable) = (secret.to_owned(), name.to_owned());
        Ok(Self { secret, header, variable, git_user: git_user.to_owned() })
    }

    /// The name of the variable that it came from.
    #[must_use]
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// The secret itself, for handing it to git over a channel that nobody sees.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The user whose password it is for git over https.
    #[must_use]
    pub fn git_user(&self) -> &str {
        &self.git_user
    }

    pub(crate) fn header(&self) -> &str {
        &self.header
    }

    /// `text` without the secret: servers echo what they were sent.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let coded = self.header.split_once(' ').map_or("", |(_, coded)| coded);
        let text = text.replace(&self.secret, "[token]");
        if coded.is_empty() { text } else { text.replace(coded, "[token]") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(kind: Kind, is_home: bool, set: &[(&str, &str)]) -> Result<Option<Token>, ForgeError> {
        Token::find(kind, kind.token_variables(is_home), |name| {
            set.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let set = [("GITHUB_TOKEN", "two"), ("GH_TOKEN", "  "), ("GITLAB_TOKEN", "other")];
        let token = find(Kind::GitHub, true, &set).unwrap().unwrap();
        assert_eq!((token.variable(), token.header()), ("GITHUB_TOKEN", "Bearer two"));
        assert!(find(Kind::Gitea, true, &set).unwrap().is_none());
        let set = [("GH_TOKEN", "public"), ("GH_ENTERPRISE_TOKEN", "own")];
        assert_eq!(find(Kind::GitHub, true, &set).unwrap().unwrap().secret(), "public");
        assert_eq!(find(Kind::GitHub, false, &set).unwrap().unwrap().secret(), "own");
    }

    #[test]
    fn each_forge_is_told_in_its_way() {
        let header = |kind, set: &[(&str, &str)]| {
            find(kind, true, set).unwrap().unwrap().header().to_owned()
        };
        assert_eq!(header(Kind::GitLab, &[("GITLAB_TOKEN", "a\n")]), "Bearer a");
        assert_eq!(header(Kind::Gitea, &[("FORGEJO_TOKEN", "a")]), "token a");
        assert_eq!(header(Kind::Bitbucket, &[("BITBUCKET_TOKEN", "a")]), "Bearer a");
        let basic = [("BITBUCKET_TOKEN", "b"), ("BITBUCKET_EMAIL", "a")];
        assert_eq!(header(Kind::Bitbucket, &basic), "Basic YTpi");
        let user = |kind, set: &[(&str, &str)]| {
            find(kind, true, set).unwrap().unwrap().git_user().to_owned()
        };
        assert_eq!(user(Kind::GitLab, &[("GITLAB_TOKEN", "a")]), "oauth2");
        let basic = [("BITBUCKET_TOKEN", "b"), ("BITBUCKET_EMAIL", "a@b.c")];
        assert_eq!(user(Kind::Bitbucket, &basic), "x-bitbucket-api-token-auth");
    }

    #[test]
    fn the_secret_is_not_shown() {
        let token = find(Kind::GitHub, true, &[("GH_TOKEN", "ghp_secret")]).unwrap().unwrap();
        assert_eq!(format!("{token:?}"), "Token { variable: \"GH_TOKEN\", .. }");
        assert_eq!(token.redact("Bearer ghp_secret: no"), "Bearer [token]: no");
        let error = find(Kind::GitHub, true, &[("GH_TOKEN", "a\r\nX: b")]).unwrap_err();
        assert!(!error.to_string().contains("X: b"), "{error}");
    }
}
