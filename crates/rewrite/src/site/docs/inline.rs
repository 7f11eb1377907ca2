//! What a line of a document shows to be written, without a block of code.
//!
//! ```text
//! For long pages use `model = "NAME"`.
//! - **--model**: which one reads
//!   - Examples: `OTHER`, `NAME`
//! ```

use crate::site::around::{line_before, line_behind};
use crate::site::{hint, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 400;

/// Whether a sentence tells to write an argument, which it shows as code: "use `model = "NAME"`",
/// "pass `model: "NAME"`". What such code did, or does, is told of this very model.
pub(super) fn is_told_as_code(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let Some(open) = memchr::memrchr(b'`', head) else { return false };
    let is_open = memchr::memchr_iter(b'`', head).count() % 2 == 1;
    let code = &head[open + 1..];
    let quote = code.last().filter(|byte| b"\"'".contains(byte));
    let code = if quote.is_some() { &code[..code.len() - 1] } else { code };
    let behind = quote.map_or(Some(rest), |quote| rest.strip_prefix(&[*quote]));
    let Some(behind) = behind.and_then(|rest| rest.strip_prefix(b"`")) else { return false };
    let code = code.trim_ascii_end();
    let Some(key) = code.strip_suffix(b":").or_else(|| code.strip_suffix(b"=")) else {
        return false;
    };
    let key = key.trim_ascii();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let is_key = !key.is_empty() && key.iter().all(is_part) && names::selects_model(key);
    // "you can use", and the code on the next line.
    let start = name.start - head.len();
    let is_first = head[..open].trim_ascii().is_empty() && start > 0;
    let before = if is_first { line_before(text, start - 1, REACH) } else { &head[..open] };
    let sentence = before.rsplit(|byte| b".;!?".contains(byte)).next().unwrap_or_default();
    let words = names::words(sentence);
    let last = &words[words.len().saturating_sub(3)..];
    let tells = ["use", "using", "set", "setting", "pass", "passing", "specify", "add", "write"];
    let told = [
        "gives", "got", "returns", "returned", "fails", "means", "is", "was", "routes", "has",
        "works", "worked", "costs", "resolves", "maps", "became", "becomes", "had", "did",
    ];
    let goes_on = behind.split(|byte| b".;!?".contains(byte)).next().unwrap_or_default();
    is_open
        && is_key
        && names::any(last, &tells)
        && !names::any(&names::words(goes_on), &told)
        && !is_of_a_change(behind)
        && hint::is_of_now(&[sentence, behind].concat())
        && !hint::reports(head)
        && !hint::reports(rest)
        && !hint::says_which(&head[..open], &text[name.range()])
}

/// Whether a line goes on with what something becomes: "`A` → `B`".
fn is_of_a_change(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    ["->", "=>", "→", "to `", "vs"].iter().any(|mark| rest.starts_with(mark.as_bytes()))
}

/// "- Examples: `OTHER`, `NAME`" below the item about the option for the model.
pub(super) fn is_example_of_option(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH);
    let rest = line_behind(text, name.end, REACH);
    let indent = |line: &[u8]| line.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let item = |line| {
        let line = <[u8]>::trim_ascii(line);
        line.strip_prefix(b"- ").or_else(|| line.strip_prefix(b"* "))
    };
    let Some(own) = item(head) else { return false };
    let begins = [&b"Example: "[..], b"Examples: ", b"e.g. ", b"E.g. "];
    let names = begins.iter().find_map(|mark| own.strip_prefix(*mark));
    let are_names = |text: &[u8]| std::str::from_utf8(text).is_ok_and(hint::are_names);
    let start = name.start - head.len();
    let above = &text[start.saturating_sub(4 * REACH)..start];
    let mut above = above.rsplit(|&byte| byte == b'\n').skip(1);
    let outer = above.find(|line| indent(line) < indent(head) && !line.trim_ascii().is_empty());
    let is_of_model = |option: &[u8]| {
        let code = option.split(|&byte| byte == b':').next().unwrap_or_default();
        let mut words = code.split(|byte| b"*`, =".contains(byte)).filter(|word| !word.is_empty());
        code.trim_ascii_start().iter().find(|byte| !b"*`".contains(byte)) == Some(&b'-')
            && words.any(names::is_model_flag)
    };
    names.is_some_and(|names| names.is_empty() || are_names(names))
        && are_names(rest)
        && outer.and_then(item).is_some_and(|option| is_of_model(option) && hint::is_of_now(option))
}
