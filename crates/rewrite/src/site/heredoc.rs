//! Files that a script writes: the text behind `cat > FILE <<EOF` is read as the file would be.
//!
//! ```text
//! cat <<'EOF' > src/main/resources/application.properties
//! spring.ai.model=NAME
//! EOF
//! python3 - <<EOF
//! ask(model="NAME")
//! EOF
//! ```

use super::around::{line_before, line_behind};
use super::language::Language;
use super::path;
use memchr::memmem;
use modelmod_edit::Span;

/// The longest line that is read for what it opens.
const LONGEST: usize = 2_000;

/// The texts in `script` whose language is known, with it, by position.
pub(super) fn blocks(script: &[u8]) -> Vec<(Language, Span)> {
    let texts = texts(script).into_iter();
    texts.filter_map(|(line, text)| Some((language(&script[line.range()])?, text))).collect()
}

/// The texts in `script` that it only shows: `cat <<EOF`.
pub(super) fn shown(script: &[u8]) -> Vec<Span> {
    let is_shown = |line: Span| {
        let command = script[line.range()].trim_ascii();
        let rest = command.strip_prefix(b"cat").unwrap_or_default();
        rest.trim_ascii().starts_with(b"<<") && !command.iter().any(|byte| b">|)".contains(byte))
    };
    let texts = texts(script).into_iter();
    texts.filter(|(line, _)| is_shown(*line)).map(|(_, text)| text).collect()
}

/// The lines that open texts in `script`, and the texts, by position.
fn texts(script: &[u8]) -> Vec<(Span, Span)> {
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some(found) = memmem::find(&script[at..], b"<<") {
        let mark = at + found;
        // Of a very long line only its end is asked for what it does.
        let start = mark - line_before(script, mark, LONGEST).len();
        let line = Span::new(start, mark + line_behind(script, mark, usize::MAX).len());
        at = line.end.max(mark + 2);
        let Some((word, is_indented)) = word_behind(&script[mark + 2..line.end]) else { continue };
        let body = (line.end + 1).min(script.len());
        let Some(len) = length(&script[body..], word, is_indented) else { continue };
        at = body + len;
        texts.push((line, Span::new(body, at)));
    }
    texts
}

/// The word that ends the text, and whether tabs may stand before it.
fn word_behind(rest: &[u8]) -> Option<(&[u8], bool)> {
    let (rest, is_indented) = rest.strip_prefix(b"-").map_or((rest, false), |rest| (rest, true));
    let rest = rest.trim_ascii_start();
    let rest = [&b"'"[..], b"\"", b"\\"].iter().find_map(|q| rest.strip_prefix(*q)).unwrap_or(rest);
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let len = rest.iter().take_while(is_part).count();
    (len > 0 && !rest[0].is_ascii_digit()).then_some((&rest[..len], is_indented))
}

/// How long the text is that `word` on a line of its own ends.
fn length(text: &[u8], word: &[u8], is_indented: bool) -> Option<usize> {
    let mut start = 0;
    for line in text.split(|&byte| byte == b'\n') {
        let own = line.strip_suffix(b"\r").unwrap_or(line);
        let tabs = own.iter().take_while(|byte| **byte == b'\t').count();
        if own == word || is_indented && &own[tabs..] == word {
            return Some(start);
        }
        start += line.len() + 1;
    }
    None
}

/// What the command of `line` makes of the text: the file that it writes, or the program that
/// reads it.
fn language(line: &[u8]) -> Option<Language> {
    if line.len() > LONGEST {
        return None;
    }
    let line = std::str::from_utf8(line).ok()?.trim_start();
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let program = first.rsplit('/').next().unwrap_or(first);
    if ["cat", "tee", "sudo"].contains(&program) || line.contains("| tee ") {
        return of_file(target(line)?);
    }
    let is_stdin = words.clone().next().is_some_and(|word| word == "-" || word.starts_with("<<"));
    match program {
        "python" | "python3" if is_stdin => Some(Language::Python),
        "node" if is_stdin => Some(Language::JavaScript),
        "ruby" if is_stdin => Some(Language::Ruby),
        _ => None,
    }
}

/// The file that a command writes its text to.
fn target(line: &str) -> Option<&str> {
    let behind = |mark: &str| line.rfind(mark).map(|at| &line[at + mark.len()..]);
    let rest = behind("tee -a ").or_else(|| behind("tee ")).or_else(|| behind(">"))?;
    let word = rest.trim_start().split([' ', ';', '|', '<', '&']).next()?;
    let word = word.trim_matches(['"', '\'']);
    (!word.is_empty()).then_some(word)
}

/// What a file of this name is written in, where that is known and no test, record or migration.
fn of_file(name: &str) -> Option<Language> {
    match Language::of_path(name) {
        Language::Other | Language::Prose | Language::Notebook => None,
        language => path::site(name).is_none().then_some(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_by_what_becomes_of_them() {
        let script = b"cat > .env <<EOF\nMODEL=a\nEOF\necho $((1 << 2))\ncat <<'X' >>\"$D/a.toml\"\nb = 1\nX\n\
            python3 - <<-END\n\tprint(1)\n\tEND\nssh host <<EOF\nls\nEOF\nsudo tee -a /etc/x.yaml <<EOF > /dev/null\na: 1\nEOF\n\
            cat > tests/test_x.py <<EOF\nx\nEOF\ncat <<EOF\nnothing\nEOF\ncat > open.json <<EOF\n{}";
        let found: Vec<(Language, &[u8])> = blocks(script)
            .into_iter()
            .map(|(language, span)| (language, &script[span.range()]))
            .collect();
        assert_eq!(
            found,
            [
                (Language::Dotenv, &b"MODEL=a\n"[..]),
                (Language::Toml, b"b = 1\n"),
                (Language::Python, b"\tprint(1)\n"),
                (Language::Yaml, b"a: 1\n"),
            ]
        );
    }
}
