//! Names in longer texts: documentation in comments, code in strings.

use super::{Judge, Trim, names};
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::syntax::{Frame, Place};
use crate::site::{Site, bare, code};
use modelmod_edit::Span;
use std::cell::Cell;

/// How much of a text before a name is looked at.
const BEFORE: usize = 300;

/// The site of a name in a comment.
pub(in crate::site) fn in_comment(
    language: Language,
    text: &[u8],
    comment: Span,
    name: Span,
) -> Site {
    // `# @option --model=NAME` is what argc reads the default from.
    let head = &text[comment.start..name.start];
    if language == Language::Shell && head.starts_with(b"# @") && is_flag(head) {
        return Site::Flag;
    }
    if is_documentation(&text[comment.range()]) && is_example(text, comment, name) {
        Site::Example
    } else {
        Site::Comment
    }
}

/// The site of a name in a string that holds more than it.
pub(super) fn in_text(
    judge: &Judge<'_, '_>,
    place: &Place<'_>,
    content: Span,
    outside: Site,
) -> Site {
    let text = judge.text;
    let name = judge.name;
    if let Some(site) = bare::default_that_is(text, content, name) {
        return site;
    }
    // `"--model=NAME"`, `--model="NAME"` as one word of a command.
    let head = &text[content.start.min(name.start)..name.start];
    let tail = &text[name.end..content.end.max(name.end)];
    let quote = if tail.len() == 1 { head.strip_suffix(tail) } else { None };
    let flag = quote.unwrap_or(head).strip_suffix(b"=").unwrap_or_default();
    if flag.starts_with(b"-") && (tail.is_empty() || quote.is_some()) {
        let is_model = names::selects_model(flag.trim_start_bytes(b"-"));
        return if is_model { Site::Flag } else { Site::Text };
    }
    if !outside.is_use() {
        return if matches!(outside, Site::Platform) { Site::Text } else { outside };
    }
    let is_docs = matches!(
        place.frames.first(),
        Some(Frame::Statement | Frame::Function { .. } | Frame::Class)
    );
    if is_docs {
        return if is_example(text, content, name) { Site::Example } else { Site::Comment };
    }
    if judge.responses.are_in(text, content) {
        return Site::Recording;
    }
    if is_flag(head)
        || (is_quoted(text, name) && !is_assignment(head) && is_setting(text, content, name))
    {
        return Site::Embedded;
    }
    Site::Text
}

/// Whether a comment is documentation: `/** ... */`, `///`.
fn is_documentation(comment: &[u8]) -> bool {
    [&b"/**"[..], b"///", b"//!", b"/*!", b"--[[", b"=begin"]
        .iter()
        .any(|mark| comment.starts_with(mark))
}

/// Whether the name is the value of a setting or an argument in code within `around`.
fn is_example(text: &[u8], around: Span, name: Span) -> bool {
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
    let mut line = [b"f(", &text[start..end]].concat();
    // Marks of the comment, of a prompt, and quotes escaped for the string around.
    let marks = line[2..].iter().take_while(|byte| b" \t*/#>.!$".contains(byte)).count();
    line[2..2 + marks].fill(b' ');
    for at in 0..line.len() {
        if line[at] == b'\\' && matches!(line.get(at + 1), Some(b'"' | b'\'')) {
            line[at] = b' ';
        }
    }
    let lexed = Lexed::new(&line, &Language::Python.syntax());
    let name = Span::new(name.start - start + 2, name.end - start + 2);
    let site = code::site(Language::Python, &lexed, name, false);
    let is_call = site == Site::UnknownCall && calls_a_client(&line[2..name.start]);
    is_call || matches!(site, Site::Setting | Site::Argument | Site::Default | Site::PlatformUse)
}

/// `dspy.LM("`, `AWSAnthropic(bedrock, "`: the last function that is called on the line is
/// named for a model.
fn calls_a_client(head: &[u8]) -> bool {
    let open = memchr::memrchr(b'(', head);
    open.is_some_and(|open| {
        let function = crate::site::around::name_at_end(&head[..open]);
        names::words(function).iter().any(|word| names::is_client(word) || word == "agent")
    })
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

/// Which literal was last asked for what an API answered: names stand in it by the thousand.
#[derive(Debug, Default)]
pub(super) struct Responses(Cell<Option<(Span, bool)>>);

impl Responses {
    fn are_in(&self, text: &[u8], content: Span) -> bool {
        match self.0.get() {
            Some((last, is_response)) if last == content => is_response,
            _ => {
                let is_response = is_response(&text[content.range()]);
                self.0.set(Some((content, is_response)));
                is_response
            }
        }
    }
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
    ]
    .iter()
    .any(|mark| memchr::memmem::find(text, mark).is_some())
}

/// `... --model NAME` at the end of `head`.
fn is_flag(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let head = head.strip_suffix(b"=").unwrap_or(head).trim_ascii_end();
    let flag = crate::site::around::name_at_end(head);
    flag.starts_with(b"--") && names::selects_model(flag)
}
