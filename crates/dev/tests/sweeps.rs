//! A sweep of a small repository, compared.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use git2::{Repository, Signature};
use modelmod_catalog::builtin;
use modelmod_dev::corpus::mirrors::Mirrors;
use modelmod_dev::corpus::tsv::Table;
use modelmod_dev::sweeps::compare::{Compared, Pair, Unseen, compare, differences};
use modelmod_dev::sweeps::{commits, page};

const OLD: &str = "claude-3-haiku-20240307";
const NEW: &str = "claude-haiku-4-5-20251001";

fn call(model: &str) -> String {
    format!("client.messages.create(model=\"{model}\", max_tokens=1)\n")
}

/// A commit with these files at its top.
fn commit(git: &Repository, files: &[(&str, String)]) -> String {
    let mut top = git.treebuilder(None).unwrap();
    for (name, text) in files {
        top.insert(name, git.blob(text.as_bytes()).unwrap(), 0o100_644).unwrap();
    }
    let tree = git.find_tree(top.write().unwrap()).unwrap();
    let who = Signature::now("n", "n@example.com").unwrap();
    git.commit(None, &who, &who, "m", &tree, &[]).unwrap().to_string()
}

/// They change a call and a comment, leave a call in the same file, which moves a line down,
/// and one in another file; they add a file; the table tells of one place less than they left.
fn compared() -> Compared {
    let folder = tempfile::tempdir().unwrap();
    let git = Repository::init_bare(folder.path().join("o+n/repo")).unwrap();
    let head = "import anthropic\n";
    let untouched = [("b.py", format!("{head}{}", call(OLD))), ("c.md", format!("{OLD}.\n"))];
    let before = format!("{head}# {OLD} is cheap\n{}{}", call(OLD), call(OLD));
    let parent = commit(&git, &[&[("a.py", before)], &untouched[..]].concat());
    let after = format!("{head}import os\n# {NEW} is cheap\n{}{}", call(NEW), call(OLD));
    let new = ("d.py", format!("{head}{}", call(OLD)));
    let sha = commit(&git, &[&[("a.py", after), new], &untouched[..]].concat());
    let rows = format!(
        "repo\tsha\tparent\tdate\tkind\told_to_new\tn_changed\tn_left\tchanged_by_class\t\
         left_by_class\tchanged_at\tleft_at\n\
         o/n\t{sha}\t{parent}\t2026-11-23\tmigration\t{OLD}->{NEW}\t2\t4\t{{\"use:code\": 2}}\t\
         {{\"use:code\": 0}}\ta.py:2:{OLD};a.py:3:{OLD}\t\
         a.py:5:{OLD}:use:code;b.py:2:{OLD}:use:code;d.py:2:{OLD}:use:code\n"
    );
    let commit = commits::read(&Table::parse("t", &rows).unwrap()).unwrap().remove(0);
    assert!(commit.is_sweep());
    compare(builtin::catalog(), &mut Mirrors::new(folder.path()), commit).unwrap()
}

#[test]
fn each_place_is_looked_at_in_the_tree_before() {
    let compared = compared();
    let told: Vec<_> = compared
        .places
        .iter()
        .map(|(place, found)| {
            let both = |pair: &Pair| (pair.changed, pair.is_rewritten());
            (place.path.as_str(), place.line, found.as_ref().map(both).map_err(|why| *why))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a.py", 2, Ok((true, false))),
            ("a.py", 3, Ok((true, true))),
            ("a.py", 5, Ok((false, true))),
            ("b.py", 2, Ok((false, true))),
            ("c.md", 1, Ok((false, false))),
            ("d.py", 2, Err(Unseen::New)),
        ]
    );
}

#[test]
fn the_page_tells_what_is_counted() {
    let compared = [compared()];
    let text = page::text(&compared);
    for line in [
        "1 commits in 1 public repositories",
        "**Both do the same at 2 of 5 places (40.0 %); the mean of the commits is 40.0 %.**",
        "| 2026-11-23 | 2 | 1 | 3 | 1 | 40.0 % |",
        "### They changed it, modelmod leaves it: 1\n",
        "### They left it, modelmod rewrites it: 2\n",
        "## What both leave: 1\n",
        "## Places not compared: 1\n",
        "| not told | `prose` | 1 md | 1 |",
    ] {
        assert!(text.contains(line), "{line}\nis not in\n{text}");
    }
    let differences = differences(&compared);
    let kinds: Vec<&str> = differences.lines().map(|line| &line[..7]).collect();
    assert_eq!(kinds, ["CHANGED", "LEFT   ", "LEFT   "]);
}
