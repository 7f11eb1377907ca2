//! Names as platforms and frameworks write them: `spellings/names.txt` tells what becomes of
//! each, or why it stays.
//!
//! A line is `NAME -> REPLACEMENT`, or `NAME -- REASON` with a part of the reason (`-- active`
//! where the name is not due and nothing is said about it). Indented below it may stand what
//! else the file says: `| base_url = "https://openrouter.ai/api/v1"`.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Catalog, Date, Model, State, builtin};
use modelmod_rewrite::{Applicability, Engine, Finding, Request};
use std::collections::BTreeSet;
use std::path::Path;

const AS_OF: Date = Date::ymd(2026, 11, 22);

struct Case {
    name: String,
    /// What it becomes, or a part of the reason for which it stays.
    wanted: Result<String, String>,
    beside: String,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spellings/names.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(beside) = line.trim_start().strip_prefix("| ") {
            cases.last_mut().unwrap().beside += &format!("{beside}\n");
            continue;
        }
        let (name, wanted) = match line.split_once(" -> ") {
            Some((name, new)) => (name, Ok(new.trim().to_owned())),
            None => {
                let (name, why) = line.split_once(" -- ").unwrap();
                (name, Err(why.trim().to_owned()))
            }
        };
        cases.push(Case { name: name.trim().to_owned(), wanted, beside: String::new() });
    }
    cases
}

fn engine(level: Applicability) -> Engine<'static> {
    let request = Request { level, ..Request::new(AS_OF) };
    Engine::new(builtin::catalog(), &request).unwrap()
}

/// The text after the run, and the finding on its first line.
fn run(engine: &Engine<'static>, text: &str) -> (String, Option<Finding<'static>>) {
    let Some(plan) = engine.scan("src/app.py", text.as_bytes()).unwrap() else {
        return (text.to_owned(), None);
    };
    let after = String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap();
    let finding = plan.findings.into_iter().find(|finding| finding.position.line == 1);
    (after, finding)
}

#[test]
fn every_name_becomes_what_it_should_or_stays_for_the_reason_given() {
    let engine = engine(Applicability::Safe);
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let file = |name: &str| format!("model = \"{name}\"\n{}", case.beside);
        let (after, finding) = run(&engine, &file(&case.name));
        let reason = finding.as_ref().map_or("active", |finding| &finding.reason);
        let new = after.lines().next().unwrap().trim_start_matches("model = ").trim_matches('"');
        let is_right = match &case.wanted {
            Ok(wanted) => new == wanted && run(&engine, &after).0 == after,
            Err(part) => new == case.name && reason.contains(part.as_str()),
        };
        if !is_right {
            wrong.push(format!(
                "{}\n  wanted {:?}\n  is {new}\n  because {reason}",
                case.name, case.wanted
            ));
        }
        let Some(finding) = finding else { continue };
        // What waits for --unsafe-fixes has an edit too.
        if let Some(edit) = finding.edit.filter(|_| new != case.name) {
            assert_eq!(finding.replacement.as_deref(), Some(new), "the report says what is done");
            assert_eq!(edit.text, finding.edit_text.unwrap().into_bytes());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What a prefix or a suffix wraps is not written anew: only the name's own bytes are.
#[test]
fn what_stands_around_a_name_is_not_touched() {
    let text = "model = \"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-opus-20240229-v1:0\"\n";
    let finding = run(&engine(Applicability::Safe), text).1.unwrap();
    let edit = finding.edit.unwrap();
    assert_eq!(&text[edit.span.range()], "anthropic.claude-3-opus-20240229-v1:0");
    assert_eq!(edit.text, b"anthropic.claude-opus-4-8");
    assert_eq!(finding.span.start, text.find("arn:").unwrap());
    assert_eq!(finding.surface.id, "bedrock");
}

/// The state, by the days of `surface`, of the model of which `text` is a name there.
fn state_on(catalog: &Catalog, surface: &str, text: &str) -> Option<State> {
    let here = |model: &Model| {
        let own = catalog.provider(&model.provider).unwrap();
        let is_own = || model.id == text || model.aliases.iter().any(|alias| alias == text);
        // Where no API has the names, the provider's own are written.
        let is_informal = catalog.surface(surface).is_some_and(|surface| surface.informal);
        if (own.surface == surface || is_informal) && is_own() {
            return Some(model.state(AS_OF));
        }
        let mut spellings = model.spellings.iter();
        let spelling = spellings.find(|one| one.surface == surface && one.text == text)?;
        Some(spelling.state(model, AS_OF))
    };
    let prefixed = || {
        catalog.surface(surface)?.prefixes.iter().find_map(|prefix| {
            state_on(catalog, &prefix.of, text.strip_prefix(prefix.text.as_ref())?)
        })
    };
    catalog.models().iter().find_map(here).or_else(prefixed)
}

/// Whatever the catalogue knows, alone and behind every prefix: what is written is a name of
/// an active model on the same surface, behind the same prefix.
#[test]
fn whatever_is_written_is_known_and_active() {
    let catalog = builtin::catalog();
    let engine = engine(Applicability::Unsafe);
    let (mut written, mut homes) = (0, BTreeSet::new());
    for entry in (0..catalog.names().len()).map(|at| catalog.entry(at)) {
        // A prefix, and the surface as whose name the rest is written.
        let mut dresses = vec![(String::new(), &entry.surface.id)];
        for prefix in catalog.surfaces().iter().flat_map(|surface| surface.prefixes.iter()) {
            let text = prefix.text.replace("arn:*", "arn:aws:bedrock:us-east-1:").replace('*', "x");
            dresses.push((text, &prefix.of));
        }
        for (prefix, of) in dresses {
            let old = format!("{prefix}{}", entry.text);
            // Names of platforms that host others count where those are spoken of.
            let provider = catalog.provider(&entry.model.provider).unwrap();
            let word = provider.context.first().map(|word| format!("\n\n\n\n\n# {word}\n"));
            let beside = word.unwrap_or_default();
            let (after, finding) = run(&engine, &format!("model = \"{old}\"\n{beside}"));
            let Some(finding) = finding.filter(|finding| finding.edit.is_some()) else { continue };
            written += 1;
            let new = finding.replacement.unwrap();
            assert_eq!(after, format!("model = \"{new}\"\n{beside}"), "{old}");
            homes.insert(finding.surface.id.to_string());
            let rest = new.strip_prefix(&prefix).unwrap_or_default();
            let state = state_on(catalog, of, rest)
                .or_else(|| state_on(catalog, &finding.surface.id, &new));
            assert_eq!(state, Some(State::Active), "{old} -> {new}");
            if let Some(profile) = prefix.strip_suffix('.') {
                let model = catalog.find(rest).unwrap().model;
                let known = ("bedrock".into(), profile.to_owned().into());
                assert!(model.profiles.contains(&known), "{old} -> {new}");
            }
        }
    }
    assert!(written > 300, "{written}");
    for home in ["bedrock", "cohere-api", "foundry", "groq-api", "openrouter", "vertex", "xai-api"]
    {
        assert!(homes.contains(home), "{home}: {homes:?}");
    }
}

/// Whatever a region makes of a name on Bedrock: the profile is one of the new model's, and the
/// name behind it is active there.
#[test]
fn whatever_a_region_chooses_is_known_and_active() {
    let catalog = builtin::catalog();
    let engine = engine(Applicability::Unsafe);
    let bedrock = |entry: &modelmod_catalog::Entry<'_>| entry.surface.id == "bedrock";
    let mut chosen = BTreeSet::new();
    for entry in (0..catalog.names().len()).map(|at| catalog.entry(at)).filter(bedrock) {
        for region in ["us-east-1", "eu-west-1", "us-gov-west-1", "ap-northeast-1", "ca-central-1"]
        {
            let beside = format!("region = \"{region}\"\n");
            let file = |name: &str| format!("model = \"{name}\"\n{beside}");
            let (after, finding) = run(&engine, &file(entry.text));
            let Some(finding) = finding.filter(|finding| finding.edit.is_some()) else { continue };
            let new = finding.replacement.unwrap();
            assert_eq!(after, file(&new));
            assert_eq!(state_on(catalog, "bedrock", &new), Some(State::Active), "{new}");
            let Some((profile, rest)) = new.split_once('.') else { continue };
            if catalog.find(&new).is_some() {
                continue;
            }
            let known = ("bedrock".into(), profile.to_owned().into());
            assert!(catalog.find(rest).unwrap().model.profiles.contains(&known), "{new}");
            chosen.insert((region, profile.to_owned()));
        }
    }
    let has = |region, profile: &str| chosen.contains(&(region, profile.to_owned()));
    assert!(has("us-east-1", "us") && has("eu-west-1", "eu"), "{chosen:?}");
    assert!(!chosen.iter().any(|(region, profile)| *region == "us-gov-west-1" && profile == "us"));
}

/// Whatever becomes of a name beside a version: both are those of an active spelling.
#[test]
fn whatever_pair_is_written_is_known_and_active() {
    let catalog = builtin::catalog();
    let engine = engine(Applicability::Unsafe);
    let mut pairs = 0;
    for model in catalog.models() {
        for old in model.spellings.iter().filter(|one| one.version.is_some()) {
            let file = |name: &str, version: &str| {
                format!(
                    "resource \"azurerm_cognitive_deployment\" \"x\" {{\n  model {{\n    name = \"{name}\"\n    version = \"{version}\"\n  }}\n}}\n"
                )
            };
            let before = file(&old.text, old.version.as_deref().unwrap());
            let plan = engine.scan("main.tf", before.as_bytes()).unwrap();
            let after = plan.map_or(before.clone(), |plan| {
                String::from_utf8(plan.edits.apply(before.as_bytes())).unwrap()
            });
            if after == before {
                continue;
            }
            let all = catalog
                .models()
                .iter()
                .flat_map(|new| new.spellings.iter().map(move |one| (new, one)));
            let is_it = |(new, one): &(&Model, &modelmod_catalog::Spelling)| {
                one.surface == old.surface
                    && one.state(new, AS_OF) == State::Active
                    && one
                        .version
                        .as_deref()
                        .is_some_and(|version| after == file(&one.text, version))
            };
            assert!(all.filter(is_it).count() == 1, "{after}");
            pairs += 1;
        }
    }
    assert!(pairs >= 4, "{pairs}");
}
