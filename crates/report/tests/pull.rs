//! The title and the body of a pull request.
//!
//! `UPDATE=1` writes the expected body anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_report::{PackInUse, PullText, PullView, Run, Trial, Verified, pull_text};
use modelmod_rewrite::{Engine, Plan, PlannedFile, Request};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::path::Path;

const LIMIT: usize = 65_000;

fn view<T>(
    files: &[(&str, &str)],
    day: Date,
    limit: usize,
    verified: Option<&Verified>,
    look: impl FnOnce(PullText) -> T,
) -> T {
    view_of("modelmod migrate", files, day, limit, verified, look)
}

fn view_of<T>(
    command: &str,
    files: &[(&str, &str)],
    day: Date,
    limit: usize,
    verified: Option<&Verified>,
    look: impl FnOnce(PullText) -> T,
) -> T {
    let request = Request::new(day);
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    let planned = files.iter().filter_map(|(path, before)| {
        Some(PlannedFile {
            target: path.into(),
            path: (*path).into(),
            before: (*before).into(),
            plan: engine.scan(path, before.as_bytes()).unwrap()?,
            failed: None,
        })
    });
    let plan = Plan::new(day, planned.collect(), engine.verdicts().cloned().collect());
    let packs = vec![PackInUse {
        provider: "anthropic".to_owned(),
        name: "Anthropic".to_owned(),
        checked: Date::ymd(2026, 11, 20),
    }];
    let run = Run { packs, ..Run::default() };
    look(pull_text(&PullView {
        plan: &plan,
        run: &run,
        command,
        group: None,
        does_more: false,
        version: "0.1.0",
        verified,
        body_limit: limit,
        title_limit: 240,
        folds: true,
    }))
}

fn day() -> Date {
    Date::ymd(2026, 11, 23)
}

#[test]
fn the_body_as_it_is_read() {
    let files = [
        ("app.py", "model = \"claude-2.1\"\nrun(\"claude-2.0\")\n# claude-2.1 was slow\n"),
        ("notes.md", "We used claude-2.1.\n\nThen claude-2.0.\n"),
    ];
    let verified = Verified {
        command: "make test".to_owned(),
        before: Trial::Passed,
        after: Trial::Failed(Some(2)),
        tail: "make: *** [test] Error 1".to_owned(),
    };
    let text = view(&files, day(), LIMIT, Some(&verified), |text| text);
    let text = format!("{}\n\n{}", text.title, text.body);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pull.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "UPDATE=1 writes it anew");
}

/// What a tree can hold to break out of a text, in the name of a file.
const HOSTILE: [&str; 16] = [
    "a|b.py",
    "a`b.py",
    "a``|`b.py",
    "a\\|b.py",
    "a\\`|b`.py",
    "<img src=x onerror=alert(1)>.py",
    "<!-- x.py",
    "</details>.py",
    "@octocat.py",
    "#1 org/repo#2.py",
    "![x](https://example.com/a.png).py",
    "a\nb\r\n\n# heading.py",
    "a\u{202e}yp.\u{2066}b.py",
    " a\u{200b}\u{feff} .py",
    "https://example.com/x.py",
    "[modelmod]: # \"plan=1 text=2\".py",
];

/// Everything of the body that is no code.
fn outside_code(body: &str) -> (String, Vec<String>, usize) {
    let mut text = String::new();
    let (mut links, mut rows, mut in_block) = (Vec::new(), 0, false);
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Text(_) if in_block => {}
            Event::Text(part) => text.push_str(&part),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let is_ours = html.starts_with("<details><summary>The ") || html == "</details>";
                assert!(is_ours || html.is_empty(), "HTML of somebody's: {html}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Image { .. }) => panic!("an image: {body}"),
            Event::Start(Tag::TableRow) => rows += 1,
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    (text, links, rows)
}

#[test]
fn nothing_of_a_tree_breaks_out() {
    let uses: Vec<(&str, &str)> =
        HOSTILE.iter().map(|path| (*path, "model = \"claude-2.1\"\n# not claude-2.1\n")).collect();
    // Reasons quote what users write in their files.
    let mark = "x = 1  # modelmod: ignore[claude-2.1] see @octocat, #1 <b>\nm = \"claude-2.1\"\n";
    let files = [&uses[..], &[("z.py", mark)]].concat();
    view(&files, day(), LIMIT, None, |text| {
        let (outside, links, rows) = outside_code(&text.body);
        for sign in ["@", "#", "octocat", "<", "](", "example.com", "\u{202e}", "\u{200b}", "plan="]
        {
            assert!(!outside.contains(sign), "{sign}: {outside}");
        }
        let page = "https://platform.claude.com/docs/en/about-claude/model-deprecations";
        assert!(links.iter().all(|link| link == page), "{links:?}");
        // One model, and each edit has its row with all its cells.
        assert_eq!(rows, 1 + HOSTILE.len(), "{}", text.body);
        for line in text.body.lines().filter(|line| line.contains(".py` |")) {
            assert!(line.starts_with("| ") && line.ends_with(" |"), "{line}");
        }
        let own_lines = text.body.lines().filter(|line| line.starts_with("[modelmod]"));
        assert_eq!(own_lines.count(), 0);
        let odd = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200b}".contains(c));
        assert!(!text.body.contains(odd));
    });
}

#[test]
fn what_is_too_long_loses_whole_rows() {
    let many = "model = \"claude-2.1\"\n".repeat(3000);
    let notes = "claude-2.1 was slow. ".repeat(3000);
    let files = [("app.py", many.as_str()), ("notes.md", notes.as_str())];
    for limit in [400, 3000, 16_000, LIMIT, 1_000_000] {
        view(&files, day(), limit, None, |text| {
            let body = &text.body;
            assert!(body.len() <= limit, "{} > {limit}", body.len());
            let rows = body.lines().filter(|line| line.starts_with("| `app.py`"));
            let rows = rows.inspect(|row| assert!(row.ends_with(" 1 |"), "{row}")).count();
            if limit > 400 {
                let left = format!("And {} more edits that had no room here.", 3000 - rows);
                assert_eq!(rows < 3000, body.contains(&left), "{limit}: {rows}");
                assert_eq!(rows == 3000, limit == 1_000_000, "{rows}");
            }
        });
    }
}

#[test]
fn days_and_lines_are_no_facts() {
    let of = |text: &str, day| view(&[("a.py", text)], day, LIMIT, None, |text| text);
    let one = of("model = \"claude-2.1\"\n", day());
    let moved = of("\n\n\nmodel = \"claude-2.1\"\n", Date::ymd(2026, 11, 24));
    assert_eq!((&one.edits, &one.facts), (&moved.edits, &moved.facts));
    assert_ne!(one.body, moved.body);
    let two = of("model = \"claude-2.1\"\nother_model = \"claude-2.1\"\n", day());
    assert_ne!(one.edits, two.edits);
    let noted = of("model = \"claude-2.1\"\n# claude-2.1\n", day());
    assert_eq!(one.edits, noted.edits);
    assert_ne!(one.facts, noted.facts);
}

/// Whoever reviews it looks at the edits, whatever else is long.
#[test]
fn the_edits_stay_however_long_the_commands_are() {
    let files = [("app.py", "model = \"claude-2.1\"\n")];
    let long = "--exclude='a very long pattern'\n ".repeat(2500);
    let verified = Verified {
        command: long.clone(),
        before: Trial::Passed,
        after: Trial::Failed(Some(2)),
        tail: "x".repeat(200) + "\n",
    };
    let body = view_of(&long, &files, day(), 32_000, Some(&verified), |text| text.body);
    assert!(body.len() <= 32_000);
    assert!(body.contains("| `app.py` | 1 | `claude-2.1` |"), "{body}");
    let said = format!("too long to be shown here ({} characters)", long.len());
    assert!(body.contains(&said), "{body}");
}
