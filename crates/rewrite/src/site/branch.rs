//! The condition under which code runs: `elif kind == Kind.GPT_4O:` above `ask(model="gpt-4o")`.

/// How many lines above a place its condition is looked for.
const ABOVE: usize = 12;
/// The longest line that is read, in bytes.
const LONGEST: usize = 300;
/// With what the line of a condition begins.
const BEGINNINGS: [&[u8]; 8] =
    [b"if ", b"if(", b"elif ", b"elsif ", b"elseif ", b"else if", b"case ", b"when "];

/// The line with the condition of the innermost branch in which `at` stands, as indentation has
/// it; `None` where the lines above begin something else first.
pub(super) fn condition(text: &[u8], at: usize) -> Option<&[u8]> {
    // A line of megabytes is not read again for each name in it.
    let head = &text[at.saturating_sub(LONGEST * (ABOVE + 1))..at];
    let mut lines = head.rsplit(|&byte| byte == b'\n');
    let own = lines.next()?;
    let mut indent = indent(own).unwrap_or(own.len());
    if begins(own) {
        return Some(own);
    }
    for line in lines.take(ABOVE) {
        if indent == 0 {
            break;
        }
        match self::indent(line) {
            _ if line.len() > LONGEST => return None,
            Some(other) if other < indent && begins(line) => return Some(line),
            Some(other) if other < indent => indent = other,
            _ => {}
        }
    }
    None
}

/// How far a line is indented, in bytes; `None` of one without code.
fn indent(line: &[u8]) -> Option<usize> {
    line.iter().position(|byte| !byte.is_ascii_whitespace())
}

fn begins(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"}").map_or(line, <[u8]>::trim_ascii_start);
    BEGINNINGS.iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_condition_counts() {
        for (text, wanted) in [
            ("if a:\n    x = [\n        NAME", Some("if a:")),
            ("if a:\n    b()\nelif c:\n    NAME", Some("elif c:")),
            ("if a:\n    b()\nelse:\n    NAME", None),
            ("  case A:\n    return f({\n      m: NAME", Some("  case A:")),
            ("  case A: return NAME", Some("  case A: return ")),
            ("if a:\n    b()\nNAME", None),
            ("if (a) {\n  b()\n} else if (c) {\n  NAME", Some("} else if (c) {")),
            ("NAME", None),
        ] {
            let at = text.find("NAME").unwrap_or_default();
            let found = condition(text.as_bytes(), at);
            assert_eq!(found, wanted.map(str::as_bytes), "{text}");
        }
    }
}
