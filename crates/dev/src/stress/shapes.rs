//! The hostile texts: each is one line, or nearly, of what a careless reader does not expect.

use super::tongues::Tongue;

/// A way to make a text of a given length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    make: fn(&Tongue, usize) -> String,
}

/// All shapes.
pub(super) const ALL: &[Shape] = &[
    Shape { name: "statements", make: |tongue, len| fill(tongue.statement, len) },
    Shape { name: "lines", make: |tongue, len| fill(&format!("{}\n", tongue.statement), len) },
    Shape { name: "list", make: |tongue, len| bracketed(tongue.list, len) },
    Shape { name: "table", make: |tongue, len| bracketed(tongue.table, len) },
    Shape { name: "comment", make: |tongue, len| between(tongue.comment, "@ ", len) },
    Shape {
        name: "quotes in a comment",
        make: |tongue, len| between(tongue.comment, "\"@\" ", len),
    },
    Shape { name: "string", make: |tongue, len| between(tongue.string, "@ ", len) },
    Shape {
        name: "quotes in a string",
        make: |tongue, len| between(tongue.string, "model='@' ", len),
    },
    Shape { name: "assigned", make: |_, len| between(("model = ", ""), "\"@\" + ", len) },
    Shape { name: "indexed", make: |_, len| between(("x = x", ";"), "[\"@\"]", len) },
    Shape { name: "chained", make: |_, len| between(("x = x", ";"), ".model(\"@\")", len) },
    Shape {
        name: "default last",
        make: |_, len| between(("f(", ""), "\"--model\", default=\"@\", ", len),
    },
    Shape { name: "nested", make: |_, len| fill("[{\"a\":", len) },
    Shape { name: "nested names", make: |_, len| fill("[{\"model\":\"@\",\"a\":", len) },
    Shape { name: "names in brackets", make: |_, len| deep("[", "\"@\",", "]", len) },
    Shape { name: "names in groups", make: |_, len| deep("(", "f(model=\"@\"),", ")", len) },
    Shape { name: "names behind spaces", make: |_, len| behind_spaces(len) },
    Shape { name: "closing brackets", make: |_, len| fill("]})", len) },
    Shape { name: "opening brackets", make: |_, len| fill("(", len) },
    Shape { name: "quotes", make: |_, len| fill("\"", len) },
    Shape { name: "triple quotes", make: |_, len| fill("\"\"\" '''", len) },
    Shape { name: "escaped quotes", make: |_, len| fill("\\\"", len) },
    Shape { name: "here documents", make: |_, len| fill("<<A ", len) },
    Shape { name: "open comments", make: |tongue, len| fill(tongue.comment.0, len) },
    Shape { name: "block comments", make: |_, len| fill("/*", len) },
    Shape { name: "long brackets", make: |_, len| fill("[[", len) },
    Shape { name: "raw quotes", make: |_, len| fill("#\"", len) },
    Shape { name: "interpolations", make: |_, len| fill("\"${", len) },
    Shape { name: "expansions", make: |_, len| fill("$(", len) },
    Shape { name: "here lines", make: |_, len| fill("<<A\n", len) },
    Shape { name: "here texts", make: |_, len| fill("<<<A\n", len) },
    Shape { name: "slashes", make: |_, len| fill("/[", len) },
    Shape { name: "templates", make: |_, len| fill("`${", len) },
    Shape { name: "tags", make: |_, len| fill("<a>", len) },
    Shape { name: "operators", make: |_, len| fill("!-a+", len) },
    Shape { name: "else", make: |_, len| fill("if x {} else ", len) },
    Shape { name: "words", make: |_, len| fill("@ ", len) },
    Shape { name: "prefixes", make: |_, len| fill("us.anthropic.", len) },
    Shape { name: "letters", make: |_, len| fill("a", len) },
    Shape { name: "empty lines", make: |_, len| fill("\n", len) },
    Shape { name: "blocks", make: |tongue, len| fill(&blocks(tongue), len) },
    Shape { name: "suppressions", make: |_, len| fill("modelmod: ignore ", len) },
];

const NAME: &str = "claude-2.1";

impl Shape {
    /// A text of about `len` bytes in the language, with a name in it in any case.
    pub(super) fn text(&self, tongue: &Tongue, len: usize) -> Vec<u8> {
        let body = (self.make)(tongue, len);
        let statement = tongue.statement.replace('@', NAME);
        let body = format!("{statement}{body} {statement}");
        let (begin, end) = tongue.around;
        if tongue.is_cell {
            return cell(begin, &body).into_bytes();
        }
        format!("{begin}{body}{end}").into_bytes()
    }
}

fn fill(piece: &str, len: usize) -> String {
    let piece = piece.replace('@', NAME);
    piece.repeat(len.div_ceil(piece.len()))
}

fn bracketed([open, item, close]: [&str; 3], len: usize) -> String {
    format!("{open}{}{close}", fill(item, len))
}

fn between((open, close): (&str, &str), piece: &str, len: usize) -> String {
    format!("{open}{}\"\"{close}\n", fill(piece, len)).replace("\"\"\"", "\"")
}

fn deep(open: &str, item: &str, close: &str, len: usize) -> String {
    let (begin, end) = (fill(open, len / 3), fill(close, len / 3));
    format!("x = {begin}{}{end}", fill(item, len / 3))
}

fn behind_spaces(len: usize) -> String {
    format!("f{}({})", fill(" ", len / 2), fill("model=\"@\", ", len / 2))
}

/// Small blocks of code, cells or nothing, as the format has them.
fn blocks(tongue: &Tongue) -> String {
    let (open, close) = tongue.string;
    format!("{open}@{close}\n\ntext\n")
}

fn cell(begin: &str, body: &str) -> String {
    let escaped = body.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{begin}\"cells\":[{{\"cell_type\":\"code\",\"source\":[\"{escaped}\"]}}]}}")
}
