//! The only place that asks what day it is.

use modelmod_catalog::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// The day given, or today in UTC.
pub(crate) fn as_of(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| {
        let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
        };
        Date::from_unix_seconds(seconds)
    })
}
