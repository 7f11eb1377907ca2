//! What a block gives whose only statement is the value: the function around it, or the choice.
//!
//! ```text
//! sub default_model { return 'NAME' }
//! has model => (default => sub { 'NAME' });
//! $model = if ($fast) { 'NAME' } else { 'OTHER' }
//! ```

use super::bytes::{Bytes, is_name};
use super::value::{LONGEST, default_of_block, value_of};
use crate::site::Site;
use crate::site::around::{
    Around, ends_with_word, key_at_end, name_at_end, opening, starts_with_word,
};
use crate::site::judge::returned_by;
use crate::site::language::Language;
use crate::site::names;

/// What the block around the value gives, or the text of a function without one; `None` where other
/// things are done there as well, or the value is none of a function.
pub(super) fn given(language: Language, around: &Around<'_>, before: &[u8]) -> Option<Site> {
    // `default_model <- function() "NAME"`
    if language == Language::RubyLike && before.ends_with(b")") {
        let line = around.line_to(around.value.start).trim_ascii();
        return line.ends_with(b")").then(|| function_of_r(line)).flatten().map(returned);
    }
    let said = before.strip_suffix(b"return").unwrap_or(before).trim_ascii_end();
    // `return("NAME")` of R.
    let said = said.strip_suffix(b"return(").unwrap_or(said).trim_ascii_end();
    let says_return = said.len() < before.trim_ascii_end().len();
    let inner = around.lexed.brackets.around(around.value.start).find(|one| one.byte != b'(')?;
    let opens = match language {
        // Behind the comment that says what the method is for.
        Language::Smalltalk => {
            let head = around.text()[..around.value.start].trim_ascii_end().strip_suffix(b"^")?;
            around.before_at(head.len()).ends_with(b"[")
        }
        _ => inner.byte == b'{' && said.ends_with(b"{"),
    };
    let near = around.value.start.saturating_sub(inner.at) < LONGEST;
    let inside = around.text()[inner.at + 1..around.value.start].trim_ascii();
    let is_all = [&b""[..], b"return", b"return("].contains(&inside);
    let behind = around.behind();
    let ends = |text: &[u8]| matches!(text.trim_ascii_start().first(), Some(b'}' | b']'));
    let rest = behind.strip_prefix(b")").map_or(behind, <[u8]>::trim_ascii_start);
    let rest = rest.strip_prefix(b";").or_else(|| rest.strip_prefix(b".")).unwrap_or(rest);
    if !opens || !near || !ends(rest) || !(is_all || language == Language::Smalltalk) {
        return None;
    }
    let head = around.line_to(inner.at).trim_ascii();
    match language {
        Language::Perl => of_perl(around, inner.at, head),
        Language::PowerShell => of_powershell(around, head),
        Language::RubyLike => function_of_r(head).map(returned),
        // `Claude >> defaultModel [`
        Language::Smalltalk => {
            let at = memchr::memmem::find(head, b">> ")?;
            let name = head[at + 3..].trim_ascii();
            name.iter().all(|byte| is_name(*byte)).then(|| returned(name))
        }
        Language::CLike if says_return => {
            let qualifiers: [&[u8]; 4] = [b"const", b"override", b"noexcept", b"final"];
            let qualifiers = qualifiers.iter().chain(&qualifiers);
            let head = qualifiers.fold(head, |head, word| {
                if ends_with_word(head, word) {
                    head[..head.len() - word.len()].trim_ascii_end()
                } else {
                    head
                }
            });
            let name = match head.strip_suffix(b")") {
                Some(inner) => {
                    let head = &head[..opening(inner)?];
                    let name = name_at_end(head);
                    // `Claude3Opus::model()`: the class is that very model.
                    let class = head[..head.len() - name.len()].strip_suffix(b"::");
                    let model = &around.text()[around.value.range()];
                    if class.is_some_and(|class| names::is_version_of(name_at_end(class), model)) {
                        return Some(Site::Catalogue);
                    }
                    name
                }
                // `String get model {` of Dart.
                None => memchr::memmem::find(head, b" get ").map(|at| &head[at + 5..])?,
            };
            let asks: [&[u8]; 6] = [b"if", b"while", b"for", b"switch", b"catch", b"else"];
            (!asks.contains(&name)).then(|| returned(name))
        }
        _ => None,
    }
}

fn returned(name: &[u8]) -> Site {
    returned_by(name, false)
}

/// `default_model <- function(x)`
fn function_of_r(head: &[u8]) -> Option<&[u8]> {
    let head = &head[..opening(head.strip_suffix(b")")?)?];
    let left = head.trim_ascii_end().strip_suffix(b"function")?.trim_ascii_end();
    let left = left.strip_suffix(b"<-").or_else(|| left.strip_suffix(b"="))?;
    let name = name_at_end(left);
    (!name.is_empty() && name == left.trim_ascii()).then_some(name)
}

/// `sub model`, `default => sub`, `has model => sub`.
fn of_perl(around: &Around<'_>, at: usize, head: &[u8]) -> Option<Site> {
    if let Some(name) = head.strip_prefix(b"sub ") {
        let name = name.trim_ascii();
        return (name == name_at_end(name)).then(|| returned(name));
    }
    let left = head.strip_suffix(b"sub")?.trim_ascii_end().strip_suffix(b"=>")?;
    let key = key_at_end(left);
    if names::is_default(key) || key == b"builder" {
        let outer = around.lexed.brackets.around(at).next();
        return Some(outer.map_or(Site::Unclear, |outer| default_of_block(around, outer)));
    }
    Some(value_of(around, key))
}

/// `function Get-DefaultModel`, `$model = if (...) { 'OTHER' } else`.
fn of_powershell(around: &Around<'_>, head: &[u8]) -> Option<Site> {
    let lower = head.to_ascii_lowercase();
    if lower.starts_with(b"function ") {
        let name = head[9..].trim_ascii();
        let name = name.strip_suffix(b"()").unwrap_or(name).trim_ascii_end();
        return (name == name_at_end(name)).then(|| returned(name));
    }
    let equals = memchr::memchr(b'=', head)?;
    let condition = head[equals + 1..].trim_ascii_start();
    let chooses = starts_with_word(condition, b"if");
    let len = condition.iter().position(|&byte| byte == b'{').unwrap_or(condition.len());
    let orders = [&b" -lt "[..], b" -gt ", b" -le ", b" -ge "];
    let is_ordered = orders.iter().any(|op| memchr::memmem::find(&condition[..len], op).is_some());
    if is_ordered || names::parts_old_and_new(&condition[..len]) {
        return Some(Site::Unclear);
    }
    let left = head[..equals].trim_suffix_bytes(b"+");
    chooses.then(|| value_of(around, key_at_end(left)))
}
