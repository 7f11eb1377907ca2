//! Laws that hold for any text in any language.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, Policy, Request, Site};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| {
    let request = Request { level: Applicability::Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
    Engine::new(builtin::catalog(), &request).unwrap()
});

/// Everything is rewritten that may be.
static PROMOTED: LazyLock<Engine<'static>> = LazyLock::new(|| {
    let sites = Site::ALL.iter().filter(|site| site.is_promotable());
    let policy = Policy {
        sites: sites.map(|&site| (site, Applicability::Safe)).collect(),
        ..Policy::default()
    };
    let request = Request { policy, ..Request::new(Date::ymd(2026, 11, 23)) };
    Engine::new(builtin::catalog(), &request).unwrap()
});

const NAMES: &[&str] = &[
    "a.rs",
    "a.py",
    "a.ts",
    "a.go",
    "a.rb",
    "a.php",
    "a.sh",
    "Dockerfile",
    "Makefile",
    ".env",
    "a.ini",
    "a.toml",
    "a.tf",
    "a.json",
    "a.yaml",
    "a.ipynb",
    "a.md",
    "a.txt",
    "a",
    "test_a.py",
];

const PIECES: &[&str] = &[
    "claude-2.1",
    "claude-3-opus-20240229",
    "gpt-4o",
    "o1",
    "anthropic.claude-v2:1",
    "us.",
    "anthropic/",
    "anthropic.claude-3-haiku-20240307-v1%3A0",
    "anthropic/claude-2.1",
    "claude-3-haiku@20240307",
    "claude-sonnet-4",
    "arn:aws:bedrock:us-east-1::foundation-model/",
    "publishers/anthropic/models/",
    "vertex_ai/",
    "openrouter/",
    "litellm",
    "BEDROCK_MODEL",
    ":nitro",
    "-v1:0",
    ":beta",
    "@20240229",
    "claude-opus-4-8",
    "\"",
    "'",
    "`",
    "\"\"\"",
    "\\",
    "\\\"",
    "\\n",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\t",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=",
    "==",
    "=>",
    ":",
    "::",
    ",",
    ";",
    "#",
    "//",
    "/*",
    "*/",
    "<!--",
    "-->",
    "```python\n",
    "```\n",
    "model",
    "MODEL",
    "--model",
    "default",
    "f",
    "r#",
    "let ",
    "const ",
    "fn ",
    "model!",
    "if ",
    "match ",
    "- ",
    "name: ",
    "value: ",
    "|",
    "||",
    "??",
    "${",
    ":-",
    "%2F",
    "%3A",
    "é",
    "\u{feff}",
    "#!",
    "[test]",
    "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"",
    "\"]}]}",
    "price",
    "msg_",
    "modelmod: ignore",
    "modelmod: ignore[claude-2.1",
    "modelmod: ignore-file[gpt-4o]",
    " until=2026-11-22",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn check(name: &str, before: &[u8]) -> Result<(), TestCaseError> {
    check_with(&ENGINE, name, before)?;
    check_with(&PROMOTED, name, before)
}

fn check_with(engine: &Engine<'_>, name: &str, before: &[u8]) -> Result<(), TestCaseError> {
    let Ok(Some(plan)) = engine.scan(name, before) else { return Ok(()) };
    let mut end = 0;
    for finding in &plan.findings {
        prop_assert!(finding.span.start >= end, "findings are in order, none inside another");
        end = finding.span.end;
        if let Some(edit) = &finding.edit {
            prop_assert!(!finding.suppressed, "what is suppressed has no edit");
            prop_assert!(finding.span.contains(edit.span), "an edit stays inside its finding");
        }
    }
    let after = plan.edits.apply(before);
    // Bytes outside the edits are the same.
    let (mut old, mut new) = (0, 0);
    for edit in plan.edits.as_slice() {
        let kept = edit.span.start - old;
        prop_assert_eq!(&before[old..edit.span.start], &after[new..new + kept]);
        new += kept + edit.text.len();
        old = edit.span.end;
    }
    prop_assert_eq!(&before[old..], &after[new..]);
    // A second run has nothing to do.
    if let Ok(Some(again)) = engine.scan(name, &after) {
        prop_assert!(again.edits.is_empty(), "a second run edits");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn plausible_text(name in prop::sample::select(NAMES), text in text()) {
        check(name, text.as_bytes())?;
    }

    #[test]
    fn any_bytes(name in prop::sample::select(NAMES), bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0usize..300) {
        let mut bytes = bytes;
        let at = at.min(bytes.len());
        bytes.splice(at..at, *b" \"claude-2.1\" ");
        check(name, &bytes)?;
    }

    #[test]
    fn utf16(big_endian: bool, name in prop::sample::select(NAMES), text in text()) {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let bytes: Vec<u8> = units
            .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        check(name, &bytes)?;
    }
}

/// Text that would take minutes if anything were quadratic in the length of a line, and text
/// that would overflow the stack if anything recursed without a bound.
#[test]
fn hostile_text_is_handled() {
    let long = |piece: &str| piece.repeat(30_000 / piece.len().max(1));
    for name in NAMES {
        for piece in [
            "\"claude-2.1\",",
            "(",
            "[{",
            "'",
            "\\\"",
            "- ",
            "a+",
            "!",
            "&",
            "if x {} else ",
            "${",
            "/*",
            "```\n",
            "model: claude-2.1 ",
            "claude-2.1\n",
            "us.",
            "anthropic/",
            "{\"a\":",
            "x.",
            "|a|",
            "<",
        ] {
            let text = format!("x = \"claude-2.1\" {} model = \"claude-2.1\"", long(piece));
            check(name, text.as_bytes()).unwrap();
        }
    }
}
