//! What a file of tests is made of, by how it is indented: cases, helpers and what is done before
//! each case, in classes and groups.
//!
//! ```text
//! KEY = os.getenv("API_KEY")          named `KEY`
//! class TestChat:                     a group
//!     def setUp(self): ...            a preparation
//!     def test_chat(self): ...        a case
//! ```
//!
//! No grammar is needed, so it holds for all languages whose code people indent.

use super::lexer::Lexed;
use super::names;
use crate::boundary::is_word;
use modelmod_edit::Span;

/// A part of a file that is no group.
#[derive(Debug)]
pub(super) struct Part<'t> {
    /// With what is said above it: decorators, attributes and comments.
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// What other parts know it by; empty where they do not.
    pub(super) name: &'t [u8],
    /// The group that it stands in, by its number.
    pub(super) group: Option<usize>,
}

/// What a part is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It brings in names of other files.
    Import,
    /// A test.
    Case,
    /// It runs before the cases around it, whatever these say.
    Preparation,
    /// A function or a value, which counts where it is named.
    Named,
    /// Something that is done when the file is read.
    Done,
}

/// A class, a module or a named group of tests.
#[derive(Debug)]
pub(super) struct Group {
    /// Its first line, with what is said above it.
    pub(super) head: Span,
    pub(super) around: Option<usize>,
}

/// The parts of a file, by position.
#[derive(Debug, Default)]
pub(super) struct Outline<'t> {
    pub(super) parts: Vec<Part<'t>>,
    pub(super) groups: Vec<Group>,
}

/// A line that is not empty, and does not begin in a literal.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    indent: usize,
    /// It only says something of what follows.
    is_above: bool,
}

/// How deep groups in groups are followed.
const DEPTH: usize = 8;

/// Words that may stand before what a declaration is.
const MODIFIERS: &[&str] = &[
    "export",
    "default",
    "public",
    "private",
    "protected",
    "internal",
    "static",
    "abstract",
    "final",
    "sealed",
    "open",
    "partial",
    "async",
    "pub",
    "override",
    "data",
];
/// Words with which groups begin.
const GROUPS: &[&str] = &[
    "class",
    "struct",
    "object",
    "namespace",
    "module",
    "mod",
    "impl",
    "describe",
    "context",
    "group",
    "suite",
    "extension",
    "defmodule",
    "trait",
    "RSpec.describe",
    "main",
];
/// Words with which cases begin.
const CASES: &[&str] =
    &["it", "test", "specify", "scenario", "example", "testWidgets", "Deno.test", "(ert-deftest"];
/// What attributes say of cases, in lower case.
const IS_CASE: &[&[u8]] = &[
    b"#[test",
    b"::test",
    b"#[rstest",
    b"@test",
    b"@parameterizedtest",
    b"[fact",
    b"[theory",
    b"[test",
];
/// What says that something runs before each case, in lower case.
const PREPARES: &[&[u8]] = &[
    b"setup",
    b"set_up",
    b"beforeeach",
    b"beforeall",
    b"before(",
    b"before do",
    b"before :",
    b"@before",
    b"autouse",
    b"testmain",
    b"testinitialize",
    b"__init__",
    b"constructor(",
    b"pytestmark",
    b"around(",
    b"around do",
    b"around :",
];
/// Words with which imports begin.
const IMPORTS: &[&str] =
    &["import", "from", "use", "using", "require", "require_relative", "package", "alias", "open"];

impl<'t> Outline<'t> {
    pub(super) fn new(lexed: &Lexed<'t>) -> Self {
        let mut outline = Self::default();
        let lines = lines(lexed);
        outline.read(lexed.text, (&lines, lexed.text.len()), None, 0);
        outline
    }

    /// The part that holds `at`.
    pub(super) fn part_at(&self, at: usize) -> Option<usize> {
        let after = self.parts.partition_point(|part| part.span.start <= at);
        after.checked_sub(1).filter(|&part| at < self.parts[part].span.end)
    }

    /// The groups around a part, from inside.
    pub(super) fn groups_of(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parts[part].group, |&group| self.groups[group].around)
    }

    /// Reads the parts that `lines` hold, the last of which ends at `end`.
    fn read(
        &mut self,
        text: &'t [u8],
        (lines, end): (&[Line], usize),
        group: Option<usize>,
        depth: usize,
    ) {
        let Some(base) = lines.first().map(|line| line.indent) else { return };
        let begins = |line: &Line| line.indent <= base && !goes_on(&text[line.start..line.end]);
        let mut at = 0;
        while at < lines.len() {
            let first = at;
            // What is said above belongs to what follows.
            let mut head = at;
            let mut next = end_of(lines, at, &begins);
            while lines[head].is_above && next < lines.len() {
                head = next;
                next = end_of(lines, next, &begins);
            }
            at = next;
            // The last one ends where its group does.
            let end = lines.get(next).map_or(end, |line| line.start);
            let span = Span::new(lines[first].start, end);
            let above = &text[lines[first].start..lines[head].start];
            let line = text[lines[head].start..lines[head].end].trim_ascii();
            let body = &lines[head + 1..next];
            let inner = body.iter().position(|line| line.indent > lines[head].indent);
            if let (Some(inner), true) = (inner, depth < DEPTH && is_group(line)) {
                let span = Span::new(span.start, body[inner].start);
                self.groups.push(Group { head: span, around: group });
                let number = self.groups.len() - 1;
                self.read(text, (&body[inner..], end), Some(number), depth + 1);
                continue;
            }
            let (kind, name) = kind(above, line);
            self.parts.push(Part { span, kind, name, group });
        }
    }
}

fn end_of(lines: &[Line], at: usize, begins: &impl Fn(&Line) -> bool) -> usize {
    let rest = lines[at + 1..].iter().position(begins);
    rest.map_or(lines.len(), |len| at + 1 + len)
}

fn lines(lexed: &Lexed<'_>) -> Vec<Line> {
    let text = lexed.text;
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        let indent = line.iter().take_while(|byte| b" \t".contains(byte)).count();
        let (begin, end) = (start, start + line.len());
        start = end;
        let first = begin + indent;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let holding = lexed.holding(Span::new(first, first + 1));
        if holding.is_some_and(|lexeme| lexeme.span.start < first) {
            continue;
        }
        let is_comment = holding.is_some_and(|lexeme| lexeme.quote.is_none());
        let is_above = is_comment || is_attribute(&text[first..end]);
        lines.push(Line { start: begin, end, indent, is_above });
    }
    lines
}

/// Whether a line is an attribute of what follows. In Elixir some have values, and are none.
fn is_attribute(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if let Some(rest) = line.strip_prefix(b"@") {
        let len = rest.iter().take_while(|byte| is_word(**byte) || **byte == b'.').count();
        let word = &rest[..len];
        let takes = [&b"tag"[..], b"moduletag", b"describetag", b"doc", b"spec", b"impl"];
        return !rest[len..].starts_with(b" ") || takes.contains(&word);
    }
    line.starts_with(b"#[") || line.starts_with(b"[") && line.ends_with(b"]")
}

/// Whether a line goes on with what stands above it, though it is not indented.
fn goes_on(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let words = [&b"end"[..], b"else", b"elif", b"except", b"finally", b"rescue", b"catch", b"do"];
    line.first().is_some_and(|byte| b")]}{.|&".contains(byte))
        || words.iter().any(|word| {
            line.strip_prefix(*word).is_some_and(|rest| !rest.first().is_some_and(|b| is_word(*b)))
        })
}

/// A declaration without the words before it.
fn declared(mut line: &[u8]) -> &[u8] {
    while let Some(rest) = MODIFIERS
        .iter()
        .find_map(|word| line.strip_prefix(word.as_bytes()).filter(|rest| rest.starts_with(b" ")))
    {
        line = rest.trim_ascii_start();
    }
    line
}

/// Whether a line begins with one of these words.
fn begins_with(line: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| {
        line.strip_prefix(word.as_bytes())
            .is_some_and(|rest| rest.first().is_none_or(|byte| b" (.\"'{!:".contains(byte)))
    })
}

fn is_group(line: &[u8]) -> bool {
    let line = declared(line);
    let line = line.strip_prefix(b"void ").unwrap_or(line);
    begins_with(line, GROUPS)
}

fn kind<'t>(above: &[u8], line: &'t [u8]) -> (Kind, &'t [u8]) {
    let has = |text: &[u8], marks: &[&[u8]]| {
        let lower = text.to_ascii_lowercase();
        marks.iter().any(|mark| memchr::memmem::find(&lower, mark).is_some())
    };
    let declared = declared(line);
    let name = name(declared);
    if begins_with(declared, IMPORTS) {
        return (Kind::Import, b"");
    }
    if has(above, PREPARES) || has(line, PREPARES) {
        return (Kind::Preparation, name);
    }
    let is_called_test = || {
        let words = names::words(name);
        [words.first(), words.last()].into_iter().flatten().any(|word| word == "test")
    };
    let is_function = memchr::memchr(b'(', line).is_some() && !is_assigned(declared);
    if begins_with(declared, CASES)
        || has(above, IS_CASE)
        || is_function && !name.is_empty() && is_called_test()
    {
        return (Kind::Case, name);
    }
    if name.is_empty() { (Kind::Done, name) } else { (Kind::Named, name) }
}

/// Where the value of an assignment begins, if the line is one.
fn equals(line: &[u8]) -> Option<usize> {
    let mut at = memchr::memchr_iter(b'=', line);
    at.find(|&at| {
        !line[..at].last().is_some_and(|byte| b"=!<>".contains(byte))
            && !line.get(at + 1).is_some_and(|byte| b"=~>".contains(byte))
    })
}

fn is_assigned(line: &[u8]) -> bool {
    let open = memchr::memchr(b'(', line).unwrap_or(line.len());
    equals(line).is_some_and(|equals| equals < open)
}

/// What a declaration declares: `def NAME(`, `const NAME: T = `, `@NAME value`, `let(:NAME)`.
fn name(line: &[u8]) -> &[u8] {
    let word = |text: &'_ [u8]| text.iter().take_while(|byte| is_word(**byte)).count();
    if let Some(rest) = line.strip_prefix(b"@") {
        return &rest[..word(rest)];
    }
    if let Some(at) = memchr::memmem::find(&line[..line.len().min(12)], b"(:") {
        return &line[at + 2..at + 2 + word(&line[at + 2..])];
    }
    let last = |text: &'_ [u8]| {
        let text = text.trim_ascii_end();
        text.len() - text.iter().rev().take_while(|byte| is_word(**byte)).count()..text.len()
    };
    if is_assigned(line) {
        let left = &line[..equals(line).unwrap_or_default()];
        let left = left.strip_suffix(b":").unwrap_or(left);
        let left = memchr::memchr(b':', left).map_or(left, |colon| &left[..colon]);
        return &left[last(left)];
    }
    let open = memchr::memchr(b'(', line).unwrap_or(line.len());
    let left = &line[..open];
    // A call declares nothing.
    let is_declaration = left.trim_ascii().contains(&b' ') && !begins_with(line, CASES);
    if is_declaration { &left[last(left)] } else { b"" }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use crate::site::language::Language;

    fn outline(path: &str, text: &str) -> Vec<(Kind, String, usize)> {
        let lexed = Lexed::new(text.as_bytes(), &Language::of_path(path).syntax());
        let outline = Outline::new(&lexed);
        let parts = 0..outline.parts.len();
        parts
            .map(|at| {
                let part = &outline.parts[at];
                let name = String::from_utf8(part.name.to_vec()).unwrap();
                (part.kind, name, outline.groups_of(at).count())
            })
            .collect()
    }

    #[test]
    fn parts_are_told_by_how_a_file_is_indented() {
        let python = "import os\n\nKEY = os.getenv(\"KEY\")\n\n\nclass TestIt:\n    \
            def setUp(self):\n        pass\n\n    @skip(\n        KEY\n    )\n    def test_a(\n        \
            self,\n    ):\n        text = \"\"\"\nat the margin\n\"\"\"\n        pass\n\n    \
            def helper(self):\n        pass\n\n\nmain()\n";
        let found = outline("tests/test_a.py", python);
        let wanted = [
            (Kind::Import, "", 0),
            (Kind::Named, "KEY", 0),
            (Kind::Preparation, "setUp", 1),
            (Kind::Case, "test_a", 1),
            (Kind::Named, "helper", 1),
            (Kind::Done, "", 0),
        ];
        assert_eq!(found, wanted.map(|(kind, name, depth)| (kind, name.to_owned(), depth)));
    }

    #[test]
    fn calls_that_test_are_cases() {
        let typescript = "import x from \"x\";\nconst model: string = \"NAME\";\nvi.mock(\"x\");\n\
            describe(\"a\", () => {\n  it(\"b\", async () => {\n    await x();\n  });\n});\n";
        let found = outline("a.test.ts", typescript);
        let kinds: Vec<(Kind, &str)> =
            found.iter().map(|(kind, name, _)| (*kind, name.as_str())).collect();
        let wanted =
            [(Kind::Import, ""), (Kind::Named, "model"), (Kind::Done, ""), (Kind::Case, "")];
        assert_eq!(kinds, wanted);
    }

    #[test]
    fn the_last_part_of_a_group_ends_with_it() {
        let python = "class TestIt:\n    def test_a(self):\n        pass\n\n\nclass TestOther:\n    \
            def test_b(self):\n        pass\n";
        let lexed = Lexed::new(python.as_bytes(), &Language::of_path("a.py").syntax());
        let outline = Outline::new(&lexed);
        let ends: Vec<usize> = outline.parts.iter().map(|part| part.span.end).collect();
        assert_eq!(ends, [python.find("class TestOther").unwrap(), python.len()]);
    }
}
