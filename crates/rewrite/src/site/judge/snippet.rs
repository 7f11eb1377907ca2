//! Code in a text or a comment: whether it selects a model, by the words on its line.

use super::embedded::BEFORE;
use crate::site::around::name_at_end;
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::names;
use crate::site::{Site, code};
use modelmod_edit::Span;

/// How many lines a call may have before the argument that is the name.
const ARGUMENTS: usize = 3;

/// Whether the name is the value of a setting or an argument in code within `around`.
pub(in crate::site) fn is_example(text: &[u8], around: Span, name: Span) -> bool {
    is_quoted(text, name) && is_setting(text, around, name)
}

pub(super) fn is_quoted(text: &[u8], name: Span) -> bool {
    let (before, behind) = (text[..name.start].last(), text.get(name.end));
    matches!(before, Some(b'"' | b'\'')) && matches!(behind, Some(b'"' | b'\'' | b'\\'))
}

/// By the words on its line, and on the one before where its own has only the name.
pub(super) fn is_setting(text: &[u8], around: Span, name: Span) -> bool {
    let from = around.start.max(name.start.saturating_sub(BEFORE));
    let line_start =
        |at: usize| memchr::memrchr(b'\n', &text[from..at]).map_or(from, |lf| from + lf + 1);
    let mut start = line_start(name.start);
    let is_alone = |byte: &u8| {
        byte.is_ascii_whitespace() || b"*#/\"'.:-_".contains(byte) || byte.is_ascii_alphanumeric()
    };
    let own = &text[start..name.start];
    if own.iter().all(is_alone) && !own.contains(&b':') && start > from {
        // `create_agent(` and the name on the next line, or behind other arguments.
        start = line_start(start - 1);
        for _ in 0..ARGUMENTS {
            let above = text[start..name.start].split(|&byte| byte == b'\n').next();
            if start > from && above.is_some_and(|above| above.trim_ascii_end().ends_with(b",")) {
                start = line_start(start - 1);
            }
        }
    }
    let rest = &text[name.end..around.end.clamp(name.end, name.end + BEFORE)];
    let end = name.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    // In brackets, as most arguments are that stand on a line of their own.
    let mut line = b"f(".to_vec();
    let mut at = 2;
    let mut begins = false;
    for (number, &byte) in text[start..end].iter().enumerate() {
        if start + number == name.start {
            at = line.len();
        }
        // Marks of the comment, before each line but the first.
        begins = byte == b'\n' || begins && b" \t*/#".contains(&byte);
        if begins {
            line.push(b' ');
            continue;
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
    // `], model="NAME")`: what closes a list that was opened on a line above.
    let closes = line[2 + marks..at].iter().take_while(|byte| b"]}".contains(byte)).count();
    if closes > 0 && line[2 + marks + closes..].starts_with(b",") {
        line[2 + marks..=2 + marks + closes].fill(b' ');
    }
    // `"NAME".to_string()` is the text itself.
    let behind = (at + name.len() + 1).min(line.len());
    let handed_on: [&[u8]; 5] = [b".to_string()", b".to_owned()", b".into()", b".freeze", b"!"];
    if let Some(call) = handed_on.iter().find(|call| line[behind..].starts_with(call)) {
        line[behind..behind + call.len()].fill(b' ');
    }
    let lexed = Lexed::new(&line, &Language::Python.syntax());
    let name = Span::new(at, at + name.len());
    let site = code::site(Language::Python, &lexed, name, false);
    let head = &line[2..name.start];
    let is_call = site == Site::UnknownCall && calls_a_client(head) || is_id_of_a_client(head);
    is_call || matches!(site, Site::Setting | Site::Argument | Site::Default | Site::PlatformUse)
}

/// `Claude(id="`: the first argument of what is named for a model.
fn is_id_of_a_client(head: &[u8]) -> bool {
    let open = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'"));
    let call = open.and_then(|head| head.strip_suffix(b"(id="));
    call.is_some_and(|call| {
        names::words(name_at_end(call)).iter().any(|word| names::is_client(word))
    })
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
