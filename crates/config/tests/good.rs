//! What a configuration and a baseline come to.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::pack::PackFile;
use modelmod_catalog::{Date, builtin};
use modelmod_config::{
    Config, PackPaths, read, read_baseline, read_manifest, read_manifest_packs, read_packs,
    write_baseline,
};
use modelmod_rewrite::{Applicability, Baseline, Prefer, Site};

const AS_OF: Date = Date::ymd(2026, 11, 23);

fn file(path: &str, text: &str) -> PackFile {
    PackFile { path: path.to_owned(), text: text.to_owned() }
}

const ALL: &str = r#"
exclude = ["*.md", "!keep.md", "/old/"]
only = ["claude-2.1", "claude-3-opus-latest"]
except = ["gpt-4o"]
within = "90d"
to = { "claude-2.1" = "claude-opus-5-5", "claude-3-*" = "claude-sonnet-5-5" }
prefer = "newest-in-tier"
max-age = "90d"
packs = ["packs"]
retired = "warn"
legacy = "warn"
deny-within = "30d"
allow = ["our-own-model"]
sites = { comment = "safe", setting = "display", recording = "display" }

[[path]]
glob = "docs/**"
sites = { prose = "unsafe" }
applicability = "display"
reason = "frozen"

[[id]]
id = "claude-3-opus-latest"
applicability = "display"
"#;

#[track_caller]
fn check(config: &Config, source: &str) {
    assert_eq!(config.exclude, ["*.md", "!keep.md", "/old/"]);
    assert_eq!(config.only, ["claude-2.1", "claude-3-opus-latest"]);
    assert_eq!(config.except, ["gpt-4o"]);
    assert_eq!(config.within, Some(90));
    let to = [("claude-2.1", "claude-opus-5-5"), ("claude-3-*", "claude-sonnet-5-5")];
    assert_eq!(config.to, to.map(|(old, new)| (old.to_owned(), new.to_owned())));
    assert_eq!((config.prefer, config.max_age), (Some(Prefer::NewestInTier), Some(90)));
    let policy = &config.policy;
    assert_eq!(policy.source, source);
    assert_eq!(policy.sites.len(), 3);
    assert_eq!(policy.sites[&Site::Comment], Applicability::Safe);
    let path = &policy.paths[0];
    assert_eq!(path.glob.to_string(), "docs/**");
    assert_eq!(path.sites[&Site::Prose], Applicability::Unsafe);
    assert_eq!(
        (path.limit, path.reason.as_deref()),
        (Some(Applicability::Display), Some("frozen"))
    );
    assert_eq!(policy.ids[0].model, "claude-3-opus-20240229", "an alias stands for its model");
}

#[test]
fn everything_is_read() {
    let catalog = builtin::catalog();
    check(&read(&file("web/modelmod.toml", ALL), catalog, AS_OF).unwrap(), "modelmod.toml");
    let empty = read(&file("modelmod.toml", "# nothing\n"), catalog, AS_OF).unwrap();
    assert!(empty.exclude.is_empty() && empty.policy.paths.is_empty() && empty.within.is_none());
    let days = read(&file("modelmod.toml", "within = 30"), catalog, AS_OF).unwrap();
    assert_eq!(days.within, Some(30));
}

#[test]
fn a_manifest_may_hold_it() {
    let catalog = builtin::catalog();
    for part in ["workspace", "package"] {
        let place = format!("{part}.metadata.modelmod");
        let (head, tables) = ALL.split_once("[[path]]").unwrap();
        let tables = format!("[[path]]{tables}").replace("[[", &format!("[[{place}."));
        let text = format!("[{part}]\n[{place}]\n{head}\n{tables}");
        check(
            &read_manifest(&file("Cargo.toml", &text), catalog, AS_OF).unwrap().unwrap(),
            "Cargo.toml",
        );
    }
    for none in
        ["", "[package]\nname = \"modelmod\"", "[package", "[package.metadata]\nmodelmod = 1"]
    {
        assert!(read_manifest(&file("Cargo.toml", none), catalog, AS_OF).unwrap().is_none());
    }
    let broken = "[package\n[package.metadata.modelmod]\nonly = []\n";
    assert!(read_manifest(&file("Cargo.toml", broken), catalog, AS_OF).is_err());
}

#[test]
fn a_baseline_comes_back_as_it_was_written() {
    let mut baseline = Baseline::default();
    for path in ["a.py", "ä \"b\\\n\u{7F}.py", ".x/[y]#.toml", ""] {
        let counts = [("gpt-4o".to_owned(), 3), ("claude-2.1".to_owned(), 1)];
        baseline.files.insert(path.to_owned(), counts.into());
    }
    let text = write_baseline(&baseline);
    assert_eq!(read_baseline(&file("b.toml", &text), builtin::catalog()).unwrap(), baseline);
    baseline.files.insert("none.py".to_owned(), [("gpt-4o".to_owned(), 0)].into());
    assert_eq!(write_baseline(&baseline), text);
    let empty = write_baseline(&Baseline::default());
    assert_eq!(
        read_baseline(&file("b.toml", &empty), builtin::catalog()).unwrap(),
        Baseline::default()
    );
}

/// A merge that went wrong is told as such, with its lines.
#[test]
fn a_conflict_is_an_error() {
    let text = "version = 1\n[files.\"a.py\"]\n<<<<<<< ours\n\"gpt-4o\" = 1\n=======\n";
    let found = read_baseline(&file("b.toml", text), builtin::catalog()).unwrap_err();
    assert_eq!((found[0].code, found[0].place.line()), ("syntax", 3));
}

/// Packs are read before anything else of the file can be.
#[test]
fn packs_are_named_or_not() {
    let named =
        |paths: &[&str]| PackPaths::Named(paths.iter().map(|path| (*path).into()).collect());
    let own = |text: &str| read_packs(&file("modelmod.toml", text));
    assert_eq!(
        own("only = [\"acme-1\"]\npacks = [\"a\", \"../b\"]\n").unwrap(),
        named(&["a", "../b"])
    );
    assert_eq!(own("packs = []\n").unwrap(), named(&[]));
    assert_eq!(own("exclude = []\n").unwrap(), PackPaths::Unsaid);
    assert_eq!(own("packs = \"a\"\n").unwrap_err()[0].code, "wrong-type");
    let manifest = |text: &str| read_manifest_packs(&file("Cargo.toml", text)).unwrap();
    assert_eq!(manifest("[package]\n"), None);
    assert_eq!(manifest("[package.metadata.modelmod]\npacks = [\"a\"]\n"), Some(named(&["a"])));
}
