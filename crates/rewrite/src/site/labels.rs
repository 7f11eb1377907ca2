//! What people wrote beside a model for each other: its name in words.

use super::about::About;
use super::around::{flag_at_end, key_at_end};
use super::names;
use crate::boundary::is_word;

/// Keys whose values are for people to read.
const FOR_PEOPLE: &[&str] =
    &["name", "title", "label", "description", "displayname", "modelname", "cachedresultname"];
/// Whether the lines `near` a model, its own record, label it as an entry about that very model.
pub(super) fn is_entry(near: &[u8], model: &[u8]) -> bool {
    let about = About::of(model);
    if is_in_a_section_about(near, model) {
        return true;
    }
    let (mut is_pinned, mut is_reached) = (false, false);
    for (key, value) in (Pairs { rest: near }) {
        let is_for_people = || FOR_PEOPLE.contains(&names::words(key).concat().as_str());
        // What holds the ID itself changes with it. Keys are short, and asked first: what stands
        // behind one may go on to the end of a long line.
        if value.contains(&b' ')
            && !gives_examples(value)
            && is_for_people()
            && memchr::memmem::find(value, model).is_none()
            && about.is_said_by(value)
        {
            return true;
        }
        // `description="asked with model=NAME"`: a sentence that stays.
        if value.contains(&b' ') && is_for_people() && tells_a_setting(value, model) {
            return true;
        }
        // `id = "haiku-3-5-chat"`
        if key == b"id" && is_id_about(value, model, &about) {
            return true;
        }
        // `"model_id": "NAME-thinking"`: one of the project's own, which is made of it.
        if value.strip_prefix(model).is_some_and(is_variant) && names::words(key) == ["model", "id"]
        {
            return true;
        }
        // A router's name for what it calls is its own, and goes on to be called: but who asks for
        // a model of one day asks for no other.
        if key == b"model_name" && !is_reached {
            is_pinned = value == model || is_dated(value);
        }
        is_reached |= key == b"model" && memchr::memmem::find(value, model).is_some();
    }
    is_pinned && memchr::memmem::find(near, b"litellm_params").is_some()
}

/// Whether what stands `near` a model, farther off than a label, has an ID that is about it:
/// `"id": "two_agents_opus3"`, and in a record within it `"MODEL": "NAME"`.
pub(super) fn is_under_an_id(near: &[u8], model: &[u8]) -> bool {
    let about = About::of(model);
    let before = memchr::memmem::find(near, model).map_or(near, |at| &near[..at]);
    let is_id = |(key, value): (&[u8], &[u8])| key == b"id" && is_id_about(value, model, &about);
    (Pairs { rest: before }).any(is_id)
}

/// Whether an ID is none of the model, and about it. `id="anthropic/NAME"` is the model itself,
/// `id = ModelId("NAME")` too.
fn is_id_about(value: &[u8], model: &[u8], about: &About<'_>) -> bool {
    let is_name = value.iter().all(|byte| is_word(*byte) || b"-./:@".contains(byte));
    let own = value.rsplit(|&byte| byte == b'/').next().unwrap_or(value);
    is_name
        && value != model
        && own != model
        && names::has_version(value)
        && about.is_said_by_program(value)
}

/// Whether a sentence tells to what the model was set: `temperature=0.3, model_name=NAME`.
fn tells_a_setting(value: &[u8], model: &[u8]) -> bool {
    memchr::memmem::find(value, model).is_some_and(|at| value[..at].ends_with(b"="))
}

/// "The model to use, e.g. gpt-4o or gpt-4o-mini": what describes an option names some of many.
fn gives_examples(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let marks: [&[u8]; 4] = [b"e.g.", b"for example", b"such as", b" ex. "];
    marks.iter().any(|mark| memchr::memmem::find(&lower, mark).is_some())
}

/// `[o1-mini]` above `options.model = o1-mini`: a section that is called by the model.
fn is_in_a_section_about(near: &[u8], model: &[u8]) -> bool {
    let before = memchr::memmem::find(near, model).map_or(near, |at| &near[..at]);
    let mut lines = before.rsplit(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let section = lines.find_map(|line| line.strip_prefix(b"[")?.strip_suffix(b"]"));
    section.is_some_and(|section| {
        section.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
            && names::is_version_of(section, model)
    })
}

/// `-thinking`, and not `-v1:0`, which a platform puts behind a name.
fn is_variant(behind: &[u8]) -> bool {
    let word = behind.strip_prefix(b"-").unwrap_or_default();
    let len = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    len > 2
}

/// Whether the day of a model stands in a name: `claude-3-opus-20240229`.
fn is_dated(name: &[u8]) -> bool {
    name.split(|byte| !byte.is_ascii_digit()).any(|digits| digits.len() >= 6)
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
            let head = &head[head.len().saturating_sub(60)..];
            let key = key_at_end(head);
            self.rest = tail;
            // `--agent.model.name=NAME`: what a command is told, up to the next option.
            if flag_at_end(head).starts_with(b"--") {
                continue;
            }
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
