//! A walk with a cache finds what a walk without one finds, whatever happened in between.
#![cfg(test)]
#![cfg(unix)]

mod common;

use std::fs::{self, File, FileTimes};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use common::{commit_all, git, init, names, put};
use modelmod_project::{
    Aside, Cache, CacheFolder, FileInput, HeadOptions, NoCache, NotedFile, Repository, WalkOptions,
    Walked, walk, walk_head, walk_noted,
};

const QUESTION: &[u8] = b"HIT";

/// All that a walk tells.
#[derive(Debug, PartialEq)]
struct Seen {
    found: Vec<(PathBuf, usize)>,
    files: u64,
    bytes: u64,
    skipped: Vec<(PathBuf, String)>,
}

fn visit(file: &FileInput<'_>) -> Option<usize> {
    let found = file.bytes.windows(3).filter(|part| *part == QUESTION).count();
    if found == 0 {
        file.say_blank();
    }
    (found > 0).then_some(found)
}

fn seen(walked: Walked<usize>) -> Seen {
    assert_eq!(walked.warnings, [""; 0]);
    let skipped = walked.skipped.into_iter().map(|one| (one.path, one.reason.to_string()));
    Seen {
        found: walked.results,
        files: walked.files,
        bytes: walked.bytes,
        skipped: skipped.collect(),
    }
}

fn look(root: &Path, cache: Option<&Arc<Cache>>) -> Seen {
    let options = WalkOptions {
        roots: vec![root.to_path_buf()],
        exclude_root: root.to_path_buf(),
        max_file_size: 300_000,
        cache: cache.cloned(),
        ..WalkOptions::default()
    };
    seen(walk(&options, visit).unwrap())
}

/// Opened as if long after the files were last changed, for changes to come need not be slow to
/// bear another time: between two walks the tests let the clock tick.
fn later() -> SystemTime {
    std::thread::sleep(Duration::from_millis(15));
    SystemTime::now() + Duration::from_secs(3600)
}

/// [`look`] with notes: how often the name stands in a file, and in which, by its last letters.
/// What is known of a file is what stands in it.
fn look_noting(root: &Path, cache: &Arc<Cache>) -> Seen {
    let options = WalkOptions {
        roots: vec![root.to_path_buf()],
        exclude_root: root.to_path_buf(),
        max_file_size: 300_000,
        cache: Some(cache.clone()),
        ..WalkOptions::default()
    };
    let end = |path: &Path| {
        let path = path.to_str().unwrap();
        path[path.len() - 6..].to_owned()
    };
    let look = |file: &FileInput<'_>| {
        let found = visit(file)?;
        file.note(format!("{} {found}", end(file.path)).into_bytes());
        Some(found)
    };
    let recall = |file: &NotedFile<'_>| {
        let note = std::str::from_utf8(file.note).unwrap();
        let (place, found) = note.split_once(' ').unwrap();
        let bytes = file.seen.read(file.path).expect("it is as it was");
        let stands = bytes.windows(3).filter(|part| *part == QUESTION).count();
        assert_eq!(found.parse(), Ok(stands), "{}", file.path.display());
        (place == end(file.path)).then_some(Some(stands))
    };
    seen(walk_noted(&options, look, recall).unwrap())
}

/// Opened with notes.
fn open_noting(folder: &Path, root: &Path, noted: &[u8]) -> Arc<Cache> {
    let (root, folder) = (root.canonicalize().unwrap(), CacheFolder::named(folder));
    let question = if noted == b"sevens" { noted } else { QUESTION };
    Cache::open_with_notes(&folder, &root, question, Some(noted), later()).unwrap()
}

/// [`same`] with notes.
#[track_caller]
fn same_noting(folder: &Path, root: &Path, what: &str) -> u64 {
    let cache = open_noting(folder, root, b"how often");
    let with = look_noting(root, &cache);
    assert_eq!(with, look(root, None), "{what}");
    cache.save().unwrap();
    cache.known()
}

fn open(folder: &Path, root: &Path) -> Arc<Cache> {
    let root = root.canonicalize().unwrap();
    Cache::open(&CacheFolder::named(folder), &root, QUESTION, later()).unwrap()
}

/// Walks with what `folder` remembers and without, and expects the same; tells how many files
/// were known.
#[track_caller]
fn same(folder: &Path, root: &Path, what: &str) -> u64 {
    let cache = open(folder, root);
    let with = look(root, Some(&cache));
    assert_eq!(with, look(root, None), "{what}");
    cache.save().unwrap();
    cache.known()
}

/// A small generator of numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn content(&mut self) -> Vec<u8> {
        match self.roll(8) {
            0 => Vec::new(),
            1 => b"a HIT here".to_vec(),
            2 => b"HIT".repeat(1 + self.roll(9)),
            3 => b"\0binary HIT".to_vec(),
            // As long as the one with a hit.
            4 => b"a miss now".to_vec(),
            5 => vec![b'x'; 100_000 * self.roll(5)],
            _ => format!("line {}\n", self.roll(1000)).into_bytes(),
        }
    }
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() && entry.file_name() != ".git" {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// Puts back when the file was last written; when it was last changed, nobody can.
fn set_times(path: &Path, modified: SystemTime) {
    let times = FileTimes::new().set_modified(modified);
    File::options().write(true).open(path).unwrap().set_times(times).unwrap();
}

/// Something that people and programs do to trees.
fn mutate(root: &Path, dice: &mut Dice, is_git: bool) -> String {
    let all = files(root);
    let new = root.join(format!("d{}/n{}.txt", dice.roll(4), dice.roll(30)));
    let Some(one) = all.get(dice.roll(all.len().max(1))).cloned() else {
        put(root, "first", "HIT");
        return "first".to_owned();
    };
    let other = all[dice.roll(all.len())].clone();
    let name = one.display().to_string();
    let old = fs::metadata(&one).unwrap();
    fs::create_dir_all(new.parent().unwrap()).unwrap();
    match dice.roll(if is_git { 16 } else { 11 }) {
        0 => fs::write(&one, dice.content()).unwrap(),
        // As long, and as old, by what can be set.
        1 => {
            let mut bytes = fs::read(&one).unwrap();
            if bytes.len() >= 10 {
                bytes[..10].copy_from_slice(b"is a HIT !");
            }
            fs::write(&one, bytes).unwrap();
            set_times(&one, old.modified().unwrap());
        }
        // The same by another file under the same name.
        2 => {
            let beside = one.with_extension("new");
            fs::write(&beside, vec![b'T'; usize::try_from(old.len()).unwrap()]).unwrap();
            set_times(&beside, old.modified().unwrap());
            fs::rename(&beside, &one).unwrap();
        }
        3 => fs::rename(&one, &other).unwrap(),
        4 => fs::remove_file(&one).unwrap(),
        5 => {
            fs::remove_file(&other).unwrap();
            if one != other {
                fs::hard_link(&one, &other).unwrap();
            }
        }
        6 => fs::set_permissions(
            &one,
            PermissionsExt::from_mode(0o600 | u32::try_from(dice.roll(64)).unwrap()),
        )
        .unwrap(),
        7 => fs::write(&new, dice.content()).unwrap(),
        8 => {
            fs::remove_file(&one).unwrap();
            symlink(&other, &one).unwrap();
        }
        // Two files change places.
        9 => {
            let beside = one.with_extension("swap");
            fs::rename(&one, &beside).unwrap();
            if one != other {
                fs::rename(&other, &one).unwrap();
                fs::rename(&beside, &other).unwrap();
            }
        }
        10 => {
            fs::copy(&one, &new).unwrap();
            set_times(&new, old.modified().unwrap());
        }
        11 => commit_all_of(root),
        12 => {
            commit_all_of(root);
            git(root, &["switch", "-q", "-c", &format!("b{}", dice.roll(usize::MAX))]);
        }
        13 => {
            commit_all_of(root);
            let branches = String::from_utf8(git(root, &["branch", "--format=%(refname:short)"]));
            let branches = branches.unwrap();
            let branches: Vec<&str> = branches.lines().collect();
            git(root, &["switch", "-q", branches[dice.roll(branches.len())]]);
        }
        14 => drop(git(root, &["add", "-A"])),
        _ => drop(git(root, &["stash", "-q", "-u"])),
    }
    name
}

fn commit_all_of(root: &Path) {
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "--allow-empty", "-m", "all"]);
}

/// `MODELMOD_ROUNDS` makes it as many as you like.
fn rounds(usual: u64) -> u64 {
    std::env::var("MODELMOD_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn property(is_git: bool) {
    let mut known = 0;
    for round in 1..=rounds(6) {
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("tree");
        let cache = dir.path().join("cache");
        fs::create_dir(&root).unwrap();
        if is_git {
            init(&root);
        }
        for number in 0..40 {
            let content = dice.content();
            put(&root, &format!("d{}/f{number}.txt", number % 4), content);
        }
        if is_git {
            commit_all(&root);
        }
        let mut done = Vec::new();
        for _ in 0..8 {
            let what = format!("round {round}: {done:?}");
            // Both in turn: with notes more is known, and no less without.
            known += same(&cache, &root, &what);
            known += same_noting(&cache, &root, &what);
            for _ in 0..=dice.roll(3) {
                let step = mutate(&root, &mut dice, is_git);
                done.push(step);
            }
        }
        known += same(&cache, &root, &format!("round {round}: {done:?}"));
    }
    assert!(known > 100, "only {known} files were known: the cache is of no use");
}

#[test]
fn no_change_of_a_tree_is_missed() {
    property(false);
}

#[test]
fn no_change_of_a_work_tree_is_missed() {
    property(true);
}

#[test]
fn a_change_within_a_tick_of_the_clock_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tree");
    let folder = CacheFolder::named(&dir.path().join("cache"));
    init(&root);
    let path = put(&root, "a.txt", "no such");
    commit_all(&root);
    for round in 0..rounds(60) {
        let blank = if round % 2 == 0 { "no such" } else { "nothing" };
        fs::write(&path, blank).unwrap();
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        if round % 3 == 0 {
            git(&root, &["add", "-A"]);
        }
        let now = SystemTime::now();
        let canonical = root.canonicalize().unwrap();
        let cache = Cache::open(&folder, &canonical, QUESTION, now).unwrap();
        assert_eq!(look(&root, Some(&cache)).found, []);
        cache.save().unwrap();
        // As long, as old, and often in the same tick.
        fs::write(&path, "one HIT").unwrap();
        set_times(&path, written);
        let cache = Cache::open(&folder, &canonical, QUESTION, SystemTime::now()).unwrap();
        assert_eq!(look(&root, Some(&cache)).found.len(), 1, "round {round}");
        cache.save().unwrap();
    }
}

/// Whether a file that was last changed at `modified` is remembered by a run that begins so long
/// after that.
fn is_remembered(modified: SystemTime, after: Duration) -> bool {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tree").join("");
    set_times(&put(&root, "a.txt", "text"), modified);
    let (root, folder) = (root.canonicalize().unwrap(), CacheFolder::named(&dir.path().join("c")));
    let cache = Cache::open(&folder, &root, QUESTION, modified + after).unwrap();
    look(&root, Some(&cache));
    cache.save().unwrap();
    let cache = Cache::open(&folder, &root, QUESTION, later()).unwrap();
    look(&root, Some(&cache));
    cache.known() == 1
}

/// A later change could bear the same time, as fine as the clock tells it.
#[test]
fn what_was_changed_just_now_is_not_remembered() {
    let tomorrow = SystemTime::now() + Duration::from_secs(24 * 3600);
    let since = tomorrow.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let whole = SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs());
    let fine = whole + Duration::from_millis(500);
    assert!(!is_remembered(fine, Duration::from_millis(20)));
    assert!(is_remembered(fine, Duration::from_millis(200)));
    // Some file systems know whole seconds, or two of them.
    assert!(!is_remembered(whole, Duration::from_millis(200)));
    assert!(!is_remembered(whole, Duration::from_secs(2)));
    assert!(is_remembered(whole, Duration::from_secs(4)));
}

/// What is too large for a run is skipped, whatever another one has learned of it.
#[test]
fn a_large_file_is_skipped_though_it_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tree");
    put(&root, "a.txt", "text that is long");
    let folder = dir.path().join("cache");
    assert_eq!(same(&folder, &root, "first"), 0);
    let look = |cache: Option<Arc<Cache>>| {
        let (roots, exclude_root) = (vec![root.clone()], root.clone());
        let options =
            WalkOptions { roots, exclude_root, max_file_size: 4, cache, ..WalkOptions::default() };
        seen(walk(&options, visit).unwrap())
    };
    assert_eq!(look(Some(open(&folder, &root))), look(None));
    assert_eq!(look(None).skipped.len(), 1);
}

/// A repository with enough files that some are known.
fn repository(dir: &Path) -> PathBuf {
    let root = dir.join("tree");
    init(&root);
    for number in 0..20 {
        put(&root, &format!("src/{number}.txt"), format!("text {number}"));
    }
    put(&root, "src/hit.txt", "HIT");
    put(&root, "bin", "\0");
    commit_all(&root);
    root
}

/// Another work tree of the repository at `root`, whose files are older than its index.
fn linked(dir: &Path, root: &Path) -> PathBuf {
    let linked = dir.join("linked");
    git(root, &["worktree", "add", "-q", linked.to_str().unwrap(), "HEAD"]);
    std::thread::sleep(Duration::from_millis(15));
    git(&linked, &["update-index", "--really-refresh"]);
    put(&linked, ".git-is-young", "x");
    git(&linked, &["add", "-A"]);
    linked
}

#[test]
fn another_work_tree_profits_by_its_blobs() {
    let dir = tempfile::tempdir().unwrap();
    let (root, cache) = (repository(dir.path()), dir.path().join("cache"));
    assert_eq!(same(&cache, &root, "first"), 0);
    assert_eq!(same(&cache, &root, "second"), 21);
    let linked = linked(dir.path(), &root);
    // A file that is as young as the index may have been changed since it was written.
    let index = root.join(".git/worktrees/linked/index");
    let written = fs::metadata(&index).unwrap().modified().unwrap();
    set_times(&index, written - Duration::from_secs(3600));
    let unsaved = open(&cache, &linked);
    look(&linked, Some(&unsaved));
    assert_eq!(unsaved.known(), 0);
    set_times(&index, written);
    assert_eq!(same(&cache, &linked, "linked"), 21);
    put(&linked, "src/1.txt", "HIT 99");
    assert_eq!(same(&cache, &linked, "changed"), 21, "one changed and one was added");
}

#[test]
fn notes_hold_for_a_file_and_for_its_blob() {
    let dir = tempfile::tempdir().unwrap();
    let (root, cache) = (repository(dir.path()), dir.path().join("cache"));
    assert_eq!(same_noting(&cache, &root, "first"), 0);
    assert_eq!(same_noting(&cache, &root, "second"), 22);
    assert_eq!(same(&cache, &root, "without notes"), 21);
    // The same blob at another path is another file.
    put(&root, "src/same.txt", "HIT");
    commit_all(&root);
    same_noting(&cache, &root, "two");
    let linked = linked(dir.path(), &root);
    assert_eq!(same_noting(&cache, &linked, "linked"), 23);
    // Notes for one question are none for another.
    let other = open_noting(&cache, &root, b"how seldom");
    let recall = |_: &NotedFile<'_>| -> Option<Option<usize>> { panic!("another question") };
    let options =
        WalkOptions { roots: vec![root.clone()], cache: Some(other), ..WalkOptions::default() };
    walk_noted(&options, visit, recall).unwrap();
}

#[test]
fn a_file_that_changes_meanwhile_is_not_read_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (root, cache) = (repository(dir.path()), dir.path().join("cache"));
    same_noting(&cache, &root, "first");
    let cache = open_noting(&cache, &root, b"how often");
    let seen = std::sync::Mutex::new(Vec::new());
    let recall = |file: &NotedFile<'_>| {
        seen.lock().unwrap().push((file.path.to_path_buf(), file.seen));
        Some(None)
    };
    let options = WalkOptions { roots: vec![root], cache: Some(cache), ..WalkOptions::default() };
    walk_noted(&options, visit, recall).unwrap();
    let (path, seen) = seen.into_inner().unwrap().pop().unwrap();
    assert_eq!(seen.read(&path).as_deref(), Some(&b"HIT"[..]));
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "HAT").unwrap();
    set_times(&path, modified);
    assert_eq!(seen.read(&path), None);
    fs::remove_file(&path).unwrap();
    assert_eq!(seen.read(&path), None);
}

#[test]
fn what_is_asked_late_is_answered_for_all() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("cache"));
    for number in 0..200 {
        put(&root, &format!("more/{number}.txt"), format!("text {number}"));
    }
    let look = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok()?;
        text.contains('7').then(|| text.as_bytes().to_vec())
    };
    let wanted = |path: &Path| !path.ends_with("7.txt");
    let answers = |cache: Option<Arc<Cache>>, asks_at: usize, names: Option<Arc<Cache>>| {
        let aside = Aside::new(&look, cache.clone());
        let count = std::sync::atomic::AtomicUsize::new(1);
        if asks_at == 0 {
            aside.ask();
        }
        let met = |_: &FileInput<'_>| -> Option<()> {
            if count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == asks_at {
                aside.ask();
            }
            None
        };
        let options = WalkOptions {
            roots: vec![root.clone()],
            aside: Some(&aside),
            cache: names,
            ..WalkOptions::default()
        };
        walk(&options, met).unwrap();
        let mut found = aside.answers(wanted, 1000, 2);
        found.sort();
        let known = cache.map_or(0, |cache| {
            cache.save().unwrap();
            cache.known()
        });
        (found, known)
    };
    let (all, _) = answers(None, usize::MAX, None);
    assert_eq!(all.len(), 38, "{all:?}");
    for asks_at in [0, 1, 100] {
        assert_eq!(answers(None, asks_at, None).0, all, "asked at {asks_at}");
    }
    // Known by an earlier run, whether the walk reads the files or knows them too.
    let noting = || open_noting(&folder, &root, b"sevens");
    assert_eq!(answers(Some(noting()), 0, None), (all.clone(), 0));
    assert_eq!(answers(Some(noting()), 100, None), (all.clone(), 221));
    same(&dir.path().join("other"), &root, "names");
    let names = open(&dir.path().join("other"), &root);
    assert_eq!(answers(Some(noting()), 0, Some(names.clone())), (all.clone(), 221));
    put(&root, "more/1.txt", "text 71");
    let (now, known) = answers(Some(noting()), usize::MAX, Some(names));
    assert_eq!((now.len(), known), (39, 220));
}

#[test]
fn what_is_converted_is_not_its_blob() {
    let convert = [
        ("*.txt filter=swap", "filter.swap.smudge", "tr M H"),
        ("*.txt working-tree-encoding=UTF-16", "core.autocrlf", "false"),
    ];
    for (attributes, key, value) in convert {
        let dir = tempfile::tempdir().unwrap();
        let cache = dir.path().join("cache");
        let root = dir.path().join("tree");
        init(&root);
        put(&root, "a.txt", "one MIT");
        put(&root, "sub/b.txt", "one MIT");
        commit_all(&root);
        let young = |root: &Path| {
            std::thread::sleep(Duration::from_millis(15));
            put(root, "young", "x");
            git(root, &["add", "-A"]);
        };
        young(&root);
        same(&cache, &root, "as it is");
        git(&root, &["config", key, value]);
        // Without it git takes the file for modified.
        git(&root, &["config", "filter.swap.clean", "tr H M"]);
        put(&root, "sub/.gitattributes", attributes);
        fs::remove_file(root.join("sub/b.txt")).unwrap();
        git(&root, &["checkout", "-q", "sub/b.txt"]);
        young(&root);
        same(&cache, &root, attributes);
        // And the other way round: what was learned of the converted file says nothing of the blob.
        fs::remove_dir_all(&cache).unwrap();
        fs::remove_file(root.join("a.txt")).unwrap();
        same(&cache, &root, "converted");
        git(&root, &["checkout", "-q", "HEAD", "a.txt"]);
        young(&root);
        same(&cache, &root, "both");
    }
}

#[test]
fn blobs_of_a_commit_are_known_by_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("cache"));
    let repository = Repository::discover(&root).unwrap().unwrap();
    let look = |cache: Option<Arc<Cache>>, max_file_size| {
        let head = repository.head().unwrap();
        let options = HeadOptions { cache, max_file_size, ..HeadOptions::default() };
        seen(walk_head(&repository, &head, &options, visit).unwrap())
    };
    let mut known = Vec::new();
    for limit in [1000, 1000, 5] {
        let cache = open(&folder, &root);
        assert_eq!(look(Some(cache.clone()), limit), look(None, limit));
        cache.save().unwrap();
        known.push(cache.known());
        if known.len() == 2 {
            put(&root, "src/3.txt", "HIT");
            commit_all(&root);
        }
    }
    assert_eq!(known[..2], [0, 21]);
}

/// What a walk of HEAD tells, which is the same with and without the cache, and how many files that
/// knew.
fn same_of_head(folder: &Path, root: &Path, doing: &str) -> (Seen, u64) {
    let repository = Repository::discover(root).unwrap().unwrap();
    let look = |cache: Option<Arc<Cache>>| {
        let options = HeadOptions { cache, ..HeadOptions::default() };
        seen(walk_head(&repository, &repository.head().unwrap(), &options, visit).unwrap())
    };
    let cache = open(folder, root);
    let found = look(Some(cache.clone()));
    assert_eq!(found, look(None), "{doing}");
    cache.save().unwrap();
    (found, cache.known())
}

/// Lines of which there is nothing to tell.
fn long(line_end: &str) -> String {
    format!("nothing{line_end}").repeat(300)
}

#[test]
fn blobs_of_a_commit_are_known_by_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (dir.path().join("tree"), dir.path().join("cache"));
    init(&root);
    put(&root, "plain.txt", long("\n"));
    put(&root, "sub/same.txt", long("\n"));
    put(&root, "other.txt", format!("{}other", long("\n")));
    put(&root, "binary", format!("\0{}", long("\n")));
    put(&root, "hit.txt", format!("{}HIT", long("\n")));
    put(&root, "small.txt", "nothing");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n";
    put(&root, "pointer.bin", pointer);
    // Files get line ends that their blobs do not have.
    put(&root, ".gitattributes", "crlf.txt eol=crlf\n");
    put(&root, "crlf.txt", format!("{}crlf\n", long("\n")));
    commit_all(&root);
    fs::remove_file(root.join("crlf.txt")).unwrap();
    git(&root, &["checkout", "-q", "crlf.txt"]);
    std::thread::sleep(Duration::from_millis(15));
    put(&root, "young", "x");
    git(&root, &["add", "-A"]);
    same(&folder, &root, "files");
    let (found, known) = same_of_head(&folder, &root, "after the files");
    assert_eq!(known, 4, "those that are long and were not converted");
    assert_eq!((found.found.len(), found.files, found.skipped.len()), (1, 7, 2));
    // What was read itself is known by its name.
    assert_eq!(same_of_head(&folder, &root, "after itself").1, 7);
}

#[test]
fn a_replaced_blob_is_not_known_by_its_file() {
    for packed in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        let (root, folder) = (dir.path().join("tree"), dir.path().join("cache"));
        init(&root);
        put(&root, "one.txt", format!("{}HIT", long("\n")));
        put(&root, "two.txt", format!("{}MIT", long("\n")));
        put(&root, "z.txt", "slow");
        commit_all(&root);
        git(&root, &["replace", "HEAD:one.txt", "HEAD:two.txt"]);
        if packed {
            git(&root, &["pack-refs", "--all"]);
            let _ = fs::remove_dir(root.join(".git/refs/replace"));
        }
        // What is older than the index git takes for what that says.
        git(&root, &["config", "filter.slow.smudge", "sleep 1.1; cat"]);
        put(&root, ".git/info/attributes", "z.txt filter=slow");
        for name in ["one.txt", "z.txt"] {
            fs::remove_file(root.join(name)).unwrap();
        }
        git(&root, &["checkout", "-q", "HEAD", "."]);
        fs::remove_file(root.join(".git/info/attributes")).unwrap();
        assert_eq!(look(&root, None).found, [], "git put the other one there");
        same(&folder, &root, "files");
        assert_eq!(same_of_head(&folder, &root, "HEAD").0.found.len(), 1);
    }
}

#[test]
fn a_cache_of_another_question_or_tree_says_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("cache"));
    same(&folder, &root, "first");
    let real = root.canonicalize().unwrap();
    let other = Cache::open(&CacheFolder::named(&folder), &real, b"MISS", later()).unwrap();
    look(&root, Some(&other));
    assert_eq!(other.known(), 0);
    // Not even if it takes the place of one for this question.
    other.save().unwrap();
    let caches = || {
        let all = names(&folder).into_iter().filter(|name| name.ends_with(".cache"));
        all.collect::<Vec<_>>()
    };
    let [one, two] = &caches()[..] else { panic!("{:?}", caches()) };
    let mut bytes = [fs::read(folder.join(one)).unwrap(), fs::read(folder.join(two)).unwrap()];
    bytes.reverse();
    fs::write(folder.join(one), &bytes[0]).unwrap();
    fs::write(folder.join(two), &bytes[1]).unwrap();
    assert_eq!(same(&folder, &root, "changed places"), 0);
}

#[test]
fn a_damaged_cache_is_as_good_as_none() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("cache"));
    same(&folder, &root, "first");
    let name = names(&folder).into_iter().find(|name| name.ends_with(".cache")).unwrap();
    let path = folder.join(name);
    let sound = fs::read(&path).unwrap();
    let mut dice = Dice(7);
    let mut damaged: Vec<Vec<u8>> = vec![Vec::new(), vec![0; 100], b"modelmod cache 1".to_vec()];
    for _ in 0..60 {
        let (mut bytes, at) = (sound.clone(), dice.roll(sound.len()));
        match dice.roll(3) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.roll(8),
            _ => bytes.extend_from_slice(&sound[at..]),
        }
        damaged.push(bytes);
    }
    for bytes in damaged.iter().filter(|bytes| **bytes != sound) {
        fs::write(&path, bytes).unwrap();
        assert_eq!(same(&folder, &root, "damaged"), 0);
        assert_eq!(fs::read(&path).unwrap().len(), sound.len(), "it was not mended");
    }
    // Nor are notes.
    let other = dir.path().join("noted");
    same_noting(&other, &root, "first");
    let caches = names(&other).into_iter().filter(|name| name.ends_with(".cache"));
    let notes = caches.map(|name| other.join(name));
    let notes = notes.filter(|path| fs::read(path).unwrap().starts_with(b"modelmod notes"));
    let [notes] = &notes.collect::<Vec<_>>()[..] else { panic!("one file of notes") };
    let sound = fs::read(notes).unwrap();
    for _ in 0..60 {
        let (mut bytes, at) = (sound.clone(), dice.roll(sound.len()));
        match dice.roll(3) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.roll(8),
            _ => bytes.extend_from_slice(&sound[at..]),
        }
        fs::write(notes, &bytes).unwrap();
        assert_eq!(same_noting(&other, &root, "damaged"), 21);
        assert_eq!(fs::read(notes).unwrap().len(), sound.len(), "it was not mended");
    }
    // Nor does it wait for a pipe, follow a link, or mind a folder.
    fs::remove_file(&path).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, &path, rustix::fs::Mode::RWXU).unwrap();
    assert_eq!(same(&folder, &root, "pipe"), 0);
    fs::rename(&path, dir.path().join("kept")).unwrap();
    symlink(dir.path().join("kept"), &path).unwrap();
    assert_eq!(same(&folder, &root, "link"), 0);
}

#[test]
fn the_tree_brings_no_cache_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let root = repository(dir.path());
    let inside = root.join("cache");
    assert_eq!(same(&inside, &root, "first"), 0);
    assert_eq!(same(&inside, &root, "second"), 21, "what the user names is good, also inside");
    git(&root, &["add", "-f", "cache"]);
    let real = root.canonicalize().unwrap();
    let opened = Cache::open(&CacheFolder::named(&inside), &real, QUESTION, later());
    assert_eq!(opened.err(), Some(NoCache::Tracked));
}

#[test]
fn a_folder_that_cannot_be_written_is_no_failure_of_a_walk() {
    let dir = tempfile::tempdir().unwrap();
    let root = repository(dir.path());
    let file = put(dir.path(), "no-folder", "x");
    let real = root.canonicalize().unwrap();
    let folder = CacheFolder::named(&file.join("cache"));
    let cache = Cache::open(&folder, &real, QUESTION, later()).unwrap();
    assert_eq!(look(&root, Some(&cache)), look(&root, None));
    assert!(cache.save().is_err());
}

#[test]
fn a_new_folder_is_marked_and_private() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("deep/cache"));
    same(&folder, &root, "first");
    assert_eq!(fs::metadata(&folder).unwrap().mode() & 0o777, 0o700);
    let found = names(&folder);
    for name in [".gitignore", ".ignore", "CACHEDIR.TAG"] {
        assert!(found.contains(&name.to_owned()), "{found:?}");
    }
    assert_eq!(found.len(), 4, "{found:?}");
    // One that was there is left as it was.
    let there = dir.path().join("there");
    fs::create_dir(&there).unwrap();
    same(&there, &root, "first");
    assert_eq!(names(&there).len(), 1);
}

#[test]
fn runs_at_the_same_time_do_not_harm_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let (root, folder) = (repository(dir.path()), dir.path().join("cache"));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..5 {
                    same(&folder, &root, "at the same time");
                }
            });
        }
    });
    assert_eq!(same(&folder, &root, "after all"), 21);
    assert!(!names(&folder).iter().any(|name| name.starts_with(".half-done")));
}
