//! What the files of one run say of each other.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, PlannedFile, Request, Site};
use std::path::PathBuf;

const OLD: &str = "claude-3-opus-20240229";
const NEW: &str = "claude-opus-4-8";

/// The sites of `OLD` in each file, and what the files become.
fn run(level: Applicability, tree: &[(&str, &str)]) -> Vec<(Vec<Site>, String)> {
    run_at(Date::ymd(2026, 11, 23), level, tree)
}

fn run_at(as_of: Date, level: Applicability, tree: &[(&str, &str)]) -> Vec<(Vec<Site>, String)> {
    let request = Request { level, ..Request::new(as_of) };
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    let planned = |(path, text): &(&str, &str)| {
        let before = text.replace("OLD", OLD).replace("NEW", NEW).into_bytes();
        let plan = engine.scan(path, &before).unwrap().unwrap();
        // Texts that are of no more use are not kept.
        let before = if plan.needs_text() { before } else { Vec::new() };
        let (target, path) = (PathBuf::from(path), path.as_bytes().to_vec());
        PlannedFile { target, path, before, plan, failed: None }
    };
    let mut files: Vec<PlannedFile<'_>> = tree.iter().map(planned).collect();
    engine.follow(&mut files);
    let sites = |file: &PlannedFile<'_>| file.plan.findings.iter().map(|one| one.site).collect();
    files.iter().map(|file| (sites(file), String::from_utf8(file.after()).unwrap())).collect()
}

fn sites(tree: &[(&str, &str)]) -> Vec<Vec<Site>> {
    run(Applicability::Safe, tree).into_iter().map(|(sites, _)| sites).collect()
}

const CODE: (&str, &str) = ("src/config.py", "DEFAULT_MODEL = \"OLD\"\n");

#[test]
fn a_test_follows_the_default_of_the_code() {
    let test = ("tests/test_config.py", "def test_it():\n    assert DEFAULT_MODEL == \"OLD\"\n");
    let after = run(Applicability::Safe, &[CODE, test]);
    assert_eq!(after[1].0, [Site::Expected]);
    assert!(after[1].1.contains(NEW) && !after[1].1.contains(OLD));
}

#[test]
fn a_test_does_not_follow_what_stays_or_what_it_brings_along() {
    let test = ("tests/test_config.py", "def test_it():\n    assert DEFAULT_MODEL == \"OLD\"\n");
    // Nobody else has it.
    assert_eq!(sites(&[test]), [[Site::Comparison]]);
    // A second default stays: which one the test means is not known.
    let other = ("src/other.py", "LIMITS = {\"OLD\": 5}\nMODEL = \"OLD\"\n");
    assert_eq!(sites(&[CODE, other, test])[2], [Site::Comparison]);
    // What the test sends may be what it expects.
    let sends = (
        "tests/test_config.py",
        "def test_it(mock):\n    save(model=\"OLD\")\n    assert DEFAULT_MODEL == \"OLD\"\n",
    );
    assert_eq!(sites(&[CODE, sends])[1], [Site::Test, Site::Comparison]);
}

#[test]
fn the_help_that_a_document_shows_follows_the_code() {
    let help = "```\nusage: ask [-m MODEL]\n  -m, --model   The model to use (default: OLD)\n```\n";
    let after = run(Applicability::Safe, &[CODE, ("docs/usage.md", help)]);
    assert_eq!(after[1].0, [Site::Stated]);
    assert!(after[1].1.contains(NEW), "{}", after[1].1);
    assert_eq!(sites(&[("docs/usage.md", help)]), [[Site::Prose]]);
}

#[test]
fn the_tests_in_a_file_follow_its_own_default() {
    let text = "pub const DEFAULT_MODEL: &str = \"OLD\";\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    \
                fn it() {\n        assert_eq!(super::DEFAULT_MODEL, \"OLD\");\n    }\n}\n";
    let after = run(Applicability::Safe, &[("src/config.rs", text)]);
    assert_eq!(after[0].0, [Site::Setting, Site::Expected]);
    assert!(!after[0].1.contains(OLD), "{}", after[0].1);
    // With a table in the file, the default stays, and so does what is expected of it.
    let bound =
        format!("{text}pub fn limit(m: &str) -> u32 {{ match m {{ \"OLD\" => 5, _ => 1 }} }}\n");
    assert_eq!(
        run(Applicability::Safe, &[("src/config.rs", &bound)])[0].1,
        bound.replace("OLD", OLD)
    );
}

/// A registry of models, with a row more.
fn registry(path: &'static str, row: &str) -> (&'static str, String) {
    let rows = "    \"claude-2.0\": Claude(2),\n    \"claude-2.1\": Claude(2),\n    \
                \"claude-instant-1.2\": Claude(1),\n    \"claude-3-sonnet-20240229\": Claude(3),\n";
    (path, format!("KNOWN = {{\n    \"OLD\": Claude(3),\n{rows}{row}}}\n"))
}

#[test]
fn a_name_from_a_registry_elsewhere_waits_for_its_row() {
    // On a day when it is announced, and still served.
    let new = "claude-opus-4-1-20250805";
    let run = |level, tree: &[_]| run_at(Date::ymd(2025, 12, 1), level, tree);
    let sites = |tree: &[_]| run(Applicability::Safe, tree).remove(0).0;
    let (path, text) = registry("src/known.py", "");
    let known = (path, text.as_str());
    assert_eq!(sites(&[CODE, known]), [Site::Unlisted]);
    let after = run(Applicability::Unsafe, &[CODE, known]);
    assert!(after[0].1.contains(new), "--unsafe-fixes makes it all the same");
    // The row is there.
    let (path, text) = registry("src/known.py", &format!("    \"{new}\": Claude(4),\n"));
    assert_eq!(sites(&[CODE, (path, &text)]), [Site::Setting]);
    // The registries of tests and of other packages say nothing of it, nor do a few rows.
    let (test, text) = registry("tests/known.py", "");
    let other = ("packages/web/src/known.py", text.as_str());
    let few = ("src/known.py", "KNOWN = {\"OLD\": Claude(3)}\n");
    assert_eq!(sites(&[CODE, (test, &text), other, few]), [Site::Setting]);
    // What it costs is nothing that a call needs.
    let prices = text.replace("Claude(", "(");
    assert_eq!(sites(&[CODE, ("src/known.py", &prices)]), [Site::Setting]);
}

/// Its calls fail already: what the registry makes of the new name cannot be worse.
#[test]
fn a_retired_name_waits_for_no_row() {
    let (path, text) = registry("src/known.py", "");
    assert_eq!(sites(&[CODE, (path, &text)])[0], [Site::Setting]);
    // What a test asks for may be answered by the registry alone.
    let test = ("tests/live.py", "chat = Chat(api_key=KEY, model=\"OLD\")\nchat.ask()\n");
    assert_ne!(sites(&[test, (path, &text)])[0], [Site::Setting]);
}

#[test]
fn a_document_states_the_default_that_the_code_has() {
    let page = ("README.md", "The model to use (default: `OLD`).\n");
    assert_eq!(sites(&[CODE, page])[1], [Site::Stated]);
    assert_eq!(sites(&[page]), [[Site::Prose]]);
    let stays = ("src/config.py", "LIMITS = {\"OLD\": 5}\nDEFAULT_MODEL = \"OLD\"\n");
    assert_eq!(sites(&[stays, page])[1], [Site::Prose]);
    for text in [
        "## Default Models\n\n- **Claude**: `OLD`\n",
        "When no model is specified, these defaults are used:\n\n- **Claude**: `OLD`\n",
    ] {
        assert_eq!(sites(&[CODE, ("README.md", text)])[1], [Site::Stated], "{text}");
    }
    let others = ("README.md", "## Models\n\n- **Claude**: `OLD`\n");
    assert_eq!(sites(&[CODE, others])[1], [Site::Prose]);
}

/// A tool that stands among tests has documents of its own.
#[test]
fn a_document_among_tests_states_the_default_of_the_tool_beside_it() {
    let tool = (
        "evals/e2e/bench.ts",
        "const key = process.env.ANTHROPIC_API_KEY;\n\
         const options = { provider, model: \"OLD\", trials: 1 };\n",
    );
    let text = "Set `export ANTHROPIC_API_KEY=...`.\n\n\
                | Option | Default |\n|---|---|\n| `--model` | `OLD` |\n";
    let page = |path| (path, text);
    assert_eq!(sites(&[tool, page("evals/e2e/README.md")]), [[Site::Setting], [Site::Stated]]);
    // Another document speaks of the product.
    assert_eq!(sites(&[tool, page("README.md")])[1], [Site::Prose]);
}

const POLICY: &str = "Statement:\n  - Effect: Allow\n    Resource:\n      \
    - arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0\n      \
    - arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0\n";

#[test]
fn a_policy_gains_what_the_code_moves_to() {
    let policy = ("infra/policy.yaml", POLICY);
    let code = ("src/ask.py", "MODEL_ID = \"us.anthropic.claude-sonnet-4-20250514-v1:0\"\n");
    let after = run(Applicability::Safe, &[policy, code]);
    assert_eq!(after[0].0, [Site::Granted, Site::Granted]);
    for entry in [
        "foundation-model/anthropic.claude-sonnet-4-20250514-v1:0\n",
        "foundation-model/anthropic.claude-sonnet-4-6\n",
        "inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0\n",
        "inference-profile/us.anthropic.claude-sonnet-4-6\n",
    ] {
        assert!(after[0].1.contains(entry), "{entry}");
    }
    // Nobody is seen to call it, or what calls it stays.
    assert_eq!(run(Applicability::Safe, &[policy])[0].0, [Site::Allowed, Site::Allowed]);
    let stays = ("src/ask.py", "PRICES = {\"us.anthropic.claude-sonnet-4-20250514-v1:0\": 3}\n");
    assert_eq!(sites(&[policy, stays])[0], [Site::Allowed, Site::Allowed]);
    // On another platform it is another model to ask for.
    let other = ("src/ask.py", "MODEL = \"claude-sonnet-4-20250514\"\n");
    assert_eq!(sites(&[policy, other])[0], [Site::Allowed, Site::Allowed]);
}

#[test]
fn a_policy_gains_what_its_own_file_moves_to() {
    let both =
        format!("{POLICY}Environment:\n  MODEL_ID: us.anthropic.claude-sonnet-4-20250514-v1:0\n");
    let after = run(Applicability::Safe, &[("template.yaml", &both)]);
    assert_eq!(after[0].0, [Site::Granted, Site::Granted, Site::Environment]);
    assert!(after[0].1.ends_with("MODEL_ID: us.anthropic.claude-sonnet-4-6\n"));
}

#[test]
fn a_document_says_what_the_code_uses() {
    let says = |text: &'static str| ("README.md", text);
    for text in [
        "You need a key (we recommend Anthropic with `OLD`).\n",
        "Access to `OLD` in `us-east-1`. Or update [the agent](./src/agent.py) to use another.\n",
        "Presetul curent este setat în mod implicit pe `OLD`.\n",
        "Creates a request. The model used is `OLD`.\n",
        "- Initializes the client with the `OLD` model\n",
        "In this example, we are using the OLD model as the reader.\n",
        "该模板使用 Anthropic 公司的 `OLD` 来总结文档。\n",
        "# Reader\n\n## Technical details\n\n- **Model**: `OLD`\n- **Pages**: 20\n",
    ] {
        let after = run(Applicability::Safe, &[CODE, says(text)]);
        assert_eq!(after[1].0, [Site::Stated], "{text}");
        assert!(after[1].1.contains(NEW), "{text}");
        // Of what the code has nothing is known.
        assert_eq!(sites(&[says(text)]), [[Site::Prose]], "{text}");
        // It is there, and stays.
        let kept = ("src/config.py", "LIMITS = {\"OLD\": 5}\nMODEL = \"OLD\"\n");
        assert_eq!(sites(&[kept, says(text)])[1], [Site::Prose], "{text}");
    }
    for text in [
        "Use a more capable model (e.g., `OLD`).\n",
        "- Requires Claude 3 Opus (`OLD`)\n",
        "We used `OLD` until the last release.\n",
        "`OLD` is used for its price.\n",
        "The tests use `OLD`, which is the cheapest.\n",
        "We compared the OLD model with others.\n",
        "您可以使用 `OLD` 来总结文档。\n",
        "请勿使用 `OLD`。\n",
        "# Reader\n\n## Technical details\n\n- **Model**: `OLD`\n- **Score**: 8\n",
        "# Evaluation\n\n## Configuration\n\n- **Model**: `OLD`\n",
        "# Reader\n\n## Recommendations\n\n- **Model**: `OLD`\n",
    ] {
        assert_eq!(sites(&[CODE, says(text)])[1], [Site::Prose], "{text}");
    }
}

#[test]
fn a_default_that_the_code_keeps_is_kept_beside_an_example_of_it() {
    let says = "- `--model`: which one reads\n  - Default: `OLD`\n\nTo read:\n\n\
                ```sh\nread --model OLD\n```\n";
    let kept = ("src/config.py", "LIMITS = {\"OLD\": 5}\nMODEL = \"OLD\"\n");
    assert_eq!(sites(&[kept, ("README.md", says)])[1], [Site::Prose, Site::Flag]);
    assert_eq!(sites(&[CODE, ("README.md", says)])[1], [Site::Stated, Site::Flag]);
}

#[test]
fn a_table_of_jobs_says_what_the_code_uses() {
    let table = |rows: &str| format!("{rows}| Speech | `my-voice-7` | Sounds well |\n");
    let job = table("| Job | Model | Why |\n|---|---|---|\n| Chat | `OLD` | Fast, cheap |\n");
    let after = run(Applicability::Safe, &[CODE, ("README.md", &job)]);
    assert_eq!(after[1].0, [Site::Stated]);
    assert!(after[1].1.contains(NEW));
    assert_eq!(sites(&[("README.md", &job)]), [[Site::Prose]]);
    let does = "| Feature | What it does |\n|---|---|\n| Vision | Looks, using `OLD` |\n\
                | Speech | Speaks, using `claude-2.1` |\n";
    assert_eq!(sites(&[CODE, ("README.md", does)])[1], [Site::Stated, Site::Prose]);
    for rows in [
        "| Model | Job | Why |\n|---|---|---|\n| `OLD` | Chat | Fast, cheap |\n",
        "| Job | Model | Price |\n|---|---|---|\n| Chat | `OLD` | $5 |\n",
        "| Job | Recommended model | Why |\n|---|---|---|\n| Chat | `OLD` | Fast |\n",
        "| Task | Model | Accuracy |\n|---|---|---|\n| Chat | `OLD` | 0.9 |\n",
        "| Script | Model |\n|---|---|\n| eval-2024.py | `OLD` |\n",
        "| Phase | Model | Dates |\n|---|---|---|\n| Pilot | `OLD` | spring |\n",
        "| Agent | Model | Outcome |\n|---|---|---|\n| Coder | `OLD` | solved |\n",
        "| Task | Model | Why |\n|---|---|---|\n| Chat | `OLD` | ✓ |\n| Chat | Another | |\n",
    ] {
        assert_eq!(sites(&[CODE, ("README.md", &table(rows))])[1], [Site::Prose], "{rows}");
    }
}

#[test]
fn a_default_that_the_code_does_not_have_any_more_is_stated_anew() {
    let says = ("docs/settings.md", "The model (default: `OLD`).\n");
    let other = ("src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\n");
    assert_eq!(sites(&[other, says])[1], [Site::Stated]);
    // The code has it after all, and keeps it; or there is no code to be seen.
    let kept = ("src/config.py", "DEFAULT_MODEL = \"claude-2.1\"\nLIMITS = {\"OLD\": 5}\n");
    assert_eq!(sites(&[kept, says])[1], [Site::Prose]);
    assert_eq!(sites(&[says]), [[Site::Prose]]);
}
