//! Code that documentation shows: in a fence, under `@example`, behind a prompt.
//!
//! ````text
//! /// ```
//! /// client.activity("NAME");
//! /// ```
//! ````
//!
//! Whoever reads it copies the call, whatever it does with the model; it is left where the call
//! asks what the model is, or its result is told.

use super::embedded::BEFORE;
use super::names;
use super::snippet::is_quoted;
use crate::site::around::{line_before, line_behind, name_at_end, opening};
use modelmod_edit::Span;

/// How much of a text above a name is searched for where an example begins.
const ABOVE: usize = 4_000;

/// Words of functions that ask something of the model: the answer would be another one.
const ASKS: &[&str] = &[
    "is",
    "has",
    "supports",
    "can",
    "should",
    "limit",
    "context",
    "price",
    "pricing",
    "cost",
    "costs",
    "parse",
    "normalize",
    "strip",
    "family",
    "display",
    "format",
    "name",
    "names",
    "compare",
    "validate",
    "alias",
    "resolve",
    "assert",
    "expect",
    "equals",
    "contains",
    "match",
    "matches",
    "includes",
    "find",
    "lookup",
    "catalog",
    "registry",
];

/// What stands before what somebody types who tries it out.
const PROMPTS: &[&[u8]] = &[b">>> ", b"iex> ", b"julia> ", b"irb> ", b"... ", b"...> "];

/// Whether the name is an argument of a call in an example of the documentation `around`.
pub(in crate::site) fn is_shown(text: &[u8], around: Span, name: Span) -> bool {
    is_asked_with(text, name) && is_in_example(text, around, name)
}

/// Whether the name is an argument of a call that does not ask what the model is, nor is told.
pub(super) fn is_asked_with(text: &[u8], name: Span) -> bool {
    is_quoted(text, name) && is_argument(text, name) && !is_answered(text, name)
}

/// Whether the line of the name is nothing but a setting, as a file of settings has it:
/// `spring.ai.model=NAME`.
pub(super) fn is_line_of_settings(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, BEFORE).trim_ascii_start();
    let marks = |byte: &u8| b"*/#!-; \t".contains(byte);
    let from = head.iter().position(|byte| !marks(byte)).unwrap_or(head.len());
    let head = &head[from..];
    let Some(key) = head.strip_suffix(b"=") else { return false };
    let is_key = !key.is_empty()
        && key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte));
    let rest = line_behind(text, name.end, BEFORE).trim_ascii();
    let last = key.rsplit(|&byte| byte == b'.').next().unwrap_or(key);
    is_key && names::selects_model(last) && rest.is_empty()
}

/// The same for a setting of code that a comment has taken out: `# model = "NAME",`.
pub(in crate::site) fn is_setting_taken_out(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, BEFORE).trim_ascii_start();
    let marks = [&b"//"[..], b"#", b"--", b";"];
    let Some(code) = marks.iter().find_map(|mark| head.strip_prefix(*mark)) else { return false };
    let code = code.trim_ascii();
    let Some(code) = code.strip_suffix(b"\"").or_else(|| code.strip_suffix(b"'")) else {
        return false;
    };
    let code = code.trim_ascii_end();
    let Some(key) = code.strip_suffix(b"=").or_else(|| code.strip_suffix(b":")) else {
        return false;
    };
    let key = key.trim_ascii_end();
    let rest = line_behind(text, name.end, BEFORE).trim_ascii();
    let is_end = matches!(rest, [b'"' | b'\''] | [b'"' | b'\'', b',' | b';']);
    // A request or an answer that was printed.
    let near = &text[name.start.saturating_sub(BEFORE)..text.len().min(name.end + BEFORE)];
    let marks: [&[u8]; 9] = [
        b"messages:",
        b"messages\"",
        b"messages=",
        b"role:",
        b"role\"",
        b"=>",
        b"utput",
        b"usage",
        b"prints",
    ];
    let is_printed = marks.iter().any(|mark| memchr::memmem::find(near, mark).is_some());
    is_end
        && !is_printed
        && !is_told_of(text, name)
        && key == name_at_end(key)
        && names::selects_model(key)
}

/// Whether the name stands in a fence that a comment has, whatever marks that comment.
pub(super) fn is_in_fence(text: &[u8], comment: Span, name: Span) -> bool {
    let above = &text[name.start.saturating_sub(ABOVE)..name.start];
    memchr::memmem::find(above, b"```").is_some() && is_in_example(text, comment, name)
}

/// Whether what introduces a line of documentation, or a remark behind its code, tells of what was
/// once, or of what fails: the line above, which may be a comment in the example; or whether the
/// result on the next line has another model of the kind.
pub(super) fn is_told_of(text: &[u8], name: Span) -> bool {
    let own = line_before(text, name.start, BEFORE);
    let above = &text[name.start.saturating_sub(BEFORE)..name.start - own.len()];
    let mut lines = above.rsplit(|&byte| byte == b'\n').skip(1).take(INTRODUCTION);
    let introduction = lines.find(|line| !without_marks(line).is_empty()).unwrap_or_default();
    let said = without_marks(introduction);
    let marks = [&b"# "[..], b"// "];
    // `#   # retired:` is a comment in what a comment shows.
    let code = introduction.trim_ascii_start();
    let is_remark = marks.iter().any(|mark| code.starts_with(mark)) || {
        let inner = code.strip_prefix(b"* ").unwrap_or(code).trim_ascii_start();
        marks.iter().any(|mark| inner.starts_with(mark))
    };
    let is_prose = said.ends_with(b":") || said.ends_with(b".") && is_remark;
    let rest = line_behind(text, name.end, BEFORE);
    let remark = [&b" # "[..], b" // "].iter().find_map(|mark| memchr::memmem::find(rest, mark));
    let next =
        text[name.end..text.len().min(name.end + BEFORE)].split(|&byte| byte == b'\n').nth(1);
    let next = without_marks(next.unwrap_or_default());
    let own_words = names::words(&text[name.range()]);
    let is_of_model = |word: &String| {
        word.len() > 2
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && own_words.contains(word)
    };
    is_prose && is_of_then(said)
        || remark.is_some_and(|at| is_of_then(&rest[at..]))
        || next.starts_with(b"=>") && names::words(next).iter().any(is_of_model)
}

/// How many lines above a line are searched for its introduction: empty ones may stand between.
const INTRODUCTION: usize = 3;

/// Whether words about an example tell of what was once, or of what fails.
fn is_of_then(said: &[u8]) -> bool {
    let then = [
        "retired",
        "old",
        "legacy",
        "deprecated",
        "unsupported",
        "longer",
        "fail",
        "fails",
        "failed",
        "raises",
        "throws",
        "refused",
        "rejects",
        "rejected",
        "previously",
        "formerly",
        "was",
        "were",
        "saw",
        "logs",
        "upgrade",
        "upgrades",
        "migrate",
        "migrates",
        "invalid",
        "unknown",
    ];
    names::any(&names::words(said), &then)
}

/// Whether the name stands in an example: behind a prompt, in a fence, under a tag.
fn is_in_example(text: &[u8], around: Span, name: Span) -> bool {
    let own = line_before(text, name.start, ABOVE);
    let line = without_marks(own);
    if line.starts_with(b"@") {
        return false;
    }
    if PROMPTS.iter().any(|prompt| line.starts_with(prompt)) {
        return true;
    }
    let from = around.start.min(name.start).max(name.start.saturating_sub(ABOVE));
    let above = &text[from..name.start - own.len().min(name.start - from)];
    let mark = mark_of(own);
    let mut above: Vec<&[u8]> = if mark.is_empty() || from + BEFORE < name.start {
        above.split(|&byte| byte == b'\n').collect()
    } else {
        Vec::new()
    };
    if above.iter().all(|line| line.trim_ascii().is_empty()) && !mark.is_empty() {
        // A comment of lines, each by itself.
        let head = &text[name.start.saturating_sub(ABOVE)..name.start - own.len()];
        let lines = head.rsplit(|&byte| byte == b'\n').skip(1);
        above = lines.take_while(|line| line.trim_ascii_start().starts_with(mark)).collect();
        above.reverse();
    }
    let mut is_inside = false;
    let mut is_fence = false;
    for line in above {
        let line = without_marks(line);
        if line.starts_with(b"```") {
            // One with a language opens, wherever the look began.
            is_fence = !is_fence || line.len() > b"```".len();
            is_inside = is_fence;
        } else if let Some(opens) = opens_or_closes(line) {
            is_inside = opens;
        } else if line.starts_with(b"@") && !is_fence {
            is_inside = line.starts_with(b"@example");
        }
    }
    is_inside
}

/// Whether a line of documentation opens a piece of code, or closes it, by an element as Javadoc and
/// C# have them: `<pre>{@code`, `<code>`.
fn opens_or_closes(line: &[u8]) -> Option<bool> {
    let last = |mark: &[u8]| memchr::memmem::rfind(line, mark);
    let opens = [&b"<pre"[..], b"<code>"].into_iter().filter_map(last).max();
    let closes = [&b"</pre>"[..], b"</code>"].into_iter().filter_map(last).max();
    (opens.is_some() || closes.is_some()).then_some(opens > closes)
}

/// The mark with which a line of a comment begins: `///`.
fn mark_of(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii_start();
    let len = line.iter().take_while(|byte| b"/#!-".contains(byte)).count();
    &line[..len]
}

/// A line of documentation without what makes it one.
fn without_marks(line: &[u8]) -> &[u8] {
    let from = line.iter().position(|byte| !b"*/#! \t".contains(byte)).unwrap_or(line.len());
    // `#' @examples`: R.
    let is_of_r = from > 0 && line[from - 1] == b'#';
    let line = &line[from..];
    line.strip_prefix(b"'").filter(|_| is_of_r).unwrap_or(line).trim_ascii()
}

/// `f("NAME"`, `f(x, "NAME"`, of a function that does not ask what the model is.
fn is_argument(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, BEFORE);
    let code = &line[..line.len().saturating_sub(1)];
    if !code.trim_ascii_end().last().is_some_and(|byte| b"(,".contains(byte)) {
        return false;
    }
    let Some(open) = opening(code) else { return false };
    let function = name_at_end(&code[..open]);
    let words = names::words(function);
    !words.is_empty() && !names::any(&words, ASKS)
}

/// Whether what the call gives is told, and may be a fact about the model: `// => 200000`.
fn is_answered(text: &[u8], name: Span) -> bool {
    let behind = &text[name.end..text.len().min(name.end + BEFORE)];
    let mut lines = behind.split(|&byte| byte == b'\n');
    let own = lines.next().unwrap_or_default();
    let next = without_marks(lines.next().unwrap_or_default());
    let told = |line: &[u8]| {
        let arrow = [&b"=>"[..], b"->", b"returns", b"Returns"]
            .iter()
            .find_map(|mark| memchr::memmem::find(line, mark).map(|at| at + mark.len()));
        let facts = [&b"true"[..], b"false", b"True", b"False", b"claude", b"gpt"];
        arrow.is_some_and(|at| {
            let result = line[at..].trim_ascii();
            result.first().is_some_and(u8::is_ascii_digit)
                || facts.iter().any(|fact| memchr::memmem::find(result, fact).is_some())
        })
    };
    // Behind a prompt, what the next line has without one.
    let is_prompt = |line: &[u8]| PROMPTS.iter().any(|prompt| line.starts_with(prompt));
    let is_result = is_prompt(without_marks(line_before(text, name.start, BEFORE)))
        && !is_prompt(next)
        && next.iter().any(u8::is_ascii_alphanumeric);
    // `// [{ path: "x" }]`: what is printed, in a comment of the example.
    let raw = behind.split(|&byte| byte == b'\n').nth(1).unwrap_or_default().trim_ascii_start();
    let raw = raw.strip_prefix(b"*").unwrap_or(raw).trim_ascii_start();
    let is_printed = (raw.starts_with(b"// ") || raw.starts_with(b"# "))
        && next.first().is_some_and(|byte| byte.is_ascii_digit() || b"[{".contains(byte));
    told(own)
        || (next.starts_with(b"=>") || next.starts_with(b"->")) && told(next)
        || is_result
        || is_printed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> bool {
        let at = text.find("NAME-1").unwrap_or_default();
        is_shown(text.as_bytes(), Span::new(0, text.len()), Span::new(at, at + 6))
    }

    #[test]
    fn examples_of_documentation() {
        for text in [
            "/**\n * @example\n * region(\"NAME-1\")\n * // => \"eu\"\n */",
            "/// ```\n/// client.stats(\"NAME-1\", None)\n/// ```",
            "\"\"\"\n# Example\n```julia\nask(\"Hi\", \"NAME-1\"; x=1)\n```\n\"\"\"",
            "\"\"\"\n>>> count(\"NAME-1\")\n\"\"\"",
            "/**\n * <pre>{@code\n * // Ask\n * client.chat().ask(\"NAME-1\", \"Hi\");\n * }</pre>\n */",
            "/// <code>\n/// client.Ask(\"NAME-1\", \"Hi\");\n/// </code>",
        ] {
            assert!(shown(text), "{text}");
        }
        for text in [
            "/// <code>\n/// var info = catalog.Find(\"NAME-1\");\n/// </code>",
            "/**\n * region(\"NAME-1\")\n */",
            "/**\n * <pre>{@code\n * f(1);\n * }</pre>\n * as in f(\"NAME-1\")\n */",
            "/**\n * <pre>{@code f(1);}</pre>\n * as in f(\"NAME-1\")\n */",
            "/**\n * <pre>{@code\n * models.hasModel(\"NAME-1\");\n * }</pre>\n */",
            "/**\n * @example\n * isNew(\"NAME-1\")\n */",
            "\"\"\"\niex> title(\"NAME-1\")\nName 1\n\"\"\"",
            "/**\n * @example\n * find(\"NAME-1\");\n * // [{ id: 1 }]\n */",
            "/**\n * @example\n * size(\"NAME-1\") // => 200000\n */",
            "/**\n * @example\n * f(1)\n * @param x as in f(\"NAME-1\")\n */",
            "/// ```\n/// f(1)\n/// ```\n/// not f(\"NAME-1\")",
        ] {
            assert!(!shown(text), "{text}");
        }
    }

    #[test]
    fn settings_that_a_comment_shows() {
        let has = |is: fn(&[u8], Span) -> bool, text: &str| {
            let at = text.find("NAME-1").unwrap_or_default();
            is(text.as_bytes(), Span::new(at, at + 6))
        };
        assert!(has(is_line_of_settings, " * spring.ai.chat.options.model=NAME-1"));
        assert!(!has(is_line_of_settings, " * set model=NAME-1"));
        assert!(!has(is_line_of_settings, " * model=NAME-1 was slow"));
        assert!(has(is_setting_taken_out, "  --   model = \"NAME-1\","));
        assert!(!has(is_setting_taken_out, "# \"model\": \"NAME-1\","));
        assert!(!has(is_setting_taken_out, "//   messages: [],\n//   model: 'NAME-1',"));
        assert!(!has(is_setting_taken_out, "# the model = \"NAME-1\""));
        assert!(!has(is_setting_taken_out, "# model = \"NAME-1\", which is slow"));
    }
}
