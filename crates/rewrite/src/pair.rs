//! Settings that name a model and, beside it, its version: `name = "gpt-4o"` and
//! `version = "2024-05-13"` in a block `model`, `--model-name gpt-4o --model-version 2024-05-13`.
//!
//! Azure keeps a version beside the name, and each version has days of its own: the two change
//! together or not at all. Which settings are such a pair is the catalogue's to say
//! ([`Surface::pairs`]). They are looked for in the text itself: it may be Terraform, Bicep, ARM,
//! a script or a program.

use crate::matcher::Version;
use crate::memo::Memo;
use crate::nesting::unmatched;
use memchr::memmem;
use modelmod_catalog::{Pair, Str, Surface};
use modelmod_edit::Span;

/// How far from a name its version, or the beginning of its block, is looked for.
const NEAR: usize = 1_000;

/// The version of the name at `core`, where that is one of a pair of `surface`'s and the text speaks
/// of it.
pub(crate) fn version(speech: &Speech<'_>, core: Span, surface: &Surface) -> Option<Version> {
    let text = speech.text;
    let (key, key_start) = key_before(text, core.start)?;
    let pair = surface.pairs.iter().find(|pair| is_called(key, &pair.name))?;
    let version = match text[..key_start].ends_with(b"--") {
        true => Version::At(of_option(text, core, pair)?),
        false => of_block(text, core, key_start, pair)?,
    };
    let is_apart = |at: Span| at.end <= core.start || core.end <= at.start;
    let is_of_surface = match version {
        Version::At(at) => is_apart(at) && speech.of(surface).is_spoken_of,
        // A block without a version may be anybody's: it has to be one of a client.
        Version::Unread => speech.of(surface).has_client,
    };
    is_of_surface.then_some(version)
}

/// What one text speaks of, looked for when first asked.
pub(crate) struct Speech<'t> {
    text: &'t [u8],
    /// By the ID of the surface.
    known: Memo<Str, Spoken>,
}

/// What a text says of one surface.
#[derive(Clone, Copy)]
struct Spoken {
    /// It has a word of the surface, or of its clients.
    is_spoken_of: bool,
    /// It has one of its clients.
    has_client: bool,
}

impl<'t> Speech<'t> {
    pub(crate) const fn new(text: &'t [u8]) -> Self {
        Self { text, known: Memo::new() }
    }

    fn of(&self, surface: &Surface) -> Spoken {
        self.known.get(surface.id.clone(), || {
            let lower = self.text.to_ascii_lowercase();
            let has = |words: &[Str]| {
                words.iter().any(|word| memmem::find(&lower, word.as_bytes()).is_some())
            };
            let has_client = has(&surface.clients);
            Spoken { is_spoken_of: has_client || has(&surface.words), has_client }
        })
    }
}

/// Whether `key` is called `name`, whatever the style: `modelName`, `model_name`.
fn is_called(key: &[u8], name: &str) -> bool {
    let letters = |text: &[u8]| -> Vec<u8> {
        let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
        letters.map(u8::to_ascii_lowercase).collect()
    };
    letters(key) == letters(name.as_bytes())
}

const fn is_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

const fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

const fn is_quote(byte: u8) -> bool {
    byte == b'"' || byte == b'\''
}

/// The key whose value begins at `value`, and where it begins: `name = "`, `"name": "`,
/// `--model-name `.
fn key_before(text: &[u8], value: usize) -> Option<(&[u8], usize)> {
    let mut at = value;
    let mut skip = |wanted: fn(u8) -> bool, most: usize| {
        let count = text[..at].iter().rev().take(most).take_while(|byte| wanted(**byte)).count();
        at -= count;
        count
    };
    skip(is_quote, 1);
    let blanks = skip(is_blank, 40);
    let signs = skip(|byte| byte == b'=' || byte == b':', 1);
    skip(is_blank, 40);
    skip(is_quote, 1);
    let end = at;
    let len = text[..end].iter().rev().take(40).take_while(|byte| is_key(**byte)).count();
    let key = &text[end - len..end];
    let dashes = key.iter().take_while(|byte| **byte == b'-').count();
    let is_option = dashes == 2;
    if len == dashes || (signs == 0 && !(is_option && blanks > 0)) {
        return None;
    }
    Some((&key[dashes..], end - len + dashes))
}

/// The value of the option that gives the version, in the same command.
fn of_option(text: &[u8], core: Span, pair: &Pair) -> Option<Span> {
    let (first, last) = (core.start.saturating_sub(NEAR), text.len().min(core.end + NEAR));
    let start = memmem::rfind(&text[first..core.start], b"\n\n").map_or(first, |at| first + at);
    let end = memmem::find(&text[core.end..last], b"\n\n").map_or(last, |at| core.end + at);
    let part = Span::new(start, end);
    let option = format!("--{}", pair.version);
    let mut found =
        memmem::find_iter(&text[part.range()], &option).map(|at| part.start + at + option.len());
    let at = found.next()?;
    // Of two commands it cannot be told which one is meant.
    if found.next().is_some() || !text.get(at).is_some_and(|byte| b"= \t".contains(byte)) {
        return None;
    }
    let blanks = text[at..].iter().take_while(|byte| b"= \t".contains(byte)).count();
    literal(text, at + blanks)
}

/// The version in the block in which the key at `key` stands.
///
/// A block that is called as the pair says has a version, even if that is not read; elsewhere
/// only a version that stands there makes a pair.
fn of_block(text: &[u8], core: Span, key: usize, pair: &Pair) -> Option<Version> {
    let open = opening(text, key);
    let (block, head) = match open {
        Some(open) => (Span::new(open + 1, closing(text, core.end)?), &text[..open]),
        None => indented(text, key)?,
    };
    if let Some(inside) = &pair.inside
        && !is_called(word_at_end(head), inside)
    {
        return None;
    }
    let mut depth = 0usize;
    let mut versions = (block.start..block.end).filter_map(|at| {
        match text[at] {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            byte if depth == 0 && is_key(byte) && !is_key(text[at.saturating_sub(1)]) => {
                return of_key(text, at, pair);
            }
            _ => {}
        }
        None
    });
    match (versions.next(), versions.next()) {
        (Some(version), None) => Some(Version::At(version)),
        _ => pair.inside.is_some().then_some(Version::Unread),
    }
}

/// The value of the key that begins at `at`, where it is the version's.
fn of_key(text: &[u8], at: usize, pair: &Pair) -> Option<Span> {
    let len = text[at..].iter().take_while(|byte| is_key(**byte)).count();
    if !is_called(&text[at..at + len], &pair.version) {
        return None;
    }
    // `# version = "..."`
    let near = at.saturating_sub(NEAR);
    let line = memchr::memrchr(b'\n', &text[near..at]).map_or(near, |n| near + n + 1);
    let before = text[line..at].trim_ascii_start();
    if before.starts_with(b"#") || before.starts_with(b"//") {
        return None;
    }
    let mut end = at + len;
    end += text[end..].iter().take(1).take_while(|byte| is_quote(**byte)).count();
    end += text[end..].iter().take_while(|byte| is_blank(**byte)).count();
    if !text.get(end).is_some_and(|byte| b"=:".contains(byte)) {
        return None;
    }
    end += 1;
    end += text[end..].iter().take_while(|byte| is_blank(**byte)).count();
    literal(text, end)
}

/// The version that is written at `at`, without its quotes; `None` for anything but a literal.
fn literal(text: &[u8], at: usize) -> Option<Span> {
    let quote = text.get(at).copied().filter(|byte| is_quote(*byte));
    let start = at + usize::from(quote.is_some());
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-' || **byte == b'.';
    let len = text[start..].iter().take_while(is_part).count();
    let behind = text.get(start + len).copied();
    let is_whole = match quote {
        Some(quote) => behind == Some(quote),
        None => behind.is_none_or(|byte| byte.is_ascii_whitespace() || byte == b','),
    };
    let is_version = text[start..start + len].first().is_some_and(u8::is_ascii_digit);
    (is_whole && is_version).then_some(Span::new(start, start + len))
}

/// The brace that opens the block around `at`.
fn opening(text: &[u8], at: usize) -> Option<usize> {
    let before = text[at.saturating_sub(NEAR)..at].iter().rev();
    let back = unmatched(before, b"}])", b"{[(")?;
    let place = at - 1 - back;
    (text[place] == b'{').then_some(place)
}

/// The brace that closes the block around `at`.
fn closing(text: &[u8], at: usize) -> Option<usize> {
    let place = at + unmatched(text.iter().skip(at).take(NEAR), b"{[(", b"}])")?;
    (text[place] == b'}').then_some(place)
}

/// The lines that are indented as that of `key`, and the text up to the end of the line above
/// them, as YAML has it.
fn indented(text: &[u8], key: usize) -> Option<(Span, &[u8])> {
    // Of very long lines only a part is looked at.
    let start_of = |at: usize| {
        let first = at.saturating_sub(NEAR);
        memchr::memrchr(b'\n', &text[first..at]).map_or(first, |n| first + n + 1)
    };
    let end_of = |at: usize| {
        let last = text.len().min(at + NEAR);
        memchr::memchr(b'\n', &text[at..last]).map_or(last, |n| at + n)
    };
    let indent = |start: usize| {
        let line = &text[start..end_of(start)];
        let blanks = line.iter().take_while(|byte| **byte == b' ').count();
        (blanks < line.trim_ascii_end().len()).then_some(blanks)
    };
    let line = start_of(key);
    let own = indent(line)?;
    if text[line..key].trim_ascii() != b""
        && !text[line..key].trim_ascii().iter().all(|b| is_quote(*b))
    {
        return None;
    }
    let mut first = line;
    while first > 0 {
        let above = start_of(first - 1);
        match indent(above) {
            Some(blanks) if blanks < own => {
                let end = end_of(line).min(text.len());
                let mut last = end;
                while last < text.len() && indent(last + 1).is_some_and(|blanks| blanks >= own) {
                    last = end_of(last + 1);
                }
                return Some((Span::new(first, last), &text[..end_of(above)]));
            }
            _ if line - above > NEAR => return None,
            _ => first = above,
        }
    }
    None
}

/// The last word of a text, without what stands between a key and its value.
fn word_at_end(text: &[u8]) -> &[u8] {
    let is_filler = |byte: &u8| byte.is_ascii_whitespace() || b"=:\"'".contains(byte);
    let end = text.iter().rposition(|byte| !is_filler(byte)).map_or(0, |at| at + 1);
    let len = text[..end].iter().rev().take_while(|byte| is_key(**byte)).count();
    &text[end - len..end]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use modelmod_catalog::builtin;

    fn version_of(text: &str) -> Option<&str> {
        let surface = builtin::catalog().surface("azure").unwrap();
        let start = text.find("gpt-4o").unwrap();
        let found = version(&Speech::new(text.as_bytes()), Span::new(start, start + 6), surface)?;
        Some(found.span().map_or("unread", |span| &text[span.range()]))
    }

    #[test]
    fn a_version_beside_a_name() {
        for text in [
            "azurerm x {\n model {\n  format = \"OpenAI\"\n  name = \"gpt-4o\"\n  version = \"2024-05-13\"\n }\n}",
            "azurerm x {\n model {\n  version = \"2024-05-13\"\n  name = \"gpt-4o\"\n }\n}",
            "'Microsoft.CognitiveServices' {\n model: {\n  name: 'gpt-4o'\n  version: '2024-05-13'\n }\n}",
            "{\"azure\": {\"model\": {\"name\": \"gpt-4o\", \"version\": \"2024-05-13\"}}}",
            "az cognitiveservices x --model-name gpt-4o --model-version \"2024-05-13\"\n",
            "az cognitiveservices x \\\n  --model-version 2024-05-13 \\\n  --model-name=gpt-4o\n",
            "azure = [{\n  model_name = \"gpt-4o\"\n  model_version = \"2024-05-13\"\n}]",
            "azure:\n  model:\n    name: gpt-4o\n    version: \"2024-05-13\"\n  sku: x\n",
        ] {
            assert_eq!(version_of(text), Some("2024-05-13"), "{text}");
        }
    }

    #[test]
    fn no_version_beside_it() {
        for text in [
            // Nothing says that the name is one of a pair.
            "azurerm x {\n  name = \"gpt-4o\"\n  version = \"2024-05-13\"\n}",
            "{\"azure\": {\"models\": [{\"name\": \"gpt-4o\", \"version\": \"2024-05-13\"}]}}",
            // Of two, which one?
            "az a --model-name gpt-4o --model-version 1\naz a --model-name x --model-version 2",
            // Nothing but a word speaks of the platform.
            "{\"azure\": {\"model\": {\"name\": \"gpt-4o\"}}}",
            // Nothing speaks of the platform.
            "model {\n  name = \"gpt-4o\"\n  version = \"2024-05-13\"\n}",
        ] {
            assert_eq!(version_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_version_that_is_not_read() {
        for text in [
            "azurerm_x {\n model {\n  name = \"gpt-4o\"\n }\n version = \"2024-05-13\"\n}",
            "azurerm_x {\n model {\n  name = \"gpt-4o\"\n  # version = \"2024-05-13\"\n }\n}",
            "azurerm_x {\n model {\n  name = \"gpt-4o\"\n  version = var.version\n }\n}",
            "azurerm_x {\n model {\n  name = \"gpt-4o\"\n  version = \"${var.v}\"\n }\n}",
        ] {
            assert_eq!(version_of(text), Some("unread"), "{text}");
        }
    }
}
