//! A timeline as a drawing. Places along the months are percentages and sizes of text are
//! pixels, so that one drawing serves a phone and a desk.

use super::Row;
use super::span::Chart;
use crate::life;
use modelmod_catalog::{Date, State};
use std::io::{self, Write};

/// Heights in pixels: of a row, of the axis, of a bar.
const ROW: usize = 36;
const AXIS: usize = 24;
const BAR: usize = 9;
/// Years have no room to be named closer to the right end than this, in percent.
const LAST_LABEL: f64 = 92.0;

/// Writes rows as an `svg` element. `number` makes its IDs those of this drawing alone.
pub(super) fn svg(
    chart: &Chart<'_, '_>,
    title: &str,
    rows: &[&Row<'_>],
    number: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let height = AXIS + rows.len() * ROW + 4;
    let title = escaped(title);
    writeln!(
        out,
        "<svg role=\"img\" aria-labelledby=\"title-{number} desc-{number}\" width=\"100%\" height=\"{height}\">"
    )?;
    writeln!(out, "<title id=\"title-{number}\">{title}</title>")?;
    let text = description(chart, rows.len());
    writeln!(out, "<desc id=\"desc-{number}\">{}</desc>", escaped(&text))?;
    grid(chart, height, out)?;
    for (at, row) in rows.iter().enumerate() {
        bar(chart, row, AXIS + at * ROW, out)?;
    }
    writeln!(out, "</svg>")
}

fn description(chart: &Chart<'_, '_>, count: usize) -> String {
    let count = match count {
        1 => "1 model".to_owned(),
        count => format!("{count} models"),
    };
    let (from, to) = (chart.from.first_day(), chart.to.first_day());
    format!(
        "A bar for each of {count} from {from} to {to}, with the day on which it retires. \
         The table below has the same days."
    )
}

/// Years and quarters, and the day of the list.
fn grid(chart: &Chart<'_, '_>, height: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut month = chart.from;
    let is_short = chart.to.since(chart.from) <= 40;
    while month < chart.to {
        let x = place(chart, month.first_day());
        let is_year = month.in_year() == 0;
        if is_year || (is_short && month.in_year().is_multiple_of(3)) {
            let class = if is_year { "year" } else { "quarter" };
            writeln!(
                out,
                "<line class=\"{class}\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{AXIS}\" y2=\"{height}\"/>"
            )?;
        }
        if is_year && x < LAST_LABEL {
            writeln!(out, "<text class=\"axis\" x=\"{x:.2}%\" y=\"16\">{}</text>", month.year())?;
        }
        month = month.plus(1);
    }
    let x = place(chart, chart.as_of);
    writeln!(
        out,
        "<line class=\"today\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{AXIS}\" y2=\"{height}\"/>"
    )
}

fn bar(chart: &Chart<'_, '_>, row: &Row<'_>, y: usize, out: &mut dyn Write) -> io::Result<()> {
    let life = in_words(row, chart.as_of);
    let replacement = row.replacement_name.or(row.replacement);
    let instead = replacement.map_or_else(String::new, |name| format!(", replaced by {name}"));
    writeln!(
        out,
        "<g><title>{} ({}): {}{}</title>",
        escaped(row.name),
        escaped(row.maker),
        escaped(&life),
        escaped(&instead)
    )?;
    let top = y + ROW - BAR - 6;
    for part in chart.parts(row) {
        let (from, to) = (place(chart, part.from), place(chart, part.to));
        let class = part.state.map_or("unknown", State::as_str);
        writeln!(
            out,
            "<rect class=\"{class}\" x=\"{from:.2}%\" y=\"{top}\" width=\"{:.2}%\" height=\"{BAR}\"/>",
            to - from
        )?;
    }
    let end = row.retires.filter(|&day| day < chart.to.first_day());
    if let Some(x) = end.map(|day| place(chart, day)) {
        let (y1, y2) = (top - 3, top + BAR + 3);
        writeln!(
            out,
            "<line class=\"end\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{y1}\" y2=\"{y2}\"/>"
        )?;
    }
    let class = match row.name.chars().count() {
        0..=27 => "name",
        28..=36 => "name long",
        37..=46 => "name longer",
        _ => "name longest",
    };
    writeln!(out, "<text class=\"{class}\" x=\"0\" y=\"{}\">{}</text>", y + 14, escaped(row.name))?;
    let day = row.retires.or(row.not_before.filter(|_| row.standing != State::Deprecated));
    let day = day.map(|day| day.to_string());
    let comma = if day.is_some() { ", " } else { "" };
    writeln!(
        out,
        "<text class=\"life\" x=\"100%\" y=\"{}\"><tspan class=\"words\">{}{comma}</tspan>\
         <tspan class=\"day\">{}</tspan></text></g>",
        y + 14,
        escaped(&life),
        day.unwrap_or_default(),
    )
}

/// What becomes of a model, in words.
pub(super) fn in_words(row: &Row<'_>, as_of: Date) -> String {
    match (row.retires, row.not_before, row.standing) {
        (None, Some(day), state) if !state.is_due() && day > as_of => {
            format!("{state}, not before")
        }
        (None, Some(_), state) if !state.is_due() => format!("{state}, promised until"),
        (retires, _, state) => life::in_words(retires, state, as_of),
    }
}

/// Where a day stands, in percent of the width.
fn place(chart: &Chart<'_, '_>, day: Date) -> f64 {
    let (from, to) = (chart.from.first_day(), chart.to.first_day());
    let len = f64::from(to.days_since(from).max(1));
    100.0 * f64::from(day.days_since(from)) / len
}

/// Text of an element or of a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
