//! What the name of a value says of it, and the record or the block that is open around it.

use super::bytes::is_name;
use crate::site::Site;
use crate::site::around::{Around, key_at_end, name_at_end};
use crate::site::brackets::Bracket;
use crate::site::names;

/// How many bytes of a list of arguments are looked at for what stands first in it.
pub(super) const LONGEST: usize = 1_000;

/// The site of the value of what is called `key`.
pub(super) fn value_of(around: &Around<'_>, key: &[u8]) -> Site {
    match names::value_of(key) {
        // `Sys.getenv("MODEL", unset = "NAME")` of R.
        Site::Unclear if names::is_default(key) || key == b"unset" => default_of(around),
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
fn default_of(around: &Around<'_>) -> Site {
    match around.bracket() {
        Some(bracket) => default_of_block(around, bracket),
        None => default_of_line(around.line_to(around.value.start)),
    }
}

/// The same where `at` opens what the default stands in.
pub(super) fn default_of_block(around: &Around<'_>, Bracket { at, .. }: Bracket) -> Site {
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
