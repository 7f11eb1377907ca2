//! What a repository's own configuration has no say in.
//!
//! A repository that somebody has packed up can have any configuration. What the user's or the
//! machine's says is theirs to say.

use crate::git_error::GitError;
use crate::installed::Installed;

/// Settings that name programs which git runs on the way to a remote.
const PROGRAMS: &str =
    r"^(core\.(sshcommand|askpass|gitproxy)|remote\..*\.(receivepack|uploadpack|vcs))$";

/// Settings that name credential helpers.
const HELPERS: &str = r"^credential\.(.*\.)?helper$";

/// Settings by which a connection can lead to, or past, somebody else, and those that keep what
/// a server says in a file.
const DETOURS: &str = r"^(http\.(.*\.)?(proxy|ssl(verify|cainfo|capath|backend|version|cipherlist)|curloptresolve|cookiefile|savecookies)|remote\..*\.proxy)$";

/// The setting by which the repository itself names a program to be run on the way to a remote.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn program(git: &Installed) -> Result<Option<String>, GitError> {
    Ok(git.own_settings(PROGRAMS)?.into_iter().next().map(|(key, _)| key))
}

/// The setting by which the repository itself names a credential helper that is a command, and
/// not one of those that git has.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn helper(git: &Installed) -> Result<Option<String>, GitError> {
    let found = git.own_settings(HELPERS)?;
    Ok(found.into_iter().find(|(_, value)| is_command(value)).map(|(key, _)| key))
}

/// The setting by which the repository itself could have others read what is sent over https.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn detour(git: &Installed) -> Result<Option<String>, GitError> {
    // Runners of CI systems note in the repository what their own environment says, too.
    let is_given = |value: &str| {
        let names = ["CI_SERVER_TLS_CA_FILE", "GIT_SSL_CAINFO", "SSL_CERT_FILE"];
        names.iter().any(|name| std::env::var(name).is_ok_and(|given| given == value))
    };
    let is_harmless = |(key, value): &(String, String)| {
        value.is_empty()
            || (key.ends_with("sslverify") && value == "true")
            || (key.ends_with("sslcainfo") && is_given(value))
    };
    let found = git.own_settings(DETOURS)?;
    Ok(found.into_iter().find(|one| !is_harmless(one)).map(|(key, _)| key))
}

/// git that fetches nothing of what a partial clone lacks, where the repository names a program
/// for that.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn without_programs(git: Installed) -> Result<Installed, GitError> {
    let is_safe = program(&git)?.is_none() && helper(&git)?.is_none();
    Ok(if is_safe { git } else { git.offline() })
}

/// Whether a helper is more than the name of one that git knows, and arguments. The shell runs
/// it, so anything that means something to a shell makes it a command.
fn is_command(helper: &str) -> bool {
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || " -_.=/:@,+~'\"".contains(letter);
    helper.starts_with('/') || helper.chars().nth(1) == Some(':') || !helper.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::is_command;

    #[test]
    fn helpers_by_name_are_no_commands() {
        for name in ["", "store", "cache --timeout=3", "store --file='~/x y'", "osxkeychain"] {
            assert!(!is_command(name), "{name}");
        }
        for command in ["!f() { echo; }; f", "/tmp/x", "C:/x", "store; touch x", "a$(b)", "a\nb"] {
            assert!(is_command(command), "{command}");
        }
    }
}
