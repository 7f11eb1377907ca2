//! Settings, commands and tags that a document shows outside of its blocks of code.
//!
//! ```text
//! | `--model NAME` | Use a specific model |
//! Type `/model NAME` to switch.
//! [ask model="NAME" temperature="0.7"]
//! ```

use super::cells;
use super::past::{heading_above, is_of_the_past, shows_failure};
use crate::site::around::{line_before, line_behind};
use crate::site::judge::{answer, snippet};
use crate::site::{hint, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 400;

/// How far above a form the heading that says what it is for may stand, in bytes.
const HEADING: usize = 2_000;

/// Whether the name stands in what a reader copies or types.
pub(super) fn is_shown(text: &[u8], name: Span) -> bool {
    is_option_of_row(text, name)
        || is_chat_command(text, name)
        || is_in_shortcode(text, name)
        || is_typed_in(text, name)
        || is_example_of_heading(text, name)
}

/// `>>> ask(model="NAME")` outside of a block of code: what somebody types who tries it out.
pub(super) fn is_behind_prompt(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let line = Span::new(name.start - head.len(), name.end + rest.len());
    head.trim_ascii_start().starts_with(b">>> ")
        && snippet::is_example(text, line, name)
        && !answer::is_answer(text, name)
}

/// A cell that is nothing but an option with its value, or a command with one, where no row beside
/// it gives the option another value.
fn is_option_of_row(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    if !head.trim_ascii_start().starts_with(b"|") || !hint::is_code_in_row(text, name) {
        return false;
    }
    // What came of it stands beside it.
    let is_number = |cell: &[u8]| {
        let cell = cell.trim_ascii();
        cell.iter().any(u8::is_ascii_digit) && !cell.iter().any(u8::is_ascii_alphabetic)
    };
    let rest = line_behind(text, name.end, REACH);
    let start = name.start - head.len();
    if [head, rest].into_iter().flat_map(|part| part.split(|&byte| byte == b'|')).any(is_number)
        || !cells::explains_options(&text[..start])
        || tells_of_a_run(&[head, rest].concat(), &text[name.range()])
    {
        return false;
    }
    let Some(flag) = head[..head.len() - 1].rsplit(|&byte| byte == b' ').next() else {
        return false;
    };
    let flag = flag.rsplit(|&byte| b"`=".contains(&byte)).next().unwrap_or(flag);
    let above = &text[start.saturating_sub(REACH)..start];
    let below = &text[name.end..text.len().min(name.end + 2 * REACH)];
    let above = above.rsplit(|&byte| byte == b'\n').nth(1).unwrap_or_default();
    let below = below.split(|&byte| byte == b'\n').nth(1).unwrap_or_default();
    let has = |line: &[u8]| memchr::memmem::find(line, flag).is_some();
    flag.len() > 1 && !has(above) && !has(below)
}

/// Whether the cells around an option say what came of it, who ran it, or name the model again.
fn tells_of_a_run(row: &[u8], model: &[u8]) -> bool {
    let told = ["refused", "passed", "since", "blocked", "accepted", "run", "tested", "worked"];
    names::any(&names::words(row), &told)
        || is_of_the_past(row)
        || memchr::memmem::find(row, model).is_some()
}

/// `/model NAME`: what is typed into a chat, in backticks or on a line of its own.
pub(super) fn is_chat_command(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let command = head.rsplit(|&byte| byte == b'`').next().unwrap_or(head);
    let command = command.strip_prefix(b"> ").unwrap_or(command).trim_ascii_start();
    let is_command = [&b"/model "[..], b"/model set ", b"/set model "].contains(&command);
    let is_all = match memchr::memchr(b'`', head) {
        Some(_) => rest.starts_with(b"`"),
        None => matches!(rest.trim_ascii_start(), [] | [b'#', ..]),
    };
    let below = &text[name.end..text.len().min(name.end + REACH)];
    is_command && is_all && hint::is_of_now(head) && hint::is_of_now(rest) && !shows_failure(below)
}

/// `[ask model="NAME"]`: a tag with attributes, which may stand on several lines.
fn is_in_shortcode(text: &[u8], name: Span) -> bool {
    let before = &text[name.start.saturating_sub(REACH)..name.start];
    let Some(open) = memchr::memrchr(b'[', before) else { return false };
    let Some(head) = before[open + 1..].strip_suffix(b"=\"") else { return false };
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
    let len = head.iter().take_while(|byte| is_name(byte)).count();
    let (tag, attributes) = head.split_at(len);
    let key = attributes.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    let others = &attributes[..attributes.len() - key.len()];
    let rest = &text[name.end..text.len().min(name.end + REACH)];
    let Some(close) = memchr::memchr(b']', rest) else { return false };
    let is_tag = tag.first().is_some_and(u8::is_ascii_lowercase)
        && attributes.first().is_some_and(u8::is_ascii_whitespace)
        && rest.starts_with(b"\"")
        && !rest[close..].starts_with(b"](");
    is_tag
        && !is_of_a_log(tag, others)
        && !is_of_a_log(tag, &rest[..close])
        && !others.contains(&b']')
        && memchr::memchr_iter(b'"', others).count().is_multiple_of(2)
        && memchr::memchr_iter(b'"', &rest[1..close]).count().is_multiple_of(2)
        && names::selects_model(key)
}

/// Whether a tag is the beginning of a line that a program logged: its name says so, or what
/// was measured stands among its attributes.
fn is_of_a_log(tag: &[u8], attributes: &[u8]) -> bool {
    let tags: [&[u8]; 16] = [
        b"info",
        b"warn",
        b"warning",
        b"error",
        b"debug",
        b"trace",
        b"log",
        b"request",
        b"response",
        b"run",
        b"call",
        b"event",
        b"result",
        b"metric",
        b"usage",
        b"span",
    ];
    let measured: [&[u8]; 10] = [
        b"tokens",
        b"status",
        b"duration",
        b"cost",
        b"latency",
        b"time",
        b"level",
        b"score",
        b"error",
        b"ms",
    ];
    let mut parts = attributes.split(|byte| byte.is_ascii_whitespace());
    let is_measured = |part: &[u8]| {
        let Some(equals) = memchr::memchr(b'=', part) else { return false };
        let is_number = || {
            part[equals + 1..].iter().find(|&&byte| byte != b'"').is_some_and(u8::is_ascii_digit)
        };
        measured.contains(&&part[..equals]) || part[..equals] == *b"id" && is_number()
    };
    tags.contains(&tag) || parts.any(is_measured)
}

/// "- **Model**: `NAME`" and nothing else, below a heading that says how the program is set up: if
/// its code moves on, so does this. Reports of runs have such lines as well.
pub(crate) fn is_model_of_a_setup(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let label = head.strip_suffix(b"`").unwrap_or_default();
    let is_model = matches!(
        names::words(label).join(" ").as_str(),
        "model" | "model id" | "model name" | "llm" | "llm model" | "ai model" | "chat model"
    );
    let is_label = label.iter().all(|byte| byte.is_ascii_alphabetic() || b"*-_: ".contains(byte))
        && label.contains(&b':');
    if !is_model
        || !is_label
        || rest.strip_prefix(b"`").is_none_or(|it| !it.trim_ascii().is_empty())
    {
        return false;
    }
    let start = name.start - head.len();
    let is_setup = |heading: &[u8]| {
        let setup = ["configuration", "config", "settings", "setup", "architecture", "stack"];
        let words = names::words(heading);
        (names::any(&words, &setup) || words.ends_with(&["technical".into(), "details".into()]))
            && !is_of_the_past(heading)
            && !names::any(&words, &["test", "eval", "run", "benchmark", "experimental"])
    };
    let tells = |line: &[u8]| {
        let end = memchr::memchr(b':', line).unwrap_or(line.len());
        names::any(&names::words(&line[..end]), OF_A_REPORT)
    };
    let above = &text[start.saturating_sub(2 * REACH)..start];
    let below = &text[name.end..text.len().min(name.end + 2 * REACH)];
    let above = above.rsplit(|&byte| byte == b'\n').take_while(|line| !line.starts_with(b"#"));
    let below = below.split(|&byte| byte == b'\n').take_while(|line| !line.starts_with(b"#"));
    let top = &text[..start.min(HEADING)];
    let title = top.split(|&byte| byte == b'\n').find(|line| line.starts_with(b"# "));
    is_setup(heading_above(text, start, HEADING))
        && !title.is_some_and(is_of_the_past)
        && !above.skip(1).chain(below.skip(1)).any(tells)
}

/// "- Model: NAME" among what is to be typed into a form: a key of an API is one of the other
/// items. Reports of what was run have an address, too, but never a key.
fn is_typed_in(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let label = |line: &[u8]| {
        let item = line.trim_ascii();
        let item = item.strip_prefix(b"- ").or_else(|| item.strip_prefix(b"* "))?;
        let end = memchr::memchr(b':', item)?;
        Some(names::words(&item[..end]).join(" "))
    };
    let is_end = |byte: &u8| b"`*\"'. \r".contains(byte);
    let is_model = matches!(
        label(head).as_deref(),
        Some("model" | "model name" | "model id" | "chat model" | "llm model")
    );
    let colon = memchr::memchr(b':', head).unwrap_or(head.len());
    let is_alone = head[colon..].iter().all(|byte| *byte == b':' || is_end(byte));
    if !is_model || !is_alone || !rest.iter().all(is_end) {
        return false;
    }
    let start = name.start - head.len();
    let above = &text[start.saturating_sub(2 * REACH)..start];
    let below = &text[name.end + rest.len()..text.len().min(name.end + rest.len() + 2 * REACH)];
    let above = above.rsplit(|&byte| byte == b'\n').skip(1);
    let below = below.split(|&byte| byte == b'\n').skip(1);
    let asks = |label: &String| ["api key", "key", "api token"].contains(&label.as_str());
    let tells = |label: &String| names::any(&names::words(label.as_bytes()), OF_A_REPORT);
    let labels: Vec<String> = above.map_while(label).chain(below.map_while(label)).collect();
    labels.iter().any(asks)
        && !labels.iter().any(tells)
        && !is_of_the_past(heading_above(text, start, HEADING))
}

/// Labels of what is told of a model or a run, beside those that a form has, too.
const OF_A_REPORT: &[&str] = &[
    "error",
    "impact",
    "score",
    "context",
    "participants",
    "version",
    "os",
    "date",
    "result",
    "results",
    "status",
    "cost",
    "price",
    "expected",
    "actual",
    "duration",
];

/// "- **Example**: `NAME`" below a heading that is nothing but the name of a setting.
fn is_example_of_heading(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let is_example = head.ends_with(b"`")
        && matches!(names::words(head).as_slice(), [word] if word == "example")
        && rest.strip_prefix(b"`").is_some_and(|rest| rest.trim_ascii().is_empty());
    if !is_example {
        return false;
    }
    let start = name.start - head.len();
    let heading = heading_above(text, start, 2 * REACH);
    let from = heading.iter().position(|byte| !b"# `".contains(byte)).unwrap_or(heading.len());
    let key = heading[from..].strip_suffix(b"`").unwrap_or(&heading[from..]);
    key.contains(&b'_')
        && key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        && names::selects_model(key)
}
