//! What the place of a literal says: behind `=`, behind a key, in a call, in a list.

use super::bytes::{Bytes, is_name};
use super::value::{LONGEST, value_of};
use crate::site::Site;
use crate::site::around::{
    Around, chain_at_end, ends_with_word, key_at_end, name_at_end, object_of, opening,
    starts_with_word, without_generics,
};
use crate::site::judge::returned_by;
use crate::site::language::Language;
use crate::site::names;

/// What the place of the literal says: behind `=`, behind a key, in a call, in a list.
pub(super) fn by_position(language: Language, around: &Around<'_>, before: &[u8]) -> Site {
    // `shift // "NAME"` of Perl.
    let is_perl = language == Language::Perl && before.ends_with(b"//");
    let fallback =
        before.ends_with(b"||") || before.ends_with(b"??") || before.ends_with(b"?:") || is_perl;
    if fallback || ends_with_word(before, b"or") {
        return fallback_of(around, before);
    }
    match before.last() {
        Some(b'=') => assigned(language, around, before),
        // `model <- "NAME"`, as R assigns.
        Some(b'-') if before.ends_with(b"<-") => {
            let left = before.trim_suffix_bytes(b"<-");
            match keeps_records(left) {
                true => Site::Recording,
                false => value_of(around, key_at_end(left)),
            }
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
pub(super) fn of_call(around: &Around<'_>) -> Site {
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
                // `initialize_llm("NAME", key)`
                Site::UnknownCall if names::reaches_a_model(chain_at_end(head)) => Site::Argument,
                // `Option(System.getenv("MODEL")).getOrElse("NAME")`
                Site::UnknownCall if [&b"getOrElse"[..], b"orElse"].contains(&function) => {
                    fallback_of(around, around.text()[..bracket.at].as_tail())
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
pub(super) fn assigned(language: Language, around: &Around<'_>, before: &[u8]) -> Site {
    let left = before.trim_ascii_end().trim_suffix_bytes(b"=:?|&/");
    // `Model* = "NAME"`: what Nim exports has a star.
    let left = left.strip_suffix(b"*").unwrap_or(left);
    // `$self->{model} //= "NAME"`, `default_model() = "NAME"` of Julia and Scala.
    match left.last() {
        _ if keeps_records(left) => return Site::Recording,
        Some(b'}') if !key_at_end(left).is_empty() => return value_of(around, key_at_end(left)),
        Some(b')') => {
            if let Some(open) = opening(&left[..left.len() - 1]) {
                return returned_by(name_at_end(&left[..open]), false);
            }
        }
        _ => {}
    }
    // In a call a comma parts arguments; elsewhere `a, b = x, y` assigns in parallel.
    let in_call = around.bracket().is_some_and(|bracket| {
        // `Client({required this.key, this.model = "NAME"})`
        bracket.byte == b'(' || around.text()[..bracket.at].ends_with(b"(")
    });
    let parts: &[u8] = if in_call { b"(,;\n" } else { b"({;\n" };
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
    // `model::String = "NAME"` of Julia.
    if language == Language::RubyLike
        && let Some(at) = memchr::memmem::find(left, b"::")
    {
        return value_of(around, key_at_end(&left[..at]));
    }
    // In `name: Type` the name stands first; `a::b` and `x:y` of other languages do too.
    let name = match left.iter().position(|&byte| byte == b':') {
        // `$env:MODEL`, `$script:model` of PowerShell.
        Some(colon)
            if language != Language::PowerShell
                && !first.starts_with(b"$")
                && left.get(colon + 1) != Some(&b':') =>
        {
            &left[..colon]
        }
        _ => left,
    };
    value_of(around, key_at_end(name.trim_ascii_end().trim_suffix_bytes(b"?!")))
}

/// Whether what is assigned to is a part of something that holds what happened: `$stats->{model}`,
/// `log_entry[["model"]]`, `Row.Model`.
fn keeps_records(left: &[u8]) -> bool {
    let left = left.trim_ascii_end();
    let owner = match left.last() {
        Some(b'}' | b']') => {
            let inner = left.trim_suffix_bytes(b"]}\"'");
            let key = name_at_end(inner);
            let open = inner[..inner.len() - key.len()].trim_suffix_bytes(b"\"'");
            let owner = open.trim_suffix_bytes(b"[{");
            if owner.len() == open.len() {
                return false;
            }
            owner.strip_suffix(b"->").unwrap_or(owner)
        }
        // `Row.Model`, and R's `usage$model`.
        _ => {
            let key = left.iter().rev().take_while(|&&byte| is_name(byte) && byte != b'$').count();
            match &left[..left.len() - key] {
                [owner @ .., b'.' | b'$'] => owner,
                _ => return false,
            }
        }
    };
    names::keeps_records(name_at_end(owner))
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

/// `process.env.MODEL || "..."`, `model = model or "..."`.
pub(super) fn fallback_of(around: &Around<'_>, before: &[u8]) -> Site {
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
            && around.behind().starts_with(b"}")
            && is_of_a_body(around) =>
        {
            Site::Setting
        }
        // `put_new(options, :model, "NAME")`, `put("model", "NAME")`
        b'(' if names::sets(function)
            && inside.trim_ascii_end().trim_suffix_bytes(b",\"'").ends_with(previous)
            && names::selects_model(previous) =>
        {
            // `log.put("model", "NAME")`
            let chain = chain_at_end(without_generics(around.text()[..bracket.at].as_tail()));
            let owner = object_of(chain).map(name_at_end).unwrap_or_default();
            if names::keeps_records(owner) { Site::Recording } else { Site::Setting }
        }
        // `something(model, "NAME")` of Julia, `coalesce(model, "NAME")` of R.
        b'(' if [&b"something"[..], b"coalesce"].contains(&function)
            && inside.split(|byte| !is_name(*byte)).any(names::selects_model)
            && around.behind().starts_with(b")") =>
        {
            Site::Default
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

/// Whether the pairs that stand in brackets around the value are what is sent: `json body = {{`.
fn is_of_a_body(around: &Around<'_>) -> bool {
    let mut brackets = around.lexed.brackets.around(around.value.start).skip(1);
    let Some(outer) = brackets.next().filter(|outer| outer.byte == b'{') else { return false };
    let left = around.line_to(outer.at).trim_ascii_end();
    let owner = left.strip_suffix(b"=").map(name_at_end).unwrap_or_default();
    names::any(&names::words(owner), &["body", "payload", "request", "req", "params", "data"])
}

/// Whether the colon before the value parts the two that a condition on its line chooses from.
pub(super) fn is_other_choice(language: Language, around: &Around<'_>) -> bool {
    let line = around.line_to(around.value.start).trim_ascii_end();
    let has_choice = matches!(language, Language::Perl | Language::CLike | Language::RubyLike);
    has_choice && line.ends_with(b" :") && memchr::memmem::find(line, b" ? ").is_some()
}

/// `$model = defined $x ? $x : "NAME"`: what the chosen one is assigned to. Where the condition
/// asks for a text, the other one belongs to that.
pub(super) fn chosen(language: Language, around: &Around<'_>) -> Site {
    if !matches!(language, Language::Perl | Language::CLike | Language::RubyLike) {
        return Site::Unclear;
    }
    let line = around.line_to(around.value.start);
    let Some(asks) = memchr::memmem::find(line, b" ? ") else { return Site::Unclear };
    let head = &line[..asks];
    let compares = [&b"=="[..], b"!=", b"=~", b" eq ", b" ne ", b" in "];
    if compares.iter().any(|op| memchr::memmem::find(head, op).is_some()) {
        return Site::Unclear;
    }
    let orders = [&b" < "[..], b" > ", b" <= ", b" >= ", b" lt ", b" gt ", b" le ", b" ge "];
    if orders.iter().any(|op| memchr::memmem::find(head, op).is_some()) {
        return Site::Unclear;
    }
    let Some(equals) = memchr::memrchr(b'=', head) else { return Site::Unclear };
    if names::parts_old_and_new(&head[equals + 1..]) {
        return Site::Unclear;
    }
    let left = head[..equals].trim_suffix_bytes(b":|/");
    value_of(around, key_at_end(left))
}
