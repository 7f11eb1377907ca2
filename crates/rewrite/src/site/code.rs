//! Any language without a parser of its own: from literals, comments and direct neighbours.
//!
//! Conservative: what is not plainly a use is [`Site::Unclear`].

use super::around::{
    Around, chain_at_end, ends_with_word, key_at_end, name_at_end, starts_with_word,
    without_generics,
};
use super::brackets::Bracket;
use super::judge::{answer, comment, example, snippet};
use super::language::Language;
use super::lexer::Lexed;
use super::names;
use super::{Site, bare, veto};
use crate::matcher::Occurrence;
use modelmod_edit::Span;

/// How many bytes of a list of arguments are looked at for what stands first in it.
const LONGEST: usize = 1_000;

/// The sites of `occurrences` in the text that is `lexed`.
pub(super) fn classify(
    language: Language,
    lexed: &Lexed<'_>,
    occurrences: &[Occurrence],
) -> Vec<Site> {
    occurrences.iter().map(|o| site(language, lexed, o.span, o.is_own)).collect()
}

/// The site of the name at `name`; `is_own` where it is spelled as on the provider's own API.
pub(super) fn site(language: Language, lexed: &Lexed<'_>, name: Span, is_own: bool) -> Site {
    let Some(lexeme) = lexed.holding(name) else {
        let around = Around { lexed, value: name, is_own };
        return if language.has_bare_values() {
            bare::site(language, &around)
        } else if language == Language::Other {
            bare::setting_on_a_line(&around)
        } else {
            Site::Unclear
        };
    };
    if lexeme.quote.is_none() {
        return comment::in_comment(language, lexed.text, lexeme.span, name);
    }
    if lexeme.content() != name {
        let before = lexed.text[..lexeme.span.start].trim_ascii_end();
        let line = &lexed.text[before.len()..lexeme.span.start];
        // A text that stands alone before a function documents it in Julia.
        let is_alone = lexed.text[lexeme.span.start..].starts_with(b"\"\"\"")
            && (before.is_empty() || line.contains(&b'\n'));
        let is_doc = language == Language::RubyLike
            && (is_alone
                || [&b"@doc"[..], b"@moduledoc"].iter().any(|mark| before.ends_with(mark)));
        if is_doc
            && (snippet::is_example(lexed.text, lexeme.content(), name)
                || example::is_shown(lexed.text, lexeme.content(), name))
        {
            return Site::Example;
        }
        let default = match language.has_bare_values() {
            true => bare::default_that_is(lexed.text, lexeme.content(), name),
            false => None,
        };
        return default.unwrap_or(Site::Text);
    }
    let around = Around { lexed, value: with_prefix_letters(lexed.text, lexeme.span), is_own };
    of_literal(language, &around)
}

/// Python's `f"..."` and the like: up to two letters before the quote belong to the literal.
fn with_prefix_letters(text: &[u8], literal: Span) -> Span {
    let letters = name_at_end(&text[literal.start.saturating_sub(3)..literal.start]);
    let touches = text[..literal.start].ends_with(letters);
    let known =
        (1..=2).contains(&letters.len()) && letters.iter().all(|byte| b"rRbBuUfF".contains(byte));
    let letters = if known && touches { letters.len() } else { 0 };
    Span::new(literal.start - letters, literal.end)
}

fn of_literal(language: Language, around: &Around<'_>) -> Site {
    let before = around.before();
    if language == Language::Vim {
        let line = around.line_to(around.value.start).trim_ascii_start();
        if line.starts_with(b"\"") {
            return Site::Comment;
        }
        // `let g:model = 'NAME'`: where it is known stands before the name.
        if let Some(left) = before.strip_suffix(b"=")
            && starts_with_word(line, b"let")
        {
            return veto::check(language, around, value_of(around, name_at_end(left)));
        }
    }
    // `[ "$MODEL" = "NAME" ]`: scripts assign without spaces and compare with them.
    let spaced = around.text()[..around.value.start].ends_with(b" ");
    let is_script = matches!(language, Language::Shell | Language::Dockerfile | Language::Makefile);
    if is_script && spaced && before.ends_with(b"=") && !is_alone(around) {
        return Site::Comparison;
    }
    let line = around.line_to(around.value.start).trim_ascii();
    if language == Language::Baml && !line.is_empty() && line == name_at_end(line) {
        return veto::check(language, around, value_of(around, line));
    }
    let site = by_what_follows(language, around, before)
        .or_else(|| by_operator(language, before))
        .unwrap_or_else(|| by_position(language, around, before));
    match veto::check(language, around, site) {
        site if site.is_use() && answer::completes(around.text(), around.value) => Site::Completion,
        // Nothing is known of the language: it may show what an API answers.
        site if site.is_use()
            && language == Language::Other
            && answer::is_answer(around.text(), around.value) =>
        {
            Site::Recording
        }
        site => site,
    }
}

/// `NAME = ` and nothing else stands before the value, as Makefiles assign.
fn is_alone(around: &Around<'_>) -> bool {
    let head = around.line_to(around.value.start).trim_ascii();
    let head = head.trim_suffix_bytes(b"=:?+");
    !head.is_empty() && head.iter().all(|&byte| is_name(byte))
}

/// What the token behind the literal says.
fn by_what_follows(language: Language, around: &Around<'_>, before: &[u8]) -> Option<Site> {
    let behind = around.behind();
    let ternary = before.ends_with(b"?") && !before.ends_with(b"??");
    let next = [behind.first().copied().unwrap_or(0), behind.get(1).copied().unwrap_or(0)];
    match next {
        [b'=', b'='] | [b'!', b'='] | [b'=', b'~'] => Some(Site::Comparison),
        [b'=' | b'-', b'>'] => Some(Site::Key),
        [b':', b':' | b'='] => None,
        [b':', _] if ternary => Some(Site::Unclear),
        // Python's `if x == y: "NAME"` never has the literal before the colon of a value.
        [b':', _] => Some(Site::Key),
        [b'=', _] if language == Language::Toml || language == Language::Hcl => Some(Site::Key),
        [b'+' | b'%', _] | [b'"' | b'\'' | b'`', _] => Some(Site::Fragment),
        [b'.', byte] if byte.is_ascii_alphabetic() || byte == b'.' => Some(Site::Fragment),
        [b'|', b'|'] => None,
        [b'|', _] => Some(Site::Type),
        _ if starts_with_word(behind, b"in") || starts_with_word(behind, b"not in") => {
            Some(Site::Comparison)
        }
        _ => None,
    }
}

/// What the operator before the literal says, where it alone decides.
fn by_operator(language: Language, before: &[u8]) -> Option<Site> {
    let compares: [&[u8]; 8] = [b"==", b"!=", b"=~", b"!~", b"<", b">=", b"<=", b"~="];
    let words: [&[u8]; 8] = [b"in", b"is", b"case", b"when", b"not", b"eq", b"ne", b"like"];
    if compares.iter().any(|op| before.ends_with(op))
        || words.iter().any(|w| ends_with_word(before, w))
    {
        return Some(Site::Comparison);
    }
    match before.last() {
        Some(b'/') if language == Language::RubyLike && before.ends_with(b" //") => None,
        Some(b'+' | b'.' | b'%' | b'"' | b'\'' | b'`' | b'/') => Some(Site::Fragment),
        Some(b'=') if before.ends_with(b"+=") => Some(Site::Fragment),
        Some(b'|') if !before.ends_with(b"||") => Some(Site::Type),
        Some(b'&') => Some(Site::Unclear),
        _ => None,
    }
}

/// What the place of the literal says: behind `=`, behind a key, in a call, in a list.
fn by_position(language: Language, around: &Around<'_>, before: &[u8]) -> Site {
    // `shift // "NAME"` of Perl.
    let is_perl = language == Language::RubyLike && before.ends_with(b"//");
    let fallback =
        before.ends_with(b"||") || before.ends_with(b"??") || before.ends_with(b"?:") || is_perl;
    if fallback || ends_with_word(before, b"or") {
        return fallback_of(around, before);
    }
    match before.last() {
        Some(b'=') => assigned(around, before),
        // `model <- "NAME"`, as R assigns.
        Some(b'-') if before.ends_with(b"<-") => {
            value_of(around, name_at_end(before.trim_suffix_bytes(b"<-")))
        }
        Some(b'>') if before.ends_with(b"=>") => keyed(around, &before[..before.len() - 2]),
        Some(b':') => keyed(around, &before[..before.len() - 1]),
        Some(b'(') => of_call(around),
        Some(b'[')
            if before[..before.len() - 1].trim_ascii_end().last().is_some_and(is_operand) =>
        {
            Site::Key
        }
        Some(b'[' | b'{') => Site::List,
        Some(b',') => listed(around),
        Some(_) if flag_before(before) => Site::Flag,
        // `& #model .~ "NAME"`, as lenses of Haskell set a field.
        Some(b'~') if before.ends_with(b".~") || before.ends_with(b"?~") => {
            value_of(around, name_at_end(&before[..before.len() - 2]))
        }
        // `#define MODEL "NAME"`
        Some(_) if language == Language::CLike && is_macro(around) => {
            value_of(around, name_at_end(before))
        }
        // `@model "NAME"`, as Elixir writes constants.
        Some(_) if is_attribute(around, before) => value_of(around, name_at_end(before)),
        _ => Site::Unclear,
    }
}

/// What the call (or the group) does with its arguments whose bracket is open around the value.
fn of_call(around: &Around<'_>) -> Site {
    let mut brackets = around.lexed.brackets.around(around.value.start);
    let Some(bracket) = brackets.next() else { return Site::Unclear };
    let head = without_generics(around.text()[..bracket.at].as_tail());
    if around.is_own && names::is_platform(chain_at_end(head)) {
        return Site::Platform;
    }
    match name_at_end(head) {
        // `startswith(("a", "b"))`: a group as the argument of a call.
        b"" => match brackets.next().filter(|outer| outer.byte == b'(') {
            Some(outer) => {
                match names::argument_of(name_at_end(around.text()[..outer.at].as_tail())) {
                    Site::Comparison => Site::Comparison,
                    _ => Site::List,
                }
            }
            None => Site::List,
        },
        b"in" | b"not" | b"is" | b"if" | b"elif" | b"while" | b"case" | b"when" | b"switch"
        | b"match" | b"assert" => Site::Comparison,
        b"return" | b"yield" | b"and" | b"or" | b"await" => Site::List,
        function => {
            let target = around.line_to(bracket.at);
            let target =
                target.iter().position(|&byte| byte == b'=').map_or(&b""[..], |at| &target[..at]);
            match names::argument_of(function) {
                // `GPT_4O = Model("...")`: a constant about that very model.
                Site::Argument | Site::Platform if target.iter().any(u8::is_ascii_digit) => {
                    Site::Catalogue
                }
                Site::Platform if !around.is_own => Site::Argument,
                Site::UnknownCall
                    if names::begins_a_request(chain_at_end(head))
                        || !around.is_own && names::is_of_client(chain_at_end(head)) =>
                {
                    Site::Argument
                }
                site => site,
            }
        }
    }
}

const fn is_operand(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(*byte, b'_' | b')' | b']' | b'"' | b'\'')
}

/// `NAME = "..."`, `name: Type = "..."`, `name="..."`, `--name="..."`.
fn assigned(around: &Around<'_>, before: &[u8]) -> Site {
    let left = before.trim_ascii_end().trim_suffix_bytes(b"=:?|&");
    // In a call a comma parts arguments; elsewhere `a, b = x, y` assigns in parallel.
    let in_call = around.bracket().is_some_and(|bracket| {
        // `Client({required this.key, this.model = "NAME"})`
        bracket.byte == b'(' || around.text()[..bracket.at].ends_with(b"(")
    });
    let parts: &[u8] = if in_call { b"(,\n" } else { b"({;\n" };
    let from = left.iter().rposition(|byte| parts.contains(byte));
    let left = &left[from.map_or(0, |at| at + 1)..];
    let follows = around.next_token().0.first();
    if !in_call && (left.contains(&b',') || (around.bracket().is_none() && follows == Some(&b',')))
    {
        return Site::Unclear;
    }
    // `type Name = "a" | "b"` is a type even where it has one member only; `case name = "a"`
    // is a member of an enum.
    let first = left.trim_ascii_start();
    if [&b"type"[..], b"export type", b"case", b"enum"]
        .iter()
        .any(|word| starts_with_word(first, word))
    {
        return Site::Type;
    }
    // `const GPT4o Model = "..."`: in some languages the type stands behind the name.
    if left.iter().any(u8::is_ascii_digit) && names::selects_model(key_at_end(left)) {
        return Site::Catalogue;
    }
    // In `name: Type` the name stands first; `a::b` and `x:y` of other languages do too.
    let name = match left.iter().position(|&byte| byte == b':') {
        // `$env:MODEL`, `$script:model` of PowerShell.
        Some(colon) if !first.starts_with(b"$") && left.get(colon + 1) != Some(&b':') => {
            &left[..colon]
        }
        _ => left,
    };
    value_of(around, key_at_end(name.trim_ascii_end().trim_suffix_bytes(b"?!")))
}

/// `name: "..."`, `"name": "..."`, `:name => "..."`.
fn keyed(around: &Around<'_>, before: &[u8]) -> Site {
    // `def small_model, do: "NAME"`
    let line = around.line_to(around.value.start).trim_ascii_start();
    let function = line.strip_prefix(b"def ").or_else(|| line.strip_prefix(b"defp "));
    if let Some(function) = function.filter(|_| ends_with_word(before, b"do")) {
        let len = function.iter().take_while(|byte| is_name(**byte)).count();
        return value_of(around, &function[..len]);
    }
    value_of(around, key_at_end(before.trim_ascii_end().trim_suffix_bytes(b"?")))
}

fn value_of(around: &Around<'_>, key: &[u8]) -> Site {
    match names::value_of(key) {
        Site::Unclear if names::is_default(key) => default_of_block(around),
        // `defaultModelNames: { Kind.chat: "NAME" }`
        Site::Unclear if is_of_defaults(around) => Site::Default,
        // `@models %{fast: "NAME", smart: "OTHER"}`
        Site::Unclear if names::is_key_of_a_role(key) && is_of_models(around, key) => Site::Setting,
        Site::Setting if around.is_own && around.in_platform_call() => Site::Platform,
        Site::Platform if !around.is_own => Site::Setting,
        site => site,
    }
}

/// Whether what is open around the value holds the default models.
fn is_of_defaults(around: &Around<'_>) -> bool {
    let key = owner(around);
    let words = names::words(key);
    names::any(&words, &["default", "defaults"])
        && names::any(&words, &["model", "models"])
        && !names::has_version(key)
}

/// Whether what is open around the value at `key` holds models, or other names for them.
fn is_of_models(around: &Around<'_>, key: &[u8]) -> bool {
    let owner = owner(around);
    let model = &around.text()[around.value.range()];
    names::holds_models(owner) || names::holds_aliases(owner) && !names::shares_a_word(key, model)
}

/// The name of the record that is open around the value: `owner: {`, `owner = {`, `@owner %{`.
fn owner<'t>(around: &Around<'t>) -> &'t [u8] {
    let Some(Bracket { at, byte: b'{' | b'[', .. }) = around.bracket() else { return &[] };
    let line = around.line_to(at).trim_ascii();
    let line = line.strip_suffix(b"%").unwrap_or(line).trim_ascii_end();
    if let Some(attribute) = line.strip_prefix(b"@") {
        return if attribute == name_at_end(attribute) { attribute } else { &[] };
    }
    let named = line.strip_suffix(b":").or_else(|| line.strip_suffix(b"="));
    named.map(key_at_end).unwrap_or_default()
}

/// `option("--model", default="...")`, `variable "model" { default = "..." }`: the default of
/// whatever the line of the open bracket names.
fn default_of_block(around: &Around<'_>) -> Site {
    let Some(Bracket { at, .. }) = around.bracket() else {
        return default_of_line(around.line_to(around.value.start));
    };
    let head = around.line_to(at);
    let inside = &around.text()[at..around.value.start.min(at + LONGEST)];
    let names_a_model = |text: &[u8]| text.split(|byte| !is_name(*byte)).any(names::selects_model);
    // `"--model", "-m",`: what the call is about stands first.
    let arguments = inside.strip_prefix(b"(").unwrap_or_default().split(|&byte| byte == b',');
    let is_literal = |text: &&[u8]| matches!(text.first(), Some(b'"' | b'\'' | b'`'));
    let mut about = arguments.map(<[u8]>::trim_ascii).take_while(is_literal);
    if names_a_model(head) || about.any(names_a_model) { Site::Default } else { Site::Unclear }
}

/// `field :model, :string, default: "NAME"`: of what stands first on a line without brackets.
fn default_of_line(line: &[u8]) -> Site {
    let mut parts = line.split(|&byte| byte == b',');
    let first = parts.next().unwrap_or_default().trim_ascii();
    let named = name_at_end(first);
    let is_symbol = first[..first.len() - named.len()].ends_with(b" :");
    let is_model = parts.next().is_some() && is_symbol && names::selects_model(named);
    if is_model { Site::Default } else { Site::Unclear }
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// `process.env.MODEL || "..."`, `model = model or "..."`.
fn fallback_of(around: &Around<'_>, before: &[u8]) -> Site {
    let line = around.line_to(around.value.start);
    let line = if line.len() < before.len() { line } else { before };
    let compares = [&b"=="[..], b"!=", b" is ", b" in "]
        .iter()
        .any(|op| memchr::memmem::find(line, op).is_some());
    if !compares && line.split(|byte| !is_name(*byte)).any(names::selects_model) {
        Site::Default
    } else {
        Site::Unclear
    }
}

/// Behind a comma: a later argument of a call, or an item of a list.
fn listed(around: &Around<'_>) -> Site {
    let Some(bracket) = around.bracket() else { return Site::Unclear };
    let inside = &around.text()[bracket.at + 1..around.value.start];
    // The first argument is short where it says anything.
    let start = &inside[..inside.len().min(LONGEST)];
    let function = name_at_end(without_generics(around.text()[..bracket.at].as_tail()));
    let first = start.split(|&byte| byte == b',').next().unwrap_or(start);
    let previous = key_at_end(inside.trim_ascii_end().trim_suffix_bytes(b","));
    match bracket.byte {
        _ if previous.starts_with(b"--") && names::selects_model(previous) => Site::Flag,
        b'(' if names::reads_setting(function)
            && (names::selects_model(key_at_end(first)) || names::selects_model(previous)) =>
        {
            Site::Default
        }
        // `{"model", "NAME"}`: a pair of a dictionary.
        b'{' if inside.trim_ascii_start().starts_with(b"\"")
            && inside.len() < LONGEST
            && inside.iter().filter(|byte| **byte == b',').count() == 1
            && names::selects_model(previous)
            && around.behind().starts_with(b"}") =>
        {
            Site::Setting
        }
        // `put_new(options, :model, "NAME")`
        b'(' if names::sets(function)
            && inside.trim_ascii_end().trim_suffix_bytes(b",").ends_with(previous)
            && names::selects_model(previous) =>
        {
            Site::Setting
        }
        b'(' => match of_call(around) {
            // The model is the first argument of what takes a model.
            Site::Argument => Site::UnknownCall,
            site => site,
        },
        _ => Site::List,
    }
}

/// `#define NAME` alone stands before the value.
fn is_macro(around: &Around<'_>) -> bool {
    let line = around.line_to(around.value.start).trim_ascii();
    let name = line.strip_prefix(b"#define ").map(<[u8]>::trim_ascii);
    name.is_some_and(|name| !name.is_empty() && name == name_at_end(name))
}

/// `@name` alone stands before the value.
fn is_attribute(around: &Around<'_>, before: &[u8]) -> bool {
    let line = around.line_to(around.value.start).trim_ascii();
    let name = name_at_end(before);
    line.strip_prefix(b"@").is_some_and(|rest| rest == name && !name.is_empty())
}

/// `--model "NAME"`.
fn flag_before(before: &[u8]) -> bool {
    let name = name_at_end(before);
    name.starts_with(b"--") && names::selects_model(name)
}

trait Bytes {
    /// Without any of the bytes `these` at the end, and without white space.
    fn trim_suffix_bytes(&self, these: &[u8]) -> &[u8];
    /// The last bytes, enough for any name.
    fn as_tail(&self) -> &[u8];
}

impl Bytes for [u8] {
    fn trim_suffix_bytes(&self, these: &[u8]) -> &[u8] {
        let len = self.iter().rposition(|byte| !these.contains(byte)).map_or(0, |at| at + 1);
        self[..len].trim_ascii_end()
    }

    fn as_tail(&self) -> &[u8] {
        &self[self.len().saturating_sub(200)..]
    }
}
