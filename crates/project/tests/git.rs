//! Status, HEAD and branches, compared with what the real git says.
#![cfg(test)]
#![cfg(unix)]

mod common;

use std::cell::Cell;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use common::{commit_all, git, git_can, git_text, init, put, state};
use modelmod_project::{
    BranchRequest, Commit, DirtyKind, GitError, HeadOptions, Identity, Index, Made, Means,
    Patterns, RepoPath, Repository, SkipReason, commit_branch, walk_head, walk_index,
};

thread_local! {
    static MEANS: Cell<Means> = const { Cell::new(Means::Best) };
}

/// Runs a scenario with the library, and once more with the installed git.
fn by_both(scenario: impl Fn()) {
    for means in [Means::Library, Means::Program] {
        eprintln!("by {means:?}");
        MEANS.set(means);
        scenario();
    }
}

fn open(path: &Path) -> Repository {
    Repository::discover_by(path, MEANS.get()).unwrap().unwrap()
}

/// Files of the index, and those of them that are staged.
fn staged(root: &Path, index: Option<&Path>) -> (Vec<String>, Vec<String>) {
    let repository = open(root);
    let index = Index::of(&repository, index).unwrap();
    let walked = walk_index(&repository, &index, &HeadOptions::default(), |file| {
        Some(String::from_utf8_lossy(file.bytes).into_owned())
    });
    let changed = repository.staged(&index).unwrap();
    let top = repository.workdir().unwrap().to_path_buf();
    let name = |path: &Path, text: &str| format!("{} {}", path.display(), text.trim_end());
    let results = walked.unwrap().results;
    let all = results.iter().map(|(path, text)| name(path, text)).collect();
    let is_staged = |path: &Path| changed.holds(&top.join(path));
    let some = results.iter().filter(|(path, _)| is_staged(path));
    (all, some.map(|(path, text)| name(path, text)).collect())
}

#[test]
fn what_is_staged_is_read_from_the_index_that_git_names() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        init(root);
        put(root, "a b", "old\n");
        put(root, "d/c", "old\n");
        assert_eq!(staged(root, None), (vec![], vec![]));
        commit_all(root);
        put(root, "d/c", "new\n");
        git(root, &["add", "d/c"]);
        put(root, "d/c", "newer\n");
        put(root, "planned", "x\n");
        git(root, &["add", "-N", "planned"]);
        git(root, &["update-index", "--chmod=+x", "a b"]);
        let all = ["a b old".to_owned(), "d/c new".to_owned()];
        let (found, some) = staged(root, None);
        // git itself tells an empty blob of what is only planned.
        assert_eq!(
            found.iter().filter(|one| *one != "planned ").collect::<Vec<_>>(),
            [&all[0], &all[1]]
        );
        assert_eq!(
            some.iter().filter(|one| *one != "planned ").collect::<Vec<_>>(),
            [&all[0], &all[1]]
        );
        // The one that git makes for a hook.
        let other = root.join(".git/next-index-1.lock");
        std::fs::copy(root.join(".git/index"), &other).unwrap();
        git(root, &["reset", "-q", "--hard"]);
        assert_eq!(staged(root, None).1, [""; 0]);
        assert!(staged(root, Some(&other)).1.contains(&all[1]));
        let relative = staged(root, Some(Path::new(".git/next-index-1.lock")));
        assert!(relative.1.contains(&all[1]));
        let elsewhere = Index::of(&open(root), Some(&root.join("index"))).unwrap_err();
        assert!(elsewhere.to_string().contains("GIT_INDEX_FILE"), "{elsewhere}");
        std::fs::remove_file(root.join(".git/index")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(root.join(".git/index")).status();
        assert!(made.unwrap().success());
        let pipe = open(root).staged(&Index::default()).unwrap_err();
        assert!(pipe.to_string().contains("no regular file"), "{pipe}");
    });
}

fn files(changes: &[(&str, &str)]) -> Vec<(RepoPath, Vec<u8>)> {
    changes
        .iter()
        .map(|(path, text)| (RepoPath::from_bytes(*path), text.as_bytes().to_vec()))
        .collect()
}

/// Makes a branch and checks everything that holds for each branch.
fn branch(folder: &Path, name: &str, files: &[(RepoPath, Vec<u8>)]) -> Result<Commit, GitError> {
    branch_as(folder, name, files, |_| {})
}

fn branch_as<'r>(
    folder: &Path,
    name: &'r str,
    files: &'r [(RepoPath, Vec<u8>)],
    adjust: impl FnOnce(&mut BranchRequest<'r>),
) -> Result<Commit, GitError> {
    let repository = open(folder);
    let before = state(folder);
    let refs = git_text(folder, &["for-each-ref"]);
    let mut request = BranchRequest {
        head: repository.head()?,
        name,
        message: "Replace retired models  \n\nBody.\n\n\n",
        trailers: &[],
        files,
        allow_bare: false,
        no_gpg_sign: false,
        author: None,
        committer: None,
    };
    adjust(&mut request);
    let head = request.head.id();
    let result = commit_branch(&repository, &request);
    assert_eq!(state(folder), before);
    match &result {
        Err(_) => assert_eq!(git_text(folder, &["for-each-ref"]), refs),
        Ok(commit) => {
            let reference = format!("refs/heads/{name}");
            assert_eq!(git_text(folder, &["rev-parse", &reference]), commit.id);
            assert_eq!(git_text(folder, &["rev-parse", &format!("{reference}^@")]), head);
            let message = git_text(folder, &["log", "-1", "--format=%B", &reference]);
            let (text, mark) = message.rsplit_once("\n\n").unwrap();
            assert_eq!(text, "Replace retired models\n\nBody.");
            let tree = git_text(folder, &["rev-parse", &format!("{reference}^{{tree}}")]);
            let start = format!("Modelmod-Plan: {} {tree} ", commit.plan);
            assert!(mark.starts_with(&start) && mark.len() == start.len() + 16, "{mark}");
            for (path, content) in files {
                let mut blob = format!("{reference}:").into_bytes();
                blob.extend_from_slice(path.as_bytes());
                let blob = String::from_utf8(blob).unwrap();
                assert_eq!(git(folder, &["show", &blob]), *content);
            }
            git(folder, &["fsck", "--strict", "--no-dangling"]);
        }
    }
    result
}

/// A repository with files of all kinds.
fn sample(root: &Path) {
    init(root);
    put(root, "a.py", "old\n");
    put(root, "src/deep/b.py", "old\n");
    put(root, "src/deep/c.py", "same\n");
    put(root, "src-x/d.py", "old\n");
    let tool = put(root, "tool.sh", "#!/bin/sh\nold\n");
    std::fs::set_permissions(tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    symlink("a.py", root.join("link")).unwrap();
    commit_all(root);
}

#[test]
fn a_branch_leaves_a_dirty_work_tree_alone() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        put(root, "a.py", "stashed\n");
        git(root, &["stash"]);
        put(root, "a.py", "half-written\n");
        put(root, "src/deep/b.py", "staged\n");
        git(root, &["add", "src/deep/b.py"]);
        put(root, "untracked", "x");
        let changes = files(&[
            ("a.py", "new\r\n"),
            ("src/deep/b.py", "new"),
            ("src-x/d.py", "new\n"),
            ("tool.sh", "#!/bin/sh\nnew\n"),
        ]);
        let commit = branch(root, "modelmod/retired", &changes).unwrap();
        assert_eq!(commit.branch, "modelmod/retired");
        let diff = git_text(root, &["diff", "--raw", "--no-abbrev", "HEAD", &commit.id]);
        let lines: Vec<&str> = diff.lines().collect();
        assert_eq!(lines.len(), 4, "{diff}");
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with(":100755 100755") && line.ends_with("tool.sh"))
        );
        assert_eq!(std::fs::read(root.join("a.py")).unwrap(), b"half-written\n");
        let log = git_text(root, &["reflog", "show", "--format=%gs", "modelmod/retired"]);
        assert_eq!(log, "branch: Created by modelmod");
    });
}

#[test]
fn refusals_name_the_cause_and_make_nothing() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        let one = files(&[("a.py", "new\n")]);
        git(root, &["branch", "taken"]);
        let refused = |name: &str, files: &[(RepoPath, Vec<u8>)], word: &str| {
            let error = branch(root, name, files).unwrap_err();
            assert!(error.to_string().contains(word), "{error}");
            error
        };
        assert!(matches!(refused("taken", &one, "taken"), GitError::BranchExists { .. }));
        assert!(matches!(refused("main", &one, "main"), GitError::BranchExists { .. }));
        git(root, &["pack-refs", "--all"]);
        assert!(matches!(refused("taken", &one, "taken"), GitError::BranchExists { .. }));
        for name in ["taken/below", "main/x"] {
            assert!(matches!(refused(name, &one, name), GitError::BranchConflict { .. }));
        }
        git(root, &["branch", "folder/x"]);
        assert!(matches!(refused("folder", &one, "folder"), GitError::BranchConflict { .. }));
        for name in
            ["", "a b", "a..b", "-x", "a.lock", "x~1", "/a", "a/", "@{", "HEAD", "a\0b", ".a"]
        {
            assert!(matches!(refused(name, &one, "name"), GitError::BranchName { .. }), "{name}");
        }
        let same = files(&[("a.py", "old\n")]);
        assert!(matches!(refused("x", &same, "nothing"), GitError::NothingToCommit));
        assert!(matches!(refused("x", &[], "nothing"), GitError::NothingToCommit));
        for path in ["no-such", "src", "link", "src/deep", "a.py/x", ""] {
            let error = refused("x", &files(&[(path, "new")]), "HEAD");
            assert!(matches!(error, GitError::NotInHead { .. }), "{path}");
        }
        let twice = files(&[("a.py", "new"), ("a.py", "newer")]);
        assert!(matches!(refused("x", &twice, "a.py"), GitError::Twice { .. }));
    });
}

#[test]
fn an_unborn_head_is_refused() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        init(dir.path());
        let error = open(dir.path()).head().unwrap_err();
        assert!(matches!(error, GitError::Unborn { .. }), "{error}");
    });
}

#[test]
fn without_an_identity_the_remedy_is_named() {
    const NAME: &str = "without_an_identity_the_remedy_is_named";
    if let Some(folder) = std::env::var_os("MODELMOD_TEST_FOLDER") {
        by_both(|| {
            let root = Path::new(&folder);
            let one = files(&[("a.py", "new\n")]);
            let error = branch(root, "x", &one).unwrap_err();
            assert!(matches!(error, GitError::NoIdentity), "{error}");
            assert!(error.to_string().contains("git config user.name"), "{error}");
            let author = Identity { name: "Bot".into(), email: "bot@example.com".into() };
            let commit =
                branch_as(root, "x", &one, |request| request.author = Some(&author)).unwrap();
            let people = git_text(root, &["log", "-1", "--format=%an %ae %cn %ce", &commit.id]);
            assert_eq!(people, "Bot bot@example.com Bot bot@example.com");
            git(root, &["branch", "-q", "-D", "x"]);
        });
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    sample(root);
    git(root, &["config", "--unset", "user.name"]);
    git(root, &["config", "--unset", "user.email"]);
    // The library reads the user's configuration: this process has none.
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([NAME, "--exact", "--nocapture"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", dir.path())
        .env("MODELMOD_TEST_FOLDER", root)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
}

#[test]
fn the_author_can_be_given() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        let author = Identity { name: "Bot".into(), email: "bot@example.com".into() };
        let one = files(&[("a.py", "new\n")]);
        let commit = branch_as(root, "x", &one, |request| request.author = Some(&author)).unwrap();
        let people = git_text(root, &["log", "-1", "--format=%an %ae %cn %ce", &commit.id]);
        assert_eq!(people, "Bot bot@example.com Test test@example.com");
    });
}

#[test]
fn the_branch_is_made_on_the_planned_commit_though_head_moves() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        let repository = open(root);
        let planned = repository.head().unwrap();
        put(root, "a.py", "moved on\n");
        commit_all(root);
        let one = files(&[("tool.sh", "new\n")]);
        let commit = branch_as(root, "x", &one, |request| request.head = planned).unwrap();
        assert_eq!(git(root, &["show", &format!("{}:a.py", commit.id)]), b"old\n");
    });
}

#[test]
fn line_ends_and_filters_do_not_touch_the_bytes() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        init(root);
        put(root, "crlf.txt", "a\r\nold\r\n");
        commit_all(root);
        git(root, &["config", "core.autocrlf", "true"]);
        put(root, ".gitattributes", "* text=auto eol=lf ident filter=evil\n");
        git(root, &["config", "filter.evil.clean", "touch evil; cat"]);
        git(root, &["config", "core.fsmonitor", "touch evil"]);
        git(root, &["config", "core.hooksPath", "hooks"]);
        for hook in ["pre-commit", "post-commit", "reference-transaction", "commit-msg"] {
            let hook = put(root, &format!("hooks/{hook}"), "#!/bin/sh\ntouch evil\n");
            std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let repository = open(root);
        let request = BranchRequest {
            head: repository.head().unwrap(),
            name: "x",
            message: "m",
            trailers: &[],
            files: &files(&[("crlf.txt", "a\r\nnew $Id$\r\nlf\n")]),
            allow_bare: false,
            no_gpg_sign: false,
            author: None,
            committer: None,
        };
        let commit = commit_branch(&repository, &request).unwrap();
        put(root, "crlf.txt", "changed\n");
        assert_eq!(repository.dirty(&[root.join("crlf.txt")]).unwrap().len(), 1);
        walk_head(&repository, &request.head, &HeadOptions::default(), |_| Some(())).unwrap();
        assert!(!root.join("evil").exists(), "a program was run");
        let blob = format!("{}:crlf.txt", commit.id);
        assert_eq!(git(root, &["cat-file", "blob", &blob]), b"a\r\nnew $Id$\r\nlf\n");
    });
}

#[test]
fn linked_detached_shallow_and_bare_repositories_work() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let main = &dir.path().join("main");
        sample(main);
        put(main, "a.py", "older\n");
        commit_all(main);
        let one = files(&[("src/deep/b.py", "new\n")]);
        let linked = &dir.path().join("linked");
        git(main, &["worktree", "add", "-q", "-b", "side", linked.to_str().unwrap()]);
        branch(linked, "from-linked", &one).unwrap();
        assert_eq!(open(linked).workdir().unwrap(), linked.canonicalize().unwrap());
        git(main, &["checkout", "-q", "--detach", "HEAD~1"]);
        branch(main, "from-detached", &one).unwrap();
        git(main, &["checkout", "-q", "main"]);
        let url = format!("file://{}", main.display());
        let shallow = &dir.path().join("shallow");
        git(dir.path(), &["clone", "-q", "--depth=1", &url, "shallow"]);
        for (key, value) in [("user.name", "T"), ("user.email", "t@example.com")] {
            git(shallow, &["config", key, value]);
        }
        branch(shallow, "from-shallow", &one).unwrap();
        let bare = &dir.path().join("bare.git");
        git(dir.path(), &["clone", "-q", "--bare", &url, "bare.git"]);
        for (key, value) in [("user.name", "T"), ("user.email", "t@example.com")] {
            git(bare, &["config", key, value]);
        }
        assert!(open(bare).is_bare() && open(bare).workdir().is_none());
        let error = branch(bare, "from-bare", &one).unwrap_err();
        assert!(matches!(error, GitError::Bare { .. }), "{error}");
        branch_as(bare, "from-bare", &one, |request| request.allow_bare = true).unwrap();
    });
}

#[test]
fn names_that_are_not_text_can_be_committed() {
    by_both(|| {
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        init(root);
        let name = b"d\xe9/caf\xe9 \"x\".py";
        let path = root.join(std::ffi::OsStr::from_bytes(name));
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "old\n").unwrap();
        commit_all(root);
        let repository = open(root);
        let relative = repository.relative(&path).unwrap();
        assert_eq!(relative.as_bytes(), name);
        let head = repository.head().unwrap();
        let walked = walk_head(&repository, &head, &HeadOptions::default(), |file| {
            Some(file.bytes.to_vec())
        })
        .unwrap();
        assert_eq!(walked.results[0].0, relative.to_path().unwrap());
        let request = BranchRequest {
            head,
            name: "x",
            message: "m",
            trailers: &[],
            files: &[(relative, b"new\n".to_vec())],
            allow_bare: false,
            no_gpg_sign: false,
            author: None,
            committer: None,
        };
        let commit = commit_branch(&repository, &request).unwrap();
        let changed = git(root, &["diff", "--name-only", "-z", "HEAD", &commit.id]);
        assert_eq!(changed, [&name[..], b"\0"].concat());
        git(root, &["fsck", "--strict"]);
    });
}

#[test]
fn only_asked_files_are_judged() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        let inner = root.join("inner");
        sample(&inner);
        git(root, &["add", "inner"]);
        put(root, ".gitignore", "ignored*\n");
        commit_all(root);
        put(root, "a.py", "modified\n");
        put(root, "src/deep/b.py", "staged\n");
        git(root, &["add", "src/deep/b.py"]);
        put(root, "both", "added");
        git(root, &["add", "both"]);
        put(root, "both", "added and modified");
        put(root, "not-asked", "x");
        put(root, "new folder/[x]*.py", "x");
        put(root, "ignored-folder/x", "x");
        put(&inner, "a.py", "modified\n");
        put(&inner, "new/x", "x");
        let index = std::fs::read(root.join(".git/index")).unwrap();
        let names = [
            "tool.sh",
            "a.py",
            "src/deep/b.py",
            "src/deep/c.py",
            "both",
            "new folder/[x]*.py",
            "ignored-folder/x",
            "inner/a.py",
            "inner/tool.sh",
            "inner/new/x",
            "no-such-file",
        ];
        let mut paths: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
        paths.push(dir.path().join("../outside"));
        let dirty = open(root).dirty(&paths).unwrap();
        let found: Vec<(&str, DirtyKind)> = dirty
            .iter()
            .map(|dirty| (dirty.path.strip_prefix(root).unwrap().to_str().unwrap(), dirty.kind))
            .collect();
        assert_eq!(
            found,
            [
                ("a.py", DirtyKind::Modified),
                ("src/deep/b.py", DirtyKind::Staged),
                ("both", DirtyKind::Modified),
                ("new folder/[x]*.py", DirtyKind::Untracked),
                ("ignored-folder/x", DirtyKind::Untracked),
                ("inner/a.py", DirtyKind::Modified),
                ("inner/new/x", DirtyKind::Untracked),
            ]
        );
        assert!(open(root).dirty(&[]).unwrap().is_empty());
        assert_eq!(std::fs::read(root.join(".git/index")).unwrap(), index);
    });
}

#[test]
fn conflicts_are_named() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        git(root, &["checkout", "-q", "-b", "side"]);
        put(root, "a.py", "side\n");
        commit_all(root);
        git(root, &["checkout", "-q", "main"]);
        put(root, "a.py", "main\n");
        commit_all(root);
        assert!(!git_can(root, &["merge", "side"]));
        let dirty = open(root).dirty(&[root.join("a.py"), root.join("tool.sh")]).unwrap();
        assert_eq!(dirty.len(), 1);
        assert_eq!(dirty[0].kind, DirtyKind::Conflicted);
    });
}

#[test]
fn the_files_of_head_are_walked_instead_of_the_work_tree() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        put(root, "binary", b"\0");
        put(root, "utf16", b"\xFF\xFEa\0");
        put(root, "large", vec![b'x'; 1001]);
        for number in 0..300 {
            put(root, &format!("many/{number}"), "x");
        }
        sample(&root.join("inner"));
        commit_all(root);
        put(root, "a.py", "work tree\n");
        std::fs::remove_file(root.join("tool.sh")).unwrap();
        put(root, "untracked", "x");
        let repository = open(root);
        let head = repository.head().unwrap();
        let names = |options: &HeadOptions| {
            let walked =
                walk_head(&repository, &head, options, |file| Some(file.bytes.to_vec())).unwrap();
            let names: Vec<String> =
                walked.results.iter().map(|(path, _)| path.to_str().unwrap().to_owned()).collect();
            (names, walked)
        };
        let all = HeadOptions { max_file_size: 1000, ..HeadOptions::default() };
        let (found, walked) = names(&all);
        let listed = git_text(root, &["ls-tree", "-r", "--name-only", "HEAD"]);
        let left_out = ["binary", "inner", "large", "link"];
        let expected: Vec<&str> = listed.lines().filter(|name| !left_out.contains(name)).collect();
        assert_eq!(found, expected);
        assert_eq!(walked.files, expected.len() as u64);
        let reasons: Vec<(&str, SkipReason)> = walked
            .skipped
            .iter()
            .map(|skipped| (skipped.path.to_str().unwrap(), skipped.reason.clone()))
            .collect();
        assert_eq!(
            reasons,
            [
                ("binary", SkipReason::Binary),
                ("inner", SkipReason::Submodule),
                ("large", SkipReason::TooLarge { size: 1001 }),
                ("link", SkipReason::Symlink),
            ]
        );
        assert_eq!(walked.results[0].1, b"old\n");
        for threads in [1, 3] {
            assert_eq!(names(&HeadOptions { threads, ..all.clone() }).0, found);
        }
        let under = ["src", "tool.sh", "no-such"].map(RepoPath::from_bytes).to_vec();
        let part = HeadOptions { under, exclude: vec!["c.*".into()], ..all.clone() };
        assert_eq!(names(&part).0, ["src/deep/b.py", "tool.sh"]);
        // Patterns of a folder below the top, of the folder above it, and of one elsewhere.
        let elsewhere = tempfile::tempdir().unwrap();
        for (folder, line, gone) in [
            (root.join("src"), "/deep", "src/deep/"),
            (root.parent().unwrap().to_path_buf(), "/*/src/deep", "src/deep/"),
            (elsewhere.path().to_path_buf(), "tool.sh", "none"),
        ] {
            let also_exclude = Patterns { lines: vec![line.into()], folder };
            let part = HeadOptions { also_exclude, ..all.clone() };
            let left: Vec<&String> = found.iter().filter(|name| !name.starts_with(gone)).collect();
            assert!(names(&part).0.iter().eq(left), "{line}");
        }
    });
}

#[test]
fn paths_are_relative_to_the_top() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = &dir.path().join("repo");
        sample(root);
        symlink("repo", dir.path().join("alias")).unwrap();
        let repository = open(&root.join("src/deep/b.py"));
        let relative = |path: &Path| repository.relative(path).map(|path| path.to_string());
        assert_eq!(relative(&root.join("src/deep")).as_deref(), Some("src/deep"));
        assert_eq!(relative(&root.join("src/../gone/x")).as_deref(), Some("gone/x"));
        assert_eq!(relative(&root.join("gone/../x")).as_deref(), None);
        assert_eq!(relative(&root.join("gone/x")).as_deref(), Some("gone/x"));
        assert_eq!(relative(&dir.path().join("alias/src/x")).as_deref(), Some("src/x"));
        assert_eq!(relative(&root.join("link")).as_deref(), Some("link"));
        assert_eq!(relative(root).as_deref(), Some(""));
        assert_eq!(relative(dir.path()), None);
        let outside = tempfile::tempdir().unwrap();
        assert!(Repository::discover(outside.path()).unwrap().is_none());
    });
}

#[test]
fn what_the_library_cannot_open_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let cases: [(&str, &str, &str); 2] = [
        ("sha256", "--object-format=sha256", "SHA-256"),
        ("reftable", "--ref-format=reftable", "reftable"),
    ];
    for (name, option, word) in cases {
        if !git_can(dir.path(), &["init", "-q", option, name]) {
            eprintln!("skipped: this git cannot make {name}");
            continue;
        }
        let path = dir.path().join(name);
        let error = Repository::discover_by(&path, Means::Library).unwrap_err();
        assert!(matches!(error, GitError::Unsupported { .. }), "{error}");
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn a_repository_of_another_user_is_refused_with_the_remedy() {
    const NAME: &str = "a_repository_of_another_user_is_refused_with_the_remedy";
    if let Some(folder) = std::env::var_os("MODELMOD_TEST_FOLDER") {
        let error = Repository::discover(Path::new(&folder)).unwrap_err();
        assert!(matches!(error, GitError::NotOwned { .. }), "{error}");
        assert!(error.to_string().contains("--add safe.directory"), "{error}");
        assert!(error.to_string().contains(folder.to_str().unwrap()), "{error}");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let root = &dir.path().join("repo");
    sample(root);
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(dir.path(), open).unwrap();
    if std::os::unix::fs::chown(root, Some(12), Some(34)).is_err() {
        eprintln!("skipped: only the superuser can give folders away");
        return;
    }
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([NAME, "--exact", "--nocapture"])
        .env("HOME", dir.path())
        .env("MODELMOD_TEST_FOLDER", root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn of_several_processes_one_makes_the_branch() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        sample(root);
        for round in 0..10 {
            let name = format!("race/{round}");
            let start = std::sync::Barrier::new(6);
            let made = std::thread::scope(|scope| {
                let racers: Vec<_> = (0..6)
                    .map(|_| {
                        let (name, start, means) = (&name, &start, MEANS.get());
                        scope.spawn(move || {
                            MEANS.set(means);
                            let repository = open(root);
                            let request = BranchRequest {
                                head: repository.head().unwrap(),
                                name,
                                message: "m",
                                trailers: &[],
                                files: &files(&[("a.py", "new\n")]),
                                allow_bare: false,
                                no_gpg_sign: false,
                                author: None,
                                committer: None,
                            };
                            start.wait();
                            commit_branch(&repository, &request)
                        })
                    })
                    .collect();
                let made = racers.into_iter().map(|racer| racer.join().unwrap().unwrap());
                made.collect::<Vec<Commit>>()
            });
            let created = made.iter().filter(|commit| commit.made == Made::Created).count();
            let unchanged = made.iter().filter(|commit| commit.made == Made::Unchanged).count();
            assert_eq!((created, unchanged), (1, 5), "{made:?}");
            let id = git_text(root, &["rev-parse", &name]);
            assert!(made.iter().all(|commit| commit.id == id), "{made:?}");
        }
    });
}

#[test]
fn only_a_commit_of_ours_is_replaced() {
    by_both(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = &dir.path().join("main");
        sample(root);
        let one = files(&[("a.py", "new\n")]);
        let two = files(&[("a.py", "newer\n")]);
        let first = branch(root, "x", &one).unwrap();
        assert_eq!(first.made, Made::Created);
        // The same changes, though the project has moved on elsewhere.
        put(root, "src/deep/c.py", "moved on\n");
        commit_all(root);
        let head = open(root).head().unwrap().id();
        let again = commit_branch(
            &open(root),
            &BranchRequest {
                head: open(root).head().unwrap(),
                name: "x",
                message: "m",
                trailers: &[],
                files: &one,
                allow_bare: false,
                no_gpg_sign: false,
                author: None,
                committer: None,
            },
        );
        assert_eq!(again.unwrap(), Commit { made: Made::Unchanged, ..first.clone() });
        let second = branch(root, "x", &two).unwrap();
        assert_eq!(second.made, Made::Updated { before: first.id });
        assert_eq!(git_text(root, &["rev-parse", "x^"]), head);
        let log = git_text(root, &["reflog", "show", "-1", "--format=%gs", "x"]);
        assert_eq!(log, "branch: Updated by modelmod");
        // Checked out here, or in another work tree, it is left where it is.
        let linked = &dir.path().join("linked");
        git(root, &["worktree", "add", "-q", linked.to_str().unwrap(), "x"]);
        for folder in [root, linked] {
            let error = branch_as(folder, "x", &one, |request| {
                request.head = open(root).head().unwrap();
            });
            assert!(matches!(error, Err(GitError::CheckedOut { .. })), "{error:?}");
        }
        git(root, &["worktree", "remove", linked.to_str().unwrap()]);
        let side = &dir.path().join("side");
        git(root, &["worktree", "add", "-q", "-b", "side", side.to_str().unwrap(), "main"]);
        git(root, &["checkout", "-q", "x"]);
        let error = branch(side, "x", &one).unwrap_err();
        assert!(matches!(error, GitError::CheckedOut { .. }), "{error}");
        // What somebody has made of it is theirs.
        for change in ["amend", "amend the message", "amend the author", "on top", "rebase"] {
            git(root, &["checkout", "-q", "-B", "x", &second.id]);
            match change {
                "amend" => {
                    put(root, "a.py", "by hand\n");
                    git(root, &["commit", "-q", "-a", "--amend", "--no-edit"]);
                }
                "amend the message" => {
                    let said = git_text(root, &["log", "-1", "--format=%B"]);
                    let said = format!("By hand: {said}");
                    git(root, &["commit", "-q", "--amend", "-m", &said]);
                }
                "amend the author" => {
                    let who = "--author=Kim <kim@example.com>";
                    git(root, &["commit", "-q", "--amend", "--no-edit", who]);
                }
                "on top" => {
                    put(root, "a.py", "by hand\n");
                    commit_all(root);
                }
                _ => {
                    git(root, &["checkout", "-q", "main"]);
                    put(root, "src/deep/c.py", change);
                    commit_all(root);
                    git(root, &["rebase", "-q", "main", "x"]);
                }
            }
            git(root, &["checkout", "-q", "main"]);
            let error = branch(root, "x", &one).unwrap_err();
            assert!(matches!(error, GitError::BranchExists { .. }), "{change}: {error}");
        }
    });
}
