//! Names in comments: documentation with examples, commands, settings to take the mark away from.

use super::answer::{completes, is_answer};
use super::embedded::{BEFORE, is_flag};
use super::example;
use super::names;
use super::people::begins_a_command;
use super::snippet::is_example;
use crate::site::around::{line_before, line_behind, name_at_end};
use crate::site::docs::stated;
use crate::site::hint;
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::{Site, code};
use modelmod_edit::Span;

/// The site of a name in a comment.
pub(in crate::site) fn in_comment(
    language: Language,
    text: &[u8],
    comment: Span,
    name: Span,
) -> Site {
    // `# @option --model=NAME` is what argc reads the default from.
    let head = &text[comment.start..name.start];
    if stated::is_stated(text, name) {
        return Site::Stated;
    }
    // "The model's name (e.g. NAME)" stays: it is true as long as there was such a model, and nobody
    // runs it.
    let is_documentation = is_documentation(&text[comment.range()]);
    if is_sample(language, text, comment, name)
        || is_of_settings(language) && hint::is_above_setting(text, name)
    {
        return Site::Example;
    }
    // Code is indented in the documentation of Perl.
    let is_indented =
        || line_before(text, name.start, BEFORE).first().is_some_and(u8::is_ascii_whitespace);
    if language == Language::Perl && !is_indented() {
        return Site::Comment;
    }
    if language == Language::PowerShell && is_example_of_help(text, comment, name) {
        return Site::Example;
    }
    if matches!(language, Language::Shell | Language::Yaml) && is_flag(head) && is_command(head) {
        return Site::Flag;
    }
    if proposes(text, name) || is_documentation && example::is_line_of_settings(text, name) {
        return Site::Example;
    }
    let is_code_of_lines = is_code_of_lines(language, text, name);
    let is_documented = is_documentation
        || begins_as_usage(text, comment)
        || example::is_in_fence(text, comment, name)
        || (matches!(language, Language::Ruby | Language::RubyLike)
            && has_tag(text, comment.start))
        || is_code_of_lines;
    let around = match mark_of_lines(language) {
        Some(mark) => with_lines_above(text, comment, mark),
        None => comment,
    };
    let is_shown = is_documented && is_example(text, around, name)
        || is_documentation && example::is_shown(text, comment, name)
        || is_code_of_lines && (example::is_asked_with(text, name) || is_word_of_class(text, name))
        || is_of_a_template(text, comment, name);
    let is_of_then = || {
        example::is_told_of(text, name)
            || language == Language::Perl && is_under_changes(text, comment, name)
    };
    if is_shown && !is_answer(text, name) && !is_of_then() {
        if completes(text, name) { Site::Completion } else { Site::Example }
    } else {
        Site::Comment
    }
}

/// Whether the heading above in the documentation of Perl is one for what was once, or fails.
fn is_under_changes(text: &[u8], comment: Span, name: Span) -> bool {
    let above = &text[comment.start.max(name.start.saturating_sub(HELP))..name.start];
    let mut lines = above.rsplit(|&byte| byte == b'\n');
    let heading = lines.find(|line| line.starts_with(b"=head")).unwrap_or_default();
    let of_then = [
        "changes",
        "changelog",
        "history",
        "diagnostics",
        "errors",
        "exceptions",
        "bugs",
        "deprecated",
        "migration",
        "migrating",
        "upgrading",
    ];
    names::any(&names::words(&heading.to_ascii_lowercase()), &of_then)
}

/// `# @option --model=NAME`, `# Example: ./run.sh -m NAME`, `# python main.py --model=NAME`: what
/// stands before the option is a command, and no sentence.
fn is_command(head: &[u8]) -> bool {
    head.trim_ascii_start().strip_prefix(b"#").is_some_and(begins_a_command)
}

/// `# export ANTHROPIC_MODEL=NAME` in a file of settings: a line to take the mark away from.
fn is_sample(language: Language, text: &[u8], comment: Span, name: Span) -> bool {
    if !is_of_settings(language) {
        return false;
    }
    // Settings are short; a comment of megabytes is not read again for each name in it.
    let beginning = &text[comment.start..comment.end.min(comment.start + BEFORE)];
    let Some(line) = beginning.strip_prefix(b"#") else { return false };
    let line = line.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = line.trim_ascii();
    let line = line.strip_prefix(b"export ").unwrap_or(line);
    let Some(equals) = memchr::memchr(b'=', line) else { return false };
    let value = line[equals + 1..].trim_ascii();
    let value = match value {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => value,
    };
    let key = line[..equals].trim_ascii();
    value == &text[name.range()] && name_at_end(key) == key && names::selects_model(key)
}

/// A call under `.EXAMPLE` in the help of a command of PowerShell.
fn is_example_of_help(text: &[u8], comment: Span, name: Span) -> bool {
    let above = &text[comment.start.max(name.start.saturating_sub(HELP))..name.start];
    let is_topic = |line: &&[u8]| matches!(line, [b'.', letter, ..] if letter.is_ascii_uppercase());
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let topic = lines.find(is_topic).unwrap_or_default();
    let head = line_before(text, name.start, BEFORE);
    let line = &text[name.start - head.len()..name.end + line_behind(text, name.end, BEFORE).len()];
    let lexed = Lexed::new(line, &Language::PowerShell.syntax());
    let own = Span::new(head.len(), head.len() + name.len());
    topic.eq_ignore_ascii_case(b".EXAMPLE")
        && code::site(Language::PowerShell, &lexed, own, false).is_use()
}

/// How far above a name the topic of a help is looked for.
const HELP: usize = 2_000;

/// "For X: change model_id below to 'NAME'": a comment that tells what to write there.
fn proposes(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, BEFORE);
    let Some(said) = head.strip_suffix(b"'").or_else(|| head.strip_suffix(b"\"")) else {
        return false;
    };
    let Some(said) = said.strip_suffix(b" to ") else { return false };
    let sentence = said.rsplit(|byte| b":.,;(".contains(byte)).next().unwrap_or_default();
    let sentence = sentence.trim_ascii_start();
    let from = sentence.iter().position(u8::is_ascii_alphabetic).unwrap_or(sentence.len());
    let mut words = sentence[from..].split(u8::is_ascii_whitespace);
    let tells = words.next().is_some_and(|verb| {
        [&b"change"[..], b"set", b"switch"].iter().any(|one| verb.eq_ignore_ascii_case(one))
    });
    let is_setting = |word: &[u8]| word.contains(&b'_') && names::selects_model(word);
    tells && words.any(is_setting)
}

/// `// Usage: f(model: "NAME")`: a comment that begins with how something is called.
fn begins_as_usage(text: &[u8], comment: Span) -> bool {
    let own = &text[comment.start..comment.end.min(comment.start + BEFORE)];
    let from = own.iter().position(|byte| !b"/#*- \t".contains(byte)).unwrap_or(own.len());
    let marks = [&b"Usage:"[..], b"Example:", b"Example usage:"];
    marks.iter().any(|mark| own[from..].starts_with(mark))
}

/// Whether files in the language set things, rather than do.
const fn is_of_settings(language: Language) -> bool {
    matches!(
        language,
        Language::Dotenv | Language::Shell | Language::Toml | Language::Ini | Language::Dockerfile
    )
}

/// Whether a comment is documentation: `/** ... */`, `///`; `#'` in R.
fn is_documentation(comment: &[u8]) -> bool {
    [&b"/**"[..], b"///", b"//!", b"/*!", b"--[[", b"#'", b"__END__"]
        .iter()
        .any(|mark| comment.starts_with(mark))
        // `=begin` of Ruby, `=head1` of Perl.
        || matches!(comment, [b'=', letter, ..] if letter.is_ascii_alphabetic())
}

/// `//\tmodel := "NAME"`: an indented line of a comment is code, as Go's documentation has it.
fn is_code_of_go(text: &[u8], name: Span) -> bool {
    let line = line_before(text, name.start, BEFORE);
    let comment = line.trim_ascii_start().strip_prefix(b"//").unwrap_or_default();
    let is_code = comment.starts_with(b"\t") || comment.starts_with(b"    ");
    // Descriptions of resources are made from such comments.
    is_code && memchr::memmem::find(text, b"+kubebuilder:").is_none()
}

/// The mark of comments that are put together from lines to documentation.
const fn mark_of_lines(language: Language) -> Option<&'static [u8]> {
    match language {
        Language::Go => Some(b"//"),
        Language::Ruby | Language::RubyLike => Some(b"#"),
        _ => None,
    }
}

/// Whether a line of such a comment is code, as it is indented.
fn is_code_of_lines(language: Language, text: &[u8], name: Span) -> bool {
    match language {
        Language::Go => is_code_of_go(text, name),
        Language::Ruby | Language::RubyLike => is_code_of_ruby(text, name),
        _ => false,
    }
}

/// `#   chat.with_model("NAME")` under lines that are indented less, above a declaration: an
/// indented line is code, as Ruby's documentation has it.
fn is_code_of_ruby(text: &[u8], name: Span) -> bool {
    let is_comment = |line: &&[u8]| line.trim_ascii_start().starts_with(b"#");
    let own = line_before(text, name.start, BEFORE).trim_ascii_start();
    if !own.starts_with(b"#   ") {
        return false;
    }
    let above = &text[name.start.saturating_sub(DOCUMENTATION)..name.start];
    let mut above = above.rsplit(|&byte| byte == b'\n').skip(1).take_while(is_comment);
    let is_prose = |line: &[u8]| matches!(line.trim_ascii_start(), [b'#', b' ', first, ..] if first.is_ascii_alphabetic());
    let below = &text[name.end..text.len().min(name.end + DOCUMENTATION)];
    let mut below = below.split(|&byte| byte == b'\n').skip(1).skip_while(is_comment);
    let declared = below.next().unwrap_or_default().trim_ascii_start();
    let declares = [&b"def "[..], b"class ", b"module ", b"attr_", b"private ", b"abstract "];
    above.any(is_prose) && declares.iter().any(|word| declared.starts_with(word))
}

/// `#     model "NAME"` and nothing else on the line: how a class of Ruby says what it asks.
fn is_word_of_class(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, BEFORE).trim_ascii_start();
    let said = head.strip_prefix(b"#").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    let word = said.strip_suffix(b" \"").or_else(|| said.strip_suffix(b" '")).unwrap_or_default();
    let rest = line_behind(text, name.end, BEFORE).trim_ascii();
    matches!(rest, [b'"' | b'\''])
        && word.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        && names::selects_model(word)
}

/// A setting that a comment shows beside a place for somebody's own key: whoever fills that in takes
/// the mark away. Where the same is set for good beside it, it is another choice.
fn is_of_a_template(text: &[u8], comment: Span, name: Span) -> bool {
    let Some(mark) =
        [&b"#"[..], b"//"].into_iter().find(|mark| text[comment.start..].starts_with(mark))
    else {
        return false;
    };
    let head = line_before(text, name.start, BEFORE);
    let Some(key) = key_before(head) else { return false };
    let lines = lines_around(text, name);
    let is_comment = |line: &&[u8]| line.trim_ascii_start().starts_with(mark);
    let above = lines.above.iter().copied().take_while(is_comment).take(LINES);
    let below = lines.below.iter().copied().take_while(is_comment).take(LINES);
    let sets = |line: &&[u8]| {
        !is_comment(line)
            && key_at(line.trim_ascii_start()).is_some_and(|own| own.eq_ignore_ascii_case(key))
    };
    above.chain(below).chain([lines.own]).any(is_place_for_a_key)
        && !lines.above.iter().chain(&lines.below).any(sets)
}

/// How many lines of such a comment are read above and below the name's own.
const LINES: usize = 8;

/// The lines around a name, those above it from the nearest one on.
struct LinesAround<'t> {
    above: Vec<&'t [u8]>,
    own: &'t [u8],
    below: Vec<&'t [u8]>,
}

fn lines_around(text: &[u8], name: Span) -> LinesAround<'_> {
    let start = name.start - line_before(text, name.start, DOCUMENTATION).len();
    let end = name.end + line_behind(text, name.end, DOCUMENTATION).len();
    let above = text[start.saturating_sub(DOCUMENTATION)..start].rsplit(|&byte| byte == b'\n');
    let below = &text[end..text.len().min(end + DOCUMENTATION)];
    LinesAround {
        above: above.skip(1).take(LINES).collect(),
        own: &text[start..end],
        below: below.split(|&byte| byte == b'\n').skip(1).take(LINES).collect(),
    }
}

/// The key of a setting of which the value follows `head`: `#   model: `, `// 'model' => '`,
/// `//   "Model": "`.
fn key_before(head: &[u8]) -> Option<&[u8]> {
    let head = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'")).unwrap_or(head);
    let head = head.trim_ascii_end();
    let left = [&b"=>"[..], b":", b"="].into_iter().find_map(|mark| head.strip_suffix(mark))?;
    let left = left.trim_ascii_end();
    let left = left.strip_suffix(b"\"").or_else(|| left.strip_suffix(b"'")).unwrap_or(left);
    let key = name_at_end(left);
    // `let spec: ModelSpec = "NAME"` declares something.
    let before = left[..left.len() - key.len()].iter().rfind(|byte| !b" \t\"'".contains(byte));
    let is_whole = before.is_none_or(|byte| b"#/,{[(".contains(byte));
    (is_whole && names::selects_model(key)).then_some(key)
}

/// The key with which a line begins: `model: `, `"model" => `.
fn key_at(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_prefix(b"\"").or_else(|| line.strip_prefix(b"'")).unwrap_or(line);
    let len = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (len > 0).then(|| &line[..len])
}

/// Whether a line has a place for somebody's own key: `api_key: REPLACE_WITH_YOUR_API_KEY`,
/// `'api_key' => env('API_KEY')`.
fn is_place_for_a_key(line: &[u8]) -> bool {
    let lower = line.to_ascii_lowercase();
    let has = |mark: &[u8]| memchr::memmem::find(&lower, mark).is_some();
    let keys: [&[u8]; 4] = [b"api_key", b"apikey", b"api-key", b"token"];
    let places: [&[u8]; 8] =
        [b"your", b"replace", b"env(", b"sk-...", b"xxx", b"<api", b"<key", b"<token"];
    keys.into_iter().any(has) && places.into_iter().any(has)
}

/// How much of the documentation around a line is read, to each side, in bytes.
const DOCUMENTATION: usize = 3_000;

/// A comment of one line with those directly above it, as far as a call in it may go on.
fn with_lines_above(text: &[u8], comment: Span, mark: &[u8]) -> Span {
    let from = comment.start.saturating_sub(BEFORE);
    let above = text[from..comment.start].rsplit(|&byte| byte == b'\n').skip(1);
    let lines = above.take_while(|line| line.trim_ascii_start().starts_with(mark));
    let own = comment.start - line_before(text, comment.start, BEFORE).len();
    let len: usize = lines.map(|line| line.len() + 1).sum();
    Span::new(own.saturating_sub(len).max(from), comment.end)
}

/// Whether the comment at `start` goes on under an `@example`, as YARD has them.
fn has_tag(text: &[u8], start: usize) -> bool {
    let from = start.saturating_sub(3_000);
    text[from..start]
        .rsplit(|&byte| byte == b'\n')
        .skip(1)
        .map(<[u8]>::trim_ascii_start)
        .take_while(|line| line.starts_with(b"#"))
        .any(|line| memchr::memmem::find(line, b"@example").is_some())
}
