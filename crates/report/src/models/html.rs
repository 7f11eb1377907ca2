//! What retires when, as a page of its own: nothing is fetched for it, and no script runs.

use super::span::{Chart, Section};
use super::svg::{escaped, in_words, svg};
use super::{ModelList, Row, table};
use crate::life;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
/// Longer tables, and longer sections of what is over, are closed at first.
const LONG: usize = 60;
/// Rows of a drawing: a printer cannot part it, and a reader wants to see its years.
const ROWS: usize = 20;

/// Writes a page with a drawing of what retires when, and the list as a table.
///
/// # Errors
///
/// When writing fails.
pub fn models_html(list: &ModelList<'_>, out: &mut dyn Write) -> io::Result<()> {
    let chart = Chart::new(list);
    let on = list.surface.map_or_else(String::new, |one| format!(" on {}", escaped(&one.name)));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; img-src data:\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>Model retirements{on}, {}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Model retirements{on}</h1>",
        list.as_of
    )?;
    writeln!(out, "<p class=\"quiet\">As of {}. {}</p>", list.as_of, summary(list))?;
    if !chart.sections.is_empty() {
        key(&chart, out)?;
    }
    let mut drawings = 0;
    for one in &chart.sections {
        section(list, &chart, one, &mut drawings, out)?;
    }
    if let Some(rest) = chart.rest() {
        let rest = escaped(&rest.replace(" (`--state retired`)", ""));
        writeln!(out, "<p class=\"quiet\">{rest} The table has them.</p>")?;
    }
    rows(list, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

/// A section in drawings of some rows each; `drawings` counts them over the page.
fn section(
    list: &ModelList<'_>,
    chart: &Chart<'_, '_>,
    section: &Section<'_, '_>,
    drawings: &mut usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = section.rows.len();
    let heading =
        format!("<h2>{} <span class=\"count\">({count})</span></h2>", escaped(section.title));
    let folds = section.is_over && count > LONG;
    if folds {
        let open = if list.wants_retired { " open" } else { "" };
        writeln!(out, "<details{open}><summary>{heading}</summary>")?;
    } else {
        writeln!(out, "{heading}")?;
    }
    let parts = section.rows.chunks(ROWS);
    let of = parts.len();
    for (at, rows) in parts.enumerate() {
        *drawings += 1;
        let title = match of {
            1 => section.title.to_owned(),
            _ => format!("{} ({} of {of})", section.title, at + 1),
        };
        svg(chart, &title, rows, *drawings, out)?;
    }
    if folds { writeln!(out, "</details>") } else { Ok(()) }
}

fn summary(list: &ModelList<'_>) -> String {
    use modelmod_catalog::State::{Active, Deprecated, Legacy, Retired};
    let parts: Vec<String> = [Active, Legacy, Deprecated, Retired]
        .into_iter()
        .map(|state| (state, list.rows.iter().filter(|row| row.standing == state).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {state}"))
        .collect();
    if parts.is_empty() { "No models.".to_owned() } else { format!("{}.", parts.join(", ")) }
}

/// What the colours mean.
fn key(chart: &Chart<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let today = format!("{}", chart.as_of);
    let signs = [
        ("active", "active"),
        ("unknown", "served, since when is not known"),
        ("legacy", "legacy"),
        ("deprecated", "deprecated"),
        ("end", "retires"),
        ("today", today.as_str()),
    ];
    write!(out, "<ul class=\"key\">")?;
    for (class, word) in signs {
        write!(out, "<li><i class=\"{class}\"></i>{word}</li>")?;
    }
    writeln!(out, "</ul>")
}

fn rows(list: &ModelList<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = list.rows.len();
    let open = if count <= LONG { " open" } else { "" };
    writeln!(
        out,
        "<details{open}><summary>As a table ({count})</summary>\n\
         <div class=\"wide\" role=\"region\" aria-label=\"Models as a table\" tabindex=\"0\">\n<table>\n\
         <thead><tr><th scope=\"col\">Model</th><th scope=\"col\">State</th>\
         <th scope=\"col\">Retires</th><th scope=\"col\">Deprecated</th>\
         <th scope=\"col\">Replacement</th><th scope=\"col\">Provider</th></tr></thead>\n<tbody>"
    )?;
    for row in &list.rows {
        line(list, row, out)?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    if list.rows.iter().any(|row| row.borrowed) {
        let surface = list.surface.map_or("the platform", |one| &one.name);
        writeln!(out, "<p class=\"quiet\">{}.</p>", escaped(&table::borrowed(surface)))?;
    }
    writeln!(out, "</details>")
}

fn line(list: &ModelList<'_>, row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let retires = match (row.retires, row.not_before) {
        (None, Some(_)) if !row.standing.is_due() => {
            format!("{} {}", in_words(row, list.as_of), life::date(row.not_before))
        }
        (day, _) => life::date(day),
    };
    let instead = match (row.replacement_name, row.replacement) {
        (Some(name), _) => format!("<code>{}</code>", escaped(name)),
        (None, Some(id)) => format!("<code>{}</code> (no name there is known)", escaped(id)),
        (None, None) => {
            row.advice.map_or_else(|| "-".to_owned(), |text| format!("“{}”", escaped(text)))
        }
    };
    writeln!(
        out,
        "<tr><td><code>{}</code></td><td class=\"{}\">{}</td><td>{}</td><td>{}</td><td>{instead}</td><td>{}</td></tr>",
        escaped(row.name),
        row.state,
        escaped(&table::state(row)),
        escaped(&retires),
        life::date(row.deprecated),
        escaped(row.maker),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ModelFilter;
    use modelmod_catalog::{Date, builtin};

    fn page(filter: &ModelFilter) -> String {
        let list = ModelList::new(builtin::catalog(), Date::ymd(2026, 11, 23), filter);
        let mut out = Vec::new();
        models_html(&list, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_is_fetched_and_nothing_runs() {
        let page = page(&ModelFilter { all: true, ..Default::default() });
        for word in ["http://", "https://", "<script", "url(", "@import", "src=\"", " on"] {
            let found = page.match_indices(word).find(|(at, _)| {
                !page[..*at].ends_with("scope=\"col\">") && word != " on"
                    || page[*at..].starts_with(" on=")
            });
            assert_eq!(found, None);
        }
    }

    #[test]
    fn every_drawing_has_a_title_and_every_model_a_row() {
        let page = page(&ModelFilter::default());
        let count = |word: &str| page.matches(word).count();
        assert!(count("<svg ") >= 3);
        assert_eq!(count("<svg "), count("<desc id="));
        assert_eq!(count("<svg "), count("<title id="));
        let list =
            ModelList::new(builtin::catalog(), Date::ymd(2026, 11, 23), &ModelFilter::default());
        assert_eq!(count("<tr><td>"), list.len());
    }

    #[test]
    fn what_is_over_is_folded_and_no_drawing_is_longer_than_a_sheet() {
        let all = page(&ModelFilter { all: true, ..Default::default() });
        assert!(all.contains("<details><summary><h2>Retired "));
        assert!(all.contains("<h2>Retire next ") && !all.contains("<summary><h2>Retire next "));
        let heights = all.split("width=\"100%\" height=\"").skip(1);
        let heights: Vec<usize> =
            heights.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
        assert!(heights.len() > 10 && heights.iter().all(|height| *height < 800), "{heights:?}");
        let states = vec![modelmod_catalog::State::Retired];
        let retired = page(&ModelFilter { states, ..Default::default() });
        assert!(retired.contains("<details open><summary><h2>Retired "));
    }

    #[test]
    fn names_cannot_leave_their_place() {
        assert_eq!(escaped("<b a=\"x\">'&\n"), "&lt;b a=&quot;x&quot;&gt;&#39;&amp; ");
    }
}
