//! Numbers as exports write them, and sums that do not depend on their order.

use crate::text::Delimiter;
use std::fmt;

/// Decimal places that are kept; what is smaller is cut off, for each number by itself.
const PLACES: u32 = 12;
const ONE: i128 = 10i128.pow(PLACES);
/// Larger numbers are no counts and no costs. Ten billion of them fit into an [`Amount`].
const LARGEST: i128 = 10i128.pow(15) * ONE;

/// A count or a cost, as an exact decimal: adding in any order gives the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Whole things; none is negative.
    Count,
    /// Money; what is credited is negative.
    Money,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: u64) -> Self {
        Self((number as i128) * ONE)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }

    /// The part that it is of `total`, from 0 to 1; 0 where there is no total.
    #[must_use]
    pub fn share_of(self, total: Self) -> f64 {
        if total.0 <= 0 { 0.0 } else { (self.0 as f64 / total.0 as f64).clamp(0.0, 1.0) }
    }

    /// As a floating-point number, for programs.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(0.0)
    }

    /// Reads a number. Nothing and a dash are zero: exports leave cells empty.
    pub(crate) fn read(text: &str, unit: Unit, delimiter: Delimiter) -> Option<Self> {
        let text = text.trim().trim_start_matches(['$', '€', '£']).trim_start_matches("US$");
        let text = text.trim_end_matches("USD").trim_end_matches(['$', '€', '£']).trim();
        if text.is_empty() || text == "-" {
            return Some(Self::ZERO);
        }
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start_matches(['$', '€', '£'])),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let mut number = decimal(digits, delimiter)?;
        if unit == Unit::Count && number % ONE != 0 {
            // No part of a token is used: `1.234` is a thousand and more.
            number = ungrouped(digits)?;
        }
        let is_odd = number > LARGEST || (is_negative && unit == Unit::Count && number != 0);
        (!is_odd).then_some(Self(if is_negative { -number } else { number }))
    }
}

/// The number that digits with a decimal sign, groups and an exponent stand for.
fn decimal(text: &str, delimiter: Delimiter) -> Option<i128> {
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.parse::<i32>().ok().filter(|e| e.abs() < 40)?),
        None => (text, 0),
    };
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    let point = match (dots, commas) {
        (0, 0) => None,
        (1, 0) => Some('.'),
        (0, 1) if delimiter != Delimiter::Comma || !is_grouped(text) => Some(','),
        (0, _) | (_, 0) => None,
        // Both: the last one is the point.
        _ => text.chars().rev().find(|c| matches!(c, '.' | ',')),
    };
    let (whole, part) = match point {
        Some(point) => text.rsplit_once(point)?,
        None => (text, ""),
    };
    let whole = without_groups(whole)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(&whole) || !is_digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    scaled(&whole, part, exponent)
}

/// `whole.part` times ten to the power of `exponent`, in units of the last place kept.
fn scaled(whole: &str, part: &str, exponent: i32) -> Option<i128> {
    let digits: String = [whole, part].concat();
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let wanted = point.checked_add(i32::try_from(PLACES).ok()?)?;
    let wanted = usize::try_from(wanted.max(0)).ok()?;
    let kept: String = digits.chars().chain(std::iter::repeat('0')).take(wanted).collect();
    let kept = kept.trim_start_matches('0');
    if kept.len() > 36 {
        return None;
    }
    if kept.is_empty() { Some(0) } else { kept.parse().ok() }
}

/// The digits without the signs between groups of three; `None` where those are no groups.
fn without_groups(text: &str) -> Option<String> {
    let is_sign = |c: char| matches!(c, ',' | '.' | ' ' | '\'' | '_' | '\u{A0}' | '\u{202F}' | '’');
    if !text.contains(is_sign) {
        return Some(text.to_owned());
    }
    is_grouped(text).then(|| text.chars().filter(|c| !is_sign(*c)).collect())
}

/// Whether it is one to three digits and then groups of three behind signs of one kind.
fn is_grouped(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_ascii_digit());
    let Some(sign) = signs.next() else { return false };
    if signs.any(|other| other != sign) {
        return false;
    }
    let mut groups = text.split(sign).map(str::len);
    groups.next().is_some_and(|first| (1..=3).contains(&first)) && groups.all(|len| len == 3)
}

/// The number when its signs are those between groups, and none is a point.
fn ungrouped(text: &str) -> Option<i128> {
    is_grouped(text).then(|| without_groups(text)).flatten().and_then(|whole| scaled(&whole, "", 0))
}

impl fmt::Display for Amount {
    /// With as many decimal places as there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (
            self.0.unsigned_abs() / ONE.unsigned_abs(),
            self.0.unsigned_abs() % ONE.unsigned_abs(),
        );
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:012}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, unit: Unit, delimiter: Delimiter, wanted: Option<&str>) {
        let found = Amount::read(text, unit, delimiter).map(|amount| amount.to_string());
        assert_eq!(found.as_deref(), wanted, "{text:?} {unit:?} {delimiter:?}");
    }

    #[test]
    fn counts() {
        use Delimiter::{Comma, Semicolon};
        for (text, wanted) in [
            ("0", Some("0")),
            ("", Some("0")),
            ("-", Some("0")),
            (" 1234 ", Some("1234")),
            ("1234.0", Some("1234")),
            ("1,234,567", Some("1234567")),
            ("1.234.567", Some("1234567")),
            ("1 234", Some("1234")),
            ("1.5e3", Some("1500")),
            ("1.5", None),
            ("-3", None),
            ("1,23", None),
            ("12,34,567", None),
            ("1e30", None),
            ("abc", None),
            ("1 2 3", None),
            ("NaN", None),
            ("0x10", None),
            ("१२", None),
        ] {
            check(text, Unit::Count, Comma, wanted);
        }
        check("1.234", Unit::Count, Semicolon, Some("1234"));
        check("1,234", Unit::Count, Semicolon, Some("1234"));
    }

    #[test]
    fn costs() {
        use Delimiter::{Comma, Semicolon};
        for (text, delimiter, wanted) in [
            ("0.05", Comma, Some("0.05")),
            ("$1,234.56", Comma, Some("1234.56")),
            ("1.234,56 €", Semicolon, Some("1234.56")),
            ("0,05", Semicolon, Some("0.05")),
            ("0,05", Comma, Some("0.05")),
            ("1,234", Comma, Some("1234")),
            ("1,234", Semicolon, Some("1.234")),
            ("-0.25", Comma, Some("-0.25")),
            ("-$0.25", Comma, Some("-0.25")),
            ("1.2E-5", Comma, Some("0.000012")),
            ("0.1234567890123456", Comma, Some("0.123456789012")),
            ("1e-30", Comma, Some("0")),
            ("12.34.56", Comma, None),
            ("1,2.3,4", Comma, None),
            (".", Comma, None),
            ("e5", Comma, None),
        ] {
            check(text, Unit::Money, delimiter, wanted);
        }
    }

    #[test]
    fn shares() {
        assert_eq!(Amount::whole(1).share_of(Amount::whole(4)).to_string(), "0.25");
        assert_eq!(Amount::whole(1).share_of(Amount::ZERO).to_string(), "0");
    }
}
