//! What a reader types: in a block of commands of a document.
//!
//! ```text
//! just eval mine PROVIDER/NAME
//! export GENERATOR=PROVIDER/NAME
//! "Use NAME to review this"
//! ```

use super::{shown, stated};
use crate::site::around::{line_before, line_behind, name_at_end};
use crate::site::judge::{answer, example, is_address};
use crate::site::language::Language;
use crate::site::{Site, bare, names};
use modelmod_edit::Span;

/// How much of a line is looked at, to each side.
const REACH: usize = 400;

/// The site of a name in a block of code, by its line in the document `text`, where its language
/// left it at `site`; `None` where it stays so. `is_guessed`: the document does not say what the
/// block is written in.
pub(super) fn site(
    language: Language,
    is_guessed: bool,
    text: &[u8],
    name: Span,
    site: Site,
) -> Option<Site> {
    let shell = language == Language::Shell;
    if matches!(site, Site::Unclear | Site::Text)
        && (is_default_of_option(text, name)
            || is_default_in_brackets(text, name)
            || is_default_in_box(text, name))
    {
        return Some(Site::Stated);
    }
    if site == Site::Unclear && (is_setting_of_the_environment(text, name) || is_flag(text, name)) {
        return Some(Site::Example);
    }
    if is_asked_by_magic(text, name) {
        return Some(Site::Example);
    }
    let is_typed = match site {
        Site::Type => is_line_of_object(language, text, name),
        Site::Unclear if shell && is_asked_by_its_address(text, name) => true,
        Site::Unclear | Site::Text if shell => {
            is_variable(text, name) || is_word(text, name) || is_foreign(text, name)
        }
        Site::Comment => {
            example::is_setting_taken_out(text, name)
                || shell && is_the_command_again(text, name)
                || is_guessed && is_prompt(text, name)
        }
        Site::Text | Site::Unclear if is_guessed => {
            is_prompt(text, name) || shown::is_chat_command(text, name)
        }
        _ => false,
    };
    is_typed.then_some(Site::Example)
}

/// `-m, --model  The model to use (default: NAME)`: what a program says of its options.
fn is_default_of_option(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, REACH).trim_ascii_start();
    let mut flags = line.split(|byte| b" ,=".contains(byte)).filter(|word| word.starts_with(b"--"));
    line.starts_with(b"-") && flags.any(names::is_model_flag) && stated::is_stated(text, name)
}

/// `MODEL=<optional, defaults to 'NAME'>`, `"..." (default: NAME)`, `--model TEXT [default: NAME]`:
/// nothing but the default stands in the brackets behind what has it.
fn is_default_in_brackets(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, REACH);
    let Some(open) = line.iter().rposition(|byte| b"([<".contains(byte)) else { return false };
    let close = match line[open] {
        b'(' => b')',
        b'[' => b']',
        _ => b'>',
    };
    let rest = line_behind(text, name.end, REACH);
    let end = rest.iter().find(|byte| !b"`'\" ".contains(byte));
    let before = &line[..open];
    let mut words = before.split(|byte| b" \"'=".contains(byte));
    let is_key = |word: &[u8]| {
        names::is_model_flag(word)
            || word.iter().any(|byte| b":._".contains(byte) || byte.is_ascii_uppercase())
                && names::selects_model(word)
    };
    end == Some(&close) && words.any(is_key) && stated::is_stated(text, name)
}

/// `│                 [default: NAME]  │` in a box of help, in which the option stands on a line
/// above.
fn is_default_in_box(text: &[u8], name: Span) -> bool {
    const SIDE: &str = "│";
    let line = line_before(text, name.start, REACH);
    let own = line.trim_ascii_start();
    let rest = line_behind(text, name.end, REACH);
    let Some(inner) = own.strip_prefix(SIDE.as_bytes()) else { return false };
    let is_alone = inner.trim_ascii() == b"[default:" && rest.starts_with(b"]");
    let above = &text[name.start.saturating_sub(4 * REACH)..name.start - line.len()];
    let above = above.rsplit(|&byte| byte == b'\n').skip(1).take(ABOVE).map(<[u8]>::trim_ascii);
    let mut inside = above.map_while(|line| line.strip_prefix(SIDE.as_bytes()));
    let option = inside.find_map(|line| {
        let word = line.split(u8::is_ascii_whitespace).find(|word| word.starts_with(b"--"))?;
        Some(names::is_model_flag(word))
    });
    is_alone && option == Some(true)
}

/// `%%ai provider/NAME` and nothing else on the line: a cell of a notebook that asks the model.
pub(in crate::site) fn is_asked_by_magic(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH).trim_ascii();
    let rest = line_behind(text, name.end, REACH).trim_ascii();
    let asks = [&b"%%ai"[..], b"%%llm", b"%%chat", b"%%ask"];
    asks.contains(&head) && (rest.is_empty() || rest.starts_with(b"-"))
}

/// `foundationModel: 'NAME',` behind another line of an object, of which the document does not show
/// the beginning: to the grammar it is the type of something.
fn is_line_of_object(language: Language, text: &[u8], name: Span) -> bool {
    let is_script = matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx);
    let head = line_before(text, name.start, REACH).trim_ascii_start();
    let rest = line_behind(text, name.end, REACH).trim_ascii();
    let code = head.strip_suffix(b"'").or_else(|| head.strip_suffix(b"\"")).unwrap_or_default();
    let key = code.trim_ascii_end().strip_suffix(b":").unwrap_or_default();
    // A member of a type may end with a comma, too.
    let above = &text[name.start.saturating_sub(ABOVE_OBJECT)..name.start];
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_start);
    let mut block = lines.by_ref().take_while(|line| !line.starts_with(b"```"));
    let declares = |line: &[u8]| {
        let line = line.strip_prefix(b"export ").unwrap_or(line);
        [&b"interface "[..], b"type ", b"declare ", b"function ", b"class "]
            .iter()
            .any(|word| line.starts_with(word))
    };
    is_script
        && matches!(rest, [b'\'' | b'"', b','])
        && !key.is_empty()
        && key == name_at_end(key)
        && names::selects_model(key)
        && !answer::is_answer(text, name)
        && !block.any(declares)
}

/// How far above such a line its block is read, in bytes.
const ABOVE_OBJECT: usize = 2_000;

/// How many lines what is said of an option has in a box, at the most.
const ABOVE: usize = 6;

/// The line up to the name, without the prompt of a shell.
fn head(text: &[u8], name: Span) -> &[u8] {
    let head = line_before(text, name.start, REACH).trim_ascii_start();
    let head = head.strip_prefix(b"$ ").or_else(|| head.strip_prefix(b"> ")).unwrap_or(head);
    head.strip_prefix(b"export ").unwrap_or(head).trim_ascii_start()
}

/// `APP_MODEL=NAME`, on a line of its own in a block that is written in something else.
fn is_setting_of_the_environment(text: &[u8], name: Span) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let Some(key) = head(text, name).strip_suffix(b"=") else { return false };
    let rest = line_behind(text, name.end, REACH).trim_ascii();
    key.contains(&b'_')
        && key.iter().all(is_part)
        && matches!(names::value_of(key), Site::Setting | Site::Platform)
        && (rest.is_empty() || rest.starts_with(b"#"))
}

/// `go run ask.go -model NAME`, and `--model NAME` on a line that goes on from the one above: a
/// word of a command that could not be read.
fn is_flag(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, REACH);
    let head = head(text, name);
    let rest = line_behind(text, name.end, REACH).trim_ascii();
    // What follows is of the command, too; behind an option that is described stand words.
    let goes_on = rest.is_empty() || rest == b"\\" || rest.starts_with(b"-");
    let begin = name.start - line.len();
    let above = text[begin.saturating_sub(REACH)..begin].trim_ascii_end();
    let is_continued = head.starts_with(b"-") && above.ends_with(b"\\");
    let is_part = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    let is_command = head.first().is_some_and(u8::is_ascii_lowercase)
        && !head.contains(&b'|')
        && !bare::searches(head);
    let flag = head.trim_ascii_end().rsplit(|&byte| byte == b' ').next().unwrap_or_default();
    let is_model = match flag {
        b"-m" => is_continued,
        flag => names::is_model_flag(flag),
    };
    // `# NAME` above says which one it is.
    let last = above.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_headed = last.trim_ascii_start().starts_with(b"#")
        && memchr::memmem::find(last, &text[name.range()]).is_some();
    goes_on
        && !is_headed
        && head.ends_with(b" ")
        && head.iter().all(is_part)
        && is_model
        && (is_continued || is_command)
}

/// `curl "https://.../models/NAME:generateContent"`, in one line or several.
fn is_asked_by_its_address(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, REACH);
    let head = line.trim_ascii_start().trim_ascii_end();
    let head = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'")).unwrap_or(head);
    let first = head.split(|&byte| byte == b' ').next().unwrap_or_default();
    let begin = name.start - line.len();
    let above = text[begin.saturating_sub(REACH)..begin].trim_ascii_end();
    let asks = [&b"curl"[..], b"POST", b"http"];
    is_address(&text[name.range()])
        && (asks.contains(&first) || head.is_empty() && above.ends_with(b"\\"))
}

/// `export GENERATOR=PROVIDER/NAME`, whatever the variable is called.
fn is_variable(text: &[u8], name: Span) -> bool {
    let head = head(text, name);
    let head = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'")).unwrap_or(head);
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    head.strip_suffix(b"=").is_some_and(|key| !key.is_empty() && key.iter().all(is_part))
        && names::has_provider(&text[name.range()])
}

/// `just eval mine PROVIDER/NAME`: a word of a command, behind nothing but words.
fn is_word(text: &[u8], name: Span) -> bool {
    let head = head(text, name);
    let others: [&[u8]; 14] = [
        b"git", b"mv", b"cp", b"ls", b"cd", b"cat", b"mkdir", b"rm", b"find", b"echo", b"curl",
        b"ln", b"open", b"chmod",
    ];
    let is_part =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_./ ".contains(byte);
    let first = head.split(|&byte| byte == b' ').next().unwrap_or_default();
    let rest = line_behind(text, name.end, REACH);
    head.ends_with(b" ")
        && !first.is_empty()
        && head.iter().all(is_part)
        && !others.contains(&first)
        && !bare::searches(head)
        && rest.first().is_none_or(u8::is_ascii_whitespace)
        && names::has_provider(&text[name.range()])
}

/// `String model = "NAME";` in a block that says that it is of a shell, which assigns without
/// spaces.
fn is_foreign(text: &[u8], name: Span) -> bool {
    let head = head(text, name);
    let left = head.strip_suffix(b"\"").and_then(|left| left.strip_suffix(b" = "));
    let is_declared = left.is_some_and(|left| {
        let key = name_at_end(left);
        let kind = left[..left.len() - key.len()].trim_ascii();
        names::selects_model(key)
            && !kind.is_empty()
            && kind.iter().all(u8::is_ascii_alphanumeric)
            && kind != b"if"
    });
    is_declared && line_behind(text, name.end, REACH).starts_with(b"\";")
}

/// `just eval [name] [model]  # e.g. just eval mine NAME`: the comment has the command again.
fn is_the_command_again(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, REACH).trim_ascii_start();
    let Some(comment) = memchr::memmem::find(line, b" # ").map(|at| at + 3) else { return false };
    let word = line.split(|&byte| byte == b' ').next().unwrap_or_default();
    let said = &line[comment..];
    let again = [&b"e.g. "[..], b"e.g., ", b"Example: ", b"example: "]
        .iter()
        .filter_map(|mark| memchr::memmem::find(said, mark).map(|at| at + mark.len()))
        .any(|at| said[at..].starts_with(word) && said.get(at + word.len()) == Some(&b' '));
    again && !word.is_empty() && line.ends_with(b" ")
}

/// `"Use NAME to review this"`: a line of nothing but what to say to a program.
fn is_prompt(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, REACH).trim_ascii_start();
    let rest = line_behind(text, name.end, REACH).trim_ascii_end();
    let Some(said) = head.strip_prefix(b"\"") else { return false };
    let Some(close) = memchr::memchr(b'"', rest) else { return false };
    let begins = ["use", "ask", "get", "run", "try", "have", "let", "switch", "call"];
    let words = names::words(said);
    !said.contains(&b'"')
        && words.first().is_some_and(|word| begins.contains(&word.as_str()))
        // Only a remark may follow.
        && matches!(rest[close + 1..].trim_ascii_start(), [] | [b'#' | b'/', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_type() {
        let is = |language: Language, line: &str, was: Site| {
            let at = line.find("anthropic/NAME-1").unwrap_or_default();
            let is_guessed = language == Language::Other;
            let span = Span::new(at, at + 16);
            site(language, is_guessed, line.as_bytes(), span, was) == Some(Site::Example)
        };
        let typed = |line: &str| is(Language::Shell, line, Site::Unclear);
        assert!(typed("just eval mine anthropic/NAME-1    --solver x"));
        assert!(typed("$ export GENERATOR=anthropic/NAME-1"));
        assert!(typed("String model = \"anthropic/NAME-1\"; // yours"));
        assert!(!typed("cat results/anthropic/NAME-1"));
        assert!(!typed("rm anthropic/NAME-1") && !typed("echo we use anthropic/NAME-1"));
        assert!(!typed("Output of anthropic/NAME-1"));
        let said = |line: &str| is(Language::Other, line, Site::Text);
        assert!(said("\"Use anthropic/NAME-1 for this\"  # -> it"));
        assert!(!said("\"The model anthropic/NAME-1 is slow\""));
        let again = |line: &str| is(Language::Shell, line, Site::Comment);
        assert!(again("just eval [name]  # Run one (e.g. just eval mine anthropic/NAME-1)"));
        assert!(!again("just eval [name]  # Run one, not anthropic/NAME-1"));
    }
}
