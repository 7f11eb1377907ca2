//! What is taken out of a request because the new model refuses it: `temperature=0.2`.
//!
//! Only a number is, where a program writes it into a call or into what is sent with one, and
//! does not read it again: `ask(model="NAME", temperature=0.2)`. What a variable holds, a setting
//! in a file or an argument that a function takes may be needed elsewhere.

use crate::boundary::is_word;
use crate::matcher::Occurrence;
use crate::settings::letters;
use crate::site::{Bracket, Language, Source, name_at_end};
use modelmod_edit::Span;

/// The longest request that is taken apart, in bytes.
const LONGEST: usize = 3_000;
/// Words before the name of what takes arguments, where it is not called but defined.
const DEFINES: [&[u8]; 7] = [b"def", b"class", b"fun", b"func", b"function", b"fn", b"lambda"];
/// What a variable or an argument is called that holds a request.
const REQUESTS: [&[u8]; 7] =
    [b"body", b"payload", b"request", b"data", b"params", b"kwargs", b"json"];

/// What has to go for each of `parameters` to be taken out of the request around `name`, sorted and
/// apart from each other; `None` where not all of them can be.
pub(crate) fn of(source: &Source<'_>, name: Span, parameters: &[&str]) -> Option<Vec<Span>> {
    let lexed = source.lexed_throughout()?;
    let open = lexed.brackets.around(name.start).next()?;
    let end = lexed.brackets.end_of(open.at)?;
    let request = Request { source, open, separator: separator(source.language(), open.byte)? };
    if end - open.at > LONGEST || !request.is_sent() {
        return None;
    }
    let parts = request.parts(end);
    let mut gone = vec![false; parts.len()];
    for parameter in parameters {
        let mut set = (0..parts.len()).filter(|&at| request.sets(parts[at], parameter));
        let (at, None) = (set.next()?, set.next()) else { return None };
        gone[at] = true;
    }
    cut(source.text, &parts, &gone)
}

/// One edit in the place of the name at `core` and of all that goes: where, and what is written.
/// `None` where another name would be written over, or the text between is no UTF-8.
pub(crate) fn with(
    text: &[u8],
    occurrences: &[Occurrence],
    core: Span,
    new: &str,
    gone: &[Span],
) -> Option<(Span, String)> {
    let (first, last) = (gone.first()?, gone.last()?);
    let place = Span::new(core.start.min(first.start), core.end.max(last.end));
    let is_other = |one: &&Occurrence| {
        one.core != core && one.span.start < place.end && place.start < one.span.end
    };
    if occurrences.iter().any(|one| is_other(&one)) {
        return None;
    }
    let mut written = String::new();
    let mut at = place.start;
    let mut changes: Vec<(Span, &str)> = gone.iter().map(|span| (*span, "")).collect();
    changes.push((core, new));
    changes.sort_by_key(|(span, _)| span.start);
    for (span, text_of_it) in changes {
        written += std::str::from_utf8(text.get(at..span.start)?).ok()?;
        written += text_of_it;
        at = span.end;
    }
    written += std::str::from_utf8(&text[at..place.end]).ok()?;
    Some((place, written))
}

/// What stands between a parameter and its value in such brackets; `None` where they hold none
/// that may be left out.
const fn separator(language: Language, open: u8) -> Option<u8> {
    match (language, open) {
        (Language::Python | Language::Kotlin, b'(') | (Language::CSharp, b'{') => Some(b'='),
        (Language::Ruby | Language::Swift | Language::CSharp | Language::Php, b'(')
        | (Language::Python | Language::JavaScript | Language::TypeScript | Language::Tsx, b'{') => {
            Some(b':')
        }
        _ => None,
    }
}

struct Request<'s, 't> {
    source: &'s Source<'t>,
    open: Bracket,
    separator: u8,
}

impl Request<'_, '_> {
    /// Whether the brackets hold what is sent, and nothing that is read by its parts.
    fn is_sent(&self) -> bool {
        let before = self.source.text[..self.open.at].trim_ascii_end();
        let called = name_at_end(before);
        if self.open.byte == b'(' {
            let word = name_at_end(before[..before.len() - called.len()].trim_ascii_end());
            return !called.is_empty() && !DEFINES.contains(&word);
        }
        match before.last() {
            // `new Request { ... }`
            Some(_) if self.separator == b'=' => !called.is_empty(),
            Some(b'(') => true,
            Some(b',') => self.is_argument(),
            Some(b'=' | b':') => {
                let name = name_at_end(before[..before.len() - 1].trim_ascii_end());
                let name = name.strip_suffix(b"\"").unwrap_or(name);
                REQUESTS.contains(&name.to_ascii_lowercase().as_slice())
            }
            _ => false,
        }
    }

    fn is_argument(&self) -> bool {
        let lexed = self.source.lexed_throughout();
        let around = lexed.and_then(|it| it.brackets.around(self.open.at).next());
        around.is_some_and(|around| around.byte == b'(')
    }

    /// What stands between the commas, up to the closing bracket at `end`.
    fn parts(&self, end: usize) -> Vec<Span> {
        let Some(lexed) = self.source.lexed_throughout() else { return Vec::new() };
        let is_own = |at: &usize| {
            lexed.holding(Span::new(*at, at + 1)).is_none()
                && lexed.brackets.around(*at).next().is_some_and(|one| one.at == self.open.at)
        };
        let start = self.open.at + 1;
        let text = &self.source.text[start..end];
        let commas = memchr::memchr_iter(b',', text).map(|at| start + at).filter(is_own);
        let mut parts = Vec::new();
        let mut from = start;
        for comma in commas.chain([end]) {
            parts.push(Span::new(from, comma));
            from = comma + 1;
        }
        parts
    }

    /// Whether `part` sets the parameter to a number, and nothing in the text reads it again.
    fn sets(&self, part: Span, parameter: &str) -> bool {
        let text = self.source.text;
        let part = text[part.range()].trim_ascii();
        let bare = part.strip_prefix(b"\"").or_else(|| part.strip_prefix(b"'")).unwrap_or(part);
        let len = bare.iter().take_while(|byte| is_word(**byte)).count();
        let (key, rest) = bare.split_at(len);
        let rest = match part.first() {
            Some(quote @ (b'"' | b'\'')) => rest.strip_prefix(&[*quote]),
            _ => Some(rest),
        };
        let value = rest.and_then(|rest| rest.trim_ascii_start().strip_prefix(&[self.separator]));
        let is_it = std::str::from_utf8(key).is_ok_and(|key| letters(key).eq(letters(parameter)));
        is_it
            && value.is_some_and(|value| is_number(value.trim_ascii_start()))
            && !is_read(text, key)
    }
}

/// Whether a text is a number, as some languages mark it: `0.7`, `0.7f`.
fn is_number(text: &[u8]) -> bool {
    let digits = text.strip_suffix(b"f").or_else(|| text.strip_suffix(b"F")).unwrap_or(text);
    digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && digits.iter().any(u8::is_ascii_digit)
}

/// Whether the text reads what a key holds: `body["temperature"]`, `options.temperature`.
fn is_read(text: &[u8], key: &[u8]) -> bool {
    memchr::memmem::find_iter(text, key).any(|at| {
        let (before, behind) = (&text[..at], &text[at + key.len()..]);
        let is_member = before.ends_with(b".")
            && behind.first().is_none_or(|byte| !is_word(*byte) && *byte != b'(');
        let is_index =
            [&b"[\""[..], b"['", b"(\"", b"('", b"[:"].iter().any(|mark| before.ends_with(mark))
                && behind.first().is_some_and(|byte| b"\"']".contains(byte));
        is_member || is_index
    })
}

/// What goes with the parts that are `gone`, their commas included; `None` where a remark behind
/// one would stay.
fn cut(text: &[u8], parts: &[Span], gone: &[bool]) -> Option<Vec<Span>> {
    // Those at the end go with the comma before them.
    let kept = gone.iter().rposition(|gone| !gone)?;
    let inner = (0..kept).filter(|&at| gone[at]).map(|at| with_comma(text, parts[at]));
    let mut spans = inner.collect::<Option<Vec<Span>>>()?;
    let last = parts.last()?;
    if parts[kept] != *last {
        let own = &text[last.range()];
        let blanks = own.len() - own.trim_ascii_end().len();
        spans.push(Span::new(parts[kept].end, last.end - blanks));
    }
    Some(spans)
}

/// A part that is not the last, with its comma; with its line, where nothing else stands on it.
fn with_comma(text: &[u8], part: Span) -> Option<Span> {
    let own = &text[part.range()];
    let start = part.start + (own.len() - own.trim_ascii_start().len());
    let blanks = |text: &[u8]| text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let line = memchr::memrchr(b'\n', &text[..start]).map_or(0, |at| at + 1);
    let behind = part.end + 1 + blanks(&text[part.end + 1..]);
    let line_end = match &text[behind..] {
        [b'\n', ..] => Some(behind + 1),
        [b'\r', b'\n', ..] => Some(behind + 2),
        _ => None,
    };
    match (text[line..start].trim_ascii().is_empty(), line_end) {
        _ if matches!(text.get(behind), Some(b'#' | b'/')) => None,
        (true, Some(end)) => Some(Span::new(line, end)),
        (_, None) => Some(Span::new(start, behind)),
        (false, Some(_)) => {
            let before = text[..start].iter().rev().take_while(|b| matches!(b, b' ' | b'\t'));
            Some(Span::new(start - before.count(), part.end + 1))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    /// `text` with `NEW` for `OLD`, and without what is refused.
    fn after(path: &str, text: &str) -> Option<String> {
        let source = Source::new(path, text.as_bytes());
        let at = text.find("OLD").unwrap();
        let core = Span::new(at, at + 3);
        let refused: Vec<&str> =
            ["temperature", "top_k"].into_iter().filter(|one| text.contains(one)).collect();
        let gone = of(&source, core, &refused)?;
        let (place, new) = with(text.as_bytes(), &[], core, "NEW", &gone)?;
        Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
    }

    #[test]
    fn what_is_refused_goes_with_its_comma() {
        for (path, before, wanted) in [
            ("a.py", "ask(model='OLD', temperature=0.2)", "ask(model='NEW')"),
            ("a.py", "ask(temperature = 0, model='OLD', n=1)", "ask(model='NEW', n=1)"),
            (
                "a.py",
                "ask(\n    model='OLD',\n    temperature=0.2,\n    top_k=4,\n)",
                "ask(\n    model='NEW',\n)",
            ),
            (
                "a.py",
                "ask(\n    model='OLD',\n    n=f(1, 2),\n    temperature=0.2,\n    top_k=4\n)",
                "ask(\n    model='NEW',\n    n=f(1, 2)\n)",
            ),
            ("a.py", "ask(model='OLD', temperature=0.2,\n    n=1)", "ask(model='NEW',\n    n=1)"),
            (
                "a.py",
                "payload = {'model': 'OLD', \"temperature\": 0.2, 'n': 1}",
                "payload = {'model': 'NEW', 'n': 1}",
            ),
            (
                "a.ts",
                "ask({\r\n  temperature: 0.2,\r\n  model: 'OLD',\r\n  n,\r\n})",
                "ask({\r\n  model: 'NEW',\r\n  n,\r\n})",
            ),
            ("a.ts", "ask(url, { model: 'OLD', temperature: 0 })", "ask(url, { model: 'NEW' })"),
            (
                "A.cs",
                "new Ask { Model = \"OLD\", temperature = 0.2f };",
                "new Ask { Model = \"NEW\" };",
            ),
            ("a.rb", "ask(model: 'OLD', temperature: 0.2)", "ask(model: 'NEW')"),
        ] {
            assert_eq!(after(path, before).as_deref(), Some(wanted), "{before}");
        }
    }

    #[test]
    fn what_may_be_needed_stays() {
        for (path, text) in [
            ("a.py", "def ask(model='OLD', temperature=0.2): pass"),
            ("a.py", "ask(model='OLD', temperature=heat)"),
            ("a.py", "ask(model='OLD', temperature=0.2)  ; x = body['temperature']"),
            ("a.py", "ask(model='OLD', temperature=0.2, # exact\n    n=1)"),
            ("a.py", "ask(model='OLD', temperature=0.2 # exact\n)"),
            ("a.py", "ask(model='OLD', with_(temperature=0.2))"),
            ("a.py", "DEFAULTS = {'model': 'OLD', 'temperature': 0.2}"),
            ("a.ts", "const settings = { model: 'OLD', temperature: 0.2 }"),
            ("a.ts", "function ask(model = 'OLD', temperature = 0.2) {}"),
            ("a.go", "Request{Model: \"OLD\", temperature: 0.2}"),
            ("a.json", "{\"model\": \"OLD\", \"temperature\": 0.2}"),
            ("a.yaml", "model: OLD\ntemperature: 0.2\n"),
            ("a.md", "ask(model='OLD', temperature=0.2)"),
        ] {
            assert_eq!(after(path, text), None, "{text}");
        }
    }
}
