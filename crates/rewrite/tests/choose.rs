//! Plans of which the user chose a part: the law that an edited file is checked holds for the
//! part as well.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Choice, Engine, Plan, PlannedFile, Request, Site};

fn engine() -> Engine<'static> {
    Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap()
}

fn plan(engine: &Engine<'static>, path: &str, before: &[u8]) -> Plan<'static> {
    let file = PlannedFile {
        target: path.into(),
        path: path.into(),
        before: before.to_vec(),
        plan: engine.scan(path, before).unwrap().unwrap(),
        failed: None,
    };
    Plan::new(Date::ymd(2026, 11, 23), vec![file], engine.verdicts().cloned().collect())
}

/// The file after the choices, and how many files were refused.
fn after(path: &str, before: &[u8], choices: &[Choice]) -> (Vec<u8>, usize, Plan<'static>) {
    let engine = engine();
    let mut plan = plan(&engine, path, before);
    let refused = engine.choose(&mut plan, &[choices.to_vec()]);
    (plan.files[0].after(), refused, plan)
}

const TWO: &[u8] = b"{\"model\": \"claude-2.1\", \"small_model\": \"claude-2.0\"}\n";

#[test]
fn a_part_is_made_and_the_rest_stays() {
    let (text, refused, plan) = after("a.json", TWO, &[Choice::No, Choice::Yes]);
    let wanted = b"{\"model\": \"claude-2.1\", \"small_model\": \"claude-opus-4-8\"}\n";
    assert_eq!((text.as_slice(), refused), (&wanted[..], 0));
    let left = &plan.files[0].plan.findings[0];
    assert_eq!((left.applicability, &left.edit), (Applicability::Display, &None));
    assert_eq!(left.reason, "you said no");
    assert_eq!(plan.counts().edits, 1);
}

#[test]
fn what_was_not_asked_is_not_made() {
    let (text, refused, _) = after("a.json", TWO, &[Choice::Yes]);
    let wanted = b"{\"model\": \"claude-opus-4-8\", \"small_model\": \"claude-2.0\"}\n";
    assert_eq!((text.as_slice(), refused), (&wanted[..], 0));
    assert_eq!(after("a.json", TWO, &[]).0, TWO);
}

#[test]
fn a_typed_replacement_is_written_in_the_encoding_of_the_file() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let own = Choice::Instead("my/own".into());
    let (text, refused, plan) = after("a.ini", &utf16("model = claude-2.1\r\n"), &[own]);
    assert_eq!((text, refused), (utf16("model = my/own\r\n"), 0));
    assert_eq!(plan.files[0].plan.findings[0].replacement.as_deref(), Some("my/own"));
}

/// Such replacements do not get past `check_replacement`; if they ever did, nothing is broken.
#[test]
fn a_file_that_fails_its_check_is_left() {
    for (name, why) in [("a\"b", "no JSON any more"), ("claude-1.3", "due itself")] {
        let choices = [Choice::Instead(name.into()), Choice::Yes];
        let (text, refused, plan) = after("a.json", TWO, &choices);
        assert_eq!((text.as_slice(), refused), (TWO, 1), "{why}");
        assert!(plan.findings().all(|(_, finding)| finding.site == Site::Unverified), "{why}");
    }
    let engine = engine();
    assert!(engine.check_replacement("a\"b").is_err());
    assert!(engine.check_replacement("claude-1.3").is_err());
    assert_eq!(engine.check_replacement("my/own"), Ok(false));
    assert_eq!(engine.check_replacement("claude-opus-5"), Ok(true));
}

#[test]
fn a_part_of_a_plan_has_its_own_edits_and_no_others() {
    let engine = engine();
    let plan = plan(&engine, "a.json", TWO);
    assert_eq!(plan.counts().edits, 2);
    let part = plan.part(|_, finding| finding.matched == "claude-2.0");
    assert_eq!((part.counts().edits, part.counts().findings), (1, 1));
    let wanted = b"{\"model\": \"claude-2.1\", \"small_model\": \"claude-opus-4-8\"}\n";
    assert_eq!(part.files[0].after(), wanted);
    let patch = String::from_utf8(part.patch()).unwrap();
    assert!(patch.contains("+{\"model\": \"claude-2.1\", "), "{patch}");
    assert!(plan.part(|_, _| false).files.is_empty());
}

/// It is there for the others to hear of, and tells nothing itself.
#[test]
fn a_file_that_was_set_aside_is_no_part_of_the_plan() {
    let engine = engine();
    let [mut aside, other] =
        ["a.json", "b.json"].map(|path| plan(&engine, path, TWO).files.remove(0));
    aside.set_aside();
    assert!(aside.plan.findings.iter().all(|finding| !aside.has_edit(finding)));
    let day = Date::ymd(2026, 11, 23);
    let plan = Plan::new(day, vec![aside, other], engine.verdicts().cloned().collect());
    let paths: Vec<_> = plan.files.iter().map(|file| file.path.as_slice()).collect();
    assert_eq!((paths, plan.counts().edited_files), (vec![&b"b.json"[..]], 1));
}
