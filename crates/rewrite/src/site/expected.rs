//! Assertions about the code's own default: they follow it, or fail.
//!
//! ```text
//! assert_eq!(Config::default().model, "NAME");
//! expect(DEFAULT_MODEL).toBe("NAME");
//! create.assert_called_once_with(model="NAME")
//! ```
//!
//! Whether the default changes is for the caller to know.

use super::Site;
use super::around::{line_before, line_behind};
use super::names;
use crate::boundary::is_word;
use crate::nesting::unmatched;
use modelmod_edit::Span;

/// How many lines back a statement is looked for, and how long the longest line is.
const LINES: usize = 4;
const LONGEST: usize = 400;
/// How many lines above an assertion what it asserts is assigned.
const ABOVE: usize = 8;
/// What asks for a model to be this one, in lower case.
const ASSERTS: &[&[u8]] = &[b"assert", b"expect(", b"should", b"require.equal"];
/// What asks for something else: that it is another one, or one of several.
const OTHERWISE: &[&[u8]] = &[
    b"not",
    b"!=",
    b"assert_ne",
    b"refute",
    b"contain",
    b"assertin(",
    b" in ",
    b"match",
    b"starts",
];
/// What asks with which arguments something was called.
const CALLED: &[&[u8]] = &[
    b"calledwith(",
    b"called_with(",
    b"called_once_with(",
    b"calledoncewith(",
    b"lastcalledwith(",
    b"have_received(",
];
/// Words for what an API answered, or was told by the test.
const ANSWERS: &[&str] = &[
    "response",
    "result",
    "reply",
    "message",
    "completion",
    "chunk",
    "event",
    "usage",
    "body",
    "parsed",
    "data",
    "res",
    "resp",
    "output",
    "request",
    "req",
    "params",
    "payload",
    "json",
    "args",
    "kwargs",
];
/// Words for what holds what happened, or what is told of models.
const RECORDS: &[&str] = &[
    "span", "trace", "log", "logs", "entry", "row", "record", "item", "msg", "delta", "call",
    "calls", "info", "event", "events", "metadata", "stats", "cost", "choice", "first", "last",
    "saved", "stored", "loaded", "updated", "created", "mock",
];
/// How far above an assertion it is told what it reads.
const READ: usize = 2_000;
/// Words for what holds a default.
const HOLDS: &[&str] =
    &["default", "defaults", "config", "cfg", "settings", "options", "constants"];

/// Whether `site`, that of `name` in `text`, is an assertion that the code's own default is this
/// model.
pub(crate) fn is_expected(site: Site, text: &[u8], name: Span) -> bool {
    if !matches!(site, Site::Comparison | Site::Test) {
        return false;
    }
    let Some(statement) = statement(text, name) else { return false };
    let lower = statement.to_ascii_lowercase();
    has(&lower, CALLED)
        || is_called_with(text, name)
        || (has(&lower, ASSERTS) || asserts(text, name))
            && !has(&lower, OTHERWISE)
            && (names_a_default(&statement)
                || names_a_field(&statement) && !is_read(text, name)
                || asks_for_the_model(&statement) && !is_asked_with(text, name)
                || is_default_of_a_parameter(text, name)
                || is_of_an_answer(text, name, &statement))
}

/// `@test config.model == "NAME"` of Julia, `is( $config->model, 'NAME' );` of Perl.
fn asserts(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, LONGEST).trim_ascii_start();
    [&b"@test "[..], b"is(", b"is ("].iter().any(|word| line.starts_with(word))
}

/// Whether `name` stands, on a line of its own perhaps, among the arguments that something was called
/// with.
fn is_called_with(text: &[u8], name: Span) -> bool {
    let head = &text[name.start.saturating_sub(LONGEST * LINES)..name.start];
    let open = unmatched(head.iter().rev(), b")", b"(").map(|back| head.len() - 1 - back);
    open.is_some_and(|open| {
        let called = head[open.saturating_sub(30)..=open].to_ascii_lowercase();
        CALLED.iter().any(|mark| called.ends_with(mark))
    })
}

/// Whether the model of something is asserted that is no answer, and no record of one:
/// `expect(client.model)`, `$payload->model`.
fn names_a_field(statement: &[u8]) -> bool {
    let mut before: &[u8] = b"";
    let mut is_field = false;
    for name in statement.split(|&byte| !is_word(byte)).filter(|name| !name.is_empty()) {
        let words = names::words(name);
        if names::any(&words, ANSWERS) || names::any(&words, RECORDS) {
            return false;
        }
        let between = &statement[..name.as_ptr() as usize - statement.as_ptr() as usize];
        let is_member = between.ends_with(b".") || between.ends_with(b"->");
        is_field |= is_member && !before.is_empty() && names::selects_model(name);
        before = name;
    }
    is_field
}

/// Whether the lines above `name` read or make what is asserted: then it holds what somebody wrote.
fn is_read(text: &[u8], name: Span) -> bool {
    let above = text[name.start.saturating_sub(READ)..name.start].to_ascii_lowercase();
    [
        &b"fixture"[..],
        b"testdata",
        b"readfile",
        b"read_file",
        b"cassette",
        b"vcr",
        b"snapshot",
        b"parse(",
        b"fromjson",
        b"from_json",
        b"deserialize",
        b"jsonl",
        b"open(",
        b"joinpath(",
        b"session.get(",
        b"write_text",
        b"writefile",
        b"write_file",
        b"set-content",
    ]
    .iter()
    .any(|mark| memchr::memmem::find(&above, mark).is_some())
}

/// Whether what is asserted is what a function gives back that is there to tell the model:
/// `get_provider_model("openai")`.
fn asks_for_the_model(statement: &[u8]) -> bool {
    let mut rest = statement;
    while let Some(open) = memchr::memchr(b'(', rest) {
        let function = crate::site::around::name_at_end(&rest[..open]);
        let words = names::words(function);
        let tells =
            ["get", "select", "resolve", "choose", "pick", "default", "determine", "detect"];
        let mut ends =
            words.iter().rev().skip_while(|word| ["name", "id"].contains(&word.as_str()));
        if names::any(&words, &tells)
            && ends.next().is_some_and(|word| ["model", "llm"].contains(&word.as_str()))
            && words
                .iter()
                .all(|word| !["response", "info", "list", "assert"].contains(&word.as_str()))
        {
            return true;
        }
        rest = &rest[open + 1..];
    }
    false
}

/// Whether the line of `name` holds it once more, or hands it to a function that is there to tell
/// a model: then it is the test that brings it.
fn is_asked_with(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, LONGEST);
    let rest = line_behind(text, name.end, LONGEST);
    let own = &text[name.range()];
    let again = |part: &[u8]| memchr::memmem::find(part, own).is_some();
    let open = head.iter().rposition(|byte| b"()".contains(byte)).filter(|&at| head[at] == b'(');
    let is_argument = open.is_some_and(|open| {
        asks_for_the_model(&head[..=open]) && {
            let function = crate::site::around::name_at_end(&head[..open]);
            names::any(&names::words(function), &["model", "llm"])
        }
    });
    again(head) || again(rest) || is_argument
}

/// `assert sig.parameters["model"].default == "NAME"`
fn is_default_of_a_parameter(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, LONGEST);
    memchr::memmem::find(line, b".default ==").is_some()
        && memchr::memmem::find(line, b"model").is_some()
}

/// `result = get_provider_model("openai")` a few lines above `assert result == "NAME"`.
fn is_of_an_answer(text: &[u8], name: Span, statement: &[u8]) -> bool {
    let words = statement.split(|&byte| !is_word(byte)).filter(|word| !word.is_empty());
    let held: Vec<&[u8]> =
        words.filter(|word| ANSWERS.iter().any(|one| one.as_bytes() == *word)).collect();
    // A field of an answer is somebody else's.
    let [held] = held[..] else { return false };
    let is_field = memchr::memmem::find(statement, &[held, b"."].concat()).is_some()
        || memchr::memmem::find(statement, &[held, b"["].concat()).is_some();
    if is_field {
        return false;
    }
    let above = &text[name.start.saturating_sub(LONGEST * LINES)..name.start];
    let assigned = above.rsplit(|&byte| byte == b'\n').skip(1).take(ABOVE).find_map(|line| {
        let line = line.trim_ascii();
        let line = [&b"const "[..], b"let ", b"var ", b"val "]
            .iter()
            .find_map(|word| line.strip_prefix(*word))
            .unwrap_or(line);
        let value = line.strip_prefix(held)?.trim_ascii_start();
        let value = value.strip_prefix(b":").unwrap_or(value);
        value.strip_prefix(b"=").filter(|value| !value.starts_with(b"="))
    });
    assigned.is_some_and(asks_for_the_model)
}

/// The statement around `name` without what it quotes; `None` where it is longer than
/// assertions are.
fn statement(text: &[u8], name: Span) -> Option<Vec<u8>> {
    let line_start = |at: usize| {
        let from = at.saturating_sub(LONGEST);
        memchr::memrchr(b'\n', &text[from..at]).map(|lf| from + lf + 1).or((from == 0).then_some(0))
    };
    let mut start = line_start(name.start)?;
    for _ in 1..LINES {
        if start == 0 || has(&text[start..name.start].to_ascii_lowercase(), ASSERTS) {
            break;
        }
        let before = line_start(start - 1)?;
        let line = text[before..start].trim_ascii_end();
        let ends = line.is_empty() || line.ends_with(b";") || line.ends_with(b"}");
        if ends {
            break;
        }
        start = before;
    }
    let rest = &text[name.end..text.len().min(name.end + LONGEST)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let mut quote = None;
    let bare = text[start..end].iter().filter(|&&byte| match quote {
        Some(open) => {
            quote = (byte != open).then_some(open);
            false
        }
        None if b"\"'`".contains(&byte) => {
            quote = Some(byte);
            false
        }
        None => true,
    });
    Some(bare.copied().collect())
}

fn has(lower: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| memchr::memmem::find(lower, mark).is_some())
}

/// Whether what is asserted is a default or a constant, and no answer.
fn names_a_default(statement: &[u8]) -> bool {
    let names = || statement.split(|&byte| !is_word(byte)).filter(|name| !name.is_empty());
    let says = |list: &[&str]| names().any(|name| names::any(&names::words(name), list));
    let is_constant = |name: &[u8]| {
        name.len() > 5 && !name.iter().any(u8::is_ascii_lowercase) && names::selects_model(name)
    };
    !says(ANSWERS) && (names().any(is_constant) || says(&["model", "llm", "engine"]) && says(HOLDS))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    fn expects(text: &str) -> bool {
        let at = text.find("NAME").unwrap();
        is_expected(Site::Comparison, text.as_bytes(), Span::new(at, at + 4))
    }

    #[test]
    fn what_is_asserted_of_defaults_is_expected() {
        for text in [
            "assert_eq!(config.anthropic.model, \"NAME\");",
            "assert_eq!(\n    Config::default().model,\n    \"NAME\"\n);",
            "expect(CLAUDE_MODEL).toBe(\"NAME\");",
            "self.assertEqual(select_default_model(), \"NAME\")",
            "create.assert_called_once_with(model=\"NAME\", max_tokens=5)",
            "expect(create).toHaveBeenCalledWith({\n  model: \"NAME\",",
            "assert.Equal(t, \"NAME\", cfg.Model)",
            "assert handler.get_provider_model('openai') == 'NAME'",
            "result = handler.get_provider_model('x')\nassert result == 'NAME'",
            "$actual.model | Should -Be 'NAME'",
            "@test schema.model_id == \"NAME\"",
            "expect(client.model).toEqual('NAME')",
            "is( $client->model, 'NAME' );",
            "expect(ask).toHaveBeenCalledWith(\n  [\n    { a: f(1) },\n    2\n  ],\n  'NAME',\n  null\n)",
        ] {
            assert!(expects(text), "{text}");
        }
    }

    #[test]
    fn what_is_asserted_of_answers_or_otherwise_is_not() {
        for text in [
            "assert_eq!(response.model, \"NAME\");",
            "assert result.config.model == \"NAME\"",
            "result = ask(default_model)\nassert result == 'NAME'",
            "result = get_model()\nassert result.id == 'NAME'",
            "expect(config.model).not.toBe(\"NAME\");",
            "assert \"NAME\" in config.models",
            "let model = config.model;\nassert_eq!(other, \"NAME\");",
            "if config.default_model == \"NAME\":",
            "const request = { model: \"NAME\" };",
            "expect(span.model).toBe('NAME')",
            "const a = parse(text);\nexpect(a.model).toBe('NAME')",
            "@test response.model == \"NAME\"",
            "expect(model).toBe('NAME')",
        ] {
            assert!(!expects(text), "{text}");
        }
    }
}
