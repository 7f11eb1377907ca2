//! What the engine says of a file, in bytes, for callers who remember it.
//!
//! An answer is a function of the engine, the file's bytes, its path and what it heard of others.
//! [`Engine::question_of_answers`] tells all of the engine on which it depends, the caller knows
//! the bytes, and the rest stands in the answer itself. So an answer holds as long as these are
//! the same; nothing in it ages.
//!
//! A note is all that is known of one file: the first answer with the path for which it was given,
//! then those that were given when the file had heard of others. Whatever in it makes no sense is
//! as good as no answer.

mod bytes;
mod plan;
mod question;

use crate::blank::Looked;
use crate::heard::Heard;
use crate::{Engine, FilePlan, Undecodable};
use bytes::{Reader, Writer};

const UNDECODABLE: usize = 0;
const NOT_DUE: usize = 1;
const PLAN: usize = 2;

impl<'c> Engine<'c> {
    /// What to remember of a file that was looked at as the one at `path` (as bytes, with `/`);
    /// nothing of a blank one, of which [`Engine::question`] says more.
    #[must_use]
    pub fn first_note(
        &self,
        path: &[u8],
        looked: &Result<Looked<'c>, Undecodable>,
    ) -> Option<Vec<u8>> {
        let mut out = Writer::default();
        out.bytes(path);
        match looked {
            Ok(Looked::Blank) => return None,
            Ok(Looked::NotDue) => out.number(NOT_DUE),
            Err(Undecodable) => out.number(UNDECODABLE),
            Ok(Looked::Plan(plan)) => {
                out.number(PLAN);
                plan::write(&mut out, self, plan);
            }
        }
        Some(part(&out.out))
    }

    /// What [`Engine::look_at`] would say of the bytes of which this is the note, as those of the
    /// file at `path`; nothing where that is not known.
    #[must_use]
    pub fn recalled(&self, path: &[u8], note: &[u8]) -> Option<Result<Looked<'c>, Undecodable>> {
        let (first, _) = split(note)?;
        let mut input = Reader::new(first);
        if input.bytes()? != path {
            return None;
        }
        let answer = match input.number()? {
            UNDECODABLE => Err(Undecodable),
            NOT_DUE => Ok(Looked::NotDue),
            PLAN => Ok(Looked::Plan(Box::new(plan::read(&mut input, self, Heard::default())?))),
            _ => return None,
        };
        input.is_at_end().then_some(answer)
    }
}

/// What is known of a file that has `heard` all this.
pub(crate) fn later<'c>(engine: &Engine<'c>, note: &[u8], heard: &Heard) -> Option<FilePlan<'c>> {
    let (_, mut rest) = split(note)?;
    let wanted = key(heard);
    while let Some((one, others)) = split(rest) {
        rest = others;
        let mut input = Reader::new(one);
        if input.bytes()? == wanted {
            let plan = plan::read(&mut input, engine, heard.clone())?;
            return input.is_at_end().then_some(plan);
        }
    }
    None
}

/// What to add to the note of a file that has heard of others.
pub(crate) fn later_note(engine: &Engine<'_>, plan: &FilePlan<'_>) -> Vec<u8> {
    let mut out = Writer::default();
    out.bytes(&key(&plan.heard));
    plan::write(&mut out, engine, plan);
    part(&out.out)
}

/// What was heard, but for what plays no part in the answer.
fn key(heard: &Heard) -> Vec<u8> {
    let Heard { moved, unlisted, unstated, current, granted, regions, is_aside: _ } = heard;
    let mut out = Writer::default();
    for names in [moved, unlisted, unstated, current, granted] {
        let mut names: Vec<&Vec<u8>> = names.iter().collect();
        names.sort();
        out.number(names.len());
        names.into_iter().for_each(|name| out.bytes(name));
    }
    out.number(regions.len());
    regions.iter().for_each(|region| out.text(region));
    out.out
}

/// One part of a note: its length, and it.
fn part(bytes: &[u8]) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(bytes.len());
    out.out.extend_from_slice(bytes);
    out.out
}

/// The first part of a note, and the others.
fn split(note: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut input = Reader::new(note);
    let length = input.number()?;
    input.rest().split_at_checked(length)
}
