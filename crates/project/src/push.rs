//! Pushing one branch of our own, with the installed git.

use std::path::Path;

use crate::installed::one_line;
use crate::object_id::ObjectId;
use crate::push_error::{PushError, judge};
use crate::remote::{Remote, reference};

/// A push of one branch alone, which signs nothing and looks at no submodule.
const PUSH: [&str; 6] = [
    "push",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--recurse-submodules=no",
];

/// In a folder that only a configuration names, nothing of what is there is run.
const BARE_RECEIVER: &str = "--receive-pack=git -c core.hooksPath=/dev/null -c receive.autogc=false \
                             -c receive.denyCurrentBranch=refuse \
                             -c core.alternateRefsCommand=true receive-pack";

/// What a push came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// The commit that the branch at the remote is now; hexadecimal.
    pub commit: String,
    /// What it was before; nothing if there was no such branch.
    pub before: Option<String>,
    /// Whether the remote had it already, so that nothing was sent.
    pub up_to_date: bool,
}

/// Pushes the local branch `branch` of the repository at `repository` (a folder of its work
/// tree, or the bare repository) to the branch of the same name at `remote` (a name, or a URL
/// without a password), but only if that is at `expected_old` (a commit in hexadecimal;
/// nothing: there must be none).
///
/// The same as [`Remote::push`] without a token: what the user has configured for git counts.
///
/// # Errors
/// See [`PushError`], which tells whether trying again can help.
pub fn push(
    repository: &Path,
    remote: &str,
    branch: &str,
    expected_old: Option<&str>,
) -> Result<Pushed, PushError> {
    Remote::open(repository, remote, None)?.push(branch, expected_old)
}

/// The commit, in hexadecimal, that the branch at the remote is; nothing if there is no such
/// branch. The same as [`Remote::head`] without a token.
///
/// # Errors
/// See [`PushError`].
pub fn remote_head(
    repository: &Path,
    remote: &str,
    branch: &str,
) -> Result<Option<String>, PushError> {
    Remote::open(repository, remote, None)?.head(branch)
}

impl Remote {
    /// Pushes the local branch to the branch of the same name, if that is at `expected_old`.
    /// The branch is the only one that is touched, no hook is run, and no tag goes along.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn push(&self, branch: &str, expected_old: Option<&str>) -> Result<Pushed, PushError> {
        let reference = reference(branch);
        let missing = || PushError::NoBranch { name: branch.to_owned() };
        let local = format!("{reference}^{{commit}}");
        let answer = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &local])?;
        let commit = ObjectId::from_hex(&answer.text()).ok_or_else(missing)?.to_string();
        self.push_commit(&commit, branch, expected_old)
    }

    /// As [`Remote::push`], but pushes this commit (in hexadecimal), whatever has become of the
    /// local branch since it was made.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn push_commit(
        &self,
        commit: &str,
        branch: &str,
        expected_old: Option<&str>,
    ) -> Result<Pushed, PushError> {
        let up_to_date = self.send(commit, branch, expected_old.unwrap_or_default())?;
        let commit = commit.to_owned();
        let before =
            if up_to_date { Some(commit.clone()) } else { expected_old.map(str::to_owned) };
        Ok(Pushed { commit, before, up_to_date })
    }

    /// Removes the branch at the remote, if it is at `expected_old`. That there is none any
    /// more is no error.
    ///
    /// # Errors
    /// See [`PushError`].
    pub fn delete(&self, branch: &str, expected_old: &str) -> Result<(), PushError> {
        if self.head(branch)?.is_none() {
            return Ok(());
        }
        self.send("", branch, expected_old).map(drop)
    }

    /// Makes the branch at the remote what `from` is (a commit; nothing removes it), if it is at
    /// `expected_old` (empty: there must be none). Tells whether it was so already.
    fn send(&self, from: &str, branch: &str, expected_old: &str) -> Result<bool, PushError> {
        let reference = reference(branch);
        let lease = format!("--force-with-lease={reference}:{expected_old}");
        let refspec = format!("{from}:{reference}");
        let args = [&PUSH[..], self.receiver()?, &[&lease, "--", self.name(), &refspec]].concat();
        let answer = self.run(&args)?;
        let text = answer.text();
        match text.lines().find_map(|line| report(line, &reference)) {
            Some((b'=', _)) => Ok(true),
            Some((b'!', why)) => Err(self.rejected(branch, why, &answer.stderr)),
            Some(_) if answer.ok => Ok(false),
            _ => Err(judge(&self.shown(), &answer.stderr)),
        }
    }

    /// How the other side is started where it is no server.
    fn receiver(&self) -> Result<&'static [&'static str], PushError> {
        Ok(if self.is_folder_by_configuration()? { &[BARE_RECEIVER] } else { &[] })
    }

    fn rejected(&self, branch: &str, why: &str, stderr: &str) -> PushError {
        let branch = branch.to_owned();
        if why.contains("stale info") || why.contains("fetch first") {
            return PushError::Moved { branch };
        }
        // What the remote itself says comes on standard error, each line with its name.
        let said = stderr.lines().filter_map(|line| line.strip_prefix("remote: "));
        let said = said.collect::<Vec<_>>().join("\n");
        let detail = match one_line(&said) {
            said if said.is_empty() => why.to_owned(),
            said => format!("{why}: {said}"),
        };
        PushError::Rejected { branch, detail }
    }
}

/// A line of `git push --porcelain` on this reference: its flag, and the reason if it has one.
fn report<'l>(line: &'l str, reference: &str) -> Option<(u8, &'l str)> {
    let mut parts = line.split('\t');
    let flag = *parts.next()?.as_bytes().first()?;
    let (_, to) = parts.next()?.split_once(':')?;
    let summary = parts.next().unwrap_or_default();
    let reason = summary.rsplit_once('(').map_or(summary, |(_, reason)| reason);
    (to == reference).then_some((flag, reason.trim_end_matches(')')))
}
