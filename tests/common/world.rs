//! A repository at a forge, and a clone of it.
#![allow(dead_code, reason = "each test file uses a part")]

use crate::common::{self, commit_all, git, git_text, init, modelmod, put, text, tree};
use modelmod_testkit::{FakeForge, Heads, Kind, Repository, State, TOKEN};
use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) const URL: &str = "https://forge.test/acme/app.git";

/// A repository at a forge, and a clone of it. git reaches the repository as a folder, under
/// the URL that it would have on the web.
pub(crate) struct World {
    pub(crate) kind: Kind,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) forge: FakeForge,
}

impl World {
    pub(crate) fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (bare, clone) = (folder.path().join("bare"), folder.path().join("clone"));
        init(&clone);
        put(&clone, "app.py", "model = \"claude-2.1\"\n");
        put(&clone, "notes.md", "claude-2.1 was slow.\n");
        commit_all(&clone);
        git(folder.path(), &["clone", "-q", "--bare", "clone", "bare"]);
        let instead = format!("url.{}.insteadOf", bare.display());
        git(&clone, &["config", &instead, URL]);
        git(&clone, &["remote", "add", "origin", URL]);
        let repository = Repository {
            owner: "acme".to_owned(),
            name: "app".to_owned(),
            default_branch: "main".to_owned(),
            parent: None,
            heads: Heads::Git(bare),
            clone_url: URL.to_owned(),
        };
        let state = State {
            repositories: vec![repository],
            user: "bot".to_owned(),
            people: vec!["kim".to_owned()],
            ..State::default()
        };
        let forge = FakeForge::start(kind, state);
        Self { kind, folder, forge }
    }

    pub(crate) fn clone(&self) -> PathBuf {
        self.folder.path().join("clone")
    }

    pub(crate) fn bare(&self) -> PathBuf {
        self.folder.path().join("bare")
    }

    /// Puts a fresh clone in the place of the one there is.
    pub(crate) fn clone_anew(&self, args: &[&str]) {
        let clone = self.clone();
        std::fs::remove_dir_all(&clone).unwrap();
        let url = format!("file://{}", self.bare().display());
        let all = [&["clone", "-q"], args, &[url.as_str(), "clone"]].concat();
        git(self.folder.path(), &all);
        git(&clone, &["remote", "set-url", "origin", URL]);
        // By the other way in, a folder's history would be taken for complete.
        git(&clone, &["config", &format!("url.{url}.insteadOf"), URL]);
        for (key, value) in [("user.name", "CI"), ("user.email", "ci@example.com")] {
            git(&clone, &["config", key, value]);
        }
    }

    pub(crate) fn attempt(&self, args: &[&str]) -> Output {
        let output = self.command(args).output().unwrap();
        let all = text(&output.stdout) + &text(&output.stderr);
        assert!(!all.contains(TOKEN), "the token is never printed: {all}");
        output
    }

    /// modelmod with --pr and all tokens.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = modelmod(&self.clone());
        for name in ["GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITLAB_TOKEN", "GITEA_TOKEN"] {
            command.env(name, TOKEN);
        }
        command.env("BITBUCKET_TOKEN", TOKEN).env("RUST_BACKTRACE", "1");
        let kind = format!("--forge={}", self.kind.as_str());
        let url = format!("--forge-url={}", self.forge.api());
        command.args(["migrate", "--pr", &kind, &url]).args(args);
        command
    }

    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> String {
        let output = self.attempt(args);
        assert_eq!(self.forge.take_rejected(), Vec::<String>::new(), "{:?}", self.kind);
        assert!(output.status.success(), "{:?} {}", self.kind, text(&output.stderr));
        text(&output.stdout)
    }

    /// The requests that changed something since the last call.
    pub(crate) fn changes(&self) -> Vec<String> {
        let log = self.forge.take_log().into_iter().filter(|one| one.method != "GET");
        log.map(|one| format!("{} {}", one.method, one.target)).collect()
    }

    pub(crate) fn head(&self) -> String {
        let output = common::git_command(
            &self.bare(),
            &["rev-parse", "--verify", "-q", "refs/heads/modelmod/migrate"],
        )
        .output();
        text(&output.unwrap().stdout).trim().to_owned()
    }

    /// Changes the project, as people do, and pushes that.
    pub(crate) fn commit(&self, name: &str, content: &str) {
        put(&self.clone(), name, content);
        commit_all(&self.clone());
        git(&self.clone(), &["push", "-q", "origin", "main"]);
    }

    /// Everything that is the user's: files, index, HEAD, stash.
    pub(crate) fn users(&self) -> (std::collections::BTreeMap<PathBuf, Vec<u8>>, Vec<Vec<u8>>) {
        let git_folder = self.clone().join(".git");
        let read = |name: &&str| std::fs::read(git_folder.join(name)).unwrap_or_default();
        let kept = ["index", "HEAD", "config", "refs/stash", "refs/heads/main", "FETCH_HEAD"];
        (tree(&self.clone()), kept.iter().map(read).collect())
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            for folder in [self.clone(), self.bare()] {
                git(&folder, &["fsck", "--strict", "--no-dangling"]);
            }
            let list = git_text(&self.clone(), &["worktree", "list"]);
            assert_eq!(list.lines().count(), 1, "no work tree is left: {list}");
        }
    }
}
