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
    Cache, CacheFolder, FileInput, HeadOptions, NoCache, Repository, WalkOptions, Walked, walk,
    walk_head,
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
            known += same(&cache, &root, &format!("round {round}: {done:?}"));
            for _ in 0..=dice.roll(3) {
                let step = mutate(&root, &mut dice, is_git);
                done.push(step);
            }
        }
        known += same(&cache, &root, &format!("round {round}: {done:?}"));
    }
    assert!(known > 50, "only {known} files were known: the cache is of no use");
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

#[test]
fn another_work_tree_profits_by_its_blobs() {
    let dir = tempfile::tempdir().unwrap();
    let (root, cache) = (repository(dir.path()), dir.path().join("cache"));
    assert_eq!(same(&cache, &root, "first"), 0);
    assert_eq!(same(&cache, &root, "second"), 21);
    let linked = dir.path().join("linked");
    git(&root, &["worktree", "add", "-q", linked.to_str().unwrap(), "HEAD"]);
    std::thread::sleep(Duration::from_millis(15));
    git(&linked, &["update-index", "--really-refresh"]);
    put(&linked, ".git-is-young", "x");
    git(&linked, &["add", "-A"]);
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
