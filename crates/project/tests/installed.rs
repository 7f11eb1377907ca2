//! What only the installed git can do: formats that the library does not know, signatures,
//! and settings that the library does not see.
#![cfg(test)]
#![cfg(unix)]

mod common;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{commit_all, git, git_can, git_text, init, put, state};
use modelmod_project::{
    BranchRequest, Commit, DirtyKind, GitError, HeadOptions, Made, Means, RepoPath, Repository,
    commit_branch, walk_head,
};

fn commit(folder: &Path, means: Means, name: &str, text: &str) -> Result<Commit, GitError> {
    commit_as(folder, means, name, text, |_| {})
}

fn commit_as(
    folder: &Path,
    means: Means,
    name: &str,
    text: &str,
    adjust: impl FnOnce(&mut BranchRequest<'_>),
) -> Result<Commit, GitError> {
    let repository = Repository::discover_by(folder, means)?.unwrap();
    let mut request = BranchRequest {
        head: repository.head()?,
        name,
        message: "m",
        trailers: &[],
        files: &[(RepoPath::from_bytes("src/a.py"), text.as_bytes().to_vec())],
        allow_bare: false,
        no_gpg_sign: false,
        author: None,
        committer: None,
    };
    adjust(&mut request);
    commit_branch(&repository, &request)
}

fn fill(folder: &Path) {
    for (key, value) in [("user.name", "Test"), ("user.email", "test@example.com")] {
        git(folder, &["config", key, value]);
    }
    put(folder, "src/a.py", "old\n");
    put(folder, "src/deep/b.py", "same\n");
    put(folder, "top.py", "same\n");
    commit_all(folder);
}

/// Reads everything, makes a branch and looks at it with git.
#[track_caller]
fn works(folder: &Path) {
    let repository = Repository::discover(folder).unwrap().unwrap();
    let head = repository.head().unwrap();
    assert_eq!(head.id(), git_text(folder, &["rev-parse", "HEAD"]));
    let read = |file: &modelmod_project::FileInput<'_>| Some(file.bytes.to_vec());
    let walked = walk_head(&repository, &head, &HeadOptions::default(), read).unwrap();
    assert!(walked.skipped.is_empty(), "{:?}", walked.skipped);
    let names: Vec<&str> = walked.results.iter().map(|(path, _)| path.to_str().unwrap()).collect();
    assert_eq!(names, ["src/a.py", "src/deep/b.py", "top.py"]);
    assert_eq!(walked.results[0].1, b"old\n");
    let before = state(folder);
    let made = commit(folder, Means::Best, "modelmod/x", "new\n").unwrap();
    assert_eq!(state(folder), before);
    assert_eq!(git_text(folder, &["rev-parse", "modelmod/x"]), made.id);
    let changed = git_text(folder, &["diff", "--name-status", "HEAD", "modelmod/x"]);
    assert_eq!(changed, "M\tsrc/a.py");
    assert_eq!(git(folder, &["show", "modelmod/x:src/a.py"]), b"new\n");
    git(folder, &["fsck", "--strict", "--no-dangling"]);
    // Once more, and with another plan.
    let again = commit(folder, Means::Best, "modelmod/x", "new\n").unwrap();
    assert_eq!((&again.id, again.made), (&made.id, Made::Unchanged));
    let other = commit(folder, Means::Best, "modelmod/x", "newer\n").unwrap();
    assert_eq!(other.made, Made::Updated { before: made.id });
    assert_eq!(git_text(folder, &["rev-parse", "modelmod/x^"]), head.id());
}

#[test]
fn other_formats_of_objects_and_references() {
    let dir = tempfile::tempdir().unwrap();
    for (name, option) in
        [("sha256", "--object-format=sha256"), ("reftable", "--ref-format=reftable")]
    {
        if !git_can(dir.path(), &["init", "-q", option, name]) {
            eprintln!("skipped: this git cannot make {name}");
            continue;
        }
        let folder = &dir.path().join(name);
        fill(folder);
        works(folder);
        put(folder, "src/a.py", "half-written\n");
        put(folder, "top.py", "staged\n");
        git(folder, &["add", "top.py"]);
        put(folder, "new.py", "x\n");
        let repository = Repository::discover(folder).unwrap().unwrap();
        let paths = ["src/a.py", "src/deep/b.py", "top.py", "new.py"].map(|name| folder.join(name));
        let kinds: Vec<(PathBuf, DirtyKind)> = repository
            .dirty(&paths)
            .unwrap()
            .into_iter()
            .map(|dirty| (dirty.path.strip_prefix(folder).unwrap().to_path_buf(), dirty.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                ("src/a.py".into(), DirtyKind::Modified),
                ("top.py".into(), DirtyKind::Staged),
                ("new.py".into(), DirtyKind::Untracked)
            ]
        );
    }
}

#[test]
fn a_partial_clone_gets_what_it_lacks() {
    for filter in ["blob:none", "tree:0"] {
        for with_extension in [false, true] {
            let dir = tempfile::tempdir().unwrap();
            let source = &dir.path().join("source");
            init(source);
            fill(source);
            git(source, &["config", "uploadpack.allowFilter", "true"]);
            git(source, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
            let url = format!("file://{}", source.display());
            let filter = format!("--filter={filter}");
            git(dir.path(), &["clone", "-q", "--no-checkout", &filter, &url, "partial"]);
            let partial = &dir.path().join("partial");
            for (key, value) in [("user.name", "Test"), ("user.email", "test@example.com")] {
                git(partial, &["config", key, value]);
            }
            if with_extension {
                git(partial, &["config", "core.repositoryFormatVersion", "1"]);
                git(partial, &["config", "extensions.partialClone", "origin"]);
            }
            works(partial);
        }
    }
}

#[test]
fn what_a_partial_clone_cannot_get_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let source = &dir.path().join("source");
    init(source);
    fill(source);
    git(source, &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", source.display());
    git(dir.path(), &["clone", "-q", "--no-checkout", "--filter=blob:none", &url, "partial"]);
    std::fs::rename(source, dir.path().join("gone")).unwrap();
    let partial = &dir.path().join("partial");
    for means in [Means::Library, Means::Program, Means::Best] {
        let found = Repository::discover_by(partial, means);
        let repository = match found {
            Err(GitError::Unsupported { .. }) if means == Means::Library => continue,
            found => found.unwrap().unwrap(),
        };
        let head = repository.head().unwrap();
        let walked = walk_head(&repository, &head, &HeadOptions::default(), |_| Some(())).unwrap();
        assert_eq!(walked.files, 0);
        let reasons: Vec<String> =
            walked.skipped.iter().map(|skipped| skipped.reason.to_string()).collect();
        assert_eq!(reasons.iter().filter(|reason| reason.contains("git fetch")).count(), 3);
    }
}

/// A partial clone is completed by git, which would ask programs that the repository names for
/// it: those are not run, and it is said what is missing.
#[test]
fn a_program_that_the_repository_names_completes_no_partial_clone() {
    let program = |root: &Path| {
        let path =
            put(root, "program.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/was-run\"\nexit 1\n");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path.display().to_string()
    };
    for (url, key) in [
        ("ssh://localhost/x", "core.sshcommand"),
        ("git://localhost/x", "core.gitproxy"),
        ("", "remote.origin.uploadpack"),
        ("", "remote.origin.vcs"),
    ] {
        for filter in ["--filter=blob:none", "--filter=tree:0"] {
            let dir = tempfile::tempdir().unwrap();
            let source = &dir.path().join("source");
            init(source);
            fill(source);
            git(source, &["config", "uploadpack.allowFilter", "true"]);
            let from = format!("file://{}", source.display());
            git(dir.path(), &["clone", "-q", "--no-checkout", filter, &from, "partial"]);
            let partial = &dir.path().join("partial");
            if !url.is_empty() {
                git(partial, &["config", "remote.origin.url", url]);
            }
            git(partial, &["config", key, &program(dir.path())]);
            let repository = Repository::discover(partial).unwrap().unwrap();
            let head = repository.head();
            let options = HeadOptions::default();
            let error = head.and_then(|head| walk_head(&repository, &head, &options, |_| Some(())));
            let error = error.map(|_| ()).unwrap_err().to_string();
            assert!(!dir.path().join("was-run").exists(), "{key} {filter}: {error}");
            assert!(error.contains(key) || filter == "--filter=tree:0", "{filter}: {error}");
        }
    }
}

#[test]
fn a_sparse_index() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    fill(root);
    put(root, "other/c.py", "same\n");
    commit_all(root);
    git(root, &["sparse-checkout", "init", "--cone", "--sparse-index"]);
    git(root, &["sparse-checkout", "set", "src"]);
    let index = std::fs::read(root.join(".git/index")).unwrap();
    assert!(index.windows(4).any(|four| four == b"sdir"), "the index is not sparse");
    put(root, "src/a.py", "half-written\n");
    let repository = Repository::discover(root).unwrap().unwrap();
    let paths = ["src/a.py", "src/deep/b.py"].map(|name| root.join(name));
    let dirty = repository.dirty(&paths).unwrap();
    assert_eq!(dirty.len(), 1, "{dirty:?}");
    assert_eq!(dirty[0].kind, DirtyKind::Modified);
    // What is not checked out is committed as well.
    let change = [(RepoPath::from_bytes("other/c.py"), b"new\n".to_vec())];
    let request = |request: &mut BranchRequest<'_>| request.files = leak(&change);
    commit_as(root, Means::Best, "x", "", request).unwrap();
    assert_eq!(git_text(root, &["diff", "--name-status", "HEAD", "x"]), "M\tother/c.py");
    assert_eq!(std::fs::read(root.join(".git/index")).unwrap(), index);
    git(root, &["fsck", "--strict", "--no-dangling"]);
}

fn leak(files: &[(RepoPath, Vec<u8>)]) -> &'static [(RepoPath, Vec<u8>)] {
    Vec::leak(files.to_vec())
}

/// A repository that asks for signatures by a key of ssh's; the key's public half.
fn signed_by_ssh(root: &Path) -> PathBuf {
    if !root.exists() {
        init(root);
        fill(root);
    }
    let key = root.join("../key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&key)
        .status()
        .unwrap();
    assert!(made.success());
    let public = std::fs::read_to_string(root.join("../key.pub")).unwrap();
    put(root, "../allowed", format!("test@example.com {public}"));
    let allowed = root.join("../allowed");
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("user.signingKey", key.to_str().unwrap()),
        ("gpg.ssh.allowedSignersFile", allowed.to_str().unwrap()),
        ("commit.gpgsign", "true"),
    ] {
        git(root, &["config", name, value]);
    }
    key
}

#[test]
fn a_commit_is_signed_with_ssh_where_the_configuration_asks_for_it() {
    for means in [Means::Best, Means::Program] {
        let dir = tempfile::tempdir().unwrap();
        let root = &dir.path().join("repo");
        // An unsigned commit of ours does not pass for a signed one.
        init(root);
        fill(root);
        let before = commit(root, means, "x", "new\n").unwrap();
        let key = signed_by_ssh(root);
        let made = commit(root, means, "x", "new\n").unwrap();
        assert_eq!(made.made, Made::Updated { before: before.id });
        git(root, &["verify-commit", &made.id]);
        assert_eq!(git_text(root, &["log", "-1", "--format=%G?", &made.id]), "G");
        assert_eq!(commit(root, means, "x", "new\n").unwrap().made, Made::Unchanged);
        git(root, &["fsck", "--strict", "--no-dangling"]);
        // Without the key there is no commit, and certainly no unsigned one.
        std::fs::remove_file(&key).unwrap();
        std::fs::remove_file(key.with_extension("pub")).unwrap();
        let refs = git_text(root, &["for-each-ref"]);
        let error = commit(root, means, "y", "new\n").unwrap_err();
        assert!(matches!(error, GitError::SigningFailed { .. }), "{error}");
        assert_eq!(git_text(root, &["for-each-ref"]), refs);
        let request = |request: &mut BranchRequest<'_>| request.no_gpg_sign = true;
        let made = commit_as(root, means, "y", "new\n", request).unwrap();
        assert_eq!(git_text(root, &["log", "-1", "--format=%G?", &made.id]), "N");
    }
}

#[test]
fn the_library_alone_refuses_to_commit_unsigned() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    signed_by_ssh(root);
    let error = commit(root, Means::Library, "x", "new\n").unwrap_err();
    assert!(matches!(error, GitError::Signing), "{error}");
    let request = |request: &mut BranchRequest<'_>| request.no_gpg_sign = true;
    commit_as(root, Means::Library, "x", "new\n", request).unwrap();
}

/// A repository that somebody has packed up can have any configuration.
#[test]
fn a_program_that_the_repository_names_does_not_sign() {
    for key in ["gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand"] {
        let dir = tempfile::tempdir().unwrap();
        let root = &dir.path().join("repo");
        signed_by_ssh(root);
        let evil = put(dir.path(), "evil", "#!/bin/sh\ntouch ran\n");
        std::fs::set_permissions(&evil, std::fs::Permissions::from_mode(0o755)).unwrap();
        git(root, &["config", key, evil.to_str().unwrap()]);
        for means in [Means::Best, Means::Program] {
            let error = commit(root, means, "x", "new\n").unwrap_err();
            assert!(matches!(error, GitError::SigningProgram { .. }), "{error}");
            assert!(error.to_string().to_lowercase().contains(&key.to_lowercase()), "{error}");
            assert!(!root.join("ran").exists());
        }
    }
}

/// Settings that depend on a remote's address are read by git alone.
#[test]
fn settings_for_a_remote_count() {
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    let key = signed_by_ssh(root);
    for name in ["user.name", "user.email", "commit.gpgsign"] {
        git(root, &["config", "--unset", name]);
    }
    git(root, &["remote", "add", "origin", "https://forge.example.com/a/b"]);
    let work = "[user]\nname = Work\nemail = test@example.com\n[commit]\ngpgsign = true\n";
    let work = put(dir.path(), "work", work);
    let include = "includeIf.hasconfig:remote.*.url:https://forge.example.com/**.path";
    git(root, &["config", include, work.to_str().unwrap()]);
    if git_text(root, &["config", "--default", "", "user.name"]) != "Work" {
        eprintln!("skipped: this git does not know hasconfig");
        return;
    }
    let made = commit(root, Means::Best, "x", "new\n").unwrap();
    let said = git_text(root, &["log", "-1", "--format=%an %G?", &made.id]);
    assert_eq!(said, "Work G", "{}", key.display());
}
