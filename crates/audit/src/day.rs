//! Days as exports write them. No day is guessed: where a text can be read in two ways, both are
//! kept until the whole file tells which is meant.

use modelmod_catalog::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A day in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// When the month stands first (`03/04/2026` is in March).
    pub(crate) month_first: Option<Date>,
    /// When the day stands first.
    pub(crate) day_first: Option<Date>,
}

impl Reading {
    const fn sure(date: Date) -> Self {
        Self { month_first: Some(date), day_first: Some(date) }
    }
}

/// The day in `text`, as it is written there: an offset of its time does not move it.
pub(crate) fn read(text: &str) -> Option<Reading> {
    let text = text.trim();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if let Some(date) = is_number.then(|| digits(text)).flatten() {
        return Some(Reading::sure(date));
    }
    let words: Vec<&str> = text.split([' ', 'T', ',']).filter(|word| !word.is_empty()).collect();
    let first = *words.first()?;
    let numbers: Option<Vec<u32>> = first.split(['-', '/', '.']).map(number).collect();
    match numbers.as_deref() {
        Some([year, month, day]) if *year > 999 => ymd(*year, *month, *day).map(Reading::sure),
        Some([a, b, year]) if *year > 999 => slashed(first, *a, *b, *year),
        _ => spelled(&words)
            .or_else(|| spelled(&first.split('-').collect::<Vec<_>>()))
            .map(Reading::sure),
    }
}

/// `2026-03-04`, `04.03.2026`, `03/04/2026`.
fn slashed(text: &str, a: u32, b: u32, year: u32) -> Option<Reading> {
    let (month_first, day_first) = (ymd(year, a, b), ymd(year, b, a));
    if text.contains('.') {
        return day_first.map(Reading::sure);
    }
    (month_first.is_some() || day_first.is_some()).then_some(Reading { month_first, day_first })
}

/// `20260304`, or seconds, milliseconds or microseconds since 1970.
fn digits(text: &str) -> Option<Date> {
    let whole = text.split('.').next()?;
    if text.matches('.').count() > 1 {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    match whole.len() {
        8 if whole == text => {
            let value = u32::try_from(value).ok()?;
            ymd(value / 10_000, value / 100 % 100, value % 100)
        }
        10 => Some(Date::from_unix_seconds(value)),
        13 => Some(Date::from_unix_seconds(value / 1000)),
        16 => Some(Date::from_unix_seconds(value / 1_000_000)),
        _ => None,
    }
}

/// `Mar 4 2026`, `4 March 2026`.
fn spelled(words: &[&str]) -> Option<Date> {
    let [a, b, year, ..] = words else { return None };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), None) => (month, number(b)?),
        (None, Some(month)) => (month, number(a)?),
        _ => return None,
    };
    ymd(number(year).filter(|year| *year > 999)?, month, day)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd(year.cast_signed(), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::ymd(2026, 3, 4);

    #[test]
    fn days_that_are_sure() {
        for text in [
            "2026-03-04",
            "2026-03-04 17:00",
            "2026-03-04T23:59:59-08:00",
            "2026/03/04",
            "20260304",
            "04.03.2026",
            "4.3.2026 10:00",
            "Mar 4, 2026",
            "March 4, 2026 10:00 AM",
            "4 Mar 2026",
            "04-Mar-2026",
            "1772582400",
            "1772582400.5",
            "1772582400123",
        ] {
            assert_eq!(read(text), Some(Reading::sure(DAY)), "{text}");
        }
    }

    #[test]
    fn days_that_are_not() {
        let both = Reading { month_first: Some(DAY), day_first: Some(Date::ymd(2026, 4, 3)) };
        assert_eq!(read("03/04/2026"), Some(both));
        assert_eq!(read("03/25/2026").unwrap().day_first, None);
        assert_eq!(read("25/03/2026").unwrap().month_first, None);
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            " ",
            "2026-03",
            "2026-02-30",
            "3/4/26",
            "yesterday",
            "12:00",
            "2026",
            "1.5",
            "99999999999999999999",
            "2026-03-04x",
            "- -",
            "..",
            "a b c",
            "ä 4 2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
