//! What each language's places are: `sites/LANGUAGE/use.in.EXT` holds uses, which become what
//! `use.out.EXT` says; `sites/LANGUAGE/keep.in.EXT` holds what only looks like one, and stays as
//! it is, byte for byte. In folders `test-LANGUAGE` the files are tests.
//!
//! `UPDATE_EXPECTED=1` rewrites the outputs; read the difference before committing it.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Engine, Request};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine<'static>> = LazyLock::new(|| {
    Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap()
});

/// A case file, its language's folder, and the name under which the engine sees it.
struct Case {
    path: PathBuf,
    language: String,
    name: String,
}

fn cases(kind: &str) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let file = path.file_name().unwrap().to_str().unwrap();
            if let Some(extension) = file.strip_prefix(&format!("{kind}.in.")) {
                let language = folder.file_name().unwrap().to_str().unwrap().to_owned();
                // `test-LANGUAGE`: what stands in tests.
                let inside = if language.starts_with("test-") { "tests" } else { "src" };
                cases.push(Case { language, name: format!("{inside}/app.{extension}"), path });
            }
        }
    }
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(cases.len() >= 20, "the case folder is there");
    cases
}

fn migrate(name: &str, text: &[u8]) -> Vec<u8> {
    match ENGINE.scan(name, text).unwrap() {
        Some(plan) => plan.edits.apply(text),
        None => text.to_vec(),
    }
}

fn diff(wanted: &[u8], found: &[u8]) -> String {
    let (wanted, found) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(found));
    let diff = similar::TextDiff::from_lines(&wanted, &found);
    diff.unified_diff().context_radius(1).to_string()
}

#[test]
fn uses_are_rewritten_and_a_second_run_finds_nothing() {
    let mut wrong = Vec::new();
    for Case { path, language, name } in cases("use") {
        let before = fs::read(&path).unwrap();
        let after = migrate(&name, &before);
        let file = path.file_name().unwrap().to_str().unwrap().replace(".in.", ".out.");
        let expected = path.with_file_name(file);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &after).unwrap();
        }
        let wanted = fs::read(&expected).unwrap_or_default();
        if after != wanted {
            wrong.push(format!("{language}:\n{}", diff(&wanted, &after)));
        }
        assert!(before != after, "{language}: there is something to do");
        assert!(migrate(&name, &after) == after, "{language}: a second run finds nothing");
        let left = ENGINE.scan(&name, &after).unwrap();
        let left: Vec<String> =
            left.iter().flat_map(|plan| &plan.findings).map(|f| f.matched.clone()).collect();
        assert!(left.is_empty(), "{language}: every place is a use, but {left:?} stayed");
    }
    assert!(wrong.is_empty(), "expected (-) and found (+):\n{}", wrong.join("\n"));
}

#[test]
fn what_must_stay_stays() {
    let mut wrong = Vec::new();
    for Case { path, language, name } in cases("keep") {
        let before = fs::read(&path).unwrap();
        let plan = ENGINE.scan(&name, &before).unwrap();
        assert!(plan.is_some_and(|plan| plan.findings.len() > 1), "{language}: names are found");
        let after = migrate(&name, &before);
        if after != before {
            wrong.push(format!("{language}:\n{}", diff(&before, &after)));
        }
    }
    assert!(wrong.is_empty(), "must stay (-) and found (+):\n{}", wrong.join("\n"));
}

/// `"command"` is a model of Cohere's, and a key of anything.
#[test]
fn ordinary_words_are_no_models_as_keys() {
    let text = br#"{ "cohere": { "command": "run", "model": "command" } }"#;
    let plan = ENGINE.scan("app.json", text).unwrap().unwrap();
    let places: Vec<usize> = plan.findings.iter().map(|one| one.position.column).collect();
    assert_eq!(places, [43]);
}

/// A case that is no valid text of its language would be read by the rules for broken text.
#[test]
fn the_cases_have_no_syntax_errors() {
    let mut wrong = Vec::new();
    for case in cases("use").into_iter().chain(cases("keep")) {
        let Some(language) = grammar(&case.language) else { continue };
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&language).unwrap();
        let before = fs::read(&case.path).unwrap();
        for text in [migrate(&case.name, &before), before] {
            let tree = parser.parse(&text, None).unwrap();
            if tree.root_node().has_error() {
                wrong.push(format!("{} {}", case.path.display(), error_of(&tree, &text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text around the first error.
fn error_of(tree: &tree_sitter::Tree, text: &[u8]) -> String {
    let mut node = tree.root_node();
    loop {
        let mut cursor = node.walk();
        let Some(inner) = node.children(&mut cursor).find(|child| child.has_error()) else { break };
        node = inner;
    }
    let end = node.end_byte().min(node.start_byte() + 200).min(text.len());
    let line = node.start_position().row + 1;
    format!("line {line}: {}", String::from_utf8_lossy(&text[node.start_byte()..end]))
}

fn grammar(language: &str) -> Option<tree_sitter::Language> {
    Some(match language {
        "python" => tree_sitter_python::LANGUAGE.into(),
        "javascript" => tree_sitter_javascript::LANGUAGE.into(),
        "typescript" => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        "tsx" => tree_sitter_typescript::LANGUAGE_TSX.into(),
        "go" => tree_sitter_go::LANGUAGE.into(),
        "java" => tree_sitter_java::LANGUAGE.into(),
        "kotlin" => tree_sitter_kotlin_ng::LANGUAGE.into(),
        "csharp" => tree_sitter_c_sharp::LANGUAGE.into(),
        "ruby" => tree_sitter_ruby::LANGUAGE.into(),
        "php" => tree_sitter_php::LANGUAGE_PHP.into(),
        "swift" => tree_sitter_swift::LANGUAGE.into(),
        "lua" => tree_sitter_lua::LANGUAGE.into(),
        "shell" => tree_sitter_bash::LANGUAGE.into(),
        "hcl" => tree_sitter_hcl::LANGUAGE.into(),
        "toml" => tree_sitter_toml_ng::LANGUAGE.into(),
        "json" | "notebook" => tree_sitter_json::LANGUAGE.into(),
        _ => return None,
    })
}

/// Integration tests that call a real API use a model; those that know the answer do not.
#[test]
fn live_tests_in_rust_are_uses() {
    let live = b"#[tokio::test]\nasync fn asks() {\n    let llm = client().model(\"claude-2.1\").build();\n    llm.chat(\"hi\").await.unwrap();\n}\n";
    assert_ne!(migrate("tests/asks.rs", live), live);
    assert_eq!(migrate("src/asks.rs", live), live, "a unit test may know what it is answered");
    let mocked = [&live[..], b"// against the mock server\n"].concat();
    assert_eq!(migrate("tests/asks.rs", &mocked), mocked);
}
