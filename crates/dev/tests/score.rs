//! Judged places of a small repository, scored.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use git2::{Repository, Signature};
use modelmod_catalog::{Date, builtin};
use modelmod_dev::corpus::mirrors::Mirrors;
use modelmod_dev::corpus::tsv::Table;
use modelmod_dev::score::tally::{Tally, rate, thousandths};
use modelmod_dev::score::{Scored, chosen, misses, read, scan, summary};
use modelmod_rewrite::{Engine, Request};

const APP: &[u8] = b"import anthropic\n\
    client = anthropic.Anthropic()\n\
    client.messages.create(model=\"claude-3-haiku-20240307\", max_tokens=1)\n\
    if model == \"claude-3-opus-20240229\":\n    pass\n\
    client.messages.create(model=\"claude-2.1\", max_tokens=1)\n";

/// A commit of `o/n` that holds [`APP`] as `app.py`.
fn repository(folder: &std::path::Path) -> String {
    let git = Repository::init_bare(folder.join("o+n/repo")).unwrap();
    let mut top = git.treebuilder(None).unwrap();
    top.insert("app.py", git.blob(APP).unwrap(), 0o100_644).unwrap();
    let tree = git.find_tree(top.write().unwrap()).unwrap();
    let who = Signature::now("n", "n@example.com").unwrap();
    git.commit(Some("HEAD"), &who, &who, "m", &tree, &[]).unwrap().to_string()
}

fn scored(rows: &[&str]) -> Vec<Scored> {
    let folder = tempfile::tempdir().unwrap();
    let commit = repository(folder.path());
    let mut text = "repo\tcommit\tpath\tline\tcolumn\tmatched\tlabel\treason\n".to_owned();
    for row in rows {
        text.push_str(&row.replace("COMMIT", &commit));
        text.push('\n');
    }
    let judged = read(&Table::parse("t", &text).unwrap()).unwrap();
    let request = Request::new(Date::ymd(2026, 11, 23));
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    scan(&engine, &mut Mirrors::new(folder.path()), judged)
}

const CALL: &str = "o/n\tCOMMIT\tapp.py\t3\t31\tclaude-3-haiku-20240307\trewrite\tcall";

#[test]
fn answers_are_taken_from_the_place() {
    let rows = scored(&[
        CALL,
        "o/n\tCOMMIT\tapp.py\t4\t14\tclaude-3-opus-20240229\treport-logic\tcompared",
        "o/n\tCOMMIT\tapp.py\t1\t8\tanthropic\tnot-a-model\tpackage",
    ]);
    let rewritten: Vec<_> =
        rows.iter().map(|row| (row.judged.position.line, row.is_rewritten())).collect();
    assert_eq!(rewritten, [(1, Some(false)), (3, Some(true)), (4, Some(false))]);
    assert_eq!(misses(&rows), "");
    assert_eq!(Tally::of(&rows), Tally { wanted: 1, hits: 1, wrong: 0 });
}

#[test]
fn what_is_wrong_is_listed_in_order() {
    let rows = scored(&[
        "o/n\tCOMMIT\tapp.py\t4\t14\tclaude-3-opus-20240229\trewrite\twhy",
        "o/n\tCOMMIT\tapp.py\t3\t31\tclaude-3-haiku-20240307\treport-prose\twhy not",
        "o/n\tCOMMIT\tapp.py\t6\t31\tclaude-2.1\targuable\tboth",
        "o/n\tCOMMIT\tapp.py\t1\t8\tanthropic\trewrite\tno name",
    ]);
    let misses = misses(&rows);
    let heads: Vec<&str> = misses.lines().map(|line| &line[..line.find(" -> ").unwrap()]).collect();
    assert_eq!(
        heads,
        [
            "FP   o/n app.py:3:31 claude-3-haiku-20240307 report-prose why not",
            "MISS o/n app.py:1:8 anthropic rewrite no name",
            "MISS o/n app.py:4:14 claude-3-opus-20240229 rewrite why",
        ]
    );
    assert!(misses.contains("rewrite no name -> nothing found\n"), "{misses}");
    assert_eq!(Tally::of(&rows), Tally { wanted: 2, hits: 0, wrong: 1 });
}

#[test]
fn what_cannot_be_looked_at_is_counted_apart() {
    let rows = scored(&[
        CALL,
        "o/x\tCOMMIT\tapp.py\t3\t31\tclaude-3-haiku-20240307\trewrite\t",
        "o/n\tCOMMIT\tapp.rb\t3\t31\tclaude-3-haiku-20240307\trewrite\t",
        "o/n\tCOMMIT\tapp.py\t3\t30\tclaude-3-haiku-20240307\tnot-a-model\t",
    ]);
    let text = summary(&rows);
    assert!(text.starts_with("4 rows, 1 scored\n"), "{text}");
    for line in
        ["skipped 1: no mirror (o/x)", "skipped 1: no blob (o/n)", "skipped 1: no such place"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("precision 1.000  recall 1.000"), "{text}");
}

#[test]
fn rates_are_rounded_and_need_something_to_divide_by() {
    let tally = Tally { wanted: 3, hits: 2, wrong: 0 };
    assert_eq!((tally.precision(), tally.recall()), (Some(1000), Some(667)));
    assert_eq!(Tally::default().precision(), None);
    assert_eq!(thousandths(1, 2000), Some(1));
    assert_eq!([rate(Some(7)), rate(Some(1000)), rate(None)], ["0.007", "1.000", "-"]);
}

#[test]
fn a_label_nobody_knows_is_refused() {
    let text =
        "repo\tcommit\tpath\tline\tcolumn\tmatched\tlabel\treason\no/n\tc\tp\t1\t1\tm\tkeep\t\n";
    let error = read(&Table::parse("t", text).unwrap()).unwrap_err();
    assert!(error.starts_with("t:2: label: \"keep\": one of rewrite"), "{error}");
}

/// Which model it is, and whether it is due, is not what is asked of a place.
#[test]
fn places_are_asked_for_whatever_the_catalogue_says() {
    let place = |name: &str| format!("o/n\tc\ta.py\t1\t8\t{name}\trewrite\tdefault");
    let header = "repo\tcommit\tpath\tline\tcolumn\tmatched\tlabel\treason";
    let several = "llama-3.3-70b-versatile";
    let rows = [header, &place("claude-opus-4-8"), &place(several), &place("no-such")].join("\n");
    let judged = read(&Table::parse("t", &rows).unwrap()).unwrap();
    let catalog = builtin::catalog();
    let day = Date::ymd(2026, 11, 23);
    let request = chosen::request(catalog, &judged, day).unwrap();
    let asked: Vec<&str> = request.to.iter().map(|(old, _)| old.as_str()).collect();
    assert_eq!(asked, ["claude-opus-4-8", several]);
    for name in asked {
        let text = format!("GROQ_MODEL = \"{name}\"\n");
        let edits = |request: &Request| {
            let engine = Engine::new(catalog, request).unwrap();
            let plan = engine.scan("a.py", text.as_bytes()).unwrap();
            plan.map_or(0, |plan| plan.edits.as_slice().len())
        };
        assert_eq!((edits(&Request::new(day)), edits(&request)), (0, 1), "{name}");
    }
}
