//! What the user's configuration changes at places, and what it cannot.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::Applicability::{Display, Safe, Unsafe};
use modelmod_rewrite::{
    Applicability, Engine, FilePlan, PathGlob, PathRule, Policy, Request, Site,
};

fn request(sites: &[(Site, Applicability)]) -> Request {
    let policy = Policy {
        source: "modelmod.toml".to_owned(),
        sites: sites.iter().copied().collect(),
        ..Policy::default()
    };
    Request { policy, ..Request::new(Date::ymd(2026, 11, 23)) }
}

fn scan(request: &Request, path: &str, text: &str) -> FilePlan<'static> {
    let engine = Engine::new(builtin::catalog(), request).unwrap();
    engine.scan(path, text.as_bytes()).unwrap().unwrap()
}

/// What the file becomes, and the sites in it.
fn done(sites: &[(Site, Applicability)], path: &str, text: &str) -> (String, Vec<&'static str>) {
    let plan = scan(&request(sites), path, text);
    let after = String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap();
    (after, plan.findings.iter().map(|finding| finding.site.id()).collect())
}

#[test]
fn a_site_is_promoted_and_demoted() {
    let text = "# claude-2.1\nmodel = \"claude-2.1\"\n";
    let (after, _) = done(&[(Site::Comment, Safe), (Site::Setting, Display)], "a.py", text);
    assert_eq!(after, "# claude-opus-4-8\nmodel = \"claude-2.1\"\n");
    let plan = scan(&request(&[(Site::Comment, Unsafe), (Site::Setting, Display)]), "a.py", text);
    assert!(plan.edits.is_empty());
    assert!(plan.findings[0].edit.is_some(), "proposed");
    assert_eq!(plan.findings[0].reason, "modelmod.toml: comment is unsafe");
    assert_eq!(plan.findings[1].reason, "modelmod.toml: setting is display");
}

/// The provider says "A or B": A is proposed, and B is to be seen.
#[test]
fn the_first_of_several_is_never_safe() {
    let with = |id: &str| format!("from groq import Groq\nclient.chat(model=\"{id}\")\n");
    let text = &with("llama-3.3-70b-versatile");
    let usual = request(&[]);
    let plan = scan(&usual, "a.py", text);
    let finding = &plan.findings[0];
    assert_eq!((finding.site, finding.applicability), (Site::Setting, Unsafe));
    assert_eq!(finding.replacement.as_deref(), Some("openai/gpt-oss-120b"));
    assert!(
        finding.reason.contains("\"openai/gpt-oss-120b or qwen/qwen3.6-27b\""),
        "{}",
        finding.reason
    );
    assert!(plan.edits.is_empty());
    // What the user promotes is the place, not the choice between the two.
    let plan = scan(&request(&[(Site::Setting, Safe)]), "a.py", text);
    assert_eq!(plan.findings[0].applicability, Unsafe);
    // The end of a chain counts as the model itself.
    let plan = scan(&usual, "a.py", &with("llama3-70b-8192"));
    assert_eq!(plan.findings[0].replacement.as_deref(), Some("openai/gpt-oss-120b"));
    // A condition is more than a list.
    let plan = scan(&usual, "a.py", &with("deepseek-reasoner"));
    assert!(plan.findings.iter().all(|one| one.edit.is_none()));
    // Whoever names one has chosen.
    let chosen = Request {
        to: vec![("llama-3.3-70b-versatile".to_owned(), "qwen/qwen3.6-27b".to_owned())],
        ..usual
    };
    let plan = scan(&chosen, "a.py", text);
    assert_eq!(plan.findings[0].applicability, Safe);
    assert_eq!(plan.findings[0].replacement.as_deref(), Some("qwen/qwen3.6-27b"));
}

#[test]
fn a_path_has_its_own_rules() {
    let mut request = request(&[]);
    request.policy.paths = vec![PathRule {
        glob: PathGlob::new("docs/**").unwrap(),
        sites: [(Site::Prose, Safe)].into(),
        limit: Some(Display),
        reason: Some("frozen".to_owned()),
    }];
    let text = "Use claude-2.1.\n\n```python\nmodel = \"claude-2.1\"\n```\n";
    let plan = scan(&request, "docs/a.md", text);
    assert_eq!(plan.findings[0].reason, "modelmod.toml: prose in docs/** is safe: frozen");
    assert_eq!(plan.findings[1].reason, "modelmod.toml: docs/** is display: frozen");
    assert_eq!(plan.edits.as_slice().len(), 1);
    assert_eq!(scan(&request, "a.md", text).findings[1].applicability, Safe);
}

#[test]
fn a_model_without_a_replacement_is_promoted_in_vain() {
    let (after, _) = done(&[(Site::Comment, Safe)], "a.py", "# whisper-1\n");
    assert_eq!(after, "# whisper-1\n");
    // Nobody knows a profile of that region for the replacement.
    let bedrock = "# ca.anthropic.claude-3-opus-20240229-v1:0\n";
    assert_eq!(done(&[(Site::Comment, Safe)], "a.py", bedrock).0, bedrock);
    let glued = "# ft:claude-2.1:acme\n";
    assert_eq!(done(&[(Site::Comment, Safe)], "a.py", glued), (glued.to_owned(), vec!["glued"]));
}

/// A promoted key is not made equal to another one.
#[test]
fn promoted_keys_do_not_collide() {
    let keys = [(Site::Key, Safe), (Site::Catalogue, Safe)];
    let alone = "limits = {\n  \"claude-2.1\": get(),\n}\n";
    assert_eq!(done(&keys, "a.py", alone).0, alone.replace("claude-2.1", "claude-opus-4-8"));
    for text in [
        "limits = {\n  \"claude-2.1\": get(),\n  \"claude-opus-4-8\": get(),\n}\n",
        "limits = {\n  \"claude-2.1\": get(),\n  \"claude-2.0\": get(),\n}\n",
    ] {
        let (after, sites) = done(&keys, "a.py", text);
        assert_eq!(after, text);
        assert!(sites.contains(&"duplicate"), "{sites:?}");
    }
}

/// A key that moves does not hold back the setting that it has to match; one that stays does.
#[test]
fn what_has_to_match_moves_together_or_not_at_all() {
    let text = "MODEL = \"claude-2.1\"\nlimits = {\n  \"claude-2.1\": get(),\n}\n";
    assert_eq!(done(&[], "a.py", text).1, ["entangled", "key"]);
    let moved = text.replace("claude-2.1", "claude-opus-4-8");
    assert_eq!(done(&[(Site::Key, Safe)], "a.py", text).0, moved);
    // Held back without --unsafe-fixes: so is the setting.
    assert_eq!(done(&[(Site::Key, Unsafe)], "a.py", text).0, text);
    let line = "run(model=\"claude-2.1\") if x == \"claude-2.1\" else None\n";
    let (after, sites) = done(&[(Site::Comparison, Safe)], "a.py", line);
    assert_eq!((after.as_str(), sites), (line, vec!["entangled", "entangled"]));
}

#[test]
fn what_no_edit_can_put_right_is_never_promoted() {
    for site in Site::ALL.iter().filter(|site| !site.is_promotable()) {
        assert_eq!(site.applicability(), Display, "{site:?}");
    }
    let names = ["recording", "glued", "unverified", "duplicate", "catalogue", "generated"];
    for name in names {
        let site = Site::ALL.iter().find(|site| site.id() == name).unwrap();
        assert!(!site.is_promotable(), "{name}");
    }
    let all: Vec<_> = Site::ALL.iter().map(|&site| (site, Safe)).collect();
    let recorded = "model: claude-2.1\n";
    assert_eq!(done(&all, "tests/cassettes/a.yaml", recorded).0, recorded);
}

/// What is looked up by a name is a key, also for those who ask for edits that are only probably
/// right.
#[test]
fn lookups_are_keys_for_all() {
    let request = Request { level: Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    for (name, text) in [
        ("src/A.java", "class A { void a() { prices.put(\"claude-2.1\", 8); } }\n"),
        ("src/a.kt", "val limit = limits.get(\"claude-2.1\")\n"),
        ("src/A.cs", "class A { void B() { prices.Add(\"claude-2.1\", 8); } }\n"),
        ("src/a.ts", "const limit = limits.get(\"claude-2.1\");\n"),
    ] {
        let plan = engine.scan(name, text.as_bytes()).unwrap().unwrap();
        assert_eq!(plan.findings[0].site, Site::Key, "{name}");
        assert!(plan.edits.is_empty(), "{name}");
    }
}

/// Newer models do not complete texts; but whoever names one himself knows that it does.
#[test]
fn a_completion_takes_only_what_the_user_names() {
    let text = b"client.create(model=\"claude-2.0\", max_tokens_to_sample=5, prompt=\"x\")\n";
    let by_itself = Request::new(Date::ymd(2026, 11, 23));
    let to = vec![("claude-2.0".to_owned(), "claude-opus-4-8".to_owned())];
    let chosen = Request { to, ..by_itself.clone() };
    for (request, is_written) in [(by_itself, false), (chosen, true)] {
        let engine = Engine::new(builtin::catalog(), &request).unwrap();
        let plan = engine.scan("app.py", text).unwrap().unwrap();
        assert_eq!(plan.edits.is_empty(), !is_written);
        assert_eq!(plan.findings[0].site == Site::Completion, !is_written);
    }
}

/// A file that is called a table of models holds entries, but asks with models like any other.
#[test]
fn tables_by_name_ask_too() {
    for (path, text, wanted) in [
        ("src/model_prices.py", "model = \"claude-2.1\"\n", "catalogue"),
        ("benchmark/run.py", "answer = client.chat(model=\"claude-2.1\")\n", "setting"),
        ("benchmark/run.py", "row = Price(model=\"claude-2.1\")\n", "catalogue"),
        ("benchmark/run.py", "llm = Claude(\"claude-2.1\")\n", "argument"),
        ("src/model_catalog.py", "model = settings.get(\"model\", \"claude-2.1\")\n", "default"),
        ("docs/cost.md", "```python\nllm = Claude(model=\"claude-2.1\")\n```\n", "setting"),
        ("docs/costs.md", "```sh\ncosts --model claude-2.1\n```\n", "catalogue"),
    ] {
        assert_eq!(done(&[], path, text).1, [wanted], "{path}: {text}");
    }
    let labelled = "run(\n  Claude(\"claude-2.1\"),\n  name=\"agent_claude-2.1\")\n";
    let (after, sites) = done(&[], "benchmark/run.py", labelled);
    assert_eq!((after.as_str(), sites[0]), (labelled, "catalogue"));
}

/// What watches the calls of others calls no model; its examples and documents do.
#[test]
fn instrumentation_watches() {
    for (path, wanted) in [
        ("packages/opentelemetry-instrumentation-claude/src/wrap.py", "unclear"),
        ("packages/instrumentation-claude/test/wrap.py", "unclear"),
        ("packages/instrumentation-claude/examples/run.py", "setting"),
        ("src/wrap.py", "setting"),
    ] {
        let text = "client.messages.create(model=\"claude-2.1\")\n";
        assert_eq!(done(&[], path, text).1, [wanted], "{path}");
    }
}

/// No two entries of a list become equal, also where the list stands in a document or a notebook.
#[test]
fn lists_that_are_shown_get_no_equal_entries() {
    let list =
        "models = [\"claude-3-5-sonnet-20240620\", \"claude-3-sonnet-20240229\", \"claude-2.1\"]";
    let wanted = ["duplicate", "duplicate", "run"];
    let page = format!("```python\n{list}\nfor model in models:\n    ask(model=model)\n```\n");
    let cell = |line: &str| format!("{:?}", format!("{line}\n"));
    let notebook = format!(
        "{{\"cells\": [{{\"cell_type\": \"code\", \"metadata\": {{}}, \"outputs\": [], \"source\": [\n{},\n{},\n{}]}}],\n\
         \"metadata\": {{\"language_info\": {{\"name\": \"python\"}}}}, \"nbformat\": 4}}\n",
        cell(list),
        cell("for model in models:"),
        cell("    client.messages.create(model=model)"),
    );
    for (path, text) in [("a.md", page), ("a.ipynb", notebook)] {
        assert_eq!(done(&[], path, &text).1, wanted, "{path}: {text}");
    }
}

/// `us.us.` names no profile.
#[test]
fn a_name_that_is_put_behind_a_profile_gets_none() {
    let model = "model_id = \"anthropic.claude-3-7-sonnet-20250219-v1:0\"\n";
    let text = format!("{model}profile_id = f\"{{region}}.{{model_id}}\"\n");
    let of = |text: &str| scan(&request(&[]), "a.py", text).findings[0].applicability;
    assert_eq!(of(&text), Unsafe);
    assert_eq!(of(model), Safe);
    // Who asks how names begin takes none with a profile.
    let check = "PATTERN = r\"^(anthropic\\.|amazon\\.).+\"\n";
    assert_eq!(of(&format!("{model}{check}")), Unsafe);
    let policy = "allow(\"arn:aws:bedrock:*::foundation-model/*\")\n";
    let note = |text: &str| scan(&request(&[]), "a.py", text).findings[0].note.clone().unwrap();
    assert!(note(&format!("{model}{policy}")).contains("does not let be called yet"));
    let more = "allow(\"arn:aws:bedrock:*:*:inference-profile/*\")\n";
    assert!(!note(&format!("{model}{policy}{more}")).contains("does not let"));
}

/// What fails already may fail in another way; what works is not broken, unless the user says so.
#[test]
fn a_request_that_the_new_model_refuses_is_pointed_out() {
    let with = |id: &str| format!("ask(\n    model=\"{id}\",\n    temperature=0.2,\n)\n");
    let refuses = "claude-opus-4-8 refuses temperature, set beside it: leave out what is refused";
    let plan = scan(&request(&[]), "a.py", &with("claude-3-opus-20240229"));
    let finding = &plan.findings[0];
    assert_eq!((finding.applicability, finding.note.as_deref()), (Safe, Some(refuses)));
    assert!(finding.reason.ends_with(refuses), "{}", finding.reason);
    assert!(!plan.edits.is_empty());
    // On a day when the old model is deprecated, and served.
    let before = Request::new(Date::ymd(2026, 7, 1));
    let to = vec![("claude-opus-4-1-20250805".to_owned(), "claude-opus-4-8".to_owned())];
    let served = Request { to, ..before };
    let plan = scan(&served, "a.py", &with("claude-opus-4-1-20250805"));
    assert_eq!(plan.findings[0].applicability, Unsafe);
    assert!(plan.edits.is_empty());
    let plan = scan(&served, "a.py", "ask(model=\"claude-opus-4-1-20250805\")\n");
    assert_eq!((plan.findings[0].applicability, &plan.findings[0].note), (Safe, &None));
}

/// Nothing moves in tests that talk to nobody, so that they are only read where somebody wants
/// more, or something in them may follow the code.
#[test]
fn a_test_is_read_where_that_may_change_something() {
    let text = "PRICES = {\"claude-2.1\": 8}\ncreate(model=\"claude-2.1\")  # claude-2.1\n";
    let path = "tests/test_app.py";
    let as_is = ["test"; 3];
    assert_eq!(done(&[], path, text), (text.to_owned(), as_is.to_vec()));
    assert_eq!(done(&[(Site::Setting, Display)], path, text).1, as_is, "nothing more is wanted");
    let (_, sites) = done(&[(Site::Comment, Safe)], path, text);
    assert_eq!(sites, ["key", "test", "entangled"]);
    let rule = PathRule {
        glob: PathGlob::new("tests/**").unwrap(),
        sites: [(Site::Key, Unsafe)].into(),
        limit: None,
        reason: None,
    };
    let mut request = request(&[]);
    request.policy.paths = vec![rule];
    let sites = |path: &str| -> Vec<&str> {
        scan(&request, path, text).findings.iter().map(|finding| finding.site.id()).collect()
    };
    assert_eq!(sites(path), ["entangled", "test", "comment"], "a use beside it stays");
    assert_eq!(sites("other/tests/test_app.py"), as_is, "of another path");
    let asserts = format!("{text}assert DEFAULT_MODEL == \"claude-2.1\"\n");
    let (_, sites) = done(&[], path, &asserts);
    assert_eq!(sites, ["key", "test", "comment", "comparison"], "it may follow the code");
}
