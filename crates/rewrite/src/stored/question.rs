//! On what of an engine its answers depend.

use crate::{Base, Engine, Request};
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
        let mut request = Request { as_of: day, ..self.request.clone() };
        if request.policy.paths.is_empty() {
            // No path is looked at; another checkout is elsewhere.
            request.policy.base = Base::default();
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Applicability, PathGlob, PathRule};
    use modelmod_catalog::builtin;

    /// The question of a run in a folder at `base`, with a rule for paths or without, on a day.
    fn question(base: &str, has_rule: bool, day: Date) -> Vec<u8> {
        let mut request = Request::new(day);
        request.policy.base = Base::Above(base.to_owned());
        if has_rule {
            let glob = PathGlob::new("docs/").unwrap();
            let limit = Some(Applicability::Display);
            let rule = PathRule { glob, sites: [].into(), limit, reason: None };
            request.policy.paths.push(rule);
        }
        Engine::new(builtin::catalog(), &request).unwrap().question_of_answers()
    }

    #[test]
    fn where_a_checkout_is_plays_a_part_only_for_rules_on_paths() {
        let day = Date::ymd(2026, 11, 23);
        assert!(question("a", false, day) == question("b", false, day));
        assert!(question("a", true, day) != question("b", true, day));
        assert!(question("a", true, day) != question("a", false, day));
    }

    #[test]
    fn a_day_of_the_catalogue_is_another_and_the_one_behind_it_is_not() {
        let days: std::collections::BTreeSet<Date> = builtin::catalog().days().collect();
        let alone = days.iter().filter(|day| !days.contains(&day.plus_days(1)));
        for day in alone.rev().step_by(20).take(6) {
            let [before, on, behind] =
                [-1, 0, 1].map(|more| question("", false, day.plus_days(more)));
            assert!(before != on && on == behind, "{day}");
        }
    }
}
