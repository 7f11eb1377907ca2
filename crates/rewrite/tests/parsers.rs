//! Damaged text: each language's case files, cut, doubled, swapped and with stray marks in them,
//! and soups of their tokens. Nothing panics, an edit stays inside its finding, and a second run
//! has nothing to do.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, Request};
use proptest::prelude::*;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| {
    let request = Request { level: Applicability::Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
    Engine::new(builtin::catalog(), &request).unwrap()
});

/// Each case file: the name under which the engine sees it, and its text.
static CASES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if let Some((_, extension)) = file.split_once(".in.") {
                cases.push((format!("src/app.{extension}"), fs::read(&path).unwrap()));
            }
        }
    }
    cases.sort();
    assert!(cases.len() >= 40, "the case folder is there");
    cases
});

/// The case as a cell of a notebook, where a kernel speaks its language.
fn as_cell(name: &str, text: &[u8]) -> Vec<u8> {
    let (_, kernel) = name.rsplit_once('.').unwrap();
    let notebook = json!({
        "metadata": {"kernelspec": {"language": kernel}},
        "cells": [{"cell_type": "code", "source": [String::from_utf8_lossy(text)]}],
    });
    notebook.to_string().into_bytes()
}

/// How much of a case is taken: all rules see damage nearby, and the debug build stays quick.
const WINDOW: usize = 600;

const MARKS: &[&str] = &[
    "\"",
    "'",
    "`",
    "\"\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "\n",
    "\r\n",
    "\\",
    "\\\"",
    "#",
    "//",
    "/*",
    "*/",
    "--",
    "=",
    "==",
    "=>",
    ":",
    ",",
    ";",
    "|",
    "$",
    "${",
    "$(",
    "#{",
    "<<EOF\n",
    "```\n",
    "\0",
    "\u{feff}",
    "é",
    "if ",
    "case ",
    "model",
    "model = ",
    "claude-2.1",
    "\"claude-3-opus-20240229\"",
    "anthropic/",
    "anthropic.claude-3-haiku-20240307-v1:0",
];

/// One damage; places are taken modulo the length of the text.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize, usize),
    Double(usize, usize),
    Swap(usize, usize),
    Insert(usize, &'static str),
    Byte(usize, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || 0usize..WINDOW;
    prop_oneof![
        (at(), 0usize..40).prop_map(|(at, len)| Damage::Cut(at, len)),
        (at(), 0usize..40).prop_map(|(at, len)| Damage::Double(at, len)),
        (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (at(), prop::sample::select(MARKS)).prop_map(|(at, mark)| Damage::Insert(at, mark)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
    ]
}

impl Damage {
    fn apply(&self, text: &mut Vec<u8>) {
        if text.is_empty() {
            return;
        }
        let len = text.len();
        match *self {
            Self::Cut(at, count) => {
                let at = at % len;
                text.drain(at..len.min(at + count));
            }
            Self::Double(at, count) => {
                let at = at % len;
                let part = text[at..len.min(at + count)].to_vec();
                text.splice(at..at, part);
            }
            Self::Swap(a, b) => text.swap(a % len, b % len),
            Self::Insert(at, mark) => {
                let at = at % len;
                text.splice(at..at, mark.bytes());
            }
            Self::Byte(at, byte) => text[at % len] = byte,
        }
    }
}

/// The words and marks of a text.
fn tokens(text: &[u8]) -> Vec<&[u8]> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    text.chunk_by(|&a, &b| is_word(a) && is_word(b)).collect()
}

fn check(name: &str, before: &[u8]) -> Result<(), TestCaseError> {
    let Ok(Some(plan)) = ENGINE.scan(name, before) else { return Ok(()) };
    let inside = |edit: &modelmod_edit::Edit| {
        plan.findings.iter().any(|finding| {
            let is_own = || finding.is_fixed && finding.edit.as_ref() == Some(edit);
            finding.span.contains(edit.span) || is_own()
        })
    };
    prop_assert!(plan.edits.as_slice().iter().all(inside), "an edit stays inside its finding");
    let after = plan.edits.apply(before);
    let (mut old, mut new) = (0, 0);
    for edit in plan.edits.as_slice() {
        let kept = edit.span.start - old;
        prop_assert_eq!(&before[old..edit.span.start], &after[new..new + kept]);
        new += kept + edit.text.len();
        old = edit.span.end;
    }
    prop_assert_eq!(&before[old..], &after[new..], "all else stays");
    if let Ok(Some(again)) = ENGINE.scan(name, &after) {
        prop_assert!(again.edits.is_empty(), "{name}: a second run edits {:?}", again.edits);
    }
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..Default::default() }
}

proptest! {
    #![proptest_config(config(100))]

    /// Each run damages a part of every case file, as it is or in a cell of a notebook.
    #[test]
    fn damaged_cases(from in 0usize..4_000, in_cell in prop::bool::weighted(0.2), damages in prop::collection::vec(damage(), 1..6)) {
        for (name, text) in CASES.iter() {
            let from = from % text.len();
            let mut text = text[from..text.len().min(from + WINDOW)].to_vec();
            for damage in &damages {
                damage.apply(&mut text);
            }
            if in_cell {
                check("src/app.ipynb", &as_cell(name, &text))?;
            } else {
                check(name, &text)?;
            }
        }
    }

    /// Each run mixes tokens of every case file.
    #[test]
    fn soups_of_tokens(picks in prop::collection::vec((any::<prop::sample::Index>(), prop::option::weighted(0.2, prop::sample::select(MARKS))), 1..60)) {
        for (name, text) in CASES.iter() {
            let tokens = tokens(text);
            let mut soup = Vec::new();
            for (index, mark) in &picks {
                let token: &&[u8] = index.get(&tokens);
                soup.extend_from_slice(token);
                soup.extend(mark.iter().flat_map(|mark| mark.bytes()));
            }
            check(name, &soup)?;
        }
    }
}
