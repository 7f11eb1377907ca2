//! Trees that somebody has made to do harm: names that command terminals, links that lead away,
//! files that never end, and text that takes parsers to their limits.
#![cfg(test)]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{apply, commit_all, fine, git, git_text, init, modelmod, put, run, text, tree};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

const LINE: &str = "model = \"claude-2.1\"\n";

/// Names that nobody wants on a terminal as they are.
const NAMES: &[&[u8]] = &[
    b"new\nline.py",
    b"forged\nerror: all is lost.py",
    b"esc\x1b[31m\x1b]0;title\x07.py",
    b"c1\xc2\x9b31m.py",
    b"right to left\xe2\x80\xaeyp.py",
    b"isolate\xe2\x81\xa6.py",
    b"nothing\xe2\x80\x8b.py",
    b"tag\xf3\xa0\x81\x81.py",
    b"line\xe2\x80\xa8end.py",
    b"not text\xff\xfe.py",
    b"quotes\"'`$(id) \\.py",
    b"pipe|tab\t<b>&amp;@all #1.py",
    b" -n.py",
    b"--check.py",
];

/// A repository with each of [`NAMES`] as a file, a read-only file, a pipe, a binary file, and
/// one that looks like UTF-16.
fn hostile_names() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    init(root);
    for name in NAMES {
        let kind = |kind: &str| OsStr::from_bytes(&[kind.as_bytes(), name].concat()).to_owned();
        // The text is hostile, too.
        put(root, kind(""), format!("# \u{1b}[31m \u{9b}1m \u{202e} \u{200b}\r\n{LINE}"));
        let locked = put(root, kind("locked "), LINE);
        std::fs::set_permissions(locked, PermissionsExt::from_mode(0o444)).unwrap();
        put(root, kind("binary "), b"claude-2.1\0");
        put(root, kind("utf-16 "), b"\xff\xfe\x00\xd8claude-2.1");
        put(root, kind("suppressed "), format!("{LINE}# modelmod: ignore[\u{1b}[31m\u{202e}]\n"));
        let pipe = Command::new("mkfifo").arg("--").arg(root.join(kind("pipe "))).status();
        assert!(pipe.unwrap().success());
    }
    commit_all(root);
    dir
}

/// Told without the code that is tested: all that is in [`NAMES`] and in the files.
fn is_harmful(c: char) -> bool {
    let is_layout = c == '\n' || c == '\t';
    let is_unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}');
    c.is_control() && !is_layout || is_unseen
}

/// Whether a text holds what commands a terminal, or cannot be seen.
#[track_caller]
fn assert_harmless(bytes: &[u8], what: &str) {
    let text = std::str::from_utf8(bytes)
        .unwrap_or_else(|error| panic!("{what}: {error}: {}", String::from_utf8_lossy(bytes)));
    for (at, c) in text.char_indices() {
        let before: String = text[..at].chars().rev().take(40).collect();
        let before: String = before.chars().rev().collect();
        assert!(!is_harmful(c), "{what}: {c:?} behind {before:?}");
    }
}

/// What is shown at a terminal, or would be with `--color=always`, without the colours.
fn without_colours(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (colour, rest) = part.split_once('m').unwrap_or(("?", part));
        let is_colour = colour.strip_prefix('[').is_some_and(|numbers| {
            numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b';')
        });
        assert!(is_colour, "{part:?}");
        out.push_str(rest);
    }
    out.into_bytes()
}

#[test]
fn names_and_texts_reach_nobody_as_commands() {
    let dir = hostile_names();
    let root = dir.path();
    git(root, &["remote", "add", "origin", "https://github.com/owner/name"]);
    let elsewhere = tempfile::tempdir().unwrap();
    let baseline = elsewhere.path().join("baseline.toml");
    let write_baseline = format!("--write-baseline={}", baseline.display());
    for args in [
        &["migrate", "-v", "--check"][..],
        &["migrate", "-v", "--check", "--color=always"],
        &["migrate", "-v", "-n", "--color=always"],
        &["migrate", "--check", "--output-format=json"],
        &["migrate", &write_baseline],
        &["migrate", "--pr", "--dry-run"],
        &["migrate", "--branch=x"],
        &["adopt", "--rust"],
        &["migrate", "-v", "--allow-dirty"],
    ] {
        let output = run(root, args);
        assert_ne!(output.status.code(), Some(101), "{args:?}");
        assert_harmless(&without_colours(&output.stdout), &format!("{args:?}, stdout"));
        assert_harmless(&without_colours(&output.stderr), &format!("{args:?}, stderr"));
        let said = text(&output.stderr);
        for line in said.lines() {
            assert!(!line.starts_with("error: all is lost"), "{args:?}: {said}");
        }
    }
    assert_harmless(&git(root, &["log", "-1", "--format=%B", "x"]), "the commit message");
    assert_harmless(&std::fs::read(&baseline).unwrap(), "the baseline");
    // Arguments come from scripts, which take them from trees.
    for name in NAMES.iter().filter(|name| !name.starts_with(b"-")) {
        let name = OsStr::from_bytes(name);
        for option in ["--config", "--packs", "--baseline", "--exclude", "--only", "--branch"] {
            let mut all = OsStr::new(option).to_owned();
            all.push("=");
            all.push(name);
            let output = modelmod(root).arg("migrate").arg(&all).arg("no such file").output();
            let output = output.unwrap();
            assert_eq!(output.status.code(), Some(2), "{all:?}");
            assert_harmless(&output.stderr, &format!("{all:?}"));
        }
        for verb in ["explain", "audit"] {
            let output = modelmod(root).arg(verb).arg(name).output().unwrap();
            assert_harmless(&output.stderr, &format!("{verb} {name:?}"));
        }
    }
}

/// Exact for git, whatever the names are.
#[test]
fn the_patch_of_hostile_names_applies() {
    let dir = hostile_names();
    let patch = fine(dir.path(), &["migrate", "-n"]);
    let copy = tempfile::tempdir().unwrap();
    git(copy.path(), &["clone", "-q", &dir.path().display().to_string(), "."]);
    apply(copy.path(), &patch);
    let changed = git(copy.path(), &["diff", "--name-only", "-z"]);
    assert_eq!(changed.split(|byte| *byte == 0).count() - 1, NAMES.len() * 3);
}

/// A command that starts modelmod, with the environment that this has in the tests.
fn as_modelmod_in<'c>(folder: &Path, command: &'c mut Command) -> &'c mut Command {
    for (name, value) in modelmod(folder).get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.current_dir(folder)
}

/// At a terminal, with nobody who pipes it elsewhere.
#[test]
fn a_terminal_gets_no_commands_either() {
    let script = Command::new("script").arg("--version").output();
    if !script.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no `script` to make a terminal");
        return;
    }
    let dir = hostile_names();
    for args in ["migrate -v -n", "migrate -v --check", "migrate -v --output-format json -n"] {
        let line = format!("'{}' {args} --color=never", env!("CARGO_BIN_EXE_modelmod"));
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]);
        let output =
            as_modelmod_in(dir.path(), &mut command).stdin(Stdio::null()).output().unwrap();
        // A terminal writes `\r\n`.
        let shown = text(&output.stdout).replace("\r\n", "\n");
        assert!(shown.contains("claude-2.1"), "{shown}");
        assert_harmless(shown.as_bytes(), args);
    }
}

/// Nothing outside the root is read or written, and nothing is waited for.
#[test]
fn links_pipes_sockets_and_devices_are_named_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let (root, outside) = (dir.path().join("root"), dir.path().join("outside"));
    init(&root);
    put(&outside, "other.py", LINE);
    put(&root, "a.py", LINE);
    put(&root, "folder/b.py", LINE);
    commit_all(&root);
    symlink("../outside/other.py", root.join("file out.py")).unwrap();
    symlink("../outside", root.join("folder out")).unwrap();
    symlink(".", root.join("loop")).unwrap();
    symlink("..", root.join("folder/up")).unwrap();
    symlink("itself", root.join("itself")).unwrap();
    symlink("/dev/zero", root.join("endless.py")).unwrap();
    symlink("/proc/self/mem", root.join("memory.py")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("pipe.py")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.py")).unwrap();
    let mut special = vec!["pipe.py", "socket.py"];
    for (name, kind, minor) in [("zero.py", "c", "5"), ("null.py", "c", "3"), ("disk.py", "b", "0")]
    {
        let major = if kind == "c" { "1" } else { "7" };
        let made = Command::new("mknod").arg(root.join(name)).args([kind, major, minor]).output();
        match made.is_ok_and(|output| output.status.success()) {
            true => special.push(name),
            false => eprintln!("skipped: devices can be made by the superuser alone"),
        }
    }
    let output = run(&root, &["migrate", "-v"]);
    let out = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(out.contains("2 rewritten in 2 files"), "{out}");
    for name in special {
        assert!(out.contains(&format!("not read: {name}: not a regular file")), "{name}: {out}");
    }
    assert!(out.contains("not read: file out.py: symbolic link"), "{out}");
    assert_eq!(std::fs::read_to_string(outside.join("other.py")).unwrap(), LINE);
    assert_eq!(git_text(&root, &["diff", "--name-only"]), "a.py\nfolder/b.py");
    // Named, a thing that is no file is refused or passed over, and nobody waits for it.
    for name in ["pipe.py", "socket.py", "itself"] {
        let output = run(&root, &["migrate", "-v", "-n", name]);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains(name), "{said}");
    }
}

/// Files that tell what to leave out, or how to read the others, are opened on the way.
#[test]
fn pipes_in_the_place_of_rules_and_settings() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = |name: &str| {
        put(dir.path(), name, "");
        std::fs::remove_file(dir.path().join(name)).unwrap();
        let made = Command::new("mkfifo").arg(dir.path().join(name)).status();
        assert!(made.unwrap().success());
    };
    put(dir.path(), "a.py", LINE);
    put(dir.path(), "below/b.py", LINE);
    for name in ["modelmod.toml", "Cargo.toml", ".gitattributes", "below/.ignore"] {
        pipe(name);
    }
    init(dir.path());
    let output = run(dir.path(), &["migrate", "-n"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("below/.ignore: cannot be read: its folder was left out: not a regular file"),
        "{said}"
    );
    assert!(text(&output.stdout).contains("+++ b/a.py"), "{said}");
    // With it on the way to what is asked for, nothing is done.
    let output = run(&dir.path().join("below"), &["migrate", "-n"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("below/.ignore: not a regular file; remove it"), "{said}");
    fine(&dir.path().join("below"), &["migrate", "-n", "--no-ignore"]);
}

/// Rules of megabytes would take gigabytes of memory. What they leave out is not known without,
/// so the folder stays as it is.
#[test]
fn ignore_rules_out_of_proportion() {
    for name in [".gitignore", ".ignore", ".git/info/exclude"] {
        let dir = tempfile::tempdir().unwrap();
        init(dir.path());
        put(dir.path(), "a.py", LINE);
        let hidden = put(dir.path(), "below/deep/b.py", LINE);
        let rules = "a/pattern/of/thirty-two/letters\n".repeat((1 << 20) / 32);
        put(dir.path(), format!("below/{name}"), &rules);
        fine(dir.path(), &["migrate", "-n"]);
        put(dir.path(), format!("below/{name}"), rules + "deep\n");
        let output = run(dir.path(), &["migrate", "--allow-dirty"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = text(&output.stderr);
        let wanted = format!(
            "below/{name}: cannot be read: its folder was left out: 1048581 bytes of ignore rules, \
             more than 1048576; shorten it, or use --no-ignore"
        );
        assert!(said.contains(&wanted), "{said}");
        assert_eq!(std::fs::read_to_string(&hidden).unwrap(), LINE, "{name}");
        assert_ne!(std::fs::read_to_string(dir.path().join("a.py")).unwrap(), LINE, "{name}");
        // With it on the way to what is asked for, nothing is done.
        let output = run(hidden.parent().unwrap(), &["migrate", "--allow-dirty"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert_eq!(std::fs::read_to_string(&hidden).unwrap(), LINE, "{name}");
        fine(dir.path(), &["migrate", "-n", "--no-ignore"]);
    }
}

/// Large settings are refused, and of many errors some are shown.
#[test]
fn settings_out_of_proportion() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "a.py", LINE);
    let large = "# a line of fifty letters, one of very many lines\n".repeat(1 << 20);
    let keys: String = (0..20_000).map(|at| format!("key{at} = 1\n")).collect();
    let deep = format!("a = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    for (content, message) in [(&large, "more than 8 MiB"), (&keys, "and 1980"), (&deep, "recurse")]
    {
        for (name, args) in [
            ("modelmod.toml", &["migrate", "-n"][..]),
            ("packs/p/models.toml", &["migrate", "-n", "--packs=packs"]),
            ("packs/p/models.toml", &["pack", "check", "packs"]),
            ("base.toml", &["migrate", "-n", "--baseline=base.toml"]),
        ] {
            put(dir.path(), name, content);
            let output = run(dir.path(), args);
            std::fs::remove_file(dir.path().join(name)).unwrap();
            let said = text(&output.stderr);
            let end = &said[said.len().saturating_sub(500)..];
            assert_eq!(output.status.code(), Some(2), "{name}: {end}");
            let is_pack_of_keys = name.contains("packs") && message.starts_with("and");
            assert!(said.contains(message) || is_pack_of_keys, "{name}: {end}");
            assert!(said.len() < 200_000, "{name}: {} bytes", said.len());
        }
    }
}

/// Patterns of packs take time in proportion to the text, or are refused.
#[test]
fn rules_made_to_take_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let text_of_names =
        "our-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ".repeat(2_000);
    put(dir.path(), "a.py", format!("{LINE}x = \"our-{}\"\n{text_of_names}", "a".repeat(200_000)));
    for (pattern, message) in [
        ("our-(a*)*b", ""),
        ("our-(?:a|b|ab)*c", ""),
        ("our-.*.*.*.*x", ""),
        ("our-(x{1000}){1000}", "the pattern is too big"),
        ("our-((a{100}){100}){100}", "the pattern is too big"),
        ("our-a{0,60000}", "the pattern is too big"),
        ("(a*)*b", "the pattern may begin with anything"),
        ("our-\\pL{1000}", "Unicode not allowed here"),
    ] {
        let pack = format!(
            "[provider]\nid = \"p\"\nname = \"P\"\nchecked = 2026-11-20\n\n[[rule]]\n\
             pattern = '{pattern}'\nreplacement = \"ours-2\"\ndeprecated = 2026-01-01\n"
        );
        put(dir.path(), "packs/p/models.toml", pack);
        let output = run(dir.path(), &["migrate", "-n", "--packs=packs"]);
        let said = text(&output.stderr);
        let expected = if message.is_empty() { 0 } else { 2 };
        assert_eq!(output.status.code(), Some(expected), "{pattern}: {said}");
        assert!(said.contains(message), "{pattern}: {said}");
    }
}

/// `.git` can be a file, and say anything.
#[test]
fn a_git_file_that_lies_is_an_error_or_no_repository() {
    let dir = tempfile::tempdir().unwrap();
    let other = dir.path().join("other");
    init(&other);
    put(&other, "a.py", LINE);
    commit_all(&other);
    let long = format!("gitdir: {}\n", "x/".repeat(3000));
    let huge = "gitdir: ".to_owned() + &"x".repeat(10 << 20);
    for (number, content) in [
        "gitdir: .git\n",
        "gitdir: /dev/zero\n",
        "gitdir: ../other/.git\n",
        "",
        "\0",
        "gitdir:",
        &long,
        &huge,
    ]
    .iter()
    .enumerate()
    {
        let root = dir.path().join(number.to_string());
        put(&root, "a.py", LINE);
        put(&root, ".git", content);
        let before = tree(&other);
        for args in [
            &["migrate", "-n"][..],
            &["migrate", "--check"],
            &["migrate"],
            &["migrate", "--branch=x"],
        ] {
            let output = run(&root, args);
            let code = output.status.code();
            let said = text(&output.stderr);
            assert!(code.is_some_and(|code| code <= 2), "{number} {args:?}: {code:?} {said}");
            assert!(said.len() < 20_000, "{number} {args:?}: {} bytes", said.len());
            assert!(code != Some(2) || said.contains("error: "), "{number} {args:?}: {said}");
        }
        assert_eq!(tree(&other), before);
    }
    // A pipe would be waited for.
    let root = dir.path().join("pipe");
    put(&root, "a.py", LINE);
    assert!(Command::new("mkfifo").arg(root.join(".git")).status().unwrap().success());
    let output = run(&root, &["migrate", "-n"]);
    assert!(output.status.code().is_some(), "{}", text(&output.stderr));
}

/// Text that takes a parser to its limits is dealt with, or left alone with a reason: no run ends
/// because of it, and the files beside it are migrated.
#[test]
fn text_made_against_parsers() {
    let deep = |open: &str, close: &str, count: usize| {
        format!("{}\"claude-2.1\"{}", open.repeat(count), close.repeat(count))
    };
    let indents: String = (0..1500).map(|width| format!("{}if 1:\n", " ".repeat(width))).collect();
    let files = [
        ("indents.py", format!("{indents}{}{LINE}", " ".repeat(1500))),
        ("comments.py", format!("{LINE}{}", "# a comment\n".repeat(30_000))),
        ("goes_on.py", format!("{LINE}{}", "\\\n".repeat(30_000))),
        ("brackets.json", deep("[", "]", 200_000)),
        ("open.json", format!("{}\"claude-2.1\"", "[".repeat(1_000_000))),
        ("objects.json", deep("{\"a\":", "}", 200_000)),
        ("lists.py", format!("m = {}", deep("[", "]", 200_000))),
        ("dicts.py", format!("m = {}", deep("{1:", "}", 200_000))),
        ("blocks.js", deep("{", "}", 200_000)),
        ("calls.ts", format!("const m = {};", deep("f(", ")", 100_000))),
        ("elements.tsx", format!("const m = {};", deep("<a>", "</a>", 50_000))),
        ("parens.go", format!("package p\nvar m = {}\n", deep("(", ")", 100_000))),
        ("parens.rs", format!("fn f() {{ let m = {}; }}", deep("(", ")", 100_000))),
        ("parens.java", format!("class A {{ String m = {}; }}", deep("(", ")", 100_000))),
        ("parens.rb", format!("m = {}", deep("(", ")", 100_000))),
        ("parens.php", format!("<?php $m = {};", deep("(", ")", 100_000))),
        ("parens.cs", format!("class A {{ string m = {}; }}", deep("(", ")", 100_000))),
        ("parens.kt", format!("val m = {}", deep("(", ")", 100_000))),
        ("parens.swift", format!("let m = {}", deep("(", ")", 100_000))),
        ("tables.lua", format!("m = {}", deep("{", "}", 100_000))),
        ("words.sh", format!("m={}", deep("$(", ")", 50_000))),
        ("lists.tf", format!("m = {}", deep("[", "]", 100_000))),
        ("arrays.toml", format!("m = {}", deep("[", "]", 100_000))),
        ("flow.yaml", format!("m: {}", deep("[", "]", 100_000))),
        ("dashes.yaml", format!("{}\"claude-2.1\"", "- ".repeat(50_000))),
        ("quotes.md", format!("{} `claude-2.1`", ">".repeat(200_000))),
        ("links.md", format!("{}`claude-2.1`{}", "[".repeat(50_000), "](x)".repeat(50_000))),
        // Each of these is looked for as far as the text goes, and not found.
        ("comments.js", format!("const m = \"claude-2.1\";\n{}", "/* ".repeat(200_000))),
        ("comments.ts", format!("const m = \"claude-2.1\";\n{}", "/* ".repeat(200_000))),
        ("comments.go", format!("var m = \"claude-2.1\"\n{}", "/* ".repeat(200_000))),
        ("comments.java", format!("String m = \"claude-2.1\";\n{}", "/* ".repeat(200_000))),
        ("comments.php", format!("<?php $m = \"claude-2.1\";\n{}", "/* ".repeat(200_000))),
        ("comments.rs", format!("const M: &str = \"claude-2.1\";\n{}", "/* ".repeat(200_000))),
        ("strings.py", format!("{LINE}{}", "\"\"\"\n".repeat(100_001))),
        ("strings.js", format!("const m = \"claude-2.1\";\n{}", "`".repeat(200_001))),
        ("strings.tf", format!("model = \"claude-2.1\"\n{}", "\" ".repeat(100_000))),
        ("not.py", format!("m = {}\"claude-2.1\"", "not ".repeat(100_000))),
        ("names.py", format!("{LINE}{}", "claude-2.1 ".repeat(20_000))),
        ("aliases.yaml", {
            let line = |at: u8| {
                let (key, one) = (char::from(at), format!("*{},", char::from(at - 1)));
                format!("{key}: &{key} [{}1]\n", one.repeat(9))
            };
            let lines: String = (b'b'..=b'p').map(line).collect();
            format!("a: &a [\"claude-2.1\"]\n{lines}model: claude-2.1\n")
        }),
    ];
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in files {
        put(dir.path(), name, content);
    }
    put(dir.path(), "usual.py", LINE);
    // With no more memory than such files are worth: trees of deep ones take many times theirs.
    let limited = "ulimit -d 262144 && exec \"$0\" migrate --allow-no-vcs -q -j1";
    let mut command = Command::new("bash");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_modelmod")]);
    let output = as_modelmod_in(dir.path(), &mut command).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let usual = std::fs::read_to_string(dir.path().join("usual.py")).unwrap();
    assert_eq!(usual, "model = \"claude-opus-4-8\"\n");
}

/// A folder of very many files, and one below very many others.
#[test]
fn wide_and_deep_trees() {
    let dir = tempfile::tempdir().unwrap();
    let wide = dir.path().join("wide");
    std::fs::create_dir(&wide).unwrap();
    for number in 0..10_000 {
        std::fs::write(wide.join(number.to_string()), "").unwrap();
    }
    put(&wide, "a.py", LINE);
    let deep = (0..1000).fold(dir.path().join("deep"), |folder, _| folder.join("d"));
    put(&deep, "a.py", LINE);
    let output = run(dir.path(), &["migrate", "--allow-no-vcs"]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{err}");
    assert!(out.contains("2 rewritten in 2 files"), "{}", &out[out.len().saturating_sub(300)..]);
}

/// Deeper than any path can be long: made, and walked, step by step.
#[test]
fn a_tree_that_is_deeper_than_a_path_is_long() {
    let dir = tempfile::tempdir().unwrap();
    let name = "d".repeat(200);
    // A shell goes down one folder at a time.
    let script = format!(
        "for i in $(seq 40); do mkdir {name} && cd -P {name} || exit 1; done; \
         printf 'model = \"claude-2.1\"\\n' > a.py"
    );
    let made = Command::new("bash").args(["-c", &script]).current_dir(dir.path()).output();
    if !made.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no folder can be that deep here");
        return;
    }
    put(dir.path(), "b.py", LINE);
    let output = run(dir.path(), &["migrate", "--allow-no-vcs"]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    // What cannot be reached is said, and is an error: something due may be left.
    assert_eq!(output.status.code(), Some(2), "{out}{err}");
    assert!(err.contains("File name too long"), "{err}");
    assert!(out.contains("1 rewritten in 1 file"), "{out}");
    let status = Command::new("rm").args(["-rf", &name]).current_dir(dir.path()).status();
    assert!(status.unwrap().success());
}

/// Files that are larger than they look, or than is sensible.
#[test]
fn large_files_are_passed_over() {
    let dir = tempfile::tempdir().unwrap();
    let sparse = std::fs::File::create(dir.path().join("sparse.py")).unwrap();
    if sparse.set_len(10 << 30).is_err() {
        eprintln!("skipped: no file of 10 GB can be made here");
    }
    let mut line = LINE.trim_end().repeat(10_000).into_bytes();
    line.resize(40 << 20, b'x');
    put(dir.path(), "line.py", &line);
    let output = run(dir.path(), &["migrate", "-n", "-v"]);
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("line.py: too large (41943040 bytes)"), "{said}");
    // Nothing but zeros.
    assert!(said.contains("sparse.py: binary file"), "{said}");
}
