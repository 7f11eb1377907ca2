//! Reading an export: row by row into sums.

use crate::columns::{Column, Columns, Wanted};
use crate::day;
use crate::number::{Amount, Unit};
use crate::problem::{Problem, Reason};
use crate::secret::shortened;
use crate::text::{self, Delimiter, Limited};
use crate::totals::{Days, Totals};
use csv::{ByteRecord, ReaderBuilder};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io::Read;

/// Problems that are kept; all are counted.
const KEPT: usize = 10;
/// Longer cells hold no model and no key.
const LONGEST_CELL: usize = 1024;
/// More different keys and models are none: a column of other things was taken for keys.
const MOST_GROUPS: usize = 200_000;
/// What of a cell is shown in a message, in characters.
const SHOWN: usize = 40;

/// An export after it was read: sums for each key and model.
#[derive(Clone, Debug)]
pub struct Usage {
    /// What its columns were taken for.
    pub columns: Columns,
    /// What parts its cells.
    pub delimiter: Delimiter,
    /// Some of it is not UTF-8 and was read as Latin-1.
    pub is_latin: bool,
    /// How its days are written.
    pub days: Days,
    /// Rows, without the header.
    pub rows: u64,
    /// Rows that were left out.
    pub left_out: u64,
    /// Rows that count without a number or a day that could not be read.
    pub partly_read: u64,
    /// Rows that name no model, such as those of tools.
    pub unnamed: Totals,
    /// The first problems.
    pub problems: Vec<Problem>,
    /// By workspace, key and model, as they stand in the export; sorted.
    pub(crate) groups: BTreeMap<[String; 3], Totals>,
}

/// Why an export cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// It is no table of text; what it is and what to do.
    NotText(&'static str),
    /// No column holds models.
    NoModel {
        /// The headers, as they may be shown.
        headers: Vec<String>,
    },
    /// A column that was asked for is not there.
    NoColumn {
        /// The header that was asked for.
        asked: String,
        /// The headers, as they may be shown.
        headers: Vec<String>,
    },
    /// A row does not end.
    LongRow {
        /// The line on which it begins.
        line: u64,
    },
    /// There are too many different keys.
    TooMany {
        /// The column that was taken for keys.
        column: Option<String>,
    },
    /// The reader failed.
    Io(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty: export the usage again, with its header line"),
            Self::NotText(what) => f.write_str(what),
            Self::NoModel { headers } => write!(
                f,
                "none of its columns holds models: there are `{}`; name the column with \
                 --model-column NAME (and --key-column NAME for that of API keys)",
                headers.join("`, `")
            ),
            Self::NoColumn { asked, headers } => {
                write!(f, "it has no column `{asked}`: there are `{}`", headers.join("`, `"))
            }
            Self::LongRow { line } => write!(
                f,
                "line {line}: a row of more than {} MiB begins there: close its quote",
                text::LONGEST_ROW >> 20
            ),
            Self::TooMany { column: Some(column) } => write!(
                f,
                "more than {MOST_GROUPS} different keys in `{column}`: name the column of API keys \
                 with --key-column NAME"
            ),
            Self::TooMany { column: None } => write!(
                f,
                "more than {MOST_GROUPS} different models: name their column with --model-column NAME"
            ),
            Self::Io(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads an export from `input`, with the columns that `wanted` names and else those that the
/// headers tell. Memory does not grow with the number of rows.
///
/// # Errors
///
/// When it is no table, or has no column of models.
pub fn read(mut input: impl Read, wanted: &Wanted) -> Result<Usage, ReadError> {
    let io = |error: std::io::Error| ReadError::Io(error.to_string());
    let start = text::start(&mut input).map_err(io)?.map_err(ReadError::NotText)?;
    let rest = Limited::new(Read::chain(&start.bytes[..], input));
    let mut reader = ReaderBuilder::new()
        .delimiter(start.delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(rest);
    let mut record = ByteRecord::new();
    let mut is_latin = false;
    if !next(&mut reader, &mut record, start.lines)? {
        return Err(ReadError::Empty);
    }
    let cell = |bytes| text::decoded(bytes, &mut is_latin).trim().to_owned();
    let headers: Vec<String> = record.iter().map(cell).collect();
    let columns = Columns::find(&headers, wanted)?;
    let mut sums = Sums::new(columns, start.delimiter, is_latin);
    while next(&mut reader, &mut record, start.lines)? {
        let line = record.position().map_or(0, csv::Position::line) + start.lines;
        let end = reader.position().line() + start.lines;
        sums.take(&record, line, end)?;
    }
    Ok(sums.done())
}

/// Reads the next row; `false` at the end.
fn next<R: Read>(
    reader: &mut csv::Reader<Limited<R>>,
    record: &mut ByteRecord,
    lines: u64,
) -> Result<bool, ReadError> {
    let line = reader.position().line() + lines;
    reader.get_mut().next_row();
    reader.read_byte_record(record).map_err(|error| match reader.get_ref().is_used_up() {
        true => ReadError::LongRow { line },
        false => ReadError::Io(error.to_string()),
    })
}

/// Sums while they are made.
struct Sums {
    columns: Columns,
    delimiter: Delimiter,
    is_latin: bool,
    /// Places in `totals`, by the cells' bytes with their lengths before them.
    places: HashMap<Vec<u8>, usize>,
    /// The same cells as text.
    names: Vec<[String; 3]>,
    totals: Vec<Totals>,
    key: Vec<u8>,
    unnamed: Totals,
    rows: u64,
    left_out: u64,
    partly_read: u64,
    problems: Vec<Problem>,
    /// Whether every day that was read can be read with the month, or with the day, first.
    may_be: [bool; 2],
    has_days: bool,
    is_unclear: bool,
}

impl Sums {
    fn new(columns: Columns, delimiter: Delimiter, is_latin: bool) -> Self {
        Self {
            columns,
            delimiter,
            is_latin,
            places: HashMap::new(),
            names: Vec::new(),
            totals: Vec::new(),
            key: Vec::new(),
            unnamed: Totals::default(),
            rows: 0,
            left_out: 0,
            partly_read: 0,
            problems: Vec::new(),
            may_be: [true; 2],
            has_days: false,
            is_unclear: false,
        }
    }

    fn take(&mut self, record: &ByteRecord, line: u64, end: u64) -> Result<(), ReadError> {
        self.rows += 1;
        if let Some(reason) = self.unusable(record, end.saturating_sub(line)) {
            self.left_out += 1;
            self.note(line, reason);
            return Ok(());
        }
        let mut row = Totals { rows: 1, ..Totals::default() };
        let mut problems = self.measure(record, &mut row);
        let is_unread = |reason: &Reason| matches!(reason, Reason::Number { .. });
        // What cannot be read may be anything, so it is taken for traffic.
        let is_idle = self.has_measures()
            && [row.requests, row.tokens, row.cost].iter().all(|amount| *amount <= Amount::ZERO)
            && !problems.iter().any(is_unread);
        row.idle = u64::from(is_idle);
        problems.extend(self.day(record, &mut row));
        if !problems.is_empty() {
            self.partly_read += 1;
        }
        problems.into_iter().for_each(|reason| self.note(line, reason));
        if cell(record, &self.columns.model).trim_ascii().is_empty() {
            self.unnamed.add(&row);
            return Ok(());
        }
        let place = self.place(record)?;
        self.totals[place].add(&row);
        Ok(())
    }

    fn has_measures(&self) -> bool {
        let Columns { requests, tokens, cost, .. } = &self.columns;
        requests.is_some() || !tokens.is_empty() || cost.is_some()
    }

    /// Why nothing in a row can be trusted.
    fn unusable(&self, record: &ByteRecord, lines: u64) -> Option<Reason> {
        let wanted = self.columns.count;
        if record.len() != wanted {
            return Some(Reason::Fields { found: record.len(), wanted, lines });
        }
        let Columns { model, key, workspace, .. } = &self.columns;
        let mut names = std::iter::once(model).chain(key).chain(workspace);
        let long = names.find(|column| cell(record, column).len() > LONGEST_CELL)?;
        Some(Reason::Long { column: long.header.clone(), bytes: cell(record, long).len() })
    }

    /// Adds the numbers of a row; what of them cannot be read.
    fn measure(&mut self, record: &ByteRecord, row: &mut Totals) -> Vec<Reason> {
        let Columns { requests, tokens, cost, .. } = &self.columns;
        let mut problems = Vec::new();
        let (delimiter, is_latin) = (self.delimiter, &mut self.is_latin);
        let mut number = |column: &Column, unit: Unit, sum: &mut Amount| {
            let text = text::decoded(cell(record, column), is_latin);
            match Amount::read(&text, unit, delimiter) {
                Some(amount) => sum.add(amount),
                None => {
                    let (column, text) = (column.header.clone(), shown(&text));
                    problems.push(Reason::Number { column, text });
                }
            }
        };
        if let Some(column) = requests {
            number(column, Unit::Count, &mut row.requests);
        }
        for column in tokens {
            number(column, Unit::Count, &mut row.tokens);
        }
        if let Some(column) = cost {
            number(column, Unit::Money, &mut row.cost);
        }
        problems
    }

    fn day(&mut self, record: &ByteRecord, row: &mut Totals) -> Option<Reason> {
        let column = self.columns.date.as_ref()?;
        let text = text::decoded(cell(record, column), &mut self.is_latin);
        let Some(day) = day::read(&text) else {
            return Some(Reason::Day { column: column.header.clone(), text: shown(&text) });
        };
        self.has_days = true;
        self.is_unclear |= day.month_first != day.day_first;
        self.may_be[0] &= day.month_first.is_some();
        self.may_be[1] &= day.day_first.is_some();
        row.see(day);
        None
    }

    /// The place of the sums of a row's key and model.
    fn place(&mut self, record: &ByteRecord) -> Result<usize, ReadError> {
        let Columns { model, key, workspace, .. } = &self.columns;
        let cells = [workspace.as_ref(), key.as_ref(), Some(model)]
            .map(|column| column.map_or(&[][..], |column| cell(record, column).trim_ascii()));
        self.key.clear();
        for cell in cells {
            self.key.extend_from_slice(&cell.len().to_le_bytes());
            self.key.extend_from_slice(cell);
        }
        if let Some(&place) = self.places.get(&self.key) {
            return Ok(place);
        }
        let place = self.totals.len();
        if place == MOST_GROUPS {
            return Err(ReadError::TooMany { column: key.as_ref().map(|one| one.header.clone()) });
        }
        self.places.insert(self.key.clone(), place);
        let is_latin = &mut self.is_latin;
        self.names.push(cells.map(|cell| text::decoded(cell, is_latin).into_owned()));
        self.totals.push(Totals::default());
        Ok(place)
    }

    fn note(&mut self, line: u64, reason: Reason) {
        if self.problems.len() < KEPT {
            self.problems.push(Problem { line, reason });
        }
    }

    fn done(self) -> Usage {
        let mut groups: BTreeMap<[String; 3], Totals> = BTreeMap::new();
        for (names, totals) in self.names.into_iter().zip(&self.totals) {
            groups.entry(names).or_default().add(totals);
        }
        let days = match (self.has_days, self.may_be) {
            (false, _) => Days::Unknown,
            _ if !self.is_unclear => Days::Sure,
            (_, [true, true]) => Days::Unclear,
            (_, [true, false]) => Days::MonthFirst,
            (_, [false, true]) => Days::DayFirst,
            (_, [false, false]) => Days::Mixed,
        };
        Usage {
            columns: self.columns,
            delimiter: self.delimiter,
            is_latin: self.is_latin,
            days,
            rows: self.rows,
            left_out: self.left_out,
            partly_read: self.partly_read,
            unnamed: self.unnamed,
            problems: self.problems,
            groups,
        }
    }
}

fn cell<'r>(record: &'r ByteRecord, column: &Column) -> &'r [u8] {
    record.get(column.at).unwrap_or_default()
}

/// A cell for a message.
fn shown(text: &str) -> String {
    let text = shortened(text);
    if text.chars().count() <= SHOWN {
        return text;
    }
    let head: String = text.chars().take(SHOWN).collect();
    format!("{head}...")
}
