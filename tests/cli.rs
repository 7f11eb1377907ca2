//! The command line as its users meet it: what is printed where, and exit codes.
//!
//! Transcripts are in `tests/cli/`; `UPDATE=1 cargo test --test cli` writes them anew.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

mod common;

use common::{commit_all, feed, fine, here, init, modelmod, put, run, text, transcript, tree};
use serde_json::Value;
use std::path::Path;
use std::process::{Output, Stdio};

/// A small project under version control.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(root, ".gitignore", "/build/\n*.log\n");
    put(root, ".env", "ANTHROPIC_MODEL=claude-3-opus-20240229\n");
    put(root, ".github/workflows/run.yml", "env:\n  MODEL: claude-3-haiku-20240307\n");
    put(root, "app.py", "model = \"claude-2.1\"\nrun(\"gpt-4o\")\n# claude-2.1 was slow\n");
    put(root, "src/next.ts", "const model = 'claude-sonnet-4-5';\n");
    put(root, "src/fine.ts", "const model = 'claude-opus-4-8';\n");
    put(root, "docs/notes.md", "We used claude-2.1.\n");
    commit_all(root);
    put(root, "build/out.js", "const model = 'claude-2.1';\n");
    put(root, "run.log", "model: claude-2.1\n");
    folder
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[track_caller]
fn refuses(folder: &Path, args: &[&str], words: &[&str]) {
    let before = tree(folder);
    let output = run(folder, args);
    let error = text(&output.stderr);
    assert_eq!(code(&output), 2, "{args:?}: {error}");
    assert_eq!(text(&output.stdout), "", "{args:?}: nothing but data on standard output");
    assert!(error.starts_with("error: "), "{args:?}: {error}");
    for word in words {
        assert!(error.contains(word), "{args:?}: no {word:?} in: {error}");
    }
    assert_eq!(tree(folder), before, "{args:?}");
}

#[test]
fn looking() {
    let folder = project();
    let before = tree(folder.path());
    transcript(
        "looking",
        folder.path(),
        &[
            "migrate --dry-run",
            "migrate --dry-run -v app.py docs",
            "migrate -n -q app.py",
            "migrate --check",
            "migrate --check -q",
            "migrate --check --diff app.py",
            "migrate --check src/fine.ts",
            "migrate --dry-run src/fine.ts",
            "migrate --dry-run --unsafe-fixes app.py",
        ],
    );
    assert_eq!(tree(folder.path()), before);
}

/// Which profile of Bedrock is written follows from the region that the project's settings name.
#[test]
fn regions() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    init(root);
    put(root, "infra/main.tf", "provider \"aws\" {\n  region = \"eu-central-1\"\n}\n");
    put(root, "app/chat.py", "MODEL = \"anthropic.claude-3-sonnet-20240229-v1:0\"\n");
    commit_all(root);
    transcript("regions", root, &["migrate --dry-run", "migrate --dry-run -v app"]);
}

#[test]
fn writing() {
    let folder = project();
    transcript("writing", folder.path(), &["migrate", "migrate", "migrate --check"]);
    let folder = project();
    transcript("writing_quietly", folder.path(), &["migrate -q --diff app.py", "migrate -q"]);
}

#[test]
fn symbols() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path());
    put(folder.path(), "src/main.rs", SYMBOLS);
    let ignored = "ask(Model.Claude3Opus) // modelmod: ignore[claude-3-opus-20240229] as it was\n";
    put(folder.path(), "src/old.ts", ignored);
    transcript(
        "symbols",
        folder.path(),
        &[
            "migrate --check",
            "migrate --check --only claude-2.1",
            "migrate --check --only claude-3-5-sonnet-20240620",
            "migrate --write-baseline accepted.toml",
            "migrate --check --baseline accepted.toml",
        ],
    );
}

const SYMBOLS: &str = "\
use anthropic::Model;

const CLAUDE_2_1: &str = \"claude-2.1\";

fn main() {
    let claude_3_opus = ask(Model::Claude3Opus);
    let other = ask(Model::Claude35Sonnet);
    let cost = claude_3_opus_cost(BedrockModel::ClaudeSonnet3);
}
";

#[test]
fn choosing_models() {
    let folder = project();
    transcript(
        "choosing_models",
        folder.path(),
        &[
            "migrate -n -q --only claude-2.1",
            "migrate -n -q --only claude-3-opus-latest",
            "migrate -n -q --except claude-2.1 --except claude-3-opus-20240229",
            "migrate -n -q --within 0",
            "migrate -n -q --within 6d src",
            "migrate -n -q --within 7d src",
            "migrate -n -q --to claude-2.1=claude-opus-5-5 app.py",
            "migrate -n --to claude-opus-4-8=my-gateway/opus src/fine.ts",
            "migrate -n --to claude-opus-4-8=claude-haiku-4-5 src/fine.ts",
            "migrate -n --to claude-3*=claude-sonnet-5-5",
            "migrate -n --to gemeni-*=claude-sonnet-5-5",
            "migrate -n -q --prefer newest-in-tier",
            "migrate -n -q --as-of 2025-02-01",
            "migrate -n -q --as-of 2024-01-01",
        ],
    );
}

#[test]
fn choosing_files() {
    let folder = project();
    let root = folder.path();
    let names = |args: &[&str]| -> Vec<String> {
        let args = [&["migrate", "-n", "-q"], args].concat();
        let patch = text(&fine(root, &args));
        let names = patch.lines().filter_map(|line| line.strip_prefix("+++ b/"));
        names.map(str::to_owned).collect()
    };
    let all = [".env", ".github/workflows/run.yml", "app.py", "src/next.ts"];
    assert_eq!(names(&[]), all, "hidden files by default, ignored ones not");
    assert_eq!(names(&["."]), all);
    assert_eq!(names(&["--no-hidden"]), ["app.py", "src/next.ts"]);
    assert_eq!(names(&["--no-hidden", "--hidden"]), all);
    let unignored = names(&["--no-ignore"]);
    assert!(unignored.contains(&"build/out.js".to_owned()), "{unignored:?}");
    assert!(unignored.iter().all(|name| !name.starts_with(".git/")), "{unignored:?}");
    assert_eq!(names(&["--exclude", "*.py", "--exclude", "/.github"]), [".env", "src/next.ts"]);
    assert_eq!(names(&["--exclude", "*.py", "app.py"]), ["app.py"], "named by the user");
    assert_eq!(names(&["--exclude", "*.py", "--force-exclude", "app.py"]), [""; 0]);
    assert_eq!(names(&["build/out.js"]), ["build/out.js"], "named by the user");
    assert_eq!(names(&["src", "app.py", "app.py", "./src/next.ts"]), ["app.py", "src/next.ts"]);
}

#[test]
fn errors() {
    let folder = project();
    let root = folder.path();
    refuses(root, &["migrate", "--only", "claude-3-opus-20240228"], &["claude-3-opus-20240229"]);
    refuses(root, &["migrate", "--except", "claud-2.1"], &["did you mean `claude-2.1`"]);
    refuses(root, &["migrate", "--only", "zzzzzzzzzzzzzzzzzzz"], &["no model `zzzzz"]);
    refuses(root, &["migrate", "--as-of", "2026-02-30"], &["2026-02-30", "--as-of"]);
    refuses(root, &["migrate", "--as-of", "tomorrow"], &["YYYY-MM-DD"]);
    refuses(root, &["migrate", "--to", "claude-2.1"], &["OLD=NEW"]);
    refuses(root, &["migrate", "--to", "=x"], &["OLD=NEW"]);
    refuses(root, &["migrate", "--to", "claude-2.1=a b"], &["`a b`"]);
    refuses(root, &["migrate", "--to", "claude-2.1=x\"y"], &["x\"y"]);
    refuses(
        root,
        &["migrate", "--to", "claude-2.1=claude-3-opus-20240229"],
        &["claude-3-opus-20240229", "retired"],
    );
    refuses(
        root,
        &["migrate", "--to", "claude-2.1=claude-opus-4-8", "--to", "claude-2.1=claude-opus-5"],
        &["two replacements"],
    );
    refuses(root, &["migrate", "--within", "soon"], &["90d"]);
    refuses(root, &["migrate", "--within=-1"], &["--within"]);
    refuses(root, &["migrate", "absent.py"], &["absent.py", "no such file"]);
    refuses(root, &["migrate", "app.py", "absent"], &["absent"]);
    refuses(root, &["migrate", "--exclude", "a[", "."], &["a["]);
    refuses(root, &["migrate", "--check", "--dry-run"], &["--dry-run"]);
    refuses(root, &["migrate", "-q", "-v"], &["--verbose"]);
    refuses(root, &["migrate", "--bare"], &["--branch"]);
    refuses(root, &["migrate", "-", "app.py"], &["stands alone"]);
    refuses(root, &["migrate", "-", "--branch=b"], &["--branch"]);
    refuses(root, &["migrate", "--branch=a..b"], &["a..b"]);
    refuses(root, &["migrate", "--no-such-option"], &["--no-such-option"]);
    refuses(root, &["migrat"], &["migrate"]);
    refuses(root, &["models", "--provider", "antropic"], &["antropic", "anthropic"]);
    refuses(root, &["models", "--state", "dead"], &["retired"]);
    refuses(root, &["explain", "claude-2.2"], &["did you mean", "claude-2.1"]);
    refuses(root, &["explain"], &["<ID>"]);
    refuses(root, &["pack", "check", "absent"], &["absent"]);
    refuses(root, &["pack", "check", "src"], &["no pack found"]);
}

/// Whoever wants another model than the recommended one wants it wherever that one would
/// have been written.
#[test]
fn a_choice_for_a_recommended_model_is_followed() {
    let folder = project();
    let choice = ["migrate", "-q", "--to", "claude-opus-4-8=claude-opus-5-5"];
    fine(folder.path(), &choice);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("src/fine.ts"), "const model = 'claude-opus-5-5';\n");
    assert_eq!(read(".env"), "ANTHROPIC_MODEL=claude-opus-5-5\n");
    assert!(read("app.py").starts_with("model = \"claude-opus-5-5\"\n"), "{}", read("app.py"));
    assert!(fine(folder.path(), &[&choice[..], &["-n"]].concat()).is_empty());
}

/// Choices that undo or feed each other are the user's mistake, not one to be reported.
#[test]
fn choices_that_contradict_each_other() {
    let folder = project();
    for args in [
        &["--to", "claude-opus-4-8=claude-opus-4-8"][..],
        &["--to", "claude-2.1=claude-opus-4-8", "--to", "claude-opus-4-8=claude-opus-5"],
    ] {
        let output = run(folder.path(), &[&["migrate", "-n", "-v"], args].concat());
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(!said.contains("please report"), "{args:?}: {said}");
    }
}

#[test]
fn help_and_version() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["--help"][..], &["migrate", "--help"], &["pack", "check", "-h"], &["--version"]]
    {
        let output = run(folder.path(), args);
        assert_eq!((code(&output), text(&output.stderr)), (0, String::new()), "{args:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn the_day_of_the_environment_and_of_the_option() {
    let folder = project();
    let ask = |variable: &str, args: &[&str]| {
        let mut command = modelmod(folder.path());
        command.env("MODELMOD_AS_OF", variable).args(["migrate", "--check", "app.py"]).args(args);
        code(&command.output().unwrap())
    };
    assert_eq!(ask("2024-01-01", &[]), 0, "nothing was deprecated");
    assert_eq!(ask("2026-01-01", &[]), 1);
    assert_eq!(ask("2026-01-01", &["--as-of", "2024-01-01"]), 0, "what is typed wins");
    assert_eq!(ask("never", &[]), 2);
}

#[test]
fn a_retirement_counts_from_its_day() {
    let folder = project();
    let state = |day: &str| {
        let args = ["explain", "claude-sonnet-4-5", "--output-format", "json", "--as-of", day];
        let json: Value = serde_json::from_slice(&fine(folder.path(), &args)).unwrap();
        json["model"]["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("2026-09-29"), "active");
    assert_eq!(state("2026-09-30"), "deprecated");
    assert_eq!(state("2026-11-29"), "deprecated");
    assert_eq!(state("2026-11-30"), "retired");
}

#[test]
fn standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = |args: &[&str], input: &str| {
        let mut command = modelmod(folder.path());
        feed(command.args(["migrate", "-"]).args(args), input.as_bytes())
    };
    let python = ["--stdin-filename", "app.py"];
    let old = "model = \"claude-2.1\"\n";
    let new = "model = \"claude-opus-4-8\"\n";

    let filtered = pipe(&python, old);
    assert_eq!((code(&filtered), text(&filtered.stdout)), (0, new.to_owned()));
    assert_eq!(text(&filtered.stderr), "");
    // What has nothing to be done, and what is not understood, comes out as it went in.
    for input in ["", "no model\r\n", "x = 'claude-2.1' == y"] {
        assert_eq!(text(&pipe(&python, input).stdout), input);
    }
    assert_eq!(text(&pipe(&["--stdin-filename", "tests/test_app.py"], old).stdout), old);
    // A document follows the code beside it: here there is none, nor would there be on disk.
    let told = "The default is `claude-2.1`.\n";
    assert_eq!(text(&pipe(&["--stdin-filename", "app.md"], told).stdout), told);
    assert_eq!(code(&pipe(&[&python[..], &["--check"]].concat(), old)), 1);
    assert_eq!(code(&pipe(&[&python[..], &["--check"]].concat(), new)), 0);
    let patch = text(&pipe(&[&python[..], &["-n"]].concat(), old).stdout);
    assert!(patch.starts_with("diff --git a/app.py b/app.py\n"), "{patch}");
    let broken = feed(modelmod(folder.path()).args(["migrate", "-"]), b"\xFF\xFE\0");
    assert_eq!((code(&broken), broken.stdout), (2, Vec::new()));
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn colours() {
    let folder = project();
    let ask = |variables: &[(&str, &str)], args: &[&str]| {
        let mut command = modelmod(folder.path());
        command.args(["migrate", "--check"]).args(args).envs(variables.iter().copied());
        let output = command.output().unwrap();
        assert_eq!(code(&output), 1);
        text(&output.stdout).contains('\u{1B}')
    };
    assert!(!ask(&[], &[]), "a pipe is no terminal");
    assert!(ask(&[], &["--color", "always"]));
    assert!(ask(&[("NO_COLOR", "1")], &["--color=always"]), "what is typed wins");
    assert!(!ask(&[("FORCE_COLOR", "1")], &["--color=never"]));
    assert!(ask(&[("FORCE_COLOR", "1")], &[]));
    assert!(ask(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!ask(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!ask(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(ask(&[("FORCE_COLOR", "1"), ("NO_COLOR", "")], &[]), "empty is not set");

    // Nothing but the colours differs.
    let plain = text(&fine(folder.path(), &["migrate", "-n", "-q"]));
    let coloured = text(&fine(folder.path(), &["migrate", "-n", "-q", "--color=always"]));
    assert!(coloured.contains("\u{1B}[31m-model"), "{coloured}");
    let mut bare = String::new();
    let mut in_escape = false;
    for c in coloured.chars() {
        match c {
            '\u{1B}' => in_escape = true,
            'm' if in_escape => in_escape = false,
            _ if in_escape => {}
            c => bare.push(c),
        }
    }
    assert_eq!(bare, plain);
    // A patch for a program is never coloured by the environment.
    let mut command = modelmod(folder.path());
    let output = command.args(["migrate", "-n", "-q"]).env("FORCE_COLOR", "1").output().unwrap();
    assert_eq!(text(&output.stdout), plain);
}

/// `-q`: only data and errors.
#[test]
fn quiet_means_no_warnings() {
    let folder = project();
    put(folder.path(), "src/a.ts", "// modelmod: ignore[claude-2.1]\n");
    let args = ["migrate", "-n", "-q"];
    let quiet = run(folder.path(), &args);
    assert_eq!((code(&quiet), text(&quiet.stderr)), (0, String::new()));
    let loud = run(folder.path(), &["migrate", "-n"]);
    assert!(text(&loud.stderr).contains("warning: src/a.ts:1:"), "{}", text(&loud.stderr));
    assert_eq!(loud.stdout, quiet.stdout);
}

/// Runs modelmod with nobody reading its standard output.
fn unread(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = modelmod(folder);
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), text(&output.stderr))
}

#[test]
fn nobody_has_to_read_all() {
    let folder = project();
    for args in [
        &["models", "--all"][..],
        &["models", "--output-format", "json"],
        &["explain", "claude-2.1"],
        &["migrate", "--dry-run", "--quiet"],
        &["migrate", "--dry-run", "--output-format", "json"],
    ] {
        assert_eq!(unread(folder.path(), args), (0, String::new()), "{args:?}");
    }
}

/// A script asks for the exit code, whoever reads the text.
#[test]
fn who_stops_reading_does_not_change_the_answer() {
    let folder = project();
    assert_eq!(unread(folder.path(), &["migrate", "--check"]), (1, String::new()));
    put(folder.path(), "src/fine.ts", "const model = 'claude-2.1';\n");
    let (code, _) = unread(folder.path(), &["migrate", "--allow-dirty", "src/fine.ts"]);
    assert_eq!(code, 0);
    let written = std::fs::read_to_string(folder.path().join("src/fine.ts")).unwrap();
    assert_eq!(written, "const model = 'claude-opus-4-8';\n");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = project();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = modelmod(folder.path()).args(["migrate", "-n"]).stdout(full).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("error: writing the output"));
}

#[test]
fn explaining() {
    let folder = tempfile::tempdir().unwrap();
    transcript(
        "explaining",
        folder.path(),
        &[
            "explain claude-3-opus-latest",
            "explain gpt-4-32k",
            "explain claude-opus-4-8",
            "explain claude-sonnet-4-6",
            "explain claude-3.5-sonnet",
            "explain claude-2.1 --as-of 2025-03-01",
            "explain claude-3-opus-2024",
            "models --provider anthropic --state deprecated",
            "models --provider openai --state deprecated --as-of 2024-10-01",
        ],
    );
}

#[test]
fn listing() {
    let folder = tempfile::tempdir().unwrap();
    transcript(
        "listing",
        folder.path(),
        &[
            "models --surface bedrock --state deprecated",
            "models --within 10d",
            "models --within 10d --format markdown",
            "models --within 30d --output-format timeline",
            "models --surface framework",
            "models --surface bedrok",
        ],
    );
    let calendar = text(&fine(folder.path(), &["models", "--within", "7d", "--format", "ics"]));
    assert!(calendar.contains("\r\nDTSTART;VALUE=DATE:20261130\r\n"), "{calendar}");
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    let page = text(&fine(folder.path(), &["models", "--format", "html"]));
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
}

/// Exports of the Claude Console (usage, cost), of OpenAI, and what is none.
#[test]
fn auditing() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| put(folder.path(), name, text);
    put("src/app.py", "model = \"claude-sonnet-4-5\"\nllm = \"claude-2.1\"\n");
    put("usage.csv", CONSOLE);
    put("cost.csv", COST);
    put("openai.csv", OPENAI);
    put("other.csv", "when;what\n2026-11-01;claude-2.1\n");
    transcript(
        "auditing",
        folder.path(),
        &[
            "audit usage.csv",
            "audit usage.csv -q --with src --check",
            "audit usage.csv -q --format csv",
            "audit usage.csv -q --check --within 0",
            "audit cost.csv",
            "audit openai.csv --format json",
            "audit other.csv",
            "audit other.csv --model-column what --date-column when --check",
            "audit absent.csv",
        ],
    );
}

/// What stands in for a model is the choice of the command line, then of the project.
#[test]
fn auditing_with_choices() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| put(folder.path(), name, text);
    put("usage.csv", "model,tokens\nclaude-2.1,10\nclaude-3-opus-20240229,5\n");
    put(
        "mine/modelmod.toml",
        "prefer = \"newest-in-tier\"\n\n[to]\n\"claude-2.1\" = \"claude-sonnet-5-5\"\n",
    );
    put("mine/app.py", "llm = \"claude-2.1\"\n");
    transcript(
        "auditing_with_choices",
        folder.path(),
        &[
            "audit usage.csv -q",
            "audit usage.csv -q --to claude-2.1=ours-1 --prefer newest-in-tier",
            "audit usage.csv -q --with mine",
            "audit usage.csv -q --with mine --to claude-2.1=ours-1 --prefer provider",
        ],
    );
}

const CONSOLE: &str = "\
usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed
2026-11-02,claude-sonnet-4-5-20250929,shop,Default,standard,≤ 200k,1000,20,0,400,80,0,global,
2026-11-20,claude-sonnet-4-5-20250929,shop,Default,standard,≤ 200k,1000,0,0,400,100,0,global,
2026-11-20,claude-opus-4-8,sk-ant-api03-abcdefghijklmnopqrstuvwxyz-0123456789-xyz,Lab,batch,≤ 200k,500,0,0,0,500,0,global,
2026-11-20,us.anthropic.claude-opus-4-1-20250805-v1:0,shop,Lab,standard,≤ 200k,0,0,0,0,0,0,global,
2026-11-20,house-model,shop,Lab,standard,≤ 200k,1000,0,0,0,0,0,global,
2026-11-21,claude-opus-4-8,shop,Lab
2026-11-21,claude-opus-4-8,shop,Lab,standard,≤ 200k,lots,0,0,0,0,0,global,
";

const COST: &str = "\
usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status
2026-11-04,Claude Sonnet 4.5,Default,shop,message,≤ 200k,output,0.30,0.30,token,global,,apikey_01AAA,active
2026-11-04,Claude Opus 4.8,Default,shop,message,≤ 200k,output,0.70,0.70,token,global,,apikey_01AAA,active
2026-11-04,,Default,shop,web_search,,,0.25,0.25,web_search,global,,apikey_01AAA,active
";

const OPENAI: &str = "\
start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens
1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_a,12,,key_a,gpt-4o-2024-08-06,false,default,700,200,300
1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_a,3,,key_a,ft:gpt-3.5-turbo-0613:acme::8abc,false,default,90,10,0
";

#[test]
fn checking_packs() {
    let output = text(&fine(here(), &["pack", "check"]));
    assert!(output.starts_with("codemods: ") && output.contains(" models of "), "{output}");
}

#[test]
fn broken_packs() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str| std::fs::read_to_string(here().join("codemods").join(name)).unwrap();
    put(folder.path(), "surfaces.toml", read("surfaces.toml"));
    let models = read("anthropic/models.toml");
    let models = models.replace("deprecated = 2025-06-30", "deprecated = 2026-06-30");
    let models = models.replace("\nretires = 2025-07-21", "\nretire = 2025-07-21");
    put(folder.path(), "anthropic/models.toml", models);
    let output = run(folder.path(), &["pack", "check", "."]);
    assert_eq!((code(&output), text(&output.stdout)), (2, String::new()));
    let errors = text(&output.stderr);
    // Every problem at once, each with its place.
    assert!(errors.contains("anthropic/models.toml:"), "{errors}");
    assert!(errors.matches("`retire`").count() >= 3, "{errors}");
    assert!(errors.trim_end().ends_with("in its packs"), "{errors}");
}

/// The provider's page as it was in early 2025: its table of models, row by row.
const STATUS: [(&str, &str, Option<&str>, Option<&str>); 16] = [
    ("claude-1.0", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-1.1", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-1.2", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-1.3", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-instant-1.0", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-instant-1.1", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-instant-1.2", "retired", Some("2024-09-04"), Some("2024-11-06")),
    ("claude-2.0", "deprecated", Some("2025-01-21"), Some("2025-07-21")),
    ("claude-2.1", "deprecated", Some("2025-01-21"), Some("2025-07-21")),
    ("claude-3-sonnet-20240229", "deprecated", Some("2025-01-21"), Some("2025-07-21")),
    ("claude-3-haiku-20240307", "active", None, None),
    ("claude-3-opus-20240229", "active", None, None),
    ("claude-3-5-sonnet-20240620", "active", None, None),
    ("claude-3-5-haiku-20241022", "active", None, None),
    ("claude-3-5-sonnet-20241022", "active", None, None),
    ("claude-3-7-sonnet-20250219", "active", None, None),
];

/// Its "deprecation history": which model it recommended instead of which.
const HISTORY: [(&str, &str); 10] = [
    ("claude-2.0", "claude-3-5-sonnet-20241022"),
    ("claude-2.1", "claude-3-5-sonnet-20241022"),
    ("claude-3-sonnet-20240229", "claude-3-5-sonnet-20241022"),
    ("claude-1.0", "claude-3-5-haiku-20241022"),
    ("claude-1.1", "claude-3-5-haiku-20241022"),
    ("claude-1.2", "claude-3-5-haiku-20241022"),
    ("claude-1.3", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.0", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.1", "claude-3-5-haiku-20241022"),
    ("claude-instant-1.2", "claude-3-5-haiku-20241022"),
];

#[test]
fn early_2025_as_the_page_had_it() {
    let folder = tempfile::tempdir().unwrap();
    let args = "models --as-of 2025-03-01 --provider anthropic --output-format json";
    let args: Vec<&str> = args.split(' ').collect();
    let document: Value = serde_json::from_slice(&fine(folder.path(), &args)).unwrap();
    assert_eq!(document["as_of"], "2025-03-01");
    let models = document["models"].as_array().unwrap();
    let field = |model: &Value, name: &str| model[name].as_str().map(str::to_owned);
    let mut rows: Vec<_> = models
        .iter()
        .map(|model| {
            let required = |name: &str| field(model, name).unwrap();
            (required("id"), required("state"), field(model, "deprecated"), field(model, "retires"))
        })
        .collect();
    rows.sort();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let mut wanted = STATUS.map(|(id, state, deprecated, retires)| {
        (id.to_owned(), state.to_owned(), owned(deprecated), owned(retires))
    });
    wanted.sort();
    assert_eq!(rows, wanted);

    let mut recommended: Vec<(String, String)> = models
        .iter()
        .filter_map(|model| Some((field(model, "id")?, field(model, "recommended")?)))
        .collect();
    recommended.sort();
    let mut wanted = HISTORY.map(|(old, new)| (old.to_owned(), new.to_owned()));
    wanted.sort();
    assert_eq!(recommended, wanted);
    for model in models {
        assert_eq!(model["replacement"], model["recommended"], "one step: all were active");
        let chain = model["chain"].as_array().unwrap().len();
        assert_eq!(chain, usize::from(!model["recommended"].is_null()));
    }
}

/// The table for people has the same rows.
#[test]
fn early_2025_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let table =
        fine(folder.path(), &["models", "--as-of", "2025-03-01", "--provider", "anthropic"]);
    let table = text(&table);
    let mut rows: Vec<Vec<&str>> =
        table.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    rows.sort();
    let mut wanted: Vec<Vec<&str>> = STATUS
        .iter()
        .map(|&(id, state, deprecated, retires)| {
            let new = HISTORY.iter().find(|(old, _)| *old == id).map(|(_, new)| *new);
            let dash = |cell: Option<&'static str>| cell.unwrap_or("-");
            vec!["anthropic", id, state, dash(deprecated), dash(retires), dash(new)]
        })
        .collect();
    wanted.sort();
    assert_eq!(rows, wanted);
}
