//! Defaults that a document states: they follow the code.
//!
//! ```text
//! | `--model` | `NAME` | Model to use |
//! The model to use (default: `NAME`).
//! ```

use super::cells::{is_cell, is_of_two_times, is_row};
use super::said::{
    begins_with_default_elsewhere, ends_with_default_elsewhere, is_of_another_time_elsewhere,
    says_default_elsewhere,
};
use crate::site::around::line_before;
use crate::site::{hint, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 1_000;
/// Words that may stand between "default" and the name.
const BETWEEN: &[&str] = &[
    "to",
    "is",
    "value",
    "of",
    "chat",
    "llm",
    "ai",
    "model",
    "the",
    "uses",
    "id",
    "currently",
    "name",
    "as",
    "set",
    "which",
];

/// Words that say that a default no longer is one.
const PAST: &[&str] = &["previous", "old", "former", "earlier", "original", "past", "was"];

/// Whether the prose around the name states it as a default.
pub(crate) fn is_stated(text: &[u8], name: Span) -> bool {
    let from = name.start.saturating_sub(REACH);
    let start = memchr::memrchr(b'\n', &text[from..name.start]).map_or(from, |lf| from + lf + 1);
    let rest = &text[name.end..text.len().min(name.end + REACH)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let (head, tail) = (&text[start..name.start], &text[name.end..end]);
    let line = &text[start..end];
    is_row(head, tail) && !is_of_two_times(&text[..start], head)
        || is_item(head, tail)
        || !is_of_another_time(line)
            && !is_of_another_product(text, start, name)
            && (follows_default(head, tail)
                || is_fallen_back_to(head, tail)
                || begins_with_default_elsewhere(tail)
                || follows_default_above(&text[..start], head, tail)
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

/// "Falls back to NAME.", "falls back to NAME if it is not set": what the code does without a
/// setting. What falls back to a model's price or limits looks it up.
fn is_fallen_back_to(head: &[u8], tail: &[u8]) -> bool {
    let said = head.trim_ascii_end();
    let said = said.strip_suffix(b"`").or_else(|| said.strip_suffix(b"\"")).unwrap_or(said);
    let Some(before) = said.trim_ascii_end().strip_suffix(b" to") else { return false };
    let falls = [&b"alls back"[..], b"all back", b"alling back"];
    let sentence = before.rsplit(|byte| b".!?|".contains(byte)).next().unwrap_or_default();
    let about = [
        "unknown",
        "retired",
        "deprecated",
        "price",
        "prices",
        "pricing",
        "context",
        "encoding",
        "limit",
        "limits",
    ];
    let mark = tail.iter().take_while(|byte| b"`\"'".contains(byte)).count();
    let behind = tail[mark..].trim_ascii_end();
    let goes_on = ["if", "when", "unless", "which"];
    let ends = behind.first().is_none_or(|byte| b".,;)".contains(byte))
        || behind.starts_with(b" ")
            && names::words(behind).first().is_some_and(|word| goes_on.contains(&word.as_str()));
    falls.iter().any(|verb| before.ends_with(verb))
        && ends
        && !names::any(&names::words(sentence), &about)
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
    // "By default, the tool uses:"
    let is_used = || {
        words.windows(2).any(|two| two[0] == "by" && two[1] == "default")
            && words.last().is_some_and(|word| word == "uses")
    };
    let says = || {
        words.windows(2).any(are_defaults)
            || !is_heading && (words.iter().any(|it| it == "defaults") || is_used())
    };
    (opens.ends_with(b":") || is_heading) && says() && !is_of_another_time(opens)
}

/// `Default model to use for requests ("NAME")`: all that the brackets hold.
fn is_in_brackets(head: &[u8], tail: &[u8]) -> bool {
    let marks = b"`'\"\\";
    let is_mark = |byte: &u8| marks.contains(byte);
    let open = head.iter().rposition(|byte| !is_mark(byte));
    let close = tail.iter().find(|byte| !is_mark(byte));
    let Some(open) = open.filter(|&at| head[at] == b'(') else {
        return false;
    };
    let words = names::words(&head[..open]);
    let said = words.iter().rposition(|word| word == "default");
    // Without marks nothing may stand between: "the default model (NAME)".
    let farthest = if open + 1 < head.len() { 8 } else { 2 };
    close == Some(&b')')
        && said.is_some_and(|at| {
            words.get(at + 1).is_some_and(|word| word == "model")
                && words.len() - at <= farthest
                && !names::any(&words, PAST)
        })
}

/// Whether a line speaks of another time, version or product than the code beside it: what was
/// the default then, or there, does not follow the code.
fn is_of_another_time(line: &[u8]) -> bool {
    let words = names::words(line);
    // `<returns>`, and "returns the default".
    let is_of_code = |at: usize| {
        let next = words.get(at + 1..).unwrap_or_default();
        matches!(next, [one, two, ..] if ["a", "the"].contains(&one.as_str()) && two == "default")
            || memchr::memmem::find(line, b"<returns>").is_some()
    };
    let is_answered =
        words.iter().enumerate().any(|(at, word)| word == "returns" && !is_of_code(at));
    let says = |list: &[&str]| names::any(&words, list);
    // "for cost efficiency" tells why it is one, "the latest version of it" what is asked for.
    let is_why = words.windows(3).any(|it| it == ["for", "cost", "efficiency"]);
    let is_latest = words.windows(2).any(|it| it == ["latest", "version"]);
    is_answered
        || !is_why && says(&["cost"])
        || !is_latest && says(&["version"])
        || says(&["experiments", "removes", "removed", "replaced", "replaces", "retired", "longer"])
        || says(&["costs", "price", "issue", "cutoff", "fails", "benchmark", "ran"])
        || says(&["old", "legacy"])
        || says(&["updated", "switched", "bumped", "upgraded", "migrated", "moved"])
        || says(&["before", "until", "was", "were", "changed", "previously", "formerly", "own"])
        || is_known_product(&words)
        || says(&["tokenizer"])
        || words.windows(2).any(|two| two[0] == "in" && two[1].starts_with('v'))
        || says_default_elsewhere(line) && is_of_another_time_elsewhere(line)
}

/// "By default, Product uses `NAME`", of which the line up to the name begins at `start`: another
/// product than the one that the document is about, which it names at its beginning.
pub(crate) fn is_of_another_product(text: &[u8], start: usize, name: Span) -> bool {
    let head = &text[start..name.start];
    // Or, in another language, another time.
    let is_of_others =
        || is_of_another_time_elsewhere(head) || is_known_product(&names::words(head));
    if says_default_elsewhere(head) && is_of_others() {
        return true;
    }
    let Some(at) = memchr::memmem::rfind(head, b"By default") else { return false };
    let rest = head[at + b"By default".len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    let mut words = rest.split(|byte| !byte.is_ascii_alphanumeric());
    let subject = words.next().unwrap_or_default();
    let verb = words.next().unwrap_or_default();
    let is_product = subject.first().is_some_and(u8::is_ascii_uppercase)
        && [&b"uses"[..], b"calls", b"runs"].contains(&verb);
    let title = &text[..start.min(REACH)];
    is_product
        && (is_known_product(&names::words(&subject.to_ascii_lowercase()))
            || memchr::memmem::find(title, subject).is_none())
}

/// Products that many documents tell about, and that have defaults of their own.
fn is_known_product(words: &[String]) -> bool {
    names::any(words, &["copilot", "cursor", "aider", "azure", "litellm"])
}

/// "It uses NAME by default", also over the end of a line; "By default it uses the NAME model".
fn is_used_by_default(head: &[u8], rest: &[u8]) -> bool {
    let is_mark = |byte: &u8| b"`'\"*) \t\r\n#/".contains(byte);
    let from = rest.iter().take(REACH).position(|byte| !is_mark(byte));
    let says = from.is_some_and(|at| {
        let behind = &rest[at..];
        behind.strip_prefix(b"model ").unwrap_or(behind).starts_with(b"by default")
    });
    let is_marked = head.last().is_some_and(|byte| b"`'\"".contains(byte))
        || head.ends_with(b" uses ") && rest.starts_with(b" by default");
    let sentence = head.rsplit(|byte| b".!?".contains(byte)).next().unwrap_or_default();
    let words = names::words(sentence);
    let near = &words[words.len().saturating_sub(4)..];
    let uses = ["uses", "use", "using", "calls", "runs"];
    let is_said_before = || {
        let said = words.windows(2).position(|two| two[0] == "by" && two[1] == "default");
        let last = words.iter().rfind(|word| !["the", "model"].contains(&word.as_str()));
        said == Some(0)
            && last.is_some_and(|word| uses.contains(&word.as_str()))
            && !names::any(&words, &["not", "never", "no", "doesn", "unless", "if", "when"])
            && rest.first() == head.last()
    };
    is_marked
        && (says && (names::any(near, &uses) || names::any(near, &["model"])) || is_said_before())
}

/// "(defaults to", and on the next line "`NAME`)".
fn follows_default_above(above: &[u8], head: &[u8], tail: &[u8]) -> bool {
    let marks = |byte: &u8| b"/#!' \t".contains(byte);
    let own = head.trim_ascii_start();
    // `*` begins a line of a comment, or an item of a list.
    let is_of_comment = own.starts_with(b"* ");
    let own = if is_of_comment { &own[1..] } else { own };
    let from = own.iter().position(|byte| !marks(byte)).unwrap_or(own.len());
    let own = &own[from..];
    if own.len() > 2 || !own.iter().all(|byte| b"`\"'".contains(byte)) {
        return false;
    }
    let above = above.strip_suffix(b"\n").unwrap_or(above);
    let line = line_before(above, above.len(), REACH).trim_ascii();
    let goes_on = !is_of_comment || line.starts_with(b"*") || line.starts_with(b"/**");
    let is_open = !line.is_empty() && !line.ends_with(b".") && !line.starts_with(b"|");
    goes_on
        && is_open
        && !is_of_another_time(line)
        && follows_default(&[line, b" ", own].concat(), tail)
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
    if ends_with_default_elsewhere(head) {
        return true;
    }
    // From the name back to the first word that may not stand between.
    let is_between = |word: &[u8]| {
        BETWEEN.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(word))
            || names::is_provider(&word.to_ascii_lowercase())
    };
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
            let ends = [&b"s"[..], b"ing"];
            let rest = ends.iter().find_map(|end| rest.strip_prefix(*end)).unwrap_or(rest);
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
