//! `--pr` with real git, against a forge that refuses what its real one does not describe.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;
#[path = "../crates/project/tests/common/http.rs"]
mod http;
#[path = "common/world.rs"]
mod world;

use common::{commit_all, git, git_text, modelmod, put, text};
use modelmod_testkit::{Fault, Kind, PullState, TOKEN, Trouble};
use std::path::PathBuf;
use world::{URL, World};

#[test]
fn a_life_on_each_forge() {
    for kind in Kind::ALL {
        let world = World::new(kind);
        put(&world.clone(), "app.py", "half = \"written\"\n");
        put(&world.clone(), "new.py", "model = \"claude-2.1\"\n");
        git(&world.clone(), &["add", "new.py"]);
        let before = world.users();
        let said = world.run(&[]);
        assert!(said.contains("Opened ") && said.contains("https://forge.test/"), "{said}");
        assert_eq!(world.users(), before);
        assert_eq!(
            git_text(&world.bare(), &["show", "modelmod/migrate:app.py"]),
            "model = \"claude-opus-4-8\""
        );
        let pull = world.forge.pulls()[0].clone();
        assert_eq!(pull.title, "Migrate from claude-2.1 to claude-opus-4-8");
        assert!(pull.body.contains("| `app.py` | 1 | `claude-2.1` |"), "{}", pull.body);
        assert!(pull.body.contains("`notes.md` line 1"), "{}", pull.body);
        world.changes();
        // Nothing is done twice.
        let head = world.head();
        assert!(world.run(&[]).contains("is as it should be"));
        assert_eq!((world.changes(), world.head()), (vec![], head.clone()));
        git(&world.clone(), &["checkout", "-q", "-f", "main"]);
        // Something else changes: what people have seen stays.
        world.commit("other.py", "print()\n");
        world.run(&[]);
        assert_eq!((world.changes(), world.head()), (vec![], head.clone()));
        // One more use.
        world.commit("other.py", "model = \"claude-2.0\"\n");
        assert!(world.run(&[]).contains("up to date"));
        assert_ne!(world.head(), head);
        assert_eq!(
            git_text(&world.bare(), &["rev-list", "--count", "main..modelmod/migrate"]),
            "1"
        );
        assert!(world.forge.pulls()[0].body.contains("`other.py`"));
        // Nothing is left.
        world.commit("other.py", "model = \"claude-opus-4-8\"\n");
        world.commit("app.py", "model = \"claude-opus-4-8\"\n");
        assert!(world.run(&[]).contains("nothing is left"));
        assert_eq!(
            (world.forge.pulls()[0].state, world.head()),
            (PullState::Closed, String::new())
        );
        world.changes();
        world.run(&[]);
        assert_eq!(world.changes(), Vec::<String>::new());
        assert_eq!(world.forge.pulls().len(), 1);
    }
}

#[test]
fn commits_of_people_stay() {
    let world = World::new(Kind::GitHub);
    world.run(&[]);
    let other = world.folder.path().join("other");
    git(world.folder.path(), &["clone", "-q", "-b", "modelmod/migrate", "bare", "other"]);
    for (key, value) in [("user.name", "Kim"), ("user.email", "kim@example.com")] {
        git(&other, &["config", key, value]);
    }
    put(&other, "more.py", "print()\n");
    commit_all(&other);
    git(&other, &["push", "-q"]);
    let head = world.head();
    world.changes();
    world.run(&[]);
    assert_eq!((world.changes(), world.head()), (vec![], head.clone()), "nothing has changed");
    world.commit("other.py", "model = \"claude-2.0\"\n");
    let said = world.run(&[]);
    assert!(said.contains("left to them"), "{said}");
    assert_eq!(world.head(), head);
    assert_eq!(world.changes().len(), 1, "a comment");
    world.run(&[]);
    assert_eq!(world.changes(), Vec::<String>::new());
    // Amending makes a commit theirs, too.
    let world = World::new(Kind::GitHub);
    world.run(&[]);
    let bare = world.bare();
    let tree = git_text(&bare, &["rev-parse", "main^{tree}"]);
    let message = git_text(&bare, &["log", "-1", "--format=%B", "modelmod/migrate"]);
    let mut command =
        common::git_command(&bare, &["commit-tree", &tree, "-p", "main", "-m", &message]);
    for (name, value) in [("GIT_AUTHOR_NAME", "Kim"), ("GIT_AUTHOR_EMAIL", "k@example.com")] {
        command.env(name, value).env(name.replace("AUTHOR", "COMMITTER"), value);
    }
    let theirs = text(&command.output().unwrap().stdout).trim().to_owned();
    git(&bare, &["update-ref", "refs/heads/modelmod/migrate", &theirs]);
    world.commit("other.py", "model = \"claude-2.0\"\n");
    world.run(&[]);
    assert_eq!(world.head(), theirs);
}

#[test]
fn what_a_dry_run_prints() {
    let world = World::new(Kind::GitHub);
    let before = (world.users(), world.head());
    let said = world.run(&["--dry-run", "--label=models"]);
    assert!(said.starts_with("Migrate from claude-2.1 to claude-opus-4-8\n\n### What"), "{said}");
    for part in [
        "### Left alone, and why",
        "\"body\": \"(as above)\"",
        "git: push modelmod/migrate",
        "\"base\": \"main\"",
        "POST http://127.0.0.1:",
        "/repos/acme/app/pulls",
        "/issues/{number}/labels",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(world.changes(), Vec::<String>::new());
    assert_eq!((world.users(), world.head()), before);
    // A branch that a run has pushed before it was stopped is not pushed again.
    let trouble = Trouble::Drop;
    world.forge.fail(Fault { method: "POST", path: "/pulls", trouble });
    assert_eq!(world.attempt(&[]).status.code(), Some(75));
    assert_ne!(world.head(), "");
    let said = world.run(&["--dry-run"]);
    assert!(said.contains("POST http://") && !said.contains("git: push"), "{said}");
    // What would be said is seen without the network, too.
    let mut command = modelmod(&world.clone());
    command.env("GH_TOKEN", TOKEN).args(["migrate", "--pr", "--dry-run", "--forge=github"]);
    let output = command.arg("--forge-url=http://127.0.0.1:1").output().unwrap();
    let (said, error) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{error}");
    assert!(said.starts_with("Migrate from claude-2.1") && said.contains("not known"), "{said}");
    assert!(error.contains("could not be looked at"), "{error}");
    // Without a token there is still something to look at.
    let mut command = modelmod(&world.clone());
    for name in ["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"] {
        command.env_remove(name);
    }
    let args = ["migrate", "--pr", "--dry-run", "--forge=github"];
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    // Nothing but the word of --forge says that this is GitHub.
    let said = text(&output.stdout);
    assert!(said.contains("GH_ENTERPRISE_TOKEN or "), "{said}");
    assert!(said.contains("only with --forge-url=https://forge.test"), "{said}");
}

/// git's configuration can send it elsewhere than the URL says that is known.
#[test]
fn the_token_goes_to_no_other_host() {
    for key in ["remote.origin.pushurl", "url.SERVER.insteadOf", "url.SERVER.pushInsteadOf"] {
        let world = World::new(Kind::GitHub);
        let served = world.folder.path();
        let server = http::Server::start(served, Some(&http::basic("x-access-token", "other")));
        let clone = world.clone();
        let instead = format!("url.{}.insteadOf", world.bare().display());
        if key == "url.SERVER.insteadOf" {
            git(&clone, &["config", "--unset", &instead]);
        }
        let (place, root) = (server.url("bare"), server.url(""));
        match key.starts_with("url.") {
            true => git(&clone, &["config", &key.replace("SERVER", &place), URL]),
            false => git(&clone, &["config", key, &place]),
        };
        for args in [&["--dry-run"][..], &[]] {
            world.attempt(args);
        }
        // What is meant for git alone, neither.
        let mut command = modelmod(&clone);
        command.env("GH_TOKEN", TOKEN).env("MODELMOD_GIT_TOKEN", TOKEN);
        let url = format!("--forge-url={}", world.forge.api());
        command.args(["migrate", "--pr", "--forge=github", "--dry-run", &url]).output().unwrap();
        let seen = server.seen();
        assert!(!seen.is_empty(), "{key}: git asks {root}");
        assert!(seen.iter().all(|seen| seen.authorization.is_none()), "{key}: {seen:?}");
    }
}

/// To look at a commit of somebody's is not to check its signature.
#[test]
#[cfg(unix)]
fn a_look_at_the_branch_runs_no_program_of_the_repositorys() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new(Kind::GitHub);
    let (clone, ran) = (world.clone(), world.folder.path().join("ran"));
    let words = format!("#!/bin/sh\ntouch '{}'\nexit 1\n", ran.display());
    let evil = put(world.folder.path(), "evil", words);
    std::fs::set_permissions(&evil, std::fs::Permissions::from_mode(0o755)).unwrap();
    // A commit with what looks like a signature.
    let raw = git_text(&world.bare(), &["cat-file", "commit", "main"]);
    let (head, message) = raw.split_once("\n\n").unwrap();
    let parent = git_text(&world.bare(), &["rev-parse", "main"]);
    let head = head.replacen("\nauthor", &format!("\nparent {parent}\nauthor"), 1);
    let mark = "-----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----";
    let file = put(world.folder.path(), "c", format!("{head}\ngpgsig {mark}\n\n{message}\n"));
    let args = ["hash-object", "-w", "-t", "commit", file.to_str().unwrap()];
    let signed = git_text(&world.bare(), &args);
    git(&world.bare(), &["update-ref", "refs/heads/modelmod/migrate", &signed]);
    git(&clone, &["config", "log.showSignature", "true"]);
    git(&clone, &["config", "gpg.program", evil.to_str().unwrap()]);
    let output = world.attempt(&["--dry-run"]);
    assert!(!ran.exists(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("Ada Test"), "{}", text(&output.stderr));
}

#[test]
fn what_is_refused_and_what_is_for_later() {
    let world = World::new(Kind::GitHub);
    let ends = |args: &[&str], code: i32, words: &[&str]| {
        let output = world.attempt(args);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
        for word in words {
            assert!(error.contains(word), "{args:?}: no {word} in {error}");
        }
        assert_eq!(world.head(), "", "nothing is pushed");
    };
    ends(&["--branch=x-{digest}"], 2, &["--pr", "same in every run"]);
    ends(&["--base=nowhere"], 2, &["no branch nowhere", "--base="]);
    // Not even where no local branch of that name is in the way.
    git(&world.clone(), &["checkout", "-q", "--detach"]);
    git(&world.clone(), &["branch", "-q", "-D", "main"]);
    let main = git_text(&world.bare(), &["rev-parse", "main"]);
    ends(&["--branch=main"], 2, &["the branch main is what", "--branch=NAME"]);
    assert_eq!(git_text(&world.bare(), &["rev-parse", "main"]), main);
    git(&world.clone(), &["checkout", "-q", "-b", "main"]);
    git(&world.bare(), &["branch", "stable", "main"]);
    ends(&["--branch=stable"], 2, &["stable has commits of Ada Test"]);
    assert_eq!(git_text(&world.bare(), &["rev-parse", "stable"]), main);
    // A host that is only called as a forge is gets no token.
    let mut command = modelmod(&world.clone());
    command.env("GITLAB_TOKEN", TOKEN).args(["migrate", "--pr", "--push=https://gitlab.test/a/b"]);
    let output = command.output().unwrap();
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(
        error.contains("GITLAB_TOKEN is not sent") && error.contains("--forge-url="),
        "{error}"
    );
    let trouble = Trouble::Answer(403, vec![("Retry-After".to_owned(), "9999".to_owned())]);
    world.forge.fail(Fault { method: "", path: "/", trouble });
    ends(&[], 75, &["9999 seconds"]);
    put(&world.clone(), "more.py", "print()\n");
    commit_all(&world.clone());
    ends(&[], 2, &["HEAD has commits that main", "push them first"]);
    git(&world.clone(), &["reset", "-q", "--hard", "HEAD~1"]);
    git(&world.clone(), &["branch", "modelmod"]);
    ends(&[], 2, &["`modelmod/migrate`", "in the way (`modelmod`)", "git branch -m"]);
    git(&world.clone(), &["branch", "-q", "-D", "modelmod"]);
    world.forge.expire_token();
    ends(&[], 2, &["GH_ENTERPRISE_TOKEN", "expired"]);
    let mut command = modelmod(&world.clone());
    let args = ["migrate", "--pr", "--forge-url=http://example.com", "--forge=github"];
    let output = command.args(args).env("GH_TOKEN", TOKEN).output().unwrap();
    assert!(text(&output.stderr).contains("unencrypted"), "{}", text(&output.stderr));
    let output = modelmod(&world.clone()).args(["migrate", "--pr"]).output().unwrap();
    assert!(text(&output.stderr).contains("--forge="), "{}", text(&output.stderr));
}

/// What was never meant to be seen stays where it is, whichever way a branch of ours came to be
/// on it.
#[test]
fn unpublished_commits_stay_unpublished() {
    let world = World::new(Kind::GitHub);
    let clone = world.clone();
    git(&clone, &["checkout", "-q", "-b", "feature"]);
    put(&clone, "private.py", "print()\n");
    commit_all(&clone);
    let has_branch = || !git_text(&clone, &["branch", "--list", "modelmod/migrate"]).is_empty();
    let output = world.attempt(&[]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("HEAD has commits that main"), "{error}");
    assert!(!has_branch(), "what is refused is refused before the branch is made");
    // Somebody makes one all the same, and goes on elsewhere.
    let output = modelmod(&clone).args(["migrate", "--branch=modelmod/migrate"]).output().unwrap();
    assert!(output.status.success() && has_branch());
    git(&clone, &["checkout", "-q", "main"]);
    world.run(&[]);
    assert_eq!(git_text(&world.bare(), &["rev-list", "--count", "main..modelmod/migrate"]), "1");
    // One that is at the remote already.
    let world = World::new(Kind::GitHub);
    let clone = world.clone();
    git(&clone, &["checkout", "-q", "-b", "feature"]);
    put(&clone, "private.py", "print()\n");
    commit_all(&clone);
    let args = ["migrate", "--branch=modelmod/migrate", "--push"];
    assert!(modelmod(&clone).args(args).output().unwrap().status.success());
    let head = world.head();
    git(&clone, &["checkout", "-q", "main"]);
    git(&clone, &["branch", "-q", "-D", "modelmod/migrate"]);
    let output = world.attempt(&[]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("modelmod/migrate"), "{error}");
    assert_eq!((world.forge.pulls().len(), world.head()), (0, head));
    // Without a pull request it is made anew, from what was asked for.
    assert!(modelmod(&clone).args(args).output().unwrap().status.success());
    assert_eq!(git_text(&world.bare(), &["rev-list", "--count", "main..modelmod/migrate"]), "1");
}

/// A shallow clone does not know what is below its last commit.
#[test]
fn in_a_shallow_clone_only_the_base_itself_will_do() {
    for is_feature in [true, false] {
        let world = World::new(Kind::GitHub);
        let clone = world.clone();
        git(&clone, &["checkout", "-q", "-b", "feature"]);
        put(&clone, "private.py", "print()\n");
        commit_all(&clone);
        git(&clone, &["push", "-q", "origin", "feature"]);
        let branch = if is_feature { "feature" } else { "main" };
        world.clone_anew(&["--depth=1", "-b", branch]);
        if is_feature {
            let output = world.attempt(&[]);
            let error = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{error}");
            for word in ["shallow", "git fetch --unshallow", "check out main"] {
                assert!(error.contains(word), "{word}: {error}");
            }
            assert_eq!((world.forge.pulls().len(), world.head()), (0, String::new()));
            world.run(&["--base=feature"]);
            let range = ["rev-list", "--count", "feature..modelmod/migrate"];
            assert_eq!(git_text(&world.bare(), &range), "1");
            continue;
        }
        world.run(&[]);
        // The base moves on. What people have seen stays; and it is known again as ours.
        let head = world.head();
        world.clone_anew(&[]);
        world.commit("other.py", "print()\n");
        world.clone_anew(&["--depth=1"]);
        world.changes();
        world.run(&[]);
        assert_eq!((world.changes(), world.head()), (vec![], head));
        // HEAD is what the base was.
        world.clone_anew(&["--depth=1"]);
        let tree = git_text(&world.bare(), &["rev-parse", "main^{tree}"]);
        let who = ["-c", "user.name=Kim", "-c", "user.email=kim@example.com"];
        let commit = ["commit-tree", &tree, "-p", "main", "-m", "x"];
        let next = git_text(&world.bare(), &[&who[..], &commit].concat());
        git(&world.bare(), &["update-ref", "refs/heads/main", &next]);
        let output = world.attempt(&[]);
        let error = text(&output.stderr);
        assert!(output.status.code() == Some(2) && error.contains("shallow"), "{error}");
        git(&world.clone(), &["fetch", "-q", "--unshallow", "origin"]);
        world.run(&[]);
    }
}

/// What is not seen may be due: nothing is closed for that.
#[test]
fn what_cannot_be_read_closes_nothing() {
    let world = World::new(Kind::GitHub);
    world.run(&[]);
    git(&world.bare(), &["config", "uploadpack.allowFilter", "true"]);
    let head = world.head();
    world.clone_anew(&["--filter=blob:none", "--no-checkout"]);
    // The remote that promised the rest is away; the one that is pushed to is not.
    let clone = world.clone();
    git(&clone, &["config", "--unset", "remote.origin.promisor"]);
    git(&clone, &["remote", "add", "away", "file:///nowhere"]);
    git(&clone, &["config", "remote.away.promisor", "true"]);
    world.changes();
    let output = world.attempt(&[]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("stays as it is"), "{error}");
    assert_eq!((world.changes(), world.head()), (vec![], head));
    assert_eq!(world.forge.pulls()[0].state, PullState::Open);
    world.clone_anew(&[]);
}

#[test]
fn the_users_command_is_tried_before_and_after() {
    let world = World::new(Kind::GitHub);
    let before = world.users();
    // It sees a work tree of its own, and no token.
    let passes = "grep -q claude app.py && test -z \"$GH_TOKEN$GH_ENTERPRISE_TOKEN\" && git log -1";
    world.run(&["--verify", passes]);
    let pull = world.forge.pulls()[0].clone();
    assert!(pull.body.contains("passed before and passed after."), "{}", pull.body);
    assert!(!pull.is_draft);
    assert_eq!(world.users(), before);
    // What the edits break makes a draft of it.
    let breaks = "cat app.py; grep -q claude-2.1 app.py";
    let world = World::new(Kind::GitHub);
    world.run(&["--verify", breaks]);
    let pull = world.forge.pulls()[0].clone();
    assert!(
        pull.is_draft && pull.body.contains("failed (exit code 1) after: look"),
        "{}",
        pull.body
    );
    assert!(pull.body.contains("model = \"claude-opus-4-8\""), "{}", pull.body);
    world.changes();
    world.run(&["--verify", breaks]);
    assert_eq!(world.changes(), Vec::<String>::new());
    let world = World::new(Kind::GitHub);
    world.run(&["--verify", breaks, "--verify-policy=report"]);
    assert!(!world.forge.pulls()[0].is_draft);
    let world = World::new(Kind::GitHub);
    let output = world.attempt(&["--verify", breaks, "--verify-policy=fail"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!((world.forge.pulls().len(), world.head()), (0, String::new()));
    // What failed before is not the edits' doing; what does not end is stopped, with all that
    // it started.
    let world = World::new(Kind::GitHub);
    let pids = world.folder.path().join("pids");
    let hangs = format!("sleep 600 & echo $! >>'{}'; wait", pids.display());
    world.run(&["--verify", &hangs, "--verify-timeout=1s", "--verify-policy=fail"]);
    let pull = world.forge.pulls()[0].clone();
    assert!(pull.body.contains("was stopped after 1 seconds before"), "{}", pull.body);
    assert!(!pull.is_draft);
    let pids = std::fs::read_to_string(pids).unwrap();
    assert_eq!(pids.lines().count(), 2);
    for pid in pids.lines() {
        // One that has ended and that nobody has asked about still has a number, and no words.
        let words = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        assert!(words.is_empty(), "{pid} still runs {}", text(&words));
    }
}

/// Starts a run whose command of --verify does not end by itself, and waits until that is at work.
#[cfg(target_os = "linux")]
fn verifying(world: &World, temp: &std::path::Path) -> (std::process::Child, String) {
    let pid = world.folder.path().join("pid");
    drop(std::fs::remove_file(&pid));
    let hangs = format!("sleep 600 & echo $! >'{0}.new'; mv '{0}.new' '{0}'; wait", pid.display());
    let mut command = modelmod(&world.clone());
    command.env("GH_TOKEN", TOKEN).env("TMPDIR", temp);
    let url = format!("--forge-url={}", world.forge.api());
    command.args(["migrate", "--pr", "--forge=github", &url, "--verify", &hangs]);
    let child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
    while !pid.exists() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    (child, std::fs::read_to_string(&pid).unwrap().trim().to_owned())
}

/// Whoever stops a run stops what it has started, and finds nothing of it.
#[test]
#[cfg(target_os = "linux")]
fn a_run_that_is_stopped_while_it_verifies_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt;
    let world = World::new(Kind::GitHub);
    let temp = world.folder.path().join("temp");
    std::fs::create_dir(&temp).unwrap();
    let left = || std::fs::read_dir(&temp).unwrap().count();
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let (mut child, pid) = verifying(&world, &temp);
        let kill = ["-c", &format!("kill -{name} {}", child.id())];
        assert!(std::process::Command::new("sh").args(kill).status().unwrap().success());
        assert_eq!(child.wait().unwrap().signal(), Some(number), "{name}");
        let words = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        assert!(words.is_empty(), "{name}: {pid} still runs {}", text(&words));
        assert_eq!(left(), 0, "{name}");
        let trees = git_text(&world.clone(), &["worktree", "list"]);
        assert_eq!(trees.lines().count(), 1, "{name}: {trees}");
    }
    // What cannot clean up is cleaned up after.
    let (mut child, pid) = verifying(&world, &temp);
    child.kill().unwrap();
    child.wait().unwrap();
    let kill = ["-c", &format!("kill -9 {pid}")];
    assert!(std::process::Command::new("sh").args(kill).status().unwrap().success());
    assert_eq!(left(), 1);
    let mut command = modelmod(&world.clone());
    command.env("GH_TOKEN", TOKEN).env("TMPDIR", &temp);
    let url = format!("--forge-url={}", world.forge.api());
    command.args(["migrate", "--pr", "--forge=github", &url, "--verify=true"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(left(), 0);
    assert_eq!(git_text(&world.clone(), &["worktree", "list"]).lines().count(), 1);
}

/// What is pushed is what was made and shown, whatever the command does to the branch.
#[test]
fn the_users_command_does_not_choose_what_is_pushed() {
    let world = World::new(Kind::GitHub);
    world.run(&["--verify", "git update-ref refs/heads/modelmod/migrate main"]);
    assert_eq!(
        git_text(&world.bare(), &["show", "modelmod/migrate:app.py"]),
        "model = \"claude-opus-4-8\""
    );
}

/// Filters are run where the tree is checked out, and may be of the repository's own.
#[test]
#[cfg(unix)]
fn what_checks_out_for_the_users_command_sees_no_token() {
    let world = World::new(Kind::GitHub);
    let clone = world.clone();
    let seen = world.folder.path().join("seen");
    put(&clone, ".gitattributes", "*.md filter=spy\n");
    world.commit("app.py", "model = \"claude-2.1\"\n");
    let smudge = format!("env >>'{}'; cat", seen.display());
    git(&clone, &["config", "filter.spy.smudge", &smudge]);
    world.run(&["--verify=true"]);
    let seen = std::fs::read_to_string(&seen).unwrap();
    assert!(seen.contains("PATH=") && !seen.contains(TOKEN), "{seen}");
}

/// What a branch can be told is told to that of a pull request, too.
#[test]
fn what_is_for_branches_is_for_pull_requests() {
    let world = World::new(Kind::GitHub);
    git(&world.clone(), &["remote", "rename", "origin", "upstream"]);
    git(&world.clone(), &["remote", "add", "origin", "https://example.com/none.git"]);
    let args = ["--push=upstream", "--message=chore: {subject}", "--author=A <a@example.com>"];
    world.run(&args);
    assert_eq!(
        git_text(&world.bare(), &["log", "-1", "--format=%an %s", "modelmod/migrate"]),
        "A chore: Migrate from claude-2.1"
    );
    // Each of them wants one or the other.
    let output = modelmod(&world.clone()).args(["migrate", "--push"]).output().unwrap();
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("--branch") && error.contains("--pr"), "{error}");
}

/// Code of the tree looks for tokens where it can, and what it prints is published.
#[test]
#[cfg(unix)]
fn what_the_users_command_prints_has_no_token_in_it() {
    const JOB: &str = "j0b-t0ken-of-the-pipeline";
    let world = World::new(Kind::GitHub);
    let kept = world.folder.path().join("kept");
    std::fs::write(&kept, format!("{TOKEN} {JOB}")).unwrap();
    let steals = format!(
        "grep -q claude-2.1 app.py || {{ echo \"in=$CI_JOB_TOKEN=$GH_TOKEN=\"; tr '\\0' '\\n' \
         </proc/$PPID/environ | grep TOKEN; cat '{}'; exit 1; }}",
        kept.display()
    );
    let mut command = modelmod(&world.clone());
    command.env("GH_TOKEN", TOKEN).env("CI_JOB_TOKEN", JOB);
    let url = format!("--forge-url={}", world.forge.api());
    command.args(["migrate", "--pr", "--forge=github", &url, "--verify", &steals]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let body = world.forge.pulls()[0].body.clone();
    assert!(body.contains("in===") && body.contains("[token] [token]"), "{body}");
    let all = text(&output.stdout) + &text(&output.stderr) + &body;
    assert!(!all.contains(TOKEN) && !all.contains(JOB), "{all}");
}

/// A hook that calls modelmod has variables that bind git to one repository.
#[test]
fn the_users_command_is_not_bound_to_the_users_repository() {
    let world = World::new(Kind::GitHub);
    let names = "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_PREFIX";
    let says = "env | grep -E '^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|PREFIX)=' && exit 1; \
                git add -A && git reset -q --hard";
    let before = world.users();
    let git_dir = world.clone().join(".git");
    let mut command = modelmod(&world.clone());
    command.env("GH_TOKEN", TOKEN);
    for name in names.split(' ') {
        command.env(
            name,
            match name {
                "GIT_WORK_TREE" => world.clone(),
                "GIT_INDEX_FILE" => git_dir.join("index"),
                "GIT_OBJECT_DIRECTORY" => git_dir.join("objects"),
                "GIT_PREFIX" => PathBuf::new(),
                _ => git_dir.clone(),
            },
        );
    }
    let url = format!("--forge-url={}", world.forge.api());
    command.args(["migrate", "--pr", "--forge=github", &url, "--verify", says]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let body = world.forge.pulls()[0].body.clone();
    assert!(body.contains("passed before and passed after."), "{body}");
    assert_eq!(world.users(), before);
}

#[test]
fn by_a_fork() {
    for kind in Kind::ALL {
        let world = World::new(kind);
        let said = world.run(&["--fork", "--draft"]);
        assert!(said.contains("Opened "), "{said}");
        let pull = world.forge.pulls()[0].clone();
        let owner = world.forge.with(|state| state.repositories[pull.from].owner.clone());
        assert_eq!((owner.as_str(), pull.is_draft), ("bot", true), "{kind:?}");
        assert_ne!(world.head(), "");
        world.changes();
        world.run(&["--fork", "--draft"]);
        assert_eq!(world.changes(), Vec::<String>::new(), "{kind:?}");
    }
}

/// Killed between two steps: the next run finishes, and nothing is there twice.
#[test]
fn a_killed_run_is_finished_by_the_next() {
    // The forge hangs up on the request, which ends the run there, for good or after it did
    // what was asked.
    for trouble in [Trouble::Drop, Trouble::DropAfter, Trouble::Cut(5)] {
        let world = World::new(Kind::GitHub);
        world.forge.fail(Fault { method: "POST", path: "/pulls", trouble });
        let args = ["--reviewer=kim"];
        let output = world.attempt(&args);
        assert_eq!(output.status.code(), Some(75), "{}", text(&output.stderr));
        assert_ne!(world.head(), "", "the branch is there");
        let head = world.head();
        world.run(&args);
        assert_eq!(world.head(), head, "and is not pushed again");
        assert_eq!(world.forge.pulls().len(), 1);
        assert_eq!(world.forge.pulls()[0].reviewers, ["kim"]);
        world.changes();
        world.run(&args);
        assert_eq!(world.changes(), Vec::<String>::new());
    }
    // Killed after the commit, before the push.
    let world = World::new(Kind::GitHub);
    let output = modelmod(&world.clone()).args(["migrate", "--branch=modelmod/migrate"]).output();
    assert!(output.unwrap().status.success());
    world.run(&[]);
    assert_eq!(world.forge.pulls().len(), 1);
    // In a fresh clone, which has no branch of its own.
    let again = world.folder.path().join("again");
    git(world.folder.path(), &["clone", "-q", "bare", "again"]);
    std::fs::remove_dir_all(world.clone()).unwrap();
    std::fs::rename(&again, world.clone()).unwrap();
    let clone = world.clone();
    git(&clone, &["remote", "set-url", "origin", URL]);
    git(&clone, &["config", &format!("url.{}.insteadOf", world.bare().display()), URL]);
    for (key, value) in [("user.name", "CI"), ("user.email", "ci@example.com")] {
        git(&clone, &["config", key, value]);
    }
    let head = world.head();
    world.changes();
    world.run(&[]);
    assert_eq!((world.changes(), world.head()), (vec![], head));
}

#[test]
fn in_json() {
    let world = World::new(Kind::GitLab);
    let said: serde_json::Value =
        serde_json::from_str(&world.run(&["--output-format=json"])).unwrap();
    let schema = std::fs::read_to_string(common::here().join("schemas/report.schema.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema.unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&said).map(|it| it.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(said["pull_request"]["action"], "opened");
    assert_eq!(
        (&said["pull_request"]["number"], &said["outcome"]),
        (&1.into(), &"committed".into())
    );
}

/// One for each group, each of which lives on its own.
#[test]
fn groups_get_a_pull_request_each() {
    let world = World::new(Kind::GitHub);
    world.commit("web/b.py", "model = \"claude-3-opus-20240229\"\n");
    let args = ["--group-by=model", "--unsafe-fixes"];
    let report = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&world.run(&[args, &["--output-format=json"]].concat())).unwrap()
    };
    let said = world.run(&[&args[..], &["--dry-run"]].concat());
    assert_eq!(said.matches("A pull request would be opened").count(), 2, "{said}");
    let said = report(&args);
    let pulls = said["pull_requests"].as_array().unwrap();
    let actions: Vec<_> = pulls.iter().map(|one| (&one["action"], &one["branch"])).collect();
    assert_eq!(
        actions,
        [
            (&"opened".into(), &"modelmod/migrate-claude-2.1".into()),
            (&"opened".into(), &"modelmod/migrate-claude-3-opus-20240229".into())
        ]
    );
    assert_eq!(pulls[0]["group"], "claude-2.1");
    assert_eq!(said["branches"].as_array().unwrap().len(), 2);
    let opened = world.forge.pulls();
    assert!(opened[0].body.contains("`app.py`") && !opened[0].body.contains("web/b.py"));
    assert!(opened[0].body.contains("--only=claude-2.1"), "{}", opened[0].body);
    for branch in ["modelmod/migrate-claude-2.1", "modelmod/migrate-claude-3-opus-20240229"] {
        let range = format!("main..{branch}");
        assert_eq!(git_text(&world.bare(), &["rev-list", "--count", &range]), "1");
    }
    world.changes();
    world.run(&args);
    assert_eq!(world.changes(), Vec::<String>::new());
    // A run of another kind, and somebody's branch that is called as one of a group's is, have
    // nothing to do with them.
    git(&world.bare(), &["branch", "modelmod/migrate-theirs", "main"]);
    world.run(&["--group-by=directory", "--branch=modelmod/migrate", "--unsafe-fixes"]);
    let states = || world.forge.pulls().iter().map(|pull| pull.state).collect::<Vec<_>>();
    assert_eq!(states(), [PullState::Open; 4]);
    let titles: Vec<String> = world.forge.pulls().into_iter().map(|pull| pull.title).collect();
    assert!(titles[2].ends_with("(top)") && titles[3].ends_with("(web)"), "{titles:?}");
    assert!(world.forge.pulls()[2].body.contains("edits of the other groups, too"));
    // Nothing is left of one group.
    world.commit("web/b.py", "model = \"claude-opus-4-8\"\n");
    let said = report(&args);
    assert_eq!(said["pull_requests"][1]["action"], "closed", "{said}");
    assert_eq!(states(), [PullState::Open, PullState::Closed, PullState::Open, PullState::Open]);
    let there = git_text(&world.bare(), &["for-each-ref", "--format=%(refname)", "refs/heads"]);
    assert!(!there.contains("claude-3-opus") && there.contains("migrate-theirs"), "{there}");
    world.changes();
    world.run(&args);
    assert_eq!(world.changes(), Vec::<String>::new());
    // Nor of the others.
    world.commit("app.py", "model = \"claude-opus-4-8\"\n");
    world.run(&args);
    assert_eq!(states()[..2], [PullState::Closed, PullState::Closed]);
    // Somebody's commits on one do not keep the others from going on.
    let world = World::new(Kind::GitHub);
    world.commit("web/b.py", "model = \"claude-2.1\"\n");
    git(&world.bare(), &["branch", "modelmod/migrate-top", "main"]);
    let output = world.attempt(&["--group-by=directory"]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("modelmod/migrate-top has commits"), "{error}");
    let pulls = world.forge.pulls();
    assert_eq!((pulls.len(), pulls[0].branch.as_str()), (1, "modelmod/migrate-web"));
    let said = world.attempt(&["--group-by=directory", "--branch=x-{digest}"]);
    assert!(text(&said.stderr).contains("{group}"), "{}", text(&said.stderr));
}
