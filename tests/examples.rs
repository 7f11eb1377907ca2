//! The projects in `examples/`: what modelmod does with each is in `examples/expected/`.
//!
//! `UPDATE=1 cargo test --test examples` writes the expectations anew; the lines named here
//! hold whatever they say.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{apply, assert_same, copy, expect_file, fine, here, text, tree};
use std::path::Path;
use std::process::Command;

const PROJECTS: [&str; 6] =
    ["python-app", "typescript-app", "rust-app", "config-repo", "configured-app", "company-app"];

fn copy_of(project: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&here().join("examples").join(project), folder.path());
    folder
}

fn expected(project: &str, kind: &str) -> std::path::PathBuf {
    here().join("examples/expected").join(format!("{project}.{kind}"))
}

#[test]
fn every_project_is_tested() {
    let mut found: Vec<String> = std::fs::read_dir(here().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir() && entry.file_name() != "expected")
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut tested = PROJECTS.map(str::to_owned);
    tested.sort();
    assert_eq!(found, tested);
}

#[test]
fn patches_and_reports_are_as_expected() {
    for project in PROJECTS {
        let folder = copy_of(project);
        let before = tree(folder.path());
        let patch = fine(folder.path(), &["migrate", "--dry-run", "--quiet", "."]);
        assert!(!patch.is_empty());
        expect_file(&expected(project, "patch"), &patch);
        let report = common::run(folder.path(), &["migrate", "--check", "--verbose", "."]);
        assert_eq!(report.status.code(), Some(1));
        expect_file(&expected(project, "txt"), &report.stdout);
        assert_same(&tree(folder.path()), &before);
    }
}

#[test]
fn writing_does_what_git_makes_of_the_patch() {
    for project in PROJECTS {
        let (written, patched) = (copy_of(project), copy_of(project));
        fine(written.path(), &["migrate", "--allow-no-vcs", "."]);
        apply(patched.path(), &fine(patched.path(), &["migrate", "-n", "-q", "."]));
        assert_same(&tree(written.path()), &tree(patched.path()));
        let once = tree(written.path());
        fine(written.path(), &["migrate", "--allow-no-vcs", "."]);
        assert_same(&tree(written.path()), &once);
        assert!(fine(written.path(), &["migrate", "-n", "-q", "."]).is_empty());
    }
}

/// In the repository itself, as the documentation shows it.
#[test]
fn named_from_the_root_of_this_repository() {
    let project = here().join("examples/python-app");
    let before = tree(&project);
    let patch = text(&fine(here(), &["migrate", "--dry-run", "examples/python-app"]));
    let name = "examples/python-app/summarizer/clients.py";
    let there = patch.contains(&format!("diff --git a/{name} b/{name}\n"));
    let alone = patch.contains("diff --git a/summarizer/clients.py b/summarizer/clients.py\n");
    // Paths are relative to the repository, or to the folder where the sources are no repository.
    assert!(if here().join(".git").exists() { there } else { alone }, "{patch}");
    assert_same(&tree(&project), &before);
}

/// The lines of a file after a run that differ from those before, as (before, after).
fn changed(project: &str, args: &[&str], file: &str) -> Vec<(String, String)> {
    let folder = copy_of(project);
    let read = || std::fs::read_to_string(folder.path().join(file)).unwrap();
    let before = read();
    fine(folder.path(), &[&["migrate", "--allow-no-vcs", "."], args].concat());
    let after = read();
    assert_eq!(before.lines().count(), after.lines().count());
    let trimmed = |line: &str| line.trim().to_owned();
    let pairs = before.lines().zip(after.lines()).filter(|(old, new)| old != new);
    pairs.map(|(old, new)| (trimmed(old), trimmed(new))).collect()
}

#[track_caller]
fn assert_changes(project: &str, file: &str, old: &str, new: &str) {
    let lines = changed(project, &[], file);
    let wanted = (old.to_owned(), new.to_owned());
    assert!(lines.contains(&wanted), "{project}/{file}: {old}\nchanged lines: {lines:#?}");
}

#[track_caller]
fn assert_stays(project: &str, args: &[&str], file: &str, line: &str) {
    let all = std::fs::read_to_string(here().join("examples").join(project).join(file)).unwrap();
    assert!(all.lines().any(|found| found.trim() == line), "no such line: {line}");
    let lines = changed(project, args, file);
    assert!(lines.iter().all(|(old, _)| old != line), "{project}/{file}: {lines:#?}");
}

#[test]
fn plain_uses_are_rewritten() {
    let mut missed = Vec::new();
    for (project, file, old, new) in [
        (
            "python-app",
            "summarizer/settings.py",
            r#"DEFAULT_MODEL = "claude-3-5-sonnet-20241022""#,
            r#"DEFAULT_MODEL = "claude-sonnet-4-6""#,
        ),
        (
            "python-app",
            "summarizer/clients.py",
            r#"model="claude-3-haiku-20240307",  # cheap: it is one line"#,
            r#"model="claude-haiku-4-5-20251001",  # cheap: it is one line"#,
        ),
        (
            "typescript-app",
            "src/models.ts",
            "export const writer = anthropic('claude-3-opus-20240229');",
            "export const writer = anthropic('claude-opus-4-8');",
        ),
        (
            "rust-app",
            "src/models.rs",
            r#"pub const DIFF_MODEL: &str = model!("claude-3-5-sonnet-20241022");"#,
            r#"pub const DIFF_MODEL: &str = model!("claude-sonnet-4-6");"#,
        ),
        (
            "python-app",
            "summarizer/settings.py",
            r#"FALLBACK_MODEL: str = "gpt-4o""#,
            r#"FALLBACK_MODEL: str = "gpt-6-luna""#,
        ),
        (
            "python-app",
            "summarizer/settings.py",
            r#""claude-3-5-sonnet-20241022","#,
            r#""claude-sonnet-4-6","#,
        ),
        (
            "typescript-app",
            "scripts/eval.mjs",
            "model: { type: 'string', default: 'claude-3-5-sonnet-20241022' },",
            "model: { type: 'string', default: 'claude-sonnet-4-6' },",
        ),
        (
            "rust-app",
            "src/client.rs",
            r#"Self { model: "claude-3-5-sonnet-20241022".to_owned(), fallback_model: None }"#,
            r#"Self { model: "claude-sonnet-4-6".to_owned(), fallback_model: None }"#,
        ),
        (
            "config-repo",
            "Makefile",
            "MODEL ?= claude-3-5-sonnet-20241022",
            "MODEL ?= claude-sonnet-4-6",
        ),
        ("config-repo", "Makefile", "JUDGE_MODEL := gpt-4o", "JUDGE_MODEL := gpt-6-luna"),
        // infra/variables.tf has a table keyed by the model without a row for the new one.
        (
            "config-repo",
            "k8s/deployment.yaml",
            "value: claude-3-5-sonnet-20241022",
            "value: claude-sonnet-4-6",
        ),
        (
            "config-repo",
            "docker-compose.yml",
            "ANTHROPIC_MODEL: ${ANTHROPIC_MODEL:-claude-3-5-sonnet-20241022}",
            "ANTHROPIC_MODEL: ${ANTHROPIC_MODEL:-claude-sonnet-4-6}",
        ),
    ] {
        if !changed(project, &[], file).contains(&(old.to_owned(), new.to_owned())) {
            missed.push(format!("{project}/{file}: {old}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// `add_argument("--model",` on its own line, as formatters break it.
#[test]
fn a_default_below_its_option_is_rewritten() {
    assert_changes(
        "python-app",
        "summarizer/cli.py",
        r#"default="claude-3-opus-20240229","#,
        r#"default="claude-opus-4-8","#,
    );
}

#[test]
fn a_quoted_default_of_a_shell_is_rewritten() {
    assert_changes(
        "config-repo",
        "scripts/evaluate.sh",
        r#"MODEL="${MODEL:-claude-3-opus-20240229}""#,
        r#"MODEL="${MODEL:-claude-opus-4-8}""#,
    );
    assert_changes(
        "config-repo",
        "docker-compose.yml",
        r#"SUMMARY_MODEL: "${SUMMARY_MODEL:-claude-3-haiku-20240307}""#,
        r#"SUMMARY_MODEL: "${SUMMARY_MODEL:-claude-haiku-4-5-20251001}""#,
    );
}

/// Variables of several platforms stand side by side, each for itself.
#[test]
fn a_platform_of_another_variable_does_not_matter() {
    assert_changes(
        "config-repo",
        ".env.example",
        "ANTHROPIC_MODEL=claude-3-5-sonnet-20241022",
        "ANTHROPIC_MODEL=claude-sonnet-4-6",
    );
    assert_changes(
        "config-repo",
        ".env.example",
        "AWS_BEDROCK_MODEL=us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "AWS_BEDROCK_MODEL=us.anthropic.claude-sonnet-4-6",
    );
    assert_stays("config-repo", &[], ".env.example", "AZURE_OPENAI_DEPLOYMENT=gpt-4o");
}

#[test]
fn a_variable_in_a_list_of_compose_is_rewritten() {
    assert_changes(
        "config-repo",
        "docker-compose.yml",
        "- WORKER_MODEL=claude-3-haiku-20240307",
        "- WORKER_MODEL=claude-haiku-4-5-20251001",
    );
}

/// Not even with --unsafe-fixes.
#[test]
fn what_asks_for_a_model_stays() {
    for (project, file, line) in [
        ("python-app", "summarizer/cli.py", r#"if args.model == "claude-2.1":"#),
        ("python-app", "summarizer/upgrade.py", r#""claude-2.1": "claude-3-opus-20240229","#),
        ("python-app", "summarizer/usage.py", r#""claude-2.1": (8.00, 24.00),"#),
        ("typescript-app", "src/models.ts", "| 'claude-3-opus-20240229'"),
        ("typescript-app", "src/models.ts", "case 'claude-3-opus-20240229':"),
        ("rust-app", "src/models.rs", r#""gpt-4-32k" => Some(32_768),"#),
        ("config-repo", "scripts/evaluate.sh", "claude-3-opus-20240229) timeout=120 ;;"),
        ("config-repo", "config/settings.json", r#""claude-3-5-sonnet-20241022": 8192,"#),
    ] {
        assert_stays(project, &["--unsafe-fixes"], file, line);
    }
}

/// `in (` is no call, and two members of a tuple are not to become equal.
#[test]
fn members_of_a_python_tuple_stay() {
    let line = r#"if model in ("claude-2.0", "claude-2.1"):"#;
    assert_stays("python-app", &[], "summarizer/usage.py", line);
    assert_stays("python-app", &["--unsafe-fixes"], "summarizer/usage.py", line);
}

/// A router's `model_name` is what clients ask for: it is no model, and its fallbacks and
/// clients know it by this name.
#[test]
fn the_alias_of_a_router_stays() {
    assert_stays("config-repo", &[], "config/litellm.yaml", "- model_name: gpt-4o");
    assert_changes(
        "config-repo",
        "config/litellm.yaml",
        "model: claude-3-5-sonnet-20241022",
        "model: claude-sonnet-4-6",
    );
}

/// A run whose output goes to a file that is named after the model.
#[test]
fn a_file_named_after_the_model_holds_the_line() {
    let line =
        "./scripts/evaluate.sh --model claude-3-opus-20240229 > out/claude-3-opus-20240229.txt";
    assert_stays("config-repo", &[], "Makefile", line);
}

fn cargo_check(folder: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples"))
        .env("MODELMOD_AS_OF", common::DAY)
        .output()
        .unwrap();
    (output.status.success(), text(&output.stderr))
}

/// `model!` refuses what is retired, and accepts what modelmod makes of it.
#[test]
fn the_rust_project_compiles_again() {
    let folder = copy_of("rust-app");
    let manifest = folder.path().join("Cargo.toml");
    let relative = std::fs::read_to_string(&manifest).unwrap();
    let macros = here().join("crates/macros");
    let absolute = relative.replace("../../crates/macros", macros.to_str().unwrap());
    assert_ne!(absolute, relative);
    std::fs::write(&manifest, absolute).unwrap();
    // The versions that this workspace has: there may be no network.
    std::fs::copy(here().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();

    let (compiles, errors) = cargo_check(folder.path());
    assert!(!compiles && errors.contains("claude-3-5-sonnet-20241022"), "{errors}");
    assert!(errors.contains("retired on 2025-10-28"), "{errors}");

    fine(folder.path(), &["migrate", "--allow-no-vcs", "."]);
    let (compiles, errors) = cargo_check(folder.path());
    assert!(compiles, "{errors}");
    assert_eq!(errors, "", "without a warning");
}

/// It has a workspace of its own, so that it builds as a stranger's project does.
#[test]
fn the_rust_project_is_no_member_of_this_workspace() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(here())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let names = metadata["packages"].as_array().unwrap().iter().map(|package| &package["name"]);
    let names: Vec<_> = names.collect();
    assert!(names.iter().any(|name| *name == "modelmod"));
    assert!(names.iter().all(|name| *name != "commit-critic"));
}
