//! Suppressions in files.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Baseline, Engine, FilePlan, Plan, PlannedFile, Request};

const AS_OF: Date = Date::ymd(2026, 11, 23);

fn scan_with(request: &Request, path: &str, text: &str) -> Option<FilePlan<'static>> {
    let engine = Engine::new(builtin::catalog(), request).unwrap();
    engine.scan(path, text.as_bytes()).unwrap()
}

fn scan(path: &str, text: &str) -> FilePlan<'static> {
    scan_with(&Request::new(AS_OF), path, text).unwrap()
}

/// `line site reason` of each suppressed finding, then `line: problem: message`.
fn said(path: &str, text: &str) -> Vec<String> {
    let plan = scan(path, text);
    let found = plan.findings.iter().filter(|finding| finding.suppressed).map(|finding| {
        assert_eq!(finding.applicability, Applicability::Display);
        assert!(finding.edit.is_none());
        format!("{} {} {}", finding.position.line, finding.site.id(), finding.reason)
    });
    let notices = plan.notices.iter().map(|notice| {
        format!("{}: {}: {}", notice.position.line, notice.problem.as_str(), notice.message)
    });
    found.chain(notices).collect()
}

#[test]
fn the_line_and_the_line_below_are_covered() {
    let text = "model = \"claude-2.1\"  # modelmod: ignore[claude-2.1] the judge\n\
                model = \"claude-2.1\"\n\
                # modelmod: ignore\n\
                model = \"claude-2.1\"\n\
                model = \"claude-2.1\"\n";
    let plan = scan("a.py", text);
    assert_eq!(plan.findings.len(), 4, "the name in the brackets is no finding");
    assert_eq!(
        said("a.py", text),
        ["1 setting suppressed here: the judge", "4 setting suppressed here"]
    );
    assert_eq!(plan.edits.as_slice().len(), 2);
}

#[test]
fn comments_of_all_languages_stand_on_lines_of_their_own() {
    for (path, above, line) in [
        ("a.ts", "  // modelmod: ignore[claude-2.1] why", "  const model = 'claude-2.1';"),
        ("a.ts", "  /* modelmod: ignore[claude-2.1] why */", "  const model = 'claude-2.1';"),
        ("a.md", "<!-- modelmod: ignore[claude-2.1] why -->", "Use claude-2.1."),
        ("a.ini", "; modelmod: ignore[claude-2.1] why", "model = claude-2.1"),
        ("a.sql", "-- modelmod: ignore[claude-2.1] why", "SELECT 'claude-2.1'"),
        ("a.tex", "% modelmod: ignore[claude-2.1] why", "claude-2.1"),
        ("a.bat", "REM modelmod: ignore[claude-2.1] why", "set MODEL=claude-2.1"),
        ("a.ml", "(* modelmod: ignore[claude-2.1] why *)", "let model = \"claude-2.1\""),
        ("a.json", "\"//\": \"modelmod: ignore[claude-2.1] why\",", "\"model\": \"claude-2.1\""),
        ("a.ipynb", "\"# modelmod: ignore[claude-2.1] why\\n\",", "\"model = 'claude-2.1'\""),
        ("a", "\u{FEFF}# modelmod: ignore[claude-2.1] why", "MODEL=claude-2.1"),
    ] {
        for end in ["\n", "\r\n"] {
            let text = format!("{above}{end}{line}{end}");
            let plan = scan(path, &text);
            assert_eq!(plan.findings.len(), 1, "{path}: {:?}", plan.findings);
            assert_eq!(plan.findings[0].reason, "suppressed here: why", "{path}");
            assert!(plan.notices.is_empty(), "{path}: {:?}", plan.notices);
        }
    }
    // Behind code, the next line is another matter.
    let code = "run()  # modelmod: ignore\nmodel = \"claude-2.1\"\n";
    assert_eq!(said("a.py", code), ["1: unused: `modelmod: ignore` suppresses nothing: remove it"]);
}

#[test]
fn comment_lines_are_stacked() {
    let text = "# modelmod: ignore[claude-2.1] one\n\
                # modelmod: ignore[gpt-4o] two\n\
                models(model=\"claude-2.1\", other_model=\"gpt-4o\")\n";
    assert_eq!(said("a.py", text).len(), 2);
    assert!(said("a.py", text)[0].ends_with("one") && said("a.py", text)[1].ends_with("two"));
}

#[test]
fn another_id_on_the_line_is_not_covered() {
    let text = "run(model=\"claude-2.1\", other_model=\"gpt-4o\")  # modelmod: ignore[gpt-4o]\n";
    assert_eq!(said("a.py", text), ["1 setting suppressed here"]);
    let plan = scan("a.py", text);
    assert!(plan.findings[0].edit.is_some());
}

#[test]
fn an_alias_covers_its_model() {
    let text = "model = \"claude-3-opus-20240229\"  # modelmod: ignore[claude-3-opus-latest]\n";
    assert_eq!(said("a.py", text), ["1 setting suppressed here"]);
}

#[test]
fn a_file_is_covered_from_its_top() {
    let body = "model = \"claude-2.1\"\nother_model = \"gpt-4o\"\n";
    let all = format!("#!/usr/bin/env python\n# modelmod: ignore-file replayed as it was\n{body}");
    assert_eq!(said("a.py", &all).len(), 2);
    let one = format!("# modelmod: ignore-file[gpt-4o]\n{body}");
    assert_eq!(said("a.py", &one), ["3 setting suppressed here"]);
    let late = format!("{}# modelmod: ignore-file\n{body}", "\n".repeat(20));
    let found = said("a.py", &late);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("21: malformed: this suppresses nothing: `modelmod: ignore-file` counts in the first 20 lines"));
}

#[test]
fn a_day_ends_a_suppression() {
    let text = |day: &str| format!("model = \"claude-2.1\"  # modelmod: ignore until={day} soon\n");
    assert_eq!(said("a.py", &text("2026-11-23")), ["1 setting suppressed here: soon"]);
    let expired = text("2026-11-22");
    assert_eq!(
        said("a.py", &expired),
        [
            "1: expired: the suppression ended with 2026-11-22: migrate what it covers, or give it a \
          later day"
        ]
    );
    let plan = scan("a.py", &expired);
    assert_eq!(plan.edits.as_slice().len(), 1, "it suppresses nothing any more");
    // Also where the marker names the model itself.
    let named = expired.replace("ignore", "ignore[claude-2.1]");
    assert_eq!(scan("a.py", &named).edits.as_slice().len(), 1);
}

#[test]
fn what_cannot_be_understood_suppresses_nothing() {
    for (marker, words) in [
        ("modelmod: ignore[claude-2.2]", "no model `claude-2.2`; did you mean"),
        ("modelmod: ignore[claude-2.1", "not closed"),
        ("modelmod: ignore until=2026-02-30", "no such day"),
        ("modelmod: ignore-line", "there is no `ignore-line`"),
    ] {
        let text = format!("model = \"claude-2.1\"  # {marker}\n");
        let plan = scan("a.py", &text);
        assert!(plan.findings.iter().all(|finding| !finding.suppressed), "{marker}");
        assert_eq!(plan.notices.len(), 1, "{marker}: {:?}", plan.notices);
        assert!(plan.notices[0].message.contains(words), "{:?}", plan.notices);
        assert_eq!(plan.notices[0].position.column, 25);
    }
}

#[test]
fn what_suppresses_nothing_is_told() {
    let unused =
        |words: &str| format!("1: unused: `modelmod: {words}` suppresses nothing: remove it");
    // No name of a due model stands in these files.
    for words in ["ignore[claude-2.1]", "ignore[claude-opus-4-8]", "ignore", "ignore-file[gpt-4o]"]
    {
        let text = format!("# modelmod: {words} x\nmodel = \"other\"\n");
        assert_eq!(said("a.py", &text), [unused(words)]);
    }
    let half = "model = \"claude-2.1\"  # modelmod: ignore[claude-2.1, gpt-4o]\n";
    assert_eq!(said("a.py", half)[1..], [unused("ignore[gpt-4o]")]);
    assert!(scan_with(&Request::new(AS_OF), "a.py", "# modelmod ignores it\n").is_none());
}

/// A run that leaves models out cannot tell whether their suppressions are of use.
#[test]
fn what_was_not_asked_about_is_not_called_unused() {
    let text = "model = \"claude-2.1\"  # modelmod: ignore[claude-2.1]\nx = 1 # modelmod: ignore\n";
    let request = Request { only: vec!["gpt-4o".to_owned()], ..Request::new(AS_OF) };
    assert!(scan_with(&request, "a.py", text).unwrap().notices.is_empty());
    let request = Request { only: vec!["claude-2.1".to_owned()], ..Request::new(AS_OF) };
    assert!(scan_with(&request, "a.py", text).unwrap().notices.is_empty());
}

/// Platforms have their own days: a run may find some names of a model and leave out others.
#[test]
fn a_model_is_asked_about_only_where_all_its_due_names_are() {
    // Retires on the Claude API in April 2026, on Bedrock in September.
    let (own, bedrock) = ("claude-3-haiku-20240307", "anthropic.claude-3-haiku-20240307-v1:0");
    let text = format!(
        "model = \"{own}\"\nbedrock_model = \"{bedrock}\"  # modelmod: ignore[{own}] why\n"
    );
    let soon = Request { within: Some(40), ..Request::new(Date::ymd(2026, 3, 15)) };
    let plan = scan_with(&soon, "a.py", &text).unwrap();
    assert_eq!(plan.findings.len(), 1, "the other is not due soon: {:?}", plan.findings);
    assert!(plan.notices.is_empty(), "{:?}", plan.notices);
    let baseline = Baseline { files: [("a.py".to_owned(), [(own.to_owned(), 2)].into())].into() };
    let plan = scan_with(&Request { baseline, ..soon }, "a.py", &text).unwrap();
    assert!(plan.accepted.is_empty(), "{:?}", plan.accepted);
}

#[test]
fn a_model_due_on_a_platform_alone_may_be_left_out() {
    // Deprecated on Bedrock since October 2025, on the Claude API not before April 2026.
    let bedrock = "anthropic.claude-opus-4-20250514-v1:0";
    let text = format!("model = \"{bedrock}\"  # modelmod: ignore[{bedrock}] why\n");
    let day = Date::ymd(2026, 1, 1);
    let plan = scan_with(&Request::new(day), "a.py", &text).unwrap();
    assert!(plan.findings[0].suppressed && plan.notices.is_empty(), "{plan:?}");
    let other = Request { only: vec!["gpt-4o".to_owned()], ..Request::new(day) };
    let plan = scan_with(&other, "a.py", &text).unwrap();
    assert!(plan.notices.is_empty(), "{:?}", plan.notices);
}

#[test]
fn utf16_is_read_too() {
    let text = "\u{FEFF}# modelmod: ignore why\r\nmodel = \"claude-2.1\"\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let engine = Engine::new(builtin::catalog(), &Request::new(AS_OF)).unwrap();
    let plan = engine.scan("a.py", &bytes).unwrap().unwrap();
    assert_eq!(plan.findings[0].reason, "suppressed here: why");
    assert!(plan.edits.is_empty());
}

#[test]
fn many_markers_on_one_line_cost_no_more_than_their_bytes() {
    let text = "model = \"claude-2.1\" /* modelmod: ignore[claude-2.1] */ ".repeat(3_000);
    let plan = scan("a.ts", &text);
    assert_eq!(plan.findings.len(), 3_000);
    assert_eq!(plan.notices.len(), 2_999, "one covers the line");
    let text = "// modelmod: ignore[claude-2.1]\n".repeat(20_000);
    assert_eq!(scan("a.ts", &text).notices.len(), 20_000);
}

#[test]
fn a_baseline_accepts_by_count() {
    let text = "model = \"claude-2.1\"\n# claude-2.1\nother_model = \"gpt-4o\"\n";
    let with = |counts: &[(&str, usize)]| {
        let counts = counts.iter().map(|&(id, count)| (id.to_owned(), count)).collect();
        let baseline = Baseline { files: [("a.py".to_owned(), counts)].into() };
        let request = Request { baseline, ..Request::new(AS_OF) };
        scan_with(&request, "a.py", text).unwrap()
    };
    let names = |plan: &FilePlan<'_>| -> Vec<String> {
        plan.findings.iter().map(|finding| finding.matched.clone()).collect()
    };
    let plan = with(&[("claude-2.1", 2)]);
    assert_eq!(names(&plan), ["gpt-4o"]);
    assert_eq!(plan.edits.as_slice().len(), 1, "what is accepted is not edited");
    assert_eq!((plan.accepted[0].found, plan.accepted[0].allowed), (2, 2));
    let plan = with(&[("claude-2.1", 1)]);
    assert_eq!(names(&plan), ["claude-2.1", "claude-2.1", "gpt-4o"], "all are reported");
    assert!(!plan.accepted[0].holds());
    let plan = with(&[("claude-2.1", 5), ("claude-2.0", 1)]);
    assert_eq!(names(&plan), ["gpt-4o"]);
    let found: Vec<(usize, usize)> =
        plan.accepted.iter().map(|one| (one.found, one.allowed)).collect();
    assert_eq!(found, [(0, 1), (2, 5)], "by ID");
    // A plan counts those that the baseline covers, and none of a name that is there too often.
    for (allowed, wanted) in [(2, 2), (1, 0)] {
        let plan = with(&[("claude-2.1", allowed)]);
        let (target, before) = ("a.py".into(), text.as_bytes().to_vec());
        let file = PlannedFile { target, path: b"a.py".to_vec(), before, plan, failed: None };
        let plan = Plan::new(AS_OF, vec![file], Vec::new());
        assert_eq!(plan.counts().accepted, wanted, "of {allowed}");
    }
}

/// What stays becomes nothing: beside it the other one is no double.
#[test]
fn what_is_suppressed_makes_no_double() {
    let text = |why: &str| format!("- model: claude-2.0{why}\n- x: 1\n- model: claude-2.1\n");
    let sites = |text: &str| -> Vec<(&str, bool)> {
        let plan = scan("a.yaml", text);
        plan.findings.iter().map(|one| (one.site.id(), one.edit.is_some())).collect()
    };
    assert_eq!(sites(&text("")), [("duplicate", false); 2]);
    let found = sites(&text("  # modelmod: ignore[claude-2.0] why"));
    assert_eq!(found[1], ("setting", true), "{found:?}");
}
