//! The only place that asks what day it is.

use crate::failure::Failure;
use modelmod_catalog::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// Names the day where no option does; `model!` heeds it too.
const VARIABLE: &str = "MODELMOD_AS_OF";

/// The day given, else that of the environment, else today in UTC.
pub(crate) fn as_of(given: Option<Date>) -> Result<Date, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    match std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        Some(value) => {
            let value = value.to_string_lossy();
            value.parse().map_err(|error| {
                Failure::new(format!("the environment variable {VARIABLE} is \"{value}\": {error}"))
            })
        }
        None => Ok(today()),
    }
}

fn today() -> Date {
    let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
    };
    Date::from_unix_seconds(seconds)
}
