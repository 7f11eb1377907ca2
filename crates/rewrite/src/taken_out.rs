//! What is taken out of a request because the new model refuses it: `temperature=0.2`.
//!
//! Only a number is, where a program writes it into the call of a client or into what is sent with
//! one, and says nothing else of it anywhere: `messages.create(model="NAME", temperature=0.2)`.
//! What a variable holds, a setting in a file and an argument that the project's own functions take
//! may be needed elsewhere, or be given anew.

use crate::boundary::is_word;
use crate::matcher::Occurrence;
use crate::settings::letters;
use crate::site::{Bracket, Language, Source, name_at_end};
use modelmod_edit::Span;

/// The longest request that is taken apart, in bytes.
const LONGEST: usize = 3_000;
/// Nor is a longer text: it is searched for each request, and nobody writes one by hand.
const LARGEST: usize = 256 << 10;
/// What is called that sends its arguments, or writes out what is sent.
const SENDS: [&[u8]; 9] = [
    b"create",
    b"acreate",
    b"stream",
    b"parse",
    b"complete",
    b"completion",
    b"acompletion",
    b"stringify",
    b"dumps",
];
/// What a variable or an argument is called that holds a request.
const REQUESTS: [&[u8]; 4] = [b"body", b"payload", b"request", b"json"];

/// What is written for a request when something goes of it.
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    /// From the first to the last that changes, the name included.
    place: Span,
    /// What stays before the name, and behind it.
    sides: [String; 2],
}

impl Gone {
    /// One edit that writes `new` for the name and leaves out what goes.
    pub(crate) fn around(&self, new: &str) -> (Span, String) {
        let [before, behind] = &self.sides;
        (self.place, format!("{before}{new}{behind}"))
    }
}

/// What goes when each of `parameters` is taken out of the request around the name at `core`;
/// `None` where not all of them can be.
pub(crate) fn of(
    source: &Source<'_>,
    occurrences: &[Occurrence],
    core: Span,
    parameters: &[&str],
) -> Option<Gone> {
    let (request, spans) = if source.is_document() {
        // An example in it is a program of its own.
        let (example, start) = source.example_around(core)?;
        let name = Span::new(core.start - start, core.end - start);
        let (request, spans) = in_program(&example, name, parameters)?;
        (request.shifted(start), spans.into_iter().map(|span| span.shifted(start)).collect())
    } else {
        in_program(source, core, parameters)?
    };
    // Of two names in a request, only one could take it out.
    if occurrences.iter().any(|one| one.core != core && request.contains(one.core)) {
        return None;
    }
    let (first, last) = (spans.first()?, spans.last()?);
    let place = Span::new(core.start.min(first.start), core.end.max(last.end));
    let before = without(source.text, Span::new(place.start, core.start), &spans)?;
    let behind = without(source.text, Span::new(core.end, place.end), &spans)?;
    Some(Gone { place, sides: [before, behind] })
}

/// What `part` of a text is without those of `spans`, which are sorted, that stand in it; `None`
/// where they overlap, or it is no UTF-8.
fn without(text: &[u8], part: Span, spans: &[Span]) -> Option<String> {
    let mut left = String::new();
    let mut at = part.start;
    for span in spans.iter().filter(|span| part.contains(**span)) {
        left += std::str::from_utf8(text.get(at..span.start)?).ok()?;
        at = span.end;
    }
    left += std::str::from_utf8(&text[at..part.end]).ok()?;
    Some(left)
}

/// The request around `name`, and what goes of it, sorted.
fn in_program(source: &Source<'_>, name: Span, parameters: &[&str]) -> Option<(Span, Vec<Span>)> {
    if source.text.len() > LARGEST {
        return None;
    }
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
    Some((Span::new(open.at, end), cut(source.text, &parts, &gone)?))
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
    /// Whether the brackets hold what is sent.
    fn is_sent(&self) -> bool {
        let before = self.source.text[..self.open.at].trim_ascii_end();
        match (self.open.byte, before.last()) {
            (b'(', _) => sends(before),
            // `new Request { ... }`
            (_, _) if self.separator == b'=' => {
                let kind = name_at_end(before);
                [&b"Request"[..], b"Params", b"Parameters"].iter().any(|end| kind.ends_with(end))
            }
            (_, Some(b'(')) => sends(before[..before.len() - 1].trim_ascii_end()),
            (_, Some(b'=' | b':')) => {
                let name = name_at_end(before[..before.len() - 1].trim_ascii_end());
                REQUESTS.contains(&name.to_ascii_lowercase().as_slice())
            }
            _ => false,
        }
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

    /// Whether `part` sets the parameter to a number, and the text says nothing else of it.
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
            && !is_said_otherwise(text, key)
    }
}

/// Whether a text ends with the name of what sends its arguments: `client.messages.create`.
fn sends(before: &[u8]) -> bool {
    let name = name_at_end(before);
    SENDS.contains(&name) && before[..before.len() - name.len()].ends_with(b".")
}

/// Whether a text is a number, as some languages mark it: `0.7`, `0.7f`.
fn is_number(text: &[u8]) -> bool {
    let digits = text.strip_suffix(b"f").or_else(|| text.strip_suffix(b"F")).unwrap_or(text);
    digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
        && digits.iter().any(u8::is_ascii_digit)
        && digits.iter().filter(|byte| **byte == b'.').count() < 2
}

/// Whether the text says anything of a key but that it is a number: an argument of this name, a
/// part of a type, `body["temperature"]`.
fn is_said_otherwise(text: &[u8], key: &[u8]) -> bool {
    memchr::memmem::find_iter(text, key).any(|at| {
        let (before, behind) = (&text[..at], &text[at + key.len()..]);
        let is_whole = !before.last().is_some_and(|byte| is_word(*byte))
            && !behind.first().is_some_and(|byte| is_word(*byte));
        let behind = match behind.split_first() {
            Some((b'"' | b'\'', rest)) => rest,
            _ => behind,
        };
        let value = match behind.trim_ascii_start().split_first() {
            Some((b'=' | b':', value)) => value.trim_ascii_start(),
            _ => b"",
        };
        is_whole && !value.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
    })
}

/// What goes with the parts that are `gone`, their commas included; `None` where something odd would
/// stay: a remark behind one, an empty line, a comma that begins a line.
fn cut(text: &[u8], parts: &[Span], gone: &[bool]) -> Option<Vec<Span>> {
    // Those at the end go with the comma before them.
    let kept = gone.iter().rposition(|gone| !gone)?;
    let inner = (0..kept).filter(|&at| gone[at]).map(|at| with_comma(text, parts[at]));
    let mut spans = inner.collect::<Option<Vec<Span>>>()?;
    let (last, comma) = (parts.last()?, parts[kept].end);
    if parts[kept] != *last {
        let blanks: Vec<[&[u8]; 2]> =
            parts[kept + 1..].iter().map(|part| blanks_around(&text[part.range()])).collect();
        let is_odd = |[before, behind]: &[&[u8]; 2]| line_ends(before) > 1 || line_ends(behind) > 1;
        if blanks.iter().any(is_odd) || text[..comma].last().is_none_or(u8::is_ascii_whitespace) {
            return None;
        }
        let behind = blanks.last().map_or(0, |[_, behind]| behind.len());
        spans.push(Span::new(comma, last.end - behind));
    }
    Some(spans)
}

/// A part that is not the last, with its comma; with its line, where nothing else stands on it.
fn with_comma(text: &[u8], part: Span) -> Option<Span> {
    let [before, behind] = blanks_around(&text[part.range()]);
    if line_ends(before) > 1 || !behind.is_empty() {
        return None;
    }
    let start = part.start + before.len();
    let line = memchr::memrchr(b'\n', &text[..start]).map_or(0, |at| at + 1);
    let rest = &text[part.end + 1..];
    let next = part.end + 1 + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let line_end = match &text[next..] {
        [b'\n', ..] => Some(next + 1),
        [b'\r', b'\n', ..] => Some(next + 2),
        [b'#' | b'/' | b')' | b'}', ..] | [] => return None,
        _ => None,
    };
    match (text[line..start].trim_ascii().is_empty(), line_end) {
        (true, Some(end)) => {
            let below = text[end..].split(|&byte| byte == b'\n').next().unwrap_or_default();
            (!below.trim_ascii().is_empty()).then_some(Span::new(line, end))
        }
        (_, None) => Some(Span::new(start, next)),
        (false, Some(_)) => {
            let is_behind_comma = text[..part.start].last() == Some(&b',');
            is_behind_comma.then_some(Span::new(part.start, part.end + 1))
        }
    }
}

/// The blanks at both ends of a part.
fn blanks_around(part: &[u8]) -> [&[u8]; 2] {
    let before = part.len() - part.trim_ascii_start().len();
    let behind = part.trim_ascii_end().len().max(before);
    [&part[..before], &part[behind..]]
}

fn line_ends(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'\n').count()
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
        let (place, new) = of(&source, &[], core, &refused)?.around("NEW");
        Some(format!("{}{new}{}", &text[..place.start], &text[place.end..]))
    }

    #[test]
    fn what_is_refused_goes_with_its_comma() {
        for (path, before, wanted) in [
            ("a.py", "c.create(model='OLD', temperature=0.2)", "c.create(model='NEW')"),
            ("a.py", "c.create(temperature = 0, model='OLD', n=1)", "c.create(model='NEW', n=1)"),
            (
                "a.py",
                "c.create(\n    model='OLD',\n    temperature=0.2,\n    top_k=4,\n)",
                "c.create(\n    model='NEW',\n)",
            ),
            (
                "a.py",
                "c.create(\n    model='OLD',\n    n=f(1, 2),\n    temperature=0.2,\n    top_k=4\n)",
                "c.create(\n    model='NEW',\n    n=f(1, 2)\n)",
            ),
            (
                "a.py",
                "c.create(model='OLD', temperature=0.2,\n    n=1)",
                "c.create(model='NEW',\n    n=1)",
            ),
            (
                "a.py",
                "payload = {'model': 'OLD', \"temperature\": 0.2, 'n': 1}",
                "payload = {'model': 'NEW', 'n': 1}",
            ),
            (
                "a.ts",
                "c.create({\r\n  temperature: 0.2,\r\n  model: 'OLD',\r\n  n,\r\n})",
                "c.create({\r\n  model: 'NEW',\r\n  n,\r\n})",
            ),
            ("a.ts", "c.create({ model: 'OLD', temperature: 0 })", "c.create({ model: 'NEW' })"),
            (
                "a.ts",
                "const body = { temperature: 0, model: 'OLD' }",
                "const body = { model: 'NEW' }",
            ),
            (
                "A.cs",
                "new AskParams { Model = \"OLD\", temperature = 0.2f };",
                "new AskParams { Model = \"NEW\" };",
            ),
            ("a.rb", "c.create(model: 'OLD', temperature: 0.2)", "c.create(model: 'NEW')"),
            (
                "a.md",
                "# A\n\n```python\nc.create(model='OLD', temperature=0.2)\n```\n",
                "# A\n\n```python\nc.create(model='NEW')\n```\n",
            ),
        ] {
            assert_eq!(after(path, before).as_deref(), Some(wanted), "{before}");
        }
    }

    #[test]
    fn what_may_be_needed_stays() {
        for (path, text) in [
            ("a.py", "def create(model='OLD', temperature=0.2): pass"),
            ("a.py", "ask(model='OLD', temperature=0.2)"),
            ("a.py", "c.create(model='OLD', temperature=heat)"),
            ("a.py", "c.create(model='OLD', temperature=0.2)\nx = body['temperature']"),
            ("a.py", "c.create(model='OLD', temperature=0.2)\ndef g(temperature): pass"),
            ("a.py", "c.create(model='OLD', with_(temperature=0.2))"),
            ("a.py", "c.create(model='OLD', **a({'temperature': 0.2}))"),
            ("a.py", "DEFAULTS = {'model': 'OLD', 'temperature': 0.2}"),
            ("a.ts", "const settings = { model: 'OLD', temperature: 0.2 }"),
            (
                "a.ts",
                "const body = { model: 'OLD', temperature: 0.2 }; const { temperature } = body",
            ),
            ("a.ts", "const f = () => ({ model: 'OLD', temperature: 0.2 })"),
            ("a.ts", "function create(model = 'OLD', temperature = 0.2) {}"),
            ("a.rb", "c.create(model: 'OLD', temperature: 0..1)"),
            ("a.go", "Request{Model: \"OLD\", temperature: 0.2}"),
            ("a.json", "{\"model\": \"OLD\", \"temperature\": 0.2}"),
            ("a.yaml", "model: OLD\ntemperature: 0.2\n"),
            ("a.md", "c.create(model='OLD', temperature=0.2)"),
            ("a.md", "```text\nc.create(model='OLD', temperature=0.2)\n```\n"),
        ] {
            assert_eq!(after(path, text), None, "{text}");
        }
    }

    #[test]
    fn nothing_odd_is_left() {
        for text in [
            "c.create(model='OLD', temperature=0.2, # exact\n    n=1)",
            "c.create(model='OLD', temperature=0.2 # exact\n)",
            "c.create(model='OLD', temperature=0.2,)",
            "c.create(model='OLD' , temperature=0.2)",
            "c.create(temperature=0.2,\n    model='OLD')",
            "c.create(\n    model='OLD',\n\n    temperature=0.2,\n\n    n=1)",
            "c.create(\n    temperature=0.2,\n\n    model='OLD')",
            "c.create(\n    model='OLD',\n\n    temperature=0.2\n)",
            "c.create(\n    model='OLD'\n    , temperature=0.2\n)",
            "c.create(\n    model='OLD'\n    , temperature=0.2\n    , n=1)",
        ] {
            assert_eq!(after("a.py", text), None, "{text}");
        }
    }

    #[test]
    fn of_two_names_in_a_request_none_takes_it_out() {
        let text = "c.create(model='claude-3-opus-20240229', temperature=0, n=1, a='claude-2.1')";
        let engine_sees = |text: &str| {
            let request = crate::Request::new(modelmod_catalog::Date::ymd(2026, 11, 23));
            let catalog = modelmod_catalog::builtin::catalog();
            let engine = crate::Engine::new(catalog, &request).unwrap();
            let plan = engine.scan("a.py", text.as_bytes()).unwrap().unwrap();
            plan.findings.iter().map(|one| one.is_fixed).collect::<Vec<bool>>()
        };
        assert_eq!(engine_sees(text), [false, false]);
        assert_eq!(engine_sees(&text.replace("a='claude-2.1'", "b=1")), [true]);
    }
}
