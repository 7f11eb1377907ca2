//! From a name to what the compiler is to do: the one place where environment, settings, and
//! what is known come together.

use crate::environment::Environment;
use crate::expand::Watched;
use crate::known::Known;
use crate::message::{self, Message};
use crate::place::Place;
use crate::settings::{self, Level, Settings};
use crate::verdict::{self, Verdict};
use modelmod_catalog::Date;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How long what was read is taken as it was. The compiler asks for one package and is done; an
/// editor's server goes on asking, for many, while their files change.
const FRESH: Duration = Duration::from_secs(1);

/// All that an answer is made from.
pub(crate) struct Context {
    as_of: Date,
    retired: Level,
    legacy: Level,
    deny_within: u32,
    allow: Vec<String>,
    known: Known,
    is_foreign: bool,
    watched: Watched,
}

impl Context {
    /// That of the package which is being compiled.
    ///
    /// # Errors
    ///
    /// What is wrong with the environment or the settings. Never for a package that is not the
    /// user's own: nobody who builds it could mend that.
    pub(crate) fn current() -> Arc<Result<Self, String>> {
        type Read = (Environment, Instant, Arc<Result<Context, String>>);
        static LAST: Mutex<Option<Read>> = Mutex::new(None);
        let environment = Environment::read();
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, at, context)) = &*last
            && *asked == environment
            && at.elapsed() < FRESH
        {
            return Arc::clone(context);
        }
        let context = Arc::new(Self::new(&environment, SystemTime::now()));
        *last = Some((environment, Instant::now(), Arc::clone(&context)));
        context
    }

    fn new(environment: &Environment, now: SystemTime) -> Result<Self, String> {
        let place = environment.package.as_deref().map(Place::of);
        let is_foreign =
            environment.is_docs_rs || place.as_ref().is_some_and(|place| place.is_foreign);
        let read = place.as_ref().map_or_else(|| Ok(Settings::default()), settings::read);
        match (environment.day(now), environment.retired(), read) {
            (Ok(as_of), Ok(level), Ok(settings)) => {
                let watched =
                    Watched { variables: environment.variables(), files: settings.files.clone() };
                // Cargo never asks whether such a package has changed.
                let watched = if is_foreign { Watched::default() } else { watched };
                Ok(Self {
                    as_of,
                    retired: level.or(settings.retired).unwrap_or_default(),
                    legacy: settings.legacy.unwrap_or(Level::Allow),
                    deny_within: settings.deny_within,
                    allow: settings.allow,
                    known: Known::with(settings.own),
                    is_foreign,
                    watched,
                })
            }
            (day, ..) if is_foreign => Ok(Self {
                as_of: day.or_else(|_| Environment::empty().day(now))?,
                retired: Level::Warn,
                legacy: Level::Allow,
                deny_within: 0,
                allow: Vec::new(),
                known: Known::default(),
                is_foreign,
                watched: Watched::default(),
            }),
            (Err(wrong), ..) | (_, Err(wrong), _) | (.., Err(wrong)) => Err(wrong),
        }
    }

    /// What the compiler has to be told to watch: all of it at the first call in a process, and
    /// nothing after that. It compiles one crate, and expands every call of it each time; to tell
    /// it a thousand times takes longer than all the rest.
    pub(crate) fn unwatched(&self) -> Watched {
        static TOLD: AtomicBool = AtomicBool::new(false);
        if TOLD.swap(true, Ordering::Relaxed) { Watched::default() } else { self.watched.clone() }
    }

    /// What to say about `id`.
    pub(crate) fn message(&self, id: &str) -> Message {
        let verdict = verdict::verdict(&self.known, id, self.as_of);
        if self.is_allowed(id, &verdict) {
            return Message::None;
        }
        match message::message(id, &verdict) {
            Message::Error(text) if self.is_foreign => Message::Warning(text),
            Message::Error(text) if matches!(verdict, Verdict::Retired(_)) => match self.retired {
                Level::Deny => Message::Error(text),
                Level::Warn => Message::Warning(text),
                Level::Allow => Message::None,
            },
            Message::Warning(text) if self.is_due_soon(&verdict) => {
                let why = format!(
                    "this project refuses what retires within {} days (deny-within)",
                    self.deny_within
                );
                Message::Error(message::with_line(&text, &why))
            }
            Message::Warning(text) => match verdict {
                Verdict::Legacy(_) if self.legacy == Level::Allow => Message::None,
                Verdict::SaidToBeRetired(_) if self.retired == Level::Allow => Message::None,
                _ => Message::Warning(text),
            },
            other => other,
        }
    }

    /// Whether requests with `id` fail on the day, as its provider or its platform states.
    ///
    /// # Errors
    ///
    /// A name that is not known.
    pub(crate) fn is_retired(&self, id: &str) -> Result<bool, String> {
        let verdict = verdict::verdict(&self.known, id, self.as_of);
        match (message::message(id, &verdict), &verdict) {
            (Message::Error(text), Verdict::Unknown(_)) if !self.is_foreign => {
                if self.allow.iter().any(|name| name == id) { Ok(false) } else { Err(text) }
            }
            _ => Ok(matches!(verdict, Verdict::Retired(_))),
        }
    }

    /// Whether the project allows the name as it is written, or the model by its ID.
    fn is_allowed(&self, id: &str, verdict: &Verdict<'_>) -> bool {
        let full = verdict.finding().map(|finding| finding.entry.model.id.as_ref());
        self.allow.iter().any(|name| name == id || full == Some(name))
    }

    fn is_due_soon(&self, verdict: &Verdict<'_>) -> bool {
        let Verdict::Deprecated(finding) = verdict else { return false };
        let last = self.as_of.last_within(self.deny_within);
        let is_soon = finding.life.retires.is_some_and(|day| day <= last);
        is_soon && !self.is_foreign && self.deny_within > 0 && self.retired == Level::Deny
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{TODAY, known};

    fn context() -> Context {
        Context {
            as_of: TODAY,
            retired: Level::Deny,
            legacy: Level::Allow,
            deny_within: 0,
            allow: Vec::new(),
            known: known(),
            is_foreign: false,
            watched: Watched::default(),
        }
    }

    fn kind(context: &Context, id: &str) -> &'static str {
        match context.message(id) {
            Message::None => "none",
            Message::Warning(_) => "warning",
            Message::Error(_) => "error",
        }
    }

    #[test]
    fn by_itself_what_is_retired_or_unknown_is_an_error() {
        let context = context();
        for (id, expected) in [
            ("acme-new", "none"),
            ("acme-legacy", "none"),
            ("acme-going", "warning"),
            ("acme-old", "error"),
            ("acme-rumoured", "warning"),
            ("acme.old", "warning"),
            ("acme-odl", "error"),
        ] {
            assert_eq!(kind(&context, id), expected, "{id}");
        }
    }

    #[test]
    fn the_policy_is_about_what_is_retired_and_nothing_else() {
        for (level, old, rumoured) in
            [(Level::Warn, "warning", "warning"), (Level::Allow, "none", "none")]
        {
            let context = Context { retired: level, ..context() };
            assert_eq!(kind(&context, "acme-old"), old);
            assert_eq!(kind(&context, "acme-rumoured"), rumoured);
            assert_eq!(kind(&context, "acme-going"), "warning");
            assert_eq!(kind(&context, "acme-odl"), "error");
        }
    }

    #[test]
    fn a_window_makes_errors_of_what_retires_in_it() {
        let within = |days| Context { deny_within: days, ..context() };
        assert_eq!(kind(&within(6), "acme-going"), "warning");
        assert_eq!(kind(&within(7), "acme-going"), "error");
        assert_eq!(kind(&within(400), "acme-undated"), "warning");
        // By the platform's own day, not by the provider's.
        assert_eq!(kind(&within(37), "acme.long"), "warning");
        assert_eq!(kind(&within(38), "acme.long"), "error");
        let soft = Context { retired: Level::Warn, ..within(7) };
        assert_eq!(kind(&soft, "acme-going"), "warning");
        let Message::Error(text) = within(7).message("acme-going") else { panic!("no error") };
        assert!(text.contains("\nthis project refuses what retires within 7 days (deny-within)\n"));
    }

    #[test]
    fn legacy_models_are_told_of_on_demand() {
        let context = Context { legacy: Level::Warn, ..context() };
        assert_eq!(kind(&context, "acme-legacy"), "warning");
    }

    #[test]
    fn what_is_allowed_is_passed_over_by_any_of_its_names() {
        let allow = ["acme-old", "acme-going-20250101", "mine"].map(str::to_owned).to_vec();
        let context = Context { allow, deny_within: 90, ..context() };
        for id in ["acme-old", "acme-going", "acme.old", "mine"] {
            assert_eq!(kind(&context, id), "none", "{id}");
        }
        assert_eq!(kind(&context, "acme-older"), "error");
        assert_eq!(context.is_retired("mine"), Ok(false));
    }

    #[test]
    fn another_ones_package_is_never_stopped() {
        let context = Context { is_foreign: true, deny_within: 90, ..context() };
        for id in ["acme-old", "acme-odl", "acme-going"] {
            assert_eq!(kind(&context, id), "warning", "{id}");
        }
        assert_eq!(context.is_retired("acme-odl"), Ok(false));
    }

    #[test]
    fn whether_it_is_retired_can_be_asked_for() {
        let context = context();
        assert_eq!(context.is_retired("acme-old"), Ok(true));
        assert_eq!(context.is_retired("acme-rumoured"), Ok(false));
        assert_eq!(context.is_retired("acme-going"), Ok(false));
        assert!(context.is_retired("acme-odl").is_err());
    }
}
