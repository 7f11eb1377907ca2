//! Texts that people read: help, messages, hints, and the commands that they show.

use super::embedded::{BEFORE, is_flag};
use crate::site::around::name_at_end;
use crate::site::syntax::{Frame, Place, Value};
use crate::site::{Site, hint, names};

/// How many words a command has before its options, at the most.
const MOST_WORDS: usize = 4;

/// `placeholder="e.g., NAME"`: what somebody is shown who is to write a name there.
pub(super) fn is_hint(place: &Place<'_>, head: &[u8], tail: &[u8]) -> bool {
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
pub(super) fn is_help(place: &Place<'_>, outside: Site) -> bool {
    let says = [&b"description"[..], b"help", b"hint", b"message", b"placeholder", b"summary"];
    let is_bound = matches!(outside, Site::Comparison | Site::Test | Site::Recording | Site::Key);
    // `"..." "..."`: parts of one text.
    let mut frames = place.frames.iter().skip_while(|frame| matches!(frame, Frame::Join));
    !is_bound
        && match frames.next() {
            Some(Frame::Value(value)) => says.contains(&value.name.to_ascii_lowercase().as_slice()),
            Some(Frame::Call(call)) => tells(name_at_end(call.chain())),
            Some(Frame::Command { words, .. }) => {
                [&b"echo "[..], b"printf "].iter().any(|word| words.starts_with(word))
            }
            _ => false,
        }
}

/// `read -p "Model [NAME]: " MODEL`: what a script takes where nobody types another one.
pub(super) fn is_asked_for(place: &Place<'_>, head: &[u8], tail: &[u8]) -> bool {
    let is_read = matches!(place.frames.first(), Some(Frame::Command { words, .. })
        if words.trim_ascii_start().starts_with(b"read "));
    let asked = head.strip_suffix(b"[").or_else(|| head.strip_suffix(b"(default: "));
    let ends = tail.strip_prefix(b"]").or_else(|| tail.strip_prefix(b")"));
    is_read
        && ends.is_some_and(|rest| names::words(rest).is_empty())
        && asked.is_some_and(|asked| names::any(&names::words(asked), &["model", "llm"]))
}

/// `println("  tool --model NAME")`: a line of help that shows how to call a program.
pub(super) fn is_usage(place: &Place<'_>, head: &[u8]) -> bool {
    let prints = |frame: &Frame<'_>| match frame {
        Frame::Call(call) => names::prints(name_at_end(call.chain())),
        // `ArgumentParser(epilog="Examples: ...")`
        Frame::Value(value) => [&b"epilog"[..], b"usage"].contains(&value.name),
        _ => false,
    };
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let head = head.strip_suffix(b"\\\"").unwrap_or(head);
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let command = line.trim_ascii_start();
    let is_shown = command.len() < line.len()
        || [&b"$ "[..], b"Usage: ", b"Example: "].iter().any(|mark| command.starts_with(mark));
    let first = command.strip_prefix(b"$ ").unwrap_or(command);
    let first = first.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let is_program = |byte: &u8| {
        byte.is_ascii_alphanumeric() && !byte.is_ascii_uppercase() || b"-_./".contains(byte)
    };
    // A program, what it is to do, and options: more words are a sentence.
    let words = command.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_short = words.take_while(|word| !word.starts_with(b"-")).count() <= MOST_WORDS;
    place.frames.first().is_some_and(prints)
        && is_shown
        && is_short
        && !first.is_empty()
        && (first.ends_with(b":") || first.iter().all(is_program))
        && is_flag(head)
}

/// "Suggested models:" and the name as one of the items below: a message that tells what to write
/// instead.
pub(super) fn is_suggested(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(2 * BEFORE)..];
    // In source code a line of the message may end with an escape.
    let head = String::from_utf8_lossy(head).replace("\\n", "\n");
    let without_tags = |line: &str| {
        let parts = line.split('<').enumerate();
        let shown = parts.map(|(at, part)| match part.split_once('>') {
            Some((_, text)) if at > 0 => text.to_owned(),
            _ => part.to_owned(),
        });
        shown.collect::<String>()
    };
    let is_item = |line: &str| line.starts_with(['-', '*']) || line.starts_with("<li>");
    let mut lines = head.rsplit('\n').map(str::trim);
    let own = lines.next().unwrap_or_default();
    let is_bare =
        is_item(own) && without_tags(own).trim_matches(|c: char| " -*".contains(c)).is_empty();
    let title = lines.find(|line| !is_item(line) && *line != "<ul>").unwrap_or_default();
    let title = without_tags(title);
    let words = names::words(title.as_bytes());
    is_bare
        && title.trim_end().ends_with(':')
        && names::any(&words, &["suggested", "recommended", "suggestions", "alternatives", "try"])
        && !names::any(&words, &["deprecated", "retired", "unsupported", "not"])
}

/// `it("asks NAME", ...)`: what a test is called.
pub(super) fn is_title_of_a_test(place: &Place<'_>) -> bool {
    let begins = [&b"it"[..], b"test", b"describe", b"context", b"specify", b"scenario"];
    matches!(place.frames.first(), Some(Frame::Call(call))
        if call.index == 0 && begins.contains(&call.chain()))
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

/// Whether a line is a command or goes on with one, and no sentence.
pub(super) fn begins_a_command(line: &[u8]) -> bool {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let first = match first.to_ascii_lowercase().as_slice() {
        b"example:" | b"usage:" | b"e.g." | b"$" => words.next().unwrap_or_default(),
        _ => first,
    };
    // `API_KEY=... ./run.sh`: what is set for the command alone.
    let is_set = |word: &[u8]| {
        let name = memchr::memchr(b'=', word).map_or(&b""[..], |equals| &word[..equals]);
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_')
    };
    let first = match is_set(first) {
        true => words.find(|word| !is_set(word)).unwrap_or_default(),
        false => first,
    };
    let programs: [&[u8]; 9] =
        [b"python", b"python3", b"node", b"npx", b"uv", b"llm", b"docker", b"cargo", b"aider"];
    // `#   --model NAME`: an option to take the mark away from.
    [&b"@"[..], b"./", b"--"].iter().any(|start| first.starts_with(start))
        || programs.contains(&first)
}

/// Whether the last line of `head` is a command or goes on with one, and no sentence.
pub(super) fn is_line_of_a_command(head: &[u8]) -> bool {
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    // "1. With both: --provider x --model NAME"
    let introduced = memchr::memmem::rfind(line, b": --").map(|at| &line[at + 2..]);
    begins_a_command(line) || introduced.is_some_and(begins_a_command)
}
