//! What the cells of tables state: an option's default, an example of what it may be.
//!
//! ```text
//! | `--model` | `NAME` | Model to use |
//! | Name | Description | Default |
//! ```

use super::past::{has_year, is_of_the_past};
use super::said::{is_of_another_time_elsewhere, says_default};
use crate::site::around::{line_before, line_behind};
use crate::site::{hint, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 1_000;

/// A cell with the name alone, in a row or a column that says "default".
pub(super) fn is_cell(above: &[u8], head: &[u8], tail: &[u8]) -> bool {
    let marks = b" `*\t\r\"'";
    let Some(row) = row_before(without_provider(head), marks) else { return false };
    let (tail, remark) = without_remark(tail);
    let may_set = remark.is_empty() || is_of_setting(remark) || is_of_default(remark);
    if tail.iter().find(|byte| !marks.contains(byte)) != Some(&b'|') || !may_set {
        return false;
    }
    let says = |cell: &[u8]| {
        let words = names::words(cell);
        let is_one = |word: &String| {
            ["default", "model", "llm", "value", "id", "name", "example"].contains(&word.as_str())
        };
        let is_english = words.iter().all(is_one) && words.iter().any(|word| word == "default");
        is_english
            || cell.len() < HEADING && !cell.is_ascii() && says_default(cell)
            || cell.len() < HEADING && words.len() == 1 && says_default(cell)
    };
    let cells = row.split(|&byte| byte == b'|').skip(1);
    let column = cells.clone().count();
    // "| Version | Default |": what it was then.
    let is_of_others = |cell: &[u8]| {
        let words = names::words(cell);
        let others = ["version", "release", "year", "tool", "product", "editor", "app", "date"];
        names::any(&words, &others) || is_of_another_time_elsewhere(cell)
    };
    // `| 2024 | NAME |`, `| v1.0 | NAME |`
    let first = row.split(|&byte| byte == b'|').nth(1).unwrap_or_default().trim_ascii();
    let number = first.strip_prefix(b"v").unwrap_or(first);
    let is_of_then = has_year(first)
        || number.first().is_some_and(u8::is_ascii_digit)
            && number.contains(&b'.')
            && number.iter().all(|byte| byte.is_ascii_digit() || b".x+".contains(byte));
    let is_code = head.last() == Some(&b'`') && tail.first() == Some(&b'`');
    // `| LLM_MODEL | ... | NAME (default) |`
    is_code && cells.clone().next().is_some_and(says)
        || is_of_default(remark) && is_variable(first) && !is_of_then
        || heading(above, column).is_some_and(says)
            && !is_of_then
            && !heading(above, 1).is_some_and(is_of_others)
}

/// What follows a name in its row, and what of it stood in brackets before the cell ends:
/// "` (override with `LLM_MODEL`) |".
fn without_remark(tail: &[u8]) -> (&[u8], &[u8]) {
    let mark = tail.iter().take_while(|byte| b"`*\"'".contains(byte)).count();
    let behind = tail[mark..].trim_ascii_start();
    let Some(inner) = behind.strip_prefix(b"(") else { return (tail, b"") };
    let Some(close) = memchr::memchr2(b')', b'|', inner).filter(|&at| inner[at] == b')') else {
        return (tail, b"");
    };
    (&inner[close + 1..], &inner[..close])
}

/// Whether a remark on a default says how it is set: what is said of the model itself may be false
/// of another one.
fn is_of_setting(remark: &[u8]) -> bool {
    let words = names::words(remark);
    let sets = ["override", "overridable", "overridden", "configurable", "set", "env", "via"];
    names::any(&words, &sets) && !is_of_the_past(remark)
}

/// Whether a remark says nothing but that this is the default.
fn is_of_default(remark: &[u8]) -> bool {
    matches!(names::words(remark).as_slice(), [word] if word == "default")
}

/// Whether a cell is nothing but a variable in code that selects a model: "`LLM_MODEL`".
fn is_variable(cell: &[u8]) -> bool {
    let key = cell.strip_prefix(b"`").and_then(|cell| cell.strip_suffix(b"`")).unwrap_or(cell);
    key.contains(&b'_')
        && key
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
        && names::selects_model(key)
}

/// A line up to a name without the provider that may stand before it in its cell: "| OpenAI `",
/// "| `openai` / `".
fn without_provider(head: &[u8]) -> &[u8] {
    let cell = memchr::memrchr(b'|', head).map_or(0, |at| at + 1);
    let said = names::words(&head[cell..]);
    match said.as_slice() {
        [one] if names::is_provider(one.as_bytes()) => &head[..cell],
        _ => head,
    }
}

/// A cell with the name alone, under a heading "Example `LLM_NAME`" or "Example model ID", or under
/// "Example value" behind a cell "Model".
pub(super) fn is_example_of_column(text: &[u8], name: Span) -> bool {
    let marks = b" `*\t\r";
    let head = line_before(text, name.start, REACH);
    let tail = line_behind(text, name.end, REACH);
    let Some(row) = row_before(head, marks) else { return false };
    let column = row.split(|&byte| byte == b'|').skip(1).count();
    let is_of_model = || {
        let first = row.split(|&byte| byte == b'|').nth(1).unwrap_or_default().trim_ascii();
        column == 2 && names::words(first).len() <= 2 && names::selects_model(first)
    };
    let says = |cell: &[u8]| {
        let words = names::words(cell);
        let mut code = cell.split(|&byte| byte == b'`').skip(1).step_by(2);
        let is_example = names::any(&words, &["example", "examples"]);
        let is_only = |wanted: &[&str]| words.iter().all(|word| wanted.contains(&word.as_str()));
        // "Example model": of each provider.
        let is_model = || {
            let wanted = ["example", "model", "string", "id", "identifier", "name", "value"];
            names::any(&words, &["model"]) && is_only(&wanted)
        };
        let is_value = || is_only(&["example", "examples", "value"]) && is_of_model();
        is_example && (code.any(names::selects_model) || is_model() || is_value())
    };
    // `| Claude 3 Opus | NAME |` is one of the models themselves.
    tail.iter().find(|byte| !marks.contains(byte)) == Some(&b'|')
        && heading(&text[..name.start - head.len()], column).is_some_and(says)
        && !hint::says_which(row, &text[name.range()])
}

/// How long the heading of a column may be, in bytes.
const HEADING: usize = 80;

/// Whether the column of a cell tells how something was, or is to be, beside another one.
pub(super) fn is_of_two_times(above: &[u8], head: &[u8]) -> bool {
    let column = head.trim_ascii_start().split(|&byte| byte == b'|').skip(1).count();
    let said = heading(above, column).map(names::words).unwrap_or_default();
    let row = names::words(head);
    let old =
        ["old", "new", "was", "before", "after", "previous", "retired", "legacy", "deprecated"];
    names::any(&said, &old) || names::any(&row, &["retired", "legacy", "deprecated", "old"])
}

/// The row of a table up to the name, where its last cell has nothing but `marks` before it.
fn row_before<'t>(head: &'t [u8], marks: &[u8]) -> Option<&'t [u8]> {
    let row = head.trim_ascii_start();
    let before = row.iter().rev().find(|byte| !marks.contains(byte));
    (row.starts_with(b"|") && before == Some(&b'|')).then_some(row)
}

/// The cell `column`, from 1, of the table's first line that ends before a row; a table has
/// few rows.
fn heading(above: &[u8], column: usize) -> Option<&[u8]> {
    headings(above)?.split(|&byte| byte == b'|').nth(column)
}

/// The table's first line that ends before a row.
fn headings(above: &[u8]) -> Option<&[u8]> {
    let above = above.strip_suffix(b"\n")?;
    let above = &above[above.len().saturating_sub(40 * REACH)..];
    let before = |end: usize| memchr::memrchr(b'\n', &above[..end]);
    let ends = std::iter::successors(Some(above.len()), |&end| before(end));
    let lines = ends.map(|end| above[before(end).map_or(0, |lf| lf + 1)..end].trim_ascii());
    lines.take_while(|line| line.starts_with(b"|")).last()
}

/// Whether the headings of the table whose rows end with `above` are those of a table that explains
/// options or commands: one that says who ran them, or what came of it, has others.
pub(super) fn explains_options(above: &[u8]) -> bool {
    let explains = [
        "option",
        "options",
        "flag",
        "flags",
        "command",
        "commands",
        "argument",
        "parameter",
        "setting",
        "switch",
        "purpose",
        "description",
        "meaning",
        "action",
        "effect",
        "use",
        "usage",
        "example",
        "what",
        "it",
        "does",
        "when",
        "how",
        "to",
        "you",
        "want",
        "goal",
        "default",
        "type",
        "env",
        "environment",
        "variable",
        "shortcut",
        "why",
        "case",
        "cli",
        "the",
        "a",
        "explanation",
        "task",
        "function",
        "scenario",
    ];
    let Some(row) = headings(above) else { return false };
    let words = names::words(row);
    !words.is_empty() && words.iter().all(|word| explains.contains(&word.as_str()))
}

/// A table's row with the name as a cell and an option's name as another one before it.
pub(super) fn is_row(head: &[u8], tail: &[u8]) -> bool {
    let marks = b" `*+\"'_\r\t";
    let is_mark = |byte: &u8| marks.contains(byte);
    let Some(row) = row_before(head, marks) else { return false };
    let ends = tail.iter().find(|byte| !is_mark(byte)).is_none_or(|&byte| byte == b'|');
    let mut cells = row.split(|&byte| byte == b'|').map(<[u8]>::trim_ascii);
    ends && cells.any(|cell| {
        let option = cell.iter().filter(|byte| !is_mark(byte)).copied().collect::<Vec<u8>>();
        let is_one =
            option.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.<>/,".contains(byte));
        let last = option.rsplit(|byte| b"./,".contains(byte)).next().unwrap_or(&option);
        // A heading "Model" stands above IDs; an option is written as code.
        let is_camel = || {
            option.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase())
        };
        let is_code = cell.iter().any(|byte| b"`-_.+".contains(byte)) || is_camel();
        is_one && is_code && names::selects_model(last)
    })
}

/// Whether a row of a table tells what does a job, by the table's headings: `| Job | Model | Why |`.
pub(crate) fn is_of_a_job(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    head.trim_ascii_start().starts_with(b"|") && is_job(&text[..name.start - head.len()])
}

/// Whether the table whose rows end with `above` has a job in its first column, and says nothing of
/// how well or for how much a model does it.
fn is_job(above: &[u8]) -> bool {
    let Some(row) = headings(above) else { return false };
    let headings: Vec<Vec<String>> =
        row.split(|&byte| byte == b'|').skip(1).take(COLUMNS).map(names::words).collect();
    let jobs = [
        "job",
        "task",
        "role",
        "agent",
        "component",
        "step",
        "stage",
        "phase",
        "feature",
        "purpose",
        "service",
        "module",
        "operation",
        "skill",
        "workflow",
        "script",
        "function",
    ];
    let is_one = |words: &Vec<String>| words.len() <= 2 && names::any(words, &jobs);
    let measures = [
        "score",
        "accuracy",
        "price",
        "cost",
        "latency",
        "time",
        "tokens",
        "result",
        "results",
        "rate",
        "context",
        "pass",
        "speed",
        "quality",
        "old",
        "new",
        "before",
        "after",
        "current",
        "alternative",
        "alternatives",
        "recommended",
        "models",
        "supported",
        "version",
        "date",
        "dates",
        "year",
        "period",
        "outcome",
        "winner",
        "verdict",
        "participants",
        "status",
    ];
    headings.first().is_some_and(is_one)
        && !headings.iter().any(|words| names::any(words, &measures))
}

/// Whether the name is all of a cell under "Model", in a table of jobs.
pub(crate) fn is_model_of_a_job(text: &[u8], name: Span) -> bool {
    let marks = b" `*\t\r\"'";
    let head = line_before(text, name.start, REACH);
    let tail = line_behind(text, name.end, REACH);
    let above = &text[..name.start - head.len()];
    let Some(row) = row_before(head, marks) else { return false };
    let column = row.split(|&byte| byte == b'|').skip(1).count();
    let says = |cell: &[u8]| {
        let words = names::words(cell);
        names::any(&words, &["model", "llm"])
            && words
                .iter()
                .all(|word| ["model", "llm", "id", "name", "used", "ai"].contains(&word.as_str()))
    };
    // Several models for one job are compared, and a year is that of a run.
    let job = |row: &[u8]| {
        let cell = row.trim_ascii().split(|&byte| byte == b'|').nth(1).unwrap_or_default();
        cell.trim_ascii().to_ascii_lowercase()
    };
    let last = above.trim_ascii_end();
    let last = line_before(last, last.len(), REACH);
    let behind = &text[name.end + tail.len()..];
    let next = line_behind(behind.strip_prefix(b"\n").unwrap_or(behind), 0, REACH);
    let own = job(head);
    let is_repeated = [last, next].into_iter().any(|row| row.contains(&b'|') && job(row) == own);
    tail.iter().find(|byte| !marks.contains(byte)) == Some(&b'|')
        && column > 1
        && !is_repeated
        && !is_of_the_past(head)
        && !is_of_the_past(tail)
        && heading(above, column).is_some_and(says)
        && is_job(above)
}

/// How many columns a table has, at the most.
const COLUMNS: usize = 12;
