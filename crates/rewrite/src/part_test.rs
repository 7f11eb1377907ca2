//! Tests of a part of a name in the same file.
//!
//! `DEFAULT = "gpt-5-mini"` above `if model.startsWith("gpt-5")`: the code takes the way that it
//! has for such models. Where the replacement fails the test that the old name passes, the default
//! and the test change together, or not at all.

use crate::Site;
use crate::matcher::Occurrence;
use memchr::memmem;
use std::collections::HashMap;

/// What asks how a text begins.
const BEGINS: &[&[u8]] = &[
    b"startswith(",
    b"startsWith(",
    b"StartsWith(",
    b"start_with?(",
    b"starts_with(",
    b"HasPrefix(",
    b"hasPrefix(",
];
/// What asks what a text has in it.
const HAS: &[&[u8]] =
    &[b".includes(", b".contains(", b".Contains(", b"strings.Contains(", b".include?("];
/// How far behind its beginning a call is read for the part, in bytes.
const CALL: usize = 80;
/// Shorter parts say nothing of a model.
const SHORTEST: usize = 3;

/// A part that is asked for, in lower case.
struct Asked {
    part: Vec<u8>,
    at_start: bool,
}

impl Asked {
    fn holds(&self, name: &[u8]) -> bool {
        match self.at_start {
            true => name.starts_with(&self.part),
            false => memmem::find(name, &self.part).is_some(),
        }
    }
}

/// Takes back "this is a use" where a test of a part in the text holds for the old name and not for
/// its replacement.
pub(crate) fn bind(
    text: &[u8],
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
    sites: &mut [Site],
    used: impl Fn(usize, Site) -> bool,
) {
    let asked = asked(text);
    if asked.is_empty() {
        return;
    }
    let mut known: HashMap<(&[u8], &str), bool> = HashMap::new();
    for (at, (occurrence, target)) in occurrences.iter().zip(targets).enumerate() {
        let Some(target) = *target else { continue };
        if !used(at, sites[at]) || sites[at] == Site::ModelMacro {
            continue;
        }
        let old = &text[occurrence.core.range()];
        let breaks = *known.entry((old, target)).or_insert_with(|| {
            let (old, new) = (old.to_ascii_lowercase(), target.to_ascii_lowercase());
            asked.iter().any(|one| one.holds(&old) && !one.holds(new.as_bytes()))
        });
        if breaks {
            sites[at] = Site::Entangled;
        }
    }
}

/// The parts that the text asks for.
fn asked(text: &[u8]) -> Vec<Asked> {
    let mut all = Vec::new();
    for (marks, at_start) in [(BEGINS, true), (HAS, false)] {
        for mark in marks {
            for at in memmem::find_iter(text, mark) {
                let behind = &text[at + mark.len()..];
                let call = &behind[..behind.len().min(CALL)];
                let call = call.split(|&byte| byte == b'\n').next().unwrap_or_default();
                all.extend(literal(call).map(|part| Asked { part, at_start }));
            }
        }
    }
    // `"gpt-4" in model`
    for at in memmem::find_iter(text, b"\" in ") {
        let before = &text[at.saturating_sub(CALL)..at];
        let part = before.rsplit(|&byte| byte == b'"').next().unwrap_or_default();
        let behind = &text[at..text.len().min(at + CALL)];
        let is_model = memmem::find(behind, b"model").is_some_and(|found| found < 20);
        if is_model && is_part(part) {
            all.push(Asked { part: part.to_ascii_lowercase(), at_start: false });
        }
    }
    all
}

/// The first text in quotes, in lower case, if it may be a part of a name.
fn literal(call: &[u8]) -> Option<Vec<u8>> {
    let open = call.iter().position(|byte| b"\"'`".contains(byte))?;
    let rest = &call[open + 1..];
    let close = rest.iter().position(|byte| *byte == call[open])?;
    is_part(&rest[..close]).then(|| rest[..close].to_ascii_lowercase())
}

fn is_part(text: &[u8]) -> bool {
    let is_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/@".contains(byte);
    text.len() >= SHORTEST && text.iter().all(is_byte)
}
