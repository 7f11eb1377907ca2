//! What single languages have of their own before or behind a value.

use super::bytes::{Bytes, is_name};
use super::position::{assigned, fallback_of};
use super::value::value_of;
use crate::site::Site;
use crate::site::around::{Around, ends_with_word, key_at_end, name_at_end, starts_with_word};
use crate::site::language::Language;
use crate::site::names;
use modelmod_edit::Span;

/// The literal with what belongs to it before its quote: `@"NAME"` of Objective-C, `` `String "NAME" ``
/// of OCaml's Yojson.
pub(super) fn with_mark(language: Language, text: &[u8], literal: Span) -> Span {
    let before = &text[..literal.start];
    let len = match language {
        Language::CLike if before.ends_with(b"@") => 1,
        Language::Ml => {
            let spaces = before.len() - before.trim_ascii_end().len();
            if before[..before.len() - spaces].ends_with(b"`String") { spaces + 7 } else { 0 }
        }
        _ => 0,
    };
    Span::new(literal.start - len, literal.end)
}

/// What the language says of the value by means that others do not have.
pub(super) fn by_language(language: Language, around: &Around<'_>, before: &[u8]) -> Option<Site> {
    match language {
        Language::RubyLike if before.ends_with(b"%||%") => Some(fallback_of(around, before)),
        // `model \\ "NAME"` of Elixir.
        Language::RubyLike if before.ends_with(b"\\\\") => {
            Some(value_of(around, name_at_end(&before[..before.len() - 2])))
        }
        // `config :app, :model, "NAME"` of Elixir.
        Language::RubyLike if before.ends_with(b",") && around.bracket().is_none() => {
            let line = around.line_to(around.value.start).trim_ascii();
            let previous = name_at_end(before.trim_suffix_bytes(b","));
            let is_setting = starts_with_word(line, b"config")
                && line.ends_with(b",")
                && names::selects_model(previous);
            is_setting.then_some(Site::Setting)
        }
        Language::Haskell => of_haskell(around, before),
        Language::Ml if before.ends_with(b"=") => {
            is_compared_in_ml(around).then_some(Site::Comparison)
        }
        Language::Ml => of_ml(around, before),
        // `{ model ? "NAME" }:`
        Language::Nix if before.ends_with(b"?") => {
            Some(value_of(around, name_at_end(&before[..before.len() - 1])))
        }
        Language::Pascal if before.ends_with(b"=") && !before.ends_with(b":=") => {
            Some(defined_in_pascal(around))
        }
        Language::Basic if before.ends_with(b"=") => Some(of_basic(around, before)),
        Language::Smalltalk => of_smalltalk(around, before),
        Language::PowerShell => of_powershell(around, before),
        // `[client askWithModel:@"NAME" prompt:p]`
        Language::CLike if before.ends_with(b":") && around.text()[around.value.start] == b'@' => {
            let words = names::words(name_at_end(&before[..before.len() - 1]));
            let with = words.iter().rposition(|word| word == "with")?;
            Some(value_of(around, words[with + 1..].join("_").as_bytes()))
        }
        // `std.posix.getenv("MODEL") orelse "NAME"` of Zig.
        Language::CLike if ends_with_word(before, b"orelse") => Some(fallback_of(around, before)),
        _ => None,
    }
}

/// `"model" .= ("NAME" :: Text)`, `fromMaybe "NAME" <$> lookupEnv "MODEL"`.
fn of_haskell(around: &Around<'_>, before: &[u8]) -> Option<Site> {
    let is_typed = around.behind().starts_with(b"::");
    let left = before.strip_suffix(b"(").filter(|_| is_typed).unwrap_or(before).trim_ascii_end();
    if let Some(key) = left.strip_suffix(b".=") {
        return Some(value_of(around, key_at_end(key)));
    }
    ends_with_word(before, b"fromMaybe").then(|| fallback_of(around, before))
}

/// `("model", "NAME")`, `["model", "NAME"; ...]`, `defaultArg model "NAME"`.
fn of_ml(around: &Around<'_>, before: &[u8]) -> Option<Site> {
    if let Some(pair) = before.strip_suffix(b",") {
        let pair = pair.trim_ascii_end();
        let key = key_at_end(pair);
        let open = pair.strip_suffix(b"\"")?.strip_suffix(key)?.strip_suffix(b"\"")?;
        let is_first = open.trim_ascii_end().last().is_some_and(|byte| b"([;".contains(byte));
        let is_last = around.behind().first().is_some_and(|byte| b");]".contains(byte));
        return (is_first && is_last && names::selects_model(key)).then_some(Site::Setting);
    }
    let words = before.trim_ascii_end();
    let variable = name_at_end(words);
    let function = words[..words.len() - variable.len()].trim_ascii_end();
    let is_default = ends_with_word(function, b"defaultArg") && names::selects_model(variable);
    is_default.then_some(Site::Default)
}

/// Whether the sign before the value compares: it defines what `let` names, a field of a record, and
/// an argument in brackets that touch what is called.
fn is_compared_in_ml(around: &Around<'_>) -> bool {
    let line = around.line_to(around.value.start);
    let bracket = around.bracket();
    let opened = bracket.filter(|one| around.value.start - one.at <= line.len());
    let start = opened.map_or(0, |one| line.len() - (around.value.start - one.at) + 1);
    let part = line[start..].rsplit(|byte| b";,".contains(byte)).next().unwrap_or_default();
    let left = part.trim_ascii().strip_suffix(b"=").unwrap_or_default().trim_ascii();
    // `{ settings with model = "NAME" }`
    let left = memchr::memmem::find(left, b" with ").map_or(left, |at| &left[at + 6..]);
    let is_binding = opened.is_none() && starts_with_word(left, b"let") && !left.contains(&b'=');
    let is_plain = left.iter().all(|byte| is_name(*byte) || b" :".contains(byte));
    let touches = |at: usize| {
        let before = around.text()[..at].last();
        before.is_some_and(|byte| is_name(*byte) || b"?>".contains(byte))
    };
    let is_named = match bracket {
        Some(one) if one.byte == b'{' => true,
        Some(one) if one.byte == b'(' => touches(one.at),
        _ => false,
    };
    !(is_binding || is_named && is_plain && !left.is_empty())
}

/// `Model = 'NAME';` among constants; elsewhere the sign compares.
fn defined_in_pascal(around: &Around<'_>) -> Site {
    let line = around.line_to(around.value.start).trim_ascii();
    let left = line.strip_suffix(b"=").unwrap_or_default().trim_ascii_end();
    let left = left.strip_prefix(b"const ").unwrap_or(left);
    let name = left.split(|&byte| byte == b':').next().unwrap_or(left).trim_ascii();
    let is_alone = !name.is_empty() && name.iter().all(|byte| is_name(*byte));
    let ends = around.behind().starts_with(b";");
    if is_alone && ends { value_of(around, name) } else { Site::Comparison }
}

/// `Dim model As String = "NAME"`; behind `If` and its kin the sign compares.
fn of_basic(around: &Around<'_>, before: &[u8]) -> Site {
    let line = around.line_to(around.value.start).trim_ascii().to_ascii_lowercase();
    let asks =
        ["if", "elseif", "while", "until", "case", "where", "and", "or", "not", "return", "loop"];
    let line = memchr::memmem::rfind(&line, b"then ").map_or(&line[..], |at| &line[at + 5..]);
    let mut words = line.split(|byte| !is_name(*byte));
    // `Return New Client(model:="NAME")`: that sign names an argument, whatever stands before.
    let is_named = before.ends_with(b":=");
    if !is_named && words.any(|word| asks.iter().any(|one| one.as_bytes() == word)) {
        return Site::Comparison;
    }
    if line.iter().filter(|byte| **byte == b'=').count() > 1 && !is_named {
        return Site::Unclear;
    }
    match memchr::memmem::rfind(before, b" As ").or_else(|| memchr::memmem::rfind(before, b" as "))
    {
        Some(at) if before.len() - at < 40 && !before[at..].contains(&b'\n') => {
            value_of(around, name_at_end(&before[..at]))
        }
        _ => assigned(Language::Basic, around, before),
    }
}

/// `model ifNil: [ 'NAME' ]`; a sign of equality alone compares.
fn of_smalltalk(around: &Around<'_>, before: &[u8]) -> Option<Site> {
    if before.ends_with(b"=") && !before.ends_with(b":=") {
        return Some(Site::Comparison);
    }
    let left = before.strip_suffix(b"[")?.trim_ascii_end().strip_suffix(b"ifNil:")?;
    let is_all = around.behind().starts_with(b"]");
    Some(if is_all { value_of(around, name_at_end(left)) } else { Site::Unclear })
}

/// `-Model 'NAME'`, and what compares: `-eq 'NAME'`, `Should -Be 'NAME'`.
pub(super) fn of_powershell(around: &Around<'_>, before: &[u8]) -> Option<Site> {
    let parameter = name_at_end(before);
    let spaced = around.text()[..around.value.start].ends_with(b" ");
    let name = parameter.strip_prefix(b"-").filter(|_| spaced)?;
    let words = names::words(name);
    let first = words.first().map(String::as_str).unwrap_or_default();
    if ["be", "match", "like", "contain", "in", "ieq", "ceq", "is"].contains(&first) {
        return Some(Site::Comparison);
    }
    if !names::selects_model(name) {
        return None;
    }
    let command = command_of(&before[..before.len() - parameter.len()]);
    let words = names::words(command);
    let (verb, nouns) = words.split_first()?;
    let is_told = siblings(around).any(tells_of_a_model);
    Some(if asks_in_powershell(verb, nouns) && !is_told { Site::Flag } else { Site::Unclear })
}

/// Whether a command asks a model, or sets up what asks one: most that take its name look it up, put
/// it down or take it away.
fn asks_in_powershell(verb: &str, nouns: &[String]) -> bool {
    let others = [
        "alias",
        "entry",
        "row",
        "usage",
        "report",
        "mock",
        "fake",
        "stub",
        "access",
        "deployment",
        "run",
        "record",
        "log",
        "history",
        "metric",
        "metrics",
        "audit",
        "test",
        "price",
        "cost",
        "token",
        "tokens",
        "limit",
        "list",
        "info",
        "cleanup",
        "removal",
        "migration",
    ];
    let answers = [
        "completion",
        "completions",
        "chat",
        "response",
        "answer",
        "reply",
        "message",
        "embedding",
        "image",
        "suggestion",
    ];
    let askers = [
        "prompt",
        "messages",
        "request",
        "query",
        "llm",
        "ai",
        "claude",
        "gpt",
        "anthropic",
        "openai",
        "client",
        "session",
        "agent",
        "assistant",
        "conversation",
    ];
    let settings =
        ["default", "defaults", "config", "configuration", "settings", "options", "client"];
    let is = |list: &[&str]| names::any(nouns, list);
    !is(&others)
        && match verb {
            "invoke" | "ask" | "send" | "request" | "start" | "use" | "chat" | "prompt" => true,
            "get" | "show" | "write" | "update" => is(&answers),
            "new" | "run" | "initialize" | "connect" | "enter" => is(&answers) || is(&askers),
            "set" => is(&settings) || nouns.iter().all(|noun| noun == "model"),
            _ => false,
        }
}

/// The names of the other parameters of the command around the value.
fn siblings<'t>(around: &Around<'t>) -> impl Iterator<Item = &'t [u8]> {
    let text = around.text();
    let from =
        statement_before(&text[around.value.start.saturating_sub(REACH)..around.value.start]);
    let behind = &text[around.value.end..text.len().min(around.value.end + REACH)];
    let is_last = |at: usize| match behind[at] {
        b'\n' => !behind[..at].trim_ascii_end().ends_with(b"`"),
        byte => b"|;)}".contains(&byte),
    };
    let len = (0..behind.len()).find(|at| is_last(*at)).unwrap_or(behind.len());
    [from, &behind[..len]].into_iter().flat_map(|part| {
        part.split(u8::is_ascii_whitespace).filter_map(|word| word.strip_prefix(b"-"))
    })
}

/// How far from a value its command is looked at.
const REACH: usize = 600;

/// Whether a parameter of this name says something of the model itself, or what becomes of it.
fn tells_of_a_model(name: &[u8]) -> bool {
    let told = [
        "alias",
        "contextwindow",
        "cost",
        "date",
        "displayname",
        "duration",
        "inputtokens",
        "newname",
        "outputtokens",
        "price",
        "reason",
        "since",
        "status",
        "to",
        "tokens",
    ];
    told.iter().any(|one| name.eq_ignore_ascii_case(one.as_bytes()))
}

/// The command that the end of `text` stands in: `Invoke-Chat` of `$a = Invoke-Chat -Prompt $b `.
fn command_of(text: &[u8]) -> &[u8] {
    let statement = statement_before(text);
    let len = statement.iter().take_while(|byte| is_name(**byte)).count();
    &statement[..len]
}

/// What stands before the end of `text` in its statement, in lines that go on.
fn statement_before(text: &[u8]) -> &[u8] {
    let mut start = text.len();
    // A backtick at its end has a line go on.
    loop {
        let line = memchr::memrchr(b'\n', &text[..start]).unwrap_or(0);
        let goes_on = text[..line].trim_ascii_end().ends_with(b"`");
        start = line;
        if !goes_on {
            break;
        }
    }
    let statement = &text[start..];
    let from = statement.iter().rposition(|byte| b"|;={(&".contains(byte)).map_or(0, |at| at + 1);
    statement[from..].trim_ascii_start()
}
