//! Calendar days in UTC.

use std::fmt;
use std::str::FromStr;

/// A calendar day in UTC, as providers announce them: no time of day, no time zone.
///
/// Ordered and subtractable; stored as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    days: i32,
}

/// Why a text is not a [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `YYYY-MM-DD`.
    Form,
    /// Of the right form, but there is no such day in the calendar (`2026-02-30`).
    NoSuchDay,
}

impl Date {
    /// The day `year-month-day`, or `None` when the calendar has no such day.
    ///
    /// Years 1 to 9999. Days are counted by the proleptic Gregorian calendar, after
    /// "chrono-Compatible Low-Level Date Algorithms" (Howard Hinnant), `days_from_civil`.
    #[must_use]
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 {
            return None;
        }
        if day > days_in_month(year, month) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted / 400;
        let year_of_era = shifted - era * 400;
        let month_from_march = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = ((153 * month_from_march + 2) / 5 + day - 1).cast_signed();
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self { days: era * 146_097 + day_of_era - 719_468 })
    }

    /// [`Date::from_ymd`] for dates that are written in code; an impossible one does not compile
    /// in a `const` and is the first representable day elsewhere.
    #[must_use]
    pub const fn ymd(year: i32, month: u32, day: u32) -> Self {
        match Self::from_ymd(year, month, day) {
            Some(date) => date,
            None => Self { days: i32::MIN },
        }
    }

    /// The day that contains this Unix time (seconds since 1970-01-01T00:00:00Z).
    ///
    /// Times outside years 1 to 9999 are clamped to the nearest day inside.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let (first, last) = (Self::ymd(1, 1, 1).days, Self::ymd(9999, 12, 31).days);
        let days = seconds.div_euclid(86_400).clamp(i64::from(first), i64::from(last));
        Self { days: i32::try_from(days).unwrap_or(last) }
    }

    /// Year, month (1 to 12) and day of the month (from 1); Hinnant's `civil_from_days`.
    #[must_use]
    pub const fn to_ymd(self) -> (i32, u32, u32) {
        let shifted = self.days as i64 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        // In range by construction: years 1 to 9999, months 1 to 12, days 1 to 31.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (year as i32, month as u32, day as u32)
    }

    /// Whole days from `earlier` to `self`; negative when `self` comes first.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.days - earlier.days
    }

    /// The day `days` later (or earlier, when negative).
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self { days: self.days.saturating_add(days) }
    }

    /// The last of the `days` days after this one.
    #[must_use]
    pub const fn last_within(self, days: u32) -> Self {
        Self { days: self.days.saturating_add_unsigned(days) }
    }
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.to_ymd();
        // `pad` so that a width given by a table is honoured.
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;

    /// Reads `YYYY-MM-DD` and nothing else.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError::Form);
        }
        let number = |range: std::ops::Range<usize>| -> Result<u32, DateError> {
            bytes[range].iter().try_fold(0, |sum, byte| match byte {
                b'0'..=b'9' => Ok(sum * 10 + u32::from(byte - b'0')),
                _ => Err(DateError::Form),
            })
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        Self::from_ymd(year.cast_signed(), month, day).ok_or(DateError::NoSuchDay)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "expected a date of the form YYYY-MM-DD",
            Self::NoSuchDay => "the calendar has no such day",
        })
    }
}

impl std::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(Date::ymd(1970, 1, 1).days, 0);
        assert_eq!(Date::ymd(2000, 3, 1).days, 11_017);
        assert_eq!(Date::from_unix_seconds(-1), Date::ymd(1969, 12, 31));
        assert_eq!(Date::from_unix_seconds(86_400), Date::ymd(1970, 1, 2));
        assert_eq!(Date::ymd(2026, 11, 30).days_since(Date::ymd(2026, 11, 23)), 7);
    }

    #[test]
    fn refuses_what_is_no_day() {
        assert_eq!("2026-02-30".parse::<Date>(), Err(DateError::NoSuchDay));
        assert_eq!("2025-02-29".parse::<Date>(), Err(DateError::NoSuchDay));
        assert_eq!("1900-02-29".parse::<Date>(), Err(DateError::NoSuchDay));
        for text in ["", "2026-1-1", "2026/01/01", "20260101", "2026-01-01T00", "+026-01-01"] {
            assert_eq!(text.parse::<Date>(), Err(DateError::Form), "{text}");
        }
        assert!("2024-02-29".parse::<Date>().is_ok());
    }

    proptest! {
        #[test]
        fn days_and_calendar_agree(days in -719_162i32..2_932_896) {
            let date = Date { days };
            let (year, month, day) = date.to_ymd();
            prop_assert_eq!(Date::from_ymd(year, month, day), Some(date));
            prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
        }
    }
}
