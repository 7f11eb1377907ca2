//! Laws that hold for any text in any language.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, Policy, Request, Site};
use proptest::prelude::*;
use serde_json::json;
use std::borrow::Cow;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
    "a.js",
    "a.tsx",
    "A.java",
    "a.kt",
    "a.cs",
    "a.swift",
    "a.cpp",
    "a.jl",
    "a.lua",
    "a.adoc",
    "a.org",
    "a.rst",
    "a.html",
    "python.ipynb",
    "r.ipynb",
    "bash.ipynb",
    "rust.ipynb",
    "typescript.ipynb",
    "csharp.ipynb",
    "kotlin.ipynb",
];

/// The text as a file of this name: `rust.ipynb` is a notebook with the text in a cell of Rust.
fn file<'t>(name: &str, text: &'t [u8]) -> Cow<'t, [u8]> {
    let Some(kernel) = name.strip_suffix(".ipynb").filter(|kernel| *kernel != "a") else {
        return Cow::Borrowed(text);
    };
    let source = String::from_utf8_lossy(text);
    let notebook = json!({
        "metadata": {"kernelspec": {"language": kernel}},
        "cells": [{"cell_type": "code", "source": [source]}],
    });
    Cow::Owned(notebook.to_string().into_bytes())
}

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
    let before = file(name, before);
    check_with(&ENGINE, name, &before)?;
    check_with(&PROMOTED, name, &before)
}

fn check_with(engine: &Engine<'_>, name: &str, before: &[u8]) -> Result<(), TestCaseError> {
    let Ok(Some(plan)) = engine.scan(name, before) else { return Ok(()) };
    let mut end = 0;
    for finding in &plan.findings {
        prop_assert!(finding.span.start >= end, "findings are in order, none inside another");
        end = finding.span.end;
        if let Some(edit) = &finding.edit {
            prop_assert!(!finding.suppressed, "what is suppressed has no edit");
            prop_assert!(
                finding.is_fixed || finding.span.contains(edit.span),
                "an edit stays inside its finding"
            );
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

/// How long hostile texts are. What is quadratic in them is slow to see even so: `modelmod-dev
/// stress` measures that on megabytes. What recurses overflows the small stack.
const HOSTILE: usize = 8_000;
/// Of a thread that reads hostile text, in bytes: a quarter of what threads have by default, so
/// that as deep a text of a quarter of the length overflows it.
const STACK: usize = 512 << 10;

/// Text that would take long if anything were quadratic in the length of a line, and text
/// that would overflow the stack if anything recursed without a bound.
#[test]
fn hostile_text_is_handled() {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(name) = NAMES.get(next.fetch_add(1, Ordering::Relaxed)) {
            hostile(name);
        }
    };
    let count = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..count {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).unwrap();
        }
    });
}

fn hostile(name: &str) {
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
        let long = piece.repeat(HOSTILE / piece.len());
        let text = format!("x = \"claude-2.1\" {long} model = \"claude-2.1\"");
        check(name, text.as_bytes()).unwrap();
    }
}
