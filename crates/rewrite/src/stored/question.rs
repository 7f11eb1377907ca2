//! On what of an engine its answers depend.

use crate::{Engine, Request};
use modelmod_catalog::{Catalog, Date};

impl Engine<'_> {
    /// All of the engine on which its answers about a file depend: this crate, the catalogue, and
    /// the request with its policy and its baseline.
    ///
    /// Of the day no more counts than which of the catalogue's days are past: a state and a
    /// recommendation hold from one of these on. Where the day itself is reckoned with, as by
    /// `within`, it stands here; where a suppression in a file names a day, the answer says so.
    #[must_use]
    pub fn question_of_answers(&self) -> Vec<u8> {
        let as_of = self.request.as_of;
        let day = match self.request.within {
            Some(_) => as_of,
            None => last_day(self.catalog, as_of).unwrap_or(FIRST_DAY),
        };
        let request = Request { as_of: day, ..self.request.clone() };
        let mut question = b"answers ".to_vec();
        question.extend(self.question());
        question.extend_from_slice(format!(" {request:?}").as_bytes());
        question
    }
}

/// The day from which the catalogue says of something what it says on the day `as_of`.
fn last_day(catalog: &Catalog, as_of: Date) -> Option<Date> {
    catalog.days().filter(|day| *day <= as_of).max()
}

const FIRST_DAY: Date = Date::ymd(1, 1, 1);
