//! JSON outputs against their schemas in `schemas/`, and what no schema can say.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

mod common;

use common::{commit_all, copy, feed, git_text, here, init, modelmod, put, run, text};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::Path;

fn schema(name: &str) -> Validator {
    let path = here().join("schemas").join(format!("{name}.schema.json"));
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{name}: no valid schema");
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn check(validator: &Validator, document: &[u8]) -> Value {
    let value: Value = serde_json::from_slice(document).unwrap_or_else(|error| {
        panic!("{error}: {}", text(document));
    });
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(document.ends_with(b"}\n"), "one document and a final newline");
    value
}

/// A report that keeps to the schema, and whose numbers agree with each other.
#[track_caller]
fn check_report(document: &[u8]) -> Value {
    let report = check(&schema("report"), document);
    let findings = report["findings"].as_array().unwrap();
    let count = |wanted: &dyn Fn(&Value) -> bool| findings.iter().filter(|f| wanted(f)).count();
    let counts = &report["counts"];
    assert_eq!(counts["findings"], findings.len());
    assert_eq!(counts["edits"], count(&|f| f["edited"] == true));
    assert_eq!(counts["display"], count(&|f| f["applicability"] == "display"));
    assert_eq!(counts["suppressed"], count(&|f| f["suppressed"] == true));
    let accepted = report["baseline"].as_array().unwrap().iter();
    let accepted = accepted.filter(|one| one["found"].as_u64() <= one["accepted"].as_u64());
    let accepted: u64 = accepted.map(|one| one["found"].as_u64().unwrap()).sum();
    assert_eq!(counts["accepted"], accepted);
    let failed = report["files"]["failed"].as_array().unwrap();
    let is_failed = |f: &Value| failed.iter().any(|file| file["path"] == f["path"]);
    let waits = |f: &Value| f["edited"] == false && f["applicability"] != "display";
    let held_back = counts["held_back"].as_u64().unwrap() + counts["failed"].as_u64().unwrap();
    assert_eq!(held_back, count(&waits) as u64);
    assert_eq!(counts["failed"] == 0, failed.is_empty());
    assert_eq!(count(&|f| is_failed(f) && f["edited"] == true), 0);
    let order: Vec<_> = findings
        .iter()
        .map(|f| {
            let place = (f["line"].as_u64().unwrap(), f["column"].as_u64().unwrap());
            (f["path_hex"].as_str().unwrap_or_default(), f["path"].as_str().unwrap(), place)
        })
        .collect();
    let mut paths: Vec<&str> = order.iter().map(|(_, path, _)| *path).collect();
    paths.dedup();
    assert!(order.iter().zip(order.iter().skip(1)).all(|(a, b)| a.1 != b.1 || a.2 < b.2));
    let mut unique = paths.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), paths.len(), "findings of one file stand together");
    assert_eq!(report["files"]["with_findings"], paths.len());
    let mut edited: Vec<&str> = Vec::new();
    for finding in findings.iter().filter(|finding| finding["edited"] == true) {
        edited.push(finding["path"].as_str().unwrap());
    }
    edited.dedup();
    assert_eq!(report["files"]["edited"], edited.len());
    report
}

#[track_caller]
fn report(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, &[&["migrate", "--output-format", "json"], args].concat());
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    check_report(&output.stdout)
}

/// Each edit of a report, made with its offsets, gives what is written into the file.
fn apply_edits(report: &Value, path: &str, before: &[u8]) -> Vec<u8> {
    let mut after = before.to_vec();
    let findings = report["findings"].as_array().unwrap();
    for finding in findings.iter().rev().filter(|f| f["edited"] == true && f["path"] == path) {
        let edit = &finding["edit"];
        let offset = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        let text = edit["text"].as_str().unwrap();
        after.splice(offset("start")..offset("end"), text.bytes());
    }
    after
}

#[test]
fn examples() {
    for project in ["python-app", "typescript-app", "rust-app", "config-repo"] {
        let folder = tempfile::tempdir().unwrap();
        copy(&here().join("examples").join(project), folder.path());
        let before = common::tree(folder.path());
        let planned = report(folder.path(), &["--dry-run", "."]);
        assert_eq!(planned["outcome"], "planned");
        assert_eq!(planned["files"]["read"], before.len());
        assert_eq!(planned["files"]["bytes"], before.values().map(Vec::len).sum::<usize>());
        let sites = planned["findings"].as_array().unwrap();
        for finding in sites {
            let bytes = &before[Path::new(finding["path"].as_str().unwrap())];
            let number = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
            let line = bytes.split(|&byte| byte == b'\n').nth(number("line") - 1).unwrap();
            let rest = &line[number("column") - 1..];
            assert!(rest.starts_with(finding["matched"].as_str().unwrap().as_bytes()), "{finding}");
        }
        let written = report(folder.path(), &["--allow-no-vcs", "."]);
        assert_eq!(written["outcome"], "written");
        assert_eq!(written["findings"], planned["findings"], "what was planned is what was done");
        for (name, bytes) in &before {
            let after = std::fs::read(folder.path().join(name)).unwrap();
            let path = name.to_str().unwrap();
            assert_eq!(text(&apply_edits(&planned, path, bytes)), text(&after), "{path}");
        }
        let again = report(folder.path(), &["--allow-no-vcs", "."]);
        assert_eq!(again["counts"]["edits"], 0);
        assert_eq!(
            report(folder.path(), &["--unsafe-fixes", "--check", "."])["branch"],
            Value::Null
        );
    }
}

#[test]
fn standard_input() {
    let folder = tempfile::tempdir().unwrap();
    for (name, input, findings) in [
        ("app.py", "model = \"claude-2.1\"\n", 1),
        ("app.py", "", 0),
        ("a b/ü.md", "claude-2.1", 1),
    ] {
        let mut command = modelmod(folder.path());
        command.args(["migrate", "-", "--stdin-filename", name, "--output-format", "json"]);
        let output = feed(&mut command, input.as_bytes());
        let report = check_report(&output.stdout);
        assert_eq!(report["counts"]["findings"], findings);
        assert_eq!(report["files"]["bytes"], input.len());
        if findings > 0 {
            assert_eq!(report["findings"][0]["path"], name);
        }
    }
}

#[test]
fn nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let report = report(folder.path(), &["."]);
    assert_eq!(report["findings"], json!([]));
    assert_eq!(report["outcome"], "planned");
    let mut files = report["files"].as_object().unwrap().values();
    assert!(files.all(|value| *value == 0 || *value == json!([])), "{report}");
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), OsStr::from_bytes(b"caf\xE9.py"), "model = \"claude-2.1\"\n");
    put(folder.path(), OsStr::from_bytes(b"data\xFF.bin"), b"claude-2.1\0\0\0");
    let report = report(folder.path(), &["--dry-run"]);
    assert_eq!(report["findings"][0]["path"], "caf\u{FFFD}.py");
    assert_eq!(report["findings"][0]["path_hex"], "636166e92e7079");
    assert_eq!(report["files"]["skipped"][0]["path_hex"], "64617461ff2e62696e");
}

#[test]
fn files_that_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.bin", b"\x7FELF\0\0claude-2.1");
    put(folder.path(), "b.txt", b"\xFF\xFEm\0o\0");
    put(folder.path(), "c.txt", b"\xFF\xFEm");
    put(folder.path(), "large.txt", vec![b'x'; (1 << 20) + 1]);
    let report = report(folder.path(), &["--dry-run", "--max-filesize", "1"]);
    let skipped: Vec<(&str, &str)> = report["files"]["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(
        skipped,
        [
            ("a.bin", "binary file"),
            ("c.txt", "begins as UTF-16 but is not valid UTF-16"),
            ("large.txt", "too large (1048577 bytes)"),
        ]
    );
}

/// A link is named by its own name: its target may be read, or be far away.
#[test]
#[cfg(unix)]
fn links_that_are_left_out() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(folder.path(), "real.py", "model = \"claude-2.1\"\n");
    let far = put(outside.path(), "far.py", "model = \"claude-2.1\"\n");
    std::os::unix::fs::symlink("real.py", folder.path().join("link.py")).unwrap();
    std::os::unix::fs::symlink(far, folder.path().join("out.py")).unwrap();
    let report = report(folder.path(), &["--dry-run"]);
    assert_eq!(report["counts"]["findings"], 1, "once, through its own name");
    assert_eq!(
        report["files"]["skipped"],
        json!([
            {"path": "link.py", "reason": "symbolic link"},
            {"path": "out.py", "reason": "symbolic link"},
        ])
    );
}

#[test]
fn requests_of_the_user() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "app.py",
        "model = \"claude-2.1\"\nllm = \"claude-opus-4-8\"\njudge_model = \"gpt-4-32k\"\n\
         next_model = \"claude-sonnet-4-5\"\nrun(\"gpt-4o\")\n",
    );
    let chosen = report(folder.path(), &["-n", "--to", "claude-opus-4-8=claude-opus-5-5"]);
    let finding = &chosen["findings"][1];
    assert_eq!(finding["replacement"], "claude-opus-5-5");
    assert_eq!((&finding["state"], &finding["chain"]), (&json!("active"), &json!([])));
    assert_eq!((&finding["deprecated"], &finding["retires"]), (&Value::Null, &Value::Null));

    assert_eq!((&finding["chosen_by"], &chosen["prefer"]), (&json!("to"), &json!("provider")));
    let pack = json!({ "provider": "anthropic", "checked": "2026-11-20", "age": 3 });
    assert_eq!(chosen["packs"][0], pack);
    let guided = report(folder.path(), &["-n", "--prefer", "newest-in-tier"]);
    assert_eq!(guided["prefer"], "newest-in-tier");
    let finding = &guided["findings"][0];
    assert_eq!(
        (&finding["replacement"], &finding["chosen_by"], &finding["chain"]),
        (&json!("claude-opus-5-5"), &json!("prefer"), &json!([]))
    );
    // There the page and the guide name the same.
    let same = &guided["findings"][2];
    assert_eq!(
        (&same["model"], &same["chosen_by"]),
        (&json!("claude-sonnet-4-5-20250929"), &Value::Null)
    );

    let due = report(folder.path(), &["-n", "--within", "30d"]);
    let models = |report: &Value| -> Vec<String> {
        let rows = report["findings"].as_array().unwrap().iter();
        rows.map(|row| row["model"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(models(&due), ["claude-2.1", "gpt-4-32k", "claude-sonnet-4-5-20250929"]);
    assert_eq!(due["findings"][1]["chain"], json!(["gpt-4o", "gpt-6-luna"]));

    let held = report(folder.path(), &["-n", "--only", "gpt-4o"]);
    let counts = |report: &Value| {
        ["findings", "edits", "held_back"].map(|name| report["counts"][name].as_u64().unwrap())
    };
    assert_eq!(counts(&held), [1, 0, 1]);
    assert_eq!(held["findings"][0]["edit"]["text"], "gpt-6-luna");
    let made = report(folder.path(), &["-n", "--only", "gpt-4o", "--unsafe-fixes"]);
    assert_eq!(counts(&made), [1, 1, 0]);
}

#[test]
fn files_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.py", "b.py", "c.py"] {
        put(folder.path(), name, "model = \"claude-2.1\"\nllm = \"gpt-4o\"\n");
    }
    let locked = folder.path().join("b.py");
    let mut permissions = locked.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&locked, permissions).unwrap();
    let args = ["migrate", "--allow-no-vcs", "--output-format", "json"];
    let output = run(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2));
    let report = check_report(&output.stdout);
    assert_eq!((&report["counts"]["edits"], &report["counts"]["failed"]), (&json!(4), &json!(2)));
    assert_eq!(report["files"]["edited"], 2);
    let failed = report["files"]["failed"].as_array().unwrap();
    assert_eq!((failed.len(), &failed[0]["path"]), (1, &json!("b.py")));
}

#[test]
fn a_branch() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path());
    put(folder.path(), "app.py", "model = \"claude-2.1\"\n");
    commit_all(folder.path());
    let named = report(folder.path(), &["--branch=new/models"]);
    assert_eq!((&named["outcome"], &named["branch"]), (&json!("committed"), &json!("new/models")));
    let unnamed = report(folder.path(), &["--branch"]);
    let branch = unnamed["branch"].as_str().unwrap();
    assert!(git_text(folder.path(), &["branch", "--list", branch]).contains(branch));
    // With nothing to do, no branch is made and none is claimed.
    let nothing = report(folder.path(), &["--branch=empty", "--only", "gpt-4o"]);
    assert_eq!((&nothing["outcome"], &nothing["branch"]), (&json!("planned"), &Value::Null));
}

#[test]
fn offsets_count_a_byte_order_mark() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.py", "\u{FEFF}model = \"claude-2.1\"\r\n");
    let wide: Vec<u8> =
        "\u{FEFF}model = \"claude-2.1\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    put(folder.path(), "b.py", &wide);
    let report = report(folder.path(), &["-n"]);
    let edit = |at: usize| report["findings"][at]["edit"].clone();
    assert_eq!(edit(0), json!({"start": 12, "end": 22, "text": "claude-opus-4-8"}));
    assert_eq!(edit(1), json!({"start": 20, "end": 40, "text": "claude-opus-4-8"}));
}

#[test]
fn models_and_explain() {
    let folder = tempfile::tempdir().unwrap();
    let models = schema("models");
    for args in [
        &["--all"][..],
        &[],
        &["--provider", "anthropic", "--state", "retired"],
        &["--as-of", "2025-03-01", "--all"],
        &["--as-of", "2019-01-01"],
    ] {
        let output = run(folder.path(), &[&["models", "--output-format", "json"], args].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        check(&models, &output.stdout);
    }
    let all = run(folder.path(), &["models", "--all", "--output-format", "json"]);
    let all: Value = serde_json::from_slice(&all.stdout).unwrap();
    let explain = schema("explain");
    // Every tenth is enough here: each costs a process.
    for model in all["models"].as_array().unwrap().iter().step_by(10) {
        let id = model["id"].as_str().unwrap();
        let output = run(folder.path(), &["explain", id, "--output-format", "json"]);
        let explained = check(&explain, &output.stdout);
        assert_eq!(&explained["model"], model, "{id}: as in the list");
    }
    for name in ["claude-3-opus-latest", "anthropic.claude-3-opus-20240229-v1:0", "gpt-4-32k"] {
        let output = run(folder.path(), &["explain", name, "--output-format", "json"]);
        assert_eq!(check(&explain, &output.stdout)["name"], name);
    }
    let explained = |id: &str| {
        let output = run(folder.path(), &["explain", id, "--output-format", "json"]);
        check(&explain, &output.stdout)
    };
    let refusal = |parameter: &str, unless: Option<&str>, beside: Option<&str>| json!({"parameter": parameter, "unless": unless, "beside": beside});
    let opus = explained("claude-opus-4-8")["refuses"].clone();
    assert_eq!(opus[0], refusal("temperature", Some("1"), None));
    assert_eq!(opus[2], refusal("top_k", None, None));
    let both = refusal("temperature", None, Some("top_p"));
    assert_eq!(explained("claude-sonnet-4-6")["refuses"], json!([both]));
    let old = explained("claude-3-opus-latest");
    assert_eq!((&old["refuses"], &old["replacement_refuses"]), (&json!([]), &opus));
}

#[test]
fn audits() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "app.py", "model = \"claude-2.1\"\nllm = \"gpt-4o\"\n");
    let export = "date,api_key,model,tokens,cost\n\
                  2026-11-01,a,claude-2.1,5,0.5\n2026-11-01,a,mine,x,1\nbad\n\
                  2026-11-01,a,ft:gpt-4o:acme::1,1,1\n2026-11-01,a,Claude Haiku 4.5,1,1\n";
    put(folder.path(), "usage.csv", export);
    let audit = schema("audit");
    for args in [&[][..], &["--with", "."]] {
        let args = [&["audit", "usage.csv", "--output-format", "json"], args].concat();
        let output = run(folder.path(), &args);
        let document = check(&audit, &output.stdout);
        assert_eq!(document["rows"][0]["due"], true);
        assert_eq!(document["tree"].is_null(), args.len() == 4);
    }
    assert!(!audit.is_valid(&json!({})));
}

/// The words of the schema are those of the program.
#[test]
fn sites_are_those_of_the_schema() {
    let path = here().join("schemas/report.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let known: Vec<&str> = modelmod_rewrite::Site::ALL.iter().map(|site| site.id()).collect();
    assert_eq!(schema["$defs"]["finding"]["properties"]["site"]["enum"], json!(known));
}

#[test]
fn broken_documents_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "app.py", "model = \"claude-2.1\"\nrun(\"gpt-4o\")\n# claude-2.0\n");
    put(folder.path(), "b.py", "model = \"claude-2.1\"  # modelmod: ignore[claude-2.1, o1]\n");
    let good = report(folder.path(), &["-n"]);
    let validator = schema("report");
    assert!(validator.is_valid(&good));
    type Breaker = (&'static str, fn(&mut Value));
    let breakers: [Breaker; 18] = [
        ("no version", |r| drop(r.as_object_mut().unwrap().remove("schema_version"))),
        ("another version", |r| r["schema_version"] = json!(2)),
        ("an unknown field", |r| r["extra"] = json!(1)),
        ("an unknown field of a finding", |r| r["findings"][0]["extra"] = json!(1)),
        ("a date of another form", |r| r["as_of"] = json!("23.11.2026")),
        ("a month too many", |r| r["findings"][0]["retires"] = json!("2026-13-01")),
        ("line 0", |r| r["findings"][0]["line"] = json!(0)),
        ("column 0", |r| r["findings"][0]["column"] = json!(0)),
        ("a negative offset", |r| r["findings"][0]["edit"]["start"] = json!(-1)),
        ("a number as text", |r| r["counts"]["edits"] = json!("1")),
        ("an unknown site", |r| r["findings"][0]["site"] = json!("nowhere")),
        ("an unknown state", |r| r["findings"][0]["state"] = json!("dead")),
        ("edited without an edit", |r| r["findings"][0]["edit"] = Value::Null),
        ("edited although for display", |r| r["findings"][2]["edited"] = json!(true)),
        ("suppressed although safe", |r| r["findings"][0]["suppressed"] = json!(true)),
        ("an unknown problem", |r| r["suppressions"][0]["problem"] = json!("bad")),
        ("a branch without a commit", |r| r["branch"] = json!("b")),
        ("a commit without a branch", |r| r["outcome"] = json!("committed")),
    ];
    for (what, broken) in breakers {
        let mut document = good.clone();
        broken(&mut document);
        assert!(!validator.is_valid(&document), "{what} is accepted");
    }
    for name in ["models", "explain"] {
        assert!(!schema(name).is_valid(&good), "{name}");
        assert!(!schema(name).is_valid(&json!({})), "{name}");
    }
}
