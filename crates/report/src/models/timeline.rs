//! What retires when, as bars of a terminal.

use super::span::{Chart, Month, urgency};
use super::{ModelList, Row, table};
use crate::{Styles, life};
use anstyle::Style;
use modelmod_catalog::{Date, State};
use std::io::{self, Write};

/// Narrower than this, lines are longer than asked for.
const NARROWEST: usize = 60;
/// Cells that a month has at the most.
const WIDEST_MONTH: usize = 3;
const MONTHS: &[u8; 12] = b"JFMAMJJASOND";

/// Writes a timeline: a line for each model, with a bar over the months, at most `width` columns
/// wide. What retires next comes first.
///
/// # Errors
///
/// When writing fails.
pub fn models_timeline(
    list: &ModelList<'_>,
    width: usize,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let chart = Chart::new(list);
    let canvas = Canvas::new(&chart, width.max(NARROWEST));
    let (heading, dim) = (styles.heading, styles.dim);
    for section in &chart.sections {
        writeln!(out, "{heading}{}{heading:#}", section.title)?;
        canvas.axis(styles, out)?;
        for row in &section.rows {
            canvas.line(&chart, row, styles, out)?;
        }
        writeln!(out)?;
    }
    if !chart.sections.is_empty() {
        canvas.legend(width.max(NARROWEST), styles, out)?;
    }
    if let Some(rest) = chart.rest() {
        writeln!(out, "{dim}{rest}{dim:#}")?;
    }
    if list.rows.iter().any(|row| row.borrowed) {
        let surface = list.surface.map_or("the platform", |one| &one.name);
        writeln!(out, "{dim}{}{dim:#}", table::borrowed(surface))?;
    }
    Ok(())
}

/// Where things stand on a line.
struct Canvas {
    as_of: Date,
    /// Columns of a name.
    names: usize,
    /// The first day of each cell, and the day behind the last.
    edges: Vec<Date>,
    /// The cell that each year begins in; the first year where the chart does.
    years: Vec<(usize, i32)>,
    /// Letters for months, where each has a cell of its own at least.
    months: Option<String>,
}

impl Canvas {
    fn new(chart: &Chart<'_, '_>, width: usize) -> Self {
        let rows = chart.sections.iter().flat_map(|section| &section.rows);
        let longest = rows.map(|row| name(row).chars().count()).max().unwrap_or(0);
        let count = usize::try_from(chart.to.since(chart.from)).unwrap_or(1).max(1);
        // Names give way to bars, but not to bars of more than a cell for each month.
        let room = width.saturating_sub(2 + 10 + 2);
        let names = longest.min(room.saturating_sub(count).max(room / 2));
        let room = room.saturating_sub(names).max(10);
        let (step, cells) = match room / count {
            0 => (count.div_ceil(room), 1),
            cells => (1, cells.min(WIDEST_MONTH)),
        };
        let mut edges = Vec::new();
        let (mut years, mut letters) = (Vec::new(), String::new());
        let mut month = chart.from;
        while month < chart.to {
            let next = month.plus(i32::try_from(step).unwrap_or(1));
            let is_first = edges.is_empty();
            if is_first || next.plus(-1).year() > month.plus(-1).year() {
                years.push((edges.len(), if is_first { month } else { next.plus(-1) }.year()));
            }
            edges.extend(days(month, next, cells));
            letters.push(char::from(MONTHS[month.in_year()]));
            letters.extend(std::iter::repeat_n(' ', cells - 1));
            month = next;
        }
        edges.push(month.first_day());
        let months = (step == 1).then_some(letters);
        Self { as_of: chart.as_of, names, edges, years, months }
    }

    fn axis(&self, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
        let mut labels = String::new();
        for (at, year) in &self.years {
            // The first one gives way where the next begins at once.
            if labels.len() > *at && labels.len() <= 5 {
                labels.clear();
            }
            if labels.len() <= *at && at + 4 < self.edges.len() {
                labels = format!("{labels:<at$}{year} ", at = *at);
            }
        }
        let (dim, indent) = (styles.dim, self.names + 2 + 10 + 2);
        writeln!(out, "{:indent$}{dim}{}{dim:#}", "", labels.trim_end())?;
        match &self.months {
            Some(months) => writeln!(out, "{:indent$}{dim}{}{dim:#}", "", months.trim_end()),
            None => Ok(()),
        }
    }

    fn line(
        &self,
        chart: &Chart<'_, '_>,
        row: &Row<'_>,
        styles: &Styles,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let style = life::style(styles, row.standing);
        let day = match (row.retires, row.not_before) {
            (None, Some(day)) if row.standing != State::Deprecated => format!("{day}"),
            (day, _) => life::date(day),
        };
        let names = self.names;
        write!(out, "{style}{:<names$}{style:#}  {day:<10}  ", shortened(&name(row), names))?;
        let parts = chart.parts(row);
        let cells: Vec<(char, Style)> = self
            .edges
            .windows(2)
            .map(|edge| {
                let touches = |from: Date, to: Date| from < edge[1] && to > edge[0];
                if row.retires.is_some_and(|day| edge[0] <= day && day < edge[1]) {
                    return ('X', styles.bad);
                }
                let here = parts.iter().filter(|part| touches(part.from, part.to));
                let state = here.map(|part| part.state).max_by_key(|state| urgency(*state));
                let is_today = edge[0] <= self.as_of && self.as_of < edge[1];
                let (sign, style) = state.map_or((' ', Style::new()), |one| bar(one, styles));
                if is_today { ('|', style) } else { (sign, style) }
            })
            .collect();
        let end = cells.iter().rposition(|(sign, _)| *sign != ' ').map_or(0, |at| at + 1);
        painted(&cells[..end], out)?;
        writeln!(out)
    }

    /// What the signs mean, in as many lines as the width asks for.
    fn legend(&self, width: usize, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
        let signs = [
            (Some(State::Active), "active"),
            (None, "served, since when is not known"),
            (Some(State::Legacy), "legacy"),
            (Some(State::Deprecated), "deprecated"),
        ];
        let mut words: Vec<(String, Style, String)> = Vec::new();
        for (state, word) in signs {
            let (sign, style) = bar(state, styles);
            words.push((format!("{sign}{sign}"), style, word.to_owned()));
        }
        words.push(("X".to_owned(), styles.bad, "retired".to_owned()));
        words.push(("|".to_owned(), Style::new(), self.as_of.to_string()));
        let mut used = 0;
        for (sign, style, word) in words {
            let len = sign.chars().count() + 1 + word.chars().count();
            match used {
                0 => {}
                _ if used + 2 + len > width => {
                    writeln!(out)?;
                    used = 0;
                }
                _ => {
                    write!(out, "  ")?;
                    used += 2;
                }
            }
            write!(out, "{style}{sign}{style:#} {word}")?;
            used += len;
        }
        writeln!(out)
    }
}

/// The sign of a bar and its colour.
fn bar(state: Option<State>, styles: &Styles) -> (char, Style) {
    match state {
        None => ('.', styles.dim),
        Some(State::Legacy) => ('~', styles.soon),
        Some(State::Deprecated) => ('=', styles.soon),
        Some(State::Retired) => ('X', styles.bad),
        Some(_) => ('-', styles.good),
    }
}

/// Writes cells with one change of colour for each run of one colour.
fn painted(cells: &[(char, Style)], out: &mut dyn Write) -> io::Result<()> {
    for run in cells.chunk_by(|(_, a), (_, b)| a == b) {
        let text: String = run.iter().map(|(sign, _)| sign).collect();
        let style = run[0].1;
        write!(out, "{style}{text}{style:#}")?;
    }
    Ok(())
}

fn name(row: &Row<'_>) -> String {
    format!("{}{}", row.name, if row.borrowed { "*" } else { "" })
}

/// A name cut in its middle: both its ends tell names apart.
fn shortened(name: &str, width: usize) -> String {
    let chars: Vec<char> = name.chars().collect();
    if chars.len() <= width {
        return name.to_owned();
    }
    let behind = width.saturating_sub(2) / 2;
    let before = width.saturating_sub(2 + behind);
    let (head, tail) = (&chars[..before], &chars[chars.len() - behind..]);
    head.iter().chain(&['.', '.']).chain(tail).collect()
}

/// The first days of the cells between two months.
fn days(month: Month, next: Month, cells: usize) -> Vec<Date> {
    let (first, len) = (month.first_day(), next.first_day().days_since(month.first_day()));
    let cells = i32::try_from(cells).unwrap_or(1).max(1);
    (0..cells).map(|cell| first.plus_days(len * cell / cells)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ModelFilter;
    use modelmod_catalog::builtin;

    fn drawn(filter: &ModelFilter, width: usize, styles: &Styles) -> String {
        let list = ModelList::new(builtin::catalog(), Date::ymd(2026, 11, 23), filter);
        let mut out = Vec::new();
        models_timeline(&list, width, styles, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let bedrock = ModelFilter { surface: Some("bedrock".to_owned()), ..Default::default() };
        let retired = ModelFilter { states: vec![State::Retired], ..Default::default() };
        for filter in [ModelFilter::default(), bedrock, retired] {
            for width in [60, 80, 100, 132, 200] {
                let text = drawn(&filter, width, &Styles::plain());
                let bars = text.lines().filter(|line| !line.starts_with(['N', '*']));
                let longest = bars.map(|line| line.chars().count()).max().unwrap();
                assert!(longest <= width, "{longest} > {width}:\n{text}");
                assert!(longest > width.min(130) / 2, "{longest} of {width}");
            }
        }
    }

    #[test]
    fn colours_are_all_that_differs() {
        let filter = ModelFilter { within: Some(90), ..Default::default() };
        let plain = drawn(&filter, 80, &Styles::plain());
        let coloured = drawn(&filter, 80, &Styles::coloured());
        assert!(!plain.contains('\u{1B}') && coloured.contains('\u{1B}'));
        let mut bare = String::new();
        for part in coloured.split('\u{1B}') {
            bare.push_str(
                part.split_once('m').filter(|_| part.starts_with('[')).map_or(part, |s| s.1),
            );
        }
        assert_eq!(bare, plain);
    }

    #[test]
    fn a_bar_ends_where_the_model_does() {
        let filter = ModelFilter { within: Some(7), ..Default::default() };
        let text = drawn(&filter, 100, &Styles::plain());
        let line = text.lines().find(|line| line.starts_with("claude-sonnet-4-5")).unwrap();
        assert!(line.contains("2026-11-30") && line.ends_with('X'), "{text}");
        assert!(line.contains('=') && line.contains('-'), "{text}");
    }

    #[test]
    fn names_are_cut_in_the_middle() {
        assert_eq!(shortened("claude-3-opus-20240229", 22), "claude-3-opus-20240229");
        assert_eq!(shortened("claude-3-opus-20240229", 12), "claud..40229");
    }
}
