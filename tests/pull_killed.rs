//! `--pr`, killed at each request to the forge: the next run finishes the job, and nothing is there
//! twice.
#![cfg(test)]
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;
#[path = "common/world.rs"]
mod world;

use common::{git_text, put};
use modelmod_testkit::{Kind, PullState};
use std::process::Stdio;
use world::World;

/// A time in a pull request's life at which something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// It is to be opened.
    Open,
    /// There are more edits.
    Update,
    /// There are none any more.
    Close,
}

fn prepared(kind: Kind, time: Time) -> World {
    let world = World::new(kind);
    if time != Time::Open {
        world.run(&[]);
    }
    match time {
        Time::Open => {}
        Time::Update => world.commit("other.py", "model = \"claude-2.0\"\n"),
        Time::Close => world.commit("app.py", "model = \"claude-opus-4-8\"\n"),
    }
    world.changes();
    world
}

/// Kills a run when it makes the request after so many others; the request, or nothing if there
/// are not so many.
fn kill(world: &World, args: &[&str], before: usize, is_done: bool) -> Option<String> {
    let reached = world.forge.hold(before, is_done);
    let mut command = world.command(args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let asked = loop {
        if let Ok(asked) = reached.try_recv() {
            break Some(format!("{} {}", asked.method, asked.target));
        }
        if child.try_wait().unwrap().is_some() {
            break reached.try_recv().ok().map(|asked| asked.method);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    // SIGKILL: nothing is done on the way out.
    let _ = child.kill();
    child.wait().unwrap();
    world.forge.let_go();
    asked
}

fn killed_at_each_request(kind: Kind, time: Time, args: &[&str]) {
    for is_done in [false, true] {
        let mut kills = 0;
        for before in 0.. {
            let world = prepared(kind, time);
            let Some(asked) = kill(&world, args, before, is_done) else { break };
            // What only looks is the same whether it was answered or not.
            if is_done && asked.starts_with("GET") {
                continue;
            }
            kills += 1;
            let when = format!("{kind:?} {time:?} at {asked}, carried out: {is_done}");
            world.run(args);
            let pulls = world.forge.pulls();
            assert_eq!(pulls.len(), 1, "{when}");
            let pull = &pulls[0];
            match time {
                Time::Close => {
                    assert_eq!(pull.state, PullState::Closed, "{when}");
                    assert_eq!(pull.comments.len(), 1, "{when}: {:?}", pull.comments);
                    assert_eq!(world.head(), "", "{when}");
                }
                _ => {
                    assert_eq!(pull.state, PullState::Open, "{when}");
                    assert_eq!(pull.comments.len(), 0, "{when}");
                    assert_eq!(pull.body.contains("`other.py`"), time == Time::Update, "{when}");
                    assert!(!pull.body.contains("unfinished"), "{when}");
                    let range = ["rev-list", "--count", "main..modelmod/migrate"];
                    assert_eq!(git_text(&world.bare(), &range), "1", "{when}");
                }
            }
            if args.contains(&"--reviewer=kim") {
                assert_eq!(pull.reviewers, ["kim"], "{when}");
            }
            world.changes();
            world.run(args);
            assert_eq!(world.changes(), Vec::<String>::new(), "{when}");
        }
        assert!(kills >= if is_done { 1 } else { 4 }, "{kind:?} {time:?}: {kills}");
    }
}

#[test]
fn while_it_is_opened() {
    killed_at_each_request(Kind::GitHub, Time::Open, &["--reviewer=kim"]);
}

#[test]
fn while_it_is_brought_up_to_date() {
    killed_at_each_request(Kind::GitLab, Time::Update, &[]);
}

/// Closing takes more than one request there.
#[test]
fn while_it_is_closed() {
    killed_at_each_request(Kind::Bitbucket, Time::Close, &[]);
}

/// Replacements are a clone's own view of history, which nobody else shares.
#[test]
fn a_replaced_history_publishes_nothing() {
    let world = World::new(Kind::GitHub);
    let clone = world.clone();
    common::git(&clone, &["checkout", "-q", "-b", "feature"]);
    put(&clone, "private.py", "print()\n");
    common::commit_all(&clone);
    // Here it looks as if the base had the private commit.
    let tree = git_text(&clone, &["rev-parse", "main^{tree}"]);
    let private = git_text(&clone, &["rev-parse", "HEAD"]);
    let other = git_text(&clone, &["commit-tree", &tree, "-p", &private, "-m", "x"]);
    common::git(&clone, &["replace", "main", &other]);
    let output = world.attempt(&[]);
    let error = common::text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(error.contains("HEAD has commits that main"), "{error}");
    assert_eq!((world.head(), world.forge.pulls().len()), (String::new(), 0));
}
