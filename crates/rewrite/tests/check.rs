//! A file is edited only where a second run over it would find nothing more to edit.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_edit::{Excerpt, Position};
use modelmod_rewrite::{Applicability, Engine, FilePlan, Looked, Request, Site};

/// The plan for a file where the user wants the gateway's name of another retired model.
fn scan(path: &str, text: &str) -> FilePlan<'static> {
    let to = vec![("claude-2.1".to_owned(), "litellm/claude-2.0".to_owned())];
    let request = Request { to, ..Request::new(Date::ymd(2026, 11, 23)) };
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    engine.scan(path, text.as_bytes()).unwrap().unwrap()
}

#[test]
fn what_a_second_run_would_edit_again_is_not_written() {
    for (path, text) in
        [("a.py", "MODEL = \"claude-2.1\"\n"), ("a.json", "{\"model\": \"claude-2.1\"}\n")]
    {
        let plan = scan(path, text);
        assert!(plan.edits.is_empty(), "{path}: {:?}", plan.edits);
        let [finding] = plan.findings.as_slice() else { panic!("{:?}", plan.findings) };
        assert_eq!(
            (finding.site, finding.applicability),
            (Site::Unverified, Applicability::Display)
        );
        assert_eq!(finding.edit, None, "{path}");
    }
}

/// One edit that cannot be made takes those of the whole file with it, and of no other.
#[test]
fn a_file_is_left_as_a_whole() {
    let others = "MODEL = \"claude-instant-1.2\"\n";
    assert_eq!(scan("a.py", others).edits.as_slice().len(), 1);
    let plan = scan("a.py", &format!("OTHER_MODEL = \"claude-2.1\"\n{others}"));
    assert!(plan.edits.is_empty(), "{:?}", plan.edits);
    assert!(plan.findings.iter().all(|finding| finding.site == Site::Unverified));
}

/// What the user names himself is due, whatever its state; a pattern stands for what is due anyway.
#[test]
fn a_model_that_the_user_replaces_is_due() {
    let scan = |old: &str, text: &str| {
        let to = vec![(old.to_owned(), "my/own".to_owned())];
        let request = Request { to, ..Request::new(Date::ymd(2026, 11, 23)) };
        let engine = Engine::new(builtin::catalog(), &request).unwrap();
        let plan = engine.scan("a.py", text.as_bytes()).unwrap();
        plan.map(|plan| String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap())
    };
    let active = "MODEL = \"claude-opus-4-8\"\n";
    assert_eq!(scan("claude-opus-4-8", active).as_deref(), Some("MODEL = \"my/own\"\n"));
    assert_eq!(scan("claude-*", active), None);
    assert_eq!(
        scan("claude-*", "MODEL = \"claude-2.1\"\n").as_deref(),
        Some("MODEL = \"my/own\"\n")
    );
}

/// It would have to be encoded like what is around it, and nobody knows how that is read.
#[test]
fn of_an_encoded_name_no_replacement_is_told() {
    let text = "URL = \"https://a.b/c%2Fclaude-2.1%2Fd\"\n";
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    let plan = engine.scan("a.py", text.as_bytes()).unwrap().unwrap();
    let [finding] = plan.findings.as_slice() else { panic!("{:?}", plan.findings) };
    assert_eq!((finding.site, finding.replacement.as_deref()), (Site::Encoded, None));
    assert_eq!((&finding.edit, plan.edits.is_empty()), (&None, true));
}

/// A list of what is allowed gains the new name once and keeps the old ones: that is no double of it.
#[test]
fn what_is_allowed_makes_no_double() {
    let text = "ALLOWED_MODELS = [\"claude-2.1\", \"claude-2.0\"]\n";
    let level = Applicability::Unsafe;
    let request = Request { level, ..Request::new(Date::ymd(2026, 11, 23)) };
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    let plan = engine.scan("a.py", text.as_bytes()).unwrap().unwrap();
    // The second one's is there then.
    let sites: Vec<_> = plan.findings.iter().map(|one| one.site).collect();
    assert_eq!(sites, [Site::Allowed, Site::Duplicate]);
    let after = String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap();
    let wanted = "ALLOWED_MODELS = [\"claude-2.1\", \"claude-opus-4-8\", \"claude-2.0\"]\n";
    assert_eq!(after, wanted);
}

/// A name that a table of the file has too stays with it, unless the table knows the new one.
#[test]
fn a_name_leaves_its_table_for_another_row_of_it() {
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    let after = |text: &str| {
        let plan = engine.scan("a.py", text.as_bytes()).unwrap().unwrap();
        String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap()
    };
    let bound = "MODEL = \"claude-2.1\"\nLIMITS = {\"claude-2.1\": 1}\n";
    assert_eq!(after(bound), bound);
    let known = "MODEL = \"claude-2.1\"\nLIMITS = {\"claude-2.1\": 1, \"claude-opus-4-8\": 2}\n";
    let wanted = known.replacen("claude-2.1", "claude-opus-4-8", 1);
    assert_eq!(after(known), wanted);
}

/// A file that is called like the model is about it.
#[test]
fn a_file_about_a_model_is_its_entry() {
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    let site = |path: &str| {
        let plan = engine.scan(path, b"model: claude-2.1\n").unwrap().unwrap();
        plan.findings[0].site
    };
    assert_eq!(site("conf/claude-2.1.yaml"), Site::Catalogue);
    assert_eq!(site("conf/app.yaml"), Site::Setting);
}

/// To say where it stands would take gigabytes.
#[test]
fn nothing_is_edited_in_a_file_that_is_too_large_to_be_understood() {
    let line = "MODEL = \"claude-instant-1.2\"\n";
    let text = |len: usize| format!("{}\n{line}", "x".repeat(len));
    assert_eq!(scan("a.py", &text(1 << 20)).edits.as_slice().len(), 1);
    let plan = scan("a.py", &text(64 << 20));
    let [finding] = plan.findings.as_slice() else { panic!("{:?}", plan.findings) };
    assert_eq!((finding.site, finding.applicability), (Site::Unclear, Applicability::Display));
    assert_eq!((finding.position.line, finding.position.column), (2, 10));
    assert!(finding.reason.ends_with("(the file has more than 64 MiB)"), "{}", finding.reason);
    assert!(plan.edits.is_empty());
    // Nor where only parts of it are in memory.
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    for path in ["a.py", "tests/fixtures/a.txt", "README.md", "a.ipynb"] {
        let mut parts = Excerpt::default();
        parts.push(70 << 20, Position { line: 12, column: 5 }, line.as_bytes(), false);
        let looked = engine.look_at_excerpt(|| path.to_owned(), &parts.of_size(80 << 20)).unwrap();
        let Looked::Plan(plan) = looked else { panic!("{looked:?}") };
        assert!(plan.edits.is_empty());
        let [part] = plan.findings.as_slice() else { panic!("{:?}", plan.findings) };
        assert_eq!((part.position.line, part.position.column), (12, 14), "{path}");
        assert_eq!(part.span.start, (70 << 20) + 9);
        assert_eq!((part.applicability, &part.edit), (Applicability::Display, &None), "{path}");
        if path == "a.py" {
            assert_eq!((&part.reason, part.site), (&finding.reason, finding.site));
        }
    }
}

/// As many lines lie between the parts as matter.
#[test]
fn what_is_far_away_in_a_large_file_is_not_beside_a_name() {
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    let is_suppressed = |mark: &str, at: usize, name: usize| {
        let mut parts = Excerpt::default();
        let place = |line: usize| Position { line, column: 1 };
        parts.push(0, place(1), b"first\n", false);
        parts.push(1 << 20, place(at), mark.as_bytes(), false);
        parts.push(2 << 20, place(name), b"MODEL = \"claude-2.1\"\n", false);
        let looked = engine.look_at_excerpt(|| "a.py".to_owned(), &parts).unwrap();
        let Looked::Plan(plan) = looked else { panic!("{looked:?}") };
        plan.findings[0].suppressed
    };
    assert!(is_suppressed("# modelmod: ignore\n", 10, 11));
    assert!(!is_suppressed("# modelmod: ignore\n", 10, 12));
    assert!(is_suppressed("# modelmod: ignore-file\n", 10, 900));
    assert!(!is_suppressed("# modelmod: ignore-file\n", 800, 900));
}
