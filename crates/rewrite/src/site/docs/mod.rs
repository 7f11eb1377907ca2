//! Documents: prose, and blocks of code in it, which are read as the language they name.
//!
//! One file a format finds the blocks; here they are read, and prose is searched for what follows
//! the code in it: a table's row about an option, "default: `NAME`".

mod asciidoc;
pub(super) mod cells;
mod inline;
mod markdown;
mod markup;
mod org;
mod past;
mod restructured;
pub(super) mod said;
pub(super) mod shown;
pub(super) mod stated;
mod typed;
mod vimdoc;

use super::around::line_before;
use super::hint;
use super::judge::answer;
use super::language::Language;
use super::names;
use super::syntax::Syntax;
use super::{Reading, Site, Sited, Source, within};
use crate::matcher::Occurrence;
use modelmod_edit::{LineIndex, Span};
use std::cell::OnceCell;
pub(super) use typed::is_asked_by_magic;

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    language: Language,
    code: Span,
    /// Nothing but spaces says that it is code.
    is_indented: bool,
    /// What it is read as, once it is asked for: to guess may take a parser.
    read_as: OnceCell<Language>,
}

impl Block {
    /// One that says that it is code, in `language` as far as it says so.
    fn new(language: Language, code: Span) -> Self {
        Self { language, code, is_indented: false, read_as: OnceCell::new() }
    }

    /// One of which nothing but spaces says that it is code.
    fn indented(code: Span) -> Self {
        Self { is_indented: true, ..Self::new(Language::Other, code) }
    }

    /// Its language in the document `text`: the one that it names, or what it looks like.
    fn language_in(&self, text: &[u8]) -> Language {
        *self.read_as.get_or_init(|| self.find_language(text))
    }

    fn find_language(&self, text: &[u8]) -> Language {
        let guessed = match self.language {
            Language::Other => guess(&text[self.code.range()]),
            language => language,
        };
        match guessed {
            // What is printed looks like settings, too.
            Language::Ini | Language::Dotenv
                if self.language == Language::Other && is_under_output(text, self.code.start) =>
            {
                Language::Prose
            }
            Language::Other | Language::Yaml | Language::Dotenv if self.is_indented => {
                Language::Prose
            }
            language => language,
        }
    }
}

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Markdown,
    Asciidoc,
    Org,
    Restructured,
    /// HTML and what grew out of it: scripts between tags.
    Markup,
    /// Plain text: fences of Markdown, or Vim's help.
    Plain,
}

impl Format {
    pub(super) fn blocks(self, text: &[u8], lines: &LineIndex) -> Vec<Block> {
        match self {
            Self::Markdown => markdown::all_blocks(text, lines),
            Self::Asciidoc => asciidoc::blocks(text, lines),
            Self::Org => org::blocks(text, lines),
            Self::Restructured => restructured::blocks(text, lines),
            Self::Markup => markup::blocks(text, lines),
            Self::Plain => {
                let is_markdown = memchr::memmem::find(text, b"\n```").is_some();
                let blocks = if is_markdown { Vec::new() } else { vimdoc::blocks(text, lines) };
                if blocks.is_empty() { markdown::blocks(text, lines) } else { blocks }
            }
        }
    }
}

/// The sites of `occurrences` in `source`, which has this format; `depth` documents stand around it.
pub(super) fn classify(
    format: Format,
    source: &Source<'_>,
    occurrences: &[Occurrence],
    depth: usize,
) -> Vec<Sited> {
    let text = source.text;
    let prose = |occurrence: &Occurrence| {
        let site = match format {
            Format::Markup if markup::is_option(text, occurrence.span) => Site::List,
            Format::Markup if markup::is_attribute(text, occurrence.span) => Site::Setting,
            Format::Markup
                if markup::is_hint(text, occurrence.span)
                    || markup::is_command(text, occurrence.span)
                    || markup::is_marked_up(text, occurrence.span) =>
            {
                Site::Example
            }
            Format::Markup => Site::Prose,
            _ if hint::is_of_setting(text, occurrence.span)
                || hint::is_code_of_setting(text, occurrence.span)
                || inline::is_told_as_code(text, occurrence.span)
                || inline::is_example_of_option(text, occurrence.span)
                || hint::is_told_to_set(text, occurrence.span)
                || cells::is_example_of_column(text, occurrence.span)
                || shown::is_shown(text, occurrence.span)
                || shown::is_behind_prompt(text, occurrence.span)
                || hint::is_line_of_json(text, occurrence.span)
                    && !answer::is_answer(text, occurrence.span) =>
            {
                Site::Example
            }
            Format::Org | Format::Markdown
                if org::is_argument(text, occurrence.span)
                    || org::is_property(text, occurrence.span) =>
            {
                Site::Setting
            }
            _ if stated::is_stated(text, occurrence.span) => Site::Stated,
            _ => Site::Prose,
        };
        Sited { site, reading: Reading::Lines }
    };
    let mut sites: Vec<Sited> = occurrences.iter().map(prose).collect();
    let found = source.blocks();
    let blocks = found.iter().map(|block| (block.code, move || block.language_in(text)));
    within(text, blocks, occurrences, depth, &mut sites);
    if format != Format::Markup {
        typed(text, found, occurrences, &mut sites);
    }
    sites
}

/// Whether a block of R says that what it is answered was recorded: `#| cassette: true`.
fn is_recorded(code: &[u8]) -> bool {
    let mut options = code.split(|&byte| byte == b'\n').map_while(|line| line.strip_prefix(b"#|"));
    options.any(|option| {
        let option = option.trim_ascii_start();
        option.starts_with(b"cassette:") && !option.ends_with(b"false")
    })
}

/// What of `blocks` a reader types, though their languages say nothing of it.
fn typed(text: &[u8], blocks: &[Block], occurrences: &[Occurrence], sites: &mut [Sited]) {
    for (occurrence, sited) in occurrences.iter().zip(sites) {
        let Some(block) = around(blocks, occurrence.span) else { continue };
        let name = occurrence.span;
        let is_answer = || {
            block.language_in(text) == Language::Json && is_under_response(text, block.code.start)
        };
        if sited.site.is_use() && (is_recorded(&text[block.code.range()]) || is_answer()) {
            *sited = Sited::by_lines(Site::Recording);
        }
        let is_printed = sited.site == Site::Environment
            && is_printed_by_command(text, name)
            && block.language_in(text) == Language::Shell;
        if is_printed {
            *sited = Sited::by_lines(Site::Text);
        }
        if !matches!(sited.site, Site::Unclear | Site::Comment | Site::Text | Site::Type) {
            continue;
        }
        let is_guessed = block.language == Language::Other;
        let site = typed::site(block.language_in(text), is_guessed, text, name, sited.site);
        if let Some(site) = site {
            *sited = Sited::by_lines(site);
        }
    }
}

/// The block in which a name stands; they are in order.
fn around(blocks: &[Block], name: Span) -> Option<&Block> {
    let at = blocks.partition_point(|block| block.code.end < name.end);
    blocks.get(at).filter(|block| block.code.contains(name))
}

/// The block of code of a document in which a name stands, with its language.
pub(super) fn block_around(source: &Source<'_>, name: Span) -> Option<(Language, Span)> {
    let block = around(source.blocks(), name)?;
    Some((block.language_in(source.text), block.code))
}

/// What a name is in a text without any code that is known: words, but where XML shows it to
/// whoever is to choose a model.
pub(super) fn prose(text: &[u8], name: Span) -> Sited {
    Sited::by_lines(if markup::is_hint(text, name) { Site::Example } else { Site::Prose })
}

/// The blocks of code of a document with their languages.
pub(super) fn code(source: &Source<'_>) -> Vec<(Language, Span)> {
    let blocks = source.blocks().iter();
    blocks.map(|block| (block.language_in(source.text), block.code)).collect()
}

/// The blocks of code of a document that have nothing to do with each other, by their spans.
pub(super) fn spans(format: Format, source: &Source<'_>) -> Vec<Span> {
    if format == Format::Markup {
        // The scripts of a page belong together.
        return Vec::new();
    }
    source.blocks().iter().map(|block| block.code).collect()
}

/// The language of a block that does not name one, by its first words.
fn guess(code: &[u8]) -> Language {
    let has = |text: &[u8]| memchr::memmem::find(code, text).is_some();
    let begins = |words: &[&str]| {
        let first = code.trim_ascii_start();
        words.iter().any(|word| first.starts_with(word.as_bytes()))
    };
    let first = code.trim_ascii_start().split(|&byte| byte == b'\n').next().unwrap_or_default();
    let section = first.trim_ascii_end().strip_prefix(b"[").and_then(|s| s.strip_suffix(b"]"));
    // `[[llm]]`, one of several.
    let several = |name: &[u8]| Some(name.strip_prefix(b"[")?.strip_suffix(b"]")?.to_vec());
    let section = section.map(|name| several(name).unwrap_or_else(|| name.to_vec()));
    let is_name = |name: &[u8]| {
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
    };
    if section.is_some_and(|name| is_name(&name)) {
        if has_bare_values(code) { Language::Ini } else { Language::Toml }
    } else if is_like_properties(code) {
        Language::Ini
    } else if begins(&["{", "["]) {
        Language::Json
    } else if begins(&["$ ", "curl ", "export ", "npm ", "npx ", "pip ", "docker ", "./", "llm "]) {
        Language::Shell
    } else if has(b"\nfrom ") || has(b"def ") || begins(&["import ", "from ", ">>> "]) {
        if has(b" from '") || has(b" from \"") { Language::TypeScript } else { Language::Python }
    } else if has(b" --") || has(b" \\\n") {
        Language::Shell
    } else if is_like_yaml(code) {
        Language::Yaml
    } else if has(b"const ") || has(b"await ") {
        Language::TypeScript
    } else if is_like_dotenv(code) {
        Language::Dotenv
    } else if has(b"(") && code.len() < GUESSED && is_like_code(code) {
        // Code of one or two lines has none of these words.
        let is_sound =
            |language: &Language| Syntax::new(*language, code).is_some_and(|one| one.is_sound());
        let languages = [Language::Python, Language::TypeScript];
        languages.into_iter().find(is_sound).unwrap_or(Language::Other)
    } else {
        Language::Other
    }
}

/// `model=NAME`: whether a value stands there without quotes, as TOML has none.
fn has_bare_values(code: &[u8]) -> bool {
    let values = code.split(|&byte| byte == b'\n').filter_map(|line| {
        let equals = memchr::memchr(b'=', line)?;
        Some(line[equals + 1..].trim_ascii())
    });
    let is_bare = |value: &[u8]| {
        value.first().is_some_and(u8::is_ascii_alphabetic)
            && ![&b"true"[..], b"false", b"inf", b"nan"].iter().any(|one| value.starts_with(one))
    };
    values.into_iter().any(is_bare)
}

/// Whether a text does something, which what is printed does not, and is no difference of two
/// texts, nor a message behind a label.
fn is_like_code(code: &[u8]) -> bool {
    let does = [&b" = "[..], b"import ", b"await ", b".create(", b"()"];
    let mut lines = code.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_start);
    let is_other = |line: &[u8]| {
        let word =
            line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._".contains(byte));
        let behind = &line[word.count()..];
        line.first().is_some_and(|byte| b"-+<".contains(byte))
            || line.starts_with(b"@@")
            || behind.starts_with(b":") && !line.starts_with(b"class")
    };
    does.iter().any(|mark| memchr::memmem::find(code, mark).is_some()) && !lines.any(is_other)
}

/// Whether what introduces a block of code, which begins at `start`, says that it is printed: the
/// last line above its fence, which may be a heading.
fn is_under_output(text: &[u8], start: usize) -> bool {
    let prints = ["output", "outputs", "prints", "printed", "shows", "log", "logs", "logged"];
    names::any(&introduction(text, start), &prints)
}

/// Whether a block of JSON, which begins at `start`, is introduced as what an API answers:
/// `**Response:**`, `Status: 200 OK`, `Returns`.
fn is_under_response(text: &[u8], start: usize) -> bool {
    let said = introduction(text, start);
    let answers = ["response", "responses", "returns", "reply", "replies"];
    let is_answer = names::any(&said, &answers)
        || names::any(&said, &["status"]) && names::any(&said, &["200", "201", "ok"]);
    // `Request and response`, `response_format`
    said.len() <= SHORT
        && is_answer
        && !names::any(&said, &["request", "format", "schema", "config"])
}

/// The words of what introduces a block of code, which begins at `start`: of the last line above its
/// fence; none where that is long.
fn introduction(text: &[u8], start: usize) -> Vec<String> {
    let above = &text[start.saturating_sub(INTRODUCTION)..start];
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let is_fence = |line: &[u8]| line.starts_with(b"```") || line.starts_with(b"~~~");
    let said = lines.find(|line| !line.is_empty() && !is_fence(line)).unwrap_or_default();
    if said.len() < LONGEST { names::words(said) } else { Vec::new() }
}

/// How far above a block its introduction is looked for, and how long that may be, in bytes.
const INTRODUCTION: usize = 600;
const LONGEST: usize = 200;

/// How many words introduce an answer, at the most: a sentence may speak of one and show something
/// else.
const SHORT: usize = 6;

/// Whether a line of a shell's block is nothing but `chat.model=NAME`, which no shell runs: a
/// command above it printed it.
fn is_printed_by_command(text: &[u8], name: Span) -> bool {
    let head = line_before(text, name.start, INTRODUCTION);
    let line = text[..name.start - head.len()].trim_ascii_end();
    let key = head.strip_suffix(b"=").unwrap_or_default();
    key.contains(&b'.')
        && key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        && !line.ends_with(b"\\")
}

/// The longest block that is parsed to see what it is written in, in bytes.
const GUESSED: usize = 4_000;

/// Whether each line sets something with a name of several parts, as a file of properties does, or
/// is a comment.
fn is_like_properties(code: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let lines = code.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let mut lines =
        lines.filter(|line| !line.is_empty() && !line.starts_with(b"#") && *line != b"...");
    let sets = |line: &[u8]| {
        let key = memchr::memchr(b'=', line).map(|equals| line[..equals].trim_ascii_end());
        key.is_some_and(|key| key.contains(&b'.') && key.iter().all(is_part))
    };
    lines.next().is_some_and(sets) && lines.all(sets)
}

/// Whether each line sets a variable of the environment, or is a comment.
fn is_like_dotenv(code: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let mut lines = code.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    // What `env` prints.
    let is_printed = [&b"HOME="[..], b"PATH=", b"SHELL=", b"PWD=", b"USER="];
    lines.all(|line| {
        if is_printed.iter().any(|key| line.starts_with(key)) {
            return false;
        }
        let key = memchr::memchr(b'=', line).map(|equals| &line[..equals]).unwrap_or_default();
        line.is_empty() || line.starts_with(b"#") || !key.is_empty() && key.iter().all(is_part)
    })
}

/// Whether each line is a key, an item or a comment, and one of them opens a block.
fn is_like_yaml(code: &[u8]) -> bool {
    let mut opens = false;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.\"".contains(byte);
    let lines = code.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let fits = lines.filter(|line| !line.is_empty()).all(|line| {
        let (key, value) = match memchr::memchr(b':', line) {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => return line.starts_with(b"- ") || line.starts_with(b"#"),
        };
        let key = key.strip_prefix(b"- ").unwrap_or(key);
        opens |= value.is_empty();
        line.starts_with(b"#")
            || line.starts_with(b"- ")
            || key.iter().all(is_part) && (value.is_empty() || value.starts_with(b" "))
    });
    fits && opens
}

/// The language of a tag such as `python title="x"`, `{.python}`, `ts{1,3}`.
fn tag(info: &[u8]) -> Language {
    let info = info.trim_ascii_start();
    let info = info.strip_prefix(b"{").unwrap_or(info);
    let info = info.strip_prefix(b".").unwrap_or(info);
    // `{code-block} python`, a directive of MyST.
    let directive = [&b"code-block} "[..], b"code} ", b"code-cell} "];
    let info = directive.iter().find_map(|name| info.strip_prefix(*name)).unwrap_or(info);
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    // `application.properties`, a file.
    let file = info.iter().take_while(|byte| is_part(byte) || **byte == b'.').count();
    let from = memchr::memrchr(b'.', &info[..file]).map_or(0, |dot| dot + 1);
    let info = &info[from..];
    let len = info.iter().take_while(is_part).count();
    Language::of_tag(&String::from_utf8_lossy(&info[..len]).to_ascii_lowercase())
}
