//! What the build says through its environment: the day, the policy, and who asks.

use crate::settings::Level;
use modelmod_catalog::Date;
use std::env::{self, VarError};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

const AS_OF: &str = "MODELMOD_AS_OF";
const EPOCH: &str = "SOURCE_DATE_EPOCH";
const RETIRED: &str = "MODELMOD_RETIRED";
const DOCS_RS: &str = "DOCS_RS";
/// Set by Cargo: the folder of the package that is compiled.
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// The environment of one compilation, as far as it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Environment {
    as_of: Result<String, VarError>,
    epoch: Result<String, VarError>,
    retired: Result<String, VarError>,
    /// docs.rs builds other people's packages.
    pub(crate) is_docs_rs: bool,
    /// The folder of the package; none where something else than Cargo builds.
    pub(crate) package: Option<PathBuf>,
}

impl Environment {
    pub(crate) fn read() -> Self {
        Self {
            as_of: env::var(AS_OF),
            epoch: env::var(EPOCH),
            retired: env::var(RETIRED),
            is_docs_rs: env::var_os(DOCS_RS).is_some(),
            package: env::var_os(PACKAGE).map(PathBuf::from),
        }
    }

    /// The day that the environment asks for, else today in UTC.
    ///
    /// # Errors
    ///
    /// Which variable is at fault, and why.
    pub(crate) fn day(&self, now: SystemTime) -> Result<Date, String> {
        if let Some(text) = set(AS_OF, &self.as_of)? {
            return text.parse().map_err(|error| format!("{AS_OF} is {text:?}: {error}"));
        }
        if let Some(text) = set(EPOCH, &self.epoch)? {
            return text.parse().map(Date::from_unix_seconds).map_err(|_| {
                format!("{EPOCH} is {text:?}: expected a number of seconds since 1970-01-01")
            });
        }
        let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Ok(Date::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX)))
    }

    /// What is to be done about retired models, if the environment says it.
    ///
    /// # Errors
    ///
    /// A word that is none of the three.
    pub(crate) fn retired(&self) -> Result<Option<Level>, String> {
        let Some(text) = set(RETIRED, &self.retired)? else { return Ok(None) };
        let level = Level::named(text);
        level.map(Some).ok_or_else(|| format!("{RETIRED} is {text:?}: expected {}", Level::WORDS))
    }

    /// The variables that the answer depends on: with a day given, no other sets it.
    pub(crate) fn variables(&self) -> Vec<&'static str> {
        let epoch = (self.as_of == Err(VarError::NotPresent)).then_some(EPOCH);
        [Some(AS_OF), epoch, Some(RETIRED), Some(DOCS_RS)].into_iter().flatten().collect()
    }
}

fn set<'v>(name: &str, value: &'v Result<String, VarError>) -> Result<Option<&'v str>, String> {
    match value {
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("{name} is not valid Unicode")),
    }
}

impl Environment {
    /// One in which nothing is set.
    pub(crate) fn empty() -> Self {
        let unset = || Err(VarError::NotPresent);
        Self { as_of: unset(), epoch: unset(), retired: unset(), is_docs_rs: false, package: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ask(as_of: Option<&str>, epoch: Option<&str>) -> Result<Date, String> {
        let variable = |value: Option<&str>| value.map(str::to_owned).ok_or(VarError::NotPresent);
        let noon = UNIX_EPOCH + Duration::from_secs(10 * 86_400 + 43_200);
        let (as_of, epoch) = (variable(as_of), variable(epoch));
        Environment { as_of, epoch, ..Environment::empty() }.day(noon)
    }

    #[test]
    fn the_explicit_day_wins_then_the_reproducible_one_then_today() {
        assert_eq!(ask(Some("2026-11-23"), Some("0")), Ok(Date::ymd(2026, 11, 23)));
        assert_eq!(ask(None, Some("86400")), Ok(Date::ymd(1970, 1, 2)));
        assert_eq!(ask(None, None), Ok(Date::ymd(1970, 1, 11)));
    }

    #[test]
    fn a_bad_value_is_an_error_that_names_its_variable() {
        assert_eq!(
            ask(Some("tomorrow"), None),
            Err("MODELMOD_AS_OF is \"tomorrow\": expected a date of the form YYYY-MM-DD".into())
        );
        assert_eq!(
            ask(Some("2026-02-30"), None),
            Err("MODELMOD_AS_OF is \"2026-02-30\": the calendar has no such day".into())
        );
        // An empty value is a mistake in a script more often than a wish for today.
        assert!(ask(Some(""), None).is_err());
        assert_eq!(
            ask(None, Some("now")),
            Err("SOURCE_DATE_EPOCH is \"now\": expected a number of seconds since 1970-01-01"
                .into())
        );
    }

    #[test]
    fn the_policy_is_one_of_three_words() {
        let ask = |text: &str| {
            Environment { retired: Ok(text.to_owned()), ..Environment::empty() }.retired()
        };
        assert_eq!(ask("warn"), Ok(Some(Level::Warn)));
        assert_eq!(
            ask("Warn"),
            Err("MODELMOD_RETIRED is \"Warn\": expected deny, warn or allow".into())
        );
        assert_eq!(Environment::empty().retired(), Ok(None));
    }

    #[test]
    fn what_a_given_day_makes_idle_is_not_asked_for() {
        let given = Environment { as_of: Ok("2026-11-23".into()), ..Environment::empty() };
        assert_eq!(given.variables(), ["MODELMOD_AS_OF", "MODELMOD_RETIRED", "DOCS_RS"]);
        assert!(Environment::empty().variables().contains(&"SOURCE_DATE_EPOCH"));
    }
}
