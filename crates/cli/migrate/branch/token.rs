//! Which token git gets, and for which host.
//!
//! Where a remote is says the repository's own configuration, which can be anybody's. So a
//! token goes only to a forge's own public service, or to a host that the user names: in the
//! environment, as a CI system does, or as a URL on the command line.

use crate::failure::Failure;
use modelmod_forge::{Flags, Place, detect};
use modelmod_project::Token;

/// The value of a variable, if it has one.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The token that is meant for git alone, for what is at this URL. `place` is the forge that is
/// known to be the user's; `typed` is the remote as it was typed.
pub(in crate::migrate) fn own_token(
    url: &str,
    typed: Option<&str>,
    place: Option<&Place>,
) -> Option<Token> {
    let secret = set("MODELMOD_GIT_TOKEN")?;
    let is_forge = place.is_some_and(|place| place.is_named && place.is_at(url));
    let is = |named: &str| authority(named).is_some() && authority(named) == authority(url);
    let is_named = set("MODELMOD_GIT_HOST").is_some_and(|host| is(&host));
    let is_typed = typed.is_some_and(|typed| typed.contains("://") && is(typed));
    let user = set("MODELMOD_GIT_USER").unwrap_or_else(|| "x-access-token".to_owned());
    (is_forge || is_named || is_typed).then_some(Token { user, secret })
}

/// A forge's token, as git wants it.
pub(in crate::migrate) fn of_forge(token: &modelmod_forge::Token) -> Token {
    Token { user: token.git_user().to_owned(), secret: token.secret().to_owned() }
}

/// The token that the environment has for what is at this URL.
///
/// # Errors
/// If there is one that is meant for git, and nothing says that it is for this host.
pub(super) fn token(url: &str, typed: Option<&str>) -> Result<Option<Token>, Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let place = detect(url, &Flags::default(), variable).ok().filter(|place| place.is_at(url));
    if let Some(own) = own_token(url, typed, place.as_ref()) {
        return Ok(Some(own));
    }
    if let (Some(_), Some(host)) =
        (set("MODELMOD_GIT_TOKEN"), authority(url).filter(|_| is_web(url)))
    {
        return Err(Failure::new(format!(
            "the token of MODELMOD_GIT_TOKEN is not sent to {host}: only the repository's own \
             configuration says where that is; if it is for this host, set \
             MODELMOD_GIT_HOST={host}"
        )));
    }
    let Some(place) = place else { return Ok(None) };
    let token = place.token(variable)?;
    Ok(token.as_ref().map(of_forge))
}

fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The host of a URL, or what is one already, with its port if it is named, in lower case.
fn authority(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let place = rest.split(['/', '?', '#', '\\']).next()?;
    let host = place.rsplit('@').next()?;
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
