//! Lists and tables that bind nothing, as far as their file tells: choices that are only offered,
//! and values that are looked up with a number to fall back on.
//!
//! A default beside `models: ["NAME", ...]` may move by itself where nothing asks whether what is
//! used is one of them: the list offers one model less than it could, and every call works. Where
//! something may ask (`if model not in MODELS`, an `enum`, a loop over the list), the default would
//! be refused, and has to stay until the list has its new name, too. So it is with a table:
//! `LIMITS[model]` fails without a row, `LIMITS.get(model, 4096)` does not.
//!
//! What is done with a list is read by its name: each place of it has to be known as harmless.

use crate::nesting::unmatched;
use crate::site::{name_at_end, words};
use memchr::{memchr, memmem, memrchr};
use modelmod_edit::Span;

/// How far from a name what holds it begins, at the most.
const NEAR: usize = 8_000;
/// How many brackets outwards belong to the same list or table.
const LEVELS: usize = 4;
/// How many places of a name in a text are looked at, at the most.
const PLACES: usize = 200;
/// How many bytes without an end of line, before a name or behind it, make a line too long.
const LONG: usize = 2_000;
/// How much of a line is looked at, on either side.
const LINE: usize = 400;
/// How many lines above a list that is returned the function may begin.
const FUNCTION: usize = 12;

/// Words of a name that say that nothing else is let through.
const CLOSES: &[&str] = &[
    "accepted",
    "allow",
    "allowable",
    "allowed",
    "choice",
    "choices",
    "contains",
    "elem",
    "enum",
    "in",
    "includes",
    "inclusion",
    "literal",
    "permitted",
    "valid",
    "validate",
    "validated",
    "validator",
    "whitelist",
];
/// Names that say so by themselves: of what a workflow's input or a parameter may be.
const CLOSED: &[&str] = &["of", "option", "options", "values"];

/// The list in which the name at `name` stands, if it is only offered: nothing in the text may ask
/// whether what is used is one of it.
pub(crate) fn only_offered(text: &[u8], name: Span) -> Option<Span> {
    if is_in_long_line(text, name) {
        return None;
    }
    let holders = holders(text, name.start);
    let Some(innermost) = holders.first() else {
        let key = in_lines(text, name)?;
        return (!closes(key)).then_some(name);
    };
    let functions: Vec<&[u8]> = holders.iter().map(|holder| holder.function(text)).collect();
    // A list that has no name may be anything's.
    if holders
        .iter()
        .map(|holder| holder.key)
        .chain(functions.iter().copied())
        .all(<[u8]>::is_empty)
    {
        return None;
    }
    let may_be_asked = holders.iter().zip(functions).any(|(holder, function)| {
        closes(holder.key)
            || closes(holder.caller())
            || holder.has_a_method(text)
            || !is_only_handed_on(text, holder.key)
            || !is_only_handed_on(text, function)
    });
    // `models = [{ id: "NAME", ... }]`: an entry, and the list of them.
    let around = holders.get(1).filter(|outer| {
        text[innermost.open] != b'[' && (text[outer.open] == b'[' || outer.key.is_empty())
    });
    let list = around.unwrap_or(innermost);
    (!may_be_asked).then(|| list.span(text, name))
}

/// The table of which the name at `name` is a key, if it is only read with a number to fall back
/// on, and is read at all.
pub(crate) fn read_with_fallback(text: &[u8], name: Span) -> Option<Span> {
    if is_in_long_line(text, name) {
        return None;
    }
    let holders = holders(text, name.start);
    let table = holders.iter().find(|holder| !holder.key.is_empty())?;
    let mut is_read = false;
    for (line, at) in lines_with(text, table.key) {
        let behind = &line[at + table.key.len()..];
        if is_defined(&line[..at], behind) || is_comment(line) {
            continue;
        }
        if !falls_back_on_a_number(behind) {
            return None;
        }
        is_read = true;
    }
    is_read.then(|| table.span(text, name))
}

/// `.get(model, 4096)`, `[model] ?? 4096`, `.get(model) or 4096`, or the name itself
fn falls_back_on_a_number(behind: &[u8]) -> bool {
    let reads = [&b".get("[..], b".getOrDefault(", b".fetch(", b"["];
    let Some(reading) = reads.iter().find(|reads| behind.starts_with(reads)) else { return false };
    let rest = &behind[reading.len()..];
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.$".contains(byte);
    let (key, rest) = rest.split_at(rest.iter().take_while(is_part).count());
    let signs = [&b","[..], b"] ??", b"] ||", b") ??", b") ||", b") or", b"] ?:"];
    let sign = signs.iter().find(|sign| rest.starts_with(sign));
    let fallback = sign.map(|sign| rest[sign.len()..].trim_ascii_start()).unwrap_or_default();
    // `ALIASES.get(model, model)`
    if !key.is_empty() && fallback.strip_prefix(key).is_some_and(|rest| rest.starts_with(b")")) {
        return true;
    }
    let digits = fallback.iter().take_while(|byte| byte.is_ascii_digit() || b"_.".contains(byte));
    let len = digits.count();
    let ends = fallback[len..].trim_ascii().first();
    len > 0 && ends.is_none_or(|byte| b");,".contains(byte))
}

/// Where the line begins in which `at` stands; not before `first`.
fn line_start(text: &[u8], first: usize, at: usize) -> usize {
    memrchr(b'\n', &text[first..at]).map_or(first, |end| first + end + 1)
}

/// What is written by machines in one line is not understood by its words.
fn is_in_long_line(text: &[u8], name: Span) -> bool {
    let (first, last) = (name.start.saturating_sub(LONG), text.len().min(name.end + LONG));
    memrchr(b'\n', &text[first..name.start]).is_none() && first > 0
        || memchr(b'\n', &text[name.end..last]).is_none() && last < text.len()
}

/// A bracket around a name, and what it belongs to.
struct Holder<'t> {
    open: usize,
    /// What stands before it on its line.
    head: &'t [u8],
    /// The name that it is given: `MODELS` of `MODELS = [`, `models` of `"models": [`.
    key: &'t [u8],
}

impl<'t> Holder<'t> {
    /// What is called with it, or has it behind itself: `setOf(`, `Literal[`, `x in [`.
    fn caller(&self) -> &'t [u8] {
        name_at_end(self.head)
    }

    /// The function that returns it.
    fn function(&self, text: &'t [u8]) -> &'t [u8] {
        let begins = self.head.trim_ascii_start();
        let is_returned = begins.starts_with(b"return") || begins.is_empty() || begins == b"vec!";
        if is_returned { returned_by(text, self.open) } else { b"" }
    }

    /// From the bracket to behind the one that closes it.
    fn span(&self, text: &[u8], name: Span) -> Span {
        Span::new(self.open, self.end(text).unwrap_or(text.len().min(name.end + NEAR)))
    }

    fn end(&self, text: &[u8]) -> Option<usize> {
        let inner = text[self.open + 1..].iter().take(NEAR);
        unmatched(inner, b"{[(", b"}])").map(|len| self.open + len + 2)
    }

    /// `["a", "b"].includes(model)`; that a list is made of it asks nothing.
    fn has_a_method(&self, text: &[u8]) -> bool {
        let Some(end) = self.end(text) else { return false };
        text[self.open] == b'[' && text[end..].trim_ascii_start().starts_with(b".")
    }
}

/// The brackets around a place, the innermost first.
fn holders(text: &[u8], at: usize) -> Vec<Holder<'_>> {
    let mut holders = Vec::new();
    let mut end = at;
    let first = at.saturating_sub(NEAR);
    while holders.len() < LEVELS
        && let Some(back) = unmatched(text[first..end].iter().rev(), b"}])", b"{[(")
    {
        let open = end - 1 - back;
        let head = text[line_start(text, first, open)..open].trim_ascii_end();
        holders.push(Holder { open, head, key: key_of(head) });
        end = open;
    }
    holders
}

/// The name of what begins behind `head`: `MODELS` of `export const MODELS: Model[] =`, `models`
/// of `models := []string`, `MODELS` of `MODELS = new Set(`; none where that is an argument.
fn key_of(head: &[u8]) -> &[u8] {
    let is_sign = |at: &usize| match head[*at] {
        b'=' => true,
        // `Provider::new(`
        b':' => head.get(at + 1) != Some(&b':') && (*at == 0 || head[at - 1] != b':'),
        _ => false,
    };
    let Some(sign) = (0..head.len()).rev().find(is_sign) else { return b"" };
    let is_equals = head[sign] == b'=';
    // `:=`, `||=`
    let len = head[..sign].iter().rposition(|byte| !b" :|?".contains(byte)).map_or(0, |at| at + 1);
    let left = if is_equals { without_type(&head[..len]) } else { &head[..len] };
    let left = left.strip_suffix(b"\"").or_else(|| left.strip_suffix(b"'")).unwrap_or(left);
    name_at_end(left)
}

/// `LIMITS` of `LIMITS: Record<string, number>`.
fn without_type(left: &[u8]) -> &[u8] {
    let is_of_type = |byte: &u8| byte.is_ascii_alphanumeric() || b"_<>[], .?|&;'*".contains(byte);
    let len = left.iter().rev().take_while(|byte| is_of_type(byte)).count();
    left[..left.len() - len].strip_suffix(b":").unwrap_or(left)
}

/// The name of the function that returns what opens at `open`; empty where nothing says so.
fn returned_by(text: &[u8], open: usize) -> &[u8] {
    let first = open.saturating_sub(NEAR);
    let mut end = memchr(b'\n', &text[open..]).map_or(text.len(), |at| open + at);
    let mut returns = false;
    for _ in 0..FUNCTION {
        let from = line_start(text, first, end);
        let line = text[from..end].trim_ascii();
        returns |= line.starts_with(b"return");
        let declares = [&b"def "[..], b"func ", b"fn ", b"fun ", b"function "]
            .iter()
            .find_map(|word| memmem::find(line, word).map(|at| &line[at + word.len()..]));
        if let Some(rest) = declares {
            // `func (p *Provider) Models() []string`
            let rest = match rest.strip_prefix(b"(") {
                Some(receiver) => &receiver[memchr(b')', receiver).map_or(0, |at| at + 1)..],
                None => rest,
            };
            let rest = rest.trim_ascii_start();
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
            return &rest[..rest.iter().take_while(is_part).count()];
        }
        // `getModels(): string[] {`
        if line.ends_with(b"{")
            && returns
            && let Some(paren) = memchr(b'(', line)
        {
            return name_at_end(&line[..paren]);
        }
        if from == first {
            break;
        }
        end = from - 1;
    }
    b""
}

/// The key above `- NAME`, in a text whose lists have no brackets.
fn in_lines(text: &[u8], name: Span) -> Option<&[u8]> {
    let first = name.start.saturating_sub(NEAR);
    let start = line_start(text, first, name.start);
    let indent = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let own = indent(&text[start..name.start]);
    let mut end = start;
    while end > first {
        let from = line_start(text, first, end - 1);
        let line = text[from..end].trim_ascii_end();
        end = from;
        let is_item = line.trim_ascii_start().starts_with(b"-");
        if !line.is_empty() && !is_item && indent(line) <= own {
            return line.strip_suffix(b":").map(name_at_end);
        }
    }
    None
}

fn closes(name: &[u8]) -> bool {
    let words = words(name);
    words.iter().any(|word| CLOSES.contains(&word.as_str()))
        || matches!(words.as_slice(), [word] if CLOSED.contains(&word.as_str()))
}

/// Whether each place of `list` is one where it is made, or handed on as the models of something.
/// A name of a letter or two says nothing.
fn is_only_handed_on(text: &[u8], list: &[u8]) -> bool {
    if list.len() < 3 {
        return true;
    }
    let mut places = 0;
    lines_with(text, list).all(|(line, at)| {
        places += 1;
        let (before, behind) = (line[..at].trim_ascii_end(), &line[at + list.len()..]);
        places < PLACES
            && (is_defined(before, behind)
                || is_declared(before, behind)
                || is_comment(line)
                || is_handed_on(before, behind))
    })
}

/// `MODELS = `, `models: `
fn is_defined(before: &[u8], behind: &[u8]) -> bool {
    // `if model not in self.models:`
    let is_part = before.ends_with(b".");
    if name_at_end(before.trim_ascii_end()) == b"in" {
        return false;
    }
    let behind = behind.strip_prefix(b"\"").or_else(|| behind.strip_prefix(b"'")).unwrap_or(behind);
    match behind.trim_ascii_start() {
        [b'=', b'=' | b'~', ..] | [b':', b':', ..] => false,
        [b'=', ..] => true,
        [b':', ..] => !is_part,
        _ => false,
    }
}

/// `def models(self):`, `getModels() {`
fn is_declared(before: &[u8], behind: &[u8]) -> bool {
    let declares = [&b"def"[..], b"func", b"fn", b"fun", b"function"];
    let is_method = || before.trim_ascii().is_empty() || name_at_end(before) == before.trim_ascii();
    behind.starts_with(b"(")
        && (declares.iter().any(|word| name_at_end(before) == *word)
            // `func (p *Provider) Models(`
            || before.trim_ascii_start().starts_with(b"func (")
            || behind.trim_ascii_end().ends_with(b"{") && is_method())
}

fn is_comment(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    [&b"#"[..], b"//", b"*", b"/*", b"--", b"\"\"\""].iter().any(|mark| line.starts_with(mark))
}

/// `return MODELS`, `models: MODELS,`, `"data": models})`, `return this.getModels();`
fn is_handed_on(before: &[u8], behind: &[u8]) -> bool {
    // `config.` of `config.models`
    let is_owner = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.$".contains(byte);
    let owner = match before.last() {
        Some(b'.') => before.iter().rev().take_while(|byte| is_owner(byte)).count(),
        _ => 0,
    };
    let before = before[..before.len() - owner].trim_ascii_end();
    let ends = behind.trim_ascii_start().first().is_none_or(|byte| b",;})".contains(byte));
    if before.ends_with(b"return") {
        return ends || behind.starts_with(b"(") && !behind.contains(&b'.');
    }
    let Some(key) = before.strip_suffix(b":").or_else(|| before.strip_suffix(b"=")) else {
        return false;
    };
    let key = key.strip_suffix(b"\"").or_else(|| key.strip_suffix(b"'")).unwrap_or(key);
    let words = words(name_at_end(key));
    let gives = ["data", "items", "models", "rows"];
    ends && words.last().is_some_and(|word| gives.contains(&word.as_str()))
        && !words.iter().any(|word| CLOSES.contains(&word.as_str()))
}

/// The lines with `name` as a word, and where it stands in each.
fn lines_with<'t>(text: &'t [u8], name: &'t [u8]) -> impl Iterator<Item = (&'t [u8], usize)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    memmem::find_iter(text, name).take(PLACES).filter_map(move |at| {
        let end = at + name.len();
        let is_word =
            !text[..at].last().is_some_and(is_part) && !text.get(end).is_some_and(is_part);
        let (first, last) = (at.saturating_sub(LINE), text.len().min(end + LINE));
        let start = line_start(text, first, at);
        let stop = memchr(b'\n', &text[end..last]).map_or(last, |len| end + len);
        is_word.then(|| (&text[start..stop], at - start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Span {
        let start = text.find("NAME").unwrap();
        Span::new(start, start + 4)
    }

    #[test]
    fn what_is_only_offered() {
        for text in [
            "MODELS = [\"NAME\", \"x\"]",
            "x = { models: [{ id: \"NAME\" }], other: 1 }",
            "def models(self):\n    return [\"NAME\"]\n",
            "func (p *P) Models() []string {\n\treturn []string{\"NAME\"}\n}",
            "getModels() {\n  return ['NAME'];\n}\nlist() { return this.getModels(); }",
            "models := []Model{{ID: \"NAME\"}}\nc.JSON(gin.H{\"data\": models})",
            "const models = [{ id: 'NAME' }];\nconst p = { models: models, x };",
            "supported_models:\n  - NAME\n",
        ] {
            assert!(only_offered(text.as_bytes(), at(text)).is_some(), "{text}");
        }
        for text in [
            "MODELS = [\"NAME\"]\nif m not in MODELS:\n    raise E",
            "class A:\n    LIST = [\"NAME\"]\nif m in A.LIST:\n    pass",
            "def models(self):\n    return [\"NAME\"]\nif m not in self.models():\n    raise E",
            "MODELS = %w[NAME x]\nvalidates :model, inclusion: { in: MODELS }",
            "const MODELS: &[&str] = &[\"NAME\"];\nensure!(MODELS.contains(&m));",
            "models = [\"NAME\"]\nfor m in models:\n    ok = ok or m == model",
            "type M = Literal[\"NAME\"]",
            "if ['NAME', 'x'].includes(m) {}",
            "enum: [\"NAME\"]",
            "input:\n  options:\n    - NAME\n",
            "const options = MODELS.map(f); const MODELS = ['NAME'];",
            "(\"NAME\" \"x\")",
        ] {
            assert!(only_offered(text.as_bytes(), at(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn what_a_number_stands_in_for() {
        let table = "LIMITS = {\"NAME\": 1}\n";
        let reads = |rest: &str| {
            let text = format!("{table}{rest}");
            read_with_fallback(text.as_bytes(), at(&text)).is_some()
        };
        for rest in [
            "LIMITS.get(model, 4096)",
            "LIMITS[model] ?? 4_096;",
            "LIMITS.get(self.model) or 0.5",
            "LIMITS.getOrDefault(model, 1)",
            "LIMITS.get(model, model)",
        ] {
            assert!(reads(rest), "{rest}");
        }
        for rest in [
            "",
            "LIMITS[model]",
            "LIMITS.get(model)",
            "LIMITS.get(model, LIMITS[DEFAULT])",
            "LIMITS[model] ?? fail()",
            "LIMITS.get(model, 1)\nLIMITS[model]",
            "LIMITS.fetch(model)",
            "LIMITS.get(model, None)",
        ] {
            assert!(!reads(rest), "{rest}");
        }
    }
}
