//! A token for https, and how git gets it.

use crate::installed::Installed;
use crate::push_error::PushError;

/// Variables in which the helper below finds what it is to say.
const USER: &str = "MODELMOD_HELPER_USER";
const SECRET: &str = "MODELMOD_HELPER_SECRET";

/// A credential helper that says what is in the environment.
const HELPER: &str = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \
                      \"$MODELMOD_HELPER_USER\" \"$MODELMOD_HELPER_SECRET\"; }; f";

/// A user name and a token for https.
///
/// It is offered only to the host that it is for, when that host asks, instead of what the
/// user's credential helpers know. It is never written anywhere, nor part of an argument or a
/// URL.
#[derive(Clone)]
pub struct Token {
    /// The user. Forges that know only the token take any name, such as `x-access-token`.
    pub user: String,
    /// The token.
    pub secret: String,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("user", &self.user).finish_non_exhaustive()
    }
}

/// git with a helper that offers the token to the host of `url` and to no other; nothing where
/// no token is asked for on that way.
pub(crate) fn with_token(
    git: &Installed,
    url: &str,
    token: Token,
) -> Result<Option<Installed>, PushError> {
    let Some((scheme, rest)) = url.split_once("://") else { return Ok(None) };
    let place = rest.split('/').next().unwrap_or_default();
    let host = place.rsplit('@').next().unwrap_or_default();
    match scheme {
        "https" => {}
        "http" if is_loopback(host) => {}
        "http" => return Err(PushError::Plain { host: host.to_owned() }),
        // ssh and files have their own ways.
        _ => return Ok(None),
    }
    if token.user.contains(['\n', '\0']) || token.secret.contains(['\n', '\0']) {
        return Err(PushError::BadToken);
    }
    let key = format!("credential.{scheme}://{host}.helper");
    // A header that somebody has left in the configuration, as actions/checkout does, would be
    // sent first, and the token never be asked for. The whole URL is the closest match there is.
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let headers = format!("http.{scheme}://{host}/{path}.extraHeader");
    let git = git
        .clone()
        .with_setting(headers, "")
        // Other helpers would be told to keep what was let in. This one keeps nothing.
        .with_setting(&key, "")
        .with_setting(&key, HELPER)
        .with_variable(USER, token.user)
        .with_variable(SECRET, token.secret);
    Ok(Some(git))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}
