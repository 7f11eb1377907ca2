//! A whole page: its tables and notices as facts, one for each model.

use crate::Reading;
use crate::combine;
use crate::dates::{Order, When};
use crate::document::{self, Block, Document};
use crate::names::Advice;
use crate::notices::Notices;
use crate::refusal::Refusal;
use crate::rows::Line;
use crate::sections::Section;
use crate::tables::{self, Read};
use crate::words::Printed;
use modelmod_catalog::Date;

/// What a page says, all of it understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// One for each model that the page names by its ID, in the page's order.
    pub facts: Vec<Fact>,
    /// Rows that name their model in words alone, and so belong to no model: line and words.
    pub unnamed: Vec<(usize, String)>,
    /// The tables of the page and what was done with each.
    pub tables: Vec<TableNote>,
    /// What a reader of the import should know: line and words.
    pub remarks: Vec<(usize, String)>,
    /// The address that the page gives as its own.
    pub address: Option<String>,
    /// How many models were read from prose instead of tables.
    pub notices: usize,
    /// Models that were passed over because the caller said so.
    pub excepted: Vec<String>,
    /// It came from a provider's API and not from its page about deprecations.
    pub is_listing: bool,
}

/// A table of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNote {
    /// Line of its header.
    pub line: usize,
    /// Rows that it has on the page, without titles among them.
    pub rows: usize,
    /// Why nothing was read from it; none where all its rows were read.
    pub passed_over: Option<String>,
}

/// What the page says about one model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// Line of the page.
    pub line: usize,
    /// The ID as it is written.
    pub id: String,
    /// Other names of the same model.
    pub others: Vec<String>,
    /// The version that the page parts from the name.
    pub version: Option<String>,
    /// The state that the page prints, if it prints one.
    pub printed: Option<Printed>,
    /// First day on which the model could be called.
    pub released: Option<Date>,
    /// First day as legacy, where that is a state of its own.
    pub legacy_from: Option<Date>,
    /// Day of the announcement.
    pub deprecated: Option<Date>,
    /// First day on which requests fail.
    pub retires: Option<Date>,
    /// A promise that it does not retire before this day.
    pub not_before: Option<Date>,
    /// A retirement is announced, its day is not.
    pub unscheduled: bool,
    /// What is recommended instead; none where the page is silent about it.
    pub advice: Option<Advice>,
    /// It only stands in a list of models that can be called.
    pub listed: bool,
}

impl Page {
    /// Rows of tables and entries of notices that were read.
    #[must_use]
    pub fn rows_read(&self) -> usize {
        let tables = self.tables.iter().filter(|table| table.passed_over.is_none());
        tables.map(|table| table.rows).sum::<usize>() + self.notices
    }
}

/// A row together with what stands around it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) fact: Fact,
    /// The day of the notice that the row belongs to.
    pub(crate) notice: Option<Date>,
    /// The row may be about some of the regions only.
    pub(crate) regional: bool,
    /// The day of the deprecation may be still to come.
    pub(crate) planned: bool,
}

impl Told {
    /// Of a fact without any surroundings.
    pub(crate) fn alone(fact: Fact) -> Self {
        Self { fact, notice: None, regional: false, planned: false }
    }
}

/// Reads a page about deprecations in Markdown or HTML.
pub(crate) fn read(text: &str, reading: &Reading<'_>) -> Result<Page, Vec<Refusal>> {
    let document = document::read(text);
    let mut refusals = document.damage.clone();
    let mut page = Page {
        address: document.address.clone(),
        excepted: reading.except.to_vec(),
        ..Page::default()
    };
    let (mut told, notices) = blocks(&document, &mut page, &mut refusals, reading);
    if let Some(first) = notices.found.first().filter(|_| document.open_list) {
        let reason = "a list of the page is not closed, so that it is uncertain what belongs to which heading";
        refusals.push(Refusal::new(first.line, &first.id, reason, "save the whole page again"));
    }
    combine::notices(notices, &mut told, &mut page);
    page.facts = combine::facts(told, reading.captured, &mut page.remarks, &mut refusals);
    if refusals.is_empty() && page.rows_read() == 0 {
        refusals.push(Refusal::new(
            1,
            "",
            "no table and no sentence about the lives of models was found",
            "save the provider's page about deprecations, as Markdown or HTML, with its text",
        ));
    }
    refusals.sort_by_key(|one| one.line);
    refusals.dedup();
    if refusals.is_empty() { Ok(page) } else { Err(refusals) }
}

fn blocks(
    document: &Document,
    page: &mut Page,
    refusals: &mut Vec<Refusal>,
    reading: &Reading<'_>,
) -> (Vec<Told>, Notices) {
    let order = order(document);
    let mut section = Section::new(document);
    let mut notices = Notices::default();
    let mut told = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            let read = tables::read(table, order, reading.except, refusals);
            let (rows, passed_over) = match &read {
                Read::Other(why) => (table.rows.len(), Some(why.clone())),
                Read::Lives(lines) | Read::Listing(lines) => (lines.len(), None),
            };
            page.tables.push(TableNote { line: table.line, rows, passed_over });
            match read {
                Read::Lives(lines) => add_lives(lines, &section, page, &mut told, refusals),
                Read::Listing(lines) => told.extend(lines.into_iter().filter_map(listed)),
                Read::Other(_) => {}
            }
        }
        section.next(block);
        notices.next(block, &section, reading.known);
    }
    notices.found.retain(|notice| !reading.except.contains(&notice.id));
    (told, notices)
}

/// What the dates of all tables show about the order of day and month.
fn order(document: &Document) -> Order {
    let mut order = Order::default();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.for_each(|cell| order.learn(cell.plain()));
        }
    }
    order
}

fn listed(line: Line) -> Option<Told> {
    let id = line.names.id?;
    let fact =
        Fact { line: line.line, id, others: line.names.others, listed: true, ..Fact::default() };
    Some(Told::alone(fact))
}

fn add_lives(
    lines: Vec<Line>,
    section: &Section,
    page: &mut Page,
    told: &mut Vec<Told>,
    refusals: &mut Vec<Refusal>,
) {
    let in_table = |name: &str| {
        let mut names =
            lines.iter().flat_map(|line| line.names.id.iter().chain(&line.names.others));
        names.any(|known| known == name)
    };
    let notice = section.notice(&in_table);
    let is_about_models = lines.iter().any(|line| line.names.id.is_some());
    if let Err((line, heading, prose)) = notice
        && is_about_models
    {
        let reason = format!("the heading is of {heading}, and the text below it of {prose}");
        let remedy = "compare with the page; if it says so, `--except` passes the models over";
        refusals.push(Refusal::new(line, "", reason, remedy));
    }
    let notice = notice.unwrap_or_default();
    for line in lines {
        if let (Some((at, gone)), When::On(retires)) = (section.gone, line.retires)
            && gone != retires
        {
            let reason = format!(
                "the page says that these models were retired on {gone}, and here {retires}"
            );
            let remedy = "compare with the page; if it says so, `--except` passes the model over";
            refusals.push(Refusal::new(line.line.max(at), &line.written, reason, remedy));
        }
        one_life(line, notice, page, told);
    }
}

fn one_life(line: Line, notice: Option<Date>, page: &mut Page, told: &mut Vec<Told>) {
    let Some(id) = line.names.id.clone() else {
        if !line.written.is_empty() {
            page.unnamed.push((line.line, line.written));
        }
        return;
    };
    let mut remark = |what: &str| page.remarks.push((line.line, format!("{id}: {what}")));
    let day = |when: When| match when {
        When::On(date) => Some(date),
        _ => None,
    };
    // A model can be called from its first region on; it ends in each on its own day.
    let released = match line.released {
        When::Several(first) => Some(first),
        when => day(when),
    };
    for (when, what) in [(line.deprecated, "deprecated"), (line.retires, "retires")] {
        match when {
            When::NotBefore(day) if what == "deprecated" => {
                remark(&format!(
                    "`deprecated` is not before {day}, which is no day, and is left out"
                ));
            }
            When::Several(_) => remark(&format!("`{what}` differs by region, and is left out")),
            When::Month => remark(&format!("`{what}` is a month without a day, and is left out")),
            _ => {}
        }
    }
    let heading = notice.filter(|notice| day(line.retires) != Some(*notice));
    let fact = Fact {
        line: line.line,
        id,
        others: line.names.others,
        version: line.version,
        printed: line.state,
        released,
        legacy_from: day(line.legacy),
        deprecated: day(line.deprecated).or(heading),
        retires: day(line.retires),
        not_before: match line.retires {
            When::NotBefore(date) => Some(date),
            _ => None,
        },
        unscheduled: line.retires == When::Open,
        advice: line.advice,
        listed: false,
    };
    if let (Some(stated), Some(notice)) = (day(line.deprecated), heading)
        && stated != notice
    {
        // Told apart by `combine`, which refuses what contradicts.
        let other = Fact { deprecated: Some(notice), ..fact.clone() };
        told.push(Told::alone(other));
    }
    let Line { regional, planned, .. } = line;
    told.push(Told { fact, notice: heading, regional, planned });
}
