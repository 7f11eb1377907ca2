//! The parts of a file of code that have to be parsed to know what stands around its names.
//!
//! A file of code is a row of declarations and statements, and the grammar reads each of them the
//! same whatever stands beside it. So those in which no name stands need not be parsed: that takes
//! a hundred times as long as to find out where they begin. Where one begins is only said of lines
//! that can be nothing else, outside of all brackets, literals and comments; a line that is
//! overlooked makes a part longer, and no more. In scripts, which may have all on one line, they
//! also begin right behind a semicolon. Parts that turn out not to be sound are not used:
//! then all of the file is parsed.

use super::around::begins_line;
use super::begins::{Before, Begins, begins, word};
use super::brackets::Bracket;
use super::language::Language;
use super::lexer::Lexed;
use super::source::Source;
use modelmod_edit::Span;

/// Shorter texts are parsed as a whole.
pub(super) const SHORT: usize = 300;

/// Shorter blocks of code in other texts are. An author of an example leaves out what everybody
/// knows, and it is told of a name that it was read line by line for that: so all of it has to be
/// sound.
const SHORT_BLOCK: usize = 2_000;

/// Shorter statements are not taken apart.
const LONG: usize = 150;

/// How deep statements in statements are looked for.
const DEEPEST: usize = 6;

/// The parts of `source` in which `spans` stand, by position: whole statements, of long functions
/// and classes those in them. `None` where that is not known of the language, or no less than most
/// of the text.
pub(super) fn around(source: &Source<'_>, spans: &[Span]) -> Option<Vec<Span>> {
    let (text, begins) = (source.text, begins(source.language)?);
    let short = if source.is_block { SHORT_BLOCK } else { SHORT };
    if text.len() < short || spans.is_empty() {
        return None;
    }
    if may_be_misread(source) {
        return None;
    }
    let statements = Statements { language: source.language, begins, lexed: source.lexed() };
    let mut outermost = Parts::default();
    for span in spans {
        let last = outermost.end();
        if last < span.end {
            let start = statements.before(span.start, last);
            outermost.add(Span::new(start, statements.behind(span.end)));
        }
    }
    let mut parts = Parts::default();
    for part in outermost.0 {
        statements.thin(part, Level::OUTERMOST, spans, DEEPEST, &mut parts);
    }
    let len: usize = parts.0.iter().map(|part| part.len()).sum();
    (len < text.len() / 4 * 3).then_some(parts.0)
}

/// Whether the statements of a language can be told apart.
pub(super) fn are_known(language: Language) -> bool {
    begins(language).is_some()
}

/// Whether a script may have a regular expression with a backtick where none was looked for:
/// ``if (a) /`/.test(b)``. Behind it, templates and what is between them would change places.
///
/// In Python, lines for the shell and the kernel (`!pip`, `%time`) are blanks to the grammar: which
/// statement they stand in is not told by their indent.
fn may_be_misread(source: &Source<'_>) -> bool {
    let text = source.text;
    if source.language == Language::Python {
        return memchr::memchr2_iter(b'!', b'%', text).any(|at| begins_line(text, at));
    }
    let is_script =
        matches!(source.language, Language::JavaScript | Language::TypeScript | Language::Tsx);
    is_script
        && memchr::memchr_iter(b'/', text).any(|at| {
            let rest = &text[at + 1..];
            if matches!(rest.first(), Some(b'/' | b'*')) {
                return false;
            }
            let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len()).min(LINE)];
            let before = text[at.saturating_sub(LINE)..at].trim_ascii_end();
            let word = last_word(before);
            let words: [&[u8]; 12] = [
                b"yield",
                b"await",
                b"do",
                b"else",
                b"return",
                b"typeof",
                b"case",
                b"void",
                b"delete",
                b"in",
                b"of",
                b"instanceof",
            ];
            line.contains(&b'`')
                && (matches!(before.last(), Some(b')' | b'>')) || words.contains(&word))
        })
}

/// How much of a line is looked at, to each side.
const LINE: usize = 300;

/// Parts of a text by position, none beside another.
#[derive(Default)]
struct Parts(Vec<Span>);

impl Parts {
    fn end(&self) -> usize {
        self.0.last().map_or(0, |part| part.end)
    }

    fn add(&mut self, part: Span) {
        match self.0.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ if part.is_empty() => {}
            _ => self.0.push(part),
        }
    }
}

/// Where statements are beside each other.
#[derive(Clone, Copy)]
struct Level<'t> {
    /// What stands before each on its line; `None` where that says nothing.
    indent: Option<&'t [u8]>,
    /// The innermost bracket that is open around them.
    bracket: Option<usize>,
}

impl Level<'_> {
    /// That of the file.
    const OUTERMOST: Self = Self { indent: Some(b""), bracket: None };
}

struct Statements<'l, 't> {
    language: Language,
    begins: Begins,
    lexed: &'l Lexed<'t>,
}

impl<'t> Statements<'_, 't> {
    /// Where the statement at `at` begins; not before `floor`, where one does.
    fn before(&self, at: usize, floor: usize) -> usize {
        let mut line = self.line_of(at);
        while line > floor && !self.begins_at(line, Level::OUTERMOST) {
            line = self.line_of(line - 1);
        }
        line.max(floor)
    }

    /// Where the next statement behind `at` begins, or the text ends.
    fn behind(&self, at: usize) -> usize {
        let rest = Span::new(at, self.lexed.text.len());
        self.starts(rest, Level::OUTERMOST).next().unwrap_or(rest.end)
    }

    /// Where statements begin behind the beginning of `part`.
    fn starts(&self, part: Span, level: Level<'t>) -> impl Iterator<Item = usize> {
        let text = &self.lexed.text[part.range()];
        let ends = memchr::memchr2_iter(b'\n', self.end_of_statement(), text);
        let lines = ends.map(move |end| part.start + end + 1).filter(move |&line| line < part.end);
        lines.filter(move |&line| self.begins_at(line, level))
    }

    /// Adds to `parts` what of `part`, whole statements of this level, has to be parsed for those
    /// of `spans` that stand in it.
    fn thin(&self, part: Span, level: Level<'t>, spans: &[Span], depth: usize, parts: &mut Parts) {
        let mut start = part.start;
        for end in self.starts(part, level).chain([part.end]) {
            let statement = Span::new(start, end);
            start = end;
            let first = spans.partition_point(|span| span.end <= statement.start);
            let last = spans.partition_point(|span| span.start < statement.end);
            if first >= last {
                continue;
            }
            let is_long = statement.len() >= LONG && depth > 0;
            match is_long.then(|| self.body(statement, level, &spans[first..last])).flatten() {
                Some((body, inner)) => {
                    parts.add(Span::new(statement.start, body.start));
                    self.thin(body, inner, spans, depth - 1, parts);
                    parts.add(Span::new(body.end, statement.end));
                }
                None => parts.add(statement),
            }
        }
    }

    /// The statements in a statement of this level, where it is known that what stands beside each
    /// other there says nothing of the other; `spans` are those that matter in it.
    fn body(&self, statement: Span, level: Level<'t>, spans: &[Span]) -> Option<(Span, Level<'t>)> {
        match self.language {
            Language::Python => self.indented(statement, level, spans),
            // Text between elements may look like statements in the other ones.
            Language::TypeScript | Language::Go | Language::Java => {
                self.in_braces(statement, *spans.first()?)
            }
            _ => None,
        }
    }

    /// The body of a function, a class or a `with`; but for what stands before the second statement
    /// in it, where none of `spans` is in the body or it is not certain where that begins.
    fn indented(
        &self,
        statement: Span,
        level: Level<'t>,
        spans: &[Span],
    ) -> Option<(Span, Level<'t>)> {
        let text = self.lexed.text;
        let lines = || {
            let ends = memchr::memchr_iter(b'\n', &text[statement.range()]);
            let behind = ends.map(|end| statement.start + end + 1);
            std::iter::once(statement.start).chain(behind).filter(|&line| line < statement.end)
        };
        let is_head = |line: &usize| self.first(*line, level).is_some_and(|at| text[at] != b'@');
        let head = lines().find(is_head)?;
        let at = self.first(head, level)?;
        let behind = text[at..].strip_prefix(b"async ").unwrap_or(&text[at..]);
        // Others may have an `else`, which would be taken for that of what is left out before it.
        if !matches!(word(behind.trim_ascii_start()), b"def" | b"class" | b"with") {
            return None;
        }
        let outer = level.indent?;
        let (line, indent) = lines().skip_while(|&line| line <= head).find_map(|line| {
            let indent = self.indent(line);
            let at = line + indent.len();
            let is_code = text.get(at).is_some_and(|byte| !b"\r\n#".contains(byte));
            let is_deeper = indent.len() > outer.len() && indent.starts_with(outer);
            (is_code && is_deeper && self.innermost(at).is_none()).then_some((line, indent))
        })?;
        let inner = Level { indent: Some(indent), bracket: None };
        let rest = Span::new(head, statement.end);
        let is_first = self.code_before(line).is_some_and(|last| text[last] == b':');
        let is_needed = spans.last().is_some_and(|span| span.start >= line);
        let second = || self.starts(rest, inner).next();
        let body = if is_first && is_needed { line } else { second()? };
        Some((Span::new(body, statement.end), inner))
    }

    /// What stands in the outermost braces around `span` that hold statements.
    fn in_braces(&self, statement: Span, span: Span) -> Option<(Span, Level<'t>)> {
        let text = self.lexed.text;
        let around: Vec<Bracket> = self.lexed.brackets.around(span.start).collect();
        let braces = around.iter().rev().filter(|one| one.byte == b'{' && one.at > statement.start);
        braces.take(DEEPEST).find_map(|brace| {
            let end = self.lexed.brackets.end_of(brace.at)?.min(statement.end);
            let (inside, level) =
                (Span::new(brace.at, end), Level { indent: None, bracket: Some(brace.at) });
            // The statements of a case belong to it.
            let is_case = |line: usize| {
                let at = line + self.indent(line).len();
                matches!(word(&text[at..]), b"case" | b"default")
                    && self.innermost(at) == level.bracket
            };
            let ends = memchr::memchr2_iter(b'\n', b';', &text[inside.range()]);
            if ends.map(|end| inside.start + end + 1).any(is_case) {
                return None;
            }
            // Braces in which no statement begins hold something else.
            self.starts(inside, level).next()?;
            Some((Span::new(brace.at + 1, end), level))
        })
    }

    /// Whether a statement of this level begins with the line at `line`.
    fn begins_at(&self, line: usize, level: Level<'t>) -> bool {
        let text = self.lexed.text;
        self.first(line, level).is_some_and(|at| {
            (self.begins)(&text[at..], self.before_line(at)) && !self.is_decorated(line, level)
        })
    }

    /// The first byte of the line at `line`, where it is of this level and may begin a statement.
    fn first(&self, line: usize, level: Level<'t>) -> Option<usize> {
        // Of most lines the first byte says it, and nothing else has to be looked at.
        let at = line + level.indent.map_or_else(|| self.indent(line).len(), <[u8]>::len);
        let byte = *self.lexed.text.get(at)?;
        let may_begin = (byte == b'@' || is_letter(byte))
            // Before a letter nothing else can stand.
            && level.indent.is_none_or(|wanted| self.lexed.text[line..].starts_with(wanted))
            && self.innermost(at) == level.bracket
            && self.lexed.holding(Span::new(at, at + 1)).is_none();
        may_begin.then_some(at)
    }

    fn indent(&self, line: usize) -> &'t [u8] {
        let text = self.lexed.text;
        let rest = text.get(line..).unwrap_or_default();
        let len = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        &rest[..len]
    }

    /// The innermost bracket that is open at `at`.
    fn innermost(&self, at: usize) -> Option<usize> {
        self.lexed.brackets.around(at).next().map(|bracket| bracket.at)
    }

    /// The end of the code before a line that begins at `at`.
    fn before_line(&self, at: usize) -> Before<'t> {
        let Some(last) = self.code_before(at) else {
            return Before { byte: None, word: b"", is_of_head: false };
        };
        let byte = self.lexed.text[last];
        let is_of_head = byte == b')' && self.language.is_script() && self.ends_head(last);
        Before { byte: Some(byte), word: last_word(&self.lexed.text[..=last]), is_of_head }
    }

    /// Whether the bracket that is closed at `end` is that of an `if` or the like.
    fn ends_head(&self, end: usize) -> bool {
        let heads: [&[u8]; 7] = [b"if", b"while", b"for", b"await", b"switch", b"catch", b"with"];
        let Some(open) = self.innermost(end) else { return true };
        heads.contains(&last_word(self.lexed.text[..open].trim_ascii_end()))
    }

    /// Where the last byte before `at` is that is neither white space nor part of a comment.
    fn code_before(&self, at: usize) -> Option<usize> {
        let mut end = at;
        loop {
            end = self.lexed.text[..end].trim_ascii_end().len();
            let last = end.checked_sub(1)?;
            match self.lexed.holding(Span::new(last, end)) {
                Some(comment) if comment.quote.is_none() => end = comment.span.start,
                _ => return Some(last),
            }
        }
    }

    /// Whether the statement above is but a decorator of this one.
    fn is_decorated(&self, line: usize, level: Level<'t>) -> bool {
        let floor = level.bracket.unwrap_or(0);
        let mut above = line;
        while above > floor {
            above = self.line_of(above - 1);
            if let Some(at) = self.first(above, level) {
                return self.lexed.text[at] == b'@';
            }
            if self.is_above(above, level) {
                break;
            }
        }
        false
    }

    /// Whether the line at `line` is of a level around this one: what its statements stand in
    /// begins there.
    fn is_above(&self, line: usize, level: Level<'t>) -> bool {
        let at = line + self.indent(line).len();
        let is_code = || self.lexed.text.get(at).is_some_and(|byte| !b"\r\n#".contains(byte));
        level.indent.is_some_and(|indent| at - line < indent.len())
            && is_code()
            && self.innermost(at).is_none()
            && self.lexed.holding(Span::new(at, at + 1)).is_none()
    }

    /// Where the line, or the statement behind a semicolon, begins in which `at` stands.
    fn line_of(&self, at: usize) -> usize {
        let end = memchr::memrchr2(b'\n', self.end_of_statement(), &self.lexed.text[..at]);
        end.map_or(0, |end| end + 1)
    }

    /// Behind this byte a statement may begin, as it may on a new line.
    fn end_of_statement(&self) -> u8 {
        if self.language.is_script() { b';' } else { b'\n' }
    }
}

/// The letters with which `text` ends.
fn last_word(text: &[u8]) -> &[u8] {
    let len = text.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    &text[text.len() - len..]
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$')
}

#[cfg(test)]
mod tests {
    use super::super::syntax::Syntax;
    use super::*;
    use std::path::Path;

    fn places_of(text: &str, word: &str) -> Vec<Span> {
        text.match_indices(word).map(|(at, word)| Span::new(at, at + word.len())).collect()
    }

    /// What is parsed for `NAME` in `text`, with a long statement before it and one behind.
    fn parsed(language: Language, filler: &str, text: &str) -> String {
        let filler = filler.repeat(SHORT.div_ceil(filler.len()));
        let text = format!("{filler}{text}{filler}");
        let source = Source::of(language, text.as_bytes());
        let parts = around(&source, &places_of(&text, "NAME")).unwrap();
        parts.iter().map(|part| &text[part.range()]).collect()
    }

    #[test]
    fn statements_begin_where_nothing_else_can() {
        let python = |text: &str| parsed(Language::Python, "x = 1\n", text);
        for text in [
            "m = 'NAME'\n",
            "@a\n@b(\n  1\n)\n# why\ndef f():\n    return 'NAME'\n",
            "if a:\n    b\nelse:\n    m = 'NAME'\n",
            "m = \\\nf('NAME')\n",
            "m = '''\ndef f():\n'NAME'\n'''\n",
            "m = (\nf, # (\n'NAME')\n",
            "m = a. # why\nb('NAME')\n",
            "m = not\nb('NAME')\n",
        ] {
            assert_eq!(python(text), text);
        }
        let script = |text: &str| parsed(Language::TypeScript, "const x = f();\n", text);
        for text in [
            "const m = 'NAME'\n",
            "if (a) {\n}\nelse f('NAME')\n",
            "if (a)\nf('NAME');\n",
            "const m = `\nexport const ${a({b: `}`})}\nNAME`;\n",
            "@a\nexport class B { m = 'NAME' }\n",
            "const m = {\n}\nas const, n = 'NAME';\n",
        ] {
            assert_eq!(script(text), text);
        }
        assert_eq!(script("a();b('NAME');for(;;)c();d();"), "b('NAME');");
        let java = |text: &str| parsed(Language::Java, "class A { int a = f(); }\n", text);
        for text in [
            "@B\n@C(d = 1)\nclass E { String m = \"NAME\"; }\n",
            "class E {\n  int[] a = { 1 };\n  String m = b\n      .c(\"NAME\");\n}\n",
        ] {
            assert_eq!(java(text), text);
        }
        // Without semicolons: behind the head of an `if`, a statement goes on.
        let bare = |text: &str| parsed(Language::TypeScript, "f(1)\n", text);
        for text in
            ["g(2)\n  .h('NAME')\n", "if (a)\ng('NAME')\n", "for await (const a of b)\ng('NAME')\n"]
        {
            assert_eq!(bare(text), text);
        }
        let stray = "export\nconst m = f('NAME')\n";
        assert_eq!(bare(stray), stray);
        let go = "func f() string {\n\treturn `\nfunc NAME`\n}\n";
        assert_eq!(parsed(Language::Go, "var x = 1\n", go), go);
    }

    /// A backtick in a regular expression would have templates and what is between them change
    /// places.
    #[test]
    fn a_script_that_may_be_misread_is_parsed_as_a_whole() {
        let text = |line: &str| {
            let filler = "const value = compute(1, 2);\n".repeat(SHORT / 20);
            format!("{filler}{line}\n{filler}const m = `\nconst x = 'NAME';\n`;\n{filler}")
        };
        let is_in_parts = |line: &str| {
            let text = text(line);
            let at = memchr::memmem::find(text.as_bytes(), b"NAME").unwrap();
            let source = Source::of(Language::TypeScript, text.as_bytes());
            around(&source, &[Span::new(at, at + 4)]).is_some()
        };
        for line in ["if (a) /`/.test(b);", "const f = x => /`/;", "for (;;) { yield /`/ }"] {
            assert!(!is_in_parts(line), "{line}");
        }
        for line in ["const u = `https://a.b/c`;", "const f = (a + b) / c;", "// if (a) x"] {
            assert!(is_in_parts(line), "{line}");
        }
    }

    #[test]
    fn long_ones_are_taken_apart() {
        let long = |line: &str| line.repeat(SHORT.div_ceil(line.len()));
        let class = |method: &str| {
            let other = format!("    @c\n    def other(self):\n{}", long("        self.x()\n"));
            format!("class A(B):\n    '''Of it.'''\n{other}{method}{other}")
        };
        let method = "    @d\n    async def it(self):\n        return 'NAME'\n";
        let python = |text: &str| parsed(Language::Python, "x = 1\n", text);
        assert_eq!(python(&class(method)), format!("class A(B):\n{method}"));
        // Something stands in each body; and a return type, too, may be on a line of its own.
        let body = long("    f()\n");
        let head = "def f(a='NAME'):\n    # why\n    b = 1\n";
        assert_eq!(python(&format!("{head}{body}")), head);
        let inside = format!("def f():\n    with a as b:\n        c()\n{}", long("        d()\n"));
        let found = python(&format!("{inside}        m = 'NAME'\n"));
        assert_eq!(found, "def f():\n    with a as b:\n        m = 'NAME'\n");
        let head = "def f() -> \\\n    int:\n    b = 1\n";
        let wanted = format!("{head}    c = 'NAME'\n");
        assert!(python(&format!("{wanted}{body}")).starts_with(&wanted));
        let test = |inner: &str| {
            let other = format!("  it('x', () => {{\n{}  }});\n", long("    f();\n"));
            format!("describe('a', () => {{\n{other}{inner}{other}}});\n")
        };
        let long_go = format!("func f() {{\n\ta := 1\n{}", long("\tb(a)\n"));
        let go = format!("{long_go}\tc := d(\n\t\t\"NAME\",\n\t)\n\tif c {{\n\t}}\n}}\n");
        let found = parsed(Language::Go, "var x = 1\n", &go);
        assert_eq!(found, "func f() {\tc := d(\n\t\t\"NAME\",\n\t)\n}\n");
        let method = "  @B\n  String m() {\n    return \"NAME\";\n  }\n";
        let other = format!("  void o() {{\n{}  }}\n", long("    f();\n"));
        let java = format!("class A {{\n  int a;\n{other}{method}{other}}}\n");
        let found = parsed(Language::Java, "class X {}\n", &java);
        assert_eq!(found, format!("class A {{{method}}}\n"));
        let inner = "  it('y', () => {\n    f('NAME');\n  });\n";
        let found = parsed(Language::TypeScript, "f();\n", &test(inner));
        assert!(
            found.starts_with("describe('a', () => {  it('y'") && found.contains(inner),
            "{found}"
        );
        assert!(found.len() < test(inner).len() - SHORT, "{found}");
        // A case does not end with a statement.
        let choice = format!("switch (a) {{\ncase 1:\n{}return 'NAME';\n}}\n", long("f();\n"));
        assert_eq!(parsed(Language::TypeScript, "f();\n", &choice), choice);
    }

    #[test]
    fn a_short_file_is_taken_apart_and_a_short_block_is_not() {
        let text = "value = compute(1, 2)\n".repeat(20) + "m = 'NAME'\n";
        assert!((SHORT..SHORT_BLOCK).contains(&text.len()));
        let source = || Source::of(Language::Python, text.as_bytes());
        let names = places_of(&text, "NAME");
        let found = around(&source(), &names).unwrap();
        let found: Vec<&str> = found.iter().map(|part| &text[part.range()]).collect();
        assert_eq!(found, ["m = 'NAME'\n"]);
        assert_eq!(around(&source().of_block(), &names), None);
    }

    #[test]
    fn parts_say_what_the_whole_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
        let mut count = 0;
        for folder in std::fs::read_dir(root).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let language = Language::of_path(path.to_str().unwrap());
                let Ok(text) = std::fs::read_to_string(&path) else { continue };
                if begins(language).is_none() {
                    continue;
                }
                let text = text.repeat(SHORT.div_ceil(text.len().max(1)));
                let source = Source::of(language, text.as_bytes());
                let whole = Syntax::new(language, text.as_bytes()).unwrap();
                // Each third name alone, so that much can be left out.
                let names = places_of(&text, "claude").into_iter().step_by(3);
                for name in names.filter(|_| whole.is_sound()) {
                    let Some(parts) = around(&source, &[name]) else { continue };
                    let Some(part) = Syntax::of_parts(language, text.as_bytes(), &parts) else {
                        continue;
                    };
                    let (here, there) = (part.places(&[name]), whole.places(&[name]));
                    assert_eq!(format!("{here:?}"), format!("{there:?}"), "{path:?} {name:?}");
                    count += 1;
                }
            }
        }
        assert!(count > 100, "the cases are there: {count}");
    }
}
