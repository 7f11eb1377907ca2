//! Retirement days as a calendar (RFC 5545).

use super::{ModelList, Row};
use modelmod_catalog::Date;
use std::io::{self, Write};

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Writes a calendar with an all-day event for each model of the list that has a day on which
/// it retires, or has retired.
///
/// The events keep their `UID` when their day moves, so that a calendar which reads the file
/// again moves them. Nothing in it depends on the clock: `DTSTAMP` is the list's day.
///
/// # Errors
///
/// When writing fails.
pub fn models_ics(list: &ModelList<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//modelmod//modelmod models//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "X-WR-CALNAME:Model retirements".to_owned(),
    ];
    for row in &list.rows {
        if let Some(retires) = row.retires {
            event(list.as_of, row, retires, &mut lines);
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().try_for_each(|line| folded(line, out))
}

fn event(as_of: Date, row: &Row<'_>, retires: Date, lines: &mut Vec<String>) {
    let verb = if retires <= as_of { "retired" } else { "retires" };
    lines.extend([
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", text(&format!("{}/{}/retires@modelmod", row.surface, row.name))),
        format!("DTSTAMP:{}T000000Z", day(as_of)),
        format!("DTSTART;VALUE=DATE:{}", day(retires)),
        format!("DTEND;VALUE=DATE:{}", day(retires.plus_days(1))),
        format!("SUMMARY:{}", text(&format!("{} {verb} ({})", row.name, row.maker))),
        format!("DESCRIPTION:{}", text(&description(row))),
        format!("URL:{}", uri(row.source)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]);
}

fn description(row: &Row<'_>) -> String {
    let mut lines = vec![match (row.replacement_name, row.replacement) {
        (Some(name), _) => format!("Replacement: {name}"),
        (None, Some(id)) => format!("Replacement: {id}; its name on this platform is not known"),
        (None, None) if row.advice.is_none() => "No replacement is known".to_owned(),
        (None, None) => String::new(),
    }];
    lines.retain(|line| !line.is_empty());
    if let Some(advice) = row.advice {
        lines.push(format!("The provider's advice: {advice}"));
    }
    if let Some(deprecated) = row.deprecated {
        lines.push(format!("Announced: {deprecated}"));
    }
    if row.borrowed {
        lines.push("The day is that of the provider's own API".to_owned());
    }
    lines.push(format!("Source: {} (read {})", row.source, row.read));
    lines.join("\n")
}

/// `20261130`.
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A value of type TEXT (3.3.11).
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A value of type URI: nothing in it is escaped, so what could end the line is left out.
fn uri(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// Writes a content line, folded (3.1): no line is longer than 75 octets, and no character is
/// cut in two.
fn folded(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut len = 0;
    for c in line.chars() {
        if len + c.len_utf8() > LONGEST {
            out.write_all(b"\r\n ")?;
            len = 1;
        }
        write!(out, "{c}")?;
        len += c.len_utf8();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(line: &str) -> String {
        let mut out = Vec::new();
        folded(line, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_folded_at_75_octets() {
        assert_eq!(fold(&"a".repeat(75)), "a".repeat(75) + "\r\n");
        assert_eq!(fold(&"a".repeat(76)), "a".repeat(75) + "\r\n a\r\n");
        let long = "é".repeat(200);
        let lines = fold(&long);
        assert!(lines.split("\r\n").all(|line| line.len() <= 75), "{lines}");
        assert_eq!(lines.replace("\r\n ", ""), long + "\r\n");
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(text("a, b; c\\d\ne\r\u{7}"), "a\\, b\\; c\\\\d\\ne");
        assert_eq!(uri("https://x.test/a\r\nBEGIN:VEVENT"), "https://x.test/aBEGIN:VEVENT");
    }
}
