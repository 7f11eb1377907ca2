//! Names in longer texts: code, messages and documentation in strings.

use super::{Judge, Trim, names};
use crate::site::around::name_at_end;
use crate::site::docs::stated;
use crate::site::hint;
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::syntax::{Frame, Place, Value};
use crate::site::{Site, bare, code};
use modelmod_edit::Span;

/// How much of a text before a name is looked at.
pub(super) const BEFORE: usize = 300;

/// How far from a name a text is searched for the marks of a response.
const RESPONSE: usize = 4_000;

/// Whether the lines around a name in documentation show what an API answers.
pub(super) fn is_answer(text: &[u8], name: Span) -> bool {
    let near = name.start.saturating_sub(BEFORE)..text.len().min(name.end + BEFORE);
    is_response(&text[near])
}

/// The site of a name in a string that holds more than it.
pub(super) fn in_text(judge: &Judge<'_>, place: &Place<'_>, content: Span, outside: Site) -> Site {
    let text = judge.text;
    let name = judge.name;
    if let Some(site) = bare::default_that_is(text, content, name) {
        return site;
    }
    if let Some(Frame::Command { before, words }) = place.frames.first()
        && is_list(&text[content.range()])
        && (super::command(before, words) == Site::Flag || before.trim_ascii() == b"--models")
    {
        return Site::Run;
    }
    if let Some(site) = variable(judge, place, content) {
        return if outside.is_use() { site } else { outside };
    }
    // `"--model=NAME"`, `--model="NAME"` as one word of a command.
    let head = &text[content.start.min(name.start)..name.start];
    let tail = &text[name.end..content.end.max(name.end)];
    // `if: ${{ inputs.model == 'NAME' }}`
    let operand = head.strip_suffix(b"'").or_else(|| head.strip_suffix(b"\"")).unwrap_or(head);
    if operand.len() < head.len() && is_comparison(operand) {
        return Site::Comparison;
    }
    let quote = if tail.len() == 1 { head.strip_suffix(tail) } else { None };
    let flag = quote.unwrap_or(head).strip_suffix(b"=").unwrap_or_default();
    if flag.starts_with(b"-") && (tail.is_empty() || quote.is_some()) {
        let is_model = names::selects_model(flag.trim_start_bytes(b"-"));
        return if is_model { Site::Flag } else { Site::Text };
    }
    // `MODEL=NAME`, `provider.model="NAME"` as one word of a command.
    let (before, words) = match place.frames.first() {
        Some(Frame::Command { before, words }) => (*before, *words),
        _ => Default::default(),
    };
    // Where a command looks for it, or gives it to another one's option, nothing is set.
    if judge.language == Language::Shell && bare::searches(words) && names::selects_model(flag) {
        return Site::Comparison;
    }
    let is_set = || names::any(&names::words(words), &["set", "config"]);
    if judge.language == Language::Shell
        && (tail.is_empty()
            || quote.is_some() && is_set() && !before.trim_ascii().starts_with(b"-"))
        && names::selects_model(flag)
    {
        return Site::Environment;
    }
    if let Some(site) = of_tag(text, content, name) {
        return site;
    }
    // `expectedRequest: "{ ... }"`
    if matches!(place.frames.first(), Some(Frame::Value(value))
        if names::any(&names::words(value.name), &["expected", "expect", "expectation"]))
    {
        return Site::Comparison;
    }
    if is_hint(place, head, tail)
        || judge.language != Language::Json && is_help(place, outside) && hint::is_of_help(head)
    {
        return Site::Example;
    }
    // What is spelled for a platform may stand beside its name.
    if !outside.is_use() && (outside != Site::Platform || judge.is_own) {
        return if matches!(outside, Site::Platform) { Site::Text } else { outside };
    }
    let is_docs = matches!(
        place.frames.first(),
        Some(Frame::Statement | Frame::Function { .. } | Frame::Class { .. })
    );
    if is_docs {
        return match is_example(text, content, name) {
            true if is_answer(text, name) => Site::Comment,
            true if completes(text, name) => Site::Completion,
            true => Site::Example,
            false if is_flag(head) && is_line_of_a_command(head) => Site::Example,
            false if stated::is_stated(text, name) => Site::Stated,
            false => Site::Comment,
        };
    }
    let near = name.start.saturating_sub(RESPONSE).max(content.start)
        ..(name.end + RESPONSE).min(content.end.max(name.end));
    if is_response(&text[near]) {
        return Site::Recording;
    }
    if completes(text, name) {
        return Site::Completion;
    }
    if is_flag(head)
        || is_line_of_yaml(head, tail)
        || is_request(&text[name.range()])
        || is_parameter(head, tail)
        || (is_quoted(text, name)
            && !is_assignment(head)
            && !is_escaped_data(judge.language, head)
            && is_setting(text, content, name))
    {
        return Site::Embedded;
    }
    Site::Text
}

/// Whether a line is a command or goes on with one, and no sentence.
pub(super) fn begins_a_command(line: &[u8]) -> bool {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let first = match first.to_ascii_lowercase().as_slice() {
        b"example:" | b"usage:" | b"e.g." | b"$" => words.next().unwrap_or_default(),
        _ => first,
    };
    let programs: [&[u8]; 9] =
        [b"python", b"python3", b"node", b"npx", b"uv", b"llm", b"docker", b"cargo", b"aider"];
    // `#   --model NAME`: an option to take the mark away from.
    [&b"@"[..], b"./", b"--"].iter().any(|start| first.starts_with(start))
        || programs.contains(&first)
}

/// Whether the last line of `head` is a command or goes on with one, and no sentence.
fn is_line_of_a_command(head: &[u8]) -> bool {
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    begins_a_command(line)
}

/// `placeholder="e.g., NAME"`: what somebody is shown who is to write a name there.
fn is_hint(place: &Place<'_>, head: &[u8], tail: &[u8]) -> bool {
    let Some(Frame::Value(value)) = place.frames.first() else { return false };
    if hint::is_key(value.name) && hint::is_list(head, tail) {
        return true;
    }
    let is_placeholder = |value: &Value<'_>| value.name.eq_ignore_ascii_case(b"placeholder");
    let says = ["e", "g", "eg", "example", "for", "such", "as", "like", "ex"];
    tail.is_empty()
        && names::words(head).iter().all(|word| says.contains(&word.as_str()))
        && is_placeholder(value)
}

/// Whether a text is there for people: `help="Model to use (e.g. NAME)"`, and what a call says.
fn is_help(place: &Place<'_>, outside: Site) -> bool {
    let says = [&b"description"[..], b"help", b"hint", b"message", b"placeholder", b"summary"];
    let is_bound = matches!(outside, Site::Comparison | Site::Test | Site::Recording | Site::Key);
    !is_bound
        && match place.frames.first() {
            Some(Frame::Value(value)) => says.contains(&value.name.to_ascii_lowercase().as_slice()),
            Some(Frame::Call(call)) => tells(name_at_end(call.chain())),
            _ => false,
        }
}

/// Whether a function of this name tells people something, or declares an option with its help.
fn tells(function: &[u8]) -> bool {
    let words = names::words(function);
    let tells = [
        "error",
        "errorf",
        "exception",
        "fail",
        "fatal",
        "panic",
        "bail",
        "warn",
        "warning",
        "usage",
        "help",
        "describe",
        "description",
        "option",
        "argument",
        "flag",
        "string",
        "stringvar",
        "new",
        "die",
        "abort",
        "print",
        "println",
        "echo",
        "log",
        "ensure",
    ];
    let asks = ["get", "find", "query", "locator", "text", "expect", "equal", "contains"];
    names::any(&words, &tells) && !names::any(&words, &asks)
}

/// `- MODEL=NAME`, as Compose files and commands list variables.
fn variable(judge: &Judge<'_>, place: &Place<'_>, content: Span) -> Option<Site> {
    let Some(Frame::Item { .. }) = place.frames.first() else { return None };
    let owner = place.frames.iter().find_map(|frame| match frame {
        Frame::Value(value) => Some(value.name),
        _ => None,
    });
    let asks = [
        "deny", "exclude", "excludes", "filter", "filters", "labels", "label", "tags", "drop",
        "alias",
    ];
    if owner.is_some_and(|name| names::any(&names::words(name), &asks)) {
        return None;
    }
    let variable = judge.text.get(content.start..judge.name.start)?.strip_suffix(b"=")?;
    // `parameter_overrides = ["ModelId=NAME"]`: files of settings hold no code.
    let takes_any_case = matches!(judge.language, Language::Yaml | Language::Toml | Language::Json);
    let is_variable = |byte: &u8| {
        byte.is_ascii_uppercase()
            || byte.is_ascii_digit()
            || *byte == b'_'
            || (takes_any_case && byte.is_ascii_lowercase())
    };
    if content.end != judge.name.end || !variable.iter().all(is_variable) {
        return None;
    }
    let is_entry = || (names::value_of(variable) == Site::Catalogue).then_some(Site::Catalogue);
    judge.of_variable(variable).or_else(is_entry)
}

/// Whether a condition in a text goes on with what it compares.
fn is_comparison(head: &[u8]) -> bool {
    let head = head.trim_ascii_end();
    [&b"=="[..], b"!="].iter().any(|operator| head.ends_with(operator))
}

/// Whether the name is the value of a setting or an argument in code within `around`.
pub(in crate::site) fn is_example(text: &[u8], around: Span, name: Span) -> bool {
    is_quoted(text, name) && is_setting(text, around, name)
}

fn is_quoted(text: &[u8], name: Span) -> bool {
    let (before, behind) = (text[..name.start].last(), text.get(name.end));
    matches!(before, Some(b'"' | b'\'')) && matches!(behind, Some(b'"' | b'\'' | b'\\'))
}

/// By the words on its line, and on the one before where its own has only the name.
fn is_setting(text: &[u8], around: Span, name: Span) -> bool {
    let from = around.start.max(name.start.saturating_sub(BEFORE));
    let line_start =
        |at: usize| memchr::memrchr(b'\n', &text[from..at]).map_or(from, |lf| from + lf + 1);
    let mut start = line_start(name.start);
    let is_alone = |byte: &u8| {
        byte.is_ascii_whitespace() || b"*#/\"'.:-_".contains(byte) || byte.is_ascii_alphanumeric()
    };
    let own = &text[start..name.start];
    if own.iter().all(is_alone) && !own.contains(&b':') && start > from {
        // `create_agent(` and the name on the next line.
        start = line_start(start - 1);
    }
    let rest = &text[name.end..around.end.clamp(name.end, name.end + BEFORE)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    // In brackets, as most arguments are that stand on a line of their own.
    let mut line = b"f(".to_vec();
    let mut at = 2;
    for (number, &byte) in text[start..end].iter().enumerate() {
        if start + number == name.start {
            at = line.len();
        }
        // Quotes may be escaped for the string around.
        let is_escape = byte == b'\\' && matches!(text.get(start + number + 1), Some(b'"' | b'\''));
        if !is_escape {
            line.push(byte);
        }
    }
    // Marks of the comment or of a prompt.
    let marks = line[2..at].iter().take_while(|byte| b" \t*/#>.!$".contains(byte)).count();
    line[2..2 + marks].fill(b' ');
    // `"NAME".to_string()` is the text itself.
    let behind = (at + name.len() + 1).min(line.len());
    let handed_on: [&[u8]; 5] = [b".to_string()", b".to_owned()", b".into()", b".freeze", b"!"];
    if let Some(call) = handed_on.iter().find(|call| line[behind..].starts_with(call)) {
        line[behind..behind + call.len()].fill(b' ');
    }
    let lexed = Lexed::new(&line, &Language::Python.syntax());
    let name = Span::new(at, at + name.len());
    let site = code::site(Language::Python, &lexed, name, false);
    let is_call = site == Site::UnknownCall && calls_a_client(&line[2..name.start]);
    is_call || matches!(site, Site::Setting | Site::Argument | Site::Default | Site::PlatformUse)
}

/// `dspy.LM("`, `AWSAnthropic(bedrock, "`: the last function that is called on the line is
/// named for a model.
fn calls_a_client(head: &[u8]) -> bool {
    let open = memchr::memrchr(b'(', head);
    open.is_some_and(|open| {
        let function = name_at_end(&head[..open]);
        names::words(function).iter().any(|word| names::is_client(word) || word == "agent")
    })
}

/// `"{\"model\": \"NAME` in a file of data: what was said once, more often than what is to be.
fn is_escaped_data(language: Language, head: &[u8]) -> bool {
    matches!(language, Language::Json | Language::Yaml | Language::Toml) && head.ends_with(b"\\\"")
}

/// `NAME = "` alone on its line: a file in a text, which may be read as anything.
fn is_assignment(head: &[u8]) -> bool {
    // Nothing longer stands before an equals sign.
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let start = memchr::memrchr(b'\n', head).map_or(0, |lf| lf + 1);
    let line = head[start..].trim_ascii_start();
    let left = &line[..line.len().saturating_sub(1)];
    left.trim_ascii_end().strip_suffix(b"=").is_some_and(|name| {
        name.trim_ascii().iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
    })
}

/// ``Model string `env:"MODEL" default:"NAME"` ``: the default in the tag of a field of Go.
fn of_tag(text: &[u8], content: Span, name: Span) -> Option<Site> {
    let head = &text[content.start.min(name.start)..name.start];
    let is_default = head.ends_with(b"default:\"") || head.ends_with(b"envDefault:\"");
    let is_tag = text[..content.start].ends_with(b"`") && text[name.end..].starts_with(b"\"");
    if !is_default || !is_tag {
        return None;
    }
    // A field's declaration is short.
    let before = &text[content.start.saturating_sub(BEFORE)..content.start];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let field = line.trim_ascii().split(u8::is_ascii_whitespace).next();
    let is_model = field.is_some_and(names::selects_model);
    is_model.then_some(Site::Default)
}

/// `preset=x,model=NAME`, `?model=NAME&...`: one of several pairs in a text.
fn is_parameter(head: &[u8], tail: &[u8]) -> bool {
    let Some(pair) = head.strip_suffix(b"=") else { return false };
    let key = name_at_end(&pair[pair.len().saturating_sub(BEFORE)..]);
    let before = pair[..pair.len() - key.len()].last();
    let ends = tail.first().is_none_or(|byte| b",;&".contains(byte));
    ends && before.is_some_and(|byte| b",;&?".contains(byte)) && names::selects_model(key)
}

/// `.../models/NAME:generateContent`, `model/NAME/invoke`: the path of a request ends with what is
/// asked of the model.
fn is_request(name: &[u8]) -> bool {
    let is_method = |part: &[u8]| part.len() > 4 && part.iter().all(u8::is_ascii_alphabetic);
    let asks = name.rsplit(|byte| b":/".contains(byte)).next().is_some_and(is_method);
    asks && [&b"models/"[..], b"model/"]
        .iter()
        .any(|path| memchr::memmem::find(name, path).is_some())
}

/// `model: NAME` alone on a line of a longer text: a file of settings that is written from it.
fn is_line_of_yaml(head: &[u8], tail: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let Some(start) = memchr::memrchr(b'\n', head) else { return false };
    let key = head[start + 1..].trim_ascii();
    let key = key.strip_prefix(b"- ").unwrap_or(key);
    let Some(key) = key.strip_suffix(b":") else { return false };
    let ends = tail.first().is_some_and(|byte| b"\r\n".contains(byte));
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
    ends && head.ends_with(b" ") && key.iter().all(is_name) && names::selects_model(key)
}

/// `--models "NAME,OTHER"`: names with commas between them, and nothing else. Such lists are short.
fn is_list(text: &[u8]) -> bool {
    let text = match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => text,
    };
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/@,".contains(byte);
    text.len() < BEFORE && text.contains(&b',') && text.iter().all(is_part)
}

/// Whether the lines around a name ask an API that completes texts, which newer models do not have.
pub(super) fn completes(text: &[u8], name: Span) -> bool {
    let near = &text[name.start.saturating_sub(BEFORE)..text.len().min(name.end + BEFORE)];
    let has = |mark: &[u8]| memchr::memmem::find(near, mark).is_some();
    has(b"max_tokens_to_sample") && (has(b"prompt") || has(b"PROMPT"))
        || has(b"/v1/complete\"")
        || has(b".completions.create(") && !has(b"chat.completions") && !has(b"messages")
}

/// Whether a text is, or holds, what an API answered.
fn is_response(text: &[u8]) -> bool {
    [
        &b"stop_reason"[..],
        b"finish_reason",
        b"\"usage\"",
        b"input_tokens",
        b"prompt_tokens",
        b"msg_",
        b"chatcmpl-",
        b"event: ",
        b"data: {",
        // Objects of OpenAI's, as several languages print them.
        b"object: \"",
        b"\"object\": \"",
        b"\"object\":\"",
        b"'object': '",
        b"\"object\" => \"",
        b"created_at: 1",
        b"\"created_at\": 1",
        b"\"created_at\" => 1",
        // What somebody measured.
        b"\"timestamp\"",
        b"\"pass_rate\"",
        b"\"duration_ms\"",
        b"\"latency_ms\"",
    ]
    .iter()
    .any(|mark| memchr::memmem::find(text, mark).is_some())
}

/// `... --model NAME` at the end of `head`.
pub(super) fn is_flag(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    // `--model "NAME"`
    let head = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'")).unwrap_or(head);
    let head = head.strip_suffix(b"=").unwrap_or(head).trim_ascii_end();
    let flag = crate::site::around::flag_at_end(head);
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut words = line.split(|byte| byte.is_ascii_whitespace() || b"\"'`".contains(byte));
    words.all(|word| bare::selects_model_for(word, flag))
}
