//! What people are shown who are to write a model down themselves.
//!
//! ```text
//! placeholder="e.g., NAME"
//! <string name="model_examples">Examples: OTHER, NAME</string>
//! LLM_MODEL= # of your provider (e.g. NAME, OTHER)
//! ```

use super::around::{line_before, line_behind};
use super::{Site, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 400;

/// Whether a text under this key is shown to whoever is to choose a model: `modelPlaceholder`,
/// `model_examples`.
pub(super) fn is_key(key: &[u8]) -> bool {
    let words = names::words(key);
    names::any(&words, &["model", "models", "llm"])
        && names::any(&words, &["placeholder", "hint", "example", "examples"])
        && !names::any(&words, OF_ANOTHER_TIME)
        && !names::has_version(key)
}

/// Words of a sentence about models that are no longer to be called, or that do not do something:
/// it would be false of the new one.
const OF_ANOTHER_TIME: &[&str] = &[
    "retired",
    "old",
    "legacy",
    "deprecated",
    "unsupported",
    "longer",
    "not",
    "no",
    "never",
    "fail",
    "fails",
    "failed",
    "error",
    "reject",
    "rejects",
    "rejected",
    "replace",
    "replaces",
    "replaced",
    "replacing",
    "map",
    "maps",
    "mapped",
    "before",
    "original",
    "previous",
    "previously",
    "former",
    "formerly",
    "without",
    "remove",
    "removed",
    "migrate",
    "migrated",
    "migrating",
    "migration",
    "invalid",
    "unknown",
    "stale",
    "doesn",
    "don",
    "cannot",
    "was",
    "were",
    "rename",
];

/// Whether a text is nothing but an introduction and names, of which the one between `head` and
/// `tail` is one: "Examples: gpt-4o, NAME". Whatever the language, the introduction ends with a
/// colon.
pub(super) fn is_list(head: &[u8], tail: &[u8]) -> bool {
    if head.len() + tail.len() > REACH {
        return false;
    }
    let (Ok(head), Ok(tail)) = (std::str::from_utf8(head), std::str::from_utf8(tail)) else {
        return false;
    };
    // The colon of `ollama:llama3` has no space behind it.
    let introduced = head
        .rfind(": ")
        .map(|at| at + 1)
        .or_else(|| head.rfind('：').map(|at| at + '：'.len_utf8()));
    let list = introduced.map_or(head, |at| &head[at..]);
    let is_short = introduced.is_none_or(|at| {
        let words = names::words(&head.as_bytes()[..at]);
        head[..at].split_whitespace().count() <= 3 && !names::any(&words, OF_ANOTHER_TIME)
    });
    is_short && are_names(list) && are_names(tail)
}

/// Whether a text is names with commas between them: each has a digit or a hyphen.
pub(super) fn are_names(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '…', ')']);
    let parts = text.split([',', '、', '，', ';']).flat_map(|part| part.split(" or "));
    parts.into_iter().all(|part| {
        let part = part.trim_matches(|c: char| c.is_whitespace() || "`'\"".contains(c));
        part.is_empty()
            || part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/@".contains(&byte))
                && part.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}

/// Whether the name is given as an example of what a setting may be, on the line that names the
/// setting: "`LLM_MODEL`: the model (e.g. `NAME`)".
pub(super) fn is_of_setting(text: &[u8], name: Span) -> bool {
    introduction(line_before(text, name.start, REACH)).is_some_and(|words| {
        names_a_setting(words) || asks_for_a_model(words) || gives_the_form(words)
    })
}

/// Whether the line of the name is nothing but a setting of JSON: `"model": "NAME",`, in the body
/// of a request that a document shows without a fence.
pub(super) fn is_line_of_json(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH).trim_ascii();
    let rest = line_behind(text, name.end, REACH).trim_ascii();
    let key = head.strip_suffix(b"\"").map(|head| head.trim_ascii_end());
    let key = key.and_then(|head| head.strip_suffix(b":")).map(|head| head.trim_ascii_end());
    let key = key.and_then(|key| key.strip_prefix(b"\"")?.strip_suffix(b"\""));
    key.is_some_and(names::selects_model) && [&b"\""[..], b"\","].contains(&rest)
}

/// Whether the name ends a setting that stands in a sentence as code: "`MODEL=NAME`",
/// "`--model NAME`".
pub(super) fn is_code_of_setting(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    !head.trim_ascii_start().starts_with(b"|") && is_code_in_row(text, name)
}

/// The same in the row of a table, where another row may have another model.
pub(super) fn is_code_in_row(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    // What a command says behind the option ends with its code.
    let is_code = rest.starts_with(b"`") || rest.starts_with(b" ") && rest.contains(&b'`');
    let Some(open) = memchr::memrchr(b'`', head).filter(|_| is_code) else {
        return false;
    };
    // Of the marks before it, all others come in pairs.
    let is_open = memchr::memchr_iter(b'`', head).count() % 2 == 1;
    let code = &head[open + 1..];
    let is_key = |key: &[u8]| {
        !key.is_empty()
            && key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
            && names::selects_model(key)
    };
    let is_set = match code.strip_suffix(b"=") {
        Some(key) if key.starts_with(b"-") => names::is_model_flag(key),
        Some(key) => is_key(key.strip_prefix(b"export ").unwrap_or(key)),
        None => is_option(code),
    };
    let line = [&head[..open], rest].concat();
    is_open
        && is_set
        && is_of_now(&line)
        && !reports(&line)
        && !says_which(&head[..open], &text[name.range()])
}

/// Whether `code` ends with the option for the model, alone or behind a command of words:
/// `--model `, `ask -m `.
pub(super) fn is_option(code: &[u8]) -> bool {
    code.strip_suffix(b" ").is_some_and(|code| {
        let flag = code.rsplit(|&byte| byte == b' ').next().unwrap_or(code);
        let command = &code[..code.len() - flag.len()];
        names::is_model_flag(flag) && (command.is_empty() || is_command_of_words(command))
    })
}

/// Whether no word says that models are meant which are no longer to be called.
pub(super) fn is_of_now(said: &[u8]) -> bool {
    !names::any(&names::words(said), OF_ANOTHER_TIME)
}

/// Whether a line tells what came of it, or what a name stands for.
pub(super) fn reports(line: &[u8]) -> bool {
    let reports = [
        "result",
        "results",
        "score",
        "scored",
        "ran",
        "benchmark",
        "table",
        "reproduce",
        "avoid",
        "alias",
        "expands",
        "costs",
        "gives",
        "gave",
        "got",
        "by",
    ];
    names::any(&names::words(line), &reports)
}

/// Whether words before a name say which model it is: "- Claude v1.3: ".
pub(super) fn says_which(head: &[u8], model: &[u8]) -> bool {
    // The number of an item says nothing, and code that stands there is not about this one.
    let from = head.iter().position(u8::is_ascii_alphabetic).unwrap_or(head.len());
    let mut said = head[from..].split(|&byte| byte == b'`').step_by(2);
    said.any(|said| said.iter().any(u8::is_ascii_digit) && names::shares_a_word(said, model))
}

/// How many words a command has that stands in a sentence, before the option for the model.
const WORDS: usize = 4;

/// Whether a text is the beginning of a command: a program and what it is to do.
fn is_command_of_words(text: &[u8]) -> bool {
    let words = text.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || b"-_./$".contains(byte);
    let asks = [&b"delete"[..], b"rm", b"remove", b"grep", b"pricing", b"stats", b"price"];
    words.clone().count() <= WORDS
        && !words.clone().any(|word| asks.contains(&word))
        && words.flatten().all(is_part)
}

/// Whether a sentence tells to set something to the name: "set `MODEL` to `NAME`".
pub(super) fn is_told_to_set(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let is_code = rest.starts_with(b"`");
    let Some(said) = head.strip_suffix(b"`").filter(|_| is_code) else { return false };
    let Some(said) = said.strip_suffix(b"` to ") else { return false };
    let Some(open) = memchr::memrchr(b'`', said) else { return false };
    let (before, key) = (&said[..open], &said[open + 1..]);
    let is_key = key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte));
    let sentence = before.rsplit(|byte| b".:;!?".contains(byte)).next().unwrap_or_default();
    let tells = ["set", "setting", "change", "changing", "switch"];
    is_key
        && names::value_of(key) == Site::Setting
        && !reports(head)
        && !reports(rest)
        && !says_which(before, &text[name.range()])
        && names::any(&names::words(sentence), &tells)
        && is_of_now(sentence)
        && is_of_now(rest)
}

/// Whether the name is one of those that end a comment which proposes them for the setting on the line below
/// it: "A good default here is OTHER or NAME", and then `LLM_MODEL=`.
pub(super) fn is_above_setting(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let mut below = text[name.end..text.len().min(name.end + REACH)].split(|&byte| byte == b'\n');
    let rest = below.next().unwrap_or_default();
    let next = below.next().unwrap_or_default();
    let key = next.split(|&byte| byte == b'=').next().unwrap_or_default();
    let is_setting = next.contains(&b'=')
        && key.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        && names::selects_model(key);
    let proposes = || {
        let lower = std::str::from_utf8(head).ok()?.to_ascii_lowercase();
        let words = names::words(head);
        let marks = [" is ", " use ", " try ", " recommend "];
        let (at, len) =
            marks.iter().filter_map(|mark| Some((lower.rfind(mark)?, mark.len()))).max()?;
        let proposes =
            names::any(&words, &["default", "recommend", "recommended", "suggest", "use", "try"]);
        Some(proposes && !names::any(&words, OF_ANOTHER_TIME) && are_names(&lower[at + len..]))
    };
    is_setting && std::str::from_utf8(rest).is_ok_and(are_names) && proposes() == Some(true)
}

/// Whether a text for people, of which `head` stands before the name, asks for a model and gives
/// the name as an example: "Model to use (e.g. NAME)".
pub(super) fn is_of_help(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(REACH)..];
    introduction(head).is_some_and(|words| {
        // "newer models (e.g. NAME)" speaks of these very models.
        let said = names::words(words.as_bytes());
        gives_the_form(words)
            || names::any(&said, &["model", "llm"]) && !names::any(&said, &["models"])
    })
}

/// Whether the words end with the form that a model's name is to have: "`provider/model-name`".
fn gives_the_form(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    let forms = ["provider/model", "provider:model", "/<model", ":<model", "/{model", ":{model"];
    let end = words.trim_end_matches(|c: char| "`'\"(,;: ".contains(c));
    let last = end.rsplit(char::is_whitespace).next().unwrap_or_default();
    forms.iter().any(|form| last.contains(form))
}

/// What stands before the mark of an example, where nothing but names stands between that and
/// the end of `head`.
fn introduction(head: &[u8]) -> Option<&str> {
    let head = std::str::from_utf8(head).ok()?;
    // Of the same length, as the places in it are used.
    let lower = head.to_ascii_lowercase();
    let found = MARKS.iter().filter_map(|mark| Some((lower.rfind(mark)?, mark.len())));
    let (mark, len) = found.max()?;
    let between = head[mark + len..].trim_start_matches([',', ':', ' ']);
    (is_of_now(&head.as_bytes()[..mark]) && are_names(between)).then_some(&head[..mark])
}

/// What introduces an example, in lower case.
const MARKS: &[&str] =
    &["e.g.", "i.e.", "(ie ", "(eg ", "e.g ", "for example", "such as", "example:", "ex:"];

/// Whether a line begins with a setting that selects a model, or has one in backticks:
/// `LLM_MODEL=`, a cell or an item of a list.
fn names_a_setting(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '-', '*', '|', '#']);
    let line = line.strip_prefix("export ").unwrap_or(line);
    let is_key = |text: &str| {
        let key = text.split('=').next().unwrap_or(text).trim();
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let is_code = |byte: u8| b"_-".contains(&byte) || byte.is_ascii_uppercase();
        key.bytes().all(is_part) && key.bytes().any(is_code) && names::selects_model(key.as_bytes())
    };
    // "`-m, --model`", "`--model ID`"
    let is_flag = |code: &str| {
        let mut words = code.split([' ', ',', '=']);
        code.starts_with('-') && words.any(|word| names::is_model_flag(word.as_bytes()))
    };
    line.split('`').skip(1).step_by(2).any(|code| is_key(code) || is_flag(code))
        || !line.starts_with('`') && line.split_once('=').is_some_and(|(key, _)| is_key(key))
}

/// Whether a line tells to give the name of a model: a glossary has the name of it, too.
fn asks_for_a_model(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let model =
        ["model id", "model name", "model identifier", "id of the model", "name of the model"];
    let tells = [
        "specify", "enter", "set", "choose", "provide", "type", "select", "use", "paste", "fill",
        "give",
    ];
    model.iter().any(|words| lower.contains(words))
        && lower.split(|c: char| !c.is_alphanumeric()).any(|word| tells.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_what_a_setting_may_be() {
        let of_setting = |line: &str| {
            let at = line.find("NAME-1").unwrap_or_default();
            is_of_setting(line.as_bytes(), Span::new(at, at + 6))
        };
        for line in [
            "LLM_MODEL= # Model name from your provider (ie NAME-1, gpt-4o)",
            "  - `LLM_MODEL=...` (e.g., `NAME-1`, `gpt-4o-mini`)",
            "| `--model` | Which model, e.g. `gpt-4o` or `NAME-1` |",
            "ANTHROPIC_MODEL=  # for example NAME-1",
            "1. Specify the model ID. For example, `NAME-1`.",
            "Give the `ModelId` parameter, such as `NAME-1`.",
        ] {
            assert!(of_setting(line), "{line}");
        }
        for line in [
            "# the model (e.g. NAME-1)",
            "`model` was changed, e.g. because NAME-1 is slow",
            "`LLM_MODEL`: names such as the old one, NAME-1",
            "`LLM_MODEL_PATH` (e.g. NAME-1)",
            "- **Model ID**: Bedrock's identifier for a model (e.g. `NAME-1`).",
            "- `--model` no longer accepts retired names such as `NAME-1`",
            "# Do not set the model name to a retired one (e.g. NAME-1)",
            "LLM_MODEL=gpt-4o # NAME-1",
        ] {
            assert!(!of_setting(line), "{line}");
        }
    }

    #[test]
    fn lists_of_examples() {
        let list = |head: &str, tail: &str| is_list(head.as_bytes(), tail.as_bytes());
        assert!(list("", "") && list("Examples: gpt-4o, ", ", gemini-1.5-pro"));
        assert!(list("例如：gpt-4o、", "、gemini-1.5-pro") && list("Contoh: ", "."));
        assert!(!list("We moved from ", "") && !list("", " is slow") && !list("Now: not ", ""));
    }
}
