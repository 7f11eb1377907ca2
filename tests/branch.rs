//! `--branch` and `--push` beside the real git: what is committed, what stays as it was, and
//! what a remote gets.
#![cfg(test)]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;
#[path = "../crates/project/tests/common/http.rs"]
mod http;
#[path = "../crates/project/tests/common/mod.rs"]
mod kit;
#[path = "../crates/project/tests/common/ssh.rs"]
mod ssh;
#[path = "../crates/project/tests/common/tls.rs"]
mod tls;

use common::{commit_all, fine, git, git_command, git_text, init, modelmod, put, run, text};
use http::{Server, basic};
use kit::state;
use serde_json::Value;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;

const OLD: &str = "model = \"claude-2.1\"\n";
const NEW: &str = "model = \"claude-opus-4-8\"\n";

/// Both formats of objects: libgit2 works on the one, the installed git on the other.
fn formats() -> Vec<&'static str> {
    let dir = tempfile::tempdir().unwrap();
    let make = ["init", "-q", "--object-format=sha256"];
    match git_command(dir.path(), &make).output().unwrap().status.success() {
        true => vec!["sha1", "sha256"],
        false => {
            eprintln!("skipped: this git has no SHA-256");
            vec!["sha1"]
        }
    }
}

fn init_as(root: &Path, format: &str) {
    std::fs::create_dir_all(root).unwrap();
    git(root, &["init", "-q", "-b", "main", &format!("--object-format={format}")]);
    init(root);
}

fn project(root: &Path) {
    project_as(root, "sha1");
}

fn project_as(root: &Path, format: &str) {
    init_as(root, format);
    put(root, "app.py", OLD);
    put(root, "src/main.ts", "const model = 'claude-3-opus-20240229';\n");
    put(root, "src/other.ts", "const other = 1;\n");
    put(root, "docs/x.md", "words\n");
    commit_all(root);
}

fn script(path: &Path, text: &str) {
    put(path.parent().unwrap(), path.file_name().unwrap(), text);
    std::fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// A way of storing files: `.gitattributes`, configuration, and files as they are in the work
/// tree, with the model's name in place of `@`.
type Way<'w> = (&'w str, &'w str, &'w [(&'w str, &'w str)], &'w [(&'w str, Vec<u8>)]);

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// In one clone the work tree's files are rewritten and added by git; in another the same is
/// committed to a branch. Both trees have to be the same, whatever git does to files on their
/// way in and out.
#[test]
fn what_is_committed_is_what_git_add_would_give() {
    let crlf = || b"a = 1\r\nmodel = \"claude-2.1\"\r\n".to_vec();
    let plain = || OLD.as_bytes().to_vec();
    let clean = "sed s/@here@/@there@/";
    let smudge = "sed s/@there@/@here@/";
    let ways: &[Way<'_>] = &[
        (
            "nothing",
            "",
            &[],
            &[("a.py", plain()), ("b/c.py", crlf()), ("d.py", b"model = \"claude-2.1\"".to_vec())],
        ),
        ("autocrlf", "", &[("core.autocrlf", "true")], &[("a.py", crlf()), ("b/c.py", crlf())]),
        ("autocrlf input", "", &[("core.autocrlf", "input")], &[("a.py", plain())]),
        (
            "eol",
            "*.py text eol=crlf\n*.ts text eol=lf\n",
            &[],
            &[("a.py", crlf()), ("b.ts", b"const model = 'claude-2.1';\n".to_vec())],
        ),
        (
            "text=auto",
            "* text=auto\n",
            &[("core.eol", "crlf")],
            &[("a.py", crlf()), ("b.bin", b"\0claude-2.1".to_vec())],
        ),
        (
            "-text",
            "* -text\n",
            &[("core.autocrlf", "true")],
            &[("a.py", crlf()), ("b.py", plain())],
        ),
        (
            "UTF-16",
            "*.py text working-tree-encoding=UTF-16LE-BOM eol=crlf\n",
            &[],
            &[("a.py", utf16("model = \"claude-2.1\"\r\n"))],
        ),
        (
            "Latin-1",
            "*.py text working-tree-encoding=ISO-8859-1\n",
            &[],
            &[("a.py", b"model = \"claude-2.1\"  # caf\xe9\n".to_vec())],
        ),
        ("ident", "*.py ident\n", &[], &[("a.py", b"# $Id$\nmodel = \"claude-2.1\"\n".to_vec())]),
        (
            "export",
            "*.py export-ignore\n*.ts export-subst\n",
            &[],
            &[
                ("a.py", plain()),
                ("b.ts", b"// $Format:%h$\nconst model = 'claude-2.1';\n".to_vec()),
            ],
        ),
        (
            "filter",
            "*.py filter=mine\n",
            &[("filter.mine.clean", clean), ("filter.mine.smudge", smudge)],
            &[("a.py", b"# @here@\nmodel = \"claude-2.1\"\n".to_vec())],
        ),
    ];
    let formats = formats();
    let ways = formats.iter().flat_map(|format| ways.iter().map(move |way| (*format, way)));
    for (format, (name, attributes, settings, files)) in ways {
        let dir = tempfile::tempdir().unwrap();
        let source = &dir.path().join("source");
        init_as(source, format);
        let configure = |folder: &Path| {
            for (key, value) in *settings {
                git(folder, &["config", key, value]);
            }
        };
        configure(source);
        put(source, ".gitattributes", attributes);
        for (path, bytes) in *files {
            put(source, path, bytes);
        }
        commit_all(source);
        let clone = |name: &str| {
            git(dir.path(), &["clone", "-q", "--no-checkout", source.to_str().unwrap(), name]);
            let folder = dir.path().join(name);
            for (key, value) in [("user.name", "Ada"), ("user.email", "a@example.com")] {
                git(&folder, &["config", key, value]);
            }
            configure(&folder);
            git(&folder, &["checkout", "-q", "main"]);
            folder
        };
        let added = clone("added");
        for (path, bytes) in *files {
            let found = std::fs::read(added.join(path)).unwrap();
            assert!(*name == "ident" || found == *bytes, "{name}: {path} is not what was meant");
        }
        fine(&added, &["migrate", "-q", "--allow-dirty"]);
        git(&added, &["add", "-A"]);
        let expected = git_text(&added, &["write-tree"]);
        let branched = clone("branched");
        let before = state(&branched);
        fine(&branched, &["migrate", "-q", "--branch=b"]);
        assert!(state(&branched) == before, "{name}");
        let diff = git_text(&branched, &["diff", "main", "b", "--"]);
        assert!(diff.contains("+") && diff.contains("claude-opus-4-8"), "{name}: {diff}");
        assert_eq!(git_text(&branched, &["rev-parse", "b^{tree}"]), expected, "{name}: {diff}");
        git(&branched, &["fsck", "--strict", "--no-dangling"]);
    }
}

/// What git LFS keeps is not in git: the pointer stays what it is, and that is said.
#[test]
fn what_lfs_keeps_is_left_alone_and_named() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    if !git_command(root, &["lfs", "version"]).output().unwrap().status.success() {
        eprintln!("skipped: git-lfs is not installed");
        return;
    }
    git(root, &["lfs", "install", "--local"]);
    put(root, ".gitattributes", "*.big.py filter=lfs diff=lfs merge=lfs -text\n");
    put(root, "x.big.py", OLD);
    put(root, "a.py", OLD);
    commit_all(root);
    let pointer = git_text(root, &["show", "HEAD:x.big.py"]);
    assert!(pointer.starts_with("version https://git-lfs"), "{pointer}");
    let before = state(root);
    let seen = text(&fine(root, &["migrate", "-v", "--branch=b"]));
    assert!(state(root) == before);
    assert!(seen.contains("not read: x.big.py: kept by git LFS"), "{seen}");
    assert_eq!(git_text(root, &["show", "b:x.big.py"]), pointer);
    assert_eq!(git(root, &["show", "b:a.py"]), NEW.as_bytes());
    git(root, &["fsck", "--strict", "--no-dangling"]);
}

/// Hooks of all kinds that would leave a trace, in the repository and in the configuration.
fn hooks(root: &Path, git_dir: &Path) -> PathBuf {
    let trace = root.join("../ran");
    for name in [
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "reference-transaction",
        "post-index-change",
        "pre-push",
        "post-rewrite",
        "post-checkout",
        "pre-auto-gc",
        "fsmonitor-watchman",
    ] {
        let text = format!("#!/bin/sh\necho {name} >> '{}'\n", trace.display());
        script(&git_dir.join("hooks").join(name), &text);
    }
    let program = trace.with_file_name("monitor");
    script(&program, &format!("#!/bin/sh\necho monitor >> '{}'\n", trace.display()));
    git(root, &["config", "core.fsmonitor", program.to_str().unwrap()]);
    drop(std::fs::remove_file(&trace));
    trace
}

/// Makes a branch, pushes it, and compares every byte of the repository before and after.
#[track_caller]
fn nothing_else_changes(folder: &Path, remote: &Path, args: &[&str]) {
    let common = git_text(folder, &["rev-parse", "--path-format=absolute", "--git-common-dir"]);
    let trace = hooks(folder, Path::new(&common));
    git(folder, &["remote", "add", "up", remote.to_str().unwrap()]);
    let status = || {
        let status = ["--no-optional-locks", "-c", "core.fsmonitor=false", "status", "--porcelain"];
        git_command(folder, &status).output().unwrap().stdout
    };
    let (before, seen) = (state(folder), status());
    // Where there is no work tree there is no stash either.
    let stash = || git_command(folder, &["stash", "list"]).output().unwrap().stdout;
    let stashed = stash();
    drop(std::fs::remove_file(&trace));
    let args = [&["migrate", "-q", "--branch=modelmod/b", "--push=up"], args].concat();
    fine(folder, &args);
    assert!(!trace.exists(), "{}", std::fs::read_to_string(&trace).unwrap());
    let mut after = state(folder);
    // What git itself notes of a push, as after any.
    after.retain(|path, _| !path.to_string_lossy().contains("refs/remotes/up/"));
    let names = |state: &std::collections::BTreeMap<PathBuf, Vec<u8>>| {
        state.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(&after), names(&before));
    for (path, bytes) in &before {
        assert!(after[path] == *bytes, "{}", path.display());
    }
    assert_eq!((status(), stash()), (seen, stashed));
    git(folder, &["fsck", "--strict", "--no-dangling"]);
    git(remote, &["fsck", "--strict", "--no-dangling"]);
    assert_eq!(git(remote, &["show", "modelmod/b:app.py"]), NEW.as_bytes());
    let changed = git_text(folder, &["diff", "--name-only", "main", "modelmod/b"]);
    assert_eq!(changed, "app.py\nsrc/main.ts");
}

#[test]
fn every_kind_of_repository_stays_as_it_is() {
    for format in formats() {
        every_kind_of_repository(format);
    }
}

fn every_kind_of_repository(format: &str) {
    let dir = tempfile::tempdir().unwrap();
    let source = &dir.path().join("source");
    project_as(source, format);
    put(source, "src/other.ts", "const other = 2;\n");
    commit_all(source);
    let url = format!("file://{}", source.display());
    for name in ["dirty", "linked", "shallow", "sparse", "bare", "submodule"] {
        let home = &dir.path().join(name);
        std::fs::create_dir(home).unwrap();
        let root = &home.join("repo");
        let remote = &home.join("remote.git");
        git(home, &["clone", "-q", "--bare", &url, "remote.git"]);
        let clone = |args: &[&str]| {
            git(home, &[&["clone", "-q"], args, &[&url, "repo"]].concat());
            for (key, value) in [("user.name", "Ada"), ("user.email", "a@example.com")] {
                git(root, &["config", key, value]);
            }
        };
        match name {
            "bare" => {
                clone(&["--bare"]);
                nothing_else_changes(root, remote, &["--bare"]);
            }
            "shallow" => {
                clone(&["--depth=1"]);
                nothing_else_changes(root, remote, &[]);
            }
            "sparse" => {
                clone(&[]);
                git(root, &["sparse-checkout", "set", "docs"]);
                assert!(!root.join("src").exists());
                nothing_else_changes(root, remote, &[]);
            }
            "linked" => {
                clone(&[]);
                let linked = home.join("linked");
                git(root, &["worktree", "add", "-q", "-b", "side", linked.to_str().unwrap()]);
                put(&linked, "app.py", "half-written\n");
                nothing_else_changes(&linked, remote, &[]);
            }
            "submodule" => {
                clone(&[]);
                let allow = ["-c", "protocol.file.allow=always"];
                git(root, &[&allow[..], &["submodule", "add", "-q", &url, "sub"]].concat());
                commit_all(root);
                git(root, &["push", "-q", remote.to_str().unwrap(), "main"]);
                nothing_else_changes(root, remote, &[]);
                // Asked for, it is a repository of its own.
                git(&root.join("sub"), &["config", "user.name", "Ada"]);
                git(&root.join("sub"), &["config", "user.email", "a@example.com"]);
                fine(root, &["migrate", "-q", "--branch=inside", "sub"]);
                assert_eq!(git(&root.join("sub"), &["show", "inside:app.py"]), NEW.as_bytes());
            }
            _ => {
                clone(&[]);
                put(root, "app.py", "stashed\n");
                git(root, &["stash", "-q"]);
                put(root, "app.py", "half-written\n");
                put(root, "src/main.ts", "staged\n");
                git(root, &["add", "src/main.ts"]);
                put(root, "src/main.ts", "staged and more\n");
                put(root, "untracked.py", OLD);
                std::fs::remove_file(root.join("src/other.ts")).unwrap();
                nothing_else_changes(root, remote, &[]);
            }
        }
    }
}

/// A git that writes down how it was called, before the real one.
fn recorder(folder: &Path) -> (String, PathBuf) {
    let log = folder.join("calls");
    let real = std::env::split_paths(&std::env::var_os("PATH").unwrap())
        .map(|folder| folder.join("git"))
        .find(|path| path.exists())
        .unwrap();
    let text = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{}'\nexec '{}' \"$@\"\n",
        log.display(),
        real.display()
    );
    script(&folder.join("bin/git"), &text);
    let path = std::env::var("PATH").unwrap();
    (format!("{}:{path}", folder.join("bin").display()), log)
}

/// A server with a bare clone of `root`, at `remote.git`, that can be pushed to with `credentials`;
/// and where the clone is.
fn served(dir: &Path, root: &Path, credentials: &str) -> (Server, PathBuf) {
    git(dir, &["clone", "-q", "--bare", root.to_str().unwrap(), "served/remote.git"]);
    let remote = dir.join("served/remote.git");
    git(&remote, &["config", "http.receivepack", "true"]);
    (Server::start(&dir.join("served"), Some(credentials)), remote)
}

#[test]
fn a_token_is_nowhere_to_be_seen() {
    const TOKEN: &str = "t0ken-that-nobody-sees";
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    let (server, remote) = served(dir.path(), root, &basic("x-access-token", TOKEN));
    git(root, &["remote", "add", "origin", &server.url("remote.git")]);
    let (path, log) = recorder(dir.path());
    let trace = dir.path().join("trace");
    // A helper that keeps what it is told has no business with it.
    let kept = dir.path().join("kept");
    git(root, &["config", "credential.helper", &format!("store --file='{}'", kept.display())]);
    let push = |token: &str| {
        let mut command = modelmod(root);
        command
            .args(["migrate", "--branch=modelmod/b", "--push", "-v"])
            .env("PATH", &path)
            .env("GIT_TRACE", &trace)
            .env("MODELMOD_GIT_TOKEN", token)
            .env("MODELMOD_GIT_HOST", format!("127.0.0.1:{}", server.port()))
            .output()
            .unwrap()
    };
    let wrong = push("wr0ng");
    assert_eq!(code(&wrong), 2, "{}", said(&wrong));
    assert!(said(&wrong).contains("access denied") && !said(&wrong).contains("wr0ng"));
    assert!(!git_text(&remote, &["for-each-ref"]).contains("modelmod/b"));
    let output = push(TOKEN);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("pushed to origin"), "{}", said(&output));
    assert_eq!(git(&remote, &["show", "modelmod/b:app.py"]), NEW.as_bytes());
    assert!(!kept.exists(), "{}", std::fs::read_to_string(&kept).unwrap());
    let calls = std::fs::read_to_string(&log).unwrap();
    assert!(calls.contains("--force-with-lease=refs/heads/modelmod/b:"), "{calls}");
    // Also what git runs itself: its helpers' arguments are in its trace.
    let traced = std::fs::read_to_string(&trace).unwrap();
    assert!(traced.contains("remote-http"), "{traced}");
    let files = std::fs::read_to_string(root.join(".git/config")).unwrap();
    for (what, seen) in
        [("calls", &calls), ("trace", &traced), ("output", &said(&output)), ("files", &files)]
    {
        assert!(!seen.contains(TOKEN) && !seen.contains("wr0ng"), "{what}: {seen}");
    }
    assert!(server.seen().iter().all(|seen| !seen.target.contains(TOKEN)));
}

/// What a CI system, or a user, has for git: all of it works without a word to modelmod.
#[test]
fn the_credentials_that_git_has_are_used() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    let (server, remote) = served(dir.path(), root, &basic("ci", "s3cret"));
    git(root, &["remote", "add", "origin", &server.url("remote.git")]);
    let header = format!("Authorization: {}", basic("ci", "s3cret"));
    let ask = dir.path().join("ask");
    script(&ask, "#!/bin/sh\ncase $1 in User*) echo ci;; *) echo s3cret;; esac\n");
    let push = |name: &str, variables: &[(&str, &str)]| {
        let branch = format!("--branch={name}");
        let mut command = modelmod(root);
        command.args(["migrate", "-q", &branch, "--push"]).envs(variables.iter().copied());
        command.output().unwrap()
    };
    let in_environment = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "http.extraHeader"),
        ("GIT_CONFIG_VALUE_0", header.as_str()),
    ];
    let asked = [("GIT_ASKPASS", ask.to_str().unwrap())];
    // Tokens of forges are for these forges' hosts alone.
    let foreign = [("GITHUB_TOKEN", "s3cret"), ("GITLAB_TOKEN", "s3cret")];
    let host = format!("127.0.0.1:{}", server.port());
    let own = [("MODELMOD_GIT_TOKEN", "s3cret"), ("MODELMOD_GIT_USER", "ci")];
    let named = [own[0], own[1], ("MODELMOD_GIT_HOST", host.as_str())];
    let other = [own[0], own[1], ("MODELMOD_GIT_HOST", "example.com")];
    for (name, variables, expected) in [
        ("none", &[][..], 2),
        ("foreign", &foreign, 2),
        ("header", &in_environment, 0),
        ("asked", &asked, 0),
        // Where the remote is says the repository, which can be anybody's.
        ("own", &own, 2),
        ("other", &other, 2),
        ("named", &named, 0),
    ] {
        let output = push(name, variables);
        if name == "own" {
            assert!(
                said(&output).contains(&format!("MODELMOD_GIT_HOST={host}")),
                "{}",
                said(&output)
            );
        }
        assert_eq!(code(&output), expected, "{name}: {}", said(&output));
        let there = git_text(&remote, &["for-each-ref", &format!("refs/heads/{name}")]);
        assert_eq!(there.is_empty(), expected != 0, "{name}");
        assert!(!said(&output).contains("s3cret"), "{name}: {}", said(&output));
    }
    // A host that is typed is named.
    let mut command = modelmod(root);
    command.args(["migrate", "-q", "--branch=typed"]).envs(own);
    command.arg(format!("--push={}", server.url("remote.git")));
    let output = command.output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
}

/// What leads a connection elsewhere, or lets others read it, is the user's to say, and not the
/// repository's: a token does not go that way.
#[test]
fn no_token_goes_by_a_detour_of_the_repositorys() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    let (server, _) = served(dir.path(), root, &basic("ci", "s3cret"));
    git(root, &["remote", "add", "origin", &server.url("remote.git")]);
    let host = format!("127.0.0.1:{}", server.port());
    let push = |name: &str| {
        let mut command = modelmod(root);
        command.args(["migrate", "-q", &format!("--branch={name}"), "--push"]);
        command.env("MODELMOD_GIT_TOKEN", "s3cret").env("MODELMOD_GIT_USER", "ci");
        command.env("MODELMOD_GIT_HOST", &host).output().unwrap()
    };
    let url = format!("http.{}.proxy", server.url(""));
    for (key, value) in [
        ("http.proxy", "http://127.0.0.1:1"),
        (&url, "http://127.0.0.1:1"),
        ("remote.origin.proxy", "http://127.0.0.1:1"),
        ("http.sslVerify", "false"),
        ("http.sslCAInfo", "ca.pem"),
        ("http.curloptResolve", "example.com:443:127.0.0.1"),
        ("http.cookieFile", "cookies"),
    ] {
        git(root, &["config", key, value]);
        let output = push("detour");
        assert_eq!(code(&output), 2, "{key}: {}", said(&output));
        let words = said(&output).to_lowercase();
        assert!(words.contains(&key.to_lowercase()), "{key}: {words}");
        git(root, &["config", "--unset", key]);
    }
    assert!(server.seen().is_empty());
    // What the environment names, too, is the user's.
    git(root, &["config", "http.sslCAInfo", "ca.pem"]);
    let mut command = modelmod(root);
    command.args(["migrate", "-q", "--branch=given", "--push"]);
    command.env("MODELMOD_GIT_TOKEN", "s3cret").env("MODELMOD_GIT_USER", "ci");
    command.env("MODELMOD_GIT_HOST", &host).env("CI_SERVER_TLS_CA_FILE", "ca.pem");
    let output = command.output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    git(root, &["config", "--unset", "http.sslCAInfo"]);
    // A helper of the repository's is not asked where there is a token, and not told of it.
    let ran = dir.path().join("ran");
    let helper = format!("!touch '{}';", ran.display());
    git(root, &["config", "credential.helper", &helper]);
    git(root, &["config", "http.extraHeader", "Authorization: Basic other"]);
    let output = push("straight");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(!ran.exists());
}

/// A folder that only the configuration names can be anybody's: nothing of what is there runs.
#[test]
fn no_hook_of_a_folder_that_only_the_configuration_names_is_run() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    git(dir.path(), &["clone", "-q", "--bare", root.to_str().unwrap(), "remote.git"]);
    let (remote, ran) = (dir.path().join("remote.git"), dir.path().join("ran"));
    for hook in ["pre-receive", "update", "reference-transaction", "post-receive", "post-update"] {
        let text = format!("#!/bin/sh\ntouch '{}'\n", ran.display());
        script(&remote.join("hooks").join(hook), &text);
    }
    git(root, &["remote", "add", "origin", "../remote.git"]);
    // A folder that it borrows from.
    git(dir.path(), &["init", "-q", "--bare", "lent.git"]);
    put(
        root,
        ".git/objects/info/alternates",
        dir.path().join("lent.git/objects").to_str().unwrap(),
    );
    let command = format!("touch '{}';:", ran.display());
    git(root, &["config", "core.alternateRefsCommand", &command]);
    git(&remote, &["config", "core.alternateRefsCommand", &command]);
    put(&remote, "objects/info/alternates", dir.path().join("lent.git/objects").to_str().unwrap());
    // There is something to fetch, too.
    let other = fresh(dir.path(), "other", remote.to_str().unwrap(), &[]);
    git(&other, &["commit", "-q", "--allow-empty", "-m", "theirs"]);
    git(&other, &["push", "-q", "origin", "HEAD:theirs"]);
    std::fs::remove_file(&ran).unwrap();
    assert_eq!(code(&run(root, &["migrate", "-q", "--branch=theirs", "--push"])), 2);
    fine(root, &["migrate", "-q", "--branch=one", "--push"]);
    // Nor by way of a URL that is typed and leads elsewhere.
    git(root, &["config", "url.../remote.git.insteadOf", "https://example.com/x"]);
    fine(root, &["migrate", "-q", "--branch=two", "--push=https://example.com/x"]);
    assert!(!ran.exists());
    assert!(git_text(&remote, &["for-each-ref"]).contains("refs/heads/two"));
    // Whoever types the folder means it with all that it does.
    fine(root, &["migrate", "-q", "--branch=three", "--push=../remote.git"]);
    assert!(ran.exists());
}

/// What a partial clone lacks is not fetched with a program that the repository names.
#[test]
fn a_partial_clone_runs_no_program_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let source = &dir.path().join("source");
    project(source);
    git(source, &["config", "uploadpack.allowFilter", "true"]);
    for key in ["core.sshCommand", "credential.helper"] {
        let root = &dir.path().join(key);
        let url = format!("file://{}", source.display());
        let args = ["clone", "-q", "--filter=blob:none", "--no-checkout", &url, key];
        git(dir.path(), &args);
        let server = Server::start(dir.path(), Some(&basic("x", "y")));
        let url = match key {
            "core.sshCommand" => "ssh://127.0.0.1:1/x".to_owned(),
            _ => server.url("source/.git"),
        };
        git(root, &["remote", "set-url", "origin", &url]);
        let ran = dir.path().join("ran");
        git(
            root,
            &[
                "config",
                key,
                &format!("!touch '{}';", ran.display()).replacen(
                    '!',
                    if key == "core.sshCommand" { "" } else { "!" },
                    1,
                ),
            ],
        );
        let output = run(root, &["migrate", "-q", "--branch=modelmod/b"]);
        assert_eq!(code(&output), 2, "{key}: {}", said(&output));
        let why = match key {
            "core.sshCommand" => "what it lacks is not fetched",
            _ => "not in this clone",
        };
        assert!(said(&output).contains(why), "{key}: {}", said(&output));
        assert!(!ran.exists(), "{key}");
    }
}

#[test]
fn over_https_with_a_certificate_that_the_user_trusts() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    let (server, remote) = served(dir.path(), root, &basic("bot", "s3cret"));
    let Some(tls) = tls::Tls::start(&dir.path().join("tls"), server.port()) else { return };
    git(root, &["remote", "add", "origin", &tls.url("remote.git")]);
    let users = dir.path().join("users");
    let push = || {
        let mut command = modelmod(root);
        command.args(["migrate", "-q", "--branch=modelmod/b", "--push"]);
        command.env("MODELMOD_GIT_TOKEN", "s3cret").env("MODELMOD_GIT_USER", "bot");
        let url = tls.url("");
        let host = url.strip_prefix("https://").unwrap().split('/').next().unwrap().to_owned();
        command.env("MODELMOD_GIT_HOST", host).env("GIT_CONFIG_GLOBAL", &users);
        command.output().unwrap()
    };
    let output = push();
    // Trying again does not help.
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("certificate"), "{}", said(&output));
    assert!(server.seen().is_empty());
    let place = users.to_str().unwrap();
    git(root, &["config", "-f", place, "http.sslCAInfo", tls.certificate().to_str().unwrap()]);
    let output = push();
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(git(&remote, &["show", "modelmod/b:app.py"]), NEW.as_bytes());
}

/// A fresh clone, as a scheduled job has it.
fn fresh(dir: &Path, name: &str, url: &str, args: &[&str]) -> PathBuf {
    git(dir, &[&["clone", "-q"], args, &[url, name]].concat());
    let root = dir.join(name);
    for (key, value) in [("user.name", "Bot"), ("user.email", "bot@example.com")] {
        git(&root, &["config", key, value]);
    }
    root
}

#[test]
fn a_second_run_sends_nothing_and_a_third_replaces_only_our_own() {
    let dir = tempfile::tempdir().unwrap();
    let source = &dir.path().join("source");
    project(source);
    let served = dir.path().join("served");
    std::fs::create_dir(&served).unwrap();
    git(&served, &["clone", "-q", "--bare", source.to_str().unwrap(), "remote.git"]);
    let remote = served.join("remote.git");
    git(&remote, &["config", "http.receivepack", "true"]);
    let server = Server::start(&served, None);
    let url = server.url("remote.git");
    let args = ["migrate", "--branch=modelmod/b", "--push", "--output-format", "json"];
    let done = |root: &Path| -> (String, String) {
        let report: Value = serde_json::from_slice(&fine(root, &args)).unwrap();
        let branch = &report["branches"][0];
        let text = |key: &str| branch[key].as_str().unwrap().to_owned();
        assert_eq!(text("commit"), git_text(root, &["rev-parse", "modelmod/b"]));
        git(root, &["fsck", "--strict", "--no-dangling"]);
        (text("state"), text("pushed"))
    };
    let pushes = || {
        let seen = server.seen();
        seen.iter()
            .filter(|seen| seen.target.contains("git-receive-pack") && seen.method == "POST")
            .count()
    };
    let there = || git_text(&remote, &["rev-parse", "modelmod/b"]);
    let one = fresh(dir.path(), "one", &url, &[]);
    assert_eq!(done(&one), ("created".into(), "created".into()));
    let first = there();
    assert_eq!(pushes(), 1);
    assert_eq!(done(&one), ("unchanged".into(), "unchanged".into()));
    // Other clones, full and shallow, also when the base has moved on elsewhere.
    for (name, args) in [("two", &[][..]), ("three", &["--depth=1"])] {
        let clone = fresh(dir.path(), name, &url, args);
        assert_eq!(done(&clone), ("created".into(), "unchanged".into()), "{name}");
        put(&one, format!("docs/{name}.md"), "words\n");
        commit_all(&one);
        git(&one, &["push", "-q", "origin", "main"]);
    }
    assert_eq!((there(), pushes()), (first.clone(), 3), "two of the pushes were git's own");
    // Another plan replaces the commit, and is based on what is there now.
    put(&one, "more.py", OLD);
    commit_all(&one);
    git(&one, &["push", "-q", "origin", "main"]);
    assert_eq!(done(&one), ("updated".into(), "updated".into()));
    assert_eq!(
        git_text(&remote, &["rev-parse", "modelmod/b^"]),
        git_text(&one, &["rev-parse", "main"])
    );
    let shallow = fresh(dir.path(), "four", &url, &["--depth=1"]);
    assert_eq!(done(&shallow), ("created".into(), "unchanged".into()));
    // Somebody commits on it.
    let human = fresh(dir.path(), "human", &url, &[]);
    git(&human, &["checkout", "-q", "modelmod/b"]);
    put(&human, "app.py", "by hand\n");
    commit_all(&human);
    git(&human, &["push", "-q", "origin", "modelmod/b"]);
    let theirs = there();
    put(&one, "even-more.py", OLD);
    commit_all(&one);
    let refused = run(&one, &args);
    assert_eq!(code(&refused), 2, "{}", said(&refused));
    assert!(text(&refused.stderr).contains("somebody else has committed"), "{}", said(&refused));
    assert_eq!(there(), theirs);
    // The remote is down for a while.
    server.answer(Some(503));
    let later = run(&one, &args);
    assert_eq!(code(&later), 75, "{}", said(&later));
    let report: Value = serde_json::from_slice(&later.stdout).unwrap();
    assert_eq!(
        (&report["outcome"], &report["branches"][0]["pushed"]),
        (&"committed".into(), &Value::Null)
    );
}

#[test]
fn over_ssh() {
    let dir = tempfile::tempdir().unwrap();
    let Some(server) = ssh::Sshd::start(&dir.path().join("ssh")) else { return };
    let root = &dir.path().join("repo");
    project(root);
    git(dir.path(), &["clone", "-q", "--bare", root.to_str().unwrap(), "remote.git"]);
    let remote = dir.path().join("remote.git");
    git(root, &["remote", "add", "origin", &server.url(&remote)]);
    let push = |name: &str| {
        let mut command = modelmod(root);
        command.args(["migrate", "-q", &format!("--branch={name}"), "--push"]);
        command.env("GIT_SSH_COMMAND", server.command()).output().unwrap()
    };
    let output = push("modelmod/b");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(git(&remote, &["show", "modelmod/b:app.py"]), NEW.as_bytes());
    server.lock_out();
    let output = push("modelmod/c");
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("access denied"), "{}", said(&output));
}

/// A repository that somebody has packed up can have any configuration.
#[test]
fn no_program_that_the_repository_names_is_run_for_the_remote() {
    let dir = tempfile::tempdir().unwrap();
    let evil = dir.path().join("evil");
    let ran = dir.path().join("ran");
    script(&evil, &format!("#!/bin/sh\ntouch '{}'\nexit 1\n", ran.display()));
    let server = Server::start(dir.path(), Some(&basic("x", "y")));
    let web = server.url("remote.git");
    let at = |url: &str| url.replace("FILE", &dir.path().join("remote.git").display().to_string());
    for (key, url) in [
        ("remote.origin.receivepack", "FILE"),
        ("remote.origin.uploadpack", "FILE"),
        ("core.askPass", web.as_str()),
        ("core.sshCommand", "ssh://127.0.0.1:1/x"),
        ("core.gitProxy", "git://127.0.0.1:1/x"),
        ("credential.helper", web.as_str()),
        ("protocol.ext.allow", "ext::EVIL"),
    ] {
        let root = &dir.path().join(key);
        project(root);
        git(root, &["remote", "add", "origin", &at(url).replace("EVIL", evil.to_str().unwrap())]);
        let value = if key.starts_with("protocol") { "always" } else { evil.to_str().unwrap() };
        git(root, &["config", key, value]);
        if key.ends_with("receivepack") {
            git(root, &["init", "-q", "--bare", &at("FILE")]);
        }
        for args in [&["--branch=modelmod/b", "--push"][..], &["--pr", "--dry-run"]] {
            let mut command = modelmod(root);
            command.args(["migrate", "-q"]).args(args).env("GH_TOKEN", "t0ken");
            let output = command.output().unwrap();
            assert_eq!(code(&output), 2, "{key} {args:?}: {}", said(&output));
            let named = said(&output).to_lowercase().contains(&key.to_lowercase());
            // That no forge is there is said first.
            let is_said = named || key.starts_with("protocol") || args[0] == "--pr";
            assert!(is_said, "{key}: {}", said(&output));
            assert!(!ran.exists(), "{key} {args:?}");
        }
    }
}

#[test]
fn a_commit_is_signed_with_gpg_where_the_configuration_asks_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("gpg");
    std::fs::create_dir(&home).unwrap();
    std::fs::set_permissions(&home, Permissions::from_mode(0o700)).unwrap();
    let who = "Ada Test <ada@example.com>";
    let made = std::process::Command::new("gpg")
        .args(["--batch", "--passphrase", "", "--quick-gen-key", who, "ed25519", "sign", "never"])
        .env("GNUPGHOME", &home)
        .output();
    if !made.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: gpg is not installed, or cannot make a key here");
        return;
    }
    let root = &dir.path().join("repo");
    project(root);
    git(root, &["config", "commit.gpgsign", "true"]);
    git(root, &["config", "gpg.format", "openpgp"]);
    let run = |home: &Path, name: &str| {
        let name = format!("--branch={name}");
        modelmod(root).args(["migrate", "-q", &name]).env("GNUPGHOME", home).output().unwrap()
    };
    let output = run(&home, "signed");
    assert_eq!(code(&output), 0, "{}", said(&output));
    let verify = git_command(root, &["verify-commit", "signed"]).env("GNUPGHOME", &home).output();
    assert!(verify.unwrap().status.success());
    // Without the key there is no commit, and certainly no unsigned one.
    let empty = dir.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    std::fs::set_permissions(&empty, Permissions::from_mode(0o700)).unwrap();
    let output = run(&empty, "unsigned");
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("could not sign"), "{}", said(&output));
    assert!(!git_text(root, &["for-each-ref"]).contains("refs/heads/unsigned"));
    for home in [&home, &empty] {
        let kill = ["--homedir", home.to_str().unwrap(), "--kill", "gpg-agent"];
        drop(std::process::Command::new("gpgconf").args(kill).status());
    }
}

/// The library makes branches by itself; it does not sign, nor push.
#[test]
fn without_git_on_the_machine() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    project(root);
    git(root, &["remote", "add", "origin", "https://127.0.0.1:1/x"]);
    let run = |args: &[&str]| {
        let mut command = modelmod(root);
        command.args([&["migrate", "-q"], args].concat()).env("PATH", dir.path());
        command.output().unwrap()
    };
    let output = run(&["--branch=b"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(git(root, &["show", "b:app.py"]), NEW.as_bytes());
    let refs = git_text(root, &["for-each-ref"]);
    let output = run(&["--branch=c", "--push"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("git 2.31 or newer is needed to push"), "{}", said(&output));
    git(root, &["config", "commit.gpgsign", "true"]);
    let output = run(&["--branch=c"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("signing needs git"), "{}", said(&output));
    assert_eq!(git_text(root, &["for-each-ref"]), refs);
}

#[test]
fn groups_get_a_branch_each() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    // Edits in neighbouring lines would be a conflict for git.
    let filler = "x = 1\n".repeat(9);
    put(root, "app.py", format!("{OLD}{filler}other = dict(model=\"claude-3-opus-20240229\")\n"));
    put(root, "src/a.py", OLD);
    put(root, "src/b c/d.py", OLD);
    put(root, "web/e.py", OLD);
    put(root, "CODEOWNERS", "/src/ @org/team-b @a\n*.md @docs\n/web/ @w # them\n");
    commit_all(root);
    let whole = || {
        fine(root, &["migrate", "-q", "--unsafe-fixes", "--branch=whole"]);
        git_text(root, &["rev-parse", "whole^{tree}"])
    };
    let whole = whole();
    for (by, template, names) in [
        ("model", "b/{group}", &["b/claude-2.1", "b/claude-3-opus-20240229"][..]),
        ("directory", "d", &["d-src", "d-top", "d-web"]),
        ("codeowners", "o/{group}", &["o/a-org-team-b", "o/unowned", "o/w"]),
    ] {
        let name = format!("--branch={template}");
        let args = ["migrate", "-q", "--unsafe-fixes", &name, "--group-by", by];
        fine(root, &args);
        let listed = git_text(root, &["for-each-ref", "--format=%(refname:short)", "refs/heads/"]);
        let listed: Vec<&str> =
            listed.lines().filter(|name| name.starts_with(&template[..1])).collect();
        assert_eq!(listed, names, "{by}");
        // All of them together are the whole.
        git(root, &["checkout", "-q", "-B", "all", "main"]);
        for name in names {
            assert_eq!(git_text(root, &["rev-list", "--count", &format!("main..{name}")]), "1");
            git(root, &["cherry-pick", name]);
        }
        assert_eq!(git_text(root, &["rev-parse", "HEAD^{tree}"]), whole, "{by}");
        git(root, &["checkout", "-q", "main"]);
    }
    let message = git_text(root, &["log", "-1", "--format=%B", "d-src"]);
    assert!(message.starts_with("Migrate from claude-2.1 (src)\n"), "{message}");
    assert!(!message.contains("web/e.py"), "{message}");
    let report = fine(root, &["migrate", "--branch", "--group-by=model", "--output-format=json"]);
    let report: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(report["branches"][0]["group"], "claude-2.1");
    assert!(report["branch"].as_str().unwrap().starts_with("modelmod/claude-2.1-"), "{report}");
    std::fs::remove_file(root.join("CODEOWNERS")).unwrap();
    commit_all(root);
    let output = run(root, &["migrate", "--branch", "--group-by=codeowners"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains(".github/CODEOWNERS"), "{}", said(&output));
}

/// The same plan at the same moment is the same commit, whoever makes it: the library, or the
/// installed git in a clone that the library does not read.
#[test]
fn a_commit_is_the_same_by_every_means() {
    let dir = tempfile::tempdir().unwrap();
    let source = &dir.path().join("source");
    project(source);
    put(source, "packages/@acme/Fixes #1.py", OLD);
    put(source, "CODEOWNERS", "* @acme/models\n");
    commit_all(source);
    git(source, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", source.display());
    let mut made = Vec::new();
    for (name, args) in [("full", &[][..]), ("partial", &["--filter=blob:none"])] {
        let root = fresh(dir.path(), name, &url, args);
        let mut command = modelmod(&root);
        command.args(["migrate", "-q", "--branch=b", "--group-by=codeowners"]);
        command.env("GIT_AUTHOR_DATE", "1700000000 -0330");
        command.env("GIT_COMMITTER_DATE", "2026-02-03T04:05:06+0530");
        let output = command.output().unwrap();
        assert_eq!(code(&output), 0, "{}", said(&output));
        git(&root, &["fsck", "--strict", "--no-dangling"]);
        made.push(text(&git(&root, &["cat-file", "commit", "b-acme-models"])));
    }
    assert_eq!(made[0], made[1]);
    assert!(made[0].contains("1700000000 -0330") && made[0].contains("+0530"), "{}", made[0]);
    // Nobody is called, and nothing is closed.
    assert!(made[0].contains("(acme/models)\n"), "{}", made[0]);
    assert!(made[0].contains("\"packages/\\100acme/Fixes \\0431.py\""), "{}", made[0]);
}

#[test]
fn messages_names_and_people_are_as_asked() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    project(root);
    let template =
        put(root, "../template", "chore: {subject}\n\n{table}\n\n{{{files}}} {day}\n{links}\n");
    fine(
        root,
        &[
            "migrate",
            "-q",
            "--branch=bot/{provider}/{day}",
            "--message-file",
            template.to_str().unwrap(),
            "--author=Bot <bot@example.com>",
            "--committer=CI <ci@example.com>",
            "--co-author=Grace <grace@example.com>",
            "--trailer=Refs: #12",
        ],
    );
    let name = "bot/anthropic/2026-11-23";
    let people = git_text(root, &["log", "-1", "--format=%an <%ae> %cn <%ce>", name]);
    assert_eq!(people, "Bot <bot@example.com> CI <ci@example.com>");
    let message = git_text(root, &["log", "-1", "--format=%B", name]);
    let (text, trailers) = message.rsplit_once("\n\n").unwrap();
    assert_eq!(
        text,
        "chore: Migrate from 2 models that retire\n\n  \
         File         Line  Was                     Now\n  \
         app.py          1  claude-2.1              claude-opus-4-8\n  \
         src/main.ts     1  claude-3-opus-20240229  claude-opus-4-8\n\n\
         {2} 2026-11-23\n\
         See https://platform.claude.com/docs/en/about-claude/model-deprecations"
    );
    let parsed = git_text(root, &["log", "-1", "--format=%(trailers:only,unfold)", name]);
    assert_eq!(parsed.lines().count(), 3, "{parsed}");
    assert!(trailers.starts_with("Refs: #12\nCo-authored-by: Grace <grace@example.com>\n"));
    fine(root, &["migrate", "-q", "--branch=short", "-m", "Use {models}"]);
    let subject = git_text(root, &["log", "-1", "--format=%s", "short"]);
    assert_eq!(subject, "Use claude-2.1, claude-3-opus-20240229");
    let refuses = |args: &[&str], word: &str| {
        let before = git_text(root, &["for-each-ref"]);
        let output = run(root, &[&["migrate"], args].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(said(&output).contains(word), "{args:?}: {}", said(&output));
        assert_eq!(git_text(root, &["for-each-ref"]), before);
    };
    refuses(&["--branch=a/{b}"], "{provider}");
    refuses(&["--branch=x", "--message={b}"], "{subject}");
    refuses(&["--branch=x", "--message= "], "empty");
    refuses(&["--branch=x", "--message-file=absent"], "absent");
    refuses(&["--branch=x", "--author=Ada"], "NAME <ADDRESS>");
    refuses(&["--branch=x", "--trailer=words"], "KEY: VALUE");
    refuses(&["--branch=x", "--push=absent"], "absent");
    refuses(&["--branch=x", "--push"], "git remote");
    refuses(&["--push"], "--branch");
    // A branch of ours that somebody looks at is not moved away under them.
    put(root, "new.py", OLD);
    commit_all(root);
    let linked = dir.path().with_extension("linked");
    git(root, &["worktree", "add", "-q", linked.to_str().unwrap(), "short"]);
    refuses(&["--branch=short"], "checked out");
    git(root, &["worktree", "remove", linked.to_str().unwrap()]);
    fine(root, &["migrate", "-q", "--branch=short"]);
}
