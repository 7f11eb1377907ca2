//! What people wrote beside a model for each other: its name in words, or that it has to stay.

use super::about::About;
use super::around::key_at_end;
use super::{Site, names};

/// Keys whose values are for people to read.
const FOR_PEOPLE: &[&str] =
    &["name", "title", "label", "description", "displayname", "cachedresultname"];
/// What says that somebody chose the model with care.
const STAYS: &[&[u8]] = &[
    b"do not change",
    b"don't change",
    b"do not update",
    b"don't update",
    b"do not upgrade",
    b"pinned",
];

/// What the lines `near` a model, its own record, say about it; `None` where they say nothing.
pub(super) fn site(near: &[u8], model: &[u8]) -> Option<Site> {
    let about = About::of(model);
    let mut is_versioned = false;
    for (key, value) in (Pairs { rest: near }) {
        let word = names::words(key).concat();
        let is_label = FOR_PEOPLE.contains(&word.as_str()) && value.contains(&b' ');
        // What holds the ID itself changes with it.
        if is_label && about.is_said_by(value) && memchr::memmem::find(value, model).is_none() {
            return Some(Site::Catalogue);
        }
        // LiteLLM's own name for what it calls, with a version in it.
        is_versioned |= key == b"model_name" && value.contains(&b'-') && names::has_version(value);
    }
    if is_versioned && memchr::memmem::find(near, b"litellm_params").is_some() {
        return Some(Site::Catalogue);
    }
    let lower = near.to_ascii_lowercase();
    STAYS.iter().any(|mark| memchr::memmem::find(&lower, mark).is_some()).then_some(Site::Unclear)
}

/// `key: "value"`, `"key": "value"`, `key = 'value'`; and without quotes to the end of the line.
struct Pairs<'t> {
    rest: &'t [u8],
}

impl<'t> Iterator for Pairs<'t> {
    type Item = (&'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = memchr::memchr2(b':', b'=', self.rest)?;
            let (head, tail) = (&self.rest[..at], &self.rest[at + 1..]);
            let key = key_at_end(&head[head.len().saturating_sub(60)..]);
            self.rest = tail;
            let value = tail.strip_prefix(b" ").unwrap_or(tail);
            let end = match value.first() {
                Some(quote @ (b'"' | b'\'')) => {
                    memchr::memchr(*quote, &value[1..]).map(|len| (1, len + 1))
                }
                _ => Some((0, memchr::memchr(b'\n', value).unwrap_or(value.len()))),
            };
            if let (false, Some((start, end))) = (key.is_empty(), end) {
                return Some((key, value[start..end].trim_ascii()));
            }
        }
    }
}
