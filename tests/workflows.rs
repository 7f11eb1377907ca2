//! What users' CI systems take from this repository: the action, the workflow, the templates.
//!
//! The schemas in `tests/ci` are our own, of what is used. Where `check-jsonschema` is
//! installed, which brings the published ones, those are asked as well.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{commit_all, git, here, init, put, text};
use modelmod_testkit::{FakeForge, Heads, Kind, Repository, State, TOKEN, yaml};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const ACTION: &str = "action.yml";
const REUSABLE: &str = ".github/workflows/migrate.yml";
const SCHEDULE: &str = "ci/github-schedule.yml";
const GITLAB: &str = "ci/gitlab.yml";

fn read(file: &str) -> Vec<Value> {
    yaml(&std::fs::read_to_string(here().join(file)).unwrap())
}

fn errors(schema: &str, value: &Value) -> Vec<String> {
    let schema = std::fs::read_to_string(here().join("tests/ci").join(schema)).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors = validator.iter_errors(value);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn they_conform() {
    for (file, schema) in [
        (ACTION, "action.schema.json"),
        (REUSABLE, "workflow.schema.json"),
        (SCHEDULE, "workflow.schema.json"),
    ] {
        let documents = read(file);
        assert_eq!(documents.len(), 1, "{file}");
        assert_eq!(errors(schema, &documents[0]), Vec::<String>::new(), "{file}");
    }
    // And the schemas see what is wrong.
    let mut broken = read(ACTION).remove(0);
    broken["runs"]["steps"][0]["run"] = "echo ${{ inputs.args }}".into();
    broken["input"] = broken["inputs"].take();
    assert!(errors("action.schema.json", &broken).len() >= 3);
}

#[test]
fn they_conform_to_what_is_published() {
    let Ok(version) = Command::new("check-jsonschema").arg("--version").output() else {
        println!("skipped: check-jsonschema is not installed");
        return;
    };
    assert!(version.status.success());
    let gitlab = tempfile::tempdir().unwrap();
    let job = put(gitlab.path(), "gitlab.json", read(GITLAB)[1].to_string());
    let job = job.to_str().unwrap();
    for (schema, file) in [
        ("vendor.github-actions", ACTION),
        ("vendor.github-workflows", REUSABLE),
        ("vendor.github-workflows", SCHEDULE),
        ("vendor.gitlab-ci", job),
    ] {
        let mut command = Command::new("check-jsonschema");
        command.current_dir(here()).args(["--builtin-schema", schema, file]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{file}: {}", text(&output.stdout));
    }
}

/// Keys of a table.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn they_go_together() {
    let (action, reusable, schedule) = (&read(ACTION)[0], &read(REUSABLE)[0], &read(SCHEDULE)[0]);
    let step = &reusable["jobs"]["migrate"]["steps"][1];
    assert!(step["uses"].as_str().unwrap().starts_with("modelmod/modelmod@"));
    assert!(keys(&step["with"]).is_subset(&keys(&action["inputs"])));
    let inputs = keys(&reusable["on"]["workflow_call"]["inputs"]);
    let job = &schedule["jobs"]["migrate"];
    assert!(job["uses"].as_str().unwrap().contains(REUSABLE));
    assert!(keys(&job["with"]).is_subset(&inputs));
    assert_eq!(schedule["permissions"], reusable["permissions"]);
    // Every variable of the script comes from an input, and every output from the script.
    let script = std::fs::read_to_string(here().join("ci/github-action.sh")).unwrap();
    let env = &action["runs"]["steps"][1]["env"];
    for name in keys(env).iter().filter(|name| name.starts_with("INPUT_")) {
        assert!(script.contains(&format!("${{{name}:-")), "{name}");
    }
    for name in keys(&action["outputs"]) {
        assert!(script.contains(&format!("\"{name}=")), "{name}");
    }
    // Options that do not exist would be noticed on somebody else's machine.
    let options = common::fine(here(), &["migrate", "--help"]);
    let options = text(&options);
    let gitlab = std::fs::read_to_string(here().join(GITLAB)).unwrap();
    for line in [script, gitlab, schedule.to_string()] {
        for option in line.split(|c: char| !(c.is_ascii_lowercase() || c == '-')) {
            let of_others = ["--locked", "--quiet", "--version", "--path", "--root", "--"];
            let is_option = option.starts_with("--") && option.len() > 3;
            if is_option && !of_others.contains(&option) {
                assert!(options.contains(option), "no {option}");
            }
        }
    }
}

/// A clone of a repository at a forge of our own.
fn clone(folder: &Path) -> (FakeForge, PathBuf) {
    let (bare, clone) = (folder.join("bare"), folder.join("clone"));
    init(&clone);
    put(&clone, "app.py", "model = \"claude-2.1\"\n");
    commit_all(&clone);
    git(folder, &["clone", "-q", "--bare", "clone", "bare"]);
    let url = "https://github.com/acme/app.git";
    git(&clone, &["config", &format!("url.{}.insteadOf", bare.display()), url]);
    git(&clone, &["remote", "add", "origin", url]);
    let repository = Repository {
        owner: "acme".to_owned(),
        name: "app".to_owned(),
        default_branch: "main".to_owned(),
        parent: None,
        heads: Heads::Git(bare),
        clone_url: url.to_owned(),
    };
    let state = State { repositories: vec![repository], ..State::default() };
    (FakeForge::start(Kind::GitHub, state), clone)
}

#[test]
fn the_action_runs() {
    let has_jq = Command::new("jq").arg("--version").output().is_ok();
    if !has_jq || cfg!(not(unix)) {
        println!("skipped: jq is not installed, which GitHub's machines have");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (forge, clone) = clone(folder.path());
    let run = |more: &str| {
        // What keeps the settings of this machine out.
        let command = common::modelmod(&clone);
        let environment: Vec<_> = command.get_envs().collect();
        let mut script = Command::new(here().join("ci/github-action.sh"));
        script.current_dir(&clone);
        for (name, value) in environment {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        let bin = Path::new(env!("CARGO_BIN_EXE_modelmod")).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let (output, summary) = (folder.path().join("output"), folder.path().join("summary"));
        let _ = std::fs::remove_file(&output);
        let output_of_run = script
            .env("PATH", path)
            .env("GH_TOKEN", TOKEN)
            .env("GH_ENTERPRISE_TOKEN", TOKEN)
            .env("INPUT_ARGS", format!("--forge-url={}\n{more}\n", forge.api()))
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .output()
            .unwrap();
        let said = std::fs::read_to_string(&output).unwrap_or_default();
        (output_of_run, said, std::fs::read_to_string(&summary).unwrap_or_default())
    };
    let (output, said, summary) = run("--label=a label; with $(signs)");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let url = "https://forge.test/acme/app/pulls/1";
    assert_eq!(said, format!("action=opened\nnumber=1\nurl={url}\nedits=1\n"));
    assert!(summary.contains("1 edits in 1 files") && summary.contains(url), "{summary}");
    assert_eq!(forge.pulls()[0].labels, ["a label; with $(signs)"]);
    let author = git(&clone, &["log", "-1", "--format=%an", "modelmod/migrate"]);
    assert_eq!(text(&author), "github-actions[bot]\n");
    let (_, said, _) = run("");
    assert!(said.starts_with("action=unchanged\n"), "{said}");
    forge.expire_token();
    let (output, ..) = run("");
    assert_eq!(output.status.code(), Some(2), "the exit code is modelmod's own");
}
