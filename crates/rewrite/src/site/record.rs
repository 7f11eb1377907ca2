//! What the names in a record say about a model that it holds: what an API answered, or a row of
//! a table about models.

use super::{Site, names};

/// The names of the values in a record, one of which holds the name of a model.
pub(super) struct Record<'r, 't> {
    /// The name of the value that holds it.
    pub(super) own: &'t [u8],
    /// All names, `own` among them.
    pub(super) all: &'r [&'t [u8]],
}

impl Record<'_, '_> {
    fn has(&self, says: impl Fn(&[u8]) -> bool) -> bool {
        self.all.iter().any(|name| says(name))
    }

    /// Whether a value has this name, its words joined with `_`.
    fn has_name(&self, wanted: &str) -> bool {
        self.has(|name| names::words(name).join("_") == wanted)
    }

    /// Whether an API answered with it, as far as single names tell.
    pub(super) fn is_recorded(&self) -> bool {
        // What is taken where nobody says more was answered by nobody.
        !names::says_default(self.own) && self.has(names::is_recorded)
    }

    /// Whether nothing but the day on which it was made says that it is recorded.
    pub(super) fn is_only_dated(&self) -> bool {
        let is_day = |name: &[u8]| names::words(name).join("_") == "created_at";
        !self.has(|name| names::is_recorded(name) && !is_day(name))
    }

    /// `{"model": "NAME", "1": 24.2, "2": 33.1}`: what was measured at each step.
    fn is_series(&self) -> bool {
        let is_number = |name: &&&[u8]| !name.is_empty() && name.iter().all(u8::is_ascii_digit);
        self.all.iter().filter(is_number).count() > 1
    }

    /// `{"level": "INFO", "message": "Asked", "model": "NAME"}`: what a program wrote down.
    fn is_line_of_a_log(&self) -> bool {
        let has_level = || self.has_name("level") || self.has_name("severity");
        has_level()
            && (self.has_name("message") || self.has_name("msg"))
            && !self.has(names::is_of_a_request)
    }

    /// What the record is, where the model in it is not one to call; `is_about` says which names
    /// are about models in general.
    pub(super) fn site(&self, is_about: impl Fn(&[u8]) -> bool) -> Option<Site> {
        if self.has_name("max_tokens_to_sample") && self.has_name("prompt") {
            Some(Site::Completion)
        } else if self.is_recorded() || self.is_series() || self.is_line_of_a_log() {
            Some(Site::Recording)
        } else if self.has_name("input") && self.has_name("output") {
            Some(Site::Catalogue)
        } else if self.has_name("id") && self.has_name("type") && !self.has(names::is_of_a_request)
        {
            Some(Site::Recording)
        } else {
            let is_asked = || self.has(names::is_of_a_request);
            let is_entry =
                self.has_name_for_people() && !is_asked() || self.is_about_one_model(is_about);
            is_entry.then_some(Site::Catalogue)
        }
    }

    /// `{ profileId: "NAME", profileName: "The newest", baseModelId: "NAME" }`: what is called by its
    /// ID has a name for people, too.
    fn has_name_for_people(&self) -> bool {
        let mut ids = self.all.iter().filter(|name| names::selects_model(name));
        ids.any(|id| {
            let id = names::words(id);
            let stem = id.split_last().filter(|(last, stem)| *last == "id" && !stem.is_empty());
            stem.is_some_and(|(_, stem)| {
                self.has(|name| {
                    let words = names::words(name);
                    words.split_last().is_some_and(|(last, of)| last == "name" && of == stem)
                })
            })
        })
    }

    /// Whether it is a row about a model: a price, a context window or the like stands beside it.
    /// Settings that name several models, a default, and what only a request has are none.
    fn is_about_one_model(&self, is_about: impl Fn(&[u8]) -> bool) -> bool {
        let beside = || self.all.iter().filter(|name| **name != self.own);
        let is_default = names::says_default(self.own);
        beside().any(|name| is_about(name))
            && !is_default
            && !beside().any(|name| names::is_of_a_request(name) || names::selects_model(name))
    }
}
