//! Files that are not read again: only those in which nothing becomes due by the day alone.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Engine, Looked, Request};

const DAY: Date = Date::ymd(2026, 11, 23);

fn engine(request: &Request) -> Engine<'static> {
    Engine::new(builtin::catalog(), request).unwrap()
}

/// The question says which models may be due, not on which platforms they are by now: where one of
/// their names stands, a later day may say otherwise.
#[test]
fn a_name_that_may_become_due_is_not_blank() {
    let catalog = builtin::catalog();
    let request = Request::new(DAY);
    let engine = engine(&request);
    let (mut waiting, mut due) = (0, 0);
    for at in 0..catalog.names().len() {
        let entry = catalog.entry(at);
        let is_asked = engine.verdicts().any(|one| std::ptr::eq(one.model, entry.model));
        let provider = catalog.provider(&entry.model.provider).unwrap();
        let context = provider.context.last().map_or("", |word| word.as_ref());
        let text = format!("model = \"{}\" # {context}\n", entry.text);
        let looked = engine.look_at(|| "a.py".to_owned(), text.as_bytes()).unwrap();
        match (looked, is_asked) {
            (Looked::Blank, true) => panic!("{text}: {} may become due", entry.model.id),
            (Looked::Plan(_), false) => panic!("{text}: nobody asked for {}", entry.model.id),
            (Looked::NotDue, true) => waiting += 1,
            (Looked::Plan(_), true) => due += 1,
            (Looked::Blank | Looked::NotDue, false) => {}
        }
    }
    assert!(waiting > 0 && due > 100, "{waiting} wait, {due} are due");
}

/// Whatever decides which models may be due is in the question.
#[test]
fn other_models_are_another_question() {
    let usual = Request::new(DAY);
    let only = |id: &str| Request { only: vec![id.to_owned()], ..usual.clone() };
    let requests = [
        usual.clone(),
        only("claude-2.1"),
        only("claude-2.0"),
        Request { within: Some(0), ..usual.clone() },
        Request::new(Date::ymd(2025, 1, 1)),
        Request { to: vec![("claude-opus-4-8".into(), "my/own".into())], ..usual.clone() },
    ];
    let questions: Vec<Vec<u8>> = requests.iter().map(|one| engine(one).question()).collect();
    for (at, question) in questions.iter().enumerate() {
        assert!(!questions[..at].contains(question), "{:?}", requests[at]);
    }
    assert_eq!(engine(&usual).question(), questions[0], "the same for the same");
}
