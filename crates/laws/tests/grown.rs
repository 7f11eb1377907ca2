//! Laws of the engine on trees that look like real ones.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_laws::{Files, check, grow, plan};
use modelmod_rewrite::{Engine, FilePlan, Looked, Request};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const DAY: Date = Date::ymd(2026, 11, 23);

fn trees() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..600)
}

fn engine(request: &Request) -> Engine<'static> {
    Engine::new(builtin::catalog(), request).unwrap()
}

/// A tree as text, for messages.
fn shown(files: &Files) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    files.iter().map(|(path, file)| format!("=== {}\n{}", text(path), text(file))).collect()
}

/// The mentions that a run finds: path, place, and the model.
type Mentions = BTreeSet<(Vec<u8>, usize, usize, String)>;

fn mentions(engine: &Engine<'static>, files: &Files) -> Mentions {
    let plan = plan(engine, files.iter());
    let mentions = plan.findings().map(|(file, one)| {
        (file.path.clone(), one.span.start, one.span.end, one.model.id.to_string())
    });
    mentions.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..Default::default() })]

    /// Twice is once, other bytes stay, the order of files is not seen, nor is a file beside
    /// them that names nothing, patches are exact, reports are well-formed.
    #[test]
    fn the_laws_of_a_tree_hold(choices in trees()) {
        check("grown", &choices);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    /// `--only` finds the mentions of its models, all of them, and nothing else; `--except` finds
    /// the others; `--within` finds a part, and the more the longer it looks ahead.
    #[test]
    fn a_selection_finds_its_part_of_what_everything_finds(choices in trees(), at: prop::sample::Index) {
        let files = grow(&choices);
        let usual = mentions(&USUAL, &files);
        let models: BTreeSet<&String> = usual.iter().map(|(.., model)| model).collect();
        if models.is_empty() {
            return Ok(());
        }
        let model = (*at.get(&models.into_iter().collect::<Vec<_>>())).clone();
        let (own, others): (Mentions, Mentions) =
            usual.iter().cloned().partition(|(.., of)| *of == model);
        let only = Request { only: vec![model.clone()], ..Request::new(DAY) };
        prop_assert_eq!(mentions(&engine(&only), &files), own, "{}", shown(&files));
        let except = Request { except: vec![model], ..Request::new(DAY) };
        prop_assert_eq!(mentions(&engine(&except), &files), others, "{}", shown(&files));
        let within = |days| Request { within: Some(days), ..Request::new(DAY) };
        let [soon, later] = [0, 90].map(|days| mentions(&engine(&within(days)), &files));
        prop_assert!(soon.is_subset(&later) && later.is_subset(&usual));
    }

    /// Where the question for which answers hold is the same on two days, so are the answers.
    #[test]
    fn an_answer_holds_until_the_catalogue_says_otherwise(choices in trees(), days in -900..400_i32) {
        let mut files = grow(&choices);
        let until = b"m = \"claude-2.1\" # modelmod: ignore until=2026-06-01\n".to_vec();
        files.insert(b"until.py".to_vec(), until);
        let first = engine(&Request::new(DAY.plus_days(days)));
        let next = [1, 2, 5, 12, 30, 80].map(|more| DAY.plus_days(days + more));
        let next = next.into_iter().map(|day| engine(&Request::new(day)));
        let question = first.question_of_answers();
        // A late day for which they hold.
        let last = next.take_while(|other| other.question_of_answers() == question).last();
        let Some(last) = last else { return Ok(()) };
        for (path, file) in &files {
            let path = String::from_utf8_lossy(path).into_owned();
            let looked = [&first, &last].map(|engine| engine.look_at(|| path.clone(), file));
            if matches!(looked, [Ok(Looked::Blank), Ok(Looked::Blank)]) {
                continue;
            }
            let note = first.first_note(path.as_bytes(), &looked[0]);
            let recalled = note.and_then(|note| last.recalled(path.as_bytes(), &note));
            let shown = |one| match one {
                Ok(Looked::Plan(plan)) => {
                    let FilePlan { findings, edits, notices, .. } = *plan;
                    format!("{findings:?} {edits:?} {notices:?}")
                }
                other => format!("{other:?}"),
            };
            prop_assert!(recalled.is_some() || path == "until.py");
            if let Some(recalled) = recalled {
                prop_assert_eq!(shown(recalled), shown(looked[1].clone()));
            }
        }
    }

    /// What is due on a day is due on every later one.
    #[test]
    fn what_is_due_stays_due(choices in trees(), days in 1..900_i32) {
        let files = grow(&choices);
        let earlier = Request::new(DAY.plus_days(-days));
        let (then, now) = (mentions(&engine(&earlier), &files), mentions(&USUAL, &files));
        prop_assert!(then.is_subset(&now), "{:?}", then.difference(&now).collect::<Vec<_>>());
    }
}

/// What a name is part of does not depend on who is asked for, nor does what stands beside a
/// symbol.
#[test]
fn a_part_of_another_models_name_is_not_found_by_asking_for_it() {
    let by_both = "CLAUDE_3_5_SONNET = \"claude-3-5-sonnet-20240620\"\n";
    for (asked, other, text) in [
        (
            "claude-3-5-sonnet-20241022",
            "claude-3-5-sonnet-20240620",
            "model = \"vertex_ai/claude-3-5-sonnet@20240620\"\n",
        ),
        ("claude-3-5-sonnet-20241022", "claude-3-5-sonnet-20240620", by_both),
    ] {
        let files = Files::from([(b"a.py".to_vec(), text.as_bytes().to_vec())]);
        let found = |only: &[&str], except: &[&str]| {
            let [only, except] = [only, except].map(|all| all.iter().map(|one| one.to_string()));
            let request =
                Request { only: only.collect(), except: except.collect(), ..Request::new(DAY) };
            mentions(&engine(&request), &files)
        };
        let all = mentions(&USUAL, &files);
        assert_eq!(all.iter().map(|one| one.3.as_str()).collect::<Vec<_>>(), [other], "{text}");
        assert_eq!(found(&[asked], &[]), Mentions::new(), "{text}");
        assert_eq!(found(&[], &[other]), Mentions::new(), "{text}");
        assert_eq!(found(&[other], &[]), all, "{text}");
        assert_eq!(found(&[], &[asked]), all, "{text}");
    }
}

static USUAL: LazyLock<Engine<'static>> = LazyLock::new(|| engine(&Request::new(DAY)));

/// States follow each other in one order, for each model and on each platform.
#[test]
fn no_model_comes_back_from_a_later_state() {
    let catalog = builtin::catalog();
    for model in catalog.models() {
        let mut before = model.state(Date::ymd(2020, 1, 1));
        for day in 0..3_500 {
            let now = model.state(Date::ymd(2020, 1, 1).plus_days(day));
            assert!(before <= now, "{}: {before:?}, then {now:?}", model.id);
            before = now;
        }
    }
}

/// The trees are worth the laws: names stand in them in all kinds of places.
#[test]
fn grown_trees_have_what_the_laws_are_about() {
    let mut seed = 1_u32;
    let mut bytes = || {
        let next = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        (0..500).map(next).collect::<Vec<u8>>()
    };
    let trees: Vec<_> = (0..200).map(|_| grow(&bytes())).collect();
    let files = || trees.iter().flatten();
    let ends = |end: &[u8]| files().filter(|(path, _)| path.ends_with(end)).count();
    for end in [&b".py"[..], b".rs", b".ipynb", b".yaml", b".md", b"Dockerfile"] {
        assert!(ends(end) > 0, "no file {}", String::from_utf8_lossy(end));
    }
    let begins = |bytes: &[u8]| files().filter(|(_, file)| file.starts_with(bytes)).count();
    assert!(begins(b"\xFF\xFE") > 0 && begins(b"\xFE\xFF") > 0 && begins(b"\xEF\xBB\xBF") > 0);
    let is_broken = |bytes: &Vec<u8>| std::str::from_utf8(bytes).is_err();
    assert!(files().any(|(path, _)| is_broken(path)) && files().any(|(_, file)| is_broken(file)));
    assert!(files().any(|(_, file)| file.windows(2).any(|two| two == b"\r\n")));
    assert!(files().any(|(_, file)| !file.is_empty() && !file.ends_with(b"\n")));
    // A tenth of the trees and more have something to rewrite, and sites of many kinds.
    let plans: Vec<_> = trees.iter().map(|files| plan(&USUAL, files.iter())).collect();
    let edited = plans.iter().filter(|plan| plan.edited().next().is_some()).count();
    assert!(edited > trees.len() / 2, "{edited}");
    let sites: BTreeSet<&str> =
        plans.iter().flat_map(|plan| plan.findings().map(|(_, one)| one.site.id())).collect();
    assert!(sites.len() > 25, "{sites:?}");
}
