//! The day for which the verdict is given.

use modelmod_catalog::Date;
use std::env::{self, VarError};
use std::time::{SystemTime, UNIX_EPOCH};

const AS_OF: &str = "MODELMOD_AS_OF";
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The day that the environment asks for, else today in UTC; an error says which variable is
/// at fault.
pub(crate) fn from_environment() -> Result<Date, String> {
    day(env::var(AS_OF), env::var(EPOCH), SystemTime::now())
}

fn day(
    as_of: Result<String, VarError>,
    epoch: Result<String, VarError>,
    now: SystemTime,
) -> Result<Date, String> {
    if let Some(text) = set(AS_OF, as_of)? {
        return text.parse().map_err(|error| format!("{AS_OF} is {text:?}: {error}"));
    }
    if let Some(text) = set(EPOCH, epoch)? {
        return text.parse().map(Date::from_unix_seconds).map_err(|_| {
            format!("{EPOCH} is {text:?}: expected a number of seconds since 1970-01-01")
        });
    }
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(Date::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX)))
}

fn set(name: &str, value: Result<String, VarError>) -> Result<Option<String>, String> {
    match value {
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("{name} is not valid Unicode")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ask(as_of: Option<&str>, epoch: Option<&str>) -> Result<Date, String> {
        let variable = |value: Option<&str>| value.map(str::to_owned).ok_or(VarError::NotPresent);
        let noon = UNIX_EPOCH + Duration::from_secs(10 * 86_400 + 43_200);
        day(variable(as_of), variable(epoch), noon)
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
}
