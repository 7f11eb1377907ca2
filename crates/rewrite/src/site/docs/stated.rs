//! Defaults that a document states: they follow the code.
//!
//! ```text
//! | `--model` | `NAME` | Model to use |
//! The model to use (default: `NAME`).
//! ```

use crate::site::around::{line_before, line_behind};
use crate::site::{hint, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 1_000;
/// Words that may stand between "default" and the name.
const BETWEEN: &[&str] =
    &["to", "is", "value", "model", "the", "uses", "id", "currently", "name", "as", "set"];

/// Words that say that a default no longer is one.
const PAST: &[&str] = &["previous", "old", "former", "earlier", "original", "past", "was"];

/// "Default" in other languages, in lower case; as a part of a word where words are put together.
const IN_OTHER_LANGUAGES: &[&str] = &[
    "по умолчанию",
    "по подразбиране",
    "за замовчуванням",
    "기본",
    "ברירת",
    "默认",
    "預設",
    "默認",
    "既定",
    "デフォルト",
    "par défaut",
    "por defecto",
    "predeterminad",
    "padrão",
    "predefinit",
    "implicit",
    "standardmod",
    "standardwert",
    "standardverdi",
    "standaardmod",
    "standaardwaarde",
    "domyśln",
    "výchoz",
    "predvolen",
    "alapértelmezett",
    "varsayılan",
    "mặc định",
    "oletus",
    "bawaan",
    "افتراضي",
    "پیش‌فرض",
    "डिफ़ॉल्ट",
    "ค่าเริ่มต้น",
    "προεπιλ",
];

/// Whether a text says "default" in one of many languages.
pub(crate) fn says_default(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let lower = text.to_lowercase();
    names::words(text.as_bytes()).iter().any(|word| word == "default" || word == "defaults")
        || IN_OTHER_LANGUAGES.iter().any(|word| lower.contains(word))
}

/// Whether the prose around the name states it as a default.
pub(in crate::site) fn is_stated(text: &[u8], name: Span) -> bool {
    let from = name.start.saturating_sub(REACH);
    let start = memchr::memrchr(b'\n', &text[from..name.start]).map_or(from, |lf| from + lf + 1);
    let rest = &text[name.end..text.len().min(name.end + REACH)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let (head, tail) = (&text[start..name.start], &text[name.end..end]);
    let line = &text[start..end];
    is_row(head, tail) && !is_of_two_times(&text[..start], head)
        || is_item(head, tail)
        || !is_of_another_time(line)
            && (follows_default(head, tail)
                || is_used_by_default(head, &text[name.end..])
                || is_one_of_defaults(head)
                || is_in_brackets(head, tail)
                || is_of_a_sentence(head, tail)
                || is_item_of_defaults(&text[..start], head, tail)
                || is_cell(&text[..start], head, tail))
}

/// An item of a list that says what an option is: "- `model`: `NAME`", "- `model`: set to "NAME"".
fn is_item(head: &[u8], tail: &[u8]) -> bool {
    let item = head.trim_ascii_start();
    let Some(item) = item.strip_prefix(b"- ").or_else(|| item.strip_prefix(b"* ")) else {
        return false;
    };
    let Some((option, rest)) = item.strip_prefix(b"`").and_then(|item| {
        let end = memchr::memchr(b'`', item)?;
        Some((&item[..end], &item[end + 1..]))
    }) else {
        return false;
    };
    let Some(between) = rest.trim_ascii_start().strip_prefix(b":") else { return false };
    let words = names::words(between);
    let is_alone = words.iter().all(|word| ["set", "to"].contains(&word.as_str()));
    let is_quoted = head.last().is_some_and(|byte| b"`\"'".contains(byte))
        && tail.first() == head.last()
        && tail[1..].trim_ascii().is_empty();
    is_alone && is_quoted && names::selects_model(option)
}

/// "The default model used in this solution is `NAME`."
fn is_of_a_sentence(head: &[u8], tail: &[u8]) -> bool {
    let is_code = head.ends_with(b" is `") && tail.starts_with(b"`");
    let sentence = head.rsplit(|byte| b".!?".contains(byte)).next().unwrap_or_default();
    let words = names::words(sentence);
    let said = words.windows(2).position(|two| two[0] == "default" && two[1] == "model");
    is_code && said.is_some_and(|at| words.len() - at <= 9 && !names::any(&words, PAST))
}

/// "Default models:" above a list with "- Anthropic: `NAME`", or "these defaults are used:".
fn is_item_of_defaults(above: &[u8], head: &[u8], tail: &[u8]) -> bool {
    let is_item = |line: &[u8]| line.starts_with(b"- ") || line.starts_with(b"* ");
    let is_code = head.ends_with(b": `") || head.ends_with(b":** `");
    let ends = tail.strip_prefix(b"`").is_some_and(|rest| rest.trim_ascii().is_empty());
    if !is_code || !ends || !is_item(head.trim_ascii_start()) {
        return false;
    }
    let above = &above[above.len().saturating_sub(REACH)..];
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let opens = lines.find(|line| !line.is_empty() && !is_item(line)).unwrap_or_default();
    let words = names::words(opens);
    let are_defaults = |two: &[String]| {
        ["default", "defaults"].contains(&two[0].as_str())
            && ["model", "models"].contains(&two[1].as_str())
    };
    let is_heading = opens.starts_with(b"#");
    let says = || {
        words.windows(2).any(are_defaults) || !is_heading && words.iter().any(|it| it == "defaults")
    };
    (opens.ends_with(b":") || is_heading) && says() && !is_of_another_time(opens)
}

/// `Default model to use for requests ("NAME")`: all that the brackets hold.
fn is_in_brackets(head: &[u8], tail: &[u8]) -> bool {
    let marks = b"`'\"\\";
    let is_mark = |byte: &u8| marks.contains(byte);
    let open = head.iter().rposition(|byte| !is_mark(byte));
    let close = tail.iter().find(|byte| !is_mark(byte));
    let Some(open) = open.filter(|&at| head[at] == b'(' && at + 1 < head.len()) else {
        return false;
    };
    let words = names::words(&head[..open]);
    let said = words.iter().rposition(|word| word == "default");
    close == Some(&b')')
        && said.is_some_and(|at| {
            words.get(at + 1).is_some_and(|word| word == "model")
                && words.len() - at <= 8
                && !names::any(&words, PAST)
        })
}

/// A cell with the name alone, in a row or a column that says "default".
fn is_cell(above: &[u8], head: &[u8], tail: &[u8]) -> bool {
    let marks = b" `*\t\r";
    let Some(row) = row_before(head, marks) else { return false };
    if tail.iter().find(|byte| !marks.contains(byte)) != Some(&b'|') {
        return false;
    }
    let says = |cell: &[u8]| {
        let words = names::words(cell);
        let is_one = |word: &String| {
            ["default", "model", "llm", "value", "id", "name"].contains(&word.as_str())
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
        names::any(&words, &["version", "release", "tool", "product", "editor", "app", "date"])
    };
    let is_code = head.last() == Some(&b'`') && tail.first() == Some(&b'`');
    is_code && cells.clone().next().is_some_and(says)
        || heading(above, column).is_some_and(says) && !heading(above, 1).is_some_and(is_of_others)
}

/// A cell with the name alone, under a heading "Example `LLM_NAME`", or under "Example" behind a
/// cell "Model".
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
        is_example && (code.any(names::selects_model) || words.len() == 1 && is_of_model())
    };
    tail.iter().find(|byte| !marks.contains(byte)) == Some(&b'|')
        && heading(&text[..name.start - head.len()], column).is_some_and(says)
}

/// How long the heading of a column may be, in bytes.
const HEADING: usize = 80;

/// Whether the column of a cell tells how something was, or is to be, beside another one.
fn is_of_two_times(above: &[u8], head: &[u8]) -> bool {
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
    let above = above.strip_suffix(b"\n")?;
    let above = &above[above.len().saturating_sub(40 * REACH)..];
    let before = |end: usize| memchr::memrchr(b'\n', &above[..end]);
    let ends = std::iter::successors(Some(above.len()), |&end| before(end));
    let lines = ends.map(|end| above[before(end).map_or(0, |lf| lf + 1)..end].trim_ascii());
    let first = lines.take_while(|line| line.starts_with(b"|")).last()?;
    first.split(|&byte| byte == b'|').nth(column)
}

/// Whether a line speaks of another time, version or product than the code beside it: what was
/// the default then, or there, does not follow the code.
fn is_of_another_time(line: &[u8]) -> bool {
    let words = names::words(line);
    let says = |list: &[&str]| names::any(&words, list);
    says(&["experiments", "removes", "removed", "replaced", "replaces", "retired", "longer"])
        || says(&[
            "cost",
            "costs",
            "price",
            "issue",
            "cutoff",
            "returns",
            "fails",
            "benchmark",
            "ran",
        ])
        || says(&["updated", "switched", "bumped", "upgraded", "migrated", "moved"])
        || says(&[
            "version",
            "before",
            "until",
            "was",
            "were",
            "changed",
            "previously",
            "formerly",
            "own",
        ])
        || says(&["copilot", "cursor", "aider", "azure", "tokenizer"])
        || words.windows(2).any(|two| two[0] == "in" && two[1].starts_with('v'))
}

/// A table's row with the name as a cell and an option's name as another one before it.
fn is_row(head: &[u8], tail: &[u8]) -> bool {
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

/// "It uses NAME by default", also over the end of a line.
fn is_used_by_default(head: &[u8], rest: &[u8]) -> bool {
    let is_mark = |byte: &u8| b"`'\"*) \t\r\n#/".contains(byte);
    let from = rest.iter().take(REACH).position(|byte| !is_mark(byte));
    let says = from.is_some_and(|at| rest[at..].starts_with(b"by default"));
    let is_marked = head.last().is_some_and(|byte| b"`'\"".contains(byte));
    let sentence = head.rsplit(|byte| b".!?".contains(byte)).next().unwrap_or_default();
    let words = names::words(sentence);
    let near = &words[words.len().saturating_sub(4)..];
    says && is_marked && names::any(near, &["uses", "use", "using", "calls", "runs", "model"])
}

/// "defaults to `OTHER`, `NAME`": all that stands between are names.
fn is_one_of_defaults(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let Some(at) = memchr::memmem::rfind(&lower, b"defaults to ") else { return false };
    let between = &head[at + b"defaults to ".len()..];
    let last = names::words(&head[..at]).pop().unwrap_or_default();
    std::str::from_utf8(between).is_ok_and(hint::are_names)
        && between.contains(&b',')
        && !PAST.contains(&last.as_str())
}

/// `default: NAME`, `defaults to NAME`.
fn follows_default(head: &[u8], tail: &[u8]) -> bool {
    // Only where the name is all of what is stated.
    let is_marked = head.last().is_some_and(|byte| b"`'\" +*".contains(byte));
    let ends = tail.first().is_none_or(|byte| b"`'\") +*.,;\r\n|]".contains(byte));
    if !is_marked || !ends {
        return false;
    }
    // From the name back to the first word that may not stand between.
    let is_between =
        |word: &[u8]| BETWEEN.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(word));
    let mut end = head.len();
    for word in head.rsplit(|byte| !byte.is_ascii_alphabetic()) {
        let start = end - word.len();
        if !word.is_empty() && !is_between(word) {
            let lower = word.to_ascii_lowercase();
            let Some(at) = memchr::memmem::rfind(&lower, b"default") else { return false };
            // `config.default_model = "NAME"` is code, and shows what to write.
            let behind = &head[end - word.len() + at + b"default".len()..];
            // So is `(def default-model "NAME")`.
            let is_form = behind.starts_with(b"-") && !behind.iter().any(|b| b":=".contains(b));
            if behind.starts_with(b"_") || is_form {
                return false;
            }
            let rest = &lower[at + b"default".len()..];
            let rest = rest.strip_prefix(b"s").unwrap_or(rest);
            // "the previous default": it no longer follows the code.
            let mut before = head[..start].rsplit(|byte| !byte.is_ascii_alphabetic());
            let word = before.find(|word| !word.is_empty()).unwrap_or_default();
            if PAST.iter().any(|past| past.as_bytes().eq_ignore_ascii_case(word)) {
                return false;
            }
            let is_listed = head[end..].iter().any(|byte| b"(|;".contains(byte));
            return !is_listed && (rest.is_empty() || is_between(rest));
        }
        end = start.saturating_sub(1);
    }
    false
}
