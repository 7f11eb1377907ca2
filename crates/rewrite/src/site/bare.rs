//! Values without quotes: `KEY=value`, `--flag value`, `${KEY:-value}`.

use super::Site;
use super::around::{Around, flag_at_end, line_before, line_behind, name_at_end};
use super::docs::stated::is_stated;
use super::judge::answer;
use super::language::Language;
use super::names;
use modelmod_edit::Span;

/// The site of a bare word in a script, a Dockerfile, a Makefile, a `.env` or `.ini` file.
pub(super) fn site(language: Language, around: &Around<'_>) -> Site {
    match place(language, around) {
        // `model.description = The model to ask, by default: NAME.`
        Site::Unclear if language == Language::Ini && is_stated(around.text(), around.value) => {
            Site::Stated
        }
        site if site.is_use_of_any() && searches(around.line_to(around.value.start)) => {
            Site::Comparison
        }
        site => site,
    }
}

/// Whether `flag` selects the model of `program`: `-m` means something else to some.
pub(super) fn selects_model_for(program: &[u8], flag: &[u8]) -> bool {
    let programs: [&[u8]; 10] = [
        b"git", b"pytest", b"python", b"python3", b"docker", b"podman", b"mkdir", b"install",
        b"uv", b"poetry",
    ];
    names::is_model_flag(flag) && !(flag == b"-m" && programs.contains(&program))
}

/// Whether the command looks for the text, or takes away what has this name.
pub(super) fn searches(line: &[u8]) -> bool {
    let words: [&[u8]; 9] =
        [b"grep", b"rg", b"sed", b"awk", b"diff", b"delete", b"remove", b"rm", b"LABEL"];
    // `docker run --rm`, `--resource-group apps-rg` look for nothing.
    line.split(|byte| byte.is_ascii_whitespace() || b"|;&()`\"'".contains(byte))
        .map(|word| word.rsplit(|&byte| byte == b'/').next().unwrap_or(word))
        // `tool remove-model NAME`
        .any(|word| {
            words.contains(&word)
                || [&b"delete-"[..], b"remove-"].iter().any(|verb| word.starts_with(verb))
        })
}

fn place(language: Language, around: &Around<'_>) -> Site {
    let line = around.line_to(around.value.start);
    if language == Language::Batch {
        let command = line.trim_ascii_start();
        let command = command.strip_prefix(b"@").unwrap_or(command).get(..5).unwrap_or_default();
        if command.eq_ignore_ascii_case(b"echo ")
            || command[..4.min(command.len())].eq_ignore_ascii_case(b"rem ")
        {
            return Site::Comment;
        }
    }
    // `set "MODEL=NAME"`
    let is_set = || {
        let behind = &around.text()[around.value.end..];
        let command = line.trim_ascii_start().get(..5).unwrap_or_default();
        language == Language::Batch
            && command.eq_ignore_ascii_case(b"set \"")
            && behind.starts_with(b"\"")
    };
    if !ends_there(around.text(), around.value.end) && !is_set() {
        return Site::Unclear;
    }
    if let Some(head) = line.strip_suffix(b":-").or_else(|| line.strip_suffix(b":=")) {
        let name = name_at_end(head);
        let opens = head[..head.len() - name.len()].ends_with(b"${");
        return if opens { only_use(name, Site::Default) } else { assigned(head) };
    }
    // `app.model=${MODEL:NAME}`, as Spring writes it.
    if language == Language::Ini
        && let Some(head) = line.strip_suffix(b":")
        && let variable = name_at_end(head)
        && head[..head.len() - variable.len()].ends_with(b"=${")
    {
        return only_use(variable, Site::Default);
    }
    if language == Language::Ini && is_of_others(around) {
        return Site::Unclear;
    }
    let site = match line.last() {
        Some(b'=') => assigned(&line[..line.len() - 1]),
        Some(byte) if byte.is_ascii_whitespace() => behind_space(language, line.trim_ascii_end()),
        _ => Site::Unclear,
    };
    let model = &around.text()[around.value.range()];
    match site {
        Site::Unclear if language == Language::Ini && is_one_of_models(line, model) => {
            Site::Setting
        }
        site => site,
    }
}

/// The variable and the default of `${NAME:-value}`, if that is all of the text.
pub(super) fn default_in(text: &[u8]) -> Option<(&[u8], &[u8])> {
    // Kotlin has texts of its own behind a dollar, and a stroke before those that are none.
    let text = text.strip_prefix(b"\\").unwrap_or(text);
    let inner = text.strip_prefix(b"${")?.strip_suffix(b"}")?;
    // `${PREFIX}-${MODEL:-value}`
    if inner.contains(&b'}') {
        return None;
    }
    // `${oc.env:NAME,value}`, as OmegaConf writes it.
    if let Some(inner) = inner.strip_prefix(b"oc.env:") {
        let comma = memchr::memchr(b',', inner)?;
        return Some((&inner[..comma], inner[comma + 1..].trim_ascii()));
    }
    if let Some(at) =
        memchr::memmem::find(inner, b":-").or_else(|| memchr::memmem::find(inner, b":="))
    {
        return Some((&inner[..at], &inner[at + 2..]));
    }
    // `${ai.model:value}`, as Spring writes it, and `${localEnv:NAME:value}` of containers.
    let inner = inner.strip_prefix(b"localEnv:").unwrap_or(inner);
    let at = memchr::memchr(b':', inner)?;
    Some((&inner[..at], &inner[at + 1..]))
}

/// The site of the name at `name` where `content`, the content of a literal, is
/// `${VARIABLE:-NAME}`. Whether the name ends it is asked first: a literal of megabytes may hold
/// thousands of names.
pub(super) fn default_that_is(text: &[u8], content: Span, name: Span) -> Option<Site> {
    let ends = content.contains(name) && name.end + 1 == content.end;
    let (variable, value) = ends.then(|| default_in(&text[content.range()])).flatten()?;
    (value == &text[name.range()]).then(|| default_of(variable))
}

/// The site of the default of a variable.
fn default_of(variable: &[u8]) -> Site {
    only_use(variable, Site::Default)
}

/// Whether the word ends at `end`. Behind a quote a word goes on (`NAME"$SUFFIX"`), behind a
/// comma a list does.
fn ends_there(text: &[u8], end: usize) -> bool {
    text.get(end)
        .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'}' | b')' | b';'))
}

/// `KEY=`, `KEY ?= `, `--model=`.
fn assigned(left: &[u8]) -> Site {
    let left = left.trim_ascii_end();
    let left = left.strip_suffix(b"?").or_else(|| left.strip_suffix(b":")).unwrap_or(left);
    if left.ends_with(b"=") || left.ends_with(b"!") || left.ends_with(b"+") {
        return Site::Unclear;
    }
    let name = flag_at_end(left);
    only_use(name, if name.starts_with(b"-") { Site::Flag } else { Site::Environment })
}

/// `--model NAME`, `ENV MODEL NAME`, `KEY = NAME`.
fn behind_space(language: Language, head: &[u8]) -> Site {
    if let Some(left) = head.strip_suffix(b"=") {
        // `[ $MODEL = NAME ]`: scripts assign without spaces and compare with them.
        let name = left.trim_ascii();
        let name = name.strip_suffix(b"?").or_else(|| name.strip_suffix(b":")).unwrap_or(name);
        let name = name.trim_ascii_end();
        let name = name.strip_prefix(b"export ").unwrap_or(name);
        let is_alone =
            name.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        let is_script = matches!(language, Language::Shell | Language::Dockerfile);
        return if is_script || !is_alone { Site::Comparison } else { assigned(left) };
    }
    if !matches!(language, Language::Shell | Language::Dockerfile) && is_key_of_model(head) {
        return Site::Setting;
    }
    let name = flag_at_end(head);
    if selects_model_for(line_start(head), name) {
        return Site::Flag;
    }
    let command = head[..head.len() - name.len()].trim_ascii();
    if command.eq_ignore_ascii_case(b"ENV") {
        only_use(name, Site::Environment)
    } else if language == Language::Baml && command.is_empty() {
        names::value_of(name)
    } else {
        Site::Unclear
    }
}

/// The site of a bare word in a file of a kind that is not known: `model: NAME` on a line of its
/// own sets a model in any of them.
pub(super) fn setting_on_a_line(around: &Around<'_>) -> Site {
    let head = around.line_to(around.value.start);
    let behind = &around.text()[around.value.end..];
    let ends = behind.is_empty() || behind.starts_with(b"\n") || behind.starts_with(b"\r\n");
    let head = head.trim_ascii_end();
    let is_setting = is_key_of_model(head)
        || (is_assigned_key_of_model(head) && is_among_settings(around) || is_parameter(head))
            && !answer::is_answer(around.text(), around.value);
    if ends && is_setting { Site::Setting } else { Site::Unclear }
}

/// `options.model=`
fn is_assigned_key_of_model(head: &[u8]) -> bool {
    let Some(key) = head.strip_suffix(b"=").map(<[u8]>::trim_ascii) else { return false };
    let is_key =
        key.iter().all(|byte| byte.is_ascii_lowercase() || b"_.".contains(byte)) && !key.is_empty();
    let last = key.rsplit(|byte| *byte == b'.').next().unwrap_or(key);
    is_key && names::selects_model(last) && !is_of_another(key)
}

/// Whether the lines above and below are settings, comments or nothing: a program that prints its
/// arguments goes on with what it does.
fn is_among_settings(around: &Around<'_>) -> bool {
    let (text, name) = (around.text(), around.value);
    let own = name.start - around.line_to(name.start).len();
    let above = text[..own].strip_suffix(b"\n").unwrap_or_default();
    let above = line_before(above, above.len(), LONGEST);
    let below = line_behind(text, name.end, LONGEST).len() + 1;
    let below = line_behind(text, text.len().min(name.end + below), LONGEST);
    [above, below].into_iter().all(|line| {
        let line = line.trim_ascii();
        // `PARAMETER name value`
        let is_command = || line_start(line).iter().all(u8::is_ascii_uppercase);
        line.is_empty() || b"#;[".contains(&line[0]) || line.contains(&b'=') || is_command()
    })
}

/// How much of a line beside a name is looked at, in bytes.
const LONGEST: usize = 400;

/// Words of keys and sections that are about something else than what is asked now.
const OTHERS: &[&str] = &[
    "old",
    "legacy",
    "previous",
    "deprecated",
    "retired",
    "price",
    "prices",
    "label",
    "rename",
    "replace",
    "migrate",
    "metric",
    "metrics",
    "filter",
    "expected",
    "mock",
    "deny",
    "block",
    "error",
];

/// Words besides of keys alone: programs print `gen_ai.request.model=`.
const PRINTED: &[&str] =
    &["request", "response", "result", "reply", "answer", "span", "from", "to", "alias", "aliases"];

/// Whether a key, which may be one of those that programs print, is about something else.
fn is_of_another(key: &[u8]) -> bool {
    let words = names::words(key);
    names::any(&words, OTHERS) || names::any(&words, PRINTED)
}

/// Whether a line of settings is about something else than the model to ask, by its key or its
/// section, or says a sentence: `error.model=NAME is not served any more`.
fn is_of_others(around: &Around<'_>) -> bool {
    let line = around.line_to(around.value.start);
    let text = around.text();
    let rest = line_behind(text, around.value.end, SECTION).trim_ascii_start();
    let is_sentence = rest.first().is_some_and(u8::is_ascii_alphabetic);
    let above = &text[around.value.start.saturating_sub(SECTION)..around.value.start];
    let mut lines = above.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let section = lines.find_map(|line| line.strip_prefix(b"[")).unwrap_or_default();
    let key = line.rsplit(|&byte| byte == b'=').nth(1).unwrap_or_default();
    let is_other = |name: &[u8]| {
        let words = names::words(name);
        names::any(&words, OTHERS) || names::any(&words, IN_SETTINGS)
    };
    is_sentence || is_other(key) || is_other(section)
}

/// How far above a setting its section is looked for.
const SECTION: usize = 2_000;

/// Words besides, in files of settings.
const IN_SETTINGS: &[&str] = &["pricing", "labels", "blocked", "run"];

/// `PARAMETER llm_model`: a command that sets what is named, and nothing else.
fn is_parameter(head: &[u8]) -> bool {
    let mut words = head.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let commands: [&[u8]; 5] = [b"PARAMETER", b"SET", b"OPTION", b"DEFINE", b"ENV"];
    let (command, key, rest) = (words.next(), words.next(), words.next());
    command.is_some_and(|command| commands.contains(&command))
        && key.is_some_and(names::selects_model)
        && rest.is_none()
}

/// `app.models.chat=`, `test.model.alternative = `: one of several models, by what it is there for.
fn is_one_of_models(line: &[u8], model: &[u8]) -> bool {
    let Some(key) = line.trim_ascii().strip_suffix(b"=").map(<[u8]>::trim_ascii) else {
        return false;
    };
    let mut parts = key.rsplit(|byte| *byte == b'.');
    let (Some(last), Some(owner)) = (parts.next(), parts.next()) else { return false };
    let is_key = key.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte));
    let is_role = names::is_key_of_a_role(last)
        || names::is_name_of_model(last)
        || [&b"alternative"[..], b"secondary", b"fallback"].contains(&last);
    is_key
        && is_role
        && (names::selects_model(owner) || names::holds_models(owner))
        && !names::shares_a_word(last, model)
        && !names::has_version(key)
        && !is_of_another(key)
}

/// Whether all that stands before a value is the key of a model: `model:`. What a program prints
/// begins with a capital, and headers have hyphens.
fn is_key_of_model(head: &[u8]) -> bool {
    let key = head.strip_suffix(b":").map(<[u8]>::trim_ascii);
    key.is_some_and(|key| {
        key.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_')
            && names::selects_model(key)
    })
}

/// The first word of a line.
fn line_start(line: &[u8]) -> &[u8] {
    line.trim_ascii_start().split(u8::is_ascii_whitespace).next().unwrap_or_default()
}

fn only_use(name: &[u8], site: Site) -> Site {
    match names::value_of(name) {
        Site::Setting => site,
        other => other,
    }
}
