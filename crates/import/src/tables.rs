//! Tables about the lives of models: which columns tell what, and the cells as values.

use crate::dates::{self, Order, When};
use crate::document::{Row, Table};
use crate::names;
use crate::refusal::Refusal;
use crate::rows::{Line, lines_of, listing};
use crate::text::Text;
use crate::words::{self, Column};

/// What becomes of a table.
#[derive(Debug)]
pub(crate) enum Read {
    /// It tells of the lives of models.
    Lives(Vec<Line>),
    /// It lists models that can be called.
    Listing(Vec<Line>),
    /// It is about something else: what.
    Other(String),
}

const KINDS: &[Column] = &[
    Column::State,
    Column::Released,
    Column::Legacy,
    Column::Deprecated,
    Column::Retires,
    Column::Floor,
];

/// Reads a table; what is wrong with it is added to `refusals`.
pub(crate) fn read(
    table: &Table,
    order: Order,
    except: &[String],
    refusals: &mut Vec<Refusal>,
) -> Read {
    let kinds = kinds_of(table);
    let has = |column: Column| kinds.contains(&Some(column));
    let models = has(Column::Id) || has(Column::Model);
    let advice = has(Column::Advice) || has(Column::AdviceId);
    let lives = advice || KINDS.iter().any(|&kind| has(kind));
    if let Some(what) = kinds.iter().position(|kind| *kind == Some(Column::Subject))
        && !models
    {
        return Read::Other(format!("about each {}", words::plain(table.header[what].plain())));
    }
    if has(Column::FineTuned) {
        return Read::Other("about fine-tuned copies".to_owned());
    }
    if has(Column::Default) {
        return Read::Other("about what a name without a version stands for".to_owned());
    }
    let known = !kinds.contains(&None);
    if models && !lives && known && is_about_models(table) {
        return Read::Listing(listing(table, &kinds));
    }
    if models && (lives || is_about_models(table)) || lives && is_about_models(table) {
        return lines(table, &kinds, order, except, refusals)
            .map_or_else(|| Read::Other("not read".to_owned()), Read::Lives);
    }
    if models && has(Column::Property) {
        return Read::Listing(listing(table, &kinds));
    }
    if is_about_models(table) {
        refuse_headers(table, &kinds, refusals);
    }
    Read::Other("nothing about the lives of models".to_owned())
}

/// What the columns tell. Beside a column of names, one of model versions parts them.
fn kinds_of(table: &Table) -> Vec<Option<Column>> {
    let kind = |cell: &Text| words::column(cell.plain());
    let mut kinds: Vec<Option<Column>> = table.header.iter().map(kind).collect();
    let names = kinds.iter().filter(|kind| **kind == Some(Column::Model)).count();
    if names > 1 && !kinds.contains(&Some(Column::Version)) {
        for (kind, cell) in kinds.iter_mut().zip(&table.header) {
            if words::is_version_of_a_name(cell.plain()) {
                *kind = Some(Column::Version);
            }
        }
    }
    kinds
}

/// Whether some row has both a model's ID and a day.
fn is_about_models(table: &Table) -> bool {
    table.rows.iter().any(|row| {
        let id = |cell: &Text| cell.plain().split([' ', ',', '|']).any(names::is_plainly_an_id);
        let day = |cell: &Text| {
            !dates::in_prose(cell.plain()).is_empty()
                || dates::when(cell.plain(), Order { month_first: true, day_first: false })
                    .is_ok_and(|when| when != When::Nothing)
        };
        row.cells.iter().any(id) && row.cells.iter().any(day)
    })
}

fn refuse_headers(table: &Table, kinds: &[Option<Column>], refusals: &mut Vec<Refusal>) {
    for (cell, _) in table.header.iter().zip(kinds).filter(|(_, kind)| kind.is_none()) {
        refusals.push(Refusal::new(
            table.line,
            cell.plain(),
            "the header of a column is not known",
            "if the page is whole, this layout has to be taught to modelmod (crates/import/src/words.rs)",
        ));
    }
}

fn lines(
    table: &Table,
    kinds: &[Option<Column>],
    order: Order,
    except: &[String],
    refusals: &mut Vec<Refusal>,
) -> Option<Vec<Line>> {
    let before = refusals.len();
    let mut kinds = kinds.to_vec();
    if !kinds.contains(&Some(Column::Deprecated)) {
        // What Amazon calls legacy is what others call deprecated: its end is announced.
        for kind in kinds.iter_mut().filter(|kind| **kind == Some(Column::Legacy)) {
            *kind = Some(Column::Deprecated);
        }
    }
    if let Some((line, words)) = &table.damage {
        refusals.push(Refusal::new(*line, "", words, "save the whole page again"));
    }
    refuse_headers(table, &kinds, refusals);
    if let Some(at) = nameless_floor(table, &kinds, order) {
        kinds.insert(at, Some(Column::Retires));
    }
    refuse_columns(table, &kinds, refusals);
    let planned = kinds
        .iter()
        .zip(&table.header)
        .any(|(kind, cell)| *kind == Some(Column::Deprecated) && words::is_plan(cell.plain()));
    let mut out = Vec::new();
    for row in &table.rows {
        let damaged = table.damage.as_ref().is_some_and(|(line, _)| *line == row.line);
        if damaged || is_title(row) || is_excepted(row, &kinds, except) {
            continue;
        }
        if row.cells.len() != kinds.len() {
            let first = row.cells.first().map_or("", Text::plain);
            let reason =
                format!("the row has {} cells and the header {}", row.cells.len(), kinds.len());
            refusals.push(Refusal::new(row.line, first, reason, "save the whole page again"));
            continue;
        }
        out.extend(lines_of(row, &kinds, order, refusals).into_iter().map(|mut line| {
            line.planned |= planned;
            line
        }));
    }
    if table.rows.is_empty() && table.damage.is_none() {
        let remedy = "save the whole page again";
        refusals.push(Refusal::new(table.line, "", "the table has a header and no rows", remedy));
    }
    (refusals.len() == before).then_some(out)
}

/// Columns that tell the same, or none of models.
fn refuse_columns(table: &Table, kinds: &[Option<Column>], refusals: &mut Vec<Refusal>) {
    for (at, kind) in kinds.iter().enumerate() {
        if KINDS.iter().chain(&[Column::Id, Column::Version]).any(|one| Some(*one) == *kind)
            && kinds[..at].contains(kind)
        {
            let cell = table.header.get(at).map_or("", Text::plain);
            let remedy =
                "if the page is whole, say which column counts (crates/import/src/words.rs)";
            refusals.push(Refusal::new(table.line, cell, "two columns tell the same", remedy));
        }
    }
    if !kinds.iter().any(|kind| matches!(kind, Some(Column::Id | Column::Model))) {
        let remedy = "save the whole page again";
        refusals.push(Refusal::new(
            table.line,
            "",
            "the table has days and IDs and no column of models",
            remedy,
        ));
    }
}

/// Whether the row is about one of the models that are to be passed over.
fn is_excepted(row: &Row, kinds: &[Option<Column>], except: &[String]) -> bool {
    let model = |kind: &Option<Column>| matches!(kind, Some(Column::Id | Column::Model));
    let cells = row.cells.iter().zip(kinds).filter(|(_, kind)| model(kind));
    let mut names = cells.filter_map(|(cell, _)| names::names(cell).ok());
    names.any(|names| names.id.iter().chain(&names.others).any(|name| except.contains(name)))
}

/// "Preview models", and nothing else in the row.
fn is_title(row: &Row) -> bool {
    let mut cells = row.cells.iter();
    cells.next().is_some_and(|first| {
        words::is_title_of_rows(first.plain()) && first.codes().next().is_none()
    }) && cells.all(Text::is_empty)
}

/// Where the rows have a column that the header lacks, and where all it says is "no sooner
/// than" some day: Amazon once published such a table. The words tell what the column means.
fn nameless_floor(table: &Table, kinds: &[Option<Column>], order: Order) -> Option<usize> {
    let wide = kinds.len() + 1;
    let all_wide = !table.rows.is_empty() && table.rows.iter().all(|row| row.cells.len() == wide);
    if !all_wide || kinds.contains(&Some(Column::Retires)) {
        return None;
    }
    let floors = |at: usize| {
        let cells = table.rows.iter().map(|row| dates::when(row.cells[at].plain(), order));
        let cells: Vec<_> = cells.collect();
        cells.iter().all(|when| matches!(when, Ok(When::NotBefore(_) | When::Nothing)))
            && cells.iter().any(|when| matches!(when, Ok(When::NotBefore(_))))
    };
    let mut found = (0..wide).filter(|&at| floors(at));
    found.next().filter(|_| found.next().is_none())
}
