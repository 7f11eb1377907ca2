//! Lisp, Emacs Lisp above all: by what stands before a value in its form.
//!
//! There is no grammar for it that is kept up and built from source, and the language needs
//! little of one: `(setq some-model 'NAME)` and `:model "NAME"` name what the value is for.

use super::around::{key_at_end, opening};
use super::judge::{answer, comment};
use super::language::Language;
use super::lexer::Lexed;
use super::{Site, names};
use crate::matcher::Occurrence;
use crate::nesting::unmatched;
use modelmod_edit::Span;

/// How far before a value the head of its form is looked for.
const REACH: usize = 400;
/// Functions that ask for a value.
const ASK: &[&str] = &[
    "eq",
    "eql",
    "equal",
    "string=",
    "string-equal",
    "string-prefix-p",
    "string-match",
    "string-match-p",
    "member",
    "memq",
    "assoc",
    "assq",
    "alist-get",
    "pcase",
    "cl-case",
    "seq-contains-p",
    "rassq",
    "plist-get",
    "should",
    "remove",
    "delete",
    "=",
    "not=",
    "case",
    "==",
    "condp",
    "re-find",
    "re-matches",
    ".startsWith",
    ".equals",
    ".contains",
];

/// The sites of `occurrences`.
pub(super) fn classify(lexed: &Lexed<'_>, occurrences: &[Occurrence]) -> Vec<Site> {
    occurrences.iter().map(|occurrence| site(lexed, occurrence.span)).collect()
}

fn site(lexed: &Lexed<'_>, name: Span) -> Site {
    let value = match lexed.holding(name) {
        Some(lexeme) if lexeme.quote.is_none() => {
            return comment::in_comment(Language::Lisp, lexed.text, lexeme.span, name);
        }
        Some(lexeme) if lexeme.content() != name => {
            return in_text(lexed.text, lexeme.content(), name);
        }
        Some(lexeme) => lexeme.span,
        None => name,
    };
    let from = value.start.saturating_sub(REACH);
    let before = trimmed(&lexed.text[from..value.start]);
    let behind = lexed.text[value.end..].trim_ascii_start();
    let previous = atom_at_end(before);
    let is_of_map = lexed.brackets.around(value.start).next().is_some_and(|one| one.byte == b'{');
    let head = head(before);
    let model = &lexed.text[name.range()];
    if let Some(veto) = veto_of_map(lexed, value.start, model) {
        return veto;
    }
    match head {
        // `(find-runs db :model "NAME")`
        Some(function) if finds(function) => Site::Comparison,
        Some(b"assoc") if is_of_others(before, model) => Site::Unclear,
        // `(assoc request :model "NAME")`, `(case kind :a {:model "NAME"})`: neither is asked for.
        Some(b"assoc") if names::selects_model(keyword_at_end(before)) => Site::Setting,
        Some(b"case" | b"condp") if is_of_map => in_map(before, behind),
        // What asks ends so in Clojure and in Scheme.
        Some(head) if head.ends_with(b"?") || ASK.iter().any(|word| word.as_bytes() == head) => {
            Site::Comparison
        }
        // `(log/info {:model "NAME"})`, `(mock/chat "NAME" messages)`
        Some(function) if is_recorded_by(function) => Site::Recording,
        _ if is_of_map => in_map(before, behind),
        _ if is_of_a_record(before, behind) => Site::Unclear,
        Some(b"or") if reads_a_model(before) => Site::Default,
        // `(:model options "NAME")`
        Some([b':', key @ ..]) if names::selects_model(key) && behind.starts_with(b")") => {
            Site::Default
        }
        Some(b"def" | b"defonce") if is_documented(before, behind) => Site::Setting,
        Some(function) if asks_a_model(function, before, behind) => Site::Argument,
        _ if previous.is_empty() => list(before, behind),
        _ if names::selects_model(previous) => Site::Setting,
        _ => Site::Unclear,
    }
}

/// What the name before a map says of it: `:where {:model "NAME"}`, `:claude-3-opus {:model "NAME"}`.
fn veto_of_map(lexed: &Lexed<'_>, at: usize, model: &[u8]) -> Option<Site> {
    let bracket = lexed.brackets.around(at).next().filter(|one| one.byte == b'{')?;
    let before = lexed.text[bracket.at.saturating_sub(REACH)..bracket.at].trim_ascii_end();
    let atom = atom_at_end(before);
    // `{:where {:model "NAME"}}`
    let atom = atom.rsplit(|byte| b"{[".contains(byte)).next().unwrap_or(atom);
    let owner = atom.strip_prefix(b":").unwrap_or(atom);
    // A symbol is what is called, or what a branch asks: `is-code? {:model "NAME"}`.
    let is_key = atom.len() > owner.len();
    let veto = names::veto_of_owner(owner, model)
        .filter(|veto| *veto == Site::Catalogue || is_key && *veto == Site::Comparison);
    veto.or_else(|| names::is_of_the_past(owner).then_some(Site::Unclear))
}

/// Whether a function, with its namespace, looks for what is stored: `db/find-by`.
fn finds(function: &[u8]) -> bool {
    let function = function.rsplit(|&byte| byte == b'/').next().unwrap_or(function);
    let asks = ["find", "search", "lookup", "delete", "remove", "count", "filter"];
    // `(anthropic/count-tokens {:model "NAME"})` asks an API.
    let words = names::words(function);
    let is_of_tokens = names::any(&words, &["token", "tokens"]);
    !is_of_tokens && words.first().is_some_and(|verb| asks.contains(&verb.as_str()))
}

/// `(assoc old-config :model "NAME")`: whether what is changed is of the past, or a table.
fn is_of_others(before: &[u8], model: &[u8]) -> bool {
    let form = opening(before).map(|open| &before[open + 1..]).unwrap_or_default();
    let mut words = form.split(u8::is_ascii_whitespace).skip(1).filter(|word| !word.is_empty());
    words.next().is_some_and(|changed| {
        names::is_of_the_past(changed) || names::veto_of_owner(changed, model).is_some()
    })
}

/// Whether a function, with its namespace, records what happened or stands in for something.
fn is_recorded_by(function: &[u8]) -> bool {
    let is_of =
        |part: &[u8]| names::records(part) || names::veto_of_chain(part) == Some(Site::Test);
    function.split(|&byte| byte == b'/').any(is_of)
}

/// `{:model "NAME"}`, `{"model" "NAME"}`
fn in_map(before: &[u8], behind: &[u8]) -> Site {
    if is_of_a_record(before, behind) {
        return Site::Unclear;
    }
    let is_value = names::selects_model(keyword_at_end(before)) || {
        // The symbols that are bound, and their defaults: `{:or {model "NAME"}}`.
        names::selects_model(atom_at_end(before))
    };
    if is_value { Site::Setting } else { Site::Unclear }
}

/// The keyword, or the text in quotes, at the end of `text`: `:model`, `"model"`.
fn keyword_at_end(text: &[u8]) -> &[u8] {
    if text.ends_with(b"\"") {
        return key_at_end(text);
    }
    atom_at_end(text).strip_prefix(b":").unwrap_or_default()
}

/// `(def default-model "What it is." "NAME")`
fn is_documented(before: &[u8], behind: &[u8]) -> bool {
    let Some(open) = opening(before) else { return false };
    let form = &before[open + 1..];
    let is_last = behind.starts_with(b")");
    let mut words = form.split(u8::is_ascii_whitespace).skip(1).filter(|word| !word.is_empty());
    let name = words.find(|word| !word.starts_with(b"^"));
    is_last && form.ends_with(b"\"") && name.is_some_and(names::selects_model)
}

/// `(completion :anthropic "NAME" {...})`, `(chat "NAME" messages)`: whether a function asks a model,
/// whose name stands first, or behind that of its provider.
fn asks_a_model(function: &[u8], before: &[u8], behind: &[u8]) -> bool {
    let function = function.rsplit(|&byte| byte == b'/').next().unwrap_or(function);
    let asks = ["completion", "completions", "complete", "chat", "generate", "stream", "converse"];
    let Some(open) = opening(before) else { return false };
    let mut arguments =
        before[open + 1..].split(u8::is_ascii_whitespace).skip(1).filter(|word| !word.is_empty());
    let is_place = match (arguments.next(), arguments.next()) {
        (None, _) => !behind.starts_with(b")"),
        (Some([b':', provider @ ..]), None) => names::is_provider(provider),
        _ => false,
    };
    is_place
        && names::any(&names::words(function), &asks)
        && names::veto_of_call(function).is_none()
        && !names::lists(function)
}

/// A name in a longer text: documentation may show a call.
fn in_text(text: &[u8], content: Span, name: Span) -> Site {
    let head = &text[content.start.max(name.start.saturating_sub(REACH))..name.start];
    let is_documentation = memchr::memchr(b'\n', &text[content.range()]).is_some();
    if !is_documentation || !text[name.end..].starts_with(b"\\\"") {
        return Site::Text;
    }
    let Some(head) = head.strip_suffix(b"\\\"") else { return Site::Text };
    // `(create {:model \"NAME\"})`
    let is_shown = names::selects_model(keyword_at_end(head.trim_ascii_end()))
        && unmatched(head.iter().rev(), b")}", b"({").is_some()
        && !answer::is_answer(text, name);
    if is_shown { Site::Example } else { Site::Text }
}

/// `(or (System/getenv "MODEL") `: whether what is asked first reads a variable that selects a model.
fn reads_a_model(before: &[u8]) -> bool {
    let Some(inner) = before.strip_suffix(b")") else { return false };
    let form = opening(inner).map(|open| &inner[open + 1..]).unwrap_or_default();
    // `(:model options)`
    if let Some(key) = form.strip_prefix(b":") {
        let key = key.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        return names::selects_model(key);
    }
    let reads = [&b"getenv"[..], b"get-env", b"env "];
    reads.iter().any(|word| memchr::memmem::find(form, word).is_some())
        && form
            .split(|byte| !byte.is_ascii_alphanumeric() && !b"_-".contains(byte))
            .any(names::selects_model)
}

/// Whether a key beside the value, in its own map, says that this is a row of a table, or recorded.
fn is_of_a_record(before: &[u8], behind: &[u8]) -> bool {
    let is_brace = |byte: &u8| b"{}".contains(byte);
    let from = before.iter().rposition(is_brace).map_or(0, |at| at + 1);
    let behind = &behind[..behind.len().min(REACH)];
    let to = behind.iter().position(is_brace).unwrap_or(behind.len());
    [&before[from..], &behind[..to]].into_iter().any(|part| {
        let keys = part.split(u8::is_ascii_whitespace).filter_map(|word| word.strip_prefix(b":"));
        keys.into_iter().any(|key| names::is_about_models(key) || names::is_recorded(key))
    })
}

/// Behind the bracket of a list: `:models '(NAME)` names the one model that is used.
fn list(before: &[u8], behind: &[u8]) -> Site {
    let Some(owner) = before.strip_suffix(b"(") else { return Site::Unclear };
    let is_models = atom_at_end(trimmed(owner)) == b":models";
    if is_models && behind.starts_with(b")") { Site::Setting } else { Site::List }
}

/// Without the white space and the quote at the end.
fn trimmed(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    text.strip_suffix(b"'").unwrap_or(text).trim_ascii_end()
}

fn atom_at_end(text: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"()\"'`;".contains(byte);
    let from = text.iter().rposition(is_end).map_or(0, |at| at + 1);
    &text[from..]
}

/// The first word of the form around the end of `text`.
fn head(text: &[u8]) -> Option<&[u8]> {
    let open = opening(text)?;
    let form = &text[open + 1..];
    let len = form.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'(');
    Some(&form[..len.unwrap_or(form.len())])
}
