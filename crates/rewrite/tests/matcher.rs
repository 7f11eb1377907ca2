//! Names among what stands around them.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::builtin;
use modelmod_rewrite::{Form, Matcher};

/// What is found in `text`, and how it stands there.
fn found(text: &str) -> Vec<(&str, Form)> {
    let matcher = Matcher::new(builtin::catalog(), |_| true).unwrap();
    let found = matcher.find(text.as_bytes());
    found.into_iter().map(|one| (&text[one.span.range()], one.form)).collect()
}

#[test]
fn a_word_behind_a_prefix_is_a_name_as_a_whole_only() {
    assert_eq!(found("m = cohere/command\n"), [("cohere/command", Form::Platform)]);
    for text in ["cohere/command*", "cohere/command{x}", "cohere/command@x", "x/cohere/command"] {
        assert_eq!(found(text), [], "{text}");
    }
}

/// `azure/` is before names that deployments were given: those that are like a model's name are
/// shown, and only where the prefix is one.
#[test]
fn a_prefix_of_another_platform_is_one_where_it_begins() {
    for name in ["azure/claude-2.1", "vertex_ai/gpt-4-0314"] {
        assert_eq!(found(name), [(name, Form::Glued)]);
        assert_eq!(found(&format!("m: {name}")), [(name, Form::Glued)]);
        for before in ["x", "my-", "my_", "a/", "a."] {
            assert_eq!(found(&format!("{before}{name}")), [], "{before}{name}");
        }
    }
}
