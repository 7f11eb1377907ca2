//! Names in longer texts: code, messages and documentation in strings.

use super::answer::{self, completes, is_answer};
use super::example;
use super::snippet::{self, is_example};
use super::{Judge, Trim, names, people};
use crate::site::around::name_at_end;
use crate::site::docs::stated;
use crate::site::hint;
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::syntax::{Frame, Place, Syntax, Value};
use crate::site::{Site, bare, code};
use modelmod_edit::Span;

/// How much of a text before a name is looked at.
pub(super) const BEFORE: usize = 300;

/// The site of a name in a string that holds more than it; `outside` is what the string is by what
/// stands around it.
pub(super) fn in_text(judge: &Judge<'_>, place: &Place<'_>, content: Span, outside: Site) -> Site {
    let Judge { text, name, .. } = *judge;
    let head = &text[content.start.min(name.start)..name.start];
    let tail = &text[name.end..content.end.max(name.end)];
    let inner = Inner { judge, place, content, head, tail };
    inner
        .as_word(outside)
        .or_else(|| inner.for_people(outside))
        .unwrap_or_else(|| inner.as_code(outside))
}

/// A name in a longer text.
struct Inner<'j, 't> {
    judge: &'j Judge<'t>,
    place: &'j Place<'t>,
    /// All of the text.
    content: Span,
    /// What of it stands before the name.
    head: &'t [u8],
    /// What of it stands behind the name.
    tail: &'t [u8],
}

impl Inner<'_, '_> {
    /// What it is in a text that is one word: a default, a list, an option or a variable with its
    /// value.
    fn as_word(&self, outside: Site) -> Option<Site> {
        let Judge { text, name, .. } = *self.judge;
        let Self { place, content, head, tail, .. } = *self;
        if let Some(site) = bare::default_that_is(text, content, name) {
            return Some(site);
        }
        let (before, words) = match place.frames.first() {
            Some(Frame::Command { before, words }) => (*before, *words),
            _ => Default::default(),
        };
        if !words.is_empty()
            && is_list(&text[content.range()])
            && (super::command(before, words) == Site::Flag || before.trim_ascii() == b"--models")
        {
            return Some(Site::Run);
        }
        if let Some(site) = variable(self.judge, place, content) {
            return Some(if outside.is_use() { site } else { outside });
        }
        // `if: ${{ inputs.model == 'NAME' }}`
        let operand = head.strip_suffix(b"'").or_else(|| head.strip_suffix(b"\"")).unwrap_or(head);
        if operand.len() < head.len() && is_comparison(operand) {
            return Some(Site::Comparison);
        }
        // `"--model=NAME"`, `--model="NAME"` as one word of a command.
        let quote = if tail.len() == 1 { head.strip_suffix(tail) } else { None };
        let flag = quote.unwrap_or(head).strip_suffix(b"=").unwrap_or_default();
        if flag.starts_with(b"-") && (tail.is_empty() || quote.is_some()) {
            let is_model = names::selects_model(flag.trim_start_bytes(b"-"));
            return Some(if is_model { Site::Flag } else { Site::Text });
        }
        // `MODEL=NAME`, `provider.model="NAME"` as one word of a command.
        if self.judge.language == Language::Shell && names::selects_model(flag) {
            // Where a command looks for it, or gives it to another one's option, nothing is set.
            if bare::searches(words) {
                return Some(Site::Comparison);
            }
            let is_set = || names::any(&names::words(words), &["set", "config"]);
            let is_quoted = quote.is_some() && !before.trim_ascii().starts_with(b"-");
            let is_of_env = || quote.is_some() && is_variable_of_option(before.trim_ascii(), flag);
            if tail.is_empty() || is_quoted && is_set() || is_of_env() {
                return Some(Site::Environment);
            }
        }
        of_tag(text, content, name)
    }

    /// What it is in a text that somebody looks for or reads.
    fn for_people(&self, outside: Site) -> Option<Site> {
        let Judge { text, name, .. } = *self.judge;
        let Self { place, content, head, tail, .. } = *self;
        if people::is_title_of_a_test(place) {
            return Some(Site::Comment);
        }
        // `expectedRequest: "{ ... }"`, `old = 'model="NAME"'`
        let sought =
            ["expected", "expect", "expectation", "old", "needle", "pattern", "search", "find"];
        if matches!(place.frames.first(), Some(Frame::Value(value))
            if names::any(&names::words(value.name), &sought))
        {
            return Some(Site::Comparison);
        }
        if is_of_models(place, outside) && is_list(&text[content.range()]) {
            return Some(Site::Run);
        }
        if people::is_usage(place, head) {
            return Some(Site::Example);
        }
        let is_help = people::is_help(place, outside);
        if is_help && stated::is_stated(text, name) || people::is_asked_for(place, head, tail) {
            return Some(Site::Stated);
        }
        let is_shown = people::is_hint(place, head, tail)
            || outside.is_use() && people::is_suggested(head)
            || self.judge.language != Language::Json && is_help && hint::is_of_help(head);
        is_shown.then_some(Site::Example)
    }

    /// What it is in a text that holds code, settings or an answer.
    fn as_code(&self, outside: Site) -> Site {
        let Judge { text, name, .. } = *self.judge;
        let Self { place, content, head, .. } = *self;
        // What is spelled for a platform may stand beside its name.
        if !outside.is_use() && (outside != Site::Platform || self.judge.is_own) {
            return if matches!(outside, Site::Platform) { Site::Text } else { outside };
        }
        let is_docs = matches!(
            place.frames.first(),
            Some(Frame::Statement | Frame::Function { .. } | Frame::Class { .. })
        );
        if is_docs {
            return match is_example(text, content, name) {
                true if is_answer(text, name) => Site::Comment,
                true if completes(text, name) => Site::Completion,
                true => Site::Example,
                false if is_flag(head) && people::is_line_of_a_command(head) => Site::Example,
                false if is_argument_of_a_flag(head) || example::is_shown(text, content, name) => {
                    Site::Example
                }
                false if stated::is_stated(text, name) => Site::Stated,
                false => Site::Comment,
            };
        }
        if answer::is_in(text, content, name) {
            Site::Recording
        } else if completes(text, name) {
            Site::Completion
        } else if self.selects() || in_script(self.judge, content) {
            Site::Embedded
        } else {
            Site::Text
        }
    }

    /// Whether the code around the name selects the model.
    fn selects(&self) -> bool {
        let Judge { text, name, language, is_live, .. } = *self.judge;
        let Self { place, content, head, tail, .. } = *self;
        is_flag(head)
            || is_line_of_yaml(head, tail)
            || is_request(&text[name.range()])
            || is_parameter(head, tail)
            || (snippet::is_quoted(text, name)
                && (!is_assignment(head, tail) || is_live() || is_of_a_template(place))
                && !is_escaped_data(language, head)
                && snippet::is_setting(text, content, name))
    }
}

/// The longest script in a text that is read as one, in bytes.
const SCRIPT: usize = 50_000;

/// Whether a text is a whole script, by its first line, that selects the model.
fn in_script(judge: &Judge<'_>, content: Span) -> bool {
    let own = &judge.text[content.range()];
    // A text of many lines may begin behind the word that ends it.
    let opening = own.starts_with(b"<<").then(|| memchr::memchr(b'\n', own)).flatten();
    let blank = own[opening.unwrap_or(0)..].iter().take_while(|byte| byte.is_ascii_whitespace());
    let start = content.start + opening.unwrap_or(0) + blank.count();
    let script = &judge.text[start.min(content.end)..content.end];
    // Between single marks quotes are escaped, and it is no script yet.
    let is_escaped = opening.is_none()
        && !judge.text[..content.start].ends_with(b"\"\"\"")
        && memchr::memmem::find(script, b"\\\"").is_some();
    if content.len() > SCRIPT
        || !script.starts_with(b"#!")
        || is_escaped
        || start > judge.name.start
    {
        return false;
    }
    let language = Language::of_first_line(script);
    let name = Span::new(judge.name.start - start, judge.name.end - start);
    if language != Language::Shell {
        return false;
    }
    let inside = Judge { language, text: script, name, ..*judge };
    match Syntax::new(language, script).filter(Syntax::is_sound) {
        Some(syntax) => syntax.places(&[name]).iter().all(|place| inside.site(place).is_use()),
        None => {
            let lexed = Lexed::new(script, &language.syntax());
            code::site(language, &lexed, name, judge.is_own).is_use()
        }
    }
}

/// `-e MODEL="NAME"`: an option that sets a variable of the environment.
fn is_variable_of_option(option: &[u8], variable: &[u8]) -> bool {
    let sets = ["e", "env", "envs", "settings"];
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    option.starts_with(b"-")
        && variable.iter().all(is_part)
        && names::any(&names::words(option), &sets)
}

/// `--model_args model=NAME`: on a line of a command that goes on from the one above.
fn is_argument_of_a_flag(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut words = line.trim_ascii_start().rsplit(|&byte| byte == b' ');
    let pair = words.next().unwrap_or_default();
    let key = pair.strip_suffix(b"=").unwrap_or_default();
    key == name_at_end(key)
        && names::selects_model(key)
        && words.next().is_some_and(|flag| flag.starts_with(b"--"))
}

/// `models: "NAME,OTHER"`, `models: { default: "NAME,OTHER" }`: each is asked in its turn.
fn is_of_models(place: &Place<'_>, outside: Site) -> bool {
    let is_bound = matches!(outside, Site::Comparison | Site::Test | Site::Recording | Site::Key);
    let asks = [
        "supported",
        "allowed",
        "available",
        "known",
        "valid",
        "deprecated",
        "retired",
        "old",
        "excluded",
        "blocked",
        "legacy",
    ];
    let is_list = |value: &Value<'_>| {
        let words = names::words(value.name);
        names::any(&words, &["models", "llms"]) && !names::any(&words, &asks)
    };
    let named = match place.frames.as_slice() {
        // `model: anthropic/NAME,openai/OTHER`
        [Frame::Value(value), ..] if value.name == b"model" => return !is_bound,
        [Frame::Value(value), Frame::Value(owner), ..] if names::is_default(value.name) => owner,
        [Frame::Value(value), ..] => value,
        _ => return false,
    };
    !is_bound && is_list(named)
}

/// `- MODEL=NAME`, as Compose files and commands list variables.
fn variable(judge: &Judge<'_>, place: &Place<'_>, content: Span) -> Option<Site> {
    let Some(Frame::Item { .. }) = place.frames.first() else { return None };
    let owner = place.frames.iter().find_map(|frame| match frame {
        Frame::Value(value) => Some(value.name),
        _ => None,
    });
    let asks = [
        "deny", "exclude", "excludes", "filter", "filters", "labels", "label", "tags", "drop",
        "alias",
    ];
    if owner.is_some_and(|name| names::any(&names::words(name), &asks)) {
        return None;
    }
    let head = judge.text.get(content.start..judge.name.start)?;
    // `- MODEL=${MODEL:-NAME}`
    if let Some(equals) = memchr::memchr(b'=', head)
        && head[equals + 1..].starts_with(b"${")
    {
        let value = Span::new(content.start + equals + 1, content.end);
        return bare::default_that_is(judge.text, value, judge.name);
    }
    let variable = head.strip_suffix(b"=")?;
    // `parameter_overrides = ["ModelId=NAME"]`: files of settings hold no code.
    let takes_any_case = matches!(judge.language, Language::Yaml | Language::Toml | Language::Json);
    let is_variable = |byte: &u8| {
        byte.is_ascii_uppercase()
            || byte.is_ascii_digit()
            || *byte == b'_'
            || (takes_any_case && byte.is_ascii_lowercase())
    };
    if content.end != judge.name.end || !variable.iter().all(is_variable) {
        return None;
    }
    let is_entry = || (names::value_of(variable) == Site::Catalogue).then_some(Site::Catalogue);
    judge.of_variable(variable).or_else(is_entry)
}

/// Whether a condition in a text goes on with what it compares.
fn is_comparison(head: &[u8]) -> bool {
    let head = head.trim_ascii_end();
    [&b"=="[..], b"!="].iter().any(|operator| head.ends_with(operator))
}

/// `"{\"model\": \"NAME` in a file of data: what was said once, more often than what is to be.
fn is_escaped_data(language: Language, head: &[u8]) -> bool {
    matches!(language, Language::Json | Language::Yaml | Language::Toml) && head.ends_with(b"\\\"")
}

/// Whether a text is there to be filled in, or to begin with: `DEFAULT_CONFIG`, `agent_template`.
fn is_of_a_template(place: &Place<'_>) -> bool {
    let says = ["template", "default", "starter", "scaffold", "boilerplate", "sample", "example"];
    let is_one = |name: &[u8]| names::any(&names::words(name), &says);
    matches!(place.frames.first(), Some(Frame::Value(value)) if is_one(value.name))
}

/// `NAME = "` alone on its line: a file in a text, which may be read as anything. What a comma
/// follows is one of several arguments.
fn is_assignment(head: &[u8], tail: &[u8]) -> bool {
    if matches!(tail, [b'"' | b'\'', b',', ..]) {
        return false;
    }
    // Nothing longer stands before an equals sign.
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let start = memchr::memrchr(b'\n', head).map_or(0, |lf| lf + 1);
    let line = head[start..].trim_ascii_start();
    let left = &line[..line.len().saturating_sub(1)];
    left.trim_ascii_end().strip_suffix(b"=").is_some_and(|name| {
        name.trim_ascii().iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
    })
}

/// ``Model string `env:"MODEL" default:"NAME"` ``: the default in the tag of a field of Go.
fn of_tag(text: &[u8], content: Span, name: Span) -> Option<Site> {
    let head = &text[content.start.min(name.start)..name.start];
    let is_default = head.ends_with(b"default:\"") || head.ends_with(b"envDefault:\"");
    let is_tag = text[..content.start].ends_with(b"`") && text[name.end..].starts_with(b"\"");
    if !is_default || !is_tag {
        return None;
    }
    // A field's declaration is short.
    let before = &text[content.start.saturating_sub(BEFORE)..content.start];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let field = line.trim_ascii().split(u8::is_ascii_whitespace).next();
    let is_model = field.is_some_and(names::selects_model);
    is_model.then_some(Site::Default)
}

/// `preset=x,model=NAME`, `?model=NAME&...`: one of several pairs in a text.
fn is_parameter(head: &[u8], tail: &[u8]) -> bool {
    let Some(pair) = head.strip_suffix(b"=") else { return false };
    let key = name_at_end(&pair[pair.len().saturating_sub(BEFORE)..]);
    let before = pair[..pair.len() - key.len()].last();
    let ends = tail.first().is_none_or(|byte| b",;&".contains(byte));
    ends && before.is_some_and(|byte| b",;&?".contains(byte)) && names::selects_model(key)
}

/// `.../models/NAME:generateContent`, `model/NAME/invoke`: the path of a request ends with what is
/// asked of the model.
fn is_request(name: &[u8]) -> bool {
    let is_method = |part: &[u8]| part.len() > 4 && part.iter().all(u8::is_ascii_alphabetic);
    let asks = name.rsplit(|byte| b":/".contains(byte)).next().is_some_and(is_method);
    asks && [&b"models/"[..], b"model/"]
        .iter()
        .any(|path| memchr::memmem::find(name, path).is_some())
}

/// `model: NAME` alone on a line of a longer text: a file of settings that is written from it.
fn is_line_of_yaml(head: &[u8], tail: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    let Some(start) = memchr::memrchr(b'\n', head) else { return false };
    let key = head[start + 1..].trim_ascii();
    let key = key.strip_prefix(b"- ").unwrap_or(key);
    let Some(key) = key.strip_suffix(b":") else { return false };
    let ends = tail.first().is_some_and(|byte| b"\r\n".contains(byte));
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-".contains(byte);
    ends && head.ends_with(b" ") && key.iter().all(is_name) && names::selects_model(key)
}

/// `--models "NAME,OTHER"`: names with commas between them, and nothing else. Such lists are short.
fn is_list(text: &[u8]) -> bool {
    let text = match text {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => text,
    };
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/@,".contains(byte);
    text.len() < BEFORE && text.contains(&b',') && text.iter().all(is_part)
}

/// `... --model NAME` at the end of `head`.
pub(super) fn is_flag(head: &[u8]) -> bool {
    let head = &head[head.len().saturating_sub(BEFORE)..];
    // `--model "NAME"`
    let head = head.strip_suffix(b"\"").or_else(|| head.strip_suffix(b"'")).unwrap_or(head);
    let head = head.strip_suffix(b"=").unwrap_or(head).trim_ascii_end();
    let flag = crate::site::around::flag_at_end(head);
    let line = head.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut words = line.split(|byte| byte.is_ascii_whitespace() || b"\"'`".contains(byte));
    // Before a script `-m` is Python's own: `python -m pytest`, but `python ask.py -m NAME`.
    let script = line.split(u8::is_ascii_whitespace).any(|word| word.ends_with(b".py"));
    let is_pythons = |word: &[u8]| script && word.starts_with(b"python");
    words.all(|word| {
        bare::selects_model_for(word, flag) || is_pythons(word) && names::is_model_flag(flag)
    })
}
