//! Rows of tables: their cells as values.

use crate::dates::{self, Order, When};
use crate::document::{Row, Table};
use crate::names::{self, Advice, Names};
use crate::refusal::{Refusal, shortened};
use crate::text::Text;
use crate::words::{self, Column, Printed};

/// A row, read. Of its surroundings it knows nothing.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) line: usize,
    pub(crate) names: Names,
    /// The cell of the model as it is written.
    pub(crate) written: String,
    pub(crate) version: Option<String>,
    pub(crate) state: Option<Printed>,
    pub(crate) released: When,
    pub(crate) legacy: When,
    pub(crate) deprecated: When,
    pub(crate) retires: When,
    /// The row is about some of the regions only, or may be.
    pub(crate) regional: bool,
    /// The day of the deprecation may be still to come.
    pub(crate) planned: bool,
    /// None where the table has no such column.
    pub(crate) advice: Option<Advice>,
}

/// The row, for each of the models that its cell names: below one another they are several
/// models that share what the row says.
pub(crate) fn lines_of(
    row: &Row,
    kinds: &[Option<Column>],
    order: Order,
    refusals: &mut Vec<Refusal>,
) -> Vec<Line> {
    let Some(line) = line(row, kinds, order, refusals) else { return Vec::new() };
    let at = kinds.iter().position(|kind| *kind == Some(Column::Id));
    let at = at.or_else(|| kinds.iter().position(|kind| *kind == Some(Column::Model)));
    let Some(cell) = at.and_then(|at| row.cells.get(at)) else { return vec![line] };
    let models = names::several(cell);
    if models.len() < 2 {
        return vec![line];
    }
    models.into_iter().map(|names| Line { names, ..line.clone() }).collect()
}

/// What a cell of the day of retirement says, and what of it is about the deprecation: some
/// pages write both into one cell, each with its label.
fn labelled(cell: &Text) -> Result<(String, Option<String>), String> {
    let (mut retires, mut deprecated) = (Vec::new(), None);
    for line in cell.plain().lines() {
        let label = line.split_once(':').map(|(label, day)| (words::column(label), day));
        match label {
            Some((Some(Column::Deprecated), day)) => {
                if deprecated.replace(day.to_owned()).is_some() {
                    return Err("the cell names two days of deprecation".to_owned());
                }
            }
            Some((Some(Column::Retires), day)) => retires.push(day),
            _ => retires.push(line),
        }
    }
    Ok((retires.join("\n"), deprecated))
}

fn line(
    row: &Row,
    kinds: &[Option<Column>],
    order: Order,
    refusals: &mut Vec<Refusal>,
) -> Option<Line> {
    let before = refusals.len();
    let cells = Cells { row, kinds };
    let mut refuse = |cell: &Text, reason: String| {
        let remedy = "compare with the page; if it says so, `--except` passes the model over";
        refusals.push(Refusal::new(row.line, cell.plain(), reason, remedy));
    };
    let model = cells.get(Column::Id).or_else(|| cells.get(Column::Model))?;
    let names = names::names(model).unwrap_or_else(|reason| {
        refuse(model, reason);
        Names::default()
    });
    let written = cells.get(Column::Model).filter(|_| names.id.is_none()).unwrap_or(model);
    let state = cells.get(Column::State).and_then(|cell| {
        let state = words::state(cell.plain());
        if state.is_none() {
            refuse(cell, "the state is not known".to_owned());
        }
        state.flatten()
    });
    let Days { released, legacy, deprecated, retires, in_one_cell } =
        days(&cells, model, order, &mut refuse);
    let advised = cells.get(Column::AdviceId).or_else(|| cells.get(Column::Advice));
    // An ID says all; a name needs its version.
    let version = cells
        .get(Column::Version)
        .filter(|_| cells.get(Column::Id).is_none())
        .map(|cell| cell.plain().trim().to_owned());
    let line = Line {
        line: row.line,
        names,
        written: shortened(written.plain(), 80),
        version: version.filter(|version| !words::is_nothing(version)),
        state,
        released,
        legacy,
        deprecated,
        retires,
        regional: kinds.contains(&Some(Column::Region)),
        planned: in_one_cell,
        advice: advised.map(names::advice),
    };
    (refusals.len() == before).then_some(line)
}

/// The cells of a row, by what their columns tell.
struct Cells<'r> {
    row: &'r Row,
    kinds: &'r [Option<Column>],
}

impl<'r> Cells<'r> {
    fn get(&self, column: Column) -> Option<&'r Text> {
        let at = self.kinds.iter().position(|kind| *kind == Some(column))?;
        self.row.cells.get(at)
    }
}

/// The days of a row.
struct Days {
    released: When,
    legacy: When,
    deprecated: When,
    retires: When,
    /// The cell of the retirement tells the day of the deprecation, too.
    in_one_cell: bool,
}

fn days(
    cells: &Cells<'_>,
    model: &Text,
    order: Order,
    refuse: &mut dyn FnMut(&Text, String),
) -> Days {
    let mut when = |column: Column, text: Option<&str>| {
        let Some(cell) = cells.get(column) else { return When::Nothing };
        dates::when(text.unwrap_or_else(|| cell.plain()), order).unwrap_or_else(|reason| {
            refuse(cell, reason);
            When::Nothing
        })
    };
    let both = cells.get(Column::Retires).map_or(Ok(Default::default()), labelled);
    let (retiring, in_cell) = both.clone().unwrap_or_default();
    let (released, legacy) = (when(Column::Released, None), when(Column::Legacy, None));
    let mut deprecated = when(Column::Deprecated, None);
    let mut retires = when(Column::Retires, Some(&retiring));
    let floor = when(Column::Floor, None);
    if let Some(day) = &in_cell {
        let other = when(Column::Retires, Some(day));
        if deprecated != When::Nothing && deprecated != other {
            refuse(model, "two cells name two days of deprecation".to_owned());
        }
        deprecated = other;
    }
    if let Err(reason) = both {
        refuse(model, reason);
    }
    if let (When::On(day), When::Nothing) = (floor, retires) {
        retires = When::NotBefore(day);
    }
    if matches!(released, When::NotBefore(_) | When::Open)
        || matches!(legacy, When::NotBefore(_) | When::Open)
    {
        refuse(model, "a day of the past is told like one to come".to_owned());
    }
    Days { released, legacy, deprecated, retires, in_one_cell: in_cell.is_some() }
}

pub(crate) fn listing(table: &Table, kinds: &[Option<Column>]) -> Vec<Line> {
    let model = [Column::Id, Column::Model]
        .iter()
        .find_map(|column| kinds.iter().position(|kind| *kind == Some(*column)));
    let mut out = Vec::new();
    for row in &table.rows {
        let Some(cell) = model.and_then(|at| row.cells.get(at)) else { continue };
        let Ok(names) = names::names(cell) else { continue };
        if row.cells.len() != kinds.len()
            || !names.id.as_deref().is_some_and(names::is_plainly_an_id)
        {
            continue;
        }
        out.push(Line {
            line: row.line,
            written: shortened(cell.plain(), 80),
            names,
            version: None,
            state: None,
            released: When::Nothing,
            legacy: When::Nothing,
            deprecated: When::Nothing,
            retires: When::Nothing,
            regional: false,
            planned: false,
            advice: None,
        });
    }
    out
}
