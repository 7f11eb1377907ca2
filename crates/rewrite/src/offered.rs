//! Lists and tables that bind nothing: choices that are only offered, and values that are looked
//! up with something to fall back on.
//!
//! A default beside `MODELS = ["NAME", ...]` may move by itself where nothing asks whether what is
//! used is one of them: the list offers one model less than it could, and every call works. Where
//! something does ask (`if model not in MODELS`, an `enum`, `AllowedValues`), the default would be
//! refused, and has to stay until the list has its new name, too. So it is with a table:
//! `PRICES[model]` fails without a row, `PRICES.get(model, 0)` does not.

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
/// How much of a long line is looked at, on either side.
const LINE: usize = 400;

/// Words of a name that say that nothing else is let through.
const CLOSES: &[&str] = &[
    "accepted",
    "allow",
    "allowed",
    "choice",
    "choices",
    "enum",
    "inclusion",
    "literal",
    "permitted",
    "valid",
    "validate",
    "validated",
    "validator",
    "whitelist",
];

/// Methods and functions that ask whether something is one of a list.
const ASKS: &[&[u8]] = &[
    b".contains(",
    b".has(",
    b".include?",
    b".includes(",
    b".indexOf(",
    b".index(",
    b".find(",
    b".some(",
    b".any",
    b".member?",
    b".exists",
    b"Contains(",
    b"contains(",
    b"in_array(",
    b"inclusion",
    b"array_key_exists",
    b"isset(",
    b"oneOf",
    b"one_of",
    b"elem ",
    b"member",
    b"keyof",
    b"typeof",
    b"enum",
    b"Enum",
    b"Literal[",
    b"assert",
    b"validat",
    b"raise",
    b"throw",
    b"not in ",
    b"choices",
];

/// What a table is read with that has an answer for names without a row.
const FALLS_BACK: &[&[u8]] = &[
    b".get(",
    b"??",
    b"||",
    b"?:",
    b".fetch(",
    b", ok ",
    b"TryGetValue",
    b"getOrDefault",
    b"?.[",
    b" or ",
];

/// What a table is read with that fails for names without a row, or asks for one.
const NEEDS: &[&[u8]] = &[b"keyof", b"typeof", b"assert", b"raise", b"throw", b"not in "];

/// The list in which the name at `name` stands, if it is only offered: nothing in the text asks
/// whether what is used is one of it.
pub(crate) fn only_offered(text: &[u8], name: Span) -> Option<Span> {
    if is_in_long_line(text, name) {
        return None;
    }
    let holders = holders(text, name.start);
    let Some(innermost) = holders.first() else {
        let key = in_lines(text, name)?;
        // `options:` of an input of a workflow are all that it takes.
        return (!closes(key) && key != b"options").then_some(name);
    };
    let asks = holders.iter().any(|holder| {
        closes(holder.key)
            || closes(holder.caller)
            || [&b"in"[..], b"in_array", b"contains", b"includes", b"elem"]
                .iter()
                .any(|asks| holder.caller.eq_ignore_ascii_case(asks))
            || holder.is_asked(text)
            || holder.is_name && is_asked_for(text, holder.key)
    });
    // `models = [{ id: "NAME", ... }]`: an entry, and the list of them.
    let around = holders.get(1).filter(|outer| {
        text[innermost.open] != b'[' && (text[outer.open] == b'[' || !outer.is_name)
    });
    let list = around.unwrap_or(innermost);
    let end = list.end(text).unwrap_or(text.len().min(name.end + NEAR));
    (!asks).then(|| Span::new(list.open, end))
}

/// The table of which the name at `name` is a key, if it is only read with something to fall back
/// on, and is read at all.
pub(crate) fn read_with_fallback(text: &[u8], name: Span) -> Option<Span> {
    if is_in_long_line(text, name) {
        return None;
    }
    let mut is_read = false;
    let holders = holders(text, name.start);
    for holder in holders.iter().filter(|holder| holder.is_name) {
        for (line, at) in lines_with(text, holder.key) {
            let behind = line[at + holder.key.len()..].trim_ascii_start();
            let has = |these: &[&[u8]]| these.iter().any(|one| memmem::find(line, one).is_some());
            if has(NEEDS) {
                return None;
            }
            let is_indexed = behind.starts_with(b"[");
            if has(FALLS_BACK)
                && (is_indexed || behind.starts_with(b".") || behind.starts_with(b"?"))
            {
                is_read = true;
            } else if is_indexed {
                return None;
            }
        }
    }
    let table = holders.first().filter(|_| is_read)?;
    let end = table.end(text).unwrap_or(text.len().min(name.end + NEAR));
    Some(Span::new(table.open, end))
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
    /// The name that it is given: `MODELS` of `MODELS = [`, `models` of `"models": [`.
    key: &'t [u8],
    /// The key is no string.
    is_name: bool,
    /// What is called with it, or has it behind itself: `setOf(`, `Literal[`, `x in [`.
    caller: &'t [u8],
}

impl Holder<'_> {
    /// Behind the bracket that closes it.
    fn end(&self, text: &[u8]) -> Option<usize> {
        let inner = text[self.open + 1..].iter().take(NEAR);
        unmatched(inner, b"{[(", b"}])").map(|len| self.open + len + 2)
    }

    /// `["a", "b"].includes(model)`
    fn is_asked(&self, text: &[u8]) -> bool {
        let Some(end) = self.end(text) else { return false };
        let behind = text[end..].trim_ascii_start();
        ASKS.iter().any(|asks| asks[0] == b'.' && behind.starts_with(asks))
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
        let line = memrchr(b'\n', &text[first..open]).map_or(first, |at| first + at + 1);
        let head = text[line..open].trim_ascii_end();
        let (key, is_name) = key_at_end(head);
        holders.push(Holder { open, key, is_name, caller: name_at_end(head) });
        end = open;
    }
    holders
}

/// The name of what begins behind `head`, and whether it is no string: `MODELS` of
/// `export const MODELS: Model[] =`.
fn key_at_end(head: &[u8]) -> (&[u8], bool) {
    // `MODELS = new Set(`
    let sign = match head.last() {
        Some(b'=' | b':') => head.len() - 1,
        Some(b'(') => match head.iter().rposition(|byte| b"=:".contains(byte)) {
            Some(sign) => sign,
            None => return (b"", false),
        },
        _ => return (b"", false),
    };
    let is_equals = head[sign] == b'=';
    // `:=`, `||=`
    let len = head[..sign].iter().rposition(|byte| !b" :|?".contains(byte)).map_or(0, |at| at + 1);
    let left = &head[..len];
    let left = if is_equals { without_type(left) } else { left };
    let is_string = left.ends_with(b"\"") || left.ends_with(b"'");
    let left = if is_string { &left[..left.len() - 1] } else { left };
    let key = name_at_end(left);
    (key, !is_string && key.len() > 2)
}

/// `LIMITS` of `LIMITS: Record<string, number>`.
fn without_type(left: &[u8]) -> &[u8] {
    let is_of_type = |byte: &u8| byte.is_ascii_alphanumeric() || b"_<>[], .?|".contains(byte);
    let len = left.iter().rev().take_while(|byte| is_of_type(byte)).count();
    left[..left.len() - len].strip_suffix(b":").unwrap_or(left)
}

/// The key above `- NAME`, in a text whose lists have no brackets.
fn in_lines(text: &[u8], name: Span) -> Option<&[u8]> {
    let first = name.start.saturating_sub(NEAR);
    let start = memrchr(b'\n', &text[first..name.start]).map_or(first, |at| first + at + 1);
    let indent = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let own = indent(&text[start..name.start]);
    let mut end = start;
    while end > first {
        let from = memrchr(b'\n', &text[first..end - 1]).map_or(first, |at| first + at + 1);
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
    words(name).iter().any(|word| CLOSES.contains(&word.as_str()))
}

/// Whether some line asks if something is one of `list`.
fn is_asked_for(text: &[u8], list: &[u8]) -> bool {
    lines_with(text, list).any(|(line, at)| {
        let before = &line[..at];
        // `if model in MODELS`, but not `for model in MODELS`
        let is_in =
            before.trim_ascii_end().ends_with(b" in") && memmem::find(before, b"for ").is_none();
        is_in || ASKS.iter().any(|asks| memmem::find(line, asks).is_some())
    })
}

/// The lines with `name` as a word, and where it stands in each.
fn lines_with<'t>(text: &'t [u8], name: &'t [u8]) -> impl Iterator<Item = (&'t [u8], usize)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    memmem::find_iter(text, name).take(PLACES).filter_map(move |at| {
        let end = at + name.len();
        let is_word =
            !text[..at].last().is_some_and(is_part) && !text.get(end).is_some_and(is_part);
        let (first, last) = (at.saturating_sub(LINE), text.len().min(end + LINE));
        let start = memrchr(b'\n', &text[first..at]).map_or(first, |at| first + at + 1);
        let stop = memchr(b'\n', &text[end..last]).map_or(last, |len| end + len);
        is_word.then(|| (&text[start..stop], at - start))
    })
}
