//! The project that is migrated under faults, and what is to hold of it whatever happens.

use crate::common::{commit_all, git_text, init, modelmod, put, text};
use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

/// What is replaced by what: something longer, and something shorter.
const NAMES: [(&str, &str); 2] =
    [("claude-2.1", "claude-opus-4-8"), ("claude-3-5-sonnet-20240620", "claude-sonnet-4-6")];

/// How much is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// One file of each way in which files are written.
    Small,
    /// Also names, modes and attributes that are rare.
    Large,
}

/// A project that is copied for each run.
pub(crate) struct Template {
    _dir: tempfile::TempDir,
    root: PathBuf,
    /// What each file is at first.
    pub(crate) files: BTreeMap<String, State>,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) bytes: Vec<u8>,
    pub(crate) mode: u32,
    pub(crate) owner: (u32, u32),
    pub(crate) links: u64,
    pub(crate) modified: SystemTime,
    pub(crate) attributes: BTreeMap<String, Vec<u8>>,
}

impl State {
    pub(crate) fn of(path: &Path) -> Self {
        let data = path.symlink_metadata().unwrap();
        Self {
            bytes: std::fs::read(path).unwrap(),
            mode: data.mode() & 0o7777,
            owner: (data.uid(), data.gid()),
            links: data.nlink(),
            modified: data.modified().unwrap(),
            attributes: attributes(path),
        }
    }

    /// All but the bytes and the time.
    fn identity(&self) -> Self {
        Self { bytes: Vec::new(), modified: SystemTime::UNIX_EPOCH, ..self.clone() }
    }

    /// What its bytes are to become.
    pub(crate) fn after(&self) -> Vec<u8> {
        let bytes = String::from_utf8(self.bytes.clone()).unwrap();
        NAMES.iter().fold(bytes, |bytes, (old, new)| bytes.replace(old, new)).into_bytes()
    }
}

fn attributes(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names = vec![0; 4096];
    let Ok(length) = rustix::fs::listxattr(path, &mut names[..]) else { return BTreeMap::new() };
    let names = text(&names[..length]);
    let read = |name: &str| {
        let mut value = vec![0; 4096];
        let length = rustix::fs::getxattr(path, name, &mut value[..]).unwrap();
        value.truncate(length);
        (name.to_owned(), value)
    };
    names.split_terminator('\0').map(read).collect()
}

/// Gives a file an extended attribute; whether the file system has any.
fn mark(path: &Path) -> bool {
    let flags = rustix::fs::XattrFlags::empty();
    let marked = rustix::fs::setxattr(path, "user.note", b"kept", flags).is_ok();
    if !marked {
        eprintln!("skipped: the file system has no extended attributes");
    }
    marked
}

impl Template {
    pub(crate) fn new(size: Size) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap().join("project");
        init(&root);
        let set = |name: &str, bytes: &str, mode: u32| {
            let path = put(&root, name, bytes);
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
            path
        };
        let edited = set("src/crlf.py", "# \u{e9}\r\nmodel = \"claude-2.1\"\r\nlast = 1", 0o640);
        // Who may do so keeps a group that is not their own.
        if std::os::unix::fs::chown(&edited, None, Some(12)).is_err() {
            eprintln!("skipped: a group of its own needs the superuser");
        }
        set("elsewhere/target.py", "model = \"claude-2.1\"\n", 0o755);
        let linked = set("src/linked.py", "model = 'claude-3-5-sonnet-20240620'\n", 0o600);
        std::fs::hard_link(linked, root.join("elsewhere/linked.py")).unwrap();
        std::os::unix::fs::symlink("elsewhere/target.py", root.join("link.py")).unwrap();
        set("src/untouched.py", "model = \"claude-opus-4-8\"\n", 0o604);
        if size == Size::Large {
            set("src/odd '$(x)' & name.py", "model = \"claude-2.1\"\n", 0o4711);
            set("src/empty.py", "", 0o644);
            mark(&set("src/marked.py", "model = \"claude-2.1\"\n", 0o644));
            mark(&root.join("src/linked.py"));
            let twice = set("src/twice.py", "model = \"claude-2.1\"\n", 0o644);
            std::fs::hard_link(twice, root.join("src/twice too.py")).unwrap();
            set("src/long.py", &"model = \"claude-2.1\"\n".repeat(4000), 0o666);
        }
        commit_all(&root);
        let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_500_000_000);
        let mut template = Self { _dir: dir, root, files: BTreeMap::new() };
        for name in names(&template.root) {
            let path = template.root.join(&name);
            if !path.is_symlink() {
                let file = std::fs::File::options().read(true).open(&path).unwrap();
                file.set_modified(long_ago).unwrap();
            }
            template.files.insert(name, State::of(&path));
        }
        // So that what git remembers of the files is right for a copy, too.
        git_text(&template.root, &["status", "--porcelain"]);
        template
    }

    /// A copy to be migrated.
    pub(crate) fn project(&self) -> Project<'_> {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap().join("project");
        let status = Command::new("cp").arg("-a").arg(&self.root).arg(&root).status().unwrap();
        assert!(status.success());
        Project { template: self, root, _dir: dir, begun: SystemTime::now() }
    }
}

/// Every file below `root` but those of git.
pub(crate) fn names(root: &Path) -> BTreeSet<String> {
    crate::common::tree(root).into_keys().map(|name| name.to_str().unwrap().to_owned()).collect()
}

/// What a run may leave: a temporary file or a journal.
fn is_stray(name: &str) -> bool {
    name.ends_with(".modelmod-journal") || (name.contains(".modelmod-") && name.ends_with(".tmp"))
}

/// A copy of the template.
pub(crate) struct Project<'t> {
    template: &'t Template,
    pub(crate) root: PathBuf,
    _dir: tempfile::TempDir,
    begun: SystemTime,
}

/// What a file is after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    Old,
    New,
    /// Between the two, with a journal that tells what is missing.
    Torn,
}

impl Project<'_> {
    /// The migration of all of it, in one thread, so that its system calls can be counted.
    pub(crate) fn migrate(&self, more: &[&str]) -> Command {
        let mut command = modelmod(&self.root);
        command.args(["migrate", "-j1", "src", "link.py"]).args(more);
        command
    }

    /// The edited files, each with what it is now. Everything that has to hold at any moment
    /// is checked; `may_stray` says whether something may lie about.
    #[track_caller]
    pub(crate) fn look(&self, when: &str, may_stray: bool) -> BTreeMap<String, Content> {
        let mut found = BTreeMap::new();
        let now = names(&self.root);
        let strays: Vec<&String> = now.iter().filter(|name| is_stray(name)).collect();
        assert!(may_stray || strays.is_empty(), "{when}: {strays:?}");
        let others: BTreeSet<&String> = now.iter().filter(|name| !is_stray(name)).collect();
        assert_eq!(others, self.template.files.keys().collect(), "{when}");
        for (name, old) in &self.template.files {
            let path = self.root.join(name);
            let new = State::of(&path);
            assert_eq!(new.identity(), old.identity(), "{when}: {name}");
            if name == "link.py" {
                let target = path.read_link().unwrap();
                assert_eq!(target, Path::new("elsewhere/target.py"), "{when}");
                continue;
            }
            if old.after() == old.bytes {
                assert_eq!(new, *old, "{when}: {name} is not to be touched");
                continue;
            }
            let is_torn = || {
                let is_journal = |name: &&String| name.ends_with(".modelmod-journal");
                old.links > 1 && strays.iter().any(is_journal)
            };
            let content = if new.bytes == old.bytes {
                assert!(
                    old.links > 1 || new.modified == old.modified,
                    "{when}: {name} was written"
                );
                Content::Old
            } else if new.bytes == old.after() {
                let soon = std::time::Duration::from_secs(2);
                assert!(new.modified + soon >= self.begun, "{when}: {name} has an old time");
                Content::New
            } else if is_torn() {
                Content::Torn
            } else {
                panic!("{when}: {name} is {:?}", text(&new.bytes));
            };
            found.insert(name.clone(), content);
        }
        found
    }

    /// Runs again without a fault: all is migrated, and nothing else is to be seen.
    #[track_caller]
    pub(crate) fn next_run_finishes(&self, when: &str) {
        let output = self.migrate(&[]).output().unwrap();
        assert!(output.status.success(), "{when}, next run: {}", text(&output.stderr));
        let found = self.look(&format!("{when}, next run"), false);
        assert!(found.values().all(|content| *content == Content::New), "{when}: {found:?}");
        let status = git_text(&self.root, &["status", "--porcelain", "-z"]);
        let changed: BTreeSet<&str> = status.split_terminator('\0').map(str::trim_start).collect();
        let expected: BTreeSet<String> = found.keys().map(|name| format!("M {name}")).collect();
        assert_eq!(changed, expected.iter().map(String::as_str).collect(), "{when}");
    }
}

/// Whether a file is among those to be migrated: this one is another name of one of them.
pub(crate) fn is_asked_for(name: &str) -> bool {
    name != "elsewhere/linked.py"
}

/// What was said about a run is what happened.
#[track_caller]
pub(crate) fn told(output: &Output, found: &BTreeMap<String, Content>, when: &str) {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    let said = format!("{when}:\n{out}\n{err}");
    let (mut failed, mut written) = (0, 0);
    for (name, content) in found.iter().filter(|(name, _)| is_asked_for(name)) {
        let shown = modelmod_report::shown(name.as_bytes());
        let mut lines = out.lines().skip_while(|line| **line != shown).skip(1);
        let lines: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        assert!(!lines.is_empty(), "{name} is not reported: {said}");
        let not_written = lines.iter().filter(|line| line.contains("NOT WRITTEN")).count();
        match content {
            Content::New => {
                written += 1;
                assert_eq!(not_written, 0, "{name}: {said}");
            }
            _ => {
                failed += 1;
                assert_eq!(not_written, lines.len(), "{name}: {said}");
                let named = err.lines().any(|line| {
                    let about = line.starts_with("error: ") && line.contains(&shown);
                    about && (line.contains("; ") || line.contains(" again"))
                });
                assert!(named, "{name}: no error with a remedy: {said}");
            }
        }
    }
    let count = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
    assert!(written == 0 || out.contains(&format!(" rewritten in {}", count(written))), "{said}");
    assert_eq!(failed > 0, out.contains("could not be written"), "{said}");
}
