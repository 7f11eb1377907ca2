//! What a replaced file is like afterwards, and what is left when it is not replaced.
#![cfg(test)]
#![cfg(unix)]

mod common;

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use common::{names, put};
use modelmod_project::{
    RecoverError, Recovered, Removal, WriteError, Written, create, recover, remove_leftover,
    replace, replace_scanned,
};

fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// Runs one test of this file in a process of an ordinary user; `false` if that cannot be.
fn as_ordinary_user(test: &str, folder: &Path) -> bool {
    use std::os::unix::process::CommandExt;
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env("MODELMOD_TEST_FOLDER", folder);
    if std::fs::metadata("/proc/self").map_or(1, |data| data.uid()) == 0 {
        command.uid(65_534).gid(65_534);
    }
    match command.output() {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{text}");
            assert!(text.contains("1 passed"), "{text}");
            true
        }
        Err(error) => {
            eprintln!("skipped: no process as another user: {error}");
            false
        }
    }
}

/// The folder that a test in a process of its own is to work in.
fn given_folder() -> Option<std::path::PathBuf> {
    std::env::var_os("MODELMOD_TEST_FOLDER").map(Into::into)
}

#[test]
fn a_new_file_is_as_other_new_files_are() {
    let dir = tempfile::tempdir().unwrap();
    let (path, other) = (dir.path().join("new"), put(dir.path(), "other", "x"));
    create(&path, b"new\n").unwrap();
    assert_eq!(read(&path), b"new\n");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode();
    assert_eq!(mode(&path), mode(&other));
    assert!(matches!(create(&path, b"newer\n"), Err(WriteError::Io { .. })), "it is there");
    assert_eq!(read(&path), b"new\n");
    let nowhere = create(&dir.path().join("none/new"), b"x").unwrap_err();
    assert!(matches!(nowhere, WriteError::Folder { .. }), "{nowhere}");
    assert_eq!(names(dir.path()), ["new", "other"]);
}

#[test]
fn content_is_replaced_and_the_mode_kept() {
    let dir = tempfile::tempdir().unwrap();
    for mode in [0o755, 0o600, 0o644, 0o640, 0o777, 0o4755, 0o200 | 0o444] {
        let path = put(dir.path(), "file", "old\r\n");
        chmod(&path, mode);
        assert_eq!(replace(&path, b"old\r\n", b"new\xff\0").unwrap(), Written::Replaced);
        assert_eq!(read(&path), b"new\xff\0");
        assert_eq!(path.metadata().unwrap().mode() & 0o7777, mode);
        assert_eq!(names(dir.path()), ["file"]);
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn the_owner_is_kept_where_allowed() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    if std::os::unix::fs::chown(&path, Some(12), Some(34)).is_err() {
        eprintln!("skipped: only the superuser can give files away");
        return;
    }
    chmod(&path, 0o6755);
    replace(&path, b"old", b"new").unwrap();
    let data = path.metadata().unwrap();
    assert_eq!((data.uid(), data.gid(), data.mode() & 0o7777), (12, 34, 0o6755));
}

#[test]
fn the_modification_time_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(past).unwrap();
    replace(&path, b"old", b"new").unwrap();
    assert!(path.metadata().unwrap().modified().unwrap() > past);
}

#[test]
fn a_read_only_file_is_refused_also_for_the_superuser() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    chmod(&path, 0o444);
    let error = replace(&path, b"old", b"new").unwrap_err();
    assert!(matches!(error, WriteError::ReadOnly { .. }));
    assert!(error.to_string().contains("chmod u+w"), "{error}");
    assert_eq!(read(&path), b"old");
    assert_eq!(names(dir.path()), ["file"]);
}

#[test]
fn a_changed_file_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "edited");
    let error = replace(&path, b"old", b"new").unwrap_err();
    assert!(matches!(error, WriteError::Changed { .. }), "{error}");
    assert_eq!(read(&path), b"edited");
    std::fs::hard_link(&path, dir.path().join("link")).unwrap();
    assert!(matches!(replace(&path, b"old", b"new"), Err(WriteError::Changed { .. })));
    assert_eq!(names(dir.path()), ["file", "link"]);
    assert_eq!(replace(&path, b"old", b"edited").unwrap(), Written::AlreadyThere);
}

#[test]
fn a_missing_file_or_folder_is_named() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["file", "folder/file"] {
        let error = replace(&dir.path().join(name), b"old", b"new").unwrap_err();
        assert!(matches!(error, WriteError::Missing { .. }));
        assert!(error.to_string().contains(name));
    }
    let folder = replace(dir.path(), b"", b"new").unwrap_err();
    assert!(matches!(folder, WriteError::NotRegular { .. }));
    assert!(names(dir.path()).is_empty());
}

#[test]
fn a_link_stays_and_its_target_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let target = put(dir.path(), "real/file", "old");
    let link = dir.path().join("link");
    symlink("real/file", &link).unwrap();
    replace(&link, b"old", b"new").unwrap();
    assert_eq!(std::fs::read_link(&link).unwrap(), Path::new("real/file"));
    assert_eq!(read(&target), b"new");
    assert_eq!(names(dir.path()), ["link", "real"]);
    assert_eq!(names(&dir.path().join("real")), ["file"]);
}

#[test]
fn all_names_of_a_file_see_the_change() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old content");
    let other = dir.path().join("other");
    std::fs::hard_link(&path, &other).unwrap();
    chmod(&path, 0o640);
    let inode = path.metadata().unwrap().ino();
    for (old, new) in [(&b"old content"[..], &b"new"[..]), (b"new", b"longer than before")] {
        assert_eq!(replace(&path, old, new).unwrap(), Written::InPlace);
        assert_eq!((read(&path), read(&other)), (new.to_vec(), new.to_vec()));
        assert_eq!(replace(&other, old, new).unwrap(), Written::AlreadyThere);
    }
    let data = path.metadata().unwrap();
    assert_eq!((data.ino(), data.nlink(), data.mode() & 0o777), (inode, 2, 0o640));
    assert_eq!(names(dir.path()), ["file", "other"]);
}

#[test]
fn a_read_only_folder_is_named_and_nothing_is_left() {
    if let Some(folder) = given_folder() {
        for name in ["file", "linked"] {
            let error = replace(&folder.join(name), b"old", b"new").unwrap_err();
            assert!(matches!(error, WriteError::Folder { .. }), "{error}");
            assert!(error.to_string().contains("writable"), "{error}");
        }
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    let linked = put(dir.path(), "linked", "old");
    std::fs::hard_link(&linked, dir.path().join("linked-too")).unwrap();
    chmod(&path, 0o666);
    chmod(&linked, 0o666);
    chmod(dir.path(), 0o555);
    as_ordinary_user("a_read_only_folder_is_named_and_nothing_is_left", dir.path());
    chmod(dir.path(), 0o755);
    assert_eq!((read(&path), read(&linked)), (b"old".to_vec(), b"old".to_vec()));
    assert_eq!(names(dir.path()), ["file", "linked", "linked-too"]);
}

#[test]
fn a_file_of_somebody_else_stays_theirs() {
    if let Some(folder) = given_folder() {
        // A new file would be this user's.
        assert_eq!(replace(&folder.join("file"), b"old", b"new").unwrap(), Written::InPlace);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    if std::os::unix::fs::chown(&path, Some(12), Some(34)).is_err() {
        eprintln!("skipped: only the superuser can give files away");
        return;
    }
    chmod(&path, 0o6777);
    chmod(dir.path(), 0o777);
    if as_ordinary_user("a_file_of_somebody_else_stays_theirs", dir.path()) {
        let data = path.metadata().unwrap();
        assert_eq!(read(&path), b"new");
        // The system takes the set-id bits from what somebody else has written.
        assert_eq!((data.uid(), data.gid(), data.mode() & 0o7777), (12, 34, 0o777));
        assert_eq!(names(dir.path()), ["file"]);
    }
}

/// Notes, labels and lists of access are kept with the file.
#[test]
#[cfg(target_os = "linux")]
fn attributes_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    // Two entries more than the mode has: user 12 may read, the mask says read and write.
    let mut access = 2u32.to_le_bytes().to_vec();
    for (tag, rights, id) in
        [(1u16, 6u16, u32::MAX), (2, 4, 12), (4, 4, u32::MAX), (16, 6, u32::MAX), (32, 0, u32::MAX)]
    {
        access.extend(tag.to_le_bytes().into_iter().chain(rights.to_le_bytes()));
        access.extend(id.to_le_bytes());
    }
    let long = vec![b'x'; 1000];
    let mut kept = Vec::new();
    for (name, value) in [
        ("user.note", b"kept".as_slice()),
        ("user.long", &long),
        ("system.posix_acl_access", &access),
    ] {
        match setxattr(&path, name, value, XattrFlags::empty()) {
            Ok(()) => kept.push((name, value)),
            Err(error) => eprintln!("skipped: {name}: {error}"),
        }
    }
    let mode = path.metadata().unwrap().mode();
    assert_eq!(replace(&path, b"old", b"new").unwrap(), Written::Replaced);
    assert_eq!(path.metadata().unwrap().mode(), mode);
    for (name, value) in kept {
        let mut there = vec![0; 2000];
        let length = getxattr(&path, name, &mut there[..]).unwrap();
        assert_eq!(&there[..length], value, "{name}");
    }
}

/// What is behind a link that was not there when the file was scanned is not it.
#[test]
fn a_link_that_came_since_is_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    let outside = put(&root, "outside/file", "old");
    symlink("outside", root.join("folder")).unwrap();
    symlink("outside/file", root.join("file")).unwrap();
    for path in ["folder/file", "file"] {
        let error = replace_scanned(&root.join(path), b"old", b"new").unwrap_err();
        assert!(matches!(error, WriteError::Link { .. }), "{error}");
        assert_eq!(read(&outside), b"old");
    }
    assert_eq!(replace_scanned(&outside, b"old", b"new").unwrap(), Written::Replaced);
}

#[test]
fn a_long_name_can_be_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), &"n".repeat(255), "old");
    assert_eq!(replace(&path, b"old", b"new").unwrap(), Written::Replaced);
    assert_eq!(read(&path), b"new");
}

#[test]
fn a_leftover_is_removed_unless_its_writer_lives() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), ".a.modelmod-abcdef.tmp", "x");
    let held = std::fs::File::open(&path).unwrap();
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert_eq!(remove_leftover(&path).unwrap(), Removal::InUse);
    assert_eq!(names(dir.path()).len(), 1);
    drop(held);
    assert_eq!(remove_leftover(&path).unwrap(), Removal::Removed);
    assert_eq!(remove_leftover(&path).unwrap(), Removal::Gone);
    let other = put(dir.path(), "a.tmp", "x");
    assert_eq!(remove_leftover(&other).unwrap(), Removal::NotOurs);
    let link = dir.path().join(".b.modelmod-abcdef.tmp");
    symlink("a.tmp", &link).unwrap();
    assert_eq!(remove_leftover(&link).unwrap(), Removal::NotOurs);
    assert!(other.exists());
}

/// A journal as an interrupted run leaves it, made by stopping before its removal.
fn journal(old: &str, new: &str) -> Vec<u8> {
    let hash = |content: &str| git2::Oid::hash_object(git2::ObjectType::Blob, content.as_bytes());
    let (old_hash, new_hash) = (hash(old).unwrap(), hash(new).unwrap());
    let (old_length, new_length) = (old.len(), new.len());
    format!(
        "modelmod-journal 1\nold {old_length} {old_hash}\nnew {new_length} {new_hash}\n\n{old}{new}"
    )
    .into_bytes()
}

#[test]
fn a_journal_finishes_a_half_written_file_and_respects_an_edited_one() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = journal("old content", "NEW");
    for (found, outcome, left) in [
        ("NEW content", Recovered::Finished, "NEW"),
        ("NEWcontent!", Recovered::Finished, ""),
        ("old content", Recovered::WasOld, "old content"),
        ("NEW", Recovered::WasNew, "NEW"),
    ] {
        let path = put(dir.path(), "file", found);
        let journal = put(dir.path(), "file.modelmod-journal", &bytes);
        let result = recover(&journal);
        if left.is_empty() {
            assert!(matches!(result, Err(RecoverError::Changed { .. })));
            assert!(journal.exists());
            assert_eq!(read(&path), found.as_bytes());
            std::fs::remove_file(journal).unwrap();
        } else {
            assert_eq!(result.unwrap(), outcome);
            assert_eq!(read(&path), left.as_bytes());
            assert_eq!(names(dir.path()), ["file"]);
        }
    }
}

#[test]
fn a_journal_is_refused_when_damaged_or_in_use_and_blocks_new_writes() {
    let dir = tempfile::tempdir().unwrap();
    let path = put(dir.path(), "file", "old");
    let journal_path = put(dir.path(), "file.modelmod-journal", "modelmod-journal 1\n");
    assert!(matches!(recover(&journal_path), Err(RecoverError::Damaged { .. })));
    let error = replace(&path, b"old", b"new").unwrap_err();
    assert!(matches!(error, WriteError::Interrupted { .. }), "{error}");
    std::fs::write(&journal_path, journal("old", "new")).unwrap();
    let held = std::fs::File::open(&journal_path).unwrap();
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).unwrap();
    assert!(matches!(recover(&journal_path), Err(RecoverError::InUse { .. })));
    drop(held);
    assert_eq!(recover(&journal_path).unwrap(), Recovered::WasOld);
    assert_eq!(recover(&journal_path).unwrap(), Recovered::Gone);
    assert!(matches!(recover(&path), Err(RecoverError::NotAJournal { .. })));
    assert_eq!(read(&path), b"old");
}

#[test]
fn a_full_disk_leaves_the_old_content() {
    // Files of this process cannot grow beyond a limit: the nearest thing to a full disk.
    if let Some(folder) = given_folder() {
        let old = vec![b'o'; 4096];
        let new = vec![b'n'; 1 << 20];
        for name in ["file", "linked"] {
            let error = replace(&folder.join(name), &old, &new).unwrap_err();
            assert!(matches!(error, WriteError::Io { .. }), "{error}");
        }
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let old = vec![b'o'; 4096];
    let path = put(dir.path(), "file", &old);
    let linked = put(dir.path(), "linked", &old);
    std::fs::hard_link(&linked, dir.path().join("linked-too")).unwrap();
    let script = "ulimit -f 256 && trap '' XFSZ && exec \"$0\" \"$@\"";
    let output = std::process::Command::new("bash")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .args(["a_full_disk_leaves_the_old_content", "--exact", "--nocapture"])
        .env("MODELMOD_TEST_FOLDER", dir.path())
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: no bash");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!((read(&path), read(&linked)), (old.clone(), old));
    assert_eq!(names(dir.path()), ["file", "linked", "linked-too"]);
}
