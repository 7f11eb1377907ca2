//! Pushes to real servers: files, a web server with a token, ssh.
#![cfg(test)]
#![cfg(unix)]

mod common;
#[path = "common/http.rs"]
mod http;
#[path = "common/ssh.rs"]
mod ssh;

use std::path::{Path, PathBuf};

use common::{commit_all, git, git_text, init, put};
use http::{Server, basic};
use modelmod_project::{PushError, Remote, Token, push, remote_head};
use ssh::Sshd;

const BRANCH: &str = "modelmod/x";

/// A bare repository to push to, one to push from with the branch, and the branch's commit.
fn pair(root: &Path) -> (PathBuf, PathBuf, String) {
    let (remote, local) = (root.join("remote.git"), root.join("local"));
    git(root, &["init", "-q", "--bare", "-b", "main", "remote.git"]);
    git(&remote, &["config", "http.receivepack", "true"]);
    init(&local);
    put(&local, "a.py", "old\n");
    commit_all(&local);
    git(&local, &["push", "-q", remote.to_str().unwrap(), "main"]);
    let id = advance(&local, "new\n");
    (remote, local, id)
}

/// Gives the branch one commit on top of the main branch, without leaving that.
fn advance(local: &Path, text: &str) -> String {
    git(local, &["checkout", "-q", "-B", BRANCH, "main"]);
    put(local, "a.py", text);
    commit_all(local);
    let id = git_text(local, &["rev-parse", "HEAD"]);
    git(local, &["checkout", "-q", "main"]);
    id
}

fn refs(repository: &Path) -> String {
    git_text(repository, &["for-each-ref", "--format=%(refname) %(objectname)"])
}

#[test]
fn a_branch_is_pushed_only_over_what_was_expected() {
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, first) = pair(dir.path());
    let main = refs(&remote);
    git(&local, &["tag", "-a", "-m", "t", "v1", &first]);
    git(&local, &["config", "push.followTags", "true"]);
    git(&local, &["remote", "add", "origin", remote.to_str().unwrap()]);
    let head = || remote_head(&local, "origin", BRANCH).unwrap();
    assert_eq!(head(), None);
    let pushed = push(&local, "origin", BRANCH, None).unwrap();
    assert_eq!((pushed.commit.as_str(), pushed.before, pushed.up_to_date), (&*first, None, false));
    assert_eq!(head().as_deref(), Some(&*first));
    assert_eq!(refs(&remote), format!("{main}\nrefs/heads/{BRANCH} {first}"), "nothing else");
    // The same once more.
    assert!(push(&local, "origin", BRANCH, Some(&first)).unwrap().up_to_date);
    // A new state instead of the old one.
    let second = advance(&local, "newer\n");
    assert!(matches!(push(&local, "origin", BRANCH, None), Err(PushError::Moved { .. })));
    assert_eq!(head().as_deref(), Some(&*first));
    let pushed = push(&local, "origin", BRANCH, Some(&first)).unwrap();
    assert_eq!((pushed.commit, pushed.before), (second.clone(), Some(first.clone())));
    // Somebody else was there.
    let third = advance(&local, "newest\n");
    let error = push(&local, "origin", BRANCH, Some(&first)).unwrap_err();
    assert!(matches!(error, PushError::Moved { .. }) && !error.is_retryable(), "{error}");
    assert_eq!(head().as_deref(), Some(&*second));
    // A remote by its place, and removal.
    let place = remote.to_str().unwrap();
    push(&local, place, BRANCH, Some(&second)).unwrap();
    let opened = Remote::open(&local, "origin", None).unwrap();
    assert!(matches!(opened.delete(BRANCH, &second), Err(PushError::Moved { .. })));
    opened.delete(BRANCH, &third).unwrap();
    opened.delete(BRANCH, &third).unwrap();
    assert_eq!(refs(&remote), main);
    git(&remote, &["fsck", "--strict"]);
}

#[test]
fn it_is_the_place_that_is_pushed_to_that_counts() {
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, first) = pair(dir.path());
    git(dir.path(), &["clone", "-q", "--bare", remote.to_str().unwrap(), "fork.git"]);
    let fork = dir.path().join("fork.git");
    git(&local, &["remote", "add", "origin", remote.to_str().unwrap()]);
    git(&local, &["config", "remote.origin.pushurl", fork.to_str().unwrap()]);
    push(&local, "origin", BRANCH, None).unwrap();
    assert_eq!(remote_head(&local, "origin", BRANCH).unwrap().as_deref(), Some(&*first));
    assert!(!refs(&remote).contains(BRANCH));
    assert!(refs(&fork).contains(BRANCH));
}

#[test]
fn refusals_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, _) = pair(dir.path());
    let fails = |remote: &str, branch: &str| push(&local, remote, branch, None).unwrap_err();
    let missing = dir.path().join("absent.git");
    assert!(matches!(fails("upstream", BRANCH), PushError::NoRemote { .. }));
    assert!(matches!(fails(remote.to_str().unwrap(), "absent"), PushError::NoBranch { .. }));
    assert!(matches!(fails(missing.to_str().unwrap(), BRANCH), PushError::NotFound { .. }));
    let error = fails("https://me:s3cret@127.0.0.1:1/x", BRANCH);
    assert!(matches!(error, PushError::Password { .. }), "{error}");
    assert!(!error.to_string().contains("s3cret"), "{error}");
    // Nobody listens there.
    let error = fails("http://127.0.0.1:1/x", BRANCH);
    assert!(matches!(error, PushError::Network { .. }) && error.is_retryable(), "{error}");
    // A rule of the remote's.
    let hook = put(&remote, "hooks/pre-receive", "#!/bin/sh\necho no bots here >&2\nexit 1\n");
    std::fs::set_permissions(hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let error = fails(remote.to_str().unwrap(), BRANCH);
    assert!(matches!(error, PushError::Rejected { .. }), "{error}");
    assert!(error.to_string().contains("no bots here"), "{error}");
    let token = Some(Token { user: "x".into(), secret: "s3cret".into() });
    let error = Remote::open(&local, "http://example.com/x", token.clone()).unwrap_err();
    assert!(matches!(error, PushError::Plain { .. }), "{error}");
    assert!(!format!("{token:?}").contains("s3cret"));
}

#[test]
fn a_web_server_that_wants_a_token() {
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, first) = pair(dir.path());
    let server = Server::start(dir.path(), Some(&basic("bot", "s3cret")));
    git(&local, &["remote", "add", "origin", &server.url("remote.git")]);
    let token = |secret: &str| Some(Token { user: "bot".into(), secret: secret.into() });
    let open = |token| Remote::open(&local, "origin", token).unwrap();
    for wrong in [None, token("wrong")] {
        let error = open(wrong).push(BRANCH, None).unwrap_err();
        assert!(matches!(error, PushError::Denied { .. }) && !error.is_retryable(), "{error}");
        assert!(!error.to_string().contains("wrong"), "{error}");
    }
    let right = open(token("s3cret"));
    assert_eq!(right.head(BRANCH).unwrap(), None);
    right.push(BRANCH, None).unwrap();
    assert_eq!(right.head(BRANCH).unwrap().as_deref(), Some(&*first));
    assert_eq!(git_text(&remote, &["rev-parse", BRANCH]), first);
    let seen = server.seen();
    assert!(seen.iter().any(|seen| seen.method == "POST" && seen.status == 200), "{seen:?}");
    assert!(seen.iter().all(|seen| !seen.target.contains("s3cret")), "{seen:?}");
    // What CI systems do: a header in the configuration.
    let header = format!("Authorization: {}", basic("bot", "s3cret"));
    let key = format!("http.{}.extraHeader", server.url(""));
    git(&local, &["config", &key, &header]);
    let second = advance(&local, "newer\n");
    push(&local, "origin", BRANCH, Some(&first)).unwrap();
    git(&local, &["config", "--unset", &key]);
    // A credential helper of the user's, for a URL with a port.
    let helper = "!f() { test \"$1\" = get && echo username=bot && echo password=s3cret; }; f";
    let key = format!("credential.{}.helper", server.url(""));
    // One that is a command is the user's only where the user's own configuration has it.
    git(&local, &["config", &key, helper]);
    let error = push(&local, "origin", BRANCH, Some(&second)).unwrap_err();
    assert!(matches!(error, PushError::Program { .. }), "{error}");
    let known = server.url("").replace("http://", "http://bot:s3cret@");
    let kept = put(dir.path(), "kept", known.trim_end_matches('/').to_owned() + "\n");
    git(&local, &["config", &key, &format!("store --file='{}'", kept.display())]);
    let third = advance(&local, "newest\n");
    push(&local, "origin", BRANCH, Some(&second)).unwrap();
    assert_eq!(remote_head(&local, "origin", BRANCH).unwrap(), Some(third.clone()));
    for (status, is_retryable) in
        [(503, true), (500, true), (429, true), (403, false), (404, false)]
    {
        server.answer(Some(status));
        let error = push(&local, "origin", BRANCH, Some(&third)).unwrap_err();
        assert_eq!(error.is_retryable(), is_retryable, "{status}: {error}");
        let error = remote_head(&local, "origin", BRANCH).unwrap_err();
        assert_eq!(error.is_retryable(), is_retryable, "{status}: {error}");
    }
}

/// What actions/checkout leaves behind is the right of the workflow, and not what was asked for.
#[test]
fn a_token_goes_before_a_header_of_the_configuration() {
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, first) = pair(dir.path());
    let server = Server::start(dir.path(), Some(&basic("bot", "s3cret")));
    git(&local, &["remote", "add", "origin", &server.url("remote.git")]);
    let header = format!("Authorization: {}", basic("x-access-token", "other"));
    for place in ["", "remote.git"] {
        git(&local, &["config", &format!("http.{}.extraHeader", server.url(place)), &header]);
    }
    let token = Some(Token { user: "bot".into(), secret: "s3cret".into() });
    Remote::open(&local, "origin", token).unwrap().push(BRANCH, None).unwrap();
    assert_eq!(git_text(&remote, &["rev-parse", BRANCH]), first);
    let theirs = basic("x-access-token", "other");
    let seen = server.seen();
    assert!(seen.iter().all(|seen| seen.authorization.as_ref() != Some(&theirs)), "{seen:?}");
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let (_, local, _) = pair(dir.path());
    let server = Server::start(dir.path(), None);
    server.answer(Some(0));
    git(&local, &["config", "http.lowSpeedLimit", "1"]);
    git(&local, &["config", "http.lowSpeedTime", "1"]);
    let error = push(&local, &server.url("remote.git"), BRANCH, None).unwrap_err();
    assert!(matches!(error, PushError::Network { .. }) && error.is_retryable(), "{error}");
}

/// Variables are the process's, so this runs itself with those that it needs.
#[test]
fn over_ssh_with_the_users_configuration() {
    const PLACE: &str = "MODELMOD_TEST_OVER_SSH";
    if let Some(place) = std::env::var_os(PLACE) {
        return over_ssh(Path::new(&place));
    }
    let dir = tempfile::tempdir().unwrap();
    let Some(server) = Sshd::start(&dir.path().join("ssh")) else { return };
    let (remote, local, _) = pair(dir.path());
    git(&local, &["remote", "add", "origin", &server.url(&remote)]);
    let again = || {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "over_ssh_with_the_users_configuration"]);
        command.env(PLACE, dir.path()).env("GIT_SSH_COMMAND", server.command());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
    };
    again();
    server.lock_out();
    std::fs::write(dir.path().join("locked"), "").unwrap();
    again();
}

fn over_ssh(place: &Path) {
    let (remote, local) = (place.join("remote.git"), place.join("local"));
    if place.join("locked").exists() {
        let error = remote_head(&local, "origin", BRANCH).unwrap_err();
        assert!(matches!(error, PushError::Denied { .. }), "{error}");
        return;
    }
    let first = git_text(&local, &["rev-parse", BRANCH]);
    assert_eq!(remote_head(&local, "origin", BRANCH).unwrap(), None);
    push(&local, "origin", BRANCH, None).unwrap();
    assert_eq!(git_text(&remote, &["rev-parse", BRANCH]), first);
    let second = advance(&local, "newer\n");
    assert!(matches!(push(&local, "origin", BRANCH, None), Err(PushError::Moved { .. })));
    push(&local, "origin", BRANCH, Some(&first)).unwrap();
    assert_eq!(remote_head(&local, "origin", BRANCH).unwrap(), Some(second));
}

/// A push that the configuration would have signed runs a program that the repository names.
#[test]
fn nothing_is_signed_when_a_branch_is_removed() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let (remote, local, first) = pair(dir.path());
    let evil = put(dir.path(), "evil", "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\nexit 1\n");
    std::fs::set_permissions(&evil, std::fs::Permissions::from_mode(0o755)).unwrap();
    git(&local, &["remote", "add", "origin", remote.to_str().unwrap()]);
    git(&remote, &["config", "receive.certNonceSeed", "seed"]);
    push(&local, "origin", BRANCH, None).unwrap();
    git(&local, &["config", "push.gpgSign", "true"]);
    git(&local, &["config", "gpg.program", evil.to_str().unwrap()]);
    Remote::open(&local, "origin", None).unwrap().delete(BRANCH, &first).unwrap();
    assert!(!dir.path().join("ran").exists());
    assert!(!refs(&remote).contains(BRANCH));
}
